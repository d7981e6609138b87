"""accuracy_gap: two readers of the same images, and an error bar that at first treats the images as different."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Two readers A and B read the *same* images. `right_a[i]` is 1 if A reads image $i$ correctly, else 0, and "
    "`right_b` says the same for B. Return by how much A's accuracy exceeds B's, and the standard error of that "
    "difference. The code below adds two variances, as if the readers had been tested on different images. Fix it. "
    "(For each image, what is the difference between the two?)",
    hints=[
        "The variances of two averages add if the two are independent. Here, an image that is hard for A is often hard "
        "for B.",
        "Take the difference for each image first: d = right_a - right_b. The gap is the mean of d.",
        "So its standard error is np.std(d, ddof=1) / np.sqrt(n).",
    ],
    also=("whole",),
)
def accuracy_gap(right_a, right_b):
    """By how much A is better than B, and its standard error."""
    n = len(right_a)
    # One number per image. Images are independent of one another; the two readers of an image are not.
    d = right_a - right_b
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(n)


@accuracy_gap.start(
    "The two variances are still added. That is right for two different sets of images. Here both readers saw the same "
    "ones: take the difference for each image, and the standard error of its mean."
)
def two_test_sets(right_a, right_b):
    """By how much A is better than B, and its standard error."""
    n = len(right_a)
    gap = np.mean(right_a) - np.mean(right_b)
    variance = np.var(right_a, ddof=1) / n + np.var(right_b, ddof=1) / n
    return gap, np.sqrt(variance)


def _coins(rng, n, p):
    return (rng.random(n) < p).astype(float)


@accuracy_gap.cases
def cases(rng):
    a = _coins(rng, 40, 0.8)
    b = np.where(rng.random(40) < 0.8, a, 1 - a)
    return [
        (np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])),
        (np.array([1.0, 1.0, 1.0, 0.0, 1.0]), np.array([1.0, 0.0, 1.0, 0.0, 1.0])),
        (np.array([0.0, 1.0, 1.0, 0.0, 1.0, 1.0]), np.array([1.0, 1.0, 1.0, 1.0, 0.0, 1.0])),
        (a, b),
        (b, a),
        (_coins(rng, 25, 0.5), _coins(rng, 25, 0.9)),
    ]


@accuracy_gap.edge_cases
def edge_cases(rng):
    return [
        (np.ones(4), np.zeros(4)),
        (np.array([1, 0, 1, 1]), np.array([0, 1, 1, 0])),
        (np.array([0.0, 1.0]), np.array([1.0, 1.0])),
        (_coins(rng, 2000, 0.9), _coins(rng, 2000, 0.8)),
    ]


@accuracy_gap.law("swapping the readers flips the sign of the gap and leaves the error as it is")
def _(f, right_a, right_b):
    (gap, error), (back, same) = f(right_a, right_b), f(right_b, right_a)
    return np.isclose(gap, -back) and np.isclose(error, same)


accuracy_gap.instead_of(
    "np.mean(d), np.std(d, ddof=1) / np.sqrt(n)",
    {
        "np.mean(d), np.std(d, ddof=1)": "That is the spread of the differences of single images. The mean of n of "
        "them is off by less: divide by √n.",
        "np.mean(d), np.std(d, ddof=1) / n": "Variances are divided by n, standard deviations by √n.",
        "np.mean(d), np.var(d, ddof=1) / n": "That is the variance of the gap. Its standard error is the root of that.",
        "np.mean(d), np.var(d, ddof=1) / np.sqrt(n)": "You divided a variance by √n. Divide the standard deviation by "
        "√n: np.std, not np.var.",
        "np.mean(d), np.std(d) / np.sqrt(n)": "Your standard deviation divides by n. As in the code you started from, "
        "use n − 1: ddof=1.",
        "np.mean(d), np.std(d, ddof=1) / np.sqrt(2 * n)": "There are n differences, one for each image: divide by √n.",
        "np.mean(d), np.std(d, ddof=1) / np.sqrt(n - 1)": "The n − 1 belongs to the standard deviation, where ddof=1 "
        "takes care of it. Divide by √n.",
        "np.mean(d), 2 * np.std(d, ddof=1) / np.sqrt(n)": "Return one standard error, not two.",
        "-np.mean(d), np.std(d, ddof=1) / np.sqrt(n)": "The sign is flipped: the question is by how much A exceeds B.",
        "np.mean(d), np.std(d, ddof=1) * np.sqrt(n)": "You multiplied by √n. More images make the gap *less* "
        "uncertain: divide.",
        "np.std(d, ddof=1) / np.sqrt(n), np.mean(d)": "Both numbers are right, but in the wrong order: first the gap, "
        "then its standard error.",
        "np.sum(d), np.std(d, ddof=1) / np.sqrt(n)": "You added up the differences. Accuracies are means.",
        "np.mean(d)": "That is the gap. Return its standard error, too: two numbers with a comma.",
    },
)
accuracy_gap.instead_of(
    "right_a - right_b",
    {
        "right_b - right_a": "The sign is flipped: the question is by how much A exceeds B.",
        "np.abs(right_a - right_b)": "With absolute values or squares, an image that only B reads counts for A. Keep "
        "the signs.",
        "right_a + right_b": "You added the two. The gap is a difference.",
        "right_a * right_b": "That says where both are right. The gap is the mean of the difference.",
        "right_a": "That is the accuracy of A alone. Subtract B, image by image.",
    },
)


def _gap(right_a, right_b):
    return np.mean(right_a) - np.mean(right_b)


@accuracy_gap.misconception(
    "You subtracted the variances. Variances of independent numbers add, even for a difference. But these two are not "
    "independent: take the difference for each image first."
)
def subtracts_variances(right_a, right_b):
    n = len(right_a)
    return _gap(right_a, right_b), np.sqrt(np.abs(np.var(right_a, ddof=1) - np.var(right_b, ddof=1)) / n)


@accuracy_gap.misconception(
    "You added the two standard errors. That would be right only if one always rose when the other fell. Take the "
    "difference for each image, and the standard error of its mean."
)
def adds_errors(right_a, right_b):
    n = len(right_a)
    return _gap(right_a, right_b), (np.std(right_a, ddof=1) + np.std(right_b, ddof=1)) / np.sqrt(n)


@accuracy_gap.misconception(
    "You subtracted the two standard errors. Take the difference for each image first, and the standard error of its "
    "mean."
)
def subtracts_errors(right_a, right_b):
    n = len(right_a)
    return _gap(right_a, right_b), np.abs(np.std(right_a, ddof=1) - np.std(right_b, ddof=1)) / np.sqrt(n)


@accuracy_gap.misconception(
    "p (1 − p) is the variance of a 0 or 1, and adding two of them is right for different images. Here the readers saw "
    "the same ones: take the difference for each image."
)
def two_binomials(right_a, right_b):
    n, p, q = len(right_a), np.mean(right_a), np.mean(right_b)
    return p - q, np.sqrt((p * (1 - p) + q * (1 - q)) / n)


@accuracy_gap.misconception(
    "You put both readers into one list, of length 2n. The gap is a difference within each image: d = right_a - "
    "right_b."
)
def pooled(right_a, right_b):
    both = np.concatenate([right_a, right_b])
    return _gap(right_a, right_b), np.std(both, ddof=1) / np.sqrt(len(both))


@accuracy_gap.misconception(
    "You treated the gap like an accuracy, with g (1 − g). But the difference of two zeros or ones can also be −1. Use "
    "the spread of the differences: np.std(d, ddof=1)."
)
def gap_as_a_share(right_a, right_b):
    g = abs(_gap(right_a, right_b))
    return _gap(right_a, right_b), np.sqrt(g * (1 - g) / len(right_a))


@accuracy_gap.misconception(
    "You left out the images on which both agree. They count, with the difference 0: they are part of both accuracies."
)
def only_disagreements(right_a, right_b):
    d = right_a - right_b
    d = d[d != 0]
    if len(d) < 2:
        return 0.0, 0.0
    return np.mean(d), np.std(d, ddof=1) / np.sqrt(len(d))


@accuracy_gap.misconception("That is the larger of the two single error bars. The gap has its own, from d.")
def larger_error(right_a, right_b):
    n = len(right_a)
    return _gap(right_a, right_b), max(np.std(right_a, ddof=1), np.std(right_b, ddof=1)) / np.sqrt(n)


@accuracy_gap.misconception(
    "Two variances are added, and the division by n is gone. Take the difference for each image, and the standard "
    "error of its mean."
)
def adds_without_n(right_a, right_b):
    return _gap(right_a, right_b), np.sqrt(np.var(right_a, ddof=1) + np.var(right_b, ddof=1))


@accuracy_gap.misconception(
    "The average of the two variances is not the variance of the difference. Take the difference for each image, and "
    "the standard error of its mean."
)
def averages_variances(right_a, right_b):
    n = len(right_a)
    return _gap(right_a, right_b), np.sqrt((np.var(right_a, ddof=1) + np.var(right_b, ddof=1)) / 2 / n)


@accuracy_gap.misconception(
    "The product of the two variances is not the variance of the difference. Take the difference for each image, and "
    "the standard error of its mean."
)
def multiplies_variances(right_a, right_b):
    n = len(right_a)
    return _gap(right_a, right_b), np.sqrt(np.var(right_a, ddof=1) * np.var(right_b, ddof=1) / n)


@accuracy_gap.misconception(
    "That is the error bar of A alone. The gap also depends on B: take the difference for each image."
)
def error_of_a(right_a, right_b):
    return _gap(right_a, right_b), np.std(right_a, ddof=1) / np.sqrt(len(right_a))


@accuracy_gap.misconception(
    "That is the error bar of B alone. The gap also depends on A: take the difference for each image."
)
def error_of_b(right_a, right_b):
    return _gap(right_a, right_b), np.std(right_b, ddof=1) / np.sqrt(len(right_a))


@accuracy_gap.misconception(
    "The share of images on which they differ is the mean of d². For the variance, the square of the gap has to be "
    "subtracted (and the divisor is n − 1): np.std(d, ddof=1) does both."
)
def mean_square(right_a, right_b):
    n = len(right_a)
    return _gap(right_a, right_b), np.sqrt(np.mean((right_a - right_b) ** 2) / n)


@accuracy_gap.misconception(
    "v (1 − v) is right for a share, and you took the share of images on which they differ. But the gap is the mean of "
    "d = right_a - right_b, which can be −1 as well: use np.std(d, ddof=1)."
)
def share_that_differs(right_a, right_b):
    n, v = len(right_a), np.mean(right_a != right_b)
    return _gap(right_a, right_b), np.sqrt(v * (1 - v) / n)


@accuracy_gap.misconception(
    "The covariance counts twice: the variance of a difference is Var[A] + Var[B] − 2 Cov[A, B]. It is easier to take "
    "the difference for each image first."
)
def covariance_once(right_a, right_b):
    n = len(right_a)
    covariance = np.sum((right_a - np.mean(right_a)) * (right_b - np.mean(right_b))) / (n - 1)
    variance = np.var(right_a, ddof=1) + np.var(right_b, ddof=1) - covariance
    return _gap(right_a, right_b), np.sqrt(variance / n)


@accuracy_gap.misconception(
    "The gap is right. For its error you looked at *whether* the two readers differ, which loses who is ahead. Take d "
    "= right_a - right_b, with its sign."
)
def whether_they_differ(right_a, right_b):
    return _gap(right_a, right_b), np.std(right_a != right_b, ddof=1) / np.sqrt(len(right_a))


@accuracy_gap.misconception(
    "The gap is right. For its error you looked at where *both* are right. Take the difference for each image, d = "
    "right_a - right_b."
)
def where_both_are_right(right_a, right_b):
    return _gap(right_a, right_b), np.std(right_a * right_b, ddof=1) / np.sqrt(len(right_a))
