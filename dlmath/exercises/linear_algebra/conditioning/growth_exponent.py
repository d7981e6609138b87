"""growth_exponent: the last column of Wilkinson's matrix doubles in each step."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Continue the elimination of Wilkinson's matrix on paper until you see the pattern. For $n = 60$, the last "
    "entry of $U$ is a power of 2. What is the exponent?",
    hints=[
        "Do n = 4 to the end. What is in the last column of U, from top to bottom?",
        "1, 2, 4, 8: it doubles from row to row, because each row gets the pivot row added.",
        "Row 1 has 2⁰. Which power does row 60 have?",
    ],
    tolerance=1e-9,
)
def growth_exponent():
    # 2⁰ in row 1, and one power more in each row after it.
    return 60 - 1


for answer, message in {
    60: "You are off by one: row 1 has 2⁰, so the exponent in row 60 is one less than 60.",
    58: "You are off by one: in row 2 the entry is already 2¹.",
    61: "You are off by two: row 1 has 2⁰.",
    2.0**59: "That is the entry itself. Give the exponent of 2.",
    2.0**60: "That looks like the entry itself. Give the exponent of 2, and note that row 1 has 2⁰.",
    15: "The entry doubles in each of the 59 steps, not in every fourth one.",
    2: "2 is the number that is raised to a power. What is the exponent?",
    64: "64 is not the size of this matrix. Row 1 has 2⁰. Which power does row 60 have?",
    30: "The entry doubles with every step, not with every second one.",
    118: "It doubles; it does not get four times as large.",
    120: "It doubles; it does not get four times as large.",
    3: "3 is the exponent for n = 4. The same pattern continues to n = 60.",
    8: "8 is the last entry for n = 4. Give the exponent of 2 for n = 60.",
    1770: "You added up the numbers 1 to 59. Each step doubles the column once.",
    1: "The last column does not stay at 1 or 2: every row gets the row of the pivot added, and its last entry doubles "
    "each time.",
}.items():
    growth_exponent.misconception(answer, message)

growth_exponent.misconception(
    5.8e17,
    "That is the entry itself, rounded. Give the exponent of 2.",
    when=lambda answer: answer != 2.0**59 and abs(answer / 2.0**59 - 1) < 0.02,
)
