"""Naive Bayes: against scikit-learn, by laws, and by hand."""

import numpy as np
import pytest
import scipy.stats
import sklearn.naive_bayes as sk
from hypothesis import given
from hypothesis import strategies as st

from dlmath import datasets
from dlmath import naive_bayes as nb
from dlmath import probability as pr
from tests import bad_input

EPS = np.finfo(np.float64).eps
seeds = st.integers(0, 10_000)
THEIRS = {"gaussian": sk.GaussianNB, "categorical": sk.CategoricalNB, "multinomial": sk.MultinomialNB}
MODELS = {name: f"{name.capitalize()}NaiveBayes" for name in THEIRS}


def labels(rng, n, k):
    """Every class occurs."""
    return np.concatenate([np.arange(k), rng.integers(0, k, n - k)])


def examples(name, rng, n=40, k=3, d=4):
    """X and y with features of different scales, and a category and a word that some class never has."""
    y = labels(rng, n, k)
    if name == "gaussian":
        return rng.normal(size=(n, d)) * 10.0 ** np.arange(d) + y[:, None], y
    return np.where(y[:, None] == 0, 0, rng.integers(0, 4, (n, d))), y


def fitted(name, X, y, **options):
    return getattr(nb, f"fit_{name}")(X, y, **options)


def parameters(model):
    """Everything a fitted model of either side holds, in one vector."""
    if isinstance(model, nb.GaussianNaiveBayes):
        parts = [np.exp(model.log_prior), model.mean, model.variance]
    elif isinstance(model, sk.GaussianNB):
        parts = [model.class_prior_, model.theta_, model.var_]
    elif isinstance(model, tuple):
        tables = model[1] if isinstance(model, nb.CategoricalNaiveBayes) else [model.log_p]
        parts = [model.log_prior, *tables]
    else:
        parts = [model.class_log_prior_, *(model.feature_log_prob_)]
    return np.concatenate([np.ravel(part) for part in parts])


@pytest.mark.parametrize("name", THEIRS)
@pytest.mark.parametrize("k", [1, 2, 4])
def test_naive_bayes_equals_scikit_learn(name, k, proof):
    rng = np.random.default_rng(k)
    option = "var_smoothing" if name == "gaussian" else "alpha"
    for smoothing in (1e-9, 0.5, 1.0, 20.0):
        X, y = examples(name, rng, k=k)
        ours, other = fitted(name, X, y, smoothing=smoothing), THEIRS[name](**{option: smoothing}).fit(X, y)
        against = f"sklearn.naive_bayes.{THEIRS[name].__name__}"
        actual, expected = parameters(ours), parameters(other)
        proof(f"naive_bayes.fit_{name}", "independent", against, actual, expected, bound=1e-12)
        actual, expected = nb.log_probabilities(ours, X), other.predict_log_proba(X)
        proof("naive_bayes.log_probabilities", "independent", against, actual, expected, bound=1e-12)
        actual, expected = nb.probabilities(ours, X), other.predict_proba(X)
        proof("naive_bayes.probabilities", "independent", against, actual, expected, bound=1e-12)
        proof("naive_bayes.predict", "independent", against, nb.predict(ours, X), other.predict(X), bound=0)
        actual, expected = ours.log_joint(X), other.predict_joint_log_proba(X)
        proof(f"naive_bayes.{MODELS[name]}", "independent", against, actual, expected, bound=1e-12)


def test_penguins_are_told_apart_as_by_scikit_learn(proof):
    data = datasets.penguins()
    whole = np.isfinite(data.X).all(axis=1)
    X, y = data.X[whole], data.y[whole]
    model, other = nb.fit_gaussian(X, y), sk.GaussianNB().fit(X, y)
    actual, against = nb.probabilities(model, X), "sklearn.naive_bayes.GaussianNB, penguins"
    proof("naive_bayes.fit_gaussian", "independent", against, actual, other.predict_proba(X), bound=1e-9)
    assert np.mean(nb.predict(model, X) == y) > 0.9


def test_categories_may_be_more_than_the_training_data_hold(proof):
    X, y = examples("categorical", np.random.default_rng(0))
    against = "sklearn.naive_bayes.CategoricalNB, min_categories"
    for more in (7, [5, 6, 4, 9]):
        ours, other = nb.fit_categorical(X, y, n_categories=more), sk.CategoricalNB(min_categories=more).fit(X, y)
        proof("naive_bayes.fit_categorical", "independent", against, parameters(ours), parameters(other), bound=1e-14)
    np.testing.assert_allclose(np.exp(ours.log_tables[3][:, 8]), 1 / (np.bincount(y) + 9), rtol=1e-14)


@given(seed=seeds)
def test_probabilities_obey_their_laws(proof, seed):
    for name in THEIRS:
        rng = np.random.default_rng(seed)
        X, y = examples(name, rng, n=20, d=3)
        model = fitted(name, X, y)
        p, log_p = nb.probabilities(model, X), nb.log_probabilities(model, X)
        proof("naive_bayes.probabilities", "law", "rows sum to 1", p.sum(axis=1), 1.0, bound=1e-14)
        proof("naive_bayes.log_probabilities", "law", "at most 0", np.maximum(log_p, 0), 0.0, bound=1e-13)
        against = "differences are those of the joint ones"
        joint = model.log_joint(X)
        actual, expected = log_p - log_p[:, :1], joint - joint[:, :1]
        proof("naive_bayes.log_probabilities", "law", against, actual, expected, bound=1e-12)
        best = p[np.arange(len(X)), nb.predict(model, X)]
        proof("naive_bayes.predict", "law", "no class is more probable", best, p.max(axis=1), bound=0)


@given(seed=seeds)
def test_fits_obey_their_laws(proof, seed):
    for name in THEIRS:
        rng = np.random.default_rng(seed)
        X, y = examples(name, rng, n=20, d=3)
        order, columns = rng.permutation(20), rng.permutation(3)
        actual = fitted(name, X[order][:, columns], y[order]).log_joint(X[:, columns])
        expected = fitted(name, X, y).log_joint(X)
        against = "the order of examples and features does not matter"
        proof(f"naive_bayes.fit_{name}", "law", against, actual, expected, bound=1e-11)
        none = name == "gaussian"
        twice = parameters(fitted(name, np.tile(X, (2, 1)), np.tile(y, 2), smoothing=0.0 if none else 2.0))
        once = parameters(fitted(name, X, y, smoothing=0.0 if none else 1.0))
        against = "all examples twice, with twice the smoothing, change nothing"
        proof(f"naive_bayes.fit_{name}", "law", against, twice, once, bound=1e-11)


@given(seed=seeds)
def test_models_are_bayes_rule_with_independent_features(proof, seed):
    rng = np.random.default_rng(seed)
    for name in THEIRS:
        X, y = examples(name, rng, n=20, d=3)
        model = fitted(name, X, y)
        x = X[0]
        if name == "gaussian":
            terms = [[pr.Normal(m, np.sqrt(v)).pdf(x[j]) for j, (m, v) in enumerate(zip(mean, var, strict=True))]
                     for mean, var in zip(model.mean, model.variance, strict=True)]  # fmt: skip
        elif name == "categorical":
            terms = [[np.exp(table[k, x[j]]) for j, table in enumerate(model.log_tables)] for k in range(3)]
        else:
            terms = [[p] for p in np.exp(x @ model.log_p.T)]
        expected = pr.bayes_rule(np.exp(model.log_prior), np.array(terms))
        actual = nb.probabilities(model, X[:1])[0]
        proof(f"naive_bayes.{MODELS[name]}", "law", "Bayes' rule, feature by feature", actual, expected, bound=1e-12)


def test_naive_bayes_by_hand(proof):
    model, where = nb.fit_gaussian([[0.0], [2.0], [5.0], [7.0]], [0, 0, 1, 1], smoothing=0), "0, 2 against 5, 7"
    expected = [1 / 2, 1 / 2, 1, 6, 1, 1]
    proof("naive_bayes.fit_gaussian", "by hand", where, parameters(model), expected, bound=4 * EPS)
    odds = np.exp([0, (5 - 2) ** 2 / 2 - (5 - 3) ** 2 / 2])
    model = nb.GaussianNaiveBayes(np.log([0.5, 0.5]), np.array([[2.0], [3.0]]), np.ones((2, 1)))
    actual = nb.probabilities(model, [[5.0]])[0]
    proof("naive_bayes.GaussianNaiveBayes", "by hand", "x = 5, μ = 2 and 3", actual, odds / odds.sum(), bound=4 * EPS)

    model, where = nb.fit_categorical([[0], [0], [1], [1]], [0, 0, 0, 1]), "0, 0, 1 against 1; α = 1"
    expected = [[3 / 5, 2 / 5], [1 / 3, 2 / 3]]
    proof("naive_bayes.fit_categorical", "by hand", where, np.exp(model.log_tables[0]), expected, bound=4 * EPS)
    actual, expected = np.exp(model.log_joint([[0]])), [[3 / 4 * 3 / 5, 1 / 4 * 1 / 3]]
    proof("naive_bayes.CategoricalNaiveBayes", "by hand", where, actual, expected, bound=4 * EPS)

    # Manning, Raghavan and Schütze, example 13.1: Chinese Beijing Shanghai Macao Tokyo Japan; class 1 is China.
    X = [[2, 1, 0, 0, 0, 0], [2, 0, 1, 0, 0, 0], [1, 0, 0, 1, 0, 0], [1, 0, 0, 0, 1, 1]]
    model, where = nb.fit_multinomial(X, [1, 1, 1, 0]), "Manning, Raghavan, Schütze, example 13.1"
    expected = [[2 / 9, 1 / 9, 1 / 9, 1 / 9, 2 / 9, 2 / 9], [3 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 14, 1 / 14]]
    proof("naive_bayes.fit_multinomial", "by hand", where, np.exp(model.log_p), expected, bound=4 * EPS)
    test = [[3, 0, 0, 0, 1, 1]]
    joint = np.array([1 / 4 * (2 / 9) ** 3 * (2 / 9) ** 2, 3 / 4 * (3 / 7) ** 3 * (1 / 14) ** 2])
    proof("naive_bayes.MultinomialNaiveBayes", "by hand", where, np.exp(model.log_joint(test)), [joint], bound=4 * EPS)
    p = joint / joint.sum()
    proof("naive_bayes.probabilities", "by hand", where, nb.probabilities(model, test), [p], bound=8 * EPS)
    proof(
        "naive_bayes.log_probabilities", "by hand", where, nb.log_probabilities(model, test), [np.log(p)], bound=8 * EPS
    )
    proof("naive_bayes.predict", "by hand", where, nb.predict(model, test), [1], bound=0)


def test_ten_thousand_features_do_not_vanish():
    rng = np.random.default_rng(0)
    y = np.array([0, 1] * 10)
    for name in THEIRS:
        X = rng.integers(0, 2, (20, 10_000))
        X[:, 0] = y
        model = fitted(name, X, y)
        assert np.all(model.log_joint(X) < -5000)
        assert np.array_equal(nb.predict(model, X), y)
        assert np.isfinite(nb.log_probabilities(model, X)).all()


def test_equally_probable_classes_give_the_first():
    model = nb.fit_multinomial([[1, 1], [1, 1]], [0, 1])
    assert nb.predict(model, [[3, 2]]) == [0]


def test_without_smoothing_what_was_never_seen_is_ruled_out():
    model = nb.fit_categorical([[0], [1], [1]], [0, 0, 1], smoothing=0)
    np.testing.assert_array_equal(nb.probabilities(model, [[0]]), [[1, 0]])
    model = nb.fit_multinomial([[1, 0], [1, 1]], [0, 1], smoothing=0)
    np.testing.assert_array_equal(nb.probabilities(model, [[5, 1]]), [[0, 1]])
    np.testing.assert_allclose(nb.probabilities(model, [[2, 0]]), [[4 / 5, 1 / 5]], rtol=1e-15)
    for fit in (nb.fit_categorical, nb.fit_multinomial):
        model = fit([[0, 1], [1, 0]], [0, 1], smoothing=0)
        with pytest.raises(ValueError, match="X has probability 0 in every class at row 1"):
            nb.log_probabilities(model, [[0, 1], [1, 1]])


def test_an_unseen_category_is_refused_unless_room_was_left_for_it():
    with pytest.raises(ValueError, match="X holds 2 at index \\(0, 1\\), expected categories below the n_categories"):
        nb.predict(nb.fit_categorical([[0, 0], [1, 1]], [0, 1]), [[0, 2]])
    model = nb.fit_categorical([[0, 0], [1, 1]], [0, 1], n_categories=3)
    np.testing.assert_array_equal(nb.predict(model, [[0, 2]]), [0])


def test_a_feature_is_constant_when_its_entries_are_equal_and_not_before():
    with pytest.raises(ValueError, match="X has a constant feature 0 in class 0"):
        nb.fit_gaussian([[0.1], [0.1], [0.1], [1.0], [2.0]], [0, 0, 0, 1, 1], smoothing=0)
    model = nb.fit_gaussian([[1e15], [1e15 + 1], [0.1], [0.2]], [0, 0, 1, 1], smoothing=0)
    np.testing.assert_allclose(model.variance[:, 0], [0.25, 0.0025], rtol=1e-14)
    with pytest.raises(ValueError, match="X has variances that no float64 can hold; scale it"):
        nb.fit_gaussian([[1e200], [2e200], [0.0], [1.0]], [0, 0, 1, 1])


def test_categories_that_no_table_can_hold_are_refused():
    with pytest.raises(ValueError, match=r"X holds 1e\+300 at index \(1, 0\), expected categories, which are whole"):
        nb.fit_categorical([[0.0], [1e300]], [0, 1])


def test_a_constant_feature_needs_smoothing():
    X, y = [[1.0, 0.0], [1.0, 2.0], [3.0, 1.0], [4.0, 5.0]], [0, 0, 1, 1]
    with pytest.raises(ValueError, match="X has a constant feature 0 in class 0, whose variance is 0"):
        nb.fit_gaussian(X, y, smoothing=0)
    with pytest.raises(ValueError, match="X has a constant feature 0 in class 0"):
        nb.fit_gaussian(np.ones((2, 1)), [0, 1])
    assert nb.predict(nb.fit_gaussian(X, y), [[1.0, 3.0], [3.5, 3.0]]).tolist() == [0, 1]


def test_what_no_fit_can_learn_is_said():
    for fit in (nb.fit_gaussian, nb.fit_categorical, nb.fit_multinomial):
        with pytest.raises(ValueError, match="y holds no example of class 1"):
            fit([[0.0], [1.0], [2.0]], [0, 0, 2])
    with pytest.raises(ValueError, match="X has no words in class 1; give smoothing above 0"):
        nb.fit_multinomial([[1, 1], [0, 0]], [0, 1], smoothing=0)


def test_far_from_every_class_the_nearest_is_certain_and_equal_ones_share():
    model = nb.fit_gaussian([[0.0], [1.0], [2.0], [4.0]], [0, 0, 1, 1])
    np.testing.assert_array_equal(nb.probabilities(model, [[1e160], [-1e200]]), [[0, 1], [0, 1]])
    twins = nb.GaussianNaiveBayes(np.log([0.5, 0.5]), np.zeros((2, 1)), np.ones((2, 1)))
    for x in (1e8, 1e160, 1e300):
        np.testing.assert_array_equal(nb.probabilities(twins, [[x]]), [[0.5, 0.5]])
        np.testing.assert_array_equal(nb.log_probabilities(twins, [[x]]), np.log([[0.5, 0.5]]))
    narrow = nb.GaussianNaiveBayes(np.log([0.5, 0.5]), np.zeros((2, 1)), np.full((2, 1), 1e-300))
    with pytest.raises(ValueError, match="X has probability 0 in every class at row 0"):
        nb.probabilities(narrow, [[1e200]])


def test_probabilities_of_many_pixels_sum_to_one_in_float32():
    train, _ = datasets.mnist()
    X, y = train.X[:300].astype(np.float32), train.y[:300]
    p = nb.probabilities(nb.fit_gaussian(X, y), X)
    assert p.dtype == np.float32
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=10 * np.finfo(np.float32).eps)


def test_draws_from_the_model_are_told_apart_as_well_as_their_overlap_allows():
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 4000)
    X = rng.normal(size=(4000, 2)) + np.where(y == 1, 1.0, -1.0)[:, None]
    right = np.mean(nb.predict(nb.fit_gaussian(X, y), X) == y)
    assert abs(right - scipy.stats.norm.cdf(np.sqrt(2))) < 4 * np.sqrt(0.08 * 0.92 / 4000)


REAL = np.array([[0.5, 2.0], [1.5, -1.0], [3.0, 0.0], [2.5, 4.0]])
CATEGORIES = np.array([[0, 2], [1, 0], [1, 1], [0, 0]])
COUNTS = np.array([[0.0, 2.0], [1.0, 0.5], [1.0, 1.0], [3.0, 0.0]])
Y = np.array([0, 1, 1, 0])
BAD_Y = [[0, 1], [0, 2, 2, 0], [-1, 0, 1, 1], [0.5, 1, 1, 0]]
BAD_SMOOTHING = [-1.0]
NEGATIVE, FRACTIONS = np.array([[0, -1], [1, 0], [1, 1], [0, 0]]), np.full((4, 2), 0.5)
TABLE = [
    bad_input.Case(nb.fit_gaussian, {"X": REAL, "y": Y, "smoothing": 0.1}, {"y": BAD_Y, "smoothing": BAD_SMOOTHING}),
    bad_input.Case(nb.fit_categorical, {"X": CATEGORIES, "y": Y, "smoothing": 0.5, "n_categories": 3},
                   {"X": [NEGATIVE, FRACTIONS], "y": BAD_Y, "smoothing": BAD_SMOOTHING,
                    "n_categories": [2, [3, 3, 3], 0, [[3, 3]]]}, keeps_float32=False),
    bad_input.Case(nb.fit_multinomial, {"X": COUNTS, "y": Y, "smoothing": 0.5},
                   {"X": [NEGATIVE], "y": BAD_Y, "smoothing": BAD_SMOOTHING}),
    *[bad_input.Case(f, {"model": fit(X, Y), "X": X}, {"X": [np.ones((2, 3)), *bad]}, keeps_float32=floats)
      for f in (nb.log_probabilities, nb.probabilities)
      for fit, X, bad, floats in [(nb.fit_gaussian, REAL, [], True),
                                  (nb.fit_categorical, CATEGORIES, [NEGATIVE, FRACTIONS], False),
                                  (nb.fit_multinomial, COUNTS, [NEGATIVE], True)]],
    bad_input.Case(nb.predict, {"model": nb.fit_gaussian(REAL, Y), "X": REAL}, {"X": [np.ones((2, 3))]}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
