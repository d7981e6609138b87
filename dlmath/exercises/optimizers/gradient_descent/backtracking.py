"""backtracking: The first of 1, ½, ¼, … that lowers f enough."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Return the first of the steps $\\alpha = 1, \\tfrac12, \\tfrac14, \\dots$ that lowers $f$ enough: "
    "$f(\\mathbf x - \\alpha \\mathbf g) \\le f(\\mathbf x) - c\\, \\alpha\\, \\lVert\\mathbf g\\rVert^2$. "
    "`f` is a function, `x` the point, `gradient` the array $\\mathbf g$ there.",
    hints=[
        "Start with α = 1. What would have to be wrong with it for you to halve it?",
        "A while loop: as long as f at the new point is still above the line f(x) − c α ‖g‖², halve α.",
        "The loop's head: while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):",
    ],
)
def backtracking(f, x, gradient, c=0.3):
    """The first of 1, ½, ¼, … that lowers f enough."""
    # The slope along −gradient is −‖gradient‖², so a step of length α promises to lower f by α‖gradient‖².
    # A curved valley keeps less than is promised: we are content with the share c.
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        alpha = alpha / 2
    return alpha


@backtracking.cases
def cases(rng):
    w = np.exp(rng.normal(size=4))
    x = rng.normal(size=4)
    return [
        (Formula("x ↦ ½ · x²", lambda x: 0.5 * x[0] ** 2), np.array([1.0]), np.array([1.0])),
        (Formula("x ↦ ½ · 1.8 x²", lambda x: 0.9 * x[0] ** 2), np.array([1.0]), np.array([1.8])),
        (Formula("x ↦ ½ · 2.4 x²", lambda x: 1.2 * x[0] ** 2), np.array([1.0]), np.array([2.4])),
        (Formula("x ↦ ½ · 10 x²", lambda x: 5.0 * x[0] ** 2), np.array([0.5]), np.array([5.0])),
        (Formula("x ↦ x²", lambda x: x[0] ** 2), np.array([0.0]), np.array([0.0])),
        (Formula("x ↦ ½ · 1.8 x²", lambda x: 0.9 * x[0] ** 2), np.array([1.0]), np.array([1.8]), 0.05),
        (
            Formula("x ↦ ½ (x₀² + 10 x₁²)", lambda x: 0.5 * x[0] ** 2 + 5 * x[1] ** 2),
            np.array([5.0, 1.0]),
            np.array([5.0, 10.0]),
        ),
        (Formula("x ↦ Σ wᵢ xᵢ⁴", lambda x: np.sum(w * x**4)), x, 4 * w * x**3, 0.5),
    ]


@backtracking.law("the answer is 1 halved a whole number of times")
def _(step, *args):
    return np.log2(step(*args)) % 1 == 0


@backtracking.law("the step lowers f enough")
def lowers_enough(step, f, x, gradient, c=0.3):
    alpha = step(f, x, gradient, c)
    return f(x - alpha * gradient) <= f(x) - c * alpha * np.sum(gradient**2)


@backtracking.misconception(
    "You used ‖g‖ where ‖g‖² belongs. The slope along −g is −g·g: once because we walk along g, "
    "once because g is the slope."
)
def forgets_the_square(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.linalg.norm(gradient):
        alpha = alpha / 2
    return alpha


@backtracking.misconception("You moved x inside the loop. A try is no step: leave x where it is, and change α alone.")
def walks_on(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        x = x - alpha * gradient
        alpha = alpha / 2
    return alpha


backtracking.instead_of(
    "x - alpha * gradient",
    {
        "x + alpha * gradient": "You tried the points x + α·gradient. That is uphill, where no step is good enough "
        "until it is too short to count. Try x − α·gradient.",
    },
)
backtracking.instead_of(
    "f(x) - c * alpha * np.sum(gradient**2)",
    {
        "f(x) + c * alpha * np.sum(gradient**2)": "You compare with f(x) + c α ‖g‖², so a step may even raise f. "
        "The new value must lie below f(x), and by c α ‖g‖²: subtract it.",
        "f(x)": "You accept every step that does not raise f. Such steps can shrink f by less and less and stop "
        "short of a minimum. Ask for a decrease of c α ‖g‖².",
    },
)
backtracking.instead_of(
    "return alpha",
    {
        "return x - alpha * gradient": "The step is right, but you returned the point it leads to. Return α alone.",
        "return alpha / 2": "Your α is half of the first one that is good enough. Test first, then halve.",
        "return 1.0 if f(x - gradient) <= f(x) - c * np.sum(gradient**2) else 0.5": "You halved α once at most. It "
        "may have to be halved many times: write while instead of if.",
        "return min(alpha, 0.5)": "Your first try is ½. Begin with the boldest, α = 1, and halve only where it fails.",
        "return backtracking(f, x, gradient, 1.0)": "You ask for the whole decrease that the slope promises, and a "
        "curved valley never keeps that. Ask for the share c: c · α · ‖g‖².",
        "return backtracking(f, x, gradient)": "You wrote 0.3 where c belongs. The share is handed in, and may be "
        "another.",
        "return backtracking(f, x, gradient(x), c)": "Here gradient is not a function but the array of slopes at x, "
        "computed already. Use it without (x).",
        "return f(x - alpha * gradient)": "The step is right, but you returned the value of f there. Return α alone.",
    },
)
backtracking.instead_of(
    "alpha / 2",
    {
        "alpha * c": "You multiplied α by c. The share c belongs to the test only; α is halved.",
        "alpha - 0.5": "You took ½ away from α, which makes it 0 after two tries. Halve it: alpha / 2.",
    },
)
backtracking.instead_of(
    "np.sum(gradient**2)",
    {
        "np.sum(gradient) ** 2": "You added up the gradient and squared the sum. ‖g‖² squares each entry first: "
        "np.sum(gradient**2).",
        "gradient**2": "You compare a number with an array: gradient**2 has one entry for each coordinate. ‖g‖² is "
        "their sum, np.sum(gradient**2).",
    },
)
