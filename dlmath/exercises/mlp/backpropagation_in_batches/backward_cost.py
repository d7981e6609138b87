"""backward_cost: two products a layer, but for the first."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="predict",
    task="A network has 4 layers of weights, all from 500 inputs to 500 units. Count only the matrix products. How "
    "many times as much work as the forward pass does the backward pass take?",
    tolerance=0.001,
    hints=[
        "All products have the same size. So count them: how many are there on the way forward?",
        "On the way back, each layer has one product for its weights. And which layers hand a delta down?",
        "(4 + 3) / 4.",
    ],
)
def backward_cost():
    # Forward: 4 products. Back: 4 for the weights, and 3 for the deltas; nothing lies below the first layer.
    return (4 + 3) / 4


for value, message in {
    2: "Nearly. Each layer has a product for its weights, but no delta is needed below the first layer.",
    1: "There are two kinds of products on the way back: one gives the weights' gradients, the other the deltas of the "
    "layer below.",
    0.75: "That counts the deltas only. Each layer also has a product for the gradients of its weights.",
    7: "7 is the number of products on the way back. Divide by the 4 of the way forward.",
    3: "3 is about right for forward and back together. The question is about the way back alone.",
    2.75: "That is forward and back together. The question is about the way back alone.",
    1.5: "You left out too much: all 4 layers have a product for their weights, and 3 of them hand a delta down.",
    1.25: "Count again: 4 products for the weights, and 3 for the deltas of layers 3, 2 and 1.",
    2.25: "That would be nine products. Count again: 4 for the weights, and 3 for the deltas of layers 3, 2 and 1.",
    4: "4 is the number of products on the way forward. How many are there on the way back?",
    8: "That would be the number of products on the way back if every layer handed a delta down. The first does not. "
    "And divide by the 4 of the way forward.",
    0.571429: "That is forward over back. The question asks for back over forward.",
    0.5: "The way back costs more than the way forward. Count its products: two a layer, except for the first.",
    500: "The number of units cancels, since all products have the same size. Count products.",
    1.6667: "That is the result for three layers, 5/3. Here there are four.",
    1.8: "That is the result for five layers, 9/5. Here there are four.",
}.items():
    backward_cost.misconception(value, message)
backward_cost.misconception(
    100,
    "That is too much. Count products: each layer has one on the way forward, and at most two on the way back.",
    when=lambda answer: answer > 2,
)
backward_cost.misconception(
    0.1,
    "That is too little. All four layers need their weights' gradients, which takes as many products as the way "
    "forward, and then there are the deltas.",
    when=lambda answer: answer < 1,
)
backward_cost.misconception(
    1.9,
    "Count products: 4 on the way forward; on the way back 4 for the weights, and one for each layer that hands a "
    "delta down.",
    when=lambda answer: 1 < answer < 2,
)
