"""norm: absolute values, powers, sum, root; and the largest entry for p = ∞."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the $p$-norm of the vector `x`, without `np.linalg.norm`. Here `p` is either a number, 1 or larger "
    "(but not so large that the powers leave the range of a computer's numbers), or `np.inf` (infinity), for which you "
    "return the largest $|x_i|$. In NumPy, `np.abs(x)` drops the sign of every entry, and `x**p` raises every entry to "
    "the power `p`.",
    forbids=["np.linalg.norm"],
    hints=[
        "There are two cases: p = ∞, where only the largest entry counts, and all the rest.",
        "if p == np.inf: return the largest of np.abs(x). Otherwise: absolute values, to the power p, add, p-th root.",
        "The p-th root is the power 1/p, and it needs parentheses: np.sum(np.abs(x) ** p) ** (1 / p).",
    ],
)
def norm(x, p=2):
    """The length of x, measured by the p-norm."""
    # As p grows, the largest entry counts more and more; at p = ∞ nothing else is left.
    if p == np.inf:
        return np.max(np.abs(x))
    # High powers of whole numbers wrap around without a warning; those of floats do not.
    x = np.asarray(x, dtype=float)
    return np.sum(np.abs(x) ** p) ** (1 / p)


@norm.cases
def cases(rng):
    x = rng.normal(size=7)
    return [
        (np.array([4.0, 3.0]),),
        (np.array([4.0, 3.0]), 1),
        (np.array([4.0, 3.0]), np.inf),
        (np.array([3.0, -3.0]), np.inf),
        (np.array([-2.0]), 1),
        (np.array([1.0, -4.0, 2.0]), np.inf),
        (np.array([1.0, -2.0, 2.0]), 2),
        (np.array([1.0, -2.0, 2.0]), 3),
        (np.array([1, -5, 2]), 4),
        (x, 1),
        (x, 1.5),
        (x, 2),
        (100 * x, 4),
        (x, np.inf),
    ]


@norm.edge_cases
def edge_cases(rng):
    return [
        (np.array([-2.0]),),
        (np.array([0.0, 0.0]), 2),
        (np.array([0.0, 0.0]), np.inf),
        (np.array([-1.0, -5.0]), np.inf),
        (np.ones(2), 20),
        (np.ones(3), 200),
        (np.array([1.0, 0.5]), 99.5),
    ]


@norm.law("twice the vector is twice as long, and so is minus twice")
def _(f, x, *p):
    return np.isclose(f(2 * x, *p), 2 * f(x, *p)) and np.isclose(f(-2 * x, *p), 2 * f(x, *p))


@norm.law("a detour is never shorter")
def _(f, x, *p):
    other = np.cos(1.0 + np.arange(len(x)))
    return f(x, *p) <= f(x - other, *p) + f(other, *p) + 1e-9 * (1 + np.abs(x).max())


@norm.law("only the zero vector has length 0")
def _(f, x, *p):
    return (f(x, *p) == 0) == (not x.any())


norm.instead_of(
    "p == np.inf",
    {
        "False": "For p = ∞ the formula takes an infinite power and a 0-th root, which makes no sense. Treat this case "
        "separately, and return the largest absolute value. To ask for it, write if p == np.inf: infinity is a number, "
        'not the text "inf".',
        "True": "That is the ∞-norm, whatever p is: the largest entry alone. For every other p, all entries count: "
        "absolute values to the power p, their sum, the p-th root.",
        "p > 10": "A large p is not infinite: for p = 20 every entry still counts. Test for p == np.inf.",
        "p >= 100": "A large p is not infinite: for p = 200 every entry still counts. Test for p == np.inf.",
        "p != np.inf": "Your two cases are swapped: the largest entry is for p = ∞, the formula for every other p.",
    },
)
norm.instead_of(
    "np.max(np.abs(x))",
    {
        "np.max(x)": "For p = ∞ you took the largest entry. Of −4 and 2 that is 2, but −4 is farther from 0: take the "
        "largest absolute value.",
        "np.abs(np.max(x))": "For p = ∞ you took the largest entry first, and dropped its sign afterward. That misses "
        "a −4 next to a 2: np.abs inside, np.max outside.",
        "float(len(x))": "For p = ∞ you returned the number of entries. The task asks for the largest absolute value.",
        "np.inf": "p is infinite, not the length. For p = ∞ the length is the largest absolute value of an entry.",
        "np.argmax(np.abs(x))": "np.argmax says where the largest entry is. np.max says how large it is.",
        "np.sum(np.abs(x))": "For p = ∞ you added the absolute values, which is the 1-norm. Return the largest of "
        "them.",
        "np.min(np.abs(x))": "For p = ∞ you took the smallest absolute value. The largest one decides.",
    },
)
norm.instead_of(
    "np.sum(np.abs(x) ** p) ** (1 / p)",
    {
        "np.sum(x**p) ** (1 / p)": "You raised x itself to the power p. With an odd p, a negative entry then shortens "
        "the vector, and with a p like 1.5 it gives NaN. Take np.abs(x) first.",
        "np.abs(np.sum(x**p)) ** (1 / p)": "You added first and took the absolute value afterward. By then, entries "
        "with different signs have canceled. Take np.abs(x) first.",
        "np.sum(np.abs(x) ** p)": "The last step is missing, the p-th root: raise the sum to the power 1/p.",
        "np.sqrt(np.sum(np.abs(x) ** p))": "The root has to undo the power: take the p-th root, not always the square "
        "root. Raise the sum to the power 1/p.",
        "np.sqrt(np.sum(x**2))": "Your answer is the 2-norm whatever p is. Use p as the power, and 1/p for the root.",
        "np.sum((np.abs(x) ** p) ** (1 / p))": "Your answer is the 1-norm for every p. Either p was not used, or the "
        "root was taken of each entry, where it only undoes the power. Add before you take the root.",
        "np.sum(x) if p == 1 else np.sum(np.abs(x) ** p) ** (1 / p)": "For p = 1 you added the entries with their "
        "signs. Drop the signs first: np.sum(np.abs(x)).",
        "np.sum(np.abs(x)) if p == 1 else np.sqrt(np.sum(x**2))": "For every p but 1 and ∞ your answer is the 2-norm. "
        "Use "
        "p as the power, and 1/p for the root.",
        "np.mean(np.abs(x) ** p) ** (1 / p)": "You took the mean instead of the sum.",
        "np.sum(np.abs(x) * p) ** (1 / p)": "* p multiplies; ** p is the power.",
        "np.sum(np.abs(x) ** p) ** 1 / p": "You divided by p: Python reads s ** 1 / p as (s ** 1) / p. Put parentheses "
        "around the exponent: s ** (1 / p).",
        "np.sum(np.abs(x) ** p) ** p": "You raised to the power p twice. The root undoes it: s ** (1 / p).",
        "np.sum(np.abs(x)) ** p": "You added first and raised to the power p afterward. Raise each entry to the power "
        "p, add, then take the p-th root.",
        "np.sum(np.abs(x) ** p) ** (1 // p)": "// rounds down, so 1 // p is 0 as soon as p is above 1. Write 1 / p.",
        "np.sum(np.abs(x) ** p) ^ (1 / p)": "In Python ^ is not a power; it compares bits. A power is written with two "
        "stars: x ** p.",
        "np.abs(x) ** p ** (1 / p)": "The sum is missing: you returned one number per entry.",
    },
)


@norm.misconception(
    "You treat p = 1 and p = 2, and every other p like ∞. The formula works for all of them: np.sum(np.abs(x) ** p) ** "
    "(1 / p)."
)
def only_one_two_and_infinity(x, p=2):
    return np.max(np.abs(x)) if p not in (1, 2) else np.sum(np.abs(x) ** p) ** (1 / p)


@norm.misconception(
    "In your function only the first entry counts. Is the return indented so far that it is inside the loop? Then the "
    "loop ends on its first pass: move the return to the left."
)
def returns_in_the_loop(x, p=2):
    return np.max(np.abs(x)) if p == np.inf else np.abs(x[0]) * 1.0


@norm.misconception(
    "You added the absolute values and then took the root. Raise each of them to the power p before you add."
)
def forgets_the_power(x, p=2):
    return np.max(np.abs(x)) if p == np.inf else np.sum(np.abs(x)) ** (1 / p)


A_LARGE_P = (
    "A large p is not infinity: when several entries are equally large, their number still counts. Return "
    "np.max(np.abs(x))."
)
norm.instead_of(
    "np.max(np.abs(x))",
    {f"np.sum(np.abs(x * 1.0) ** {q}) ** (1 / {q})": A_LARGE_P for q in (10, 20, 50, 100, 200, 300, 500, 1000)}
    | {
        f"(lambda m: m and m * np.sum((np.abs(x) / m) ** {q}) ** (1 / {q}))(np.max(np.abs(x)))": A_LARGE_P
        for q in (500, 1000, 10000)
    },
)


@norm.misconception(
    "Your answer is the 2-norm whatever p is, even for p = ∞: p is never used, or overwritten. Use p as the power and "
    "1/p for the root, and treat p = ∞ separately."
)
def always_the_two_norm(x, p=2):
    return np.sqrt(np.sum(x**2))
