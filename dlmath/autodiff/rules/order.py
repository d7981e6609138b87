"""Derivative rules of functions that put entries in order: a sorted array is the array, taken as argsort says."""

import numpy as np

from dlmath.autodiff.box import strip
from dlmath.autodiff.rules.reductions import axes_of, count_along, with_axes
from dlmath.autodiff.trace import composed, plain


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
    axes = axes_of(x, axis)
    rest = tuple(i for i in range(x.ndim) if i not in axes)
    return np.sort(np.transpose(x, rest + axes).reshape([*(x.shape[i] for i in rest), count_along(x, axis)]))


@composed(np.median)
def _median(x, axis=None, *, keepdims=False):
    ordered = _ordered(x, axis)
    n = ordered.shape[-1]
    middle = 0.5 * (ordered[..., (n - 1) // 2] + ordered[..., n // 2])
    return with_axes(middle, x, axes_of(x, axis), False) if keepdims else middle


@composed(np.quantile)
def _quantile(x, q, axis=None, *, keepdims=False):
    ordered, dtype, q = _ordered(x, axis), np.quantile(np.ones(1, x.dtype), q).dtype, np.asarray(q)
    place = q * (ordered.shape[-1] - 1)
    below, above, t = np.floor(place).astype(int), np.ceil(place).astype(int), place % 1
    t = t.astype(dtype)
    out = np.moveaxis(ordered[..., below] * (1 - t) + ordered[..., above] * t, range(-q.ndim, 0), range(q.ndim))
    if not keepdims:
        return out
    axes = axes_of(x, axis)
    return out.reshape([*q.shape, *(1 if i in axes else n for i, n in enumerate(x.shape))])


@composed(np.percentile)
def _percentile(x, q, axis=None, *, keepdims=False):
    q = q / 100 if isinstance(q, int | float) else np.asarray(q) / 100
    return np.quantile(x, q, axis=axis, keepdims=keepdims)


plain(np.argmax, np.argmin, np.nanargmax, np.nanargmin, np.argsort, np.argpartition, np.searchsorted, np.digitize)
plain(np.argwhere, np.nonzero, np.flatnonzero)
