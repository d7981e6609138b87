"""Linear models: least squares in three ways, ridge, lasso, and logistic and softmax regression in two.

>>> import numpy as np
>>> from dlmath import regression
>>> model = regression.least_squares_by_qr([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
>>> print(model.weights.round(4), model.intercept.round(4))
[2.] 1.0
>>> regression.predict(model, [[10.0]]).round(4)
array([21.])

Examples stand in rows. Every model has an intercept b, which no penalty touches. A fit by linear algebra or by Newton's
method goes to the end; a fit by gradient descent takes the steps it is given.
"""

import itertools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled
from dlmath import linear_algebra as la
from dlmath.activations import sigmoid, softmax, softmax_jacobian
from dlmath.losses import cross_entropy, cross_entropy_gradient

__all__ = [
    "LinearModel",
    "lasso",
    "least_squares_by_normal_equations",
    "least_squares_by_qr",
    "least_squares_by_svd",
    "logistic_by_gradient_descent",
    "logistic_by_newton",
    "logistic_probabilities",
    "polynomial_features",
    "predict",
    "ridge",
    "softmax_by_gradient_descent",
    "softmax_by_newton",
    "softmax_probabilities",
]


class LinearModel(NamedTuple):
    """Weights and intercept of a linear model.

    x ↦ x · w + b, or x ↦ Wᵀx + b with one column of W for each class.

    Parameters
    ----------
    weights : array, shape (d,) or (d, K)
        One weight a feature, or one a feature and class.
    intercept : array, shape () or (K,)

    Examples
    --------
    >>> predict(LinearModel(weights=np.array([2.0]), intercept=np.array(1.0)), [[3.0]])
    array([7.])
    """

    weights: np.ndarray
    intercept: np.ndarray


def predict(model, X):
    """The outputs of a linear model: predictions of a regression, logits of a classification.

    ŷ = X w + b; for several classes Z = X W + b.

    Parameters
    ----------
    model : LinearModel
    X : array_like, shape (n, d)

    Returns
    -------
    array, shape (n,) or (n, K)

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with a column for each weight, or model no linear model.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 3.3.

    Examples
    --------
    >>> predict(LinearModel(np.array([2.0, 1.0]), np.array(1.0)), [[1.0, 0.0], [0.0, 5.0]])
    array([3., 6.])
    """
    weights = _checks.array("model.weights", model.weights, ndim=(1, 2))
    intercept = _checks.array("model.intercept", model.intercept, shape=weights.shape[1:])
    X = _checks.array("X", X, shape=("n", len(weights)))
    return X @ weights.astype(X.dtype) + intercept.astype(X.dtype)


def least_squares_by_normal_equations(X, y):
    """Least squares by the normal equations, which square the condition number.

    min ‖y − X w − b‖² by (X̃ᵀX̃) w = X̃ᵀỹ, X̃ and ỹ being X and y less their means, and b = ȳ − x̄ · w.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,)

    Returns
    -------
    LinearModel

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length, or X̃ᵀX̃ is singular.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, section 5.3.2.

    Examples
    --------
    >>> least_squares_by_normal_equations([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
    LinearModel(weights=array([2.]), intercept=np.float64(1.0))
    """
    X, x_mean, y, y_mean = _centered(X, y)
    try:
        w = _solved(lambda X, y: la.solve(X.T @ X, X.T @ y), X, y)
    except ValueError:
        raise ValueError(
            "X has columns that depend on each other (or on the intercept), so the normal equations are singular; "
            "least_squares_by_svd gives the shortest of the many solutions"
        ) from None
    return _model(w, x_mean, y_mean)


def least_squares_by_qr(X, y):
    """Least squares by an orthogonal factorization, the usual way.

    min ‖y − X w − b‖² by X̃ = Q R and R w = Qᵀỹ, X̃ and ỹ being X and y less their means, and b = ȳ − x̄ · w.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,)

    Returns
    -------
    LinearModel

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length, or the columns of X̃ depend on each other.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, section 5.3.3.

    Examples
    --------
    >>> model = least_squares_by_qr([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
    >>> print(model.weights.round(4), model.intercept.round(4))
    [2.] 1.0
    """
    X, x_mean, y, y_mean = _centered(X, y)
    try:
        w = _solved(la.least_squares, X, y)
    except ValueError:
        raise ValueError(
            "X has columns that depend on each other (or on the intercept), so there are many solutions; "
            "least_squares_by_svd gives the shortest of them"
        ) from None
    return _model(w, x_mean, y_mean)


def least_squares_by_svd(X, y):
    """Least squares by singular values: always an answer, the shortest one where there are many.

    min ‖y − X w − b‖² by w = X̃⁺ỹ, X̃ and ỹ being X and y less their means, and b = ȳ − x̄ · w.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,)

    Returns
    -------
    LinearModel

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, section 5.5.2.

    Examples
    --------
    >>> model = least_squares_by_svd([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]], [1.0, 3.0, 5.0])
    >>> print(model.weights.round(4), model.intercept.round(4))
    [1. 1.] 1.0
    """
    X, x_mean, y, y_mean = _centered(X, y)
    unique = la.rank(X / _scaled.unit(X, axis=0)) == X.shape[1]
    return _model(_solved(_by_pseudo_inverse, X, y, 0 if unique else None), x_mean, y_mean)


def ridge(X, y, penalty):
    """Least squares with a price on large weights: each direction shrinks by its own factor.

    min ‖y − X w − b‖² + λ ‖w‖² by w = Σᵢ vᵢ (uᵢ · ỹ) / (σᵢ + λ/σᵢ) with the singular values and vectors of X̃ that have
    σᵢ > 0; that solves (X̃ᵀX̃ + λI) w = X̃ᵀỹ. Along vᵢ the weight is σᵢ² / (σᵢ² + λ) of that for λ = 0.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Scaled, since one λ is for all columns.
    y : array_like, shape (n,)
    penalty : float
        λ, above 0.

    Returns
    -------
    LinearModel

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length, or λ is not above 0.

    References
    ----------
    A. E. Hoerl and R. W. Kennard, "Ridge regression", 1970, eq. 2.1.

    Examples
    --------
    >>> model = ridge([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0], penalty=2.0)
    >>> print(model.weights.round(4), model.intercept.round(4))
    [1.] 2.0
    """
    X, x_mean, y, y_mean = _centered(X, y)
    penalty = _checks.scalar("penalty", penalty, low=0, open_low=True)
    U, s, Vt = la.svd(X)
    kept = s > 0
    with np.errstate(over="ignore"):
        shrunk = U[:, kept].T @ y / (s[kept] + X.dtype.type(penalty) / s[kept])
    return _model(Vt[kept].T @ shrunk, x_mean, y_mean)


def lasso(X, y, penalty, tolerance=1e-10, max_sweeps=10_000):
    """Least squares with a price on the sum of the weights' sizes, which makes many of them exactly 0.

    min ‖y − X w − b‖² / (2n) + λ ‖w‖₁ by coordinate descent: with all others fixed, the best weight is
    wⱼ = S(x̃ⱼ · rⱼ, nλ) / ‖x̃ⱼ‖², rⱼ being the residual without feature j and S(z, t) = sign(z) max(|z| − t, 0).

    Parameters
    ----------
    X : array_like, shape (n, d)
        Scaled, since one λ is for all columns.
    y : array_like, shape (n,)
    penalty : float
        λ, above 0. From max |X̃ᵀỹ| / n on, all weights are 0.
    tolerance : float
        The sweeps end when no weight changes by more than this share of the largest effect, max |x̃ⱼ wⱼ|, of any.
    max_sweeps : int
        How many sweeps over all coordinates are made at the most.

    Returns
    -------
    LinearModel

    Raises
    ------
    TypeError, ValueError
        If X and y are not finite or differ in length, or λ is not above 0.
    numpy.linalg.LinAlgError
        If the sweeps do not end within max_sweeps.

    References
    ----------
    R. Tibshirani, "Regression shrinkage and selection via the lasso", 1996; J. Friedman, T. Hastie and R. Tibshirani,
    "Regularization paths for generalized linear models via coordinate descent", 2010, eq. 5.

    Examples
    --------
    >>> model = lasso([[0.0, 1.0], [1.0, 0.0], [2.0, 1.0]], [1.0, 3.0, 5.0], penalty=0.5)
    >>> print(model.weights.round(4), model.intercept.round(4))
    [1.25 0.  ] 1.75
    """
    X, x_mean, y, y_mean = _centered(X, y)
    penalty = len(y) * _checks.scalar("penalty", penalty, low=0, open_low=True)
    tolerance = max(_checks.scalar("tolerance", tolerance, low=0, open_low=True), 8 * np.finfo(X.dtype).eps)
    units, unit = _scaled.unit(X, axis=0)[0], _scaled.unit(y)
    X, y = X / units, y / unit
    with np.errstate(over="ignore", under="ignore"):
        prices = penalty / units / unit
    squares = np.sum(np.square(X), axis=0)
    w, residual = np.zeros_like(x_mean), y.copy()
    for _ in range(_checks.integer("max_sweeps", max_sweeps, low=1)):
        change = 0.0
        for j in np.flatnonzero(squares):
            z = X[:, j] @ residual + squares[j] * w[j]
            new = np.sign(z) * max(abs(z) - prices[j], 0) / squares[j] + 0.0  # not −0, whatever the sign of rounding
            residual -= (new - w[j]) * X[:, j]
            change, w[j] = max(change, np.sqrt(squares[j]) * abs(new - w[j])), new
        if change <= tolerance * np.max(np.sqrt(squares) * np.abs(w), initial=0):
            return _model(unit * (w / units), x_mean, y_mean)
    raise np.linalg.LinAlgError(f"lasso did not converge in max_sweeps = {max_sweeps} sweeps; scale X or allow more")


def polynomial_features(X, degree):
    """All products of features up to a degree, so that a linear model can bend.

    For two features and degree 2: x₁, x₂, x₁², x₁x₂, x₂². There are (d + degree choose degree) − 1 of them; the
    constant is left out, as every model here has an intercept.

    Parameters
    ----------
    X : array_like, shape (n, d)
    degree : int
        At least 1.

    Returns
    -------
    array, shape (n, number of products)
        By degree, and within it by the features' order.

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix or degree is not a positive integer.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, section 1.1.

    Examples
    --------
    >>> polynomial_features([[2.0, 3.0]], 2)
    array([[2., 3., 4., 6., 9.]])
    """
    X = _checks.array("X", X, shape=("n", "d"))
    degree = _checks.integer("degree", degree, low=1)
    products = itertools.chain.from_iterable(
        itertools.combinations_with_replacement(range(X.shape[1]), m) for m in range(1, degree + 1)
    )
    return np.stack([np.prod(X[:, list(columns)], axis=1) for columns in products], axis=1)


def logistic_by_newton(X, y, penalty=0.0, max_steps=100):
    """Logistic regression by Newton's method, also known as iteratively reweighted least squares.

    min (1/n) Σᵢ [log(1 + exp(zᵢ)) − yᵢ zᵢ] + (λ/2) ‖w‖² with z = X w + b, by steps −H⁻¹g with g = Aᵀ(p − y)/n + λw and
    H = Aᵀ diag(p(1 − p)) A / n + λI, where A is X with a column of ones, p = σ(z), and λ leaves b alone. A step that
    would raise the loss is halved until it does not. The steps are carried out on standardized columns, so that neither
    the units of X nor its origin matter, and end where one changes no logit by more than √ε.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like of int, shape (n,)
        0 or 1; both must occur.
    penalty : float
        λ, at least 0.
    max_steps : int
        How many steps are made at the most.

    Returns
    -------
    LinearModel

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, y holds no zeros and ones of its length, or one class alone; or if λ is 0 and a
        plane separates the classes, on which points of both may lie: the likelihood then rises for ever as the weights
        grow, and there is no best model.
    numpy.linalg.LinAlgError
        If it does not converge in max_steps, as when a plane nearly separates the classes and λ is very small: the
        weights are then large, and a step adds about 1 to the logits.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning*, eq. 4.26.

    Examples
    --------
    >>> model = logistic_by_newton([[0.0], [0.0], [1.0], [1.0], [1.0]], [0, 1, 0, 1, 1])
    >>> print(f"{model.weights[0]:.4f} {abs(model.intercept):.4f}")
    0.6931 0.0000
    """
    X, y, penalty = _classification(X, y, penalty, n_classes=2)
    A, price, model = _standardized(X, penalty)
    return model(_newton(_logistic(A, y, price), np.zeros(A.shape[1]), max_steps, penalty == 0))


def logistic_by_gradient_descent(X, y, n_steps, penalty=0.0, learning_rate=None):
    """Logistic regression by a number of steps of gradient descent, from weights 0.

    (b, w) ← (b, w) − η g with g = Aᵀ(p − y)/n + λ(0, w), in the terms of `logistic_by_newton`.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like of int, shape (n,)
        0 or 1; both must occur.
    n_steps : int
        At least 0.
    penalty : float
        λ, at least 0.
    learning_rate : float, optional
        η; without it 1/L, with L = λ_max(AᵀA)/(4n) + λ, which no curvature exceeds: the loss then falls at every step.

    Returns
    -------
    LinearModel
        After n_steps. On classes that a plane separates, for λ = 0, weights keep growing (as the logarithm of n_steps).

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, y holds no zeros and ones of its length, or one class alone, or a number is out of
        range.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 4.91.

    Examples
    --------
    >>> model = logistic_by_gradient_descent([[0.0], [0.0], [1.0], [1.0], [1.0]], [0, 1, 0, 1, 1], n_steps=500)
    >>> print(f"{model.weights[0]:.4f} {abs(model.intercept):.4f}")
    0.6931 0.0000
    """
    X, y, penalty = _classification(X, y, penalty, n_classes=2)
    A, price = _with_ones(X, penalty)
    theta = _descend(_logistic(A, y, price), A, np.zeros(A.shape[1], A.dtype), n_steps, learning_rate, penalty, 1 / 4)
    return LinearModel(theta[1:], theta[0])


def logistic_probabilities(model, X):
    """The probability of class 1 by a logistic regression.

    p = σ(X w + b).

    Parameters
    ----------
    model : LinearModel
    X : array_like, shape (n, d)

    Returns
    -------
    array, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with a column for each weight.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 4.87.

    Examples
    --------
    >>> logistic_probabilities(LinearModel(np.array([1.0]), np.array(0.0)), [[0.0], [-1000.0]])
    array([0.5, 0. ])
    """
    return sigmoid(predict(model, X))


def softmax_by_newton(X, y, penalty=0.0, max_steps=100):
    """Softmax regression, also known as multinomial logistic regression, by Newton's method.

    min −(1/n) Σᵢ log softmax(xᵢW + b)[yᵢ] + (λ/2) ‖W‖², by steps −H⁺g. H is singular, since a number added to the
    logits of all classes changes no probability; of all best models the one is given in which the b of the classes
    (and each feature's weights) sum to 0.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like of int, shape (n,)
        Class labels; each of 0 … K − 1 must occur, and K be at least 2.
    penalty : float
        λ, at least 0.
    max_steps : int
        How many steps are made at the most.

    Returns
    -------
    LinearModel
        With weights of shape (d, K) and an intercept of shape (K,).

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, y holds no class labels of its length, or a class is missing; or if λ is 0 and
        planes separate the classes, or some of them, but for points on the planes: there is then no best model.
    numpy.linalg.LinAlgError
        If it does not converge in max_steps: see `logistic_by_newton`.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 4.109 and 4.110.

    Examples
    --------
    >>> model = softmax_by_newton([[0.0], [0.0], [1.0], [1.0], [1.0]], [0, 1, 0, 1, 1])
    >>> softmax_probabilities(model, [[0.0], [1.0]]).round(4)
    array([[0.5   , 0.5   ],
           [0.3333, 0.6667]])
    """
    X, y, penalty = _classification(X, y, penalty)
    A, price, model = _standardized(X, penalty)
    start = np.zeros(A.shape[1] * (y.max() + 1))
    return model(_newton(_softmax(A, y, price), start, max_steps, penalty == 0).reshape(A.shape[1], -1))


def softmax_by_gradient_descent(X, y, n_steps, penalty=0.0, learning_rate=None):
    """Softmax regression by a number of steps of gradient descent, from weights 0.

    (b, W) ← (b, W) − η G with G = Aᵀ(P − Y)/n + λ(0, W), A being X with a column of ones, P = softmax(A (b, W)) and Y
    the labels as one-hot rows.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like of int, shape (n,)
        Class labels; each of 0 … K − 1 must occur, and K be at least 2.
    n_steps : int
        At least 0.
    penalty : float
        λ, at least 0.
    learning_rate : float, optional
        η; without it 1/L, with L = λ_max(AᵀA)/(2n) + λ, which no curvature exceeds: the loss then falls at every step.

    Returns
    -------
    LinearModel
        After n_steps, with weights of shape (d, K) and an intercept of shape (K,).

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix, y holds no class labels of its length, a class is missing, or a number is out of
        range.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 4.109; D. Böhning, "Multinomial logistic regression
    algorithm", 1992, for the bound on the curvature.

    Examples
    --------
    >>> model = softmax_by_gradient_descent([[0.0], [0.0], [1.0], [1.0], [1.0]], [0, 1, 0, 1, 1], n_steps=500)
    >>> softmax_probabilities(model, [[0.0], [1.0]]).round(4)
    array([[0.5   , 0.5   ],
           [0.3333, 0.6667]])
    """
    X, y, penalty = _classification(X, y, penalty)
    A, price = _with_ones(X, penalty)
    start = np.zeros(A.shape[1] * (y.max() + 1), dtype=A.dtype)
    theta = _descend(_softmax(A, y, price), A, start, n_steps, learning_rate, penalty, 1 / 2).reshape(A.shape[1], -1)
    return LinearModel(theta[1:], theta[0])


def softmax_probabilities(model, X):
    """The probabilities of the classes by a softmax regression.

    P = softmax(X W + b), row by row.

    Parameters
    ----------
    model : LinearModel
        With weights of shape (d, K).
    X : array_like, shape (n, d)

    Returns
    -------
    array, shape (n, K)
        Rows sum to 1.

    Raises
    ------
    TypeError, ValueError
        If X is not a finite matrix with a column for each feature of the model.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, eq. 4.104.

    Examples
    --------
    >>> softmax_probabilities(LinearModel(np.zeros((1, 2)), np.zeros(2)), [[3.0]])
    array([[0.5, 0.5]])
    """
    return softmax(predict(model, X))


def _centered(X, y):
    """X and y less their means, and the means; of a constant column, exactly 0 is left."""
    X = _checks.array("X", X, shape=("n", "d"))
    y = _checks.array("y", y, shape=(len(X),)).astype(X.dtype)
    y_mean = _scaled.mean(y)
    return *_scaled.center(X), y - y_mean, y_mean


def _by_pseudo_inverse(X, y):
    return la.pseudo_inverse(X) @ y


def _solved(method, X, y, axis=0):
    """The weights by a method, for X and y in units near 1: one for each column, or (axis None) one for all of X."""
    units, unit = _scaled.unit(X, axis), _scaled.unit(y)
    with np.errstate(over="ignore"):
        return unit * (method(X / units, y / unit) / units.ravel())


def _model(w, x_mean, y_mean):
    """The model in the units of X and y."""
    with np.errstate(over="ignore", invalid="ignore"):
        b = y_mean - x_mean @ w
    if not (np.isfinite(w).all() and np.isfinite(b)):
        raise ValueError(f"X is too small beside y: the model exceeds the largest {w.dtype}")
    return LinearModel(w, b)


def _classification(X, y, penalty, n_classes=None):
    """The checked arguments."""
    X = _checks.array("X", X, shape=("n", "d"))
    y = _checks.labels("y", y, n_classes=n_classes, length=len(X))
    counts = np.bincount(y, minlength=2)
    if not counts.all():
        raise ValueError(f"y holds no example of class {np.flatnonzero(counts == 0)[0]}, expected some of every class")
    return X, y, _checks.scalar("penalty", penalty, low=0)


def _with_ones(X, penalty):
    """X with a column of ones in front, and the penalty of each column."""
    return np.concatenate([np.ones((len(X), 1), dtype=X.dtype), X], axis=1), np.array(
        [0.0] + [penalty] * X.shape[1], X.dtype
    )


def _standardized(X, penalty):
    """A, the penalties of its columns, and the way back from (b, w) for A to the model for X.

    Newton's method gives the same model in all units; so it is carried out in those in which no feature and no penalty
    is larger than about 1, whatever those of X are.
    """
    centered, mean = _scaled.center(X.astype(np.float64))
    scale = np.hypot(_scaled.root_mean_square(centered, axis=0), np.sqrt(penalty))
    scale = np.where(scale > 0, scale, 1.0)
    A, _ = _with_ones(centered / scale, 0.0)

    def model(theta):
        W = (theta[1:].T / scale).T
        return LinearModel(W.astype(X.dtype), (theta[0] - mean @ W).astype(X.dtype))

    return A, np.append(0.0, penalty / scale / scale), model


class _Problem(NamedTuple):
    """A convex loss, as functions of θ, which are the parameters (b, w), or (b, W) row after row.

    The margins are those by which each example prefers its own class to another one; they are linear in θ, and ``rows``
    gives the coefficients of some of them.
    """

    loss: Callable
    gradient: Callable
    hessian: Callable
    margins: Callable
    rows: Callable


def _logistic(A, y, price):
    S = A * (2 * y - 1)[:, None].astype(A.dtype)

    def loss(theta):
        return np.mean(np.logaddexp(0, -(S @ theta))) + np.sum(price * theta**2) / 2

    def gradient(theta):
        return -(S.T @ sigmoid(-(S @ theta))) / len(S) + price * theta

    def hessian(theta):
        z = S @ theta
        return (S.T * (sigmoid(z) * sigmoid(-z))) @ S / len(S) + np.diag(price)

    return _Problem(loss, gradient, hessian, lambda theta: S @ theta, lambda some: S[some])


def _softmax(A, y, price):
    n, m = A.shape
    Y = np.eye(y.max() + 1, dtype=A.dtype)[y]
    k = Y.shape[1]
    price = np.repeat(price, k).astype(A.dtype)
    example, other = np.nonzero(Y == 0)

    def logits(theta):
        return A @ theta.reshape(m, k)

    def loss(theta):
        return cross_entropy(logits(theta), y) + np.sum(price * theta**2) / 2

    def gradient(theta):
        return (A.T @ cross_entropy_gradient(logits(theta), y)).ravel() + price * theta

    def hessian(theta):
        J = softmax_jacobian(logits(theta))
        return np.einsum("ia,ib,ijk->ajbk", A, A, J, optimize=True).reshape(m * k, m * k) / n + np.diag(price)

    def margins(theta):
        Z = logits(theta)
        return Z[example, y[example]] - Z[example, other]

    def rows(some):
        i, j = example[some], other[some]
        return (A[i][:, :, None] * (Y[i] - np.eye(k)[j])[:, None]).reshape(-1, m * k)

    return _Problem(loss, gradient, hessian, margins, rows)


def _newton(problem, theta, max_steps, unbounded=False):
    """The minimum of a convex loss, from θ on.

    Near it, a step that changes the margins by ν is followed by one that changes them by the order of ν²: so the last
    one is that of ν ≤ √ε, in whatever units.
    """
    eps = np.finfo(theta.dtype).eps
    for _ in range(_checks.integer("max_steps", max_steps, low=1)):
        value, g, H = problem.loss(theta), problem.gradient(theta), problem.hessian(theta)
        step = -np.linalg.lstsq(H, g, rcond=100 * eps)[0]
        last = np.max(np.abs(problem.margins(step))) <= np.sqrt(eps)
        if unbounded and (_lowers_for_ever(problem, step) or _lowers_for_ever(problem, theta)):
            raise ValueError(
                "y is separated by planes in X, on which points may lie: the likelihood rises for ever as the weights "
                "grow, and there is no best model; give a penalty above 0"
            )
        while not last and problem.loss(theta + step) > value + 100 * eps * abs(value):
            step = step / 2
        theta = theta + step
        if last:
            return theta
    raise np.linalg.LinAlgError(
        f"Newton's method did not converge in max_steps = {max_steps} steps; allow more, or give a larger penalty"
    )


def _lowers_for_ever(problem, direction):
    """Whether the loss falls along a direction without end: no margin shrinks, and some grow.

    Rounding leaves a little of the margins that stay as they are (of points on the planes). So those are made exactly
    0: the part of the direction that changes them is taken out, and all others must still grow.
    """
    margins = problem.margins(direction)
    largest = np.max(margins)
    for share in (1e-3, 1e-6, 1e-9, 0.0):
        if largest <= 0 or np.min(margins) < -share * largest:
            return False
        tied = margins <= share * largest
        if not tied.any():
            return True
        R = np.linalg.qr(problem.rows(tied), mode="r")
        part = np.linalg.lstsq(R, R @ direction, rcond=100 * np.finfo(R.dtype).eps)[0]
        if np.all(problem.margins(direction - part)[~tied] > share * largest / 2):
            return True
    return False


def _descend(problem, A, theta, n_steps, learning_rate, penalty, steepest):
    """Steps of gradient descent; the rate is 1 / L if none is given, with ``steepest`` the most curvature by logits."""
    if learning_rate is None:
        u = _scaled.unit(A)
        curvature = float(steepest * np.linalg.eigvalsh((A / u).T @ (A / u) / len(A))[-1] * u) * float(u) + penalty
        if np.isinf(curvature):
            raise ValueError(f"X holds numbers so large ({np.max(np.abs(A)):.3g}) that 1/L is 0; standardize X")
        learning_rate = 1 / curvature
    learning_rate = _checks.scalar("learning_rate", learning_rate, low=0, open_low=True)
    for _ in range(_checks.integer("n_steps", n_steps, low=0)):
        theta = theta - learning_rate * problem.gradient(theta)
    return theta
