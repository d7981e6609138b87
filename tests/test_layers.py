"""Batch norm, layer norm and dropout: against PyTorch, scikit-learn and HIPS autograd, by laws, and by hand."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import sklearn.preprocessing
from hypothesis import given
from hypothesis import strategies as st

from dlmath import layers
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(float).eps
seeds = st.integers(0, 300)
PRECISIONS = pytest.mark.parametrize("dtype, bound", [("float64", 1e-10), ("float32", 1e-5)])


def made(seed, n=6, d=3, dtype="float64"):
    """A batch, γ, β, and a gradient of the output."""
    rng = np.random.default_rng(seed)
    shapes = ((n, d), (d,), (d,), (n, d))
    return [(rng.normal(size=shape) + shift).astype(dtype) for shape, shift in zip(shapes, (0.5, 1, 0, 0), strict=True)]


def formula(X, gamma, beta, axis):
    """Normalization as one writes it, in the NumPy of HIPS autograd."""
    centered = X - anp.mean(X, axis=axis, keepdims=True)
    return gamma * centered / anp.sqrt(anp.mean(centered**2, axis=axis, keepdims=True) + 1e-5) + beta


# --- against PyTorch, in both modes


@pytest.mark.torch
@PRECISIONS
def test_batch_norm_equals_pytorch_in_training_and_after(dtype, bound, proof):
    torch = pytest.importorskip("torch")
    theirs = torch.nn.BatchNorm1d(3, dtype=getattr(torch, dtype), momentum=0.2)
    state = layers.batch_norm_state(3)
    against = f"PyTorch, {dtype}"
    for seed in range(20):
        X, gamma, beta, G = made(seed, dtype=dtype)
        with torch.no_grad():
            theirs.weight.copy_(torch.tensor(gamma))
            theirs.bias.copy_(torch.tensor(beta))
        theirs.zero_grad()
        x = torch.tensor(X, requires_grad=True)
        y = theirs.train()(x)
        y.backward(torch.tensor(G))
        Y, state = layers.batch_norm(X, gamma, beta, state, momentum=0.2)
        proof("layers.batch_norm", "independent", against, Y, y.detach().numpy(), bound=bound)
        for key, running in (("mean", theirs.running_mean), ("variance", theirs.running_var)):
            proof("layers.batch_norm", "independent", against, state[key], running.numpy(), bound=bound)
        grads = layers.batch_norm_backward(G, X, gamma)
        for ours, expected in zip(grads, (x.grad, theirs.weight.grad, theirs.bias.grad), strict=True):
            proof("layers.batch_norm_backward", "independent", against, ours, expected.numpy(), bound=bound)
        with torch.no_grad():
            expected = theirs.eval()(x).numpy()
        actual = layers.batch_norm_inference(X, gamma, beta, state)
        proof("layers.batch_norm_inference", "independent", against, actual, expected, bound=bound)
        assert all(part.dtype == dtype for part in (Y, *state.values(), *grads, actual))


@pytest.mark.torch
@PRECISIONS
def test_layer_norm_equals_pytorch(dtype, bound, proof):
    torch = pytest.importorskip("torch")
    for seed in range(20):
        X, gamma, beta, G = made(seed, d=5, dtype=dtype)
        x, c, b = (torch.tensor(part, requires_grad=True) for part in (X, gamma, beta))
        y = torch.nn.functional.layer_norm(x, (5,), c, b)
        y.backward(torch.tensor(G))
        Y, grads = layers.layer_norm(X, gamma, beta), layers.layer_norm_backward(G, X, gamma)
        proof("layers.layer_norm", "independent", f"PyTorch, {dtype}", Y, y.detach().numpy(), bound=bound)
        for ours, expected in zip(grads, (x.grad, c.grad, b.grad), strict=True):
            against = f"PyTorch, {dtype}"
            proof("layers.layer_norm_backward", "independent", against, ours, expected.numpy(), bound=bound)
        assert all(part.dtype == dtype for part in (Y, *grads))


@pytest.mark.torch
def test_dropout_keeps_as_many_as_pytorch(proof):
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    for rate in (0.1, 0.5, 0.8):
        theirs = torch.nn.functional.dropout(torch.ones(10**6), rate).numpy()
        Y, M = layers.dropout(np.ones(10**6), rate, rng=0)
        assert np.array_equal(Y, M)
        np.testing.assert_allclose(np.unique(Y), np.unique(theirs), rtol=1e-6)
        # Both are means of a million entries: five standard errors of their difference.
        bound = 5 * np.sqrt(2 * rate / (1 - rate) / 10**6)
        proof("layers.dropout", "independent", "PyTorch, the mean of a million", Y.mean(), theirs.mean(), bound=bound)


# --- against scikit-learn and HIPS autograd


@given(seed=seeds)
def test_normalization_equals_the_scaler_of_scikit_learn(seed, proof):
    X, gamma, beta, _ = made(seed)
    expected = gamma * sklearn.preprocessing.StandardScaler().fit_transform(X) + beta
    actual, _ = layers.batch_norm(X, gamma, beta, layers.batch_norm_state(3), epsilon=1e-300)
    proof("layers.batch_norm", "independent", "sklearn StandardScaler", actual, expected, bound=1e-12)
    expected = gamma * sklearn.preprocessing.StandardScaler().fit_transform(X.T).T + beta
    actual = layers.layer_norm(X, gamma, beta, epsilon=1e-300)
    proof("layers.layer_norm", "independent", "sklearn StandardScaler of the rows", actual, expected, bound=1e-11)


@given(seed=seeds)
def test_backward_passes_equal_hips_autograd_and_ours(seed, proof):
    X, gamma, beta, G = made(seed)
    cases = {
        "batch_norm": (0, lambda *a: layers.batch_norm(*a, layers.batch_norm_state(3))[0]),
        "layer_norm": (1, layers.layer_norm),
    }
    for name, (axis, ours) in cases.items():
        actual = getattr(layers, f"{name}_backward")(G, X, gamma)
        for i, part in enumerate(actual):
            expected = autograd.grad(lambda *a, axis=axis: anp.sum(G * formula(*a, axis)), i)(X, gamma, beta)
            # Rows of three may be nearly alike: then their spread, which is divided by, has lost digits.
            proof(f"layers.{name}_backward", "independent", "HIPS autograd", part, expected, bound=1e-9)
        traced = grad(lambda a, ours=ours: np.sum(G * ours(*a)))((X, gamma, beta))
        for part, expected in zip(traced, actual, strict=True):
            proof(f"layers.{name}_backward", "independent", "dlmath.autodiff", part, expected, bound=1e-9)


@pytest.mark.torch
def test_batch_norm_state_begins_as_that_of_pytorch(proof):
    torch = pytest.importorskip("torch")
    theirs = torch.nn.BatchNorm1d(4)
    state = layers.batch_norm_state(4)
    for key, running in (("mean", theirs.running_mean), ("variance", theirs.running_var)):
        proof("layers.batch_norm_state", "independent", "PyTorch", state[key], running.numpy(), bound=0)


def test_inference_differentiates_as_the_affine_map_it_is(proof):
    X, gamma, beta, G = made(0)
    state = {"mean": np.array([0.1, 0.2, 0.3]), "variance": np.array([1.0, 2.0, 3.0])}
    actual = grad(lambda X: np.sum(G * layers.batch_norm_inference(X, gamma, beta, state)))(X)
    np.testing.assert_allclose(actual, G * gamma / np.sqrt(state["variance"] + 1e-5), rtol=1e-14)
    scaler = sklearn.preprocessing.StandardScaler()
    scaler.mean_, scaler.scale_ = state["mean"], np.sqrt(state["variance"] + 1e-5)
    actual = layers.batch_norm_inference(X, gamma, beta, state)
    expected = gamma * scaler.transform(X) + beta
    against = "sklearn StandardScaler with these statistics"
    proof("layers.batch_norm_inference", "independent", against, actual, expected, bound=1e-14)


# --- images: each channel is a feature


def image_batch(seed, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=n) + c).astype(dtype) for n, c in (((4, 3, 2, 5), 0.5), (3, 1), (3, 0), ((4, 3, 2, 5), 0))]


@given(seed=seeds)
def test_batch_norm_of_images_is_that_of_their_pixels(seed, proof):
    X, gamma, beta, G = image_batch(seed)

    def pixels(images):
        return np.moveaxis(images, 1, -1).reshape(-1, 3)

    state = layers.batch_norm_state(3)
    (Y, after), (flat, same) = (layers.batch_norm(Z, gamma, beta, state) for Z in (X, pixels(X)))
    against = "images: a channel is the column of its pixels"
    proof("layers.batch_norm", "law", against, pixels(Y), flat, bound=1e-13)
    for key in ("mean", "variance"):
        proof("layers.batch_norm", "law", against, after[key], same[key], bound=1e-13)
    inference = [layers.batch_norm_inference(Z, gamma, beta, after) for Z in (X, pixels(X))]
    proof("layers.batch_norm_inference", "law", against, pixels(inference[0]), inference[1], bound=1e-14)
    grads, expected = (layers.batch_norm_backward(g, Z, gamma) for g, Z in ((G, X), (pixels(G), pixels(X))))
    for ours, theirs in zip((pixels(grads[0]), *grads[1:]), expected, strict=True):
        proof("layers.batch_norm_backward", "law", against, ours, theirs, bound=1e-12)


@given(seed=seeds)
def test_batch_norm_of_images_equals_hips_autograd_and_ours(seed, proof):
    X, gamma, beta, G = image_batch(seed)

    def by_hips(X, gamma, beta):
        centered = X - anp.mean(X, axis=(0, 2, 3), keepdims=True)
        spread = anp.sqrt(anp.mean(centered**2, axis=(0, 2, 3), keepdims=True) + 1e-5)
        return gamma[:, None, None] * centered / spread + beta[:, None, None]

    Y, _ = layers.batch_norm(X, gamma, beta, layers.batch_norm_state(3))
    proof("layers.batch_norm", "independent", "HIPS autograd, images", Y, by_hips(X, gamma, beta), bound=1e-13)
    traced = grad(lambda a: np.sum(G * layers.batch_norm(*a, layers.batch_norm_state(3))[0]))((X, gamma, beta))
    for i, (ours, other) in enumerate(zip(layers.batch_norm_backward(G, X, gamma), traced, strict=True)):
        expected = autograd.grad(lambda *a: anp.sum(G * by_hips(*a)), i)(X, gamma, beta)
        proof("layers.batch_norm_backward", "independent", "HIPS autograd, images", ours, expected, bound=1e-11)
        np.testing.assert_allclose(other, expected, rtol=1e-10, atol=1e-11)


@pytest.mark.torch
@PRECISIONS
def test_batch_norm_of_images_equals_pytorch(dtype, bound, proof):
    torch = pytest.importorskip("torch")
    theirs = torch.nn.BatchNorm2d(3, dtype=getattr(torch, dtype), momentum=0.1)
    X, gamma, beta, G = image_batch(0, dtype)
    with torch.no_grad():
        theirs.weight.copy_(torch.tensor(gamma))
        theirs.bias.copy_(torch.tensor(beta))
    x = torch.tensor(X, requires_grad=True)
    y = theirs(x)
    y.backward(torch.tensor(G))
    Y, state = layers.batch_norm(X, gamma, beta, layers.batch_norm_state(3))
    np.testing.assert_allclose(Y, y.detach().numpy(), rtol=bound, atol=bound)
    np.testing.assert_allclose(state["variance"], theirs.running_var.numpy(), rtol=bound)
    np.testing.assert_allclose(layers.batch_norm_backward(G, X, gamma)[0], x.grad.numpy(), rtol=bound, atol=bound)


# --- numbers that are large, small, far from 0, or single


@pytest.mark.parametrize("unit, origin", [(1e200, 0.0), (1e300, 0.0), (1e5, 1e12), (1.0, 1e14)])
def test_normalization_is_right_for_large_numbers_and_far_from_the_origin(unit, origin):
    X, gamma, beta, G = made(0)
    X = np.round(X * 32) / 32
    moved = unit * X + origin
    state = layers.batch_norm_state(3)
    least, bound = 1e-300, 1e-11 + 100 * EPS * origin / unit
    if unit == 1:
        bound = 1e-11  # these numbers are exact
    for forward, backward in (
        (lambda Z: layers.batch_norm(Z, gamma, beta, state, epsilon=least)[0], layers.batch_norm_backward),
        (lambda Z: layers.layer_norm(Z, gamma, beta, epsilon=least), layers.layer_norm_backward),
    ):
        np.testing.assert_allclose(forward(moved), forward(X), rtol=bound, atol=bound)
        actual, expected = backward(G, moved, gamma, least)[0] * unit, backward(G, X, gamma, least)[0]
        np.testing.assert_allclose(actual, expected, rtol=bound, atol=bound * np.abs(expected).max())


@pytest.mark.parametrize("value", [0.1, 1e15 / 3, 1e200])
def test_what_is_constant_becomes_zero(value):
    X = np.full((7, 3), value)
    np.testing.assert_array_equal(layers.batch_norm(X, np.ones(3), np.zeros(3), layers.batch_norm_state(3))[0], 0)
    np.testing.assert_array_equal(layers.layer_norm(X, np.ones(3), np.zeros(3)), 0)


def test_scales_and_gradients_of_another_type_do_not_widen_float32():
    X, gamma, beta, G = made(0)
    x = X.astype(np.float32)
    results = [
        *layers.batch_norm(x, gamma, beta, layers.batch_norm_state(3))[0],
        *layers.batch_norm_inference(x, gamma, beta, layers.batch_norm_state(3)),
        *layers.layer_norm(x, gamma, beta),
        *layers.batch_norm_backward(G, x, gamma),
        *layers.layer_norm_backward(G, x, gamma),
        *layers.dropout_backward(G.astype(np.float32), layers.dropout(x, 0.5, 0)[1]),
    ]
    assert {part.dtype for part in results} == {np.dtype(np.float32)}


# --- laws


@given(seed=seeds, factor=st.floats(0.5, 100), shift=st.floats(-10, 10))
def test_normalization_forgets_the_scale_and_the_origin_of_its_input(seed, factor, shift, proof):
    X, gamma, beta, _ = made(seed)
    state = layers.batch_norm_state(3)
    pairs = {
        "batch_norm": [layers.batch_norm(Z, gamma, beta, state, epsilon=1e-300)[0] for Z in (factor * X + shift, X)],
        "layer_norm": [layers.layer_norm(Z, gamma, beta, epsilon=1e-300) for Z in (factor * X + shift, X)],
    }
    for name, (actual, expected) in pairs.items():
        # The shift costs digits: up to 20 times the spread, which for rows of three may itself be small.
        proof(f"layers.{name}", "law", "norm(a X + c) = norm(X)", actual, expected, bound=1e-10)


@given(seed=seeds)
def test_normalization_gives_mean_beta_and_spread_gamma(seed):
    X, gamma, beta, _ = made(seed, n=10)
    Y, _ = layers.batch_norm(X, gamma, beta, layers.batch_norm_state(3), epsilon=1e-300)
    np.testing.assert_allclose(Y.mean(axis=0), beta, atol=1e-12)
    np.testing.assert_allclose(Y.std(axis=0), np.abs(gamma), rtol=1e-10)


@given(seed=seeds)
def test_what_a_norm_forgets_has_no_gradient(seed, proof):
    X, gamma, _, G = made(seed)
    for name, axis in (("batch_norm", 0), ("layer_norm", 1)):
        dX, _, _ = getattr(layers, f"{name}_backward")(G, X, gamma, epsilon=1e-300)
        against = "Σ ∂L/∂X = 0 and Σ X ⊙ ∂L/∂X = 0 over what is normalized"
        spread = np.std(X, axis=axis)
        forgotten = [np.sum(dX, axis=axis) * spread, np.sum(X * dX, axis=axis) * spread]
        proof(f"layers.{name}_backward", "law", against, forgotten, bound=1e-11)


@given(seed=seeds, m=st.floats(0, 1))
def test_running_statistics_come_to_those_of_a_batch_that_is_repeated(seed, m, proof):
    X, gamma, beta, _ = made(seed)
    state = layers.batch_norm_state(3)
    for _ in range(10):
        _, state = layers.batch_norm(X, gamma, beta, state, momentum=m)
    actual = np.array([state["mean"], state["variance"]])
    target, start = np.array([X.mean(axis=0), X.var(axis=0, ddof=1)]), np.array([np.zeros(3), np.ones(3)])
    against = "after k equal batches, (1 − m)ᵏ of the start is left"
    proof("layers.batch_norm", "law", against, actual, target + (1 - m) ** 10 * (start - target), bound=1e-14)


@given(seed=seeds)
def test_inference_with_the_statistics_of_a_batch_is_training_on_it(seed, proof):
    X, gamma, beta, _ = made(seed)
    state = {"mean": X.mean(axis=0), "variance": X.var(axis=0)}
    expected, _ = layers.batch_norm(X, gamma, beta, state)
    actual = layers.batch_norm_inference(X, gamma, beta, state)
    against = "with the batch's own statistics it equals training"
    proof("layers.batch_norm_inference", "law", against, actual, expected, bound=1e-13)


@given(seed=seeds)
def test_batch_norm_state_leaves_inference_the_identity(seed, proof):
    X, _, _, _ = made(seed)
    actual = layers.batch_norm_inference(X, np.ones(3), np.zeros(3), layers.batch_norm_state(3), epsilon=1e-300)
    proof("layers.batch_norm_state", "law", "inference is the identity at the start", actual, X, bound=0)


@given(seed=seeds, rate=st.floats(0, 0.99))
def test_dropout_multiplies_by_its_mask_forward_and_backward(seed, rate, proof):
    X, _, _, G = made(seed)
    Y, M = layers.dropout(X, rate, seed)
    assert set(np.unique(M)) <= {0.0, 1 / (1 - rate)}
    proof("layers.dropout", "law", "Y = X ⊙ M", Y, X * M, bound=0)
    actual, expected = layers.dropout_backward(G, M), autograd.grad(lambda X: anp.sum(G * X * M))(X)
    proof("layers.dropout_backward", "independent", "HIPS autograd", actual, expected, bound=2 * EPS)
    inner = [np.sum(Y * G), np.sum(X * layers.dropout_backward(G, M))]
    scale = np.sum(np.abs(Y * G)) + 1
    proof("layers.dropout_backward", "law", "⟨D X, G⟩ = ⟨X, D G⟩", inner[0] / scale, inner[1] / scale, bound=20 * EPS)


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_dropout_keeps_the_expectation(rate, proof):
    rng = np.random.default_rng(0)
    X = np.array([1.0, -2.0, 3.0])
    mean = np.mean([layers.dropout(X, rate, rng)[0] for _ in range(20_000)], axis=0)
    # Five standard errors; errors are relative to the entry, whose spread is |x| √(p/(1 − p)).
    bound = 5 * np.sqrt(rate / (1 - rate) / 20_000)
    proof("layers.dropout", "law", "E[Y] = X", mean / X, 1.0, bound=bound)


def test_dropout_differentiates_as_a_multiplication_by_its_mask():
    X, _, _, G = made(1)
    actual = grad(lambda X: np.sum(G * layers.dropout(X, 0.4, 5)[0]))(X)
    np.testing.assert_array_equal(actual, layers.dropout_backward(G, layers.dropout(X, 0.4, 5)[1]))
    assert np.array_equal(layers.dropout(X, 0.0, 0)[0], X)


# --- by hand


def test_norms_by_hand(proof):
    against = "columns or rows of 1 and 3: μ = 2, σ = 1"
    X, gamma, beta = np.array([[1.0, 3.0], [3.0, 1.0]]), np.array([2.0, 4.0]), np.array([0.0, 10.0])
    expected = [[-2.0, 14.0], [2.0, 6.0]]
    Y, state = layers.batch_norm(X, gamma, beta, layers.batch_norm_state(2), 0.5, epsilon=1e-300)
    proof("layers.batch_norm", "by hand", against, Y, expected, bound=0)
    running = [[1.0, 1.0], [0.5 + 0.5 * 2, 0.5 + 0.5 * 2]]
    proof("layers.batch_norm", "by hand", against, [state["mean"], state["variance"]], running, bound=0)
    proof("layers.layer_norm", "by hand", against, layers.layer_norm(X, gamma, beta, 1e-300), expected, bound=0)
    state = layers.batch_norm_state(2)
    proof("layers.batch_norm_state", "by hand", "mean 0, variance 1", [*state.values()], [[0, 0], [1, 1]], bound=0)
    state = {"mean": np.array([2.0]), "variance": np.array([3.0])}
    actual = layers.batch_norm_inference([[6.0]], [1.0], [5.0], state, epsilon=1.0)
    proof("layers.batch_norm_inference", "by hand", "(6 − 2) / √(3 + 1) + 5", actual, [[7.0]], bound=0)


def test_batch_norm_of_images_by_hand(proof):
    against = "one image, channels 1, 3 and 1, 5: μ = 2 and 3, σ = 1 and 2"
    images, state = np.array([[[[1.0, 3.0]], [[1.0, 5.0]]]]), layers.batch_norm_state(2)
    Y, state = layers.batch_norm(images, [2.0, 4.0], [0.0, 10.0], state, 1.0, epsilon=1e-300)
    proof("layers.batch_norm", "by hand", against, Y, [[[[-2.0, 2.0]], [[6.0, 14.0]]]], bound=0)
    proof("layers.batch_norm", "by hand", against, [state["mean"], state["variance"]], [[2, 3], [2, 8]], bound=0)


def test_backward_passes_by_hand(proof):
    # 0, 0 and 3 with ε = 2: μ = 1, σ² + ε = 4, X̂ = (−½, −½, 1). Ĝ = (2, 0, 0): mean 2/3, mean of Ĝ X̂ −1/3;
    # (2 − 2/3 − 1/6, −2/3 − 1/6, −2/3 + 1/3) / 2 = (7/12, −5/12, −1/6).
    against = "0, 0, 3 with ε = 2"
    X, G = np.array([[0.0], [0.0], [3.0]]), np.array([[1.0], [0.0], [0.0]])
    dX, dgamma, dbeta = layers.batch_norm_backward(G, X, [2.0], epsilon=2.0)
    actual, expected = [*dX.ravel(), *dgamma, *dbeta], [7 / 12, -5 / 12, -1 / 6, -0.5, 1.0]
    proof("layers.batch_norm_backward", "by hand", against, actual, expected, bound=2 * EPS)
    dX, dgamma, dbeta = layers.layer_norm_backward(G.T, X.T, [2.0, 2.0, 2.0], epsilon=2.0)
    proof("layers.layer_norm_backward", "by hand", against, dX[0], expected[:3], bound=2 * EPS)
    proof("layers.layer_norm_backward", "by hand", against, [dgamma, dbeta], [[-0.5, 0, 0], [1, 0, 0]], bound=0)


def test_dropout_by_hand(proof):
    uniform = np.random.default_rng(7).random(6)
    Y, M = layers.dropout(np.arange(6.0), 0.75, 7)
    against = "4 where a uniform number is 0.75 or more"
    proof(
        "layers.dropout",
        "by hand",
        against,
        [Y, M],
        [4 * np.arange(6.0) * (uniform >= 0.75), 4.0 * (uniform >= 0.75)],
        bound=0,
    )
    proof(
        "layers.dropout_backward",
        "by hand",
        "1, 2 with 0, 4",
        layers.dropout_backward([1.0, 2.0], [0.0, 4.0]),
        [0, 8],
        bound=0,
    )


# --- what they refuse


def test_statistics_of_another_form_or_with_a_negative_variance_are_refused():
    X, gamma, beta, _ = made(0)
    for state, message in (
        (None, "state is NoneType, expected the dict"),
        ({"mean": np.zeros(3)}, r"state has the keys \['mean'\], expected"),
        ({"mean": np.zeros(2), "variance": np.ones(3)}, r"state\['mean'\] has shape \(2,\), expected \(3,\)"),
        ({"mean": np.zeros(3), "variance": [1.0, -1.0, 1.0]}, r"state\['variance'\] holds -1 at index 1"),
    ):
        for f in (layers.batch_norm, layers.batch_norm_inference):
            with pytest.raises(ValueError, match=message):
                f(X, gamma, beta, state)


def test_batch_norm_changes_no_state_and_refuses_a_single_example():
    X, gamma, beta, _ = made(0)
    state = layers.batch_norm_state(3)
    layers.batch_norm(X, gamma, beta, state)
    assert state["mean"].tolist() == [0.0, 0.0, 0.0] and state["variance"].tolist() == [1.0, 1.0, 1.0]
    for call in (
        lambda: layers.batch_norm(X[:1], gamma, beta, state),
        lambda: layers.batch_norm_backward(X[:1], X[:1], gamma),
    ):
        with pytest.raises(ValueError, match=r"^X has 1 row, expected at least 2"):
            call()
    with pytest.raises(ValueError, match=r"^X has 1 image of 1 pixel, expected at least 2"):
        layers.batch_norm(np.ones((1, 3, 1, 1)), gamma, beta, state)


X, GAMMA, BETA, G = made(3)
STATE = {"mean": np.zeros(3), "variance": np.ones(3)}
SCALES = {"gamma": [np.ones(2)], "beta": [np.ones(4)], "epsilon": [0.0, -1.0, np.inf]}
BACK = {"G": [np.ones((6, 2))], "gamma": [np.ones(2)], "epsilon": [0.0, np.inf]}
NORM = {"X": X, "gamma": GAMMA, "beta": BETA}
UNUSUAL = [
    bad_input.Case(layers.batch_norm_state, {"n_features": 3}, {"n_features": [0]}, keeps_float32=False),
    bad_input.Case(
        layers.batch_norm,
        {**NORM, "state": STATE, "momentum": 0.1, "epsilon": 1e-5},
        SCALES | {"momentum": [-0.1, 1.1]},
        whole={"X": np.arange(18).reshape(6, 3) ** 2},
    ),
    bad_input.Case(layers.batch_norm_inference, {**NORM, "state": STATE, "epsilon": 1e-5}, SCALES),
    bad_input.Case(
        layers.batch_norm_backward, {"G": G, "X": X, "gamma": GAMMA, "epsilon": 1e-5}, BACK, whole={"X": np.eye(6, 3)}
    ),
    bad_input.Case(layers.layer_norm, {**NORM, "epsilon": 1e-5}, SCALES, whole={"X": np.eye(6, 3)}),
    bad_input.Case(
        layers.layer_norm_backward, {"G": G, "X": X, "gamma": GAMMA, "epsilon": 1e-5}, BACK, whole={"X": np.eye(6, 3)}
    ),
    bad_input.Case(
        layers.dropout,
        {"X": X, "rate": 0.5, "rng": 0},
        {"rate": [-0.1, 1.0], "rng": [None, -1, 0.5]},
        accepts={"X": "any rank"},
    ),
    bad_input.Case(
        layers.dropout_backward, {"G": G, "M": X}, {"M": [np.ones(3)]}, accepts={"G": "any rank", "M": "any rank"}
    ),
]  # fmt: skip


@bad_input.every(UNUSUAL)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
