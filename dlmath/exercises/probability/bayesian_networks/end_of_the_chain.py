"""end_of_the_chain: a sum over 2ⁿ worlds in n small steps."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="In the chain $X_1 \\to X_2 \\to \\dots \\to X_n$, all variables take the values $0, \\dots, m - 1$. "
    "`p[i]` is $P(X_1 = i)$, and `T[i, j]` is $P(X_{t+1} = j \\mid X_t = i)$, the same for every arrow. Return the "
    "probabilities of the values of $X_n$, an array of shape `(m,)`. The chain may have a thousand nodes, so do not "
    "go through all worlds.",
    hints=[
        "If you know the probabilities of the values of X₁, how do you get those of X₂? Sum over the values of X₁.",
        "P(X₂ = j) is the sum over i of p[i] * T[i, j]. That is a row times a matrix: p @ T. How many times do you "
        "need it?",
        "There are n − 1 arrows: for _ in range(n - 1): p = p @ T.",
    ],
    also=(),  # longer inputs would be no probabilities
)
def end_of_the_chain(p, T, n):
    """The probabilities of the values of the last node."""
    for _ in range(n - 1):
        # One arrow: P(next = j) = Σᵢ P(now = i) T[i, j].
        p = p @ T
    return p


@end_of_the_chain.cases
def cases(rng):
    T = np.array([[0.9, 0.1], [0.4, 0.6]])
    three = np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.0, 0.4, 0.6]])
    random = rng.dirichlet(np.ones(4), size=4)
    return [
        (np.array([0.5, 0.5]), T, 2),
        (np.array([1.0, 0.0]), T, 3),
        (np.array([0.2, 0.8]), T, 5),
        (np.array([0.7, 0.2, 0.1]), three, 2),
        (np.array([0.0, 0.5, 0.5]), three, 4),
        (np.array([0.4, 0.3, 0.2, 0.1]), random, 3),
    ]


@end_of_the_chain.edge_cases
def edge_cases(rng):
    T = np.array([[0.9, 0.1], [0.4, 0.6]])
    return [
        (np.array([0.3, 0.7]), T, 1),
        (np.array([0.3, 0.7]), T, 1000),
        (np.array([0, 1]), np.array([[0.0, 1.0], [1.0, 0.0]]), 4),
        (rng.dirichlet(np.ones(7)), rng.dirichlet(np.ones(7), size=7), 40),
        (rng.dirichlet(np.ones(30)), rng.dirichlet(np.full(30, 0.2), size=30), 3),
    ]


@end_of_the_chain.law("the probabilities add up to 1")
def _(f, p, T, n):
    return np.isclose(np.sum(f(p, T, n)), np.sum(p))


@end_of_the_chain.law("p and T are not changed")
def _(f, p, T, n):
    p_, T_ = p.copy(), T.copy()
    f(p_, T_, n)
    return np.array_equal(p_, p) and np.array_equal(T_, T)


end_of_the_chain.instead_of(
    "p @ T",
    {
        "T @ p": "T[i, j] goes from i to j, so the sum runs over its *rows*: p @ T. You summed over its columns.",
        "p * T": "That multiplies each column by a number but adds nothing up. Sum over the values of the node "
        "before: p @ T.",
        "np.sum(T, axis=0) * p": "Weight each row of T by p first, then add up over the rows: p @ T.",
        "(p @ T) / np.max(p @ T)": "There is no need to divide: p @ T already adds up to 1.",
        "p @ np.round(T)": "You rounded the probabilities.",
        "p + p @ T": "The new probabilities replace the old ones. Do not add them to the old ones.",
        "T[np.argmax(p)]": "You followed only the most probable value. All values count, each with its probability.",
    },
)
end_of_the_chain.instead_of(
    "range(n - 1)",
    {
        "range(n)": "A chain of n nodes has n − 1 arrows. You took one step too many.",
        "range(n - 2)": "A chain of n nodes has n − 1 arrows. You took one step too few.",
        "range(n + 1)": "A chain of n nodes has n − 1 arrows.",
        "range(len(p) - 1)": "The number of steps comes from n, the number of nodes, not from the number of values.",
        "range(1)": "You took a single step. There are n − 1 arrows.",
    },
)
end_of_the_chain.instead_of(
    "return p",
    {
        "return np.argmax(p)": "You return the most probable value. Return the probabilities of all values.",
        "return np.max(p)": "You return the largest probability. Return all of them.",
        "return p[-1]": "You return the probability of the last value. Return those of all values.",
        "return np.sum(p)": "You added up the probabilities, which gives 1. Return the array.",
        "return p[1]": "You return one probability. Return those of all values.",
    },
)


@end_of_the_chain.misconception(
    "T**n raises each entry to a power. Several steps in a row are a matrix product: p @ T, n − 1 times, or "
    "np.linalg.matrix_power(T, n - 1)."
)
def powers_of_the_entries(p, T, n):
    return p @ T ** (n - 1)


@end_of_the_chain.misconception(
    "T**n raises each entry to a power, and there are n − 1 arrows. Multiply by the matrix n − 1 times: p @ T."
)
def n_powers_of_the_entries(p, T, n):
    return p @ T**n


@end_of_the_chain.misconception("p is missing: T multiplied by itself tells you where each value leads. Start from p.")
def without_the_start(p, T, n):
    return np.linalg.matrix_power(T, n - 1)


@end_of_the_chain.misconception(
    "You multiplied the probability by the number of steps. Each step mixes the values again: p = p @ T."
)
def linear_in_the_steps(p, T, n):
    return (n - 1) * (p @ T)


@end_of_the_chain.misconception(
    "The result of a step is not kept, so every step starts from p again. Assign it: p = p @ T."
)
def forgets_the_step(p, T, n):
    q = p
    for _ in range(n - 1):
        q = p @ T
    return q


@end_of_the_chain.misconception(
    "You overwrite entries of p while you still need the old ones. Compute all new entries from the old p, then "
    "replace it."
)
def overwrites_too_early(p, T, n):
    p = p.astype(float)
    for _ in range(n - 1):
        for j in range(len(p)):
            p[j] = sum(p[i] * T[i, j] for i in range(len(p)))
    return p


@end_of_the_chain.misconception(
    "You return the probabilities of every node on the way. The task asks only for those of the last node."
)
def the_whole_way(p, T, n):
    way = [p]
    for _ in range(n - 1):
        way.append(way[-1] @ T)
    return np.array(way)


@end_of_the_chain.misconception(
    "You followed only the most probable value at each step. All values count, each with its probability."
)
def most_probable_way(p, T, n):
    now = np.argmax(p)
    for _ in range(n - 1):
        now = np.argmax(T[now])
    return np.eye(len(p))[now]


@end_of_the_chain.misconception(
    "You went on until the probabilities settled. From node 1 to node n there are n − 1 steps."
)
def where_it_settles(p, T, n):
    return p @ np.linalg.matrix_power(T, 1000)


@end_of_the_chain.misconception("p is missing: that is where the value 0 leads. Start from p and multiply it by T.")
def starts_at_0(p, T, n):
    return np.linalg.matrix_power(T, n - 1)[0]


@end_of_the_chain.misconception(
    "p is missing: you gave all values of the first node the same weight. Their probabilities are p."
)
def starts_anywhere(p, T, n):
    return np.mean(np.linalg.matrix_power(T, n - 1), axis=0)


@end_of_the_chain.misconception(
    "Multiplying the product by itself doubles the number of steps. Each round adds a single step: multiply by T."
)
def doubles_the_steps(p, T, n):
    product = T
    for _ in range(n - 2):
        product = product @ product
    return p @ product
