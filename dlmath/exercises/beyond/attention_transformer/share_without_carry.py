"""share_without_carry: how far a network gets that never carries."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A lazy network adds the units, adds the tens, and never carries the 1 from the units to the tens. (If the "
    "tens reach 10, it does write the hundreds.) It does all 100 · 100 sums of two numbers from 0 to 99. What share of "
    "them does it get right? Answer with a number from 0 to 1.",
    tolerance=0.004,
    hints=[
        "A sum is right if and only if its units don't carry. The tens don't matter.",
        "How many of the 10 · 10 pairs of units digits add up to at most 9?",
        "The digit u has 10 − u such partners. That makes 10 + 9 + … + 1 of 100 pairs.",
    ],
)
def share_without_carry():
    # The digit u has 10 − u partners with which it does not carry.
    return sum(10 - u for u in range(10)) / 100


for value, message in {
    0.45: "That is the share of sums in which the units do carry. Those it gets wrong.",
    0.6: "If you rounded, give two decimals. If you guessed, count the pairs of units digits that add up to at most 9.",
    0.5: "Close. But 9 is still a single digit: count the pairs of units digits that add up to at most 9.",
    0.3025: "You also ruled out sums whose tens reach 10. But it does write the hundreds, so only the units matter.",
    0.605: "Count once more: 10 + 9 + … + 1 of 100 pairs of digits.",
    0.9: "That is the share of digits below 9. Count *pairs* of digits that add up to at most 9.",
    0.54: "Nearly. 0 + 0 and 9 + 0 count, too: 10 + 9 + … + 1 of 100 pairs.",
    0.65: "Count the pairs for each first digit: 10 for 0, 9 for 1, …, 1 for 9.",
    0.1: "That is the share of pairs of digits that add up to 9. Smaller sums need no carry, either.",
    0.2475: "That is the share of sums in which the units carry and the tens don't reach 10.",
    0.7525: "You also counted sums in which units and tens both carry. The lost 1 spoils those, too.",
    0.505: "That is the share of sums below 100. Their units may carry, too: 7 + 5 is one of them.",
    0.495: "That is the share of sums from 100 on. The hundreds do no harm: only the units matter.",
}.items():
    share_without_carry.misconception(value, message)
share_without_carry.misconception(
    55, "Give a share, a number from 0 to 1, not a percentage or a count.", when=lambda v: v > 1
)
