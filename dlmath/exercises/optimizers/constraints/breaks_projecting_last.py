"""breaks_projecting_last: a valley whose lowest point lies in a misleading direction."""

import numpy as np

from dlmath.exercises import exercise


def _valley(H, m):
    H, m = np.asarray(H, dtype=float), np.asarray(m, dtype=float)
    if H.shape != (2, 2) or m.shape != (2,) or not np.all(np.isfinite(H)) or not np.all(np.isfinite(m)):
        raise ValueError("H has shape (2, 2), m has shape (2,), and all entries are finite")
    return H, m


def lowest_in_the_ball(H, m):
    """The lowest point of ½ (x − m)ᵀ H (x − m) with ‖x‖ ≤ 1, from the price λ that makes ‖x‖ = 1."""
    H, m = _valley(H, m)

    def point(lam):
        return np.linalg.solve(H + lam * np.eye(2), H @ m)

    if np.linalg.norm(m) <= 1:
        return m
    low, high = 0.0, 1.0
    while np.linalg.norm(point(high)) > 1 and high < 1e12:
        high = 2 * high
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if np.linalg.norm(point(middle)) > 1 else (low, middle)
    return point(high)


TASK = """For a valley $f(\\mathbf x) = \\tfrac12 (\\mathbf x - \\mathbf m)^\\top H\\,(\\mathbf x - \\mathbf m)$ and the
unit ball, `project_last` finds the lowest point of all and projects it at the end. Return a pair `H, m` for which this
is wrong: $H$ is a symmetric 2 × 2 matrix with eigenvalues between 1 and 100, $\\mathbf m$ has two entries between −10
and 10, and $f$ is lower by at least 1 at some other point of the ball."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Look at the picture: the rings are ellipses. For which H would they be circles, and project_last right?",
        "Take two very different curvatures, and an m that lies along neither axis. Which coordinate should then be "
        "right, at the expense of the other?",
        "H = diag(1, 100) and m = (3, 0.5): projecting makes the second coordinate 0.16, and it should be close to "
        "0.5.",
    ],
)
def breaks_projecting_last():
    """A valley H and its lowest point m."""
    # The second direction is far steeper: x₂ should stay close to 0.5, but m/‖m‖ has 0.16 there.
    return np.diag([1.0, 100.0]), np.array([3.0, 0.5])


@breaks_projecting_last.breaks(lowest_in_the_ball)
def project_last(H, m):
    H, m = _valley(H, m)
    return m / max(1, np.linalg.norm(m))


def _gain(H, m):
    """By how much the lowest point of the ball is lower than the projected one."""
    H, m = _valley(H, m)

    def height(x):
        return 0.5 * (x - m) @ H @ (x - m)

    return float(height(project_last(H, m)) - height(lowest_in_the_ball(H, m)))


def _eigenvalues(H):
    return np.linalg.eigvalsh(np.asarray(H, dtype=float))


def _in_range(H):
    eigenvalues = _eigenvalues(H)
    return bool(eigenvalues[0] >= 1 - 1e-9 and eigenvalues[1] <= 100 + 1e-9)


@breaks_projecting_last.law("H is a 2 × 2 matrix and m has two entries, all finite numbers", form=True)
def _(answer):
    H, m = answer()
    _valley(H, m)
    return True


@breaks_projecting_last.law("H is symmetric")
def _(answer):
    H, _ = _valley(*answer())
    return np.allclose(H, H.T, rtol=0, atol=1e-12)


@breaks_projecting_last.law("both eigenvalues of H lie between 1 and 100")
def _(answer):
    return _in_range(answer()[0])


@breaks_projecting_last.law("the entries of m lie between −10 and 10")
def _(answer):
    return bool(np.all(np.abs(answer()[1]) <= 10))


@breaks_projecting_last.law("some point of the ball is lower by at least 1")
def _(answer):
    return _gain(*answer()) >= 1


@breaks_projecting_last.misconception(
    "H is not symmetric: its two entries off the diagonal must be the same number.",
    when=lambda H, m: not np.allclose(_valley(H, m)[0], _valley(H, m)[0].T),
)
def not_symmetric():
    return np.array([[1.0, 5.0], [0.0, 100.0]]), np.array([3.0, 0.5])


@breaks_projecting_last.misconception(
    "An eigenvalue of H is below 1 or above 100. With a diagonal H its entries are the eigenvalues.",
    when=lambda H, m: not _in_range(H),
)
def not_in_range():
    return np.diag([1.0, 1000.0]), np.array([3.0, 0.5])


@breaks_projecting_last.misconception(
    "An entry of m is larger than 10 or smaller than −10.",
    when=lambda H, m: bool(np.max(np.abs(m)) > 10),
)
def too_far():
    return np.diag([1.0, 100.0]), np.array([30.0, 0.5])


@breaks_projecting_last.misconception(
    "The lowest point of all lies inside the ball, so nothing has to be projected, and the colleague is right. Move m "
    "out.",
    when=lambda H, m: bool(np.linalg.norm(m) <= 1),
)
def inside():
    return np.diag([1.0, 100.0]), np.array([0.5, 0.5])


@breaks_projecting_last.misconception(
    "Both curvatures are the same, so the rings are circles, and the nearest point is the lowest one. Make the "
    "eigenvalues different.",
    when=lambda H, m: np.ptp(_eigenvalues(H)) < 1e-9,
)
def round_rings():
    return 5 * np.eye(2), np.array([3.0, 0.5])


@breaks_projecting_last.misconception(
    "m is an eigenvector of H: it lies along an axis of the elliptic rings, and there the projection is right. Turn it "
    "away from that axis.",
    when=lambda H, m: _gain(H, m) < 1e-9,
)
def along_an_axis():
    return np.diag([1.0, 100.0]), np.array([3.0, 0.0])


@breaks_projecting_last.misconception(
    "The colleague is wrong here, but by less than 1. Make the eigenvalues more different, or m longer.",
    when=lambda H, m: 1e-9 <= _gain(H, m) < 1,
)
def hardly_wrong():
    return np.diag([1.0, 4.0]), np.array([3.0, 2.0])
