"""Derivative rules of functions that run along axes: sums, means, extremes, products, order.

Where several entries share the maximum or minimum, each gets an equal share of the gradient. The standard deviation
of equal numbers has the derivative 0.
"""

import numpy as np

from dlmath.autodiff.rules.elementwise import nonzero
from dlmath.autodiff.trace import Box, composed, plain, primitive, rule, strip


def _axes(x, axis):
    """The axes as a tuple of non-negative integers."""
    if axis is None:
        return tuple(range(x.ndim))
    axis = axis if isinstance(axis, tuple | list) else (axis,)
    return tuple(a % x.ndim for a in axis)


def _kept(a, x, axis, keepdims):
    """A reduced array with its reduced axes put back as axes of length 1."""
    if axis is None:
        return a
    if not keepdims:
        axes = _axes(x, axis)
        a = a.reshape([1 if i in axes else n for i, n in enumerate(x.shape)])
    return a


def _spread(g, x, axis, keepdims):
    """Give every entry of x the gradient of the result it went into."""
    g = _kept(g, x, axis, keepdims)
    if type(g) is Box:
        return np.broadcast_to(g, x.shape)
    out = np.empty(x.shape, g.dtype)
    out[...] = g
    return out


def _count(x, axis):
    return x.size if axis is None else int(np.prod([x.shape[a] for a in _axes(x, axis)]))


def _centred(x, axis):
    return x - np.mean(x, axis=axis, keepdims=True)


def _std(g, out, x, axis=None, *, ddof=0, keepdims=False):
    scale = _kept(g, x, axis, keepdims) / nonzero(_kept(out, x, axis, keepdims))
    return _centred(x, axis) * (scale / (_count(x, axis) - ddof))


def _extreme(g, out, x, axis=None, *, keepdims=False):
    chosen = strip(x) == strip(_kept(out, x, axis, keepdims))
    n = np.sum(chosen, axis=axis, keepdims=True, dtype=x.dtype)
    return chosen * (_kept(g, x, axis, keepdims) / n)


rule(np.sum, lambda g, out, x, axis=None, *, keepdims=False: _spread(g, x, axis, keepdims))
rule(np.mean, lambda g, out, x, axis=None, *, keepdims=False: _spread(g / _count(x, axis), x, axis, keepdims))
rule(
    np.var,
    lambda g, out, x, axis=None, *, ddof=0, keepdims=False: (
        _centred(x, axis) * (_kept(g, x, axis, keepdims) * (2 / (_count(x, axis) - ddof)))
    ),
)
rule(np.std, _std)
for _extreme_function in {np.max, np.min, np.amax, np.amin}:
    rule(_extreme_function, _extreme)


@composed(np.ptp)
def _ptp(x, axis=None, *, keepdims=False):
    return np.max(x, axis=axis, keepdims=keepdims) - np.min(x, axis=axis, keepdims=keepdims)


@composed(np.average)
def _average(x, axis=None, weights=None, *, keepdims=False):
    if weights is None:
        return np.mean(x, axis=axis, keepdims=keepdims)
    if np.shape(weights) != np.shape(x):
        weights = _kept(np.asarray(weights) if not isinstance(weights, Box) else weights, x, _rest(x, axis), False)
    total = np.sum(weights + np.zeros(np.shape(x)), axis=axis, keepdims=keepdims)
    return np.sum(x * weights, axis=axis, keepdims=keepdims) / total


def _rest(x, axis):
    return tuple(i for i in range(np.ndim(x)) if i not in _axes(x, axis))


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
def _prod(x, axis=None, *, keepdims=False):
    axes = _axes(x, axis)
    rest = tuple(i for i in range(x.ndim) if i not in axes)
    flat = np.transpose(x, rest + axes).reshape([*(x.shape[i] for i in rest), _count(x, axis)])
    out = _prod_last(flat)
    return out.reshape([1 if i in axes else n for i, n in enumerate(x.shape)]) if keepdims else out


@composed(np.cumprod)
def _cumprod(x, axis=None):
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


@composed(np.diff)
def _diff(x, n=1, axis=-1, *, prepend=None, append=None):
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
    axes = _axes(x, axis)
    spacing = spacing * len(axes) if len(spacing) == 1 else spacing or (1.0,) * len(axes)
    out = [np.swapaxes(_slope(np.swapaxes(x, a, -1), h), a, -1) for a, h in zip(axes, spacing, strict=True)]
    return out[0] if len(out) == 1 else tuple(out)


def _slope(x, h):
    first, last = x[..., 1:2] - x[..., :1], x[..., -1:] - x[..., -2:-1]
    return np.concatenate([first, (x[..., 2:] - x[..., :-2]) / 2, last], axis=-1) / h


# Order: a sorted array is the array, taken in the order that argsort says.


@composed(np.sort)
def _sort(x, axis=-1, kind=None, order=None, *, stable=None):
    if axis is None:
        x, axis = np.ravel(x), 0
    return np.take_along_axis(x, np.argsort(strip(x), axis=axis, kind=kind, stable=stable), axis)


@composed(np.partition)
def _partition(x, kth, axis=-1, kind="introselect", order=None):
    if axis is None:
        x, axis = np.ravel(x), 0
    return np.take_along_axis(x, np.argpartition(strip(x), kth, axis=axis, kind=kind), axis)


def _ordered(x, axis):
    """The entries in order along a last axis into which ``axis`` is laid flat."""
    axes = _axes(x, axis)
    rest = tuple(i for i in range(x.ndim) if i not in axes)
    return np.sort(np.transpose(x, rest + axes).reshape([*(x.shape[i] for i in rest), _count(x, axis)]))


@composed(np.median)
def _median(x, axis=None, *, keepdims=False):
    ordered = _ordered(x, axis)
    n = ordered.shape[-1]
    middle = 0.5 * (ordered[..., (n - 1) // 2] + ordered[..., n // 2])
    return _kept(middle, x, _axes(x, axis), False) if keepdims else middle


@composed(np.quantile)
def _quantile(x, q, axis=None, *, keepdims=False):
    ordered, q = _ordered(x, axis), np.asarray(q)
    place = q * (ordered.shape[-1] - 1)
    below, above, t = np.floor(place).astype(int), np.ceil(place).astype(int), place % 1
    out = np.moveaxis(ordered[..., below] * (1 - t) + ordered[..., above] * t, range(-q.ndim, 0), range(q.ndim))
    if not keepdims:
        return out
    axes = _axes(x, axis)
    return out.reshape([*q.shape, *(1 if i in axes else n for i, n in enumerate(x.shape))])


@composed(np.percentile)
def _percentile(x, q, axis=None, *, keepdims=False):
    return np.quantile(x, np.asarray(q) / 100, axis=axis, keepdims=keepdims)


# Integrals and covariances


@composed(np.trapezoid)
def _trapezoid(y, x=None, dx=1.0, axis=-1):
    y = np.moveaxis(y, axis, -1)
    if x is not None:
        dx = np.diff(np.moveaxis(x, axis, -1) if np.ndim(x) > 1 else x)
    return np.sum(dx * (y[..., 1:] + y[..., :-1]) / 2, axis=-1)


@composed(np.cov)
def _cov(x, *, rowvar=True, bias=False, ddof=None):
    x = np.atleast_2d(x)
    x = x if rowvar or x.shape[0] == 1 else x.T
    centred = _centred(x, 1)
    return np.squeeze(centred @ centred.T / (x.shape[1] - ((0 if bias else 1) if ddof is None else ddof)))


plain(np.argmax, np.argmin, np.argsort, np.argpartition, np.argwhere, np.nonzero, np.flatnonzero, np.count_nonzero)
plain(np.any, np.all, np.searchsorted, np.digitize, np.unique, np.histogram, np.bincount)
