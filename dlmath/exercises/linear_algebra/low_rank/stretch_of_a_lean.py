"""stretch_of_a_lean: the largest singular value of a shear, by hand."""

import numpy as np

from dlmath.exercises import number


@number(
    kind="derive",
    weight="standard",
    task="The matrix $\\begin{pmatrix} 1 & 1 \\\\ 0 & 1 \\end{pmatrix}$ leans everything to the right. Both of its "
    "eigenvalues are 1. Yet it makes some unit vectors clearly longer. What is its largest singular value? Work it out "
    "by hand, and give at least three decimals.",
    tolerance=0.0006,
    hints=[
        "Compute the companion AᵀA first. Its entries are dot products of the columns of A.",
        "AᵀA has the rows (1, 1) and (1, 2): trace 3, determinant 1. What are its eigenvalues?",
        "λ = 3/2 ± √(9/4 − 1). The largest singular value is the square root of the larger one.",
    ],
)
def stretch_of_a_lean():
    # AᵀA has the rows (1, 1) and (1, 2), so λ² − 3λ + 1 = 0, and σ is the root of the larger λ.
    return np.sqrt((3 + np.sqrt(5)) / 2)


stretch_of_a_lean.misconception(2.618034, "That is the larger eigenvalue of AᵀA, which is σ². Take its square root.")
stretch_of_a_lean.misconception(
    1, "1 is the eigenvalue of A. The singular values come from AᵀA, which is another matrix."
)
stretch_of_a_lean.misconception(
    0.618034, "That is the smallest singular value, the least stretch. The largest comes from the plus sign."
)
stretch_of_a_lean.misconception(
    0.381966, "That is the smaller eigenvalue of AᵀA. Take the larger one, and then its square root."
)
stretch_of_a_lean.misconception(
    1.414214,
    "That is the length of the second column, the stretch of (0, 1). Some vectors between the axes are stretched more.",
)
stretch_of_a_lean.misconception(
    2, "2 is the largest entry of AᵀA, the squared length of the second column. Find the eigenvalues of AᵀA."
)
stretch_of_a_lean.misconception(
    1.581139, "That is the stretch of (1, 1): √(2² + 1²) / √2. Close, but a somewhat steeper vector is stretched more."
)
stretch_of_a_lean.misconception(
    1.732051,
    "That is the Frobenius norm of A, the square root of σ₁² + σ₂². The question asks only for the larger of the two.",
)
stretch_of_a_lean.misconception(3, "3 is the trace of AᵀA, which is σ₁² + σ₂². Separate the two: λ² − 3λ + 1 = 0.")
stretch_of_a_lean.misconception(
    1.5, "That is half the trace of AᵀA. You still have to add √(9/4 − 1), and then take the square root of the sum."
)
stretch_of_a_lean.misconception(1.118034, "That is √(9/4 − 1). Add it to 3/2; the square root of the sum is σ.")
stretch_of_a_lean.misconception(1.309017, "That is λ / 2. The singular value is the square root of λ, not half of it.")
stretch_of_a_lean.misconception(
    2.236068, "That is √5, a part of the formula: λ = (3 + √5) / 2, and σ is the square root of λ."
)
stretch_of_a_lean.misconception(5.236068, "That is 3 + √5. Divide it by 2, and take the square root.")
stretch_of_a_lean.misconception(
    2.288246, "You took the square root of 3 + √5. Divide by 2 before you take the square root."
)
stretch_of_a_lean.misconception(
    1.817354,
    "You had √(9/4 + 1) along the way. The determinant is subtracted: λ = 3/2 + √(9/4 − 1), and σ is its square root.",
)
stretch_of_a_lean.misconception(
    0, "No vector is sent to zero here: the determinant of A is 1, so the product of both singular values is 1."
)
