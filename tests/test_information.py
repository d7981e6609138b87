"""Entropy and its relatives: against SciPy and scikit-learn, by laws, and by hand."""

import numpy as np
import pytest
import scipy.spatial.distance
import scipy.special
import scipy.stats
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import information as info
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(np.float64).eps
rng = np.random.default_rng(0)
P, Q = rng.dirichlet(np.ones(6), 20), rng.dirichlet(np.ones(6), 20)
P[::3, 2], Q[::3, 2] = 0, 0
P, Q = P / P.sum(axis=1, keepdims=True), Q / Q.sum(axis=1, keepdims=True)
BASES = [np.e, 2.0, 10.0]


def distributions(*shape):
    """Random distributions over all entries, some of probability 0."""
    weights = arrays(np.float64, shape, elements=st.floats(0, 1).map(lambda w: w if w > 1e-3 else 0.0))
    return weights.filter(lambda w: w.sum() > 0).map(lambda w: w / w.sum())


@pytest.mark.parametrize("base", BASES)
def test_entropies_and_divergences_equal_scipy(base, proof):
    name = "scipy.stats.entropy"
    proof(
        "information.entropy",
        "independent",
        name,
        info.entropy(P, base),
        scipy.stats.entropy(P.T, base=base),
        bound=1e-14,
    )
    expected = scipy.stats.entropy(P.T, Q.T, base=base)
    proof("information.kl_divergence", "independent", name, info.kl_divergence(P, Q, base), expected, bound=1e-14)
    expected = expected + scipy.stats.entropy(P.T, base=base)
    proof("information.cross_entropy", "independent", name, info.cross_entropy(P, Q, base), expected, bound=1e-14)
    expected = scipy.spatial.distance.jensenshannon(P.T, Q.T, base=base) ** 2
    against = "scipy.spatial.distance.jensenshannon, squared"
    proof("information.jensen_shannon", "independent", against, info.jensen_shannon(P, Q, base), expected, bound=1e-14)


def test_perplexity_equals_that_of_a_long_text_by_scikit_learn(proof):
    counts = np.array([3, 1, 4, 2])
    text = np.repeat(np.arange(4), counts)
    model = np.array([0.4, 0.1, 0.3, 0.2])
    expected = np.exp(sklearn.metrics.log_loss(text, np.tile(model, (10, 1))))
    actual = info.perplexity(counts / 10, model)
    proof("information.perplexity", "independent", "exp sklearn.metrics.log_loss", actual, expected, bound=1e-14)


def test_joint_and_mutual_information_equal_scipy_and_scikit_learn(proof):
    for _ in range(20):
        counts = rng.integers(0, 9, (4, 3)) + np.eye(4, 3, dtype=int)
        joint = counts / counts.sum()
        expected = scipy.stats.entropy(joint.ravel())
        actual = info.joint_entropy(joint)
        proof("information.joint_entropy", "independent", "scipy.stats.entropy", actual, expected, bound=1e-14)
        expected -= scipy.stats.entropy(joint.sum(axis=1))
        actual = info.conditional_entropy(joint)
        proof("information.conditional_entropy", "independent", "scipy.stats.entropy", actual, expected, bound=1e-14)
        expected = sklearn.metrics.mutual_info_score(None, None, contingency=counts)
        actual, against = info.mutual_information(joint), "sklearn.metrics.mutual_info_score"
        proof("information.mutual_information", "independent", against, actual, expected, bound=1e-14)


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_logsumexp_equals_scipy(axis, proof):
    x = rng.normal(size=(5, 4))
    hidden = np.where(x > 0, x, -np.inf)
    for case in (x, 1e4 * x, hidden, -hidden, np.where(x > 0, np.inf, 1e4), np.full((3, 3), -np.inf)):
        expected = scipy.special.logsumexp(case, axis=axis)
        actual = info.logsumexp(case, axis=axis)
        proof("information.logsumexp", "independent", "scipy.special.logsumexp", actual, expected, bound=1e-15)


@given(p=distributions(5), q=distributions(5))
def test_entropies_and_divergences_obey_their_laws(proof, p, q):
    h, divergence = info.entropy(p), info.kl_divergence(p, q)
    excess = max(-h, h - np.log(5), 0)
    proof("information.entropy", "law", "between 0 and log n", excess, bound=8 * EPS)
    proof("information.kl_divergence", "law", "KL(p ‖ q) ≥ 0", max(-divergence, 0), bound=8 * EPS)
    total = h + divergence
    proof(
        "information.cross_entropy", "law", "H(p, q) = H(p) + KL(p ‖ q)", info.cross_entropy(p, q), total, bound=1e-14
    )
    js = info.jensen_shannon(p, q)
    proof("information.jensen_shannon", "law", "symmetric", js, info.jensen_shannon(q, p), bound=8 * EPS)
    proof("information.jensen_shannon", "law", "between 0 and log 2", max(-js, js - np.log(2), 0), bound=8 * EPS)
    least = info.perplexity(p, p)
    proof(
        "information.perplexity", "law", "least for the true model", max(least - info.perplexity(p, q), 0), bound=1e-14
    )


@given(joint=distributions(3, 4))
def test_joint_entropies_obey_their_laws(proof, joint):
    x, y = joint.sum(axis=1), joint.sum(axis=0)
    together, left = info.joint_entropy(joint), info.conditional_entropy(joint)
    shared = info.mutual_information(joint)
    excess = max(together - info.entropy(x) - info.entropy(y), 0)
    proof("information.joint_entropy", "law", "H(X, Y) ≤ H(X) + H(Y)", excess, bound=1e-14)
    proof("information.conditional_entropy", "law", "chain rule", left, together - info.entropy(x), bound=1e-14)
    proof("information.mutual_information", "law", "I = H(Y) − H(Y | X)", shared, info.entropy(y) - left, bound=1e-14)
    proof("information.mutual_information", "law", "symmetric", shared, info.mutual_information(joint.T), bound=1e-14)


@given(x=arrays(np.float64, 4, elements=st.floats(-1e3, 1e3)), shift=st.floats(-1e3, 1e3))
def test_logsumexp_is_a_maximum_that_shifts_with_its_argument(proof, x, shift):
    value = info.logsumexp(x)
    excess = max(x.max() - value, value - x.max() - np.log(4), 0)
    proof("information.logsumexp", "law", "between max x and max x + log n", excess, bound=1e-12)
    proof("information.logsumexp", "law", "shifts with x", info.logsumexp(x + shift), value + shift, bound=1e-12)


def test_information_by_hand(proof):
    p, q = [1 / 2, 1 / 4, 1 / 4], [1 / 4, 1 / 4, 1 / 2]
    proof("information.entropy", "by hand", "p = (1/2, 1/4, 1/4), bits", info.entropy(p, 2), 1.5, bound=2 * EPS)
    where = "p = (1/2, 1/4, 1/4), q = (1/4, 1/4, 1/2), bits"
    proof("information.cross_entropy", "by hand", where, info.cross_entropy(p, q, 2), 1.75, bound=2 * EPS)
    proof("information.kl_divergence", "by hand", where, info.kl_divergence(p, q, 2), 0.25, bound=2 * EPS)
    actual = info.jensen_shannon([1.0, 0.0], [0.0, 1.0], 2)
    proof("information.jensen_shannon", "by hand", "two that share no outcome, bits", actual, 1.0, bound=2 * EPS)
    proof("information.perplexity", "by hand", where, info.perplexity(p, q), 2**1.75, bound=4 * EPS)
    joint = [[1 / 2, 0], [1 / 4, 1 / 4]]
    where = "P = ((1/2, 0), (1/4, 1/4)), bits"
    proof("information.joint_entropy", "by hand", where, info.joint_entropy(joint, 2), 1.5, bound=2 * EPS)
    proof("information.conditional_entropy", "by hand", where, info.conditional_entropy(joint, 2), 0.5, bound=2 * EPS)
    expected = 2 - 0.75 * np.log2(3) - 0.5
    proof(
        "information.mutual_information", "by hand", where, info.mutual_information(joint, 2), expected, bound=4 * EPS
    )
    actual = info.logsumexp(np.log([1.0, 2.0, 5.0]))
    proof("information.logsumexp", "by hand", "log (1, 2, 5)", actual, np.log(8), bound=2 * EPS)


def test_certainty_has_an_entropy_of_zero_without_a_sign():
    for value in (info.entropy([1.0, 0.0]), info.cross_entropy([0.0, 1.0], [0.0, 1.0]), info.joint_entropy([[1.0]])):
        assert str(value) == "0.0"


def test_what_the_model_rules_out_surprises_infinitely():
    assert info.kl_divergence([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert info.cross_entropy([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert info.perplexity([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert info.kl_divergence([1.0, 0.0], [0.5, 0.5], 2) == 1


def test_entropy_and_logsumexp_can_be_differentiated():
    p = np.array([0.2, 0.3, 0.5])
    np.testing.assert_allclose(grad(info.entropy)(p), -np.log(p) - 1, rtol=1e-14)
    np.testing.assert_allclose(grad(info.logsumexp)(p), scipy.special.softmax(p), rtol=1e-14)


PAIR = {"p": np.array([[0.5, 0.5], [0.0, 1.0]]), "q": np.array([[0.25, 0.75], [1.0, 0.0]])}
BAD = [np.array([[0.5, 0.6], [0.0, 1.0]]), np.array([[1.5, -0.5], [0.0, 1.0]])]
RANK = {"whole": {"p": np.eye(2), "q": np.eye(2), "joint": np.eye(2)[:, :1] @ np.eye(2)[:1]}}
TABLE = [
    bad_input.Case(info.entropy, {"p": PAIR["p"], "base": 2.0}, {"p": [*BAD, np.float64(1)], "base": [1.0, 0.5]},
                   {"p": "any rank"}, **RANK),
    *[bad_input.Case(f, {**PAIR, "base": 2.0}, {"p": BAD, "q": [*BAD, [0.5, 0.5]], "base": [1.0]},
                     {"p": "any rank"}, **RANK)
      for f in (info.cross_entropy, info.kl_divergence, info.jensen_shannon)],
    bad_input.Case(info.perplexity, PAIR, {"p": BAD, "q": BAD}, {"p": "any rank"}, **RANK),
    *[bad_input.Case(f, {"joint": np.array([[0.5, 0.0], [0.25, 0.25]]), "base": 2.0},
                     {"joint": BAD, "base": [1.0]}, **RANK)
      for f in (info.joint_entropy, info.conditional_entropy, info.mutual_information)],
    bad_input.Case(info.logsumexp, {"x": np.array([[1.0, -2.0], [3.0, 0.5]]), "axis": 0},
                   {"x": [np.float64(1), [np.nan, 1]], "axis": [2]},
                   {"x": ("any rank", "infinity")}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()


def test_the_least_positive_number_has_a_finite_divergence():
    least = np.array([5e-324, 1.0])
    assert info.jensen_shannon(least, [0.0, 1.0]) == 0
    assert info.jensen_shannon([0.0, 1.0], least) == 0
    assert info.perplexity([1.0, 0.0], [1e-320, 1.0]) == np.inf
