"""forget_bias: how long a memory lasts, chosen by one number."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="The weights of a forget gate are all 0, so that it is $f = \\sigma(b)$ at every step, and nothing is "
    "written. Return the bias $b$ for which exactly half of the memory is left after `n` steps, a whole "
    "number of at least 1.",
    hints=[
        "After n steps, fⁿ of the memory is left. For which f is that one half?",
        "f = 2^(−1/n). Now solve σ(b) = f for b; you have met this function as the logit.",
        "b = log(f / (1 − f)).",
    ],
    also=("whole",),
)
def forget_bias(n):
    """The bias that halves the memory in n steps."""
    # f to the power n is one half.
    f = 0.5 ** (1 / n)
    # The inverse of the sigmoid.
    return np.log(f / (1 - f))


@forget_bias.cases
def cases(rng):
    return [(2,), (3,), (10,), (40,), (int(rng.integers(50, 200)),)]


@forget_bias.edge_cases
def edge_cases(rng):
    return [(1,), (1000,)]


@forget_bias.law("after n steps, half is left")
def _(f, n):
    return np.isclose((1 / (1 + np.exp(-f(n)))) ** n, 0.5, rtol=1e-6)


forget_bias.instead_of(
    "0.5 ** (1 / n)",
    {
        "0.5**n": "You took the n-th power of one half. The n-th power of f *is* one half, so f = 0.5^(1/n).",
        "0.5 / n": "n steps multiply: fⁿ = 1/2. Half of one n-th is what would be left if they added up.",
        "1 - 0.5 / n": "That takes the same amount away at each step. A gate takes the same *share*: fⁿ = 1/2.",
        "1 - 1 / n": "After n steps, (1 − 1/n)ⁿ is left, about 0.37 for large n. You want fⁿ = 1/2.",
        "np.exp(-1 / n)": "After n steps, that leaves 1/e. Half of it is left if fⁿ = 1/2.",
        "1 - 0.5**n": "Solve fⁿ = 1/2 for f: it is 0.5^(1/n).",
    },
)
forget_bias.instead_of(
    "return np.log(f / (1 - f))",
    {
        "return f": "That is the gate f. The bias b is what the sigmoid turns into f.",
        "return np.log(f)": "σ(b) = f gives b = log(f / (1 − f)); log f would be the inverse of exp.",
        "return np.log((1 - f) / f)": "The sign is wrong: f is the share that is *kept*. It is above one "
        "half, so the bias is positive.",
        "return 1 / (1 + np.exp(-f))": "You applied the sigmoid again. Undo it: b = log(f / (1 − f)).",
        "return f / (1 - f)": "Those are the odds. The bias is their logarithm.",
        "return -np.log(1 - f)": "For f near 1 that is close, but not equal: solve 1 / (1 + e^(−b)) = f for b.",
        "return np.arctanh(f)": "That is the inverse of tanh. The gate is a sigmoid.",
        "return np.log2(f / (1 - f))": "The sigmoid is made with e, so its inverse needs the natural logarithm.",
    },
)


@forget_bias.misconception(
    "For large n, that is close, since 1 − 2^(−1/n) is about log(2)/n. It isn't equal: solve σ(b) = 2^(−1/n) for b."
)
def approximately(n):
    return np.log(n / np.log(2))


@forget_bias.misconception(
    "With b = log n, the gate is n / (n + 1), and its n-th power is near 1/e for large n. You want the power to be 1/2."
)
def the_log_of_n(n):
    return np.log(n)
