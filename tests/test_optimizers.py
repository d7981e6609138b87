"""Optimizers: against textbook loops and PyTorch, by what is known of quadratics, and by hand."""

import copy
import math
from typing import NamedTuple

import autograd
import numpy as np
import pytest
import scipy.linalg
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

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


@pytest.mark.torch
@every_optimizer
@pytest.mark.parametrize("dtype, bound", [("float64", 1e-10), ("float32", 1e-5)])
def test_optimizer_equals_pytorch_over_200_steps_of_a_schedule(name, dtype, bound, proof):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(1)
    shapes = {"W": (3, 2), "b": (2,)}
    start, *gradients = [
        {key: rng.normal(size=shape).astype(dtype) for key, shape in shapes.items()} for _ in range(201)
    ]

    def schedule(t):
        return 0.02 * 0.99**t

    remaining = iter(gradients)
    ours = run(MAKERS[name](schedule), start, lambda w: next(remaining), 200)[-1]
    theirs = {key: torch.tensor(part) for key, part in start.items()}
    optimizer = torch_optimizer(torch, name, list(theirs.values()), schedule(0))
    for t, gradient in enumerate(gradients):
        optimizer.param_groups[0]["lr"] = schedule(t)
        for key, part in theirs.items():
            part.grad = torch.tensor(gradient[key])
        optimizer.step()
    for key, part in theirs.items():
        assert ours[key].dtype == dtype
        proof(f"optimizers.{name}", "independent", f"PyTorch, {dtype}", ours[key], part.numpy(), bound=bound)


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
]  # fmt: skip


@bad_input.every(UNUSUAL)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
