"""stratified: one dart in each strip, so that no strip is forgotten."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Darts clump by chance. Cut $[0, 1]$ into $n$ strips of equal width, and throw exactly one dart into each: "
    "`u` holds $n$ random numbers between 0 and 1, and `u[i]` says how far into its strip dart `i` lands (0 at the "
    "left end, nearly 1 at the right). Return the estimate of the integral of `f` over $[0, 1]$. `f` takes an "
    "array.",
    hints=[
        "Strip i reaches from i/n to (i + 1)/n. Where does a dart land that is half a strip in, u[i] = 0.5?",
        "At x[i] = (i + u[i]) / n. The estimate is the mean of f at these places, as before.",
        "x = (np.arange(n) + u) / n, with n = len(u), then np.mean(f(x)).",
    ],
)
def stratified(f, u):
    """The mean of f at one random place in each of len(u) strips."""
    # Dart i lands u[i] of the way into strip i.
    n = len(u)
    x = (np.arange(n) + u) / n
    return np.mean(f(x))


SQUARE = Formula("x ↦ x²", lambda x: x**2)
EXP = Formula("x ↦ eˣ", np.exp)
LINE = Formula("x ↦ 5 x − 1", lambda x: 5 * x - 1)


@stratified.cases
def cases(rng):
    return [
        (LINE, np.array([0.5])),
        (SQUARE, np.array([0.5, 0.25])),
        (EXP, np.array([0.25, 0.75, 0.5])),
        (SQUARE, rng.random(5)),
        (EXP, rng.random(9)),
    ]


@stratified.edge_cases
def edge_cases(rng):
    return [(SQUARE, np.zeros(4)), (EXP, rng.random(1)), (LINE, rng.random(1000))]


@stratified.law("the same u gives the same estimate")
def _(answer, f, u):
    return answer(f, u) == answer(f, u)


@stratified.law("a constant is integrated without error")
def _(answer, f, u):
    return np.isclose(answer(lambda x: 3 + 0 * x, u), 3)


@stratified.law("darts in the middle of every strip make straight lines exact")
def _(answer, f, u):
    return np.isclose(answer(lambda x: 5 * x - 1, 0.5 + 0 * u), 1.5)


stratified.instead_of(
    "(np.arange(n) + u) / n",
    {
        "u": "Those are plain darts: any of them can land anywhere. Dart i belongs in strip i, at (i + u[i]) / n.",
        "np.arange(n) / n + u": "Strips are 1/n wide, so u[i] moves a dart by u[i]/n only: (np.arange(n) + u) / n.",
        "np.arange(n) + u / n": "Parentheses are missing: both parts are divided by n, (np.arange(n) + u) / n.",
        "(np.arange(1, n + 1) + u) / n": "Your strips begin at 1/n, and the last one lies beyond 1. Count them from 0.",
        "(np.arange(n) + u) / (n + 1)": "n strips on [0, 1] are 1/n wide.",
        "(np.arange(n) + u) / max(n - 1, 1)": "n strips on [0, 1] are 1/n wide.",
        "np.arange(n) * u / n": "u[i] is added, not multiplied: dart i lands u[i] of the way into strip i.",
        "np.arange(n) / n": "u is not used: all your darts stick in the left ends of the strips.",
        "(np.arange(n) + 0.5) / n": "u is not used: all your darts stick in the middle of the strips.",
        "(np.arange(n) + u)": "Your darts land between 0 and n. Divide by n.",
        "u / n": "All your darts land in the first strip. Dart i belongs in strip i: add i before you divide.",
        "np.linspace(0, 1, n) + u / n": "np.linspace(0, 1, n) ends at 1, so the last strip lies beyond it, and the "
        "gaps are 1/(n − 1). The left ends are np.arange(n) / n.",
        "(np.arange(n) + 1 - u) / n": "u[i] counts from the left end of the strip, not from the right.",
        "(np.arange(n) - u) / n": "You moved the darts left, out of their strips. Add u.",
        "(np.arange(n) + u[0]) / n": "You used the same u[0] in each strip. Dart i has its own u[i].",
        "(np.arange(n)[::-1] + u) / n": "The strips are in reverse order: u[0] belongs to the strip that begins at 0.",
        "(np.arange(n) + np.sort(u)) / n": "Do not sort u: u[i] belongs to strip i.",
        "np.floor(n * u) / n": "That moves each dart to the left end of the strip it fell into. Each strip gets one "
        "dart: (i + u[i]) / n.",
    },
)
stratified.instead_of(
    "np.mean(f(x))",
    {
        "np.sum(f(x))": "You added up the values. The estimate is their mean, as each strip is 1/n wide.",
        "f(x)": "These are the values. Take their mean.",
        "f(np.mean(x))": "You took the mean of the places. Take the mean of the values f(x).",
        "np.mean(x)": "f is not used: take the mean of f(x).",
        "np.mean(f(x)) / n": "The mean is already divided by n.",
        "np.mean(f(x) * u)": "u says where the darts land. It doesn't weight the values.",
        "np.median(f(x))": "The integral is the mean of the values, not their median.",
    },
)
