"""The tape behind `dlmath.autodiff`: what is done with arrays, recorded and read backwards.

NumPy hands every call that meets a `Box` to the box. `call` carries it out on the plain arrays and records it on the
box's `Tape`; reading the tape backwards gives the gradient.

What happens to a function that meets a box stands in three tables:

- `rule`: it has a derivative rule and is recorded;
- `composed`: it is written in terms of functions that have rules (where it also has a rule, this is for the arguments
  that the rule does not take);
- `plain`: its derivative is zero or has no meaning (comparisons, shapes, argmax): it works on the plain arrays.

A function in none of them raises an error that names it and says how to add a rule.
"""

import functools
import inspect
import itertools

import numpy as np

from dlmath.autodiff.box import FOREIGN, Box, name, strip

RULES = {}
COMPOSED = {}
PLAIN = set()

_levels = itertools.count()


class Tape:
    """The record of one call: entry k is (value, rule, args, kwargs, parents) of the k-th box.

    A tape made later has a higher level. A call that meets boxes of several tapes is recorded on the highest,
    and for that record the others are constants: this keeps the levels of a gradient of a gradient apart.
    """

    __slots__ = ("kink", "level", "records")

    def __init__(self):
        self.level = next(_levels)
        self.records = []
        self.kink = None

    def leaf(self, value):
        """A box for an input: it has no parents."""
        self.records.append((np.float64(value) if type(value) is float else value, None, None, None, ()))
        return Box(value, self, len(self.records) - 1)

    def close(self):
        """Take the records off: a box that outlives its call can no longer add to them."""
        records, self.records = self.records, None
        return records


class Signature:
    """The arguments that a rule or a body takes: how many by position (None: any number), and which by name."""

    __slots__ = ("keywords", "most")

    def __init__(self, function, skipped):
        code = getattr(function, "__code__", None)
        flags = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS if code is None else code.co_flags
        names = () if code is None else code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        self.most = None if flags & inspect.CO_VARARGS else code.co_argcount - skipped
        self.keywords = None if flags & inspect.CO_VARKEYWORDS else frozenset(names[skipped:])

    def covers(self, kwargs):
        return self.keywords is None or self.keywords.issuperset(kwargs)


class Rule:
    """The pullbacks of one function, one per argument (None for an argument that is a constant)."""

    __slots__ = ("function", "pullbacks", "signature")

    def __init__(self, function, pullbacks, each):
        self.function = function
        if each is None:
            self.signature = Signature(next(p for p in pullbacks if p is not None), skipped=2)
            self.pullbacks = pullbacks + (None,) * ((self.signature.most or 0) - len(pullbacks))
        else:
            self.signature = Signature(each, skipped=3)
            self.pullbacks = _Each(each)


class _Each:
    """Pullbacks of a function of any number of arguments: one function that is told which argument is meant."""

    def __init__(self, pullback):
        self.pullback = pullback

    def __getitem__(self, i):
        return functools.partial(self.pullback, i)


def rule(function, *pullbacks, each=None):
    """Say how to differentiate ``function``: one pullback per argument.

    A pullback turns g = ∂L/∂out into ∂L/∂x. It is called as ``pullback(g, out, *args, **kwargs)`` with the
    arguments of the call and its result ``out``:

        ∂L/∂x = g · ∂out/∂x

    What it returns is summed over the axes along which x was broadcast, and takes x's dtype. Written with ``np.``
    functions that have rules themselves, it gives second derivatives too.

    Parameters
    ----------
    function : callable
        A NumPy function, or one of your own marked with `primitive`.
    *pullbacks : callable or None
        One per positional argument; None for an argument that is not differentiated, such as an axis.
    each : callable, optional
        For a function of any number of arrays, instead of the others: it is called as ``each(i, g, out, *args)``
        for argument number i.

    Raises
    ------
    TypeError
        If ``function`` or a pullback cannot be called, or no pullback is given.

    References
    ----------
    Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), chapter 3.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import grad, primitive, rule
    >>> @primitive
    ... def cube(x):
    ...     return x * x * x
    >>> rule(cube, lambda g, out, x: g * 3 * x**2)
    >>> grad(cube)(2.0)
    12.0
    """
    given = [p for p in (*pullbacks, each) if p is not None]
    if not callable(function) or not given or not all(map(callable, given)):
        raise TypeError("rule takes a function and its pullbacks: rule(f, lambda g, out, x: g * …)")
    RULES[function] = Rule(function, pullbacks, each)


def primitive(function):
    """Mark a function that has a derivative rule of its own, so that it is recorded as one step.

    A function written with ``np.`` needs no mark: NumPy's own calls are recorded. Mark one that fills arrays in
    place, or whose derivative is known in a shorter form, and give its pullbacks with `rule`:

        out = f(x, …),  ∂L/∂x = pullback(∂L/∂out, out, x, …)

    Parameters
    ----------
    function : callable
        Takes and returns plain arrays of floats. It never sees a traced value.

    Returns
    -------
    callable
        The same function; given a traced value it is recorded.

    Raises
    ------
    TypeError
        If ``function`` cannot be called.

    References
    ----------
    Baydin et al., "Automatic differentiation in machine learning: a survey", JMLR 18 (2018), section 3.2.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import grad, primitive, rule
    >>> @primitive
    ... def softplus(x):
    ...     return np.logaddexp(0.0, x)
    >>> rule(softplus, lambda g, out, x: g / (1 + np.exp(-x)))
    >>> grad(softplus)(0.0)
    0.5
    """
    if not callable(function):
        raise TypeError(f"primitive marks a function, got {type(function).__name__}")

    @functools.wraps(function)
    def marked(*args, **kwargs):
        for a in args:
            if type(a) is Box:
                return call(marked, args, kwargs)
        if kwargs and any(type(a) is Box for a in kwargs.values()):
            return call(marked, args, kwargs)
        return function(*args, **kwargs)

    return marked


def composed(*functions, into=COMPOSED):
    """Decorate a body that carries out ``functions`` in terms of others."""

    def register(body):
        into.update(dict.fromkeys(functions, (body, Signature(body, skipped=0))))
        return body

    return register


def plain(*functions):
    """Declare functions that are carried out on plain arrays and whose results are constants."""
    PLAIN.update(functions)


def call(function, args, kwargs):
    """Carry out a function that met a box, by the table it stands in."""
    found = RULES.get(function)
    if found is not None:
        most = found.signature.most
        if not kwargs and (most is None or len(args) <= most):
            return record(found, args, kwargs)
        new_args, new_kwargs = _arguments(function, found.signature, args, kwargs)
        if found.signature.covers(new_kwargs) or function not in COMPOSED:
            _check_covered(function, found.signature, new_kwargs)
            return record(found, new_args, new_kwargs)
    if function in COMPOSED:
        return carry_out(function, COMPOSED, args, kwargs)
    if kwargs.get("out") is not None:
        raise TypeError(_NO_OUT.format(name(function)))
    if function in PLAIN:
        return function(*map(strip, args), **{k: strip(v) for k, v in kwargs.items()})
    raise TypeError(
        f"{name(function)} has no derivative rule; add one: "
        f"from dlmath.autodiff import rule; rule({name(function)}, lambda g, out, x: g * …)"
    )


def carry_out(function, bodies, args, kwargs):
    """Let the body that is registered do what ``function`` does."""
    body, signature = bodies[function]
    args, kwargs = _arguments(function, signature, args, kwargs)
    _check_covered(function, signature, kwargs)
    return body(*args, **kwargs)


def record(found, args, kwargs):
    """Carry out ``found.function`` one level down, and put it on the tape."""
    tape = None
    for a in args:
        if type(a) is Box and (tape is None or a.tape.level > tape.level):
            tape = a.tape
    records = tape.records
    if records is None:
        raise ValueError(OUTLIVED)
    pullbacks = found.pullbacks
    values, parents = [], []
    for i, a in enumerate(args):
        if type(a) is Box:
            if a.tape is tape:
                if pullbacks[i] is None:
                    raise TypeError(_CONSTANT.format(i + 1, name(found.function)))
                parents.append((i, a.index))
                a = a.value
                if type(a) is float and type(found.function) is not np.ufunc:
                    a = np.float64(a)
        elif type(a) not in _USUAL:
            a = _beside(a, type(pullbacks) is _Each or pullbacks[i] is not None)
        values.append(a)
    out = found.function(*values, **kwargs)
    if type(out) is not Box:
        out = _real(found.function, out)
        if type(out) is not np.ndarray:  # Python's own floats raise errors where NumPy's give inf
            values = [out.dtype.type(v) if type(v) is float else v for v in values]
    records.append((out, found, values, kwargs, parents))
    return Box(out, tape, len(records) - 1)


_USUAL = {np.ndarray, float, int, bool, str, np.float64, np.float32, type(None)}


def _beside(a, is_array):
    """An argument beside a traced one: a plain array where an array is meant."""
    if isinstance(a, list | tuple) and is_array:
        return np.asarray(a)
    if hasattr(a, "__array_ufunc__") and not isinstance(a, np.memmap) and type(a) is not np.ndarray:
        raise TypeError(FOREIGN.format(type(a).__name__))
    return a


def _real(function, out):
    try:
        kind = out.dtype.kind
    except AttributeError:
        out = np.asarray(out)[()]
        kind = out.dtype.kind
    if kind != "f":
        raise TypeError(
            f"{name(function)} gave {out.dtype} values, expected floats: only real numbers are differentiated"
        )
    return out


def pull_back(records, seeds):
    """Read the tape backwards: from {index: ∂L/∂box} to the list of ∂L/∂box for every box (None where it is 0)."""
    grads = [None] * (max(seeds) + 1)
    for index, g in seeds.items():
        grads[index] = g
    for k in range(len(grads) - 1, -1, -1):
        g = grads[k]
        if g is None:
            continue
        out, found, args, kwargs, parents = records[k]
        for i, j in parents:
            d = _fit(found.pullbacks[i](g, out, *args, **kwargs), records[j][0], found)
            have = grads[j]
            grads[j] = d if have is None else have + d
        if parents:
            grads[k] = None
    return grads


def _fit(d, x, found):
    """Give the gradient ``d`` the shape and dtype of ``x``, to which it belongs."""
    try:
        shape = d.shape
    except AttributeError:
        d = np.asarray(d)
        shape = d.shape
    if shape != x.shape:
        d = _unbroadcast(d, x.shape, found)
    return d if d.dtype == x.dtype else d.astype(x.dtype)


def _unbroadcast(d, shape, found):
    """Sum over the axes along which an array of this shape was broadcast."""
    extra = d.ndim - len(shape)
    axes = tuple(range(extra)) + tuple(extra + i for i, n in enumerate(shape) if n == 1 != d.shape[extra + i])
    kept = d.sum(axis=axes, keepdims=True) if extra >= 0 and axes else d
    if kept.shape[max(extra, 0) :] != shape:
        raise ValueError(
            f"the derivative rule of {name(found.function)} returned shape {d.shape} for an argument of shape {shape}"
        )
    return kept.reshape(shape)


def _told(kwargs):
    """The keyword arguments without those that only repeat NumPy's defaults."""
    return {k: v for k, v in kwargs.items() if not (v is np._NoValue or (k in _DEFAULTS and v is _DEFAULTS[k]))}


_DEFAULTS = {"out": None, "dtype": None, "order": None, "kind": None, "stable": None, "where": True, "like": None}


def _arguments(function, signature, args, kwargs):
    """Arguments as a rule or a body takes them: arrays by position, nothing that it does not know."""
    most = signature.most
    if kwargs:
        kwargs = _told(kwargs)
        if kwargs.get("out") is not None:
            raise TypeError(_NO_OUT.format(name(function)))
    if type(function) is np.ufunc:  # all its arrays come by position, and after them out
        if most is not None and len(args) > most:
            raise TypeError(_NO_OUT.format(name(function)))
        return args, kwargs
    if not args or any(type(v) is Box for v in kwargs.values()) or not signature.covers(kwargs):
        bound = inspect.signature(function).bind(*args, **kwargs)
        args, kwargs = bound.args, bound.kwargs
    if most is not None and len(args) > most:
        names = list(inspect.signature(function).parameters)
        kwargs = _told({**dict(zip(names[most:], args[most:], strict=False)), **kwargs})
        args = args[:most]
    return args, kwargs


def _check_covered(function, signature, kwargs):
    if not signature.covers(kwargs):
        unknown = ", ".join(f"{k}=" for k in kwargs if k not in signature.keywords)
        raise TypeError(f"the derivative of {name(function)} does not cover its argument {unknown}")


OUTLIVED = (
    "a traced value (Box) is used after the call that made it has ended; "
    "keep plain numbers instead: take x.value, or return it from the function"
)
_NO_OUT = "out= and in-place operators cannot be traced: write y = {0}(…), or y = y + x in place of y += x"
_CONSTANT = "argument {0} of {1} is a traced value, but it is not differentiated: take x.value for a plain number"
KINK = (
    "{0} has no second derivative at this point, it has a kink there. If the whole is smooth, write it without the "
    "kink: x**2 for np.abs(x)**2, np.sum(x**2) for np.linalg.norm(x)**2, np.var for np.std squared"
)

Box._call = staticmethod(call)
