"""Derivative rules of products and of numpy.linalg.

The letters are those of Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
differentiation" (2008). All functions take stacks of matrices; ``_t`` transposes the last two axes.
A decomposition of several parts is recorded as one array that holds the parts side by side.
"""

import functools
import itertools
import string

import numpy as np
from numpy import linalg

from dlmath._derivatives_arrays import gather, scatter
from dlmath._derivatives_elementwise import nonzero
from dlmath._trace import Box, composed, plain, primitive, rule, strip


def _t(x):
    return np.swapaxes(x, -1, -2) if x.ndim > 2 else x.T


# Products


def _matmul_left(g, out, x, y):
    """∂L/∂X = G Yᵀ; a vector is a matrix with one row on the left, with one column on the right."""
    if x.ndim == 2 == y.ndim:
        return g @ y.T
    if y.ndim == 1:
        return g[..., None] * y
    return g @ _t(y) if x.ndim > 1 else (g[..., None, :] @ _t(y))[..., 0, :]


def _matmul_right(g, out, x, y):
    """∂L/∂Y = Xᵀ G."""
    if x.ndim == 2 == y.ndim:
        return x.T @ g
    if x.ndim == 1:
        return x[:, None] * g[..., None, :] if y.ndim > 1 else x * g
    return _t(x) @ g if y.ndim > 1 else x * g[..., None]


rule(np.matmul, _matmul_left, _matmul_right)


def _array(x):
    return x if type(x) is Box else np.asarray(x)


@composed(np.dot)
def _dot(x, y):
    x, y = _array(x), _array(y)
    if x.ndim == 0 or y.ndim == 0:
        return x * y
    if x.ndim < 3 and y.ndim < 3:
        return np.matmul(x, y)
    return np.tensordot(x, y, (-1, max(y.ndim - 2, 0)))


@composed(np.inner)
def _inner(x, y):
    x, y = _array(x), _array(y)
    return x * y if x.ndim == 0 or y.ndim == 0 else np.tensordot(x, y, (-1, -1))


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
    x, y = _array(x), _array(y)
    if np.ndim(axes) == 0:
        x_axes, y_axes = range(x.ndim - axes, x.ndim), range(axes)
    else:
        x_axes, y_axes = (np.atleast_1d(a).astype(int) % max(v.ndim, 1) for a, v in zip(axes, (x, y), strict=True))
    x_free, y_free = ([i for i in range(v.ndim) if i not in a] for v, a in ((x, x_axes), (y, y_axes)))
    shape = [x.shape[i] for i in x_free] + [y.shape[i] for i in y_free]
    n = int(np.prod([x.shape[i] for i in x_axes], dtype=int))
    rows = np.transpose(x, [*x_free, *x_axes]).reshape((-1, n) if n else (int(np.prod(shape[: len(x_free)])), 0))
    return (rows @ np.transpose(y, [*y_axes, *y_free]).reshape((n, -1))).reshape(shape)


@composed(np.kron)
def _kron(x, y):
    x, y = _array(x), _array(y)
    n = max(x.ndim, y.ndim)
    x_shape, y_shape = ((1,) * (n - v.ndim) + v.shape for v in (x, y))
    blocks = np.reshape(x, [m for k in x_shape for m in (k, 1)]) * np.reshape(y, [m for k in y_shape for m in (1, k)])
    return blocks.reshape([j * k for j, k in zip(x_shape, y_shape, strict=True)])


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
    x, y = _array(x), _array(y)
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
    operands = [_array(x) for x in args[1:]]
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


# Solving, inverse, determinant


def _solve_matrix(g, out, a, b):
    """∂L/∂A = −(A⁻ᵀ G) Xᵀ."""
    u = linalg.solve(_t(a), g)
    return -(u[..., None] * out) if b.ndim == 1 else -u @ _t(out)


rule(linalg.solve, _solve_matrix, lambda g, out, a, b: linalg.solve(_t(a), g))
rule(linalg.inv, lambda g, out, a: -_t(out) @ g @ _t(out))
rule(linalg.det, lambda g, out, a: (g * out)[..., None, None] * _t(linalg.inv(a)))


@primitive
def _log_det(a):
    return linalg.slogdet(a).logabsdet


rule(_log_det, lambda g, out, a: g[..., None, None] * _t(linalg.inv(a)))


@composed(linalg.slogdet)
def _slogdet(a):
    result = linalg.slogdet(strip(a))
    return type(result)(result.sign, _log_det(a))


@primitive
def _pinv(a):
    return linalg.pinv(a)


@functools.partial(rule, _pinv)
def _pinv_pullback(g, out, a):
    """Golub & Pereyra (1973), equation 4.12."""
    gt, out_t = _t(g), _t(out)
    left, right = np.eye(a.shape[-2]) - a @ out, np.eye(a.shape[-1]) - out @ a
    return _t(-out @ gt @ out + out @ out_t @ g @ left + right @ g @ out_t @ out)


@composed(linalg.pinv)
def _pinv_call(a):
    return _pinv(a)


@composed(linalg.matrix_power)
def _matrix_power(a, n):
    if n < 0:
        a, n = linalg.inv(a), -n
    out = np.broadcast_to(np.eye(a.shape[-1], dtype=a.dtype), a.shape)
    return functools.reduce(np.matmul, itertools.repeat(a, n), out)


@composed(linalg.multi_dot)
def _multi_dot(arrays):
    return functools.reduce(np.dot, arrays)


# Decompositions


def _cholesky_pullback(g, out, a):
    """∂L/∂A = L⁻ᵀ Φ(Lᵀ G) L⁻¹, made symmetric; Φ halves the diagonal and drops what is above it (Murray 2016)."""
    phi = np.tril(_t(out) @ g) / (1 + np.eye(a.shape[-1], dtype=a.dtype))
    s = linalg.solve(_t(out), _t(linalg.solve(_t(out), _t(phi))))
    return (s + _t(s)) / 2


rule(linalg.cholesky, _cholesky_pullback)


@primitive
def _eigh(a, uplo):
    """Eigenvalues in the first row, eigenvectors in the columns below."""
    w, v = linalg.eigh(a, uplo)
    return np.concatenate([w[..., None, :], v], axis=-2)


def _eigh_pullback(g, out, a, uplo):
    """∂L/∂A = V (diag gw + F ∘ VᵀGv) Vᵀ with F_ij = 1/(w_j − w_i), for the triangle that was read."""
    w, v, gw, gv = out[..., 0, :], out[..., 1:, :], g[..., :1, :], g[..., 1:, :]
    eye = np.eye(a.shape[-1], dtype=a.dtype)
    f = (1 - eye) / (w[..., None, :] - w[..., :, None] + eye)
    return _one_triangle(v @ (eye * gw + f * (_t(v) @ gv)) @ _t(v), uplo)


def _one_triangle(s, uplo):
    """Only one triangle is read: what belongs to both entries of a pair goes to the one that is read."""
    triangle = np.tri(s.shape[-1], k=-1, dtype=s.dtype)
    triangle = triangle if uplo.upper() == "L" else triangle.T
    return s * np.eye(s.shape[-1], dtype=s.dtype) + (s + _t(s)) * triangle


rule(_eigh, _eigh_pullback, None)


@composed(linalg.eigh)
def _eigh_call(a, UPLO="L"):
    out = _eigh(a, UPLO)
    return _EIGH(out[..., 0, :], out[..., 1:, :])


@primitive
def _eigvalsh(a, uplo):
    return linalg.eigvalsh(a, uplo)


@functools.partial(rule, _eigvalsh)
def _eigvalsh_pullback(g, out, a, uplo):
    """∂L/∂A = V diag(g) Vᵀ, for the triangle that was read."""
    v = linalg.eigh(a, uplo)[1]
    return _one_triangle((v * g[..., None, :]) @ _t(v), uplo)


@composed(linalg.eigvalsh)
def _eigvalsh_call(a, UPLO="L"):
    return _eigvalsh(a, UPLO)


@primitive
def _svd(a):
    """U, S and Vᵀ of the reduced decomposition, each laid flat, one after the other."""
    u, s, vt = linalg.svd(a, full_matrices=False)
    flat = (*a.shape[:-2], -1)
    return np.concatenate([u.reshape(flat), s, vt.reshape(flat)], axis=-1)


def _svd_parts(x, shape):
    m, n = shape[-2:]
    k = min(m, n)
    u, s, vt = x[..., : m * k], x[..., m * k : m * k + k], x[..., m * k + k :]
    return u.reshape((*shape[:-2], m, k)), s, vt.reshape((*shape[:-2], k, n))


@functools.partial(rule, _svd)
def _svd_pullback(g, out, a):
    """Townsend, "Differentiating the singular value decomposition" (2016)."""
    u, s, vt = _svd_parts(out, a.shape)
    gu, gs, gvt = _svd_parts(g, a.shape)
    eye = np.eye(s.shape[-1], dtype=a.dtype)
    f = (1 - eye) / (s[..., None, :] ** 2 - s[..., :, None] ** 2 + eye)
    inner_u, inner_v = _t(u) @ gu, gvt @ _t(vt)
    left = (f * (inner_u - _t(inner_u))) * s[..., None, :]
    right = s[..., :, None] * (f * (_t(inner_v) - inner_v))
    out_u = ((gu - u @ inner_u) / s[..., None, :]) @ vt
    out_v = u @ ((gvt - inner_v @ vt) / s[..., :, None])
    return u @ (left + right + eye * gs[..., None, :]) @ vt + out_u + out_v


@primitive
def _svdvals(a):
    return linalg.svd(a, compute_uv=False)


@functools.partial(rule, _svdvals)
def _svdvals_pullback(g, out, a):
    u, _, vt = linalg.svd(a, full_matrices=False)
    return (u * g[..., None, :]) @ vt


@composed(linalg.svd)
def _svd_call(a, full_matrices=True, compute_uv=True, hermitian=False):
    if not compute_uv:
        return _svdvals(a)
    if full_matrices and a.shape[-1] != a.shape[-2]:
        raise TypeError("np.linalg.svd is differentiated in its reduced form only: pass full_matrices=False")
    return _SVD(*_svd_parts(_svd(a), a.shape))


composed(linalg.svdvals)(_svdvals)


@primitive
def _qr(a):
    """Q above R."""
    return np.concatenate(linalg.qr(a), axis=-2)


@functools.partial(rule, _qr)
def _qr_pullback(g, out, a):
    """∂L/∂A = (Gq + Q C) R⁻ᵀ, C symmetric with the lower triangle of R Grᵀ − GqᵀQ (Walter & Lehmann 2013)."""
    m = a.shape[-2]
    q, r, gq, gr = out[..., :m, :], out[..., m:, :], g[..., :m, :], np.triu(g[..., m:, :])
    c = r @ _t(gr) - _t(gq) @ q
    c = np.tril(c) + _t(np.tril(c, -1))
    return _t(linalg.solve(r, _t(gq + q @ c)))


@composed(linalg.qr)
def _qr_call(a, mode="reduced"):
    if mode != "reduced" or a.shape[-2] < a.shape[-1]:
        raise TypeError("np.linalg.qr is differentiated in its reduced form only, for at least as many rows as columns")
    out = _qr(a)
    return _QR(out[..., : a.shape[-2], :], out[..., a.shape[-2] :, :])


_EIGH, _SVD, _QR = (type(f(np.eye(1))) for f in (linalg.eigh, linalg.svd, linalg.qr))

# Norms


@primitive
def _euclidean(x, axis):
    """The root of the sum of squares, with the reduced axes kept as axes of length 1."""
    return np.sqrt(np.sum(x * x, axis=axis, keepdims=True))


rule(_euclidean, lambda g, out, x, axis: x * (g / nonzero(out)), None)


def _vector_norm(x, order, axis):
    if order in (None, 2):
        return _euclidean(x, axis)
    size = np.absolute(x)
    if order == np.inf:
        return np.max(size, axis=axis, keepdims=True)
    if order == -np.inf:
        return np.min(size, axis=axis, keepdims=True)
    if order == 0:
        return np.sum(strip(x) != 0, axis=axis, keepdims=True).astype(x.dtype)
    if order == 1:
        return np.sum(size, axis=axis, keepdims=True)
    return np.sum(size**order, axis=axis, keepdims=True) ** (1 / order)


def _matrix_norm(x, order, axis):
    if order in (None, "fro", "f"):
        return _euclidean(x, axis)
    if order in (1, -1, np.inf, -np.inf):
        summed, chosen = axis if abs(order) == 1 else axis[::-1]
        sums = np.sum(np.absolute(x), axis=summed, keepdims=True)
        return (np.max if order > 0 else np.min)(sums, axis=chosen, keepdims=True)
    s = _svdvals(np.moveaxis(x, axis, (-2, -1)))
    out = {"nuc": np.sum, 2: np.max, -2: np.min}[order](s, axis=-1)
    return np.expand_dims(out, tuple(sorted(a % x.ndim for a in axis)))


@composed(linalg.norm)
def _norm(x, ord=None, axis=None, keepdims=False):
    if axis is None:
        axis = tuple(range(x.ndim if ord is None or x.ndim == 2 else 1))
    is_matrix = isinstance(axis, tuple) and len(axis) == 2 and ord is not None
    out = _matrix_norm(x, ord, axis) if is_matrix else _vector_norm(x, ord, axis[0] if axis == (0,) else axis)
    return out if keepdims else np.squeeze(out, axis)


plain(linalg.matrix_rank, linalg.cond)
