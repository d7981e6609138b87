"""kind_of_point: what the eigenvalues of a Hessian say about a flat place."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task='At a point where the gradient is zero, the Hessian is the symmetric matrix `H`. Return `"minimum"`, '
    '`"maximum"` or '
    '`"saddle"` if the eigenvalues decide it, and `"undecided"` otherwise. Count an eigenvalue as zero if its absolute '
    "value is at most `1e-9` times the largest absolute value among the eigenvalues. `np.linalg.eigvalsh(H)` lists the "
    "eigenvalues, smallest first.",
    hints=[
        "Each eigenvalue is the curvature along its eigenvector. Which signs make a minimum, and which make a saddle?",
        "A positive and a negative one together make a saddle, whatever the others are. A minimum needs all of "
        "them positive.",
        "With lam = np.linalg.eigvalsh(H) and zero = 1e-9 * np.max(np.abs(lam)): up = np.any(lam > zero), down = "
        "np.any(lam < -zero). If up and down: saddle. Then ask np.all.",
    ],
    also=("whole", "long"),
)
def kind_of_point(H):
    """Minimum, maximum, saddle or undecided."""
    eigenvalues = np.linalg.eigvalsh(H)
    zero = 1e-9 * np.max(np.abs(eigenvalues))
    # Up in one direction and down in another: a saddle, even if further directions are flat.
    if np.any(eigenvalues > zero) and np.any(eigenvalues < -zero):
        return "saddle"
    if np.all(eigenvalues > zero):
        return "minimum"
    if np.all(eigenvalues < -zero):
        return "maximum"
    return "undecided"


def turned(rng, eigenvalues):
    n = len(eigenvalues)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    H = Q @ np.diag(eigenvalues) @ Q.T
    return (H + H.T) / 2


@kind_of_point.cases
def cases(rng):
    return [
        (np.array([[2.0, 0.0], [0.0, 5.0]]),),
        (np.array([[-2.0, 0.0], [0.0, -5.0]]),),
        (np.array([[2.0, 0.0], [0.0, -5.0]]),),
        (np.array([[-1.0, 0.0], [0.0, 3.0]]),),
        (np.array([[2.0, 0.0], [0.0, 0.0]]),),
        (np.array([[-2.0, 0.0], [0.0, 0.0]]),),
        (np.diag([4.0, 0.0, -1.0]),),
        (np.array([[1.0, 2.0], [2.0, 1.0]]),),
        (np.diag([3.0, -1.0, -2.0]),),
        (np.diag([-3.0, 5.0, 1.0]),),
        (np.diag([3.0, 1e-3, 2.0]),),
        (np.diag([-5.0, -1e-3]),),
        (np.diag([-4.0, -1e-12]),),
        (np.diag([4.0, -1e-12]),),
        (np.array([[2.0, -1.0], [-1.0, 2.0]]),),
        (np.array([[1.0, 1.0], [1.0, 1.0]]),),
        (turned(rng, [1.0, 2.0, 0.0, 4.0]),),
        (turned(rng, [-1.0, -2.0, -0.5]),),
        (turned(rng, [1.0, 2.0, 0.5, 3.0]),),
        (turned(rng, [1.0, -2.0, 0.5, 0.0]),),
    ]


@kind_of_point.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((2, 2)),),
        (np.diag([1.0, -1e-9]),),
        (np.diag([-1.0, 1e-9]),),
        (np.array([[3.0]]),),
        (1e-12 * np.array([[2.0, 0.0], [0.0, 5.0]]),),
        (1e12 * turned(rng, [1.0, 2.0, 0.0]),),
        (np.array([[0.0, 1.0], [1.0, 0.0]]),),
    ]


OPPOSITE = {"minimum": "maximum", "maximum": "minimum", "saddle": "saddle", "undecided": "undecided"}


@kind_of_point.law("turned upside down, a minimum becomes a maximum")
def _(f, H):
    return f(-H) == OPPOSITE.get(f(H))


@kind_of_point.law("stretching the height changes nothing")
def _(f, H):
    return f(7 * H) == f(H)


kind_of_point.instead_of(
    "if np.all(eigenvalues > zero):",
    {
        "if np.any(eigenvalues > zero):": "One positive eigenvalue and the rest zero is not yet a minimum: along the "
        "flat directions higher terms decide. A minimum needs *all* of them positive.",
        "if np.all(eigenvalues >= -zero):": "An eigenvalue 0 decides nothing: along its eigenvector the function may "
        "still fall. A minimum needs all of them to be positive.",
        "if np.all(np.diag(H) > zero):": "You looked at the diagonal. It holds the curvatures along the axes only; the "
        "eigenvalues hold the smallest and largest of all directions.",
        "if np.linalg.det(H) > zero:": "A positive determinant says that the product of the eigenvalues is positive. "
        "So is the product of two negative ones.",
        "if np.all(H > zero):": "You looked at the entries of H. What must be positive is the eigenvalues.",
    },
)

kind_of_point.instead_of(
    "if np.any(eigenvalues > zero) and np.any(eigenvalues < -zero):",
    {
        "if np.all(np.abs(eigenvalues) > zero) and np.any(eigenvalues > zero) and np.any(eigenvalues < -zero):": "With "
        "one positive and one negative eigenvalue it is a saddle, even if another one is zero: up one way and down "
        "another is all it takes.",
        "if np.linalg.det(H) < 0:": "A negative determinant means a saddle only for 2 × 2 matrices. In general, look "
        "for a positive and a negative eigenvalue.",
        "if np.any(eigenvalues < -zero):": "Negative eigenvalues alone don't make a saddle; there must be a positive "
        "one, "
        "too. If all are negative, it is a maximum.",
        "if np.any(np.diag(H) > zero) and np.any(np.diag(H) < -zero):": "You looked at the diagonal. The eigenvalues "
        "decide, not the curvatures along the axes.",
        "if np.any(eigenvalues > 0) and np.any(eigenvalues < 0):": "For the saddle you compare with exactly 0. A "
        "computed eigenvalue that should be 0 comes out as something like −1e-17: use the bound here, too.",
        "if False:": 'You never return "saddle". A point is one if there are a positive and a negative eigenvalue.',
    },
)

kind_of_point.instead_of(
    "1e-9 * np.max(np.abs(eigenvalues))",
    {
        "1e-9": "Your bound for zero is a fixed number (1e-9, or 0). Scale it with the eigenvalues: a bowl measured "
        "in small units is still a bowl.",
        "0": "You compare with exactly 0. A computed eigenvalue that should be 0 comes out as something like 1e-17. "
        "Use the bound from the task.",
    },
)


@kind_of_point.misconception("Minimum and maximum are swapped: positive curvatures make a valley.")
def upside_down(H):
    return {"minimum": "maximum", "maximum": "minimum"}.get(kind_of_point.reference(H), kind_of_point.reference(H))


@kind_of_point.misconception(
    'You call it a "saddle" whenever it is neither minimum nor maximum. If some eigenvalues are zero and '
    "the rest share one sign, nothing is decided."
)
def no_undecided(H):
    kind = kind_of_point.reference(H)
    return "saddle" if kind == "undecided" else kind


@kind_of_point.misconception('Right, but write the words in lowercase, as in "minimum".')
def capital_letters(H):
    return kind_of_point.reference(H).capitalize()


@kind_of_point.misconception(
    "One positive eigenvalue is not enough for a minimum. Look for a positive and a negative one together "
    "first, and then, for the minimum, ask whether all are positive."
)
def any_decides(H):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = 1e-9 * np.max(np.abs(eigenvalues))
    if np.any(eigenvalues > zero):
        return "minimum"
    if np.any(eigenvalues < -zero):
        return "maximum"
    return "undecided"


@kind_of_point.misconception(
    "You went by the trace. It is the sum of the eigenvalues, and its sign says nothing about each of them: look at "
    "all the eigenvalues."
)
def goes_by_the_trace(H):
    trace = np.trace(H)
    return "minimum" if trace > 0 else "maximum" if trace < 0 else "saddle"


@kind_of_point.misconception(
    "You let eigenvalues that are zero pass as positive or negative. Along such a direction nothing is decided: a "
    "minimum needs all of them above the bound, a maximum all below its negative."
)
def zero_counts(H):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = 1e-9 * np.max(np.abs(eigenvalues))
    if np.all(eigenvalues >= -zero):
        return "minimum"
    if np.all(eigenvalues <= zero):
        return "maximum"
    return "saddle"


@kind_of_point.misconception(
    "The largest eigenvalue may be zero or negative, and then so is your bound. Take the largest *absolute* value: "
    "np.max(np.abs(eigenvalues))."
)
def bound_without_abs(H):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = 1e-9 * np.max(eigenvalues)
    if np.all(eigenvalues > zero):
        return "minimum"
    if np.all(eigenvalues < -zero):
        return "maximum"
    if np.any(eigenvalues > zero) and np.any(eigenvalues < -zero):
        return "saddle"
    return "undecided"


@kind_of_point.misconception(
    "You went by the diagonal, the curvatures along the axes. Between the axes the curvature may have another sign: "
    "look at the eigenvalues."
)
def goes_by_the_diagonal(H):
    d = np.diag(H)
    zero = 1e-9 * np.max(np.abs(d))
    if np.all(d > zero):
        return "minimum"
    if np.all(d < -zero):
        return "maximum"
    return "saddle" if np.any(d > zero) and np.any(d < -zero) else "undecided"


@kind_of_point.misconception(
    "You compare with >= 0 and <= 0, so an eigenvalue that is zero passes as positive, or as negative. Along such a "
    "direction nothing is decided. Compare with the bound from the task, and be strict: > zero, < -zero."
)
def zero_counts_exactly(H):
    eigenvalues = np.linalg.eigvalsh(H)
    if np.all(eigenvalues >= 0):
        return "minimum"
    return "maximum" if np.all(eigenvalues <= 0) else "saddle"
