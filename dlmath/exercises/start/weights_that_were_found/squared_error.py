"""squared_error: the mean of the squared differences."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return the loss: take the difference of each output from its target, square it, and take the mean over all. "
    "`outputs` and `targets` are arrays of the same shape, with any number of rows and columns. (`np.mean` takes the "
    "mean of all entries of a table.)",
    hints=[
        "Three steps, in this order: difference, square, mean.",
        "outputs - targets subtracts entry by entry; (…)**2 squares every entry of an array.",
        "np.mean(…) of an array is the mean of all its entries, whatever its shape.",
    ],
)
def squared_error(outputs, targets):
    """The mean of the squared differences."""
    # Squaring makes too much and too little count alike. The mean runs over all rows and all columns.
    return np.mean((outputs - targets) ** 2)


@squared_error.cases
def cases(rng):
    return [
        (np.array([[0.5, 0.25]]), np.array([[1.0, 0.0]])),
        (np.array([[3.0, 0.5], [0.25, 1.0], [0.0, -1.5]]), np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])),
        (np.array([[0.9, 0.2, 0.4]]), np.array([[1.0, 0.0, 0.5]])),
        (rng.random(size=(64, 2)), rng.integers(0, 2, size=(64, 2)).astype(float)),
        (5 * rng.normal(size=(3, 4)), rng.normal(size=(3, 4))),
    ]


@squared_error.edge_cases
def edge_cases(rng):
    a = rng.normal(size=(2, 3))
    return [
        (a, a.copy()),
        (np.array([[3, 1]]), np.array([[1, 0]])),
        (np.array([[2.0]]), np.array([[5.0]])),
        (1e6 * a, np.zeros((2, 3))),
    ]


@squared_error.law("swapping outputs and targets changes nothing")
def _(f, outputs, targets):
    return np.isclose(f(outputs, targets), f(targets, outputs))


@squared_error.law("perfect outputs have the loss 0")
def _(f, outputs, targets):
    return f(targets, targets) == 0


squared_error.instead_of(
    "np.mean((outputs - targets) ** 2)",
    {
        "np.sum((outputs - targets) ** 2)": "You added up the squares. Divide by how many there are, or use np.mean: "
        "otherwise more drawings mean a larger loss.",
        "np.sum((outputs - targets) ** 2) / 128": "128 is the number of outputs in the lesson. Other data have other "
        "sizes: np.mean divides by the right number.",
        "np.sum((outputs - targets) ** 2) / len(outputs)": "You divided by the number of rows. Each row has several "
        "outputs, and all of them count: use np.mean.",
        "np.sum((outputs - targets) ** 2) / outputs.shape[1]": "You divided by the number of columns. Divide by the "
        "number of all entries: use np.mean.",
        "np.mean(outputs - targets) ** 2": "You took the mean first and squared it afterwards, so too much and too "
        "little cancel. Square each difference first.",
        "np.sum(outputs - targets) ** 2 / outputs.size": "You added up first and squared afterwards, so too much and "
        "too little cancel. Square each difference first.",
        "np.mean(outputs - targets)": "The square is missing, so too much and too little cancel.",
        "np.mean(np.abs(outputs - targets))": "You took sizes instead of squares (a root after the square does the "
        "same). The formula squares: (…)**2.",
        "np.sqrt(np.mean((outputs - targets) ** 2))": "You took the root at the end. This loss is the mean of the "
        "squares itself.",
        "np.mean((outputs - targets) ** 2) / 2": "You divided by 2. Some books do, but this formula doesn't.",
        "np.mean(outputs**2 - targets**2)": "You squared before subtracting. The difference comes first: (outputs - "
        "targets)**2.",
        "np.mean((outputs + targets) ** 2)": "You added outputs and targets. The loss measures their difference.",
        "np.mean((outputs * targets) ** 2)": "You multiplied outputs and targets. The loss measures their difference.",
        "np.mean((outputs - targets) * 2)": "* 2 doubles. The square is ** 2.",
        "np.mean(outputs - targets**2)": "Python squares first: only the targets got squared. Put parentheses around "
        "the difference.",
        "np.mean(2 ** (outputs - targets))": "You took powers of 2. The square of a is a ** 2.",
        "(outputs - targets) ** 2": "These are the squares, one for each output. A loss is one number: take the mean.",
        "np.mean((outputs - targets) ** 2, axis=0)": "That is one mean for each column. A loss is one number: leave "
        "out axis.",
        "np.mean((outputs - targets) ** 2, axis=1)": "That is one mean for each row. A loss is one number: leave out "
        "axis.",
        "np.sum((outputs - targets) ** 2, axis=0)": "That is one sum for each column. A loss is one number: the mean "
        "of all squares.",
        "np.sum((outputs - targets) ** 2, axis=1)": "That is one sum for each row. A loss is one number: the mean of "
        "all squares.",
        "np.median((outputs - targets) ** 2)": "You took the median. This loss takes the mean.",
        "np.max((outputs - targets) ** 2)": "You took the largest square. All of them count: take the mean.",
        "np.mean((outputs - targets)[0] ** 2)": "Only the first row counts in your answer. Take all of them.",
        "np.mean((outputs - targets)[:, 0] ** 2)": "Only the first column counts in your answer. Take all of them.",
        "np.var(outputs - targets)": "np.var subtracts the mean of the differences first. Here nothing else is "
        "subtracted: np.mean of the squares.",
        "np.mean((outputs.round() - targets) ** 2)": "You rounded the outputs, so small differences are lost. They are "
        "what makes the loss smooth.",
        "np.mean(outputs.round() != targets)": "You counted mistakes. The loss takes squared differences.",
        "np.round(np.mean((outputs - targets) ** 2), 4)": "The number is right but rounded. Return all its digits.",
        "np.mean((outputs - targets) ** 2) * 100": "You made it a percentage. Return the mean itself.",
        "-np.mean((outputs - targets) ** 2)": "The sign is wrong: a loss is never negative.",
    },
)

squared_error.instead_of(
    "return np.mean((outputs - targets) ** 2)",
    {
        "return np.linalg.norm(outputs - targets)": "That is the root of the sum of the squares. Take their mean, "
        "without a root.",
        "return np.mean(np.abs(outputs - targets)) ** 2": "You took the mean first and squared it afterwards. Square "
        "each difference, then take the mean.",
        "return np.mean((outputs - targets) ** 3)": "You took the third power. The square is ** 2.",
        "return np.sum((outputs - targets) ** 2) / 64": "64 is the number of drawings in the lesson, and each has two "
        "outputs. np.mean divides by the right number for all data.",
        "return np.mean((outputs - targets) ** 2) * 2": "You doubled it. The loss is the mean itself.",
        "return np.mean((outputs - targets)[-1] ** 2)": "Only the last row counts. If you wrote a loop, each pass "
        "overwrote the one before.",
        "return np.std(outputs - targets)": "The standard deviation subtracts the mean of the differences and takes a "
        "root. Only square, and take the mean.",
    },
)

squared_error.instead_of(
    "return np.mean((outputs - targets) ** 2)",
    {
        "return np.sqrt(np.sum((outputs - targets) ** 2)) / outputs.size": "You took the root of the sum. Leave out "
        "the root.",
    },
)

squared_error.instead_of(
    "return np.mean((outputs - targets) ** 2)",
    {
        "return np.sum(np.abs(outputs - targets))": "You added up the sizes of the differences. Square them, and take "
        "the mean.",
        "return np.mean((1 - outputs - targets) ** 2)": "There is a 1 too many. The difference is outputs - targets.",
    },
)
