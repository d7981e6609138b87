"""conjugate_gradient: directions that do not spoil each other, from products alone."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="hard",
    task="Solve $A\\mathbf x = \\mathbf b$ by conjugate gradients from $\\mathbf x = \\mathbf 0$, so that the first "
    "residual and the first direction are $\\mathbf b$. $A$ is symmetric and positive definite, but you don't get to "
    "see it: `product` is a function that takes $\\mathbf v$ and returns $A\\mathbf v$. Take `n_steps` steps, or fewer "
    "if the residual becomes exactly $\\mathbf 0$, and return $\\mathbf x$. Leave `b` unchanged.",
    hints=[
        "Each round needs four things, in this order: α from r and p; the new x and the new residual; β from both "
        "residuals; the new direction.",
        "Keep the old residual until β is done: β = (r_new @ r_new) / (r @ r). Only then r = r_new.",
        "Ap = product(p); alpha = (r @ r) / (p @ Ap); x = x + alpha * p; r_new = r - alpha * Ap; "
        "p = r_new + (r_new @ r_new) / (r @ r) * p; r = r_new",
    ],
    rtol=1e-5,
    also=("whole",),
)
def conjugate_gradient(product, b, n_steps):
    """The x after n_steps steps of conjugate gradients."""
    x, r, p = np.zeros(len(b)), b, b
    for _ in range(n_steps):
        if not np.any(r):
            break
        # To the lowest point along p.
        Ap = product(p)
        alpha = (r @ r) / (p @ Ap)
        x = x + alpha * p
        # The new direction: downhill, and conjugate to the last one.
        r_new = r - alpha * Ap
        p = r_new + (r_new @ r_new) / (r @ r) * p
        r = r_new
    return x


def times(rows):
    A = np.array(rows, dtype=float)
    return Formula(f"v ↦ A v with A = {A.tolist()}", lambda v: A @ v)


def hidden(name, A):
    return Formula(f"v ↦ A v with {name}", lambda v: A @ v)


@conjugate_gradient.cases
def cases(rng):
    B = rng.normal(size=(5, 5))
    A = B @ B.T + np.eye(5)
    return [
        (times([[2, 0], [0, 5]]), np.array([1.0, 1.0]), 1),
        (times([[2, 0], [0, 5]]), np.array([1.0, 1.0]), 2),
        (times([[3, 1], [1, 2]]), np.array([1.0, -2.0]), 1),
        (times([[3, 1], [1, 2]]), np.array([1.0, -2.0]), 2),
        (times([[4, 1, 0], [1, 3, 1], [0, 1, 2]]), np.array([1.0, 2.0, -1.0]), 2),
        (times([[4, 1, 0], [1, 3, 1], [0, 1, 2]]), np.array([1.0, 2.0, -1.0]), 3),
        (hidden("a random 5 × 5 matrix A", A), rng.normal(size=5), 3),
        (hidden("a random 5 × 5 matrix A", A), rng.normal(size=5), 4),
    ]


@conjugate_gradient.edge_cases
def edge_cases(rng):
    curvatures = np.linspace(1, 30, 80)
    return [
        (times([[2, 0], [0, 5]]), np.array([1.0, 1.0]), 0),
        (times([[2, 0], [0, 2]]), np.array([4.0, 6.0]), 3),
        (times([[2, 0], [0, 5]]), np.array([0.0, 0.0]), 2),
        (times([[4]]), np.array([8.0]), 1),
        (times([[2, 0], [0, 5]]), np.array([1e-7, 1e-7]), 2),
        (times([[2, 1], [1, 3]]), np.array([3, 4]), 2),
        (times([[2e6, 0], [0, 5e6]]), np.array([1e8, 1e8]), 2),
        (times([[2e-4, 0], [0, 5e-4]]), np.array([1e-3, 1e-3]), 1),
        (Formula("v ↦ curvatures · v, 80 of them", lambda v: curvatures * v), rng.normal(size=80), 12),
    ]


@conjugate_gradient.law("b is left as it was")
def _(f, product, b, n_steps):
    copy = b.copy()
    f(product, b, n_steps)
    return np.array_equal(b, copy)


@conjugate_gradient.law("twice the right side, twice the answer")
def _(f, product, b, n_steps):
    return np.allclose(f(product, 2 * b, n_steps), 2 * np.asarray(f(product, b, n_steps)))


conjugate_gradient.instead_of(
    "(r_new @ r_new) / (r @ r) * p",
    {
        "0 * p": "You go along the residual each time. That is gradient descent with the best step: it zigzags. Add β "
        "times the old direction.",
        "(r @ r) / (r_new @ r_new) * p": "β is upside down: the new residual's square over the old one's.",
        "np.linalg.norm(r_new) / np.linalg.norm(r) * p": "β is a quotient of *squared* lengths: (r_new @ r_new) / "
        "(r @ r).",
        "(r_new @ r_new) / (p @ Ap) * p": "β divides by r @ r, the square of the old residual, not by pᵀAp.",
        "(r_new @ r_new) / (r @ r) * r": "β multiplies the old *direction* p, not the old residual.",
        "(r_new @ r) / (r @ r) * p": "β has the new residual twice: (r_new @ r_new) / (r @ r). (r_new @ r is 0.)",
        "(r_new @ r_new) * p": "The denominator of β is missing: divide by r @ r.",
        "(r_new @ r_new) / (b @ b) * p": "You divided by the *first* residual's square. β compares the new residual "
        "with the last one: r @ r.",
        "p": "You add the whole old direction. It is β times p, with β = (r_new @ r_new) / (r @ r).",
        "alpha * p": "You used α where β belongs: β = (r_new @ r_new) / (r @ r).",
        "(r_new @ r_new) / (r @ r) * x": "β multiplies the old *direction* p, not x.",
        "(r_new @ r_new) / (p @ p) * p": "β divides by r @ r, the square of the old *residual*, not of the direction.",
        "(r_new @ Ap) / (p @ Ap) * p": "The sign of β is wrong. The demand says β = −r_new·Ap / p·Ap, which is "
        "(r_new @ r_new) / (r @ r).",
    },
)
conjugate_gradient.instead_of(
    "p = r_new + (r_new @ r_new) / (r @ r) * p\n        r = r_new",
    {
        "r = r_new\n        p = r + (r_new @ r_new) / (r @ r) * p": "You replaced r before β was computed, so β is "
        "always 1. Keep the old residual until β is done.",
        "p = r_new - (r_new @ r_new) / (r @ r) * p\n        r = r_new": "The sign of β is wrong: the new direction is "
        "r_new + β p.",
        "p = r + (r_new @ r_new) / (r @ r) * p\n        r = r_new": "The new direction begins with the *new* residual: "
        "r_new + β p.",
        "p = r_new + (r_new @ r_new) / (r @ r) * p": "r is never replaced by the new residual: r = r_new at the end "
        "of each round.",
        "p = p + (r_new @ r_new) / (r @ r) * r_new\n        r = r_new": "β is on the wrong term: it multiplies "
        "the old direction, and the new residual comes in full, r_new + β p.",
        "r = r_new": "The direction p is never updated. After each step: p = r_new + β p.",
    },
)
conjugate_gradient.instead_of(
    "Ap = product(p)",
    {
        "Ap = product(r)": "A multiplies the direction you walk along: product(p), not product(r).",
        "Ap = product(x)": "A multiplies the direction you walk along: product(p), not product(x).",
        "Ap = product(b)": "A multiplies the current direction: product(p), not product(b).",
    },
)
conjugate_gradient.instead_of(
    "alpha = (r @ r) / (p @ Ap)",
    {
        "alpha = (r @ r) / (r @ product(r))": "α belongs to a step along p, so it divides by pᵀAp, not by rᵀAr.",
        "alpha = (p @ p) / (p @ Ap)": "The numerator of α is rᵀr (or pᵀr), not pᵀp.",
        "alpha = (p @ Ap) / (r @ r)": "α is upside down: rᵀr over pᵀAp.",
        "alpha = (b @ b) / (p @ Ap)": "You used b, the first residual. α needs the current residual: r @ r.",
        "alpha = (r @ r) / (Ap @ Ap)": "α divides by pᵀAp, not by the square of Ap.",
        "alpha = np.linalg.norm(r) / (p @ Ap)": "The numerator of α is the *squared* length of r: r @ r.",
        "alpha = 1 / (p @ Ap)": "The numerator of α is missing: rᵀr.",
        "alpha = (r @ r) / (p @ p)": "A is missing in α: divide by pᵀAp.",
        "alpha = (r @ p) / (p @ p)": "A is missing in α: divide by pᵀAp.",
        "alpha = r @ r / p @ Ap": "Python reads r @ r / p @ Ap from left to right: ((r @ r) / p) @ Ap. Put parentheses "
        "around p @ Ap.",
        "alpha = r * r / (p * Ap)": "α is a single number: use @, which adds up the products, instead of *.",
        "alpha = 0.1": "A fixed step is no longer conjugate gradients. α = (r @ r) / (p @ Ap).",
        "alpha = 2 * (r @ r) / (p @ Ap)": "Your α is twice as large, so each step ends beyond the lowest point.",
    },
)
conjugate_gradient.instead_of(
    "r_new = r - alpha * Ap",
    {
        "r_new = r + alpha * Ap": "The sign is wrong: a step of α along p changes the residual by −αAp.",
        "r_new = r - alpha * p": "The residual changes by −α times *A p*, not p.",
        "r_new = r - Ap": "α is missing: the residual changes by −αAp.",
        "r_new = r - alpha * product(x)": "The step was along p, so the residual changes by −α times A p, not A x.",
        "r_new = b - alpha * Ap": "Subtract from the last residual r, not from b.",
        "r_new = product(x) - b": "That is minus the residual. It is b − Ax, which points downhill.",
    },
)
conjugate_gradient.instead_of(
    "x = x + alpha * p",
    {
        "x = x - alpha * p": "x has the wrong sign: the first residual and direction are b, and x grows by +α p.",
        "x = x + alpha * r": "The step goes along the direction p, not along the residual.",
        "x = alpha * p": "You forgot the earlier steps: x = x + alpha * p.",
        "x = x + alpha * Ap": "x moves along p; it is the residual that changes by A p.",
        "x = x + p": "α is missing: the step is α p.",
    },
)
conjugate_gradient.instead_of(
    "x, r, p = np.zeros(len(b)), b, b",
    {
        "x, r, p = b, b, b": "You start at x = b. Start at 0: then the residual is b.",
        "x, r, p = np.zeros(len(b)), product(b), product(b)": "Where x is 0, the residual is b itself, and "
        "so is the first direction.",
        "x, r, p = np.zeros(len(b)), b, 0 * b": "With the direction 0 you get nowhere, and α is 0/0. The first "
        "direction is b.",
        "x, r, p = np.zeros(len(b)), b, product(b)": "The first direction is b itself, not A b.",
    },
)
conjugate_gradient.instead_of(
    "return x",
    {
        "return r": "That is the residual. Return x.",
        "return p": "That is the last direction. Return x.",
        "return np.linalg.norm(r)": "That is the length of the residual. Return x.",
        "return alpha": "That is the last α. Return x.",
        "return x, r": "Return x alone.",
    },
)


@conjugate_gradient.misconception("Your loop takes one step too few: range(n_steps) gives n_steps rounds.")
def one_step_too_few(product, b, n_steps):
    return conjugate_gradient(product, b, n_steps - 1)


@conjugate_gradient.misconception("Your loop takes one step too many: range(n_steps) gives n_steps rounds.")
def one_step_too_many(product, b, n_steps):
    return conjugate_gradient(product, b, n_steps + 1)


@conjugate_gradient.misconception(
    "You always take len(b) steps, which solves the system. The task asks for the x after n_steps."
)
def solves_it_all(product, b, n_steps):
    return conjugate_gradient(product, b, len(b))


@conjugate_gradient.misconception(
    "Where the residual becomes exactly 0, you divide 0 by 0. Stop there: if not np.any(r): break"
)
def divides_zero_by_zero(product, b, n_steps):
    x, r, p = np.zeros(len(b)), b, b
    for _ in range(n_steps):
        Ap = product(p)
        with np.errstate(all="ignore"):
            alpha = (r @ r) / np.float64(p @ Ap)
            x, r_new = x + alpha * p, r - alpha * Ap
            p = r_new + (r_new @ r_new) / np.float64(r @ r) * p
        r = r_new
    return x


@conjugate_gradient.misconception(
    "A residual with a single entry 0 is not the zero vector. Stop only if *all* entries are 0: if not np.any(r): break"
)
def stops_at_one_zero(product, b, n_steps):
    for k in range(n_steps + 1):
        x = conjugate_gradient(product, b, k)
        if not np.all(np.abs(b - product(x)) > 1e-12 * np.max(np.abs(b), initial=0.0)):
            break
    return x


for bound in (1e-6, 1e-5, 1e-4, 1e-3):

    @conjugate_gradient.misconception(
        "You stop at a fixed size of the residual. For a small b, that is too early. Stop where the residual is "
        "exactly 0: if not np.any(r): break"
    )
    def stops_at_a_size(product, b, n_steps, bound=bound):
        for k in range(n_steps + 1):
            x = conjugate_gradient(product, b, k)
            if np.linalg.norm(b - product(x)) < bound:
                break
        return x


@conjugate_gradient.misconception("product is a function, not a matrix: call it, product(p).")
def takes_it_for_a_matrix(product, b, n_steps):
    return product @ b


@conjugate_gradient.misconception(
    "In n dimensions it may take n steps, not n − 1, until the residual is 0. Take n_steps of them."
)
def one_fewer_than_dimensions(product, b, n_steps):
    return conjugate_gradient(product, b, min(n_steps, len(b) - 1))


@conjugate_gradient.misconception("Only one step is taken. Is the return inside the loop? It belongs after it.")
def one_step_only(product, b, n_steps):
    return conjugate_gradient(product, b, min(n_steps, 1))
