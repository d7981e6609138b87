"""Activation functions: against SciPy and HIPS autograd, by laws, and by hand."""

import autograd
import autograd.numpy as anp
import autograd.scipy.special as asp
import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from dlmath import activations as act
from dlmath.autodiff import grad, jacobian
from tests import bad_input

EPS = np.finfo(np.float64).eps
MODERATE = np.linspace(-12, 12, 401)
EXTREME = np.array([-1e4, -1000.0, -700.0, -40.0, -1e-150, 0.0, 1e-150, 40.0, 700.0, 1000.0, 1e4])
Z = np.random.default_rng(0).normal(scale=5, size=(7, 4))
numbers = st.floats(-1e4, 1e4, allow_subnormal=False)
logits = st.lists(numbers, min_size=1, max_size=6).map(np.array)

# An independent form of each function, its name, and one value known by hand: (x, f(x), f′(x)).
VALUES = {
    "sigmoid": (scipy.special.expit, "scipy.special.expit", (np.log(3), 3 / 4, 3 / 16)),
    "tanh": (lambda x: -np.sign(x) * np.expm1(-2 * np.abs(x)) / (1 + np.exp(-2 * np.abs(x))), "expm1(2x) / (e²ˣ + 1)",
             (np.log(2), 3 / 5, 16 / 25)),
    "relu": (lambda x: (x + np.abs(x)) / 2, "(x + |x|) / 2", (3.0, 3.0, 1.0)),
    "leaky_relu": (lambda x: np.maximum(x, 0.01 * x), "max(x, αx)", (-2.0, -0.02, 0.01)),
    "elu": (lambda x: np.maximum(x, 0) + scipy.special.expm1(np.minimum(x, 0)), "scipy.special.expm1",
            (-np.log(2), -1 / 2, 1 / 2)),
    "gelu": (lambda x: x * scipy.special.ndtr(x), "x scipy.special.ndtr(x)", (0.0, 0.0, 1 / 2)),
    "softplus": (lambda x: -scipy.special.log_expit(-x), "scipy.special.log_expit", (np.log(3), np.log(4), 3 / 4)),
}  # fmt: skip

# Independent formulas, differentiated by HIPS autograd.
FORMULAS = {
    "sigmoid": asp.expit,
    "tanh": lambda x: 1 - 2 / (1 + anp.exp(2 * x)),
    "relu": lambda x: (x + anp.abs(x)) / 2,
    "leaky_relu": lambda x: (1.01 * x + 0.99 * anp.abs(x)) / 2,
    "elu": lambda x: anp.where(x > 0, x, anp.exp(x) - 1),
    "gelu": lambda x: x * (1 + asp.erf(x / anp.sqrt(2))) / 2,
    "softplus": lambda x: anp.log(1 + anp.exp(x)),
}

# What each function is at −x, given x, f(x) and f(−x).
REFLECTIONS = {
    "sigmoid": ("σ(x) + σ(−x) = 1", lambda x, f, g: f + g - 1),
    "tanh": ("tanh(−x) = −tanh(x)", lambda x, f, g: f + g),
    "relu": ("f(x) − f(−x) = x", lambda x, f, g: f - g - x),
    "leaky_relu": ("f(x) − f(−x) = (1 + α) x", lambda x, f, g: f - g - 1.01 * x),
    "elu": ("f(x) + f(−x) = |x| + exp(−|x|) − 1", lambda x, f, g: f + g - np.abs(x) - np.expm1(-np.abs(x))),
    "gelu": ("f(x) − f(−x) = x", lambda x, f, g: f - g - x),
    "softplus": ("f(x) − f(−x) = x", lambda x, f, g: f - g - x),
}


@pytest.mark.parametrize("name", VALUES)
def test_activation_equals_another_formula_of_it_for_moderate_and_extreme_arguments(name, proof):
    other, against, _ = VALUES[name]
    x = np.concatenate([MODERATE, EXTREME])
    proof(f"activations.{name}", "independent", against, getattr(act, name)(x), other(x), bound=4 * EPS)


@pytest.mark.parametrize("name", VALUES)
def test_derivative_equals_that_of_another_formula_by_hips_autograd(name, proof):
    x = MODERATE[MODERATE != 0]
    expected = autograd.elementwise_grad(FORMULAS[name])(x)
    actual = getattr(act, f"{name}_derivative")(x)
    proof(f"activations.{name}_derivative", "independent", "HIPS autograd", actual, expected, bound=1e-14)


@pytest.mark.parametrize("name", VALUES)
def test_activation_and_derivative_have_the_values_found_by_hand(name, proof):
    x, value, slope = VALUES[name][2]
    where = f"at {x:.4g}"
    proof(f"activations.{name}", "by hand", where, getattr(act, name)(x), value, bound=2 * EPS)
    proof(
        f"activations.{name}_derivative", "by hand", where, getattr(act, f"{name}_derivative")(x), slope, bound=2 * EPS
    )


@pytest.mark.parametrize("name", VALUES)
def test_activation_obeys_its_law_of_reflection(name, proof):
    law, residue = REFLECTIONS[name]

    @given(numbers)
    def holds(x):
        f, g = getattr(act, name)(x), getattr(act, name)(-x)
        proof(f"activations.{name}", "law", law, residue(x, f, g) / max(1, abs(x)), bound=4 * EPS)

    holds()


@pytest.mark.parametrize("name", VALUES)
def test_derivative_is_what_autodiff_finds_everywhere(name, proof):
    @given(numbers)
    def holds(x):
        expected = grad(getattr(act, name))(x)
        if x == 0 and name in ("relu", "leaky_relu"):
            return
        actual = getattr(act, f"{name}_derivative")(x)
        proof(f"activations.{name}_derivative", "law", "equals dlmath.autodiff", actual, expected, bound=1e-13)

    holds()


@pytest.mark.parametrize("name", VALUES)
def test_small_values_keep_the_digits_that_the_condition_number_allows(name):
    x = np.array([-700.0, -300.0, -40.0, -1e-150, 1e-150])
    if name == "gelu":
        x = x[2:]
    value, expected = getattr(act, name)(x), VALUES[name][0](x)
    np.testing.assert_array_less(
        np.abs(value - expected), np.abs(expected) * 4 * EPS * np.maximum(1, np.abs(x)) + 1e-320
    )


def test_the_slope_of_tanh_keeps_its_digits_far_from_zero():
    np.testing.assert_allclose(act.tanh_derivative([20.0, -100.0]), 4 * np.exp([-40.0, -200.0]), rtol=1e-13)


def test_the_kinks_have_the_documented_slopes():
    assert act.relu_derivative(0.0) == 0
    assert act.leaky_relu_derivative(0.0) == 0.01
    assert act.elu_derivative(0.0, alpha=0.5) == 0.5


@pytest.mark.torch
@pytest.mark.parametrize("name", VALUES)
def test_activation_equals_pytorch_with_its_parameter_in_both_precisions(name, proof):
    torch = pytest.importorskip("torch")
    options = {"leaky_relu": {"alpha": 0.3}, "elu": {"alpha": 0.7}}.get(name, {})
    theirs = {"leaky_relu": {"negative_slope": 0.3}, "elu": {"alpha": 0.7}}.get(name, {})
    function = getattr(torch.nn.functional, name, None) or getattr(torch, name)
    for dtype, bound in ((np.float64, 1e-14), (np.float32, 1e-6)):
        x = np.concatenate([MODERATE[MODERATE != 0], [1000.0, -1000.0]]).astype(dtype)
        t = torch.from_numpy(x).requires_grad_()
        y = function(t, **theirs)
        (slope,) = torch.autograd.grad(y.sum(), t)
        actual = getattr(act, name)(x, **options)
        assert actual.dtype == dtype
        proof(
            f"activations.{name}", "independent", f"PyTorch {dtype.__name__}", actual, y.detach().numpy(), bound=bound
        )
        actual = getattr(act, f"{name}_derivative")(x, **options)
        against = f"PyTorch {dtype.__name__}"
        proof(f"activations.{name}_derivative", "independent", against, actual, slope.numpy(), bound=bound)


@pytest.mark.parametrize("axis", [-1, 0, 1])
def test_softmax_and_its_logarithm_equal_scipy(axis, proof):
    for z in (Z, 1e3 * Z, 1e4 * np.sign(Z), np.zeros((3, 3))):
        p, log_p = act.softmax(z, axis=axis), act.log_softmax(z, axis=axis)
        proof(
            "activations.softmax",
            "independent",
            "scipy.special.softmax",
            p,
            scipy.special.softmax(z, axis),
            bound=1e-15,
        )
        expected = scipy.special.log_softmax(z, axis)
        proof("activations.log_softmax", "independent", "scipy.special.log_softmax", log_p, expected, bound=1e-14)


def test_log_softmax_keeps_the_digits_of_a_probability_that_rounds_to_one():
    np.testing.assert_allclose(act.log_softmax([0.0, -50.0])[0], -np.log1p(np.exp(-50.0)), rtol=1e-14)


@given(z=logits, shift=numbers)
def test_softmax_does_not_change_when_a_constant_is_added(proof, z, shift):
    bound = 4 * EPS * 2e4  # z + shift is rounded at up to 2e4, and an error in a logit is a relative one in p
    proof(
        "activations.softmax", "law", "softmax(z + c) = softmax(z)", act.softmax(z + shift), act.softmax(z), bound=bound
    )
    proof("activations.softmax", "law", "sums to 1", act.softmax(z).sum(), 1.0, bound=8 * EPS)


@given(z=logits)
def test_log_softmax_is_the_logarithm_of_probabilities_that_sum_to_one(proof, z):
    total = np.exp(act.log_softmax(z)).sum()
    proof("activations.log_softmax", "law", "Σ exp(log p) = 1", total, 1.0, bound=1e-15 * 10 * len(z))


def test_softmax_and_its_logarithm_by_hand(proof):
    z = np.log([1.0, 2.0, 5.0])
    proof("activations.softmax", "by hand", "z = log (1, 2, 5)", act.softmax(z), [1 / 8, 2 / 8, 5 / 8], bound=2 * EPS)
    expected = np.log([1 / 8, 2 / 8, 5 / 8])
    proof("activations.log_softmax", "by hand", "z = log (1, 2, 5)", act.log_softmax(z), expected, bound=2 * EPS)


def test_a_logit_of_minus_infinity_has_the_probability_0_and_the_others_share_all_of_it():
    np.testing.assert_array_equal(
        act.softmax([[0.0, -np.inf, 0.0], [-np.inf, 3.0, -np.inf]]), [[0.5, 0, 0.5], [0, 1, 0]]
    )
    with pytest.raises(ValueError, match="max z holds -inf at index"):
        act.softmax([[0.0, 1.0], [-np.inf, -np.inf]])


def test_the_jacobians_of_softmax_equal_hips_autograd(proof):
    def a_softmax(z):
        return anp.exp(z) / anp.sum(anp.exp(z))

    for z in Z:
        expected = autograd.jacobian(a_softmax)(z)
        proof(
            "activations.softmax_jacobian",
            "independent",
            "HIPS autograd",
            act.softmax_jacobian(z),
            expected,
            bound=1e-14,
        )
        expected = autograd.jacobian(lambda z: anp.log(a_softmax(z)))(z)
        actual = act.log_softmax_jacobian(z)
        proof("activations.log_softmax_jacobian", "independent", "HIPS autograd", actual, expected, bound=1e-13)


@given(z=logits)
def test_the_jacobians_of_softmax_have_the_structure_their_formulas_promise(proof, z):
    j = act.softmax_jacobian(z)
    proof("activations.softmax_jacobian", "law", "symmetric", j, j.T, bound=EPS)
    proof("activations.softmax_jacobian", "law", "rows sum to 0", j.sum(axis=1), 0.0, bound=8 * EPS)
    proof("activations.softmax_jacobian", "law", "equals dlmath.autodiff", j, jacobian(act.softmax)(z), bound=1e-14)
    j = act.log_softmax_jacobian(z)
    proof("activations.log_softmax_jacobian", "law", "rows sum to 0", j.sum(axis=1), 0.0, bound=8 * EPS)
    expected = jacobian(act.log_softmax)(z)
    proof("activations.log_softmax_jacobian", "law", "equals dlmath.autodiff", j, expected, bound=1e-14)


def test_the_jacobians_of_softmax_keep_their_digits_where_one_class_is_nearly_certain():
    small = np.exp(-50.0)
    np.testing.assert_allclose(act.softmax_jacobian([50.0, 0.0]), small * np.array([[1, -1], [-1, 1]]), rtol=1e-13)
    np.testing.assert_allclose(act.log_softmax_jacobian([50.0, 0.0]), [[small, -small], [-1, 1]], rtol=1e-13)


def test_the_jacobians_of_softmax_by_hand(proof):
    z = np.log([1.0, 3.0])
    actual, expected = act.softmax_jacobian(z), np.array([[3, -3], [-3, 3]]) / 16
    proof("activations.softmax_jacobian", "by hand", "z = log (1, 3)", actual, expected, bound=2 * EPS)
    actual, expected = act.log_softmax_jacobian(z), np.array([[3, -3], [-1, 1]]) / 4
    proof("activations.log_softmax_jacobian", "by hand", "z = log (1, 3)", actual, expected, bound=2 * EPS)


def test_a_batch_of_jacobians_is_one_jacobian_a_row():
    np.testing.assert_array_equal(act.softmax_jacobian(Z), [act.softmax_jacobian(z) for z in Z])
    np.testing.assert_array_equal(act.log_softmax_jacobian(Z), [act.log_softmax_jacobian(z) for z in Z])


A = np.array([[0.5, -1.5], [2.0, -3.0]])
ANY_RANK = {"accepts": {"x": "any rank"}}
TABLE = [
    *[bad_input.Case(getattr(act, f"{name}{suffix}"), {"x": A}, **ANY_RANK)
      for name in VALUES for suffix in ("", "_derivative") if name not in ("elu", "leaky_relu")],
    *[bad_input.Case(getattr(act, f"{name}{suffix}"), {"x": A, "alpha": 0.1}, refused={"alpha": [-1.0]}, **ANY_RANK)
      for name in ("elu", "leaky_relu") for suffix in ("", "_derivative")],
    *[bad_input.Case(f, {"z": A, "axis": 1}, refused={"z": [np.float64(1)], "axis": [2, -3]}, accepts={"z": allowed})
      for f, allowed in ((act.softmax, ("any rank", "negative infinity")), (act.log_softmax, "any rank"))],
    *[bad_input.Case(f, {"z": A}) for f in (act.softmax_jacobian, act.log_softmax_jacobian)],
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
