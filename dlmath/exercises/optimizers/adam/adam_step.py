"""adam_step: two running means, both corrected for their start at zero."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the new `w`, `m`, and `v` after one step of Adam, in that order. `w`, `g` (the gradient), `m`, and "
    "`v` are arrays of the same shape, `t` is the number of steps that came before (0 in the first), and `eta`, "
    "`beta1`, `beta2`, and `epsilon` are the numbers in the formula. Return the means `m` and `v` without the "
    "correction.",
    hints=[
        "First the two means, then the two corrections, then the step. The corrected means need names of their own.",
        "The share that m holds after this step is 1 − β₁ to the power t + 1, since t counts from 0.",
        "m_hat = m / (1 - beta1 ** (t + 1)), v_hat likewise, and w - eta * m_hat / (np.sqrt(v_hat) + epsilon).",
    ],
)
def adam_step(w, g, m, v, t, eta, beta1, beta2, epsilon=1e-8):
    """One step of Adam: the new w, m and v."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    # Both began at zero, so after t + 1 steps they hold only these shares of what they should.
    m_hat = m / (1 - beta1 ** (t + 1))
    v_hat = v / (1 - beta2 ** (t + 1))
    return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v


@adam_step.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([3.0]), np.array([0.0]), np.array([0.0]), 0, 0.1, 0.9, 0.99),
        (np.array([1.0]), np.array([2.0]), np.array([0.5]), np.array([3.0]), 1, 0.5, 0.8, 0.9),
        (np.array([2.0, -1.0]), np.array([-3.0, 4.0]), np.array([1.0, -0.5]), np.array([2.0, 9.0]), 2, 0.1, 0.7, 0.95),
        (
            rng.normal(size=4),
            rng.normal(size=4),
            rng.normal(size=4),
            rng.uniform(0.5, 2, size=4),
            5,
            0.2,
            0.9,
            0.6,
            0.5,
        ),
        (
            rng.normal(size=(3, 2)),
            rng.normal(size=(3, 2)),
            rng.normal(size=(3, 2)),
            rng.uniform(0.5, 2, size=(3, 2)),
            3,
            1.5,
            0.5,
            0.8,
            0.25,
        ),
    ]


@adam_step.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([3.0, -3000.0]), np.zeros(2), np.zeros(2), 0, 0.1, 0.9, 0.999),
        (np.array([1.0, 2.0]), np.zeros(2), np.zeros(2), np.zeros(2), 0, 0.1, 0.9, 0.999),
        (np.array([3, -1]), np.array([4, -3]), np.array([1, 2]), np.array([9, 16]), 3, 0.5, 0.9, 0.99),
        (np.array([1.0]), np.array([2.0]), np.array([1.5]), np.array([4.0]), 7, 0.1, 0.0, 0.0),
        (np.array([1.0]), np.array([2e-6]), np.zeros(1), np.zeros(1), 0, 0.1, 0.9, 0.999, 1e-3),
        (np.array([1.0]), np.array([2.0]), np.array([1.5]), np.array([4.0]), 5000, 0.1, 0.9, 0.999),
        (*1e4 * rng.normal(size=(3, 40)), 1e8 * rng.uniform(1, 2, 40), 9, 0.01, 0.9, 0.99),
    ]


@adam_step.law("the first step has the length η, whatever the gradient")
def _(f, w, g, m, v, t, eta, beta1, beta2, epsilon=1e-8):
    w, g, zero = np.zeros(3), np.array([1.0, -20.0, 300.0]), np.zeros(3)
    return np.allclose(f(w, g, zero, zero, 0, eta, beta1, beta2)[0], -eta * np.sign(g), rtol=1e-5)


adam_step.instead_of(
    "m_hat = m / (1 - beta1 ** (t + 1))\n    v_hat = v / (1 - beta2 ** (t + 1))",
    {
        "m_hat, v_hat = m, v": "The step is made of m and v as they are. Correct them first: divide m by 1 − β₁ᵗ⁺¹ "
        "and v by 1 − β₂ᵗ⁺¹.",
        "m_hat = m / (1 - beta1**t)\n    v_hat = v / (1 - beta2**t)": "t counts from 0, so in the first step you "
        "divide by 1 − β⁰ = 0. After this step the means hold t + 1 gradients: beta1 ** (t + 1).",
        "m_hat = m / (1 - beta1)\n    v_hat = v / (1 - beta2)": "You divided by 1 − β in every step. That is right in "
        "the first one only; later the share is 1 − β to the power t + 1.",
        "m_hat = m / (1 - beta1 ** (t + 1))\n    v_hat = v": "The step uses v as it is. Use v̂, which "
        "is v divided by 1 − β₂ᵗ⁺¹.",
        "m_hat = m\n    v_hat = v / (1 - beta2 ** (t + 1))": "The step uses m as it is. Use m̂, which is "
        "m divided by 1 − β₁ᵗ⁺¹.",
        "m_hat = m * (1 - beta1 ** (t + 1))\n    v_hat = v * (1 - beta2 ** (t + 1))": "You multiplied by the shares. "
        "The means are too small: divide by them.",
        "m_hat = m / beta1 ** (t + 1)\n    v_hat = v / beta2 ** (t + 1)": "βᵗ⁺¹ is the share that is missing. Divide "
        "by what is there, 1 − βᵗ⁺¹.",
        "m_hat = m / (1 - beta2 ** (t + 1))\n    v_hat = v / (1 - beta1 ** (t + 1))": "The two corrections are "
        "swapped: m goes with β₁, and v with β₂.",
        "m_hat = m / (1 - beta1 ** (t + 1))\n    v_hat = v / (1 - beta1 ** (t + 1))": "v is corrected with β₁. It goes "
        "with β₂.",
        "m_hat = m / (1 - beta2 ** (t + 1))\n    v_hat = v / (1 - beta2 ** (t + 1))": "m is corrected with β₂. It goes "
        "with β₁.",
        "m_hat = m / (1 - beta1**t + 1)\n    v_hat = v / (1 - beta2**t + 1)": "Powers come before sums, so that is 2 − "
        "βᵗ. Add parentheses: beta1 ** (t + 1).",
        "m_hat = m / (1 - beta1 ** (t - 1))\n    v_hat = v / (1 - beta2 ** (t - 1))": "t counts from 0, so after this "
        "step the means hold t + 1 gradients, not t − 1.",
        "m_hat = m / (1 - beta1) ** (t + 1)\n    v_hat = v / (1 - beta2) ** (t + 1)": "The power belongs to β alone: 1 "
        "- beta1 ** (t + 1), without parentheses around 1 - beta1.",
        "m_hat = m / 1 - beta1 ** (t + 1)\n    v_hat = v / 1 - beta2 ** (t + 1)": "The parentheses are missing: m / (1 "
        "- beta1 ** (t + 1)).",
        "m_hat = m / (1 - beta1 * (t + 1))\n    v_hat = v / (1 - beta2 * (t + 1))": "You multiplied β by t + 1. It is "
        "a power: beta1 ** (t + 1).",
        "m_hat = m / (1 + beta1 ** (t + 1))\n    v_hat = v / (1 + beta2 ** (t + 1))": "The share is 1 − βᵗ⁺¹, with a "
        "minus.",
        "m_hat = m / (1 - beta1 ** (t + 2))\n    v_hat = v / (1 - beta2 ** (t + 2))": "One too many: after this step, "
        "the means hold t + 1 gradients.",
        "m_hat = m / (1 - beta1 ** (t + 1))\n    v_hat = v / (1 - beta2 ** (t + 1)) ** 2": "You squared the share of "
        "v. v is a mean of squares, but its share is 1 − β₂ᵗ⁺¹ all the same.",
        "m_hat = m / (1 - beta1 ** (t + 1))\n    v_hat = v / (1 - beta2 ** (2 * (t + 1)))": "You doubled the power for "
        "v. Its share is 1 − β₂ᵗ⁺¹.",
        "m = m_hat = m / (1 - beta1 ** (t + 1))\n    v = v_hat = v / (1 - beta2 ** (t + 1))": "The new w is right, but "
        "you returned the corrected means. The next step builds on m and v as they are: give the corrected ones names "
        "of their own.",
    },
)
adam_step.instead_of(
    "w - eta * m_hat / (np.sqrt(v_hat) + epsilon)",
    {
        "w + eta * m_hat / (np.sqrt(v_hat) + epsilon)": "You walked uphill. Subtract the step.",
        "w - eta * m_hat / np.sqrt(v_hat + epsilon)": "You put ε under the root. There it counts as √ε, which is much "
        "larger. Take the root first, then add ε.",
        "w - eta * m_hat / (v_hat + epsilon)": "The root is missing: divide by √v̂ + ε.",
        "w - eta * m_hat / np.sqrt(v_hat) + epsilon": "Division comes before addition, so you added ε to the weights. "
        "Put parentheses around np.sqrt(v_hat) + epsilon.",
        "w - eta * m_hat / np.sqrt(v_hat)": "ε is missing. A weight whose gradients are all 0 would get 0/0.",
        "w - eta * g / (np.sqrt(v_hat) + epsilon)": "That is RMSProp: you walked along the last gradient. Adam walks "
        "along its mean, m̂.",
        "w - eta * m_hat / (np.sqrt(v_hat) + epsilon / np.sqrt(1 - beta2 ** (t + 1)))": "You moved the two corrections "
        "into the rate, and so added ε to √v before its correction. Add ε to √v̂.",
        "w - eta * m_hat / (np.sqrt(v) / (1 - beta2 ** (t + 1)) + epsilon)": "You divided the root of v by its share. "
        "Correct v first, then take the root.",
        "w - eta * m_hat / (1 - beta2 ** (t + 1)) / (np.sqrt(v) + epsilon)": "You divided the step by both shares. But "
        "v stands below the bar, and under a root: make v_hat first, and divide by its root.",
        "w - m_hat / (np.sqrt(v_hat) + epsilon)": "The learning rate is missing.",
        "w - eta * m_hat": "That is momentum alone. Divide by √v̂ + ε.",
        "eta * m_hat / (np.sqrt(v_hat) + epsilon)": "You returned the step. Subtract it from w.",
        "w - eta * m_hat / (np.sqrt(v_hat) + 1e-8)": "You wrote 1e-8 for ε. It is passed in as epsilon.",
        "w - 0.001 * m_hat / (np.sqrt(v_hat) + epsilon)": "You wrote 0.001 for η. It is passed in as eta.",
        "w - eta * m_hat * (np.sqrt(v_hat) + epsilon)": "You multiplied by the root. Divide by it.",
        "w - eta * m_hat**2 / (np.sqrt(v_hat) + epsilon)": "You squared m̂ in the step, so its sign is lost.",
        "w - eta * np.sign(m_hat) / (np.sqrt(v_hat) + epsilon)": "You kept only the sign of m̂. Use m̂ itself.",
        "w - eta * m_hat / (np.sqrt(np.sum(v_hat)) + epsilon)": "You divided by one number for all weights. Each has "
        "its own: no np.sum.",
        "w - eta * v_hat / (np.sqrt(m_hat**2) + epsilon)": "m̂ and v̂ are swapped in the step.",
    },
)
adam_step.instead_of(
    "m = beta1 * m + (1 - beta1) * g\n",
    {
        "m = (1 - beta1) * m + beta1 * g\n": "In m, the shares are swapped: the old mean keeps β₁.",
        "m = beta1 * m + beta1 * g\n": "In m, both have the share β₁. The new gradient gets 1 − β₁.",
        "m = (1 - beta1) * g\n": "The old m is missing: it keeps the share β₁.",
        "m = beta1 * m + g\n": "In m, the new gradient has the share 1 − β₁. (Without it, m is the velocity of "
        "momentum, a sum.)",
        "m = beta2 * m + (1 - beta2) * g\n": "m forgets with β₁, not with β₂.",
        "m = beta1 * m + (1 - beta1) * g**2\n": "m is the mean of the gradients themselves. Only v has squares.",
        "m = beta1 * m - (1 - beta1) * g\n": "In m, the new gradient is added.",
        "m = m + (1 - beta1) * g\n": "In m, the old mean is kept whole. It keeps only the share β₁.",
        "m = beta1 * m + (1 - beta1) * w\n": "m is a mean of gradients, not of weights.",
    },
)
adam_step.instead_of(
    "v = beta2 * v + (1 - beta2) * g**2\n",
    {
        "v = (1 - beta2) * v + beta2 * g**2\n": "In v, the shares are swapped: the old mean keeps β₂.",
        "v = beta2 * v + beta2 * g**2\n": "In v, both have the share β₂. The new square gets 1 − β₂.",
        "v = (1 - beta2) * g**2\n": "The old v is missing: it keeps the share β₂.",
        "v = beta2 * v + g**2\n": "In v, the new square has the share 1 − β₂.",
        "v = beta1 * v + (1 - beta1) * g**2\n": "v forgets with β₂, not with β₁.",
        "v = beta2 * v + (1 - beta2) * g\n": "The gradient isn't squared in v.",
        "v = beta2 * v + (1 - beta2) * m**2\n": "v is the mean of the squared gradients, not of m squared.",
        "v = beta2 * v + ((1 - beta2) * g) ** 2\n": "You squared 1 − β₂ as well. Only g is squared.",
        "v = beta2 * v + (1 - beta2) * np.sum(g**2)\n": "You added up the squares of all weights. Each weight has its "
        "own: no np.sum.",
        "v = beta2 * v + (1 - beta2) * np.abs(g)\n": "You averaged |g|. Average the squares.",
        "v = v + g**2\n": "v adds up everything here, as in AdaGrad. The old mean keeps only the share β₂.",
    },
)
adam_step.instead_of(
    "return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v",
    {
        "return w - eta * m_hat / (np.sqrt(v_hat) + epsilon)": "The new w is right. Return the new m and v as well.",
        "return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), v, m": "All three are right, but m and v are swapped.",
        "return m, v, w - eta * m_hat / (np.sqrt(v_hat) + epsilon)": "All three are right, but in the wrong order: w, "
        "m, v.",
        "return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v, t + 1": "Only w, m, and v are asked for.",
    },
)


@adam_step.misconception("The new w is right, but you returned the old m and v. The next step needs the new ones.")
def returns_the_old_means(w, g, m, v, t, eta, beta1, beta2, epsilon=1e-8):
    return adam_step(w, g, m, v, t, eta, beta1, beta2, epsilon)[0], m, v


@adam_step.misconception("You stepped with the old means. Update m and v first, then correct them, then step.")
def steps_with_the_old_means(w, g, m, v, t, eta, beta1, beta2, epsilon=1e-8):
    m_hat, v_hat = m / (1 - beta1 ** (t + 1)), v / (1 - beta2 ** (t + 1))
    _, m, v = adam_step(w, g, m, v, t, eta, beta1, beta2, epsilon)
    return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v


@adam_step.misconception(
    "The numbers are right, but arrays that were passed in have changed: -=, *= and += write into the caller's array. "
    "Write m = beta1 * m + …."
)
def changes_the_means_in_place(w, g, m, v, t, eta, beta1, beta2, epsilon=1e-8):
    new = adam_step(w, g, m, v, t, eta, beta1, beta2, epsilon)
    m[...], v[...] = new[1], new[2]
    return new[0], m, v
