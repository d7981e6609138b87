"""sigmoid: the logistic function, written so that no power of e overflows."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $\\sigma(x)$ for every entry of the array `x`, of any shape, so that nothing overflows along the "
    "way, neither at $-1000$ nor at $1000$. `np.where(c, a, b)` takes entries of `a` where `c` holds and of `b` "
    "elsewhere. (Both are computed first, everywhere.)",
    hints=[
        "Multiply the fraction by eˣ/eˣ: σ(x) = eˣ / (1 + eˣ). Which of the two forms is safe for negative x?",
        "Both forms are safe if the power is e to the minus |x|, which is never above 1.",
        "With e = np.exp(-np.abs(x)), the answer is 1 / (1 + e) for x ≥ 0 and e / (1 + e) for x < 0.",
    ],
    also=("whole", "long"),
)
def sigmoid(x):
    """The logistic function, entry by entry."""
    # −|x| is never above 0, so this power of e is never above 1.
    e = np.exp(-np.abs(x))
    # 1 / (1 + e⁻ˣ) on the right, and the same fraction times eˣ/eˣ on the left.
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


@sigmoid.cases
def cases(rng):
    return [
        (np.array([0.0, 2.0]),),
        (np.array([-1.0, 0.0, 3.0]),),
        (np.array([-30.0, -5.0, 0.5, 12.0]),),
        (rng.normal(size=5),),
        (4 * rng.normal(size=(2, 3)),),
    ]


@sigmoid.edge_cases
def edge_cases(rng):
    return [(np.array([0.0]),), (np.array([-3, 0, 4]),), (np.array([-1000.0, 1000.0]),), (np.array([-745.0, 40.0]),)]


class Watched(np.ndarray):
    """An array that notices when something computed from it is infinite; a browser's NumPy raises no such error."""

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **settings):
        plain = [x.view(np.ndarray) if isinstance(x, np.ndarray) else x for x in inputs]
        if out is not None:
            settings["out"] = tuple(x.view(np.ndarray) for x in out)
        with np.errstate(all="ignore"):
            result = getattr(ufunc, method)(*plain, **settings)
        if np.asarray(result).dtype.kind == "f" and not np.isfinite(result).all():
            raise FloatingPointError(f"overflow encountered in {ufunc.__name__}")
        return result.view(Watched) if isinstance(result, np.ndarray) else result


@sigmoid.law(
    "nothing overflows at −1000 and 1000. A power of e overflows above 709, even in a branch of np.where that is not "
    "taken; e to the minus |x| cannot"
)
def _(f, x):
    try:
        with np.errstate(over="raise"):
            return np.allclose(f(np.array([-1000.0, 0.0, 1000.0]).view(Watched)), [0.0, 0.5, 1.0])
    except FloatingPointError:
        return False


@sigmoid.law("σ(−x) is 1 − σ(x)")
def _(f, x):
    return np.allclose(f(-x), 1 - f(x), atol=1e-9)


WHOLE = """    # −|x| is never above 0, so this power of e is never above 1.
    e = np.exp(-np.abs(x))
    # 1 / (1 + e⁻ˣ) on the right, and the same fraction times eˣ/eˣ on the left.
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))"""
sigmoid.instead_of(
    WHOLE,
    {
        "    return 1 / (1 + np.exp(x))": "You return σ(−x), which falls from 1 to 0. Either the exponent has the "
        "wrong sign, or the two cases are swapped: 1 / (1 + e) belongs to x ≥ 0.",
        "    return np.exp(x) / (1 - np.exp(x))": "The denominator has a plus: 1 + np.exp(x). And np.exp(x) "
        "overflows for large x.",
        "    return 1 / (1 - np.exp(-x))": "The denominator has a plus: 1 + e to the −x.",
        "    return np.tanh(x)": "That is tanh, which runs from −1 to 1. It is a sigmoid only after stretching: "
        "σ(x) = (1 + tanh(x/2)) / 2.",
        "    return (1 + np.tanh(x)) / 2": "Close: that is σ(2x). Halve x inside the tanh.",
        "    return np.clip(x, 0, 1)": "That is a straight ramp between 0 and 1. The sigmoid is 1 / (1 + e to the −x).",
        "    return np.where(x > 0, 1.0, 0.0)": "That is a jump. The sigmoid takes all the values in between.",
        "    return np.logaddexp(0, x)": "That is softplus, whose slope is the sigmoid.",
        "    return np.where(x < 0, 0.0, 1 / (1 + np.exp(-np.abs(x))))": "For negative x you return 0. There σ(x) is "
        "small, "
        "but not 0: e / (1 + e) with e = np.exp(x).",
    },
)
sigmoid.instead_of(
    "np.where(x >= 0, 1 / (1 + e), e / (1 + e))",
    {
        "1 / (1 + e)": "Both sides look alike: your σ(−2) is the same as σ(2). For x < 0 it is e / (1 + e).",
        "e / (1 + e)": "Without a case for positive x, both sides look alike. For x ≥ 0 it is 1 / (1 + e).",
        "np.where(x >= 0, 1 / (1 + e), e)": "For negative x, e itself is only nearly right. Divide it by 1 + e.",
        "np.where(x >= 0, 1 / (1 + e), -1 / (1 + e))": "For negative x the sigmoid is still positive: e / (1 + e).",
        "np.where(x >= 0, 1, e) / (1 - e)": "The denominator has a plus: 1 + e.",
    },
)


@sigmoid.misconception(
    "For a large entry np.exp(x) overflows, and infinity over infinity is NaN. Each entry needs the form for its own "
    "sign: np.where(x >= 0, …, …) takes them one by one (np.all decides for the whole array). Let both forms use e to "
    "the minus |x|."
)
def overflows(x):
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))
