"""check_gradient: a claim beside a measurement."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Return the largest difference between `claimed(x)` and `calculus.gradient(f, x)`, divided by the largest "
    "absolute value in either of them. If both are 0 everywhere, return 0.",
    hints=[
        "c = claimed(x) and d = calculus.gradient(f, x) are arrays. Which number is the numerator, and which "
        "is the denominator?",
        "The numerator is np.max(np.abs(c - d)). The denominator is the larger of np.max(np.abs(c)) and "
        "np.max(np.abs(d)).",
        "Before you divide, check whether the denominator is 0. If it is, return 0.0.",
    ],
)
def check_gradient(f, x, claimed):
    """The relative error of a claimed gradient."""
    c = claimed(x)
    d = calculus.gradient(f, x)
    largest = max(np.max(np.abs(c)), np.max(np.abs(d)))
    # 0/0 means that both say 0: no error.
    if largest == 0:
        return 0.0
    return np.max(np.abs(c - d)) / largest


SQUARES = Formula("w ↦ w₀² + 10 w₁²", lambda w: w[0] ** 2 + 10 * w[1] ** 2)
CUBES = Formula("w ↦ Σ wᵢ³", lambda w: np.sum(w**3))
TINY = Formula("w ↦ 10⁻⁹ Σ wᵢ³", lambda w: 1e-9 * np.sum(w**3))


@check_gradient.cases
def cases(rng):
    return [
        (SQUARES, np.array([1.0, 2.0]), Formula("w ↦ (2 w₀, 10 w₁)", lambda w: np.array([2 * w[0], 10 * w[1]]))),
        (SQUARES, np.array([4.0, 1.0]), Formula("w ↦ (0, 20 w₁)", lambda w: np.array([0.0, 20 * w[1]]))),
        (SQUARES, np.array([1.0, -2.0]), Formula("w ↦ (2 w₀, −60 w₁)", lambda w: np.array([2 * w[0], -60 * w[1]]))),
        (SQUARES, np.array([-1.0, -2.0]), Formula("w ↦ (2 w₀, 10 w₁)", lambda w: np.array([2 * w[0], 10 * w[1]]))),
        (SQUARES, np.array([0.0, 0.5]), Formula("w ↦ (1, 20 w₁)", lambda w: np.array([1.0, 20 * w[1]]))),
        (CUBES, rng.uniform(1, 2, size=4), Formula("w ↦ 2 w²", lambda w: 2 * w**2)),
        (CUBES, rng.uniform(-2, 2, size=6), Formula("w ↦ 3 w² + w", lambda w: 3 * w**2 + w)),
    ]


@check_gradient.edge_cases
def edge_cases(rng):
    flat = Formula("w ↦ 7", lambda w: 7.0)
    zero = Formula("w ↦ 0", lambda w: np.zeros(np.shape(w)))
    return [
        (flat, np.array([1.0, 2.0]), zero),
        (flat, np.array([1.0]), Formula("w ↦ −3", lambda w: np.array([-3.0]))),
        (CUBES, np.array([-1.0]), zero),
        (TINY, np.array([1.0, 2.0]), zero),
        (CUBES, np.array([[1.0, 2.0], [-1.0, 0.5]]), Formula("w ↦ 2 w²", lambda w: 2 * w**2)),
    ]


@check_gradient.law("a correct gradient has an error below a millionth")
def _(f, g, x, claimed):
    return f(CUBES, x, lambda w: 3 * w**2) < 1e-6


check_gradient.instead_of(
    "np.max(np.abs(c - d)) / largest",
    {
        "np.max(np.abs(c - d))": "That is the largest difference itself. Divide by the largest entry: whether 0.001 "
        "is a lot depends on "
        "the size of the gradient.",
        "np.mean(np.abs(c - d)) / largest": "A mean hides a single wrong entry among many right ones. Take the largest "
        "difference.",
        "np.sum(np.abs(c - d)) / largest": "You added the differences. Take the largest one.",
        "np.max(c - d) / largest": "Without np.abs a negative difference is never the largest. Take np.abs(c - d).",
        "np.abs(np.max(np.abs(c)) - np.max(np.abs(d))) / largest": "You compared the largest entries. Compare entry by "
        "entry, then take the largest difference.",
        "np.abs(np.max(c) - np.max(d)) / largest": "You compared the largest entries. Compare entry by entry, then "
        "take the "
        "largest difference.",
        "np.max(np.abs(c - d)) / np.max(np.abs(c)) if np.any(c) else 1.0": "You divide by the largest entry of the "
        "claim alone. A wrong claim may be far too large or too small: take the larger of the two.",
        "np.max(np.abs(c - d)) / np.max(np.abs(d)) if np.any(d) else 1.0": "You divide by the largest entry of the "
        "differences alone. Take the largest in c and d together.",
        "np.max(np.abs(c - d)) / np.sum(np.abs(c) + np.abs(d))": "You divide by the sum of all entries. Divide by "
        "the largest entry of both.",
        "np.max(np.abs(c - d)) / (np.max(np.abs(c)) + np.max(np.abs(d)))": "You divide by the sum of the two largest "
        "entries. Take "
        "the larger of them.",
        "np.linalg.norm(c - d) / largest": "You took the length of the difference. Take its largest entry.",
        "np.linalg.norm(c - d) / (np.linalg.norm(c) + np.linalg.norm(d))": "That is another common measure, "
        "with lengths. Here, divide the largest difference by the largest entry.",
        "np.max(np.abs(np.abs(c) - np.abs(d))) / largest": "You compare absolute values, so a wrong sign goes "
        "unnoticed. Subtract "
        "first: "
        "np.abs(c - d).",
        "np.max((c - d) ** 2) / largest": "You squared the difference. Take its absolute value.",
        "100 * np.max(np.abs(c - d)) / largest": "That is in percent. Leave out the factor 100.",
        "np.max(np.abs(c - d)) / largest < 1e-6": "That is the verdict. Return the error itself.",
        "np.min(np.abs(c - d)) / largest": "You took the smallest difference. One right entry doesn't make a "
        "gradient right: take "
        "the largest.",
        "1 - np.max(np.abs(c - d)) / largest": "You subtracted the error from 1. Return the error itself.",
    },
)
check_gradient.instead_of(
    "max(np.max(np.abs(c)), np.max(np.abs(d)))",
    {
        "min(np.max(np.abs(c)), np.max(np.abs(d)))": "You divide by the smaller of the two largest entries. Take the "
        "larger.",
        "max(np.max(c), np.max(d))": "Without np.abs a large negative entry doesn't count. Take the largest absolute "
        "value.",
        "np.max(np.abs(x))": "You divide by the largest entry of x. The gradients' own size matters: the largest of "
        "c and d.",
    },
)


@check_gradient.misconception(
    "You divide each difference by its own entry. Where an entry is 0 or nearly so, rounding raises a false "
    "alarm. Divide by "
    "the largest entry of both."
)
def entry_by_entry(f, x, claimed):
    c, d = claimed(x), calculus.gradient(f, x)
    size = np.maximum(np.abs(c), np.abs(d))
    return np.max(np.abs(c - d) / np.where(size == 0, 1, size))


@check_gradient.misconception(
    "You divide each difference by its own entry of the claim. Where that is 0, you divide by 0, and where it is "
    "small, rounding "
    "raises an alarm. Divide by the largest entry of both."
)
def by_the_claim(f, x, claimed):
    c, d = claimed(x), calculus.gradient(f, x)
    with np.errstate(all="ignore"):
        return np.max(np.abs(c - d) / np.abs(c))


@check_gradient.misconception("claimed is a function here. Ask it for the gradient at x: claimed(x).")
def does_not_call_the_claim(f, x, claimed):
    return np.max(np.abs(claimed - calculus.gradient(f, x)))


@check_gradient.misconception("claimed is a function here. Ask it for the gradient at x: claimed(x).")
def takes_the_size_of_a_function(f, x, claimed):
    return np.max(np.abs(claimed))


@check_gradient.misconception(
    "Python's max can't choose between two arrays. Take np.max of each of them first, and then the larger number."
)
def largest_of_two_arrays(f, x, claimed):
    c, d = claimed(x), calculus.gradient(f, x)
    return np.max(np.abs(c - d)) / max(np.abs(c), np.abs(d))


@check_gradient.misconception(
    "The second argument of np.max is an axis. Take np.max of each array first, and then the larger number."
)
def an_array_for_an_axis(f, x, claimed):
    c, d = claimed(x), calculus.gradient(f, x)
    return np.max(np.abs(c - d)) / np.max(np.abs(c), np.abs(d))


def with_a_small_number(f, x, claimed, small):
    c, d = claimed(x), calculus.gradient(f, x)
    return np.max(np.abs(c - d)) / (max(np.max(np.abs(c)), np.max(np.abs(d))) + small)


ADDED = (
    "You add a small number to the denominator. Where the gradient is small, that hides the error. Divide by the "
    "largest entry alone, and return 0.0 where it is 0."
)


@check_gradient.misconception(ADDED)
def adds_a_small_number(f, x, claimed):
    return with_a_small_number(f, x, claimed, 1e-8)


@check_gradient.misconception(ADDED)
def adds_a_smaller_number(f, x, claimed):
    return with_a_small_number(f, x, claimed, 1e-12)


@check_gradient.misconception("Where both are 0 everywhere, you divide 0 by 0. Return 0.0 there.")
def divides_by_zero(f, x, claimed):
    c, d = claimed(x), calculus.gradient(f, x)
    with np.errstate(all="ignore"):
        return np.max(np.abs(c - d)) / max(np.max(np.abs(c)), np.max(np.abs(d)))


@check_gradient.misconception(
    "You return 0 where only one of the two is 0 everywhere. Then the claim is as wrong as it gets: both must be 0."
)
def one_zero_is_enough(f, x, claimed):
    if not np.any(claimed(x)) or not np.any(calculus.gradient(f, x)):
        return 0.0
    return check_gradient.reference(f, x, claimed)


@check_gradient.misconception("claimed is a gradient already. The differences are those of f: calculus.gradient(f, x).")
def differentiates_the_claim(f, x, claimed):
    return np.max(np.abs(claimed(x) - calculus.gradient(claimed, x)))
