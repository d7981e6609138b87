"""The box that stands for an array while a function is differentiated.

NumPy hands it every call that it takes part in: `__array_ufunc__` for elementwise functions, `__array_function__` for
the others. It passes them on to ``Box._call``, which `trace` sets. Indexing, powers and ``astype`` come with ``rules``.
"""

import numpy as np

NOT_FILLED = (
    "a traced value cannot be put into a plain array (np.array, np.asarray, np.r_, a[i] = x) or a pandas object: "
    "join traced values with np.stack, np.concatenate or np.block (nested lists), and use a single one as it is; "
    "of pandas take s.to_numpy()"
)
FOREIGN = "a {0} beside a traced value: only plain arrays are differentiated, take np.asarray(a) or s.to_numpy() of it"
_IN_PLACE = "a traced array cannot be changed in place (x {0} …): write x = x {1} …, which makes a new array"
_NO_FLOAT = (
    "{0} of a traced value would lose its derivative: stay with np. functions (np.exp, not math.exp), "
    "or take x.value for a plain number that is treated as a constant"
)


def strip(x):
    """The plain array inside a box; anything else as it is, lists and tuples stripped entry by entry."""
    while type(x) is Box:
        x = x.value
    if type(x) in (list, tuple):
        return type(x)(map(strip, x))
    return x


def name(function):
    """A function's name as it is written: np.linalg.inv."""
    short = getattr(function, "__name__", repr(function))
    if getattr(np, short, None) is function:
        return f"np.{short}"
    module = getattr(function, "__module__", None) or ""
    return module.replace("numpy", "np", 1) + f".{short}" if module.startswith("numpy") else short


def _method(function):
    """The method of a box that calls this NumPy function."""

    def method(self, *args, **kwargs):
        return self._call(function, (self, *args), kwargs)

    return method


def operators(function):
    """x ∘ y and its reflection y ∘ x."""

    def operator(self, other):
        return self._call(function, (self, other), {})

    def reflected(self, other):
        return self._call(function, (other, self), {})

    return operator, reflected


def _in_place(symbol):
    """x ∘= y changes an array that may have other names; only numbers, which cannot change, may pass."""

    def operator(self, other):
        if type(strip(self.value)) is np.ndarray:
            raise TypeError(_IN_PLACE.format(f"{symbol}=", symbol))
        return NotImplemented

    return operator


def _comparison(function):
    def compare(self, other):
        return function(strip(self), strip(other))

    return compare


class Box:
    """An array that remembers how it was computed, so that it can be differentiated.

    A function under differentiation receives boxes in place of its arrays. A box has an array's arithmetic,
    indexing, attributes and methods. Comparisons of boxes, and functions such as ``np.argmax``, give plain arrays.

    Attributes
    ----------
    value : array, or Box
        The array; in a gradient of a gradient, the box of the level below.

    References
    ----------
    Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), section 4.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import grad
    >>> def f(x):
    ...     print(x, x.shape, x > 1.5)
    ...     return np.sum(x**2)
    >>> grad(f)(np.array([1.0, 2.0]))
    Box([1. 2.]) (2,) [False  True]
    array([2., 4.])
    """

    __slots__ = ("index", "tape", "value")
    __hash__ = None

    def __init__(self, value, tape, index):
        self.value = value
        self.tape = tape
        self.index = index

    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        if method != "__call__":
            raise TypeError(f"{name(ufunc)}.{method} cannot be traced: use np.sum, np.max, np.outer and the like")
        return self._call(ufunc, args, kwargs)

    def __array_function__(self, function, types, args, kwargs):
        if not TYPES.issuperset(types):
            raise TypeError(FOREIGN.format(next(t.__name__ for t in types if t not in TYPES)))
        return self._call(function, args, kwargs)

    __add__, __radd__ = operators(np.add)
    __sub__, __rsub__ = operators(np.subtract)
    __mul__, __rmul__ = operators(np.multiply)
    __truediv__, __rtruediv__ = operators(np.divide)
    __floordiv__, __rfloordiv__ = operators(np.floor_divide)
    __mod__, __rmod__ = operators(np.remainder)
    __divmod__, __rdivmod__ = operators(np.divmod)
    __matmul__, __rmatmul__ = operators(np.matmul)
    __lt__, __le__, __gt__, __ge__, __eq__, __ne__ = map(
        _comparison, (np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal)
    )
    __iadd__, __isub__, __imul__, __itruediv__ = map(_in_place, ("+", "-", "*", "/"))
    __ifloordiv__, __imod__, __ipow__, __imatmul__ = map(_in_place, ("//", "%", "**", "@"))
    __neg__, __pos__, __abs__ = map(_method, (np.negative, np.positive, np.absolute))

    all, any, argmax, argmin, argsort, argpartition, nonzero, searchsorted, round = map(
        _method,
        (np.all, np.any, np.argmax, np.argmin, np.argsort, np.argpartition, np.nonzero, np.searchsorted, np.round),
    )
    sum, mean, var, std, prod, max, min, cumsum, cumprod, clip, trace = map(
        _method,
        (np.sum, np.mean, np.var, np.std, np.prod, np.max, np.min, np.cumsum, np.cumprod, np.clip, np.trace),
    )
    copy, diagonal, dot, ravel, flatten, repeat, squeeze, swapaxes, take, conj = map(
        _method,
        (np.copy, np.diagonal, np.dot, np.ravel, np.ravel, np.repeat, np.squeeze, np.swapaxes, np.take, np.conjugate),
    )

    @property
    def shape(self):
        return np.shape(self.value)

    @property
    def ndim(self):
        return np.ndim(self.value)

    @property
    def size(self):
        return np.size(self.value)

    @property
    def dtype(self):
        return np.dtype(float) if type(self.value) is float else self.value.dtype

    @property
    def T(self):
        return np.transpose(self)

    @property
    def mT(self):
        return np.swapaxes(self, -1, -2)

    @property
    def flat(self):
        return iter(np.ravel(self))

    def __len__(self):
        return len(self.value)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __round__(self, digits=0):
        return np.round(strip(self), digits)

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return f"Box({strip(self)!s})"

    def __format__(self, spec):
        return format(strip(self), spec)

    def __setitem__(self, index, value):
        raise TypeError(
            "a traced array cannot be changed in place (x[i] = …): "
            "build a new one with np.where, np.concatenate or np.stack"
        )

    def __array__(self, *args, **kwargs):
        raise TypeError(NOT_FILLED)

    def __copy__(self):
        return np.copy(self)

    def __deepcopy__(self, memo):
        return np.copy(self)

    def __reduce_ex__(self, protocol):
        raise TypeError("a traced value cannot be pickled, nor sent to another process: take x.value for a constant")

    def __float__(self):
        raise TypeError(_NO_FLOAT.format("float(x)"))

    def __int__(self):
        raise TypeError(_NO_FLOAT.format("int(x)"))

    def __index__(self):
        raise TypeError(_NO_FLOAT.format("an integer"))

    def __complex__(self):
        raise TypeError(_NO_FLOAT.format("complex(x)"))

    def item(self, *args):
        raise TypeError(_NO_FLOAT.format("x.item()"))

    def tolist(self):
        raise TypeError(_NO_FLOAT.format("x.tolist()"))

    def reshape(self, *shape, **kwargs):
        return self._call(np.reshape, (self, shape[0] if len(shape) == 1 else shape), kwargs)

    def transpose(self, *axes):
        return self._call(np.transpose, (self, axes[0] if len(axes) == 1 else axes or None), {})

    def fill(self, value):
        self[...] = value

    def sort(self, *args, **kwargs):
        raise TypeError("a traced array cannot be sorted in place (x.sort()): write y = np.sort(x)")

    def partition(self, *args, **kwargs):
        raise TypeError("a traced array cannot be sorted in place (x.partition()): write y = np.partition(x, k)")


TYPES = {Box, np.ndarray, np.memmap}  # what may stand beside each other in a call
