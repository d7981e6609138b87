"""equal_lengths: for which p is a diagonal of a cube as long as 4?"""

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Let $\\mathbf a = (3, 3, 3)^\\top$ and $\\mathbf b = (4, 0, 0)^\\top$. For which $p$ are they equally long? "
    "Answer to two decimals or better.",
    tolerance=0.006,
    hints=[
        "Write down the p-norm of a. Three equal entries: how many times does 3 to the power p appear?",
        "‖a‖ₚ = 3 · 3^(1/p), where the second 3 counts the entries, and ‖b‖ₚ = 4. Take logarithms.",
        "ln 3 / p = ln(4/3), so p = ln 3 / ln(4/3).",
    ],
)
def equal_lengths():
    # (3ᵖ + 3ᵖ + 3ᵖ)^(1/p) = 3 · 3^(1/p) = 4, so 3^(1/p) = 4/3.
    return np.log(3) / np.log(4 / 3)


equal_lengths.misconception(
    np.log(2) / np.log(4 / 3), "That is the answer in the plane, for two entries. Here a has three: 3 · 3^(1/p) = 4."
)
equal_lengths.misconception(
    np.log(4 / 3) / np.log(3), "That is 1/p. From 3^(1/p) = 4/3 you get 1/p = ln(4/3) / ln 3; flip it."
)
equal_lengths.misconception(
    np.log(3) / np.log(4), "The 3 in front is an entry of a, and it stays: 3 · 3^(1/p) = 4, so 3^(1/p) is 4/3, not 4."
)
equal_lengths.misconception(
    np.log10(3) / np.log(4 / 3), "You mixed two kinds of logarithms. Take the same one above and below."
)
equal_lengths.misconception(
    np.log(3) - np.log(4 / 3), "The quotient of two logarithms is not their difference. Divide ln 3 by ln(4/3)."
)
equal_lengths.misconception(
    4 / 3, "That is what 3^(1/p) has to be. Now solve for p by taking logarithms on both sides."
)
equal_lengths.misconception(
    2, "At p = 2, a is √27 = 5.2 long and b is 4. They are equally long for a larger p, since a shrinks as p grows."
)
equal_lengths.misconception(
    3, "At p = 3, a is 3 · 3^(1/3) = 4.33 long, still longer than 4. Solve 3 · 3^(1/p) = 4 with logarithms."
)
equal_lengths.misconception(
    4, "At p = 4, a is 3 · 3^(1/4) = 3.95 long: close to 4, but p is a little smaller. Solve 3 · 3^(1/p) = 4."
)
equal_lengths.misconception(np.log(9) / np.log(4 / 3), "Each entry 3 appears once: 3 · 3^(1/p), not 3 · 9^(1/p).")
equal_lengths.misconception(
    np.log(3), "That is ln 3 alone. From 3^(1/p) = 4/3 you get ln 3 / p = ln(4/3): divide by ln(4/3)."
)
equal_lengths.misconception(
    np.log(4) / np.log(4 / 3), "The vector a has three equal entries, so it is 3^(1/p) that equals 4/3, not 4^(1/p)."
)
