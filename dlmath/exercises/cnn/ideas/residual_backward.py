"""residual_backward: what comes back splits, goes through the layers and around them, and adds up again."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A residual block of dense layers turns a vector `x` with $d$ entries into $\\mathbf y = \\mathbf x + W_2 "
    "\\max(0, W_1 \\mathbf x)$. `W1` has shape (m, d), and `W2` has shape (d, m). `g` is $\\partial L / \\partial "
    "\\mathbf y$. Return $\\partial L / \\partial \\mathbf x$. (Where an entry of $W_1 \\mathbf x$ is 0, take 0 as "
    "the slope of the maximum.)",
    hints=[
        "The input takes two paths, so its gradient is a sum of two parts. What comes back on the path around the "
        "layers?",
        "On the path around, it is g itself. On the other path, it goes through W2, the ReLU, and W1, each backward.",
        "h = W2.T @ g, then keep the entries of h for which W1 @ x > 0, then W1.T @ h. Add g.",
    ],
    also=("large", "small"),
)
def residual_backward(x, W1, W2, g):
    """The gradient that a residual block passes back to its input."""
    # Through the layers: backward through W2, the ReLU and W1.
    through = W1.T @ ((W1 @ x > 0) * (W2.T @ g))
    # Around them: unchanged.
    return g + through


@residual_backward.cases
def cases(rng):
    drawn = [(3, 5), (4, 2), (6, 6), (1, 3), (40, 30)]
    made = [
        (rng.normal(size=d), rng.normal(size=(m, d)), rng.normal(size=(d, m)), rng.normal(size=d)) for d, m in drawn
    ]
    simple = [
        (np.array([2.0]), np.array([[3.0]]), np.array([[5.0]]), np.array([7.0])),
        (np.array([2.0]), np.array([[-3.0]]), np.array([[5.0]]), np.array([7.0])),
        (
            np.array([1.0, 2.0]),
            np.array([[1.0, 1.0], [1.0, -1.0], [3.0, 0.5]]),
            np.array([[2.0, 3.0, 5.0], [7.0, 11.0, -1.0]]),
            np.array([1.0, 10.0]),
        ),
    ]
    return simple + made


@residual_backward.edge_cases
def edge_cases(rng):
    W1, W2 = rng.normal(size=(4, 3)), rng.normal(size=(3, 4))
    return [
        (np.zeros(3), W1, W2, np.array([1.0, 2.0, 3.0])),
        (np.ones(3), np.zeros((4, 3)), W2, np.array([1.0, 2.0, 3.0])),
        (np.array([1, 2]), np.array([[1, -1], [2, 1]]), np.array([[3, 0], [1, 2]]), np.array([1.0, -4.0])),
        (1e-9 * np.ones(3), W1, W2, np.array([1.0, 2.0, 3.0])),
        (1e6 * rng.normal(size=3), W1, W2, 1e6 * rng.normal(size=3)),
    ]


@residual_backward.law("with W2 = 0 the block passes its input on, so the gradient comes back unchanged")
def _(f, x, W1, W2, g):
    return np.allclose(f(x, W1, 0 * W2, g), g)


residual_backward.instead_of(
    "return g + through",
    {
        "return through": "That is what comes back through the layers. The path around them is missing: add g.",
        "return g": "That is what comes back on the path around the layers. The part through the layers is missing.",
        "return g - through": "The block adds, so the two parts of its gradient are added, too.",
        "return g * through": "The input takes two paths, and its gradient is the *sum* of what comes back on both.",
        "return x + through": "On the path around the layers, it is the gradient g that comes back, not the input x.",
        "return 1 + through": "The slope of the path around is 1, but the gradient that comes back on it is 1 times g.",
        "return g * (1 + through)": "You multiplied by g once more. What comes back through the layers contains it "
        "already.",
        "return 2 * g + through": "On the path around the layers, the gradient comes back once: g, not 2 g.",
        "return (g + through) * x": "x is not a factor here. The slope of x + F(x) is 1 + F′(x), and each part of it "
        "multiplies g alone.",
        "return (x + W2 @ np.maximum(0, W1 @ x)) * g": "That is the output times g. Backward, it is the *slope* of "
        "the block that multiplies g: 1 on the path around, and W1.T, the mask, and W2.T on the other.",
        "return (x > 0) * g + through": "You masked what comes back on the path around. There is no ReLU on it: add g.",
        "return (g + through) / 2": "Both parts count in full: it is a sum, not a mean.",
    },
)
residual_backward.instead_of(
    "W1.T @ ((W1 @ x > 0) * (W2.T @ g))",
    {
        "W1.T @ (W2.T @ g)": "The slope of the ReLU is missing: where W1 @ x is negative, nothing comes back.",
        "W1.T @ ((W1 @ x >= 0) * (W2.T @ g))": "Where W1 @ x is 0, the slope should be 0: use >.",
        "W1.T @ np.maximum(0, W2.T @ g)": "You let the sign of the gradient decide what passes. What went into the "
        "ReLU decides: its slope is 1 where W1 @ x > 0.",
        "W1.T @ ((W1 @ x < 0) * (W2.T @ g))": "The mask is reversed: the gradient passes where W1 @ x is positive.",
        "W1.T @ (np.maximum(0, W1 @ x) * (W2.T @ g))": "You multiplied by the *value* of the ReLU. Multiply by its "
        "slope: 1 where W1 @ x > 0, and 0 elsewhere.",
        "W1.T @ ((W1 @ x) * (W2.T @ g))": "You multiplied by W1 @ x itself. Multiply by the slope of the ReLU: 1 "
        "where it is positive, and 0 elsewhere.",
        "W1.T @ np.sign(W1 @ x) * (W2.T @ g)": "The slope of the ReLU is 1 or 0, and never -1.",
        "W1.T @ (np.sign(W1 @ x) * (W2.T @ g))": "The slope of the ReLU is 1 or 0, and never -1.",
        "W2.T @ ((W1 @ x > 0) * (W1.T @ g))": "That is the order of the forward pass. The gradient comes back through "
        "W2.T first, and through W1.T last.",
        "W1.T @ (W1 @ x > 0)": "This part doesn't depend on W2 or g. What comes back through the layers starts with "
        "W2.T @ g: multiply that by the mask.",
        "(W1 @ x > 0) * (W2.T @ g)": "That is the gradient in front of the ReLU. It still has to go back through W1.T.",
        "W2.T @ g": "That is the gradient behind the ReLU. It still has to pass the ReLU and go back through W1.T.",
        "W1.T @ ((W1 @ x > 0) * (W2.T @ x))": "It is the gradient g that comes back through W2.T, not the input x.",
        "np.maximum(0, W1.T @ (W2.T @ g))": "A gradient may be negative. The ReLU's slope, W1 @ x > 0, multiplies it "
        "after W2.T and before W1.T.",
        "W1 @ ((W1 @ x > 0) * (W2 @ g))": "The transposes are missing. The gradient comes back through W2.T first, "
        "and then through W1.T.",
        "W1.T @ ((x > 0) * (W2.T @ g))": "You took the mask from x. What goes into the ReLU is W1 @ x, with one entry "
        "for each hidden unit.",
        "W1.T @ ((W1 @ x > 0) * W2.T) @ g": "The mask has an entry for each *row* of W2.T, but here it lies along the "
        "columns. Multiply the vector W2.T @ g by it.",
        "(W1.T @ (W2.T @ g)) * (W1 @ x > 0)": "The mask has an entry for each hidden unit. Those are between the two "
        "matrices: after W2.T, and before W1.T.",
        "(W2 @ W1 * (W1 @ x > 0)).T @ g": "The mask has an entry for each hidden unit. Those are between the two "
        "matrices: after W2.T, and before W1.T.",
        "W1.T * (W1 @ x > 0) * W2.T * g": "`*` multiplies entry by entry. A matrix times a vector is `@`.",
        "np.all(W1 @ x > 0) * (W1.T @ (W2.T @ g))": "You ask all hidden units at once. Each has its own slope, 1 or "
        "0: multiply by W1 @ x > 0, entry by entry.",
        "W2 @ ((W1 @ x > 0) * (W1 @ g))": "That is the forward pass. Backward, the matrices come in reverse order, "
        "and transposed: first W2.T, then W1.T.",
        "W2 @ np.maximum(0, W1 @ x)": "That is the output of the layers. What comes back to the input is a gradient: "
        "start from g.",
        "W2 @ np.maximum(0, W1 @ g)": "You sent g forward through the layers. It comes back through W2.T first, then "
        "the ReLU's slope, then W1.T.",
        "(W1 @ x > 0) @ W1 * (W2.T @ g).sum()": "Each entry of W2.T @ g belongs to its own hidden unit. Multiply "
        "entry by entry before W1.T.",
    },
)


@residual_backward.misconception(
    "You multiplied by W2 W1, and two things are wrong with that. The slope of the ReLU between them is missing, and "
    "backward, the product is transposed: W1.T, the mask, W2.T."
)
def product_without_mask(x, W1, W2, g):
    return g + W2 @ (W1 @ g)


@residual_backward.misconception(
    "You masked the gradient in the wrong place. The ReLU sits between the two matrices, so its slope comes after "
    "W2.T and before W1.T, and depends on W1 @ x."
)
def masks_the_input(x, W1, W2, g):
    return g + (x > 0) * (W1.T @ (W2.T @ g))


@residual_backward.misconception(
    "You masked the gradient before it passes W2.T, by the sign of x. The ReLU sits between the two matrices, so its "
    "slope comes after W2.T and before W1.T, and depends on W1 @ x."
)
def masks_the_gradient(x, W1, W2, g):
    return g + W1.T @ (W2.T @ ((x > 0) * g))


@residual_backward.misconception(
    "You masked the whole sum. The path around the layers has no ReLU on it: only the other part is masked."
)
def masks_both(x, W1, W2, g):
    return ((W1.T @ ((W1 @ x > 0) * (W2.T @ g))) + g) * (x > 0)


@residual_backward.misconception("You changed `g` itself (g += …). It belongs to the caller: make a new array, g + ….")
def in_place(x, W1, W2, g):
    g += W1.T @ ((W1 @ x > 0) * (W2.T @ g))
    return g
