"""dropout: switch units off at random, and scale up those that stay on."""

import numpy as np

from dlmath.exercises import exercise
from dlmath.exercises.seeded import seeded


@exercise(
    weight="warm-up",
    task="Return `Y, M` for the activations `A`, an array of any shape. Draw `rng.random(A.shape)` once. Where the "
    "number is below `rate`, the mask `M` is 0 (switched off); elsewhere, it has the value that makes its "
    "expectation 1. `Y` is `A` times the mask, entry by entry. `rate` is at least 0 and less than 1.",
    hints=[
        "With probability 1 − rate, the mask is some number; otherwise, it is 0. Which number makes the mean 1?",
        "(1 − rate) · v = 1, so v is 1 / (1 − rate).",
        "M = (rng.random(A.shape) >= rate) / (1 - rate), and Y = A * M.",
    ],
    also=(),
)
def dropout(A, rate, rng):
    """The activations with a random mask, and the mask."""
    # True counts as 1, so what stays on gets 1/(1 − rate).
    M = (rng.random(A.shape) >= rate) / (1 - rate)
    return A * M, M


@dropout.cases
def cases(rng):
    return [
        (np.array([1.0, 2.0, 3.0, 4.0]), 0.5, seeded(70)),
        (np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]]), 0.25, seeded(71)),
        (np.array([[2.0, 1.0, 3.0, 5.0, 4.0, 6.0]]), 0.8, seeded(72)),
        (rng.normal(size=(5, 4)), 0.3, seeded(73)),
        (rng.normal(size=(3, 4, 2)), 0.6, seeded(74)),
    ]


@dropout.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), 0.0, seeded(75)),
        (np.array([[1, 2, 3], [4, 5, 6]]), 0.5, seeded(76)),
        (rng.normal(size=(40, 50)), 0.1, seeded(77)),
        (np.zeros((2, 3)), 0.5, seeded(78)),
        (1e6 * rng.normal(size=8), 0.75, seeded(79)),
    ]


@dropout.law("the mask has only the values 0 and 1 / (1 − rate)")
def _(f, A, rate, rng):
    M = f(A, rate, rng)[1]
    return bool(np.all(np.isclose(M, 0) | np.isclose(M, 1 / (1 - rate))))


@dropout.law("Y is A times the mask")
def _(f, A, rate, rng):
    Y, M = f(A, rate, rng)
    return np.allclose(Y, A * M)


dropout.instead_of(
    "(rng.random(A.shape) >= rate) / (1 - rate)",
    {
        "(rng.random(A.shape) >= rate)": "What stays on is not scaled, so the next layer gets less in training "
        "than at test time. Divide by 1 − rate.",
        "1.0 * (rng.random(A.shape) >= rate)": "What stays on is not scaled, so the next layer gets less in training "
        "than at test time. Divide by 1 − rate.",
        "(rng.random(A.shape) >= rate) / rate": "You divided by the share that is switched *off*. The expectation (1 − "
        "rate) · v should be 1: v = 1/(1 − rate).",
        "(rng.random(A.shape) >= rate) * (1 - rate)": "You made what stays on even smaller. Divide by 1 − rate, so "
        "that the expectation is 1.",
        "(rng.random(A.shape) < rate) / (1 - rate)": "You kept what should be switched off. The mask is 0 where the "
        "number is *below* rate.",
        "(rng.random(A.shape) < rate) / rate": "You kept units with the probability `rate`. `rate` is the share that "
        "is switched off: the mask is 0 where the number is below it.",
        "(rng.random(A.shape) < 1 - rate) / (1 - rate)": "The share is right, but you switch off different units "
        "from those in the task: the mask is 0 where the number is below rate.",
        "(rng.random(A.shape) > 0.5) / 0.5": "You switch off half of the units, whatever `rate` says.",
        "(rng.random(A.shape) >= 0.5) / (1 - rate)": "You switch off half of the units, whatever `rate` says.",
        "(rng.random(A.shape) >= rate) * 2.0": "2 is right only where half of the units are off. In general, divide by "
        "1 − rate.",
        "(rng.random(A.shape[1]) >= rate) / (1 - rate)": "A may have any shape, and each entry has a chance of its "
        "own: rng.random(A.shape).",
        "(rng.random(len(A)) >= rate) / (1 - rate)": "len(A) counts only the rows. Each entry has a chance of its "
        "own: rng.random(A.shape).",
        "np.where(rng.random(A.shape) < rate, rate, 1 / (1 - rate))": "What is switched off is multiplied by 0, not by "
        "the rate.",
        "(rng.random(A.shape) >= rate) / np.sqrt(1 - rate)": "With the root, the mean *square* of the mask is 1. Its "
        "expectation should be 1: divide by 1 − rate.",
        "(rng.random(A.shape) >= rate) * (1 + rate)": "(1 − rate)(1 + rate) is not 1. The value v with (1 − rate) · v "
        "= 1 is 1/(1 − rate).",
        "(rng.normal(size=A.shape) >= rate) / (1 - rate)": "rng.normal draws from a bell curve. rng.random draws "
        "evenly between 0 and 1, so that a share `rate` lies below rate.",
        "(rng.random(A.shape[-1]) >= rate) / (1 - rate) * np.ones(A.shape)": "All examples share one mask. Draw a "
        "number for each entry: rng.random(A.shape).",
        "(rng.random() >= rate) / (1 - rate) * np.ones(A.shape)": "One number decides for all units at once. Draw one "
        "for each entry: rng.random(A.shape).",
        "(rng.random(A.shape) >= rate) / np.mean(rng.random(A.shape) >= rate)": "Divide by the probability, 1 − rate, "
        "not by a share that happened to be drawn.",
        "(np.random.default_rng(0).random(A.shape) >= rate) / (1 - rate)": "You made a generator of your own, so every "
        "batch would get the same mask. Use the rng that is handed in.",
        "rng.binomial(1, 1 - rate, size=A.shape) / (1 - rate)": "That is a mask of the right kind, but from a "
        "different draw. Compare rng.random(A.shape) with the rate, so that the checker can follow.",
        "(rng.random(A.shape) >= rate) / 1 - rate": "Mind the parentheses: / (1 - rate).",
        "rng.random(A.shape) / (1 - rate)": "The random numbers only decide who stays on: compare them with the rate, "
        "rng.random(A.shape) >= rate.",
        "(rng.random(A.shape) >= 1 - rate) / (1 - rate)": "You keep a share of `rate`. `rate` is the share that is "
        "switched *off*: the mask is 0 where the number is below rate.",
        "(rng.random(A.shape) >= 1 - rate) / rate": "You keep a share of `rate`. `rate` is the share that is switched "
        "*off*: the mask is 0 where the number is below rate, elsewhere 1/(1 − rate).",
        "np.where(A >= rate, 1.0, 0.0) / (1 - rate)": "You compared the activations with the rate. Chance decides: "
        "rng.random(A.shape).",
    },
)
dropout.instead_of(
    "return A * M, M",
    {
        "return A * M": "Return two things: the activations with the mask, and the mask.",
        "return M": "Return two things: the activations with the mask, and the mask.",
        "return M, A * M": "The order is Y, M: the activations first.",
        "return A * M, M > 0": "The mask must hold the values that A was multiplied by, 0 and 1/(1 − rate): the "
        "gradient needs them.",
        "return A * M, M * (1 - rate)": "The mask must hold the values that A was multiplied by, 0 and 1/(1 − rate): "
        "the gradient needs them.",
        "return A, M": "The mask is not applied. Return A * M.",
        "return A * M / (1 - rate), M": "You scaled twice: the mask holds 1/(1 − rate) already.",
        "return A + M, M": "Switching off means multiplying by 0. Return A * M.",
        "return A[M > 0], M": "That leaves entries out and changes the shape. Switched-off entries stay in place as 0: "
        "A * M.",
        "return A * (M > 0), M": "What stays on is not scaled. Multiply by the mask itself.",
    },
)


@dropout.misconception("A has changed: you wrote into the array you were given. Return a new one: A * M.")
def writes_into_A(A, rate, rng):
    M = (rng.random(A.shape) >= rate) / (1 - rate)
    A[M == 0] = 0
    return A / (1 - rate), M


@dropout.misconception(
    "The activations are right, but your mask marks the entries left out. M is what A is multiplied by."
)
def mask_of_the_dead(A, rate, rng):
    Y, M = dropout.reference(A, rate, rng)
    return Y, 1.0 * (M == 0)


@dropout.misconception(
    "You rescaled by the size of what came in, so that the sum stays the same. The mask must have the *expectation* 1: "
    "divide by 1 − rate."
)
def keeps_the_sum(A, rate, rng):
    M = 1.0 * (rng.random(A.shape) >= rate)
    kept = np.sum(A * M)
    M = M * (np.sum(A) / kept if kept else 1.0)
    return A * M, M


@dropout.misconception(
    "What stays on is multiplied by its random number. That number only decides whether a unit stays on. What "
    "stays on gets 1/(1 − rate)."
)
def keeps_the_random_numbers(A, rate, rng):
    drawn = rng.random(A.shape)
    M = drawn * (drawn >= rate) / (1 - rate)
    return A * M, M


@dropout.misconception(
    "You divided by the share that happened to stay on. Divide by the probability, 1 − rate, which is the same for "
    "every draw."
)
def divides_by_the_drawn_share(A, rate, rng):
    M = 1.0 * (rng.random(A.shape) >= rate)
    M = M / np.mean(M) if np.any(M) else M
    return A * M, M
