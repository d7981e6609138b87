"""password_bits: surprises of independent letters add up."""

import math

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A program draws each of the 8 characters of a password independently from the 26 lowercase letters, all "
    "equally likely. How many bits of surprise does the password hold?",
    hints=[
        "How likely is a given first letter, and how many bits is that?",
        "The letters are independent, so their surprises add up. There are eight.",
        "Compute 8 * np.log2(26).",
    ],
    tolerance=0.1,
)
def password_bits():
    # A letter has probability 1/26, so it holds log₂ 26 bits, and eight independent ones hold eight times as much.
    return 8 * math.log2(26)


for answer, message in {
    math.log2(26): "That is the surprise of a single letter. Eight independent letters hold eight times as much.",
    8 * math.log(26): "That is the right number of nats: you took the natural logarithm. For bits, take np.log2.",
    math.log(26): "That is one letter, in nats. Take np.log2, and count all eight letters.",
    8 * math.log10(26): "You took the logarithm to base 10. Bits take base 2: np.log2.",
    26 * 3: "You swapped the numbers: that is 26 characters drawn from 8 letters. Here 8 are drawn from 26.",
    8 * 26: "You multiplied the numbers. A letter out of 26 is not 26 bits: how many halvings lead from 26 to one?",
    40: "You rounded log₂ 26 up to 5 whole bits per letter. A surprise need not be a whole number: log₂ 26 = 4.70.",
    64: "Eight bits is how a computer stores a character. The surprise of a letter that is one of 26 is log₂ 26.",
    8: "That is the number of characters. Each of them holds log₂ 26 bits.",
    32: "You rounded log₂ 26 down to 4. A surprise need not be a whole number: log₂ 26 = 4.70.",
    math.log2(26 * 8): "You multiplied 26 by 8. The number of passwords is 26 multiplied eight times, 26⁸.",
    math.log2(8**26): "You swapped base and exponent: there are 26⁸ passwords, not 8²⁶.",
    8 * math.log2(52): "Only lowercase letters are used: 26 of them, not 52.",
    8 * math.log2(36): "Only letters are used, no digits: 26 characters, not 36.",
    math.log2(8): "That is the surprise of one of 8 cards. Each character is one of 26, and there are 8 of them.",
    4: "That is about one letter, rounded. There are eight, and log₂ 26 is not a whole number.",
    5: "That is about one letter, rounded. There are eight, and log₂ 26 is not a whole number.",
    26**8: "That is the number of passwords. How many times must you halve it to get to one? Take its logarithm to "
    "base 2.",
    1 / 26**8: "That is the probability of a given password. Its surprise is minus the logarithm to base 2.",
    26: "There are 26 letters to choose from, but one of 26 takes log₂ 26 bits, and there are eight characters.",
    8 * math.log2(25): "There are 26 letters, not 25.",
    7 * math.log2(26): "That is for seven characters. There are eight.",
    2**26: "You took a power of 2. The surprise asks the opposite: to what power must you raise 2 to get 26?",
    13: "One question takes you to half of 26. How many more halvings lead down to a single letter?",
    104: "A letter out of 26 does not take 13 bits: one halving leaves 13 letters, two leave about 7, and so on.",
}.items():
    password_bits.misconception(answer, message)

password_bits.misconception(
    -8 * math.log2(26),
    "The size is right, but the sign is not: a surprise is minus the logarithm of the probability, so it is positive.",
    when=lambda x: -37.8 <= x <= -37.4,
)
password_bits.misconception(
    38,
    "That is rounded to a whole number. A surprise need not be one: give it to within 0.1.",
    when=lambda x: x in (37, 38),
)
