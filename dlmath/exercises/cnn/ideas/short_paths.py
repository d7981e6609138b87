"""short_paths: how much of a gradient takes the paths through at most one block."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Twenty blocks in a row, each $x + F(x)$ with slope $F' = 0.1$. Multiply $(1 + 0.1)^{20}$ out: it is a sum "
    "over all paths through the blocks, and each path takes either the shortcut or $F$ at each block. What share of "
    "the sum belongs to the paths that go through at most one $F$?",
    tolerance=0.002,
    hints=[
        "One path takes all the shortcuts. How much does it contribute? And a path through a single F?",
        "There are twenty paths through a single F, and each contributes 0.1.",
        "The share is (1 + 20 · 0.1) / 1.1²⁰.",
    ],
)
def short_paths():
    # One way around everything, twenty through a single F; all of them make 1.1²⁰.
    return (1 + 20 * 0.1) / 1.1**20


for answer, message in {
    3: "That is how much these paths contribute: 1 + 20 · 0.1. Divide by the whole sum, 1.1²⁰.",
    1 / 1.1**20: "That is only the path around all the blocks. The twenty paths through a single F are missing.",
    2 / 1.1**20: "Those are the paths through exactly one F. The path around all of them is missing.",
    1.1 / 1.1**20: "You counted a single path through one F. There are twenty: the F may be at any of the blocks.",
    21 / 1.1**20: "A path through one F contributes 0.1, not 1.",
    1.1**20: "That is the whole sum. What share of it goes through at most one F?",
    3 / 3.0: "The rest of the sum is not 0: paths through two or more of the Fs contribute as well. Divide by 1.1²⁰.",
    1 - 3 / 1.1**20: "That is the share of all the *other* paths, through two or more of the Fs.",
    (1 + 2 + 1.9) / 1.1**20: "You included the paths through two of the Fs. The question asks for at most one.",
    1.2 / 1.1**20: "There are twenty paths through a single F, not two.",
    3 / 1.1**21: "There are twenty blocks: divide by 1.1²⁰.",
    3 / 1.1**19: "There are twenty blocks: divide by 1.1²⁰.",
    0.9**20: "The path around an F has the factor 1, not 0.9: these are not probabilities.",
    2 * 0.9**19: "The path around an F has the factor 1, not 0.9: these are not probabilities.",
    0.9**20 + 2 * 0.9**19: "That is the probability that at most one F is taken, each with probability 0.1. Here the "
    "path around has the factor 1, not 0.9.",
    3 / (1.1**20 - 1): "The path around all the blocks is part of the sum, too: divide by 1.1²⁰.",
    0.1: "That is what one path through a single F contributes. There are twenty of them, and one around everything.",
    2.9 / 1.1**20: "There are twenty blocks, so twenty paths through a single F, not nineteen.",
}.items():
    short_paths.misconception(answer, message)

short_paths.misconception(
    0.1**20, "That is the slope of twenty blocks without shortcuts.", when=lambda share: 0 < share < 1e-15
)
short_paths.misconception(
    21 / 2**20,
    "You counted the paths. They don't contribute equally: each F on a path brings a factor of 0.1.",
    when=lambda share: 1e-5 < share < 3e-5,
)
short_paths.misconception(
    0.001,
    "The path around all the blocks contributes 1, and the whole sum is about 6.7. So the share is not that small.",
    when=lambda share: 0 <= share < 0.01,
)
short_paths.misconception(
    44.6, "A share is at most 1. (If you mean percent, divide by 100.)", when=lambda share: 43 < share < 46
)
short_paths.misconception(
    5.0,
    "A share is between 0 and 1: divide what these paths contribute by the whole sum.",
    when=lambda s: s > 1 or s < 0,
)
