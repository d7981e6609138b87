"""Optimizers: against textbook loops, PyTorch and optax, by what is known of quadratics, and by hand."""

import copy
import math
from typing import NamedTuple

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.linalg
import scipy.optimize
import scipy.sparse.linalg
import sklearn.utils
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import autodiff, landscapes, schedules
from dlmath import optimizers as opt
from tests import bad_input

A = np.array([[3.0, 1.0, 0.0], [1.0, 2.0, 0.5], [0.0, 0.5, 1.0]])
START = np.array([1.0, -2.0, 3.0])
EPS = np.finfo(float).eps

MAKERS = {
    "gradient_descent": lambda eta: opt.gradient_descent(eta),
    "momentum": lambda eta: opt.momentum(eta, beta=0.8),
    "nesterov": lambda eta: opt.nesterov(eta, beta=0.8),
    "adagrad": lambda eta: opt.adagrad(eta, epsilon=1e-10),
    "rmsprop": lambda eta: opt.rmsprop(eta, rho=0.95, epsilon=1e-8),
    "adam": lambda eta: opt.adam(eta, beta1=0.85, beta2=0.99, epsilon=1e-8),
    "adamw": lambda eta: opt.adamw(eta, beta1=0.85, beta2=0.99, epsilon=1e-8, weight_decay=0.1),
}
every_optimizer = pytest.mark.parametrize("name", MAKERS)

vectors = arrays(np.float64, 3, elements=st.floats(-10, 10, allow_subnormal=False))


def quadratic(x):
    return 0.5 * x @ A @ x


def run(optimizer, params, gradient, n_steps):
    """All parameters on the way."""
    state, path = optimizer.init(params), [params]
    for _ in range(n_steps):
        params, state = optimizer.update(params, gradient(params), state)
        path.append(params)
    return path


# --- against loops over single numbers, as a textbook has them


def textbook(name, w, gradients, eta):
    """The path of one weight, in plain Python, for a list of gradients; t counts from 1, as in the papers."""
    path, v, m, cache = [w], 0.0, 0.0, 0.0
    for t, g in enumerate(gradients, start=1):
        rate = eta(t - 1)
        if name == "gradient_descent":
            w -= rate * g
        elif name == "momentum":
            v = 0.8 * v + g
            w -= rate * v
        elif name == "nesterov":
            v = 0.8 * v + g
            w -= rate * g + rate * 0.8 * v
        elif name == "adagrad":
            cache += g * g
            w -= rate * g / (math.sqrt(cache) + 1e-10)
        elif name == "rmsprop":
            cache += 0.05 * (g * g - cache)
            w -= rate * g / (math.sqrt(cache) + 1e-8)
        else:
            w -= rate * 0.1 * w if name == "adamw" else 0.0
            m += 0.15 * (g - m)
            v += 0.01 * (g * g - v)
            w -= rate * (m / (1 - 0.85**t)) / (math.sqrt(v / (1 - 0.99**t)) + 1e-8)
        path.append(w)
    return path


@every_optimizer
@pytest.mark.parametrize("schedule", [lambda t: 0.05, lambda t: 0.1 / (1 + t)], ids=["constant", "1/t"])
def test_optimizer_equals_a_textbook_loop_over_single_weights(name, schedule, proof):
    rng = np.random.default_rng(0)
    start, gradients = rng.normal(size=4), rng.normal(scale=3.0, size=(200, 4))
    remaining = iter(gradients)
    path = run(MAKERS[name](schedule), start, lambda w: next(remaining), 200)
    expected = [textbook(name, w, list(g), schedule) for w, g in zip(start, gradients.T, strict=True)]
    proof(f"optimizers.{name}", "independent", "loop over single weights", np.array(path).T, expected, bound=1e-12)


# --- against PyTorch


def torch_optimizer(torch, name, parameters, eta):
    return {
        "gradient_descent": lambda: torch.optim.SGD(parameters, lr=eta),
        "momentum": lambda: torch.optim.SGD(parameters, lr=eta, momentum=0.8),
        "nesterov": lambda: torch.optim.SGD(parameters, lr=eta, momentum=0.8, nesterov=True),
        "adagrad": lambda: torch.optim.Adagrad(parameters, lr=eta, eps=1e-10),
        "rmsprop": lambda: torch.optim.RMSprop(parameters, lr=eta, alpha=0.95, eps=1e-8),
        "adam": lambda: torch.optim.Adam(parameters, lr=eta, betas=(0.85, 0.99), eps=1e-8),
        "adamw": lambda: torch.optim.AdamW(parameters, lr=eta, betas=(0.85, 0.99), eps=1e-8, weight_decay=0.1),
    }[name]()


PRECISIONS = pytest.mark.parametrize("dtype, bound", [("float64", 1e-10), ("float32", 1e-5)])
SCHEDULES = {
    "exponential": (schedules.exponential(0.02, 0.99), lambda o, s: s.ExponentialLR(o, 0.99)),
    "step": (schedules.step(0.02, 50, factor=0.3), lambda o, s: s.StepLR(o, 50, gamma=0.3)),
    "cosine": (schedules.cosine(0.02, 200, final_rate=1e-3), lambda o, s: s.CosineAnnealingLR(o, 200, eta_min=1e-3)),
    "warm_up": (schedules.warm_up(0.02, 40), lambda o, s: s.LinearLR(o, 1 / 41, total_iters=40)),
}


def both_after_200_steps(torch, name, dtype, schedule, weight_decay=None):
    """Pairs of parameters, ours and PyTorch's, after 200 steps of the same gradients."""
    rng = np.random.default_rng(1)
    shapes = {"W": (3, 2), "b": (2,)}
    start, *gradients = [
        {key: rng.normal(size=shape).astype(dtype) for key, shape in shapes.items()} for _ in range(201)
    ]
    eta, theirs_eta = SCHEDULES[schedule]
    ours = MAKERS[name](eta) if weight_decay is None else opt.l2_regularized(MAKERS[name](eta), weight_decay)
    remaining = iter(gradients)
    params = run(ours, start, lambda w: next(remaining), 200)[-1]
    theirs = {key: torch.tensor(part) for key, part in start.items()}
    optimizer = torch_optimizer(torch, name, list(theirs.values()), 0.02)
    if weight_decay is not None:
        optimizer.param_groups[0]["weight_decay"] = weight_decay
    scheduler = theirs_eta(optimizer, torch.optim.lr_scheduler)
    for gradient in gradients:
        for key, part in theirs.items():
            part.grad = torch.tensor(gradient[key])
        optimizer.step()
        scheduler.step()
    assert all(part.dtype == dtype for part in params.values())
    return [(params[key], part.numpy()) for key, part in theirs.items()]


@pytest.mark.torch
@every_optimizer
@pytest.mark.parametrize("schedule", SCHEDULES)
@PRECISIONS
def test_optimizer_equals_pytorch_over_200_steps_of_a_schedule(name, schedule, dtype, bound, proof):
    torch = pytest.importorskip("torch")
    for ours, theirs in both_after_200_steps(torch, name, dtype, schedule):
        proof(f"optimizers.{name}", "independent", f"PyTorch, {dtype}", ours, theirs, bound=bound)


@pytest.mark.torch
@pytest.mark.parametrize("name", sorted(set(MAKERS) - {"adamw"}))
@PRECISIONS
def test_weight_decay_by_way_of_the_gradient_equals_that_of_pytorch_over_200_steps(name, dtype, bound, proof):
    torch = pytest.importorskip("torch")
    for ours, theirs in both_after_200_steps(torch, name, dtype, "cosine", weight_decay=0.1):
        proof("optimizers.l2_regularized", "independent", f"PyTorch, {dtype}", ours, theirs, bound=bound)


# --- against optax, and whole paths down real landscapes against both


def optax_optimizer(optax, name, eta):
    return {
        "gradient_descent": lambda: optax.sgd(eta),
        "momentum": lambda: optax.sgd(eta, momentum=0.8),
        "nesterov": lambda: optax.sgd(eta, momentum=0.8, nesterov=True),
        # optax adds ε inside the root: √(G + ε²) differs from √G + ε by less than ε.
        "adagrad": lambda: optax.adagrad(eta, initial_accumulator_value=0.0, eps=1e-20),
        "rmsprop": lambda: optax.rmsprop(eta, decay=0.95, eps=1e-8, eps_in_sqrt=False),
        "adam": lambda: optax.adam(eta, b1=0.85, b2=0.99, eps=1e-8),
        "adamw": lambda: optax.adamw(eta, b1=0.85, b2=0.99, eps=1e-8, weight_decay=0.1),
    }[name]()


@pytest.fixture
def optax():
    library = pytest.importorskip("optax")
    # JAX works in single precision unless told otherwise.
    with pytest.importorskip("jax").enable_x64(True):
        yield library


def optax_path(optax, optimizer, params, gradient):
    """All parameters of 200 steps by an optimizer of optax."""
    state, path = optimizer.init(params), [params]
    for _ in range(200):
        updates, state = optimizer.update(gradient(params), state, params)
        params = np.asarray(optax.apply_updates(params, updates))
        path.append(params)
    return path


def pytorch_path(torch, name, params, gradient):
    """All parameters of 200 steps by an optimizer of PyTorch."""
    theirs, path = torch.tensor(params), [params]
    optimizer = torch_optimizer(torch, name, [theirs], 0.001)
    for _ in range(200):
        theirs.grad = torch.tensor(gradient(theirs.numpy()))
        optimizer.step()
        path.append(theirs.numpy().copy())
    return path


OPTAX_SCHEDULES = {
    "exponential": lambda optax: optax.exponential_decay(0.02, 1, 0.99),
    "step": lambda optax: optax.exponential_decay(0.02, 50, 0.3, staircase=True),
    "cosine": lambda optax: optax.cosine_decay_schedule(0.02, 200, alpha=1e-3 / 0.02),
    "warm_up": lambda optax: optax.linear_schedule(0.02 / 41, 0.02, 40),
}


@pytest.mark.optax
@every_optimizer
@pytest.mark.parametrize("schedule", OPTAX_SCHEDULES)
def test_optimizer_equals_optax_at_each_of_200_steps_of_a_schedule(name, schedule, optax, proof):
    start, *gradients = np.random.default_rng(2).normal(size=(201, 5))
    ours, theirs = iter(gradients), iter(gradients)
    path = run(MAKERS[name](SCHEDULES[schedule][0]), start, lambda w: next(ours), 200)
    rate = OPTAX_SCHEDULES[schedule](optax)
    # An optax schedule of a whole number is of single precision.
    optimizer = optax_optimizer(optax, name, lambda t: rate(t.astype(np.float64)))
    expected = optax_path(optax, optimizer, start, lambda w: next(theirs))
    proof(f"optimizers.{name}", "independent", "optax", np.array(path), np.array(expected), bound=1e-10)


LANDSCAPES = {"ravine": landscapes.ravine, "saddle": landscapes.saddle, "rosenbrock": landscapes.rosenbrock}


every_landscape = pytest.mark.parametrize("landscape", LANDSCAPES)
DOWNHILL = np.array([-1.2, 1.0])


def path_downhill(name, landscape):
    """200 steps of 0.001, and the gradient that they followed."""
    gradient = autodiff.grad(LANDSCAPES[landscape])
    return np.array(run(MAKERS[name](0.001), DOWNHILL, gradient, 200)), gradient


@pytest.mark.torch
@every_optimizer
@every_landscape
def test_path_downhill_is_that_of_pytorch(name, landscape, proof):
    path, gradient = path_downhill(name, landscape)
    expected = pytorch_path(pytest.importorskip("torch"), name, DOWNHILL, gradient)
    proof(f"optimizers.{name}", "independent", "PyTorch, a path downhill", path, np.array(expected), bound=1e-10)


@pytest.mark.optax
@every_optimizer
@every_landscape
def test_path_downhill_is_that_of_optax(name, landscape, optax, proof):
    path, gradient = path_downhill(name, landscape)
    expected = optax_path(optax, optax_optimizer(optax, name, 0.001), DOWNHILL, gradient)
    proof(f"optimizers.{name}", "independent", "optax, a path downhill", path, np.array(expected), bound=1e-10)


# --- laws


@given(x0=vectors, eta=st.floats(0.001, 0.5))
def test_gradient_descent_multiplies_the_error_of_a_quadratic_by_the_same_matrix_in_each_step(x0, eta, proof):
    path = run(opt.gradient_descent(eta), x0, lambda x: A @ x, 20)
    expected = [np.linalg.matrix_power(np.eye(3) - eta * A, k) @ x0 for k in range(21)]
    against = "xₖ = (I − ηA)ᵏ x₀ on a quadratic"
    proof("optimizers.gradient_descent", "law", against, path, expected, bound=1e-12)


@given(x0=vectors, eta=st.floats(0.001, 0.3), beta=st.floats(0, 0.95))
def test_momentum_and_nesterov_are_linear_recurrences_on_a_quadratic(x0, eta, beta, proof):
    identity = np.eye(3)
    recurrences = {
        "momentum": np.block([[identity - eta * A, -eta * beta * identity], [A, beta * identity]]),
        "nesterov": np.block([[identity - eta * (1 + beta) * A, -eta * beta**2 * identity], [A, beta * identity]]),
    }
    for name, M in recurrences.items():
        path = run(getattr(opt, name)(eta, beta), x0, lambda x: A @ x, 20)
        expected = [(np.linalg.matrix_power(M, k) @ np.concatenate([x0, np.zeros(3)]))[:3] for k in range(21)]
        against = "(x, v)ₖ = Mᵏ (x₀, 0) on a quadratic"
        # Twenty products of matrices with norms up to about 4 lose a few hundred roundings at most.
        proof(f"optimizers.{name}", "law", against, path, expected, bound=1e-10)


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam"])
@given(gradients=arrays(np.float64, (10, 3), elements=st.floats(0.1, 10)), factor=st.floats(1e-2, 1e3))
def test_adaptive_steps_do_not_change_when_all_gradients_are_multiplied_by_one_number(name, gradients, factor, proof):
    optimizer = getattr(opt, name)(0.1, epsilon=1e-300)
    one, other = iter(gradients), iter(factor * gradients)
    actual = run(optimizer, START, lambda w: next(other), 10)
    expected = run(optimizer, START, lambda w: next(one), 10)
    proof(f"optimizers.{name}", "law", "the same path when f is multiplied by c > 0", actual, expected, bound=1e-12)


@given(w=vectors, weight_decay=st.floats(0, 1), k=st.integers(0, 30))
def test_adamw_shrinks_weights_by_the_same_factor_where_the_gradient_is_zero(w, weight_decay, k, proof):
    path = run(opt.adamw(0.1, weight_decay=weight_decay), w, np.zeros_like, k)
    expected = (1 - 0.1 * weight_decay) ** k * w
    proof("optimizers.adamw", "law", "wₖ = (1 − ηλ)ᵏ w₀ where g = 0", path[-1], expected, bound=1e-13)


def test_adamw_without_weight_decay_is_adam():
    pairs = [run(o, START, lambda x: A @ x, 50) for o in (opt.adam(0.1), opt.adamw(0.1, weight_decay=0.0))]
    np.testing.assert_array_equal(*pairs)


@every_optimizer
def test_the_first_step_of_every_optimizer_goes_downhill(name):
    path = run(MAKERS[name](0.01), START, lambda x: A @ x, 1)
    assert quadratic(path[1]) < quadratic(path[0])


@every_optimizer
def test_every_optimizer_finds_the_minimum_of_a_quadratic(name):
    # AdaGrad takes ever shorter steps, the others with a memory of g² end in a cycle as wide as a step.
    rate = 1.0 if name == "adagrad" else 0.02
    assert quadratic(run(MAKERS[name](rate), START, lambda x: A @ x, 1500)[-1]) < 1e-3 * quadratic(START)


class Layer(NamedTuple):
    W: np.ndarray
    b: float


@every_optimizer
def test_a_nest_moves_as_the_vector_of_all_its_entries_does(name):
    rng = np.random.default_rng(2)
    flat = rng.normal(size=9)

    def nest(v):
        return {"first": Layer(v[:6].reshape(2, 3), v[6]), "rest": [(v[7:],)]}

    gradients = rng.normal(size=(30, 9))
    one, other = iter(gradients), iter(gradients)
    ours = run(MAKERS[name](0.1), nest(flat), lambda w: nest(next(one)), 30)[-1]
    expected = nest(run(MAKERS[name](0.1), flat, lambda w: next(other), 30)[-1])
    assert isinstance(ours["first"], Layer) and isinstance(ours["rest"][0], tuple)
    np.testing.assert_array_equal(ours["first"].W, expected["first"].W)
    assert ours["first"].b == expected["first"].b
    np.testing.assert_array_equal(ours["rest"][0][0], expected["rest"][0][0])


@every_optimizer
def test_update_is_pure(name):
    optimizer = MAKERS[name](0.1)
    params, grads = {"w": START.copy(), "b": [np.ones(2)]}, {"w": A @ START, "b": [np.full(2, 3.0)]}
    _, state = optimizer.update(params, grads, optimizer.init(params))
    before = copy.deepcopy((params, grads, state))
    first, second = optimizer.update(params, grads, state), optimizer.update(params, grads, state)
    np.testing.assert_equal((params, grads, state), before)
    np.testing.assert_equal(first, second)


@every_optimizer
def test_float32_parameters_and_their_state_stay_float32_even_with_float64_gradients(name):
    optimizer = MAKERS[name](lambda t: np.float64(0.1))
    params, state = START.astype(np.float32), optimizer.init(START.astype(np.float32))
    for _ in range(3):
        params, state = optimizer.update(params, A @ START, state)
    assert params.dtype == np.float32
    assert all(state[slot].dtype == np.float32 for slot in set(state) - {"t"})


@every_optimizer
def test_unusual_arrays_move_as_the_usual_ones_do(name):
    optimizer, grads = MAKERS[name](0.1), np.array([[1.0, 2.0], [3.0, 4.0]])
    expected, _ = optimizer.update(2 * grads, grads, optimizer.init(grads))
    for make in (bad_input.read_only, bad_input.non_contiguous, lambda x: x.astype(int)):
        actual, _ = optimizer.update(make(2 * grads), make(grads), optimizer.init(make(grads)))
        np.testing.assert_array_equal(actual, expected)


def test_nan_in_a_gradient_passes_into_that_weight_alone():
    params, _ = opt.adam(0.1).update(np.ones(2), np.array([np.nan, 1.0]), opt.adam(0.1).init(np.ones(2)))
    assert np.isnan(params[0]) and np.isfinite(params[1])


def test_a_nest_without_parts_stays_without_parts():
    assert opt.adam().update([], [], opt.adam().init([]))[0] == []


def test_a_schedule_is_asked_once_in_each_step():
    asked = []
    run(opt.momentum(lambda t: asked.append(t) or 0.1), [1.0, 2.0], lambda w: [1.0, 1.0], 3)
    assert asked == [0, 1, 2]


# --- by hand

# Two steps from w = 1 with gradients 2 and 1 at a learning rate of 1/4; the fractions were worked out on paper.
BY_HAND = {
    "gradient_descent": (opt.gradient_descent(0.25), [1 - 2 / 4, 1 / 2 - 1 / 4]),
    "momentum": (opt.momentum(0.25, beta=0.5), [1 / 2, 1 / 2 - (0.5 * 2 + 1) / 4]),
    "nesterov": (opt.nesterov(0.25, beta=0.5), [1 - (2 + 0.5 * 2) / 4, 1 / 4 - (1 + 0.5 * 2) / 4]),
    "adagrad": (opt.adagrad(0.25, epsilon=1.0), [1 - 2 / 12, 5 / 6 - 1 / (4 * (math.sqrt(5) + 1))]),
    "rmsprop": (opt.rmsprop(0.25, rho=0.75, epsilon=1.0), [1 - 2 / 8, 3 / 4 - 1 / (4 * (1 + 1))]),
    # m = 1, v = 1: m̂ = 2, v̂ = 4; then m = 1, v = 1: m̂ = 4/3, v̂ = 16/7.
    "adam": (opt.adam(0.25, 0.5, 0.75, epsilon=1.0), [1 - 2 / 12, 5 / 6 - (4 / 3) / (4 * (4 / math.sqrt(7) + 1))]),
    "adamw": (
        opt.adamw(0.25, 0.5, 0.75, epsilon=1.0, weight_decay=0.4),
        [0.9 - 1 / 6, 0.9 * (0.9 - 1 / 6) - (4 / 3) / (4 * (4 / math.sqrt(7) + 1))],
    ),
}


@every_optimizer
def test_two_steps_by_hand(name, proof):
    optimizer, expected = BY_HAND[name]
    gradients = iter([2.0, 1.0])
    # RMSProp: v = 1, then 0.75 + 0.25 = 1.
    path = run(optimizer, 1.0, lambda w: next(gradients), 2)
    proof(f"optimizers.{name}", "by hand", "two steps from w = 1", path[1:], expected, bound=4 * EPS)


# --- minimize


def rosenbrock(x):
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


def test_minimize_follows_the_path_of_a_plain_loop_with_gradients_of_hips_autograd(proof):
    for x0 in ([-1.0, 1.0], [0.0, 0.5], [1.5, 2.0]):
        x, v, expected = np.array(x0), 0.0, [x0]
        gradient = autograd.grad(rosenbrock)
        for _ in range(100):
            v = 0.9 * v + gradient(x)
            x = x - 1e-4 * v
            expected.append(x)
        path = opt.minimize(rosenbrock, np.array(x0), opt.momentum(1e-4), n_steps=100)
        against = "plain loop with HIPS autograd"
        proof("optimizers.minimize", "independent", against, path, np.array(expected), bound=1e-10)


@given(x0=vectors, n=st.integers(0, 10), more=st.integers(0, 10))
def test_a_longer_path_begins_as_the_shorter_one(x0, n, more, proof):
    short, long = (opt.minimize(quadratic, x0, opt.adam(0.1), n_steps=k) for k in (n, n + more))
    assert short.shape == (n + 1, 3) and np.array_equal(short[0], x0)
    proof("optimizers.minimize", "law", "n steps are the first n of n + m", long[: n + 1], short, bound=0.0)


def test_minimize_halves_x_by_hand(proof):
    path = opt.minimize(lambda x: x**2, 8.0, opt.gradient_descent(0.25), n_steps=3)
    proof("optimizers.minimize", "by hand", "x² with η = ¼ halves x", path, [8.0, 4.0, 2.0, 1.0], bound=0.0)


def test_minimize_takes_a_gradient_in_place_of_autodiff():
    automatic = opt.minimize(quadratic, START, opt.gradient_descent(0.1), 10)
    given_one = opt.minimize(None, START, opt.gradient_descent(0.1), 10, gradient=lambda x: A @ x)
    np.testing.assert_allclose(given_one, automatic, rtol=1e-14, atol=1e-15)


def test_the_path_over_a_nest_is_a_list_of_nests():
    path = opt.minimize(lambda p: p["a"] ** 2 + p["b"][0] ** 2, {"a": 1.0, "b": [2.0]}, opt.gradient_descent(0.25), 2)
    assert [(float(p["a"]), float(p["b"][0])) for p in path] == [(1.0, 2.0), (0.5, 1.0), (0.25, 0.5)]


def test_a_path_that_runs_away_is_returned_without_a_warning():
    path = opt.minimize(quadratic, START, opt.gradient_descent(10.0), n_steps=1000)
    assert np.isfinite(path[:100]).all() and not np.isfinite(path[-1]).any()


def test_the_path_does_not_share_memory_with_its_start():
    x0 = {"w": START.copy()}
    path = opt.minimize(lambda p: quadratic(p["w"]), x0, opt.gradient_descent(0.1), n_steps=1)
    x0["w"][:] = 0.0
    np.testing.assert_array_equal(path[0]["w"], START)


def test_minimize_keeps_float32():
    assert opt.minimize(np.sum, START.astype(np.float32), opt.adam(), n_steps=2).dtype == np.float32


# --- the step that a line search and the largest eigenvalue allow


@given(x=vectors, c=st.floats(0.01, 0.9), rho=st.floats(0.1, 0.9))
def test_backtracking_on_a_quadratic_equals_its_closed_form(x, c, rho, proof):
    g = A @ x
    assume(g @ g > 1e-8)
    k = math.log(2 * (1 - c) * (g @ g) / (g @ A @ g)) / math.log(rho)
    assume(abs(k - round(k)) > 1e-6)  # Else the condition holds with equality, and rounding decides.
    alpha = opt.backtracking(quadratic, x, g, rho=rho, c=c)
    against = "largest ρᵏ ≤ 2(1 − c) gᵀg / gᵀAg"
    proof("optimizers.backtracking", "independent", against, alpha, rho ** max(0, math.ceil(k)), bound=1e-12)


@given(x=arrays(np.float64, 2, elements=st.floats(-2, 2)), c=st.floats(1e-4, 0.5))
def test_backtracking_stops_at_the_first_step_that_is_good_enough(x, c, proof):
    g = autograd.grad(rosenbrock)(x)
    alpha = opt.backtracking(rosenbrock, x, g, c=c)

    def excess(alpha):
        return rosenbrock(x - alpha * g) - rosenbrock(x) + c * alpha * g @ g

    against = "Armijo holds at α and not at α/ρ"
    holds = excess(alpha) <= 1e-12 and (alpha == 1.0 or excess(2 * alpha) > 0)
    proof("optimizers.backtracking", "law", against, float(holds), 1.0, bound=0.0)


def test_backtracking_by_hand(proof):
    # f = 5x² from x = 1, g = 10: f(1 − 10α) ≤ 5 − 50α holds for α ≤ 1/10 (c = ½), so ½, ¼, ⅛ fail.
    alpha = opt.backtracking(lambda x: 5 * x**2, 1.0, 10.0, c=0.5)
    proof("optimizers.backtracking", "by hand", "5x² from x = 1, c = ½", alpha, 1 / 16, bound=0.0)


def test_backtracking_follows_another_direction():
    newton = -np.linalg.solve(A, A @ START)
    assert opt.backtracking(quadratic, START, A @ START, direction=newton) == 1.0


def test_backtracking_shrinks_past_values_that_are_not_finite():
    # x − log x from x = 2 with g = ½: α = 8 leads to log(−2), α = 4 to log 0, α = 2 to the minimum at 1.
    assert opt.backtracking(lambda x: np.sum(x - np.log(x)), np.array([2.0]), np.array([0.5]), alpha=8.0) == 2.0


def test_backtracking_stands_still_at_a_minimum():
    assert opt.backtracking(quadratic, np.zeros(3), np.zeros(3)) == 1.0


def test_backtracking_says_when_f_rises_where_the_gradient_promises_a_descent():
    with pytest.raises(ValueError, match="gradient promises a decrease of f, but no step along direction"):
        opt.backtracking(lambda x: 0.0 if x[0] == 1.0 else 1.0, np.array([1.0]), np.array([1.0]))


@pytest.mark.parametrize("direction", [[0.0, 0.0, 1.0], [2.0, 1.0, 0.0]], ids=["uphill", "along the level"])
def test_backtracking_refuses_a_direction_that_does_not_lead_down(direction):
    with pytest.raises(ValueError, match="direction leads uphill"):
        opt.backtracking(lambda x: x[2], START, [0.0, 0.0, 1.0], direction=direction)


def test_backtracking_refuses_a_start_of_infinite_height():
    with pytest.raises(ValueError, match=r"f\(x\) is inf"):
        opt.backtracking(lambda x: np.inf, 1.0, 1.0)


@given(B=arrays(np.float64, (4, 4), elements=st.floats(-3, 3)))
def test_largest_stable_rate_equals_scipy(B, proof):
    H = B @ B.T + 0.1 * np.eye(4)
    expected = 2 / scipy.linalg.eigh(H, eigvals_only=True, subset_by_index=[3, 3])[0]
    against = "2 / scipy.linalg.eigh"
    proof("optimizers.largest_stable_rate", "independent", against, opt.largest_stable_rate(H), expected, bound=1e-11)


@given(B=arrays(np.float64, (3, 3), elements=st.floats(-2, 2)))
def test_gradient_descent_converges_below_the_largest_stable_rate_and_not_above(B, proof):
    H = B @ B.T + np.eye(3)
    steepest = np.linalg.eigh(H).eigenvectors[:, -1]
    eta = opt.largest_stable_rate(H)
    below, above = (
        run(opt.gradient_descent(factor * eta), steepest, lambda x: H @ x, 50)[-1] for factor in (0.99, 1.01)
    )
    ratio = [np.linalg.norm(x) for x in (below, above)]
    against = "an error shrinks by 0.98 a step at 0.99 η, grows by 1.02 at 1.01 η"
    proof("optimizers.largest_stable_rate", "law", against, ratio, [0.98**50, 1.02**50], bound=1e-9)


def test_largest_stable_rate_by_hand(proof):
    for H, expected in (([[2.0, 1.0], [1.0, 2.0]], 2 / 3), (4.0, 0.5), ([[1.0, 0.0], [0.0, 0.0]], 2.0)):
        against = "eigenvalues 3 and 1; 4; 1 and 0"
        proof("optimizers.largest_stable_rate", "by hand", against, opt.largest_stable_rate(H), expected, bound=4 * EPS)


def test_a_flat_function_has_no_largest_stable_rate():
    assert opt.largest_stable_rate(np.zeros((2, 2))) == np.inf


# --- weight decay, clipping, minibatches

nests = st.fixed_dictionaries({"W": arrays(np.float64, (2, 3), elements=st.floats(-10, 10)), "b": st.tuples(vectors)})


def flat(nest):
    return np.concatenate([nest["W"].ravel(), nest["b"][0]])


@every_optimizer
def test_l2_regularization_is_the_gradient_of_the_penalized_loss(name, proof):
    def penalized(p):
        return quadratic(p["w"]) + 0.15 * sum(anp.sum(part**2) for part in p.values())

    start = {"w": START, "b": np.ones(2)}
    actual = opt.minimize(lambda p: quadratic(p["w"]), start, opt.l2_regularized(MAKERS[name](0.02), 0.3), 50)
    expected = run(MAKERS[name](0.02), start, autograd.grad(penalized), 50)
    against = "HIPS autograd of L + (λ/2) ‖w‖²"
    for key in start:
        paths = [np.array([p[key] for p in path]) for path in (actual, expected)]
        proof("optimizers.l2_regularized", "independent", against, *paths, bound=1e-12)


@given(w=vectors, weight_decay=st.floats(0, 5), k=st.integers(0, 30))
def test_under_gradient_descent_l2_regularization_shrinks_weights_by_one_factor(w, weight_decay, k, proof):
    path = run(opt.l2_regularized(opt.gradient_descent(0.1), weight_decay), w, np.zeros_like, k)
    expected = (1 - 0.1 * weight_decay) ** k * w
    against = "wₖ = (1 − ηλ)ᵏ w₀ under gradient descent where g = 0"
    proof("optimizers.l2_regularized", "law", against, path[-1], expected, bound=1e-13)


def test_l2_regularization_by_hand(proof):
    optimizer = opt.l2_regularized(opt.gradient_descent(0.25), weight_decay=0.5)
    w, state = optimizer.update(4.0, 2.0, optimizer.init(4.0))
    w, _ = optimizer.update(w, 2.5, state)
    proof("optimizers.l2_regularized", "by hand", "4 − (2 + 2)/4 = 3, 3 − (2.5 + 1.5)/4 = 2", w, 2.0, bound=0.0)


def test_l2_regularization_keeps_float32_and_refuses_gradients_of_another_form():
    optimizer = opt.l2_regularized(opt.momentum(0.1), 0.1)
    start = {"w": START.astype(np.float32)}
    assert optimizer.update(start, start, optimizer.init(start))[0]["w"].dtype == np.float32
    with pytest.raises(ValueError, match=r"grads has the keys \['v'\], expected \['w'\]"):
        optimizer.update(start, {"v": START}, optimizer.init(start))


@pytest.mark.torch
@PRECISIONS
def test_clipping_equals_pytorch(dtype, bound, proof):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(3)
    for scale in (1e-3, 1e8):  # PyTorch adds 1e-6 to the norm before it divides: too little to be seen at these.
        grads = {key: (scale * rng.normal(size=shape)).astype(dtype) for key, shape in (("W", (3, 2)), ("b", (2,)))}
        for name, clip in (
            ("clip_by_norm", torch.nn.utils.clip_grad_norm_),
            ("clip_by_value", torch.nn.utils.clip_grad_value_),
        ):
            theirs = [torch.nn.Parameter(torch.zeros(g.shape, dtype=getattr(torch, dtype))) for g in grads.values()]
            for parameter, g in zip(theirs, grads.values(), strict=True):
                parameter.grad = torch.tensor(g)
            clip(theirs, 0.5)
            ours = getattr(opt, name)(grads, 0.5)
            for g, parameter in zip(ours.values(), theirs, strict=True):
                assert g.dtype == dtype
                expected = parameter.grad.numpy()
                proof(f"optimizers.{name}", "independent", f"PyTorch, {dtype}", g, expected, bound=bound)


@given(grads=nests, limit=st.floats(0.01, 100))
def test_clipping_by_norm_equals_the_nearest_point_of_a_ball(grads, limit, proof):
    g = flat(grads)
    assume(np.linalg.norm(g) > 1e-3)
    expected = g * limit / max(limit, scipy.linalg.norm(g))
    actual = flat(opt.clip_by_norm(grads, limit))
    proof("optimizers.clip_by_norm", "independent", "scipy.linalg.norm", actual, expected, bound=1e-14)
    assert np.linalg.norm(actual) <= limit * (1 + 1e-14)


@given(grads=nests, limit=st.floats(0.01, 100), power=st.integers(-900, 900))
def test_clipping_follows_the_unit_even_where_squares_overflow_or_vanish(grads, limit, power, proof):
    unit = 2.0**power
    grads["W"][0, 0] = 1.0
    larger = {"W": grads["W"] * unit, "b": (grads["b"][0] * unit,)}
    for name in ("clip_by_norm", "clip_by_value"):
        clip = getattr(opt, name)
        actual, expected = flat(clip(larger, limit * unit)) / unit, flat(clip(grads, limit))
        proof(f"optimizers.{name}", "law", "clip(s g, s c) = s clip(g, c)", actual, expected, bound=1e-15)


@given(grads=nests, limit=st.floats(0.01, 100))
def test_clipping_by_value_gives_the_middle_one_of_three(grads, limit, proof):
    expected = [sorted((-limit, entry, limit))[1] for entry in flat(grads)]
    actual = flat(opt.clip_by_value(grads, limit))
    proof("optimizers.clip_by_value", "independent", "the middle one of −c, g, c", actual, expected, bound=0.0)
    proof("optimizers.clip_by_value", "law", "|g| ≤ c", np.minimum(limit, np.abs(actual)), np.abs(actual), bound=0.0)


def test_clipping_by_hand(proof):
    grads = [np.array([6.0, 0.0]), -8.0]  # ‖g‖ = 10
    for name, expected in (("clip_by_norm", [[3.0, 0.0], -4.0]), ("clip_by_value", [[5.0, 0.0], -5.0])):
        actual = getattr(opt, name)(grads, 5.0)
        for a, e in zip(actual, expected, strict=True):
            proof(f"optimizers.{name}", "by hand", "(6, 0) and −8 with c = 5", a, e, bound=0.0)


@pytest.mark.parametrize("clip", [opt.clip_by_norm, opt.clip_by_value])
def test_clipping_leaves_short_gradients_and_its_argument_alone(clip):
    grads = {"W": START.copy(), "b": [np.zeros(2)]}
    clipped = clip(grads, 100.0)
    np.testing.assert_array_equal(clipped["W"], START)
    assert not np.shares_memory(clipped["W"], grads["W"])
    clip(grads, 0.1)
    np.testing.assert_array_equal(grads["W"], START)
    assert clip([], 1.0) == [] and clip(np.zeros(2), 1.0).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("clip", [opt.clip_by_norm, opt.clip_by_value])
def test_clipping_takes_any_array_and_refuses_by_name_what_is_no_gradient(clip):
    expected = clip({"W": A}, 2.0)["W"]
    for make in (bad_input.read_only, bad_input.non_contiguous):
        np.testing.assert_array_equal(clip({"W": make(A)}, 2.0)["W"], expected)
    np.testing.assert_array_equal(clip([1, 2], 1.5), clip([1.0, 2.0], 1.5))
    assert clip({"W": A.astype(np.float32)}, 2.0)["W"].dtype == np.float32
    for wrong in ("a", None, np.array([1.0, np.nan]), np.array([1.0, -np.inf]), np.array([1j])):
        with pytest.raises((TypeError, ValueError), match=r"^grads\['W'\]"):
            clip({"W": wrong}, 2.0)
    for limit in (0.0, -1.0, np.inf, np.nan, None, "1", [1.0]):
        with pytest.raises((TypeError, ValueError), match=r"^limit is"):
            clip({"W": A}, limit)


sizes = st.integers(1, 60)


@given(n=sizes, batch_size=st.integers(1, 70), seed=st.integers(0, 99))
def test_every_example_is_in_one_minibatch(n, batch_size, seed, proof):
    batches = opt.minibatches(n, batch_size, seed)
    proof("optimizers.minibatches", "law", "0 … n − 1, each once", np.sort(np.concatenate(batches)), range(n), bound=0)
    assert [len(b) for b in batches[:-1]] == [batch_size] * (len(batches) - 1) and 0 < len(batches[-1]) <= batch_size
    if n >= batch_size:
        whole = opt.minibatches(n, batch_size, seed, drop_last=True)
        assert len(whole) == n // batch_size and {len(b) for b in whole} == {batch_size}
        assert all(np.array_equal(a, b) for a, b in zip(whole, batches, strict=False))


@pytest.mark.torch
def test_minibatches_are_as_large_as_those_of_pytorch(proof):
    torch = pytest.importorskip("torch")
    for n, batch_size, drop_last in ((10, 4, False), (10, 4, True), (12, 4, False), (3, 5, False), (1, 1, True)):
        batches = torch.utils.data.DataLoader(range(n), batch_size, shuffle=True, drop_last=drop_last)
        actual = [len(b) for b in opt.minibatches(n, batch_size, 0, drop_last)]
        expected = [len(b) for b in batches]
        proof("optimizers.minibatches", "independent", "sizes in PyTorch's DataLoader", actual, expected, bound=0)


def test_minibatches_share_out_a_shuffle_of_scikit_learn(proof):
    for seed in range(10):
        shuffled = sklearn.utils.shuffle(np.arange(23), random_state=np.random.RandomState(np.random.PCG64(seed)))
        batches = opt.minibatches(23, 5, np.random.Generator(np.random.PCG64(seed)))
        assert sorted(np.concatenate(batches)) == sorted(shuffled)
    for n in (10, 12):
        actual = [len(b) for b in opt.minibatches(n, 4, 0)]
        expected = [s.stop - s.start for s in sklearn.utils.gen_batches(n, 4)]
        proof("optimizers.minibatches", "independent", "sklearn.utils.gen_batches", actual, expected, bound=0)


def test_minibatches_by_hand(proof):
    rng = np.random.default_rng(0)
    order = np.random.default_rng(0).permutation(5)
    for actual, expected in zip(opt.minibatches(5, 2, rng), (order[:2], order[2:4], order[4:]), strict=True):
        proof("optimizers.minibatches", "by hand", "5 by 2, the permutation of seed 0", actual, expected, bound=0)
    assert not np.array_equal(np.concatenate(opt.minibatches(5, 2, rng)), order)


def test_no_minibatch_at_all_is_refused():
    with pytest.raises(ValueError, match="batch_size is 6, expected at most n = 5"):
        opt.minibatches(5, 6, 0, drop_last=True)


# --- Newton and conjugate gradients


def spread(seed, n, condition):
    """A symmetric positive definite matrix of a given condition."""
    rng = np.random.default_rng(seed)
    Q, _ = np.linalg.qr(rng.normal(size=(n, n)))
    H = Q * np.geomspace(1, condition, n) @ Q.T
    return (H + H.T) / 2


@given(seed=st.integers(0, 200), condition=st.floats(1, 1e6))
def test_newton_step_equals_scipy(seed, condition, proof):
    H, g = spread(seed, 4, condition), np.random.default_rng(seed).normal(size=4)
    actual, expected = opt.newton_step(g, H), -scipy.linalg.solve(H, g, assume_a="pos")
    proof("optimizers.newton_step", "independent", "scipy.linalg.solve", actual, expected, bound=100 * condition * EPS)


@given(x=vectors, M=arrays(np.float64, (3, 3), elements=st.floats(-3, 3)))
def test_newton_does_not_depend_on_the_coordinates(x, M, proof):
    M = M + 10 * np.eye(3)  # x = M y
    start = np.linalg.solve(M, x)

    def f(x):
        return np.sum(np.log(np.cosh(x / 10))) + quadratic(x)

    actual = opt.newton(lambda y: f(M @ y), start, 4) @ M.T
    proof("optimizers.newton", "law", "the path of f(M y) is that of f", actual, opt.newton(f, x, 4), bound=1e-10)
    H, g = M.T @ A @ M, M.T @ x
    proof(
        "optimizers.newton_step",
        "law",
        "M p(MᵀHM, Mᵀg) = p(H, g)",
        M @ opt.newton_step(g, H),
        opt.newton_step(x, A),
        bound=1e-11,
    )


def test_newton_equals_scipy_and_hips_autograd(proof):
    def f(x):
        return anp.exp(x) - 2 * x

    expected = scipy.optimize.newton(autograd.grad(f), 1.0, fprime=autograd.grad(autograd.grad(f)))
    actual = opt.newton(lambda x: np.exp(x) - 2 * x, 1.0, 8)[-1]
    proof("optimizers.newton", "independent", "scipy.optimize.newton on ∇f", actual, expected, bound=1e-14)
    x = np.array([-1.2, 1.0])
    path = opt.newton(rosenbrock, x, 6)
    for step in path[1:]:
        x = x - scipy.linalg.solve(autograd.hessian(rosenbrock)(x), autograd.grad(rosenbrock)(x))
        proof("optimizers.newton", "independent", "HIPS autograd and scipy.linalg.solve", step, x, bound=1e-10)
    np.testing.assert_allclose(path[-1], 1.0, atol=1e-12)


def test_newton_by_hand(proof):
    # x² + 1/x: x − (2x − x⁻²) / (2 + 2x⁻³), from 1: 1 − 1/4; on a quadratic one step is enough.
    proof(
        "optimizers.newton", "by hand", "x² + 1/x from 1", opt.newton(lambda x: x**2 + 1 / x, 1.0, 1)[1], 0.75, bound=0
    )
    proof(
        "optimizers.newton",
        "by hand",
        "a quadratic in one step",
        opt.newton(quadratic, START, 1)[1],
        0.0,
        bound=4 * EPS,
    )
    p = opt.newton_step([3.0, 3.0], [[2.0, 1.0], [1.0, 2.0]])
    proof("optimizers.newton_step", "by hand", "H = (2 1; 1 2), g = (3, 3)", p, [-1.0, -1.0], bound=2 * EPS)


def test_newton_takes_given_derivatives_and_arrays_of_any_shape():
    x0 = np.arange(6.0).reshape(2, 3)
    H = np.arange(1.0, 7.0)
    path = opt.newton(None, x0, 1, lambda x: 2 * x, lambda x: 2 * np.eye(6).reshape(2, 3, 2, 3))
    np.testing.assert_array_equal(path, [x0, np.zeros((2, 3))])
    automatic = opt.newton(lambda x: np.sum(H.reshape(2, 3) * x**2) / 2, x0, 1)
    np.testing.assert_allclose(automatic, path, atol=1e-15)


def test_newton_is_drawn_to_a_saddle_and_runs_away_without_a_warning():
    assert opt.newton(lambda x: x[0] ** 2 - x[1] ** 2, np.array([1.0, 2.0]), 1)[1].tolist() == [0.0, 0.0]
    path = opt.newton(lambda x: np.arctan(x) ** 2, 3.0, 3)
    assert path.shape == (4,) and abs(path[-1]) > abs(path[0])
    assert np.isnan(opt.newton(None, 1.0, 3, lambda x: np.nan * x, lambda x: 1.0)[-1])


def test_newton_keeps_float32_and_names_a_singular_hessian():
    assert opt.newton(lambda x: np.sum(x**2), START.astype(np.float32), 2).dtype == np.float32
    with pytest.raises(ValueError, match="hessian is singular"):
        opt.newton(lambda x: x[0] ** 2 + 0 * x[1], np.ones(2), 1)
    with pytest.raises(ValueError, match=r"hessian\(x\) has shape \(3,\)"):
        opt.newton(quadratic, START, 1, hessian=lambda x: x)


@given(seed=st.integers(0, 200), condition=st.floats(1, 1e4))
def test_conjugate_gradients_equal_scipy(seed, condition, proof):
    H, b = spread(seed, 6, condition), np.random.default_rng(seed).normal(size=6)
    theirs = []
    solution, _ = scipy.sparse.linalg.cg(H, b, rtol=1e-14, maxiter=30, callback=lambda x: theirs.append(x.copy()))
    path = opt.conjugate_gradient(H, b, tolerance=1e-14, max_steps=30)
    against = "scipy.sparse.linalg.cg, the solution"
    proof("optimizers.conjugate_gradient", "independent", against, path[-1], solution, bound=100 * condition * EPS)
    # Rounding turns the directions a little in each step, by the condition: so three steps, not all.
    against = "scipy.sparse.linalg.cg, the first steps"
    early = min(3, len(theirs), len(path) - 1)
    bound = 1e3 * condition * EPS
    proof("optimizers.conjugate_gradient", "independent", against, path[1 : early + 1], theirs[:early], bound=bound)


@given(seed=st.integers(0, 200))
def test_conjugate_directions_do_not_disturb_each_other(seed, proof):
    H, b = spread(seed, 5, 50.0), np.random.default_rng(seed).normal(size=5)
    p = np.diff(opt.conjugate_gradient(H, b)[:6], axis=0)
    p /= np.sqrt(np.sum(p @ H * p, axis=1, keepdims=True))
    proof("optimizers.conjugate_gradient", "law", "pᵢᵀA pⱼ = 0 for i ≠ j", p @ H @ p.T, np.eye(len(p)), bound=1e-9)


@given(seed=st.integers(0, 200), power=st.integers(-450, 450))
def test_the_unit_of_b_does_not_change_the_path(seed, power):
    H, b = spread(seed, 4, 100.0), np.random.default_rng(seed).normal(size=4)
    actual = opt.conjugate_gradient(H, b * 2.0**power) / 2.0**power
    np.testing.assert_array_equal(actual, opt.conjugate_gradient(H, b))


def test_conjugate_gradients_go_on_until_the_residual_is_small_or_say_so():
    for n, condition in ((50, 1e4), (30, 1e6)):
        H, b = spread(3, n, condition), np.random.default_rng(3).normal(size=n)
        path = opt.conjugate_gradient(H, b)
        assert len(path) > n + 1
        assert np.linalg.norm(b - H @ path[-1]) <= 1e-9 * np.linalg.norm(b)
    with pytest.raises(np.linalg.LinAlgError, match=r"max_steps = 50 steps: ‖r‖ is still 0\.\d+ times what it was"):
        opt.conjugate_gradient(spread(3, 50, 1e4), np.random.default_rng(3).normal(size=50), max_steps=50)
    assert len(opt.conjugate_gradient(np.eye(2), np.zeros(2), max_steps=0)) == 1


def test_conjugate_gradients_by_hand(proof):
    # r = b = (1, 2): rᵀr = 5, Ar = (6, 7), rᵀAr = 20, α = 1/4, x = (1/4, 1/2), r = (−1/2, 1/4), rᵀr = 5/16; β = 1/16,
    # p = (−7/16, 3/8), Ap = (−11/8, 11/16), pᵀAp = 55/64, α = 4/11: x = (1/4 − 7/44, 1/2 + 3/22) = (1/11, 7/11).
    path = opt.conjugate_gradient([[4.0, 1.0], [1.0, 3.0]], [1.0, 2.0])
    expected = [[0, 0], [1 / 4, 1 / 2], [1 / 11, 7 / 11]]
    proof(
        "optimizers.conjugate_gradient", "by hand", "two steps, worked out in fractions", path, expected, bound=4 * EPS
    )


def test_conjugate_gradients_need_as_many_steps_as_there_are_different_eigenvalues():
    Q, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(20, 20)))
    H = Q * np.repeat([1.0, 5.0, 9.0], [8, 8, 4]) @ Q.T
    assert len(opt.conjugate_gradient((H + H.T) / 2, np.ones(20))) == 4


def test_conjugate_gradients_begin_where_they_are_told_and_stop_when_done():
    start = np.linalg.solve(A, START)
    assert len(opt.conjugate_gradient(A, A @ np.ones(3), x0=np.ones(3))) == 1
    with pytest.raises(np.linalg.LinAlgError, match="max_steps = 2"):
        opt.conjugate_gradient(A, START, x0=start + 1, max_steps=2)
    np.testing.assert_allclose(opt.conjugate_gradient(A, START, x0=start + 1)[-1], start, rtol=1e-12)
    assert len(opt.conjugate_gradient(A, START, tolerance=1.0)) == 1


def test_conjugate_gradients_keep_float32_and_refuse_a_matrix_that_is_not_positive_definite():
    assert opt.conjugate_gradient(A.astype(np.float32), START.astype(np.float32)).dtype == np.float32
    for wrong in (np.diag([1.0, -1.0]), np.zeros((2, 2))):
        with pytest.raises(ValueError, match="A is not positive definite"):
            opt.conjugate_gradient(wrong, [1.0, 1.0])


# --- how they are shown, and what they refuse


def test_an_optimizer_shows_how_it_was_made():
    def cosine(t):
        return 0.1

    assert repr(opt.adam(0.1)) == "adam(learning_rate=0.1, beta1=0.9, beta2=0.999, epsilon=1e-08)"
    assert repr(opt.momentum(cosine, beta=0)) == "momentum(learning_rate=cosine, beta=0.0)"
    assert repr(opt.Optimizer(max, min)) == "Optimizer(init=max, update=min)"


def test_settings_not_given_are_those_of_the_papers_and_of_pytorch():
    assert [repr(make(0.1)) for make in (opt.momentum, opt.nesterov, opt.adagrad, opt.rmsprop)] == [
        "momentum(learning_rate=0.1, beta=0.9)",
        "nesterov(learning_rate=0.1, beta=0.9)",
        "adagrad(learning_rate=0.1, epsilon=1e-10)",
        "rmsprop(learning_rate=0.1, rho=0.99, epsilon=1e-08)",
    ]
    settings = "learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08"
    assert repr(opt.adam()) == f"adam({settings})"
    assert repr(opt.adamw()) == f"adamw({settings}, weight_decay=0.01)"


def test_a_negative_eigenvalue_is_named():
    with pytest.raises(ValueError, match=r"^hessian has the eigenvalue -1, expected none below 0$"):
        opt.largest_stable_rate(np.diag([2.0, -1.0]))


PARAMS = {"W": np.zeros((2, 3)), "b": [np.zeros(2), 0.0]}


@pytest.mark.parametrize(
    "grads, message",
    [
        ({"W": np.zeros((2, 3))}, r"grads has the keys \['W'\], expected \['W', 'b'\] as params has"),
        ({"W": np.zeros((3, 2)), "b": [np.zeros(2), 0.0]}, r"grads\['W'\] has shape \(3, 2\), expected \(2, 3\)"),
        ({"W": np.zeros((2, 3)), "b": [np.zeros(2)]}, r"grads\['b'\] is a list of 1, expected a list of 2 as params"),
        ({"W": np.zeros((2, 3)), "b": (np.zeros(2), 0.0)}, r"grads\['b'\] is a tuple of 2, expected a list of 2"),
        ({"W": np.zeros((2, 3)), "b": np.zeros(2)}, r"grads\['b'\] is an array or a number, expected a list of 2"),
        ({"W": [0.0], "b": [np.zeros(2), 0.0]}, r"grads\['W'\] is a list of 1, expected an array or a number"),
        ({"W": np.zeros((2, 3)), "b": [np.zeros(2), None]}, r"grads\['b'\]\[1\] has dtype object, expected numbers"),
        ({"W": np.full((2, 3), "x"), "b": [np.zeros(2), 0.0]}, r"grads\['W'\] has dtype <U1, expected numbers"),
        (None, "grads is an array or a number, expected a dict of 2"),
    ],
)
def test_gradients_built_otherwise_than_the_parameters_are_refused_with_the_place(grads, message):
    optimizer = opt.gradient_descent(0.1)
    with pytest.raises((TypeError, ValueError), match=message):
        optimizer.update(PARAMS, grads, optimizer.init(PARAMS))


def test_parameters_that_are_no_numbers_are_refused_with_the_place():
    with pytest.raises(TypeError, match=r"params\[0\]\['W'\] has dtype <U1, expected numbers"):
        opt.adam().init([{"W": "x"}])
    with pytest.raises(TypeError, match=r"params\.b has dtype object"):
        opt.adam().init(Layer(START, None))


def test_a_state_of_another_optimizer_or_of_other_parameters_is_refused():
    adam = opt.adam()
    with pytest.raises(
        ValueError, match=r"state has the keys \['t', 'v'\], expected the dict with the keys \['t', 'm', 'v'\]"
    ):
        adam.update(PARAMS, PARAMS, opt.momentum(0.1).init(PARAMS))
    with pytest.raises(ValueError, match="state is NoneType"):
        adam.update(PARAMS, PARAMS, None)
    with pytest.raises(ValueError, match=r"state\['m'\] is a list of 1, expected a dict of 2 as params is"):
        adam.update(PARAMS, PARAMS, adam.init([1.0]))


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"optimizer": opt.adam}, "optimizer is function, expected an Optimizer such as"),
        ({"optimizer": (1, 2)}, "optimizer is tuple"),
        ({"n_steps": -1}, "n_steps is -1, expected an integer of at least 0"),
        ({"n_steps": 2.5}, "n_steps is float 2.5, expected an integer"),
        ({"x0": [np.array([np.nan])]}, r"x0\[0\] holds nan at index 0"),
        ({"x0": "a"}, "x0 has dtype"),
        ({"f": 3}, "f is int 3, expected a function"),
        ({"gradient": 3}, "gradient is int 3, expected a function"),
        ({"gradient": lambda x: 1.0}, r"grads has shape \(\), expected \(3,\)"),
    ],
)
def test_minimize_refuses_what_it_cannot_use(arguments, message):
    good = {"f": quadratic, "x0": START, "optimizer": opt.gradient_descent(0.1), "n_steps": 2}
    with pytest.raises((TypeError, ValueError), match=message):
        opt.minimize(**good | arguments)


def test_a_schedule_that_returns_no_rate_is_refused():
    optimizer = opt.gradient_descent(lambda t: -0.1)
    with pytest.raises(ValueError, match=r"learning_rate\(t\) is -0.1, expected a number of at least 0"):
        optimizer.update(1.0, 1.0, optimizer.init(1.0))


def case(function, **good):
    refused = {"learning_rate": [-1.0, np.inf, None]}
    refused |= {name: [-0.1, 1.0] for name in ("beta", "beta1", "beta2", "rho") if name in good}
    refused |= {"epsilon": [0.0, np.inf]} if "epsilon" in good else {}
    refused |= {"weight_decay": [-0.1, np.inf]} if "weight_decay" in good else {}
    return bad_input.Case(function, {"learning_rate": 0.1} | good, refused, keeps_float32=False)


UNUSUAL = [
    case(opt.gradient_descent),
    case(opt.momentum, beta=0.9),
    case(opt.nesterov, beta=0.9),
    case(opt.adagrad, epsilon=1e-8),
    case(opt.rmsprop, rho=0.9, epsilon=1e-8),
    case(opt.adam, beta1=0.9, beta2=0.99, epsilon=1e-8),
    case(opt.adamw, beta1=0.9, beta2=0.99, epsilon=1e-8, weight_decay=0.1),
    bad_input.Case(
        opt.backtracking,
        {"f": quadratic, "x": START, "gradient": A @ START, "alpha": 1.0, "rho": 0.5, "c": 1e-4},
        {"f": [None], "gradient": [np.ones(2)], "alpha": [0.0, np.inf], "rho": [0.0, 1.0], "c": [0.0, 1.0],
         "direction": [np.ones(2)]},
        accepts={"x": "any rank", "gradient": "any rank"},
        whole={"x": None, "gradient": np.array([1.0, -2.0, 3.0])},
        keeps_float32=False,
    ),
    bad_input.Case(
        opt.largest_stable_rate,
        {"hessian": A},
        {"hessian": [np.ones((2, 3)), np.diag([1.0, -1.0]), np.array([[1.0, 0.1], [0.0, 1.0]]), np.ones(3)]},
        accepts={"hessian": "any rank"},
        whole={"hessian": np.array([[3.0, 1.0], [1.0, 2.0]])},
        keeps_float32=False,
    ),
    bad_input.Case(
        opt.l2_regularized,
        {"optimizer": opt.adam(), "weight_decay": 0.1},
        {"optimizer": [None, (1, 2)], "weight_decay": [-0.1, np.inf]},
        keeps_float32=False,
    ),
    bad_input.Case(
        opt.minibatches,
        {"n": 10, "batch_size": 4, "rng": 0},
        {"n": [0], "batch_size": [0], "rng": [None, -1]},
        keeps_float32=False,
    ),
    bad_input.Case(
        opt.newton_step,
        {"gradient": START, "hessian": A},
        {"hessian": [np.ones((2, 2)), np.ones((3, 3))]},
        accepts={"gradient": "any rank"},
        whole={"hessian": np.array([[3.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 1.0]])},
    ),
    bad_input.Case(
        opt.newton,
        {"f": quadratic, "x0": START, "n_steps": 2},
        {"f": [None], "n_steps": [-1], "gradient": [3], "hessian": [3]},
        accepts={"x0": "any rank"},
    ),
    bad_input.Case(
        opt.conjugate_gradient,
        {"A": A, "b": START, "x0": np.ones(3), "tolerance": 1e-8, "max_steps": 20},
        {"A": [np.ones((2, 3)), np.array([[1.0, 2.0], [3.0, 1.0]])], "b": [np.ones(2)], "x0": [np.ones(2)],
         "tolerance": [-1.0], "max_steps": [-1]},
        whole={"A": np.array([[3.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 1.0]])},
    ),
]  # fmt: skip


@bad_input.every(UNUSUAL)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
