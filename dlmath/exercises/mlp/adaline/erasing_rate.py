"""erasing_rate: the rate at which one step removes an error."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="An Adaline with $\\mathbf w = \\mathbf 0$ and $b = 0$ sees the example $\\mathbf x = (3, -2)$ with $y = 1$. "
    "What learning rate makes its error on this example exactly 0 in a single step? Three decimals are enough.",
    tolerance=0.0006,
    hints=[
        "The error is 1, so the step gives w = η (3, −2) and b = η. What is the sum for x after that?",
        "The new sum is η · 9 + η · 4 + η. It should be 1.",
        "14 η = 1.",
    ],
)
def erasing_rate():
    # With e = 1, the new sum is η (3² + 2² + 1), and it should equal y = 1.
    return 1 / 14


for value, message in {
    0.076923: "You left out the bias. It moves as well, by η e, and adds 1 to the 13.",
    0.142857: "2/14 is where the error keeps its size but changes sign. Half of it erases the error.",
    0.153846: "You left out the bias, which adds 1 to the 13, and took the rate at which the error keeps its size. "
    "When is the new sum equal to 1?",
    0.2: "You used 9 − 4. A square is positive: the weight −2η times the input −2 adds 4η to the sum.",
    0.166667: "You used 9 − 4 + 1. A square is positive: the weight −2η times the input −2 adds 4η to the sum.",
    1.0: "At η = 1 the new weights are (3, −2) and the bias 1, so the sum is 14, far beyond 1.",
    0.5: "You added the entries, 3 − 2 + 1. But each input counts twice, once in the step and once in the sum: 9 + 4 "
    "+ 1.",
    0.267261: "You took the square root: the length of (3, −2, 1) is √14. The sum grows with its square.",
    0.27735: "You divided by the length of x. The sum grows with the squared length, and the bias adds 1.",
    14: "14 is the curvature. The rate is what makes 14 η equal to 1.",
    13: "The new sum is η (9 + 4 + 1). For which η is that 1?",
    -0.071429: "The size is right, but a learning rate is positive: the step e x already points the right way.",
    0.035714: "You have an extra ½. The gradient of ½ e² is −e x, without a factor: the new sum is 14 η.",
    0.333333: "Look at all inputs: the second one adds 4 η to the sum, and the bias adds η.",
    0.111111: "Look at all inputs: the second one adds 4 η to the sum, and the bias adds η.",
    0.1: "You counted 9 for the first input and 1 for the bias. The second input adds 4.",
    0: "With a rate of 0 nothing moves, and the error stays 1.",
    0.07: "Close, but give three decimals. After the step the sum is η (9 + 4 + 1), and it should be exactly 1.",
}.items():
    erasing_rate.misconception(value, message)
erasing_rate.misconception(
    0.9,
    "That goes too far. After the step the sum is η (9 + 4 + 1), and it should be 1.",
    when=lambda answer: answer > 0.072,
)
erasing_rate.misconception(
    0.05,
    "That leaves some of the error. After the step the sum is η (9 + 4 + 1), and it should be 1.",
    when=lambda answer: 0 < answer < 0.0708,
)
erasing_rate.misconception(
    -0.5, "A learning rate is positive: the step e x already points the right way.", when=lambda answer: answer < 0
)
