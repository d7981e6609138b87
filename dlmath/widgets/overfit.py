"""The widget `Overfit`: when does a closer fit to the training points miss new ones by more?"""

import numpy as np

from dlmath import metrics, regression
from dlmath.widgets._base import Choice, Flag, Number, Whole, Widget, digits, joined
from dlmath.widgets.monte_carlo import uniform

MOST_DEGREE, NOISE, N_VALIDATION, N_OTHERS = 9, 0.4, 100, 30
GRID = np.linspace(-1, 1, 101)


def truth(x):
    """What the points scatter around: array like x."""
    return np.sin(4 * x + 1)


def normals(u):
    """Standard normal numbers from pairs of uniform ones (Box and Muller)."""
    a, b = u.reshape(2, -1)
    return np.sqrt(-2 * np.log(a)) * np.cos(2 * np.pi * b)


def _points(seed, n):
    """Training and validation points: four arrays (n,), (n,), (100,), (100,)."""
    m = N_VALIDATION
    u = uniform(seed, 3 * m + 3 * n)
    x_new, x = 2 * u[:m] - 1, 2 * (np.arange(n) + u[3 * m : 3 * m + n]) / n - 1
    return x, truth(x) + NOISE * normals(u[3 * m + n :]), x_new, truth(x_new) + NOISE * normals(u[m : 3 * m])


def _curve(x, y, degree, penalty):
    """The fitted polynomial: a function of an array."""
    if degree == 0:
        return lambda z: np.full_like(z, y.mean())
    X = regression.polynomial_features(x[:, None], degree)
    model = regression.ridge(X, y, penalty) if penalty else regression.least_squares_by_qr(X, y)
    return lambda z: regression.predict(model, regression.polynomial_features(z[:, None], degree))


class Overfit(Widget):
    """A polynomial through training points, and its errors on them and on new points.

    The truth is sin(4x + 1), and the noise has standard deviation 0.4. The polynomial minimizes the sum of its squared
    errors at the training points plus λ times the sum of the squared coefficients of x, x², ….

    Parameters
    ----------
    degree : int
        Of the polynomial, from 0 to 9.
    penalty : float
        λ, from 0 to 10.
    n : int
        Training points: 10, 20 or 40.
    seed : int
        Which points, from 0 to 900.
    over : str
        What the errors are drawn over: "degree" or "penalty".
    others : bool
        Whether the curves for 30 other training sets are drawn, too.

    >>> Overfit(degree=9, n=10).training_error < 1e-6
    True
    """

    _esm = joined("random", "overfit")
    _always = ("degree",)
    _room = ("max(430px + 107cqi, 885px)", "580px")

    degree = Whole(1, low=0, high=MOST_DEGREE)
    penalty = Number(0.0, low=0, high=10)
    n = Choice((10, 20, 40))
    seed = Whole(0, low=0, high=900)
    over = Choice(("degree", "penalty"))
    others = Flag(False)

    @property
    def training_error(self):
        """The root mean squared error at the training points: float."""
        x, y, *_ = _points(self.seed, self.n)
        return float(metrics.root_mean_squared_error(y, _curve(x, y, self.degree, self.penalty)(x)))

    @property
    def validation_error(self):
        """The root mean squared error at 100 new points: float."""
        x, y, x_new, y_new = _points(self.seed, self.n)
        return float(metrics.root_mean_squared_error(y_new, _curve(x, y, self.degree, self.penalty)(x_new)))

    @property
    def bias_and_variance(self):
        """Bias² and variance between −1 and 1, estimated from 31 training sets: two floats."""
        sets = [_points(self.seed + k, self.n)[:2] for k in range(N_OTHERS + 1)]
        curves = np.array([_curve(x, y, self.degree, self.penalty)(GRID) for x, y in sets])
        off = curves.mean(axis=0) - truth(GRID)
        return float(np.mean(off**2)), float(np.mean(curves.var(axis=0, ddof=1)))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        return (
            f"a polynomial of degree {self.degree} fitted to {self.n} points with λ = {digits(self.penalty)}: "
            f"it is off by {self.training_error:.2f} there and by {self.validation_error:.2f} at 100 new points."
        )
