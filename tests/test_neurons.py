"""Perceptron and Adaline: against scikit-learn and least squares, by Novikoff's theorem, and by hand."""

import autograd
import numpy as np
import pytest
import sklearn.linear_model
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import datasets, neurons
from tests import bad_input

EPS = np.finfo(float).eps
vectors = arrays(np.float64, 3, elements=st.floats(-10, 10, allow_subnormal=False))
numbers = st.floats(-10, 10, allow_subnormal=False)
seeds = st.integers(0, 500)


def parted(seed, n=30, d=2, gap=0.1):
    """Examples that the line (w, b) parts with room on both sides."""
    rng = np.random.default_rng(seed)
    w, b = rng.normal(size=d), rng.normal() / 9
    X = rng.normal(size=(10 * n, d))
    z = (X @ w + b) / np.linalg.norm(w)
    sides = [X[z > gap][: n - n // 2], X[z < -gap][: n // 2]]
    X = rng.permutation(np.concatenate(sides))
    return X, np.where(X @ w + b > 0, 1, -1), w, b


# --- perceptron


@given(seed=seeds, epochs=st.integers(1, 8))
def test_perceptron_equals_scikit_learn_after_every_number_of_epochs(seed, epochs, proof):
    X, y, _, _ = parted(seed)
    theirs = sklearn.linear_model.SGDClassifier(loss="perceptron", penalty=None, learning_rate="constant", eta0=1.0)
    theirs.set_params(max_iter=epochs, tol=None, shuffle=False).fit(X, y)
    ours = neurons.perceptron(X, y, epochs)
    actual, expected = np.append(ours.w, ours.b), np.append(theirs.coef_, theirs.intercept_)
    # A hundred sums of rounded numbers, and weights of up to about ten.
    proof("neurons.perceptron", "independent", "sklearn, perceptron loss", actual, expected, bound=1e-12)


@given(seed=seeds, n=st.integers(2, 30))
def test_perceptron_update_equals_a_step_of_scikit_learn(seed, n, proof):
    X, y, _, _ = parted(seed, n)
    theirs = sklearn.linear_model.SGDClassifier(loss="perceptron", penalty=None, learning_rate="constant", eta0=1.0)
    w, b = np.zeros(2), 0.0
    for x, target in zip(X, y, strict=True):
        theirs.partial_fit([x], [target], classes=[-1, 1])
        w, b = neurons.perceptron_update(w, b, x, target)
    expected = np.append(theirs.coef_, theirs.intercept_)
    against = "sklearn's partial_fit, perceptron loss"
    proof("neurons.perceptron_update", "independent", against, np.append(w, b), expected, bound=1e-12)


@given(w=vectors, b=numbers, x=vectors, y=st.sampled_from([-1, 1]))
def test_an_update_moves_the_sum_by_the_squared_length_or_not_at_all(w, b, x, y, proof):
    after, b_after = neurons.perceptron_update(w, b, x, y)
    before = y * (w @ x + b)
    expected = before + (x @ x + 1 if before <= 0 else 0)
    against = "y (w · x + b) grows by ‖x‖² + 1 where it was not positive"
    # Sums of a few products of up to 100, each rounded.
    proof("neurons.perceptron_update", "law", against, y * (after @ x + b_after), expected, bound=2000 * EPS)


@given(seed=seeds)
def test_a_perceptron_never_makes_more_mistakes_than_novikoffs_bound(seed, proof):
    X, y, w, b = parted(seed, gap=0.2)
    model = neurons.perceptron(X, y, 100_000)
    assert model.mistakes[-1] == 0 and np.array_equal(np.sign(X @ model.w + model.b), y)
    bounds = [neurons.perceptron_bound(X, y, w, b), neurons.perceptron_bound(X, y, model.w, model.b)]
    total = model.mistakes.sum()
    against = "on examples that can be parted, mistakes ≤ (R/γ)²"
    for function in ("perceptron", "perceptron_bound"):
        proof(f"neurons.{function}", "law", against, np.minimum(total, bounds), total, bound=0.0)


@given(seed=seeds)
def test_the_bound_equals_a_loop_over_the_examples(seed, proof):
    X, y, w, b = parted(seed, gap=0.2)
    margins = [target * (x @ w + b) for x, target in zip(X, y, strict=True)]
    expected = max(x @ x + 1 for x in X) * (w @ w + b**2) / min(margins) ** 2
    actual = neurons.perceptron_bound(X, y, w, b)
    proof("neurons.perceptron_bound", "independent", "a loop over the examples", actual, expected, bound=1e-12)


def test_perceptron_by_hand(proof):
    # (2), +1: z = 0, wrong: w = 2, b = 1. (−1), −1: z = −1, right. Then (2): 5, right; (−1): right.
    model = neurons.perceptron([[2.0], [-1.0]], [1, -1], 10)
    actual = [*model.w, model.b, *model.mistakes]
    proof("neurons.perceptron", "by hand", "examples 2 and −1", actual, [2, 1, 1, 0], bound=0.0)
    w, b = neurons.perceptron_update([1.0, 0.0], 0.0, [2.0, 1.0], -1)
    proof("neurons.perceptron_update", "by hand", "(1, 0) − (2, 1)", [*w, b], [-1, -1, -1], bound=0.0)
    bound = neurons.perceptron_bound([[2.0], [-1.0]], [1, -1], [1.0], 0.0)
    proof("neurons.perceptron_bound", "by hand", "R² = 5, γ = 1", bound, 5.0, bound=4 * EPS)


def test_what_is_right_already_is_left_alone_and_the_start_is_wrong():
    w = np.array([1.0, 2.0])
    after, b = neurons.perceptron_update(w, 0.5, [1.0, 1.0], 1)
    assert after.tolist() == [1.0, 2.0] and b == 0.5 and not np.shares_memory(w, after)
    assert neurons.perceptron_update([0.0], 0.0, [1.0], -1)[0].tolist() == [-1.0]


def test_a_perceptron_learns_and_and_or_and_never_exclusive_or():
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    for y in ([-1, -1, -1, 1], [-1, 1, 1, 1]):
        assert neurons.perceptron(X, y, 100).mistakes[-1] == 0
    exclusive_or = neurons.perceptron(X, [-1, 1, 1, -1], 100)
    assert len(exclusive_or.mistakes) == 100 and exclusive_or.mistakes.min() > 0


def test_a_perceptron_parts_the_tiny_digits():
    data = datasets.tiny_digits()
    assert neurons.perceptron(data.X, 2 * data.y - 1, 1000).mistakes[-1] == 0


def test_a_line_that_does_not_part_the_classes_has_no_bound():
    with pytest.raises(ValueError, match=r"^w and b do not separate the classes: example 1 lies on the wrong side"):
        neurons.perceptron_bound([[2.0], [-1.0]], [1, 1], [1.0], 0.0)


# --- Adaline


@given(seed=seeds, eta=st.floats(0.001, 0.1), epochs=st.integers(1, 5))
def test_adaline_equals_scikit_learn(seed, eta, epochs, proof):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(20, 3)), rng.normal(size=20)
    theirs = sklearn.linear_model.SGDRegressor(penalty=None, learning_rate="constant", eta0=eta, shuffle=False)
    theirs.set_params(max_iter=epochs, tol=None).fit(X, y)
    ours = neurons.adaline(X, y, eta, epochs)
    expected = np.append(theirs.coef_, theirs.intercept_)
    proof("neurons.adaline", "independent", "sklearn SGDRegressor", np.append(ours.w, ours.b), expected, bound=1e-12)
    expected = np.mean((y - theirs.predict(X)) ** 2)
    proof("neurons.adaline", "independent", "sklearn SGDRegressor, its error", ours.losses[-1], expected, bound=1e-12)


@given(w=vectors, b=numbers, x=vectors, y=numbers, eta=st.floats(0, 1))
def test_the_delta_rule_is_a_step_down_half_the_squared_error(w, b, x, y, eta, proof):
    def error(v):
        return (y - autograd.numpy.dot(v[:3], x) - v[3]) ** 2 / 2

    v = np.append(w, b)
    actual = np.append(*neurons.adaline_update(w, b, x, y, eta))
    expected = v - eta * autograd.grad(error)(v)
    proof("neurons.adaline_update", "independent", "HIPS autograd of ½ e²", actual, expected, bound=1e-13)
    w, b = neurons.adaline_update(w, b, x, y, eta)
    before, after = y - v[:3] @ x - v[3], y - w @ x - b
    against = "the error shrinks by 1 − η (‖x‖² + 1)"
    # Errors of up to 300 and factors of up to 300, from sums of rounded products.
    proof("neurons.adaline_update", "law", against, after, before * (1 - eta * (x @ x + 1)), bound=1e-11)


@given(seed=seeds)
@settings(max_examples=10)
def test_adaline_finds_the_line_that_fits_exactly(seed, proof):
    rng = np.random.default_rng(seed)
    X, w, b = rng.normal(size=(10, 2)), rng.normal(size=2), rng.normal()
    ours = neurons.adaline(X, X @ w + b, 0.1, 1000)
    against = "targets on a plane: that plane"
    # It comes closer by a factor in each epoch; what is left is rounding.
    proof("neurons.adaline", "law", against, np.append(ours.w, ours.b), np.append(w, b), bound=1e-8)


def test_adaline_comes_near_least_squares_and_nearer_with_a_smaller_rate():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(50, 2)), rng.normal(size=50)
    A = np.column_stack([X, np.ones(50)])
    best = np.linalg.lstsq(A, y, rcond=None)[0]
    far, near = (
        np.linalg.norm(np.append(model.w, model.b) - best)
        for model in (neurons.adaline(X, y, eta, 400) for eta in (0.1, 0.01))
    )
    assert near < far / 3 and near < 0.03


def test_adaline_by_hand(proof):
    # e = −1 − 2 = −3: w = (1, 0) − 1.5 (2, 1).
    w, b = neurons.adaline_update([1.0, 0.0], 0.0, [2.0, 1.0], -1, 0.5)
    proof("neurons.adaline_update", "by hand", "e = −3, η = ½", [*w, b], [-2, -1.5, -1.5], bound=0.0)
    # From 0: (0), 1: e = 1, w = 0, b = ½; (1), 3: e = 2.5, w = b − ½ = 1.25; left are errors of −¾ and 0.
    model = neurons.adaline([[0.0], [1.0]], [1.0, 3.0], 0.5, 1)
    actual, expected = [*model.w, model.b, *model.losses], [1.25, 1.75, 0.5625 / 2]
    proof("neurons.adaline", "by hand", "one epoch of two examples", actual, expected, bound=0.0)


def test_adaline_with_too_large_a_rate_runs_away_without_a_warning():
    model = neurons.adaline([[3.0], [-2.0]], [1.0, -1.0], 10.0, 500)
    assert model.losses[1] > model.losses[0] and not np.isfinite(model.losses[-1])


# --- what they refuse

X, Y, W, _ = parted(0, n=6)
SIGNS = [np.array([1.0, 0.0, 1, 1, 1, 1]), np.ones(5)]
UPDATE = {"w": np.array([1.0, -1.0]), "b": 0.5, "x": np.array([0.5, 2.0]), "y": 1.0}
UNUSUAL = [
    bad_input.Case(neurons.perceptron_update, UPDATE, {"x": [np.ones(3)], "y": [0.0, 2.0], "b": [np.ones(2)]}),
    bad_input.Case(
        neurons.perceptron,
        {"X": X, "y": Y.astype(float), "max_epochs": 3},
        {"y": SIGNS, "max_epochs": [0]},
        whole={"X": np.array([[1, 2], [3, 1], [-1, 0], [2, 2], [0, 1], [1, 1]])},
    ),
    bad_input.Case(
        neurons.perceptron_bound,
        {"X": X, "y": np.sign(X @ [1.0, 2.0] + 0.1), "w": np.array([1.0, 2.0]), "b": 0.1},
        {"y": SIGNS, "w": [np.ones(3)], "b": [np.ones(2)]},
        whole={"X": None},
        keeps_float32=False,
    ),
    bad_input.Case(
        neurons.adaline_update,
        UPDATE | {"learning_rate": 0.1},
        {"x": [np.ones(3)], "b": [np.ones(2)], "learning_rate": [-0.1, np.inf]},
    ),
    bad_input.Case(
        neurons.adaline,
        {"X": X, "y": Y.astype(float), "learning_rate": 0.1, "n_epochs": 2},
        {"y": [np.ones(5)], "learning_rate": [-0.1, np.inf], "n_epochs": [0]},
    ),
]


@bad_input.every(UNUSUAL)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
