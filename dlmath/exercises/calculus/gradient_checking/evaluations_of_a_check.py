"""evaluations_of_a_check: two evaluations for every weight and every bias."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A layer has 784 inputs and 100 units, each with a bias. How many evaluations of the loss does a central "
    "difference in every "
    "coordinate take?",
    tolerance=0.5,
    hints=[
        "How many weights are there, and how many biases?",
        "There are 784 · 100 weights and 100 biases. How many evaluations does a central difference take for each?",
        "2 · 78,500.",
    ],
)
def evaluations_of_a_check():
    weights, biases = 784 * 100, 100
    # One evaluation to the right and one to the left, for each of them.
    return 2 * (weights + biases)


for value, message in {
    78500: "That is the number of weights and biases. A central difference takes two evaluations for each.",
    78501: "That is what *forward* differences take. A central difference looks to both sides: two for each "
    "coordinate.",
    156800: "You left out the biases: there are 100 more coordinates.",
    78400: "That is the number of weights. Add the biases, and count two evaluations for each coordinate.",
    157001: "The evaluation at the point itself isn't needed: a central difference looks only to the two sides.",
    1768: "You added inputs and units. Every unit has a weight for each input: 784 · 100.",
    884: "You added inputs and units. Every unit has a weight for each input: 784 · 100.",
    1968: "You added where you should multiply: every unit has a weight for each input, 784 · 100.",
    2: "Two are enough along one direction. Here you need two for every coordinate.",
    158368: "You gave a bias to every input. The biases belong to the 100 units.",
    79184: "You gave a bias to every input. They belong to the 100 units, and each coordinate takes two evaluations.",
    156900: "A bias is a coordinate, too: two evaluations for each of the 100, not one.",
    156801: "You left out the biases, and counted the point itself, which a central difference doesn't need.",
    157100: "You counted the biases three times. Weights and biases take two evaluations each.",
    158570: "One unit too many: there are 100, each with 784 weights and a bias.",
    235500: "Three for each coordinate is one too many: a central difference looks only to the two sides.",
    157002: "Each unit has one bias: 100 in all, no more.",
    156802: "You counted one bias. Each of the 100 units has its own.",
    314000: "Two evaluations for each coordinate, not four.",
    784: "That is the number of inputs. Every unit has a weight for each of them.",
    200: "That is for the biases alone. Add the 784 · 100 weights.",
    1569: "You counted a single unit. There are 100 of them.",
    1570: "That is for a single unit. There are 100 of them.",
}.items():
    evaluations_of_a_check.misconception(value, message)
