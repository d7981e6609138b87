"""Derivative rules of functions that index, reshape and rearrange arrays.

Most of them only move entries about: they take entry ``places[k]`` of x to place k of the result. Carried out on the
array of places 0, 1, 2, … they say where every entry comes from; the pullback adds each gradient to its entry.
"""

import math

import numpy as np
from numpy import linalg

from dlmath.autodiff.box import Box, strip
from dlmath.autodiff.trace import composed, plain, primitive, rule

# Moving entries about


@primitive
def gather(x, places):
    """The entries of the flattened x at ``places``."""
    return np.asarray(x).ravel()[places]


@primitive
def scatter(g, places, shape):
    """An array of zeros of this shape to which every entry of g is added at its place."""
    if g.dtype.itemsize > 8:  # wider than what bincount adds up
        sums = np.zeros(math.prod(shape), g.dtype)
        np.add.at(sums, places, g)
    else:
        sums = np.bincount(np.ravel(places), weights=np.ravel(g), minlength=math.prod(shape))
    return sums.astype(g.dtype, copy=False).reshape(shape)


rule(gather, lambda g, out, x, places: scatter(g, places, x.shape), None)
rule(scatter, lambda g, out, x, places, shape: gather(g, places), None, None)


def places_of(x):
    return np.arange(x.size).reshape(x.shape)


def array(x):
    """x as something with a shape: a traced value as it is, anything else as an array."""
    return x if type(x) is Box else np.asarray(x)


def moving(function, on_places=None):
    @composed(function)
    def moved(x, *args, **kwargs):
        x, args = array(x), map(strip, args)
        return gather(x, (on_places or function)(places_of(x), *args, **kwargs))


for _function in (np.flip, np.fliplr, np.flipud, np.roll, np.rot90, np.tile, np.repeat, np.diagonal):
    moving(_function)
for _function in (np.take, np.take_along_axis, np.delete):
    moving(_function)
moving(linalg.diagonal, lambda places, **offset: np.diagonal(places, **offset, axis1=-2, axis2=-1))


@composed(np.resize)
def _resize(x, new_shape):
    return gather(x, np.resize(places_of(x), new_shape)) if x.size else np.zeros(new_shape, x.dtype)


def scalar(x):
    """A result without axes as the number that NumPy's own functions give."""
    return x if np.ndim(x) else x[()]


# Indexing


@primitive
def _getitem(x, index):
    return x[index]


@primitive
def _put_slice(g, index, shape):
    """Zeros of this shape, with g at ``index``, which takes no entry twice."""
    out = np.zeros(shape, g.dtype)
    out[index] = g
    return out


rule(_getitem, lambda g, out, x, index: _put_slice(g, index, x.shape), None)
rule(_put_slice, lambda g, out, x, index, shape: g[index], None, None)


_BASIC = {int, slice, type(None), type(Ellipsis)}


def _is_basic(index):
    parts = index if type(index) is tuple else (index,)
    return all(type(p) in _BASIC or isinstance(p, np.integer) for p in parts)


def _index(x, index):
    index = strip(index)
    return _getitem(x, index) if _is_basic(index) else gather(x, places_of(x)[index])


Box.__getitem__ = _index

# Shapes

rule(np.reshape, lambda g, out, x, shape: np.reshape(g, x.shape))
rule(np.ravel, lambda g, out, x: np.reshape(g, x.shape))
rule(np.broadcast_to, lambda g, out, x, shape, subok=False: g)
rule(np.copy, lambda g, out, x, order="K", subok=False: g)
rule(np.transpose, lambda g, out, x, axes=None: np.transpose(g, None if axes is None else _inverse(axes)))


def _inverse(axes):
    """The permutation that undoes ``axes``, which may count from the end."""
    return np.argsort([a % len(axes) for a in axes])


@composed(np.reshape)
def _reshape_in_order(x, shape, order="C"):
    if _c_or_f(x, order) == "C":
        return np.reshape(x, shape)
    return np.transpose(np.reshape(np.transpose(x), shape[::-1] if isinstance(shape, tuple | list) else shape))


@composed(np.ravel)
def _ravel_in_order(x, order="C"):
    return np.ravel(x if _c_or_f(x, order) == "C" else np.transpose(x))


def _c_or_f(x, order):
    """The orders A and K ask how x lies in memory: f's own arguments tell, a computed value may lie as it likes."""
    if order in ("C", "F"):
        return order
    while type(x) is Box and not x.tape.records[x.index][-1]:
        x = x.value
    if type(x) is Box or (order == "K" and not (x.flags.forc or x.ndim < 2)):
        raise TypeError(f"order={order!r} asks how a traced value lies in memory, which is not known: say 'C' or 'F'")
    return "F" if x.flags.fnc else "C"


def _shape_only(function):
    @composed(function)
    def reshaped(x, *args, **kwargs):
        return np.reshape(x, function(np.broadcast_to(0.0, x.shape), *args, **kwargs).shape)


def _axes_only(function):
    @composed(function)
    def permuted(x, *args, **kwargs):
        lengths = function(np.broadcast_to(0.0, range(1, x.ndim + 1)), *args, **kwargs).shape
        return np.transpose(x, [n - 1 for n in lengths])


for _function in (np.expand_dims, np.squeeze):
    _shape_only(_function)
for _function in (np.swapaxes, np.moveaxis, np.rollaxis):
    _axes_only(_function)


def _at_least(function):
    @composed(function)
    def reshaped(*arrays):
        out = [np.reshape(x, function(np.broadcast_to(0.0, np.shape(x))).shape) for x in arrays]
        return out[0] if len(out) == 1 else tuple(out)


for _function in (np.atleast_1d, np.atleast_2d, np.atleast_3d):
    _at_least(_function)


@composed(np.broadcast_arrays)
def _broadcast_arrays(*arrays):
    shape = np.broadcast_shapes(*map(np.shape, arrays))
    return tuple(np.broadcast_to(x, shape) for x in arrays)


@primitive
def _astype(x, dtype):
    return x.astype(dtype)


rule(_astype, lambda g, out, x, dtype: g, None)


@primitive
def _linspace(start, stop, num, endpoint):
    return np.linspace(start, stop, num, endpoint)


def _weights(g, num, endpoint):
    """How far along each row of a linspace stands, from 0 to 1."""
    t = np.linspace(0.0, 1.0, num, endpoint, dtype=g.dtype)
    return t.reshape([num] + [1] * (g.ndim - 1))


rule(
    _linspace,
    lambda g, out, start, stop, num, endpoint: np.sum(g * (1 - _weights(g, num, endpoint)), axis=0),
    lambda g, out, start, stop, num, endpoint: np.sum(g * _weights(g, num, endpoint), axis=0),
)


@composed(np.linspace)
def _linspace_call(start, stop, num=50, endpoint=True, *, axis=0):
    return np.moveaxis(_linspace(start, stop, num, endpoint), 0, axis)


@composed(np.logspace)
def _logspace(start, stop, num=50, endpoint=True, base=10.0, *, axis=0):
    return np.power(base, np.linspace(start, stop, num, endpoint, axis=axis))


@composed(np.meshgrid)
def _meshgrid(*vectors, indexing="xy"):
    n = len(vectors)
    shapes = [[-1 if j == i else 1 for j in range(n)] for i in range(n)]
    grids = np.broadcast_arrays(*(np.reshape(v, shape) for v, shape in zip(vectors, shapes, strict=True)))
    return tuple(np.swapaxes(g, 0, 1) if indexing == "xy" and n > 1 else g for g in grids)


# Diagonals and triangles


@composed(np.diag)
def _diag(x, k=0):
    if x.ndim == 2:
        return np.diagonal(x, k)
    n = x.size + abs(k)
    return scatter(x, np.flatnonzero(np.eye(n, k=k)), (n, n))


@composed(np.diagflat)
def _diagflat(x, k=0):
    return np.diag(np.ravel(x), k)


@composed(np.trace)
def _trace(x, offset=0, axis1=0, axis2=1):
    return np.sum(np.diagonal(x, offset, axis1, axis2), axis=-1)


@composed(np.tril)
def _tril(x, k=0):
    return np.where(np.tri(*x.shape[-2:], k=k, dtype=bool), x, 0.0)


@composed(np.triu)
def _triu(x, k=0):
    return np.where(np.tri(*x.shape[-2:], k=k - 1, dtype=bool), 0.0, x)


# Choosing entries


@composed(np.unique)
def _unique(x, return_index=False, return_inverse=False, return_counts=False, axis=None, **kwargs):
    """The values are entries of x, the first of each kind; where they stand is constant."""
    wanted = {"return_inverse": return_inverse, "return_counts": return_counts, "axis": axis, **kwargs}
    _, index, *others = np.unique(strip(x), return_index=True, **wanted)
    values = np.take(x, index, axis)
    others = [index] * return_index + others
    return (values, *others) if others else values


@composed(np.compress)
def _compress(condition, x, axis=None):
    return gather(x, np.compress(strip(condition), places_of(x), axis))


@composed(np.extract)
def _extract(condition, x):
    return gather(x, np.extract(strip(condition), places_of(x)))


@composed(np.bincount)
def _bincount(x, weights=None, minlength=0):
    x = np.asarray(strip(x))
    if type(weights) is not Box:
        return np.bincount(x, weights, minlength)
    return scatter(weights, x, (len(np.bincount(x, None, minlength)),))


@composed(np.histogram)
def _histogram(a, bins=10, range=None, density=None, weights=None):
    if any(type(v) is Box for v in (bins, weights)) or (type(a) is Box and np.ndim(bins) == 0 and range is None):
        raise TypeError(
            "np.histogram is not differentiated, and its edges or counts depend on x here: "
            "pass the edges as plain numbers, or take x.value"
        )
    return np.histogram(strip(a), bins, strip(range), density, weights)


# What is known without looking at the entries

plain(np.shape, np.ndim, np.size, np.result_type, np.can_cast, np.iterable)
plain(np.zeros_like, np.ones_like, np.empty_like)


@composed(np.full_like)
def _full_like(x, fill_value, dtype=None, *, shape=None):
    like = np.empty_like(strip(x), dtype=dtype, shape=shape)
    return np.broadcast_to(array(fill_value), like.shape).astype(like.dtype)


@composed(np.astype)
def _astype_call(x, dtype, **kwargs):
    """A change of float type is differentiated; integers and booleans are constants."""
    kind = np.dtype(dtype).kind
    if kind not in "fiub":
        raise TypeError(f"a traced value cannot be turned into {np.dtype(dtype)}: only real numbers are differentiated")
    return _astype(x, dtype) if kind == "f" else strip(x).astype(dtype)


Box.astype = _astype_call
