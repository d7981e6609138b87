"""sigmoid_cross_entropy: the loss of logistic regression from logits, which no logarithm of 0 spoils."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`z` holds the logit of each example, and `y` its label, 0 or 1; both have the shape `(n,)`. With "
    "$p_i = \\sigma(z_i)$, return the mean of $-y_i \\log p_i - (1 - y_i) \\log(1 - p_i)$. It must also be right for "
    "logits such as $1000$, where $p$ rounds to 1 and $1 - p$ to 0, so simplify on paper first. "
    "`np.logaddexp(a, b)` is $\\log(e^a + e^b)$, entry by entry, computed without overflow.",
    hints=[
        "Suppose y = 1. What is −log σ(z) = −log 1/(1 + e⁻ᶻ), simplified?",
        "For y = 1 it is log(1 + e⁻ᶻ). For y = 0, 1 − σ(z) is σ(−z), so it is log(1 + eᶻ).",
        "log(1 + eᶻ) is np.logaddexp(0, z), since e⁰ = 1. Average y · logaddexp(0, −z) + (1 − y) · logaddexp(0, z).",
    ],
    also=("whole",),
)
def sigmoid_cross_entropy(z, y):
    """The mean cross-entropy of labels y, from the logits z."""
    # −log σ(z) is log(1 + e⁻ᶻ), and −log(1 − σ(z)) is log(1 + eᶻ).
    return np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))


@sigmoid_cross_entropy.cases
def cases(rng):
    return [
        (np.array([np.log(3.0)]), np.array([1])),
        (np.array([np.log(3.0)]), np.array([0])),
        (np.array([1.0, -2.0]), np.array([1, 0])),
        (np.array([0.5, -1.0, 3.0]), np.array([0, 1, 1])),
        (rng.normal(size=7), rng.integers(0, 2, size=7)),
        (4 * rng.normal(size=9), rng.integers(0, 2, size=9).astype(float)),
    ]


@sigmoid_cross_entropy.edge_cases
def edge_cases(rng):
    return [
        (np.zeros(3), np.array([0, 1, 1])),
        (np.array([2, -3, 4, 0]), np.array([0, 0, 1, 1])),
        (np.array([1000.0, -1000.0]), np.array([0, 1])),
        (np.array([1000.0, -1000.0, 5.0]), np.array([1, 0, 0])),
        (np.array([60.0, -60.0, 800.0]), np.array([0, 1, 0])),
        (20 * rng.normal(size=300), rng.integers(0, 2, size=300)),
    ]


@sigmoid_cross_entropy.law("swapping the classes and the signs of all logits changes nothing")
def _(f, z, y):
    return np.isclose(f(-z, 1 - y), f(z, y), rtol=1e-6, atol=1e-9)


@sigmoid_cross_entropy.law("writing every example twice changes nothing")
def _(f, z, y):
    return np.isclose(f(np.concatenate([z, z]), np.concatenate([y, y])), f(z, y), rtol=1e-6, atol=1e-9)


sigmoid_cross_entropy.instead_of(
    "np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))",
    {
        "np.mean(np.logaddexp(0, z - y * z))": "y z is subtracted from the logarithm, not inside it: log(1 + eᶻ) − y "
        "z.",
        "np.logaddexp(0, np.mean(z)) - np.mean(y) * np.mean(z)": "The mean comes last. First the loss of each "
        "example, then the mean of these losses.",
        "np.mean(np.logaddexp(z, -z) - y * z)": "np.logaddexp(z, -z) is log(eᶻ + e⁻ᶻ). The 1 in 1 + eᶻ is e⁰: "
        "np.logaddexp(0, z).",
        "np.mean(y * np.logaddexp(0, z) + (1 - y) * np.logaddexp(0, -z))": "The two labels are swapped. For y = 1, a "
        "large logit is good, so the loss is log(1 + e⁻ᶻ).",
        "np.sum(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))": "That is the sum over all examples. Return "
        "the mean.",
        "y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)": "That is one loss for each example. Return their "
        "mean.",
        "-np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))": "The sign is wrong. The logarithm of a "
        "probability is negative; the loss is not: log(1 + e⁻ᶻ) already contains the minus.",
        "np.mean(np.logaddexp(0, z) + y * z)": "The sign of y z is wrong: log(1 + eᶻ) − y z. For y = 1, a large logit "
        "is good.",
        "np.mean(np.logaddexp(0, z) - z)": "That is the loss for y = 1 only. The label decides whether z is "
        "subtracted: log(1 + eᶻ) − y z.",
        "np.mean(np.logaddexp(0, z))": "That is the loss for y = 0 only. Where the label is 1, z is subtracted.",
        "np.mean(y * np.logaddexp(0, -z))": "Examples with y = 0 cost nothing here. Add (1 − y) log(1 + eᶻ).",
        "np.mean((1 - y) * np.logaddexp(0, z))": "Examples with y = 1 cost nothing here. Add y log(1 + e⁻ᶻ).",
        "np.mean(np.logaddexp(0, -y * z))": "For y = 0 this is log 2 whatever the logit is. With labels 0 and 1, the "
        "sign to use is 1 − 2y: log(1 + e^((1 − 2y) z)).",
        "np.mean(np.logaddexp(0, -np.abs(z)))": "|z| forgets which class is right. The label decides: log(1 + e⁻ᶻ) "
        "for y = 1, and log(1 + eᶻ) for y = 0.",
        "np.mean(np.logaddexp(0, z)) - np.mean(y) * np.mean(z)": "The mean of a product is not the product of the "
        "means: np.mean(y * z).",
        "np.logaddexp(0, np.mean(z)) - np.mean(y * z)": "Each example has its own loss. Take the softplus of every z, "
        "and then the mean.",
        "np.mean(np.logaddexp(0, -z) - y * z)": "log(1 + e⁻ᶻ) is the loss for y = 1 as it stands. Either y log(1 + "
        "e⁻ᶻ) + (1 − y) log(1 + eᶻ), or log(1 + eᶻ) − y z.",
        "np.mean(np.logaddexp(0, z) + (1 - y) * z)": "log(1 + eᶻ) is the loss for y = 0 as it stands. For y = 1, "
        "subtract z: log(1 + eᶻ) − y z.",
        "np.mean(np.logaddexp(0, -z) + y * z)": "log(1 + e⁻ᶻ) is the loss for y = 1 as it stands. For y = 0, add z: "
        "log(1 + e⁻ᶻ) + (1 − y) z.",
        "np.mean(np.logaddexp(0, z)) - np.sum(y * z)": "Only the first part is a mean. The mean of y z has to be "
        "subtracted, not the sum.",
        "np.max(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))": "That is the largest loss. Return the mean.",
        "np.mean(y * np.logaddexp(0, -z) - (1 - y) * np.logaddexp(0, z))": "An example with y = 0 costs something, "
        "too: add the two parts.",
        "np.mean(y * np.logaddexp(0, z) - (1 - y) * np.logaddexp(0, z))": "For y = 1 the loss is log(1 + e⁻ᶻ), and "
        "for y = 0 it is log(1 + eᶻ). Both are costs: add them.",
        "np.mean(y * np.logaddexp(1, -z) + (1 - y) * np.logaddexp(1, z))": "np.logaddexp(1, z) is log(e¹ + eᶻ). The 1 "
        "in 1 + eᶻ is e⁰: np.logaddexp(0, z).",
        "np.mean(np.logaddexp(1, z) - y * z)": "np.logaddexp(1, z) is log(e¹ + eᶻ). The 1 in 1 + eᶻ is e⁰: "
        "np.logaddexp(0, z).",
        "np.mean(np.maximum(0, z) - y * z)": "That is the loss with its corner left on: max(0, z) instead of "
        "log(1 + eᶻ). At z = 0 they differ by log 2.",
        "np.mean((1 / (1 + np.exp(-z)) - y) ** 2)": "That is the squared error of the probability. The task asks for "
        "−log of the probability of the label.",
        "np.mean(np.abs(1 / (1 + np.exp(-z)) - y))": "That is the mean of |p − y|. The task asks for −log of the "
        "probability that the label got.",
        "-np.mean(y * np.log(1 / (1 + np.exp(-z))))": "Examples with y = 0 cost nothing here. Add −(1 − y) log(1 − p).",
        "np.mean(np.log(1 + np.exp(z) - y * z))": "y z is subtracted outside of the logarithm: log(1 + eᶻ) − y z.",
        "np.median(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))": "That is the median. Return the mean.",
        "np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)) / np.log(2)": "That is in bits. log is the "
        "natural logarithm.",
        "np.mean(y * np.logaddexp(0, -z)) * np.mean((1 - y) * np.logaddexp(0, z))": "The two parts are added, not "
        "multiplied.",
        "np.mean(np.log1p(y * np.exp(-z) + (1 - y) * np.exp(z)))": "Right on paper, but e¹⁰⁰⁰ overflows and spoils the "
        "result (0 · ∞ is NaN). np.logaddexp(0, z) is log(1 + eᶻ) without overflow.",
    },
)


@sigmoid_cross_entropy.misconception(
    "For a logit of 1000, p rounds to 1, and log(1 − p) is log 0 = −∞. Simplify on paper: −log σ(z) = log(1 + e⁻ᶻ), "
    "and 1 − σ(z) = σ(−z). np.logaddexp(0, z) is log(1 + eᶻ) without overflow."
)
def logarithm_of_zero(z, y):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@sigmoid_cross_entropy.misconception(
    "For a logit of 1000, p rounds to 1, and log(1 − p) is log 0 = −∞, so the loss is infinite. It should be 1000. "
    "Simplify on paper: −log σ(z) = log(1 + e⁻ᶻ), and 1 − σ(z) = σ(−z)."
)
def logarithm_of_zero_by_case(z, y):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
        return np.mean(np.where(y == 1, -np.log(p), -np.log(1 - p)))


@sigmoid_cross_entropy.misconception(
    "e to the power of 1000 overflows, so log(1 + eᶻ) comes out infinite. np.logaddexp(0, z) is the same logarithm "
    "without overflow."
)
def overflow(z, y):
    with np.errstate(all="ignore"):
        return np.mean(np.log(1 + np.exp(z)) - y * z)


@sigmoid_cross_entropy.misconception(
    "Clipping p keeps log 0 away, but it changes the answer: a logit of 1000 with the label 0 costs 1000, and you let "
    "it off with less. Simplify on paper first: −log σ(z) = log(1 + e⁻ᶻ)."
)
def clips(z, y):
    return clipped(z, y, 1e-12)


def clipped(z, y, least):
    with np.errstate(all="ignore"):
        p = np.clip(1 / (1 + np.exp(-z)), least, 1 - least)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@sigmoid_cross_entropy.misconception(
    "Clipping p keeps log 0 away, but it changes the answer: a logit of 1000 with the label 0 costs 1000, not the 35 "
    "or so that you let it off with. Simplify on paper first: −log σ(z) = log(1 + e⁻ᶻ)."
)
def clips_late(z, y):
    return clipped(z, y, 1e-15)


@sigmoid_cross_entropy.misconception(
    "Clipping p keeps log 0 away, but it changes the answer, even for logits of 20. Simplify on paper first: −log σ(z) "
    "= log(1 + e⁻ᶻ)."
)
def clips_early(z, y):
    return clipped(z, y, 1e-7)


@sigmoid_cross_entropy.misconception(
    "A small number inside the logarithm keeps log 0 away, but it changes the answer: a logit of 1000 with the label 0 "
    "costs 1000. Simplify on paper first: −log σ(z) = log(1 + e⁻ᶻ)."
)
def adds_epsilon(z, y):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))


@sigmoid_cross_entropy.misconception(
    "The labels are swapped: y = 1 belongs to log p, and y = 0 to log(1 − p). (And p rounds to 0 or 1 for large "
    "logits: simplify on paper first.)"
)
def swapped_and_naive(z, y):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z))
        return -np.mean((1 - y) * np.log(p) + y * np.log(1 - p))


@sigmoid_cross_entropy.misconception(
    "z holds logits, not probabilities: p = σ(z). Logarithms of a logit may not even exist."
)
def takes_logits_for_probabilities(z, y):
    with np.errstate(all="ignore"):
        return -np.mean(y * np.log(z) + (1 - y) * np.log(1 - z))


@sigmoid_cross_entropy.misconception(
    "The exponent of the sigmoid has the wrong sign, so every p is that of the other class: p = 1 / (1 + e⁻ᶻ). (And p "
    "rounds to 0 or 1 for large logits: simplify on paper first.)"
)
def turned_sigmoid_and_sum(z, y):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(z))
        return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))
