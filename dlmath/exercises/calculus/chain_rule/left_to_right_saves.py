"""left_to_right_saves: a row that travels backward, against whole tables."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A network has 1000 inputs, two hidden layers of 100 units each, and one loss at the end. Its Jacobian is a "
    "product of three matrices, of shapes (1, 100), (100, 100) and (100, 1000). Going from right to left takes how "
    "many times as many multiplications as going from left to right? Answer to within half a percent.",
    hints=[
        "A product of shapes (m, r) and (r, n) costs m · r · n multiplications.",
        "From the left: (1, 100) times (100, 100), which leaves (1, 100), and then that times (100, 1000).",
        "Left to right: 10,000 + 100,000. Right to left: 100 · 100 · 1000 + 1 · 100 · 1000.",
    ],
    tolerance=0.45,
)
def left_to_right_saves():
    # From the left there is only a row at each step. From the right, a (100, 1000) table comes first.
    from_the_left = 1 * 100 * 100 + 1 * 100 * 1000
    from_the_right = 100 * 100 * 1000 + 1 * 100 * 1000
    return from_the_right / from_the_left


for answer, message in {
    110000 / 10100000 * 1.0: "That is upside down: the question is how many times as many from right to left, so a "
    "number above 1.",
    10100000: "That is the number of multiplications from right to left. Divide it by the number from left to right.",
    110000: "That is the number of multiplications from left to right. Divide the other one by it.",
    100: "Close. You kept only the larger product on each side, 10,000,000 and 100,000. Add the smaller one to each: "
    "100,000 on the right-to-left side, 10,000 on the other.",
    1000: "That looks like the first products alone: 10,000,000 against 10,000. Add the second product on each side.",
    10000000 / 110000: "You left out the last product from the right, (1, 100) times (100, 1000): another 100,000.",
    101: "You left out the first product from the left, (1, 100) times (100, 100): another 10,000.",
    1010: "You left out the second product from the left, (1, 100) times (100, 1000): another 100,000.",
    1: "The result is the same, but not the cost. Count m · r · n for each product.",
    9990000: "That is the difference. The question is how many times as many.",
    10000000: "That is the first product from the right. Add the second one, and divide by the cost from the left.",
    92.8: "Add 10,000 and 100,000 on one side, 10,000,000 and 100,000 on the other, and divide.",
}.items():
    left_to_right_saves.misconception(answer, message, when=lambda x, wrong=answer: abs(x - wrong) < 0.001 * wrong)

left_to_right_saves.misconception(
    91,
    "Close, but not to within half a percent. Add up both products of each order, divide, and give a decimal.",
    when=lambda answer: 90 < answer < 94,
)
left_to_right_saves.misconception(
    10,
    "Count m · r · n for each product, add up the two products of each order, and divide the sums.",
    when=lambda answer: answer > 1,
)
