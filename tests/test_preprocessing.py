"""Preprocessing: against scikit-learn, by laws, and by hand."""

import numpy as np
import pytest
import scipy.ndimage
import scipy.stats
import sklearn.feature_selection
import sklearn.impute
import sklearn.model_selection
import sklearn.neighbors
import sklearn.preprocessing
import sklearn.utils
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.pipeline import make_pipeline

from dlmath import datasets
from dlmath import preprocessing as pre
from tests import bad_input

EPS = np.finfo(np.float64).eps
rng = np.random.default_rng(0)
X = rng.normal([0, 100, -5, 7], [1, 1e3, 1e-3, 0], (30, 4))
NEW = rng.normal(size=(5, 4))
GAPS = np.where(rng.random((30, 4)) < 0.2, np.nan, X)
matrices = arrays(np.float64, (6, 3), elements=st.floats(-100, 100, allow_subnormal=False).map(lambda x: round(x, 3)))
seeds = st.integers(0, 10_000)
labels_of_three = arrays(np.int64, 24, elements=st.integers(0, 2))


@pytest.mark.parametrize("fit, other", [(pre.fit_standardization, "StandardScaler"), (pre.fit_min_max, "MinMaxScaler")])
def test_scalings_equal_scikit_learn(fit, other, proof):
    scaler, scaling = getattr(sklearn.preprocessing, other)().fit(X), fit(X)
    against = f"sklearn.preprocessing.{other}"
    applied = pre.apply_scaling(NEW, scaling)
    size = np.abs(applied).max()
    proof(
        f"preprocessing.{fit.__name__}",
        "independent",
        against,
        pre.apply_scaling(X, scaling),
        scaler.transform(X),
        bound=1e-9,
    )
    proof(
        "preprocessing.apply_scaling", "independent", against, applied / size, scaler.transform(NEW) / size, bound=1e-12
    )
    actual, expected = pre.invert_scaling(NEW, scaling), scaler.inverse_transform(NEW)
    proof("preprocessing.invert_scaling", "independent", against, actual, expected, bound=1e-12)
    proof("preprocessing.Scaling", "independent", against, scaling.scale, scaler.scale_ if other == "StandardScaler"
          else 1 / scaler.scale_, bound=1e-12)  # fmt: skip


@given(x=matrices)
def test_scalings_do_what_they_promise_and_can_be_taken_back(proof, x):
    varies = np.ptp(x, axis=0) > 1e-2
    scaling = pre.fit_standardization(x)
    z = pre.apply_scaling(x, scaling)
    moments = [z.mean(axis=0)[varies], z.std(axis=0)[varies] - 1]
    proof("preprocessing.fit_standardization", "law", "mean 0, standard deviation 1", moments, 0.0, bound=1e-9)
    proof(
        "preprocessing.invert_scaling",
        "law",
        "takes apply_scaling back",
        pre.invert_scaling(z, scaling),
        x,
        bound=1e-13,
    )
    proof("preprocessing.Scaling", "law", "no scale is 0", np.min(scaling.scale) > 0, True, bound=0)
    z = pre.apply_scaling(x, pre.fit_min_max(x))
    ends = [z.min(axis=0)[varies], z.max(axis=0)[varies] - 1]
    proof("preprocessing.fit_min_max", "law", "from 0 to 1", ends, 0.0, bound=0)
    twice = pre.apply_scaling(pre.apply_scaling(x, scaling), pre.Scaling(np.ones(3), np.full(3, 2.0)))
    once = (pre.apply_scaling(x, scaling) - 1) / 2
    proof("preprocessing.apply_scaling", "law", "scalings compose", twice, once, bound=EPS)


def test_scalings_by_hand(proof):
    x = [[1.0, 5.0], [3.0, 5.0]]
    proof("preprocessing.fit_standardization", "by hand", str(x), pre.fit_standardization(x), [[2, 5], [1, 1]], bound=0)
    proof("preprocessing.fit_min_max", "by hand", str(x), pre.fit_min_max(x), [[1, 5], [2, 1]], bound=0)
    scaling = pre.Scaling(np.array([2.0]), np.array([4.0]))
    proof("preprocessing.Scaling", "by hand", "shift 2, scale 4", scaling, [[2.0], [4.0]], bound=0)
    proof(
        "preprocessing.apply_scaling", "by hand", "(10 − 2) / 4", pre.apply_scaling([[10.0]], scaling), [[2.0]], bound=0
    )
    proof(
        "preprocessing.invert_scaling", "by hand", "2 · 4 + 2", pre.invert_scaling([[2.0]], scaling), [[10.0]], bound=0
    )


def test_a_constant_column_becomes_zero_even_where_its_mean_is_rounded():
    x = np.full((3, 1), 0.1)
    assert np.std(x) > 0
    scaling = pre.fit_standardization(x)
    assert scaling.scale == 1
    np.testing.assert_allclose(pre.apply_scaling(x, scaling), 0, atol=1e-16)


def test_a_column_is_constant_when_its_entries_are_equal_and_not_before():
    rng = np.random.default_rng(0)
    seconds = 1.7e9 + 0.03 * rng.choice([-1.0, 1.0], 100_000)
    bits = 1e15 + rng.integers(0, 2, 100_000)
    shift, scale = pre.fit_standardization(np.stack([seconds, bits, np.full(100_000, 0.1)], axis=1))
    np.testing.assert_allclose(scale, [0.03, 0.5, 1.0], rtol=1e-4)
    assert shift[2] == 0.1
    assert pre.select_by_correlation(np.stack([rng.normal(size=100_000), bits], axis=1), bits - 1e15, 1) == [1]
    assert pre.select_by_variance(np.stack([bits, np.full(100_000, 0.1)], axis=1), threshold=0.2).tolist() == [0]


@pytest.mark.parametrize("unit", [1e-200, 1e200])
def test_no_square_of_an_entry_is_out_of_range(unit):
    X, y = np.random.default_rng(0).normal(size=(2, 30, 3)), np.arange(30.0)
    X = X[0]
    plain, scaled = pre.fit_standardization(X), pre.fit_standardization(X * unit)
    np.testing.assert_allclose(scaled.scale / unit, plain.scale, rtol=1e-14)
    np.testing.assert_allclose(pre.apply_scaling(X * unit, scaled), pre.apply_scaling(X, plain), rtol=1e-12)
    chosen = pre.select_by_correlation(X, y, 3)
    np.testing.assert_array_equal(pre.select_by_correlation(X * unit, y * unit, 3), chosen)
    np.testing.assert_allclose(pre.smote(X * unit, 5, 2, rng=0), pre.smote(X, 5, 2, rng=0) * unit, rtol=1e-13)
    assert pre.select_by_variance(X * 1e200, threshold=1.0).tolist() == [0, 1, 2]
    assert pre.select_by_variance(X * 1e-200, threshold=1.0).tolist() == []


@pytest.mark.parametrize(
    "n, share, n_test",
    [
        (100, 0.07, 7),
        (100, 0.29, 29),
        (1000, 0.003, 3),
        (10, 0.3, 3),
        (100, 0.071, 8),
        (3, 1e-20, 1),
        (10**6, 0.1, 10**5),
    ],
)
def test_a_share_that_is_a_whole_number_of_examples_is_taken_as_one(n, share, n_test):
    train, test = pre.train_test_split(n, share, rng=0)
    assert (len(train), len(test)) == (n - n_test, n_test)


def test_many_examples_in_float32_do_not_make_a_column_constant(proof):
    x = np.random.default_rng(0).normal(300, 5, (60_000, 2)).astype(np.float32)
    scaler = sklearn.preprocessing.StandardScaler().fit(x)
    actual, against = pre.fit_standardization(x), "sklearn.preprocessing.StandardScaler, float32"
    expected = [scaler.mean_, scaler.scale_]
    proof("preprocessing.fit_standardization", "independent", against, actual, expected, bound=1e-6)


def test_one_hot_equals_scikit_learn_and_has_one_one_in_each_row(proof):
    labels = rng.integers(0, 5, 40)
    expected = sklearn.preprocessing.label_binarize(labels, classes=range(7))
    proof(
        "preprocessing.one_hot",
        "independent",
        "sklearn.preprocessing.label_binarize",
        pre.one_hot(labels, 7),
        expected,
        bound=0,
    )
    proof("preprocessing.one_hot", "by hand", "[1, 0]", pre.one_hot([1, 0]), [[0, 1], [1, 0]], bound=0)


@given(labels=labels_of_three)
def test_the_place_of_the_one_is_the_label(proof, labels):
    y = pre.one_hot(labels, 3)
    proof("preprocessing.one_hot", "law", "argmax gives the label back", y.argmax(axis=1), labels, bound=0)
    proof("preprocessing.one_hot", "law", "rows sum to 1", y.sum(axis=1), 1.0, bound=0)


@pytest.mark.parametrize("strategy", ["mean", "median"])
def test_imputation_equals_scikit_learn(strategy, proof):
    imputer, values = sklearn.impute.SimpleImputer(strategy=strategy).fit(GAPS), pre.fit_imputation(GAPS, strategy)
    against = "sklearn.impute.SimpleImputer"
    proof("preprocessing.fit_imputation", "independent", against, values, imputer.statistics_, bound=1e-14)
    actual, expected = pre.apply_imputation(GAPS, values), imputer.transform(GAPS)
    proof("preprocessing.apply_imputation", "independent", against, actual, expected, bound=1e-14)


@given(x=matrices, holes=arrays(bool, (5, 3)))
def test_imputation_keeps_what_is_there_and_the_mean_of_each_column(proof, x, holes):
    gaps = x.copy()
    gaps[1:][holes] = np.nan
    values = pre.fit_imputation(gaps)
    filled = pre.apply_imputation(gaps, values)
    there = ~np.isnan(gaps)
    proof("preprocessing.apply_imputation", "law", "keeps what is there", filled[there], gaps[there], bound=0)
    proof("preprocessing.fit_imputation", "law", "filling keeps the mean", filled.mean(axis=0), values, bound=1e-13)


def test_imputation_by_hand(proof):
    gaps = [[1.0, np.nan], [2.0, 5.0], [9.0, np.nan]]
    proof("preprocessing.fit_imputation", "by hand", "mean", pre.fit_imputation(gaps), [4, 5], bound=0)
    proof("preprocessing.fit_imputation", "by hand", "median", pre.fit_imputation(gaps, "median"), [2, 5], bound=0)
    filled = pre.apply_imputation(gaps, [4.0, 5.0])
    proof("preprocessing.apply_imputation", "by hand", "4 and 5", filled, [[1, 5], [2, 5], [9, 5]], bound=0)


@pytest.mark.parametrize("threshold", [0.0, 1e-8, 0.5, 10.0])
def test_selection_by_variance_equals_scikit_learn(threshold, proof):
    expected = sklearn.feature_selection.VarianceThreshold(threshold).fit(X).get_support(indices=True)
    against = "sklearn.feature_selection.VarianceThreshold"
    proof(
        "preprocessing.select_by_variance",
        "independent",
        against,
        pre.select_by_variance(X, threshold),
        expected,
        bound=0,
    )


def test_selection_by_correlation_equals_scikit_learn(proof):
    for _ in range(20):
        x, y = rng.normal(size=(20, 6)), rng.normal(size=20)
        expected = np.argsort(-np.abs(sklearn.feature_selection.r_regression(x, y)))
        against, actual = "sklearn.feature_selection.r_regression", pre.select_by_correlation(x, y, 6)
        proof("preprocessing.select_by_correlation", "independent", against, actual, expected, bound=0)


@given(x=matrices, factor=st.floats(0.5, 4))
def test_selections_obey_their_laws(proof, x, factor):
    kept = pre.select_by_variance(x)
    scaled = pre.select_by_variance(np.array([1.0, -2.0, 0.5]) * x)
    proof("preprocessing.select_by_variance", "law", "threshold 0 knows no units", len(scaled), len(kept), bound=0)
    y = x[:, 0] + 1e-3 * np.arange(6)
    noise = np.random.default_rng(0).normal(size=(6, 3))
    actual = pre.select_by_correlation(noise, y, 3)
    same = pre.select_by_correlation(noise * [factor, -factor, 1.0], -factor * y, 3)
    proof("preprocessing.select_by_correlation", "law", "knows neither units nor signs", actual, same, bound=0)


def test_selections_by_hand(proof):
    x = [[1.0, 5.0, 0.0], [3.0, 5.0, 0.1]]
    proof(
        "preprocessing.select_by_variance",
        "by hand",
        "variances 1, 0, 0.0025",
        pre.select_by_variance(x, 0.01),
        [0],
        bound=0,
    )
    x, y = [[1.0, 2.0, 5.0], [2.0, 1.0, 5.0], [3.0, 2.0, 5.0]], [3.0, 2.0, 1.0]
    where = "correlations −1, 0, and a constant"
    proof("preprocessing.select_by_correlation", "by hand", where, pre.select_by_correlation(x, y, 2), [0, 1], bound=0)


def test_splits_have_the_sizes_of_scikit_learn(proof):
    for n, share in [(2, 0.5), (10, 0.3), (11, 0.25), (101, 0.1), (7, 0.01)]:
        expected = [len(a) for a in sklearn.model_selection.train_test_split(np.arange(n), test_size=share)]
        actual = [len(a) for a in pre.train_test_split(n, share, rng=0)]
        against = "sizes by sklearn.model_selection.train_test_split"
        proof("preprocessing.train_test_split", "independent", against, actual, expected, bound=0)
    labels = np.repeat([0, 1, 2], [60, 30, 11])
    _, test = pre.train_test_split(101, 0.2, rng=0, labels=labels)
    parts = sklearn.model_selection.train_test_split(labels, test_size=0.2, stratify=labels, random_state=0)
    actual, expected = np.bincount(labels[test]), np.bincount(parts[1])
    against = "class counts by sklearn.model_selection.train_test_split"
    proof("preprocessing.train_test_split", "independent", against, actual, expected, bound=0)


@given(n=st.integers(2, 50), share=st.floats(0.05, 0.5), seed=seeds)
def test_a_split_puts_every_example_in_one_part(proof, n, share, seed):
    train, test = pre.train_test_split(n, share, seed)
    together = np.sort(np.concatenate([train, test]))
    proof("preprocessing.train_test_split", "law", "each example once", together, np.arange(n), bound=0)


@given(labels=labels_of_three, seed=seeds)
def test_a_stratified_split_rounds_each_class_by_less_than_one(proof, labels, seed):
    train, test = pre.train_test_split(24, 0.25, seed, labels)
    assert np.array_equal(np.sort(np.concatenate([train, test])), np.arange(24))
    missed = np.abs(np.bincount(labels[test], minlength=3) - np.bincount(labels, minlength=3) / 4).max()
    proof("preprocessing.train_test_split", "law", "stratified to within one example", missed < 1, True, bound=0)


def test_a_split_by_hand(proof):
    _, test = pre.train_test_split(4, 0.5, rng=0, labels=[0, 0, 1, 1])
    classes = np.sort(np.array([0, 0, 1, 1])[test])
    proof("preprocessing.train_test_split", "by hand", "half of two classes of two", classes, [0, 1], bound=0)


def test_a_split_is_random_and_the_same_for_the_same_seed():
    first = np.concatenate(pre.train_test_split(50, 0.2, rng=1))
    assert np.array_equal(first, np.concatenate(pre.train_test_split(50, 0.2, rng=1)))
    assert not np.array_equal(first, np.concatenate(pre.train_test_split(50, 0.2, rng=2)))
    tested = np.bincount(np.concatenate([pre.train_test_split(10, 0.3, seed)[1] for seed in range(500)]))
    assert np.abs(tested - 150).max() < 5 * np.sqrt(500 * 0.3 * 0.7)


def test_folds_equal_scikit_learn(proof):
    for n, k in [(2, 2), (10, 3), (11, 5), (7, 7)]:
        for actual, expected in zip(pre.k_fold(n, k), sklearn.model_selection.KFold(k).split(np.zeros(n)), strict=True):
            for a, e in zip(actual, expected, strict=True):
                proof("preprocessing.k_fold", "independent", "sklearn.model_selection.KFold", a, e, bound=0)
    for labels in (np.repeat([0, 1], [7, 4]), np.tile([1, 0, 2], 5), np.repeat([0, 2, 1], [3, 8, 6])):
        theirs = sklearn.model_selection.StratifiedKFold(3).split(labels, labels)
        for (_, actual), (_, expected) in zip(pre.stratified_k_fold(labels, 3), theirs, strict=True):
            counts = [np.bincount(labels[part], minlength=3) for part in (actual, expected)]
            against = "class counts by sklearn.model_selection.StratifiedKFold"
            proof("preprocessing.stratified_k_fold", "independent", against, *counts, bound=0)


@given(n=st.integers(2, 40), k=st.integers(2, 8), seed=seeds)
def test_every_example_is_tested_on_once_and_trained_on_otherwise(proof, n, k, seed):
    k = min(n, k)
    for folds in (pre.k_fold(n, k), pre.k_fold(n, k, seed)):
        tested = np.sort(np.concatenate([test for _, test in folds]))
        proof("preprocessing.k_fold", "law", "each example tested once", tested, np.arange(n), bound=0)
        for train, test in folds:
            apart = np.sort(np.concatenate([train, test]))
            proof("preprocessing.k_fold", "law", "trained on the others", apart, np.arange(n), bound=0)


@given(labels=labels_of_three.filter(lambda y: np.bincount(y, minlength=3).min() >= 4), seed=seeds)
def test_stratified_folds_differ_by_at_most_one_in_every_class(proof, labels, seed):
    for folds in (pre.stratified_k_fold(labels, 4), pre.stratified_k_fold(labels, 4, seed)):
        counts = np.array([np.bincount(labels[test], minlength=3) for _, test in folds])
        spread = np.ptp(np.column_stack([counts, counts.sum(axis=1)]), axis=0).max()
        proof("preprocessing.stratified_k_fold", "law", "counts differ by at most 1", spread <= 1, True, bound=0)
        assert np.array_equal(np.sort(np.concatenate([test for _, test in folds])), np.arange(24))


def test_folds_by_hand(proof):
    tests = [test.tolist() for _, test in pre.k_fold(5, 2)]
    proof("preprocessing.k_fold", "by hand", "5 in 2 folds", np.concatenate(tests), [0, 1, 2, 3, 4], bound=0)
    assert [len(t) for t in tests] == [3, 2]
    tests = [test for _, test in pre.stratified_k_fold([0, 0, 1, 1], 2)]
    proof("preprocessing.stratified_k_fold", "by hand", "two classes of two", tests, [[0, 2], [1, 3]], bound=0)


def test_class_weights_equal_scikit_learn(proof):
    for _ in range(20):
        labels = np.concatenate([np.arange(4), rng.integers(0, 4, 30)])
        expected = sklearn.utils.compute_class_weight("balanced", classes=np.arange(4), y=labels)
        against = "sklearn.utils.compute_class_weight"
        proof("preprocessing.class_weights", "independent", against, pre.class_weights(labels), expected, bound=1e-15)
    proof(
        "preprocessing.class_weights", "by hand", "[0, 0, 0, 1]", pre.class_weights([0, 0, 0, 1]), [2 / 3, 2], bound=EPS
    )


@given(labels=labels_of_three.map(lambda y: np.concatenate([[0, 1, 2], y])), seed=seeds)
def test_balancing_makes_the_classes_equal(proof, labels, seed):
    counts = np.bincount(labels)
    share = pre.class_weights(labels) * counts
    proof("preprocessing.class_weights", "law", "every class weighs the same", share, len(labels) / 3, bound=1e-14)
    fewer, more = pre.random_undersample(labels, seed), pre.random_oversample(labels, seed)
    actual = np.bincount(labels[fewer])
    proof(
        "preprocessing.random_undersample",
        "law",
        "every class as the rarest",
        actual,
        np.full(3, counts.min()),
        bound=0,
    )
    assert len(set(fewer)) == len(fewer)
    actual = np.bincount(labels[more])
    proof(
        "preprocessing.random_oversample",
        "law",
        "every class as the largest",
        actual,
        np.full(3, counts.max()),
        bound=0,
    )
    assert np.array_equal(more[: len(labels)], np.arange(len(labels)))


def test_resampling_by_hand_and_against_scikit_learn(proof):
    labels = np.array([0, 1, 0, 0])
    actual = labels[pre.random_undersample(labels, 0)]
    proof("preprocessing.random_undersample", "by hand", "[0, 1, 0, 0]", np.sort(actual), [0, 1], bound=0)
    actual = pre.random_oversample(labels, 0)
    proof("preprocessing.random_oversample", "by hand", "[0, 1, 0, 0]", actual, [0, 1, 2, 3, 1, 1], bound=0)
    labels = rng.integers(0, 3, 60)
    for name, size in (("random_undersample", min), ("random_oversample", max)):
        goal = size(np.bincount(labels))
        parts = [
            sklearn.utils.resample(
                labels[labels == c], n_samples=goal, replace=name == "random_oversample", random_state=0
            )
            for c in range(3)
        ]
        actual = np.sort(labels[getattr(pre, name)(labels, 0)])
        against = "sizes by sklearn.utils.resample, class by class"
        proof(f"preprocessing.{name}", "independent", against, actual, np.concatenate(parts), bound=0)


def test_resampling_draws_every_example_equally_often():
    labels = np.repeat([0, 1], [10, 4])
    kept = np.bincount(np.concatenate([pre.random_undersample(labels, seed) for seed in range(500)]))
    assert np.abs(kept[:10] - 200).max() < 5 * np.sqrt(500 * 0.4 * 0.6)
    drawn = np.bincount(np.concatenate([pre.random_oversample(labels, seed)[14:] for seed in range(500)]), minlength=14)
    assert drawn[:10].max() == 0
    assert np.abs(drawn[10:] - 750).max() < 5 * np.sqrt(3000 * 0.25 * 0.75)


def test_smote_goes_between_an_example_and_its_neighbors_by_scikit_learn(proof):
    x = rng.normal(size=(15, 2))
    _, neighbors = sklearn.neighbors.NearestNeighbors(n_neighbors=3).fit(x).kneighbors()
    starts, ends = np.repeat(x, 3, axis=0), x[neighbors.ravel()]
    for point in pre.smote(x, 100, k=3, rng=0):
        way = ends - starts
        u = np.clip(np.sum((point - starts) * way, axis=1) / np.sum(way**2, axis=1), 0, 1)
        distance = np.linalg.norm(starts + u[:, None] * way - point, axis=1).min()
        against = "on a segment to one of sklearn's NearestNeighbors"
        proof("preprocessing.smote", "independent", against, distance, 0.0, bound=1e-12)


@given(x=matrices, seed=seeds)
def test_smote_stays_inside_the_box_of_its_examples(proof, x, seed):
    new = pre.smote(x, 20, 2, seed)
    outside = max((x.min(axis=0) - new).max(), (new - x.max(axis=0)).max(), 0)
    proof("preprocessing.smote", "law", "inside the box of the examples", outside, 0.0, bound=1e-12)
    moved = pre.smote(x + 8, 20, 2, seed)
    assert np.allclose(moved, new + 8) or len(np.unique(np.round(np.linalg.norm(x[:, None] - x, axis=2), 9))) < 16


def test_smote_by_hand(proof):
    new = pre.smote([[0.0, 0.0], [1.0, 2.0]], 50, 1, 0)
    proof("preprocessing.smote", "by hand", "on the line y = 2x", new[:, 1], 2 * new[:, 0], bound=EPS)
    assert new[:, 0].min() < 0.1 and new[:, 0].max() > 0.9


def test_smote_goes_any_share_of_the_way_by_kolmogorov_smirnov():
    new = pre.smote([[0.0], [1.0]], 2000, 1, rng=0)
    assert scipy.stats.kstest(new[:, 0], "uniform").pvalue > 1e-3


SERIES = rng.normal(size=40)
SMOOTHERS = [(pre.moving_average, np.mean), (pre.moving_median, np.median)]


@pytest.mark.parametrize("k", [1, 3, 5, 11])
def test_smoothers_equal_those_of_scipy_inside_and_a_loop_at_the_ends(proof, k):
    inside = slice(k // 2, len(SERIES) - k // 2)
    filters = {"average": scipy.ndimage.uniform_filter1d, "median": scipy.ndimage.median_filter}
    for (f, middle), (name, other) in zip(SMOOTHERS, filters.items(), strict=True):
        actual, expected = f(SERIES, k), other(SERIES, k)
        against = f"scipy.ndimage.{other.__name__}, inside"
        proof(f"preprocessing.moving_{name}", "independent", against, actual[inside], expected[inside], bound=1e-13)
        ends = [middle(SERIES[max(i - k // 2, 0) : i + k // 2 + 1]) for i in range(40)]
        np.testing.assert_allclose(actual, ends, rtol=1e-12)


@given(y=arrays(np.float64, 12, elements=st.floats(-100, 100, allow_subnormal=False)), h=st.integers(0, 8))
def test_smoothers_follow_shifts_scales_and_mirrors(proof, y, h):
    for f, _ in SMOOTHERS:
        name, smooth = f"preprocessing.{f.__name__}", f(y, 2 * h + 1)
        proof(name, "law", "follows a change of units", f(3 - 2 * y, 2 * h + 1), 3 - 2 * smooth, bound=1e-13)
        proof(name, "law", "follows a reversal of time", f(y[::-1], 2 * h + 1), smooth[::-1], bound=1e-13)
        assert y.min() - 1e-12 <= smooth.min() and smooth.max() <= y.max() + 1e-12


def test_smoothers_by_hand(proof):
    by_hand = {"average": [1.5, 3.0, 3.0, 3.5], "median": [1.5, 2.0, 2.0, 3.5]}
    for name, expected in by_hand.items():
        actual = getattr(pre, f"moving_{name}")([1.0, 2.0, 6.0, 1.0], 3)
        proof(f"preprocessing.moving_{name}", "by hand", "1, 2, 6, 1", actual, expected, bound=EPS)
        np.testing.assert_allclose(
            getattr(pre, f"moving_{name}")([1.0, 2.0, 6.0], 10**12 + 1), 3.0 if name == "average" else 2
        )


def test_what_cannot_be_done_is_said():
    with pytest.raises(ValueError, match="X has no value in column 1"):
        pre.fit_imputation([[1.0, np.nan], [2.0, np.nan]])
    with pytest.raises(ValueError, match="y is constant"):
        pre.select_by_correlation([[1.0], [2.0]], [3.0, 3.0], 1)
    with pytest.raises(ValueError, match="labels has 1 of class 1"):
        pre.stratified_k_fold([0, 0, 1], 2)
    with pytest.raises(ValueError, match="labels holds no class 1"):
        pre.class_weights([0, 2])
    with pytest.raises(ValueError, match="none would be left to train on"):
        pre.train_test_split(2, 0.9, rng=0)
    with pytest.raises(ValueError, match="X has one row"):
        pre.smote([[1.0]], 1, 1, 0)


A = np.array([[1.0, 2.0], [3.0, 4.5], [-1.0, 0.5]])
SCALING = pre.Scaling(np.array([1.0, 2.0]), np.array([2.0, 0.5]))
LABELS = np.array([0, 1, 1, 0, 1])
GAP = {"accepts": {"X": "nan"}}
TABLE = [
    *[bad_input.Case(f, {"X": A}) for f in (pre.fit_standardization, pre.fit_min_max)],
    *[bad_input.Case(f, {"X": A, "scaling": SCALING}, {"X": [np.ones((2, 3))]})
      for f in (pre.apply_scaling, pre.invert_scaling)],
    *[bad_input.Case(f, {"labels": LABELS, **more}, {"labels": [[-1, 0], [0.5, 1], [[0, 1]]], **bad},
                     keeps_float32=False)
      for f, more, bad in [
          (pre.one_hot, {"n_classes": 3}, {"n_classes": [0]}),
          (pre.stratified_k_fold, {"k": 2}, {"k": [1, 9]}),
          (pre.class_weights, {}, {}),
          (pre.random_undersample, {"rng": 0}, {"rng": [None, -1]}),
          (pre.random_oversample, {"rng": 0}, {"rng": [None, -1]}),
      ]],
    bad_input.Case(pre.fit_imputation, {"X": A, "strategy": "median"}, {"strategy": ["mode"]}, **GAP),
    bad_input.Case(pre.apply_imputation, {"X": A, "values": np.array([1.0, 2.0])}, {"values": [np.ones(3)]}, **GAP),
    bad_input.Case(pre.select_by_variance, {"X": A, "threshold": 0.1}, {"threshold": [-1.0]}, keeps_float32=False),
    bad_input.Case(pre.select_by_correlation, {"X": A, "y": np.array([1.0, 2.0, 4.0]), "k": 1},
                   {"y": [np.ones(2)], "k": [0, 3]}, keeps_float32=False),
    bad_input.Case(pre.train_test_split, {"n": 5, "test_share": 0.4, "rng": 0, "labels": LABELS},
                   {"n": [1], "test_share": [0.0, 1.0], "rng": [None], "labels": [[0, 1]]}, keeps_float32=False),
    bad_input.Case(pre.k_fold, {"n": 5, "k": 2}, {"n": [1], "k": [1, 6]}, keeps_float32=False),
    *[bad_input.Case(f, {"y": np.array([1.0, 2.5, -4.0, 3.0]), "k": 3}, {"k": [0, 2]}, whole={"k": 3})
      for f in (pre.moving_average, pre.moving_median)],
    bad_input.Case(pre.smote, {"X": A, "n_new": 3, "k": 2, "rng": 0}, {"n_new": [0], "k": [0, 3], "rng": [None]}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()


def test_penguins_with_gaps_come_out_of_scikit_learns_pipeline_in_the_same_way():
    data = datasets.penguins()
    train, test = pre.train_test_split(len(data.y), 0.3, rng=0)
    filled = pre.apply_imputation(data.X, pre.fit_imputation(data.X[train]))
    ours = pre.apply_scaling(filled, pre.fit_standardization(filled[train]))
    theirs = make_pipeline(sklearn.impute.SimpleImputer(), sklearn.preprocessing.StandardScaler()).fit(data.X[train])
    np.testing.assert_allclose(ours[test], theirs.transform(data.X[test]), rtol=1e-9)


def test_standardizing_takes_the_nearest_neighbor_of_penguins_from_83_to_98_percent():
    data = datasets.penguins()
    whole = ~np.isnan(data.X).any(axis=1)
    x, y, right = data.X[whole], data.y[whole], []
    for seed in range(50):
        train, test = pre.train_test_split(len(y), 0.3, rng=seed)
        z = pre.apply_scaling(x, pre.fit_standardization(x[train]))
        model = sklearn.neighbors.KNeighborsClassifier(1)
        right.append([model.fit(v[train], y[train]).score(v[test], y[test]) for v in (x, z)])
    np.testing.assert_allclose(np.mean(right, axis=0), [0.83, 0.98], atol=0.005)
