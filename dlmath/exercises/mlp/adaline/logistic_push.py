"""logistic_push: how far logistic regression moves its weights for an example."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="For labels $\\pm1$, the loss of logistic regression is $\\log(1 + e^{-m})$ with $m = y\\,(\\mathbf "
    "w^\\top\\mathbf x + b)$. A step of gradient descent changes the weights by $\\eta \\cdot \\text{push}(m) \\cdot "
    "y\\,\\mathbf x$. Return the push for an array `m`. It must be right even for $m = \\pm1000$. (`np.logaddexp(0, "
    "m)` is $\\log(1 + e^m)$ without overflow.)",
    hints=[
        "Chain rule: the gradient of the loss with respect to w is the derivative with respect to m, times y x. A step "
        "goes against it.",
        "The derivative of log(1 + e⁻ᵐ) is −e⁻ᵐ/(1 + e⁻ᵐ). Multiply top and bottom by eᵐ.",
        "The push is 1/(1 + eᵐ). Without overflow: np.exp(-np.logaddexp(0, m)).",
    ],
    also=("whole", "long"),
)
def logistic_push(m):
    """How far an example moves the weights along y x."""
    # Minus the derivative of log(1 + e^(−m)) is 1/(1 + e^m).
    return np.exp(-np.logaddexp(0, m))


@logistic_push.cases
def cases(rng):
    return [
        (np.array([0.0]),),
        (np.array([1.0, -1.0]),),
        (np.array([-3.0, -0.5, 0.25, 2.0, 5.0]),),
        (rng.normal(size=8) * 3,),
        (rng.normal(size=6) * 2,),
    ]


@logistic_push.edge_cases
def edge_cases(rng):
    return [(np.array([1000.0, -1000.0]),), (np.array([-1000, -2, 0, 3, 1000]),)]


@logistic_push.law("the pushes at m and at −m add up to 1")
def _(f, m):
    return np.allclose(f(m) + f(-m), 1)


@logistic_push.law("the more right an example is, the weaker the push")
def _(f, m):
    return np.all(f(m + 0.5) <= f(m))


logistic_push.instead_of(
    "np.exp(-np.logaddexp(0, m))",
    {
        "np.exp(-np.logaddexp(0, -m))": "That is σ(m): strong where the example is right. It should be strong where m "
        "is negative: 1/(1 + eᵐ).",
        "-np.exp(-np.logaddexp(0, m))": "That is the derivative of the loss. The step goes against it, so the push is "
        "positive.",
        "-np.exp(-np.logaddexp(0, -m))": "Both signs are off: the push is 1/(1 + eᵐ), positive, and strong where m is "
        "negative.",
        "np.logaddexp(0, -m)": "That is the loss itself. The push is minus its derivative.",
        "np.logaddexp(0, m)": "That is log(1 + eᵐ). The push is minus the derivative of log(1 + e⁻ᵐ).",
        "-np.logaddexp(0, m)": "That is the logarithm of the push. Apply np.exp to it.",
        "np.exp(-np.logaddexp(0, m)) * (1 - np.exp(-np.logaddexp(0, m)))": "You took the slope of the sigmoid. The "
        "derivative of the *loss* is simpler: the logarithm cancels one of the two factors.",
        "1 - m": "That is Adaline's push. The loss here is log(1 + e⁻ᵐ): take minus its derivative.",
        "np.where(m <= 0, 1.0, 0.0)": "That is the perceptron's push. The loss here is log(1 + e⁻ᵐ): take minus its "
        "derivative.",
        "np.maximum(1 - m, 0)": "That is 1 − m while it is positive, the push of a different loss. The loss here is "
        "log(1 + e⁻ᵐ): take minus its derivative.",
        "1 / np.logaddexp(0, m)": "You divided by log(1 + eᵐ). The push is 1/(1 + eᵐ), without the logarithm.",
        "1 / np.logaddexp(0, -m)": "You divided by the loss, log(1 + e⁻ᵐ). The derivative of log u is u′/u: divide by "
        "u = 1 + e⁻ᵐ itself, and don't forget u′.",
        "np.exp(np.logaddexp(0, -m))": "That is 1 + e⁻ᵐ, which is what the logarithm is taken of. The derivative of "
        "log u is u′/u.",
        "np.exp(-m)": "The inner derivative is right, but dividing by 1 + e⁻ᵐ is missing: the derivative of log u is "
        "u′/u.",
        "np.exp(np.minimum(-m, 700.0))": "The inner derivative is right, but dividing by 1 + e⁻ᵐ is missing: the "
        "derivative of log u is u′/u.",
        "np.exp(np.logaddexp(0, m))": "You have 1 + eᵐ. The push is one over that.",
        "m * np.exp(-np.logaddexp(0, m))": "There is an extra factor m. The push is the derivative with respect to m, "
        "nothing more.",
        "np.mean(np.exp(-np.logaddexp(0, m)))": "You averaged. Return one push for each entry of m.",
        "np.sum(np.exp(-np.logaddexp(0, m)))": "You added them up. Return one push for each entry of m.",
        "2 * np.exp(-np.logaddexp(0, m))": "There is an extra 2: the push at m = 0 is ½.",
        "np.round(np.exp(-np.logaddexp(0, m)))": "You rounded, which turns it into a perceptron. The push takes all "
        "values between 0 and 1.",
        "np.exp(-np.logaddexp(0, m)) - 0.5": "There is no −½: an example far on the right side gets a push near 0.",
        "1 - np.tanh(m)": "That runs between 2 and 0, and falls too fast. With tanh, the push is (1 − tanh(m/2))/2.",
        "1 - np.logaddexp(0, -m)": "That is 1 minus the loss. The push is minus its derivative.",
        "np.tanh(-m)": "tanh runs between −1 and 1. The push is a sigmoid of −m, between 0 and 1.",
    },
)


@logistic_push.misconception(
    "The formula is right, but e to the power of 1000 overflows. Use np.exp(-np.logaddexp(0, m))."
)
def overflows(m):
    return np.exp(-m) / (1 + np.exp(-m))


@logistic_push.misconception(
    "The formula is right, but at −1000 it gives NaN, and you made a 0 of that, where the push is 1. Avoid the "
    "overflow: np.exp(-np.logaddexp(0, m))."
)
def zeros_for_nan(m):
    return np.nan_to_num(np.exp(-m) / (1 + np.exp(-m)))


@logistic_push.misconception(
    "That is σ(m), and it overflows as well. The push is strong where m is negative: 1/(1 + eᵐ), without overflow "
    "np.exp(-np.logaddexp(0, m))."
)
def wrong_side_and_overflows(m):
    return 1 / (1 + np.exp(-m))
