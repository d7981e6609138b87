"""The table of functions whose derivatives are tested: every rule of `dlmath.autodiff` is exercised by a row.

A row is (name, function of np and arrays, arrays): the function is called with numpy, and with HIPS autograd's numpy.
"""

import numpy

from dlmath import _special

KNOWN, UNKNOWN = [], []  # what HIPS autograd differentiates too, and what it does not
KINKS = []  # at kinks, where only the first derivative is given a convention


def real(*shape):
    """A random array without zeros or ties, reproducible by its shape."""
    rng = numpy.random.default_rng([7, *shape])
    return rng.uniform(0.3, 1.7, shape) * rng.choice([-1.0, 1.0], shape)


def positive(*shape):
    return numpy.abs(real(*shape)) + 0.1


def between(*shape):
    return real(*shape) / 2


def symmetric(n):
    return real(n, n) @ real(n, n).T + n * numpy.eye(n)


def both(name, f, *arrays):
    KNOWN.append((name, f, arrays))


def ours(name, f, *arrays):
    UNKNOWN.append((name, f, arrays))


def kink(name, f, *arrays):
    KINKS.append((name, f, arrays))


def of_one(names, x, add=both):
    for name in names.split():
        add(name, lambda np, x, name=name: getattr(np, name)(x), x)


def of_two(names, x, y, add=both):
    for name in names.split():
        add(name, lambda np, x, y, name=name: getattr(np, name)(x, y), x, y)
        add(f"{name} broadcast", lambda np, x, y, name=name: getattr(np, name)(x, y), x, y[:1, :1])
        add(f"{name} of a row", lambda np, x, y, name=name: getattr(np, name)(x, y), x, y[0])


# Elementwise
of_one("negative abs absolute fabs square sin cos tan arctan sinh cosh tanh arcsinh exp exp2 expm1 sinc", real(3, 4))
of_one("deg2rad radians rad2deg degrees reciprocal nan_to_num real conj conjugate", real(3, 4))
of_one("sqrt log log2 log10 log1p", positive(3, 4))
of_one("arcsin arccos arctanh", between(3, 4))
of_one("cbrt positive", positive(3, 4), ours)
ours("erf and erfc", lambda np, x: _special.erf(x) + _special.erfc(2 * x), real(3, 4))
both("arccosh", lambda np, x: np.arccosh(x), positive(3, 4) + 1.5)
of_two("add subtract multiply divide true_divide maximum minimum fmax fmin", real(3, 4), real(3, 4) * 1.1)
of_two("logaddexp logaddexp2 arctan2 mod remainder", real(3, 4), real(3, 4) * 1.1 + 0.05)
of_two("power", positive(3, 4), real(3, 4))
of_two("hypot", real(3, 4), positive(3, 4))
of_two("float_power", positive(3, 4), real(3, 4), ours)
of_two("fmod", real(3, 4) * 3, positive(3, 4), ours)
ours("divmod", lambda np, x, y: np.divmod(x, y)[1] + divmod(x, y)[1], real(3, 4) * 3, positive(3, 4))
both("x + y - 2 x y / 3", lambda np, x, y: x + y - 2 * x * y / 3 + 1 / x - 5 + (1 - y), real(3, 4), real(4))
both("-abs(+x)", lambda np, x: -abs(x), real(3))
ours("+x", lambda np, x: +x, real(3))
both("x ** integers", lambda np, x: x**2 + x**3 + x**-1 + x**0 + x**1 + x**-2.0, real(3, 4))
both("x ** array", lambda np, x: x ** numpy.array([0.0, 1.0, 2.0, 3.0]), real(3, 4))
both("2 ** x", lambda np, x: 2**x + 2.5**x, real(3))
both("x % 0.7", lambda np, x: x % 0.7, real(3))
both("where", lambda np, x, y: np.where(numpy.eye(3) > 0, x, y), real(3, 3), real(3, 3) + 1)
ours("where, broadcast", lambda np, x, y: np.where(numpy.eye(3) > 0, x, y) ** 2, real(3, 3), real(3, 1))
both("where of a number", lambda np, x: np.where(x > 0, x * x, 1.5), real(3, 4))
both("clip", lambda np, x: np.clip(x, -0.7, 0.8), real(3, 4))
FROM_BELOW = {"min": 0.5} if numpy.lib.NumpyVersion(numpy.__version__) >= "2.1.0" else {"a_min": 0.5, "a_max": None}
ours(
    "clip from one side",
    lambda np, x: np.clip(x, None, 0.8) + np.clip(x, **FROM_BELOW) + x.clip(-1.0, None),
    real(3, 4),
)
ours(
    "clip, differentiated bounds",
    lambda np, x, y: np.clip(x, y, 2.0) + np.clip(x, a_min=None, a_max=y),
    real(3, 4),
    real(4),
)
both("steps", lambda np, x: x * np.floor(x) + x * np.sign(x) + x * np.round(x), real(3, 4))

# Reductions
for _name in ["sum", "mean", "var", "std", "prod", "max", "min", "amax", "amin"]:
    for _axis in (None, 0, -1, (0, 2), (1, -1)):
        for _keep in (False, True):
            both(
                f"{_name} axis={_axis} keepdims={_keep}",
                lambda np, x, n=_name, a=_axis, k=_keep: getattr(np, n)(x, axis=a, keepdims=k),
                real(2, 3, 4),
            )
_TIED = numpy.array([[1.0, 2.0, 2.0], [3.0, 3.0, 0.5], [1.0, 1.0, 1.0]])
kink("max of equal values", lambda np, x: np.max(x * 1.0, axis=1) + np.min(x, axis=0) ** 2, _TIED)
kink("maximum of equal values", lambda np, x: np.maximum(x, _TIED) + np.minimum(2.0, x), _TIED)
kink("relu and abs at 0", lambda np, x: np.maximum(x, 0) + np.abs(x), numpy.array([-1.0, 0.0, 2.0]))
kink("clip at its bounds", lambda np, x: np.clip(x, 0.0, 1.0), numpy.array([-1.0, 0.0, 0.5, 1.0, 2.0]))
both("var ddof", lambda np, x: np.var(x, axis=0, ddof=1) + np.std(x, axis=0, ddof=1), real(4, 3))
both("sum by position", lambda np, x: np.sum(x, 1) + x.sum(1) + x.mean(1) + x.max(axis=1) - x.min(1), real(4, 3))
ours("sum, everything by position", lambda np, x: np.sum(x, 1, None, None, True) + np.max(x, 1, None, True), real(4, 3))
ours("sum by keyword", lambda np, x: np.sum(a=x, axis=0, dtype=None, out=None), real(4, 3))
_ZEROS = numpy.array([[0.0, 2.0, 3.0], [0.0, 0.0, 1.5], [1.0, 2.0, -1.0]])
ours("prod with zeros", lambda np, x: np.prod(x * x + x, axis=1), _ZEROS)
ours("cumprod with zeros", lambda np, x: np.cumprod(x * x + x, axis=1), _ZEROS)
ours("cumprod", lambda np, x: np.cumprod(x) + x.cumprod(0).reshape(-1), real(3, 4))
both("cumsum", lambda np, x: np.cumsum(x), real(3, 4))
both("cumsum along an axis", lambda np, x: np.cumsum(x, axis=1) + x.cumsum(1) ** 2, real(3, 4))
ours("cumsum, first and last axis", lambda np, x: np.cumsum(x, axis=0) * np.cumsum(x, axis=-1), real(3, 4))
ours("ptp", lambda np, x: np.ptp(x, axis=1) * np.ptp(x), real(3, 4))
ours("average", lambda np, x, w: np.average(x, axis=1, weights=w) * np.average(x), real(3, 4), positive(4))
ours("average, weights of each entry", lambda np, x, w: np.average(x, weights=w, axis=0), real(3, 4), positive(3, 4))
ours("median", lambda np, x: np.median(x, axis=1) + np.median(x), real(3, 4))
ours("median keepdims", lambda np, x: np.median(x, axis=(0, 2), keepdims=True), real(3, 3, 3))
ours(
    "quantile",
    lambda np, x: np.quantile(x, 0.3, axis=1, keepdims=True) * np.percentile(x, [30, 65.0], axis=0)[1],
    real(3, 4),
)
ours("quantiles of everything", lambda np, x: np.quantile(x, [[0.1, 0.5], [0.9, 1.0]]) ** 2, real(3, 4))
ours("trapezoid", lambda np, x: np.trapezoid(x, dx=0.5, axis=0) + np.trapezoid(x, x**2) @ np.ones((3, 4)), real(3, 4))
ours("trapezoid on a grid", lambda np, y, x: np.trapezoid(y, x), real(3, 4), real(4))
ours("cov", lambda np, x: np.cov(x) * np.cov(x.T, rowvar=False, bias=True) + np.cov(x[0]), real(3, 4))
both("sort", lambda np, x: np.sort(x) ** 2, real(7))
ours("sort along axes", lambda np, x: np.sort(x, axis=0) * np.sort(x) + np.sort(x, axis=None).reshape(3, 4), real(3, 4))
both("partition", lambda np, x: np.partition(x, 3)[3], real(7))
ours("partition along axes", lambda np, x: np.partition(x, 1, axis=0)[1] + np.partition(x, 1, axis=None)[1], real(3, 4))
both("diff", lambda np, x: np.diff(x, n=2) ** 2, real(7))
both("diff along an axis", lambda np, x: np.diff(x, axis=0), real(3, 4))
ours("diff with ends", lambda np, x: np.diff(x, prepend=0.0, append=x[:, :1] ** 2), real(3, 4))
ours("diff with one end", lambda np, x: np.diff(x, append=1.0) * np.diff(x, prepend=1.0), real(3, 4))
both("gradient", lambda np, x: np.gradient(x, axis=0) ** 2, real(6, 7))
ours("gradient along all axes", lambda np, x: np.stack(np.gradient(x, 0.5)) + np.gradient(x, 0.5, 2.0)[1], real(6, 7))

# Indexing
for _name, _index in {
    "a number": 1,
    "a negative number": -1,
    "a slice": slice(1, 3),
    "steps backwards": (slice(None, None, -2), 1),
    "newaxis and ellipsis": (None, Ellipsis, 2),
    "integers": [0, 2, 2, 1],
    "integer arrays": (numpy.array([[0, 1], [2, 2]]), numpy.array([1, 1])),
    "integers and slices": (slice(None), [0, 0, 3]),
    "booleans": real(3, 4) > 0,
    "nothing": (),
    "a NumPy integer": numpy.int64(2),
    "a boolean row": numpy.array([True, False, True]),
}.items():
    both(f"indexing by {_name}", lambda np, x, i=_index: x[i] ** 2, real(3, 4))
both("iteration and unpacking", lambda np, x: sum(row[0] * row for row in x) + len(x), real(3, 4))
ours("take", lambda np, x: np.take(x, [0, 2, 2], axis=1) + np.take(x, 5) + x.take([1, 1, 0]), real(3, 4))
ours(
    "take_along_axis",
    lambda np, x: (
        np.take_along_axis(x, np.argsort(x, axis=1), axis=1) * np.take_along_axis(x, numpy.zeros((3, 1), int), 1)
    ),
    real(3, 4),
)
ours("delete, resize", lambda np, x: np.delete(x, 1, axis=0).sum() * np.resize(x, (5, 3)), real(3, 4))

# Shapes
both("reshape", lambda np, x: np.reshape(x, (2, -1)) * x.reshape(2, 6) * x.reshape((2, 6)), real(3, 4))
ours(
    "reshape in column order",
    lambda np, x: np.reshape(x, (2, 6), order="F") * np.ravel(x, "F").reshape(2, 6),
    real(3, 4),
)
both("ravel", lambda np, x: np.ravel(x) * x.flatten() * x.ravel(), real(3, 4))
both("transpose", lambda np, x: np.transpose(x) * x.T, real(3, 4))
both("transpose axes", lambda np, x: np.transpose(x, (2, 0, 1)), real(2, 3, 4))
ours(
    "transpose method",
    lambda np, x: x.transpose(2, 0, 1) + x.transpose((2, 0, 1)) + x.transpose(2, -3, 1),
    real(2, 3, 4),
)
ours("transpose method without axes", lambda np, x: x.transpose() * x.mT, real(3, 4))
both("swapaxes", lambda np, x: np.swapaxes(x, 0, 2) * x.swapaxes(0, 2), real(2, 3, 4))
both("moveaxis", lambda np, x: np.moveaxis(x, 0, -1), real(2, 3, 4))
both("rollaxis", lambda np, x: np.rollaxis(x, 2), real(2, 3, 4))
both("expand_dims", lambda np, x: np.expand_dims(x, 1), real(3, 4))
both("squeeze", lambda np, x: np.squeeze(x) + x.squeeze(0)[:, 0, :], real(1, 3, 1, 4))
both("broadcast_to", lambda np, x: np.broadcast_to(x, (3, 4)), real(3, 1))
ours("broadcast to more axes", lambda np, x: np.broadcast_to(x, (2, 3, 4)), real(3, 1))
ours(
    "broadcast_arrays",
    lambda np, x, y: np.broadcast_arrays(x, y)[0] * np.broadcast_arrays(x, y)[1],
    real(3, 1),
    real(4),
)
of_one("atleast_1d atleast_2d atleast_3d", real(3))
ours("atleast_2d of several", lambda np, x, y: np.atleast_2d(x, y)[0] * np.atleast_2d(x, y)[1], real(3), real(2, 3))
ours("copy", lambda np, x: np.copy(x) * x.copy(), real(3, 4))
both("astype", lambda np, x: x.astype(float), real(3, 4))
ours("float64 inside", lambda np, x: x.astype(numpy.float64) * x, real(3, 4))

both("linspace", lambda np, x, y: np.linspace(x, y, 5) ** 2, real(), real() + 1)
ours("linspace of arrays", lambda np, x, y: np.linspace(x, y, 5, endpoint=False) ** 2, real(3), real(3) + 1)
ours(
    "meshgrid",
    lambda np, x, y: np.meshgrid(x, y)[0] * np.meshgrid(x, y)[1] + np.meshgrid(y, x, indexing="ij")[0],
    real(3),
    real(4),
)

# Joining, splitting, rearranging
both("concatenate", lambda np, x, y: np.concatenate([x, y, x], axis=1), real(3, 4), real(3, 2))
ours("concatenate flat", lambda np, x, y: np.concatenate([x, y, [2.0]], axis=None), real(3, 4), real(3, 2))
ours("concatenate with plain arrays", lambda np, x: np.concatenate([[[1.0, 2.0]], x], axis=-2), real(3, 2))
both("stack", lambda np, x, y: np.stack([x, y], axis=1), real(3, 4), real(3, 4) + 1)
both(
    "vstack, hstack",
    lambda np, x, y: np.vstack([x, y, y]).T @ np.vstack((x, x, y)) + np.hstack([x, y])[:4],
    real(4),
    real(4) + 1,
)
both("hstack of matrices", lambda np, x, y: np.hstack([x, y]), real(3, 4), real(3, 1))
both("column_stack", lambda np, x, y: np.column_stack([x, y]), real(3), real(3, 2))
ours("dstack", lambda np, x, y: np.dstack([x, y]), real(3, 2), real(3, 2) + 1)
both("append", lambda np, x, y: np.append(x, y, axis=0), real(3, 2), real(2, 2))
both("append flat", lambda np, x, y: np.append(x, y), real(3, 2), real(4))
both("split", lambda np, x: np.split(x, 2, axis=1)[1] * np.split(x, [1, 3], axis=1)[1], real(3, 4))
both("array_split", lambda np, x: np.array_split(x, 3)[0] ** 2, real(7, 2))
both("vsplit, hsplit", lambda np, x: np.vsplit(x, 2)[1][:, :3] * np.hsplit(x, 2)[0][:2], real(4, 6))
both("dsplit", lambda np, x: np.dsplit(x, 2)[1] ** 2, real(2, 3, 4))
ours("hsplit of a row", lambda np, x: np.hsplit(x, 2)[1] ** 2, real(6))
both("tile", lambda np, x: np.tile(x, (2, 3)), real(2, 3))
both("repeat", lambda np, x: np.repeat(x, 3, axis=1), real(2, 3))
ours("repeat by counts", lambda np, x: np.repeat(x, [1, 0, 2], axis=1) * x.repeat(3, 0)[:2, :1], real(2, 3))
both("roll", lambda np, x: np.roll(x, 2, axis=1) * np.roll(x, 1), real(3, 4))
ours("flip", lambda np, x: np.flip(x) * np.flip(x, 1) * np.flip(x, axis=0), real(3, 4))
both("fliplr, flipud, rot90", lambda np, x: np.fliplr(x) * np.flipud(x) * np.rot90(x) * np.rot90(x, 3), real(3, 3))
both("pad", lambda np, x: np.pad(x, ((1, 2), (0, 1)), "constant") ** 2, real(3, 4))
for _mode in ("edge", "reflect", "symmetric", "wrap"):
    ours(f"pad {_mode}", lambda np, x, m=_mode: np.pad(x, ((1, 2), (0, 1)), m) ** 2, real(3, 4))
ours(
    "pad with a number",
    lambda np, x: np.pad(x, 1, constant_values=2.0) ** 2 + np.pad(x, (1,)) + np.pad(x, (1, 1)),
    real(3, 4),
)
both("diag", lambda np, x: np.diag(x, 1), real(3))
both("diag of a matrix", lambda np, x: np.diag(x) ** 2, real(3, 3))
ours("diag of any matrix", lambda np, x: np.diag(x, -1) ** 2 + np.diag(np.diagflat(x, -2), -2)[:2], real(3, 4))
both("diagonal", lambda np, x: np.diagonal(x, 0, -1, -2) ** 2, real(2, 3, 3))
ours("diagonal off the middle", lambda np, x: np.diagonal(x, 1) ** 2 * x.diagonal(1), real(3, 4))
both("trace", lambda np, x: np.trace(x) * np.trace(x, offset=1) + x.trace(), real(3, 4))
both("tril, triu", lambda np, x: np.tril(x, -1) * 2 + np.triu(x, 1) ** 2, real(3, 4))

# Products
for _x, _y in [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)), ((5, 2, 3), (3,))]:
    for _name in ("matmul", "dot"):
        both(f"{_name} {_x} {_y}", lambda np, x, y, n=_name: getattr(np, n)(x, y), real(*_x), real(*_y))
both("matmul of stacks", lambda np, x, y: x @ y, real(5, 2, 3), real(5, 3, 4))
both("matmul broadcast", lambda np, x, y: x @ y, real(6, 1, 2, 3), real(5, 3, 4))
both("matmul of a vector and a stack", lambda np, x, y: x @ y, real(3), real(5, 3, 4))
both("dot of higher ranks", lambda np, x, y: np.dot(x, y), real(2, 4, 3), real(5, 3, 2))
both("dot with a number", lambda np, x, y: np.dot(x, y), real(2, 4), real())
ours("dot method", lambda np, x, y: x.dot(y) + np.dot([[1.0, 2.0]], x) @ y, real(2, 3), real(3, 4))
both("inner", lambda np, x, y: np.inner(x, y), real(2, 3), real(4, 3))
both("inner with a number", lambda np, x, y: np.inner(x, y), real(2, 3), real())
both("outer", lambda np, x, y: np.outer(x, y), real(3), real(4))
ours(
    "outer of matrices", lambda np, x, y: np.outer(x, y) + np.linalg.outer(x.ravel(), y.ravel()), real(3, 2), real(2, 2)
)
ours("vdot", lambda np, x, y: np.vdot(x, y), real(3, 2), real(2, 3))
ours("vecdot", lambda np, x, y: np.vecdot(x, y) * np.linalg.vecdot(x, y, axis=0), real(3, 3), real(3, 3) + 1)
for _axes in (0, 1, 2, ([1, 2], [0, 1]), ([0], [2]), (1, 0), ([2, 0], [1, 2]), ([-1], [-2])):
    both(
        f"tensordot axes={_axes}",
        lambda np, x, y, a=_axes: np.tensordot(x, y, axes=a),
        real(2, 3, 3)[:, :, :3],
        real(3, 3, 2),
    )
ours("tensordot of linalg", lambda np, x, y: np.linalg.tensordot(x, y, axes=1), real(2, 3), real(3, 2))
both("kron", lambda np, x, y: np.kron(x, y), real(2, 3), real(3, 2))
both("kron of different ranks", lambda np, x, y: np.kron(x, y), real(2, 3), real(2))
both("cross", lambda np, x, y: np.cross(x, y), real(4, 3), real(4, 3) + 1)
both("cross along an axis", lambda np, x, y: np.cross(x, y, axis=0), real(3, 2), real(3, 2) + 1)
for _mode in ("full", "same", "valid"):
    ours(f"convolve {_mode}", lambda np, x, y, m=_mode: np.convolve(x, y, m) + np.convolve(y, x, m), real(7), real(3))
    ours(
        f"correlate {_mode}", lambda np, x, y, m=_mode: np.correlate(x, y, m) + np.correlate(y, x, m), real(7), real(4)
    )
for _text, *_shapes in [
    ("ij,jk->ik", (2, 3), (3, 4)),
    ("ij,jk", (2, 3), (3, 4)),
    ("ba", (2, 3)),
    ("ij->", (2, 3)),
    ("ij->j", (2, 3)),
    ("i,j->ij", (2,), (3,)),
    ("ij,ij->i", (2, 3), (2, 3)),
    ("ij,kl->ik", (2, 3), (4, 2)),
    ("bij,bjk->bik", (5, 2, 3), (5, 3, 4)),
    ("i,ij,j->", (2,), (2, 3), (3,)),
    ("...ij,...jk->...ik", (5, 2, 3), (5, 3, 4)),
    ("...ij,jk", (5, 2, 3), (3, 4)),
    ("ij..., j...->i...", (2, 3, 4), (3, 4)),
    ("...,...", (2, 3), (2, 3)),
    ("ijk,jil->kl", (3, 4, 5), (4, 3, 2)),
]:
    both(f"einsum {_text}", lambda np, *a, t=_text: np.einsum(t, *a), *(real(*s) for s in _shapes))
for _text, *_shapes in [
    ("ii", (3, 3)),
    ("ii->i", (3, 3)),
    ("iij,jj->i", (3, 3, 2), (2, 2)),
    ("...ij,...jk->...ik", (5, 2, 3), (1, 3, 4)),
    ("...ij,...jk", (2, 3), (6, 5, 3, 4)),
    ("ij,ij->ij", (2, 1), (2, 3)),
]:
    ours(f"einsum {_text}", lambda np, *a, t=_text: np.einsum(t, *a, optimize=True), *(real(*s) for s in _shapes))
both("einsum by lists", lambda np, x, y: np.einsum(x, [0, 1], y, [1, 2], [0, 2]), real(2, 3), real(3, 4))
ours("einsum by lists, ellipsis", lambda np, x, y: np.einsum(x, [..., 1], y, [1, 2]), real(5, 2, 3), real(3, 4))

# Linear algebra
both("solve", lambda np, a, b: np.linalg.solve(a, b), symmetric(3) + real(3, 3), real(3, 2))
both("solve for a vector", lambda np, a, b: np.linalg.solve(a, b), symmetric(3) + real(3, 3), real(3))
ours("solve, a stack for one vector", lambda np, a, b: np.linalg.solve(a, b), real(2, 3, 3) + 4 * numpy.eye(3), real(3))
ours("solve, stacks", lambda np, a, b: np.linalg.solve(a, b), real(2, 3, 3) + 4 * numpy.eye(3), real(3, 2))
for _name in ("inv", "det", "pinv"):
    both(_name, lambda np, a, n=_name: getattr(np.linalg, n)(a), symmetric(3) + real(3, 3))
    if _name != "pinv":
        both(f"{_name} of a stack", lambda np, a, n=_name: getattr(np.linalg, n)(a), real(2, 3, 3) + 4 * numpy.eye(3))
ours("pinv of a tall and a wide matrix", lambda np, a: np.linalg.pinv(a) + np.linalg.pinv(a.T).T, real(4, 3))
both("slogdet", lambda np, a: np.linalg.slogdet(a)[1] ** 2, symmetric(3))
ours(
    "slogdet by name",
    lambda np, a: np.linalg.slogdet(a).logabsdet * np.linalg.slogdet(a).sign,
    real(2, 3, 3) + 4 * numpy.eye(3),
)
both("cholesky", lambda np, a: np.linalg.cholesky(a @ a.T + 3 * numpy.eye(3)), real(3, 3))
both(
    "cholesky of a stack",
    lambda np, a: np.linalg.cholesky(a @ np.swapaxes(a, -1, -2) + 3 * numpy.eye(3)),
    real(2, 3, 3),
)
for _uplo in "LU":
    both(f"eigh {_uplo}", lambda np, a, u=_uplo: np.linalg.eigh(a, u)[0] + np.linalg.eigh(a, u)[1] ** 2, symmetric(3))
ours(
    "eigh by name",
    lambda np, a: np.linalg.eigh(a).eigenvalues[:, None] * np.linalg.eigh(a, UPLO="U").eigenvectors ** 2,
    real(2, 3, 3),
)
ours("eigvalsh", lambda np, a: np.linalg.eigvalsh(a) ** 2 + np.linalg.eigvalsh(a, "U"), symmetric(3))
both("svd", lambda np, a: np.linalg.svd(a, full_matrices=False)[1], real(4, 3))
both(
    "svd, wide",
    lambda np, a: np.linalg.svd(a, full_matrices=False)[0] ** 2 @ np.linalg.svd(a, full_matrices=False)[2] ** 2,
    real(3, 4),
)
ours(
    "svd, tall",
    lambda np, a: np.linalg.svd(a, full_matrices=False)[0] ** 2 @ np.linalg.svd(a, full_matrices=False)[2] ** 2,
    real(4, 3),
)
ours("svd by name", lambda np, a: np.linalg.svd(a).U ** 2 + np.linalg.svd(a).Vh ** 2, real(2, 3, 3))
ours("svdvals", lambda np, a: np.linalg.svdvals(a) * np.linalg.svd(a, compute_uv=False), real(4, 3))
ours("qr", lambda np, a: np.linalg.qr(a).Q[..., :3, :] + np.linalg.qr(a)[1], real(2, 4, 3))
ours("matrix_power", lambda np, a: sum(np.linalg.matrix_power(a, n) for n in (-2, 0, 1, 3)), symmetric(3) / 3)
ours("multi_dot", lambda np, x, y: np.linalg.multi_dot([x, y, x]), real(3, 4), real(4, 3))
for _order in (None, 1, 2, 3, 2.5, numpy.inf, -numpy.inf):
    _add = both if _order in (None, 2, 3, 2.5) else ours
    _add(f"norm of a vector, {_order}", lambda np, x, o=_order: np.linalg.norm(x, o) ** 2, real(5))
    _add(f"norm of rows, {_order}", lambda np, x, o=_order: np.linalg.norm(x, o, axis=1) ** 2, real(3, 5))
for _order in (None, "fro", "nuc", 1, -1, 2, -2, numpy.inf, -numpy.inf):
    _add = both if _order in (None, "fro", "nuc") else ours
    _add(f"norm of a matrix, {_order}", lambda np, x, o=_order: np.linalg.norm(x, o) ** 2, real(4, 3))
    ours(
        f"norm of matrices, {_order}",
        lambda np, x, o=_order: (
            np.linalg.norm(x, o, axis=(2, 0), keepdims=True) * np.linalg.norm(x, o, axis=(0, 2)).sum()
        ),
        real(4, 2, 3),
    )
ours("norm of everything", lambda np, x: np.linalg.norm(x) ** 3, real(2, 3, 4))
ours("norm 0", lambda np, x: np.linalg.norm(x, 0) * x, real(3))

# Fourier transforms
for _name in ("fft", "ifft", "fft2", "ifft2", "fftn", "ifftn"):
    both(f"fft.{_name}", lambda np, x, n=_name: np.abs(getattr(np.fft, n)(x)) ** 3, real(3, 4))
for _name in ("rfft", "ihfft", "rfft2", "rfftn"):
    ours(f"fft.{_name}", lambda np, x, n=_name: np.abs(getattr(np.fft, n)(x)) ** 3, real(3, 4))
for _name in ("irfft", "hfft", "irfft2", "irfftn"):
    ours(
        f"fft.{_name}",
        lambda np, x, n=_name: getattr(np.fft, n)(np.fft.fft(x)) ** 3 - getattr(np.fft, n)(x),
        real(3, 4),
    )
ours("fft.fftshift", lambda np, x: np.fft.fftshift(x) * np.fft.ifftshift(x) ** 2, real(3, 4))
ours("a low pass", lambda np, x, h: np.fft.irfft(np.fft.rfft(x, 9) * np.fft.rfft(h, 9), 9) ** 2, real(6), real(4))
ours("a quotient", lambda np, x, y: np.angle(np.fft.fft(x) / (np.fft.fft(y) + 3.0)) ** 2, real(4), real(4))

# Arguments and functions that few use
_HALF = numpy.array([[True, False, True, True], [False, True, True, False], [True, True, False, True]])


def gaps(np, x):
    return np.where(_HALF, x, numpy.nan)


for _name in ("sum", "prod", "mean", "var", "std"):
    ours(f"{_name} where", lambda np, x, n=_name: getattr(np, n)(x, axis=1, where=_HALF) ** 2, real(3, 4))
    ours(f"nan{_name}", lambda np, x, n=_name: getattr(np, "nan" + n)(gaps(np, x), axis=0) ** 2, real(3, 4))
for _name in ("max", "min"):
    ours(
        f"{_name} where and initial",
        lambda np, x, n=_name: getattr(np, n)(x, axis=1, where=_HALF, initial=0.2) ** 2,
        real(3, 4),
    )
    ours(f"nan{_name}", lambda np, x, n=_name: getattr(np, "nan" + n)(gaps(np, x), axis=0) ** 2, real(3, 4))
ours("sum and prod, initial", lambda np, x: np.sum(x, initial=2.0) * np.prod(x, axis=0, initial=3.0), real(3, 4))
ours("nancumsum", lambda np, x: np.nancumsum(gaps(np, x), axis=1) * np.nancumprod(gaps(np, x), axis=1), real(3, 4))
ours("dtype", lambda np, x: np.sum(x, dtype="f8") * np.cumsum(x, 0, dtype=float) * np.mean(x, dtype=float), real(3, 4))
ours(
    "insert",
    lambda np, x, y: np.insert(x, 1, y, axis=1) ** 2 * np.insert(x, [0], 2.0, axis=0)[:3, :1],
    real(3, 4),
    real(3),
)
ours("block", lambda np, x, y: np.block([[x, y], [y, 2 * x]]) ** 2, real(2, 3), real(2, 1))
ours("select", lambda np, x, y: np.select([x > 0.5, y > 0], [x * y, y**2], x), real(3, 4), real(3, 4) + 0.1)
ours("interp", lambda np, x, y: np.interp(x, [-1.0, -0.2, 0.4, 1.1], y**2) ** 2, real(7), real(4))
ours("interp, points", lambda np, p: np.interp([0.3, 0.9, 9.0], np.cumsum(p**2), p, left=2.0) ** 2, real(4))
ours("polyval", lambda np, p, x: np.polyval(p, x), real(4), real(5))
ours("cov, corrcoef", lambda np, x, y: np.corrcoef(x, y) * np.cov(x, y), real(5), real(5, 1)[:, 0] + real(5))
ours("corrcoef of columns", lambda np, x: np.corrcoef(x, rowvar=False), real(5, 3))
ours("lstsq", lambda np, a, b: np.linalg.lstsq(a, b)[0] * np.linalg.lstsq(a, b)[1], real(4, 3), real(4, 2))
ours("lstsq, wide", lambda np, a, b: np.linalg.lstsq(a, b)[0] * np.linalg.lstsq(a, b)[3][0], real(3, 4), real(3))
ours("vector_norm", lambda np, x: np.linalg.vector_norm(x) * np.linalg.vector_norm(x, axis=0, ord=3), real(3, 4))
ours("matrix_norm", lambda np, x: np.linalg.matrix_norm(x) * np.linalg.matrix_norm(x, ord="nuc"), real(2, 3, 4))
ours("matrix_transpose", lambda np, x: np.matrix_transpose(x) * np.linalg.matrix_transpose(x), real(2, 3, 4))
ours(
    "linalg as the array standard has it",
    lambda np, x: (
        np.linalg.matmul(x, x) * np.linalg.trace(x)[:, None, None]
        + np.linalg.diagonal(x)[:, None] * np.linalg.cross(x, x + 1)
    ),
    real(2, 3, 3),
)
ours(
    "cond",
    lambda np, x: np.linalg.cond(x) * np.linalg.cond(x, 1) + np.linalg.cond(x, -2),
    real(3, 3) + 3 * numpy.eye(3),
)
ours("unique", lambda np, x: np.unique(x) ** 2 * np.unique(x[::-1]), real(4))
ours(
    "full_like, linspace, logspace", lambda np, x: np.full_like(x, x[0]) * np.logspace(x[1], x[2], 3, base=2.0), real(3)
)
ours("compress, extract", lambda np, x: np.compress(_HALF[0], x, 1) ** 2 * np.extract(_HALF, x)[:3, None], real(3, 4))
ours("bincount", lambda np, x: np.bincount([2, 0, 2], x**2, 4) ** 2, real(3))
ours("histogram", lambda np, x: x**2 * np.histogram(x, [-1.0, 0.0, 1.0])[0][0], real(3))
ours("heaviside, copysign", lambda np, x: np.heaviside([0.0, 1.0, 0.0], x) ** 2 * np.copysign(x, -1.0), real(3))
ours("astype", lambda np, x: np.astype(x, float) * x, real(3))
