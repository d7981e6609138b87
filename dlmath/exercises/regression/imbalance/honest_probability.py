"""honest_probability: what a weighted model would have said without the weights."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="A model was trained with weight `w` > 0 on every positive and weight 1 on every negative. When it says `q`, "
    "the example is positive with some probability `p`, and the model's odds are too large by a factor of $w$: "
    "$\\frac{q}{1 - q} = w\\,\\frac{p}{1 - p}$. Return $p$. `q` may be an array of numbers from 0 to 1.",
    hints=[
        "The odds of p are q / (w (1 − q)). How do you get from odds o back to a probability?",
        "p = o / (1 + o). Multiply numerator and denominator by w (1 − q), so that q = 1 causes no trouble.",
        "return q / (q + w * (1 - q))",
    ],
    also=("long",),
)
def honest_probability(q, w):
    """The probability behind the answer q of a weighted model."""
    # Odds q/(w(1 − q)), and o/(1 + o) with both sides multiplied by w(1 − q).
    return q / (q + w * (1 - q))


@honest_probability.cases
def cases(rng):
    return [
        (np.array([0.5]), 99.0),
        (np.array([0.9]), 3.0),
        (np.array([0.2, 0.5, 0.8]), 4.0),
        (np.array([0.3, 0.6]), 0.25),
        (np.array([0.1, 0.7, 0.95]), 1.0),
        (rng.random(8), 10.0),
        (rng.random(200), 37.0),
    ]


@honest_probability.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.0, 1.0]), 99.0),
        (np.array([0, 1]), 5),
        (np.array([1e-12, 1 - 1e-12]), 1000.0),
    ]


@honest_probability.law("undoing w and then 1/w changes nothing")
def _(f, q, w):
    return np.allclose(f(f(q, w), 1 / w), q, rtol=1e-6, atol=1e-9)


@honest_probability.law("undoing 2 and then 3 is undoing 6")
def _(f, q, w):
    return np.allclose(f(f(q, 2.0), 3.0), f(q, 6.0))


honest_probability.instead_of(
    "q / (q + w * (1 - q))",
    {
        "q / (q + w * (1 + q))": "The other side of the odds of q is 1 − q, not 1 + q.",
        "w * q / (w * q + 1 - q)": "That multiplies the odds by w once more, and p gets even larger. The odds are "
        "already too large: divide them by w.",
        "q / w": "It is the *odds* that are divided by w, not the probability.",
        "q * w": "The odds are too large by a factor of w: divide the odds; do not multiply the probability.",
        "q / (w * (1 - q))": "Those are the odds of p. Turn them into a probability: o / (1 + o).",
        "q / (1 - q) / (w + q / (1 - q)) + 0 * w": "Nearly: q = 1 divides by 0 here. Multiply numerator and "
        "denominator "
        "by 1 − q.",
        "q / (1 - q + w * q)": "The w is on the wrong side. Dividing the odds q : (1 − q) by w gives q : w (1 − q).",
        "(1 - q) / (1 - q + w * q)": "The odds are upside down, and multiplied by w. Dividing the odds q : (1 − q) by "
        "w gives q : w (1 − q).",
        "q / (1 + w * (1 - q))": "The denominator is q + w (1 − q): with w = 1, nothing should change.",
        "(1 - q) / (q + w * (1 - q))": "That numerator belongs to the negatives. For p, the numerator is q.",
        "w * (1 - q) / (q + w * (1 - q))": "That is 1 − p, the probability of a negative.",
        "q / (w + q)": "The other side of the odds is w (1 − q), not w.",
        "q / (q + w)": "The other side of the odds is w (1 − q), not w.",
        "q / (1 + w)": "That divides a probability. Divide the odds q/(1 − q) by w, then turn them back.",
        "q / (1 - q) / w": "Those are the odds of p. Turn them into a probability: o / (1 + o).",
        "w * q / (1 - q)": "Those are odds, multiplied by w. Divide the odds by w, then turn them into a probability.",
        "q / (1 + q / (w * (1 - q)))": "For odds o, the probability is o / (1 + o), with the same o in numerator and "
        "denominator.",
        "q / (q + np.log(w) * (1 - q))": "log w is added to the *logit*. The odds are divided by w itself.",
        "q / (q + np.sqrt(w) * (1 - q))": "There is no square root: the odds are divided by w.",
        "q / (q + w**2 * (1 - q))": "The odds are divided by w once, not twice.",
        "q - np.log(w)": "log w belongs to the logit, log(q/(1 − q)), not to the probability.",
        "(q / (q + w * (1 - q)) >= 0.5) * 1.0": "Those are decisions. Return the probabilities.",
        "q": "That is what the model says. Its odds are too large by a factor of w.",
    },
)


@honest_probability.misconception(
    "The formula is right, but q = 1 (or 0) divides by 0. Multiply out: q / (q + w (1 − q))."
)
def through_the_odds(q, w):
    with np.errstate(all="ignore"):
        return 1 / (1 + w * (1 - q) / q) if np.all(q < 1) else (q / (1 - q) / w) / (1 + q / (1 - q) / w)


@honest_probability.misconception(
    "The formula is right, but the logit of 0 or 1 is infinite, so you divide by 0. Without logits: q / (q + w (1 − "
    "q))."
)
def through_the_logit(q, w):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-(np.log(q) - np.log(1 - q) - np.log(w)))) + 0 * np.log(q * (1 - q))
