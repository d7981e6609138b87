"""mend_tied_gradient: a weight that is used twice gets two shares of the gradient."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="In a linear autoencoder with *tied* weights, the decoder uses the transpose of the encoder's matrix: "
    "$\\mathbf z = W\\mathbf x$ and $\\hat{\\mathbf x} = W^\\top\\mathbf z$. This function is meant to return the "
    "gradient of $L = \\lVert\\hat{\\mathbf x} - \\mathbf x\\rVert^2$ with respect to `W`, in the shape of "
    "`W`, `(k, d)`. It runs, but it fails a gradient check. Fix it with a "
    "formula; a numerical derivative isn't accurate enough.",
    hints=[
        "W is used twice: once to encode, once to decode. Whose share does the function compute?",
        "Go back as in backpropagation: ∂L/∂x̂ = 2r, so ∂L/∂z = W (2r), and the encoder's share is (∂L/∂z) xᵀ.",
        "Add both: 2 z rᵀ from the decoder and 2 (W r) xᵀ from the encoder.",
    ],
    also=("large", "small"),
)
def mend_tied_gradient(W, x):
    """The gradient of the squared error with respect to W."""
    z = W @ x
    r = W.T @ z - x
    # The decoder's share, and the encoder's, which comes back through z.
    decoder = 2 * np.outer(z, r)
    encoder = 2 * np.outer(W @ r, x)
    return decoder + encoder


@mend_tied_gradient.start(
    "One share is still missing. W is also in the encoder: when it changes, z changes, and so does x̂. Add that share."
)
def forgets_the_encoder(W, x):
    """The gradient of the squared error with respect to W."""
    z = W @ x
    r = W.T @ z - x
    return 2 * np.outer(z, r)


@mend_tied_gradient.cases
def cases(rng):
    return [
        (np.array([[2.0]]), np.array([1.5])),
        (np.array([[1.0, 2.0]]), np.array([0.5, 3.0])),
        (np.array([[1.0], [3.0]]), np.array([0.5])),
        (np.array([[1.0, 0.5], [0.0, 2.0]]), np.array([1.0, -1.0])),
        (rng.normal(size=(2, 3)), rng.normal(size=3)),
        (rng.normal(size=(3, 5)), rng.normal(size=5)),
    ]


@mend_tied_gradient.edge_cases
def edge_cases(rng):
    W = rng.normal(size=(2, 3))
    return [(W, np.zeros(3)), (0 * W, np.ones(3)), (np.array([[0.6, 0.8]]), np.array([3.0, 4.0]))]


mend_tied_gradient.instead_of(
    "return decoder + encoder",
    {
        "return encoder": "That is the encoder's share alone. The decoder's, 2 z rᵀ, belongs to the gradient, too.",
        "return decoder - encoder": "The two shares are added: both uses of W change the same error.",
        "return (decoder + encoder) / 2": "That is half the gradient. The squared error has the factor 2, and both "
        "shares are added, not averaged.",
        "return 2 * decoder": "You doubled the decoder's share. The encoder's is another matrix: 2 (W r) xᵀ.",
        "return (decoder + encoder).T": "The gradient is transposed. It has the shape of W: (k, d).",
        "return -(decoder + encoder)": "The sign is wrong. Return the gradient itself; the minus sign belongs to the "
        "step.",
    },
)
mend_tied_gradient.instead_of(
    "np.outer(W @ r, x)",
    {
        "np.outer(W @ r, r)": "The encoder reads x, so its share has xᵀ on the right, not rᵀ.",
        "np.outer(W @ x, x)": "What comes back through the decoder is the error r, not x: W r.",
    },
)
