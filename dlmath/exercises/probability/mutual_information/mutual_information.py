"""mutual_information: how far a table is from one in which neither variable tells you anything."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $I(X; Y) = \\sum_{x, y} P(x, y) \\log_2 \\frac{P(x, y)}{P(x)\\,P(y)}$ in bits. `joint` is an array "
    "of shape `(n, m)`, with $P(x, y)$ in row $x$ and column $y$; its entries add up to 1. Some may be 0; those add "
    "nothing.",
    hints=[
        "P(x) is the sum of row x, and P(y) is the sum of column y. Which axes are these?",
        "joint.sum(axis=1, keepdims=True) is a column of P(x), and joint.sum(axis=0, keepdims=True) is a row of "
        "P(y). Their product is a table of the same shape as joint, by broadcasting.",
        "Keep the entries with joint > 0 of both tables, and add up joint * np.log2(joint / product).",
    ],
    also=("whole",),
)
def mutual_information(joint):
    """How many bits x tells about y."""
    px = joint.sum(axis=1, keepdims=True)
    py = joint.sum(axis=0, keepdims=True)
    # What never happens adds nothing.
    possible = joint > 0
    ratio = joint[possible] / (px * py)[possible]
    return np.sum(joint[possible] * np.log2(ratio))


def _table(rng, *shape):
    return rng.dirichlet(np.ones(shape[0] * shape[1])).reshape(shape)


@mutual_information.cases
def cases(rng):
    return [
        (np.array([[0.5, 0.0], [0.0, 0.5]]),),
        (np.array([[0.4, 0.1], [0.1, 0.4]]),),
        (np.array([[0.3, 0.2], [0.1, 0.4]]),),
        (np.array([[0.1, 0.2, 0.1], [0.3, 0.05, 0.25]]),),
        (_table(rng, 3, 3),),
        (_table(rng, 4, 2),),
    ]


@mutual_information.edge_cases
def edge_cases(rng):
    return [
        (np.array([[0.25, 0.25], [0.25, 0.25]]),),
        (np.array([[0.2, 0.3, 0.5]]),),
        (np.array([[0.5, 0.0], [0.0, 0.0], [0.0, 0.5]]),),
        (np.array([[0, 1], [0, 0]]),),
        (np.diag([0.5, 0.25, 0.125, 0.125]),),
        (np.array([[0.0, 0.25], [0.5, 0.25]]),),
        (_table(rng, 12, 15),),
    ]


@mutual_information.law("it is the same with X and Y swapped")
def _(f, joint):
    return np.isclose(f(joint.T), f(joint), atol=1e-9)


@mutual_information.law("it is 0 if X and Y are independent")
def _(f, joint):
    independent = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    return abs(f(independent)) < 1e-9


mutual_information.instead_of(
    "np.sum(joint[possible] * np.log2(ratio))",
    {
        "-np.sum(joint[possible] * np.log2(ratio))": "The sign is wrong. The minus belongs to an entropy. Here the "
        "logarithm of a ratio is averaged.",
        "np.sum(joint[possible] * np.log(ratio))": "That is in nats. For bits, take np.log2.",
        "np.sum(joint[possible] * np.log10(ratio))": "You took the logarithm to base 10. For bits, take np.log2.",
        "np.sum(np.log2(ratio))": "The weights are missing: multiply each logarithm by P(x, y).",
        "np.mean(np.log2(ratio))": "Each pair counts as often as it occurs: weight the logarithms by P(x, y) and "
        "add up.",
        "np.mean(joint[possible] * np.log2(ratio))": "The weights P(x, y) already make it an average. Add up: np.sum.",
        "joint[possible] * np.log2(ratio)": "These are the terms. Add them up.",
        "-np.sum((px * py)[possible] * np.log2(ratio))": "The direction is wrong: that is KL of the product from "
        "the table. Pairs occur as in `joint`, so joint is the weight.",
        "np.sum((px * py)[possible] * np.log2(ratio))": "The weights are wrong: pairs occur with probability P(x, "
        "y), so multiply by joint.",
        "-np.sum(joint[possible] * np.log2(joint[possible]))": "That is the joint entropy H(X, Y). Divide by "
        "P(x) P(y) inside the logarithm.",
        "-np.sum(py[py > 0] * np.log2(py[py > 0]))": "That is H(Y), all there is to learn about Y. X tells you only "
        "part of it.",
        "-np.sum(px[px > 0] * np.log2(px[px > 0]))": "That is H(X). What X tells you about Y is at most that.",
        "-np.sum(py[py > 0] * np.log2(py[py > 0])) - np.sum(px[px > 0] * np.log2(px[px > 0]))": "That is "
        "H(X) + H(Y). Subtract H(X, Y).",
        "np.sum(py[py > 0] * np.log2(py[py > 0])) - np.sum(joint[possible] * np.log2(joint[possible]))": "That is "
        "H(X, Y) − H(Y), what is left of X once Y is known. Subtract it from H(X).",
        "np.sum(px[px > 0] * np.log2(px[px > 0])) - np.sum(joint[possible] * np.log2(joint[possible]))": "That is "
        "H(X, Y) − H(X), what is left of Y once X is known. Subtract it from H(Y).",
        "-np.sum(py[py > 0] * np.log2(py[py > 0])) - np.sum(px[px > 0] * np.log2(px[px > 0]))"
        " - np.sum(joint[possible] * np.log2(joint[possible]))": "You added all three entropies. What they share is "
        "in both H(X) and H(Y), so subtract H(X, Y).",
        "np.sum(joint[possible] * np.log2(joint[possible]))": "That is −H(X, Y): you did not divide by P(x) and "
        "P(y), the sums of the rows and of the columns.",
        "np.log2(np.sum(ratio))": "You took the logarithm of a sum. Take the logarithm of each ratio, weight it by "
        "P(x, y), and add up.",
        "np.sum((joint - px * py) ** 2)": "You compared the tables by squares. Average the logarithm of their ratio.",
        "np.sum(np.abs(joint - px * py))": "You compared the tables by differences. Average the logarithm of their "
        "ratio.",
        "np.sum((joint - px * py)[possible] * np.log2(ratio))": "The weight of a pair is P(x, y) itself, not the "
        "difference from independence.",
        "np.sum((joint - px * py)[possible] ** 2 / (px * py)[possible])": "That is chi squared, divided by n. Average "
        "the logarithm of the ratio instead.",
        "np.log2(np.sum(joint[possible] * ratio))": "You took the logarithm of an average. Take the average of the "
        "logarithms.",
        "np.sum(joint[possible] * ratio)": "The logarithm is missing: joint * np.log2(ratio).",
        "np.sum(joint[possible] * np.abs(np.log2(ratio)))": "Some terms are negative, and they must stay negative. "
        "Leave out np.abs.",
        "np.max(np.log2(ratio))": "That is only the most surprising pair. Average over all pairs, weighted by P(x, y).",
        "np.sum(joint[possible] * np.log2(ratio)) / -np.sum(py[py > 0] * np.log2(py[py > 0]))": "You divided by H(Y). "
        "The task asks for bits, not for a share.",
        "np.sum(joint[possible] * np.log2(ratio)) / -np.sum(px[px > 0] * np.log2(px[px > 0]))": "You divided by H(X). "
        "The task asks for bits, not for a share.",
    },
)
mutual_information.instead_of(
    "joint[possible] / (px * py)[possible]",
    {
        "(px * py)[possible] / joint[possible]": "Everything has the wrong sign: I = H(X) + H(Y) − H(X, Y), and in "
        "the sum, P(x, y) is the numerator.",
        "joint[possible] / (px + py)[possible]": "If X and Y are independent, their probabilities are *multiplied*: "
        "P(x) P(y).",
        "joint[possible] * (px * py)[possible]": "Take the logarithm of a ratio: divide by P(x) P(y).",
        "joint[possible] / np.broadcast_to(px, joint.shape)[possible]": "That is H(X) − H(X, Y), "
        "or −H(Y | X). H(Y) is missing: add it, or divide by P(x) P(y).",
        "joint[possible] / np.broadcast_to(py, joint.shape)[possible]": "That is H(Y) − H(X, Y), "
        "or −H(X | Y). H(X) is missing: add it, or divide by P(x) P(y).",
    },
)


def _loud(joint, product):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(joint * np.log2(joint / product))


@mutual_information.misconception(
    "Where P(x, y) is 0, joint * np.log2(…) is 0 · (−∞), which NumPy calls nan. Keep only the entries with joint > 0."
)
def keeps_the_zeros(joint):
    return _loud(joint, joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True))


@mutual_information.misconception(
    "The two sums lie along the same axis, so they are multiplied entry by entry. You need every P(x) with every P(y): "
    "sum with keepdims=True, or take np.outer."
)
def without_keepdims(joint):
    product = joint.sum(axis=1) * joint.sum(axis=0)
    possible = joint > 0
    ratio = joint[possible] / np.broadcast_to(product, joint.shape)[possible]
    return np.sum(joint[possible] * np.log2(ratio))


@mutual_information.misconception(
    "You treated all P(x) as equal, and all P(y) as equal. They are the sums of the rows and of the columns of the "
    "table."
)
def equal_margins(joint):
    possible = joint > 0
    return np.sum(joint[possible] * np.log2(joint[possible] * joint.size))


@mutual_information.misconception(
    "P(x) and P(y) are on the wrong axes: the product must have P(x) in rows and P(y) in columns, like joint."
)
def transposed_product(joint):
    px, py, total = joint.sum(axis=0), joint.sum(axis=1), 0.0
    for i in range(joint.shape[0]):
        for j in range(joint.shape[1]):
            if joint[i, j] > 0:
                total += joint[i, j] * np.log2(joint[i, j] / (px[i] * py[j]))
    return total


@mutual_information.misconception(
    "You leave a row at its first 0. A pair that never occurs adds 0: skip it (continue) and go on with the rest."
)
def leaves_a_row_at_its_first_zero(joint):
    px, py, total = joint.sum(axis=1), joint.sum(axis=0), 0.0
    for i in range(joint.shape[0]):
        for j in range(joint.shape[1]):
            if joint[i, j] == 0:
                break
            total += joint[i, j] * np.log2(joint[i, j] / (px[i] * py[j]))
    return total


def _entropy(p):
    p = p[p > 0]
    return -np.sum(p * np.log2(p))


@mutual_information.misconception(
    "That is the difference between the two entropies. What X and Y share is H(X) + H(Y) − H(X, Y)."
)
def difference_of_entropies(joint):
    return abs(_entropy(joint.sum(axis=1)) - _entropy(joint.sum(axis=0)))


@mutual_information.misconception(
    "You subtracted the entropies of all rows. Each row counts as often as it occurs: weight its entropy by P(x)."
)
def rows_without_weights(joint):
    rows = [row / row.sum() for row in joint if row.sum() > 0]
    return _entropy(joint.sum(axis=0)) - sum(_entropy(row) for row in rows)


@mutual_information.misconception(
    "A row of `joint` adds up to P(x), not to 1. Divide it by P(x) before you take its entropy."
)
def rows_that_do_not_add_up_to_1(joint):
    return _entropy(joint.sum(axis=0)) - sum(row.sum() * _entropy(row) for row in joint)


@mutual_information.misconception(
    "You subtracted H(Y | X) from H(X). Both must be about the same variable: H(Y) − H(Y | X), or H(X) − H(X | Y)."
)
def mixes_the_two(joint):
    return 2 * _entropy(joint.sum(axis=1)) - _entropy(joint)


@mutual_information.misconception("You added up only the diagonal. All pairs (x, y) count.")
def diagonal_only(joint):
    px, py = joint.sum(axis=1), joint.sum(axis=0)
    pairs = [i for i in range(min(joint.shape)) if joint[i, i] > 0]
    return sum(joint[i, i] * np.log2(joint[i, i] / (px[i] * py[i])) for i in pairs)
