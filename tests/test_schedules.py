"""Schedules of the learning rate: against loops and PyTorch, by laws, and by hand."""

import fractions
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlmath import optimizers, schedules
from tests import bad_input

EPS = np.finfo(float).eps
STEPS = range(200)

rates = st.floats(1e-6, 10)
widths = st.integers(1, 60)
factors = st.floats(0.5, 1)


# --- against loops that carry the rate along, and against PyTorch


def carried(name, rate):
    """The rates of 200 steps, each from the one before, as a training loop would carry them along."""
    found, first = [], rate
    for t in STEPS:
        found.append(rate)
        if name == "step" and (t + 1) % 30 == 0:
            rate *= 0.3
        if name == "exponential":
            rate *= 0.97
        if name == "cosine":
            # The real part of a pointer that turns by π/150 in each step.
            turned = (np.exp(1j * math.pi / 150) ** (t + 1)).real
            rate = 0.01 + (first - 0.01) * (1 + turned) / 2 if t + 1 < 150 else 0.01
        if name == "warm_up":
            rate = rate + first if t < 10 else rate * 0.97
    return found


MADE = {
    "step": lambda: schedules.step(0.4, n_steps=30, factor=0.3),
    "exponential": lambda: schedules.exponential(0.4, factor=0.97),
    "cosine": lambda: schedules.cosine(0.4, n_steps=150, final_rate=0.01),
    "warm_up": lambda: schedules.warm_up(schedules.exponential(0.44, factor=0.97), n_steps=10),
}


@pytest.mark.parametrize("name", MADE)
def test_schedule_equals_a_loop_that_carries_the_rate_along(name, proof):
    actual = [MADE[name]()(t) for t in STEPS]
    expected = carried(name, 0.04 if name == "warm_up" else 0.4)
    # Two hundred products in a row, each rounded.
    bound = 200 * EPS
    proof(f"schedules.{name}", "independent", "a loop that carries the rate along", actual, expected, bound=bound)


@pytest.mark.torch
@pytest.mark.parametrize("name", MADE)
def test_schedule_equals_pytorch_over_200_steps(name, proof):
    torch = pytest.importorskip("torch")
    schedulers = torch.optim.lr_scheduler
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.44 if name == "warm_up" else 0.4)

    def warm_up():
        parts = [schedulers.LinearLR(optimizer, 1 / 11, total_iters=10), schedulers.ExponentialLR(optimizer, 0.97)]
        return schedulers.SequentialLR(optimizer, parts, milestones=[10])

    scheduler = {
        "step": lambda: schedulers.StepLR(optimizer, 30, gamma=0.3),
        "exponential": lambda: schedulers.ExponentialLR(optimizer, 0.97),
        "cosine": lambda: schedulers.CosineAnnealingLR(optimizer, 150, eta_min=0.01),
        "warm_up": warm_up,
    }[name]()
    expected = []
    for _ in range(150 if name == "cosine" else 200):  # PyTorch's cosine rises again after its end.
        expected.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    actual = [MADE[name]()(t) for t in range(len(expected))]
    proof(f"schedules.{name}", "independent", "PyTorch, 200 steps", actual, expected, bound=1e-12)


# --- laws


@given(rate=rates, n=widths, factor=factors, t=st.integers(0, 300))
def test_a_stair_later_the_rate_is_smaller_by_the_factor(rate, n, factor, t, proof):
    eta = schedules.step(rate, n, factor)
    proof("schedules.step", "law", "η(t + n) = γ η(t)", eta(t + n), factor * eta(t), bound=4 * EPS)
    assert eta(t - t % n) == eta(t)


@given(rate=rates, factor=factors, s=st.integers(0, 100), t=st.integers(0, 100))
def test_exponential_decay_turns_sums_into_products(rate, factor, s, t, proof):
    eta = schedules.exponential(rate, factor)
    proof("schedules.exponential", "law", "η(s + t) η₀ = η(s) η(t)", eta(s + t) * rate, eta(s) * eta(t), bound=1e-13)


@given(rate=rates, final=st.floats(0, 1e-6), n=widths, t=st.integers(0, 60))
def test_the_cosine_is_symmetric_about_its_middle_and_never_rises(rate, final, n, t, proof):
    eta, t = schedules.cosine(rate, n, final), min(t, n)
    # Each rate is a rounded sum: where first and last rate are neighbors, so are the rates between.
    assert eta(t + 1) <= eta(t) * (1 + 2 * EPS) and eta(n + t) == final
    proof("schedules.cosine", "law", "η(t) + η(n − t) = η₀ + η₁", eta(t) + eta(n - t), rate + final, bound=8 * EPS)


@given(rate=rates, n=widths, t=st.integers(0, 60))
def test_a_warm_up_rises_in_equal_parts_and_meets_the_schedule_where_it_begins(rate, n, t, proof):
    following = schedules.cosine(rate, 20)
    eta = schedules.warm_up(following, n)
    assert [eta(n + k) for k in range(5)] == [following(k) for k in range(5)]
    rises = np.diff([eta(k) for k in range(n + 1)])
    against = "n equal rises, and the schedule from step n on"
    proof("schedules.warm_up", "law", against, rises, rate / (n + 1), bound=8 * EPS)


# --- by hand

BY_HAND = {
    "step": (schedules.step(16.0, 2, factor=0.25), "16, 16, 4, 4, 1", [16, 16, 4, 4, 1]),
    "exponential": (schedules.exponential(16.0, factor=0.5), "16, 8, 4, 2, 1", [16, 8, 4, 2, 1]),
    "cosine": (
        schedules.cosine(8.0, 3, final_rate=4.0),
        "cos 0, π/3, 2π/3, π = 1, ½, −½, −1",
        [8, 7, 5, 4, 4],
    ),
    "warm_up": (schedules.warm_up(8.0, 3), "quarters of 8", [2, 4, 6, 8, 8]),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_five_rates_by_hand(name, proof):
    eta, against, expected = BY_HAND[name]
    proof(f"schedules.{name}", "by hand", against, [eta(t) for t in range(5)], expected, bound=2 * EPS)


# --- how they are used


def test_an_optimizer_asks_a_schedule_for_the_rate_of_each_step():
    path = optimizers.minimize(
        lambda x: 1.0 * x, 10.0, optimizers.gradient_descent(schedules.exponential(1.0, 0.5)), n_steps=3
    )
    assert path.tolist() == [10.0, 9.0, 8.5, 8.25]


def test_a_schedule_shows_how_it_was_made():
    eta = schedules.warm_up(schedules.cosine(0.1, n_steps=100), n_steps=5)
    assert eta.__name__ == "warm_up(schedule=cosine(learning_rate=0.1, n_steps=100, final_rate=0.0), n_steps=5)"
    assert schedules.warm_up(0.1, 5).__name__ == "warm_up(schedule=constant(learning_rate=0.1), n_steps=5)"


@pytest.mark.parametrize("t", [-1, 0.5, True, "1", None, fractions.Fraction(1, 2)])
def test_a_schedule_refuses_what_is_no_step(t):
    for make in MADE.values():
        with pytest.raises((TypeError, ValueError), match=r"^t is"):
            make()(t)


def test_a_warm_up_refuses_a_schedule_that_begins_without_a_rate():
    with pytest.raises(ValueError, match=r"^schedule\(0\) is -1, expected a number of at least 0"):
        schedules.warm_up(lambda t: -1.0, 5)(0)


RATE = {"learning_rate": [-0.1, np.inf, None]}
UNUSUAL = [
    bad_input.Case(
        lambda **settings: schedules.step(**settings)(3),
        {"learning_rate": 0.1, "n_steps": 2, "factor": 0.5},
        RATE | {"n_steps": [0], "factor": [0.0, 1.1]},
    ),
    bad_input.Case(
        lambda **settings: schedules.exponential(**settings)(3),
        {"learning_rate": 0.1, "factor": 0.5},
        RATE | {"factor": [0.0, 1.1]},
    ),
    bad_input.Case(
        lambda **settings: schedules.cosine(**settings)(3),
        {"learning_rate": 0.1, "n_steps": 5, "final_rate": 0.01},
        RATE | {"n_steps": [0], "final_rate": [-0.1, np.inf]},
    ),
    bad_input.Case(
        lambda **settings: schedules.warm_up(**settings)(3), {"schedule": 0.1, "n_steps": 5}, {"schedule": [-0.1, None]}
    ),
]


@bad_input.every([bad_input.dataclasses.replace(case, keeps_float32=False) for case in UNUSUAL])
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
