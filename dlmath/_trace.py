"""The tape behind `dlmath.autodiff`: values that remember how they were computed.

A `Box` stands for an array while a function runs. NumPy hands every call that meets a box to the box
(`__array_ufunc__` for elementwise functions, `__array_function__` for the others); the call is carried out on the plain
arrays and recorded on the box's `Tape`. Reading the tape backwards gives the gradient.

Four tables say what happens to a function that meets a box:

- `rule`: it has a derivative rule and is recorded;
- `composed`: it is carried out by other functions that have rules;
- `plain`: it has no derivative (comparisons, shapes, argmax) and is carried out on the plain arrays;
- none of them: an error names the function and says how to add a rule.
"""

import functools
import inspect
import itertools

import numpy as np

RULES = {}
COMPOSED = {}
PLAIN = set()

_levels = itertools.count()


class Tape:
    """The record of one call: entry k is (value, pullbacks, args, kwargs, parents) of the k-th box.

    A tape made later has a higher level; a call that meets boxes of several tapes is recorded on the highest.
    """

    __slots__ = ("level", "records")

    def __init__(self):
        self.level = next(_levels)
        self.records = []

    def leaf(self, value):
        """A box for an input: it has no parents."""
        self.records.append((np.float64(value) if type(value) is float else value, None, None, None, ()))
        return Box(value, self, len(self.records) - 1)

    def close(self):
        """Take the records off, so that a box that outlives its call cannot add to them."""
        records, self.records = self.records, None
        return records


class Box:
    """An array that remembers how it was computed, so that it can be differentiated.

    Boxes are made by `grad` and its companions; a function under differentiation receives them in place of its
    arrays. ``value`` is the array (or, in a gradient of a gradient, the next box).

    >>> import numpy as np
    >>> from dlmath.autodiff import grad
    >>> def f(x):
    ...     print(type(x).__name__, x.shape, x.value)
    ...     return np.sum(x**2)
    >>> grad(f)(np.array([1.0, 2.0]))
    Box (2,) [1. 2.]
    array([2., 4.])
    """

    __slots__ = ("index", "tape", "value")
    __hash__ = None

    def __init__(self, value, tape, index):
        self.value = value
        self.tape = tape
        self.index = index

    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        return call_ufunc(ufunc, method, args, kwargs)

    def __array_function__(self, function, types, args, kwargs):
        return call(function, args, kwargs)

    def __repr__(self):
        return f"Box({strip(self)!r})"

    def __format__(self, spec):
        return format(strip(self), spec)


def rule(function, *pullbacks):
    RULES[function] = pullbacks


def primitive(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        if any(type(a) is Box for a in args) or any(type(a) is Box for a in kwargs.values()):
            return call(wrapper, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


def composed(*functions):
    def register(body):
        for function in functions:
            COMPOSED[function] = body
        return body

    return register


def plain(*functions):
    PLAIN.update(functions)


def strip(x):
    while type(x) is Box:
        x = x.value
    return x


def call(function, args, kwargs):
    pullbacks = RULES.get(function)
    if pullbacks is not None:
        return record(function, pullbacks, args, kwargs)
    raise TypeError(f"{function.__name__} has no derivative rule")


def call_ufunc(ufunc, method, args, kwargs):
    if ufunc in PLAIN:
        return ufunc(*map(strip, args), **kwargs)
    return call(ufunc, args, kwargs)


def record(function, pullbacks, args, kwargs):
    tape = max((a.tape for a in args if type(a) is Box), key=lambda t: t.level)
    values, parents = [], []
    for i, a in enumerate(args):
        if type(a) is Box and a.tape is tape:
            if pullbacks[i] is not None:
                parents.append((i, a.index))
            a = a.value
        values.append(a)
    out = function(*values, **kwargs)
    tape.records.append((out, pullbacks, values, kwargs, parents))
    return Box(out, tape, len(tape.records) - 1)


def pull_back(records, index, g):
    grads = [None] * len(records)
    grads[index] = g
    for k in range(index, -1, -1):
        g = grads[k]
        out, pullbacks, args, kwargs, parents = records[k]
        if g is None or not parents:
            continue
        for i, j in parents:
            d = unbroadcast(pullbacks[i](g, out, *args, **kwargs), np.shape(records[j][0]))
            grads[j] = d if grads[j] is None else grads[j] + d
    return grads


def unbroadcast(g, shape):
    if g.shape == shape:
        return g
    g = np.sum(g, axis=tuple(range(g.ndim - len(shape))))
    axes = tuple(i for i, n in enumerate(shape) if n == 1 and g.shape[i] != 1)
    return np.sum(g, axis=axes, keepdims=True) if axes else g


for _name, _f in {"add": np.add, "sub": np.subtract, "mul": np.multiply, "truediv": np.divide, "pow": np.power,
                  "matmul": np.matmul}.items():
    setattr(Box, f"__{_name}__", lambda a, b, f=_f: f(a, b))
    setattr(Box, f"__r{_name}__", lambda a, b, f=_f: f(b, a))
for _name, _f in {"lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal, "eq": np.equal,
                  "ne": np.not_equal}.items():
    setattr(Box, f"__{_name}__", lambda a, b, f=_f: f(strip(a), strip(b)))
    plain(_f)
Box.__neg__ = lambda a: np.negative(a)
for _name in ("shape", "ndim", "size"):
    setattr(Box, _name, property(lambda s, n=_name: getattr(np, n)(s.value)))
Box.dtype = property(lambda s: np.result_type(s.value))
Box.T = property(lambda s: np.transpose(s))
Box.sum = lambda s, *a, **k: np.sum(s, *a, **k)
plain(np.shape, np.ndim, np.size, np.zeros_like, np.ones_like)


def _spread(g, shape, axis, keepdims):
    if axis is not None and not keepdims:
        g = np.expand_dims(g, axis)
    return g * np.ones(shape)


rule(np.add, lambda g, out, x, y: g, lambda g, out, x, y: g)
rule(np.subtract, lambda g, out, x, y: g, lambda g, out, x, y: -g)
rule(np.multiply, lambda g, out, x, y: g * y, lambda g, out, x, y: g * x)
rule(np.divide, lambda g, out, x, y: g / y, lambda g, out, x, y: -g * out / y)
rule(np.power, lambda g, out, x, y: g * y * x ** (y - 1), lambda g, out, x, y: g * out * np.log(x))
rule(np.negative, lambda g, out, x: -g)
rule(np.exp, lambda g, out, x: g * out)
rule(np.log, lambda g, out, x: g / x)
rule(np.sin, lambda g, out, x: g * np.cos(x))
rule(np.cos, lambda g, out, x: -g * np.sin(x))
rule(np.tanh, lambda g, out, x: g * (1 - out * out))
rule(np.maximum, lambda g, out, x, y: g * (x >= y), lambda g, out, x, y: g * (y > x))
rule(np.sum, lambda g, out, x, axis=None, keepdims=False: _spread(g, np.shape(x), axis, keepdims))
rule(np.transpose, lambda g, out, x: np.transpose(g))
rule(np.expand_dims, lambda g, out, x, axis: np.sum(g, axis), None)
rule(np.matmul, lambda g, out, x, y: g @ y.T if y.ndim == 2 else np.multiply(g[..., None], y),
     lambda g, out, x, y: x.T @ g)
