"""positives_in_a_row: how much evidence makes up for a rare disease."""

import math

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="The odds of being sick are 1 : 99, and each positive test multiplies them by 18. Suppose that the errors of "
    "repeated tests are independent. How many positive tests in a row does it take until the probability of being sick "
    "is above 0.99 for the first time?",
    hints=[
        "What odds correspond to the probability 0.99?",
        "They are 99 : 1. The odds start at 1 : 99, so by what factor do they have to grow?",
        "By more than 99 · 99 = 9,801. Which is the first of 18, 18 · 18, 18 · 18 · 18, … above it?",
    ],
    tolerance=1e-6,
)
def positives_in_a_row():
    # The odds must grow from 1/99 to more than 99.
    return math.floor(math.log(99 * 99) / math.log(18)) + 1


for answer, message in {
    3: "18³ = 5,832 makes the odds 5,832 : 99, about 59 : 1. That is a probability of 0.983, just not above 0.99.",
    2: "18² = 324 makes the odds 324 : 99, which is a probability of 0.77.",
    1: "One test makes the odds 18 : 99, which is a probability of 0.15.",
    5: "That is more than you need: after four, the odds are 104,976 : 99, about 1,060 : 1.",
    0: "Before any test the probability is 0.01.",
    9801: "That is the factor by which the odds have to grow. How many factors of 18 does that take?",
    99: "Those are the odds you want, 99 : 1. How many factors of 18 take you there from 1 : 99?",
    18: "18 is the factor of a single test. How many such factors take the odds from 1 : 99 to above 99 : 1?",
    5.5: "You divided 99 by 18. The tests *multiply* the odds, so count factors, not sums.",
    544.5: "You divided 9,801 by 18. The tests *multiply* the odds, so count factors, not sums.",
    545: "You divided 9,801 by 18. The tests *multiply* the odds, so count factors, not sums.",
    0.99: "That is the probability you want. The question is how many tests it takes.",
    100: "Evidence multiplies: each test brings a factor of 18, so a few are enough.",
    44: "You seem to be using 0.9 or 0.95 per test. Use the odds: a factor of 18 each.",
    58.9: "Those are the odds after three tests. They are not above 99 yet.",
}.items():
    positives_in_a_row.misconception(answer, message)

positives_in_a_row.misconception(
    math.log(9801) / math.log(18),
    "That is where the odds reach 99 : 1. Tests come whole, and the probability has to be *above* 0.99: round up.",
    when=lambda n: 3.1 <= n <= 3.3,
)
positives_in_a_row.misconception(
    math.log(99) / math.log(18),
    "That takes the odds from 1 : 99 only to 1 : 1. They have to reach 99 : 1.",
    when=lambda n: 1.5 <= n <= 1.65,
)
positives_in_a_row.misconception(
    12,
    "That is more than you need. Multiply the odds by 18 again and again, and stop as soon as they are above 99 : 1.",
    when=lambda n: 4 < n <= 60,
)
positives_in_a_row.misconception(
    324,
    "That is not a number of tests. The odds have to grow by a factor of more than 9,801. How many factors of 18 is "
    "that?",
    when=lambda n: n > 60,
)
positives_in_a_row.misconception(
    2.5,
    "Tests come whole: count the factors of 18, and take the first whole number that is enough.",
    when=lambda n: 0 < n < 4,
)
