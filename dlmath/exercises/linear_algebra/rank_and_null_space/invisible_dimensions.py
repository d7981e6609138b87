"""invisible_dimensions: how much of an image a layer cannot see."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A layer takes images of $28 \\times 28$ pixels and computes $W\\mathbf x$, where $W$ has 128 independent "
    "rows of weights. What is the dimension of the null space of $W$, the space of changes this layer cannot see?",
    hints=[
        "How many columns does W have, and what is its rank?",
        "Row rank and column rank are equal, so the rank is 128.",
        "The null space has dimension n − r, with n = 28 · 28.",
    ],
    tolerance=1e-9,
)
def invisible_dimensions():
    # 784 columns, rank 128.
    return 28 * 28 - 128


for answer, message in {
    128: "128 is the rank: the dimensions the layer does see. The null space has n − r.",
    784: "784 is the number of columns, all the dimensions of an image. Subtract what the layer does see, its rank.",
    912: "You added the rank and the number of columns. The two parts, seen and unseen, add up to the 784 columns.",
    0: "Independent rows make the outputs independent of each other. But 128 equations cannot pin down 784 unknowns: "
    "some changes go unseen.",
    -656: "You subtracted the wrong way around: n − r, columns minus rank.",
    655: "You are off by one: 28 · 28 is 784, and 784 − 128 is one more.",
    657: "You are off by one: 28 · 28 is 784, and 784 − 128 is one less.",
    100352: "That is the number of weights. A dimension counts independent directions: n − r.",
    28: "28 is the number of pixels in a row of the image. x has 28 · 28 entries.",
    -100: "x has 28 · 28 entries, not 28.",
    -128: "A dimension is never negative. The null space has n − r dimensions, with n = 28 · 28 columns and rank r = "
    "128.",
    127: "The rank is 128, the number of independent rows. The task asks for the rest, n − r.",
    129: "The rank is 128, the number of independent rows. The task asks for the rest, n − r.",
    1: "One direction would be left only if W had 783 independent rows. It has 128: n − r.",
    6.125: "Dimensions are subtracted, not divided: n − r.",
    100: "x has 28 · 28 entries, not 28.",
}.items():
    invisible_dimensions.misconception(answer, message)
