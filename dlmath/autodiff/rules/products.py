"""Derivative rules of products: of matrices, of arrays of any rank, Einstein sums and convolutions.

All take stacks of matrices where NumPy does. The rules for matrices, with G = ∂L/∂(XY): ∂L/∂X = G Yᵀ, ∂L/∂Y = Xᵀ G.
"""

import functools
import math
import string

import numpy as np
from numpy import linalg

from dlmath.autodiff.box import strip
from dlmath.autodiff.rules.arrays import array, gather, scalar, scatter
from dlmath.autodiff.trace import composed, primitive, rule


def transposed(x):
    """x with its last two axes swapped."""
    return np.swapaxes(x, -1, -2) if x.ndim > 2 else x.T


def _matmul_left(g, out, x, y):
    """∂L/∂X = G Yᵀ; a vector is a matrix with one row on the left, with one column on the right."""
    if x.ndim == 2 == y.ndim:
        return g @ y.T
    if y.ndim == 1:
        return g[..., None] * y
    return g @ transposed(y) if x.ndim > 1 else (g[..., None, :] @ transposed(y))[..., 0, :]


def _matmul_right(g, out, x, y):
    """∂L/∂Y = Xᵀ G."""
    if x.ndim == 2 == y.ndim:
        return x.T @ g
    if x.ndim == 1:
        return x[:, None] * g[..., None, :] if y.ndim > 1 else x * g
    return transposed(x) @ g if y.ndim > 1 else x * g[..., None]


rule(np.matmul, _matmul_left, _matmul_right)
composed(linalg.matmul)(np.matmul)


@composed(np.dot)
def _dot(x, y):
    x, y = array(x), array(y)
    if x.ndim == 0 or y.ndim == 0:
        return x * y
    if x.ndim < 3 and y.ndim < 3:
        return np.matmul(x, y)
    return np.tensordot(x, y, (-1, max(y.ndim - 2, 0)))


@composed(np.inner)
def _inner(x, y):
    x, y = array(x), array(y)
    return x * y if x.ndim == 0 or y.ndim == 0 else scalar(np.tensordot(x, y, (-1, -1)))


@composed(np.outer, linalg.outer)
def _outer(x, y):
    return np.ravel(x)[:, None] * np.ravel(y)


@composed(np.vdot)
def _vdot(x, y):
    return np.matmul(np.ravel(x), np.ravel(y))


@composed(np.vecdot, linalg.vecdot)
def _vecdot(x, y, axis=-1):
    return np.sum(x * y, axis=axis)


@composed(np.tensordot, linalg.tensordot)
def _tensordot(x, y, axes=2):
    x, y = array(x), array(y)
    if np.ndim(axes) == 0:
        x_axes, y_axes = range(x.ndim - axes, x.ndim), range(axes)
    else:
        x_axes, y_axes = (np.atleast_1d(a).astype(int) % max(v.ndim, 1) for a, v in zip(axes, (x, y), strict=True))
    x_free, y_free = ([i for i in range(v.ndim) if i not in a] for v, a in ((x, x_axes), (y, y_axes)))
    shape = [x.shape[i] for i in x_free] + [y.shape[i] for i in y_free]
    n, rows = math.prod(x.shape[i] for i in x_axes), math.prod(shape[: len(x_free)])
    x = np.transpose(x, [*x_free, *x_axes]).reshape((rows, n))
    y = np.transpose(y, [*y_axes, *y_free]).reshape((n, math.prod(shape[len(x_free) :])))
    return (x @ y).reshape(shape)


@composed(np.kron)
def _kron(x, y):
    x, y = array(x), array(y)
    n = max(x.ndim, y.ndim)
    x_shape, y_shape = ((1,) * (n - v.ndim) + v.shape for v in (x, y))
    blocks = np.reshape(x, [m for k in x_shape for m in (k, 1)]) * np.reshape(y, [m for k in y_shape for m in (1, k)])
    return blocks.reshape([j * k for j, k in zip(x_shape, y_shape, strict=True)])


@composed(linalg.cross)
def _cross_of_linalg(x, y, *, axis=-1):
    return np.cross(x, y, axis=axis)


@composed(np.polyval)
def _polyval(p, x):
    """Horner's scheme."""
    return functools.reduce(lambda y, c: y * x + c, array(p), np.zeros_like(strip(array(x))))


@composed(np.cross)
def _cross(x, y, axisa=-1, axisb=-1, axisc=-1, axis=None):
    if axis is not None:
        axisa = axisb = axisc = axis
    x, y = np.moveaxis(x, axisa, -1), np.moveaxis(y, axisb, -1)
    if x.shape[-1] != 3 or y.shape[-1] != 3:
        raise ValueError(f"np.cross takes vectors of length 3, got {x.shape[-1]} and {y.shape[-1]}")
    following, last = [1, 2, 0], [2, 0, 1]
    out = x[..., following] * y[..., last] - x[..., last] * y[..., following]
    return np.moveaxis(out, -1, axisc)


@composed(np.convolve)
def _convolve(x, y, mode="full"):
    x, y = array(x), array(y)
    m, n = sorted((x.size, y.size))
    places = np.add.outer(np.arange(x.size), np.arange(y.size))
    full = scatter(np.outer(x, y), places, (m + n - 1,))
    start, length = {"full": (0, m + n - 1), "same": ((m - 1) // 2, n), "valid": (m - 1, n - m + 1)}[mode]
    return full[start : start + length]


@composed(np.correlate)
def _correlate(x, y, mode="valid"):
    out = np.convolve(*((x, y[::-1]) if np.size(x) >= np.size(y) else (y, x[::-1])), mode)
    return out if np.size(x) >= np.size(y) else out[::-1]


# Einstein summation


@composed(np.einsum)
def _einsum_call(*args, optimize=False):
    inputs, output, operands = _einsum_parse(args)
    for k, letters in enumerate(inputs):
        distinct = "".join(dict.fromkeys(letters))
        if distinct != letters:
            places = np.einsum(f"{letters}->{distinct}", np.arange(operands[k].size).reshape(operands[k].shape))
            inputs[k], operands[k] = distinct, gather(operands[k], places)
    return _einsum(f"{','.join(inputs)}->{output}", *operands, optimize=optimize)


@primitive
def _einsum(subscripts, *operands, optimize=False):
    return np.einsum(subscripts, *operands, optimize=optimize)


def _einsum_pullback(i, g, out, subscripts, *operands, optimize=False):
    """The gradient takes the result's place, and the result that of operand i; a letter of i alone was summed."""
    inputs, output = subscripts.split("->")
    inputs, x = inputs.split(","), operands[i - 1]
    wanted, others = inputs[i - 1], inputs[: i - 1] + inputs[i:]
    known = [letter for letter in wanted if letter in output or any(letter in other for other in others)]
    d = np.einsum(
        f"{','.join([output, *others])}->{''.join(known)}", g, *operands[: i - 1], *operands[i:], optimize=optimize
    )
    if len(known) == len(wanted):
        return d
    d = d.reshape([d.shape[known.index(letter)] if letter in known else 1 for letter in wanted])
    return np.broadcast_to(
        d, [n if letter not in known else d.shape[k] for k, (letter, n) in enumerate(zip(wanted, x.shape, strict=True))]
    )


rule(_einsum, each=_einsum_pullback)


def _einsum_parse(args):
    """Subscripts of every operand and of the result, all axes named by letters."""
    if not isinstance(args[0], str):
        args = _einsum_from_lists(args)
    operands = [array(x) for x in args[1:]]
    text = args[0].replace(" ", "")
    inputs, _, output = text.partition("->")
    inputs = inputs.split(",")
    if len(inputs) != len(operands):
        raise ValueError(f"np.einsum: {args[0]!r} names {len(inputs)} operands, got {len(operands)}")
    free = [letter for letter in string.ascii_letters if letter not in text]
    hidden = [x.ndim - len(s.replace("...", "")) for s, x in zip(inputs, operands, strict=True)]
    dots = "".join(free[: max((n for s, n in zip(inputs, hidden, strict=True) if "..." in s), default=0)])
    named = [s.replace("...", dots[len(dots) - n :] if n > 0 else "") for s, n in zip(inputs, hidden, strict=True)]
    if "->" not in text:
        letters = "".join(inputs).replace(".", "")
        output = "..." + "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
    return named, output.replace("...", dots), operands


def _einsum_from_lists(args):
    """einsum(x, [0, 1], y, [1, 2], [0, 2]) in letters."""
    operands, lists = args[0 : len(args) // 2 * 2 : 2], args[1::2]
    spelled = ["".join("..." if k is Ellipsis else string.ascii_letters[k] for k in part) for part in lists]
    text = ",".join(spelled)
    if len(args) % 2:
        text += "->" + "".join("..." if k is Ellipsis else string.ascii_letters[k] for k in args[-1])
    return text, *operands
