"""focal_loss: a cross-entropy that looks away from the easy examples."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`z` holds the logits of $n$ examples: the model says $p_i = \\sigma(z_i)$ for class 1. `y` holds the "
    "labels, 0 or 1. Let $q_i$ be the probability that the model gives to the label ($p_i$ if $y_i = 1$, else $1 - "
    "p_i$). Return the mean of $-(1 - q_i)^\\gamma \\log q_i$. It must stay finite for logits of ±1000. "
    "(`np.logaddexp(0, t)` is $\\log(1 + e^t)$, computed without overflow.)",
    hints=[
        "Let m be z for label 1 and −z for label 0. Then q = σ(m) in both cases. What is log σ(m)?",
        "log q = −log(1 + e^(−m)), and 1 − q = σ(−m), so log(1 − q) = −log(1 + e^m).",
        "return np.mean(np.exp(-gamma * np.logaddexp(0, m)) * np.logaddexp(0, -m))",
    ],
    also=("small",),
)
def focal_loss(z, y, gamma):
    """The mean focal loss of logits z for labels y."""
    m = np.where(y == 1, z, -z)
    # (1 − q)^γ = σ(−m)^γ and −log q, both through log(1 + e^…).
    factor = np.exp(-gamma * np.logaddexp(0, m))
    return np.mean(factor * np.logaddexp(0, -m))


@focal_loss.cases
def cases(rng):
    return [
        (np.array([0.0]), np.array([1]), 2.0),
        (np.array([2.0]), np.array([1]), 2.0),
        (np.array([2.0]), np.array([0]), 2.0),
        (np.array([1.0, -3.0, 0.5]), np.array([0, 0, 1]), 1.0),
        (np.array([-1.0, 2.0, 0.0, 3.0]), np.array([1, 1, 0, 0]), 0.0),
        (2 * rng.normal(size=9), rng.integers(0, 2, size=9), 2.0),
        (3 * rng.normal(size=12), rng.integers(0, 2, size=12), 3.5),
    ]


@focal_loss.edge_cases
def edge_cases(rng):
    return [
        (np.array([1000.0, -1000.0]), np.array([0, 1]), 2.0),
        (np.array([1000.0, -1000.0]), np.array([1, 0]), 2.0),
        (np.array([800.0, -2.0]), np.array([0, 0]), 1.0),
        (np.array([1, -2, 0, 3]), np.array([1, 0, 0, 0]), 2),
        (5 * rng.normal(size=300), rng.integers(0, 2, size=300), 2.0),
    ]


@focal_loss.law("swapping the classes and the sign of the logits changes nothing")
def _(f, z, y, gamma):
    return np.isclose(f(-z, 1 - y, gamma), f(z, y, gamma))


@focal_loss.law("with γ = 0, it is the cross-entropy")
def _(f, z, y, gamma):
    return np.isclose(f(z, y, 0.0), np.mean(np.logaddexp(0, z) - y * z))


focal_loss.instead_of(
    "np.exp(-gamma * np.logaddexp(0, m))",
    {
        "np.exp(-gamma * np.logaddexp(0, -m))": "That factor is q^γ: it looks away from the *hard* examples. It "
        "should be "
        "(1 − q)^γ, which is small where the model is right.",
        "1": "That is the plain cross-entropy. The factor (1 − q)^γ is missing.",
        "gamma * np.exp(-np.logaddexp(0, m))": "You multiplied by γ. It is an exponent: (1 − q)^γ.",
        "np.exp(-np.logaddexp(0, m))": "The exponent γ is missing: (1 − q)^γ.",
        "np.exp(-np.logaddexp(0, m)) ** 2": "The exponent is γ, which need not be 2.",
        "np.mean(np.exp(-gamma * np.logaddexp(0, m)))": "Each example has its own factor. Multiply first, then take "
        "the "
        "mean.",
        "np.logaddexp(0, m) ** gamma": "np.logaddexp(0, m) is −log(1 − q), not 1 − q. Take np.exp of minus it.",
        "(1 - np.exp(-np.logaddexp(0, -m)) ** gamma)": "That is 1 − q^γ. It should be (1 − q)^γ.",
        "gamma ** np.exp(-np.logaddexp(0, m))": "Base and exponent are swapped: (1 − q)^γ.",
    },
)
focal_loss.instead_of(
    "np.where(y == 1, z, -z)",
    {
        "z": "That treats every label as 1. For label 0, the model's probability is 1 − p, and m is −z.",
        "np.where(y == 1, -z, z)": "The signs are swapped: for label 1, q = σ(z).",
        "np.where(y == 0, z, -z)": "The signs are swapped: for label 1, q = σ(z).",
        "-z": "That treats every label as 0. For label 1, m is z.",
        "z * y": "For label 0, this gives m = 0. It should be −z.",
        "np.abs(z)": "np.abs makes the model right every time. m is z for label 1, and −z for label 0.",
    },
)
focal_loss.instead_of(
    "return np.mean(factor * np.logaddexp(0, -m))",
    {
        "return np.sum(factor * np.logaddexp(0, -m))": "That is the sum over all examples. Return the mean.",
        "return factor * np.logaddexp(0, -m)": "That is one loss for each example. Return their mean.",
        "return -np.mean(factor * np.logaddexp(0, -m))": "The sign is wrong: −log q is at least 0, and so is the loss.",
        "return np.mean(factor) * np.mean(np.logaddexp(0, -m))": "Multiply the factor and −log q example by example, "
        "then take the mean.",
        "return np.mean(factor * np.logaddexp(0, m))": "That is −log(1 − q). The loss has −log q.",
        "return np.mean(factor * np.exp(-np.logaddexp(0, -m)))": "The logarithm is missing: −log q, not q.",
        "return np.mean(factor)": "−log q is missing.",
        "return np.mean(factor * np.logaddexp(0, -m)) / np.log(2)": "log is the natural logarithm.",
        "return np.sum(factor * np.logaddexp(0, -m)) / np.sum(factor)": "Divide by the number of examples, not by the "
        "sum "
        "of the factors.",
        "return np.mean((y == 1) * factor * np.logaddexp(0, -m))": "The negatives count, too: both labels contribute.",
    },
)


@focal_loss.misconception(
    "You compute the probability first. For a logit of ±1000 it is exactly 0 or 1, and its logarithm is −∞ or its "
    "factor produces 0 · ∞. Use np.logaddexp for both logarithms."
)
def through_the_probability(z, y, gamma):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
        q = np.where(y == 1, p, 1 - p)
        return -np.mean((1 - q) ** gamma * np.log(q))


@focal_loss.misconception(
    "Clipping the probability keeps it finite, but caps the loss: at a logit of −1000 it should be 1000, and yours "
    "stops "
    "far below. Use np.logaddexp instead."
)
def clips(z, y, gamma):
    with np.errstate(all="ignore"):
        p = np.clip(1 / (1 + np.exp(-z)), 1e-12, 1 - 1e-12)
        q = np.where(y == 1, p, 1 - p)
        return -np.mean((1 - q) ** gamma * np.log(q))


@focal_loss.misconception(
    "The factor (1 − p)^γ is right for label 1. For label 0 the model's probability of the label is q = 1 − p, so the "
    "factor "
    "is p^γ. Work with m = z or −z, and both labels are alike."
)
def one_factor_for_both(z, y, gamma):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
        return -np.mean((1 - p) ** gamma * (y * np.log(p) + (1 - y) * np.log(1 - p)))


@focal_loss.misconception(
    "Clipping the logits keeps the loss finite, but caps it: at a logit of −1000 it should be 1000, and yours stops "
    "far below. Use np.logaddexp instead."
)
def clips_the_logits(z, y, gamma):
    p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    q = np.where(y == 1, p, 1 - p)
    return -np.mean((1 - q) ** gamma * np.log(q))


@focal_loss.misconception(
    "γ stands inside the logarithm: that is σ(−γm), not σ(−m)^γ. Multiply the logarithm by γ: np.exp(-gamma * "
    "np.logaddexp(0, m))."
)
def gamma_inside(z, y, gamma):
    m = np.where(y == 1, z, -z)
    return np.mean(np.exp(-np.logaddexp(0, gamma * m)) * np.logaddexp(0, -m))


@focal_loss.misconception("The factor has the logit in it. It is (1 − q)^γ, with the *probability* q = σ(m).")
def logit_in_the_factor(z, y, gamma):
    m = np.where(y == 1, z, -z)
    with np.errstate(all="ignore"):
        return np.mean((1 - m) ** gamma * np.logaddexp(0, -m))
