"""mota_after_a_swap: what a swap of names costs."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A film has 100 frames, with two things in every frame. A tracker finds both in all frames, and nothing else. "
    "But after frame 50, the two identities are swapped, and stay swapped until the end. What is its MOTA?",
    tolerance=0.0005,
    hints=[
        "How many true boxes are there? How many misses and false positives? And when is a switch counted: in every "
        "frame with the wrong name, or only when the name changes?",
        "There are 200 true boxes. The names change once, for each of the two things.",
        "1 − (0 + 0 + 2)/200",
    ],
)
def mota_after_a_swap():
    # Two switches, one for each thing, among 200 true boxes.
    return 1 - (0 + 0 + 2) / 200


for value, message in {
    0.5: "You count every frame with a wrong name. A switch is counted only when the name changes: once for each "
    "thing.",
    0.995: "Both things change their names in frame 51, so there are two switches.",
    0.98: "You divide by the number of frames. There are two true boxes in each.",
    1: "All boxes are found, but names count, too: the switches are missing.",
    0.01: "That is the share of the errors. MOTA is 1 minus that.",
    0: "Only two errors are counted among 200 true boxes.",
    0.75: "You count an error in each of the last 50 frames. A switch is counted only when the name changes: once for "
    "each thing.",
    -1: "MOTA is negative only if there are more errors than true boxes. Here there are two errors and 200 true boxes.",
}.items():
    mota_after_a_swap.misconception(value, message)
mota_after_a_swap.misconception(
    0.97,
    "Count again: 200 true boxes, and one switch for each of the two things.",
    when=lambda answer: 0 < answer < 1,
)
mota_after_a_swap.misconception(99, "MOTA is a share, at most 1: divide by 100.", when=lambda answer: answer > 1)
