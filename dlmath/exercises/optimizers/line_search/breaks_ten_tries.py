"""breaks_ten_tries: a valley so steep that ten halvings are too few."""

from dlmath.exercises import exercise


def search(curvature):
    """The first of 1, ½, ¼, … that meets Armijo's condition with c = 0.3, in ½ λ x² at x = 1."""
    alpha = 1.0
    while 0.5 * curvature * (1 - alpha * curvature) ** 2 > 0.5 * curvature - 0.3 * alpha * curvature**2:
        alpha = alpha / 2
    return alpha


@exercise(
    weight="hard",
    task="Return a curvature λ for which `ten_tries` goes wrong: in the valley f(x) = ½λx², at x = 1, where the "
    "gradient is λ, it returns a step that does not meet Armijo's condition with c = 0.3.",
    hints=[
        "Which step size does ten_tries return when all ten tries have failed?",
        "After ten halvings α is 1/1024, and it is returned untested. When is that still too large?",
        "It is bad if αλ > 2 (1 − 0.3) = 1.4 with α = 1/1024.",
    ],
)
def breaks_ten_tries():
    """A curvature at which ten tries are too few."""
    # After ten halvings α = 1/1024. It is still too large if λ/1024 > 1.4, so for every λ above 1433.6.
    return 2000.0


@breaks_ten_tries.breaks(search)
def ten_tries(curvature):
    alpha = 1.0
    for _ in range(10):
        if 0.5 * curvature * (1 - alpha * curvature) ** 2 <= 0.5 * curvature - 0.3 * alpha * curvature**2:
            return alpha
        alpha = alpha / 2
    return alpha


@breaks_ten_tries.law("the curvature is a finite number", form=True)
def _(answer):
    return -float("inf") < answer() < float("inf")


@breaks_ten_tries.law("the curvature is a positive number, so that the valley has a bottom")
def _(answer):
    return answer() > 0


@breaks_ten_tries.misconception(
    "This is no valley: its curvature is not above 0. Make it positive, and large.",
    when=lambda curvature: curvature <= 0,
)
def no_valley():
    return -5.0


@breaks_ten_tries.misconception(
    "Here one of the ten tries succeeds: λ times ½ to the 9th power is at most 1.4. Make the valley steeper.",
    when=lambda curvature: curvature <= 1.4 * 512,
)
def too_gentle():
    return 100.0


@breaks_ten_tries.misconception(
    "Close. All ten tries fail, and 1/1024 is returned untested. But here it happens to be good: λ/1024 is at most "
    "1.4.",
    when=lambda curvature: curvature <= 1.4 * 1024,
)
def good_by_luck():
    return 1000.0
