"""Code with several mistakes to mend: the verdict says which of them are still there, whatever else is mended."""

import itertools

import numpy as np
import pytest

from dlmath.exercises.catalogue import all_exercises, find
from dlmath.exercises.declarations import Exercise
from dlmath.exercises.judging import judge

# What is in the script at first, and what stands there once it is mended; in the order of the symptoms.
FIVE = {
    "The shape": ("2 * error", "2 * np.mean(error)"),
    "The prediction": ("X_new @ w", "X_new @ w + b"),
    "The sum": ("grad_w = 2", "grad_w += 2"),
    "The gradient": ("error[i] / n", "error[i] * X[i] / n"),
    "The output": ("np.maximum(0, X @ w + b)", "X @ w + b"),
}
SUBSETS = [some for size in range(1, 6) for some in itertools.combinations(FIVE, size)]


def written(replacements):
    source = find("mend_the_script").stub
    for wrong, right in replacements:
        at = source.rindex(wrong)
        source = source[:at] + right + source[at + len(wrong) :]
    scope = {"np": np}
    exec(compile(source, "<cell>", "exec"), scope)
    return scope["mend_the_script"]


def still_there(verdict):
    return [text.partition(":")[0] for label, text, _ in verdict.rows if label == "still there"]


@pytest.mark.parametrize("left", SUBSETS, ids=" and ".join)
def test_the_verdict_names_exactly_the_mistakes_that_are_left(left):
    answer = written([FIVE[name] for name in FIVE if name not in left])
    verdict = judge(find("mend_the_script"), lambda *arguments: answer(*arguments))  # not the untouched stub itself
    assert verdict.status in ("wrong", "error")
    if len(left) == 5:  # which has a message of its own
        assert "All five" in repr(verdict)
    else:
        assert still_there(verdict) == list(left), verdict


def in_one_line_each(X, y, X_new, n_steps, learning_rate):
    A = np.column_stack([X, np.ones(len(X))])
    theta = np.zeros(A.shape[1])
    for _ in range(n_steps):
        theta -= learning_rate * 2 / len(y) * A.T @ (A @ theta - y)
    return theta[:-1], theta[-1], A @ theta, X_new @ theta[:-1] + theta[-1]


def with_sums_and_means(X, y, X_new, n_steps, learning_rate):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        error = np.sum(X * w, axis=1) + b - y
        w = w - learning_rate * np.mean(2 * error[:, None] * X, axis=0)
        b -= learning_rate * 2 * error.sum() / len(error)
    return w, b, np.sum(X * w, axis=1) + b, np.dot(X_new, w) + b


@pytest.mark.parametrize("mended", [written(FIVE.values()), in_one_line_each, with_sums_and_means])
def test_different_ways_to_mend_it_are_correct(mended):
    verdict = judge(find("mend_the_script"), mended)
    assert verdict.status == "correct", verdict


def test_a_new_mistake_is_told_beside_the_old_ones_or_after_them():
    adds_up = FIVE | {"The shape": ("2 * error", "2 * np.sum(error)")}
    assert "only added up" in repr(judge(find("mend_the_script"), written(adds_up.values())))
    some = [adds_up["The shape"], FIVE["The prediction"], FIVE["The sum"]]
    assert still_there(judge(find("mend_the_script"), written(some))) == ["The gradient", "The output"]


def test_no_reference_shows_a_symptom():
    for exercise in all_exercises():
        for symptom in exercise.symptoms if isinstance(exercise, Exercise) else []:
            assert not symptom.holds(exercise.reference), f"{exercise.name}: {symptom.sentence}"


# ---------------------------------------------------------------- faults that nothing but a test of its own gives away


NETWORK = ("softmax", "slope", "transposed")


def softmax(Z):
    powers = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def network_gradients(mistakes):
    """The gradients of mend_network_gradients in words of our own, with some of its mistakes."""

    def answer(X, y, W1, W2, W3):
        H1 = np.clip(np.einsum("nd,md->nm", X, W1), 0, None)
        H2 = np.clip(np.einsum("nd,md->nm", H1, W2), 0, None)
        outputs, labels = H2 @ W3.T, np.eye(len(W3))[y]
        P = softmax(softmax(outputs) if "softmax" in mistakes else outputs)
        D3 = (P - labels) / len(X)
        D2 = np.where(H2 > 0, D3 @ W3, 0)
        D1 = D2 @ W2 if "slope" in mistakes else np.where(H1 > 0, D2 @ W2, 0)
        of_W2 = sum(np.outer(h, d) if "transposed" in mistakes else np.outer(d, h) for h, d in zip(H1, D2, strict=True))
        return -np.mean(np.log(np.sum(P * labels, axis=1))), D1.T @ X, of_W2, D3.T @ H2

    return answer


@pytest.mark.parametrize("mistakes", [some for n in (1, 2, 3) for some in itertools.combinations(NETWORK, n)])
def test_a_softmax_too_many_a_missing_slope_and_a_transposed_gradient_are_named_however_written(mistakes):
    verdict = repr(judge(find("mend_network_gradients"), network_gradients(mistakes)))
    assert all(mistake in verdict for mistake in mistakes), verdict


def running(batches, m):
    mean, variance = 0.0, 1.0
    for B in batches:
        mean, variance = (1 - m) * mean + m * B.mean(axis=0), (1 - m) * variance + m * B.var(axis=0)
    return mean, variance


def standardized(X):
    return (X - X.mean(axis=0)) / np.maximum(X.std(axis=0), 1e-9)


def partly_its_own(batches, X, m, epsilon=1e-5):
    mean, variance = running(batches, m)
    return (X - (mean + X.mean(axis=0)) / 2) / np.sqrt((variance + X.var(axis=0)) / 2 + epsilon)


def centered_first(batches, X, m, epsilon=1e-5):
    mean, variance = running(batches, m)
    return (X - X.mean(axis=0) - mean) / np.sqrt(variance + epsilon)


def its_own_in_company(batches, X, m, epsilon=1e-5):
    mean, variance = running(batches, m)
    return standardized(X) if len(X) > 1 else (X - mean) / np.sqrt(variance + epsilon)


def without_running(batches, X, m, epsilon=1e-5):
    return standardized(X)


def one_batch_more(batches, X, m, epsilon=1e-5):
    mean, variance = running([X, *batches], m)
    return (X - mean) / np.sqrt(variance + epsilon)


@pytest.mark.parametrize(
    "answer",
    [partly_its_own, centered_first, its_own_in_company, without_running, one_batch_more],
    ids=lambda f: f.__name__,
)
def test_statistics_of_the_test_batch_are_named_however_they_come_in(answer):
    verdict = judge(find("mend_batch_norm_at_test"), answer)
    assert "The statistics of X" in still_there(verdict), verdict
