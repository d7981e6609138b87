"""average_gradients: the big batch's gradient from those of unequal shards."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    also=("whole", "large", "small"),
    task="The shards need not be the same size. Worker `j` sends `gradients[j]`, the mean of the gradients of its "
    "examples, and `sizes[j]`, how many examples it has. Return the mean gradient of *all* examples. `gradients` is a "
    "list of arrays of the same shape, and `sizes` is a list of whole numbers, at least one of them positive. (A "
    "worker without any examples sends zeros.)",
    hints=[
        "Undo the workers' means first. What is the sum of the gradients in shard j?",
        "That sum is sizes[j] * gradients[j]. Add the sums of all shards. What do you divide by?",
        "By the number of all examples, sum(sizes).",
    ],
)
def average_gradients(gradients, sizes):
    """The mean gradient of all examples, from each shard's mean."""
    # A mean times its number of examples is a sum, and sums can be added.
    total = np.zeros(np.shape(gradients[0]))
    for j in range(len(sizes)):
        total = total + sizes[j] * gradients[j]
    return total / np.sum(sizes)


@average_gradients.cases
def cases(rng):
    return [
        ([np.array([1.0]), np.array([4.0])], [1, 2]),
        ([np.array([1.0, 5.0]), np.array([4.0, -2.0])], [3, 1]),
        ([np.array([1.0, -1.0]), np.array([2.0, 7.0]), np.array([6.0, 3.0])], [2, 5, 3]),
        ([rng.normal(size=(2, 3)) for _ in range(3)], [7, 1, 4]),
        ([rng.normal(size=5) for _ in range(4)], [10, 20, 5, 40]),
        ([rng.normal(size=(3, 3)) for _ in range(3)], [4, 9, 2]),
    ]


@average_gradients.edge_cases
def edge_cases(rng):
    return [
        ([np.array([1.0, 5.0]), np.array([4.0, -2.0])], [6, 6]),
        ([np.array([3.0, 2.0])], [5]),
        ([np.array([3.0, 2.0]), np.array([0.0, 0.0])], [5, 0]),
        ([np.array(2.0), np.array(8.0)], [1, 5]),
        ([np.array([2, 3]), np.array([3, 5])], [1, 1]),
        ([np.array([1e8, 2e8]), np.array([3e8, -1e8])], [3, 1]),
        ([np.array([1e-30, 2e-30]), np.array([3e-30, -1e-30])], [3, 1]),
        ([rng.normal(size=4) for _ in range(100)], [int(n) for n in rng.integers(0, 50, size=100)]),
    ]


@average_gradients.law("if all shards have the same gradient, it is the gradient of all examples")
def _(f, gradients, sizes):
    g = np.asarray(gradients[0], dtype=float)
    return np.allclose(f([g for _ in sizes], sizes), g)


@average_gradients.law("the order of the workers does not matter")
def _(f, gradients, sizes):
    return np.allclose(f(gradients[::-1], sizes[::-1]), f(gradients, sizes))


@average_gradients.law("twice as many examples in every shard makes no difference")
def _(f, gradients, sizes):
    return np.allclose(f(gradients, [2 * n for n in sizes]), f(gradients, sizes))


average_gradients.instead_of(
    "total / np.sum(sizes)",
    {
        "total": "That is the sum of all gradients. Divide by the number of all examples to get their mean.",
        "total / len(sizes)": "You divided by the number of workers. There are sum(sizes) examples.",
        "total / len(gradients) / np.sum(sizes)": "You divided by the number of workers as well. The sum of all "
        "gradients divided by the number of examples is the mean already.",
        "total / np.mean(sizes)": "The mean size is sum(sizes) divided by the number of workers, so your answer is "
        "that many times too large. Divide by sum(sizes).",
        "total / np.max(sizes)": "You divided by the largest size. Divide by the number of all examples, sum(sizes).",
        "total / sizes[0]": "You divided by the size of the first shard. Divide by the number of all examples, "
        "sum(sizes).",
        "total / sizes[-1]": "You divided by the size of the last shard. Divide by the number of all examples, "
        "sum(sizes).",
        "total // np.sum(sizes)": "// cuts off the fraction. Use /.",
        "np.sum(total) / np.sum(sizes)": "You added up the entries of the gradient. The answer has the shape of a "
        "gradient.",
        "total / np.prod(sizes)": "You multiplied the sizes. Add them up: sum(sizes).",
        "total / np.size(gradients)": "np.size counts the numbers in all gradients. Divide by the number of "
        "examples, sum(sizes).",
    },
)
average_gradients.instead_of(
    "sizes[j] * gradients[j]",
    {
        "gradients[j]": "You divide by the number of all examples, but what you add up are means. Multiply each by "
        "its number of examples first: sizes[j] * gradients[j].",
        "gradients[j] / sizes[j]": "You divided by the number of examples. gradients[j] is a mean already: multiply "
        "by sizes[j] to get the shard's sum back.",
        "sizes[j]": "The gradients are missing: add sizes[j] * gradients[j].",
        "sizes[j] ** 2 * gradients[j]": "The size is squared: sizes[j] * gradients[j] is the shard's sum.",
        "np.sqrt(sizes[j]) * gradients[j]": "The weights are the sizes themselves, not their square roots.",
        "sizes[0] * gradients[j]": "Every shard gets the weight of the first one. Use sizes[j].",
        "sizes[j] * gradients[0]": "You always add the gradient of the first worker. Use gradients[j].",
    },
)


@average_gradients.misconception(
    "That is the mean of the workers' means. It is right only if all shards are the same size: an example in a small "
    "shard counts more than one in a large shard. Weight each mean by its number of examples."
)
def mean_of_means(gradients, sizes):
    return np.mean(gradients, axis=0)


@average_gradients.misconception(
    "You added up the means. Weight each by its number of examples, and divide by the number of all examples."
)
def sum_of_means(gradients, sizes):
    return np.sum(gradients, axis=0)


@average_gradients.misconception(
    "You averaged over all numbers of all gradients. The answer has the shape of a gradient: add up worker by worker."
)
def one_number(gradients, sizes):
    return np.average([np.mean(g) for g in gradients], weights=sizes)


@average_gradients.misconception(
    "You divided each mean by its number of examples. It is a mean already: multiply it by that number, add up, and "
    "divide by the number of all examples."
)
def divides_once_more(gradients, sizes):
    return sum(np.asarray(g) / max(n, 1) for g, n in zip(gradients, sizes, strict=True))


@average_gradients.misconception("The last worker is missing. range(n) ends at n − 1 by itself: use range(len(sizes)).")
def forgets_the_last(gradients, sizes):
    total = np.zeros(np.shape(gradients[0]))
    for j in range(len(sizes) - 1):
        total = total + sizes[j] * gradients[j]
    return total / np.sum(sizes)


@average_gradients.misconception("The first worker is missing. Python counts from 0: use range(len(sizes)).")
def forgets_the_first(gradients, sizes):
    total = np.zeros(np.shape(gradients[0]))
    for j in range(1, len(sizes)):
        total = total + sizes[j] * gradients[j]
    return total / np.sum(sizes)


@average_gradients.misconception(
    "Each worker replaces what was there before, so only the last one counts. Write total = total + …."
)
def only_the_last(gradients, sizes):
    for g, n in zip(gradients, sizes, strict=True):
        total = n * g
    return total / np.sum(sizes)


@average_gradients.misconception(
    "The median is not the mean. Add up n * g over all workers, and divide by the number of all examples."
)
def median(gradients, sizes):
    return np.median(gradients, axis=0)


@average_gradients.misconception(
    "Your weights are the sizes divided by the *largest* size, so they do not add up to 1. Divide by sum(sizes)."
)
def weights_of_the_largest(gradients, sizes):
    return sum(n / max(sizes) * np.asarray(g) for g, n in zip(gradients, sizes, strict=True))


@average_gradients.misconception(
    "The weights are upside down: you gave small shards a large weight. Weight each mean by its number of examples."
)
def weights_upside_down(gradients, sizes):
    weights = [1 / n if n else 0.0 for n in sizes]
    return sum(v * np.asarray(g) for g, v in zip(gradients, weights, strict=True)) / sum(weights)


@average_gradients.misconception(
    "The answer is right, but you changed the gradients that were passed in: *= and += write into the caller's "
    "arrays. Write n * g."
)
def changes_the_gradients(gradients, sizes):
    for j in range(len(sizes)):
        gradients[j] *= sizes[j]
    return np.sum(gradients, axis=0) / np.sum(sizes)


@average_gradients.misconception(
    "You begin with the first worker's mean without multiplying it by its size. Begin with zeros, or with sizes[0] * "
    "gradients[0]."
)
def first_unweighted(gradients, sizes):
    total = gradients[0]
    for j in range(1, len(sizes)):
        total = total + sizes[j] * gradients[j]
    return total / np.sum(sizes)


@average_gradients.misconception("You returned one array for each worker. These are the workers' shares: add them up.")
def shares(gradients, sizes):
    return [sizes[j] * np.asarray(gradients[j]) / np.sum(sizes) for j in range(len(sizes))]


@average_gradients.misconception(
    "Your weights are the sizes divided by the largest size, and then you divide by the number of workers. The "
    "weights must add up to 1: divide the sizes by sum(sizes)."
)
def weights_of_the_largest_averaged(gradients, sizes):
    return sum(n / max(sizes) * np.asarray(g) for g, n in zip(gradients, sizes, strict=True)) / len(sizes)


@average_gradients.misconception(
    "NumPy matched the sizes with the entries of the gradients, not with the workers. Go through the workers one by "
    "one, and multiply the whole array gradients[j] by sizes[j]."
)
def matches_sizes_with_entries(gradients, sizes):
    return np.sum(np.array(gradients) * np.array(sizes), axis=0) / np.sum(sizes)


@average_gradients.misconception(
    "A gradient may be a matrix as well. For any shape, go through the workers one by one, and add up sizes[j] * "
    "gradients[j]."
)
def for_vectors_only(gradients, sizes):
    return np.array(sizes) @ np.array(gradients) / np.sum(sizes)


@average_gradients.misconception(
    "A gradient may be a matrix as well. For any shape, go through the workers one by one, and add up sizes[j] * "
    "gradients[j]."
)
def one_axis_more(gradients, sizes):
    return np.sum(np.array(gradients) * np.array(sizes)[:, None], axis=0) / np.sum(sizes)
