"""How far should a step go? The exercises of the lesson on gradient descent."""

from dataclasses import dataclass

import numpy as np

from dlmath.exercises import Exercise, Law, Misconception


@dataclass(frozen=True)
class Formula:
    """A function that is shown as its formula."""

    text: str
    value: object

    def __call__(self, x):
        return self.value(x)

    def __repr__(self):
        return self.text


# ---------------------------------------------------------------- gd_step


def gd_step(x, gradient, learning_rate):
    # The gradient points uphill, so we subtract it. The learning rate says how much of it is walked.
    return x - learning_rate * gradient


def gd_step_cases(rng):
    return [
        (np.array([1.0]), np.array([2.0]), 0.25),
        (np.array([1.0]), np.array([2.0]), 0.0),
        (np.array([3.0, -1.0]), np.array([0.0, 0.0]), 0.1),
        (np.array([1.0, 1.0]), np.array([2.0, -20.0]), 0.05),
        (rng.normal(size=5), rng.normal(size=5), 0.3),
        (rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), 1.7),
    ]


def gd_step_ascends(x, gradient, learning_rate):
    return x + learning_rate * gradient


def gd_step_forgets_the_rate(x, gradient, learning_rate):
    return x - gradient


def gd_step_changes_x(x, gradient, learning_rate):
    x -= learning_rate * gradient
    return x


def gd_step_returns_the_step(x, gradient, learning_rate):
    return -learning_rate * gradient


def gd_step_normalises(x, gradient, learning_rate):
    length = np.linalg.norm(gradient)
    return x - learning_rate * gradient / length if length > 0 else x.copy()


def gd_step_shrinks_x(x, gradient, learning_rate):
    return (1 - learning_rate) * x


GD_STEP = Exercise(
    name="gd_step",
    task="Return the point one step of gradient descent away from `x`. `gradient` is an array shaped as `x`, "
    "`learning_rate` is a number. Leave `x` itself as it is.",
    stub='def gd_step(x, gradient, learning_rate):\n    """One step downhill."""\n    ...\n',
    reference=gd_step,
    cases=gd_step_cases,
    laws=[
        Law("with a learning rate of 0 nothing moves", lambda f, x, g, eta: np.array_equal(f(x, g, 0.0), x)),
        Law(
            "two half steps along the same gradient are one whole step",
            lambda f, x, g, eta: np.allclose(f(f(x, g, eta / 2), g, eta / 2), f(x, g, eta)),
        ),
    ],
    hints=[
        "The gradient points in the direction in which f grows fastest. You want the opposite.",
        "Scale the gradient by the learning rate, then move x against it.",
        "In the letters of the lesson: x − η g. NumPy does it for all coordinates at once.",
    ],
    misconceptions=[
        Misconception(
            "ascends",
            gd_step_ascends,
            "You walked uphill: the gradient points to where f grows. Subtract it instead of adding it.",
        ),
        Misconception(
            "forgets the rate",
            gd_step_forgets_the_rate,
            "The learning rate has no influence on your answer. You walked the whole gradient; "
            "multiply it by learning_rate first.",
        ),
        Misconception(
            "changes x in place",
            gd_step_changes_x,
            "The point is right, but the x that was handed in has changed: -= writes into the caller's array. "
            "Make a new array: x - … instead of x -= ….",
        ),
        Misconception(
            "returns the step",
            gd_step_returns_the_step,
            "That is the step, not the place it leads to. Add it to x.",
        ),
        Misconception(
            "walks a fixed distance",
            gd_step_normalises,
            "You divided the gradient by its length, so every step is equally long. Gradient descent walks less "
            "where the slope is gentle: use the gradient as it is.",
        ),
        Misconception(
            "shrinks x",
            gd_step_shrinks_x,
            "You multiplied x by 1 − learning_rate: that is the step for f(x) = ½‖x‖², whose gradient is x. "
            "Use the gradient that is handed in.",
        ),
    ],
)


# ---------------------------------------------------------------- largest_stable_rate


def largest_stable_rate(H):
    # Along the eigenvector with eigenvalue λ every step multiplies the error by 1 − ηλ.
    # The steepest direction is the first to leave the interval from −1 to 1: it does so at η = 2 / λ_max.
    eigenvalues = np.linalg.eigvalsh(H)  # for symmetric matrices; sorted from the smallest to the largest
    return 2 / eigenvalues[-1]


def largest_stable_rate_cases(rng):
    A, B = rng.normal(size=(4, 3)), rng.normal(size=(2, 5))
    return [
        (np.array([[4.0]]),),
        (np.diag([20.0, 2.0]),),
        (np.diag([1.0, 1.0, 1.0]),),
        (np.array([[2.0, 1.0], [1.0, 2.0]]),),
        (np.array([[1.0, 1.0], [1.0, 1.0]]),),
        (np.diag([0.5, 8.0, 3.0]),),
        (A.T @ A,),
        (B.T @ B,),
    ]


def stable_rate_of_the_gentlest(H):
    with np.errstate(divide="ignore"):
        return 2 / np.maximum(np.linalg.eigvalsh(H)[0], 0.0)


def stable_rate_halved(H):
    return 1 / np.linalg.eigvalsh(H)[-1]


def stable_rate_best(H):
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])


def stable_rate_of_the_diagonal(H):
    return 2 / np.max(np.diag(H))


def stable_rate_of_the_sum(H):
    return 2 / np.sum(np.diag(H))


def stable_rate_unsorted(H):
    with np.errstate(divide="ignore"):
        return 2 / np.linalg.eigvals(H)[-1]


def rotated(H):
    """The same bowl seen in coordinates turned by a fixed orthogonal matrix."""
    Q = np.linalg.qr(np.cos(np.arange(H.size).reshape(H.shape) ** 2 + 1.0))[0]
    turned = Q @ H @ Q.T
    return (turned + turned.T) / 2


LARGEST_STABLE_RATE = Exercise(
    name="largest_stable_rate",
    task="Return the learning rate beyond which gradient descent on "
    "$f(\\mathbf x) = \\tfrac12 \\mathbf x^\\top H \\mathbf x$ diverges. "
    "`H` is a symmetric matrix without negative eigenvalues and not zero.",
    stub='def largest_stable_rate(H):\n    """The learning rate between learning and disaster."""\n    ...\n',
    reference=largest_stable_rate,
    cases=largest_stable_rate_cases,
    laws=[
        Law("a valley twice as steep allows half the rate", lambda f, H: np.isclose(f(2 * H), f(H) / 2)),
        Law("turning the coordinates changes nothing", lambda f, H: np.isclose(f(rotated(H)), f(H))),
        Law(
            "at this rate the worst factor |1 − ηλ| is exactly 1",
            lambda f, H: np.isclose(np.abs(1 - f(H) * np.linalg.eigvalsh(H)).max(), 1),
        ),
    ],
    hints=[
        "Each eigenvector of H is a valley of its own, with its own λ. Which of them diverges first?",
        "One valley with curvature λ is stable up to η = 2/λ. All of them must be stable at once.",
        "np.linalg.eigvalsh(H) gives the eigenvalues of a symmetric matrix, the smallest first.",
    ],
    misconceptions=[
        Misconception(
            "takes the gentlest direction",
            stable_rate_of_the_gentlest,
            "You divided by the smallest eigenvalue. Along the direction with the largest, that rate diverges: "
            "the steepest direction sets the limit.",
        ),
        Misconception(
            "halves it",
            stable_rate_halved,
            "At 1/λ_max the steepest direction arrives in one step. It stays stable up to twice that rate.",
        ),
        Misconception(
            "gives the best rate",
            stable_rate_best,
            "2/(λ_min + λ_max) is the rate that converges fastest. The largest one that still does not diverge "
            "depends on λ_max alone.",
        ),
        Misconception(
            "reads the diagonal",
            stable_rate_of_the_diagonal,
            "The largest entry on the diagonal is the largest eigenvalue only when H is diagonal. "
            "Ask NumPy for the eigenvalues.",
        ),
        Misconception(
            "adds the eigenvalues",
            stable_rate_of_the_sum,
            "You divided by the sum of the diagonal, which is the sum of all eigenvalues. The directions do not "
            "add up: each has a limit of its own, and the smallest limit counts.",
        ),
        Misconception(
            "takes the last of an unsorted list",
            stable_rate_unsorted,
            "np.linalg.eigvals returns the eigenvalues in no particular order, so the last need not be the largest. "
            "Use np.linalg.eigvalsh, which sorts them, or take the maximum.",
        ),
    ],
)


# ---------------------------------------------------------------- backtracking


def backtracking(f, x, gradient, c=0.3):
    # The slope along −gradient is −‖gradient‖², so a step of length α promises to lower f by α‖gradient‖².
    # A curved valley keeps less than is promised: we are content with the share c.
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        alpha = alpha / 2
    return alpha


def backtracking_cases(rng):
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


def backtracking_uphill(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x + alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        alpha = alpha / 2
    return alpha


def backtracking_wrong_side(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) + c * alpha * np.sum(gradient**2):
        alpha = alpha / 2
    return alpha


def backtracking_any_decrease(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x):
        alpha = alpha / 2
    return alpha


def backtracking_unsquared(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.linalg.norm(gradient):
        alpha = alpha / 2
    return alpha


def backtracking_new_point(f, x, gradient, c=0.3):
    return x - backtracking(f, x, gradient, c) * gradient


def backtracking_one_too_many(f, x, gradient, c=0.3):
    return backtracking(f, x, gradient, c) / 2


def lowers_enough(step, f, x, gradient, c=0.3):
    alpha = step(f, x, gradient, c)
    return f(x - alpha * gradient) <= f(x) - c * alpha * np.sum(gradient**2)


BACKTRACKING = Exercise(
    name="backtracking",
    task="Return the first of the steps $\\alpha = 1, \\tfrac12, \\tfrac14, \\dots$ that lowers $f$ enough: "
    "$f(\\mathbf x - \\alpha \\mathbf g) \\le f(\\mathbf x) - c\\, \\alpha\\, \\lVert\\mathbf g\\rVert^2$. "
    "`f` is a function, `x` the point, `gradient` the array $\\mathbf g$ there.",
    stub='def backtracking(f, x, gradient, c=0.3):\n    """The first of 1, ½, ¼, … that lowers f enough."""\n    ...\n',
    reference=backtracking,
    cases=backtracking_cases,
    laws=[
        Law("the answer is 1 halved a whole number of times", lambda step, *args: np.log2(step(*args)) % 1 == 0),
        Law("the step lowers f enough", lowers_enough),
    ],
    hints=[
        "Start with α = 1. What would have to be wrong with it for you to halve it?",
        "A while loop: as long as f at the new point is still above the line f(x) − c α ‖g‖², halve α.",
        "The loop's head: while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):",
    ],
    misconceptions=[
        Misconception(
            "looks uphill",
            backtracking_uphill,
            "You tried the points x + α·gradient. That is uphill, where no step is good enough until it is too "
            "short to count. Try x − α·gradient.",
        ),
        Misconception(
            "Armijo on the wrong side",
            backtracking_wrong_side,
            "You compare with f(x) + c α ‖g‖², so a step may even raise f. The new value must lie below f(x), "
            "and by c α ‖g‖²: subtract it.",
        ),
        Misconception(
            "any decrease will do",
            backtracking_any_decrease,
            "You accept every step that does not raise f. Such steps can shrink f by less and less and stop short of a "
            "minimum. Ask for a decrease of c α ‖g‖².",
        ),
        Misconception(
            "forgets the square",
            backtracking_unsquared,
            "You used ‖g‖ where ‖g‖² belongs. The slope along −g is −g·g: once because we walk along g, "
            "once because g is the slope.",
        ),
        Misconception(
            "returns the new point",
            backtracking_new_point,
            "The step is right, but you returned the point it leads to. Return α alone.",
        ),
        Misconception(
            "halves once too often",
            backtracking_one_too_many,
            "Your α is half of the first one that is good enough. Test first, then halve.",
        ),
    ],
)


# ---------------------------------------------------------------- minimize


def minimize(gradient, x, learning_rate, n_steps):
    # The path begins where we stand. Every step makes a new array, so the earlier points stay as they were.
    path = [x]
    for _ in range(n_steps):
        x = x - learning_rate * gradient(x)
        path.append(x)
    return np.array(path)


def minimize_cases(rng):
    halves = Formula("x ↦ x", lambda x: x)
    ravine = Formula("x ↦ [x₀, 10 x₁]", lambda x: np.array([1.0, 10.0]) * x)
    quartic = Formula("x ↦ 4 x³", lambda x: 4 * x**3)
    return [
        (halves, np.array([1.0]), 0.5, 1),
        (halves, np.array([1.0]), 0.5, 3),
        (halves, np.array([1.0]), 0.5, 0),
        (halves, np.array([0.0, 0.0]), 0.5, 2),
        (ravine, np.array([10.0, 1.0]), 0.1, 4),
        (ravine, np.array([10.0, 1.0]), 0.25, 3),
        (quartic, rng.uniform(-1, 1, size=3), 0.1, 5),
    ]


def minimize_ascends(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, -learning_rate, n_steps)


def minimize_without_start(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, learning_rate, n_steps)[1:]


def minimize_one_step_short(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, learning_rate, max(n_steps - 1, 0))


def minimize_last_point(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, learning_rate, n_steps)[-1]


def minimize_old_gradient(gradient, x, learning_rate, n_steps):
    g = gradient(x)
    return np.array([x - t * learning_rate * g for t in range(n_steps + 1)])


def minimize_one_array(gradient, x, learning_rate, n_steps):
    x = x.copy()
    path = [x]
    for _ in range(n_steps):
        x -= learning_rate * gradient(x)
        path.append(x)
    return np.array(path)


MINIMIZE = Exercise(
    name="minimize",
    task="Walk `n_steps` steps of gradient descent from `x` and return the whole path, start included: an array with "
    "`n_steps + 1` rows. `gradient` is a function that takes a point and returns the gradient there.",
    stub="def minimize(gradient, x, learning_rate, n_steps):\n"
    '    """The path of gradient descent, one point in each row."""\n    ...\n',
    reference=minimize,
    cases=minimize_cases,
    laws=[
        Law(
            "the path begins at x and has n_steps + 1 points",
            lambda f, g, x, eta, n: (
                f(g, x, eta, n).shape == (n + 1, *x.shape) and np.array_equal(f(g, x, eta, n)[0], x)
            ),
        ),
        Law(
            "a longer walk begins as a shorter one does",
            lambda f, g, x, eta, n: np.array_equal(f(g, x, eta, n + 2)[: n + 1], f(g, x, eta, n)),
        ),
    ],
    hints=[
        "You have the step already. What must be remembered between steps, and what must be computed anew at each?",
        "Begin with path = [x]. In a loop over range(n_steps) compute the next x and append it.",
        "In the loop: x = x - learning_rate * gradient(x), then path.append(x). At the end: return np.array(path).",
    ],
    misconceptions=[
        Misconception(
            "ascends",
            minimize_ascends,
            "Your path climbs: the gradient points to where f grows. Subtract it.",
        ),
        Misconception(
            "forgets the start",
            minimize_without_start,
            "The first row of your path is already one step away from x. Put x itself in front.",
        ),
        Misconception(
            "walks one step too few",
            minimize_one_step_short,
            "Your path ends one step early: n_steps steps join n_steps + 1 points.",
        ),
        Misconception(
            "returns the last point",
            minimize_last_point,
            "You arrived where you should, but only the last point came back. Collect every point on the way.",
        ),
        Misconception(
            "never looks at the slope again",
            minimize_old_gradient,
            "Your path is a straight line: the gradient at the start was used for every step. "
            "Ask for the gradient anew at each point.",
        ),
        Misconception(
            "keeps one array",
            minimize_one_array,
            "All rows of your path are the same point, the last one. x -= … writes into one array, and the path "
            "holds that array many times. x = x - … makes a new one for each step.",
        ),
    ],
)

EXERCISES = [GD_STEP, LARGEST_STABLE_RATE, BACKTRACKING, MINIMIZE]
