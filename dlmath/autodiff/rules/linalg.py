"""Derivative rules of numpy.linalg: solving, inverse, determinant, decompositions, norms.

The letters are those of Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
differentiation" (2008). All functions take stacks of matrices; ``_t`` transposes the last two axes.
A decomposition of several parts is recorded as one array that holds the parts side by side.
"""

import functools
import itertools

import numpy as np
from numpy import linalg

from dlmath.autodiff.rules.elementwise import nonzero
from dlmath.autodiff.rules.products import transposed as _t
from dlmath.autodiff.trace import composed, plain, primitive, rule, strip

# Solving, inverse, determinant


def _solve_right(g, out, a, b):
    """∂L/∂B = A⁻ᵀ G."""
    return linalg.solve(_t(a), g[..., None])[..., 0] if b.ndim == 1 else linalg.solve(_t(a), g)


def _solve_matrix(g, out, a, b):
    """∂L/∂A = −(A⁻ᵀ G) Xᵀ."""
    u = _solve_right(g, out, a, b)
    return -(u[..., None] * out[..., None, :]) if b.ndim == 1 else -u @ _t(out)


rule(linalg.solve, _solve_matrix, _solve_right)
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
    if order not in ("nuc", 2, -2):
        raise ValueError(f"np.linalg.norm: {order!r} is not the order of a matrix norm")
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
