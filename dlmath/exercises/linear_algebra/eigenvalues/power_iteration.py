"""power_iteration: multiply, bring to length 1, repeat."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Scale `x` to length 1. Then, `n_steps` times, multiply it by `A` and scale it to length 1 again. Return two "
    "things: the estimate of the eigenvalue, $\\mathbf v^\\top\\! A \\mathbf v$, and the vector $\\mathbf v$ you end "
    "up with.",
    hints=[
        "One step is a product with A and a division by a length. What must v be before the first step?",
        "v = x / np.linalg.norm(x) first; then in a loop over range(n_steps): v = A @ v and v = v / np.linalg.norm(v).",
        "After the loop: return v @ A @ v, v.",
    ],
)
def power_iteration(A, x, n_steps):
    """Estimates of an eigenvalue and its eigenvector."""
    # Only the direction of v counts. Length 1 keeps its entries from growing without end.
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v @ A @ v, v


@power_iteration.cases
def cases(rng):
    S = rng.normal(size=(4, 4))
    return [
        (np.array([[2.0]]), np.array([4.0]), 1),
        (np.array([[2.0, 0.0], [0.0, 1.0]]), np.array([3.0, 4.0]), 1),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([3.0, 4.0]), 0),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, 0.0]), 2),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, -1.0]), 3),
        (np.array([[-3.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0]), 3),
        (np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([2.0, -1.0]), 2),
        (np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, 0.5]), 2000),
        (S + S.T, rng.normal(size=4), 5),
    ]


@power_iteration.law("the vector has length 1")
def _(f, A, x, n):
    return np.isclose(np.linalg.norm(f(A, x, n)[1]), 1)


@power_iteration.law("the length of x does not matter")
def _(f, A, x, n):
    return np.allclose(f(A, 3 * x, n)[1], f(A, x, n)[1])


@power_iteration.law("doubling the matrix doubles the eigenvalue")
def _(f, A, x, n):
    return np.allclose(f(2 * A, x, n)[0], 2 * f(A, x, n)[0])


@power_iteration.misconception(
    "Your vector keeps the length that the products give it. It grows or shrinks by about λ in each step, until the "
    "numbers overflow or vanish. Divide by np.linalg.norm(v), at the start and after each product."
)
def never_divides_by_the_length(A, x, n_steps):
    v = x
    for _ in range(n_steps):
        v = A @ v
    return v @ A @ v, v


@power_iteration.misconception(
    "You divided by the length only once, at the end. On paper, that is the same. On a computer, the entries overflow "
    "long before a thousand steps are done. Divide after each product."
)
def divides_only_at_the_end(A, x, n_steps):
    v = x
    for _ in range(n_steps):
        v = A @ v
    v = v / np.linalg.norm(v)
    return v @ A @ v, v


@power_iteration.misconception(
    "You divided by the length that v had before the product, so the result is longer or shorter than 1. First v = A @ "
    "v, then divide by the length of the new v."
)
def divides_before_the_product(A, x, n_steps):
    v = x
    for _ in range(n_steps):
        v = A @ v / np.linalg.norm(v)
    return v @ A @ v, v


@power_iteration.misconception(
    "You divided by the sum of the entries, which may even be 0. The length is np.linalg.norm(v)."
)
def takes_the_sum_for_the_length(A, x, n_steps):
    v = x / np.sum(x)
    for _ in range(n_steps):
        v = A @ v
        v = v / np.sum(v)
    return v @ A @ v, v


@power_iteration.misconception(
    "You divided by the largest entry. The direction is right, but v must have length 1, or vᵀ A v is not the "
    "eigenvalue: divide by np.linalg.norm(v)."
)
def divides_by_the_largest_entry(A, x, n_steps):
    v = x / np.max(np.abs(x))
    for _ in range(n_steps):
        v = A @ v
        v = v / np.max(np.abs(v))
    return v @ A @ v, v


@power_iteration.misconception(
    "The length of A v is |λ| only once v is an eigenvector, and even then the sign is lost. Take v @ A @ v."
)
def loses_the_sign(A, x, n_steps):
    v = power_iteration(A, x, n_steps)[1]
    return np.linalg.norm(A @ v), v


@power_iteration.misconception(
    "You returned the last length you divided by. It is one step old and never negative: take v @ A @ v for the v you "
    "return."
)
def takes_the_last_length_for_the_eigenvalue(A, x, n_steps):
    v = x / np.linalg.norm(x)
    length = 1.0
    for _ in range(n_steps):
        v = A @ v
        length = np.linalg.norm(v)
        v = v / length
    return length, v


@power_iteration.misconception(
    "Your eigenvalue belongs to the v before the last step, and with n_steps = 0 you have none at all. Take v @ A @ v "
    "after the loop, with the v you return."
)
def estimates_a_step_too_early(A, x, n_steps):
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        w = A @ v
        value = v @ w
        v = w / np.linalg.norm(w)
    return value, v


@power_iteration.misconception("x /= … changes the caller's x. Make a new array: v = x / np.linalg.norm(x).")
def writes_into_x(A, x, n_steps):
    x /= np.linalg.norm(x)
    v = x
    for _ in range(n_steps):
        v = A @ v
        v /= np.linalg.norm(v)
    return v @ A @ v, v


@power_iteration.misconception(
    "That is the true eigenvector. The task asks where n_steps products lead, which may still be far from it."
)
def asks_numpy(A, x, n_steps):
    values, vectors = np.linalg.eig(A)
    k = np.argmax(np.abs(values))
    return values[k], vectors[:, k]


@power_iteration.misconception(
    "The return is inside the loop, so only the first step is done, and none at all if n_steps is 0. Put it after the "
    "loop."
)
def returns_in_the_loop(A, x, n_steps):
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        v = A @ v
        v = v / np.linalg.norm(v)
        return v @ A @ v, v


@power_iteration.misconception("You start with a vector of ones. Start with the x you are given.")
def starts_with_ones(A, x, n_steps):
    return power_iteration(A, np.ones(len(x)), n_steps)


@power_iteration.misconception(
    "np.linalg.norm(A) is the size of the matrix. Divide by the length of the vector, np.linalg.norm(v)."
)
def divides_by_the_norm_of_the_matrix(A, x, n_steps):
    v = x / np.linalg.norm(x)
    for _ in range(n_steps):
        v = A @ v / np.linalg.norm(A)
    return v @ A @ v, v


@power_iteration.misconception(
    "That is v @ v, which is always 1 for a unit vector. The Rayleigh quotient has A in the middle: v @ A @ v."
)
def forgets_the_matrix(A, x, n_steps):
    v = power_iteration(A, x, n_steps)[1]
    return v @ v, v


@power_iteration.misconception(
    "You compare one entry of A v with one of v. Until the end, that is only a rough guess, and it fails if the entry "
    "is 0. Use all entries: v @ A @ v."
)
def quotient_of_first_entries(A, x, n_steps):
    v = power_iteration(A, x, n_steps)[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        return (A @ v)[0] / v[0], v


@power_iteration.misconception(
    "Your length is missing the squares: √(x₁ + x₂ + …). Use np.linalg.norm(v), the square root of the sum of squares."
)
def root_of_the_sum(A, x, n_steps):
    with np.errstate(invalid="ignore", divide="ignore"):
        v = x / np.sqrt(np.sum(x))
        for _ in range(n_steps):
            v = A @ v
            v = v / np.sqrt(np.sum(v))
        return v @ A @ v, v


@power_iteration.misconception(
    "Your length is missing the square root: you divided by the sum of squares. Use np.linalg.norm(v)."
)
def no_root_in_the_length(A, x, n_steps):
    v = x / (x @ x)
    for _ in range(n_steps):
        v = A @ v
        v = v / (v @ v)
    return v @ A @ v, v


power_iteration.instead_of(
    "v = A @ v",
    {
        "v = A @ x": "Each of your steps multiplies x again, so you gain nothing after the first. Multiply the result "
        "of the last step: v = A @ v.",
        "v = A * v": "A * v multiplies entry by entry and gives a matrix. The product of matrix and vector is A @ v.",
    },
)
power_iteration.instead_of(
    "v @ A @ v, v",
    {
        "power_iteration(A.T, x, n_steps)": "That is v @ A, which is Aᵀ v. For a symmetric A it is the same; for "
        "others it is not: use A @ v.",
        "power_iteration(A, x, n_steps + 1)": "That is one step too many. With n_steps = 0 the vector is just x / ‖x‖.",
        "power_iteration(A, x, max(n_steps - 1, 0))": "That is one step too few. range(1, n_steps) is one short: use "
        "range(n_steps).",
        "(v @ A @ v, v)[::-1]": "Both are right, but in the wrong order: first the eigenvalue, then the vector.",
        "(v @ A @ v, v)[1]": "That is the vector. Return two things: v @ A @ v, v.",
    },
)
power_iteration.instead_of(
    "x / np.linalg.norm(x)",
    {
        "x": "With n_steps = 0 the vector comes back with its old length. Divide x by its length before the loop.",
    },
)
