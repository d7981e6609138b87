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


def gd_step_walks_the_rate(x, gradient, learning_rate):
    return x - learning_rate * np.ones_like(x)


def gd_step_walks_the_sign(x, gradient, learning_rate):
    return x - learning_rate * np.sign(gradient)


def gd_step_divides(x, gradient, learning_rate):
    return x - gradient / learning_rate


def gd_step_turned_round(x, gradient, learning_rate):
    return learning_rate * gradient - x


def gd_step_times_x(x, gradient, learning_rate):
    return x - learning_rate * gradient * x


def gd_step_brackets(x, gradient, learning_rate):
    return (x - learning_rate) * gradient


def gd_step_adds_up_the_gradient(x, gradient, learning_rate):
    return x - learning_rate * np.sum(gradient)


def gd_step_calls_the_gradient(x, gradient, learning_rate):
    return x - learning_rate * gradient(x)


def gd_step_returns_the_step_uphill(x, gradient, learning_rate):
    return learning_rate * gradient


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
            "returns the product",
            gd_step_returns_the_step_uphill,
            "That is how far to walk, not the place where you arrive. Take it away from x.",
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
        Misconception(
            "walks the rate",
            gd_step_walks_the_rate,
            "You walked the learning rate itself, wherever the slope points. Multiply it by the gradient.",
        ),
        Misconception(
            "walks the sign",
            gd_step_walks_the_sign,
            "You kept only the sign of the gradient, so that every coordinate moves equally far. Gradient descent "
            "walks less where the slope is gentle: use the gradient as it is.",
        ),
        Misconception(
            "divides by the rate",
            gd_step_divides,
            "You divided by the learning rate, so that a small rate makes a huge step. Multiply by it.",
        ),
        Misconception(
            "turns the difference round",
            gd_step_turned_round,
            "Your difference is turned round. Begin at x and take the step away from it: x − …, not … − x.",
        ),
        Misconception(
            "multiplies by x",
            gd_step_times_x,
            "You multiplied the step by x. Where we stand is in the gradient already: the step is learning_rate times "
            "gradient.",
        ),
        Misconception(
            "puts the brackets wrong",
            gd_step_brackets,
            "You took the rate from x and then multiplied by the gradient. The product comes first, "
            "learning_rate * gradient; take that from x.",
        ),
        Misconception(
            "adds up the gradient",
            gd_step_adds_up_the_gradient,
            "You added up the gradient, so that every coordinate got the same step. Each has its own slope: leave out "
            "np.sum.",
        ),
        Misconception(
            "calls the gradient",
            gd_step_calls_the_gradient,
            "Here gradient is not a function but the array of slopes at x, computed already. Use it without (x).",
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
        (np.diag([2.0, 20.0]),),
        (np.diag([1.0, 1.0, 1.0]),),
        (np.array([[2.0, 1.0], [1.0, 2.0]]),),
        (np.array([[1.0, 1.0], [1.0, 1.0]]),),
        (np.diag([0.5, 8.0, 3.0]),),
        (A.T @ A,),
        (B.T @ B,),
    ]


def stable_rate_of_the_gentlest(H):
    return 2 / np.linalg.eigvalsh(H)[0]


def stable_rate_of_the_gentlest_of_eigh(H):
    return 2 / np.linalg.eigh(H)[0][0]


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
    return 2 / np.linalg.eigvals(H)[-1]


def stable_rate_is_the_curvature(H):
    return np.linalg.eigvalsh(H)[-1]


def stable_rate_turned_round(H):
    return np.linalg.eigvalsh(H)[-1] / 2


def stable_rate_of_the_last_entry(H):
    return 2 / H[-1, -1]


def stable_rate_of_the_norm(H):
    return 2 / np.linalg.norm(H)


def stable_rate_of_the_determinant(H):
    return 2 / np.linalg.det(H)


def stable_rate_of_every_direction(H):
    return 2 / np.linalg.eigvalsh(H)


def stable_rate_of_eigenvalues_and_vectors(H):
    return 2 / np.linalg.eigh(H)


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
            "takes the gentlest direction of eigh",
            stable_rate_of_the_gentlest_of_eigh,
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
            "The largest entry on the diagonal is the largest eigenvalue when H is diagonal. In general an eigenvalue "
            "is larger still: ask NumPy for the eigenvalues.",
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
        Misconception(
            "gives the curvature",
            stable_rate_is_the_curvature,
            "That is λ_max, the largest curvature. The steeper the valley, the smaller the rate: 2/λ_max.",
        ),
        Misconception(
            "turns the fraction round",
            stable_rate_turned_round,
            "Your fraction is upside down: a steeper valley would get a larger rate. It is 2/λ_max.",
        ),
        Misconception(
            "reads the last entry",
            stable_rate_of_the_last_entry,
            "You read the last entry of H. The curvatures are its eigenvalues; ask NumPy for them.",
        ),
        Misconception(
            "takes the norm",
            stable_rate_of_the_norm,
            "np.linalg.norm(H) mixes all eigenvalues into one number. Only the largest one sets the limit.",
        ),
        Misconception(
            "takes the determinant",
            stable_rate_of_the_determinant,
            "The determinant is the product of all eigenvalues. Only the largest one sets the limit.",
        ),
        Misconception(
            "gives a rate for each direction",
            stable_rate_of_every_direction,
            "You returned one limit for each direction. One rate must suit them all: return the smallest "
            "of your limits.",
        ),
        Misconception(
            "divides by eigenvalues and eigenvectors",
            stable_rate_of_eigenvalues_and_vectors,
            "np.linalg.eigh and np.linalg.eig return two things, eigenvalues and eigenvectors. "
            "np.linalg.eigvalsh(H) returns the eigenvalues alone.",
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


def backtracking_tries_once(f, x, gradient, c=0.3):
    return 1.0 if f(x - gradient) <= f(x) - c * np.sum(gradient**2) else 0.5


def backtracking_begins_at_a_half(f, x, gradient, c=0.3):
    return min(backtracking(f, x, gradient, c), 0.5)


def backtracking_asks_for_all(f, x, gradient, c=0.3):
    return backtracking(f, x, gradient, 1.0)


def backtracking_fixed_share(f, x, gradient, c=0.3):
    return backtracking(f, x, gradient)


def backtracking_shrinks_by_c(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        alpha = alpha * c
    return alpha


def backtracking_subtracts_a_half(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        alpha = alpha - 0.5
    return alpha


def backtracking_walks_on(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
        x = x - alpha * gradient
        alpha = alpha / 2
    return alpha


def backtracking_squares_the_sum(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient) ** 2:
        alpha = alpha / 2
    return alpha


def backtracking_does_not_add_up(f, x, gradient, c=0.3):
    alpha = 1.0
    while f(x - alpha * gradient) > f(x) - c * alpha * gradient**2:
        alpha = alpha / 2
    return alpha


def backtracking_new_value(f, x, gradient, c=0.3):
    return f(x - backtracking(f, x, gradient, c) * gradient)


def backtracking_calls_the_gradient(f, x, gradient, c=0.3):
    return backtracking(f, x, gradient(x), c)


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
        Misconception(
            "tries once",
            backtracking_tries_once,
            "You halved α once at most. It may have to be halved many times: write while instead of if.",
        ),
        Misconception(
            "begins at a half",
            backtracking_begins_at_a_half,
            "Your first try is ½. Begin with the boldest, α = 1, and halve only where it fails.",
        ),
        Misconception(
            "asks for the whole promise",
            backtracking_asks_for_all,
            "You ask for the whole decrease that the slope promises, and a curved valley never keeps that. "
            "Ask for the share c: c · α · ‖g‖².",
        ),
        Misconception(
            "fixes the share",
            backtracking_fixed_share,
            "You wrote 0.3 where c belongs. The share is handed in, and may be another.",
        ),
        Misconception(
            "shrinks by c",
            backtracking_shrinks_by_c,
            "You multiplied α by c. The share c belongs to the test only; α is halved.",
        ),
        Misconception(
            "subtracts a half",
            backtracking_subtracts_a_half,
            "You took ½ away from α, which makes it 0 after two tries. Halve it: alpha / 2.",
        ),
        Misconception(
            "walks on",
            backtracking_walks_on,
            "You moved x inside the loop. A try is no step: leave x where it is, and change α alone.",
        ),
        Misconception(
            "squares the sum",
            backtracking_squares_the_sum,
            "You added up the gradient and squared the sum. ‖g‖² squares each entry first: np.sum(gradient**2).",
        ),
        Misconception(
            "does not add up the squares",
            backtracking_does_not_add_up,
            "You compare a number with an array: gradient**2 has one entry for each coordinate. "
            "‖g‖² is their sum, np.sum(gradient**2).",
        ),
        Misconception(
            "calls the gradient",
            backtracking_calls_the_gradient,
            "Here gradient is not a function but the array of slopes at x, computed already. Use it without (x).",
        ),
        Misconception(
            "returns the new value",
            backtracking_new_value,
            "The step is right, but you returned the value of f there. Return α alone.",
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


def minimize_one_step_more(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, learning_rate, n_steps + 1)


def minimize_returns_in_the_loop(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, learning_rate, min(n_steps, 1))


def minimize_stays(gradient, x, learning_rate, n_steps):
    return np.array([x] + [x - learning_rate * gradient(x) for _ in range(n_steps)])


def minimize_forgets_the_rate(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, 1.0, n_steps)


def minimize_collects_the_steps(gradient, x, learning_rate, n_steps):
    path = minimize(gradient, x, learning_rate, n_steps)
    return np.concatenate([path[:1], np.diff(path, axis=0)])


def minimize_lies_on_its_side(gradient, x, learning_rate, n_steps):
    return minimize(gradient, x, learning_rate, n_steps).T


def minimize_does_not_call_the_gradient(gradient, x, learning_rate, n_steps):
    path = [x]
    for _ in range(n_steps):
        x = x - learning_rate * gradient
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
        Misconception(
            "walks one step too many",
            minimize_one_step_more,
            "Your path goes one step too far: n_steps steps join n_steps + 1 points, and the start is the first of "
            "them. Let the loop run n_steps times.",
        ),
        Misconception(
            "returns in the loop",
            minimize_returns_in_the_loop,
            "Your path ends after one step: the return stands inside the loop. Move it to the left, behind the loop.",
        ),
        Misconception(
            "stays at the start",
            minimize_stays,
            "Every step of yours begins at the start again, so that all later points are one and the same. "
            "Keep the new point: x = x - ….",
        ),
        Misconception(
            "forgets the rate",
            minimize_forgets_the_rate,
            "The learning rate has no influence on your path. Multiply the gradient by learning_rate.",
        ),
        Misconception(
            "collects the steps",
            minimize_collects_the_steps,
            "Below the start you collected the steps, not the points they lead to. Append x itself.",
        ),
        Misconception(
            "lies on its side",
            minimize_lies_on_its_side,
            "The points are right, but each fills a column. One point in each row: leave out the .T.",
        ),
        Misconception(
            "does not call the gradient",
            minimize_does_not_call_the_gradient,
            "Here gradient is a function. Ask it for the slope at the place where you are: gradient(x).",
        ),
    ],
)

EXERCISES = [GD_STEP, LARGEST_STABLE_RATE, BACKTRACKING, MINIMIZE]
