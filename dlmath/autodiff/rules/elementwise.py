"""Derivative rules of elementwise functions: each pullback stands beside the name of its function.

``g`` is ∂L/∂out; the engine sums over broadcast axes. Where a function has a kink, the derivative is: 0 for abs at 0;
half to each side for maximum and minimum of equal values; 0 for clip at and beyond its bounds; 0 for hypot(0, 0).
Such a slope is a convention, from which no second derivative follows: `at_kink` marks it.

Where a textbook's formula overflows, underflows or loses its digits, an equal one stands here that does not.
"""

import numpy as np

from dlmath.autodiff.box import Box, strip
from dlmath.autodiff.trace import composed, plain, primitive, rule


def nonzero(x):
    """x, with 1 in place of 0: for a quotient that is 0 where x is."""
    return np.where(strip(x) == 0, 1.0, x) if np.any(strip(x) == 0) else x


def at_kink(function, d, g, x, kink):
    """d = ∂L/∂x, a convention where ``kink()`` holds: a second derivative that needs it there is nan, and refused."""
    if type(x) is not Box or not np.any(kink()):
        return d
    d = _conventional(d, strip(g), x, kink())
    box = d
    while type(box) is Box:
        box.tape.kink, box = function, box.value
    return d


@primitive
def _conventional(d, g, x, kink):
    return np.asarray(d)


rule(
    _conventional,
    lambda v, out, d, g, x, kink: np.where(kink & (strip(v) != 0), np.nan, v),
    None,
    lambda v, out, d, g, x, kink: np.where(kink & (strip(v) != 0) & (g != 0), np.nan, 0.0),
)


# Arithmetic

rule(np.add, lambda g, out, x, y: g, lambda g, out, x, y: g)
rule(np.subtract, lambda g, out, x, y: g, lambda g, out, x, y: -g)
rule(np.multiply, lambda g, out, x, y: g * y, lambda g, out, x, y: g * x)
rule(np.divide, lambda g, out, x, y: g / y, lambda g, out, x, y: -g * out / y)
rule(np.remainder, lambda g, out, x, y: g, lambda g, out, x, y: -g * np.floor(x / y))
rule(np.fmod, lambda g, out, x, y: g, lambda g, out, x, y: -g * np.trunc(x / y))
rule(np.negative, lambda g, out, x: -g)
rule(np.positive, lambda g, out, x: g)
rule(np.reciprocal, lambda g, out, x: -g * out * out)
rule(np.square, lambda g, out, x: g * (2 * x))
rule(np.sqrt, lambda g, out, x: g * 0.5 / out)
rule(np.cbrt, lambda g, out, x: g / (3 * out * out))
for _function in (np.absolute, np.fabs):
    rule(_function, lambda g, out, x: at_kink("np.absolute", g * np.sign(x), g, x, lambda: strip(x) == 0))
rule(np.conjugate, lambda g, out, x: g)
rule(np.real, lambda g, out, x: g)


@primitive
def power(x, y):
    """x ** y: as an operator it has shortcuts for numbers and for some exponents, which np.power has not."""
    return x**y


def _power_base(g, out, x, y):
    """∂/∂x xʸ = y xʸ⁻¹, and 0 for y = 0, also at x = 0."""
    below = (y - 1 if y else 1) if isinstance(y, int | float) else np.where(strip(y), y - 1, 1)
    return g * (y * x**below)


def _power_exponent(g, out, x, y):
    """∂/∂y xʸ = xʸ log x, and 0 at x = 0."""
    return g * out * np.log(nonzero(x))


rule(np.power, _power_base, _power_exponent)
rule(power, _power_base, _power_exponent)
rule(np.float_power, _power_base, _power_exponent)


Box.__pow__ = lambda x, y: np.square(x) if type(y) is int and y == 2 else power(x, y)
Box.__rpow__ = lambda x, y: power(y, x)


@composed(np.divmod)
def _divmod(x, y):
    return np.floor_divide(x, y), np.remainder(x, y)


# Exponentials and logarithms

rule(np.exp, lambda g, out, x: g * out)
rule(np.exp2, lambda g, out, x: g * out * _LOG2)
rule(np.expm1, lambda g, out, x: g * np.exp(x))
rule(np.log, lambda g, out, x: g / x)
rule(np.log2, lambda g, out, x: g / (x * _LOG2))
rule(np.log10, lambda g, out, x: g / (x * _LOG10))
rule(np.log1p, lambda g, out, x: g / (x + 1))
rule(
    np.logaddexp,
    lambda g, out, x, y: g * np.exp(-np.logaddexp(0.0, y - x)),
    lambda g, out, x, y: g * np.exp(-np.logaddexp(0.0, x - y)),
)
rule(
    np.logaddexp2,
    lambda g, out, x, y: g * np.exp2(-np.logaddexp2(0.0, y - x)),
    lambda g, out, x, y: g * np.exp2(-np.logaddexp2(0.0, x - y)),
)

_LOG2, _LOG10 = float(np.log(2)), float(np.log(10))

# Trigonometric and hyperbolic functions

rule(np.sin, lambda g, out, x: g * np.cos(x))
rule(np.cos, lambda g, out, x: -g * np.sin(x))
rule(np.tan, lambda g, out, x: g * (1 + out * out))
rule(np.arcsin, lambda g, out, x: g / np.sqrt((1 - x) * (1 + x)))
rule(np.arccos, lambda g, out, x: -g / np.sqrt((1 - x) * (1 + x)))
rule(np.arctan, lambda g, out, x: g * np.square(1 / np.hypot(1.0, x)))
rule(
    np.arctan2,
    lambda g, out, x, y: g * (y / np.hypot(x, y) / np.hypot(x, y)),
    lambda g, out, x, y: -g * (x / np.hypot(x, y) / np.hypot(x, y)),
)
rule(
    np.hypot,
    lambda g, out, x, y: at_kink("np.hypot", g * (x / nonzero(out)), g, out, lambda: strip(out) == 0),
    lambda g, out, x, y: at_kink("np.hypot", g * (y / nonzero(out)), g, out, lambda: strip(out) == 0),
)
rule(np.sinh, lambda g, out, x: g * np.cosh(x))
rule(np.cosh, lambda g, out, x: g * np.sinh(x))
rule(np.tanh, lambda g, out, x: g * tanh_slope(x))
rule(np.arcsinh, lambda g, out, x: g / np.hypot(x, 1.0))
rule(np.arccosh, lambda g, out, x: g / (np.sqrt(x - 1) * np.sqrt(x + 1)))
rule(np.arctanh, lambda g, out, x: g / ((1 - x) * (1 + x)))
rule(np.deg2rad, lambda g, out, x: g * (np.pi / 180))
rule(np.radians, lambda g, out, x: g * (np.pi / 180))
rule(np.rad2deg, lambda g, out, x: g * (180 / np.pi))
rule(np.degrees, lambda g, out, x: g * (180 / np.pi))
rule(np.sinc, lambda g, out, x: g * _sinc_slope(x))


@primitive
def tanh_slope(x):
    """1 / cosh²(x) = 4 e^(−2|x|) / (1 + e^(−2|x|))², where 1 − tanh² would lose its digits far out."""
    e = np.exp(-2 * np.abs(x))
    return 4 * e / np.square(1 + e)


rule(tanh_slope, lambda g, out, x: g * (-2 * np.tanh(x) * tanh_slope(x)))


def _sinc_slope(x):
    """The derivative of sin(πx)/(πx): (cos πx − sinc x)/x, and its Taylor series near 0."""
    near = np.absolute(strip(x)) < 0.05
    far_x, u = np.where(near, 1.0, x), (np.pi * np.where(near, x, 0.0)) ** 2
    series = -(np.pi**2) * x * (1 / 3 - u * (1 / 30 - u * (1 / 840 - u / 45360)))
    return np.where(near, series, (np.cos(np.pi * far_x) - np.sinc(far_x)) / far_x)


# Choosing one value or another


def _share(function, g, wins, x, y):
    """Pass the gradient on where this side was chosen, half of it where both sides are equal."""
    passed, ties = g * wins, strip(x) == strip(y)
    if not np.any(ties):
        return passed
    passed = passed + 0.5 * g * ties
    return at_kink(function, passed, g, x - y if Box in (type(x), type(y)) else None, lambda: ties)


def _larger(g, out, x, y):
    return _share("np.maximum", g, x > y, x, y)


def _smaller(g, out, x, y):
    return _share("np.minimum", g, x < y, x, y)


for _function in (np.maximum, np.fmax):
    rule(_function, _larger, lambda g, out, x, y: _larger(g, out, y, x))
for _function in (np.minimum, np.fmin):
    rule(_function, _smaller, lambda g, out, x, y: _smaller(g, out, y, x))
rule(np.nan_to_num, lambda g, out, x, copy=True, nan=0.0, posinf=None, neginf=None: g * np.isfinite(x))

_choose = primitive(np.where)
rule(
    _choose,
    None,
    lambda g, out, condition, x, y: np.where(condition, g, 0.0),
    lambda g, out, condition, x, y: np.where(condition, 0.0, g),
)


@composed(np.where)
def _where(condition, *choices):
    return _choose(strip(condition), *choices) if choices else np.where(strip(condition))


@primitive
def _clip(x, low, high):
    return np.clip(x, low, high)


def _clip_pullback(g, out, x, low, high):
    """g where x is strictly between its bounds."""
    low, high = -np.inf if low is None else low, np.inf if high is None else high
    return at_kink("np.clip", g * ((x > low) & (x < high)), g, x, lambda: (strip(x) == low) | (strip(x) == high))


rule(_clip, _clip_pullback, None, None)


@composed(np.clip)
def _clip_call(x, a_min=None, a_max=None, *, min=None, max=None):
    low, high = (min if a_min is None else a_min), (max if a_max is None else a_max)
    if type(low) is Box or type(high) is Box:
        return np.minimum(np.maximum(x, -np.inf if low is None else low), np.inf if high is None else high)
    return _clip(x, low, high)


@composed(np.select)
def _select(condlist, choicelist, default=0):
    out = default
    for condition, choice in zip(condlist[::-1], choicelist[::-1], strict=True):
        out = np.where(condition, choice, out)
    return out


@composed(np.heaviside)
def _heaviside(x, at_zero):
    plain = np.heaviside(strip(x), strip(at_zero))
    return np.where(np.asarray(strip(x)) == 0, at_zero, plain).astype(plain.dtype)[()]


@composed(np.copysign)
def _copysign(x, y):
    plain = np.copysign(strip(x), strip(y))
    return (np.absolute(x) * np.copysign(1.0, plain)).astype(plain.dtype)


@composed(np.interp)
def _interp(x, xp, fp, left=None, right=None, period=None):
    """Straight lines between the points; at a point the slope is the one to its right."""
    if period is not None:
        raise TypeError("the derivative of np.interp does not cover its argument period=")
    at, knots, last = np.asarray(strip(x)), np.asarray(strip(xp)), len(fp) - 1
    i = np.clip(np.searchsorted(knots, at, "right") - 1, 0, max(last - 1, 0))
    j = np.minimum(i + 1, last)
    x, xp, fp = (v if type(v) is Box else np.asarray(v) for v in (x, xp, fp))
    out = fp[i] + (x - xp[i]) * ((fp[j] - fp[i]) / nonzero(xp[j] - xp[i]))
    out = np.where(at < knots[0], fp[0] if left is None else left, out)
    return np.where(at > knots[last], fp[last] if right is None else right, out).astype(float)


# Constant between jumps, or not numbers at all: no derivative

plain(np.floor, np.ceil, np.trunc, np.rint, np.fix, np.round, np.around, np.sign, np.floor_divide)
plain(np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal, np.isclose, np.allclose)
plain(np.array_equal, np.array_equiv, np.logical_and, np.logical_or, np.logical_not, np.logical_xor, np.signbit)
plain(np.isfinite, np.isinf, np.isnan, np.isposinf, np.isneginf, np.isreal, np.iscomplex, np.isrealobj)
plain(np.iscomplexobj, np.imag, np.spacing)
