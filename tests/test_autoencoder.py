"""Autoencoders: against PyTorch, SciPy, scikit-learn, HIPS autograd and numerical integrals, by laws, and by hand."""

import math

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.integrate
import scipy.special
import scipy.stats
import sklearn.decomposition
from hypothesis import given
from hypothesis import strategies as st

from dlmath import autoencoder as ae
from dlmath import mlp, optimizers
from dlmath.autodiff import value_and_grad
from tests import bad_input

EPS = np.finfo(float).eps
LIKELIHOODS = pytest.mark.parametrize("likelihood, variance", [("bernoulli", 1.0), ("gaussian", 0.3)])
LOSSES = ("squared_error", "binary_cross_entropy", "absolute_error", "huber")
seeds = st.integers(0, 300)


def network(seed, widths=(5, 4, 2), n=6, start=ae.initialize):
    """Parameters with biases, and examples with entries between 0 and 1."""
    rng = np.random.default_rng(seed)
    params = start(widths, rng)
    for layer in params["encoder"] + params["decoder"]:
        layer["b"] = rng.normal(size=layer["b"].shape) / 2
    return params, rng.random((n, widths[0]))


def variational(seed, widths=(5, 4, 2), n=6):
    """The same for a variational autoencoder, and noise."""
    params, X = network(seed, widths, n, ae.initialize_variational)
    return params, X, np.random.default_rng(seed + 1000).standard_normal((n, widths[-1]))


def gaussian(seed, n=5, k=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, k)) * 2, rng.normal(size=(n, k)), rng.normal(size=(n, k))


def layers(params):
    return params["encoder"] + params["decoder"]


def flat(params):
    return np.concatenate([layer[key].ravel() for layer in layers(params) for key in ("W", "b")])


def unflat(theta, params):
    """The nest of ``params`` with the entries of ``theta``."""
    at, built = 0, {"encoder": [], "decoder": []}
    for name, network in params.items():
        for layer in network:
            built[name].append({})
            for key in ("W", "b"):
                built[name][-1][key] = theta[at : at + layer[key].size].reshape(layer[key].shape)
                at += layer[key].size
    return built


def anp_network(network, A):
    """A network with tanh in its hidden layers, for HIPS autograd."""
    for layer in network[:-1]:
        A = anp.tanh(anp.dot(A, layer["W"].T) + layer["b"])
    return anp.dot(A, network[-1]["W"].T) + network[-1]["b"]


def anp_log_p(X, out, likelihood, variance):
    if likelihood == "bernoulli":
        return anp.sum(X * out - anp.logaddexp(0, out), axis=1)
    return -anp.sum((X - out) ** 2 / variance + anp.log(2 * math.pi * variance), axis=1) / 2


def anp_elbo(params, X, noise, likelihood, variance):
    out = anp_network(params["encoder"], X)
    k = noise.shape[1]
    mean, variances = out[:, :k], anp.exp(out[:, k:])
    log_p = anp_log_p(X, anp_network(params["decoder"], mean + anp.sqrt(variances) * noise), likelihood, variance)
    return log_p - anp.sum(mean**2 + variances - 1 - anp.log(variances), axis=1) / 2


def differences(f, theta, h=1e-5):
    """Central differences on every coordinate, of fourth order."""
    steps = h * np.eye(theta.size)
    return [(8 * (f(theta + e) - f(theta - e)) - f(theta + 2 * e) + f(theta - 2 * e)) / (12 * h) for e in steps]


# --- against others


@pytest.mark.parametrize("seed, widths", [(0, (5, 2)), (1, (64, 16, 2)), (2, (7, 5, 4, 3))])
def test_a_start_equals_draws_of_scipy(seed, widths, proof):
    for start, factor in (("initialize", 1), ("initialize_variational", 2)):
        rng = np.random.default_rng(seed)
        actual = getattr(ae, start)(widths, seed)
        encoder = [*widths[:-1], factor * widths[-1]]
        shapes = [*zip(encoder[1:], encoder, strict=False), *zip(widths[-2::-1], widths[::-1], strict=False)]
        for layer, shape in zip(layers(actual), shapes, strict=True):
            a = math.sqrt(6 / sum(shape))
            expected = scipy.stats.uniform(-a, 2 * a).rvs(shape, random_state=rng)
            proof(f"autoencoder.{start}", "independent", "scipy.stats, the same draws", layer["W"], expected,
                  bound=4 * EPS)  # fmt: skip
            assert layer["b"].shape == shape[:1] and not layer["b"].any()


@given(seed=seeds)
def test_networks_equal_hips_autograd(seed, proof):
    params, X = network(seed)
    Z = anp_network(params["encoder"], X)
    proof("autoencoder.encode", "independent", "HIPS autograd's NumPy", ae.encode(params, X, "tanh"), Z, bound=1e-14)
    out = anp_network(params["decoder"], Z)
    proof("autoencoder.decode", "independent", "HIPS autograd's NumPy", ae.decode(params, Z, "tanh"), out, bound=1e-14)
    params, X, _ = variational(seed)
    outputs = anp_network(params["encoder"], X)
    proof("autoencoder.posterior", "independent", "HIPS autograd's NumPy",
          np.concatenate(ae.posterior(params, X, "tanh"), axis=1), outputs, bound=1e-14)  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_gradients_of_an_autoencoder_equal_hips_autograd(seed, proof):
    params, X = network(seed)

    def loss(theta):
        there = unflat(theta, params)
        out = anp_network(there["decoder"], anp_network(there["encoder"], X))
        return anp.mean(anp.logaddexp(0, out) - X * out)

    value, grads = ae.loss_and_grads(params, X, "tanh", "binary_cross_entropy")
    name, against = "autoencoder.loss_and_grads", "HIPS autograd"
    proof(name, "independent", against, value, loss(flat(params)), bound=1e-14)
    proof(name, "independent", against, flat(grads), autograd.grad(loss)(flat(params)), bound=1e-14)


@LIKELIHOODS
@pytest.mark.parametrize("seed", range(5))
def test_the_bound_and_its_gradients_equal_hips_autograd(seed, likelihood, variance, proof):
    params, X, noise = variational(seed)

    def loss(theta):
        return -anp.mean(anp_elbo(unflat(theta, params), X, noise, likelihood, variance))

    expected = anp_elbo(params, X, noise, likelihood, variance)
    actual = ae.elbo(params, X, noise, "tanh", likelihood, variance)
    proof("autoencoder.elbo", "independent", "HIPS autograd's NumPy", actual, expected, bound=1e-13)
    value, grads = ae.negative_elbo_and_grads(params, X, noise, "tanh", likelihood, variance)
    name, against = "autoencoder.negative_elbo_and_grads", "HIPS autograd"
    proof(name, "independent", against, value, loss(flat(params)), bound=1e-13)
    proof(name, "independent", against, flat(grads), autograd.grad(loss)(flat(params)), bound=1e-12)


@pytest.mark.torch
@LIKELIHOODS
@pytest.mark.parametrize("seed", range(3))
def test_the_bound_and_its_gradients_equal_pytorch(seed, likelihood, variance, proof):
    torch = pytest.importorskip("torch")
    params, X, noise = variational(seed)
    tensors = [torch.tensor(layer[key], requires_grad=True) for layer in layers(params) for key in ("W", "b")]
    W1, b1, W2, b2, W3, b3, W4, b4 = tensors
    outputs = torch.tanh(torch.tensor(X) @ W1.T + b1) @ W2.T + b2
    q = torch.distributions.Normal(outputs[:, :2], torch.exp(outputs[:, 2:] / 2))
    z = q.loc + q.scale * torch.tensor(noise)
    out = torch.tanh(z @ W3.T + b3) @ W4.T + b4
    normal = torch.distributions.Normal(out, math.sqrt(variance))
    if likelihood == "bernoulli":
        log_p = torch.distributions.Bernoulli(logits=out, validate_args=False).log_prob(torch.tensor(X)).sum(1)
    else:
        log_p = normal.log_prob(torch.tensor(X)).sum(1)
    kl = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0)).sum(1)
    actual = ae.elbo(params, X, noise, "tanh", likelihood, variance)
    proof("autoencoder.elbo", "independent", "torch.distributions", actual, (log_p - kl).detach(), bound=1e-13)
    expected = torch.autograd.grad(torch.mean(kl - log_p), tensors)
    _, grads = ae.negative_elbo_and_grads(params, X, noise, "tanh", likelihood, variance)
    proof("autoencoder.negative_elbo_and_grads", "independent", "PyTorch", flat(grads),
          np.concatenate([g.numpy().ravel() for g in expected]), bound=1e-12)  # fmt: skip


@pytest.mark.torch
@pytest.mark.parametrize("seed", range(5))
def test_gaussians_and_coins_equal_pytorch(seed, proof):
    torch = pytest.importorskip("torch")
    mean, log_variance, x = gaussian(seed)
    m, v = (torch.tensor(a, requires_grad=True) for a in (mean, log_variance))
    q = torch.distributions.Normal(m, torch.exp(v / 2))
    kl = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0)).sum(1)
    against = "torch.distributions"
    actual = ae.kl_to_standard_normal(mean, log_variance)
    proof("autoencoder.kl_to_standard_normal", "independent", against, actual, kl.detach(), bound=1e-13)
    expected = [g.numpy() for g in torch.autograd.grad(kl.sum(), (m, v))]
    actual = ae.kl_to_standard_normal_gradient(mean, log_variance)
    proof("autoencoder.kl_to_standard_normal_gradient", "independent", against, actual, expected, bound=1e-13)
    ink = (x > 0).astype(float)
    log_p = torch.distributions.Bernoulli(logits=m).log_prob(torch.tensor(ink)).sum(1)
    actual = ae.bernoulli_log_likelihood(ink, mean)
    proof("autoencoder.bernoulli_log_likelihood", "independent", against, actual, log_p.detach(), bound=1e-13)
    actual = ae.bernoulli_log_likelihood_gradient(ink, mean)
    (expected,) = torch.autograd.grad(log_p.sum(), m)
    proof("autoencoder.bernoulli_log_likelihood_gradient", "independent", against, actual, expected, bound=1e-14)
    log_p = torch.distributions.Normal(m, math.sqrt(0.7)).log_prob(torch.tensor(x)).sum(1)
    actual = ae.gaussian_log_likelihood(x, mean, 0.7)
    proof("autoencoder.gaussian_log_likelihood", "independent", against, actual, log_p.detach(), bound=1e-13)
    (expected,) = torch.autograd.grad(log_p.sum(), m)
    actual = ae.gaussian_log_likelihood_gradient(x, mean, 0.7)
    proof("autoencoder.gaussian_log_likelihood_gradient", "independent", against, actual, expected, bound=1e-13)


@pytest.mark.parametrize("mean, log_variance", [(0.0, 0.0), (1.5, -2.0), (-3.0, 1.0), (0.2, 3.0), (4.0, -6.0)])
def test_the_distance_of_gaussians_equals_a_numerical_integral(mean, log_variance, proof):
    q, p = scipy.stats.norm(mean, math.exp(log_variance / 2)), scipy.stats.norm()
    low, high = mean - 12 * q.std(), mean + 12 * q.std()
    expected, _ = scipy.integrate.quad(
        lambda z: q.pdf(z) * (q.logpdf(z) - p.logpdf(z)), low, high, points=[mean], epsabs=1e-12, epsrel=1e-12
    )
    actual = ae.kl_to_standard_normal([[mean]], [[log_variance]])[0]
    name = "autoencoder.kl_to_standard_normal"
    proof(name, "independent", "scipy.integrate.quad of q log(q/p)", actual, expected, bound=1e-10)


@given(seed=seeds)
def test_likelihoods_and_draws_equal_scipy(seed, proof):
    mean, log_variance, x = gaussian(seed)
    ink = (x > 0).astype(float)
    expected = scipy.stats.bernoulli.logpmf(ink, scipy.special.expit(mean)).sum(axis=1)
    actual, against = ae.bernoulli_log_likelihood(ink, mean), "scipy.stats"
    proof("autoencoder.bernoulli_log_likelihood", "independent", against, actual, expected, bound=1e-12)
    expected = scipy.stats.norm.logpdf(x, mean, math.sqrt(0.7)).sum(axis=1)
    actual = ae.gaussian_log_likelihood(x, mean, 0.7)
    proof("autoencoder.gaussian_log_likelihood", "independent", against, actual, expected, bound=1e-13)
    sigma = np.exp(log_variance / 2)
    expected = scipy.stats.norm.ppf(scipy.stats.norm.cdf(x), mean, sigma)
    actual, against = ae.reparameterize(mean, log_variance, x), "scipy.stats.norm, quantiles of quantiles"
    proof("autoencoder.reparameterize", "independent", against, actual, expected, bound=1e-11)


@given(seed=seeds)
def test_gradients_of_the_parts_equal_hips_autograd(seed, proof):
    mean, log_variance, x = gaussian(seed)
    G, ink = np.random.default_rng(seed + 7).normal(size=x.shape), scipy.special.expit(x)

    def draw(m, v):
        return anp.sum(G * (m + anp.exp(v / 2) * x))

    def kl(m, v):
        return anp.sum(m**2 + anp.exp(v) - 1 - v) / 2

    against = "HIPS autograd"
    for name, f, actual in (
        ("reparameterize_backward", draw, ae.reparameterize_backward(log_variance, x, G)),
        ("kl_to_standard_normal_gradient", kl, ae.kl_to_standard_normal_gradient(mean, log_variance)),
    ):
        expected = [autograd.grad(f, i)(mean, log_variance) for i in (0, 1)]
        proof(f"autoencoder.{name}", "independent", against, actual, expected, bound=1e-14)
    for name, X, rest in (("bernoulli", ink, ()), ("gaussian", x, (0.7,))):
        expected = autograd.grad(lambda m, X=X, name=name: anp.sum(anp_log_p(X, m, name, 0.7)))(mean)
        actual = getattr(ae, f"{name}_log_likelihood_gradient")(X, mean, *rest)
        name = f"autoencoder.{name}_log_likelihood_gradient"
        proof(name, "independent", against, actual, expected, bound=1e-13)


def table(seed, n=40, d=6):
    """Examples of very different variance in different directions, n > d."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) * 2.0 ** np.arange(d)[::-1] @ scipy.stats.special_ortho_group.rvs(
        d, random_state=seed
    ) + rng.normal(size=d)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("k", [1, 3, 5])
def test_linear_autoencoders_equal_scikit_learn(seed, k, proof):
    X = table(seed)
    theirs = sklearn.decomposition.PCA(k).fit(X)
    params = ae.from_principal_components(X, k)
    again = ae.decode(params, ae.encode(params, X, "identity"), "identity")
    expected = theirs.inverse_transform(theirs.transform(X))
    name = "autoencoder.from_principal_components"
    proof(name, "independent", "sklearn PCA, its reconstructions", again, expected, bound=1e-12)
    name, against = "autoencoder.from_probabilistic_principal_components", "sklearn PCA, its covariance"
    params, variance = ae.from_probabilistic_principal_components(X, k)
    share = (len(X) - 1) / len(X)
    W = params["decoder"][0]["W"]
    covariance = W @ W.T + variance * np.eye(X.shape[1])
    proof(name, "independent", against, covariance, theirs.get_covariance() * share, bound=1e-12)
    proof(name, "independent", against, variance, theirs.noise_variance_ * share, bound=1e-12)


@given(seed=st.integers(0, 60))
def test_the_weighted_bound_equals_densities_of_scipy(seed, proof):
    params, X, _ = variational(seed)
    noise = np.random.default_rng(seed).standard_normal((7, 6, 2))
    mean, log_variance = ae.posterior(params, X, "tanh")
    sigma, terms = np.exp(log_variance / 2), []
    for epsilon in noise:
        z = mean + sigma * epsilon
        p = scipy.special.expit(ae.decode(params, z, "tanh"))
        log_w = scipy.stats.norm.logpdf(z) - scipy.stats.norm.logpdf(z, mean, sigma)
        terms.append(np.sum(log_w, axis=1) + np.sum(X * np.log(p) + (1 - X) * np.log1p(-p), axis=1))
    expected = scipy.special.logsumexp(terms, axis=0, b=1 / 7)
    actual = ae.importance_weighted_bound(params, X, noise, "tanh", "bernoulli")
    name = "autoencoder.importance_weighted_bound"
    proof(name, "independent", "densities of scipy.stats", actual, expected, bound=1e-13)


# --- every coordinate of every gradient


@pytest.mark.parametrize("loss", LOSSES)
def test_gradients_of_an_autoencoder_equal_differences_and_autodiff(loss, proof):
    for seed in range(3):
        params, X = network(seed)
        value, grads = ae.loss_and_grads(params, X, "tanh", loss)
        expected = differences(
            lambda t, p=params, X=X: ae.loss_and_grads(unflat(t, p), X, "tanh", loss)[0], flat(params)
        )
        name = "autoencoder.loss_and_grads"
        proof(name, "law", "differences on every coordinate", flat(grads), expected, bound=1e-9)
        f = value_and_grad(lambda p, X=X: ae.loss_and_grads(p, X, "tanh", loss)[0])
        traced, by_tape = f(params)
        proof(name, "law", "dlmath.autodiff", [traced, *flat(by_tape)], [value, *flat(grads)], bound=1e-14)


@LIKELIHOODS
@pytest.mark.parametrize("hidden", ["tanh", "softplus", "identity"])
def test_gradients_of_the_bound_equal_differences_and_autodiff(hidden, likelihood, variance, proof):
    for seed in range(3):
        params, X, noise = variational(seed)
        rest = (X, noise, hidden, likelihood, variance)
        value, grads = ae.negative_elbo_and_grads(params, *rest)
        f = lambda p, rest=rest: -np.mean(ae.elbo(p, *rest))  # noqa: E731
        expected = differences(lambda t, f=f, p=params: f(unflat(t, p)), flat(params), h=1e-4)
        name = "autoencoder.negative_elbo_and_grads"
        proof(name, "law", "differences on every coordinate", flat(grads), expected, bound=1e-9)
        traced, by_tape = value_and_grad(f)(params)
        proof(name, "law", "dlmath.autodiff of elbo", [traced, *flat(by_tape)], [value, *flat(grads)], bound=1e-13)


# --- laws


@given(seed=seeds)
def test_starts_and_networks_obey_their_laws(seed, proof):
    rng = np.random.default_rng(seed)
    widths = rng.integers(1, 9, size=rng.integers(2, 5)).tolist()
    for start, factor in (("initialize", 1), ("initialize_variational", 2)):
        params = getattr(ae, start)(widths, seed)
        shapes = [w for layer in params["encoder"] for w in layer["W"].shape[::-1]]
        expected = [widths[0], *[w for w in widths[1:-1] for _ in (0, 1)], factor * widths[-1]]
        proof(f"autoencoder.{start}", "law", "the decoder mirrors the encoder", shapes, expected, bound=0)
        shapes = [w for layer in params["decoder"] for w in layer["W"].shape[::-1]]
        expected = [widths[-1], *[w for w in widths[-2:0:-1] for _ in (0, 1)], widths[0]]
        proof(f"autoencoder.{start}", "law", "the decoder mirrors the encoder", shapes, expected, bound=0)
    params, X = network(seed)
    Z = ae.encode(params, X, "tanh")
    against, alone = "each example by itself", [ae.encode(params, x[None], "tanh")[0] for x in X]
    proof("autoencoder.encode", "law", against, Z, alone, bound=1e-14)
    alone = [ae.decode(params, z[None], "tanh")[0] for z in Z]
    proof("autoencoder.decode", "law", against, ae.decode(params, Z, "tanh"), alone, bound=1e-14)
    params, X, _ = variational(seed)
    alone = [ae.posterior(params, x[None], "tanh") for x in X]
    expected = np.concatenate(alone, axis=1)
    proof("autoencoder.posterior", "law", against, ae.posterior(params, X, "tanh"), expected, bound=1e-14)


@given(seed=seeds)
def test_the_distance_of_gaussians_obeys_its_laws(seed, proof):
    mean, log_variance, _ = gaussian(seed)
    kl, name = ae.kl_to_standard_normal(mean, log_variance), "autoencoder.kl_to_standard_normal"
    proof(name, "law", "at least 0", np.minimum(kl, 0), 0.0, bound=0)
    coordinates = [ae.kl_to_standard_normal(mean[:, [j]], log_variance[:, [j]]) for j in range(3)]
    proof(name, "law", "a sum over coordinates", kl, np.sum(coordinates, axis=0), bound=1e-14)
    proof(name, "law", "0 for N(0, I) itself", ae.kl_to_standard_normal(0 * mean, 0 * mean), 0.0, bound=0)
    proof(name, "law", "the sign of μ does not matter", ae.kl_to_standard_normal(-mean, log_variance), kl, bound=0)
    slope = ae.kl_to_standard_normal_gradient(mean, log_variance)
    theta = np.concatenate([mean.ravel(), log_variance.ravel()])
    expected = differences(lambda t: np.sum(ae.kl_to_standard_normal(*t.reshape(2, 5, 3))), theta, h=1e-3)
    name, against = "autoencoder.kl_to_standard_normal_gradient", "differences on every coordinate"
    proof(name, "law", against, np.ravel(slope), expected, bound=1e-9)
    slope = ae.kl_to_standard_normal_gradient(0 * mean, 0 * mean)
    proof(name, "law", "0 at N(0, I)", slope, 0.0, bound=0)


@given(seed=seeds)
def test_draws_obey_their_laws(seed, proof):
    mean, log_variance, noise = gaussian(seed)
    name, z = "autoencoder.reparameterize", ae.reparameterize(mean, log_variance, noise)
    back = (z - mean) / np.exp(log_variance / 2)
    proof(name, "law", "(z − μ)/σ = ε", back, noise, bound=1e-12)
    middle = (z + ae.reparameterize(mean, log_variance, -noise)) / 2
    proof(name, "law", "ε and −ε lie around μ", middle, mean, bound=1e-14)
    G = np.random.default_rng(seed + 7).normal(size=noise.shape)
    theta = np.concatenate([mean.ravel(), log_variance.ravel()])
    expected = differences(lambda t: np.sum(G * ae.reparameterize(*t.reshape(2, 5, 3), noise)), theta, h=1e-3)
    actual = np.ravel(ae.reparameterize_backward(log_variance, noise, G))
    name, against = "autoencoder.reparameterize_backward", "differences on every coordinate"
    proof(name, "law", against, actual, expected, bound=1e-10)


@given(seed=seeds)
def test_likelihoods_obey_their_laws(seed, proof):
    out, _, x = gaussian(seed, n=2)
    name, total = "autoencoder.bernoulli_log_likelihood", 0.0
    for bits in np.ndindex(2, 2, 2):
        total = total + np.exp(ae.bernoulli_log_likelihood(np.tile(np.array(bits, float), (2, 1)), out))
    proof(name, "law", "all images together have probability 1", total, 1.0, bound=1e-14)
    gray = scipy.special.expit(x)
    against = "ink and paper change places"
    proof(name, "law", against, ae.bernoulli_log_likelihood(1 - gray, -out), ae.bernoulli_log_likelihood(gray, out),
          bound=1e-14)  # fmt: skip
    expected = differences(lambda t: np.sum(ae.bernoulli_log_likelihood(gray, t.reshape(2, 3))), out.ravel(), h=1e-3)
    actual = ae.bernoulli_log_likelihood_gradient(gray, out).ravel()
    against = "differences on every coordinate"
    proof("autoencoder.bernoulli_log_likelihood_gradient", "law", against, actual, expected, bound=1e-10)
    expected = differences(lambda t: np.sum(ae.gaussian_log_likelihood(x, t.reshape(2, 3), 0.7)), out.ravel(), h=1e-3)
    actual = ae.gaussian_log_likelihood_gradient(x, out, 0.7).ravel()
    proof("autoencoder.gaussian_log_likelihood_gradient", "law", against, actual, expected, bound=1e-10)
    nearer = ae.gaussian_log_likelihood(x, out, 0.7) - ae.gaussian_log_likelihood(x, x, 0.7)
    expected = -np.sum((x - out) ** 2, axis=1) / 1.4
    name = "autoencoder.gaussian_log_likelihood"
    proof(name, "law", "a squared error, scaled and shifted", nearer, expected, bound=1e-13)


@given(seed=st.integers(0, 60))
def test_no_linear_autoencoder_draws_better_than_principal_components(seed, proof):
    rng = np.random.default_rng(seed)
    X, k = table(seed), int(rng.integers(1, 6))
    params, name = ae.from_principal_components(X, k), "autoencoder.from_principal_components"
    loss, grads = ae.loss_and_grads(params, X, "identity", "squared_error")
    left_out = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)[k:]
    proof(name, "law", "error: the variances left out", loss * X.size, np.sum(left_out**2), bound=1e-12)
    proof(name, "law", "the gradient there is 0", flat(grads), 0.0, bound=1e-10)
    A = scipy.stats.ortho_group.rvs(k, random_state=seed) * 1.0 if k > 1 else np.array([[2.0]])
    (e,), (d,) = params["encoder"], params["decoder"]
    mixed = {
        "encoder": [{"W": A @ e["W"], "b": A @ e["b"]}],
        "decoder": [{"W": d["W"] @ np.linalg.inv(A), "b": d["b"]}],
    }
    again = ae.loss_and_grads(mixed, X, "identity", "squared_error")[0]
    proof(name, "law", "a code mixed by any matrix is as good", again, loss, bound=1e-12)
    other = unflat(flat(params) + 0.1 * rng.normal(size=flat(params).size), params)
    assert ae.loss_and_grads(other, X, "identity", "squared_error")[0] > loss


# Points and weights that give the mean of any polynomial of degree 3 over N(0, I): ± √k along each axis.
def cubature(k):
    return np.concatenate([math.sqrt(k) * np.eye(k), -math.sqrt(k) * np.eye(k)])


def mean_elbo(params, X, variance, hidden="identity"):
    """The ELBO of a linear decoder with Gaussian noise, whose mean over ε is exact in 2k points."""
    k = params["decoder"][0]["W"].shape[1]
    bounds = [ae.elbo(params, X, np.tile(e, (len(X), 1)), hidden, "gaussian", variance) for e in cubature(k)]
    return np.mean(bounds, axis=0)


@given(seed=st.integers(0, 60))
def test_the_bound_is_the_log_likelihood_at_the_true_posterior(seed, proof):
    rng = np.random.default_rng(seed)
    X, k = table(seed), int(rng.integers(1, 6))
    params, variance = ae.from_probabilistic_principal_components(X, k)
    W, b = params["decoder"][0]["W"], params["decoder"][0]["b"]
    log_p = scipy.stats.multivariate_normal(b, W @ W.T + variance * np.eye(6)).logpdf(X)
    against = "log p(x), at the true posterior of a linear Gaussian model"
    proof("autoencoder.elbo", "law", against, mean_elbo(params, X, variance), log_p, bound=1e-10)
    noise = rng.standard_normal((3, len(X), k))
    actual = ae.importance_weighted_bound(params, X, noise, "identity", "gaussian", variance)
    proof("autoencoder.importance_weighted_bound", "law", against, actual, log_p, bound=1e-10)
    name = "autoencoder.from_probabilistic_principal_components"
    proof(name, "law", "the ELBO of its encoder is log p(x)", mean_elbo(params, X, variance), log_p, bound=1e-10)
    theta = np.append(flat(params)[-W.size - 6 :], variance)  # of the decoder: X cannot be made more likely

    def likelihood(theta):
        W, b = theta[:W_size].reshape(6, k), theta[W_size:-1]
        return scipy.stats.multivariate_normal(b, W @ W.T + theta[-1] * np.eye(6)).logpdf(X).mean()

    W_size = W.size
    slopes = differences(likelihood, theta, h=1e-4 * variance)
    proof(name, "law", "the slope of the likelihood is 0", slopes, 0.0, bound=1e-6)


@given(seed=st.integers(0, 60))
def test_below_the_log_likelihood_the_bound_lacks_the_distance_to_the_true_posterior(seed, proof):
    rng = np.random.default_rng(seed)
    k, d, n, variance = 2, 4, 5, 0.6
    X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, k)), rng.normal(size=d)
    encoder = {"W": rng.normal(size=(2 * k, d)) / 2, "b": rng.normal(size=2 * k)}
    params = {"encoder": [encoder], "decoder": [{"W": W, "b": b}]}
    log_p = scipy.stats.multivariate_normal(b, W @ W.T + variance * np.eye(d)).logpdf(X)
    precision = W.T @ W / variance + np.eye(k)  # of the true posterior, whose axes are not those of the code
    true_mean = (X - b) @ W @ np.linalg.inv(precision) / variance
    mean, log_variance = ae.posterior(params, X, "identity")
    step = mean - true_mean
    distance = (
        np.exp(log_variance) @ np.diag(precision)
        + np.einsum("ni,ij,nj->n", step, precision, step)
        - k
        - np.linalg.slogdet(precision)[1]
        - log_variance.sum(axis=1)
    ) / 2
    assert np.all(distance > 0)
    actual, against = mean_elbo(params, X, variance), "log p(x) − KL(q(z|x) ‖ p(z|x))"
    proof("autoencoder.elbo", "law", against, actual, log_p - distance, bound=1e-12)


@LIKELIHOODS
def test_bounds_stay_below_an_integral_over_all_codes(likelihood, variance, proof):
    nodes, weights = np.polynomial.hermite_e.hermegauss(30)
    weights = weights / weights.sum()
    grid, rest = np.linspace(-10, 10, 2001), ("tanh", likelihood, variance)
    name = "autoencoder.importance_weighted_bound"
    for seed in range(4):
        params, X, _ = variational(seed, (5, 4, 1), n=1)
        one = np.tile(X, (30, 1))
        elbo = weights @ ae.elbo(params, one, nodes[:, None], *rest)
        alone = weights @ ae.importance_weighted_bound(params, one, nodes[None, :, None], *rest)
        proof(name, "law", "with one draw, on the average, the ELBO", alone, elbo, bound=1e-12)
        pairs = np.stack(np.meshgrid(nodes, nodes)).reshape(2, 900, 1)
        two = np.outer(weights, weights).ravel() @ ae.importance_weighted_bound(
            params, np.tile(X, (900, 1)), pairs, *rest
        )
        out = ae.decode(params, grid[:, None], "tanh")
        density = np.exp(anp_log_p(X, out, likelihood, variance) + scipy.stats.norm.logpdf(grid))
        log_p = math.log(scipy.integrate.trapezoid(density, grid))
        against = "at most log p(x), an integral over all codes"
        proof("autoencoder.elbo", "law", against, max(elbo - log_p, 0), 0.0, bound=1e-12)
        proof(name, "law", against, max(two - log_p, 0), 0.0, bound=1e-12)
        assert elbo < two < log_p


# --- by hand


def test_networks_by_hand(proof):
    # encoder: z = (x₁ − x₂, 1); decoder: x̂ = (2z₁ + z₂, z₁ − z₂), target (1, 3): z = (−2, 1), x̂ = (−3, −3).
    params = {
        "encoder": [{"W": np.array([[1.0, -1.0], [0.0, 0.0]]), "b": np.array([0.0, 1.0])}],
        "decoder": [{"W": np.array([[2.0, 1.0], [1.0, -1.0]]), "b": np.array([0.0, 0.0])}],
    }
    X, where = np.array([[1.0, 3.0]]), "two layers, whole numbers"
    Z = ae.encode(params, X, "tanh")
    proof("autoencoder.encode", "by hand", where, Z, [[-2, 1]], bound=0)
    proof("autoencoder.decode", "by hand", where, ae.decode(params, Z, "tanh"), [[-3, -3]], bound=0)
    proof("autoencoder.posterior", "by hand", where, ae.posterior(params, X, "tanh"), [[[-2]], [[1]]], bound=0)
    # (16 + 36)/2 = 26; ∂L/∂x̂ = (−4, −6); ∂L/∂z = (−4·2 − 6·1, −4·1 + 6) = (−14, 2).
    loss, grads = ae.loss_and_grads(params, X, "tanh", "squared_error")
    expected = [26, -14, -42, 2, 6, -14, 2, 8, -4, 12, -6, -4, -6]
    proof("autoencoder.loss_and_grads", "by hand", where, [loss, *flat(grads)], expected, bound=0)
    rng = np.random.default_rng(3)
    expected = [rng.uniform(-1, 1, (2, 4)), rng.uniform(-1, 1, (4, 2))]
    actual, where = [layer["W"].ravel() for layer in layers(ae.initialize([4, 2], 3))], "√(6 / (2 + 4)) = 1"
    proof("autoencoder.initialize", "by hand", where, actual, [W.ravel() for W in expected], bound=2 * EPS)
    rng = np.random.default_rng(3)
    expected = rng.uniform(-1, 1, (4, 2))
    actual = ae.initialize_variational([2, 2], 3)["encoder"][0]["W"]
    proof("autoencoder.initialize_variational", "by hand", "√(6 / (4 + 2)) = 1", actual, expected, bound=2 * EPS)


def test_linear_autoencoders_by_hand(proof):
    X, where = np.array([[3.0, 0.0], [-3.0, 0.0], [0.0, 1.0], [0.0, -1.0]]), "variances 4.5 and 0.5"
    params = ae.from_principal_components(X, 1)
    expected = [1, 0, 0, 1, 0, 0, 0]
    proof("autoencoder.from_principal_components", "by hand", where, flat(params), expected, bound=4 * EPS)
    params, variance = ae.from_probabilistic_principal_components(X, 1)
    # W = √(4.5 − 0.5) = 2; μ = 2/4.5 x₁ = 4/9 x₁; σ² = 0.5/4.5 = 1/9.
    expected = [4 / 9, 0, 0, 0, 0, math.log(1 / 9), 2, 0, 0, 0, 0.5]
    actual, name = [*flat(params), variance], "autoencoder.from_probabilistic_principal_components"
    proof(name, "by hand", where, actual, expected, bound=8 * EPS)
    # Covariance diag(4.5, 0.5): log p(3, 0) = −log 2π − ½ log 2.25 − ½ · 9/4.5.
    expected = -math.log(2 * math.pi) - math.log(2.25) / 2 - 1
    actual = ae.importance_weighted_bound(params, X[:1], [[[0.7]], [[-1.0]]], "tanh", "gaussian", variance)
    proof("autoencoder.importance_weighted_bound", "by hand", where, actual, [expected], bound=1e-14)


def test_gaussians_and_coins_by_hand(proof):
    where = "μ = (3, 0), σ² = (1, 4)"
    mean, log_variance, noise = [[3.0, 0.0]], [[0.0, math.log(4)]], [[-1.0, 2.0]]
    expected = [(9 + 4 - 1 - math.log(4)) / 2]
    actual = ae.kl_to_standard_normal(mean, log_variance)
    proof("autoencoder.kl_to_standard_normal", "by hand", where, actual, expected, bound=4 * EPS)
    actual = ae.kl_to_standard_normal_gradient(mean, log_variance)
    expected = [[[3, 0]], [[0, 1.5]]]
    proof("autoencoder.kl_to_standard_normal_gradient", "by hand", where, actual, expected, bound=4 * EPS)
    actual = ae.reparameterize(mean, log_variance, noise)
    proof("autoencoder.reparameterize", "by hand", where, actual, [[2, 4]], bound=4 * EPS)
    actual = ae.reparameterize_backward(log_variance, noise, [[10.0, 1.0]])
    proof("autoencoder.reparameterize_backward", "by hand", where, actual, [[[10, 1]], [[-5, 2]]], bound=4 * EPS)
    where, logits = "probabilities 3/4 and 1/2", [[math.log(3), 0.0]]
    actual = ae.bernoulli_log_likelihood([[1.0, 0.0]], logits)
    proof("autoencoder.bernoulli_log_likelihood", "by hand", where, actual, [math.log(3 / 8)], bound=4 * EPS)
    actual = ae.bernoulli_log_likelihood_gradient([[1.0, 0.0]], logits)
    proof("autoencoder.bernoulli_log_likelihood_gradient", "by hand", where, actual, [[0.25, -0.5]], bound=4 * EPS)
    where = "errors 2 and −1, variance 4"
    actual = ae.gaussian_log_likelihood([[3.0, 0.0]], [[1.0, 1.0]], 4.0)
    expected = [-5 / 8 - math.log(8 * math.pi)]
    proof("autoencoder.gaussian_log_likelihood", "by hand", where, actual, expected, bound=4 * EPS)
    actual = ae.gaussian_log_likelihood_gradient([[3.0, 0.0]], [[1.0, 1.0]], 4.0)
    proof("autoencoder.gaussian_log_likelihood_gradient", "by hand", where, actual, [[0.5, -0.25]], bound=0)


def test_the_bound_by_hand(proof):
    # μ = x = 2, log σ² = 0, ε = 1: z = 3, logit 0·z + 0: log p = log ½, KL = 2.
    params = {
        "encoder": [{"W": np.array([[2.0], [0.0]]), "b": np.zeros(2)}],
        "decoder": [{"W": np.array([[0.0]]), "b": np.zeros(1)}],
    }
    X, noise, where = np.array([[1.0]]), np.array([[1.0]]), "one number, one code"
    actual = ae.elbo(params, X, noise, "tanh", "bernoulli")
    proof("autoencoder.elbo", "by hand", where, actual, [-math.log(2) - 2], bound=2 * EPS)
    loss, grads = ae.negative_elbo_and_grads(params, X, noise, "tanh", "bernoulli")
    # Backwards: −(1 − ½) = −½ for the bias, −½ · 3 for the weight, −½ · 0 = 0 for z; the KL has the gradient (2, 0).
    expected = [math.log(2) + 2, 2, 0, 2, 0, -1.5, -0.5]
    actual = [loss, *flat(grads)]
    proof("autoencoder.negative_elbo_and_grads", "by hand", where, actual, expected, bound=2 * EPS)
    # Gaussian with s² = 1, decoder x̂ = 2z: error 1 − 6 = −5; ∂L/∂x̂ = 5, ∂L/∂z = 10, to μ 10 + 2, to log σ² 10/2 + 0.
    params["decoder"] = [{"W": np.array([[2.0]]), "b": np.zeros(1)}]
    loss, grads = ae.negative_elbo_and_grads(params, X, noise, "tanh", "gaussian")
    expected = [12.5 + math.log(2 * math.pi) / 2 + 2, 12, 5, 12, 5, 15, 5]
    actual, name = [loss, *flat(grads)], "autoencoder.negative_elbo_and_grads"
    proof(name, "by hand", where, actual, expected, bound=2 * EPS)


# --- further


def test_training_a_linear_autoencoder_finds_the_plane_of_the_principal_components():
    X = table(0, n=60, d=4) / 4
    best = ae.from_principal_components(X, 2)
    least = ae.loss_and_grads(best, X, "identity", "squared_error")[0]
    params, _ = mlp.train(
        lambda p, X, _: ae.loss_and_grads(p, X, "identity", "squared_error"),
        ae.initialize([4, 2], rng=0),
        X,
        X,
        optimizers.adam(0.02),
        n_epochs=1500,
        batch_size=60,
        rng=0,
        progress="quiet",
    )
    loss = ae.loss_and_grads(params, X, "identity", "squared_error")[0]
    assert least <= loss < least * 1.001
    (e,), (d,) = params["encoder"], params["decoder"]
    V = best["decoder"][0]["W"]
    np.testing.assert_allclose(d["W"] @ e["W"], V @ V.T, atol=0.02)


def test_logits_far_from_zero_cost_no_digits():
    np.testing.assert_allclose(ae.bernoulli_log_likelihood([[1.0, 0.0]], [[-800.0, -50.0]]), [-800 - np.exp(-50)])
    slope = ae.bernoulli_log_likelihood_gradient([[1.0, 0.0]], [[50.0, -50.0]])
    np.testing.assert_allclose(slope, [[np.exp(-50), -np.exp(-50)]], rtol=1e-14)


def test_a_small_distance_keeps_its_digits():
    np.testing.assert_allclose(ae.kl_to_standard_normal([[0.0]], [[1e-6]]), [2.5e-13 + 1e-18 / 12], rtol=1e-3)


def test_a_variance_that_overflows_is_an_infinite_distance_and_no_draw():
    assert ae.kl_to_standard_normal([[0.0]], [[800.0]]) == np.inf
    with pytest.raises(ValueError, match=r"^exp\(log_variance / 2\) holds inf"):
        ae.reparameterize([[0.0]], [[1500.0]], [[0.0]])


def test_single_precision_stays_single():
    params = ae.initialize_variational([5, 4, 2], 0, dtype="float32")
    rng = np.random.default_rng(0)
    X, noise = rng.random((6, 5)).astype(np.float32), rng.standard_normal((6, 2))
    for likelihood in ("bernoulli", "gaussian"):
        loss, grads = ae.negative_elbo_and_grads(params, X, noise, "tanh", likelihood, 0.3)
        assert loss.dtype == np.float32 and {g[key].dtype for g in layers(grads) for key in g} == {np.dtype("float32")}
        assert ae.elbo(params, X, noise, "tanh", likelihood, 0.3).dtype == np.float32
        assert ae.importance_weighted_bound(params, X, noise[None], "tanh", likelihood, 0.3).dtype == np.float32


def test_a_network_of_another_shape_is_refused():
    params, X = network(0)
    for wrong, message in (
        ([1], "params is list, expected a dict"),
        ({"encoder": params["encoder"]}, r"params has the keys \['encoder'\]"),
        ({"encoder": [], "decoder": params["decoder"]}, r"params\['encoder'\] is list"),
    ):
        with pytest.raises((ValueError, TypeError), match=message):
            ae.encode(wrong, X, "tanh")
    odd = ae.initialize([5, 3], 0)
    with pytest.raises(ValueError, match="has 3 outputs, expected 2k"):
        ae.posterior(odd, X, "tanh")
    with pytest.raises(ValueError, match="hidden is 'sin'"):
        ae.encode(params, X, "sin")
    with pytest.raises(ValueError, match="likelihood is 'poisson'"):
        ae.elbo(*variational(0), "tanh", "poisson")


def test_examples_in_a_plane_have_no_noise_to_explain():
    X = np.outer(np.arange(5.0), [1.0, 2.0, 2.0])
    with pytest.raises(ValueError, match="no variance outside 1 of its directions"):
        ae.from_probabilistic_principal_components(X, 1)


PARAMS, X, NOISE = variational(0)
PLAIN = network(0)[0]
PCA = np.array([[3.5, 0.0, 1.0], [-3.0, 0.25, 2.0], [0.0, 1.0, -1.0], [0.5, -1.0, 0.0], [1.0, 1.0, 4.0]])
WHOLE = {"X": np.array([[0, 1, 1, 0, 1]] * 3 + [[1, 0, 0, 1, 1]] * 3)}
MEAN, LOG_VARIANCE, DRAW = gaussian(1)
INK = scipy.special.expit(DRAW)
BOUND = {"params": PARAMS, "X": X, "noise": NOISE, "hidden": "tanh", "likelihood": "bernoulli", "variance": 0.5}
AWAY = {"X": [X[:, :3], X + 1.0], "noise": [NOISE[:3], NOISE[:, :1]], "hidden": ["sin"], "likelihood": ["poisson"]}
GAUSSIAN = BOUND | {"likelihood": "gaussian"}
PLACES = {"variance": [0.0, -1.0, np.inf]}
TABLE = [
    bad_input.Case(ae.initialize, {"widths": [5, 4, 2], "rng": 0}, {"widths": [[5], [5, 0], 5], "rng": [-1, "a"]},
                   keeps_float32=False),
    bad_input.Case(ae.initialize_variational, {"widths": [5, 4, 2], "rng": 0},
                   {"widths": [[5], [5, 0], 5], "rng": [-1, "a"]}, keeps_float32=False),
    bad_input.Case(ae.encode, {"params": PLAIN, "X": X, "hidden": "tanh"}, {"X": [X[:, :3]], "params": [[], {}]},
                   whole=WHOLE, keeps_float32=False),
    bad_input.Case(ae.decode, {"params": PLAIN, "Z": NOISE, "hidden": "tanh"}, {"params": [[], {}]},
                   keeps_float32=False),
    bad_input.Case(ae.posterior, {"params": PARAMS, "X": X, "hidden": "tanh"}, {"X": [X[:, :3]]}, whole=WHOLE,
                   keeps_float32=False),
    bad_input.Case(ae.loss_and_grads, {"params": PLAIN, "X": X, "hidden": "tanh", "loss": "squared_error"},
                   {"X": [X[:, :3]], "loss": ["cross_entropy", "hinge"]}, whole=WHOLE, keeps_float32=False),
    bad_input.Case(ae.from_principal_components, {"X": PCA, "k": 2}, {"k": [0, 4], "X": [PCA[:1]]}),
    bad_input.Case(ae.from_probabilistic_principal_components, {"X": PCA, "k": 2}, {"k": [0, 3], "X": [PCA[:1]]},
                   whole={"X": np.array([[3, 0, 1], [-3, 1, 2], [0, 1, -1], [2, -1, 0], [1, 1, 4]])}),
    bad_input.Case(ae.kl_to_standard_normal, {"mean": MEAN, "log_variance": LOG_VARIANCE},
                   {"log_variance": [LOG_VARIANCE[:2], LOG_VARIANCE[:, :1]]}),
    bad_input.Case(ae.kl_to_standard_normal_gradient, {"mean": MEAN, "log_variance": LOG_VARIANCE},
                   {"log_variance": [LOG_VARIANCE[:2], LOG_VARIANCE[:, :1]]}),
    bad_input.Case(ae.reparameterize, {"mean": MEAN, "log_variance": LOG_VARIANCE, "noise": DRAW},
                   {"noise": [DRAW[:2], DRAW[:, :1]], "log_variance": [LOG_VARIANCE[:2]]}),
    bad_input.Case(ae.reparameterize_backward, {"log_variance": LOG_VARIANCE, "noise": DRAW, "gradient": MEAN},
                   {"noise": [DRAW[:2], DRAW[:, :1]], "log_variance": [LOG_VARIANCE[:2]]}),
    bad_input.Case(ae.bernoulli_log_likelihood, {"X": INK, "logits": MEAN}, {"X": [INK + 1], "logits": [MEAN[:2]]}),
    bad_input.Case(ae.bernoulli_log_likelihood_gradient, {"X": INK, "logits": MEAN},
                   {"X": [INK - 1], "logits": [MEAN[:2]]}),
    bad_input.Case(ae.gaussian_log_likelihood, {"X": DRAW, "mean": MEAN, "variance": 0.5},
                   {"mean": [MEAN[:2]], **PLACES}),
    bad_input.Case(ae.gaussian_log_likelihood_gradient, {"X": DRAW, "mean": MEAN, "variance": 0.5},
                   {"mean": [MEAN[:2]], **PLACES}),
    bad_input.Case(ae.elbo, GAUSSIAN, {**AWAY, "X": [X[:, :3]], **PLACES}, whole=WHOLE, keeps_float32=False),
    bad_input.Case(ae.negative_elbo_and_grads, GAUSSIAN, {**AWAY, "X": [X[:, :3]], **PLACES}, whole=WHOLE,
                   keeps_float32=False),
    bad_input.Case(ae.importance_weighted_bound, GAUSSIAN | {"noise": np.stack([NOISE, -NOISE, NOISE / 2])},
                   {"X": [X[:, :3]], "noise": [NOISE, NOISE[None, :3]], **PLACES}, whole=WHOLE, keeps_float32=False),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
