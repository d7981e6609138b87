"""equal_lengths: for which p are four entries of 2 as long as two entries of 3?"""

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="Now take four dimensions, $\\mathbf a = (2, 2, 2, 2)^\\top$ and $\\mathbf b = (3, 3, 0, 0)^\\top$. For which "
    "$p$ are they equally long? Answer to two decimals or better. In NumPy the natural logarithm is `np.log`.",
    tolerance=0.006,
    hints=[
        "Write down the p-norms of a and of b. How many times does 2 to the power p appear in the first, and 3 to the "
        "power p in the second?",
        "‖a‖ₚ = 2 · 4^(1/p), where the 4 counts the entries, and ‖b‖ₚ = 3 · 2^(1/p). Divide one by the other, and take "
        "logarithms.",
        "4^(1/p) / 2^(1/p) = 2^(1/p) = 3/2, so ln 2 / p = ln(3/2), and p = ln 2 / ln(3/2).",
    ],
)
def equal_lengths():
    # (4 · 2ᵖ)^(1/p) = 2 · 4^(1/p) equals (2 · 3ᵖ)^(1/p) = 3 · 2^(1/p) if 2^(1/p) = 3/2.
    return np.log(2) / np.log(3 / 2)


equal_lengths.misconception(
    np.log(4) / np.log(3 / 2),
    "You set 4^(1/p) = 3/2. But b has two entries other than 0, so its length is 3 · 2^(1/p), not 3.",
)
equal_lengths.misconception(
    np.log(3 / 2) / np.log(2), "That is 1/p. From 2^(1/p) = 3/2 you get 1/p = ln(3/2) / ln 2; flip it."
)
equal_lengths.misconception(
    np.log(8) / np.log(3 / 2),
    "You multiplied 4^(1/p) by 2^(1/p). Divide: 2 · 4^(1/p) = 3 · 2^(1/p) gives 2^(1/p) = 3/2.",
)
equal_lengths.misconception(
    np.log(2) / np.log(4 / 3),
    "That is the answer of the *Try it*, for (3, 3) and (4, 0). Here 2^(1/p) is 3/2, not 4/3.",
)
equal_lengths.misconception(
    np.log10(2) / np.log(3 / 2), "You mixed two kinds of logarithms. Take the same one above and below."
)
equal_lengths.misconception(
    np.log(2) - np.log(3 / 2), "The quotient of two logarithms is not their difference. Divide ln 2 by ln(3/2)."
)
equal_lengths.misconception(
    np.log(2), "That is ln 2 alone. From 2^(1/p) = 3/2 you get ln 2 / p = ln(3/2): divide by ln(3/2)."
)
equal_lengths.misconception(
    np.log(2) / np.log(3), "The 2 in front is an entry of a, and it stays: 2^(1/p) is 3/2, not 3."
)
equal_lengths.misconception(
    3 / 2, "That is what 2^(1/p) has to be. Now solve for p by taking logarithms on both sides."
)
equal_lengths.misconception(
    1, "At p = 1, a is 8 long and b is 6. They are equally long for a larger p, since a shrinks faster as p grows."
)
equal_lengths.misconception(
    2, "At p = 2, a is 4 long and b is √18 = 4.24. They are equally long for a smaller p: 2 · 4^(1/p) = 3 · 2^(1/p)."
)
equal_lengths.misconception(
    4,
    "That is how many entries a has. Solve 2 · 4^(1/p) = 3 · 2^(1/p).",
)
equal_lengths.misconception(
    np.log(3 / 2) / np.log(4),
    "That is upside down, and it has 4^(1/p) for 2^(1/p): b has two entries other than 0, so 2^(1/p) = 3/2, and p = "
    "ln 2 / ln(3/2).",
)
equal_lengths.misconception(
    np.log(2) / np.log(2 / 3), "Check the sign: 2^(1/p) is 3/2, not 2/3. A p for a norm is at least 1."
)
equal_lengths.misconception(
    1 / np.log(3 / 2), "The logarithm of the 2 is missing: ln 2 / p = ln(3/2), so p = ln 2 / ln(3/2)."
)
equal_lengths.misconception(
    np.log(4) / np.log(3),
    "You set 4 = 3^p. With all entries it is 4 · 2^p = 2 · 3^p: four entries of 2, two entries of 3.",
)
equal_lengths.misconception(np.log(3 / 2), "That is ln(3/2). From ln 2 / p = ln(3/2) you get p = ln 2 / ln(3/2).")
equal_lengths.misconception(
    np.log(3 / 2) - np.log(2), "The quotient of two logarithms is not their difference. Divide ln 2 by ln(3/2)."
)
equal_lengths.misconception(
    4 / 3, "4/3 is what 2^(1/p) is in the *Try it*. Here 2^(1/p) is 3/2, and p comes from it by logarithms."
)
equal_lengths.misconception(
    np.log(2) / np.log(3 / 2) / 2, "That is half of p. 4^(1/p) divided by 2^(1/p) is 2^(1/p), so ln 2 / p = ln(3/2)."
)
