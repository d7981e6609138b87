"""curvature_error: the standard error from the bend of the log-likelihood, in code that is wrong at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="`ell` is a log-likelihood, a function of one number, and `peak` is where it has its maximum. This "
    "function should return the standard error $1 / \\sqrt{-\\ell''}$, with the second derivative at the peak taken "
    "from a central difference with step `h`: $\\bigl(\\ell(\\hat\\theta + h) - 2\\,\\ell(\\hat\\theta) + "
    "\\ell(\\hat\\theta - h)\\bigr) / h^2$. It runs, but it contains three mistakes. Fix them.",
    hints=[
        "Compare the second difference with the formula term by term: two of the mistakes are there.",
        "The middle term counts twice, and the divisor is h². At a maximum, ℓ″ is negative. What does that do to "
        "the root?",
        "bend = (ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / h**2, then 1 / np.sqrt(-bend).",
    ],
    also=(),
    rtol=1e-5,
    atol=1e-9,
)
def curvature_error(ell, peak, h):
    """One standard error, read off the bend at the peak."""
    # At a maximum the second derivative is negative. A sharp peak means a small error.
    bend = (ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / h**2
    return 1 / np.sqrt(-bend)


@curvature_error.start(
    "This is the code as it was. Three mistakes: the middle term needs a factor 2, the divisor is h², not 2h, and a "
    "sharp "
    "peak means a *small* error: 1 / √(−ℓ″)."
)
def went_wrong(ell, peak, h):
    """One standard error, read off the bend at the peak."""
    bend = (ell(peak + h) - ell(peak) + ell(peak - h)) / (2 * h)
    return np.sqrt(np.abs(bend))


SEVEN = Formula("t ↦ 7 log t + 3 log(1 − t)", lambda t: 7 * np.log(t) + 3 * np.log(1 - t))
SEVENTY = Formula("t ↦ 70 log t + 30 log(1 − t)", lambda t: 70 * np.log(t) + 30 * np.log(1 - t))
MEAN = Formula("m ↦ −8 − 25 (m − 3)² / 8", lambda m: -8 - 25 * (m - 3) ** 2 / 8)
FLAT = Formula("m ↦ 5 − (m + 1)² / 800", lambda m: 5 - (m + 1) ** 2 / 800)
RATE = Formula("r ↦ 12 log r − 4 r", lambda r: 12 * np.log(r) - 4 * r)


@curvature_error.cases
def cases(rng):
    return [
        (MEAN, 3.0, 0.5),
        (FLAT, -1.0, 2.0),
        (SEVEN, 0.7, 0.01),
        (SEVENTY, 0.7, 0.02),
        (RATE, 3.0, 0.125),
    ]


@curvature_error.edge_cases
def edge_cases(rng):
    return [(MEAN, 3, 1), (FLAT, -1.0, 50.0), (SEVENTY, 0.7, 0.001)]


@curvature_error.law("multiplying the log-likelihood by four halves the standard error")
def _(f, ell, peak, h):
    return np.isclose(f(lambda t: 4 * ell(t), peak, h), f(ell, peak, h) / 2, rtol=1e-6)


@curvature_error.law("adding a constant to the log-likelihood changes nothing")
def _(f, ell, peak, h):
    return np.isclose(f(lambda t: ell(t) + 100, peak, h), f(ell, peak, h), rtol=1e-5)


curvature_error.instead_of(
    "(ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / h**2",
    {
        "(ell(peak + h) - ell(peak) + ell(peak - h)) / (2 * h)": "The root is fixed. Two mistakes are left in the "
        "difference: the middle term counts twice, and the divisor is h².",
        "(ell(peak + h) - ell(peak) + ell(peak - h)) / h**2": "The middle term is still missing its factor 2.",
        "(ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / (2 * h)": "The divisor is still 2h. A second difference is "
        "divided by h².",
        "(ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / h": "The divisor is h², not h.",
        "(ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / (2 * h**2)": "Your result is too large by a factor of "
        "√2: the divisor is h², without a 2, and there is no 2 under the root.",
        "(ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / (4 * h**2)": "Your result is twice as large as it should "
        "be. The divisor is h² (4h² belongs to points that are 2h apart), and the task asks for one standard error, "
        "not two.",
        "(ell(peak + h) - 2 * ell(peak) + ell(peak - h)) * h**2": "You multiplied by h². Divide by it.",
        "(ell(peak + h) - 2 * ell(peak) + ell(peak - h))": "The division by h² is missing.",
        "ell(peak + h) - 2 * ell(peak) + ell(peak - h) / h**2": "Division comes first, so only the last term was "
        "divided. "
        "Put parentheses around the three terms.",
        "(ell(peak + h) + 2 * ell(peak) + ell(peak - h)) / h**2": "The middle term is subtracted: − 2 ℓ(θ̂).",
        "(ell(peak + h) - 2 * ell(peak) - ell(peak - h)) / h**2": "Both outer values count with a plus. Only the "
        "middle "
        "term is subtracted.",
        "-np.abs((ell(peak + h) - ell(peak - h)) / (2 * h))": "That is the slope, which is 0 at the peak. You need the "
        "second derivative.",
        "ell(peak)": "That is the height of the peak. The error depends on how sharply it bends: the second "
        "derivative.",
    },
)
curvature_error.instead_of(
    "1 / np.sqrt(-bend)",
    {
        "np.sqrt(-bend)": "A sharp peak (a large −ℓ″) means a *small* error: 1 divided by the root.",
        "-1 / bend": "The root is missing: −1/ℓ″ is the variance of the estimate. Its root is the standard error.",
        "1 / bend": "The minus and the root are missing: 1 / √(−ℓ″).",
        "-bend": "That is −ℓ″, which says how sharp the peak is. The standard error is 1 / √(−ℓ″).",
        "bend": "That is ℓ″. The standard error is 1 / √(−ℓ″).",
        "1 / bend**2": "You squared instead of taking the root: 1 / √(−ℓ″).",
        "1 / np.sqrt(-bend) * h": "The step h is already accounted for in the divisor h².",
        "-1 / np.sqrt(-bend)": "The minus belongs under the root. A standard error is positive.",
        "1 / np.sqrt(-2 * bend)": "There is no 2 in 1 / √(−ℓ″).",
        "1 / np.sqrt(-bend * peak)": "The position of the peak plays no role: 1 / √(−ℓ″).",
    },
)


@curvature_error.misconception(
    "At a maximum, ℓ″ is negative, and the root of a negative number is not a real number (NumPy gives nan). Take 1 "
    "/ √(−ℓ″)."
)
def no_minus(ell, peak, h):
    return np.nan


@curvature_error.misconception(
    "The last line is right now. Two mistakes are left in the difference: the middle term counts twice, and the "
    "divisor is h²."
)
def difference_as_it_was(ell, peak, h):
    bend = (ell(peak + h) - ell(peak) + ell(peak - h)) / (2 * h)
    return 1 / np.sqrt(np.abs(bend))


@curvature_error.misconception("One mistake is left: the middle term counts twice, − 2 ℓ(θ̂).")
def middle_once(ell, peak, h):
    bend = (ell(peak + h) - ell(peak) + ell(peak - h)) / h**2
    return 1 / np.sqrt(np.abs(bend))


@curvature_error.misconception(
    "The divisor is right now. Two mistakes are left: the middle term counts twice, and a sharp peak means a *small* "
    "error, 1 / "
    "√(−ℓ″)."
)
def middle_once_and_large(ell, peak, h):
    bend = (ell(peak + h) - ell(peak) + ell(peak - h)) / h**2
    return np.sqrt(np.abs(bend))


@curvature_error.misconception(
    "The middle term is right now. Two mistakes are left: the divisor is h², and a sharp peak means a *small* error, "
    "1 / √(−ℓ″)."
)
def divisor_and_large(ell, peak, h):
    bend = (ell(peak + h) - 2 * ell(peak) + ell(peak - h)) / (2 * h)
    return np.sqrt(np.abs(bend))


@curvature_error.misconception("The middle term is missing: − 2 ℓ(θ̂).")
def no_middle(ell, peak, h):
    bend = (ell(peak + h) + ell(peak - h)) / h**2
    return 1 / np.sqrt(np.abs(bend))


@curvature_error.misconception("You chose your own step. Use the argument h.")
def own_step(ell, peak, h):
    return curvature_error(ell, peak, 1e-3)
