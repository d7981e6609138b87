"""spread_after_filling: what putting the mean into every gap does to the standard deviation."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A column has 100 cells, and 36 of them are empty. The 64 values have mean 50 and standard deviation 10. You "
    "put 50 into every gap. What is the standard deviation of the full column? (Both standard deviations divide by "
    "$n$.)",
    hints=[
        "How far from the mean is a cell that was filled?",
        "The squared distances add up to 64 · 100, as before. But now you divide by 100 cells.",
        "The variance is 64. The standard deviation is its square root.",
    ],
    tolerance=0.005,
)
def spread_after_filling():
    # The filled cells add nothing to the sum of squares, but they are counted.
    return (64 * 10**2 / 100) ** 0.5


for answer, message in {
    10: "The filled cells lie at the mean and add no squared distance, but they are counted: the sum is divided by 100 "
    "now, not by 64.",
    64: "That is the variance. The standard deviation is its square root.",
    6.4: "You scaled the standard deviation by 0.64. It is the *variance* that is multiplied by 0.64.",
    3.6: "You scaled by the share that is missing. The variance is multiplied by the share that is present, 0.64, and "
    "the standard deviation by its square root.",
    6: "That is the root of 0.36 · 100. The squares of the 64 values remain, so the share is 0.64.",
    36: "The variance is 64 · 100 / 100 = 64. The question asks for its root.",
    12.5: "You divided by 0.8, but the filled column is *less* spread out: multiply.",
    15.625: "The filled cells make the column less spread out, not more.",
    100: "That is the variance before filling. The sum 64 · 100 is divided by 100 cells now; then take the root.",
    80: "The sum of squares is 6,400, and its root is 80. Divide by 100 before you take the root.",
    6400: "That is the sum of the squares. Divide by 100 and take the root.",
    0.8: "That is the factor. Multiply the old standard deviation, 10, by it.",
    0: "Only the filled cells are at the mean. The other 64 are as spread out as before.",
    50: "That is the mean, which does not change. The question asks for the standard deviation.",
    5: "The variance is multiplied by 64/100, and the standard deviation by the root of that.",
    8.04: "Here the standard deviation divides by n, not by n − 1.",
    8.0623: "Check the counts: of 100 cells, 64 have values.",
}.items():
    spread_after_filling.misconception(answer, message)

spread_after_filling.misconception(
    20, "Cells at the mean can only make the column less spread out.", when=lambda s: s > 10.005
)
spread_after_filling.misconception(-1, "A standard deviation is at least 0.", when=lambda s: s < 0)
spread_after_filling.misconception(
    9,
    "The squared distances add up to 64 · 10² = 6,400, since the filled cells add nothing. Divide by all 100 cells, "
    "and "
    "take the root.",
    when=lambda s: 0 < s < 10 and abs(s - 8) > 0.005,
)
