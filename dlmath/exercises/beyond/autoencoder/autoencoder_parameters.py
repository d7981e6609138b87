"""autoencoder_parameters: the weights and biases of four layers."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="An autoencoder has 64 inputs, a hidden layer of 32 units, a code of 2 numbers, another hidden layer of 32 "
    "units, and 64 outputs. How many weights and biases does it have in all?",
    tolerance=0.1,
    hints=[
        "There are four layers of weights: 64 to 32, 32 to 2, 2 to 32, and 32 to 64.",
        "A layer from m to n has m · n weights and n biases. The first has 64 · 32 + 32 = 2080.",
    ],
)
def autoencoder_parameters():
    # Weights and one bias for each output of a layer.
    return (64 + 1) * 32 + (32 + 1) * 2 + (2 + 1) * 32 + (32 + 1) * 64


for value, message in {
    4224: "The biases are missing: each of the 32 + 2 + 32 + 64 units has one.",
    2146: "That is the encoder alone. The decoder has parameters of its own.",
    2208: "That is the decoder alone. The encoder has parameters of its own.",
    4292: "That is twice the encoder. The decoder has as many weights, but its last layer has 64 biases.",
    4416: "That is twice the decoder. The encoder has as many weights, but its code has 2 biases only.",
    4352: "The code has biases, too: one for each of its 2 numbers.",
    4290: "The 64 outputs have biases, too.",
    4418: "The inputs have no biases. Only the units of the four layers have: 32 + 2 + 32 + 64.",
    4192: "The two small layers are missing: 32 to 2, and 2 to 32.",
    130: "Those are the biases alone.",
}.items():
    autoencoder_parameters.misconception(value, message)
autoencoder_parameters.misconception(
    1000, "Too few. The largest layers have 64 · 32 weights each, and there are two.", when=lambda answer: answer < 4096
)
autoencoder_parameters.misconception(
    9000, "Too many. Only neighboring layers are connected: 64, 32, 2, 32, 64.", when=lambda answer: answer > 4416
)
