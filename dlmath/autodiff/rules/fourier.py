"""Fourier transforms, and the complex arrays that they give.

A traced complex array is a `Complex`, a pair of traced real arrays z = a + ib. Its arithmetic is written in terms of
a and b, so the rules for real numbers give its derivatives, of every order. What f returns must be real: a part of
z, its size np.abs(z), or an inverse transform.
"""

import functools

import numpy as np
from numpy import fft
from numpy.lib.array_utils import normalize_axis_index

from dlmath.autodiff.box import TYPES, Box, name, operators, strip
from dlmath.autodiff.rules.arrays import moving
from dlmath.autodiff.trace import carry_out, composed, primitive, rule

_OF_COMPLEX = {}
of_complex = functools.partial(composed, into=_OF_COMPLEX)  # decorates what functions do that meet a Complex


class Complex(Box):
    """A complex array whose real and imaginary parts are traced."""

    __slots__ = ("imag", "real")

    def __init__(self, real, imag):
        self.real, self.imag = real, imag

    @property
    def value(self):
        """The plain complex array."""
        a, b = strip(self.real), strip(self.imag)
        z = np.empty(np.shape(a), np.result_type(a, np.complex64))
        z.real, z.imag = a, b
        return z[()]

    @staticmethod
    def _call(function, args, kwargs):
        if function in _PLAIN_OF_COMPLEX:
            return function(*(x.value if type(x) is Complex else strip(x) for x in args), **kwargs)
        if function not in _OF_COMPLEX:
            raise TypeError(
                f"{name(function)} of complex values has no derivative rule: "
                "take it of their parts, np.real(z), np.imag(z) or np.abs(z)"
            )
        return carry_out(function, _OF_COMPLEX, args, kwargs)

    # Python asks the subclass first only for a reflected operator that is its own.
    (_, __radd__), (_, __rsub__), (_, __rmul__), (_, __rtruediv__), (_, __rmatmul__) = map(
        operators, (np.add, np.subtract, np.multiply, np.divide, np.matmul)
    )

    def __getitem__(self, index):
        return Complex(self.real[index], self.imag[index])

    def __pow__(self, n):
        return np.square(self) if type(n) is int and n == 2 else np.power(self, n)

    def __rpow__(self, other):
        return np.power(other, self)

    def __repr__(self):
        return f"Complex({self.value!s})"

    def astype(self, dtype, **kwargs):
        raise TypeError("a traced complex array keeps its type: take np.real(z), np.imag(z) or np.abs(z)")


TYPES.add(Complex)


def parts(z):
    """a and b of z = a + ib."""
    if type(z) is Box:
        return z, np.zeros_like(z)
    z = np.asarray(z) if isinstance(z, list | tuple) else z
    return z.real, z.imag


# Arithmetic

_PLAIN_OF_COMPLEX = {np.shape, np.ndim, np.size, np.isfinite, np.isnan, np.isinf, np.equal, np.not_equal}
_PLAIN_OF_COMPLEX |= {np.zeros_like, np.ones_like, np.empty_like, np.isclose, np.allclose, np.iscomplexobj}

of_complex(np.real)(lambda z: z.real)
of_complex(np.imag)(lambda z: z.imag)
of_complex(np.absolute)(lambda z: np.hypot(*parts(z)))
of_complex(np.positive, np.copy)(lambda z: z)
of_complex(np.negative)(lambda z: Complex(-z.real, -z.imag))
of_complex(np.conjugate)(lambda z: Complex(z.real, -z.imag))
of_complex(np.square)(lambda z: z * z)


@of_complex(np.add)
def _add(z, w):
    (a, b), (c, d) = parts(z), parts(w)
    return Complex(a + c, b + d)


@of_complex(np.subtract)
def _subtract(z, w):
    (a, b), (c, d) = parts(z), parts(w)
    return Complex(a - c, b - d)


def _product(function):
    @of_complex(function)
    def product(z, w):
        (a, b), (c, d) = parts(z), parts(w)
        return Complex(function(a, c) - function(b, d), function(a, d) + function(b, c))


for _function in (np.multiply, np.matmul, np.dot, np.inner, np.outer, np.convolve):
    _product(_function)


@of_complex(np.divide)
def _divide(z, w):
    """z / w = z conj(u) / |w| with u = w / |w|."""
    c, d = parts(w)
    size = np.hypot(c, d)
    product = z * Complex(c / size, -d / size)
    return Complex(product.real / size, product.imag / size)


@of_complex(np.exp)
def _exp(z):
    size = np.exp(z.real)
    return Complex(size * np.cos(z.imag), size * np.sin(z.imag))


@of_complex(np.angle)
def _angle(z, deg=False):
    return np.arctan2(z.imag, z.real) * (180 / np.pi if deg else 1)


@of_complex(np.where)
def _where(condition, z, w):
    return Complex(*(np.where(condition, *pair) for pair in zip(parts(z), parts(w), strict=True)))


# What real numbers may do to both parts alike


def _alike(function):
    @of_complex(function)
    def on_both(z, *args, **kwargs):
        pairs = [parts(x) for x in z] if isinstance(z, list | tuple) else None
        halves = parts(z) if pairs is None else zip(*pairs, strict=True)
        return Complex(*(function(half, *args, **kwargs) for half in halves))


for _function in (np.sum, np.mean, np.cumsum, np.diff, np.trace, np.concatenate, np.stack, np.reshape, np.ravel):
    _alike(_function)
for _function in (np.transpose, np.swapaxes, np.moveaxis, np.squeeze, np.expand_dims, np.broadcast_to, np.pad):
    _alike(_function)
for _function in (np.flip, np.roll, np.tile, np.repeat, np.take, np.diagonal, fft.fftshift, fft.ifftshift):
    _alike(_function)


# Transforms. All are made of one, along one axis and of its length.


@primitive
def _transform(z, inverse, axis, norm):
    """The transform of z[0] + i z[1], given in the same way."""
    z = (fft.ifft if inverse else fft.fft)(z[0] + 1j * z[1], axis=axis, norm=norm)
    return np.stack([z.real, z.imag])


_OTHER = {None: "forward", "backward": "forward", "ortho": "ortho", "forward": "backward"}

# The transposed map of the transform is the inverse transform, scaled as the transform was.
rule(_transform, lambda g, out, z, inverse, axis, norm: _transform(g, not inverse, axis, _OTHER[norm]), None)


def _accepted(function):
    """Decorate a transform that takes traced real arrays and complex ones."""

    def register(body):
        return of_complex(function)(composed(function)(body))

    return register


def _of_length(z, n, axis):
    """z cut off at length n along a negative axis, or continued by zeros."""
    have = z.shape[axis]
    if n < have:
        return z[(..., slice(n), *[slice(None)] * (-axis - 1))]
    return np.pad(z, [(0, n - have if k == z.ndim + axis else 0) for k in range(z.ndim)]) if n > have else z


def _along(z, inverse, n, axis, norm):
    axis = normalize_axis_index(axis, z.ndim) - z.ndim
    n = z.shape[axis] if n is None else n
    if n < 1:
        raise ValueError(f"Invalid number of FFT data points ({n}) specified.")
    out = _transform(np.stack(parts(_of_length(z, n, axis))), inverse, axis, norm)
    return Complex(out[0], out[1])


@_accepted(fft.fft)
def _fft(a, n=None, axis=-1, norm=None):
    return _along(a, False, n, axis, norm)


@_accepted(fft.ifft)
def _ifft(a, n=None, axis=-1, norm=None):
    return _along(a, True, n, axis, norm)


@composed(fft.rfft)
def _rfft(a, n=None, axis=-1, norm=None):
    """The first half: for real a, the second holds its conjugates."""
    axis = normalize_axis_index(axis, a.ndim) - a.ndim
    z = _along(a, False, n, axis, norm)
    return _of_length(z, z.shape[axis] // 2 + 1, axis)


@_accepted(fft.irfft)
def _irfft(a, n=None, axis=-1, norm=None):
    axis = normalize_axis_index(axis, a.ndim) - a.ndim
    n = 2 * (a.shape[axis] - 1) if n is None else n
    if n < 1:
        raise ValueError(f"Invalid number of FFT data points ({n}) specified.")
    half = _of_length(a, n // 2 + 1, axis)
    inner = half[(..., slice(1, (n + 1) // 2), *[slice(None)] * (-axis - 1))]
    return _along(np.concatenate([half, np.conjugate(np.flip(inner, axis))], axis), True, n, axis, norm).real


@_accepted(fft.hfft)
def _hfft(a, n=None, axis=-1, norm=None):
    return fft.irfft(np.conjugate(a), n, axis, _OTHER[norm])


@composed(fft.ihfft)
def _ihfft(a, n=None, axis=-1, norm=None):
    return np.conjugate(fft.rfft(a, n, axis, _OTHER[norm]))


# Along several axes, one after the other


def _along_all(one, a, along, norm):
    for n, axis in along:
        a = one(a, n, axis, norm)
    return a


def _lengths_and_axes(a, s, axes):
    """Pairs (length, axis), the last axis first, as NumPy goes; a length of −1 is that of a."""
    if axes is None:
        axes = range(-a.ndim if s is None else -len(s), 0)
    s = [-1] * len(axes) if s is None else s
    return [(a.shape[axis] if n == -1 else n, axis) for n, axis in zip(s, axes, strict=True)][::-1]


@_accepted(fft.fftn)
def _fftn(a, s=None, axes=None, norm=None):
    return _along_all(fft.fft, a, _lengths_and_axes(a, s, axes), norm)


@_accepted(fft.ifftn)
def _ifftn(a, s=None, axes=None, norm=None):
    return _along_all(fft.ifft, a, _lengths_and_axes(a, s, axes), norm)


@composed(fft.rfftn)
def _rfftn(a, s=None, axes=None, norm=None):
    last, *others = _lengths_and_axes(a, s, axes)
    return _along_all(fft.fft, fft.rfft(a, *last, norm), others, norm)


@_accepted(fft.irfftn)
def _irfftn(a, s=None, axes=None, norm=None):
    (n, axis), *others = _lengths_and_axes(a, s, axes)
    return fft.irfft(_along_all(fft.ifft, a, others, norm), None if s is None else n, axis, norm)


def _in_two_dimensions(function, of_n, register):
    @register(function)
    def transform(a, s=None, axes=(-2, -1), norm=None):
        return of_n(a, s, axes, norm)


_in_two_dimensions(fft.fft2, fft.fftn, _accepted)
_in_two_dimensions(fft.ifft2, fft.ifftn, _accepted)
_in_two_dimensions(fft.rfft2, fft.rfftn, composed)
_in_two_dimensions(fft.irfft2, fft.irfftn, _accepted)
moving(fft.fftshift)
moving(fft.ifftshift)
