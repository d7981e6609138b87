"""First and second derivatives of every function with a rule, by their table in `derivative_cases`."""

import numpy as np
import pytest

from dlmath.autodiff import grad, trace
from tests.derivative_cases import KINKS, KNOWN, UNKNOWN


def projected(f, numpy):
    """The number Σ cᵢ f(arrays)ᵢ, for fixed random c: its gradient tests all rows of the Jacobian at once."""

    def scalar(arrays):
        out = f(numpy, *arrays)
        return numpy.sum(weights(out.shape) * out)

    return scalar


def weights(shape, seed=0):
    return np.random.default_rng([seed, *shape]).uniform(0.5, 1.5, shape)


def second(gradient, numpy):
    """The number Σ dᵢ ∇ᵢ, whose gradient is the Hessian times d."""

    def scalar(arrays):
        return sum(numpy.sum(weights(g.shape, 1 + i) * g) for i, g in enumerate(gradient(arrays)))

    return scalar


def by_differences(f, arrays, h=1e-6):
    """Central differences, one coordinate at a time."""
    out = []
    for k, x in enumerate(arrays):
        d = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            step = np.zeros(x.shape)
            step[i] = h
            ends = [f((*arrays[:k], x + s * step, *arrays[k + 1 :])) for s in (1, -1)]
            d[i] = (ends[0] - ends[1]) / (2 * h)
        out.append(d)
    return out


def relative_error(actual, expected):
    scale = max(1.0, *(np.max(np.abs(e), initial=0) for e in expected))
    return max(np.max(np.abs(a - e), initial=0) / scale for a, e in zip(actual, expected, strict=True))


def ours(f):
    first = grad(projected(f, np))
    return first, grad(second(first, np))


@pytest.mark.parametrize(("name", "f", "arrays"), KNOWN, ids=[name for name, *_ in KNOWN])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:autograd")
@pytest.mark.filterwarnings("ignore:Output seems independent of input")
def test_first_and_second_derivatives_equal_those_of_hips_autograd(proof, name, f, arrays):
    import autograd
    import autograd.numpy as anp

    first = autograd.grad(projected(f, anp))
    theirs = first, autograd.grad(second(first, anp))
    for order, our_gradient, their_gradient in zip(("first", "second"), ours(f), theirs, strict=True):
        error = relative_error(our_gradient(arrays), their_gradient(arrays))
        against = f"HIPS autograd, {order} derivatives of {len(KNOWN)} calls"
        proof("autodiff.grad", "independent", against, error, bound=1e-8)


@pytest.mark.parametrize(("name", "f", "arrays"), KINKS, ids=[name for name, *_ in KINKS])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:autograd")
def test_at_a_kink_the_first_derivative_is_that_of_hips_autograd_and_the_second_is_refused(proof, name, f, arrays):
    import autograd
    import autograd.numpy as anp

    first, second_gradient = ours(f)
    error = relative_error(first(arrays), autograd.grad(projected(f, anp))(arrays))
    proof("autodiff.grad", "independent", f"HIPS autograd, at {len(KINKS)} kinks", error, bound=1e-15)
    with pytest.raises(ValueError, match="no second derivative at this point, it has a kink there"):
        second_gradient(arrays)


@pytest.mark.parametrize(("name", "f", "arrays"), UNKNOWN, ids=[name for name, *_ in UNKNOWN])
def test_first_and_second_derivatives_equal_central_differences(proof, name, f, arrays):
    first, second_gradient = ours(f)
    error = relative_error(first(arrays), by_differences(projected(f, np), arrays))
    against = f"central differences, first derivatives of {len(UNKNOWN)} calls"
    proof("autodiff.grad", "independent", against, error, bound=1e-7)  # h² + ε/h with h = 1e-6 is 1e-10 times f and f‴
    error = relative_error(second_gradient(arrays), by_differences(second(first, np), arrays))
    proof("autodiff.grad", "independent", against.replace("first", "second"), error, bound=1e-7)


def test_every_rule_is_exercised_by_a_row_of_the_table(monkeypatch):
    called, call = set(), trace.call

    def spy(function, args, kwargs):
        called.add(function)
        return call(function, args, kwargs)

    monkeypatch.setattr(trace, "call", spy)
    monkeypatch.setattr(trace.Box, "_call", staticmethod(spy))
    for _, f, arrays in KNOWN + UNKNOWN:
        ours(f)[1](arrays)
    known = [
        g
        for g in {**trace.RULES, **trace.COMPOSED}
        if (getattr(g, "__module__", None) or "numpy").startswith(("numpy", "dlmath._special"))
    ]
    missing = sorted(trace.name(g) for g in known if g not in called)
    assert not missing, f"no row of tests/derivative_cases.py calls {', '.join(missing)}"
