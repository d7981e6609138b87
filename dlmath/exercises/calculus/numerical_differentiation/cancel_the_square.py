"""cancel_the_square: two estimates whose errors are known to be in the ratio of four to one."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    kind="derive",
    task="`D` is a function: `D(h)` estimates a slope with an error of $c\\,h^2$, where $c$ is the same for all $h$ "
    "(neglect smaller terms). Return a combination of `D(h)` and `D(h / 2)` that is the slope itself.",
    hints=[
        "Write down both: D(h) = s + c h², and D(h/2) = s + c h²/4. Two equations, and you want s.",
        "Multiply the second one by 4. Now both contain the same c h².",
        "4 D(h/2) − D(h) = 3 s.",
    ],
)
def cancel_the_square(D, h):
    """A mixture of D(h) and D(h / 2) from which h² has dropped out."""
    # 4 D(h/2) and D(h) contain the same c h². Their difference is three times the slope.
    return (4 * D(h / 2) - D(h)) / 3


@cancel_the_square.cases
def cases(rng):
    return [
        (Formula("h ↦ 3 + h²", lambda h: 3 + h * h), 2.0),
        (Formula("h ↦ −1 + 5h²", lambda h: -1 + 5 * h * h), 0.5),
        (Formula("h ↦ 2 + h² + h⁴", lambda h: 2 + h * h + h**4), 1.0),
        (Formula("h ↦ 4 − 2h² + h⁴", lambda h: 4 - 2 * h * h + h**4), float(rng.uniform(0.5, 1.5))),
        (Formula("h ↦ sin(h) / h", lambda h: np.sin(h) / h), 0.8),
    ]


@cancel_the_square.edge_cases
def edge_cases(rng):
    return [(Formula("h ↦ 7", lambda h: 7.0), 0.5), (Formula("h ↦ h²", lambda h: h * h), 1.0)]


@cancel_the_square.law("two perfect results give a perfect result")
def _(f, D, h):
    return np.isclose(f(lambda step: 7.0, h), 7.0)


@cancel_the_square.law("an error c h² is gone, for any c")
def _(f, D, h):
    return np.isclose(f(lambda step: 2.0 - 11.0 * step * step, h), 2.0)


cancel_the_square.instead_of(
    "(4 * D(h / 2) - D(h)) / 3",
    {
        "4 * D(h / 2) - D(h)": "The h² is gone, but what is left is three times the slope: 4 − 1 = 3. Divide by 3.",
        "(4 * D(h / 2) - D(h)) / 4": "The h² is gone. What is left is 4 − 1 = 3 times the slope, so divide by 3.",
        "(4 * D(h / 2) - D(h)) / 2": "The h² is gone. What is left is 4 − 1 = 3 times the slope, so divide by 3.",
        "2 * D(h / 2) - D(h)": "That would cancel an error c h, which is halved when h is. An error c h² falls to a "
        "quarter, so the factor is 4.",
        "(2 * D(h / 2) - D(h)) / 3": "Half the step leaves a quarter of the error, not half of it. Multiply D(h / 2) "
        "by 4.",
        "(D(h) + D(h / 2)) / 2": "The mean of the two still has five eighths of c h². One of them must be "
        "subtracted, so that the errors cancel.",
        "(4 * D(h) - D(h / 2)) / 3": "You have the two swapped. D(h / 2) has the smaller error, so it is the one to "
        "multiply by 4.",
        "(4 * D(2 * h) - D(h)) / 3": "2 * h is twice the step, and has four times the error. Use h / 2.",
        "(4 * D(h) - D(2 * h)) / 3": "The combination is right, but you called D with h and 2h. The task asks for h "
        "and h / 2.",
        "(D(h) - 4 * D(h / 2)) / 3": "The sign is wrong: 4 D(h/2) − D(h) is three times the slope.",
        "(4 * D(h / 2) + D(h)) / 5": "The errors add up here: c h² + c h². Subtract, so that they cancel.",
        "(4 * D(h / 2) + D(h)) / 3": "Added, the errors do not cancel. Subtract D(h).",
        "(16 * D(h / 2) - D(h)) / 15": "That cancels h⁴. For h², the error falls to a quarter, not to a sixteenth.",
        "(D(h) - D(h / 2)) / 3": "That is a quarter of c h²: the slope itself has dropped out. Subtract it from D(h "
        "/ 2).",
        "D(h) - D(h / 2)": "The slope has dropped out, and the error is left, three quarters of c h². Subtract a "
        "third of "
        "that from D(h / 2).",
        "D(h) - 4 * D(h / 2)": "The h² is gone, but what is left is minus three times the slope: 1 − 4 = −3. Divide "
        "by −3.",
        "4 * D(h / 2) - 3 * D(h)": "Your weights add up to 1, but the errors do not cancel: 4 · ¼ − 3 = −2 times c "
        "h² is "
        "left. Each D has to bring in the same error: 4 D(h/2) and D(h).",
        "(D(h / 2) - D(h)) / 3": "That is a quarter of c h² with a minus sign: the slope itself has dropped out. "
        "Multiply D(h / 2) by 4 first.",
        "D(h / 2) - D(h)": "The slope has dropped out, and the error is left. Multiply D(h / 2) by 4 first, so that "
        "the errors cancel.",
        "D(h / 2) + (D(h) - D(h / 2)) / 3": "The correction goes the wrong way. D(h) − D(h/2) is three quarters of c "
        "h², and D(h/2) is too large by one quarter: subtract a third of the difference.",
        "D(h / 2) - (D(h) - D(h / 2)) / 4": "D(h) − D(h/2) is three quarters of c h², and D(h/2) is off by one "
        "quarter. So subtract a third of the difference, not a fourth.",
        "2 * D(h / 2)": "That doubles the slope. You need D(h), too: its error is four times that of D(h / 2).",
        "D(h / 2)": "A smaller step makes the error smaller, but a quarter of it is left. Use D(h) to cancel it.",
        "D(h)": "That is the estimate as it was. Use D(h / 2) to cancel its error.",
        "D(h) - h**2": "You do not know c, so you cannot subtract the error. But D(h / 2) contains the same c.",
        "4 * D(h / 2) - D(h) / 3": "Only D(h) is divided by 3. Put parentheses around the difference.",
        "(4 * D(h) / 2 - D(h)) / 3": "D(h) / 2 is half the estimate. The estimate with half the step is D(h / 2).",
        "4 / 3 * D(h / 2) - D(h)": "Divide all of it by 3: D(h) as well.",
        "3 * (4 * D(h / 2) - D(h))": "What is in parentheses is already three times the slope. Divide by 3.",
        "(4 * D(h / 4) - D(h)) / 3": "h / 4 leaves a sixteenth of the error. Use h / 2, which leaves a quarter.",
    },
)


@cancel_the_square.misconception(
    "That uses a tiny step, and nothing says that D can handle one. Use only D(h) and D(h / 2), so that their errors "
    "cancel."
)
def takes_a_tiny_step(D, h):
    return D(1e-6)
