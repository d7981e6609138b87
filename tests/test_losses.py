"""Loss functions: against scikit-learn, SciPy, HIPS autograd and PyTorch, by laws, and by hand."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.special
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import losses
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(np.float64).eps
rng = np.random.default_rng(0)
PREDICTION, TARGET = rng.normal(size=40), rng.normal(size=40)
SIGNS, BITS = rng.choice([-1.0, 1.0], 40), rng.integers(0, 2, 40).astype(float)
Z, LABELS = rng.normal(scale=3, size=(40, 5)), rng.integers(0, 5, 40)
ONE_HOT, SOFT = np.eye(5)[LABELS], rng.dirichlet(np.ones(5), 40)

numbers = st.floats(-1e3, 1e3, allow_subnormal=False)
vectors = arrays(np.float64, 4, elements=numbers)
matrices = arrays(np.float64, (3, 4), elements=numbers)

REGRESSION = {
    "squared_error": (sklearn.metrics.mean_squared_error, "sklearn.metrics.mean_squared_error"),
    "absolute_error": (sklearn.metrics.mean_absolute_error, "sklearn.metrics.mean_absolute_error"),
    "huber": (lambda y, p: np.mean(scipy.special.huber(1.0, p - y)), "scipy.special.huber"),
}

FORMULAS = {
    "squared_error": lambda p, y: anp.mean((p - y) ** 2),
    "absolute_error": lambda p, y: anp.mean(anp.abs(p - y)),
    "huber": lambda p, y: anp.mean(anp.where(anp.abs(p - y) <= 1, (p - y) ** 2 / 2, anp.abs(p - y) - 0.5)),
    "hinge": lambda s, y: anp.mean(anp.maximum(0, 1 - y * s)),
    "binary_cross_entropy": lambda z, y: anp.mean(anp.log(1 + anp.exp(z)) - y * z),
    "cross_entropy": lambda z, y: -anp.sum(y * a_log_softmax(z)) / len(z),
    "focal": lambda z, y: -anp.sum(y * (1 - anp.exp(a_log_softmax(z))) ** 2 * a_log_softmax(z)) / len(z),
}

ARGUMENTS = {
    **dict.fromkeys(REGRESSION, (PREDICTION, TARGET)),
    "hinge": (PREDICTION, SIGNS),
    "binary_cross_entropy": (3 * PREDICTION, BITS),
    "cross_entropy": (Z, SOFT),
    "focal": (Z, SOFT),
}


def a_log_softmax(z):
    return z - anp.log(anp.sum(anp.exp(z), axis=1, keepdims=True))


@pytest.mark.parametrize("name", REGRESSION)
def test_loss_equals_another_implementation(name, proof):
    other, against = REGRESSION[name]
    for scale in (1e-3, 1.0, 1e3):
        p, y = scale * PREDICTION, scale * TARGET
        proof(f"losses.{name}", "independent", against, getattr(losses, name)(p, y), other(y, p), bound=1e-14)


def test_hinge_equals_scikit_learn(proof):
    expected = sklearn.metrics.hinge_loss(SIGNS, PREDICTION)
    proof(
        "losses.hinge",
        "independent",
        "sklearn.metrics.hinge_loss",
        losses.hinge(PREDICTION, SIGNS),
        expected,
        bound=1e-14,
    )


def test_cross_entropies_equal_scikit_learn(proof):
    actual = losses.binary_cross_entropy(PREDICTION, BITS)
    expected = sklearn.metrics.log_loss(BITS, scipy.special.expit(PREDICTION))
    proof("losses.binary_cross_entropy", "independent", "sklearn.metrics.log_loss", actual, expected, bound=1e-14)
    actual = losses.cross_entropy(Z, LABELS)
    expected = sklearn.metrics.log_loss(LABELS, scipy.special.softmax(Z, axis=1))
    proof("losses.cross_entropy", "independent", "sklearn.metrics.log_loss", actual, expected, bound=1e-14)


@pytest.mark.parametrize("gamma", [0.0, 1.0, 2.0, 5.0])
def test_focal_equals_its_formula_on_scipy_probabilities(gamma, proof):
    p = scipy.special.softmax(Z, axis=1)[np.arange(40), LABELS]
    expected = np.mean((1 - p) ** gamma * -np.log(p))
    against = "mean of (1 − p)^γ (−log p), p by SciPy"
    proof("losses.focal", "independent", against, losses.focal(Z, LABELS, gamma), expected, bound=1e-14)


@pytest.mark.parametrize("name", FORMULAS)
def test_gradient_equals_that_of_another_formula_by_hips_autograd(name, proof):
    x, y = ARGUMENTS[name]
    actual, expected = getattr(losses, f"{name}_gradient")(x, y), autograd.grad(FORMULAS[name])(x, y)
    proof(f"losses.{name}_gradient", "independent", "HIPS autograd", actual, expected, bound=1e-14)


@pytest.mark.parametrize("name", FORMULAS)
def test_gradient_is_what_autodiff_finds(name, proof):
    x, y = ARGUMENTS[name]
    for scale in (1e-2, 1.0, 1e2):
        actual = getattr(losses, f"{name}_gradient")(scale * x, y)
        expected = grad(getattr(losses, name))(scale * x, y)
        proof(f"losses.{name}_gradient", "law", "equals dlmath.autodiff", actual, expected, bound=1e-14)


@given(p=vectors, y=vectors)
def test_losses_of_a_difference_are_symmetric_and_ordered(proof, p, y):
    for name in REGRESSION:
        loss = getattr(losses, name)
        proof(f"losses.{name}", "law", "L(ŷ, y) = L(y, ŷ)", loss(p, y), loss(y, p), bound=0)
    huber = losses.huber(p, y)
    proof("losses.huber", "law", "at most the absolute error", max(huber - losses.absolute_error(p, y), 0), bound=1e-12)
    proof(
        "losses.huber",
        "law",
        "at most half the squared error",
        max(huber - losses.squared_error(p, y) / 2, 0),
        bound=1e-9,
    )


@given(s=vectors)
def test_hinge_is_zero_once_every_margin_is_one_and_linear_before(proof, s):
    y = np.where(s >= 0, 1.0, -1.0)
    proof("losses.hinge", "law", "0 for margins of at least 1", losses.hinge(s + y, y), 0.0, bound=0)
    expected = 1 + np.mean(np.abs(s))
    proof("losses.hinge", "law", "1 + mean |s| on the wrong side", losses.hinge(s, -y), expected, bound=1e-14)


@given(z=matrices, shift=numbers)
def test_losses_from_logits_obey_their_laws(proof, z, shift):
    labels = np.array([0, 3, 1])
    bound = 1e-12  # logits of 2e3 are rounded at 2e-13, and so is their loss
    for name in ("cross_entropy", "focal"):
        loss = getattr(losses, name)
        proof(
            f"losses.{name}",
            "law",
            "no change when logits shift",
            loss(z + shift, labels),
            loss(z, labels),
            bound=bound,
        )
    expected = losses.focal(z, labels, gamma=0.0)
    proof("losses.cross_entropy", "law", "focal loss with γ = 0", losses.cross_entropy(z, labels), expected, bound=EPS)
    bits = np.array([0.0, 1.0, 1.0, 0.0])
    two = np.stack([np.zeros(4), z[0]], axis=1)
    expected = losses.cross_entropy(two, bits.astype(int))
    actual = losses.binary_cross_entropy(z[0], bits)
    proof("losses.binary_cross_entropy", "law", "cross-entropy of the logits (0, z)", actual, expected, bound=1e-14)


BY_HAND = {
    "squared_error": (([1.0, 2.0], [1.0, 4.0]), 2.0, [0.0, -2.0]),
    "absolute_error": (([1.0, 2.0], [1.0, 4.0]), 1.0, [0.0, -0.5]),
    "huber": (([0.5, -3.0], [0.0, 0.0]), (0.125 + 2.5) / 2, [0.25, -0.5]),
    "hinge": (([2.0, 0.5, -1.0], [1.0, 1.0, 1.0]), 2.5 / 3, [0.0, -1 / 3, -1 / 3]),
    "binary_cross_entropy": (([np.log(3), 0.0], [1.0, 0.0]), np.log(8 / 3) / 2, [-1 / 8, 1 / 4]),
    "cross_entropy": (([[0.0, np.log(3)]], [0]), np.log(4), [[-3 / 4, 3 / 4]]),
    "focal": (([[0.0, np.log(3)]], [0]), 9 / 16 * np.log(4), None),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_loss_and_gradient_have_the_values_found_by_hand(name, proof):
    arguments, value, slope = BY_HAND[name]
    where = "ŷ or z, y = " + ", ".join(str(np.round(a, 3).tolist()) for a in arguments)
    proof(f"losses.{name}", "by hand", where, getattr(losses, name)(*arguments), value, bound=2 * EPS)
    if name == "focal":  # with p = 1/4: A = (1 − p)² − 2 p (1 − p) log p, gradient (p − 1) A and (1 − p) A
        a = 9 / 16 + 2 * 3 / 16 * np.log(4)
        slope = [[-3 / 4 * a, 3 / 4 * a]]
    actual = getattr(losses, f"{name}_gradient")(*arguments)
    proof(f"losses.{name}_gradient", "by hand", where, actual, slope, bound=2 * EPS)


# --- class weights, label smoothing and an ignored label in the cross-entropy

WEIGHTS = np.array([0.5, 2.0, 0.0, 1.0, 3.0])
OPTIONS = [
    {"class_weights": WEIGHTS},
    {"label_smoothing": 0.1},
    {"ignore_index": 2},
    {"class_weights": WEIGHTS, "label_smoothing": 0.3, "ignore_index": 4},
]


def by_hips(z, class_weights=None, label_smoothing=0.0, ignore_index=None):
    """The definition, example by example."""
    w = np.ones(5) if class_weights is None else class_weights
    kept = np.arange(40)[ignore_index != LABELS]
    log_p = a_log_softmax(z)
    rows = [
        -(1 - label_smoothing) * w[y] * log_p[i, y] - label_smoothing * anp.mean(w * log_p[i])
        for i, y in zip(kept, LABELS[kept], strict=True)
    ]
    return sum(rows) / np.sum(w[LABELS[kept]])


@pytest.mark.parametrize("options", OPTIONS)
def test_options_of_cross_entropy_equal_their_definition_and_its_gradient(options, proof):
    against = "HIPS autograd, with " + ", ".join(options)
    actual = losses.cross_entropy(Z, LABELS, **options)
    proof("losses.cross_entropy", "independent", against, actual, by_hips(Z, **options), bound=1e-14)
    gradient = losses.cross_entropy_gradient(Z, LABELS, **options)
    expected = autograd.grad(lambda z: by_hips(z, **options))(Z)
    proof("losses.cross_entropy_gradient", "independent", against, gradient, expected, bound=1e-14)
    traced = grad(lambda z: losses.cross_entropy(z, LABELS, **options))(Z)
    proof("losses.cross_entropy_gradient", "law", "equals dlmath.autodiff, with options", gradient, traced, bound=1e-14)
    single = losses.cross_entropy_gradient(Z.astype(np.float32), LABELS, **options)
    assert single.dtype == losses.cross_entropy(Z.astype(np.float32), LABELS, **options).dtype == np.float32


def test_weights_and_ignored_labels_equal_scikit_learn(proof):
    p = scipy.special.softmax(Z, axis=1)
    for weights in (WEIGHTS, np.ones(5)):
        for ignored in (None, 0):
            kept = ignored != LABELS
            expected = sklearn.metrics.log_loss(
                LABELS[kept], p[kept], sample_weight=weights[LABELS[kept]], labels=range(5)
            )
            actual = losses.cross_entropy(Z, LABELS, class_weights=weights, ignore_index=ignored)
            against = "sklearn.metrics.log_loss, sample_weight"
            proof("losses.cross_entropy", "independent", against, actual, expected, bound=1e-14)


@given(z=matrices, epsilon=st.floats(0, 1), factor=st.floats(0.01, 100))
def test_options_of_cross_entropy_obey_their_laws(proof, z, epsilon, factor):
    labels, w = np.array([0, 3, 1]), np.array([1.0, 0.5, 2.0, 3.0])
    size = 1 + np.abs(z).max()
    smooth = losses.cross_entropy(z, labels, label_smoothing=epsilon)
    mixed = (1 - epsilon) * losses.cross_entropy(z, labels) + epsilon * losses.cross_entropy(z, np.full((3, 4), 0.25))
    against = "smoothing mixes in the cross-entropy of a uniform truth"
    proof("losses.cross_entropy", "law", against, smooth / size, mixed / size, bound=1e-14)
    options = {"class_weights": w, "label_smoothing": epsilon}
    for name in ("cross_entropy", "cross_entropy_gradient"):
        f = getattr(losses, name)
        actual, expected = f(z, labels, factor * w, epsilon), f(z, labels, w, epsilon)
        proof(f"losses.{name}", "law", "weights count in proportion", actual / size, expected / size, bound=1e-14)
        rows = f(z, np.eye(4)[labels], **options)
        proof(f"losses.{name}", "law", "one-hot rows = labels, with options", rows, f(z, labels, **options), bound=0)
    for ignored in (-100, 3, 255):
        marked = np.array([0, ignored, 1])
        actual = losses.cross_entropy(z, marked, **options, ignore_index=ignored)
        expected = losses.cross_entropy(z[[0, 2]], marked[[0, 2]], **options)
        proof("losses.cross_entropy", "law", "ignored = left out", actual / size, expected / size, bound=1e-14)
        gradient = losses.cross_entropy_gradient(z, marked, **options, ignore_index=ignored)
        expected = np.insert(losses.cross_entropy_gradient(z[[0, 2]], marked[[0, 2]], **options), 1, 0.0, axis=0)
        proof("losses.cross_entropy_gradient", "law", "ignored = left out, gradient 0", gradient, expected, bound=1e-14)
    gradient = losses.cross_entropy_gradient(z, labels, **options)
    proof("losses.cross_entropy_gradient", "law", "rows sum to 0", gradient.sum(axis=1), bound=1e-14)


def test_options_of_cross_entropy_by_hand(proof):
    """p = (1/4, 3/4) twice, and an example that does not count: [2 log 4 + 3 (log 4 − log 3)] / 5."""
    z, options = [[0.0, np.log(3)]] * 3, {"class_weights": [2.0, 3.0], "ignore_index": 7}
    value = (2 * np.log(4) + 3 * np.log(4 / 3)) / 5
    where = "w = (2, 3), labels 0, 1, ignored"
    proof("losses.cross_entropy", "by hand", where, losses.cross_entropy(z, [0, 1, 7], **options), value, bound=2 * EPS)
    slope = [[-2 * 3 / 4 / 5, 2 * 3 / 4 / 5], [3 / 4 / 5, -3 / 4 / 5], [0, 0]]
    actual = losses.cross_entropy_gradient(z, [0, 1, 7], **options)
    proof("losses.cross_entropy_gradient", "by hand", where, actual, slope, bound=2 * EPS)
    where, value = "ε = 1/2, label 0: 3/4 log 4 + 1/4 log(4/3)", 3 / 4 * np.log(4) + 1 / 4 * np.log(4 / 3)
    actual = losses.cross_entropy(z[:1], [0], label_smoothing=0.5)
    proof("losses.cross_entropy", "by hand", where, actual, value, bound=2 * EPS)
    actual = losses.cross_entropy_gradient(z[:1], [0], label_smoothing=0.5)
    proof("losses.cross_entropy_gradient", "by hand", where, actual, [[-1 / 2, 1 / 2]], bound=2 * EPS)


@pytest.mark.torch
@pytest.mark.parametrize("options", OPTIONS)
def test_options_of_cross_entropy_equal_pytorch(options):
    torch = pytest.importorskip("torch")
    names = {"class_weights": "weight", "label_smoothing": "label_smoothing", "ignore_index": "ignore_index"}
    theirs = {names[k]: torch.tensor(v) if k == "class_weights" else v for k, v in options.items()}
    expected = torch.nn.functional.cross_entropy(torch.tensor(Z), torch.tensor(LABELS), **theirs).item()
    np.testing.assert_allclose(losses.cross_entropy(Z, LABELS, **options), expected, rtol=1e-13)


@pytest.mark.parametrize(
    "targets, options, message",
    [
        ([0, 1], {"class_weights": [1.0]}, r"class_weights has shape \(1,\), expected \(2,\)"),
        ([0, 1], {"class_weights": [1.0, -1.0]}, "class_weights holds -1 at index 1, expected weights of at least 0"),
        ([0, 0], {"class_weights": [0.0, 1.0]}, "class_weights are 0 for the class of every example"),
        ([0, 1], {"label_smoothing": 1.5}, r"label_smoothing is 1.5, expected a number in \[0, 1\]"),
        ([7, 7], {"ignore_index": 7}, "targets holds the ignored label 7 only"),
        ([0, 8], {"ignore_index": 7}, "targets holds 8 at index 1, expected labels from 0 to 1"),
        ([0, 1], {"ignore_index": 0.5}, "ignore_index is float 0.5, expected an integer"),
        (np.eye(2), {"ignore_index": 0}, "ignore_index takes out labels, but targets holds rows"),
    ],
)
def test_options_out_of_range_are_refused_by_name(targets, options, message):
    for f in (losses.cross_entropy, losses.cross_entropy_gradient):
        with pytest.raises((ValueError, TypeError), match=message):
            f(P2, targets, **options)


def test_logits_further_apart_than_any_number_cost_nothing_where_they_are_right():
    z = [[1.7e308, -1.7e308]]
    for loss in (losses.cross_entropy, losses.focal):
        assert loss(z, [0]) == 0
        assert loss(z, [1]) == np.inf
    for gradient in (losses.cross_entropy_gradient, losses.focal_gradient):
        np.testing.assert_array_equal(gradient(z, [0]), [[0, 0]])
    np.testing.assert_array_equal(grad(lambda z: losses.cross_entropy(z, [0]))(np.array(z)), [[0, 0]])
    assert losses.binary_cross_entropy([1.7e308, -1.7e308], [1, 0]) == 0


def test_a_certain_and_right_prediction_costs_zero_without_a_sign():
    for loss in (losses.cross_entropy, losses.focal):
        assert str(loss([[1000.0, 0.0], [-1e308, 1e308]], [0, 1])) == "0.0"


def test_labels_one_hot_rows_and_soft_rows_mean_the_same():
    for f in (losses.cross_entropy, losses.cross_entropy_gradient, losses.focal, losses.focal_gradient):
        np.testing.assert_array_equal(f(Z, LABELS), f(Z, ONE_HOT))
        np.testing.assert_array_equal(f(Z, LABELS), f(Z, ONE_HOT.astype(int)))
    mixed = 0.3 * losses.cross_entropy(Z, LABELS) + 0.7 * losses.cross_entropy(Z, LABELS[::-1])
    soft = losses.cross_entropy(Z, 0.3 * ONE_HOT + 0.7 * ONE_HOT[::-1])
    np.testing.assert_allclose(soft, mixed, rtol=1e-14)


def test_logits_of_ten_thousand_cost_ten_thousand_and_no_overflow():
    z = np.array([[1e4, -1e4]])
    assert losses.cross_entropy(z, [0]) == 0
    assert losses.cross_entropy(z, [1]) == 2e4
    assert losses.focal(z, [1]) == 2e4
    assert losses.binary_cross_entropy([1e4, -1e4], [0, 1]) == 1e4
    np.testing.assert_array_equal(losses.cross_entropy_gradient(z, [1]), [[1, -1]])
    np.testing.assert_array_equal(losses.focal_gradient(z, [1]), [[1, -1]])


def test_the_gradient_keeps_the_digits_of_an_example_read_well():
    gradient = losses.cross_entropy_gradient([[50.0, 0.0]], [0])
    np.testing.assert_allclose(gradient, [[-np.exp(-50.0), np.exp(-50.0)]], rtol=1e-13)
    gradient = losses.binary_cross_entropy_gradient([50.0], [1])
    np.testing.assert_allclose(gradient, [-np.exp(-50.0)], rtol=1e-13)


def test_where_there_is_no_derivative_the_documented_subgradient_is_given():
    assert losses.absolute_error_gradient([2.0], [2.0]) == 0
    assert losses.hinge_gradient([1.0], [1.0]) == 0


@pytest.mark.torch
@pytest.mark.parametrize("dtype, bound", [(np.float64, 1e-14), (np.float32, 1e-6)])
def test_losses_and_gradients_equal_pytorch(dtype, bound, proof):
    torch = pytest.importorskip("torch")
    F = torch.nn.functional
    theirs = {
        "squared_error": F.mse_loss,
        "absolute_error": F.l1_loss,
        "huber": F.huber_loss,
        "binary_cross_entropy": F.binary_cross_entropy_with_logits,
        "cross_entropy": F.cross_entropy,
    }
    for name, function in theirs.items():
        x, y = (a.astype(dtype) for a in ARGUMENTS[name])
        t = torch.from_numpy(x).requires_grad_()
        value = function(t, torch.from_numpy(y))
        (slope,) = torch.autograd.grad(value, t)
        actual = getattr(losses, name)(x, y)
        assert actual.dtype == dtype
        proof(f"losses.{name}", "independent", f"PyTorch {dtype.__name__}", actual, value.detach().numpy(), bound=bound)
        actual = getattr(losses, f"{name}_gradient")(x, y)
        against = f"PyTorch {dtype.__name__}"
        proof(f"losses.{name}_gradient", "independent", against, actual, slope.numpy(), bound=bound)


P2 = np.array([[0.5, -1.5], [2.0, -3.0]])
TABLE = [
    *[bad_input.Case(getattr(losses, name + suffix), {"prediction": P2, "target": P2[::-1] + 0.3},
                     accepts={"prediction": "any rank"}, refused={"target": [np.ones((2, 3)), np.ones(2)]})
      for name in ("squared_error", "absolute_error") for suffix in ("", "_gradient")],
    *[bad_input.Case(f, {"prediction": P2, "target": P2[::-1] + 0.3, "delta": 0.7}, refused={"delta": [0.0, -1.0]},
                     accepts={"prediction": "any rank"})
      for f in (losses.huber, losses.huber_gradient)],
    *[bad_input.Case(f, {"scores": P2[0], "targets": np.array([1.0, -1.0])},
                     refused={"targets": [np.array([1.0, 0.0]), np.ones(3)]})
      for f in (losses.hinge, losses.hinge_gradient)],
    *[bad_input.Case(f, {"logits": P2, "targets": np.array([[0.0, 1.0], [0.2, 1.0]])}, accepts={"logits": "any rank"},
                     refused={"targets": [np.array([[0.0, 1.5], [0, 0]]), np.ones(3)]})
      for f in (losses.binary_cross_entropy, losses.binary_cross_entropy_gradient)],
    *[bad_input.Case(f, {"logits": P2, "targets": np.array([[0.0, 1.0], [0.4, 0.6]])}, whole={"targets": np.eye(2)},
                     refused={"targets": [np.array([[0.5, 0.6], [0, 1]]), np.array([[1.5, -0.5], [0, 1]]),
                                          np.ones((3, 2)), [0, 2], [-1, 0], [0.5, 1], [0]]})
      for f in (losses.cross_entropy, losses.cross_entropy_gradient, losses.focal, losses.focal_gradient)],
    *[bad_input.Case(f, {"logits": P2, "targets": np.array([0, 1]), "gamma": 2.0}, refused={"gamma": [-1.0, 0.5]},
                     accepts={"targets": "any rank"})
      for f in (losses.focal, losses.focal_gradient)],
    *[bad_input.Case(f, {"logits": P2, "targets": np.array([[0.0, 1.0], [0.4, 0.6]]),
                         "class_weights": np.array([1.0, 2.0]), "label_smoothing": 0.1},
                     refused={"class_weights": [[-1.0, 1.0], [1.0]], "label_smoothing": [-0.1, 1.1]},
                     whole={"targets": np.eye(2)})
      for f in (losses.cross_entropy, losses.cross_entropy_gradient)],
    *[bad_input.Case(f, {"logits": P2, "targets": np.array([0, 1]), "ignore_index": 0}, keeps_float32=False,
                     accepts={"targets": "any rank"})
      for f in (losses.cross_entropy, losses.cross_entropy_gradient)],
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
