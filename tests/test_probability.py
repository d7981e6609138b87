"""Distributions and Bayes' rule: against SciPy, by laws, and by hand; samplers by Kolmogorov–Smirnov and χ²."""

import math

import numpy as np
import pytest
import scipy.integrate
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from dlmath import probability as pr
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(np.float64).eps
UNLIKELY = 1e-3  # a right sampler falls below it once in a thousand tests, and there are a dozen here
P = np.array([0.5, 0.2, 0.0, 0.3])
COV = np.array([[2.0, 0.6], [0.6, 0.5]])
chances = st.floats(0.01, 0.99)

# Ours, SciPy's, and the values of the random variable to look at.
DISCRETE = [
    *[(pr.Bernoulli(p), scipy.stats.bernoulli(p), np.array([-1, 0, 0.5, 1, 2])) for p in (0.0, 0.3, 1.0)],
    *[(pr.Binomial(n, p), scipy.stats.binom(n, p), np.arange(-1, n + 2))
      for n, p in [(1, 0.4), (10, 0.3), (60, 0.9), (5, 0.0), (5, 1.0)]],
]  # fmt: skip
CONTINUOUS = [
    (pr.Uniform(-1.0, 3.0), scipy.stats.uniform(-1, 4), np.linspace(-2, 4, 41)),
    *[(pr.Normal(m, s), scipy.stats.norm(m, s), m + s * np.linspace(-30, 30, 61))
      for m, s in [(0, 1), (-3, 0.1), (1e3, 50)]],
    *[(pr.Exponential(r), scipy.stats.expon(scale=1 / r), np.linspace(-1, 20, 43)) for r in (0.2, 1.0, 7.0)],
    *[(pr.Laplace(m, b), scipy.stats.laplace(m, b), m + b * np.linspace(-30, 30, 61))
      for m, b in [(0, 1), (-3, 0.1), (1e3, 50)]],
]  # fmt: skip


def log_of(distribution):
    return distribution.log_pmf if hasattr(distribution, "log_pmf") else distribution.log_pdf


@pytest.mark.parametrize("ours, theirs, x", DISCRETE + CONTINUOUS)
def test_distribution_equals_scipy(ours, theirs, x, proof):
    name, against = f"probability.{type(ours).__name__}", f"scipy.stats.{theirs.dist.name}"
    discrete = hasattr(ours, "pmf")
    probability, expected = (ours.pmf(x), theirs.pmf(x)) if discrete else (ours.pdf(x), theirs.pdf(x))
    proof(name, "independent", against, probability, expected, bound=1e-13)
    expected = theirs.logpmf(x) if discrete else theirs.logpdf(x)
    proof(name, "independent", against, log_of(ours)(x), expected, bound=1e-12)
    proof(name, "independent", against, ours.cdf(x), theirs.cdf(x), bound=1e-13)
    proof(name, "independent", against, [ours.mean, ours.var], [theirs.mean(), theirs.var()], bound=1e-14)


def test_beta_equals_scipy(proof):
    x = np.concatenate([np.linspace(-0.5, 1.5, 40), [0.0, 1.0]])
    for a, b in [(1.0, 1.0), (0.5, 0.5), (4.0, 2.0), (60.0, 30.0), (2.0, 1.0), (1.0, 0.5)]:
        ours, theirs = pr.Beta(a, b), scipy.stats.beta(a, b)
        proof("probability.Beta", "independent", "scipy.stats.beta", ours.pdf(x), theirs.pdf(x), bound=1e-12)
        proof("probability.Beta", "independent", "scipy.stats.beta", ours.cdf(x), theirs.cdf(x), bound=1e-14)
        proof("probability.Beta", "independent", "scipy.stats.beta", [ours.mean, ours.var], theirs.stats(), bound=1e-14)


def test_distributions_of_vectors_equal_scipy(proof):
    rng = np.random.default_rng(0)
    x = rng.multinomial(6, P, 50)
    ours, theirs = pr.Multinomial(6, P), scipy.stats.multinomial(6, P)
    against = "scipy.stats.multinomial"
    proof("probability.Multinomial", "independent", against, ours.pmf(x), theirs.pmf(x), bound=1e-14)
    proof("probability.Multinomial", "independent", against, ours.mean, theirs.mean(), bound=EPS)
    proof("probability.Multinomial", "independent", against, ours.cov, theirs.cov(), bound=4 * EPS)
    proof("probability.Multinomial", "independent", against, ours.var, np.diag(theirs.cov()), bound=4 * EPS)
    faces = np.arange(4)
    expected = scipy.stats.multinomial(1, P).pmf(np.eye(4)[faces])
    proof("probability.Categorical", "independent", against, pr.Categorical(P).pmf(faces), expected, bound=EPS)
    ours, theirs = pr.MultivariateNormal([1.0, -2.0], COV), scipy.stats.multivariate_normal([1, -2], COV)
    x = rng.normal(scale=5, size=(50, 2))
    against = "scipy.stats.multivariate_normal"
    proof("probability.MultivariateNormal", "independent", against, ours.log_pdf(x), theirs.logpdf(x), bound=1e-13)
    proof("probability.MultivariateNormal", "independent", against, ours.pdf(x), theirs.pdf(x), bound=1e-14)
    proof("probability.MultivariateNormal", "independent", against, ours.var, np.diag(theirs.cov), bound=0)


def test_error_functions_equal_those_of_the_c_library(proof):
    """Relative errors: a quotient of two polynomials, one or two exponentials and what joins them, half an ε each."""
    x = np.concatenate([np.linspace(-6, 26.5, 20001), [0.46875, 4.0], np.logspace(-300, 0, 301)])
    for f, exact, bound in ((pr.erf, math.erf, 1e-15), (pr.erfc, math.erfc, 2e-15)):
        expected = np.array([exact(v) for v in x])
        ours = f(x)[expected != 0] / expected[expected != 0]
        proof(f"probability.{f.__name__}", "independent", f"math.{f.__name__}, relative error", ours, 1.0, bound=bound)


@given(st.floats(-30, 30))
def test_the_error_function_is_odd_and_what_is_missing_to_1_is_the_complementary_one(proof, x):
    proof("probability.erf", "law", "erf(−x) = −erf(x)", pr.erf(-x), -pr.erf(x), bound=0)
    proof("probability.erf", "law", "erf(x) + erfc(x) = 1", pr.erf(x) + pr.erfc(x), 1.0, bound=2 * EPS)
    proof("probability.erfc", "law", "erfc(−x) = 2 − erfc(x)", pr.erfc(-x), 2 - pr.erfc(x), bound=2 * EPS)


def test_error_functions_by_hand(proof):
    proof("probability.erf", "by hand", "erf(0) = 0, erf(10) = 1", pr.erf([0.0, 10.0]), [0.0, 1.0], bound=0)
    proof("probability.erfc", "by hand", "erfc(0) = 1, erfc(40) = 0", pr.erfc([0.0, 40.0]), [1.0, 0.0], bound=0)
    slopes = [grad(f)(1.0) for f in (pr.erf, pr.erfc)]
    slope = 2 / math.sqrt(math.pi) / math.e
    proof("probability.erf", "by hand", "erf′(1) = 2/(√π e)", slopes, [slope, -slope], bound=2 * EPS)


def test_fits_equal_scipy(proof):
    rng = np.random.default_rng(0)
    x = rng.gamma(2, 3, 200)
    for ours, theirs in [
        (pr.Normal.fit(x), scipy.stats.norm.fit(x)),
        (pr.Uniform.fit(x), np.cumsum(scipy.stats.uniform.fit(x))),
        (pr.Exponential.fit(x), [1 / scipy.stats.expon.fit(x, floc=0)[1]]),
        (pr.Laplace.fit(x), scipy.stats.laplace.fit(x)),
    ]:
        name = type(ours).__name__
        against = f"scipy.stats.{ {'Normal': 'norm', 'Exponential': 'expon'}.get(name, name.lower()) }.fit"
        actual = list(vars(ours).values())
        proof(f"probability.{name}", "independent", against, actual, theirs, bound=1e-14)
    x = rng.normal(size=(30, 3))
    ours, (mean, cov) = pr.MultivariateNormal.fit(x), scipy.stats.multivariate_normal.fit(x)
    against = "scipy.stats.multivariate_normal.fit"
    proof("probability.MultivariateNormal", "independent", against, ours.mean, mean, bound=1e-14)
    proof("probability.MultivariateNormal", "independent", against, ours.cov, cov, bound=1e-14)


@pytest.mark.parametrize(
    "distribution, theirs",
    [
        *[(ours, theirs) for ours, theirs, _ in CONTINUOUS],
        (pr.Beta(2.0, 3.0), scipy.stats.beta(2, 3)),
    ],
)
def test_samples_pass_kolmogorov_smirnov(distribution, theirs):
    x = distribution.sample(2000, rng=0)
    assert scipy.stats.kstest(x, theirs.cdf).pvalue > UNLIKELY
    assert np.array_equal(x, distribution.sample(2000, rng=0))
    assert distribution.sample((2, 3), rng=1).shape == (2, 3)


@pytest.mark.parametrize(
    "distribution, values",
    [(pr.Bernoulli(0.3), range(2)), (pr.Binomial(4, 0.6), range(5)), (pr.Categorical(P), [0, 1, 3])],
)
def test_samples_of_discrete_distributions_pass_chi_squared(distribution, values):
    x = distribution.sample(5000, rng=0)
    seen = np.array([np.sum(x == v) for v in values])
    assert seen.sum() == 5000
    assert scipy.stats.chisquare(seen, 5000 * distribution.pmf(list(values))).pvalue > UNLIKELY
    assert distribution.sample((2, 3), rng=1).shape == (2, 3)


def test_samples_of_vectors_have_their_distribution():
    x = pr.Multinomial(3, P).sample(4000, rng=0)
    assert np.all(x.sum(axis=1) == 3)
    assert scipy.stats.chisquare(np.bincount(x[:, 0]), 4000 * scipy.stats.binom(3, 0.5).pmf(range(4))).pvalue > UNLIKELY
    normal = pr.MultivariateNormal([1.0, -2.0], COV)
    x = normal.sample(4000, rng=0)
    z = np.linalg.solve(np.linalg.cholesky(COV), (x - normal.mean).T)
    assert scipy.stats.kstest(z.ravel(), "norm").pvalue > UNLIKELY
    assert abs(np.corrcoef(z)[0, 1]) < 4 / np.sqrt(4000)
    assert normal.sample((2, 3), rng=1).shape == (2, 3, 2)
    assert normal.sample((), rng=1).shape == (2,)


@given(p=chances, n=st.integers(1, 30))
def test_probabilities_of_whole_numbers_sum_to_one(proof, p, n):
    proof(
        "probability.Bernoulli", "law", "probabilities sum to 1", pr.Bernoulli(p).pmf([0, 1]).sum(), 1.0, bound=2 * EPS
    )
    binomial = pr.Binomial(n, p)
    k = np.arange(n + 1)
    total = binomial.pmf(k).sum()
    proof("probability.Binomial", "law", "probabilities sum to 1", total, 1.0, bound=1e-13)
    expected = [np.sum(k * binomial.pmf(k)), np.sum((k - binomial.mean) ** 2 * binomial.pmf(k))]
    proof(
        "probability.Binomial",
        "law",
        "mean and variance are sums",
        [binomial.mean, binomial.var],
        expected,
        bound=1e-12,
    )
    two = pr.Multinomial(n, [p, 1 - p]).pmf(np.stack([k, n - k], axis=1))
    proof("probability.Multinomial", "law", "binomial for two faces", two, binomial.pmf(k), bound=1e-13)
    one = pr.Categorical([1 - p, p])
    proof(
        "probability.Categorical",
        "law",
        "Bernoulli for two faces",
        one.pmf([0, 1]),
        pr.Bernoulli(p).pmf([0, 1]),
        bound=EPS,
    )


@given(mean=st.floats(-5, 5), scale=st.floats(0.1, 5), x=st.floats(-10, 10))
def test_densities_are_the_slopes_of_their_cdf(proof, mean, scale, x):
    normal, laplace = pr.Normal(mean, scale), pr.Laplace(mean, scale)
    for distribution in (normal, laplace, pr.Exponential(scale), pr.Uniform(mean, mean + scale)):
        name = type(distribution).__name__
        edges = {"Exponential": [0.0], "Uniform": [mean, mean + scale], "Laplace": [mean]}.get(name, [])
        if any(abs(x - e) < 1e-3 for e in edges):
            continue
        h = 1e-4 * min(scale, 1 / scale)
        slope = np.diff(distribution.cdf([x - h, x + h]))[0] / (2 * h)
        size = 1 / scale if name != "Exponential" else scale
        error = (slope - distribution.pdf(x)) / max(size, 1)
        proof(f"probability.{name}", "law", "density = slope of the cdf", error, 0.0, bound=1e-6)


@given(a=st.floats(1, 8), b=st.floats(1, 8), tosses=st.lists(st.integers(0, 1), min_size=1, max_size=12))
def test_updating_a_beta_is_bayes_rule(proof, a, b, tosses):
    x = np.linspace(0.05, 0.95, 19)
    posterior = pr.Beta(a, b).update(tosses)
    likelihood = np.prod([pr.Bernoulli(p).pmf(tosses) for p in x], axis=1)
    shape = pr.Beta(a, b).pdf(x) * likelihood / posterior.pdf(x)
    proof("probability.Beta", "law", "posterior ∝ prior × likelihood", shape / shape[0], 1.0, bound=1e-10)
    twice = pr.Beta(a, b).update(tosses[:1]).update(tosses[1:]) if len(tosses) > 1 else posterior
    expected = [posterior.a, posterior.b]
    proof("probability.Beta", "law", "one toss after the other is the same", [twice.a, twice.b], expected, bound=EPS)


@given(seed=st.integers(0, 1000), turn=st.floats(0, 6))
def test_a_gaussian_turns_with_its_covariance(proof, seed, turn):
    x = np.random.default_rng(seed).normal(size=(5, 2))
    r = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    turned = r @ COV @ r.T
    actual = pr.MultivariateNormal([0.0, 0.0], (turned + turned.T) / 2).log_pdf(x @ r.T)
    expected = pr.MultivariateNormal([0.0, 0.0], COV).log_pdf(x)
    proof("probability.MultivariateNormal", "law", "rotation of x and Σ", actual, expected, bound=1e-12)


@given(p=chances, q=chances, r=chances)
def test_bayes_rule_takes_evidence_in_any_order(proof, p, q, r):
    prior, first, second = [p, 1 - p], np.array([q, 1 - q]), np.array([r, 0.5])
    together = pr.bayes_rule(prior, np.stack([first, second], axis=1))
    after = pr.bayes_rule(pr.bayes_rule(prior, second), first)
    proof("probability.bayes_rule", "law", "piece by piece, in any order", together, after, bound=1e-14)
    proof("probability.bayes_rule", "law", "sums to 1", together.sum(), 1.0, bound=4 * EPS)


def test_bayes_rule_equals_counting_in_a_joint_table(proof):
    rng = np.random.default_rng(0)
    for _ in range(20):
        prior, table = rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(4), 3)
        joint = prior[:, None] * table
        for e in range(4):
            expected = joint[:, e] / joint[:, e].sum()
            actual, against = pr.bayes_rule(prior, table[:, e]), "a column of the joint table, normalized"
            proof("probability.bayes_rule", "independent", against, actual, expected, bound=1e-15)


@pytest.mark.parametrize(
    "fit, log_likelihood, parameters",
    [
        (lambda x: pr.Bernoulli.fit(x > 0), lambda d, x: d.log_pmf(x > 0), ["p"]),
        (
            lambda x: pr.Binomial.fit(np.abs(x).astype(int) % 5, 4),
            lambda d, x: d.log_pmf(np.abs(x).astype(int) % 5),
            ["p"],
        ),
        (pr.Normal.fit, lambda d, x: d.log_pdf(x), ["mean", "std"]),
        (lambda x: pr.Laplace.fit(x[1:]), lambda d, x: d.log_pdf(x[1:]), ["mean", "scale"]),
        (lambda x: pr.Exponential.fit(np.abs(x)), lambda d, x: d.log_pdf(np.abs(x)), ["rate"]),
    ],
)
def test_no_parameter_beside_the_fitted_one_is_more_likely(fit, log_likelihood, parameters):
    x = np.random.default_rng(0).normal(1, 3, 50)
    fitted = fit(x)
    best = log_likelihood(fitted, x).sum()
    for name in parameters:
        for factor in (0.98, 1.02):
            values = vars(fitted) | {name: getattr(fitted, name) * factor}
            assert log_likelihood(type(fitted)(**values), x).sum() < best


def test_no_other_shares_are_more_likely_than_those_that_were_counted():
    """Shares of 0 included: what never occurred gets none of the probability."""
    rng = np.random.default_rng(0)
    x = rng.choice([0, 2, 3], p=[0.5, 0.2, 0.3], size=40)
    fitted = pr.Categorical.fit(x, n_classes=4)
    best = fitted.log_pmf(x).sum()
    assert all(pr.Categorical(other).log_pmf(x).sum() < best for other in rng.dirichlet(np.ones(4), size=200))
    for giver in range(4):
        for taker in range(4):
            moved = np.eye(4)[taker] - np.eye(4)[giver]
            other = pr.Categorical(fitted.p + 0.01 * fitted.p[giver] * moved)
            assert other.log_pmf(x).sum() < best or np.array_equal(other.p, fitted.p)


def test_fits_of_counts_are_shares():
    np.testing.assert_array_equal(pr.Categorical.fit([0, 2, 2, 0], n_classes=4).p, [0.5, 0, 0.5, 0])
    np.testing.assert_array_equal(pr.Categorical.fit([0, 1, 1, 1]).p, [0.25, 0.75])
    fitted = pr.Multinomial.fit([[1, 3], [3, 1], [2, 2]])
    assert fitted.n == 4
    np.testing.assert_allclose(fitted.p, [0.5, 0.5], rtol=1e-15)


BY_HAND = [
    ("Beta", pr.Beta(2.0, 2.0).cdf([-1.0, 0.0, 0.25, 0.5, 1.0]), [0, 0, 5 / 32, 1 / 2, 1]),
    ("Bernoulli", pr.Bernoulli(0.25).pmf([0, 1, 2]), [0.75, 0.25, 0]),
    ("Binomial", pr.Binomial(3, 0.5).pmf(range(4)), [1 / 8, 3 / 8, 3 / 8, 1 / 8]),
    ("Categorical", pr.Categorical(P).pmf([0, 2, 3, 4, 0.5]), [0.5, 0, 0.3, 0, 0]),
    ("Multinomial", pr.Multinomial(3, [1 / 2, 1 / 4, 1 / 4]).pmf([[1, 1, 1], [3, 0, 0], [1, 1, 0]]),
     [6 / 32, 1 / 8, 0]),
    ("Uniform", pr.Uniform(1.0, 3.0).pdf([0.0, 1.0, 2.0, 4.0]), [0, 0.5, 0.5, 0]),
    ("Normal", pr.Normal(1.0, 2.0).pdf([1.0]), [1 / np.sqrt(8 * np.pi)]),
    ("Exponential", pr.Exponential(2.0).pdf([-1.0, 0.0, np.log(2)]), [0, 2, 0.5]),
    ("Laplace", pr.Laplace(1.0, 2.0).pdf([1.0, 1 + 2 * np.log(2), 1 - 2 * np.log(2)]), [1 / 4, 1 / 8, 1 / 8]),
    ("Laplace", list(vars(pr.Laplace.fit([19.0, 20.0, 21.0, 22.0, 68.0])).values()), [21, 10.2]),
    ("Beta", pr.Beta(2.0, 1.0).pdf([0.25, 0.5, 1.0, 2.0]), [0.5, 1, 2, 0]),
    ("MultivariateNormal", pr.MultivariateNormal([0.0, 0.0], np.diag([1.0, 4.0])).pdf([0.0, 0.0]), 1 / (4 * np.pi)),
    ("bayes_rule", pr.bayes_rule([0.01, 0.99], [0.9, 0.1]), [1 / 12, 11 / 12]),
]  # fmt: skip


@pytest.mark.parametrize("name, actual, expected", BY_HAND)
def test_distribution_has_the_values_found_by_hand(name, actual, expected, proof):
    # The logarithm of a beta density is a sum of a dozen terms, each of them rounded.
    bound = (12 if name == "Beta" else 4) * EPS
    proof(f"probability.{name}", "by hand", f"= {np.round(expected, 4).tolist()}", actual, expected, bound=bound)


def test_a_thousand_pieces_of_evidence_do_not_vanish():
    likelihood = np.tile([[1e-3], [2e-3]], 1000)
    np.testing.assert_allclose(pr.bayes_rule([0.5, 0.5], likelihood), [0, 1], atol=1e-300)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_many_pieces_of_evidence_leave_probabilities_that_sum_to_one(dtype):
    prior = np.array([0.25, 0.75], dtype)
    for pieces in (10, 1000, 100_000):
        likelihood = np.full((2, pieces), 1e-30, dtype)
        np.testing.assert_allclose(pr.bayes_rule(prior, likelihood), prior, rtol=4 * np.finfo(dtype).eps)


SIZES = [1e-3, 0.02, 0.5, 1.0, 1.5, 3.0, 40.0, 1e3, 1e5]


@pytest.mark.parametrize("a", SIZES)
def test_the_cdf_of_a_beta_keeps_its_digits_in_both_tails(a, proof):
    for b in SIZES:
        ours, mean = pr.Beta(a, b), a / (a + b)
        std = np.sqrt(mean * (1 - mean) / (a + b + 1))
        near = mean + std * np.array([-30, -8, -3, -1, 0, 1, 3, 8])
        x = np.concatenate([near, np.geomspace(1e-300, 1, 15)[:-1], 1 - np.geomspace(1e-15, 0.5, 8)])
        x = np.sort(x[(x > 0) & (x < 1)])
        if a == b == 0.5:  # SciPy is off by 1e-9 here: the arcsine distribution, in closed form
            expected = np.where(x < 0.5, np.arcsin(np.sqrt(x)), np.pi / 2 - np.arcsin(np.sqrt(1 - x))) * 2 / np.pi
            proof("probability.Beta", "independent", "arcsine distribution", ours.cdf(x), expected, bound=1e-14)
            continue
        # As much as SciPy itself is off for large parameters.
        against, expected = "scipy.stats.beta", scipy.stats.beta(a, b).cdf(x)
        proof("probability.Beta", "independent", against, ours.cdf(x), expected, bound=1e-12)
        small = (x < mean) & (ours.cdf(x) > 1e-300)
        expected = scipy.stats.beta(a, b).cdf(x[small])
        np.testing.assert_allclose(ours.cdf(x[small]), expected, rtol=1e-11 + 1e-12 * np.sqrt(a + b))
        assert np.all(np.diff(ours.cdf(x)) >= -1e-15)
    mirrored = 1 - pr.Beta(2.5, a).cdf([0.25, 0.75])
    proof("probability.Beta", "law", "F(x; a, b) = 1 − F(1 − x; b, a)", pr.Beta(a, 2.5).cdf([0.75, 0.25]), mirrored,
          bound=1e-13 + 4 * EPS * np.sqrt(a))  # fmt: skip


def test_beta_is_a_sum_of_binomials(proof):
    """P(Beta(k, n − k + 1) ≤ p) = P(Binomial(n, p) ≥ k)."""
    for n, p in ((5, 0.3), (40, 0.9)):
        k = np.arange(1, n + 1)
        actual = [pr.Beta(i, n - i + 1).cdf(p) for i in k]
        expected = 1 - pr.Binomial(n, p).cdf(k - 1)
        proof("probability.Beta", "law", "k or more ones in n tosses", actual, expected, bound=1e-14)


def test_large_parameters_leave_their_digits():
    """Against what can be said in closed form."""
    assert pr.Beta(1e17, 1.0).var == pytest.approx(1e-34, rel=1e-15)
    assert pr.Beta(1e308, 1e308).mean == 0.5
    np.testing.assert_allclose(pr.Beta(1.0, 1e17).cdf([1e-18, 1e-17]), -np.expm1([-0.1, -1.0]), rtol=1e-12)
    np.testing.assert_allclose(pr.Beta(1.0, 1e17).log_pdf([1e-18, 1e-17]), np.log(1e17) - [0.1, 1.0], rtol=1e-14)
    for n in (1e6, 1e12, 1e17):  # a normal density, and how far from it, by Stirling's formula
        middle = np.log(4 * n / np.pi) / 2 - 1 / (8 * n)
        np.testing.assert_allclose(pr.Beta(n, n).log_pdf(0.5), middle, rtol=1e-13)
        np.testing.assert_allclose(pr.Beta(n, n).cdf(0.5), 0.5, rtol=4 * EPS * np.sqrt(n))
    half = pr.Binomial(10**16, 0.5)
    np.testing.assert_allclose(half.log_pmf(5 * 10**15), -np.log(np.pi * 5e15) / 2, rtol=1e-13)
    thirds = pr.Multinomial(3 * 10**15, np.full(3, 1 / 3)).log_pmf(np.full(3, 1e15))
    np.testing.assert_allclose(thirds, -np.log(2 * np.pi * 1e15) + np.log(3) / 2, rtol=1e-6)  # 1/3 is rounded


def test_small_probabilities_leave_their_digits():
    np.testing.assert_allclose(pr.Bernoulli(1e-10).log_pmf(0), -1e-10 - 5e-21, rtol=1e-15)
    np.testing.assert_allclose(pr.Bernoulli(1e-300).log_pmf(0), -1e-300, rtol=1e-15)
    np.testing.assert_allclose(pr.Binomial(7, 1e-20).log_pmf([0, 1]), [-7e-20, np.log(7e-20)], rtol=1e-15)
    np.testing.assert_array_equal(pr.Bernoulli(1.0).log_pmf([0, 1]), [-np.inf, 0])
    np.testing.assert_array_equal(pr.Binomial(0, 0.0).log_pmf([0, 1]), [0, -np.inf])


EXTREME = [
    (pr.Normal(0.0, 1e200), 0.0, np.inf),
    (pr.Normal(0.0, 1e-200), 0.0, 0.0),
    (pr.Laplace(0.0, 1e200), 0.0, np.inf),
    (pr.Laplace(0.0, 1e-200), 0.0, 0.0),
    (pr.Exponential(1e-200), 1e200, np.inf),
    (pr.Exponential(1e200), 1e-200, 0.0),
    (pr.Uniform(1e308, 1.5e308), 1.25e308, np.inf),
    (pr.Uniform(-1.7e308, 1.7e308), 0.0, np.inf),
    (pr.Uniform(0.0, 1e200), 5e199, np.inf),
]


@pytest.mark.parametrize("distribution, mean, var", EXTREME)
def test_moments_are_numbers_also_where_a_square_is_out_of_range(distribution, mean, var):
    assert distribution.mean == pytest.approx(mean, rel=1e-15)
    assert distribution.var == var
    x = np.array([-1e300, -1.0, 0.0, 1.0, 1e300])
    assert np.all(np.diff(distribution.cdf(x)) >= 0)
    assert not np.isnan(distribution.log_pdf(x)).any()
    assert np.isfinite(distribution.sample(3, rng=0)).all()


def test_a_fit_is_right_where_squares_and_sums_are_out_of_range():
    x = np.random.default_rng(0).normal(3, 2, 50)
    plain = pr.Normal.fit(x)
    for unit in (1e-200, 1e200, 1e306):
        fitted = pr.Normal.fit(x * unit)
        np.testing.assert_allclose([fitted.mean / unit, fitted.std / unit], [plain.mean, plain.std], rtol=1e-14)
    assert pr.Exponential.fit([1e308, 1.5e308]).rate == pytest.approx(8e-309, rel=1e-12)
    fitted = pr.Laplace.fit([1.5e308, -1e308, 1.7e308, 1.6e308])
    assert (fitted.mean, fitted.scale) == pytest.approx((1.55e308, 0.7e308), rel=1e-12)
    fitted = pr.Normal.fit(1e15 + np.array([0.0, 1.0, 1.0, 0.0]))
    assert (fitted.mean, fitted.std) == (1e15 + 0.5, 0.5)


def test_constants_are_told_from_numbers_that_vary():
    for constant in ([[0.1]] * 3, [[0.1, 1.0], [0.1, 2.0], [0.1, 4.0]]):
        with pytest.raises(ValueError, match="x lies in a plane"):
            pr.MultivariateNormal.fit(constant)
    fitted = pr.MultivariateNormal.fit([[1e-100, 1e15], [2e-100, 1e15 + 1], [4e-100, 1e15]])
    np.testing.assert_allclose(np.diag(fitted.cov), [14 / 9 * 1e-200, 2 / 9], rtol=1e-14)
    for unit in (1e-200, 1e200):
        with pytest.raises(ValueError, match="x has variances that no float64 can hold"):
            pr.MultivariateNormal.fit([[unit], [2 * unit]])


@pytest.mark.parametrize("cov", [[[1e32, 1e15], [-1e15, 1.0]], [[1.0, 1e-20], [-1e-20, 1e-30]]])
def test_a_covariance_is_symmetric_in_any_units(cov):
    with pytest.raises(ValueError, match="cov is not symmetric"):
        pr.MultivariateNormal([0.0, 0.0], cov)


def test_densities_integrate_to_one():
    for distribution, low, high in [
        (pr.Beta(2.5, 4.0), 0, 1),
        (pr.Normal(1, 2), -40, 40),
        (pr.Laplace(1, 2), -98, 100),
        (pr.Exponential(3), 0, 40),
    ]:
        total, _ = scipy.integrate.quad(distribution.pdf, low, high, points=[(low + high) / 2])
        assert abs(total - 1) < 1e-8


def test_the_tail_of_a_normal_keeps_its_digits():
    np.testing.assert_allclose(
        pr.Normal(0, 1).cdf([-10.0, -30.0]), scipy.stats.norm.cdf([-10, -30]), rtol=900 * 4 * EPS
    )


class Highest(np.random.Generator):
    """A generator whose uniform numbers are all the largest there is below 1."""

    def random(self, size=None, **_):
        return np.full(size, np.nextafter(1.0, 0.0))


def test_the_highest_uniform_number_still_shows_the_last_possible_face():
    for k in (7, 100, 1000):
        for dtype in (np.float32, np.float64):
            p = np.append(np.random.default_rng(k).dirichlet(np.ones(k)), 0).astype(dtype)
            assert pr.Categorical(p).sample(1, Highest(np.random.PCG64(0))) == [k - 1]


def test_float32_probabilities_can_be_sampled_from():
    p = np.array([1 / 3, 1 / 3, 1 / 3, 0], dtype=np.float32)
    x = pr.Multinomial(5, p).sample(20, rng=0)
    assert np.all(x.sum(axis=1) == 5) and not x[:, 3].any()


def test_parameters_cannot_be_changed():
    die = pr.Categorical(P)
    with pytest.raises(ValueError):
        die.p[0] = 1
    with pytest.raises(AttributeError):
        pr.Bernoulli(0.5).p = 1


@pytest.mark.parametrize(
    "make, name",
    [
        (lambda: pr.Bernoulli(1.5), "p"),
        (lambda: pr.Binomial(-1, 0.5), "n"),
        (lambda: pr.Binomial(3, np.nan), "p"),
        (lambda: pr.Categorical([0.5, 0.6]), "p"),
        (lambda: pr.Multinomial(2, [0.5]), "p"),
        (lambda: pr.Uniform(2.0, 2.0), "high"),
        (lambda: pr.Uniform(-np.inf, 2.0), "low"),
        (lambda: pr.Normal(0.0, 0.0), "std"),
        (lambda: pr.Normal(0.0, np.inf), "std"),
        (lambda: pr.Exponential(-1.0), "rate"),
        (lambda: pr.Laplace(0.0, 0.0), "scale"),
        (lambda: pr.Laplace(np.nan, 1.0), "mean"),
        (lambda: pr.Laplace.fit([2.0, 2.0]), "x"),
        (lambda: pr.Beta(0.0, 1.0), "a"),
        (lambda: pr.MultivariateNormal([0.0], [[1.0, 0], [0, 1]]), "cov"),
        (lambda: pr.MultivariateNormal([0.0, 0.0], [[1.0, 0.5], [0, 1]]), "cov"),
        (lambda: pr.MultivariateNormal([0.0, 0.0], [[1.0, 2], [2, 1]]), "cov"),
        (lambda: pr.Normal.fit([2.0, 2.0]), "x"),
        (lambda: pr.Uniform.fit([2.0]), "x"),
        (lambda: pr.Exponential.fit([0.0, 0.0]), "x"),
        (lambda: pr.Exponential.fit([-1.0, 1.0]), "x"),
        (lambda: pr.Bernoulli.fit([0, 2]), "x"),
        (lambda: pr.Binomial.fit([0, 5], 4), "x"),
        (lambda: pr.Multinomial.fit([[1, 2], [1, 1]]), "x"),
        (lambda: pr.Multinomial.fit([[1.5, 2.5]]), "x"),
        (lambda: pr.MultivariateNormal.fit([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]), "x"),
        (lambda: pr.Beta(1.0, 1.0).update([0.5]), "x"),
        (lambda: pr.bayes_rule([0.5, 0.5], [0.0, 0.0]), "likelihood"),
        (lambda: pr.Bernoulli(0.5).sample(3, rng=None), "rng"),
    ],
)
def test_parameters_and_data_out_of_range_are_refused_by_name(make, name):
    with pytest.raises((ValueError, TypeError), match=rf"^{name} "):
        make()


X = np.array([0.25, 1.0, -2.0])
WHOLE = np.array([[0.0, 3.0], [2.0, 1.0]])
ANY = {"accepts": {"x": "any rank"}}
TABLE = [
    *[bad_input.Case(f, {"x": X}, **ANY) for f in (pr.erf, pr.erfc)],
    *[bad_input.Case(f, {"x": X}, **ANY)
      for d in (pr.Uniform(-1.0, 3.0), pr.Normal(0.5, 2.0), pr.Exponential(2.0),
                pr.Laplace(0.5, 2.0)) for f in (d.pdf, d.log_pdf, d.cdf)],
    *[bad_input.Case(f, {"x": X}, **ANY) for d in [pr.Beta(2.0, 3.0)] for f in (d.pdf, d.log_pdf, d.cdf)],
    *[bad_input.Case(f, {"x": np.array([0.0, 1.0, 2.0])}, keeps_float32=False, **ANY)
      for d in (pr.Bernoulli(0.3), pr.Binomial(3, 0.5)) for f in (d.pmf, d.log_pmf, d.cdf)],
    *[bad_input.Case(f, {"x": np.array([0.0, 1.0, 2.0])}, keeps_float32=False, **ANY)
      for f in (pr.Categorical(P).pmf, pr.Categorical(P).log_pmf)],
    bad_input.Case(pr.Multinomial(3, [0.5, 0.5]).pmf, {"x": WHOLE}, {"x": [np.float64(1), np.ones(3)]},
                   keeps_float32=False, **ANY),
    bad_input.Case(pr.MultivariateNormal([0.0, 1.0], COV).pdf, {"x": WHOLE}, {"x": [np.ones(3)]},
                   keeps_float32=False, **ANY),
    bad_input.Case(pr.bayes_rule, {"prior": np.array([0.25, 0.75]), "likelihood": np.array([[0.5, 0.1], [0.25, 1.0]])},
                   {"prior": [[0.5, 0.6]], "likelihood": [[-0.1, 0.5], [0.1]]},
                   whole={"prior": np.array([1, 0]), "likelihood": np.eye(2) + 1}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
