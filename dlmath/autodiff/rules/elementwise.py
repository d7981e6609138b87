"""Derivative rules of elementwise functions: each pullback stands beside the name of its function.

``g`` is ∂L/∂out; the engine sums over broadcast axes. Where a function has a kink, the derivative is: 0 for abs at 0;
half to each side for maximum and minimum of equal values; 0 for clip at and beyond its bounds; 0 for hypot(0, 0).
"""

import numpy as np

from dlmath.autodiff.trace import composed, plain, primitive, rule, strip


def nonzero(x):
    """x, with 1 in place of 0: for a quotient that is 0 where x is."""
    return np.where(strip(x) == 0, 1.0, x) if np.any(strip(x) == 0) else x


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
rule(np.absolute, lambda g, out, x: g * np.sign(x))
rule(np.fabs, lambda g, out, x: g * np.sign(x))
rule(np.conjugate, lambda g, out, x: g)
rule(np.real, lambda g, out, x: g)


def _power_base(g, out, x, y):
    """∂/∂x xʸ = y xʸ⁻¹, and 0 for y = 0, also at x = 0."""
    below = (y - 1 if y else 1) if isinstance(y, int | float) else np.where(strip(y), y - 1, 1)
    return g * (y * x**below)


def _power_exponent(g, out, x, y):
    """∂/∂y xʸ = xʸ log x, and 0 at x = 0."""
    return g * out * np.log(nonzero(x))


rule(np.power, _power_base, _power_exponent)
rule(np.float_power, _power_base, _power_exponent)


@composed(np.divmod)
def _divmod(x, y):
    return np.floor_divide(x, y), np.remainder(x, y)


# Exponentials and logarithms

rule(np.exp, lambda g, out, x: g * out)
rule(np.exp2, lambda g, out, x: g * out * _LOG2)
rule(np.expm1, lambda g, out, x: g * (out + 1))
rule(np.log, lambda g, out, x: g / x)
rule(np.log2, lambda g, out, x: g / (x * _LOG2))
rule(np.log10, lambda g, out, x: g / (x * _LOG10))
rule(np.log1p, lambda g, out, x: g / (x + 1))
rule(np.logaddexp, lambda g, out, x, y: g * np.exp(x - out), lambda g, out, x, y: g * np.exp(y - out))
rule(np.logaddexp2, lambda g, out, x, y: g * np.exp2(x - out), lambda g, out, x, y: g * np.exp2(y - out))

_LOG2, _LOG10 = float(np.log(2)), float(np.log(10))

# Trigonometric and hyperbolic functions

rule(np.sin, lambda g, out, x: g * np.cos(x))
rule(np.cos, lambda g, out, x: -g * np.sin(x))
rule(np.tan, lambda g, out, x: g * (1 + out * out))
rule(np.arcsin, lambda g, out, x: g / np.sqrt(1 - x * x))
rule(np.arccos, lambda g, out, x: -g / np.sqrt(1 - x * x))
rule(np.arctan, lambda g, out, x: g / (1 + x * x))
rule(np.arctan2, lambda g, out, x, y: g * y / (x * x + y * y), lambda g, out, x, y: -g * x / (x * x + y * y))
rule(np.hypot, lambda g, out, x, y: g * x / nonzero(out), lambda g, out, x, y: g * y / nonzero(out))
rule(np.sinh, lambda g, out, x: g * np.cosh(x))
rule(np.cosh, lambda g, out, x: g * np.sinh(x))
rule(np.tanh, lambda g, out, x: g * (1 - out * out))
rule(np.arcsinh, lambda g, out, x: g / np.sqrt(x * x + 1))
rule(np.arccosh, lambda g, out, x: g / np.sqrt(x * x - 1))
rule(np.arctanh, lambda g, out, x: g / (1 - x * x))
rule(np.deg2rad, lambda g, out, x: g * (np.pi / 180))
rule(np.radians, lambda g, out, x: g * (np.pi / 180))
rule(np.rad2deg, lambda g, out, x: g * (180 / np.pi))
rule(np.degrees, lambda g, out, x: g * (180 / np.pi))
rule(np.sinc, lambda g, out, x: g * _sinc_slope(x))


def _sinc_slope(x):
    """The derivative of sin(πx)/(πx): (cos πx − sinc x)/x, and its Taylor series near 0."""
    near = np.absolute(strip(x)) < 0.05
    far_x, u = np.where(near, 1.0, x), (np.pi * np.where(near, x, 0.0)) ** 2
    series = -(np.pi**2) * x * (1 / 3 - u * (1 / 30 - u * (1 / 840 - u / 45360)))
    return np.where(near, series, (np.cos(np.pi * far_x) - np.sinc(far_x)) / far_x)


# Choosing one value or another


def _share(g, wins, ties):
    """Pass the gradient on where this side was chosen, half of it where both sides are equal."""
    passed = g * wins
    return passed + 0.5 * g * ties if np.any(ties) else passed


def _larger(g, out, x, y):
    return _share(g, x > y, x == y)


def _smaller(g, out, x, y):
    return _share(g, x < y, x == y)


rule(np.maximum, _larger, lambda g, out, x, y: _larger(g, out, y, x))
rule(np.minimum, _smaller, lambda g, out, x, y: _smaller(g, out, y, x))
rule(np.fmax, _larger, lambda g, out, x, y: _larger(g, out, y, x))
rule(np.fmin, _smaller, lambda g, out, x, y: _smaller(g, out, y, x))
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


def _inside(x, low, high):
    """Where x is strictly between its bounds."""
    above = True if low is None else x > low
    return above & (x < high) if high is not None else above


rule(_clip, lambda g, out, x, low, high: g * _inside(x, low, high), None, None)


@composed(np.clip)
def _clip_call(x, a_min=None, a_max=None, *, min=None, max=None):
    low, high = (min if a_min is None else a_min), (max if a_max is None else a_max)
    if type(low) is type(x) or type(high) is type(x):
        return np.minimum(np.maximum(x, -np.inf if low is None else low), np.inf if high is None else high)
    return _clip(x, low, high)


# Constant between jumps, or not numbers at all: no derivative

plain(np.floor, np.ceil, np.trunc, np.rint, np.fix, np.round, np.around, np.sign, np.heaviside, np.floor_divide)
plain(np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal, np.isclose, np.allclose)
plain(np.array_equal, np.array_equiv, np.logical_and, np.logical_or, np.logical_not, np.logical_xor, np.signbit)
plain(np.isfinite, np.isinf, np.isnan, np.isposinf, np.isneginf, np.isreal, np.iscomplex, np.isrealobj)
plain(np.iscomplexobj, np.imag, np.spacing)
