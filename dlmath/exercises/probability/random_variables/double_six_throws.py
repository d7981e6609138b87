"""double_six_throws: how often two dice must be thrown until a double six is more likely than not."""

import math

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="You throw two dice again and again. How many throws does it take until at least one double six is more "
    "likely than not?",
    hints=[
        "Look at the opposite event, no double six in n throws. What is its probability for n = 1? For n = 2?",
        "A throw is not a double six with probability 35/36, so n throws have none with probability (35/36)ⁿ.",
        "Find the first n with (35/36)ⁿ < ½. Try, or take logarithms: n > log ½ / log (35/36).",
    ],
    tolerance=0.001,
)
def double_six_throws():
    # No double six in n throws has probability (35/36)ⁿ. The first n that brings it below ½:
    return math.floor(math.log(1 / 2) / math.log(35 / 36)) + 1


for answer, message in {
    24: "That is what the gamblers believed: 4 · 6. But (35/36)²⁴ = 0.5086, so no double six is still a little more "
    "likely. Go one throw further.",
    18: "You added 1/36 eighteen times. But then pairs of throws that are both double sixes are counted twice. Look "
    "at no double six instead: (35/36)ⁿ.",
    19: "You added up 1/36 until it exceeded ½. But probabilities add only if the events cannot happen together. Look "
    "at no double six instead: (35/36)ⁿ.",
    36: "After 36 throws there is one double six *on average*. That is something else: here it only has to be more "
    "likely than not. When does (35/36)ⁿ fall below ½?",
    35: "35/36 is the probability of no double six in one throw. Multiply it by itself until it is below ½.",
    26: "It is true for 26 as well, but 25 is enough: (35/36)²⁵ = 0.4945.",
    23: "(35/36)²³ = 0.523, so no double six is still more likely. Go on.",
    6: "That is for a six with one die, and it is a mean. Here you want a double six, which has probability 1/36.",
    4: "That is for one six with one die. A double six has probability 1/36.",
    3: "That is for a single die, and (5/6)³ = 0.579 is still above ½. A double six has probability 1/36.",
    2: "Two throws include a double six with probability 1 − (35/36)², only 0.055.",
    1: "One throw is a double six with probability only 1/36.",
    72: "After 72 throws there are two double sixes on average. An even chance comes much sooner: when is (35/36)ⁿ "
    "below ½?",
    37: "Having one on average is something else. When does (35/36)ⁿ fall below ½?",
    12: "1/36 is the probability in one throw. After 12 throws, a double six has come up with probability 1 − "
    "(35/36)¹² = 0.29.",
    13: "With 13, you took 1/18 for the probability of a double six. Only one of the 36 pairs is (6, 6).",
    30: "30 is more than it takes. When does (35/36)ⁿ fall below ½ for the first time?",
    8: "Your probability in one throw is too large: only one of the 36 pairs is (6, 6).",
    20: "(35/36)²⁰ = 0.569, so no double six is still more likely. Go on.",
    0.5: "That is a probability. The question asks for a number of throws.",
    0.5055: "That is the probability. The question asks for the number of throws.",
    0.4914: "That is the probability of a double six in 24 throws. The question asks for the number of throws that "
    "brings it above ½.",
}.items():
    double_six_throws.misconception(answer, message)

double_six_throws.misconception(
    math.log(1 / 2) / math.log(35 / 36),
    "That is where (35/36)ⁿ reaches ½. Throws are whole, so round up.",
    when=lambda n: 24.3 <= n <= 24.9,
)
double_six_throws.misconception(
    0.0278,
    "That is a probability, between 0 and 1. The question asks for a number of throws.",
    when=lambda n: 0 < n < 1,
)
double_six_throws.misconception(
    50,
    "That is more than it takes. Go through n = 1, 2, 3, … and stop when (35/36)ⁿ falls below ½ for the first time.",
    when=lambda n: n > 26,
)
double_six_throws.misconception(
    10,
    "With so few throws, no double six is still more likely. Go on until (35/36)ⁿ falls below ½.",
    when=lambda n: 1 <= n < 24,
)
double_six_throws.misconception(-3, "The number of throws must be positive.", when=lambda n: n <= 0)
