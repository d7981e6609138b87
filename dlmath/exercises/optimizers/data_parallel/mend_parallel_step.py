"""mend_parallel_step: a step of many workers, in code that is not the big batch's step at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="hard",
    also=(),
    task="`shards` is a list of pairs `(X, y)`, and `gradient(w, X, y)` returns the *mean* gradient over the rows of "
    "`X`. Shards may have different numbers of rows. This function should return the weights after one step with the "
    "gradient of all examples together. The code runs, but it has two mistakes. Find them, and fix them.",
    hints=[
        "Follow it with two shards. At which weights does the second worker compute its gradient? And how much does "
        "an example in a small shard count?",
        "All workers must compute at the same w, so w may change only after the loop. Inside it, add up the "
        "gradients, each times its number of examples.",
        "total = total + len(y) * gradient(w, X, y) in the loop; after it, one step with total divided by the number "
        "of all examples.",
    ],
)
def mend_parallel_step(shards, gradient, w, learning_rate):
    """The weights after one step of the big batch."""
    total, n = np.zeros(len(w)), 0
    for X, y in shards:
        # Every worker starts from the same w, and counts as many times as it has examples.
        total = total + len(y) * gradient(w, X, y)
        n = n + len(y)
    return w - learning_rate * total / n


@mend_parallel_step.start(
    "This is still the code from the lesson. At which weights does the second worker compute its gradient? And how "
    "much does a small shard count?"
)
def moves_in_between(shards, gradient, w, learning_rate):
    """The weights after one step of the big batch."""
    for X, y in shards:
        g = gradient(w, X, y)
        w = w - learning_rate * g / len(shards)
    return w


SQUARES = Formula("(w, X, y) ↦ Xᵀ(X w − y) / n", lambda w, X, y: X.T @ (X @ w - y) / len(y))
LOGISTIC = Formula("(w, X, y) ↦ Xᵀ(σ(X w) − y) / n", lambda w, X, y: X.T @ (1 / (1 + np.exp(-X @ w)) - y) / len(y))


def shards_of(rng, sizes, d, labels=False):
    def targets(n):
        return rng.integers(0, 2, size=n).astype(float) if labels else rng.normal(size=n)

    return [(rng.normal(size=(n, d)), targets(n)) for n in sizes]


@mend_parallel_step.cases
def cases(rng):
    one, two = (np.array([[1.0]]), np.array([2.0])), (np.array([[2.0], [1.0]]), np.array([1.0, 4.0]))
    return [
        ([one, two], SQUARES, np.array([1.0]), 0.5),
        (shards_of(rng, [2, 5, 1], 2), SQUARES, np.array([1.0, -1.0]), 0.3),
        (shards_of(rng, [3, 1, 6, 2], 3), SQUARES, rng.normal(size=3), 0.2),
        (shards_of(rng, [4, 9], 2, labels=True), LOGISTIC, rng.normal(size=2), 1.5),
        (shards_of(rng, [30, 7, 12], 4, labels=True), LOGISTIC, rng.normal(size=4), 0.7),
    ]


@mend_parallel_step.edge_cases
def edge_cases(rng):
    return [
        (shards_of(rng, [4], 2), SQUARES, np.array([1.0, 2.0]), 0.1),
        (shards_of(rng, [3, 3, 3], 2), SQUARES, np.array([1.0, 2.0]), 0.1),
        (shards_of(rng, [2, 4], 2), SQUARES, np.array([1, 2]), 0.1),
        (shards_of(rng, [2, 4], 2), SQUARES, np.array([1.0, 2.0]), 0.0),
        (shards_of(rng, [1] * 60, 3), SQUARES, rng.normal(size=3), 0.1),
    ]


def together(shards):
    return np.concatenate([X for X, _ in shards]), np.concatenate([y for _, y in shards])


@mend_parallel_step.law("one worker with all examples takes the same step")
def _(f, shards, gradient, w, learning_rate):
    return np.allclose(f([together(shards)], gradient, w, learning_rate), f(shards, gradient, w, learning_rate))


@mend_parallel_step.law("the order of the workers does not matter")
def _(f, shards, gradient, w, learning_rate):
    return np.allclose(f(shards[::-1], gradient, w, learning_rate), f(shards, gradient, w, learning_rate))


EQUAL = [(np.array([[1.0]]), np.array([2.0])), (np.array([[3.0]]), np.array([1.0]))]
UNEQUAL = [(np.array([[1.0]]), np.array([2.0])), (np.array([[1.0], [1.0], [1.0]]), np.array([6.0, 6.0, 6.0]))]


def step_of(f, shards, learning_rate):
    """The step that is taken from w = 0, divided by the rate."""
    return float(np.ravel(f(shards, SQUARES, np.array([0.0]), learning_rate))[0]) / learning_rate


@mend_parallel_step.symptom(
    "Where w changes: the workers do not all compute at the same weights. With two equal shards, a step with twice the "
    "rate is not twice as long. Where does w change?"
)
def the_place(f):
    return not np.isclose(step_of(f, EQUAL, 0.2), step_of(f, EQUAL, 0.1))


@mend_parallel_step.symptom(
    "The weights of the shards: one shard has a single example, another has three, and yet they do not count as 1 "
    "and 3. gradient returns a mean. What turns it into a sum?"
)
def the_sizes(f):
    tiny = step_of(f, UNEQUAL, 1e-7)
    return not np.isclose(tiny, 5.0, rtol=1e-4)


mend_parallel_step.instead_of(
    "len(y) * gradient(w, X, y)",
    {
        "gradient(w, X, y)": "gradient returns a mean. To add up what all examples say, multiply it by the number of "
        "its examples, len(y).",
        "gradient(w, X, y) / len(y)": "gradient is a mean already. Multiply by len(y) to get the shard's sum back.",
        "len(X.T) * gradient(w, X, y)": "That is the number of columns. A shard has len(y) examples.",
        "len(shards) * gradient(w, X, y)": "That is the number of workers. A shard has len(y) examples.",
        "learning_rate * len(y) * gradient(w, X, y)": "The rate is multiplied in twice now: once in the loop and "
        "once in the last line.",
        "n * gradient(w, X, y)": "n is the number of examples *so far*. This shard has len(y).",
    },
)
mend_parallel_step.instead_of(
    "return w - learning_rate * total / n",
    {
        "return w - learning_rate * total": "That is a step along the *sum* of all gradients. Divide it by the "
        "number of all examples.",
        "return w - learning_rate * total / len(shards)": "You divided the sum over all examples by the number of "
        "workers. Divide by the number of all examples.",
        "return w + learning_rate * total / n": "The step goes uphill: subtract.",
        "return w - total / n": "The learning rate is missing.",
        "return total / n": "That is the gradient. Return the weights after the step.",
        "return w - learning_rate * total / len(y)": "After the loop, len(y) is the size of the last shard. Divide "
        "by the number of all examples.",
        "return w - learning_rate * total / n / len(shards)": "The mean over all examples is complete: do not divide "
        "by the number of workers as well.",
        "return learning_rate * total / n": "That is the step. Return the weights after it: subtract it from w.",
    },
)


@mend_parallel_step.misconception(
    "Now all workers compute at the same weights. But their means are averaged as if the shards were equally large. "
    "Weight each by its number of examples."
)
def mean_of_means(shards, gradient, w, learning_rate):
    return w - learning_rate * np.mean([gradient(w, X, y) for X, y in shards], axis=0)


@mend_parallel_step.misconception(
    "Each shard counts as it should now. But w still changes inside the loop, so the second worker computes at "
    "weights that have already moved. Add up first, and step once, after the loop."
)
def weighted_but_moving(shards, gradient, w, learning_rate):
    n = sum(len(y) for _, y in shards)
    for X, y in shards:
        w = w - learning_rate * gradient(w, X, y) * len(y) / n
    return w


@mend_parallel_step.misconception(
    "Only the last worker has a say: g is replaced in every pass. Add up over all workers."
)
def only_the_last(shards, gradient, w, learning_rate):
    for X, y in shards:
        g = gradient(w, X, y)
    return w - learning_rate * g


@mend_parallel_step.misconception("You return inside the loop, after the first worker. Move the return below it.")
def only_the_first(shards, gradient, w, learning_rate):
    for X, y in shards:
        return w - learning_rate * gradient(w, X, y)


@mend_parallel_step.misconception(
    "Each worker takes a full step of its own, one after the other: that is as many steps as there are workers. "
    "Together they should take only one."
)
def full_steps(shards, gradient, w, learning_rate):
    for X, y in shards:
        w = w - learning_rate * gradient(w, X, y)
    return w


@mend_parallel_step.misconception(
    "The result is right, but the w that was passed in has changed: -= writes into the caller's array. Write w = w - …."
)
def changes_w(shards, gradient, w, learning_rate):
    total, n = np.zeros(len(w)), 0
    for X, y in shards:
        total, n = total + len(y) * gradient(w, X, y), n + len(y)
    w -= learning_rate * total / n
    return w


@mend_parallel_step.misconception(
    "All workers compute at the same weights now. But you add up their means: with k workers the step is k times too "
    "long, and a small shard counts as much as a large one. Add up len(y) times each mean, and divide by the number of "
    "all examples."
)
def sum_of_means(shards, gradient, w, learning_rate):
    return w - learning_rate * np.sum([gradient(w, X, y) for X, y in shards], axis=0)


@mend_parallel_step.misconception(
    "The sizes are right, but only the last worker has a say: what it computes replaces what was there before. Add up."
)
def only_the_last_weighted(shards, gradient, w, learning_rate):
    n = sum(len(y) for _, y in shards)
    for X, y in shards:
        g = len(y) * gradient(w, X, y)
    return w - learning_rate * g / n


@mend_parallel_step.misconception(
    "X.size counts all entries of X. The number of examples is the number of rows, len(X)."
)
def counts_entries(shards, gradient, w, learning_rate):
    n = sum(X.size for X, _ in shards)
    return w - learning_rate * sum(len(y) * gradient(w, X, y) for X, y in shards) / n


@mend_parallel_step.misconception(
    "You return a list with the weights of every worker, each after a step of its own. Average these, weighted by the "
    "numbers of examples: one array for all workers."
)
def weights_of_each_worker(shards, gradient, w, learning_rate):
    return [w - learning_rate * gradient(w, X, y) for X, y in shards]
