"""f1_of_always_yes: how little F1 thinks of a reader that says yes to everything."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Of 1,826 images, 18 are 8s. A third reader says yes to every single image. What is its $F_1$? Give at least "
    "four decimals.",
    hints=[
        "What are TP, FP, and FN?",
        "It finds all 18 (TP = 18, FN = 0), with 1,808 false alarms (FP).",
        "2 · 18 / (2 · 18 + 1808 + 0)",
    ],
    tolerance=0.00006,
)
def f1_of_always_yes():
    # All 18 are found, with 1,808 false alarms.
    return 2 * 18 / (2 * 18 + 1808)


for answer, message in {
    1: "Its recall is 1. But precision counts as well, and that is tiny.",
    0: "It finds all 18, so F1 is above 0.",
    18 / 1826: "That is its precision (and also the share of 8s). F1 combines it with a recall of 1, and comes out "
    "nearly twice as large.",
    0.5 * (1 + 18 / 1826): "That is the plain mean of recall 1 and precision 18/1826. The harmonic mean stays near the "
    "smaller of the two.",
    0.5: "That is roughly the plain mean of recall 1 and precision 18/1826. The harmonic mean stays near the smaller "
    "of the two.",
    0.9901: "That is the accuracy of the reader that always says *no*.",
    36 / 1826: "Nearly: the denominator is 2 TP + FP + FN = 36 + 1808, not the number of images.",
    0.0198: "Nearly: you rounded the precision to 0.01 on the way. Keep 18/1826, or count: 2 TP / (2 TP + FP + FN).",
    18 / 1844: "The factor 2 is missing from the numerator: 2 TP / (2 TP + FP + FN).",
    36 / 1862: "The 18 stand in the denominator once too often: 2 TP + FP + FN = 36 + 1808 + 0. None is missed.",
    18 / 1808: "Those are the odds of an 8. F1 = 2 TP / (2 TP + FP + FN), with TP = 18 and FP = 1808.",
    36 / 1808: "The denominator is 2 TP + FP + FN = 36 + 1808.",
    0.0993: "That is the geometric mean of precision and recall. F1 is the harmonic mean: 2 TP / (2 TP + FP + FN).",
    1.95: "That looks like a percentage. F1 lies between 0 and 1.",
    0.195: "Check the powers of ten: 36 / 1844.",
}.items():
    if abs(answer - 36 / 1844) > 0.00006:
        f1_of_always_yes.misconception(answer, message)
f1_of_always_yes.misconception(
    0.0196,
    "Very close. Either something was rounded on the way, or the denominator is a little off: compute 2 TP / (2 TP + "
    "FP + FN) in one go, with TP = 18, FP = 1808, and FN = 0.",
    when=lambda answer: (
        0.019 < answer < 0.02 and min(abs(answer - v) for v in (36 / 1844, 36 / 1826, 36 / 1862, 36 / 1808)) > 0.00006
    ),
)
f1_of_always_yes.misconception(
    2, "F1 lies between 0 and 1.", when=lambda answer: answer < 0 or (answer > 1 and abs(answer - 1.95) > 0.01)
)
f1_of_always_yes.misconception(
    0.3,
    "That is too much. Precision is only about 0.01, and a harmonic mean is less than twice the smaller of the two.",
    when=lambda answer: (
        0.025 < answer < 1 and min(abs(answer - v) for v in (0.0993, 0.195, 0.5, 0.505, 0.9901)) > 0.006
    ),
)
