"""Every NumPy function that `dlmath.autodiff` accepts, over axes, shapes, orders in memory and dtypes.

A row of `CALLS` is a name and a function that yields, for an array x, the calls to be tried: (text, f of np and arrays,
arrays). What NumPy refuses has to be refused or left alone. For the rest the traced value is NumPy's in type, dtype,
shape and entries, and the derivative is that of central differences and, where it knows one, of HIPS autograd.
"""

import itertools
import re

import numpy
import pytest

from dlmath.autodiff import Box, grad, jvp, trace
from tests.derivative_cases import positive, real

SHAPES = [(), (1,), (4,), (0,), (2, 3), (1, 3), (3, 1), (0, 2), (2, 3, 2), (2, 1, 2)]
MATRICES = [(3, 3), (1, 1), (3, 2), (2, 3), (2, 3, 3), (0, 2, 2), (2, 1, 1), (0, 0), (0, 2), (2, 0)]
KEEP = (False, True)
NUMPY = numpy.lib.NumpyVersion(numpy.__version__)
SHAPE = "shape" if NUMPY >= "2.1.0" else "newshape"
CALLS = {}
REFUSED = "vectors of length 3|reduced form only|mode .* has no derivative rule|lies in memory"


def row(name, calls, matrices=False):
    CALLS.setdefault(
        f"{name} {len(CALLS)}",
        (name, calls, MATRICES if matrices or ("linalg" in name and name != "linalg.outer") else SHAPES),
    )


def find(np, name):
    for part in name.split("."):
        np = getattr(np, part)
    return np


def axes(x):
    return [None, *range(-x.ndim, x.ndim)]


def pairs(x):
    return [
        (a, b) for a in range(-x.ndim, x.ndim) for b in range(-x.ndim, x.ndim) if a % x.ndim < b % x.ndim or a > b + 1
    ]


def axes_and_pairs(x):
    return axes(x) + (pairs(x) if x.ndim > 1 else [])


def permutations(x):
    yield None
    for axes in itertools.permutations(range(x.ndim)):
        for signs in itertools.product((0, x.ndim), repeat=x.ndim):
            yield tuple(a - s for a, s in zip(axes, signs, strict=True))


def one(names, **options):
    """Calls f(x, …) with all combinations of options; an option may be a function of x that gives its values."""
    for name in names.split():

        def calls(x, name=name):
            values = [v(x) if callable(v) else v for v in options.values()]
            for chosen in itertools.product(*values):
                kwargs = dict(zip(options, chosen, strict=True))
                yield kwargs, lambda np, x, kwargs=kwargs: find(np, name)(x, **kwargs), (x,)

        row(name, calls)


def two(names, **kwargs):
    """Calls f(x, y) and f(y, x) with a y of the shape of x and of others, and with a list in place of y."""
    for name in names.split():

        def calls(x, name=name):
            for shape in {x.shape, (), (1,), x.shape[-1:], x.shape[:-1] + (1,) * (x.ndim > 0), x.shape[::-1]}:
                y = like(shape, positive) * 1.3 + 0.05
                yield shape, lambda np, x, y: find(np, name)(x, y, **kwargs), (x, y)
                yield shape, lambda np, x, y: find(np, name)(y, x, **kwargs), (x, y)
                yield "list", lambda np, x, y=y: find(np, name)(x, y.tolist(), **kwargs), (x,)
                yield "list", lambda np, x, y=y: find(np, name)(y.tolist(), x, **kwargs), (x,)

        row(name, calls, matrices=name in ("matmul", "dot", "inner"))


def several(names, **options):
    """Calls f([x, y, a plain list], …) with all combinations of options."""
    for name in names.split():

        def calls(x, name=name):
            values = [v(x) if callable(v) else v for v in options.values()]
            for chosen in itertools.product(*values):
                kwargs = dict(zip(options, chosen, strict=True))
                plain = x.tolist()
                yield kwargs, lambda np, x, y, k=kwargs, p=plain: find(np, name)([x, y, p], **k), (x, 1.5 * x)

        row(name, calls)


def on(name, f, *shapes):
    """One call with arrays of its own."""
    row(name, lambda x: [("", f, tuple(like(shape, real) for shape in shapes))] if x.shape == (1,) else [])


def like(shape, values):
    return values(*shape, 1)[..., 0]


SMOOTH = """
negative positive absolute fabs square sin cos arctan sinh cosh tanh arcsinh exp exp2 expm1 sinc cbrt deg2rad radians
rad2deg degrees reciprocal nan_to_num real conj fliplr flipud atleast_1d atleast_2d atleast_3d diagflat unique
linalg.inv linalg.det linalg.pinv linalg.slogdet linalg.eigh linalg.eigvalsh linalg.svdvals linalg.qr
linalg.matrix_transpose matrix_transpose median average ptp corrcoef nanmax
"""
one(SMOOTH)
for _name in ("tan", "sqrt", "log", "log2", "log10", "log1p", "arcsin", "arccos", "arctanh"):
    row(_name, lambda x, n=_name: [("", lambda np, x: find(np, n)(np.square(x) / 4), (x,))])
row("arccosh", lambda x: [("", lambda np, x: np.arccosh(2 + np.square(x)), (x,))])
row("linalg.cholesky", lambda x: [("", lambda np, a: np.linalg.cholesky(a @ np.swapaxes(a, -1, -2) + 1.0), (x,))])
two("add subtract multiply divide maximum minimum fmax fmin logaddexp logaddexp2 arctan2 hypot remainder fmod copysign")
two("heaviside divmod matmul dot inner outer vdot vecdot kron append polyval convolve correlate cross")
two("linalg.matmul linalg.outer linalg.vecdot linalg.cross linalg.solve linalg.lstsq")
two("cross", axis=0)
two("tensordot linalg.tensordot", axes=1)
two("tensordot", axes=0)
two("tensordot", axes=([0], [-1]))
for _name in ("power", "float_power"):
    row(_name, lambda x, n=_name: [("", lambda np, x: find(np, n)(np.square(x), x[..., :1]), (x,))])

one("sum mean var std prod max min amax amin ptp median average", axis=axes_and_pairs, keepdims=KEEP)
one("nansum nanprod nanmean nanvar nanstd nanmax nanmin", axis=axes_and_pairs, keepdims=KEEP)
one("var std nanvar", axis=axes, ddof=(0, 1))
one("var std", axis=axes, correction=(1,), keepdims=(True,))
one("sum prod mean var std", axis=axes, where=lambda x: [numpy.arange(x.size).reshape(x.shape) % 3 != 1])
one("sum prod max min", axis=axes, initial=(0.3,))
one("max min", axis=axes, initial=(0.3,), where=lambda x: [numpy.arange(x.size).reshape(x.shape) % 3 != 1])
one("sum prod mean var std cumsum cumprod", dtype=("f8",))
one("cumsum cumprod nancumsum nancumprod sort trapezoid flip gradient", axis=axes)
one("diff", n=(1, 2), axis=axes)
one("quantile", q=(0.3, [0.25, 0.6]), axis=axes, keepdims=KEEP)
one("percentile", q=(30, [25.0, 60.0]), axis=axes)
one("partition", kth=(0, -1), axis=axes)
one("roll", shift=(1, -2), axis=axes)
one("repeat", repeats=(0, 2), axis=axes)
one("take", indices=(0, -1, [0, 0], [[0], [-1]]), axis=axes)
one("delete", obj=(0, [0, -1]), axis=axes)
one("insert", obj=(0, -1, [0, 1]), values=(2.5,), axis=axes)
one("resize", new_shape=((5,), (2, 2), 3))
one("tile", reps=(2, (2, 1), (1, 2, 2)))
one("rot90", k=(1, 2, -1), axes=lambda x: pairs(x) if x.ndim else [])
one("diagonal trace", offset=(0, 1, -1), axis1=axes, axis2=axes)
one("diag tril triu", k=(0, 1, -1))
one("linalg.diagonal linalg.trace", offset=(0, 1, -1))
one("swapaxes", axis1=axes, axis2=axes)
one("moveaxis", source=axes, destination=axes)
one("rollaxis", axis=axes, start=lambda x: range(-x.ndim, x.ndim + 1))
one("expand_dims", axis=lambda x: [*range(-x.ndim - 1, x.ndim + 1), (0, -1), (1, -3)])
one("squeeze", axis=axes)
one("transpose", axes=permutations)
one("reshape", **{SHAPE: (-1, (1, -1), (-1, 2), (3, 2))}, order=("C", "F", "A"))
one("ravel copy", order=("C", "F", "A", "K"))
one("broadcast_to", shape=((3,), (2, 3), (2, 2, 3), (2, 3, 2)))
one("pad", pad_width=(1, (1, 2), ((1, 0),)), mode=("constant", "edge", "reflect", "symmetric", "wrap"))
if NUMPY >= "2.4.0":  # since when np.pad takes a dict
    one("pad", pad_width=lambda x: [{0: 1}, {-1: (0, 2)}, {0: (1, 0), -1: 2}])
one("clip", a_min=(None, -0.7), a_max=(0.8, None))
one("linalg.norm", ord=(None, 1, 2, 3, 2.5, -1, numpy.inf, -numpy.inf, "fro", "nuc", -2), keepdims=KEEP)
one("linalg.norm", ord=(None, 1, 2, 3, numpy.inf), axis=axes)
one("linalg.norm", ord=(None, 1, 2, -1, "nuc", -2, -numpy.inf), axis=pairs)
one("linalg.vector_norm", axis=axes, ord=(1, 2, 3, numpy.inf), keepdims=KEEP)
one("linalg.matrix_norm", ord=("fro", "nuc", 1, 2, -1, -2, numpy.inf), keepdims=KEEP)
one("linalg.matrix_power", n=(-2, 0, 1, 3))
one("linalg.svd", full_matrices=(False,), compute_uv=KEEP)
one("linalg.cond", p=(None, 1, 2, -2, numpy.inf, "fro", -1))
one("cov", rowvar=KEEP, bias=KEEP)
one("corrcoef", rowvar=KEEP)
one("split array_split", indices_or_sections=(1, 2, [1], [0, 2]), axis=axes)
one("vsplit hsplit dsplit", indices_or_sections=(1, 2))
one("full_like", fill_value=(2.0,))
for _type in ("f8", int):
    row("astype", lambda x, t=_type: [("", lambda np, x: x.astype(t) * np.astype(np.ravel(x), t).sum() + x, (x,))])
one("unique", axis=axes)


def both_parts(z, np):
    return np.real(z), np.imag(z)


def transforms(names, of_complex=False, **options):
    """Calls f(x, …) of a Fourier transform; with ``of_complex``, of a complex array made from x."""
    for name in names.split():

        def calls(x, name=name):
            for chosen in itertools.product(*(v(x) if callable(v) else v for v in options.values())):
                k = dict(zip(options, chosen, strict=True))
                if of_complex:
                    yield k, lambda np, x, k=k: both_parts(find(np, name)(np.fft.fft(x) * (1 - 0.5j), **k), np), (x,)
                else:
                    yield k, lambda np, x, k=k: both_parts(find(np, name)(x, **k), np), (x,)

        row(name, calls)


def some_axes(x):
    return [None, (0,), (-1, 0), (0, 1), (-2, -1)]


NORMS = (None, "ortho", "forward")
transforms(
    "fft.fft fft.ifft fft.rfft fft.irfft fft.hfft fft.ihfft", n=(None, 3, 6), axis=lambda x: axes(x)[1:], norm=NORMS
)
transforms(
    "fft.fft fft.ifft fft.irfft fft.hfft", of_complex=True, n=(None, 1, 5), axis=lambda x: axes(x)[1:], norm=NORMS
)
transforms("fft.fft2 fft.ifft2 fft.rfft2 fft.irfft2", s=(None, (3, 4)))
transforms("fft.fft2 fft.ifft2 fft.irfft2", of_complex=True, s=(None, (3, 4)), norm=NORMS)
transforms("fft.fftn fft.ifftn fft.rfftn fft.irfftn", axes=some_axes, norm=NORMS)
transforms("fft.fftn fft.ifftn fft.rfftn fft.irfftn", s=((4, 1), (3, -1)), axes=((0, -1),))
transforms("fft.fftn fft.ifftn fft.irfftn", of_complex=True, axes=some_axes)
one("fft.fftshift fft.ifftshift", axes=axes)
transforms("fft.fftshift fft.ifftshift", of_complex=True, axes=axes)
for _name, _f in {
    "arithmetic": lambda np, z, w: z * w - z / w + 2.0 * z - 1j + (3.0 - w) * 1.5 + z**2 - (-z),
    "beside real numbers": lambda np, z, w: (np.abs(w) * z + z * np.real(w)) / np.abs(w) + [1.0, 2j, 3.0] * z,
    "matrices": lambda np, z, w: z[:3] @ w[:3] + np.dot(z, w) + np.abs(z) @ w + np.outer(z, w)[1, 0],
    "functions": lambda np, z, w: np.exp(np.conj(z) / 9) * np.angle(w) + np.square(w) + np.copy(z) * z.conj(),
    "shapes": lambda np, z, w: np.concatenate([z, w[:1]])[1:] * np.flip(z) + np.stack([z, w]).T.reshape(2, -1).sum(0),
    "choices": lambda np, z, w: np.where(np.arange(3) > 0, z, 2.0) * w.mean() + (z == w) + z[[0, 0, 2]],
}.items():
    on(
        "fft.fft",
        lambda np, x, y, f=_f: both_parts(f(np, np.fft.fft(x), np.fft.ifft(y) + (0.3 + 0.2j)), np),
        (3,),
        (3,),
    )
several("concatenate stack", axis=axes)
several("vstack hstack dstack column_stack block linalg.multi_dot")
on("broadcast_arrays", lambda np, x, y: np.broadcast_arrays(x, y, [2.0]), (2, 3), (2, 1))
on("einsum", lambda np, x, y: np.einsum("ij,kj->ik", x, y), (2, 3), (1, 3))
on("meshgrid", lambda np, x, y: np.meshgrid(x, y, [1.0]), (2,), (3,))
on("linspace", lambda np, x, y: np.linspace(x, y, 5, axis=-1), (2,), (3, 1))
on("logspace", lambda np, x, y: np.logspace(x, y, 4, base=2.0), (2,), ())
on("interp", lambda np, x, y: np.interp(x, [-1.0, 0.1, 0.7], y, right=2.0), (9,), (3,))
on("interp", lambda np, x, y: np.interp([0.2, 0.5], np.cumsum(np.square(x)), y), (4,), (4,))
on("select", lambda np, x, y: np.select([numpy.arange(3) > 1, [True, False, False]], [x, y], 0.5), (3,), (2, 3))
on("take_along_axis", lambda np, x: np.take_along_axis(x, numpy.array([[2], [0]]), 1), (2, 3))
on("where", lambda np, x, y: np.where([True, False, True], x, y), (3,), (2, 3))
on("bincount", lambda np, x: np.bincount([1, 3, 1], x, 6), (3,))
on("compress", lambda np, x: np.compress([True, False, True], x, axis=-1), (2, 3))
on("extract", lambda np, x: np.extract([True, False, True], x), (3,))
on("full_like", lambda np, x: np.full_like(x, x[0]), (3,))
on("insert", lambda np, x, y: np.insert(x, [0, -1], y, axis=1), (2, 3), (2,))
on("histogram", lambda np, x: x * np.histogram(x, [-1.0, 0.0, 1.0])[0][0], (3,))
on("unique", lambda np, x: np.unique(x, return_inverse=True, return_counts=True), (4,))
on("take_along_axis", lambda np, x: np.take_along_axis(x, numpy.array([[0, -1]]), -1), (2, 3))
on("average", lambda np, x, w: np.average(x, -1, np.square(w)), (2, 3), (3,))
on("average", lambda np, w: np.average([[1.0, 2.0, 4.0]], axis=1, weights=np.square(w)), (1, 3))
on("trapezoid", lambda np, y, x: np.trapezoid(y, x, axis=-2), (3, 2), (3,))
on("trapezoid", lambda np, x: np.trapezoid([1.0, 3.0, 2.0], x), (3,))
on("cov", lambda np, x, y: np.cov(x, y) + np.corrcoef(x, y=y), (4,), (4,))
on("clip", lambda np, low: np.clip([0.2, 0.5, 3.0], low, 1), (3,))
on("diff", lambda np, x: np.diff([1.0, 2.0], prepend=x, append=0.0), ())
on("divmod", lambda np, x: divmod(x, 0.4)[1] + 7 % x + x**3 * 2.0**x, (3,))


def floats(out):
    """The parts of a result that hold floats."""
    parts = out if isinstance(out, tuple | list) else [out]
    return [part for part in parts if getattr(part, "dtype", numpy.dtype(int)).kind == "f"]


def projected(np, out):
    """One number that all entries of a result go into."""
    total = 0.0
    for k, part in enumerate(floats(out)):
        c = numpy.random.default_rng([k, *part.shape]).uniform(0.5, 1.5, part.shape)
        total = total + np.sum(part * c.astype(part.dtype))
    return total


def is_near(actual, expected, tolerance):
    scale = max(1.0, numpy.max(numpy.abs(expected), initial=0))
    return numpy.shape(actual) == numpy.shape(expected) and numpy.all(numpy.abs(actual - expected) <= tolerance * scale)


def same(traced, plain, arrays):
    """Whether a traced result is NumPy's, but for the last digits; of numbers NumPy makes now numbers, now arrays."""
    while type(traced) is Box:
        traced = traced.value
    alike = type(traced) is type(plain) or arrays[0].ndim == 0
    alike = alike and traced.dtype == plain.dtype and traced.shape == plain.shape
    tolerance = 50 * numpy.finfo(plain.dtype).eps
    return alike and numpy.allclose(traced, plain, rtol=tolerance, atol=tolerance, equal_nan=True)


def variants(x):
    """x in both orders of memory, and with gaps in it."""
    yield x
    if x.ndim > 1 and min(x.shape) > 1:
        yield numpy.asfortranarray(x)
    if x.ndim == 1:
        yield numpy.repeat(x, 2)[::-2]


def arrays_of(shape):
    x = like(shape, real)
    return x + 3 * numpy.eye(shape[-1]) if len(shape) > 1 and shape[-1] == shape[-2] else x


def outcome(f, np, arrays):
    try:
        return f(np, *arrays)
    except Exception as error:  # whatever NumPy says about arguments that do not fit
        return error


def direction(x):
    """A random direction, which lies in memory as x does."""
    d = numpy.empty_like(x)
    d[...] = like(x.shape, positive) * numpy.sign(like(x.shape, real))
    return d


def directional(f, arrays, directions, h=1e-6):
    ends = [
        projected(numpy, f(numpy, *(x + s * h * d for x, d in zip(arrays, directions, strict=True)))) for s in (1, -1)
    ]
    return (ends[0] - ends[1]) / (2 * h)


def along(directions, gradient):
    return sum(numpy.sum(g * d) for g, d in zip(gradient, directions, strict=True))


def check(f, arrays):
    """Hold one call to NumPy and to differences. Returns the gradient and a test for others, or None."""
    plain, results = outcome(f, numpy, arrays), []

    def scalar(arrays):
        results.append(f(numpy, *arrays))
        return projected(numpy, results[0])

    if isinstance(plain, Exception) or not all(numpy.isfinite(part).all() for part in floats(plain)):
        return None
    try:
        gradient = grad(scalar)(arrays)
    except (TypeError, ValueError) as error:
        if re.search(REFUSED, str(error)):
            return None
        raise
    traced = floats(results[0])
    assert len(traced) == len(floats(plain)) and all(
        same(t, p, arrays) for t, p in zip(traced, floats(plain), strict=True)
    ), (traced, plain)
    directions = list(map(direction, arrays))
    expected = directional(f, arrays, directions)
    assert is_near(along(directions, gradient), expected, 2e-7), (gradient, expected)
    slope = jvp(lambda arrays: projected(numpy, f(numpy, *arrays)), arrays, tuple(directions))[1]
    assert is_near(slope, along(directions, gradient), 1e-12), (slope, gradient)
    return gradient, lambda theirs: is_near(along(directions, theirs), expected, 2e-7)


def check_float32(f, arrays, expected):
    """float32 gives NumPy's dtype as value, and a gradient in float32."""
    arrays, results = tuple(x.astype(numpy.float32) for x in arrays), []

    def scalar(arrays):
        results.append(f(numpy, *arrays))
        return projected(numpy, results[0])

    gradient = grad(scalar)(arrays)
    assert [part.dtype for part in floats(results[0])] == [part.dtype for part in floats(f(numpy, *arrays))]
    for g, e in zip(gradient, expected, strict=True):
        assert g.dtype == numpy.float32 and is_near(g, e, 1e-3), (g, e)


@pytest.mark.parametrize(("name", "calls", "shapes"), CALLS.values(), ids=CALLS)
@pytest.mark.filterwarnings("ignore")  # of NumPy and HIPS autograd about empty arrays
def test_values_are_numpy_s_and_derivatives_those_of_differences_and_hips_autograd(name, calls, shapes):
    import autograd
    import autograd.numpy as anp

    tried = 0
    for shape in shapes:
        for order, x in enumerate(variants(arrays_of(shape))):
            for text, f, arrays in calls(x):
                where = f"np.{name} {text}, shapes {[a.shape for a in arrays]}, variant {order}"
                try:
                    found = check(f, arrays)
                except Exception as error:
                    raise AssertionError(where) from error
                tried += found is not None
                if found and not order and shape in ((4,), (2, 3), (3, 3)):
                    check_float32(f, arrays, found[0])
                if found is None or order or 0 in shape or 1 in shape or shape == (2, 3, 2):
                    continue
                gradient, is_right = found
                theirs = outcome(lambda np, *a, f=f: autograd.grad(lambda a: projected(anp, f(np, *a)))(a), anp, arrays)
                if not isinstance(theirs, Exception) and is_right(theirs):  # it is wrong, say, for a negative axis
                    for g, h in zip(gradient, theirs, strict=True):
                        assert is_near(g, h, 1e-9), where
    assert tried


def test_every_function_that_is_accepted_is_swept():
    swept = {trace.name(find(numpy, name)) for name, *_ in CALLS.values()}
    accepted = [
        f for f in {**trace.RULES, **trace.COMPOSED} if (getattr(f, "__module__", None) or "numpy").startswith("numpy")
    ]
    assert sorted({trace.name(f) for f in accepted} - swept) == []
