"""short_paths: how much of a gradient takes the ways that lead through at most one block."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Twenty blocks in a row, each $x + F(x)$ with slope $F' = 0.1$. Multiply $(1 + 0.1)^{20}$ out: it is a sum "
    "over all ways through the blocks, and each way takes either the shortcut or $F$ at each block. What share of the "
    "sum belongs to the ways that go through at most one $F$?",
    tolerance=0.002,
    hints=[
        "One way takes all the shortcuts. How much does it contribute? And a way through a single F?",
        "There are twenty ways through a single F, and each contributes 0.1.",
        "The share is (1 + 20 · 0.1) / 1.1²⁰.",
    ],
)
def short_paths():
    # One way around everything, twenty through a single F; all of them make 1.1²⁰.
    return (1 + 20 * 0.1) / 1.1**20


for answer, message in {
    3: "That is how much these ways contribute: 1 + 20 · 0.1. Divide by the whole sum, 1.1²⁰.",
    1 / 1.1**20: "That is the way around all the blocks alone. The twenty ways through a single F are missing.",
    2 / 1.1**20: "Those are the ways through exactly one F. The way around all of them is missing.",
    1.1 / 1.1**20: "You counted a single way through one F. There are twenty: the F may be at any of the blocks.",
    21 / 1.1**20: "A way through one F contributes 0.1, not 1.",
    1.1**20: "That is the whole sum. What share of it goes through at most one F?",
    3 / 3.0: "The rest of the sum is not 0: ways through two and more F contribute as well. Divide by 1.1²⁰.",
    1 - 3 / 1.1**20: "That is the share of all the *other* ways, through two or more.",
    (1 + 2 + 1.9) / 1.1**20: "You included the ways through two F. At most one was asked.",
    1.2 / 1.1**20: "There are twenty ways through a single F, not two.",
    3 / 1.1**21: "There are twenty blocks: divide by 1.1²⁰.",
    3 / 1.1**19: "There are twenty blocks: divide by 1.1²⁰.",
    0.9**20: "The way around an F has the factor 1, not 0.9: these are no probabilities.",
    2 * 0.9**19: "The way around an F has the factor 1, not 0.9: these are no probabilities.",
    0.9**20 + 2 * 0.9**19: "That is the probability that at most one F is taken, each with probability 0.1. Here the "
    "way around has the factor 1, not 0.9.",
    3 / (1.1**20 - 1): "The way around all the blocks is part of the sum, too: divide by 1.1²⁰.",
    0.1: "That is what one way through a single F contributes. There are twenty of them, and one around everything.",
    2.9 / 1.1**20: "There are twenty blocks, so twenty ways through a single F, not nineteen.",
}.items():
    short_paths.misconception(answer, message)

short_paths.misconception(
    0.1**20, "That is the slope of twenty blocks without shortcuts.", when=lambda share: 0 < share < 1e-15
)
short_paths.misconception(
    21 / 2**20,
    "You counted the ways. They don't contribute equally: each F on a way brings a factor of 0.1.",
    when=lambda share: 1e-5 < share < 3e-5,
)
short_paths.misconception(
    0.001,
    "The way around all the blocks contributes 1, and the whole sum is about 6.7. So the share is not that small.",
    when=lambda share: 0 <= share < 0.01,
)
short_paths.misconception(
    44.6, "A share is at most 1. (If you mean percent, divide by 100.)", when=lambda share: 43 < share < 46
)
short_paths.misconception(
    5.0,
    "A share is between 0 and 1: divide what these ways contribute by the whole sum.",
    when=lambda s: s > 1 or s < 0,
)
