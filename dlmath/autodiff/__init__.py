"""Exact derivatives of plain NumPy code, by reverse-mode automatic differentiation.

Write a function with ``np.`` as always, and ask for its gradient:

>>> import numpy as np
>>> from dlmath.autodiff import grad
>>> def loss(w, x, y):
...     return np.mean((x @ w - y) ** 2)
>>> grad(loss)(np.zeros(2), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 2.0]))
array([ -7., -10.])

While the function runs, boxes (``box.py``) stand for its arrays, and what NumPy does with them is recorded
(``trace.py``). The rules by which the record is read backwards are in ``rules/``, one module per family of functions.
Parameters may be nests of arrays (``nests.py``).

Between ``np.fft.fft`` and what f returns, values may be complex: `np.abs`, `np.real` and the inverse transforms lead
back to real numbers. Here the energy of the differences, by Parseval's theorem:

>>> power = lambda x: np.sum(np.abs(np.fft.fft(np.diff(x))) ** 2) / 2
>>> grad(power)(np.array([1.0, 3.0, 2.0]))
array([-4.,  6., -2.])

At a kink, where there is no one derivative, the conventions are: |x| has 0 at 0; the maximum or minimum of equal
values shares the gradient equally among them; clip has 0 at its bounds; the norm of 0 and the standard deviation of
equal numbers have 0. No second derivative follows from a convention: one that would need it is refused, also where
the kinks of a smooth whole cancel, as in the square of a norm.

``np.where`` computes both of its branches, and an infinite slope in the one that is not chosen makes the gradient nan
(0 · ∞). The safe form gives the dangerous function a harmless argument there:

>>> root = lambda x: np.sum(np.where(x > 0, np.sqrt(np.where(x > 0, x, 1.0)), 0.0))
>>> grad(root)(np.array([0.0, 4.0]))
array([0.  , 0.25])
"""

import functools

import numpy as np

from dlmath.autodiff import nests, rules  # noqa: F401
from dlmath.autodiff.box import NOT_FILLED, Box, strip
from dlmath.autodiff.trace import KINK, OUTLIVED, Tape, primitive, pull_back, rule

__all__ = ["Box", "grad", "hessian", "hvp", "jacobian", "jvp", "primitive", "rule", "value_and_grad", "vjp"]


def grad(f):
    """Differentiate a function with one number as its result, with respect to its first argument.

        (∇f(x))_i = ∂f/∂x_i

    Parameters
    ----------
    f : callable
        ``f(x, *args, **kwargs)`` returns a float. It may call `grad` itself.

    Returns
    -------
    callable
        Takes what ``f`` takes and returns the gradient, built as ``x`` is: a float or an array of floats, or a list,
        tuple or dict of them, to any depth. Each part has the shape and dtype of its part of ``x``.

    Raises
    ------
    TypeError
        When called: if ``x`` holds anything but floats, ``f`` returns something else than one float, or calls a
        function that has no derivative rule.

    References
    ----------
    Baydin et al., "Automatic differentiation in machine learning: a survey", JMLR 18 (2018), section 3.2.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import grad
    >>> grad(lambda p: p["a"] * np.sum(p["x"] ** 2))({"a": 3.0, "x": np.array([1.0, 2.0])})
    {'a': 5.0, 'x': array([ 6., 12.])}
    >>> grad(grad(lambda x: x**3))(2.0)
    12.0
    """
    both = value_and_grad(f)

    @functools.wraps(f, assigned=("__name__",), updated=())
    def gradient(x, *args, **kwargs):
        return both(x, *args, **kwargs)[1]

    return gradient


def value_and_grad(f):
    """Differentiate a function as `grad` does, and return its value too.

        x ↦ (f(x), ∇f(x))

    Parameters
    ----------
    f : callable
        ``f(x, *args, **kwargs)`` returns a float.

    Returns
    -------
    callable
        Takes what ``f`` takes and returns the pair (value, gradient), the gradient built as ``x`` is.

    Raises
    ------
    TypeError
        When called: as `grad` says.

    References
    ----------
    Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), section 3.2.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import value_and_grad
    >>> value, gradient = value_and_grad(np.prod)(np.array([2.0, 3.0, 4.0]))
    >>> float(value), gradient
    (24.0, array([12.,  8.,  6.]))
    """
    _check_function("value_and_grad", f)

    @functools.wraps(f, assigned=("__name__",), updated=())
    def value_and_gradient(x, *args, **kwargs):
        value, pullback = _trace(f, x, args, kwargs)
        _check_scalar(value)
        return value, pullback(1.0)

    return value_and_gradient


def vjp(f, x, *args, **kwargs):
    """Run ``f`` and return what pulls gradients back through it: the vector–Jacobian product.

        value = f(x),  pullback(g) = gᵀ J  with  J = ∂f/∂x

    Parameters
    ----------
    f : callable
        ``f(x, *args, **kwargs)`` returns a float, an array of floats, or a nest of them.
    x : float, array or nest of them
        Where to differentiate.

    Returns
    -------
    value : as ``f`` returns it
    pullback : callable
        Takes g, built and shaped as ``value``, and returns gᵀJ, built and shaped as ``x``. It can be called many times.

    Raises
    ------
    TypeError
        If ``x`` holds anything but floats, or ``f`` calls a function that has no derivative rule.
    ValueError
        If g is not built and shaped as ``value`` is.

    References
    ----------
    Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), section 3.2.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import vjp
    >>> value, pullback = vjp(lambda x: x**2, np.array([1.0, 2.0, 3.0]))
    >>> value
    array([1., 4., 9.])
    >>> pullback(np.array([1.0, 0.0, 10.0]))
    array([ 2.,  0., 60.])
    """
    _check_function("vjp", f)
    value, pullback = _trace(f, x, args, kwargs)
    _check_numbers(value, "vjp needs numbers")
    return value, pullback


def jvp(f, x, v, *args, **kwargs):
    """Run ``f`` and return its derivative along a direction: the Jacobian–vector product.

        value = f(x),  slope = J v  with  J = ∂f/∂x

    gᵀJ is linear in g, and its own pullback is g ↦ J v: two reverse sweeps, whatever the number of inputs and outputs.

    Parameters
    ----------
    f : callable
        ``f(x, *args, **kwargs)`` returns a float, an array of floats, or a nest of them.
    x : float, array or nest of them
        Where to differentiate.
    v : built and shaped as ``x``
        The direction.

    Returns
    -------
    value : as ``f`` returns it
    slope : built and shaped as ``value``

    Raises
    ------
    TypeError
        If ``x`` or a value of ``f`` holds anything but floats, or ``f`` calls a function that has no derivative rule.
    ValueError
        If ``v`` is not built and shaped as ``x`` is.

    References
    ----------
    Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), section 3.1.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import jvp
    >>> value, slope = jvp(lambda x: x**2, np.array([1.0, 2.0]), np.array([1.0, 10.0]))
    >>> slope
    array([ 2., 40.])
    """
    value, pullback = vjp(f, x, *args, **kwargs)
    zero = nests.map(lambda leaf: np.zeros_like(leaf)[()], value)
    return value, vjp(pullback, zero)[1](v)


def hvp(f, x, v, *args, **kwargs):
    """The Hessian times a direction, without the Hessian: the derivative of ⟨∇f(x), v⟩.

        H v  with  H = ∂²f/∂x²

    Parameters
    ----------
    f : callable
        ``f(x, *args, **kwargs)`` returns a float.
    x : float, array or nest of them
        Where to differentiate.
    v : built and shaped as ``x``
        The direction.

    Returns
    -------
    built and shaped as ``x``

    Raises
    ------
    TypeError
        If ``x`` holds anything but floats, or ``f`` does not return one float.
    ValueError
        If ``v`` is not built and shaped as ``x`` is, or ``f`` has a kink at ``x``.

    References
    ----------
    Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6 (1994).

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import hvp
    >>> hvp(lambda x: x[0] ** 2 * x[1], np.array([1.0, 3.0]), np.array([1.0, 1.0]))
    array([8., 2.])
    """
    return vjp(grad(f), x, *args, **kwargs)[1](v)


def jacobian(f):
    """All partial derivatives of an array-valued function, with respect to its first argument.

        J_{i…,j…} = ∂f_{i…}/∂x_{j…}

    Parameters
    ----------
    f : callable
        ``f(x, *args, **kwargs)`` returns a float or an array of floats.

    Returns
    -------
    callable
        Takes what ``f`` takes and returns J, an array of shape (*shape of f(x), *shape of x); for a nest ``x``,
        a nest of such arrays.

    Raises
    ------
    TypeError
        When called: if ``x`` holds anything but floats, or ``f`` returns anything but one array of floats.

    References
    ----------
    Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), section 3.2: one reverse sweep per row.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import jacobian
    >>> jacobian(lambda x: np.array([[0.0, 1.0], [2.0, 0.0]]) @ x)(np.array([5.0, 6.0]))
    array([[0., 1.],
           [2., 0.]])
    """
    _check_function("jacobian", f)

    @functools.wraps(f, assigned=("__name__",), updated=())
    def jacobian_of_f(x, *args, **kwargs):
        value, pullback = _trace(f, x, args, kwargs)
        if nests.children(value) is not None:
            raise TypeError(
                f"f returns a {type(value).__name__}, jacobian needs one array: join its parts with np.concatenate"
            )
        _check_floats("the value of f", value)
        size, shape = np.size(value), np.shape(value)
        rows = [pullback(row.reshape(shape)) for row in np.eye(size, dtype=_dtype(value))]
        return nests.map(lambda leaf, *parts: _stack(parts, shape + np.shape(leaf), leaf), x, *rows)

    return jacobian_of_f


def hessian(f):
    """All second partial derivatives of a function with one number as its result.

        H_{i…,j…} = ∂²f/∂x_{i…}∂x_{j…}

    Parameters
    ----------
    f : callable
        ``f(x, *args, **kwargs)`` returns a float.

    Returns
    -------
    callable
        Takes what ``f`` takes, with ``x`` a float or one array, and returns H of shape (*shape of x, *shape of x).

    Raises
    ------
    TypeError
        When called: if ``x`` is a nest, holds anything but floats, or ``f`` does not return one float.

    References
    ----------
    Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), section 5.

    Examples
    --------
    >>> import numpy as np
    >>> from dlmath.autodiff import hessian
    >>> hessian(lambda x: x[0] ** 2 * x[1])(np.array([1.0, 3.0]))
    array([[6., 2.],
           [2., 0.]])
    """
    of_gradient = jacobian(grad(f))

    @functools.wraps(f, assigned=("__name__",), updated=())
    def hessian_of_f(x, *args, **kwargs):
        if nests.children(x) is not None:
            raise TypeError(f"x is a {type(x).__name__}, hessian needs one array: join the parts with np.concatenate")
        return of_gradient(x, *args, **kwargs)

    return hessian_of_f


def _trace(f, x, args, kwargs):
    """Run f on boxes. Returns its value without them, and the pullback of that value."""
    tape = Tape()
    boxes = []

    def box(where, leaf):
        _check_floats(where, leaf)
        boxes.append(tape.leaf(leaf))
        return boxes[-1]

    try:
        out = f(nests.map_named(box, "x", x), *args, **kwargs)
    except ValueError as error:
        if "sequence" in str(error) and "traced" in str(error.__cause__):  # NumPy's sentence for a[i] = x hides ours
            raise TypeError(NOT_FILLED).with_traceback(error.__traceback__) from None
        raise
    finally:
        records = tape.close()
    indices = nests.map(lambda leaf: leaf.index if type(leaf) is Box and leaf.tape is tape else None, out)
    value = nests.map(lambda leaf: _outside(leaf, tape), out)

    def pullback(g):
        seeds = {}
        _gather_seeds(seeds, indices, value, g)
        grads = pull_back(records, seeds) if seeds else []
        if tape.kink and any(g is not None and np.isnan(strip(g)).any() for g in grads):
            raise ValueError(KINK.format(tape.kink))
        seen = set()
        pulled = iter([_finished(grads[b.index] if b.index < len(grads) else None, b.value, seen) for b in boxes])
        return nests.map(lambda leaf: next(pulled), x)

    return value, pullback


def _outside(leaf, tape):
    """A result without this tape's box."""
    if type(leaf) is not Box:
        return leaf
    if leaf.tape is tape:
        return leaf.value
    if leaf.tape.records is None:
        raise ValueError(OUTLIVED)
    return leaf


def _gather_seeds(seeds, indices, value, g):
    """Put each part of g beside the box that it belongs to."""
    nests.same_structure("g", g, "the value of f", value)

    def seed(index, v, part):
        if np.shape(part) != np.shape(v):
            raise ValueError(f"g has shape {np.shape(part)}, expected {np.shape(v)} as the value of f has")
        if index is not None:
            part = part if type(part) is Box else np.array(part, dtype=_dtype(v))
            seeds[index] = seeds[index] + part if index in seeds else part

    nests.map(seed, indices, value, g)


def _finished(g, x, seen):
    """The gradient of one part of x, of its type, as an array that shares its memory with no other."""
    if g is None:
        g = np.zeros(np.shape(x), _dtype(x))
    if type(g) is Box:
        return g
    if type(x) is float:
        return float(g)
    if not isinstance(x, np.ndarray | Box):
        return x.dtype.type(g)
    if not isinstance(g, np.ndarray) or not g.flags.owndata or id(g) in seen:
        g = np.array(g)
    seen.add(id(g))
    return g


def _dtype(x):
    return np.dtype(float) if type(x) is float else x.dtype


def _stack(rows, shape, leaf):
    if not rows:
        return np.zeros(shape, _dtype(leaf))
    return np.reshape(np.stack(rows), shape)


def _check_function(name, f):
    if not callable(f):
        raise TypeError(f"{name} takes a function, got {type(f).__name__} {f!r:.60}: name f itself, without calling it")


def _check_floats(where, leaf):
    """Only floats in plain arrays have derivatives."""
    kind = "f" if type(leaf) is float else getattr(getattr(leaf, "dtype", None), "kind", "O")
    if kind == "c":
        raise TypeError(f"{where} is complex, only real numbers are differentiated")
    if kind != "O" and type(leaf) not in (float, Box, np.ndarray, np.memmap) and not isinstance(leaf, np.generic):
        raise TypeError(f"{where} is a {type(leaf).__name__}, expected a plain array: take np.asarray({where}) of it")
    if kind == "f":
        return
    if isinstance(leaf, bool | int) or kind in "biu":
        what = f"{leaf!r}" if isinstance(leaf, bool | int) else f"of dtype {leaf.dtype}"
        raise TypeError(f"{where} is {what}, expected floats: write 2.0 for 2, or x.astype(float)")
    raise TypeError(f"{where} is {type(leaf).__name__} {leaf!r:.60}, expected floats or arrays of floats")


def _check_scalar(value):
    if nests.children(value) is not None:
        raise TypeError(
            f"f returns a {type(value).__name__}, grad needs one number; vjp pulls back through a nest of values"
        )
    if np.shape(value) != ():
        raise TypeError(
            f"f returns an array of shape {np.shape(value)}, grad needs one number: "
            "reduce it with np.sum or np.mean, or take jacobian(f) or vjp(f, x)"
        )
    _check_numbers(value, "grad needs one number")


def _check_numbers(value, needed):
    """The value of f is made of real numbers; an integer is a constant."""
    for _, leaf in nests.leaves("", value):
        kind = "i" if type(leaf) in (int, float) else getattr(getattr(leaf, "dtype", None), "kind", "O")
        if kind == "c":
            raise TypeError(f"f returns complex values, {needed}: take np.real(z), np.imag(z) or np.abs(z)")
        if kind not in "fiu":
            raise TypeError(f"f returns {leaf!r:.60}, {needed}: does f end with return?")
