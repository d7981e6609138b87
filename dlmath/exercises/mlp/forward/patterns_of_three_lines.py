"""patterns_of_three_lines: eight patterns on paper, and one of them nowhere."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A layer reads two numbers and has three ReLU units. Each is on or off, which makes $2^3 = 8$ patterns on "
    "paper. Draw three lines, no two of them parallel, that don't all meet at one point. How many of the eight "
    "patterns occur somewhere in the plane?",
    tolerance=0.01,
    hints=[
        "Each piece between the lines has its own pattern, and no two pieces have the same one. So count the pieces.",
        "One line makes two pieces, and a second line that crosses it makes four. How many pieces does the third line "
        "pass through?",
        "The third line crosses two others, so it passes through three pieces and cuts each of them in two: 4 + 3.",
    ],
)
def patterns_of_three_lines():
    # 2 pieces, then 2 more, then 3 more. The opposite of the pattern of the triangle in the middle occurs nowhere.
    return 2 + 2 + 3


patterns_of_three_lines.misconception(
    8,
    "That is how many patterns there are on paper. Draw three lines and count the pieces: no point lies on the far "
    "side of all three lines, as seen from the triangle in the middle.",
)
patterns_of_three_lines.misconception(
    6,
    "Three lines through one point make six pieces. Here they don't all meet, so there is a triangle in the middle as "
    "well. (If you drew parallel lines: these are excluded, too.)",
)
patterns_of_three_lines.misconception(
    4, "Two lines make four pieces, and so do three parallel ones. Here each line crosses both of the others."
)
patterns_of_three_lines.misconception(
    3, "That is how many lines there are. Count the pieces into which they cut the plane."
)
patterns_of_three_lines.misconception(
    7.5,
    "The answer is a number of patterns, so it is a whole number.",
    when=lambda answer: not float(answer).is_integer(),
)
patterns_of_three_lines.misconception(1, "That is how many patterns do not occur. How many do?")
patterns_of_three_lines.misconception(
    5,
    "Each line adds more than one piece: it cuts in two every piece that it passes through. The third one passes "
    "through three.",
)
patterns_of_three_lines.misconception(
    9,
    "There are only eight patterns, and each piece has its own. Count again: 2 pieces, then 4, and the third line?",
    when=lambda answer: answer > 8.5,
)
patterns_of_three_lines.misconception(
    2,
    "One line alone makes two pieces. Draw all three, and count.",
    when=lambda answer: answer < 2.5 and not 0.5 < answer < 1.5,
)
