"""backtracking: the first of 1, ½, ¼, … that lowers f enough."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="hard",
    task="Return the first of $\\alpha = 1, \\tfrac12, \\tfrac14, \\dots$ that lowers $f$ enough: $f(\\mathbf x - "
    "\\alpha\\,\\mathbf g) \\le f(\\mathbf x) - c\\,\\alpha\\,\\lVert\\mathbf g\\rVert^2$. `f` is a function, `x` the "
    "point, and `gradient` is the array $\\mathbf g$ there.",
    hints=[
        "Start with α = 1. What would have to be wrong with it for you to halve it?",
        "A while loop: as long as f at the new point is above f(x) − c α ‖g‖², halve α.",
        "The loop begins: while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):",
    ],
    atol=0,
)
def backtracking(f, x, gradient, c=0.3):
    """The first of 1, ½, ¼, … that lowers f enough."""
    # The slope promises to lower f by α‖g‖². A curved valley keeps less, so we ask for the share c.
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        alpha = alpha / 2
    return alpha


def parabola(curvature):
    return Formula(f"x ↦ ½ · {curvature:g} x²", lambda x: 0.5 * curvature * np.sum(x**2))


@backtracking.cases
def cases(rng):
    w, x = np.exp(rng.normal(size=4)), rng.normal(size=4)
    ravine = Formula("x ↦ ½ (x₀² + 10 x₁²)", lambda x: 0.5 * x[0] ** 2 + 5 * x[1] ** 2)
    return [
        (parabola(1.8), np.array([1.0]), np.array([1.8])),
        (parabola(2.6), np.array([1.0]), np.array([2.6])),
        (parabola(1.2), np.array([0.25]), np.array([0.3])),
        (parabola(10), np.array([0.5]), np.array([5.0])),
        (ravine, np.array([5.0, 1.0]), np.array([5.0, 10.0])),
        (ravine, np.array([5.0, -1.0]), np.array([5.0, -10.0]), 0.6),
        (parabola(1.8), np.array([1.0]), np.array([1.8]), 0.05),
        (parabola(5000), np.array([2.0]), np.array([1e4])),
        (parabola(2.2), np.array([0.5, -0.75, 0.25]), np.array([1.1, -1.65, 0.55])),
        (parabola(7.2), np.array([-0.02, -0.09, -0.01]), 7.2 * np.array([-0.02, -0.09, -0.01]), 0.6),
        (parabola(5.9), np.array([0.11, -0.11, 0.08]), 5.9 * np.array([0.11, -0.11, 0.08]), 0.6),
        (Formula("x ↦ Σ wᵢ xᵢ⁴", lambda x: np.sum(w * x**4)), x, 4 * w * x**3, 0.5),
    ]


@backtracking.edge_cases
def edge_cases(rng):
    return [
        (parabola(1), np.array([1.0]), np.array([1.0])),
        (parabola(1.4), np.array([0.0]), np.array([0.0])),
        (parabola(2), np.array([1]), np.array([2])),
        (parabola(4e6), np.array([1.0]), np.array([4e6])),
        (parabola(1e12), np.array([1.0]), np.array([1e12]), 0.1),
        (Formula("x ↦ ½ · 4 x² + 7", lambda x: 2 * np.sum(x**2) + 7), np.array([2.0]), np.array([8.0]), 0.5),
    ]


@backtracking.law("the answer is 1 halved a whole number of times")
def _(step, *args):
    return np.log2(step(*args)) % 1 == 0


@backtracking.law("the step lowers f enough")
def _(step, f, x, gradient, c=0.3):
    alpha = step(f, x, gradient, c)
    return f(x - alpha * gradient) <= f(x) - c * alpha * np.sum(gradient**2)


@backtracking.misconception("You moved x inside the loop. A try is not a step: leave x where it is, and change only α.")
def walks_on(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        x = x - alpha * gradient
        alpha = alpha / 2
    return alpha


def gives_up(tries):
    def search(f, x, gradient, c=0.3):
        return max(backtracking(f, x, gradient, c), 0.5**tries)

    return search


for tries in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 25, 30):
    backtracking.misconception(
        f"Your search gives up after about {tries} halvings. A steep valley needs more: let a while loop run until "
        f"the step "
        "is good."
    )(gives_up(tries))


backtracking.instead_of(
    "x - alpha * gradient",
    {
        "x + alpha * gradient": "You tried x + α·gradient. That is uphill, where no step is good enough until it is "
        "too short to count. Try x − α·gradient.",
        "x - alpha": "You forgot the gradient: a step of α leads to x - alpha * gradient.",
        "x - alpha * np.sign(gradient)": "You used only the sign of the gradient. The step is α times the gradient "
        "itself.",
        "x - alpha * gradient / np.linalg.norm(gradient)": "You divided the gradient by its length. The step is α "
        "times the gradient itself.",
    },
)
backtracking.instead_of(
    "> f(x) - c * alpha * np.sum(gradient**2)",
    {
        "> f(x) + c * alpha * np.sum(gradient**2)": "You compare with f(x) + c α ‖g‖², so a step may even raise f. The "
        "new value must lie below f(x) by c α ‖g‖²: subtract it.",
        "> f(x)": "You accept every step that does not raise f. Such steps may never arrive. Ask for a decrease of c α "
        "‖g‖².",
        "> f(x) - c * alpha": "‖g‖² is missing. The slope promises α ‖g‖², and you ask for the share c of it.",
        "> f(x) - alpha * np.sum(gradient**2)": "c is missing: you ask for all that the slope promises, and a valley "
        "that curves upward never keeps that. Ask for the share c.",
        "> f(x) - 0.3 * alpha * np.sum(gradient**2)": "You wrote 0.3 for c. It is passed in, and may be another share.",
        "> f(x) - (1 - c) * alpha * np.sum(gradient**2)": "You ask for the share 1 − c. It is c.",
        "> f(x) - c / 2 * alpha * np.sum(gradient**2)": "You ask for half of the share. It is c α ‖g‖².",
        "> f(x) - c * alpha**2 * np.sum(gradient**2)": "You squared α. Only ‖g‖ is squared: c α ‖g‖².",
        "> f(x) - c * alpha * np.linalg.norm(gradient)": "You used ‖g‖ where ‖g‖² belongs: once because the slope is "
        "‖g‖, and once because the step has the length α‖g‖.",
        "> f(x) - c * alpha * np.sum(gradient)": "You added up the gradient without squaring: ‖g‖² is "
        "np.sum(gradient**2).",
        "> f(x) - c * alpha * np.sum(np.abs(gradient))": "You added up sizes. ‖g‖² is the sum of squares.",
        "> f(x) - c * alpha * np.sum(gradient) ** 2": "You added up the gradient and squared the sum. ‖g‖² squares "
        "each entry first: np.sum(gradient**2).",
        "> f(x) - c * alpha * np.mean(gradient**2)": "You took the mean of the squares. ‖g‖² is their sum.",
        "> f(x) - c * alpha * np.max(gradient**2)": "You took the largest square. ‖g‖² is the sum of all.",
        "> f(x) - c * alpha * gradient**2": "You compare a number with an array: gradient**2 has one entry for each "
        "coordinate. ‖g‖² is their sum, np.sum(gradient**2).",
        "< f(x) - c * alpha * np.sum(gradient**2)": "Your loop halves as long as the step is *good*. Halve as long as "
        "it is not: > instead of <.",
    },
)
backtracking.instead_of(
    "return alpha",
    {
        "return x - alpha * gradient": "The step size is right, but you returned the point it leads to. Return α "
        "alone.",
        "return f(x - alpha * gradient)": "The step size is right, but you returned the value of f there. Return α "
        "alone.",
        "return alpha * gradient": "You returned the step itself. Return its size α alone.",
        "return alpha * np.linalg.norm(gradient)": "You returned the length of the step. Return α alone.",
        "return alpha / 2": "Your α is half of the first one that is good enough. Test first, then halve.",
        "return 2 * alpha": "Your α is the last one that was *not* good enough. Return the next one.",
        "return 1.0 if f(x - gradient) <= f(x) - c * np.sum(gradient**2) else 0.5": "You halved α at most once. It may "
        "have to be halved many times: write while instead of if.",
        "return min(alpha, 0.5)": "Your first try is ½. Begin with the boldest, α = 1, and halve only if it fails.",
        "return 1.0": "Your α is never halved. Halve it as long as the step is *not* good enough: while f(…) > f(x) - "
        "….",
        "return int(round(-np.log2(alpha)))": "You returned how often α was halved. Return α itself.",
        "return backtracking(f, x, gradient(x), c)": "Here gradient is not a function but an array: the slopes at x, "
        "computed already. Use it without (x).",
    },
)
backtracking.instead_of(
    "alpha / 2",
    {
        "alpha * c": "You multiplied α by c. The share c belongs to the test only; α is halved.",
        "alpha - 0.5": "You subtracted ½ from α, which makes it 0 after two tries. Halve it: alpha / 2.",
        "alpha / 10": "You divided α by 10. Halve it: alpha / 2.",
        "alpha * 0.9": "You shrink α by only 10%. Halve it: alpha / 2.",
        "alpha / 4": "You divided α by 4, and so skip every other step size. Halve it: alpha / 2.",
        "alpha**2 if alpha < 1 else 0.5": "You squared α. Halve it: alpha / 2.",
    },
)

backtracking.instead_of(
    "alpha = alpha / 2",
    {
        "alpha = alpha * 0.3": "You multiplied α by 0.3. That share belongs to the test only; α is halved.",
        "alpha = alpha / 3": "You divided α by 3. Halve it: alpha / 2.",
        "alpha = alpha * 0.8": "You shrink α by a fifth only. Halve it: alpha / 2.",
        "alpha = alpha * 0.75": "You shrink α by a quarter only. Halve it: alpha / 2.",
    },
)


@backtracking.misconception("You halve α but always try the same step, x - gradient. Try x - alpha * gradient.")
def always_tries_the_same(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - gradient) > f(x) - c * np.sum(gradient**2) and alpha > 1e-3:
        alpha = alpha / 2
    return alpha


backtracking.instead_of(
    "alpha = 1.0",
    {
        "alpha = 2.0": "Your first try is 2. Begin with α = 1.",
        "alpha = 10.0": "Your first try is 10. Begin with α = 1.",
        "alpha = c": "You begin with the share c. Begin with α = 1; c belongs to the test only.",
        "alpha = 0.25": "Your first try is ¼. Begin with the boldest, α = 1.",
    },
)


@backtracking.misconception("You try 1, ½, ⅓, …. Here it is 1, ½, ¼, …: halve α each time.")
def tries_one_over_k(f, x, gradient, c=0.3):
    k = 1
    while f(x - gradient / k) > f(x) - c / k * np.sum(gradient**2) and k < 1e4:
        k = k + 1
    return 1 / k


for tries in (5, 8, 10, 20):

    @backtracking.misconception(
        "Your loop ends after a fixed number of tries, and where none of them is good, nothing is returned. Halve "
        "until a step is good: while."
    )
    def returns_nothing_in_the_end(f, x, gradient, c=0.3, tries=tries):
        alpha = backtracking(f, x, gradient, c)
        return alpha if alpha > 0.5**tries else None
