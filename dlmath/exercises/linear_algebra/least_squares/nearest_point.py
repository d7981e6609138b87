"""nearest_point: projections may be added up only where the directions are perpendicular."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the point of the column space of `A` that is nearest to `b`. It projects "
    "$\\mathbf b$ onto each column and adds up the projections. Fix it so that it is right for all matrices with "
    "independent columns.",
    hints=[
        "Try columns (1, 0, 0) and (1, 1, 0) with b = (1, 0, 0), which is in the column space already. What comes out?",
        "The two columns share a direction, and it is counted twice. What can you say about b minus the nearest point?",
        "b − A x is perpendicular to every column: solve AᵀA x = Aᵀb with np.linalg.solve, and return A @ x.",
    ],
)
def nearest_point(A, b):
    """The point A x of the column space that is nearest to b."""
    # The residual is perpendicular to all columns: these are the normal equations.
    x = np.linalg.solve(A.T @ A, A.T @ b)
    return A @ x


@nearest_point.cases
def cases(rng):
    return [
        (np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]), np.array([1.0, 0.0, 0.0])),
        (np.array([[3.0], [4.0]]), np.array([5.0, 10.0])),
        (np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 2.0, 6.0])),
        (np.array([[2.0, 1.0], [0.0, 3.0], [1.0, 1.0], [0.0, 1.0]]), np.array([1.0, -2.0, 4.0, 3.0])),
        (np.array([[1.0, 1.0, 1.0], [0.0, 2.0, 1.0], [0.0, 0.0, 3.0]]), np.array([1.0, 2.0, 3.0])),
        (rng.normal(size=(6, 3)), rng.normal(size=6)),
        (rng.normal(size=(9, 4)), rng.normal(size=9)),
    ]


@nearest_point.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]), np.array([3.0, 4.0, 5.0])),
        (np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([4.0, 7.0])),
        (np.array([[1, 0], [1, 1], [1, 2]]), np.array([1, 2, 7])),
        (1e3 * rng.normal(size=(12, 5)), 1e-3 * rng.normal(size=12)),
    ]


@nearest_point.law("what is left, b − p, is perpendicular to every column of A")
def _(f, A, b):
    scale = np.abs(A).max() * np.abs(b).max()
    return np.allclose(A.T @ (b - f(A, b)), 0, atol=1e-7 * scale)


@nearest_point.law("a point of the column space is its own nearest point")
def _(f, A, b):
    p = A @ np.ones(A.shape[1])
    return np.allclose(f(A, p), p)


@nearest_point.start(
    "It still adds up the projections onto the individual columns. If two columns are not perpendicular, what they "
    "share is counted twice. (Dividing the columns by their lengths does not change that.)"
)
def nearest_point_to_mend(A, b):
    """The point A x of the column space that is nearest to b."""
    p = np.zeros(len(b))
    for j in range(A.shape[1]):
        a = A[:, j]
        p = p + (a @ b) / (a @ a) * a
    return p


nearest_point.instead_of(
    "return A @ x",
    {
        "return x": "You returned x, the coordinates. The task asks for the point itself, A x.",
        "return b - A @ x": "You returned the residual, what cannot be reached. The nearest point is A x.",
    },
)
nearest_point.instead_of(
    "A.T @ b",
    {
        "b": "The normal equations have Aᵀ on both sides: AᵀA x = Aᵀb.",
        "A @ b": "The shapes of a product do not fit. A has m rows and n columns, b has m entries and x has n. So Aᵀb "
        "and A x exist, but A b and Aᵀx do not.",
    },
)
nearest_point.instead_of(
    "np.linalg.solve(A.T @ A, A.T @ b)",
    {
        "A.T @ b": "A Aᵀ b is the nearest point only if the columns are orthonormal. In general AᵀA has to be undone: "
        "solve AᵀA x = Aᵀb.",
        "np.linalg.qr(A)[0].T @ b": "Qᵀb are the coordinates along the columns of Q, but you mixed the columns of A "
        "with them. Return Q Qᵀ b.",
        "np.linalg.solve(A, b)": "A tall matrix has no inverse, and np.linalg.solve takes square matrices only. In "
        "general b cannot be reached. Solve AᵀA x = Aᵀb.",
        "np.linalg.solve(A.T @ A, np.linalg.qr(A)[0].T @ b)": "You mixed up two methods: AᵀA x = Aᵀb, and p = Q Qᵀ b.",
        "np.linalg.lstsq(A, b)": "np.linalg.lstsq returns four things; x is the first one.",
    },
)


def _one_after_the_other(A, b, sweep):
    p = np.zeros(len(b))
    for j in range(A.shape[1]):
        p = sweep(p, A[:, j])
    return p


@nearest_point.misconception(
    "You projected what was still left of b onto the next column. That is closer, but the later columns spoil what the "
    "earlier ones got right. Make the columns perpendicular first, or solve AᵀA x = Aᵀb."
)
def projects_what_is_left(A, b):
    return _one_after_the_other(A, b, lambda p, a: p + (a @ (b - p)) / (a @ a) * a)


@nearest_point.misconception(
    "You averaged the projections. The nearest point is not their mean: for perpendicular columns it is their sum, and "
    "for others it is neither. Solve AᵀA x = Aᵀb."
)
def averages(A, b):
    return _one_after_the_other(A, b, lambda p, a: p + (a @ b) / (a @ a) * a / A.shape[1])


@nearest_point.misconception(
    "You kept only the last projection: p is overwritten in each round. And even the sum of them is right only for "
    "perpendicular columns."
)
def keeps_the_last(A, b):
    return _one_after_the_other(A, b, lambda p, a: (a @ b) / (a @ a) * a)


@nearest_point.misconception(
    "You divided by the length of the column instead of its square. And that was not the mistake: the columns are not "
    "perpendicular, and what they share is counted twice."
)
def divides_by_the_length(A, b):
    return _one_after_the_other(A, b, lambda p, a: p + (a @ b) / np.linalg.norm(a) * a)


@nearest_point.misconception(
    "The directions you take out do not have length 1. (q · a) q is the part of a along q only if q has length 1: "
    "divide each new direction by its length, or divide by q · q."
)
def gram_schmidt_without_lengths(A, b):
    p, directions = np.zeros(len(b)), []
    for j in range(A.shape[1]):
        a = A[:, j]
        for q in directions:
            a = a - (q @ a) * q
        directions.append(a)
        p = p + (a @ b) / (a @ a) * a
    return p


@nearest_point.misconception(
    "You took the difference of the projections, not their sum. But even the sum is right only for perpendicular "
    "columns: solve AᵀA x = Aᵀb."
)
def subtracts_the_projections(A, b):
    return _one_after_the_other(A, b, lambda p, a: p - (a @ b) / (a @ a) * a)


@nearest_point.misconception(
    "You returned b itself, as if every point could be reached. Only mixtures of the columns can."
)
def returns_b(A, b):
    return np.array(b, dtype=float)


@nearest_point.misconception(
    "A[j] is row j. The columns are A[:, j]. (And even then, adding up projections is right only for perpendicular "
    "columns: solve AᵀA x = Aᵀb.)"
)
def projects_onto_rows(A, b):
    p = np.zeros(len(b))
    for j in range(A.shape[1]):
        p = p + (A[j] @ b) / (A[j] @ A[j]) * A[j]
    return p


@nearest_point.misconception(
    "Qᵀb holds the coordinates along the columns of Q. The point itself is their mixture: return Q @ (Q.T @ b)."
)
def coordinates_along_q(A, b):
    return np.linalg.qr(A)[0].T @ b


def _along(A, part, clear=lambda v, qs: v - sum(((q @ v) / (q @ q) * q for q in qs), np.zeros(len(v)))):
    """The sum of the parts along directions that are cleared of earlier ones."""
    p, directions = 0, []
    for a in A.T:
        v = clear(a, directions)
        directions.append(v)
        p = p + part(a, v)
    return p


UNDIVIDED = (
    "(v · b) v is the part of b along v only if v has length 1. Divide by the squared length: (v · b) / (v · v) v."
)
MEASURED_ON_A = "You measured b on the original column. Take its dot product with the perpendicular direction: v @ b."


@nearest_point.misconception(UNDIVIDED)
def never_divides(A, b):
    def clear(v, qs):
        for q in qs:
            v = v - (q @ v) * q
        return v

    return _along(A, lambda a, v: (v @ b) * v, clear)


@nearest_point.misconception(UNDIVIDED)
def divides_only_to_clear(A, b):
    return _along(A, lambda a, v: (v @ b) * v)


@nearest_point.misconception(MEASURED_ON_A)
def measures_on_the_column(A, b):
    return _along(A, lambda a, v: (a @ b) / (v @ v) * v)


@nearest_point.misconception(MEASURED_ON_A)
def measures_on_the_column_with_unit_directions(A, b):
    return _along(A, lambda a, v: (a @ b) / np.linalg.norm(v) * v)


@nearest_point.misconception(
    "Only the direction just before was taken out. With three columns or more, loop over all earlier directions."
)
def clears_the_last_direction(A, b):
    return _along(
        A,
        lambda a, v: (v @ b) / (v @ v) * v,
        lambda v, qs: v - (qs[-1] @ v) / (qs[-1] @ qs[-1]) * qs[-1] if qs else v,
    )


for sweeps in (2, 3, 5, 10, 20):

    @nearest_point.misconception(
        "Each further round over the columns comes closer, but the later columns spoil what the earlier ones got "
        "right. Make the columns perpendicular first, or solve AᵀA x = Aᵀb."
    )
    def projects_again_and_again(A, b, sweeps=sweeps):
        p = np.zeros(len(b))
        for a in [*A.T] * sweeps:
            p = p + (a @ (b - p)) / (a @ a) * a
        return p
