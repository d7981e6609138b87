"""norm: The length of x, measured with the p-norm."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the $p$-norm $\\lVert\\mathbf x\\rVert_p = \\bigl(\\sum_i |x_i|^p\\bigr)^{1/p}$ of the vector `x`. "
    "Here `p` is a number from 1 on, or `np.inf`: then it is the largest $|x_i|$.",
    hints=[
        "There are two cases: p = ∞, where only the largest entry counts, and all the rest.",
        "if p == np.inf: return the largest of np.abs(x). Otherwise: absolute values, to the power p, add, p-th root.",
        "The p-th root is the power 1/p, and the brackets are needed: np.sum(np.abs(x) ** p) ** (1 / p).",
    ],
)
def norm(x, p=2):
    """The length of x, measured with the p-norm."""
    # The larger p is, the more the largest entry counts; with p = ∞ nothing else is left.
    if p == np.inf:
        return np.max(np.abs(x))
    return np.sum(np.abs(x) ** p) ** (1 / p)


def _scales(f, x, *p):
    return np.isclose(f(2 * x, *p), 2 * f(x, *p)) and np.isclose(f(-2 * x, *p), 2 * f(x, *p))


def _triangle(f, x, *p):
    other = np.cos(1.0 + np.arange(len(x)))
    return f(x, *p) <= f(x - other, *p) + f(other, *p) + 1e-9


@norm.cases
def cases(rng):
    x = rng.normal(size=7)
    return [
        (np.array([3.0, 4.0]),),
        (np.array([3.0, 4.0]), 1),
        (np.array([3.0, 4.0]), np.inf),
        (np.array([-2.0]),),
        (np.array([-2.0]), 1),
        (np.array([1.0, -4.0, 2.0]), np.inf),
        (np.array([0.0, 0.0]), 2),
        (np.array([0.0, 0.0]), np.inf),
        (np.array([1.0, -2.0, 2.0]), 2),
        (np.array([1.0, -2.0, 2.0]), 3),
        (x, 1),
        (x, 1.5),
        (x, 2),
        (x, 4),
        (np.ones(2), 20),
        (np.ones(3), 200),
        (x, np.inf),
    ]


@norm.law("twice the vector is twice as long, and so is minus twice")
def _(f, x, *p):
    return _scales(f, x, *p)


@norm.law("the way over another point is never shorter")
def _(f, x, *p):
    return _triangle(f, x, *p)


@norm.law("only the zero vector has the length 0")
def _(f, x, *p):
    return (f(x, *p) == 0) == (not x.any())


norm.instead_of(
    "p == np.inf",
    {
        "False": "For p = ∞ the formula gives a power of infinity and its 0-th root, which is always 1. Treat this "
        "case by itself: the largest absolute value.",
        "True": "That is the ∞-norm, whatever p is. For all other p every entry counts: absolute values to the "
        "power p, their sum, the p-th root.",
        "p > 10": "A large p is not infinite: for p = 20 every entry still counts. Ask for p == np.inf.",
    },
)
norm.instead_of(
    "np.max(np.abs(x))",
    {
        "np.max(x)": "For p = ∞ you took the largest entry. Of −4 and 2 that is 2, but −4 is the longer way: take "
        "the largest absolute value.",
        "float(len(x))": "For p = ∞ you gave the number of entries. It is the largest of their absolute values that "
        "is asked for.",
        "np.inf": "It is p that is infinite, not the length. For p = ∞ the length is the largest absolute value of "
        "an entry.",
        "np.argmax(np.abs(x))": "np.argmax says where the largest entry stands. How large it is says np.max.",
    },
)
norm.instead_of(
    "np.sum(np.abs(x) ** p) ** (1 / p)",
    {
        "np.sum(x**p) ** (1 / p)": "You raised x itself to the power p. With an odd p a negative entry then "
        "shortens the vector, and with a p like 1.5 it gives NaN. Take np.abs(x) first.",
        "np.abs(np.sum(x**p)) ** (1 / p)": "You added first and took the absolute value then. By that time entries "
        "with different signs have cancelled. Take np.abs(x) first.",
        "np.sum(np.abs(x) ** p)": "The last step is missing, the p-th root. Without it a vector twice as long gets "
        "the length 2ᵖ times as large: raise the sum to the power 1/p.",
        "np.sqrt(np.sum(np.abs(x) ** p))": "The root has to undo the power: the p-th root, not always the square "
        "root. Raise to the power 1/p.",
        "np.sqrt(np.sum(x**2))": "Your answer is the 2-norm whatever p is. Use p as the power, and 1/p for the root.",
        "np.sum((np.abs(x) ** p) ** (1 / p))": "Your answer is the 1-norm for every p. Either p was not used, or "
        "the root was taken of each entry, which only undoes its power. To the power p first, then add, then take "
        "the root of the sum.",
        "np.mean(np.abs(x) ** p) ** (1 / p)": "You took the mean where the sum belongs. With the mean a vector "
        "would not grow longer by a new entry.",
        "np.sum(np.abs(x) * p) ** (1 / p)": "* p multiplies, ** p is the power.",
        "np.sum(np.abs(x) ** p) ** 1 / p": "Python reads s ** 1 / p as (s ** 1) / p. Put brackets around the "
        "exponent: s ** (1 / p).",
        "np.sum(np.abs(x) ** p) ^ (1 / p)": "In Python ^ is no power, it compares bits. Powers are written with two "
        "stars: x ** p.",
    },
)
