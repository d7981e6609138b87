"""overlap_of_a_shift: how fast does IoU fall?"""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A square of 20 × 20 pixels is predicted with the right size, but 5 pixels too far to the right and 5 pixels "
    "too low. What is its IoU with the true square? Give at least two decimal places.",
    tolerance=0.006,
    hints=[
        "How large is the part that both squares share?",
        "It is 15 × 15. And the union: two squares, but the shared part counts once.",
        "225 / (400 + 400 − 225).",
    ],
)
def overlap_of_a_shift():
    # 15 × 15 pixels are shared, of two squares of 400 each.
    return 15 * 15 / (2 * 20 * 20 - 15 * 15)


overlap_of_a_shift.misconception(
    225 / 400, "That is the share of one square. Divide by the union, the area that the two cover together."
)
overlap_of_a_shift.misconception(
    225 / 800, "The shared part is counted twice in your union. Subtract it once: 400 + 400 − 225."
)
overlap_of_a_shift.misconception(
    0.6,
    "That is a shift in one direction only, 300 / 500. The square is too low as well, so 15 × 15 pixels are shared.",
)
overlap_of_a_shift.misconception(0.75, "That is the share of a side. The IoU is a ratio of areas.")
overlap_of_a_shift.misconception(225 / 350, "You subtracted the shared part twice. It counts once: 400 + 400 − 225.")
overlap_of_a_shift.misconception(
    225 / 625,
    "You divided by the box around both, 25 × 25 pixels. Two of its corners are empty: divide by the union, "
    "400 + 400 − 225.",
)
overlap_of_a_shift.misconception(
    1 - 15 * 15 / (2 * 20 * 20 - 15 * 15), "That is 1 − IoU, the share that the squares do *not* have in common."
)
overlap_of_a_shift.misconception(
    25 / 775, "You took the shift, 5 × 5, for the shared part. What both squares cover is 15 × 15 pixels."
)
overlap_of_a_shift.misconception(
    225, "That is the shared area in pixels. Divide it by the union.", when=lambda answer: answer > 100
)
overlap_of_a_shift.misconception(
    39.13, "The IoU is a share, at most 1. For a percentage, divide by 100.", when=lambda answer: 1 < answer <= 100
)
