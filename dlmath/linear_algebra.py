"""Linear algebra as a learner would write it: vectors, linear systems, orthogonality, eigenvalues, singular values.

>>> from dlmath import linear_algebra as la
>>> la.solve([[2.0, 1.0], [1.0, 3.0]], [3.0, 5.0])
array([0.8, 1.4])

Vectors have shape (n,), matrices (rows, columns). Everything down to `rotation` is written in whole-array expressions
and can be differentiated by `dlmath.autodiff`; the algorithms below it fill their arrays step by step and cannot.
"Up to rounding" means relative to the machine epsilon ε of the input's type, 2⁻⁵² for float64.
"""

from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled

__all__ = [
    "PrincipalComponents",
    "affine",
    "angle",
    "back_substitution",
    "classical_gram_schmidt",
    "condition_number",
    "cosine_similarity",
    "determinant",
    "dot",
    "eigh",
    "forward_substitution",
    "inverse",
    "is_orthogonal",
    "least_squares",
    "low_rank",
    "lu",
    "matmul",
    "modified_gram_schmidt",
    "norm",
    "null_space",
    "pca",
    "power_iteration",
    "project",
    "pseudo_inverse",
    "qr",
    "rank",
    "rotation",
    "solve",
    "svd",
]

MAX_SWEEPS = 40


def dot(x, y):
    """Dot product of two vectors: x · y = Σᵢ xᵢ yᵢ.

    Parameters
    ----------
    x, y : array_like, shape (n,)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the lengths differ.

    References
    ----------
    G. Strang, *Introduction to Linear Algebra*, section 1.2.

    Examples
    --------
    >>> float(dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))
    32.0
    """
    x = _checks.array("x", x, shape=("n",))
    y = _checks.array("y", y, shape=x.shape)
    return np.sum(x * y)


def norm(x, p=2):
    """Length of a vector in the p-norm: ‖x‖ₚ = (Σᵢ |xᵢ|ᵖ)^(1/p), and ‖x‖_∞ = maxᵢ |xᵢ|.

    The largest entry is taken out first, so that the powers of 10¹⁵⁰ do not overflow and those of 10⁻¹⁵⁰ do not
    vanish. The derivative at the zero vector is taken to be 0.

    Parameters
    ----------
    x : array_like, shape (n,)
    p : float
        At least 1; ``np.inf`` is allowed. Below 1 the triangle inequality fails.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If p < 1.

    References
    ----------
    N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, section 6.1 and problem 27.5.

    Examples
    --------
    >>> [float(norm([3.0, -4.0], p)) for p in (1, 2, np.inf)]
    [7.0, 5.0, 4.0]
    """
    x = _checks.array("x", x, shape=("n",))
    p = _checks.scalar("p", p, low=1)
    largest = np.max(np.abs(x))
    if largest == 0 or p == np.inf:
        return largest
    return largest * np.sum(np.abs(x / largest) ** p) ** (1 / p)


def cosine_similarity(x, y):
    """Cosine of the angle between two vectors: cos θ = (x · y) / (‖x‖ ‖y‖), from −1 to 1.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Neither is the zero vector.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the lengths differ or a vector is zero: it points nowhere.

    References
    ----------
    G. Strang, *Introduction to Linear Algebra*, section 1.2.

    Examples
    --------
    >>> float(cosine_similarity([1.0, 0.0], [3.0, 4.0]))
    0.6
    """
    u, v = _directions(x, y)
    return np.clip(np.sum(u * v), -1, 1)


def angle(x, y):
    """Angle between two vectors: θ = 2 atan2(‖u − v‖, ‖u + v‖) with u = x / ‖x‖ and v = y / ‖y‖, from 0 to π.

    In exact arithmetic this is arccos of the cosine similarity; unlike it, the formula is accurate for nearly
    parallel vectors too.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Neither is the zero vector.

    Returns
    -------
    float
        In radians.

    Raises
    ------
    ValueError
        If the lengths differ or a vector is zero.

    References
    ----------
    W. Kahan, *How Futile are Mindless Assessments of Roundoff in Floating-Point Computation?*, 2006, section 12.

    Examples
    --------
    >>> print(f"{np.degrees(angle([1.0, 0.0], [1.0, 1.0])):.4f}")
    45.0000
    """
    u, v = _directions(x, y)
    return 2 * np.arctan2(norm(u - v), norm(u + v))


def project(a, b):
    """Projection of the vector a onto the line through b: (a · b / b · b) b.

    Parameters
    ----------
    a : array_like, shape (n,)
    b : array_like, shape (n,)
        Not the zero vector.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the lengths differ or b is zero.

    References
    ----------
    G. Strang, *Introduction to Linear Algebra*, section 4.2.

    Examples
    --------
    >>> project([2.0, 3.0], [4.0, 0.0])
    array([2., 0.])
    """
    a = _checks.array("a", a, shape=("n",))
    u = _direction("b", _checks.array("b", b, shape=a.shape))
    return np.sum(a * u) * u


def _directions(x, y):
    x = _checks.array("x", x, shape=("n",))
    y = _checks.array("y", y, shape=x.shape)
    return _direction("x", x), _direction("y", y)


def _direction(name, x):
    """x / ‖x‖; dividing by the largest entry first keeps the norm itself in range."""
    largest = np.max(np.abs(x))
    if largest == 0:
        raise ValueError(f"{name} is the zero vector, expected one that has a direction")
    x = x / largest
    return x / norm(x)


def matmul(A, B):
    """Matrix product as a sum of outer products: C = Σₖ aₖ bₖᵀ, column k of A times row k of B; Cᵢⱼ = Σₖ Aᵢₖ Bₖⱼ.

    ``A @ B`` is the same, faster.

    Parameters
    ----------
    A : array_like, shape (m, r)
    B : array_like, shape (r, n)

    Returns
    -------
    ndarray, shape (m, n)

    Raises
    ------
    ValueError
        If A does not have as many columns as B has rows.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th edition, section 1.1.9.

    Examples
    --------
    >>> matmul([[1.0, 2.0], [3.0, 4.0]], [[0.0, 1.0], [1.0, 0.0]])
    array([[2., 1.],
           [4., 3.]])
    """
    A = _checks.array("A", A, shape=("m", "r"))
    B = _checks.array("B", B, shape=(A.shape[1], "n"))
    return sum(A[:, k, None] * B[k] for k in range(A.shape[1]))


def affine(x, W, b):
    """Affine map of a vector, y = W x + b, or of each row of a batch, Y = X Wᵀ + b.

    Parameters
    ----------
    x : array_like, shape (n,) or (batch, n)
    W : array_like, shape (m, n)
    b : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (m,) or (batch, m)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, section 6.1.

    Examples
    --------
    >>> affine([1.0, 2.0], W=[[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], b=[10.0, 20.0, 30.0])
    array([11., 22., 33.])
    """
    W = _checks.array("W", W, shape=("m", "n"))
    x = _checks.array("x", x, ndim=(1, 2))
    x = _checks.array("x", x, shape=(*x.shape[:-1], W.shape[1]))
    b = _checks.array("b", b, shape=(W.shape[0],))
    return x @ W.T + b


def rotation(theta):
    """Matrix that turns the plane counterclockwise: [[cos θ, −sin θ], [sin θ, cos θ]].

    Parameters
    ----------
    theta : float
        In radians.

    Returns
    -------
    ndarray, shape (2, 2)

    References
    ----------
    G. Strang, *Introduction to Linear Algebra*, section 8.1.

    Examples
    --------
    >>> (rotation(np.pi / 2) @ [1.0, 0.0]).round(4)
    array([0., 1.])
    """
    theta = _checks.array("theta", theta, ndim=0)
    identity = np.eye(2, dtype=theta.dtype)
    quarter_turn = np.array([[0, -1], [1, 0]], dtype=theta.dtype)
    return np.cos(theta) * identity + np.sin(theta) * quarter_turn


def is_orthogonal(Q, tolerance=None):
    """Whether QᵀQ = I: the columns of the square matrix Q have length 1 and stand at right angles.

    Parameters
    ----------
    Q : array_like, shape (n, n)
    tolerance : float, optional
        The largest deviation allowed in an entry of QᵀQ; √ε unless given.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If Q is not square or tolerance < 0.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, lecture 2.

    Examples
    --------
    >>> is_orthogonal([[0.6, -0.8], [0.8, 0.6]]), is_orthogonal([[1.0, 1.0], [0.0, 1.0]])
    (True, False)
    """
    Q = _matrix("Q", Q, shape=("n", "n"))
    tolerance = _epsilon(Q) ** 0.5 if tolerance is None else _checks.scalar("tolerance", tolerance, low=0)
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(np.all(np.abs(Q.T @ Q - np.eye(len(Q))) <= tolerance))


def lu(A):
    """LU factorization with partial pivoting: P A = L U.

    Before column k is eliminated, the row with the largest entry in it is swapped up, so that no multiplier in L
    exceeds 1. Not differentiable by `dlmath.autodiff`; use ``np.linalg.solve``, ``inv`` or ``det``.

    Parameters
    ----------
    A : array_like, shape (m, n)
        It may be singular.

    Returns
    -------
    P : ndarray, shape (m, m)
        Permutation matrix.
    L : ndarray, shape (m, min(m, n))
        Lower triangular, ones on the diagonal.
    U : ndarray, shape (min(m, n), n)
        Upper triangular.

    Raises
    ------
    ValueError
        If A is not a matrix of finite numbers.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, algorithm 21.1.

    Examples
    --------
    >>> P, L, U = lu([[1.0, 3.0], [2.0, 4.0]])
    >>> L
    array([[1. , 0. ],
           [0.5, 1. ]])
    >>> U
    array([[2., 4.],
           [0., 1.]])
    """
    A = _matrix("A", A)
    order, _, L, U = _eliminate(A)
    return np.eye(len(A), dtype=A.dtype)[order], L, U


def _eliminate(A):
    """The order of the rows, the sign of that permutation, L and U, so that A[order] = L U."""
    m, n = A.shape
    order, sign = np.arange(m), 1.0
    L, U = np.zeros((m, min(m, n)), A.dtype), A.copy()
    for k in range(min(m, n)):
        pivot = k + np.argmax(np.abs(U[k:, k]))
        if pivot != k:
            for rows in (order, L, U):
                rows[[k, pivot]] = rows[[pivot, k]]
            sign = -sign
        if U[k, k] != 0:
            L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
            U[k + 1 :, k:] -= np.outer(L[k + 1 :, k], U[k, k:])
            U[k + 1 :, k] = 0
        L[k, k] = 1
    return order, sign, L, U[: min(m, n)]


def forward_substitution(L, b):
    """Solution of L x = b, from the first row down: xᵢ = (bᵢ − Σ_{j<i} Lᵢⱼ xⱼ) / Lᵢᵢ.

    Not differentiable by `dlmath.autodiff`; use ``np.linalg.solve``.

    Parameters
    ----------
    L : array_like, shape (n, n)
        Lower triangular: zeros above the diagonal, none on it.
    b : array_like, shape (n,) or (n, k)
        One right-hand side, or one in each column.

    Returns
    -------
    x : ndarray, the shape of b

    Raises
    ------
    ValueError
        If L is not lower triangular or is singular, the shapes do not fit, or x exceeds the largest float.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th edition, algorithm 3.1.1.

    Examples
    --------
    >>> forward_substitution([[2.0, 0.0], [1.0, 3.0]], [4.0, 5.0])
    array([2., 1.])
    """
    L, b = _triangular_system("L", L, b, np.tril)
    x = np.zeros(b.shape, np.result_type(L, b))
    with np.errstate(over="ignore", invalid="ignore"):
        for i in range(len(b)):
            x[i] = (b[i] - L[i, :i] @ x[:i]) / L[i, i]
    return _within_range(x)


def back_substitution(U, b):
    """Solution of U x = b, from the last row up: xᵢ = (bᵢ − Σ_{j>i} Uᵢⱼ xⱼ) / Uᵢᵢ.

    Not differentiable by `dlmath.autodiff`; use ``np.linalg.solve``.

    Parameters
    ----------
    U : array_like, shape (n, n)
        Upper triangular: zeros below the diagonal, none on it.
    b : array_like, shape (n,) or (n, k)
        One right-hand side, or one in each column.

    Returns
    -------
    x : ndarray, the shape of b

    Raises
    ------
    ValueError
        If U is not upper triangular or is singular, the shapes do not fit, or x exceeds the largest float.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th edition, algorithm 3.1.2.

    Examples
    --------
    >>> back_substitution([[2.0, 1.0], [0.0, 3.0]], [5.0, 9.0])
    array([1., 3.])
    """
    U, b = _triangular_system("U", U, b, np.triu)
    x = np.zeros(b.shape, np.result_type(U, b))
    with np.errstate(over="ignore", invalid="ignore"):
        for i in reversed(range(len(b))):
            x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return _within_range(x)


def solve(A, b):
    """Solution of A x = b by elimination: P A = L U, then L y = P b, then U x = y.

    Not differentiable by `dlmath.autodiff`; use ``np.linalg.solve``.

    Parameters
    ----------
    A : array_like, shape (n, n)
    b : array_like, shape (n,) or (n, k)
        One right-hand side, or one in each column.

    Returns
    -------
    x : ndarray, the shape of b

    Raises
    ------
    ValueError
        If A is not square, the shapes do not fit, A is singular, or x exceeds the largest float. A counts as singular
        when a pivot is no larger than the rounding error it carries, n ε (|L| |U|)ₖₖ: such a pivot could as well
        be 0.

    References
    ----------
    N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd edition, theorems 9.3 and 9.4.

    Examples
    --------
    >>> solve([[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0])
    array([3., 2.])
    """
    A = _matrix("A", A, shape=("n", "n"))
    b = _right_hand_side(b, len(A))
    order, _, L, U = _eliminate(A)
    noise = len(A) * _epsilon(A) * np.einsum("ik,ki->i", np.abs(L), np.abs(U))
    _refuse_dependent("A is singular", np.abs(np.diag(U)) <= noise)
    return back_substitution(U, forward_substitution(L, b[order]))


def inverse(A):
    """Inverse of a square matrix, the solution of A X = I.

    To solve A x = b, `solve` is faster and more accurate than ``inverse(A) @ b``. Not differentiable by
    `dlmath.autodiff`; use ``np.linalg.inv``.

    Parameters
    ----------
    A : array_like, shape (n, n)

    Returns
    -------
    ndarray, shape (n, n)

    Raises
    ------
    ValueError
        If A is not square, is singular (see `solve`), or its inverse exceeds the largest float.

    References
    ----------
    N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd edition, section 14.3.

    Examples
    --------
    >>> inverse([[2.0, 1.0], [1.0, 1.0]])
    array([[ 1., -1.],
           [-1.,  2.]])
    """
    A = _matrix("A", A, shape=("n", "n"))
    scale = _power_of_two(A)
    with np.errstate(over="ignore"):
        X = solve(A / scale, np.eye(len(A), dtype=A.dtype)) / scale
    return _within_range(X, "A is too small: its inverse")


def determinant(A):
    """Determinant by elimination: det A = det P · Πₖ Uₖₖ, the factor by which A scales volumes.

    Mantissas and exponents are multiplied apart, so that only the result can leave the range of floats: then it is
    ±inf or 0. For a matrix that is singular up to rounding it is a tiny number rather than 0, as rounding decides.
    Not differentiable by `dlmath.autodiff`; use ``np.linalg.det``.

    Parameters
    ----------
    A : array_like, shape (n, n)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If A is not square.

    References
    ----------
    N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd edition, section 14.6.

    Examples
    --------
    >>> float(determinant([[0.0, 2.0], [3.0, 1.0]]))
    -6.0
    """
    A = _matrix("A", A, shape=("n", "n"))
    _, sign, _, U = _eliminate(A)
    mantissa, exponent = A.dtype.type(sign), 0
    for factor, power in zip(*np.frexp(np.diag(U)), strict=True):
        mantissa, carry = np.frexp(mantissa * factor)
        exponent += int(power) + int(carry)
    with np.errstate(over="ignore"):
        return np.ldexp(mantissa, exponent)


def classical_gram_schmidt(A):
    """Gram–Schmidt, classical: A = Q R, all coefficients of a column from the column as it came, rᵢⱼ = qᵢ · aⱼ.

    vⱼ = aⱼ − Σ_{i<j} rᵢⱼ qᵢ, rⱼⱼ = ‖vⱼ‖, qⱼ = vⱼ / rⱼⱼ. When columns are nearly parallel, Q is far from orthogonal: the
    loss grows with κ² ε; see `modified_gram_schmidt`, and `qr` for full accuracy. Not differentiable by
    `dlmath.autodiff`; use functions of ``np.linalg``.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Columns linearly independent, so n ≤ m.

    Returns
    -------
    Q : ndarray, shape (m, n)
    R : ndarray, shape (n, n)
        Upper triangular, positive on the diagonal.

    Raises
    ------
    ValueError
        If a column depends on those before it, up to rounding: rⱼⱼ ≤ m ε ‖aⱼ‖.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, algorithm 7.1.

    Examples
    --------
    >>> Q, R = classical_gram_schmidt([[3.0, 1.0], [4.0, 2.0]])
    >>> Q.round(4)
    array([[ 0.6, -0.8],
           [ 0.8,  0.6]])
    >>> R.round(4)
    array([[5. , 2.2],
           [0. , 0.4]])
    """
    A = _matrix("A", A)
    m, n = A.shape
    # The loop itself cannot tell: where Q has lost orthogonality, what is left of a dependent column is not small.
    _independent_columns(A)
    Q, R = np.zeros_like(A), np.zeros((n, n), A.dtype)
    for j in range(n):
        R[:j, j] = Q[:, :j].T @ A[:, j]
        v = A[:, j] - Q[:, :j] @ R[:j, j]
        R[j, j] = norm(v)
        _refuse_dependent("A has dependent columns", R[j, j] <= m * _epsilon(A) * norm(A[:, j]), j)
        Q[:, j] = v / R[j, j]
    return Q, R


def modified_gram_schmidt(A):
    """Gram–Schmidt, modified: A = Q R, each coefficient from what is left of the column, rᵢⱼ = qᵢ · vⱼ.

    As soon as qᵢ is known, its part is taken out of all later columns: vⱼ ← vⱼ − rᵢⱼ qᵢ. In exact arithmetic the same
    as the classical order; in floating point Q loses orthogonality only with κ ε. Not differentiable by
    `dlmath.autodiff`; use functions of ``np.linalg``.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Columns linearly independent, so n ≤ m.

    Returns
    -------
    Q : ndarray, shape (m, n)
    R : ndarray, shape (n, n)
        Upper triangular, positive on the diagonal.

    Raises
    ------
    ValueError
        If a column depends on those before it, up to rounding: rⱼⱼ ≤ m ε ‖aⱼ‖.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, algorithm 8.1; Å. Björck, *Solving linear least squares
    problems by Gram–Schmidt orthogonalization*, BIT 7, 1967.

    Examples
    --------
    >>> Q, R = modified_gram_schmidt([[3.0, 1.0], [4.0, 2.0]])
    >>> R.round(4)
    array([[5. , 2.2],
           [0. , 0.4]])
    """
    A = _matrix("A", A)
    m, n = A.shape
    Q, R, V = np.zeros_like(A), np.zeros((n, n), A.dtype), A.copy()
    for i in range(n):
        R[i, i] = norm(V[:, i])
        _refuse_dependent("A has dependent columns", R[i, i] <= m * _epsilon(A) * norm(A[:, i]), i)
        Q[:, i] = V[:, i] / R[i, i]
        R[i, i + 1 :] = Q[:, i] @ V[:, i + 1 :]
        V[:, i + 1 :] -= np.outer(Q[:, i], R[i, i + 1 :])
    return Q, R


def qr(A):
    """QR factorization by Householder reflections: A = Q R, Q with orthonormal columns.

    Column after column, the reflection I − 2 v vᵀ with v ∝ x ± ‖x‖ e₁ turns what stands on and below the diagonal,
    x, into a multiple of e₁. The diagonal of R is not negative, which makes the factors unique when A has full column
    rank. Not differentiable by `dlmath.autodiff`; use functions of ``np.linalg``.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Of any rank.

    Returns
    -------
    Q : ndarray, shape (m, min(m, n))
    R : ndarray, shape (min(m, n), n)
        Upper triangular.

    Raises
    ------
    ValueError
        If A is not a matrix of finite numbers.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, algorithms 10.1 and 10.3.

    Examples
    --------
    >>> Q, R = qr([[3.0, 1.0], [4.0, 2.0]])
    >>> R.round(4)
    array([[5. , 2.2],
           [0. , 0.4]])
    """
    A = _matrix("A", A)
    k = min(A.shape)
    reflectors, R = _triangularize(A)
    Q = _reflect(reflectors, np.eye(len(A), k, dtype=A.dtype))
    sign = np.where(np.diag(R) < 0, -1, 1).astype(A.dtype)
    return Q * sign, np.triu(sign[:, None] * R[:k])


def _triangularize(A):
    """The unit vectors v of the reflections I − 2 v vᵀ, one for each column, and R (below its diagonal, rounding)."""
    R, reflectors = A.copy(), []
    for j in range(min(A.shape)):
        v = R[j:, j].copy()
        v[0] += np.copysign(norm(v), v[0])
        v = _direction("v", v) if v.any() else v
        R[j:, j:] -= 2 * np.outer(v, v @ R[j:, j:])
        reflectors.append(v)
    return reflectors, R


def _reflect(reflectors, X):
    """Q X, where Q is the product of the reflections, the first one leftmost."""
    for j, v in reversed(list(enumerate(reflectors))):
        X[j:] -= 2 * np.outer(v, v @ X[j:])
    return X


def least_squares(A, b):
    """The x that makes ‖A x − b‖₂ smallest, by A = Q R and R x = Qᵀ b.

    Not differentiable by `dlmath.autodiff`; use ``np.linalg.solve(A.T @ A, A.T @ b)``.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Columns linearly independent, so n ≤ m.
    b : array_like, shape (m,) or (m, k)
        One right-hand side, or one in each column.

    Returns
    -------
    x : ndarray, shape (n,) or (n, k)

    Raises
    ------
    ValueError
        If the shapes do not fit, or a column depends on those before it, up to rounding: |rⱼⱼ| ≤ m ε ‖aⱼ‖. There are
        then many answers; ``pseudo_inverse(A) @ b`` is the shortest.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, algorithm 11.2.

    Examples
    --------
    >>> least_squares([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]], [1.0, 2.0, 6.0]).round(4)
    array([0.5, 2.5])
    """
    A = _matrix("A", A)
    b = _right_hand_side(b, len(A))
    Q, R = _independent_columns(A, "; pseudo_inverse(A) @ b is the shortest of the many solutions")
    return back_substitution(R, Q.T @ b)


def power_iteration(A, rng=0, tolerance=None, max_steps=10_000):
    """The eigenvalue of largest magnitude and its eigenvector, by v ← A v / ‖A v‖ until A v = λ v, λ = vᵀ A v.

    The error shrinks by |λ₂ / λ₁| in each step. Not differentiable by `dlmath.autodiff`; use ``np.linalg.eigh``.

    Parameters
    ----------
    A : array_like, shape (n, n)
    rng : numpy.random.Generator or int
        Draws the start. A start without any part along the eigenvector has probability 0.
    tolerance : float, optional
        The iteration ends when ‖A v − λ v‖ ≤ tolerance · ‖A‖_F; 10 n ε unless given.
    max_steps : int

    Returns
    -------
    eigenvalue : float
    eigenvector : ndarray, shape (n,)
        Of length 1; the entry of largest magnitude is positive.

    Raises
    ------
    ValueError
        If A is not square or an option is out of range.
    numpy.linalg.LinAlgError
        If it does not converge within max_steps: no eigenvalue is larger in magnitude than all others, as for λ and
        −λ or for a complex pair, or it is larger by too little.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, algorithm 27.1.

    Examples
    --------
    >>> eigenvalue, v = power_iteration([[2.0, 1.0], [1.0, 2.0]])
    >>> print(f"{eigenvalue:.4f}", v.round(4))
    3.0000 [0.7071 0.7071]
    """
    A = _matrix("A", A, shape=("n", "n"))
    default = 10 * len(A) * _epsilon(A)
    tolerance = default if tolerance is None else _checks.scalar("tolerance", tolerance, low=0)
    max_steps = _checks.integer("max_steps", max_steps, low=1)
    scale = _power_of_two(A)
    A = A / scale
    v = _direction("v", _checks.generator("rng", rng).standard_normal(len(A)).astype(A.dtype))
    for _ in range(max_steps):
        w = A @ v
        eigenvalue = v @ w
        if norm(w - eigenvalue * v) <= tolerance * norm(A.ravel()):
            return scale * eigenvalue, v * _signs(v)
        v = _direction("A v", w)
    raise np.linalg.LinAlgError(
        f"power_iteration did not converge in {max_steps} steps: A has no dominant eigenvalue, or not by enough"
    )


def eigh(A):
    """Eigenvalues and eigenvectors of a symmetric matrix, A = V diag(λ) Vᵀ, by Jacobi rotations.

    Each rotation of two coordinates p, q makes a_pq zero: with d = a_qq − a_pp, the tangent of its angle is
    t = sgn(d) 2 a_pq / (|d| + √(d² + 4 a_pq²)). Disjoint pairs are rotated together; sweeps over all pairs go on
    until what stands off the diagonal is at most ε ‖A‖_F. Not differentiable by `dlmath.autodiff`; use
    ``np.linalg.eigh``.

    Parameters
    ----------
    A : array_like, shape (n, n)
        Symmetric: |aᵢⱼ − aⱼᵢ| ≤ √ε max |A|; the mean of both is taken.

    Returns
    -------
    eigenvalues : ndarray, shape (n,)
        Ascending.
    eigenvectors : ndarray, shape (n, n)
        In columns, orthonormal; in each, the entry of largest magnitude is positive.

    Raises
    ------
    ValueError
        If A is not square or not symmetric.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th edition, section 8.5.

    Examples
    --------
    >>> eigenvalues, V = eigh([[2.0, 1.0], [1.0, 2.0]])
    >>> eigenvalues.round(4)
    array([1., 3.])
    >>> V.round(4)
    array([[ 0.7071,  0.7071],
           [-0.7071,  0.7071]])
    """
    A = _matrix("A", A, shape=("n", "n"))
    A = _checks.symmetric("A", A, share=_epsilon(A) ** 0.5)
    scale = _power_of_two(A)
    S, V = A / scale, np.eye(len(A), dtype=A.dtype)
    S = (S + S.T) / 2
    for _ in range(MAX_SWEEPS):
        if norm((S - np.diag(np.diag(S))).ravel()) <= _epsilon(S) * norm(S.ravel()):
            order = np.argsort(np.diag(S), kind="stable")
            return scale * np.diag(S)[order], (V * _signs(V))[:, order]
        for p, q in _rounds(len(S)):
            c, s = _rotate_to_zero(S[q, q] - S[p, p], 2 * S[p, q])
            _rotate(S, p, q, c, s)
            _rotate(S.T, p, q, c, s)
            S[p, q] = S[q, p] = 0
            _rotate(V, p, q, c, s)
    raise np.linalg.LinAlgError(f"the Jacobi rotations of A did not converge in {MAX_SWEEPS} sweeps")


def _rounds(n):
    """All pairs (p, q), p < q < n, as in a tournament: rounds of pairs in which each index occurs once."""
    players = np.arange(n + n % 2)
    half = len(players) // 2
    for _ in range(len(players) - 1):
        p, q = players[:half], players[half:][::-1]
        real = np.maximum(p, q) < n
        yield np.minimum(p, q)[real], np.maximum(p, q)[real]
        players[1:] = np.roll(players[1:], 1)


def _rotate_to_zero(d, a):
    """Cosine and sine of the smaller angle with tan 2θ = a / d, entry by entry; no rotation where both are 0."""
    denominator = np.abs(d) + np.hypot(d, a)
    t = np.where(d < 0, -a, a) / np.where(denominator == 0, 1, denominator)
    c = 1 / np.hypot(1, t)
    return c, t * c


def _rotate(M, p, q, c, s):
    """Rotate the columns p and q of M, in place."""
    M[:, p], M[:, q] = c * M[:, p] - s * M[:, q], s * M[:, p] + c * M[:, q]


def svd(A):
    """Singular value decomposition, A = U diag(s) Vᵀ, by one-sided Jacobi rotations.

    A is first made square by `qr`. Then pairs of columns are rotated until all stand at right angles: W = R V. Their
    lengths are the singular values s, their directions the columns of U. Small singular values come out as accurately
    as the columns of A, each at its own scale, determine them. Not differentiable by `dlmath.autodiff`; use
    ``np.linalg.eigh(A.T @ A)``.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    U : ndarray, shape (m, k), k = min(m, n)
        Orthonormal columns.
    s : ndarray, shape (k,)
        Descending, none negative.
    Vt : ndarray, shape (k, n)
        Orthonormal rows; in each, the entry of largest magnitude is positive.

    Raises
    ------
    ValueError
        If A is not a matrix of finite numbers.

    References
    ----------
    J. Demmel and K. Veselić, *Jacobi's method is more accurate than QR*, SIAM J. Matrix Anal. Appl. 13, 1992;
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th edition, section 8.6.3.

    Examples
    --------
    >>> A = np.array([[0.0, 2.0], [3.0, 0.0]])
    >>> U, s, Vt = svd(A)
    >>> s.round(4)
    array([3., 2.])
    >>> np.allclose(U @ np.diag(s) @ Vt, A)
    True
    """
    A = _matrix("A", A)
    scale = _power_of_two(A)
    if A.shape[0] >= A.shape[1]:
        U, s, V = _one_sided_jacobi(A / scale)
    else:
        V, s, U = _one_sided_jacobi(A.T / scale)
    signs = _signs(V)
    return U * signs, scale * s, (V * signs).T


def _one_sided_jacobi(A):
    """U, s and V for a matrix with at least as many rows as columns and entries below 2."""
    Q, W = qr(A)
    V = np.eye(len(W), dtype=A.dtype)
    noise = len(W) * _epsilon(A) * _lengths(W)  # what rounding can make of a column of which nothing is left
    for _ in range(MAX_SWEEPS):
        worst = 0.0
        for p, q in _rounds(len(W)):
            cosines, c, s = _rotate_to_right_angles(W, p, q, noise)
            worst = max(worst, np.abs(cosines).max(initial=0))
            _rotate(W, p, q, c, s)
            _rotate(V, p, q, c, s)
            noise[p], noise[q] = np.hypot(c * noise[p], s * noise[q]), np.hypot(s * noise[p], c * noise[q])
        if worst <= len(W) * _epsilon(A):
            break
    else:
        raise np.linalg.LinAlgError(f"the Jacobi rotations of A did not converge in {MAX_SWEEPS} sweeps")
    s = np.where(_lengths(W) <= np.maximum(noise, np.finfo(W.dtype).tiny), 0, _lengths(W))
    order = np.argsort(-s, kind="stable")
    s, r = s[order], np.count_nonzero(s)
    U = W[:, order[:r]] / s[:r]
    return Q @ np.hstack([U, _complement(U)]), s, V[:, order]


def _rotate_to_right_angles(W, p, q, noise):
    """The cosines between the columns p and q of W, and the rotations that make them 0; noise is left alone."""
    lengths = _lengths(W)
    a, b = lengths[p], lengths[q]
    nothing = lengths <= np.maximum(noise, np.finfo(W.dtype).tiny)
    zero = nothing[p] | nothing[q]
    a, b = np.where(zero, 1, a), np.where(zero, 1, b)
    cosines = np.where(zero, 0, np.sum((W[:, p] / a) * (W[:, q] / b), axis=0))
    with np.errstate(over="ignore"):
        return cosines, *_rotate_to_zero(b / a - a / b, 2 * cosines)


def _complement(Q):
    """Orthonormal columns that span what is orthogonal to the r orthonormal columns of Q."""
    m, r = Q.shape
    reflectors, _ = _triangularize(Q)
    return _reflect(reflectors, np.eye(m, dtype=Q.dtype)[:, r:])


def rank(A, tolerance=None):
    """Rank of a matrix: the number of singular values above the tolerance.

    Parameters
    ----------
    A : array_like, shape (m, n)
    tolerance : float, optional
        max(m, n) ε s₁ unless given, as in NumPy: what rounding of the entries can make of a singular value 0.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If A is not a matrix of finite numbers or tolerance < 0.

    References
    ----------
    W. H. Press et al., *Numerical Recipes*, 3rd edition, section 2.6.

    Examples
    --------
    >>> rank([[1.0, 2.0], [2.0, 4.0]])
    1
    """
    A = _matrix("A", A)
    _, s, _ = svd(A)
    return int(np.count_nonzero(s > _negligible(A, s, tolerance)))


def null_space(A, tolerance=None):
    """Orthonormal basis of the null space, all x with A x = 0: what is orthogonal to the first r rows of Vᵀ.

    Not differentiable by `dlmath.autodiff`; use functions of ``np.linalg``.

    Parameters
    ----------
    A : array_like, shape (m, n)
    tolerance : float, optional
        Singular values not above it count as 0; max(m, n) ε s₁ unless given.

    Returns
    -------
    ndarray, shape (n, n − r), r the rank of A
        The basis in columns; without columns if only x = 0 solves A x = 0.

    Raises
    ------
    ValueError
        If A is not a matrix of finite numbers or tolerance < 0.

    References
    ----------
    G. Strang, *Introduction to Linear Algebra*, section 7.2.

    Examples
    --------
    >>> null_space([[1.0, 1.0]]).round(4)
    array([[-0.7071],
           [ 0.7071]])
    """
    A = _matrix("A", A)
    _, s, Vt = svd(A)
    return _complement(Vt[s > _negligible(A, s, tolerance)].T)


def pseudo_inverse(A, tolerance=None):
    """Moore–Penrose inverse, A⁺ = V diag(1 / s) Uᵀ over the singular values above the tolerance.

    A⁺ b is the shortest of all x that make ‖A x − b‖ smallest. Not differentiable by `dlmath.autodiff`; use
    ``np.linalg.inv`` where A has full rank.

    Parameters
    ----------
    A : array_like, shape (m, n)
    tolerance : float, optional
        Singular values not above it count as 0; max(m, n) ε s₁ unless given.

    Returns
    -------
    ndarray, shape (n, m)

    Raises
    ------
    ValueError
        If A is not a matrix of finite numbers, tolerance < 0, or the result exceeds the largest float.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th edition, section 5.5.2.

    Examples
    --------
    >>> pseudo_inverse([[2.0, 0.0], [0.0, 0.0]])
    array([[0.5, 0. ],
           [0. , 0. ]])
    """
    A = _matrix("A", A)
    U, s, Vt = svd(A)
    kept = s > _negligible(A, s, tolerance)
    with np.errstate(over="ignore", invalid="ignore"):
        return _within_range((Vt[kept].T / s[kept]) @ U[:, kept].T, "A is too small: its pseudo-inverse")


def condition_number(A):
    """Condition number in the 2-norm, κ = s₁ / s_k: how much A can magnify a relative error.

    Solving A x = b costs about log₁₀ κ digits. Not differentiable by `dlmath.autodiff`; use functions of
    ``np.linalg``.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    float
        inf where a singular value is 0.

    Raises
    ------
    ValueError
        If A is not a matrix of finite numbers.

    References
    ----------
    L. N. Trefethen and D. Bau, *Numerical Linear Algebra*, lecture 12.

    Examples
    --------
    >>> float(condition_number([[4.0, 0.0], [0.0, 0.5]]))
    8.0
    """
    _, s, _ = svd(A)
    with np.errstate(over="ignore"):
        return s[0] / s[-1] if s[-1] > 0 else s.dtype.type(np.inf)


def low_rank(A, k):
    """A matrix of rank at most k that is nearest to A: Aₖ = Σ_{i≤k} sᵢ uᵢ vᵢᵀ.

    Its distance is ‖A − Aₖ‖₂ = s_{k+1}, and in the Frobenius norm √(s²_{k+1} + s²_{k+2} + …). Not differentiable by
    `dlmath.autodiff`; use functions of ``np.linalg``.

    Parameters
    ----------
    A : array_like, shape (m, n)
    k : int
        From 1 to min(m, n).

    Returns
    -------
    ndarray, shape (m, n)

    Raises
    ------
    ValueError
        If k is out of range.

    References
    ----------
    C. Eckart and G. Young, *The approximation of one matrix by another of lower rank*, Psychometrika 1, 1936.

    Examples
    --------
    >>> low_rank([[3.0, 0.0], [0.0, 1.0]], k=1)
    array([[3., 0.],
           [0., 0.]])
    """
    A = _matrix("A", A)
    k = _checks.integer("k", k, low=1, high=min(A.shape))
    U, s, Vt = svd(A)
    return (U[:, :k] * s[:k]) @ Vt[:k]


class PrincipalComponents(NamedTuple):
    """What `pca` returns: X ≈ mean + scores · components.

    Parameters
    ----------
    mean : ndarray, shape (d,)
    components : ndarray, shape (k, d)
        One direction of length 1 in each row, the one with the largest variance first.
    explained_variance : ndarray, shape (k,)
    scores : ndarray, shape (n, k)
        The coordinates of each row of X along the components.

    Examples
    --------
    >>> pca([[0.0, 0.0], [3.0, 4.0]], k=1).components
    array([[0.6, 0.8]])
    """

    mean: np.ndarray
    components: np.ndarray
    explained_variance: np.ndarray
    scores: np.ndarray


def pca(X, k=None):
    """Principal component analysis: the k orthogonal directions along which the data vary most.

    With the mean μ of the rows taken off, X − μ = U diag(s) Vᵀ: the components are the rows of Vᵀ, the variance along
    each is s² / (n − 1), the scores are (X − μ) V. Not differentiable by `dlmath.autodiff`; use ``np.linalg.eigh``
    of the covariance matrix.

    Parameters
    ----------
    X : array_like, shape (n, d)
        One example a row; at least two.
    k : int, optional
        From 1 to min(n, d), which it is unless given.

    Returns
    -------
    mean : ndarray, shape (d,)
    components : ndarray, shape (k, d)
        Orthonormal rows, in the order of their variance; in each, the entry of largest magnitude is positive.
    explained_variance : ndarray, shape (k,)
    scores : ndarray, shape (n, k)
        The coordinates of the examples along the components: X ≈ μ + scores · components.

    Raises
    ------
    ValueError
        If X has fewer than two rows or k is out of range.

    References
    ----------
    I. T. Jolliffe, *Principal Component Analysis*, 2nd edition, section 3.5.

    Examples
    --------
    >>> mean, components, explained_variance, scores = pca([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]], k=1)
    >>> components, explained_variance
    (array([[0.6, 0.8]]), array([25.]))
    """
    X = _matrix("X", X, shape=("n", "d"))
    if len(X) < 2:
        raise ValueError(f"X has {len(X)} row, expected at least 2")
    k = min(X.shape) if k is None else _checks.integer("k", k, low=1, high=min(X.shape))
    centered, mean = _scaled.center(X)
    _, s, Vt = svd(centered)
    return PrincipalComponents(mean, Vt[:k], s[:k] ** 2 / (len(X) - 1), centered @ Vt[:k].T)


def _matrix(name, A, shape=("m", "n")):
    return _checks.array(name, A, shape=shape, allow_traced=False)


def _right_hand_side(b, n):
    b = _checks.array("b", b, ndim=(1, 2), allow_traced=False)
    return _checks.array("b", b, shape=(n, *b.shape[1:]))


def _triangular_system(name, T, b, triangle):
    T = _matrix(name, T, shape=("n", "n"))
    b = _right_hand_side(b, len(T))
    if not np.array_equal(T, triangle(T)):
        raise ValueError(f"{name} is not {'lower' if triangle is np.tril else 'upper'} triangular")
    if not np.diag(T).all():
        raise ValueError(f"{name} is singular: its diagonal holds 0 at index {np.argmin(np.abs(np.diag(T)))}")
    return T, b


def _independent_columns(A, remedy=""):
    """Q and R of `qr`, unless a column depends on those before it, up to rounding."""
    m, n = A.shape
    Q, R = qr(A)
    weak = np.abs(np.diag(R)) <= m * _epsilon(A) * _lengths(R)[: len(R)]
    _refuse_dependent("A has dependent columns", np.append(weak, n > m), remedy=remedy)
    return Q, R


def _refuse_dependent(fault, weak, column=None, remedy=""):
    if np.any(weak):
        column = np.argmax(weak) if column is None else column
        raise ValueError(f"{fault}: column {column} is, up to rounding, a combination of the others{remedy}")


def _within_range(x, what="b is too large for this matrix: the solution"):
    if not np.isfinite(x).all():
        raise ValueError(f"{what} exceeds the largest {x.dtype}")
    return x


def _negligible(A, s, tolerance):
    """Up to where a singular value counts as 0."""
    if tolerance is None:
        return max(A.shape) * _epsilon(A) * s[0]
    return _checks.scalar("tolerance", tolerance, low=0)


def _epsilon(A):
    return np.finfo(A.dtype).eps


def _power_of_two(A):
    """The power of two at or below the largest entry: dividing by it costs no digits, and squares stay in range."""
    _, exponent = np.frexp(np.max(np.abs(A)))
    return np.ldexp(A.dtype.type(1), exponent - 1)


def _lengths(W):
    """‖w‖₂ of each column."""
    largest = np.max(np.abs(W), axis=0)
    return largest * np.sqrt(np.sum((W / np.where(largest == 0, 1, largest)) ** 2, axis=0))


def _signs(V):
    """±1 for each column: what makes its entry of largest magnitude positive, the first among those that tie."""
    size = np.abs(V)
    first = np.argmax(size >= (1 - _epsilon(V) ** 0.5) * np.max(size, axis=0), axis=0)
    return np.where(np.take_along_axis(V, np.expand_dims(first, 0), axis=0)[0] < 0, -1, 1).astype(V.dtype)
