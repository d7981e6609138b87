"""jacobian_of_softmax: every probability answers to every score."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the Jacobian of the softmax at the scores `z`: entry $(i, j)$ is the slope of $p_i$ when $z_j$ "
    "changes, in exact form (no differences). `z` has shape `(n,)`, and the result has shape `(n, n)`. Scores may be "
    "as large as 1000. (Subtract the "
    "largest score from all of them before you take powers of e. Why doesn't that change p?)",
    hints=[
        "First the probabilities: p = e / np.sum(e) with e = np.exp(z - np.max(z)). Then two cases: j = i, and j ≠ i.",
        "If only z_j moves and j ≠ i, the numerator of p_i stays, and the sum has the slope e^(z_j). The quotient rule "
        "gives −p_i p_j.",
        "On the diagonal the numerator moves as well: p_i − p_i². Together: np.diag(p) - np.outer(p, p).",
    ],
    rtol=1e-12,
    atol=1e-12,
)
def jacobian_of_softmax(z):
    """The slopes of all probabilities with respect to all scores."""
    # A larger z_j raises the sum, which costs every p_i its share p_i p_j. Only p_j itself also gains p_j.
    e = np.exp(z - np.max(z))
    p = e / np.sum(e)
    return np.diag(p) - np.outer(p, p)


@jacobian_of_softmax.cases
def cases(rng):
    return [
        (np.array([1.0, 0.0]),),
        (np.array([0.0, np.log(2.0), np.log(5.0)]),),
        (np.array([2.0, -1.0, 0.5]),),
        (rng.normal(size=4),),
        (2 * rng.normal(size=6),),
    ]


@jacobian_of_softmax.edge_cases
def edge_cases(rng):
    return [
        (np.array([3.0]),),
        (np.array([0.0, 0.0]),),
        (np.array([1000.0, 0.0, 0.0, 0.0]),),
        (np.array([-1000.0, -1001.0]),),
        (np.array([1, 0, 2]),),
    ]


@jacobian_of_softmax.law("rows and columns add up to 0")
def _(f, z):
    J = f(z)
    return np.allclose(J.sum(axis=0), 0) and np.allclose(J.sum(axis=1), 0)


@jacobian_of_softmax.law("it does not change when a constant is added to all scores")
def _(f, z):
    return np.allclose(f(z + 2.0), f(z))


@jacobian_of_softmax.law("no slope is larger in size than a quarter")
def _(f, z):
    return np.all(np.abs(f(z)) <= 0.25 + 1e-12)


jacobian_of_softmax.instead_of(
    "np.diag(p) - np.outer(p, p)",
    {
        "np.diag(p * (1 - p))": "The diagonal is right. But a larger z_j also raises the sum in the denominator, so "
        "all the other probabilities fall: entry (i, j) is −p_i p_j.",
        "p * (1 - p)": "These are the slopes on the diagonal. But each probability depends on every score: return an n "
        "× n table, with −p_i p_j off the diagonal.",
        "np.diag(p)": "A larger z_j also raises the sum in the denominator. Subtract p_i p_j everywhere.",
        "np.outer(p, p) - np.diag(p)": "Every sign is wrong. A larger score raises its own probability and lowers the "
        "others.",
        "np.diag(p) + np.outer(p, p)": "The others fall when one score rises: subtract p_i p_j.",
        "-np.outer(p, p)": "Off the diagonal that is right. On it, the numerator moves, too: add p_i.",
        "np.outer(p, p)": "Off the diagonal the slopes are −p_i p_j. On it, they are p_i − p_i².",
        "np.outer(p, 1 - p)": "On the diagonal that is right. Off it, the slope is −p_i p_j, not p_i (1 − p_j).",
        "np.eye(len(p)) - np.outer(p, p)": "The diagonal starts from p_i, not from 1: np.diag(p).",
        "np.eye(len(p)) - p": "That is the Jacobian of log p. Multiply row i by p_i.",
        "np.diag(p) - p @ p": "p @ p is one number. You need all products p_i p_j: np.outer(p, p).",
        "p - np.outer(p, p)": "p is added to every row. Only the diagonal gets p_i: np.diag(p).",
        "np.diag(e) - np.outer(e, e)": "Use the probabilities, not the powers of e: divide by their sum first.",
        "np.diag(p) - np.outer(p, e)": "The second factor must be p as well: divide e by its sum.",
        "np.diag(z) - np.outer(z, z)": "Use the probabilities p, not the scores.",
        "np.diag(p) - 2 * np.outer(p, p)": "Once is enough: p_i p_j, without the 2.",
        "np.abs(np.diag(p) - np.outer(p, p))": "The diagonal is right. Off it, the sign is wrong: the others fall when "
        "one score rises, so it is −p_i p_j.",
        "np.diag(2 * p - p * p) - p[:, None]": "The diagonal is right. Off it you have −p_i: the factor p_j is "
        "missing.",
        "np.diag(2 * p - p * p) - p": "The diagonal is right. Off it you have −p_j: the factor p_i is missing.",
        "np.diag(p + p * p + p * p) - np.outer(p, p)": "Off the diagonal it is right. On it, the slope is p_i − p_i², "
        "with a minus sign.",
        "np.diag(p) - p * p": "Off the diagonal you have −p_j²: broadcasting has paired p with itself. You need all "
        "products p_i p_j: np.outer(p, p), or p[:, None] * p.",
        "p": "These are the probabilities. The task asks for their slopes, an n × n table.",
    },
)
jacobian_of_softmax.instead_of(
    "z - np.max(z)",
    {
        "z": "np.exp(1000) is too large for a float. Subtract the largest score first. Numerator and sum are then "
        "divided by the same number, so p stays the same.",
        "z - 1000": "Subtract whatever the largest score is. With a fixed 1000 all powers of small scores are 0, "
        "and 0/0 "
        "is NaN.",
        "z - np.mean(z)": "Subtracting the mean does not keep np.exp from overflowing. Subtract the largest score.",
        "z - np.min(z)": "Then the largest score is still too large for np.exp. Subtract the largest one.",
        "z / np.max(z)": "Dividing changes the probabilities. Subtract the largest score.",
    },
)
jacobian_of_softmax.instead_of(
    "e / np.sum(e)",
    {
        "z / np.sum(z)": "The powers of e are missing: divide e^(z_i) by the sum of all the powers.",
        "1 / (1 + np.exp(-z))": "That is the sigmoid of each score. A softmax divides e^(z_i) by the sum of all of "
        "them.",
        "e / len(e)": "Divide by the sum of all the powers, not by their number.",
    },
)


jacobian_of_softmax.instead_of(
    "np.exp(z - np.max(z))",
    {
        "np.exp(z) - np.max(z)": "Subtract the largest score from the *scores*, inside np.exp: np.exp(z - np.max(z)).",
    },
)
