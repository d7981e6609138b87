"""Exact derivatives of plain NumPy code, by reverse-mode automatic differentiation.

>>> import numpy as np
>>> from dlmath.autodiff import grad
>>> grad(lambda x: np.sum(x**2))(np.array([1.0, 2.0, 3.0]))
array([2., 4., 6.])
"""

import numpy as np

from dlmath._trace import Box, Tape, pull_back

__all__ = ["Box", "grad", "value_and_grad"]


def value_and_grad(f):
    """A function that returns ``f`` and its gradient with respect to the first argument."""

    def value_and_gradient(x, *args, **kwargs):
        tape = Tape()
        leaves = []
        out = f(_map(lambda leaf: leaves.append(tape.leaf(leaf)) or leaves[-1], x), *args, **kwargs)
        records = tape.close()
        if type(out) is not Box or out.tape is not tape:
            return out, _map(np.zeros_like, x)
        grads = pull_back(records, out.index, np.ones_like(out.value))
        pulled = iter([np.zeros_like(b.value) if grads[b.index] is None else grads[b.index] for b in leaves])
        return out.value, _map(lambda leaf: next(pulled), x)

    return value_and_gradient


def grad(f):
    """A function that returns the gradient of ``f`` with respect to its first argument."""
    both = value_and_grad(f)
    return lambda x, *args, **kwargs: both(x, *args, **kwargs)[1]


def _map(f, nest):
    if isinstance(nest, dict):
        return {k: _map(f, v) for k, v in nest.items()}
    if isinstance(nest, list | tuple):
        items = [_map(f, v) for v in nest]
        return type(nest)(*items) if hasattr(nest, "_fields") else type(nest)(items)
    return f(nest)
