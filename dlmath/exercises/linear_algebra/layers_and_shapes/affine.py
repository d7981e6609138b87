"""affine: A layer, for one example or for a batch of rows."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="Return what a layer computes, for one example `x` of shape `(n,)` and for a batch `x` of shape `(batch, n)`, "
    "in which every row is an example. The results have shapes `(m,)` and `(batch, m)`. `W` has shape `(m, n)`, and "
    "`b` has shape `(m,)`.",
    hints=[
        "Write down the shapes. On which side must W stand, and which way around, to turn (batch, n) into (batch, m)?",
        "The transpose of W x is xᵀ Wᵀ: examples in rows are multiplied by Wᵀ from the right.",
        "x @ W.T works for a vector and for a batch, and broadcasting adds b to each row.",
    ],
)
def affine(x, W, b):
    """A layer, for one example or for a batch of rows."""
    # Rows are multiplied from the right by the transpose, and b is added to each row.
    # For a plain vector x, x @ W.T is the same as W @ x, so one line serves both.
    return x @ W.T + b


@affine.cases
def cases(rng):
    W = np.array([[1.0, 2.0], [3.0, 4.0]])
    b = np.array([10.0, 20.0])
    return [
        (np.array([3.0]), np.array([[2.0]]), np.array([1.5])),
        (np.array([1.0, 0.0]), W, np.zeros(2)),
        (np.array([1.0, 1.0]), W, b),
        (np.array([1.0, 2.0, 3.0]), np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]), b),
        (np.array([[1.0, 0.0]]), W, b),
        (np.array([[1.0, 0.0], [0.0, 1.0]]), W, np.zeros(2)),
        (np.array([[1.0, 0.0], [5.0, 6.0]]), W, b),
        (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), W, b),
        (rng.normal(size=(4, 3)), rng.normal(size=(2, 3)), rng.normal(size=2)),
        (rng.normal(size=(2, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)),
        (rng.normal(size=5), rng.normal(size=(3, 5)), rng.normal(size=3)),
    ]


@affine.law("the zero vector goes to b")
def _(f, x, W, b):
    return np.allclose(f(np.zeros(W.shape[1]), W, b), b)


@affine.law("each row of a batch is treated as if it were alone")
def _(f, x, W, b):
    return np.allclose(
        f(np.stack([x, -x]) if x.ndim == 1 else x, W, b),
        [f(row, W, b) for row in ([x, -x] if x.ndim == 1 else x)],
    )


@affine.law("the midpoint of two inputs goes to the midpoint of their outputs")
def _(f, x, W, b):
    return np.allclose(f(x / 2, W, b), np.add(f(x, W, b), f(0 * x, W, b)) / 2)


affine.instead_of(
    "x @ W.T + b",
    {
        "W @ x + b": "W @ x is right for one example. In a batch the examples are rows, and W @ X would mix different "
        "examples, which NumPy cannot notice when the sizes happen to fit. Rows are multiplied from the right: X @ "
        "W.T.",
        "x @ W + b": "You computed x W without the transpose. Output i is the dot product of x with row i of W: x @ "
        "W.T.",
        "x @ W.T": "The product is right, but b is missing.",
        "x @ W.T - b": "You subtracted b. Here it is added.",
        "W @ x + b if x.ndim == 1 else W @ x.T + b[:, None]": "The numbers are right, but the examples came in as rows "
        "and come out as columns. Rows in, rows out: X @ W.T.",
        "W @ x + b if x.ndim == 1 else (W @ x.T + b).T": "b was added along the examples instead of along the outputs. "
        "Transpose back first and add b afterward: NumPy lines up shapes from the right, so b goes with the last axis.",
        "W @ x.T + b": "W @ x.T has the examples in columns, so b goes along the wrong axis and the result lies on its "
        "side. With x @ W.T the examples stay rows, and nothing has to be transposed back.",
        "W @ x + b if x.ndim == 1 else x @ W + b": "One example is right. For a batch you computed X W; it is X Wᵀ, "
        "since (W x)ᵀ = xᵀ Wᵀ.",
        "np.array([W @ row + b for row in x])": "For a batch this is right, if slow. A single example x has no rows to "
        "loop over: each `row` is a number.",
        "np.atleast_2d(x) @ W.T + b": "For a single example the answer has one axis too many: shape (1, m) instead of "
        "(m,). x @ W.T takes a vector as it is.",
        "W * x + b": "W * x multiplies entry by entry. The sum over the inputs is missing: that is what @ does.",
        "(x + b) @ W.T": "You added b to the input. It belongs to the output: multiply first, then add.",
        "W @ x + b if x.ndim == 1 else x @ W.T": "One example is right. For a batch b is missing: NumPy adds it to "
        "each row by itself.",
        "W.T @ x + b": "You multiplied by Wᵀ from the left. From the left it is W itself, W x; Wᵀ stands on the right "
        "of rows, x @ W.T.",
        "W.T @ x.T + b": "Wᵀ xᵀ is not the transpose of W x: the order is reversed, (W x)ᵀ = xᵀ Wᵀ. Write x @ W.T.",
        "x @ (W.T + b)": "You added b to the weights, and then it is multiplied by x as well. Multiply first, then add "
        "b.",
        "x @ W.T + b.reshape(-1, 1)": "You made b a column, so it is added along the examples. It belongs to the "
        "outputs, the last axis: leave it as it is.",
    },
)
affine.instead_of(
    "W.T + b",
    {
        "W.T + np.sum(b)": "You added up b first. Each output has its own bias: add b as it is.",
        "W.T + b[0]": "You used only the first bias. Each output has its own: add b as it is.",
        "W.T * b": "You multiplied by b. It is added.",
        "np.abs(W.T) + b": "You dropped the signs of the weights. Use W as it is.",
    },
)


@affine.misconception("You added the square of b's length. b itself is added, entry by entry: + b.")
def adds_b_dot_b(x, W, b):
    return x @ W.T + b @ b
