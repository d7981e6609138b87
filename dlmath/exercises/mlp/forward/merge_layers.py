"""merge_layers: without activations, a hundred layers are one."""

import itertools

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the pair `W, b` of the single layer that does the same as all `layers` in a row, when there is no "
    "activation anywhere. `layers` is a list of pairs `(W, b)`, first layer first, with at least one layer in it.",
    hints=[
        "Merge two layers first. The formula above has the second layer's matrix on the left.",
        "Start with the first pair as W, b. For each new pair (V, c), what are the new W and b?",
        "W, b = V @ W, V @ b + c, both computed from the old W and b.",
    ],
)
def merge_layers(layers):
    """The one layer that equals layers without activations."""
    W, b = layers[0]
    for V, c in layers[1:]:
        # The later layer acts on everything that came before it, on the bias as well.
        W, b = V @ W, V @ b + c
    return W, b


@merge_layers.cases
def cases(rng):
    def random(*widths):
        return [(rng.normal(size=(m, n)), rng.normal(size=m)) for n, m in itertools.pairwise(widths)]

    first = (np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([10.0, 20.0]))
    second = (np.array([[3.0, 0.0], [1.0, -1.0]]), np.array([5.0, 7.0]))
    return [
        ([(np.array([[2.0]]), np.array([3.0])), (np.array([[5.0]]), np.array([7.0]))],),
        ([first, second],),
        ([first, second, (np.array([[1.0, 4.0], [2.0, 3.0]]), np.array([-1.0, 6.0]))],),
        ([(np.array([[1, 2], [3, 4]]), np.array([5, 6])), *random(2, 3)],),
        (random(2, 3, 4),),
        (random(4, 3, 2, 5),),
        (random(3, 3, 3, 3, 3),),
        (random(2, 5, 1, 4, 3),),
        ([(1e3 * W, 1e5 * b) for W, b in random(3, 2, 2)],),
        ([(1e-2 * W, 1e-2 * b) for W, b in random(2, 4, 2)],),
    ]


@merge_layers.edge_cases
def edge_cases(rng):
    one = (rng.normal(size=(2, 3)), rng.normal(size=2))
    many = [(rng.normal(size=(3, 3)) / 2, rng.normal(size=3)) for _ in range(30)]
    return [([one],), (many,), ([(np.zeros((2, 3)), np.array([1.0, 2.0])), (np.ones((1, 2)), np.array([3.0]))],)]


@merge_layers.law("one example gets the same output from the merged layer as from all layers in a row")
def _(f, layers):
    W, b = f(layers)
    x = np.linspace(-1, 1, np.shape(layers[0][0])[1])
    a = x
    for V, c in layers:
        a = V @ a + c
    return np.allclose(W @ x + b, a)


merge_layers.instead_of(
    "W, b = V @ W, V @ b + c",
    {
        "W, b = V @ W, b + c": "The later layer also acts on the earlier bias: V @ b + c, not b + c.",
        "W, b = W @ V, V @ b + c": "The matrices are in the wrong order. What acts later goes on the left: V @ W.",
        "W, b = W @ V, W @ b + c": "The matrices are in the wrong order. What acts later goes on the left: V @ W and V "
        "@ b + c.",
        "W, b = V @ W, W @ b + c": "The matrix product is right. For the bias you used the earlier matrix, or the new "
        "product: "
        "it is the later layer that acts on the earlier bias, V @ b + c.",
        "W, b = V @ W, V @ b": "The bias of the later layer is missing: V @ b + c.",
        "W, b = V @ W, V @ c + b": "The biases are swapped. The earlier one, b, goes through the later layer: V @ b + "
        "c.",
        "W, b = V @ W, c": "Only the last bias is left. The earlier one goes through the later layer: V @ b + c.",
        "W, b = V @ W, b": "The bias never changes. Each layer acts on it, and adds its own: V @ b + c.",
        "W, b = V + W, b + c": "You added the layers. One acts after the other, which is a product: V @ W and V @ b + "
        "c.",
        "W, b = V * W, V @ b + c": "* multiplies entry by entry. One map after another is the matrix product, V @ W.",
        "W, b = V @ W.T, V @ b + c": "W doesn't need a transpose here. The shapes (outputs, inputs) fit as they are: "
        "V @ W.",
        "W, b = W.T @ V.T, V @ b + c": "That is the transpose of V @ W. The shapes (outputs, inputs) fit as they are.",
        "W, b = V.T @ W, V.T @ b + c": "V doesn't need a transpose here. The shapes (outputs, inputs) fit as they "
        "are: V @ W.",
        "W, b = V @ W, np.maximum(V @ b + c, 0)": "There is no activation anywhere, so the bias is not cut off.",
        "W, b = V @ W, V @ b - c": "You subtracted the later bias. Add it: V @ b + c.",
        "W, b = V @ W, V @ (b + c)": "The later bias went through the later layer, too. It is added after it: V @ b + "
        "c.",
        "W, b = W @ V, b @ V + c": "You multiplied as if the layers were for rows, x @ W. Here a layer is W @ x + b, "
        "so what acts later goes on the left: V @ W and V @ b + c.",
        "W, b = V @ W, V.T @ b + c": "The bias doesn't need a transpose: V @ b + c.",
        "W, b = np.maximum(V @ W, 0), V @ b + c": "There is no activation anywhere, so nothing is cut off.",
        "W, b = np.maximum(V @ W, 0), np.maximum(V @ b + c, 0)": "There is no activation anywhere, so nothing is cut "
        "off.",
        "W, b = V, c": "You returned the last layer. All of them have to be included: V @ W and V @ b + c.",
    },
)
merge_layers.instead_of(
    "return W, b",
    {
        "return b, W": "W and b are swapped. Return W first.",
        "return W": "The bias is missing. Return both, W and b.",
        "return W.T, b": "Your W is transposed. Its shape should be (outputs, inputs).",
        "return [(W, b)]": "You returned a list with the pair in it. Return the pair itself: return W, b.",
    },
)


@merge_layers.misconception(
    "W was already the new product when you used it for the bias, or b was made from the wrong matrix. The later "
    "layer acts "
    "on the earlier bias: V @ b + c."
)
def uses_the_new_product(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W = V @ W
        b = W @ b + c
    return W, b


@merge_layers.misconception(
    "You merged the first two layers and stopped. Go through the whole list; there may also be only one layer."
)
def merges_two(layers):
    if len(layers) == 1:
        return layers[0]
    (W, b), (V, c) = layers[:2]
    return V @ W, V @ b + c


@merge_layers.misconception("You merged the first layer with the last one. All the layers in between count, too.")
def first_and_last(layers):
    (W, b), (V, c) = layers[0], layers[-1]
    return V @ W, V @ b + c


@merge_layers.misconception("The first layer is included twice: start the loop at the second layer, layers[1:].")
def first_twice(layers):
    W, b = layers[0]
    for V, c in layers:
        W, b = V @ W, V @ b + c
    return W, b


@merge_layers.misconception(
    "The layers are merged in reverse order. The first one in the list acts first, so it goes on the right."
)
def in_reverse(layers):
    return merge_layers(layers[::-1])


@merge_layers.misconception(
    "You start from the last layer, but take the others from the front. Either start with layers[0] and put each next "
    "layer on the left, or go through layers[:-1] backward."
)
def last_layer_then_from_the_front(layers):
    W, b = layers[-1]
    for V, c in layers[:-1]:
        W, b = W @ V, W @ c + b
    return W, b


@merge_layers.misconception(
    "The matrix is right, but the biases were added up as they are. Each goes through all later layers."
)
def adds_up_the_biases(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W = V @ W
        b = np.sum(b) + c
    return W, b


@merge_layers.misconception("The bias of the first layer is missing. Start with both, W, b = layers[0].")
def starts_without_a_bias(layers):
    (W, b), *later = layers
    return merge_layers([(W, 0 * b), *later])


@merge_layers.misconception(
    "The first layer is in it twice, and the last one is missing: the index is off by one. After layers[0] comes "
    "layers[1]."
)
def first_twice_and_not_the_last(layers):
    W, b = layers[0]
    for V, c in layers[:-1]:
        W, b = V @ W, V @ b + c
    return W, b


@merge_layers.misconception("The last layer is missing. Loop over layers[1:], up to the end of the list.")
def without_the_last(layers):
    return merge_layers(layers[:-1]) if len(layers) > 1 else layers[0]


@merge_layers.misconception(
    "From the last layer to the first, the earlier bias has to go through the matrix as it was *before* this layer "
    "came in. "
    "Change b first, then W."
)
def backward_with_the_new_product(layers):
    W, b = layers[-1]
    for V, c in layers[-2::-1]:
        W = W @ V
        b = W @ c + b
    return W, b
