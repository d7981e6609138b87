"""Radial basis functions: a network whose hidden units are bumps, solved instead of trained.

>>> import numpy as np
>>> from dlmath import radial_basis
>>> x = np.array([[0.0], [1.0], [2.0]])
>>> model = radial_basis.interpolate(x, [1.0, 3.0, 2.0], width=0.5)
>>> radial_basis.predict(model, x).round(4)
array([1., 3., 2.])

Examples stand in rows. A width is the σ of exp(−r²/(2σ²)): scikit-learn's ``gamma`` is 1/(2σ²), SciPy's ``epsilon`` is
1/(√2 σ). Centers come from the examples themselves, or from `mixture.kmeans`. K has the entries k(xᵢ, xⱼ), and λ is the
price of roughness. A kernel is a function of (X, Z, width), such as the two here, whose matrix K is positive definite
whatever different rows X has. Systems are solved in float64. A matrix counts as singular when its least eigenvalue is
at most n 2⁻⁵² times its largest (for float32, 2⁻²³ times, if that is more): rounding alone could make it 0.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled

__all__ = [
    "Choice",
    "RadialBasisNetwork",
    "choose_by_leave_one_out",
    "fit",
    "gaussian_kernel",
    "hat_matrix",
    "interpolate",
    "inverse_multiquadric_kernel",
    "kernel_ridge",
    "leave_one_out",
    "predict",
    "roughness",
]

EPS = np.finfo(np.float64).eps


def gaussian_kernel(X, Z, width):
    """How near each row of X is to each row of Z, from 1 (the same place) to 0 (far away): a bell.

    Kᵢⱼ = exp(−‖xᵢ − zⱼ‖² / (2σ²)).

    Parameters
    ----------
    X : array_like, shape (n, d)
    Z : array_like, shape (m, d)
    width : float
        σ, above 0, in the unit of X.

    Returns
    -------
    array, shape (n, m)

    Raises
    ------
    TypeError, ValueError
        If X and Z are not finite matrices with the same number of columns, or the width is not above 0.

    References
    ----------
    D. S. Broomhead and D. Lowe, "Multivariable functional interpolation and adaptive networks", 1988.

    Examples
    --------
    >>> gaussian_kernel([[0.0], [1.0]], [[0.0], [2.0]], width=1.0).round(4)
    array([[1.    , 0.1353],
           [0.6065, 0.6065]])
    """
    return np.exp(-_squared_distances(X, Z, width) / 2)


def inverse_multiquadric_kernel(X, Z, width):
    """A bump whose tails fall slowly: at ten widths it is still a tenth.

    Kᵢⱼ = 1 / √(1 + ‖xᵢ − zⱼ‖² / σ²).

    Parameters
    ----------
    X : array_like, shape (n, d)
    Z : array_like, shape (m, d)
    width : float
        σ, above 0, in the unit of X.

    Returns
    -------
    array, shape (n, m)

    Raises
    ------
    TypeError, ValueError
        As for `gaussian_kernel`.

    References
    ----------
    C. A. Micchelli, "Interpolation of scattered data", 1986.

    Examples
    --------
    >>> inverse_multiquadric_kernel([[0.0], [3.0]], [[0.0]], width=4.0)
    array([[1. ],
           [0.8]])
    """
    return 1 / np.sqrt(1 + _squared_distances(X, Z, width))


class RadialBasisNetwork(NamedTuple):
    """A sum of bumps.

    f(x) = Σⱼ wⱼ k(x, cⱼ), with the Gaussian kernel Σⱼ wⱼ exp(−‖x − cⱼ‖² / (2σ²)).

    Parameters
    ----------
    centers : array, shape (m, d)
        c, a row for each bump.
    width : float
        σ, the same for all.
    weights : array, shape (m,) or (m, k)
        w, the heights; a column for each output.
    kernel : callable
        k, a function of (X, centers, width).

    Examples
    --------
    >>> network = RadialBasisNetwork(np.array([[0.0], [2.0]]), 1.0, np.array([3.0, -1.0]))
    >>> predict(network, [[1.0]]).round(4)
    array([1.2131])
    """

    centers: np.ndarray
    width: float
    weights: np.ndarray
    kernel: Callable = gaussian_kernel


class Choice(NamedTuple):
    """What `choose_by_leave_one_out` chose, and what it saw.

    errors[i, j] = the root mean square of eᵢ for widths[i] and penalties[j].

    Parameters
    ----------
    width : float
    penalty : float
    errors : array, shape (number of widths, number of penalties)
        ∞ where K + λI is singular.

    Examples
    --------
    >>> Choice(0.5, 0.1, np.array([[0.2]])).width
    0.5
    """

    width: float
    penalty: float
    errors: np.ndarray


def predict(model, X):
    """The outputs of a network.

    f(xᵢ) = Σⱼ wⱼ k(xᵢ, cⱼ).

    Parameters
    ----------
    model : RadialBasisNetwork
    X : array_like, shape (n, d)

    Returns
    -------
    array, shape (n,) or (n, k)

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with as many columns as the centers, or model no network.

    References
    ----------
    D. S. Broomhead and D. Lowe, "Multivariable functional interpolation and adaptive networks", 1988.

    Examples
    --------
    >>> predict(RadialBasisNetwork(np.array([[0.0]]), 1.0, np.array([2.0])), [[0.0], [1.0]]).round(4)
    array([2.    , 1.2131])
    """
    centers, weights = _bumps(model)
    X = _checks.array("X", X, shape=("n", centers.shape[1]))
    return model.kernel(X, centers.astype(X.dtype), model.width) @ weights.astype(X.dtype)


def interpolate(X, y, width, kernel=gaussian_kernel):
    """The sum of bumps, one at each example, that passes through all of them.

    K w = y. With the Gaussian kernel and different rows, K is positive definite: there is exactly one.

    Parameters
    ----------
    X : array_like, shape (n, d)
        All rows different.
    y : array_like, shape (n,) or (n, k)
    width : float
        σ, above 0. The wider the bumps, the nearer K is to a singular matrix.
    kernel : callable
        A positive definite function of (X, Z, width).

    Returns
    -------
    RadialBasisNetwork
        Its centers are the rows of X.

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length, the width is not above 0, K is singular (see above), as it is
        where two rows are equal or the bumps too wide, or not positive definite, or a weight exceeds the largest float.

    References
    ----------
    C. A. Micchelli, "Interpolation of scattered data", 1986.

    Examples
    --------
    >>> interpolate([[0.0], [9.0]], [1.0, 2.0], width=1.0).weights.round(4)
    array([1., 2.])
    """
    X, y = _data(X, y)
    return _network(X, width, _dual_weights(X, y, width, 0.0, kernel), kernel)


def kernel_ridge(X, y, width, penalty, kernel=gaussian_kernel):
    """The function that weighs its misfit against its roughness: a bump at each example, heights by one linear system.

    min Σᵢ (yᵢ − f(xᵢ))² + λ ‖f‖², over all functions of finite roughness ‖f‖², is f(x) = Σᵢ αᵢ k(x, xᵢ) with
    (K + λI) α = y.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,) or (n, k)
    width : float
        σ, above 0.
    penalty : float
        λ, above 0.
    kernel : callable
        A positive definite function of (X, Z, width).

    Returns
    -------
    RadialBasisNetwork
        Its centers are the rows of X.

    Raises
    ------
    TypeError, ValueError
        As for `interpolate`, except that rows may be equal; K + λI must not be singular, and λ be above 0.

    References
    ----------
    T. Poggio and F. Girosi, "Networks for approximation and learning", 1990.

    Examples
    --------
    >>> kernel_ridge([[0.0], [9.0]], [1.0, 2.0], width=1.0, penalty=1.0).weights.round(4)
    array([0.5, 1. ])
    """
    X, y = _data(X, y)
    penalty = _checks.scalar("penalty", penalty, low=0, open_low=True, open_high=True)
    return _network(X, width, _dual_weights(X, y, width, penalty, kernel), kernel)


def fit(X, y, centers, width, penalty=0.0, kernel=gaussian_kernel):
    """The network with given centers that fits best, with a price on roughness: least squares with more rows.

    min ‖y − Φw‖² + λ wᵀGw with Φᵢⱼ = k(xᵢ, cⱼ) and Gⱼₗ = k(cⱼ, cₗ); that is (ΦᵀΦ + λG) w = Φᵀy, and least squares for
    the matrix [Φ; √λ R] and the right-hand side [y; 0], where RᵀR = G. With all examples as centers, f is that of
    `kernel_ridge`.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,) or (n, k)
    centers : array_like, shape (m, d)
        As from `mixture.kmeans`.
    width : float
        σ, above 0.
    penalty : float
        λ, at least 0.
    kernel : callable
        A positive definite function of (X, Z, width).

    Returns
    -------
    RadialBasisNetwork
        Where several w fit equally well, up to rounding, that with the least ‖w‖.

    Raises
    ------
    TypeError, ValueError
        If X, y and centers are not finite or do not fit together, the width is not above 0, λ is negative, the kernel
        is not positive definite, or a weight exceeds the largest float.

    References
    ----------
    T. Poggio and F. Girosi, "Networks for approximation and learning", 1990.

    Examples
    --------
    >>> X = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    >>> xor = fit(X, [0.0, 1.0, 1.0, 0.0], centers=[[0.0, 1.0], [1.0, 0.0]], width=0.5)
    >>> predict(xor, X).round(2)
    array([0.25, 0.93, 0.93, 0.25])
    """
    X, y = _data(X, y)
    centers = _checks.array("centers", centers, shape=("m", X.shape[1]), allow_traced=False).astype(X.dtype)
    penalty = _checks.scalar("penalty", penalty, low=0, open_high=True)
    s, V = _spectrum(centers, width, kernel)
    A = np.concatenate([kernel(X.astype(np.float64), centers, width), np.sqrt(penalty) * np.sqrt(s)[:, None] * V.T])
    unit = _scaled.unit(y)
    padded = np.concatenate([y / unit, np.zeros((len(centers), *y.shape[1:]))])
    return _network(centers, width, _in_units(np.linalg.lstsq(A, padded)[0].astype(X.dtype), unit), kernel)


def roughness(model):
    """How much a network bends: the norm that a kernel gives to functions, squared; for several outputs, each.

    ‖f‖² = wᵀGw with Gⱼₗ = k(cⱼ, cₗ). For the Gaussian kernel in one dimension it is a sum over derivatives of all
    orders, Σₖ σ²ᵏ / (2ᵏ k!) ∫ (f⁽ᵏ⁾(x))² dx / (σ √(2π)).

    Parameters
    ----------
    model : RadialBasisNetwork

    Returns
    -------
    float, or array, shape (k,)
        ∞ where it is out of range.

    Raises
    ------
    TypeError, ValueError
        If model is no network.

    References
    ----------
    T. Poggio and F. Girosi, "Networks for approximation and learning", 1990.

    Examples
    --------
    >>> print(roughness(RadialBasisNetwork(np.array([[0.0], [0.0]]), 1.0, np.array([1.0, 2.0]))))
    9.0
    """
    centers, weights = _bumps(model)
    unit = _scaled.unit(weights)
    scaled = weights / unit
    with np.errstate(over="ignore"):
        return unit * (unit * np.sum(scaled * (model.kernel(centers, centers, model.width) @ scaled), axis=0))


def hat_matrix(X, width, penalty, kernel=gaussian_kernel):
    """The matrix that puts the hat on y: from the targets to the fitted values of `kernel_ridge`.

    ŷ = H y with H = K (K + λI)⁻¹. Its trace, Σᵢ sᵢ / (sᵢ + λ) with the eigenvalues s of K, is the effective number of
    parameters.

    Parameters
    ----------
    X : array_like, shape (n, d)
    width : float
        σ, above 0.
    penalty : float
        λ, above 0.
    kernel : callable
        A positive definite function of (X, Z, width).

    Returns
    -------
    array, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, the width or λ is not above 0, or the kernel is not positive definite.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning*, 2nd edition, section 5.4.1.

    Examples
    --------
    >>> hat_matrix([[0.0], [9.0]], width=1.0, penalty=1.0).round(4)
    array([[0.5, 0. ],
           [0. , 0.5]])
    """
    X = _checks.array("X", X, shape=("n", "d"), allow_traced=False)
    penalty = _checks.scalar("penalty", penalty, low=0, open_low=True, open_high=True)
    s, V = _spectrum(X, width, kernel)
    return ((V * (s / (s + penalty))) @ V.T).astype(X.dtype)


def leave_one_out(X, y, width, penalty=0.0, kernel=gaussian_kernel):
    """By how much each example is missed by the function fitted to all others, without fitting n times.

    eᵢ = yᵢ − f⁽⁻ⁱ⁾(xᵢ) = αᵢ / [(K + λI)⁻¹]ᵢᵢ, and for λ > 0 also (yᵢ − ŷᵢ) / (1 − Hᵢᵢ) with the hat matrix H.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,) or (n, k)
    width : float
        σ, above 0.
    penalty : float
        λ, at least 0; 0 is interpolation.
    kernel : callable
        A positive definite function of (X, Z, width).

    Returns
    -------
    array, shape (n,) or (n, k)

    Raises
    ------
    TypeError, ValueError
        As for `kernel_ridge`, except that λ may be 0.

    References
    ----------
    S. Rippa, "An algorithm for selecting a good value for the parameter c in radial basis function interpolation",
    1999.

    Examples
    --------
    >>> leave_one_out([[0.0], [0.0], [9.0]], [1.0, 3.0, 5.0], width=1.0, penalty=1.0).round(4)
    array([-0.5,  2.5,  5. ])
    """
    X, y = _data(X, y)
    penalty = _checks.scalar("penalty", penalty, low=0, open_high=True)
    s, V = _spectrum(X, width, kernel)
    _refuse_singular(X, s, width, penalty)
    unit = _scaled.unit(y)
    return _in_units(_residuals(s + penalty, V, y / unit).astype(X.dtype), unit)


def choose_by_leave_one_out(X, y, widths, penalties, kernel=gaussian_kernel):
    """The width and the penalty with which examples are predicted best from all others.

    (σ, λ) = argmin √((1/n) Σᵢ eᵢ²), with the eᵢ of `leave_one_out`; for several outputs, the mean over all of them. Of
    equally good choices, the first.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,) or (n, k)
    widths : array_like, shape (a,)
        All above 0.
    penalties : array_like, shape (b,)
        All at least 0.
    kernel : callable
        A positive definite function of (X, Z, width).

    Returns
    -------
    Choice

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length, widths or penalties are out of range, or K + λI is singular for
        all of them.

    References
    ----------
    G. Wahba, *Spline Models for Observational Data*, 1990, section 4.2.

    Examples
    --------
    >>> x = np.linspace(0, 6, 13)[:, None]
    >>> choice = choose_by_leave_one_out(x, np.sin(x[:, 0]), widths=[0.1, 1.0], penalties=[1e-6, 1.0])
    >>> print(choice.width, choice.penalty)
    1.0 1e-06
    """
    X, y = _data(X, y)
    widths = _checks.array("widths", widths, shape=("a",), allow_traced=False)
    _checks.refuse_where("widths", widths, widths <= 0, "numbers above 0")
    penalties = _checks.array("penalties", penalties, shape=("b",), allow_traced=False)
    _checks.refuse_where("penalties", penalties, penalties < 0, "numbers of at least 0")
    unit = _scaled.unit(y)
    errors = np.full((len(widths), len(penalties)), np.inf, dtype=X.dtype)
    for i, width in enumerate(widths):
        s, V = _spectrum(X, width, kernel)
        for j in np.flatnonzero(~_is_singular(s, X.dtype, penalties)):
            errors[i, j] = unit * _scaled.root_mean_square(_residuals(s + penalties[j], V, y / unit))
    i, j = np.unravel_index(np.argmin(errors), errors.shape)
    if np.isinf(errors[i, j]):
        raise ValueError(
            "K + λI is singular for all widths and penalties; expected a smaller width or a larger penalty"
        )
    return Choice(X.dtype.type(widths[i]), X.dtype.type(penalties[j]), errors)


def _squared_distances(X, Z, width):
    """‖xᵢ − zⱼ‖² / σ²: differences first, so that a common offset costs no digits; ∞ where it is out of range."""
    X = _checks.array("X", X, shape=("n", "d"))
    Z = _checks.array("Z", Z, shape=("m", X.shape[1]))
    width, info = _checks.scalar("width", width, low=0, open_low=True), np.finfo(X.dtype)
    if not info.tiny <= width <= info.max:
        raise ValueError(f"width is {width:g}, expected a number in the range of {X.dtype}")
    with np.errstate(over="ignore"):
        return _scaled.pairwise(lambda x, z: np.sum(np.square((x - z) / width), axis=-1), X, Z)


def _data(X, y):
    """X and y of one length and one type."""
    X = _checks.array("X", X, shape=("n", "d"), allow_traced=False)
    y = _checks.array("y", y, ndim=(1, 2), allow_traced=False)
    return X, _checks.array("y", y, shape=(len(X), *y.shape[1:])).astype(X.dtype)


def _bumps(model):
    weights = _checks.array("model.weights", model.weights, ndim=(1, 2))
    return _checks.array("model.centers", model.centers, shape=(len(weights), "d")), weights


def _network(centers, width, weights, kernel):
    return RadialBasisNetwork(centers.copy(), centers.dtype.type(width), weights, kernel)


def _spectrum(X, width, kernel):
    """s and V with K = V diag(s) Vᵀ, the least s first, in float64."""
    X = X.astype(np.float64)
    s, V = np.linalg.eigh(kernel(X, X, width))
    if s[0] < -len(s) * EPS * s[-1]:
        raise ValueError(f"kernel gives a matrix with the eigenvalue {s[0]:g}, expected a positive definite kernel")
    return np.maximum(s, 0), V


def _is_singular(s, dtype, penalty):
    return s[0] + penalty <= max(len(s) * EPS, np.finfo(dtype).eps) * s[-1]


def _refuse_singular(X, s, width, penalty):
    if _is_singular(s, X.dtype, penalty):
        if len(np.unique(X, axis=0)) < len(X):
            raise ValueError("X has equal rows: K is singular; expected different rows, or a larger penalty")
        raise ValueError(
            f"width is {width:g}: so wide that K is singular up to rounding; expected less, or a larger penalty"
        )


def _dual_weights(X, y, width, penalty, kernel):
    """α with (K + λI) α = y."""
    s, V = _spectrum(X, width, kernel)
    _refuse_singular(X, s, width, penalty)
    unit = _scaled.unit(y)
    return _in_units(((V / (s + penalty)) @ (V.T @ (y / unit))).astype(X.dtype), unit)


def _residuals(s, V, y):
    """αᵢ / Aᵢᵢ with A = (V diag(s) Vᵀ)⁻¹ and α = A y."""
    return (((V / s) @ (V.T @ y)).T / np.sum(np.square(V) / s, axis=1)).T


def _in_units(w, unit):
    """What was found for y / unit, for y."""
    with np.errstate(over="ignore"):
        w = unit * w
    if not np.isfinite(w).all():
        raise ValueError(f"y is too large: the result exceeds the largest {w.dtype}")
    return w
