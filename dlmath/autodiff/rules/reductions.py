"""Derivative rules of functions that run along axes: sums, means, extremes, products.

Where several entries share the maximum or minimum, each gets an equal share of the gradient. The standard deviation
of equal numbers has the derivative 0.
"""

import math

import numpy as np

from dlmath.autodiff.box import Box, strip
from dlmath.autodiff.rules.arrays import array, scalar
from dlmath.autodiff.rules.elementwise import at_kink, nonzero
from dlmath.autodiff.trace import composed, plain, primitive, rule


def axes_of(x, axis):
    """The axes as a tuple of non-negative integers."""
    if axis is None:
        return tuple(range(x.ndim))
    axis = axis if isinstance(axis, tuple | list) else (axis,)
    return tuple(a % x.ndim for a in axis)


def with_axes(a, x, axis, keepdims):
    """A reduced array with its reduced axes put back as axes of length 1."""
    if axis is None:
        return a
    if not keepdims:
        axes = axes_of(x, axis)
        a = a.reshape([1 if i in axes else n for i, n in enumerate(x.shape)])
    return a


def _spread(g, x, axis, keepdims):
    """Give every entry of x the gradient of the result it went into."""
    g = with_axes(g, x, axis, keepdims)
    if type(g) is Box:
        return np.broadcast_to(g, x.shape)
    out = np.empty(x.shape, g.dtype)
    out[...] = g
    return out


def count_along(x, axis):
    return x.size if axis is None else math.prod(x.shape[a] for a in axes_of(x, axis))


def _per(n):
    """1/n, and nan for a mean of nothing."""
    return 1 / n if n else math.nan


def _centered(x, axis):
    return x - np.mean(x, axis=axis, keepdims=True)


def _std(g, out, x, axis=None, *, ddof=0, keepdims=False):
    g, out = with_axes(g, x, axis, keepdims), with_axes(out, x, axis, keepdims)
    d = _centered(x, axis) * (g / nonzero(out) * _per(count_along(x, axis) - ddof))
    return at_kink("np.std", d, g, x, lambda: np.broadcast_to(strip(out) == 0, x.shape))


def _extreme(g, out, x, axis=None, *, keepdims=False):
    chosen = strip(x) == strip(with_axes(out, x, axis, keepdims))
    n = np.sum(chosen, axis=axis, keepdims=True, dtype=x.dtype)
    g = with_axes(g, x, axis, keepdims)
    return at_kink("np.max or np.min", chosen * (g / n), g, x, lambda: chosen & (n > 1))


rule(np.sum, lambda g, out, x, axis=None, *, keepdims=False: _spread(g, x, axis, keepdims))
rule(
    np.mean, lambda g, out, x, axis=None, *, keepdims=False: _spread(g * _per(count_along(x, axis)), x, axis, keepdims)
)
rule(
    np.var,
    lambda g, out, x, axis=None, *, ddof=0, keepdims=False: (
        _centered(x, axis) * (with_axes(g, x, axis, keepdims) * (2 * _per(count_along(x, axis) - ddof)))
    ),
)
rule(np.std, _std)
for _extreme_function in {np.max, np.min, np.amax, np.amin}:
    rule(_extreme_function, _extreme)


# The root of a sum of squares


@primitive
def euclidean(x, axis):
    """The root of the sum of squares, with the reduced axes kept as axes of length 1."""
    return np.sqrt(np.sum(x * x, axis=axis, keepdims=True))


def _euclidean_pullback(g, out, x, axis):
    d = g * _over(x, out, axis)
    return at_kink("np.linalg.norm", d, g, x, lambda: np.broadcast_to(strip(out) == 0, x.shape))


def _over(x, norm, axis):
    """x / ‖x‖, and 0 for x = 0; also where the squares of x are too large or too small for a float."""
    lost = ~np.isfinite(strip(norm)) | (strip(norm) < 1e-150)
    if np.any(lost):
        largest = np.max(np.abs(strip(x)), axis=axis, keepdims=True, initial=0)
        x = x / np.where(lost & (largest > 0) & np.isfinite(largest), largest, 1)
        norm = np.where(lost, euclidean(x, axis), norm)
    return x / nonzero(norm)


rule(euclidean, _euclidean_pullback, None)


# With where=, initial= or dtype=: what is left out is replaced by what changes nothing.


def _part_of(x, where, neutral, dtype=None):
    x = array(x)
    x = x if where is True else np.where(where, x, np.asarray(neutral, x.dtype))
    return x if dtype is None else x.astype(dtype)


@composed(np.sum)
def _sum_of_some(x, axis=None, *, dtype=None, keepdims=False, initial=None, where=True):
    out = np.sum(_part_of(x, where, 0, dtype), axis=axis, keepdims=keepdims)
    return out if initial is None else out + initial


def _number_of(x, axis, where):
    return np.sum(np.broadcast_to(where, x.shape), axis=axis, keepdims=True)


@composed(np.mean)
def _mean_of_some(x, axis=None, *, dtype=None, keepdims=False, where=True):
    total = np.sum(_part_of(x, where, 0, dtype), axis=axis, keepdims=True)
    mean = total / _number_of(x, axis, where).astype(total.dtype)
    return mean if keepdims else scalar(np.squeeze(mean, axis))


@composed(np.var)
def _var_of_some(x, axis=None, *, dtype=None, ddof=0, correction=None, keepdims=False, mean=None, where=True):
    x = _part_of(x, where, 0, dtype)
    centered = x - (np.mean(x, axis=axis, keepdims=True, where=where) if mean is None else mean)
    total = np.sum(_part_of(np.square(centered), where, 0), axis=axis, keepdims=True)
    freedom = _number_of(x, axis, where) - (ddof if correction is None else correction)
    var = total / freedom.astype(total.dtype)
    return var if keepdims else scalar(np.squeeze(var, axis))


@composed(np.std)
def _std_of_some(x, axis=None, *, dtype=None, ddof=0, correction=None, keepdims=False, mean=None, where=True):
    x = _part_of(x, where, 0, dtype)
    centered = x - (np.mean(x, axis=axis, keepdims=True, where=where) if mean is None else mean)
    size = euclidean(_part_of(centered, where, 0), axis)
    freedom = _number_of(x, axis, where) - (ddof if correction is None else correction)
    std = size / np.sqrt(freedom).astype(size.dtype)
    return std if keepdims else scalar(np.squeeze(std, axis))


def _extreme_of_some(function, pair, neutral):
    @composed(function)
    def extreme(x, axis=None, *, keepdims=False, initial=None, where=True):
        x = _part_of(x, where, neutral)
        if initial is None:
            return function(x, axis=axis, keepdims=keepdims)
        if x.size:
            return pair(function(x, axis=axis, keepdims=keepdims), initial)
        shape = np.max(np.empty(x.shape), axis=axis, keepdims=keepdims, initial=0).shape
        return scalar(np.broadcast_to(array(initial), shape).astype(x.dtype))


_extreme_of_some(np.max, np.maximum, -np.inf)
_extreme_of_some(np.min, np.minimum, np.inf)


def _without_nan(nan_function, function):
    @composed(nan_function)
    def counted(x, axis=None, **kwargs):
        return function(x, axis=axis, where=~np.isnan(x), **kwargs)


for _name in ("sum", "prod", "mean", "var", "std"):
    _without_nan(getattr(np, f"nan{_name}"), getattr(np, _name))


def _extreme_without_nan(nan_function, function, neutral):
    @composed(nan_function)
    def extreme(x, axis=None, *, keepdims=False):
        nothing = np.all(np.isnan(x), axis=axis, keepdims=keepdims)
        out = function(_part_of(x, ~np.isnan(x), neutral), axis=axis, keepdims=keepdims)
        return np.where(nothing, np.nan, out) if np.any(nothing) else out


_extreme_without_nan(np.nanmax, np.max, -np.inf)
_extreme_without_nan(np.nanmin, np.min, np.inf)


@composed(np.nancumsum)
def _nancumsum(x, axis=None):
    return np.cumsum(_part_of(x, ~np.isnan(x), 0), axis=axis)


@composed(np.nancumprod)
def _nancumprod(x, axis=None):
    return np.cumprod(_part_of(x, ~np.isnan(x), 1), axis=axis)


@composed(np.ptp)
def _ptp(x, axis=None, *, keepdims=False):
    return np.max(x, axis=axis, keepdims=keepdims) - np.min(x, axis=axis, keepdims=keepdims)


@composed(np.average)
def _average(x, axis=None, weights=None, *, keepdims=False):
    if weights is None:
        return np.mean(x, axis=axis, keepdims=keepdims)
    x, weights = array(x), array(weights)
    if weights.shape != x.shape:
        weights = with_axes(weights, x, _rest(x, axis), False)
    total = np.sum(np.broadcast_to(weights, x.shape), axis=axis, keepdims=keepdims)
    return np.sum(x * weights, axis=axis, keepdims=keepdims) / total


def _rest(x, axis):
    return tuple(i for i in range(np.ndim(x)) if i not in axes_of(x, axis))


# Products: where an entry is 0, the product of the others is taken with that entry replaced by 1.


def _others(x):
    """x repeated along a new axis −2, entry i of the i-th copy replaced by 1."""
    return np.where(np.eye(x.shape[-1], dtype=bool), 1.0, x[..., None, :])


@primitive
def _prod_last(x):
    return np.prod(x, axis=-1)


@primitive
def _cumprod_last(x):
    return np.cumprod(x, axis=-1)


def _prod_pullback(g, out, x):
    if np.any(strip(x) == 0):
        return g[..., None] * _prod_last(_others(x))
    return (g * out)[..., None] / x


def _cumprod_pullback(g, out, x):
    if np.any(strip(x) == 0):
        later = np.triu(np.ones((x.shape[-1],) * 2))
        return np.sum(g[..., None, :] * _cumprod_last(_others(x)) * later, axis=-1)
    return _from_the_end(g * out, -1) / x


rule(_prod_last, _prod_pullback)
rule(_cumprod_last, _cumprod_pullback)


@composed(np.prod)
def _prod(x, axis=None, *, dtype=None, keepdims=False, initial=None, where=True):
    if initial is not None:
        return np.prod(x, axis=axis, dtype=dtype, keepdims=keepdims, where=where) * initial
    x, axes = _part_of(x, where, 1, dtype), axes_of(x, axis)
    rest = tuple(i for i in range(x.ndim) if i not in axes)
    flat = np.transpose(x, rest + axes).reshape([*(x.shape[i] for i in rest), count_along(x, axis)])
    out = _prod_last(flat)
    return out.reshape([1 if i in axes else n for i, n in enumerate(x.shape)]) if keepdims else out


@composed(np.cumprod)
def _cumprod(x, axis=None, *, dtype=None):
    if dtype is not None:
        x = x.astype(dtype)
    if axis is None:
        return _cumprod_last(np.ravel(x))
    return np.swapaxes(_cumprod_last(np.swapaxes(x, axis, -1)), axis, -1)


# Running sums


def _from_the_end(g, axis):
    return np.flip(np.cumsum(np.flip(g, axis), axis=axis), axis)


rule(
    np.cumsum,
    lambda g, out, x, axis=None: _from_the_end(g, 0).reshape(x.shape) if axis is None else _from_the_end(g, axis),
)


@composed(np.cumsum)
def _cumsum_as(x, axis=None, *, dtype):
    return np.cumsum(x.astype(dtype), axis=axis)


@composed(np.diff)
def _diff(x, n=1, axis=-1, *, prepend=None, append=None):
    x = array(x)
    ends = [
        np.broadcast_to(e, _one_along(x, axis)) if np.ndim(e) == 0 else e for e in (prepend, append) if e is not None
    ]
    if ends:
        x = np.concatenate(
            ([ends[0]] if prepend is not None else []) + [x] + ([ends[-1]] if append is not None else []), axis
        )
    x = np.swapaxes(x, axis, -1)
    for _ in range(n):
        x = x[..., 1:] - x[..., :-1]
    return np.swapaxes(x, axis, -1)


def _one_along(x, axis):
    shape = list(x.shape)
    shape[axis] = 1
    return shape


@composed(np.gradient)
def _gradient(x, *spacing, axis=None, edge_order=1):
    if edge_order != 1 or any(np.ndim(h) for h in spacing):
        raise TypeError("np.gradient is differentiated for even spacing and edge_order=1 only")
    axes = axes_of(x, axis)
    spacing = spacing * len(axes) if len(spacing) == 1 else spacing or (1.0,) * len(axes)
    out = [np.swapaxes(_slope(np.swapaxes(x, a, -1), h), a, -1) for a, h in zip(axes, spacing, strict=True)]
    return out[0] if len(out) == 1 else tuple(out)


def _slope(x, h):
    first, last = x[..., 1:2] - x[..., :1], x[..., -1:] - x[..., -2:-1]
    return np.concatenate([first, (x[..., 2:] - x[..., :-2]) / 2, last], axis=-1) / h


# Integrals and covariances


@composed(np.trapezoid)
def _trapezoid(y, x=None, dx=1.0, axis=-1):
    y = np.moveaxis(y, axis, -1)
    if x is not None:
        dx = np.diff(np.moveaxis(x, axis, -1) if np.ndim(x) > 1 else x)
    return np.sum(dx * (y[..., 1:] + y[..., :-1]) / 2, axis=-1)


# Before 2.2, NumPy takes a single row for one variable even with rowvar=False.
_ONE_ROW_IS_ONE_VARIABLE = np.cov(np.ones((1, 3)), rowvar=False, bias=True).ndim == 0


def _variables(x, rowvar):
    """x as a matrix with one variable in each row."""
    x = array(x)
    as_it_is = rowvar or x.ndim < 2 or (_ONE_ROW_IS_ONE_VARIABLE and len(x) == 1)
    return np.atleast_2d(x if as_it_is else x.T)


@composed(np.cov)
def _cov(x, y=None, rowvar=True, bias=False, ddof=None):
    x, y = (v if v is None else _variables(v, rowvar) for v in (x, y))
    x = (x if y is None else np.concatenate([x, y])).astype(np.result_type(x.dtype, np.float64))
    centered = _centered(x, 1)
    freedom = x.shape[1] - ((0 if bias else 1) if ddof is None else ddof)
    return np.squeeze(centered @ centered.T * _per(max(freedom, 0)))


@composed(np.corrcoef)
def _corrcoef(x, y=None, rowvar=True):
    c = np.cov(x, y, rowvar)
    if c.ndim == 0:
        return c / c
    d = np.sqrt(np.diagonal(c))
    return np.clip(c / d[:, None] / d, -1, 1)


plain(np.any, np.all, np.count_nonzero)
