"""length_of_a_sum: multiply out the square of a sum."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="The vector $\\mathbf a$ has length 3, the vector $\\mathbf b$ has length 4, and $\\mathbf a \\cdot \\mathbf "
    "b = 6$. How long is $\\mathbf a + \\mathbf b$? Answer to two decimals or better.",
    tolerance=0.006,
    hints=[
        "The text works out the squared length of a − b. Do the same with a plus sign.",
        "‖a + b‖² = (a + b) · (a + b) = a · a + 2 a · b + b · b.",
        "That is 9 + 2 · 6 + 16. The length is its square root.",
    ],
)
def length_of_a_sum():
    # ‖a + b‖² = ‖a‖² + 2 a · b + ‖b‖².
    return (3**2 + 2 * 6 + 4**2) ** 0.5


length_of_a_sum.misconception(
    7,
    "You added the lengths, or doubled 2 · 6 once more. Lengths add up only if both arrows point the same way; here it "
    "is 9 + 2 · 6 + 16 under the root.",
)
length_of_a_sum.misconception(
    5, "You used Pythagoras, √(9 + 16), but the angle is not a right angle: a · b is not 0. A third term is missing."
)
length_of_a_sum.misconception(37, "That is the squared length. Take the square root.")
length_of_a_sum.misconception(
    13**0.5, "That is the length of a − b. For the sum, the term with the dot product has a plus sign."
)
length_of_a_sum.misconception(13, "That is the squared length of a − b. Use a plus sign, and take the square root.")
length_of_a_sum.misconception(
    31**0.5, "The dot product appears twice: a · b and b · a. So it is 2 · 6, not 6, under the root."
)
length_of_a_sum.misconception(
    31, "The dot product appears twice, so it is 9 + 2 · 6 + 16. After that, take the square root."
)
length_of_a_sum.misconception(
    19**0.5,
    "Under the root it is 9 + 2 · 6 + 16. You have 19: either 3 + 2 · 6 + 4, where the lengths are not squared, or 25 "
    "− 6, where the sign and the factor of the dot product are wrong.",
)
length_of_a_sum.misconception(25, "That is 9 + 16, the squares alone. The term 2 a · b is missing, and so is the root.")
length_of_a_sum.misconception(61**0.5, "You squared the dot product. The squared length is 9 + 2 · 6 + 16.")
length_of_a_sum.misconception(
    19, "You added the lengths 3 and 4 to 2 · 6. The lengths have to be squared, and the root is missing."
)
length_of_a_sum.misconception(
    1, "You subtracted the lengths. The arrows are added, and they do not point in opposite directions."
)
length_of_a_sum.misconception(
    49, "(3 + 4)² would be right if a · b were 3 · 4 = 12. Here it is 6: 9 + 2 · 6 + 16, and then the root."
)
length_of_a_sum.misconception(
    6, "6 is the dot product, or a length rounded too far. ‖a + b‖² = 9 + 2 · 6 + 16; give two decimals of its root."
)
length_of_a_sum.misconception(
    61, "You squared the dot product, and the root is missing. The squared length is 9 + 2 · 6 + 16."
)
