"""class_probabilities: from logarithms that lie far below what exp can handle."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Row $i$ of `log_scores` holds $\\log P(k, \\mathbf x^{(i)})$ for each class $k$. `class_probabilities` "
    "should return $P(k \\mid \\mathbf x^{(i)})$, in the same shape: the rows add up to 1. It is right on paper, but "
    "it returns NaN for scores around $-2000$. Fix it. (A score may be $-\\infty$, which is the logarithm of 0, but in "
    "each row at least one is finite.)",
    hints=[
        "exp(−2000) is 0. Scores of −2000 and −2001 and scores of 0 and −1 have the same answer. Why?",
        "Subtracting the same number from all scores of a row does not change the answer. Which number makes exp safe?",
        "Subtract the largest score of each row: log_scores - np.max(log_scores, axis=1, keepdims=True).",
    ],
)
def class_probabilities(log_scores):
    """The probabilities of the classes, one example in each row."""
    # The best class of each row gets exp(0) = 1, so the sum is at least 1.
    shifted = log_scores - np.max(log_scores, axis=1, keepdims=True)
    scores = np.exp(shifted)
    return scores / np.sum(scores, axis=1, keepdims=True)


@class_probabilities.start(
    "exp(−2000) is 0 for a computer, and 0/0 is NaN. Before you take exp, subtract the largest score of the row from "
    "all of them: the common factor cancels in the division."
)
def on_paper(log_scores):
    """The probabilities of the classes, one example in each row."""
    scores = np.exp(log_scores)
    return scores / np.sum(scores, axis=1, keepdims=True)


@class_probabilities.cases
def cases(rng):
    return [
        (np.array([[-2000.0, -2001.0]]),),
        (np.array([[-1.0, -2.0, -4.0], [-900.0, -901.0, -900.5]]),),
        (np.array([[-3000.0, -3001.0, -3003.0], [-10.0, -12.0, -11.0], [-800.0, -801.0, -799.0]]),),
        (np.array([[-5000.0, -5001.0], [1200.0, 1199.0], [0.0, 2.0]]),),
        (rng.normal(size=(5, 3)) + np.array([[-5.0], [-1000.0], [-20000.0], [900.0], [-400.0]]),),
    ]


@class_probabilities.edge_cases
def edge_cases(rng):
    return [
        (np.array([[-np.inf, -1500.0, -1501.0], [-3.0, -np.inf, -np.inf]]),),
        (np.array([[-2000.0, -4000.0, -2000.0]]),),
        (np.zeros((2, 4)),),
        (np.array([[-2000, -2001], [-1, -3]]),),
        (np.array([[-7.0], [-7000.0]]),),
        (np.array([[-1e6, -1e6 - 2.0, 1e6]]),),
    ]


@class_probabilities.law("each row adds up to 1")
def _(f, log_scores):
    return np.allclose(np.sum(f(log_scores), axis=1), 1)


@class_probabilities.law("adding the same number to all scores changes nothing")
def _(f, log_scores):
    return np.allclose(f(log_scores + 64.0), f(log_scores), rtol=1e-6)


class_probabilities.instead_of(
    "np.max(log_scores, axis=1, keepdims=True)",
    {
        "np.max(log_scores)": "You subtract the largest of *all* scores. In a row that lies far below it, exp is 0 "
        "again. Each row needs its own: axis=1, with keepdims=True.",
        "np.min(log_scores, axis=1, keepdims=True)": "You subtract the smallest score. Then the best class can be too "
        "large for exp. Subtract the largest one.",
        "np.mean(log_scores, axis=1, keepdims=True)": "You subtract the mean of the row. A score far above it still "
        "overflows, and a score of −∞ spoils the mean. Subtract the largest one.",
        "np.max(log_scores, axis=0, keepdims=True)": "You subtract a number for each class (column). All scores of a "
        "*row* need the same number: axis=1.",
        "np.sum(log_scores, axis=1, keepdims=True)": "You subtract the sum of the scores. To divide by a sum of "
        "probabilities, add up their exponentials. Here, subtract the largest score.",
        "np.min(log_scores)": "You subtract the smallest of all scores, so others become too large for exp. Subtract "
        "the largest one of each row.",
        "np.max(np.abs(log_scores), axis=1, keepdims=True)": "You subtract the largest absolute value, which moves "
        "negative scores even further down. Subtract the largest score itself.",
        "log_scores[:, :1]": "You subtract the first score of each row. If another one is much larger, exp overflows. "
        "Subtract the largest one.",
        "np.median(log_scores, axis=1, keepdims=True)": "You subtract the median of the row. A score far above it "
        "still overflows. Subtract the largest one.",
        "np.max(log_scores, axis=1)": "Without keepdims=True, the largest scores form a row of n numbers, which NumPy "
        "lays along the classes. Each row of scores needs its own: keepdims=True makes them a column.",
    },
)
class_probabilities.instead_of(
    "log_scores - np.max(log_scores, axis=1, keepdims=True)",
    {
        "log_scores / np.max(log_scores, axis=1, keepdims=True)": "You divided by the largest score. Dividing changes "
        "the answer; subtracting the same number from all scores of a row does not.",
        "log_scores / np.max(np.abs(log_scores), axis=1, keepdims=True)": "You scaled the scores down. That changes "
        "the answer. *Subtracting* the same number from a row does not.",
        "log_scores / 1000": "You scaled the scores down. That changes the answer. *Subtracting* the same number from "
        "a row does not.",
        "log_scores + np.max(log_scores, axis=1, keepdims=True)": "You added the largest score. Subtract it, so that "
        "it becomes 0.",
        "np.maximum(log_scores, -700)": "Cutting scores off at −700 avoids the NaN, but then −2000 and −2001 look "
        "alike. Subtract the largest score of each row instead.",
        "np.clip(log_scores, -700, 700)": "Cutting scores off avoids the NaN, but then −2000 and −2001 look alike. "
        "Subtract the largest score of each row instead.",
        "log_scores + 2000": "Adding 2000 helps for scores around −2000 only. Use the row's own largest score.",
        "-log_scores": "The scores have changed sign, so the worst class wins.",
        "np.abs(log_scores)": "Without their signs, the worst class wins.",
        "np.longdouble(log_scores)": "A wider number only moves the cliff. Subtract the largest score of each row.",
    },
)
class_probabilities.instead_of(
    "scores / np.sum(scores, axis=1, keepdims=True)",
    {
        "scores / np.sum(scores)": "You divided by the sum over the whole table. Each row has its own sum: axis=1, "
        "keepdims=True.",
        "scores / np.sum(scores, axis=0, keepdims=True)": "You divided by the sums of the columns. An example is a "
        "row: axis=1.",
        "scores": "These are not probabilities yet: divide each row by its sum.",
        "shifted / np.sum(shifted, axis=1, keepdims=True)": "You divided logarithms by their sum. Take exp first.",
        "log_scores / np.sum(log_scores, axis=1, keepdims=True)": "You divided logarithms by their sum. Take exp "
        "first, after the shift.",
        "np.log(scores / np.sum(scores, axis=1, keepdims=True))": "You took the logarithm again. Return the "
        "probabilities themselves.",
        "scores / np.sum(np.exp(log_scores), axis=1, keepdims=True)": "The numerator is shifted, but the divisor is "
        "not. Both need the same shift.",
        "np.exp(log_scores) / np.sum(scores, axis=1, keepdims=True)": "The divisor is shifted, but the numerator is "
        "not. Both need the same shift.",
        "np.round(scores / np.sum(scores, axis=1, keepdims=True))": "You rounded to 0 and 1. Return the probabilities "
        "themselves.",
        "scores / np.sum(scores, axis=1)": "Without keepdims=True, the sums of the rows form a row themselves, which "
        "NumPy lays along the classes. keepdims=True makes them a column, one for each example.",
    },
)


@class_probabilities.misconception(
    "Adding a tiny number to the sum avoids 0/0, but then all classes get probability 0. Subtract the largest score of "
    "each row before you take exp."
)
def adds_a_tiny_number(log_scores):
    scores = np.exp(log_scores)
    return scores / (np.sum(scores, axis=1, keepdims=True) + 1e-300)


@class_probabilities.misconception(
    "A tiny number was added to each score, so that classes far below it all look alike. Subtract the largest score of "
    "each row before you take exp."
)
def adds_a_tiny_number_to_each(log_scores):
    scores = np.exp(log_scores) + 1e-300
    return scores / np.sum(scores, axis=1, keepdims=True)


@class_probabilities.misconception(
    "You replaced NaN with a number. The computer was right not to know: the scores were gone. Subtract the largest "
    "score of each row before you take exp, and they stay."
)
def replaces_nan(log_scores):
    scores = np.exp(log_scores)
    return np.nan_to_num(scores / np.sum(scores, axis=1, keepdims=True))


@class_probabilities.misconception(
    "You gave all classes the same probability where the sum is 0. But −2000 is better than −2001, by a factor of e. "
    "Subtract the largest score of each row before you take exp."
)
def same_for_all(log_scores):
    scores = np.exp(log_scores)
    total = np.sum(scores, axis=1, keepdims=True)
    return np.where(total == 0, 1 / scores.shape[1], scores / np.where(total == 0, 1, total))


@class_probabilities.misconception(
    "You gave everything to the best class. The others have their share, too: −2000 and −2001 differ by a factor of e."
)
def best_takes_all(log_scores):
    return np.eye(log_scores.shape[1])[np.argmax(log_scores, axis=1)]


@class_probabilities.misconception(
    "You return logarithms. Take exp of them: the probabilities should add up to 1 in each row."
)
def returns_logarithms(log_scores):
    shifted = log_scores - np.max(log_scores, axis=1, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))


@class_probabilities.misconception(
    "Tiny numbers were added before and after exp, but exp(−2000) is still 0. Subtract the largest score of each row "
    "before you take exp."
)
def adds_tiny_numbers(log_scores):
    scores = np.exp(log_scores + 1e-12)
    return scores / (np.sum(scores, axis=1, keepdims=True) + 1e-12)


@class_probabilities.misconception(
    "You took exp first, where −2000 has already become 0, and then subtracted a score from a probability. Subtract "
    "the largest score from the *scores*, then take exp."
)
def exp_before_the_shift(log_scores):
    scores = np.exp(log_scores) - np.max(log_scores, axis=1, keepdims=True)
    return scores / np.sum(scores, axis=1, keepdims=True)


@class_probabilities.misconception(
    "log-sum-exp is a logarithm: subtract it from the scores *before* you take exp. You divided exp of the scores, "
    "which is 0, by a logarithm."
)
def divides_by_a_logarithm(log_scores):
    return np.exp(log_scores) / np.logaddexp.reduce(log_scores, axis=1, keepdims=True)
