"""steps_per_digit: how long power iteration works for one more digit."""

import numpy as np

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Each step multiplies the error by 0.9. What is the smallest whole number of steps after which the error is "
    "at most a tenth of what it was?",
    tolerance=0.2,
    hints=[
        "After k steps the error has been multiplied by 0.9 · 0.9 · … · 0.9, k times. Try k = 5 and k = 10.",
        "0.9¹⁰ is about 0.35, still too much, and 0.9³⁰ is about 0.04. Or solve 0.9ᵏ = 1/10 with logarithms.",
        "k = ln 10 / ln(1/0.9) is about 21.9. Which whole number is large enough?",
    ],
)
def steps_per_digit():
    # 0.9ᵏ ≤ 1/10 for k ≥ ln 10 / ln(1/0.9), which is 21.85.
    return np.ceil(np.log(10) / np.log(1 / 0.9))


steps_per_digit.misconception(
    21.85, "0.9ᵏ = 1/10 for that k, but you cannot take part of a step. Which is the next whole number?"
)
steps_per_digit.misconception(21, "Close: 0.9²¹ is 0.109, which is still a little more than a tenth. One more step.")
steps_per_digit.misconception(23, "One step too many: 0.9²² is 0.098, which is already below a tenth.")
steps_per_digit.misconception(
    9,
    "You took away a tenth of the original error in each step. But each step takes away a tenth of what is *left*: "
    "multiply by 0.9 each time.",
)
steps_per_digit.misconception(
    10,
    "After 10 steps of *minus* 0.1 nothing would be left. The error is multiplied: 0.9¹⁰ is 0.35. When is 0.9ᵏ at most "
    "0.1?",
)
steps_per_digit.misconception(1, "One step leaves 0.9 of the error. You want a tenth of it: 0.9ᵏ ≤ 0.1.")
steps_per_digit.misconception(
    7, "After 7 steps the error is halved: 0.9⁷ is 0.48. To gain a digit, it must fall to a tenth."
)
steps_per_digit.misconception(
    11, "With 11 steps the *square* of the error falls to a tenth: 0.9²² = 0.098. The error itself needs twice as many."
)
steps_per_digit.misconception(45, "0.9⁴⁵ is less than a hundredth: that is two digits. One digit takes fewer steps.")
steps_per_digit.misconception(
    44, "0.9⁴⁴ is less than a hundredth: that is two digits. One digit takes half as many steps."
)
steps_per_digit.misconception(
    -21.854,
    "Check the sign: ln 0.1 and ln 0.9 are both negative, so their quotient is positive. Then take the next whole "
    "number.",
)
steps_per_digit.misconception(
    2.3026, "That is ln 10 alone. Divide it by what one step gains, ln(1/0.9), and take the next whole number."
)
steps_per_digit.misconception(
    9.4912,
    "That is 1 / ln(1/0.9), the number of steps to fall to 1/e. For a tenth, multiply by ln 10, and take the next "
    "whole number.",
)
steps_per_digit.misconception(
    0.045758, "That is the part of a digit that one step gains, log₁₀(1/0.9). How many such steps make a whole digit?"
)
steps_per_digit.misconception(90, "0.9⁹⁰ is less than a ten-thousandth. You need 0.9ᵏ ≤ 0.1, which comes much earlier.")
steps_per_digit.misconception(20, "0.9²⁰ is about 0.12, still more than a tenth. It takes a little longer.")
