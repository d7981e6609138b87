"""predict: the class of each example at any threshold, without a single power of e."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return a class for each row of `X`, in an array of shape `(n,)`: 1 where the probability "
    "$\\sigma(\\mathbf w^\\top \\mathbf x + b)$ is at least `threshold`, and 0 otherwise. The threshold lies "
    "strictly between 0 and 1, and it need not be ½. Do it without `np.exp`: which *logit* has the probability "
    "`threshold`?",
    hints=[
        "The sigmoid rises everywhere. So p ≥ threshold holds if and only if z is at least a certain number.",
        "That number is the logit whose probability is the threshold: its log-odds.",
        "Compare X @ w + b with np.log(threshold / (1 - threshold)). np.where(…, 1, 0) turns True into 1.",
    ],
    forbids=["np.exp"],
    also=("whole",),
)
def predict(X, w, b, threshold):
    """1 where the probability is at least the threshold, else 0."""
    # The sigmoid rises, so compare logits: that of the threshold is its log-odds.
    z = X @ w + b
    return np.where(z >= np.log(threshold / (1 - threshold)), 1.0, 0.0)


@predict.cases
def cases(rng):
    steps = np.linspace(-4.0, 4.0, 41)[:, None]
    return [
        (np.array([[1.0], [-1.0], [0.0]]), np.array([1.0]), 0.0, 0.5),
        (steps, np.array([1.0]), 0.1, 0.9),
        (steps, np.array([-1.0]), 0.6, 0.2),
        (steps, np.array([0.5]), -0.7, 0.7),
        (np.hstack([steps, steps[::-1] ** 2]), np.array([2.0, -0.5]), 1.3, 0.35),
        (rng.normal(size=(40, 2)), rng.normal(size=2), 0.4, 0.6),
        (rng.normal(size=(40, 3)), rng.normal(size=3), -0.3, 0.25),
    ]


@predict.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0.0], [2.0]]), np.array([1.0]), 0.0, 0.5),
        (np.array([[1, 2], [-3, 1], [2, -1]]), np.array([1, 1]), 0, 0.5),
        (np.array([[1000.0], [-1000.0], [0.0]]), np.array([1.0]), 0.2, 0.6),
        (np.array([[1e-5], [-1e-5]]), np.array([1.0]), 0.0, 0.5),
        (rng.normal(size=(5, 2)), np.zeros(2), 0.0, 0.4),
        (5 * rng.normal(size=(400, 2)), rng.normal(size=2), 0.5, 0.05),
        (5 * rng.normal(size=(400, 2)), rng.normal(size=2), 0.5, 0.999),
    ]


@predict.law("a higher threshold turns no 0 into a 1")
def _(f, X, w, b, threshold):
    return bool(np.all(f(X, w, b, (1 + threshold) / 2) <= f(X, w, b, threshold)))


predict.instead_of(
    "np.log(threshold / (1 - threshold))",
    {
        "threshold - 0.5": "At the threshold ½ the logit is 0, as you have it. But for another threshold t, it is "
        "not t − ½: it is log(t / (1 − t)).",
        "threshold": "You compared the logits with the threshold, which is a probability. First turn the threshold "
        "into a logit: the log-odds log(t / (1 − t)).",
        "0": "That is the threshold ½, whose logit is 0. For another threshold t, compare with log(t / (1 − t)).",
        "0.5": "0.5 is a probability, and z is a logit. Compare with the logit of the threshold, log(t / (1 − t)).",
        "np.log((1 - threshold) / threshold)": "The log-odds are upside down: log(t / (1 − t)). A high threshold must "
        "make it harder to be a 1.",
        "np.log(threshold)": "The logit of a probability t is the logarithm of its *odds*, log(t / (1 − t)).",
        "-np.log(threshold)": "The logit of a probability t is the logarithm of its *odds*, log(t / (1 − t)).",
        "np.log(1 - threshold)": "The logit of a probability t is the logarithm of its *odds*, log(t / (1 − t)).",
        "np.log(threshold) * np.log(1 - threshold)": "The logarithm of a quotient is a difference: log t − log(1 − t).",
        "np.log(threshold) + np.log(1 - threshold)": "The logarithm of a quotient is a difference: log t − log(1 − t).",
        "np.log(threshold) / np.log(1 - threshold)": "Take the logarithm of the quotient, log(t / (1 − t)), not the "
        "quotient of the logarithms.",
        "threshold / (1 - threshold)": "Those are the odds of the threshold. A logit is their logarithm.",
        "threshold / (1 + threshold)": "The odds of t are t / (1 − t), with a minus, and a logit is their logarithm.",
        "np.log(threshold) / (1 - threshold)": "Take the logarithm of the whole quotient: log(t / (1 − t)).",
        "np.log(threshold / 1 - threshold)": "Parentheses are missing: t / (1 − t).",
        "np.log2(threshold / (1 - threshold))": "Log-odds use the natural logarithm, since the sigmoid uses e.",
        "np.log10(threshold / (1 - threshold))": "Log-odds use the natural logarithm, since the sigmoid uses e.",
        "np.log(1 / (1 - threshold))": "The odds of t are t / (1 − t). You wrote 1 / (1 − t).",
        "np.log(threshold / (1 + threshold))": "The odds of t are t / (1 − t), with a minus.",
        "1 / (1 + np.e ** -threshold)": "That is σ of the threshold. Go the other way: the threshold is the "
        "probability, and you need its logit, log(t / (1 − t)).",
        "1 - threshold": "You compared the logits with a probability. Turn the threshold into a logit first: "
        "log(t / (1 − t)).",
    },
)
predict.instead_of(
    "return np.where(z >= np.log(threshold / (1 - threshold)), 1.0, 0.0)",
    {
        "return (np.tanh(z) >= threshold).astype(int)": "The probability is the sigmoid of the logit, not its tanh. "
        "And you don't need it: compare z with log(t / (1 − t)).",
        "return (z > np.log(threshold / (1 - threshold))).astype(int)": "A probability of exactly the threshold should "
        "count as 1, too: at least means >=.",
        "return (z < np.log(threshold / (1 - threshold))).astype(int)": "The classes are swapped: 1 is for a "
        "probability of at least the threshold.",
        "return (z <= np.log(threshold / (1 - threshold))).astype(int)": "The classes are swapped: 1 is for a "
        "probability of at least the threshold.",
        "return np.where(z >= np.log(threshold / (1 - threshold)), 1, -1)": "The two classes are 1 and 0, not 1 and "
        "−1.",
        "return z - np.log(threshold / (1 - threshold))": "These are distances from the threshold, in logits. Return a "
        "class, 1 where it is at least 0.",
        "return 1 / (1 + np.e**-z)": "These are the probabilities. Return a class, 0 or 1, for each.",
        "return int(np.all(z >= np.log(threshold / (1 - threshold))))": "That is one answer for all rows. Each row "
        "gets its own class.",
        "return (z >= 0).astype(int)": "That is the threshold ½, whose logit is 0. For another threshold t, compare "
        "with log(t / (1 − t)).",
        "return np.argmax(z)": "That is the position of the largest logit. Return a 0 or a 1 for every row.",
        "return z >= np.log(threshold / (1 - threshold))": "Those are True and False. The task asks for 1 and 0: "
        "(…).astype(int).",
        "return np.flatnonzero(z >= np.log(threshold / (1 - threshold)))": "These are the positions of the ones. "
        "Return a 0 or a 1 for every row.",
        "return np.sum(z >= np.log(threshold / (1 - threshold)))": "That counts the ones. Return a 0 or a 1 for every "
        "row.",
    },
)
predict.instead_of(
    "X @ w + b",
    {
        "X @ w": "The bias b is missing from the logit: X @ w + b.",
        "X @ w - b": "The bias is added: X @ w + b.",
        "X @ (w + b)": "b is added once to each logit, not to each weight: X @ w + b.",
    },
)
