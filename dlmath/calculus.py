"""Derivatives and integrals by numbers: differences, dual numbers, Taylor polynomials, quadrature, Monte Carlo.

>>> import numpy as np
>>> from dlmath import calculus
>>> for rule in (calculus.forward_difference, calculus.central_difference, calculus.complex_step):
...     print(f"{rule(np.exp, 0.0, h=1e-3):.7f}")
1.0005002
1.0000002
0.9999998

An error is what was computed less what is true. A difference has two: truncation, which falls with the step h as a
power of it, and rounding, which grows as ε |f| / h, with ε = 2⁻⁵² for float64. The step that balances them is of the
order ε^(1/2) for forward, ε^(1/3) for central and ε^(1/5) for five-point differences, times the scale of x; here
max(1, |x|), rounded to a power of two so that x + h is exact for most x. A function that changes on another scale needs
its own h.
"""

from typing import NamedTuple

import numpy as np

from dlmath import _checks, _scaled
from dlmath._text import printable
from dlmath.autodiff import grad, nests
from dlmath.autodiff import hessian as exact_hessian
from dlmath.autodiff.rules.elementwise import tanh_slope

__all__ = [
    "Dual",
    "Estimate",
    "GradientCheck",
    "central_difference",
    "complex_step",
    "derivative",
    "directional_derivative",
    "five_point_difference",
    "forward_difference",
    "gradient",
    "gradient_check",
    "hessian",
    "jacobian",
    "monte_carlo",
    "simpson",
    "taylor1",
    "taylor2",
    "trapezoid",
]


def forward_difference(f, x, h=None):
    """The slope of a secant: a derivative with an error of order h.

        f′(x) ≈ (f(x + h) − f(x)) / h

    The truncation error is ½ h f″(x) to first order, the rounding error at most about 2 ε |f(x)| / h.

    Parameters
    ----------
    f : callable
        Takes an array and returns an array of the same shape, entry by entry.
    x : array_like
        Where to differentiate, any shape.
    h : array_like, optional
        The step, above 0; a number, or with a shape that broadcasts with x. Near ε^(1/2) max(1, |x|) unless
        given.

    Returns
    -------
    array
        f′(x), shaped as x + h.

    Raises
    ------
    TypeError, ValueError
        If ``x`` or ``h`` does not hold finite numbers, h is not above 0, or f returns another shape, NaN or
        infinity.

    References
    ----------
    Press et al. (2007), Numerical Recipes, 3rd edition, eq. 5.7.1.

    Examples
    --------
    >>> float(forward_difference(lambda x: x**2, 3.0, h=0.5))
    6.5
    """
    x, h = _point_and_step(x, h, 1 / 2)
    return (_entrywise(f, x + h, "x + h") - _entrywise(f, x, "x")) / h


def central_difference(f, x, h=None):
    """The slope of a secant that reaches to both sides: a derivative with an error of order h².

        f′(x) ≈ (f(x + h) − f(x − h)) / 2h

    The truncation error is h² f‴(x) / 6 to first order, the rounding error at most about ε |f(x)| / h.

    Parameters
    ----------
    f : callable
        Takes an array and returns an array of the same shape, entry by entry.
    x : array_like
        Where to differentiate, any shape.
    h : array_like, optional
        The step, above 0; a number, or with a shape that broadcasts with x. Near ε^(1/3) max(1, |x|) unless
        given.

    Returns
    -------
    array
        f′(x), shaped as x + h.

    Raises
    ------
    TypeError, ValueError
        As `forward_difference`.

    References
    ----------
    Press et al. (2007), Numerical Recipes, 3rd edition, eq. 5.7.7.

    Examples
    --------
    >>> float(central_difference(lambda x: x**3, 1.0, h=0.5))
    3.25
    """
    x, h = _point_and_step(x, h, 1 / 3)
    return (_entrywise(f, x + h, "x + h") - _entrywise(f, x - h, "x - h")) / (2 * h)


def five_point_difference(f, x, h=None):
    """Two central differences, combined so that their leading errors cancel: an error of order h⁴.

        f′(x) ≈ (f(x − 2h) − 8 f(x − h) + 8 f(x + h) − f(x + 2h)) / 12h

    The truncation error is −h⁴ f⁽⁵⁾(x) / 30 to first order, the rounding error at most about 1.5 ε |f(x)| /
    h.

    Parameters
    ----------
    f : callable
        Takes an array and returns an array of the same shape, entry by entry.
    x : array_like
        Where to differentiate, any shape.
    h : array_like, optional
        The step, above 0; a number, or with a shape that broadcasts with x. Near ε^(1/5) max(1, |x|) unless
        given.

    Returns
    -------
    array
        f′(x), shaped as x + h.

    Raises
    ------
    TypeError, ValueError
        As `forward_difference`.

    References
    ----------
    Abramowitz & Stegun (1964), Handbook of Mathematical Functions, table 25.2, k = 4.

    Examples
    --------
    >>> round(float(five_point_difference(lambda x: x**4, 1.0, h=0.5)), 12)
    4.0
    """
    x, h = _point_and_step(x, h, 1 / 5)
    near = _entrywise(f, x + h, "x + h") - _entrywise(f, x - h, "x - h")
    far = _entrywise(f, x + 2 * h, "x + 2h") - _entrywise(f, x - 2 * h, "x - 2h")
    return (8 * near - far) / (12 * h)


def complex_step(f, x, h=1e-20):
    """A step into the complex plane: no difference is taken, so a small h costs no digits.

        f′(x) ≈ Im f(x + ih) / h

    The truncation error is −h² f‴(x) / 6 to first order: nothing at all for h = 1e-20.

    Parameters
    ----------
    f : callable
        Takes a complex array and returns one of the same shape, entry by entry. It must be analytic: no
        absolute value, no maximum, no comparison, or the result is wrong without notice.
    x : array_like
        Where to differentiate, any shape.
    h : array_like
        The step, above 0; a number, or with a shape that broadcasts with x.

    Returns
    -------
    array
        f′(x), shaped as x + h.

    Raises
    ------
    TypeError
        If f returns real numbers: then it has lost the imaginary part, and with it the derivative.
    ValueError
        As `forward_difference`.

    References
    ----------
    Squire & Trapp (1998), Using complex variables to estimate derivatives of real functions, SIAM Review 40.

    Examples
    --------
    >>> float(complex_step(lambda x: x**3, 2.0))
    12.0
    """
    x, h = _point_and_step(x, h, None)
    value = np.asarray(_callable("f", f)(x + 1j * h))
    if value.dtype.kind != "c":
        raise TypeError(
            f"f(x + ih) is real (dtype {value.dtype}), expected complex numbers: f has dropped the imaginary part"
        )
    return _checks.array("f(x + ih)", value.imag, shape=x.shape) / h


def gradient(f, x, h=None):
    """The gradient by central differences, one coordinate after the other.

        ∂f/∂xᵢ ≈ (f(x + h eᵢ) − f(x − h eᵢ)) / 2h

    Parameters
    ----------
    f : callable
        Takes an array shaped as x and returns a number.
    x : array_like
        Where to differentiate, any shape.
    h : float, optional
        The step, above 0. Near ε^(1/3) max(1, |xᵢ|) unless given.

    Returns
    -------
    array
        ∇f(x), shaped as x.

    Raises
    ------
    TypeError, ValueError
        If ``x`` does not hold finite numbers, h is not above 0, or f does not return one finite number.

    References
    ----------
    Nocedal & Wright (2006), Numerical Optimization, 2nd edition, eq. 8.7.

    Examples
    --------
    >>> gradient(lambda x: x[0] * x[1], [2.0, 3.0]).round(6)
    array([3., 2.])
    """
    return _partials(_scalar_valued(f), x, h)


def directional_derivative(f, x, direction, h=None):
    """How steep f is when one walks from x in one direction, per unit of length.

        ∂f/∂u ≈ (f(x + h u) − f(x − h u)) / 2h  with  u = v / |v|

    Parameters
    ----------
    f : callable
        Takes an array shaped as x and returns a number.
    x : array_like
        Where to differentiate, any shape.
    direction : array_like
        v, shaped as x, not zero; its length does not matter.
    h : float, optional
        The step, above 0. Near ε^(1/3) max(1, |x₁|, |x₂|, …) unless given.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If ``x`` or ``direction`` does not hold finite numbers, the direction is zero or has another shape, h
        is not above 0, or f does not return one finite number.

    References
    ----------
    Apostol (1969), Calculus II, section 8.6.

    Examples
    --------
    >>> float(directional_derivative(lambda x: x[0] + 2 * x[1], [0.0, 0.0], [0.0, 5.0]).round(6))
    2.0
    """
    f, x = _scalar_valued(f), _checks.array("x", x)
    v = _checks.array("direction", direction, shape=x.shape)
    if not np.any(v):
        raise ValueError("direction is zero, expected a vector that points somewhere")
    v = v / np.max(np.abs(v))
    u = (v / np.sqrt(np.sum(v**2))).astype(x.dtype, copy=False)
    h = np.max(_steps(x, 1 / 3)) if h is None else _positive("h", h)
    return (f(x + h * u) - f(x - h * u)) / (2 * h)


def jacobian(f, x, h=None):
    """All partial derivatives of all outputs, by central differences.

        J_{k…,i…} = ∂f_{k…}/∂x_{i…} ≈ (f(x + h eᵢ) − f(x − h eᵢ))_{k…} / 2h

    Parameters
    ----------
    f : callable
        Takes an array shaped as x and returns an array of any shape.
    x : array_like
        Where to differentiate, any shape.
    h : float, optional
        The step, above 0. Near ε^(1/3) max(1, |xᵢ|) unless given.

    Returns
    -------
    array
        J of shape (*shape of f(x), *shape of x): (m, n) for vectors.

    Raises
    ------
    TypeError, ValueError
        If ``x`` does not hold finite numbers, h is not above 0, or f returns NaN, infinity or changing
        shapes.

    References
    ----------
    Nocedal & Wright (2006), Numerical Optimization, 2nd edition, section 8.1.

    Examples
    --------
    >>> jacobian(lambda x: np.array([x[0] * x[1], x[0]]), [2.0, 3.0]).round(6)
    array([[3., 2.],
           [1., 0.]])
    """
    return _partials(_array_valued(f), x, h)


def hessian(f, x, h=None):
    """All second partial derivatives, by differences of differences.

        H_{ij} ≈ (f(x + hᵢeᵢ + hⱼeⱼ) − f(x + hᵢeᵢ − hⱼeⱼ) − f(x − hᵢeᵢ + hⱼeⱼ) + f(x − hᵢeᵢ − hⱼeⱼ)) / 4hᵢhⱼ

    The truncation error is of order h², the rounding error of order ε |f| / h²: about half the digits are
    right.

    Parameters
    ----------
    f : callable
        Takes an array shaped as x and returns a number.
    x : array_like
        Where to differentiate, any shape.
    h : float, optional
        The step, above 0. Near ε^(1/4) max(1, |xᵢ|) unless given.

    Returns
    -------
    array
        H of shape (*shape of x, *shape of x), exactly symmetric.

    Raises
    ------
    TypeError, ValueError
        As `gradient`.

    References
    ----------
    Abramowitz & Stegun (1964), Handbook of Mathematical Functions, eq. 25.3.26.

    Examples
    --------
    >>> hessian(lambda x: x[0] ** 2 * x[1], [1.0, 3.0]).round(4)
    array([[6., 2.],
           [2., 0.]])
    """
    f, x = _scalar_valued(f), _checks.array("x", x)
    h = _steps(x, 1 / 4) if h is None else np.full(x.shape, _positive("h", h), x.dtype)
    moves = [_along(x.shape, i, h) for i in range(x.size)]
    H = np.zeros((x.size, x.size), x.dtype)
    for i, a in enumerate(moves):
        for j, b in enumerate(moves[: i + 1]):
            second = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            H[i, j] = H[j, i] = second / (4 * h.flat[i] * h.flat[j])
    return H.reshape(x.shape + x.shape)


def taylor1(f, x0):
    """The Taylor polynomial of order 1: the tangent, with exact derivatives from `dlmath.autodiff`.

        T₁(x) = f(x₀) + ∇f(x₀)ᵀ (x − x₀)

    Parameters
    ----------
    f : callable
        Written with ``np.``; takes a vector (n,) or a number and returns a number.
    x0 : array_like, shape (n,) or ()
        Where the polynomial touches f.

    Returns
    -------
    callable
        T₁: takes points of shape (..., n), or for a number x₀ any array, and returns shape (...).

    Raises
    ------
    TypeError, ValueError
        If ``x0`` is not a finite vector or number, or f returns something else than a number; by T₁, if the
        last axis of ``x`` is not n long.

    References
    ----------
    Apostol (1969), Calculus II, section 9.10.

    Examples
    --------
    >>> tangent = taylor1(np.exp, 0.0)
    >>> tangent([0.0, 0.5])
    array([1. , 1.5])
    """
    x0 = _checks.array("x0", x0, ndim=(0, 1))
    value, g = f(x0), grad(f)(x0)

    def polynomial(x):
        d = _offset(x, x0)
        return value + (g * d if x0.ndim == 0 else d @ g)

    return polynomial


def taylor2(f, x0):
    """The Taylor polynomial of order 2: tangent and curvature, with exact derivatives from `dlmath.autodiff`.

        T₂(x) = f(x₀) + ∇f(x₀)ᵀ d + ½ dᵀ H(x₀) d  with  d = x − x₀

    Parameters
    ----------
    f : callable
        Written with ``np.``; takes a vector (n,) or a number and returns a number.
    x0 : array_like, shape (n,) or ()
        Where the polynomial touches f.

    Returns
    -------
    callable
        T₂: takes points of shape (..., n), or for a number x₀ any array, and returns shape (...).

    Raises
    ------
    TypeError, ValueError
        As `taylor1`.

    References
    ----------
    Apostol (1969), Calculus II, section 9.10.

    Examples
    --------
    >>> parabola = taylor2(np.exp, 0.0)
    >>> parabola([0.0, 0.5])
    array([1.   , 1.625])
    """
    tangent, x0 = taylor1(f, x0), _checks.array("x0", x0)
    H = exact_hessian(f)(x0)

    def polynomial(x):
        d = _offset(x, x0)
        return tangent(x) + 0.5 * (H * d**2 if x0.ndim == 0 else np.sum((d @ H) * d, axis=-1))

    return polynomial


def trapezoid(f, a, b, n):
    """The integral of f from a to b by n trapezoids.

        ∫f ≈ h (f(x₀)/2 + f(x₁) + … + f(xₙ₋₁) + f(xₙ)/2)  with  xᵢ = a + i h,  h = (b − a) / n

    The error is (b − a) h² f″(ξ) / 12: twice as many pieces, a quarter of the error.

    Parameters
    ----------
    f : callable
        Takes the nodes, an array (n + 1,), and returns as many numbers.
    a, b : float
        The ends; with a > b the integral changes its sign.
    n : int
        How many pieces, at least 1.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If an end is not a finite number, n is not an integer of at least 1, or f returns another shape, NaN
        or infinity.

    References
    ----------
    Press et al. (2007), Numerical Recipes, 3rd edition, eq. 4.1.11.

    Examples
    --------
    >>> trapezoid(lambda x: x**2, 0.0, 1.0, n=2)
    0.375
    """
    h, y = _nodes(f, a, b, _checks.integer("n", n, low=1))
    return float(h * (y[0] / 2 + np.sum(y[1:-1]) + y[-1] / 2))


def simpson(f, a, b, n):
    """The integral of f from a to b by n/2 parabolas, each through three nodes.

        ∫f ≈ h/3 (f(x₀) + 4 f(x₁) + 2 f(x₂) + 4 f(x₃) + … + 4 f(xₙ₋₁) + f(xₙ))  with  h = (b − a) / n

    The error is (b − a) h⁴ f⁗(ξ) / 180: exact up to cubics, and twice as many pieces leave a sixteenth of
    the error.

    Parameters
    ----------
    f : callable
        Takes the nodes, an array (n + 1,), and returns as many numbers.
    a, b : float
        The ends; with a > b the integral changes its sign.
    n : int
        How many pieces: even, at least 2.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If an end is not a finite number, n is not an even integer of at least 2, or f returns another shape,
        NaN or infinity.

    References
    ----------
    Press et al. (2007), Numerical Recipes, 3rd edition, eq. 4.1.13.

    Examples
    --------
    >>> simpson(lambda x: x**3, 0.0, 2.0, n=2)
    4.0
    """
    n = _checks.integer("n", n, low=2)
    if n % 2:
        raise ValueError(f"n is {n}, expected an even number: each parabola spans two pieces")
    h, y = _nodes(f, a, b, n)
    return float(h / 3 * (y[0] + 4 * np.sum(y[1::2]) + 2 * np.sum(y[2:-1:2]) + y[-1]))


class Estimate(NamedTuple):
    """A number found by chance, and how far it is likely to be off.

        value ± standard_error

    Parameters
    ----------
    value : float
    standard_error : float
        The standard deviation of ``value``: it is off by less than one of them in 68 of 100 cases, by less
        than two in 95.

    References
    ----------
    Owen (2013), Monte Carlo theory, methods and examples, section 2.2.

    Examples
    --------
    >>> Estimate(3.14159, 0.01)
    Estimate(3.142 ± 0.01)
    """

    value: float
    standard_error: float

    def __repr__(self):
        return printable(f"Estimate({self.value:.4g} ± {self.standard_error:.2g})")


def monte_carlo(f, a, b, n, rng):
    """The integral of f over an interval or a box, from its mean at n random points.

        ∫f ≈ V f̄ ± V s / √n  with  V = Π (bⱼ − aⱼ),  s² = Σ (f(xᵢ) − f̄)² / (n − 1)

    Four times as many points halve the error, in any dimension.

    Parameters
    ----------
    f : callable
        Takes points, an array (n,) for numbers a and b, (n, d) for corners (d,), and returns an array (n,).
    a, b : float or array_like, shape (d,)
        The ends of the interval, or two opposite corners of the box.
    n : int
        How many points, at least 2.
    rng : numpy.random.Generator or int
        Chance, or a seed.

    Returns
    -------
    Estimate
        ``value`` and ``standard_error``.

    Raises
    ------
    TypeError, ValueError
        If ``a`` or ``b`` does not hold finite numbers or they differ in shape, n is not an integer of at
        least 2, ``rng`` is no source of chance, or f returns another shape, NaN or infinity.

    References
    ----------
    Press et al. (2007), Numerical Recipes, 3rd edition, eq. 7.7.1.

    Examples
    --------
    >>> inside = lambda x: np.sum(x**2, axis=1) < 1.0
    >>> pi = monte_carlo(inside, [-1.0, -1.0], [1.0, 1.0], n=10_000, rng=0)
    >>> bool(abs(pi.value - np.pi) < 3 * pi.standard_error)
    True
    """
    a = _checks.array("a", a, ndim=(0, 1))
    b = _checks.array("b", b, shape=a.shape)
    n, rng = _checks.integer("n", n, low=2), _checks.generator("rng", rng)
    x = a + (b - a) * rng.random((n, *a.shape)).astype(np.result_type(a, b))
    y = _checks.array("f(x)", _callable("f", f)(x), shape=(n,))
    volume = np.prod(b - a)
    spread = _scaled.root_mean_square(_scaled.center(y)[0])
    return Estimate(volume * _scaled.mean(y), np.abs(volume) * spread / y.dtype.type(np.sqrt(n - 1)))


class GradientCheck(NamedTuple):
    """What `gradient_check` found.

        worst = the largest error of a coordinate, relative to the largest entry of the gradient

    Parameters
    ----------
    passed : bool
        Whether ``worst`` is within the tolerance, and differences are exact enough to say so.
    worst : float
        The largest relative error.
    where : str
        The coordinate that has it, such as ``x['W'][0, 2]``; if nothing can be said, that of which least is known.
    claimed, numerical : float
        What the claimed gradient and the differences say there.
    noise : float
        What rounding may contribute to the difference of the two.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 11.5.

    Examples
    --------
    >>> GradientCheck(False, 2.0, "x[0]", -3.0, 3.0)
    GradientCheck(failed: at x[0] claimed -3, differences say 3, worst relative error 2)
    """

    passed: bool
    worst: float
    where: str
    claimed: float
    numerical: float
    noise: float = 0.0

    @property
    def undecided(self):
        """Whether the rounding of f hides what would tell right from wrong."""
        return not self.passed and abs(self.claimed - self.numerical) <= self.noise

    def __repr__(self):
        both = f"at {self.where} claimed {self.claimed:.6g}, differences say {self.numerical:.6g}"
        if self.undecided:
            return f"GradientCheck(undecided: {both}, but rounding may hide {self.noise:.2g})"
        return f"GradientCheck({'passed' if self.passed else 'failed'}: {both}, worst relative error {self.worst:.2g})"


def gradient_check(f, x, gradient=None, tolerance=1e-6):
    """Compare a claimed gradient with central differences, on every coordinate, in float64.

        errorᵢ = max(0, |claimedᵢ − numericalᵢ| − noiseᵢ) / maxⱼ(|claimedⱼ|, |numericalⱼ|),  noiseᵢ = 10 ε |f| / hᵢ

    What the rounding of f explains, with 10 roundings for an evaluation of f, is no error; 0/0 is 0. Where this noise
    is itself above the tolerance, differences can refute a gradient but not confirm it: it is then "undecided".

    Parameters
    ----------
    f : callable
        Takes what ``x`` is and returns a number.
    x : array, float, or nest of them
        Where to check: any nest of lists, tuples and dicts.
    gradient : callable, optional
        What is claimed to be ∇f: a function of x that returns what is built as x is. That of
        `dlmath.autodiff` unless given.
    tolerance : float
        The largest relative error that passes, above 0.

    Returns
    -------
    GradientCheck
        ``passed``, ``worst``, ``where``, ``claimed``, ``numerical``, ``noise``, ``undecided``.

    Raises
    ------
    TypeError, ValueError
        If ``x`` does not hold finite numbers, ``gradient`` returns something that is not built and shaped as
        x is, or f does not return one finite number.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 11.5.

    Examples
    --------
    >>> loss = lambda p: np.sum((p["w"] * 2.0 - 1.0) ** 2) + p["b"] ** 2
    >>> p = {"w": np.array([1.0, 2.0]), "b": 3.0}
    >>> gradient_check(loss, p).passed
    True
    >>> gradient_check(loss, p, gradient=lambda p: {"w": np.array([4.0, 12.0]), "b": -6.0}).where
    "x['b']"
    """
    tolerance = _positive("tolerance", tolerance)
    x = nests.map_named(lambda where, leaf: np.array(_checks.array(where, leaf), np.float64), "x", x)
    if not nests.leaves("x", x):
        raise ValueError("x is empty, expected at least one number")
    claim = grad(_callable("f", f)) if gradient is None else _callable("gradient", gradient)
    claimed = claim(x)
    nests.same_structure("gradient(x)", claimed, "x", x)
    claimed = nests.map_named(
        lambda where, leaf, g: _checks.array(where, g, shape=leaf.shape), "gradient(x)", x, claimed
    )
    names = [name for where, leaf in nests.leaves("x", x) for name in _names(where, leaf.shape)]
    (z, unravel), (g, _) = nests.ravel(x), nests.ravel(claimed)
    at = _scalar_valued(lambda z: f(unravel(z)))
    return _judge(names, g, _partials(at, z, None), abs(at(z)) / _steps(z, 1 / 3), tolerance)


class Dual(np.lib.mixins.NDArrayOperatorsMixin):
    """A number that carries its derivative: forward-mode automatic differentiation.

        (a + b ε)(c + d ε) = a c + (a d + b c) ε  as  ε² = 0,  and  f(a + b ε) = f(a) + f′(a) b ε

    Arithmetic and NumPy's elementwise functions take dual numbers; comparisons look at the values alone.

    Parameters
    ----------
    value : array_like
        a, any shape.
    slope : array_like
        b, of a shape that broadcasts to that of the value.

    Raises
    ------
    TypeError, ValueError
        If ``value`` or ``slope`` does not hold real numbers or their shapes do not fit; by a function of
        NumPy that has no rule here.

    References
    ----------
    Baydin et al. (2018), Automatic differentiation in machine learning: a survey, JMLR 18, section 3.1.1.

    Examples
    --------
    >>> x = Dual(2.0, 1.0)
    >>> x**3 + 1
    Dual(9.0, 12.0)
    >>> np.exp(0 * x)
    Dual(1.0, 0.0)
    """

    __hash__ = None

    def __init__(self, value, slope):
        self.value = _checks.array("value", value, finite=False, nonempty=False)
        slope = _checks.array("slope", slope, finite=False, nonempty=False)
        if slope.shape != self.value.shape:
            try:
                slope = np.broadcast_to(slope, self.value.shape).copy()
            except ValueError:
                raise ValueError(f"slope has shape {slope.shape}, expected {self.value.shape} as value has") from None
        self.slope = slope.astype(self.value.dtype, copy=False)

    def __repr__(self):
        return f"Dual({self.value.tolist()}, {self.slope.tolist()})"

    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        if method != "__call__" or kwargs:
            raise TypeError(
                f"np.{ufunc.__name__} with {method} or options has no rule for dual numbers, only plain calls have"
            )
        values = [a.value if isinstance(a, Dual) else a for a in args]
        if ufunc in _COMPARISONS:
            return ufunc(*values)
        if ufunc not in _PARTIALS:
            raise TypeError(f"np.{ufunc.__name__} has no rule for dual numbers: write f with functions that have one")
        parts = zip(args, _PARTIALS[ufunc], strict=True)
        return Dual(ufunc(*values), sum(partial(*values) * a.slope for a, partial in parts if isinstance(a, Dual)))


_COMPARISONS = {np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal}

_PARTIALS = {
    np.add: (lambda x, y: 1.0, lambda x, y: 1.0),
    np.subtract: (lambda x, y: 1.0, lambda x, y: -1.0),
    np.multiply: (lambda x, y: y, lambda x, y: x),
    np.divide: (lambda x, y: 1 / y, lambda x, y: -x / y / y),
    np.power: (
        lambda x, y: y * x ** np.where(y == 0, 1.0, y - 1.0),
        lambda x, y: x**y * np.log(np.where(x == 0, 1.0, x)),
    ),
    np.maximum: (lambda x, y: (x > y) + 0.5 * (x == y), lambda x, y: (x < y) + 0.5 * (x == y)),
    np.minimum: (lambda x, y: (x < y) + 0.5 * (x == y), lambda x, y: (x > y) + 0.5 * (x == y)),
    np.negative: (lambda x: -1.0,),
    np.positive: (lambda x: 1.0,),
    np.absolute: (np.sign,),
    np.square: (lambda x: 2 * x,),
    np.reciprocal: (lambda x: -1 / x / x,),
    np.sqrt: (lambda x: 0.5 / np.sqrt(x),),
    np.exp: (np.exp,),
    np.expm1: (np.exp,),
    np.log: (lambda x: 1 / x,),
    np.log1p: (lambda x: 1 / (1 + x),),
    np.log2: (lambda x: 1 / (x * np.log(2)),),
    np.log10: (lambda x: 1 / (x * np.log(10)),),
    np.sin: (np.cos,),
    np.cos: (lambda x: -np.sin(x),),
    np.tan: (lambda x: 1 / np.cos(x) ** 2,),
    np.arcsin: (lambda x: 1 / np.sqrt((1 - x) * (1 + x)),),
    np.arccos: (lambda x: -1 / np.sqrt((1 - x) * (1 + x)),),
    np.arctan: (lambda x: np.square(1 / np.hypot(1.0, x)),),
    np.sinh: (np.cosh,),
    np.cosh: (np.sinh,),
    np.tanh: (tanh_slope,),
}


def derivative(f, x):
    """The exact derivative of f, entry by entry, by one pass with dual numbers.

        f(x + ε) = f(x) + f′(x) ε

    Parameters
    ----------
    f : callable
        Takes a dual number and returns one; written with arithmetic and NumPy's elementwise functions.
    x : array_like
        Where to differentiate, any shape.

    Returns
    -------
    array
        f′(x), shaped as f(x).

    Raises
    ------
    TypeError, ValueError
        If ``x`` does not hold finite numbers, f uses a function without a rule, or returns something else
        than numbers.

    References
    ----------
    Griewank & Walther (2008), Evaluating Derivatives, 2nd edition, section 3.1.

    Examples
    --------
    >>> derivative(lambda x: x * np.sin(x), [0.0, np.pi])
    array([ 0.        , -3.14159265])
    """
    y = _callable("f", f)(Dual(_checks.array("x", x), 1.0))
    return y.slope if isinstance(y, Dual) else np.zeros_like(_checks.array("f(x)", y))


def _point_and_step(x, h, power):
    """x and h as arrays of one shape; the step for the given power of ε unless there is one."""
    x = _checks.array("x", x)
    h = _steps(x, power) if h is None else _checks.array("h", h).astype(x.dtype)
    if not np.all(h > 0):
        raise ValueError(f"h holds {np.min(h):g}, expected numbers above 0")
    try:
        shape = np.broadcast_shapes(x.shape, h.shape)
    except ValueError:
        raise ValueError(f"h has shape {h.shape}, expected a number or what broadcasts with x, {x.shape}") from None
    return np.broadcast_to(x, shape).copy(), np.broadcast_to(h, shape)


def _steps(x, power):
    """For each entry the power of two next to ε^power max(1, |x|)."""
    scale = np.finfo(x.dtype).eps ** power * np.maximum(1, np.abs(x))
    return np.asarray(2 ** np.round(np.log2(scale)), x.dtype)


def _entrywise(f, x, where):
    y = _checks.array(f"f({where})", _callable("f", f)(x), shape=x.shape)
    return y.astype(x.dtype, copy=False)


def _scalar_valued(f):
    _callable("f", f)
    return lambda x: _checks.array("f(x)", f(x), shape=())


def _array_valued(f):
    _callable("f", f)
    return lambda x: _checks.array("f(x)", f(x))


def _partials(f, x, h):
    """The derivatives of f by each entry of x, by central differences."""
    x = _checks.array("x", x)
    h = _steps(x, 1 / 3) if h is None else np.full(x.shape, _positive("h", h), x.dtype)
    columns = []
    for i in range(x.size):
        step = _along(x.shape, i, h)
        high, low = f(x + step), f(x - step)
        if high.shape != low.shape or high.shape != np.shape(columns[0] if columns else high):
            raise ValueError(f"f(x) has shape {high.shape} here and another one nearby, expected one shape")
        columns.append((high - low) / (2 * h.flat[i]))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape).astype(x.dtype, copy=False)


def _along(shape, i, h):
    """hᵢ eᵢ: zero but for entry i."""
    step = np.zeros(shape, h.dtype)
    step.flat[i] = h.flat[i]
    return step


def _offset(x, x0):
    """x − x₀ for one point or many."""
    x = _checks.array("x", x)
    if x0.ndim and x.shape[-1:] != x0.shape:
        raise ValueError(f"x has shape {x.shape}, expected (..., {len(x0)})")
    return x - x0


def _nodes(f, a, b, n):
    a, b = (_checks.scalar(name, end, open_low=True, open_high=True) for name, end in (("a", a), ("b", b)))
    return (b - a) / n, _entrywise(f, np.linspace(a, b, n + 1), "x")


def _names(where, shape):
    return [where + (str(list(index)) if index else "") for index in np.ndindex(shape)]


def _judge(names, claimed, numerical, noise, tolerance):
    largest = max(np.max(np.abs(claimed)), np.max(np.abs(numerical)))
    noise = 10 * np.finfo(np.float64).eps * noise
    error = np.maximum(0, np.abs(claimed - numerical) - noise)
    error = error / largest if largest > 0 else error
    i, worst = int(np.argmax(error)), float(np.max(error))
    known = bool(np.max(noise) <= tolerance * largest)
    if worst <= tolerance and not known:
        i = int(np.argmax(noise))
    passed = worst <= tolerance and known
    return GradientCheck(passed, worst, names[i], float(claimed[i]), float(numerical[i]), float(noise[i]))


def _positive(name, value):
    return _checks.scalar(name, value, low=0, high=np.inf, open_low=True, open_high=True)


def _callable(name, f):
    if not callable(f):
        raise TypeError(f"{name} is {type(f).__name__} {f!r}, expected a function")
    return f
