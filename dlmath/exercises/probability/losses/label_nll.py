"""label_nll: the mean negative log-likelihood of labels, in code with two mistakes."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Row $i$ of `logits` holds the scores of example $i$, one for each class, and `y[i]` is its label, "
    "numbered from 0. This function should turn each row into probabilities and return the mean of $-\\log "
    "p_{y_i}$. It runs, but it contains two mistakes. Find them with `logits = np.zeros((2, 2))`, for which all "
    "probabilities are $\\tfrac12$ and the answer is $\\log 2$, then with unequal logits. Fix it.",
    hints=[
        "Print p for np.zeros((2, 2)). Which numbers should add up to 1?",
        "Each row of p must sum to 1: np.sum(…, axis=1, keepdims=True). That is the first mistake.",
        "Probabilities of independent examples are multiplied, so their logarithms are averaged: "
        "-np.mean(np.log(chosen)), not -np.log(np.mean(chosen)).",
    ],
    also=("whole", "small"),
)
def label_nll(logits, y):
    """The mean negative log-likelihood of the labels y."""
    # A distribution in each row; then the mean of the logarithms, not the logarithm of the mean.
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    chosen = p[np.arange(len(y)), y]
    return -np.mean(np.log(chosen))


@label_nll.cases
def cases(rng):
    return [
        (np.zeros((2, 2)), np.array([0, 1])),
        (np.log(np.array([[1.0, 3.0], [4.0, 1.0]])), np.array([0, 0])),
        (np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 0.0]]), np.array([2, 1])),
        (np.array([[5.0, -1.0, 2.0], [0.5, 0.0, -2.0], [1.0, 1.0, 4.0]]), np.array([1, 2, 2])),
        (np.array([[2.0, 0.0, 1.0, -1.0]]), np.array([3])),
        (rng.normal(size=(8, 3)), rng.integers(0, 3, size=8)),
        (2 * rng.normal(size=(11, 5)), rng.integers(0, 5, size=11)),
    ]


@label_nll.edge_cases
def edge_cases(rng):
    return [
        (np.array([[3.0]]), np.array([0])),
        (rng.normal(size=(4, 4)) - 50.0, np.array([3, 3, 0, 1])),
        (rng.normal(size=(4, 2)) + 400.0, np.array([1, 1, 1, 0])),
        (3 * rng.normal(size=(200, 30)), rng.integers(0, 30, size=200)),
        (np.array([[1000.0, 999.0], [998.0, 1000.0]]), np.array([1, 1])),
    ]


@label_nll.law("a number added to all logits of an example changes nothing")
def _(f, logits, y):
    return np.isclose(f(logits + np.arange(len(logits))[:, None], y), f(logits, y))


@label_nll.law("writing every example twice changes nothing")
def _(f, logits, y):
    return np.isclose(f(np.concatenate([logits, logits]), np.concatenate([y, y])), f(logits, y))


@label_nll.start(
    "Both mistakes are still there. The numbers of each row must sum to 1, not those of the whole table. And "
    "probabilities of independent examples are multiplied, so take the mean of their logarithms."
)
def label_nll_to_mend(logits, y):
    """The mean negative log-likelihood of the labels y."""
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    p = e / np.sum(e)
    chosen = p[np.arange(len(y)), y]
    return -np.log(np.mean(chosen))


label_nll.instead_of(
    "-np.mean(np.log(chosen))",
    {
        "-np.log(np.mean(chosen))": "One mistake is left: that is the logarithm of the mean. Probabilities of "
        "independent examples are multiplied, so take the mean of the logarithms.",
        "-np.sum(np.log(chosen))": "That is the sum over all examples. Return the mean.",
        "np.mean(np.log(chosen))": "The minus is gone. A probability is at most 1, so its logarithm is at most 0, "
        "and the loss is at least 0.",
        "-np.log(np.prod(chosen))": "That is the loss of all examples together. Divide by their number. (And the "
        "product of many probabilities becomes 0 on a computer. Add logarithms instead.)",
        "-np.mean(chosen)": "The logarithm is gone. The loss is the mean of −log p.",
        "1 - np.mean(chosen)": "That is the mean of 1 − p. The loss is the mean of −log p.",
        "-np.mean(np.log(p))": "That is the mean over all classes. Only the label's class counts: chosen.",
        "-np.sum(np.log(p)) / len(y)": "That adds up all classes. Only the label's class counts: chosen.",
        "-np.mean(np.log(chosen)) / p.shape[1]": "The loss is the mean over the examples. You also divided by the "
        "number of classes (np.mean of a whole table does).",
        "-np.mean(np.sum(p * np.log(p), axis=1))": "That weights each class by the model's own probability (it is "
        "the entropy). Only the label's class counts, with weight 1: chosen.",
        "-np.mean(np.log10(chosen))": "log is the natural logarithm: np.log.",
        "-np.mean(np.log2(chosen))": "log is the natural logarithm: np.log.",
        "-np.log(np.sum(chosen))": "That is the logarithm of a sum. Probabilities of independent examples are "
        "multiplied, so take the mean of the logarithms.",
        "np.log(np.mean(chosen))": "That is the logarithm of the mean, and without the minus. Take minus the mean of "
        "the logarithms.",
        "-np.log(chosen)": "That is one loss for each example. Return their mean.",
        "np.mean((1 - chosen) ** 2)": "That is a squared error. The loss is the mean of −log p.",
        "-np.median(np.log(chosen))": "That is the median. The logarithm of a product is a sum, so take the mean.",
        "-np.exp(np.mean(np.log(chosen)))": "There is one exponential too many: the loss is −log p, averaged.",
    },
)
label_nll.instead_of(
    "e / np.sum(e, axis=1, keepdims=True)",
    {
        "e / np.sum(e)": "One mistake is left: the whole table sums to 1, so the probabilities are too small. Each row "
        "must sum to 1: axis=1, keepdims=True.",
        "e / np.sum(e, axis=0, keepdims=True)": "axis=0 adds up each column, over the examples. A row holds the "
        "classes of one example: axis=1.",
        "e * len(y) / np.sum(e)": "Now the table sums to the number of rows, but each row does not sum to 1: "
        "axis=1, keepdims=True.",
        "e": "These are not probabilities yet: divide each row by its sum.",
    },
)
label_nll.instead_of(
    "p[np.arange(len(y)), y]",
    {
        "p[:, y]": "p[:, y] picks all the columns y in every row. Row i belongs to y[i]: p[np.arange(len(y)), y].",
        "np.max(p, axis=1)": "That is the probability of the model's favorite. The loss needs the probability of "
        "the label: p[np.arange(len(y)), y].",
        "p[:, 0]": "That is the probability of class 0 in every row. Row i belongs to its label y[i]: "
        "p[np.arange(len(y)), y].",
        "p[y, np.arange(len(y))]": "Rows come first, then columns: p[np.arange(len(y)), y].",
        "1 - p[np.arange(len(y)), y]": "That is the probability of all the other classes. Take the probability of "
        "the label.",
    },
)


@label_nll.misconception(
    "The softmax is gone: these are logits, not logarithms of probabilities. Divide each row of exponentials by its "
    "sum."
)
def averages_the_logits(logits, y):
    return -np.mean(logits[np.arange(len(y)), y])


@label_nll.misconception(
    "Without keepdims=True, the sums of the rows form a row themselves, and NumPy divides the *columns* by them. "
    "Write np.sum(e, axis=1, keepdims=True)."
)
def loses_the_column(logits, y):
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1)
    return -np.mean(np.log(p[np.arange(len(y)), y]))


MAXIMUM = (
    "The maximum is no longer subtracted, and np.exp of a large logit is infinite. Subtract each row's maximum first, "
    "as the code did."
)


@label_nll.misconception(MAXIMUM)
def without_the_maximum(logits, y):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(logits)
        return -np.mean(np.log((e / np.sum(e, axis=1, keepdims=True))[np.arange(len(y)), y]))


@label_nll.misconception(
    "You subtracted the maximum inside the exponentials, but not from the logit of the label. Subtract it from both, "
    "or from neither: log Σ exp(z − m) + m."
)
def maximum_on_one_side(logits, y):
    m = np.max(logits, axis=1)
    return np.mean(np.log(np.sum(np.exp(logits - m[:, None]), axis=1)) - logits[np.arange(len(y)), y])


@label_nll.misconception(MAXIMUM)
def log_of_the_sum_without_the_maximum(logits, y):
    with np.errstate(over="ignore"):
        return np.mean(np.log(np.sum(np.exp(logits), axis=1)) - logits[np.arange(len(y)), y])
