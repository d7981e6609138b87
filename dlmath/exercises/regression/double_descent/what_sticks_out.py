"""what_sticks_out: a random vector's expected squared distance from a subspace is the number of dimensions left."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Ninety vectors span a subspace of 90 dimensions in a space of 100. The 100 entries of a new vector are drawn "
    "independently, with mean 0 and variance 1. What is the expected squared distance of the new vector from the "
    "subspace?",
    hints=[
        "The squared distance is the squared length of what is left after the projection onto the subspace.",
        "Along each direction of length 1, the new vector has a part with expected square 1, as the noise in "
        "*Generalization* had σ². How many perpendicular directions are there outside the subspace?",
        "100 directions in all, 90 of them inside.",
    ],
    tolerance=0.01,
)
def what_sticks_out():
    # Each of the 100 − 90 perpendicular directions outside the subspace adds an expected square of 1.
    return 100 - 90


for answer, message in {
    90: "That is the part *inside* the subspace, along its 90 directions. The distance is measured outside.",
    100: "That is the squared length of the whole vector. Its projection onto the 90 dimensions lies in the subspace.",
    3.162: "That is the square root. Give the expected *squared* distance.",
    0.1: "That is the share of the squared length that lies outside. The whole squared length is 100.",
    1: "Each direction outside adds 1. How many are there?",
    0: "90 vectors cannot span 100 dimensions, so a random vector hardly ever lies in their span.",
    9: "There are 100 − 90 directions outside.",
    11: "There are 100 − 90 directions outside.",
    9.487: "That is the root of 90, the typical length of the projection. The squared distance is what is left of 100.",
    0.9: "That is the share of the squared length inside the subspace. What is left of 100 outside?",
    0.3162: "That is the root of the share that lies outside. Give the expected *squared* distance: 1 for each "
    "direction outside.",
    9000: "Expected squares add up over directions; they are not multiplied.",
    8100: "Expected squares add up over directions, 1 for each.",
}.items():
    what_sticks_out.misconception(answer, message)

what_sticks_out.misconception(
    50,
    "The squared length is 100 on average, 1 for each of 100 perpendicular directions. 90 of them lie in the subspace.",
    when=lambda answer: 11.01 < answer < 89,
)
what_sticks_out.misconception(-1, "A squared distance cannot be negative.", when=lambda answer: answer < 0)
what_sticks_out.misconception(
    5,
    "Each perpendicular direction outside the subspace adds 1 to the expected squared distance. How many are there?",
    when=lambda answer: 1.02 < answer < 8.98 and abs(answer - 3.162) > 0.02,
)


what_sticks_out.misconception(
    150,
    "The squared length of the whole vector is 100 on average. No part of it is longer.",
    when=lambda answer: answer > 100.5 and min(abs(answer - v) for v in (8100, 9000)) > 0.02,
)
what_sticks_out.misconception(
    95,
    "That is nearly the whole squared length, 100. But of its 100 directions, 90 lie inside the subspace.",
    when=lambda answer: 90.02 < answer < 99.98,
)
