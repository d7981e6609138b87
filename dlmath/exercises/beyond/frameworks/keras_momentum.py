"""keras_momentum: each gradient enters the velocity with the rate of its own step."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A weight and its velocity start at 0. At step i the velocity becomes `beta` times the old one minus "
    "`rates[i]` times `gradients[i]`, and is then added to the weight. Return the weight after the last step. "
    "`gradients` and `rates` are arrays of the same length; with no steps the weight is 0.",
    hints=[
        "Two numbers change from step to step. In which order?",
        "Go through both arrays side by side: for g, rate in zip(gradients, rates).",
        "velocity = beta * velocity - rate * g, then weight = weight + velocity.",
    ],
)
def keras_momentum(gradients, rates, beta):
    """The weight after all steps, from 0, with the rate inside the velocity."""
    weight, velocity = 0.0, 0.0
    for g, rate in zip(gradients, rates, strict=True):
        # The rate of this step enters here; later steps carry it along.
        velocity = beta * velocity - rate * g
        weight = weight + velocity
    return weight


@keras_momentum.cases
def cases(rng):
    return [
        (np.array([2.0]), np.array([0.25]), 0.5),
        (np.array([2.0, -1.5]), np.array([0.5, 0.25]), 0.5),
        (np.array([1.0, 3.5, -2.0]), np.array([1.0, 0.5, 0.25]), 0.8),
        (rng.normal(size=6), rng.uniform(0.1, 1.0, size=6), 0.9),
    ]


@keras_momentum.edge_cases
def edge_cases(rng):
    return [(np.array([]), np.array([]), 0.9), (np.array([1.0, 2.5]), np.array([0.5, 0.1]), 0.0)]


@keras_momentum.law("without momentum (β = 0) it is gradient descent")
def _(f, gradients, rates, beta):
    return np.isclose(f(gradients, rates, 0.0), -np.sum(np.array(gradients) * np.array(rates)))


keras_momentum.instead_of(
    "beta * velocity - rate * g",
    {
        "beta * velocity + rate * g": "Your velocity moves along the gradient, which points uphill. Subtract rate · g.",
        "rate * (beta * velocity - g)": "The rate multiplies the old velocity as well. It belongs to the gradient "
        "alone: beta * velocity − rate * g.",
        "beta * (velocity - rate * g)": "β multiplies the gradient, too. It belongs to the old velocity alone.",
        "beta * velocity - (1 - beta) * rate * g": "That is a running average. Here the gradient enters in full, "
        "without the factor 1 − β.",
        "velocity - rate * g": "The old velocity has to fade: multiply it by β.",
        "beta * velocity - g": "The rate is missing. In Keras it belongs inside the velocity: rate * g.",
        "-rate * g": "The velocity forgets its past. Add β times the old one.",
    },
)


@keras_momentum.misconception(
    "That is PyTorch's momentum: the velocity is made of gradients, and the rate of *this* step multiplies all of "
    "it. In Keras each gradient keeps the rate of its own step: rate * g goes into the velocity."
)
def pytorchs(gradients, rates, beta):
    weight, velocity = 0.0, 0.0
    for g, rate in zip(gradients, rates, strict=True):
        velocity = beta * velocity + g
        weight = weight - rate * velocity
    return weight


@keras_momentum.misconception(
    "You moved the weight before the velocity had been renewed, so each gradient acts one step late. First the "
    "velocity, then the weight."
)
def moves_first(gradients, rates, beta):
    weight, velocity = 0.0, 0.0
    for g, rate in zip(gradients, rates, strict=True):
        weight = weight + velocity
        velocity = beta * velocity - rate * g
    return weight


@keras_momentum.misconception("You returned the velocity. The weight is asked for: the sum of all velocities.")
def returns_the_velocity(gradients, rates, beta):
    velocity = 0.0
    for g, rate in zip(gradients, rates, strict=True):
        velocity = beta * velocity - rate * g
    return velocity
