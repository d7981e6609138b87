"""`dlmath.autodiff`: what its functions return, the laws of derivatives, and a sentence for what cannot be traced.

The derivative rules themselves are tested in `test_derivative_rules`.
"""

import copy
import functools
import gc
import math
import operator
import pickle
import re
import weakref
from collections import namedtuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlmath import _checks, activations, autodiff
from dlmath.autodiff import Box, grad, hessian, hvp, jacobian, jvp, primitive, rule, value_and_grad, vjp

numbers = st.floats(-3, 3).map(lambda x: round(x, 3))
vectors = hnp.arrays(float, 4, elements=numbers)
matrices = hnp.arrays(float, (3, 4), elements=numbers)


def smooth(x):
    """A function of several numbers with no symmetry and no kink."""
    return np.sum(np.sin(x) * np.exp(0.3 * x)) + np.prod(np.cos(x)) + x[0] ** 3 * x[-1]


def curve(x):
    """An array-valued function with no symmetry and no kink."""
    return np.stack([np.sin(x) * x[1], np.cumsum(x) ** 2 + np.exp(0.2 * x[0])])


# Independent implementations


@given(x=vectors)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:autograd")
def test_values_gradients_jacobians_and_hessians_equal_those_of_hips_autograd(proof, x):
    import autograd
    import autograd.numpy as anp

    def their_smooth(x):
        return anp.sum(anp.sin(x) * anp.exp(0.3 * x)) + anp.prod(anp.cos(x)) + x[0] ** 3 * x[-1]

    def their_curve(x):
        return anp.stack([anp.sin(x) * x[1], anp.cumsum(x) ** 2 + anp.exp(0.2 * x[0])])

    def deep(x, np, grad):
        return np.sum(grad(lambda y: np.sum(np.tanh(x * y) * y))(x**2))

    value, gradient = value_and_grad(smooth)(x)
    their_value, their_gradient = autograd.value_and_grad(their_smooth)(x)
    g = np.cos(np.arange(8.0)).reshape(2, 4)
    their_pullback, their_curve_value = autograd.make_vjp(their_curve)(x)
    curve_value, pullback = vjp(curve, x)
    proof("autodiff.value_and_grad", "independent", "autograd.value_and_grad", value, their_value, bound=1e-12)
    proof("autodiff.value_and_grad", "independent", "autograd.value_and_grad", gradient, their_gradient, bound=1e-12)
    proof("autodiff.vjp", "independent", "autograd.make_vjp", curve_value, their_curve_value, bound=1e-12)
    proof("autodiff.vjp", "independent", "autograd.make_vjp", pullback(g), their_pullback(g), bound=1e-12)
    proof(
        "autodiff.jacobian",
        "independent",
        "autograd.jacobian",
        jacobian(curve)(x),
        autograd.jacobian(their_curve)(x),
        bound=1e-12,
    )
    proof(
        "autodiff.Box",
        "independent",
        "autograd, a gradient inside a gradient",
        grad(lambda x: deep(x, np, grad))(x),
        autograd.grad(lambda x: deep(x, anp, autograd.grad))(x),
        bound=1e-10,
    )
    if np.all(np.abs(np.cos(x)) > 0.1):  # autograd divides by the factors of a product
        proof(
            "autodiff.hessian",
            "independent",
            "autograd.hessian",
            hessian(smooth)(x),
            autograd.hessian(their_smooth)(x),
            bound=1e-11,
        )


@pytest.mark.torch
def test_a_network_has_the_gradients_pytorch_finds(proof):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    params = {
        "W1": rng.standard_normal((5, 4)),
        "b1": rng.standard_normal(4),
        "W2": rng.standard_normal((4, 3)),
        "b2": np.zeros(3),
    }
    x, y = rng.standard_normal((8, 5)), rng.integers(0, 3, 8)

    def loss(p, x, y):
        z = np.maximum(x @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"]
        z = z - np.max(z, axis=1, keepdims=True)
        return -np.mean((z - np.log(np.sum(np.exp(z), axis=1, keepdims=True)))[np.arange(len(y)), y])

    theirs = {name: torch.tensor(p, requires_grad=True) for name, p in params.items()}
    hidden = torch.relu(torch.tensor(x) @ theirs["W1"] + theirs["b1"])
    their_loss = torch.nn.functional.cross_entropy(hidden @ theirs["W2"] + theirs["b2"], torch.tensor(y))
    their_loss.backward()
    value, grads = value_and_grad(loss)(params, x, y)
    proof("autodiff.value_and_grad", "independent", "PyTorch, a network's loss", value, their_loss.item(), bound=1e-13)
    for name in params:
        proof(
            "autodiff.grad",
            "independent",
            "PyTorch, a network's loss",
            grads[name],
            theirs[name].grad.numpy(),
            bound=1e-13,
        )


# Laws


@given(x=vectors, a=numbers, b=numbers)
def test_the_gradient_is_linear_in_the_function(proof, x, a, b):
    combined = grad(lambda x: a * smooth(x) + b * np.sum(x**2))(x)
    proof("autodiff.grad", "law", "∇(af + bg) = a∇f + b∇g", combined, a * grad(smooth)(x) + b * 2 * x, bound=1e-12)


@given(x=vectors)
def test_the_gradient_obeys_the_chain_rule(proof, x):
    inner, outer = curve, lambda y: np.sum(np.sin(y[0]) * y[1])
    chained = np.tensordot(grad(outer)(inner(x)), jacobian(inner)(x), 2)
    proof("autodiff.grad", "law", "∇(g ∘ f) = ∇g(f) · J", grad(lambda x: outer(inner(x)))(x), chained, bound=1e-11)
    proof(
        "autodiff.jacobian",
        "law",
        "J of a composition is the product of the Jacobians",
        jacobian(lambda x: curve(np.sin(x)))(x),
        curve_jacobian_through_sine(x),
        bound=1e-12,
    )


def curve_jacobian_through_sine(x):
    return jacobian(curve)(np.sin(x)) @ jacobian(np.sin)(x)


@given(x=vectors, g=hnp.arrays(float, (2, 4), elements=numbers))
def test_the_vector_jacobian_product_is_the_vector_times_the_jacobian(proof, x, g):
    value, pullback = vjp(curve, x)
    proof("autodiff.vjp", "law", "pullback(g) = gᵀJ", pullback(g), np.tensordot(g, jacobian(curve)(x), 2), bound=1e-12)
    proof("autodiff.vjp", "law", "the value is f(x)", value, curve(x), bound=0.0)
    proof("autodiff.vjp", "law", "pullback(2g) = 2 pullback(g)", pullback(2 * g), 2 * pullback(g), bound=1e-12)


@given(x=vectors, v=vectors)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:autograd")
def test_products_with_a_direction_are_those_with_the_matrices(proof, x, v):
    import autograd
    import autograd.numpy as anp

    value, slope = jvp(curve, x, v)
    proof("autodiff.jvp", "law", "the value is f(x)", value, curve(x), bound=0.0)
    proof("autodiff.jvp", "law", "J v", slope, jacobian(curve)(x) @ v, bound=1e-12)
    proof("autodiff.hvp", "law", "H v", hvp(smooth, x, v), hessian(smooth)(x) @ v, bound=1e-11)
    wave = lambda x, np: np.sin(x) * np.sum(x**3)  # noqa: E731
    theirs = autograd.jacobian(lambda x: wave(x, anp))(x) @ v
    proof("autodiff.jvp", "independent", "autograd.jacobian", jvp(wave, x, v, np)[1], theirs, bound=1e-12)
    theirs = autograd.hessian_vector_product(lambda x: anp.sum(wave(x, anp)))(x, v)
    ours = hvp(lambda x: np.sum(wave(x, np)), x, v)
    proof("autodiff.hvp", "independent", "autograd.hessian_vector_product", ours, theirs, bound=1e-11)


def test_products_with_a_direction_take_and_give_nests():
    f = lambda p: {"out": [p["a"] * p["b"], 2.0 * p["a"]]}  # noqa: E731
    x, v = {"a": 3.0, "b": np.array([1.0, 2.0])}, {"a": 1.0, "b": np.array([0.0, 1.0])}
    slope = jvp(f, x, v)[1]
    assert slope["out"][0].tolist() == [1.0, 5.0] and slope["out"][1] == 2.0
    H = hvp(lambda p: np.sum(f(p)["out"][0] ** 2), x, v)
    assert H["a"] == 34.0 and H["b"].tolist() == [12.0, 42.0]
    with pytest.raises(ValueError, match="expected"):
        jvp(np.sin, np.ones(2), np.ones(3))


@given(x=vectors)
def test_the_hessian_is_symmetric_and_the_jacobian_of_the_gradient(proof, x):
    H = hessian(smooth)(x)
    proof("autodiff.hessian", "law", "H = Hᵀ", H, H.T, bound=1e-11)
    proof("autodiff.hessian", "law", "H is the Jacobian of ∇f", H, jacobian(grad(smooth))(x), bound=0.0)


@given(x=vectors)
def test_value_and_grad_is_the_value_and_the_gradient(proof, x):
    value, gradient = value_and_grad(smooth)(x)
    proof("autodiff.value_and_grad", "law", "the value is f(x)", value, smooth(x), bound=0.0)
    proof("autodiff.value_and_grad", "law", "the gradient is grad(f)(x)", gradient, grad(smooth)(x), bound=0.0)


@given(x=matrices)
def test_a_box_computes_what_numpy_computes(proof, x):
    def compare(box):
        for f in (np.sin, np.sum, lambda x: x @ x.T, lambda x: x[1:] * 2 - x[0], lambda x: np.std(x, axis=0), np.ravel):
            proof("autodiff.Box", "law", "f(box).value = f(array)", f(box).value, f(x), bound=0.0)
        return np.sum(box)

    grad(compare)(x)


@given(x=vectors)
def test_a_function_of_our_own_differentiates_as_numpy_s_do(proof, x):
    @primitive
    def wave(x, frequency=1.0):
        out = np.empty_like(x)  # filled in place: it could not be traced without the mark
        out[...] = np.sin(frequency * x)
        return out

    rule(wave, lambda g, out, x, frequency=1.0: g * frequency * np.cos(frequency * x))
    for order, f in (("first", grad), ("second", hessian)):
        ours, theirs = f(lambda x: np.sum(wave(x, 2.0) ** 2))(x), f(lambda x: np.sum(np.sin(2.0 * x) ** 2))(x)
        proof("autodiff.rule", "independent", f"the rules of np.sin, {order} derivatives", ours, theirs, bound=1e-12)
    proof("autodiff.primitive", "independent", "np.sin", wave(x, 2.0), np.sin(2.0 * x), bound=0.0)
    by_name = grad(lambda x: np.sum(wave(frequency=2.0, x=x)))(x)
    proof(
        "autodiff.primitive", "law", "arguments by name and by position agree", by_name, 2 * np.cos(2 * x), bound=1e-15
    )
    doubled = grad(lambda x: np.sum(wave(x) + wave(x)))(x)
    proof("autodiff.rule", "law", "∇(f + f) = 2∇f", doubled, 2 * np.cos(x), bound=1e-15)


# By hand


def test_derivatives_worked_out_on_paper(proof):
    x = np.array([1.0, 2.0, 3.0])
    proof("autodiff.grad", "by hand", "∇ Σx² = 2x", grad(lambda x: np.sum(x**2))(x), [2.0, 4.0, 6.0], bound=0.0)
    value, gradient = value_and_grad(lambda x: x[0] * x[1] + x[2])(x)
    proof("autodiff.value_and_grad", "by hand", "x₀x₁ + x₂ at (1, 2, 3)", value, 5.0, bound=0.0)
    proof("autodiff.value_and_grad", "by hand", "x₀x₁ + x₂ at (1, 2, 3)", gradient, [2.0, 1.0, 1.0], bound=0.0)
    proof(
        "autodiff.vjp",
        "by hand",
        "gᵀ diag(2x)",
        vjp(np.square, x)[1](np.array([1.0, 0.0, -1.0])),
        [2.0, 0.0, -6.0],
        bound=0.0,
    )
    along = jvp(np.square, x, np.array([1.0, 0.0, -1.0]))[1]
    proof("autodiff.jvp", "by hand", "diag(2x) v", along, [2.0, 0.0, -6.0], bound=0.0)
    curved = hvp(lambda x: x[0] ** 2 * x[1], x, np.array([1.0, 1.0, 0.0]))
    proof("autodiff.hvp", "by hand", "x₀²x₁ at (1, 2)", curved, [6.0, 2.0, 0.0], bound=0.0)
    A = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 4.0]])
    proof("autodiff.jacobian", "by hand", "the Jacobian of Ax is A", jacobian(lambda x: A @ x)(x), A, bound=0.0)
    proof(
        "autodiff.hessian",
        "by hand",
        "x₀²x₁ at (1, 2)",
        hessian(lambda x: x[0] ** 2 * x[1])(x[:2]),
        [[4.0, 2.0], [2.0, 0.0]],
        bound=0.0,
    )
    proof(
        "autodiff.Box",
        "by hand",
        "d/dx x·(d/dy (x + y)) = 1: levels are kept apart",
        grad(lambda x: x * grad(lambda y: x + y)(1.0))(1.0),
        1.0,
        bound=0.0,
    )


def test_a_rule_and_a_primitive_by_hand(proof):
    @primitive
    def cube(x):
        return x * x * x

    rule(cube, lambda g, out, x: g * 3 * x**2)
    proof("autodiff.rule", "by hand", "x³ at 2: 12", grad(cube)(2.0), 12.0, bound=0.0)
    proof("autodiff.primitive", "by hand", "x³ at 2: 8", cube(2.0), 8.0, bound=0.0)
    proof(
        "autodiff.primitive",
        "by hand",
        "x³ at 2: 12, 12 and 6",
        [grad(cube)(2.0), grad(grad(cube))(2.0), grad(grad(grad(cube)))(2.0)],
        [12.0, 12.0, 6.0],
        bound=0.0,
    )


def test_a_rule_for_any_number_of_arrays():
    @primitive
    def total(*arrays):
        return sum(arrays)

    rule(total, each=lambda i, g, out, *arrays: g * (i + 1) / (i + 1))
    assert grad(lambda x: np.sum(total(x, x**2, 1.0)))(np.array([3.0])) == [7.0]


# What goes in and what comes out


Layer = namedtuple("Layer", "W b")


def test_gradients_are_built_as_the_parameters_are():
    params = {
        "layers": [Layer(np.ones((2, 3)), np.zeros(3)), Layer(np.ones((3, 1)), np.zeros(1))],
        "scale": 2.0,
        "rest": (),
    }

    def f(p):
        x = np.ones((4, 2))
        for W, b in p["layers"]:
            x = np.tanh(x @ W + b)
        return p["scale"] * np.sum(x)

    grads = grad(f)(params)
    assert list(grads) == ["layers", "scale", "rest"]
    assert isinstance(grads["layers"][0], Layer) and grads["layers"][0].W.shape == (2, 3)
    assert type(grads["scale"]) is float and grads["rest"] == ()


def test_float32_stays_float32():
    x, wide = np.ones((3, 2), np.float32), np.ones(2)
    value, g = value_and_grad(lambda x: np.mean(np.tanh(x * 2.0 + 1) ** 2))(x)
    assert value.dtype == g.dtype == np.float32
    assert grad(lambda x: np.sum(x * wide))(x).dtype == np.float32
    assert jacobian(np.sin)(x).dtype == hessian(lambda x: np.sum(np.sin(x)))(x).dtype == np.float32
    assert type(grad(np.sin)(np.float32(1.0))) is np.float32
    assert value_and_grad(lambda p: np.sum(p[0] * p[1]))([x, 2.0])[0].dtype == np.float32


def test_numbers_and_arrays_without_axes_keep_their_kind():
    assert type(grad(lambda x: x * x)(3.0)) is float
    assert type(grad(np.sin)(np.float64(1.0))) is np.float64
    assert isinstance(grad(np.sin)(np.array(1.0)), np.ndarray)
    assert grad(lambda x: np.sum(x))(3.0) == 1.0


def test_a_parameter_that_is_not_used_has_gradient_zero():
    grads = grad(lambda p: np.sum(p["a"]))({"a": np.ones(2), "b": np.ones((2, 2)), "c": 1.0})
    np.testing.assert_array_equal(grads["b"], np.zeros((2, 2)))
    assert grads["c"] == 0.0
    assert grad(lambda x: 3.0)(1.0) == 0.0
    assert grad(lambda x: np.sum(np.floor(x)))(np.ones(2)).tolist() == [0.0, 0.0]


def test_gradients_can_be_changed_without_changing_anything_else():
    x, y = np.ones((2, 2)), np.ones((2, 2))
    seed = np.ones((2, 2))
    a, b, c = vjp(lambda p: p[0] + p[1] + p[2].T, [x, y, x])[1](seed)
    for g in (a, b, c):
        g *= 5
    for g in (a, b, c):
        np.testing.assert_array_equal(g, 5 * np.ones((2, 2)))
    np.testing.assert_array_equal(seed, np.ones((2, 2)))
    total = grad(np.sum)(x)
    total[0, 0] = 7
    np.testing.assert_array_equal(x, np.ones((2, 2)))


def test_only_the_first_argument_is_differentiated_and_the_others_are_passed_on():
    f = lambda x, y, scale=1: scale * np.sum(x * y)  # noqa: E731
    assert grad(f)(np.ones(2), np.array([1, 2]), scale=3).tolist() == [3.0, 6.0]


def test_the_pullback_takes_and_gives_nests():
    value, pullback = vjp(lambda p: {"sum": p[0] + p[1], "same": p[0], "number": 2.0}, [1.0, 5.0])
    assert value == {"sum": 6.0, "same": 1.0, "number": 2.0}
    assert pullback({"sum": 1.0, "same": 10.0, "number": 0.0}) == [11.0, 1.0]
    assert pullback({"sum": 0.0, "same": 1.0, "number": 0.0}) == [1.0, 0.0]


def test_jacobians_have_the_shape_of_the_value_and_then_of_x():
    J = jacobian(lambda p: np.outer(p["a"], p["b"]))({"a": np.ones(2), "b": np.ones(3), "c": 1.0})
    assert (J["a"].shape, J["b"].shape, J["c"].shape) == ((2, 3, 2), (2, 3, 3), (2, 3))
    assert jacobian(lambda x: x * np.ones(3))(2.0).tolist() == [1.0, 1.0, 1.0]
    assert jacobian(lambda x: x[:0])(np.ones(2)).shape == (0, 2)
    assert hessian(lambda x: x**3)(2.0) == 12.0
    assert hessian(lambda x: np.sum(x) ** 2)(np.ones((2, 2))).shape == (2, 2, 2, 2)


def test_derivatives_of_any_order_and_derivatives_with_respect_to_what_an_inner_derivative_uses():
    f = np.sin
    for _ in range(5):
        f = grad(f)
    assert f(0.3) == pytest.approx(math.cos(0.3), abs=1e-15)
    assert grad(lambda x: jacobian(lambda y: x * y**2)(x)[0, 0])(np.array([3.0]))[0] == pytest.approx(12.0)
    inner_step = lambda w: w - 0.1 * grad(lambda v: v**4)(w)  # noqa: E731
    assert grad(lambda w: inner_step(w) ** 2)(1.0) == pytest.approx(2 * 0.6 * (1 - 1.2))


def test_a_derivative_can_be_taken_through_thousands_of_steps():
    def iterate(x):
        for _ in range(5000):
            x = x * 0.999 + 0.001
        return x

    assert grad(iterate)(2.0) == pytest.approx(0.999**5000, rel=1e-12)


def test_nothing_is_kept_alive_after_a_gradient():
    kept = []

    def f(x):
        y = np.exp(x)
        kept.append(weakref.ref(y.value))
        return np.sum(y)

    gc.disable()
    try:
        grad(f)(np.ones(10))
        assert kept[0]() is None
    finally:
        gc.enable()


# Conventions at kinks


def test_a_kink_shares_or_stops_the_gradient_as_documented():
    zero, ties = np.zeros(2), np.array([1.0, 3.0, 3.0])
    assert grad(lambda x: np.sum(np.abs(x)))(zero).tolist() == [0.0, 0.0]
    assert grad(lambda x: np.sum(np.maximum(x, 0)))(zero).tolist() == [0.5, 0.5]
    assert grad(np.max)(ties).tolist() == [0.0, 0.5, 0.5]
    assert grad(lambda x: np.sum(np.clip(x, 1, 3)))(ties).tolist() == [0.0, 0.0, 0.0]
    assert grad(np.linalg.norm)(zero).tolist() == [0.0, 0.0]
    assert grad(np.std)(np.ones(3)).tolist() == [0.0, 0.0, 0.0]
    assert grad(lambda x: np.hypot(x, 0.0))(0.0) == 0.0
    assert grad(lambda x: x**0)(0.0) == 0.0
    assert grad(lambda y: np.power(0.0, y))(2.0) == 0.0


TIED, ZERO = np.array([1.5, 1.5]), np.zeros(2)
SMOOTH_WHOLES = {  # their kinks cancel: the Hessian exists, and the pieces do not tell it
    "a norm squared": (lambda x: np.linalg.norm(x) ** 2, ZERO),
    "norms of rows squared": (lambda x: np.sum(np.linalg.norm(x[None] * 1.0, axis=1) ** 2), ZERO),
    "a p-norm to the p": (lambda x: np.linalg.norm(x, 3) ** 3, ZERO),
    "vector_norm": (lambda x: np.linalg.vector_norm(x) ** 2, ZERO),
    "abs squared": (lambda x: np.sum(np.abs(x) ** 2), ZERO),
    "fabs times itself": (lambda x: np.sum(np.fabs(x) * np.fabs(x)), ZERO),
    "1-norm squared": (lambda x: np.linalg.norm(x[:1], 1) ** 2, ZERO),
    "both halves": (lambda x: np.sum(np.maximum(x, 0) ** 2 + np.minimum(x, 0) ** 2), ZERO),
    "relu": (lambda x: np.sum(activations.relu(x) ** 2 + activations.relu(-x) ** 2), ZERO),
    "maximum times minimum": (lambda x: np.maximum(x[0], x[1]) * np.fmin(x[0], x[1]), TIED),
    "max times min": (lambda x: np.max(x) * np.min(x), TIED),
    "clip": (lambda x: np.sum(np.clip(x, 1.5, 3) ** 2 + np.clip(x, 0, 1.5) ** 2), TIED),
    "hypot squared": (lambda x: np.hypot(x[0], x[1]) ** 2, ZERO),
    "std squared": (lambda x: np.std(x) ** 2, TIED),
    "nanstd squared": (lambda x: np.nanstd(x) ** 2, TIED),
    "equal eigenvalues": (lambda x: np.sum(np.linalg.eigvalsh(np.diag(x)) ** 2), TIED),
    "equal singular values": (lambda x: np.sum(np.linalg.svdvals(np.diag(x)) ** 2), TIED),
    "singular values 0": (lambda x: np.sum(np.linalg.svdvals(np.diag(x)) ** 2), ZERO),
}


@pytest.mark.parametrize(("f", "x"), SMOOTH_WHOLES.values(), ids=SMOOTH_WHOLES)
def test_a_second_derivative_at_a_kink_is_right_or_refused_and_away_from_it_right(f, x):
    try:
        H = hessian(f)(x)
    except ValueError as error:
        assert "no second derivative at this point, it has a kink there. If the whole is smooth, write it" in str(error)
    else:
        assert np.isnan(H).any()
    away = x + np.array([0.3, 0.1])
    H = jacobian_by_differences(grad(f), away)
    np.testing.assert_allclose(hessian(f)(away), H, atol=1e-6)


def jacobian_by_differences(f, x, h=1e-6):
    return np.stack([(f(x + step) - f(x - step)) / (2 * h) for step in h * np.eye(len(x))], axis=1)


def test_a_kink_that_nothing_depends_on_is_left_alone():
    def huber(x):
        size = np.abs(x)
        return np.sum(np.where(size <= 1, 0.5 * x**2, size - 0.5))

    np.testing.assert_array_equal(hessian(huber)(np.array([0.0, 0.5, 2.0])), np.diag([1.0, 1.0, 0.0]))
    assert hessian(lambda x: np.abs(x) * 0 + x**2)(1.0) == 2.0
    x = np.array([0.0, 2.0])
    assert vjp(lambda g: vjp(lambda x: np.abs(x) ** 2, x)[1](g), x)[1](np.ones(2)).tolist() == [0.0, 4.0]


def test_sinc_is_smooth_at_zero():
    assert grad(np.sinc)(0.0) == 0.0
    assert grad(grad(np.sinc))(0.0) == pytest.approx(-(math.pi**2) / 3, rel=1e-15)


# Where a derivative exists, it comes, and with all its digits


SINGULAR = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])


def test_a_singular_matrix_has_the_derivative_of_its_determinant(proof):
    cofactors = [[-3.0, 6.0, -3.0], [6.0, -12.0, 6.0], [-3.0, 6.0, -3.0]]
    proof(
        "autodiff.grad",
        "by hand",
        "cofactors of [[1, 2, 3], …, [7, 8, 9]]",
        det_slope(SINGULAR),
        cofactors,
        bound=1e-14,
    )
    stack = np.stack([SINGULAR, np.diag([1.0, 0.0, 2.0]), np.zeros((3, 3)), np.diag([2.0, 3.0, 4.0])])
    expected = [cofactors, np.diag([0.0, 2.0, 0.0]), np.zeros((3, 3)), np.diag([12.0, 8.0, 6.0])]
    np.testing.assert_allclose(det_slope(stack), expected, atol=1e-13)
    for a in (
        np.diag([0.0, 2.0]),
        np.zeros((2, 2)),
        np.ones((2, 2)),
        np.diag([1.0, 0.0, 0.0]),
        SINGULAR,
        np.zeros((1, 1)),
    ):
        H = jacobian(det_slope)(a).reshape(a.size, a.size)
        flat = jacobian_by_differences(lambda x, a=a: det_slope(x.reshape(a.shape)).ravel(), a.ravel())
        np.testing.assert_allclose(H, flat, atol=1e-7)


def det_slope(a):
    return grad(lambda a: np.sum(np.linalg.det(a)))(a)


def test_equal_eigenvalues_and_singular_values_have_derivatives_where_vectors_have_none():
    eye, lower = np.eye(3), np.tril(2 * np.ones((3, 3)), -1)
    total = lambda w: np.sum(w**2)  # noqa: E731
    for values in (
        lambda a: np.linalg.eigh(a)[0],
        np.linalg.eigvalsh,
        lambda a: np.linalg.svd(a)[1],
        lambda a: np.linalg.svd(a).S,
        np.linalg.svdvals,
    ):
        np.testing.assert_allclose(grad(lambda a, values=values: total(values(a)))(eye), 2 * eye, atol=1e-15)
    assert not np.any(lower * grad(lambda a: total(np.linalg.eigh(a).eigenvalues))(eye))
    assert np.isnan(grad(lambda a: np.linalg.eigh(a)[1][0, 1])(eye)).any()
    low_rank = np.outer([1.0, 2.0, 2.0], [3.0, 4.0])
    np.testing.assert_allclose(grad(lambda a: np.linalg.svd(a, full_matrices=False)[1][0])(low_rank), low_rank / 15)


@pytest.mark.parametrize(
    ("f", "x", "slope"),
    [
        (lambda x: x**0.5, 4.0, 0.25),
        (lambda x: x**3, 0.0, 0.0),
        (lambda x: np.sum(np.linalg.norm(x * np.ones(2), 3)), 0.0, 0.0),
        (lambda x: np.arctan2(x, 1e-200), 1e-200, 0.5e200),
        (lambda x: np.arctan2(1e200, x), 1e200, -0.5e-200),
        (lambda x: np.logaddexp(x, 0.0), np.inf, 1.0),
        (lambda x: np.logaddexp2(0.0, x), np.inf, 1.0),
        (lambda x: np.logaddexp(x, 0.0), -800.0, 0.0),
        (lambda x: np.logaddexp(x, 1e9 - 1), 1e9, 1 / (1 + math.exp(-1))),
        (np.tanh, 20.0, 4 * math.exp(-40) / (1 + math.exp(-40)) ** 2),
        (np.tanh, -400.0, 4 * math.exp(-800)),
        (np.tanh, 1e6, 0.0),
        (grad(np.tanh), 20.0, -2 * math.tanh(20) / math.cosh(20) ** 2),
        (np.expm1, -40.0, math.exp(-40)),
        (np.arcsinh, 1e200, 1e-200),
        (np.arccosh, 1e200, 1e-200),
        (np.arctan, 1e200, 0.0),
        (np.arctan, 1e100, 1e-200),
        (np.arcsin, 1 - 2**-50, 1 / math.sqrt(2**-50 * (2 - 2**-50))),
        (np.arctanh, 2**-50 - 1, 1 / (2**-50 * (2 - 2**-50))),
        (lambda x: np.hypot(x, 1e-200), 1e-200, math.sqrt(0.5)),
        (lambda x: np.hypot(x, 1e200), 1e200, math.sqrt(0.5)),
        (lambda x: np.linalg.norm(x * np.ones(1)), 1e-200, 1.0),
        (lambda x: np.linalg.det(x * np.eye(2)) * 1e200, 1e-200, 2.0),
    ],
)
def test_extreme_arguments_lose_no_digits(f, x, slope):
    assert grad(f)(x) == pytest.approx(slope, rel=1e-14, abs=0)
    assert grad(f)(np.float64(x)) == grad(f)(x)


def test_norms_of_tiny_and_huge_vectors_have_directions():
    for scale in (1e-200, 1e-320, 1e200):
        with np.errstate(over="ignore"):
            g = grad(np.linalg.norm)(scale * np.array([3.0, 4.0]))
        np.testing.assert_allclose(g, [0.6, 0.8], rtol=1e-3 if scale == 1e-320 else 1e-15)


def test_python_s_floats_give_inf_and_nan_where_numpy_s_do():
    for f in (lambda x: x**0.5, np.sqrt):
        with np.errstate(all="ignore"):
            assert grad(f)(0.0) == grad(f)(np.float64(0.0)) == math.inf
            assert math.isnan(grad(f)(-1.0)) and math.isnan(grad(f)(np.float64(-1.0)))
    with np.errstate(all="ignore"):
        assert grad(np.log)(0.0) == grad(lambda x: -1 / x)(0.0) == math.inf
        assert grad(lambda x: x**-1.0)(0.0) == -math.inf


def test_the_safe_form_of_a_function_with_an_infinite_slope():
    with np.errstate(all="ignore"):
        assert math.isnan(grad(lambda x: np.where(x > 0, np.sqrt(x), 0.0))(0.0))
    safe = lambda x: np.where(x > 0, np.sqrt(np.where(x > 0, x, 1.0)), 0.0)  # noqa: E731
    assert grad(safe)(0.0) == 0.0 and grad(safe)(4.0) == 0.25


# A box is used as an array is


def test_a_box_has_the_attributes_and_plain_answers_of_its_array():
    def f(x):
        assert (x.shape, x.ndim, x.size, x.dtype, len(x)) == ((2, 3), 2, 6, np.float64, 2)
        assert (np.shape(x), np.ndim(x), np.size(x), np.result_type(x)) == ((2, 3), 2, 6, np.float64)
        for plain in (
            x > 1,
            x == x,
            x != 1.5,
            x < 2,
            x <= x,
            np.zeros(3) >= x,
            np.isfinite(x),
            np.sign(x),
            np.ones_like(x),
        ):
            assert type(plain) is np.ndarray
        assert x.argmax() == np.argmax(x) == 5 and x.argmin(axis=0).tolist() == [0, 0, 0]
        assert x.any() and (x > -1).all() and bool(x[1, 1] > 0) and x[0, 2]
        assert f"{x[0, 1]:.2f}" == "1.00" and repr(x[0, 1]) == "Box(1.0)"
        assert x.astype(int).dtype == int and round(x[1, 0]) == 3.0
        assert [float(v.value) for v in x.flat][:2] == [0.0, 1.0]
        assert (x // 2).tolist() == [[0.0, 0.0, 1.0], [1.0, 2.0, 2.0]] and (7 // x[1, 0]) == 2.0
        q, r = divmod(x[1], 2.0)
        assert type(r) is Box and q.tolist() == [1.0, 2.0, 2.0]
        total = np.sum(r)
        total += np.sum(x)
        return total

    x = np.arange(6.0).reshape(2, 3)
    grad(f)(x)
    np.testing.assert_array_equal(x, np.arange(6.0).reshape(2, 3))


def test_a_box_passes_the_input_checks():
    def f(x):
        return np.sum(_checks.array("x", x, shape=("n", 2)) ** 2)

    np.testing.assert_array_equal(grad(f)(np.ones((3, 2))), 2 * np.ones((3, 2)))
    with pytest.raises(ValueError, match=r"x has shape \(3,\), expected \(n, 2\)"):
        grad(f)(np.ones(3))


def test_copies_of_a_box_are_recorded():
    for copied in (copy.copy, copy.deepcopy, lambda x: copy.deepcopy({"a": [x]})["a"][0]):
        assert grad(lambda x, copied=copied: np.sum(copied(x) * x))(np.array([1.0, 2.0])).tolist() == [2.0, 4.0]
    assert grad(lambda x: copy.deepcopy(x) * x)(3.0) == 6.0


def test_orders_of_memory_are_those_of_f_s_arguments():
    x, weights = np.arange(6.0).reshape(2, 3), np.arange(6.0)
    for order in "CFAK":
        for a in (x, np.asfortranarray(x), x[:, ::-1].copy().T):
            value, g = value_and_grad(lambda a, o=order: weights @ np.ravel(a, order=o))(a)
            assert value == weights @ np.ravel(a, order=order)
            assert np.sum(g * a) == value
            value, g = value_and_grad(lambda a, o=order: weights @ a.flatten(o))(a)
            assert value == weights @ a.flatten(order) == np.sum(g * a)
    for order in "CFA":
        a = np.asfortranarray(x)
        assert (
            value_and_grad(lambda a, o=order: np.reshape(a, (3, 2), order=o)[2, 0])(a)[0]
            == a.reshape(3, 2, order=order)[2, 0]
        )


def test_numbers_may_be_accumulated_in_place():
    def f(x):
        total, product = 0.0, x[0]
        for entry in x:
            total += entry**2
            product *= 2.0
            product -= np.inner(x, x) * 0
        return total + product

    assert grad(f)(np.array([1.0, 2.0])).tolist() == [6.0, 4.0]


# What cannot be traced says so


class Series:
    """Stands for a pandas object: it has dtype and shape, and takes part in NumPy's protocols."""

    __array_ufunc__ = __array_function__ = None
    dtype, shape = np.dtype(float), (3,)


def rename(x, operator):
    other = x  # a second name of the same array, which NumPy would change too
    x = operator(x, 2.0)
    return np.sum(other * x)


def set_entry(x):
    x[0] = 1.0


def fill(x):
    out = np.zeros(3)
    out[0] = x[0]


def fill_all(x):
    np.zeros(3)[:] = x


def add_in_place(x):
    out = np.zeros(3)
    out += x


REFUSED = {
    "float(x)": (lambda x: float(x[0]), r"float\(x\) of a traced value .*np.exp, not math.exp.* x.value"),
    "math.exp": (lambda x: math.exp(x[0]), "np.exp, not math.exp"),
    "int(x)": (lambda x: int(x[0]), r"int\(x\) of a traced value"),
    "complex(x)": (lambda x: complex(x[0]), r"complex\(x\) of a traced value"),
    "range(x)": (lambda x: range(x[0]), "an integer of a traced value"),
    "x.item()": (lambda x: x[0].item(), r"x.item\(\) of a traced value"),
    "x.tolist()": (lambda x: x.tolist(), r"x.tolist\(\) of a traced value"),
    "x[0] = 1": (set_entry, "cannot be changed in place.*np.where, np.concatenate or np.stack"),
    "x.fill": (lambda x: x.fill(0.0), "cannot be changed in place"),
    "x.sort()": (lambda x: x.sort(), r"write y = np.sort\(x\)"),
    "a[0] = x": (fill, "cannot be put into a plain array.*np.stack"),
    "a[:] = x": (fill_all, "cannot be put into a plain array"),
    "np.array(x)": (np.array, "cannot be put into a plain array"),
    "np.asarray(x)": (np.asarray, "cannot be put into a plain array"),
    "np.array([x, x])": (lambda x: np.array([x[0], x[1]]), "join traced values with np.stack"),
    "a += x": (add_in_place, r"out= and in-place operators.*write y = np.add\(…\), or y = y \+ x"),
    "out= of a ufunc": (lambda x: np.exp(x, out=np.zeros(3)), "out= and in-place"),
    "out= of a reduction": (lambda x: np.sum(x, out=np.zeros(())), "out= and in-place"),
    "out= of a plain function": (lambda x: np.floor(x, out=np.zeros(3)), "out= and in-place"),
    "no rule": (
        np.i0,
        r"np.i0 has no derivative rule; add one: .*rule\(np.i0, lambda g, out, x: g \* …\)",
    ),
    "out by position": (lambda x: np.add(x, 1.0, np.zeros(3)), "out= and in-place"),
    "np.add.reduce": (np.add.reduce, "np.add.reduce cannot be traced: use np.sum"),
    "complex values": (lambda x: x * 1j, "np.multiply gave complex128 values, expected floats"),
    "where= of a ufunc": (
        lambda x: np.add(x, 1, where=x > 1),
        "the derivative of np.add does not cover its argument where=",
    ),
    "returned= of an average, by position": (
        lambda x: np.average(x, 0, None, True),
        "the derivative of np.average does not cover its argument returned=",
    ),
    **{
        f"x {symbol} 2": (
            functools.partial(rename, operator=getattr(operator, name)),
            rf"cannot be changed in place \(x {re.escape(symbol)} …\): write x = x {re.escape(symbol[:-1])} …",
        )
        for name, symbol in {
            "iadd": "+=",
            "isub": "-=",
            "imul": "*=",
            "itruediv": "/=",
            "ifloordiv": "//=",
            "imod": "%=",
            "ipow": "**=",
            "imatmul": "@=",
        }.items()
    },
    "a view in place": (lambda x: operator.imul(x[:2], 2.0), "cannot be changed in place"),
    "a 0-d array in place": (lambda x: operator.imul(np.reshape(x[:1], ()), 2.0), "cannot be changed in place"),
    "x.partition(1)": (lambda x: x.partition(1), r"write y = np.partition\(x, k\)"),
    "pickle": (pickle.dumps, "cannot be pickled"),
    **{
        what: (f, r"traced values with np.stack, np.concatenate or np.block \(nested lists\)")
        for what, f in {
            "np.r_": lambda x: np.r_[x, 1.0],
            "np.c_": lambda x: np.c_[x, x],
            "np.r_ of a number": lambda x: np.r_[x[0], 1.0],
            "np.array of nested lists": lambda x: np.array([[x[0], 1.0], [2.0, x[1]]]),
            "np.asarray with a dtype": lambda x: np.asarray([x[0], 1.0], dtype=float),
            "np.array of objects": lambda x: np.array([x[0], x[1]], dtype=object),
            "np.full": lambda x: np.full(2, x[0]),
            "a function of a list": lambda x: np.exp([x[0], x[1]]),
            "a reduction of a list": lambda x: np.mean([x[0], x[1]]),
            "a product with a list": lambda x: x * [x[0], 1.0, x[1]],
            "np.vectorize": lambda x: np.vectorize(np.exp)(x),
            "np.array of complex values": lambda x: np.array(np.fft.fft(x)),
        }.items()
    },
    "a complex array as result": (np.fft.fft, r"f returns an array of shape \(3,\)"),
    "a complex number as result": (lambda x: np.sum(np.fft.fft(x)), r"f returns complex values.*: take np.real\(z\)"),
    "a function of complex values": (lambda x: np.log(np.fft.fft(x)), r"np.log of complex values .* np.abs\(z\)"),
    "a method of complex values": (lambda x: np.fft.fft(x).max(), "np.max of complex values has no derivative rule"),
    "an order of complex values": (lambda x: np.fft.fft(x) > 1, "np.greater of complex values"),
    "complex values into an array": (lambda x: operator.iadd(np.zeros(3, complex), np.fft.fft(x)), "out= and in-place"),
    "where= of complex values": (
        lambda x: np.add(np.fft.fft(x), 1, where=x > 1),
        "the derivative of np.add does not cover its argument where=",
    ),
    "out= of a transform": (lambda x: np.fft.fft(np.fft.fft(x), out=np.zeros(3, complex)), "out= and in-place"),
    "a transform of real arrays": (lambda x: np.fft.rfft(np.fft.fft(x)), "np.fft.rfft of complex values"),
    "a power of complex values": (lambda x: np.fft.fft(x) ** 3, "np.power of complex values"),
    "a complex exponent": (lambda x: 2 ** np.fft.fft(x), "np.power of complex values"),
    "complex values to floats": (lambda x: np.fft.fft(x).astype(float), r"keeps its type: take np.real\(z\)"),
    "complex values in place": (lambda x: operator.imul(np.fft.fft(x), 2), "cannot be changed in place"),
    "a masked array beside x": (lambda x: x * np.ma.ones(3), "a MaskedArray beside a traced value: only plain arrays"),
    "a masked array in a function": (lambda x: np.dot(x, np.ma.ones(3)), "a MaskedArray beside a traced value"),
    "a matrix before x": (lambda x: np.ones((3, 3)).view(np.matrix) * x, "a matrix beside a traced value"),
    "a pandas object": (lambda x: x * Series(), r"a Series beside a traced value: .* s.to_numpy\(\)"),
    "complex dtype": (lambda x: x.astype(complex), "cannot be turned into complex128: only real numbers"),
    "weights of a histogram": (lambda x: np.histogram([1.0], weights=x[:1]), "edges or counts depend on x here"),
    "edges of a histogram": (lambda x: np.histogram(x)[1], "edges or counts depend on x here: pass the edges"),
    "order K of a computed value": (
        lambda x: np.ravel(x[None] * 2, order="K"),
        "order='K' asks how a traced value lies",
    ),
    "a bool as result": (lambda x: x[0] > 0, "f returns np.True_, grad needs one number"),
    "True as result": (lambda x: True, "f returns True, grad needs one number"),
    "text as result": (lambda x: "text", "f returns 'text', grad needs one number"),
    "NumPy's text as result": (lambda x: np.str_("a"), r"f returns np.str_\('a'\), grad needs one number"),
    "a complex result": (lambda x: 1j, "f returns 1j, grad needs one number"),
    "a traced axis": (
        lambda x: np.sum(x, x[0]),
        "argument 2 of np.sum is a traced value, but it is not differentiated",
    ),
    "pad": (lambda x: np.pad(x, 1, "linear_ramp"), "mode 'linear_ramp' has no derivative rule, use constant, edge"),
    "uneven gradient": (lambda x: np.gradient(x, np.ones(3)), "even spacing and edge_order=1 only"),
    "full svd": (lambda x: np.linalg.svd(x[None])[1], "pass full_matrices=False"),
    "wide qr": (lambda x: np.linalg.qr(x[None])[1], "reduced form only, for at least as many rows as columns"),
    "an array as result": (
        np.sin,
        r"f returns an array of shape \(3,\), grad needs one number: .* jacobian\(f\) or vjp\(f, x\)",
    ),
    "a tuple as result": (lambda x: (x[0], x), "f returns a tuple, grad needs one number; vjp pulls back"),
    "no result": (lambda x: None, "f returns None, grad needs one number: does f end with return?"),
}


@pytest.mark.parametrize(("f", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_traced_names_the_cure(f, sentence):
    with pytest.raises(TypeError, match=sentence):
        grad(f)(np.array([1.0, 2.0, 3.0]))


@pytest.mark.parametrize(
    ("x", "sentence"),
    [
        (3, r"x is 3, expected floats: write 2.0 for 2, or x.astype\(float\)"),
        (True, "x is True, expected floats"),
        (np.array([1, 2]), "x is of dtype int64, expected floats"),
        ({"w": [1.0, np.array([1])]}, r"x\['w'\]\[1\] is of dtype int64, expected floats"),
        (Layer(1.0, 2), r"x\.b is 2, expected floats"),
        (np.array([1j]), "x is complex, only real numbers are differentiated"),
        (1j, "x is complex 1j, expected floats or arrays of floats"),
        ("text", "x is str 'text', expected floats or arrays of floats"),
        ([None], r"x\[0\] is NoneType None, expected floats"),
        (np.array(["a"]), "x is ndarray .* expected floats"),
        (np.ma.ones(2), r"x is a MaskedArray, expected a plain array: take np.asarray\(x\)"),
        ([np.ones((2, 2)).view(np.matrix)], r"x\[0\] is a matrix, expected a plain array"),
        (Series(), "x is a Series, expected a plain array"),
    ],
)
def test_only_floats_are_differentiated(x, sentence):
    for derivative in (grad, value_and_grad, jacobian, lambda f: lambda x: vjp(f, x)):
        with pytest.raises(TypeError, match=sentence):
            derivative(lambda x: 1.0)(x)


def test_wrong_calls_say_what_is_expected():
    x = np.ones(3)
    with pytest.raises(ValueError, match="3 is not the order of a matrix norm"):
        grad(lambda x: np.linalg.norm(x, 3))(np.ones((2, 2)))
    with pytest.raises(TypeError, match=r"value_and_grad takes a function, got float 1\.0: name f itself"):
        grad(1.0)
    with pytest.raises(TypeError, match="vjp takes a function"):
        vjp(x, x)
    with pytest.raises(TypeError, match="jacobian takes a function"):
        jacobian(None)
    with pytest.raises(
        TypeError, match=r"f returns a list, jacobian needs one array: join its parts with np\.concatenate"
    ):
        jacobian(lambda x: [x])(x)
    with pytest.raises(TypeError, match="x is a list, hessian needs one array"):
        hessian(lambda x: x[0] @ x[0])([x])
    with pytest.raises(ValueError, match=r"g has shape \(2,\), expected \(3,\) as the value of f has"):
        vjp(np.sin, x)[1](np.ones(2))
    with pytest.raises(ValueError, match="g is an array or a number, expected a tuple of 2"):
        vjp(lambda x: (x, x), x)[1](np.ones(3))
    for wrong in ((np.sin,), (3, np.sin), (np.sin, None), (np.sin, 3)):
        with pytest.raises(TypeError, match="rule takes a function and its pullbacks"):
            rule(*wrong)
    for wrong in (x > 0, "text", np.array(["a"]), [1.0, None]):
        with pytest.raises(TypeError, match=r"f returns .*, vjp needs numbers"):
            vjp(lambda x, wrong=wrong: wrong, x)
    with pytest.raises(TypeError, match="primitive marks a function, got int"):
        primitive(3)


def test_a_traced_value_that_outlives_its_call_says_so():
    leaked = []
    grad(lambda x: leaked.append(x) or np.sum(x))(np.ones(2))
    for use in (
        lambda: leaked[0] + 1,
        lambda: grad(lambda y: np.sum(y * leaked[0]))(np.ones(2)),
        lambda: vjp(lambda y: leaked[0], np.ones(2)),
    ):
        with pytest.raises(ValueError, match=r"used after the call that made it has ended; .* take x\.value"):
            use()


def test_a_rule_that_returns_a_wrong_shape_is_named():
    @primitive
    def broken(x):
        return x * 2

    rule(broken, lambda g, out, x: np.ones(5))
    with pytest.raises(
        ValueError, match=r"the derivative rule of broken returned shape \(5,\) for an argument of shape \(2,\)"
    ):
        grad(lambda x: np.sum(broken(x)))(np.ones(2))


def test_a_primitive_without_a_rule_is_named():
    @primitive
    def unruly(x):
        return x * 2

    with pytest.raises(TypeError, match="unruly has no derivative rule"):
        grad(unruly)(1.0)


def test_an_error_inside_the_function_keeps_its_own_type_and_the_reader_s_line():
    def f(x):
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        grad(f)(1.0)
    with pytest.raises(TypeError) as caught:
        grad(fill)(np.ones(3))
    assert "fill" in [entry.name for entry in caught.traceback]


def test_all_public_names_are_documented():
    assert all(getattr(autodiff, name).__doc__ for name in autodiff.__all__)
