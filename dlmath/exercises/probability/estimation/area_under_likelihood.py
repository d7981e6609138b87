"""area_under_likelihood: the test that a density would pass."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Another network has seen only two images and got both right. What is the area under its likelihood from "
    "$\\theta = 0$ to $\\theta = 1$?",
    hints=[
        "Two right answers, two factors. Which function of θ is the likelihood?",
        "L(θ) = θ². An antiderivative is θ³/3.",
        "θ³/3 at θ = 1, minus θ³/3 at θ = 0.",
    ],
    tolerance=0.001,
)
def area_under_likelihood():
    # The likelihood is θ · θ, and θ³/3 rises from 0 to 1/3.
    return 1 / 3


for answer, message in {
    1: "That would be the area under the *density* of a random variable. The likelihood is θ², so find the area under "
    "that.",
    0.5: "That is the area for one right answer, where L(θ) = θ. Here there are two of them: L(θ) = θ².",
    2: "That is the slope of θ² at 1. The area goes the other way: find a function whose slope is θ².",
    1 / 6: "That is the area under θ (1 − θ): one answer right and one wrong. Here both were right.",
    0.25: "That is the likelihood at θ = ½, or the area for three right answers. The question is about the area "
    "under θ².",
    0.75: "That is the mean of θ under a density proportional to the likelihood. The question is about the area "
    "under θ² itself.",
    2 / 3: "That is the area under 1 − θ², or under 2θ². The probability of two right answers in a row is θ · θ.",
    3: "Divide by 3 instead of multiplying: the slope of θ³ is 3θ², so an antiderivative of θ² is θ³/3.",
    0: "The likelihood is positive for all θ above 0, so its area is not 0.",
    0.7: "That was the estimate for the first network. This one has L(θ) = θ², and the question is about an area.",
    0.49: "That is the likelihood at the single value θ = 0.7. The area takes in all values from 0 to 1.",
    1 / 1320: "That is the area for the first network, 7 right of 10. This one has L(θ) = θ².",
    33.3: "Give it as a number from 0 to 1, not in percent.",
    0.3: "That is close, but the answer is a fraction: give at least three digits.",
    0.33: "That is close, but the answer is a fraction: give at least three digits.",
}.items():
    area_under_likelihood.misconception(answer, message)

area_under_likelihood.misconception(
    -1, "θ² is never negative, so the area under it is not negative either.", when=lambda answer: answer < 0
)
area_under_likelihood.misconception(
    1.5, "θ² is at most 1 between 0 and 1, so the area is at most 1.", when=lambda answer: answer > 1
)
