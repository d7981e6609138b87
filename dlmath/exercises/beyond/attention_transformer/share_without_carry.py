"""share_without_carry: how far a network gets that never carries."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A lazy network adds the units, adds the tens, and never carries the 1 from the units to the tens. (Where the "
    "tens reach 10 or more, it does write the hundreds.) What share of all 100 · 100 sums of two numbers from 0 to 99 "
    "does it get right?",
    tolerance=0.004,
    hints=[
        "The sum is right if and only if the units did not have to carry. The tens don't matter.",
        "For how many of the 10 · 10 pairs of units digits is the sum at most 9?",
        "For a first digit u there are 10 − u partners: 10 + 9 + … + 1 of 100 pairs.",
    ],
)
def share_without_carry():
    # For the digit u there are 10 − u partners without a carry.
    return sum(10 - u for u in range(10)) / 100


for value, message in {
    0.45: "That is the share of pairs that do carry, and are wrong.",
    0.5: "Close, but the sum 9 needs no carry: count the pairs of digits that sum to at most 9.",
    0.3025: "You asked that the tens don't carry either. But it does write the hundreds: only the units matter.",
    0.605: "Count once more: 10 + 9 + … + 1 pairs of 100.",
    0.9: "That is the share of digits below 9. Count pairs of digits whose sum is at most 9.",
    0.54: "Nearly: 0 + 0 and 9 + 0 count, too. 10 + 9 + … + 1 is 55.",
    0.65: "Count the pairs for each first digit: 10 for 0, 9 for 1, …, 1 for 9.",
    0.1: "That is the share of pairs that sum to exactly 9.",
    0.2475: "You took the share in which the units carry and the tens don't.",
}.items():
    share_without_carry.misconception(value, message)
share_without_carry.misconception(
    55, "That is how many of 100 pairs of digits need no carry. Give a share, from 0 to 1.", when=lambda v: 1 < v < 101
)
