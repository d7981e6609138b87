"""keras_momentum: each gradient enters the velocity with the learning rate of its own step."""

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
        # The rate of this step enters here, and stays in the velocity.
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
        "beta * velocity + rate * g": "Your weight moves along the gradient, and so uphill. Subtract rate · g in the "
        "velocity, and add the velocity to the weight: one minus sign in all.",
        "rate * (beta * velocity - g)": "The rate multiplies the old velocity, too. It belongs to the gradient alone: "
        "beta * velocity − rate * g.",
        "beta * (velocity - rate * g)": "β multiplies the gradient, too. It belongs to the old velocity alone: beta * "
        "velocity − rate * g.",
        "beta * velocity - (1 - beta) * rate * g": "That is a running average. Here the gradient enters in full, "
        "without the factor 1 − β.",
        "velocity - rate * g": "The old velocity has to fade: multiply it by β.",
        "beta * velocity - g": "The rate is missing. In Keras it belongs inside the velocity: rate * g.",
        "-rate * g": "The velocity forgets its past. Add β times the old one.",
    },
)


@keras_momentum.misconception(
    "That is PyTorch's momentum: the velocity is made of gradients, and the rate of *this* step multiplies all of it. "
    "In Keras, each gradient keeps the rate of its own step: rate * g goes into the velocity."
)
def pytorchs(gradients, rates, beta):
    weight, velocity = 0.0, 0.0
    for g, rate in zip(gradients, rates, strict=True):
        velocity = beta * velocity + g
        weight = weight - rate * velocity
    return weight


@keras_momentum.misconception(
    "You moved the weight before you updated the velocity, so each gradient acts one step late. First update the "
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


keras_momentum.instead_of(
    "weight = weight + velocity",
    {
        "weight = weight + rate * velocity": "The rate is already in the velocity. Add the velocity as it is.",
        "weight = beta * weight + velocity": "β multiplies the old velocity, not the weight: weight + velocity.",
        "weight = weight + beta * velocity - rate * g": "That is Nesterov's step, which looks ahead. Here the new "
        "velocity is simply added to the weight.",
    },
)
keras_momentum.instead_of(
    "zip(gradients, rates, strict=True)",
    {
        "zip(gradients, [rates[0]] * len(rates), strict=True)": "You used the rate of the first step throughout. Step "
        "i has the rate rates[i].",
        "zip(gradients[1:], rates[1:], strict=True)": "You left out the first gradient. The velocity is 0 before the "
        "first step, not after it.",
    },
)


@keras_momentum.misconception("You returned the weights after all steps. Return the last one only.")
def returns_every_weight(gradients, rates, beta):
    weight, velocity, path = 0.0, 0.0, []
    for g, rate in zip(gradients, rates, strict=True):
        velocity = beta * velocity - rate * g
        weight = weight + velocity
        path.append(weight)
    return np.array(path)
