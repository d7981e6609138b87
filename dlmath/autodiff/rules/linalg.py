"""Derivative rules of numpy.linalg: solving, inverse, determinant, decompositions, norms.

The letters are those of Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
differentiation" (2008). All functions take stacks of matrices; ``_t`` transposes the last two axes.
A decomposition of several parts is recorded as one array that holds the parts side by side.
"""

import functools
import itertools

import numpy as np
from numpy import linalg

from dlmath.autodiff.box import strip
from dlmath.autodiff.rules.arrays import array, scalar
from dlmath.autodiff.rules.elementwise import at_kink, nonzero
from dlmath.autodiff.rules.products import transposed as _t
from dlmath.autodiff.rules.reductions import euclidean
from dlmath.autodiff.trace import composed, plain, primitive, rule

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


def _det_pullback(g, out, a):
    """∂L/∂A = g cof A with cof A = det(A) A⁻ᵀ, which a singular matrix has too."""
    if np.all(strip(out)):
        return (g * out)[..., None, None] * _t(linalg.inv(a))
    return g[..., None, None] * _cofactors(a)


rule(linalg.det, _det_pullback)


def _products_without(s, axes):
    """Along a last axis: the product of all entries but those of as many places."""
    n, keep = s.shape[-1], np.ones((s.shape[-1],) * (axes + 1), bool)
    for k in range(axes):
        i = np.arange(n)
        keep[(*[slice(None)] * k, i, *[slice(None)] * (axes - 1 - k), i)] = False
    return np.prod(np.where(keep, s[(..., *[None] * axes, slice(None))], 1.0), axis=-1)


@primitive
def _cofactors(a):
    """det(U) det(V) U cof(Σ) Vᵀ, where cof(Σ) holds the products of all singular values but one."""
    u, s, vt = linalg.svd(a)
    sign = linalg.det(u) * linalg.det(vt)
    return sign[..., None, None] * ((u * _products_without(s, 1)[..., None, :]) @ vt)


@primitive
def _cofactors_slope(m, a):
    """The change of cof A along M: in the frame N = UᵀMV, Σ_k N_kk π_ik on the diagonal and −N_ji π_ij beside it."""
    u, s, vt = linalg.svd(a)
    n, sign = _t(u) @ m @ _t(vt), linalg.det(u) * linalg.det(vt)
    pi = _products_without(s, 2) * (1 - np.eye(s.shape[-1]))
    diagonal = np.einsum("...ik,...kk->...i", pi, n)
    slope = np.eye(s.shape[-1]) * diagonal[..., None, :] - _t(n) * pi
    return sign[..., None, None] * (u @ slope @ vt)


rule(_cofactors, lambda g, out, a: _cofactors_slope(g, a))
rule(_cofactors_slope, lambda g, out, m, a: _cofactors_slope(g, a), None)


@primitive
def _log_det(a):
    return linalg.slogdet(a).logabsdet


rule(_log_det, lambda g, out, a: g[..., None, None] * _t(linalg.inv(a)))


@composed(linalg.slogdet)
def _slogdet(a):
    result = linalg.slogdet(strip(a))
    return type(result)(result.sign, _log_det(a))


@primitive
def _pinv(a, rcond):
    return linalg.pinv(a, rcond)


@functools.partial(rule, _pinv)
def _pinv_pullback(g, out, a, rcond):
    """Golub & Pereyra (1973), equation 4.12."""
    gt, out_t = _t(g), _t(out)
    left, right = np.eye(a.shape[-2]) - a @ out, np.eye(a.shape[-1]) - out @ a
    return _t(-out @ gt @ out + out @ out_t @ g @ left + right @ g @ out_t @ out)


@composed(linalg.pinv)
def _pinv_call(a, rcond=None):
    return _pinv(a, rcond)


@composed(linalg.lstsq)
def _lstsq(a, b, rcond=None):
    """x = A⁺ b; the residuals are those of NumPy, for as many equations as unknowns or more and full rank."""
    dtype = np.result_type(array(a).dtype, array(b).dtype)
    a, b = array(a).astype(dtype), array(b).astype(dtype)
    _, residuals, rank, _ = linalg.lstsq(strip(a), strip(b), rcond)
    x = linalg.pinv(a, np.finfo(a.dtype).eps * max(a.shape) if rcond is None else rcond) @ b
    if len(residuals):
        residuals = np.atleast_1d(np.sum(np.square(b - a @ x), axis=0))
    return x, residuals, rank, _svdvals(a)


@composed(linalg.matrix_power)
def _matrix_power(a, n):
    if n == 0:
        return linalg.matrix_power(strip(a), 0)
    if n < 0:
        a, n = linalg.inv(a), -n
    return functools.reduce(np.matmul, itertools.repeat(a, n))


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


def _inverse_differences(x):
    """F_ij = 1/(x_j − x_i), 0 on the diagonal; nan for equal ones, whose eigenvectors have no derivative."""
    d = x[..., None, :] - x[..., :, None]
    eye = np.eye(x.shape[-1], dtype=bool)
    return np.where(eye, 0.0, 1 / np.where(eye, 1.0, np.where(strip(d) == 0, np.nan, d)))


@primitive
def _eigenvalues(a, uplo, w):
    return w


@primitive
def _eigenvectors(a, uplo, v):
    return v


def _eigh(a, uplo):
    """The two parts have rules of their own: the eigenvalues have a derivative where the eigenvectors have none."""
    w, v = linalg.eigh(strip(a), uplo)
    return _eigenvalues(a, uplo, w), _eigenvectors(a, uplo, v)


@functools.partial(rule, _eigenvalues)
def _eigenvalues_pullback(g, out, a, uplo, w):
    """∂L/∂A = V diag(g) Vᵀ, for the triangle that was read."""
    v = _eigh(a, uplo)[1]
    return _one_triangle((v * g[..., None, :]) @ _t(v), uplo)


@functools.partial(rule, _eigenvectors)
def _eigenvectors_pullback(g, out, a, uplo, v):
    """∂L/∂A = V (F ∘ VᵀG) Vᵀ with F_ij = 1/(w_j − w_i), for the triangle that was read."""
    f = _inverse_differences(_eigh(a, uplo)[0])
    return _one_triangle(out @ (f * (_t(out) @ g)) @ _t(out), uplo)


def _one_triangle(s, uplo):
    """Only one triangle is read: what belongs to both entries of a pair goes to the one that is read."""
    triangle = np.tri(s.shape[-1], k=-1, dtype=s.dtype)
    triangle = triangle if uplo.upper() == "L" else triangle.T
    return s * np.eye(s.shape[-1], dtype=s.dtype) + (s + _t(s)) * triangle


@composed(linalg.eigh)
def _eigh_call(a, UPLO="L"):
    return _EIGH(*_eigh(a, UPLO))


@composed(linalg.eigvalsh)
def _eigvalsh_call(a, UPLO="L"):
    return _eigenvalues(a, UPLO, linalg.eigvalsh(strip(a), UPLO))


@primitive
def _svd(a):
    """U, S and Vᵀ of the reduced decomposition, each laid flat, one after the other."""
    u, s, vt = linalg.svd(a, full_matrices=False)
    u, vt = (part.reshape((*a.shape[:-2], part.shape[-2] * part.shape[-1])) for part in (u, vt))
    return np.concatenate([u, s, vt], axis=-1)


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
    f = _inverse_differences(s**2)
    inner_u, inner_v = _t(u) @ gu, gvt @ _t(vt)
    left = (f * (inner_u - _t(inner_u))) * s[..., None, :]
    right = s[..., :, None] * (f * (_t(inner_v) - inner_v))
    inverse = 1 / np.where(strip(s) == 0, np.nan, s)
    out_u = ((gu - u @ inner_u) * inverse[..., None, :]) @ vt
    out_v = u @ ((gvt - inner_v @ vt) * inverse[..., :, None])
    return u @ (left + right + np.eye(s.shape[-1]) * gs[..., None, :]) @ vt + out_u + out_v


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
    u, _, vt = _svd_parts(_svd(a), a.shape)
    return _SVD(u, _svdvals(a), vt)


composed(linalg.svdvals)(_svdvals)


@composed(linalg.cond)
def _cond(a, p=None):
    if p in (None, 2, -2):
        s = _svdvals(a)
        with np.errstate(divide="ignore"):
            return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    return linalg.norm(a, p, axis=(-2, -1)) * linalg.norm(linalg.inv(a), p, axis=(-2, -1))


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
def _p_norm(x, order, axis):
    """(Σ |x|ᵖ)^(1/p), with the reduced axes kept."""
    return np.sum(np.abs(x) ** order, axis=axis, keepdims=True) ** (1 / order)


def _p_norm_pullback(g, out, x, order, axis):
    """∂‖x‖/∂x = sign(x) (|x| / ‖x‖)^(p−1), and 0 for x = 0."""
    sign = np.sign(strip(x))
    d = g * sign * (x * sign / nonzero(out)) ** (order - 1)
    return at_kink("np.linalg.norm", d, g, x, lambda: np.broadcast_to(strip(out) == 0, x.shape))


rule(_p_norm, _p_norm_pullback, None, None)


def _largest(x, axis, keepdims=True):
    """The maximum, and 0 of nothing."""
    return np.max(x, axis=axis, keepdims=keepdims, **({} if x.size else {"initial": 0}))


def _vector_norm(x, order, axis):
    if order in (None, 2):
        return euclidean(x, axis)
    if order == np.inf:
        return _largest(np.absolute(x), axis)
    if order == -np.inf:
        return np.min(np.absolute(x), axis=axis, keepdims=True)
    if order == 0:
        return np.sum(strip(x) != 0, axis=axis, keepdims=True).astype(x.dtype)
    if order == 1:
        return np.sum(np.absolute(x), axis=axis, keepdims=True)
    return _p_norm(x, order, axis)


def _matrix_norm(x, order, axis):
    if order in (None, "fro", "f"):
        return euclidean(x, axis)
    if order in (1, -1, np.inf, -np.inf):
        summed, chosen = axis if abs(order) == 1 else axis[::-1]
        sums = np.sum(np.absolute(x), axis=summed, keepdims=True)
        return (_largest if order > 0 else np.min)(sums, axis=chosen, keepdims=True)
    if order not in ("nuc", 2, -2):
        raise ValueError(f"np.linalg.norm: {order!r} is not the order of a matrix norm")
    s = _svdvals(np.moveaxis(x, axis, (-2, -1)))
    out = {"nuc": np.sum, 2: _largest, -2: np.min}[order](s, axis=-1, keepdims=False)
    return np.expand_dims(out, tuple(sorted(a % x.ndim for a in axis)))


@composed(linalg.norm)
def _norm(x, ord=None, axis=None, keepdims=False):
    if axis is None:
        axis = tuple(range(x.ndim if ord is None or x.ndim == 2 else 1))
    is_matrix = isinstance(axis, tuple) and len(axis) == 2 and ord is not None
    out = _matrix_norm(x, ord, axis) if is_matrix else _vector_norm(x, ord, axis[0] if axis == (0,) else axis)
    return out if keepdims else scalar(np.squeeze(out, axis))


@composed(linalg.vector_norm)
def _vector_norm_call(x, *, axis=None, keepdims=False, ord=2):
    if axis is not None:
        out = _vector_norm(x, ord, axis)
        return out if keepdims else scalar(np.squeeze(out, axis))
    out = _vector_norm(np.ravel(x), ord, 0)
    return np.reshape(out, (1,) * x.ndim) if keepdims else out[0]


@composed(linalg.matrix_norm)
def _matrix_norm_call(x, *, keepdims=False, ord="fro"):
    return linalg.norm(x, ord, axis=(-2, -1), keepdims=keepdims)


@composed(linalg.trace)
def _trace(x, *, offset=0):
    return np.trace(x, offset, -2, -1)


for _function in (np.matrix_transpose, linalg.matrix_transpose):
    composed(_function)(lambda x: np.swapaxes(x, -1, -2))

plain(linalg.matrix_rank)
