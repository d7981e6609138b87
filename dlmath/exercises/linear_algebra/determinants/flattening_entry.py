"""flattening_entry: the determinant is 0."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="For which number $k$ does the matrix $\\begin{pmatrix} 2 & 3 \\\\ 4 & k \\end{pmatrix}$ squash the whole "
    "plane onto a line?",
    tolerance=1e-6,
    hints=[
        "The plane is squashed if the parallelogram has area 0.",
        "The determinant is 2k − 3 · 4. Set it to 0.",
    ],
)
def flattening_entry():
    # 2 k − 3 · 4 = 0; the second column is then 3/2 of the first.
    return 3 * 4 / 2


flattening_entry.misconception(12, "2k − 12 has to be 0, not k − 12: divide by 2.")
flattening_entry.misconception(-6, "The determinant is 2k minus 3 · 4, so 2k = +12.")
flattening_entry.misconception(
    8 / 3, "You multiplied the wrong pair: det = ad − bc is 2 · k − 3 · 4, with k opposite the 2."
)
flattening_entry.misconception(
    1.5, "The columns have to be multiples of each other: (3, k) is 3/2 times (2, 4). So k is 3/2 of 4."
)
flattening_entry.misconception(0, "With k = 0 the determinant is −12. Set 2k − 12 to 0.")
flattening_entry.misconception(
    5, "(3, k) has to be a multiple of (2, 4), so k/4 = 3/2. It is not enough that each entry is larger by 1."
)
flattening_entry.misconception(3, "Equal entries are not enough. (3, k) has to be a multiple of (2, 4): k/4 = 3/2.")
flattening_entry.misconception(
    6.5, "With 6.5 the determinant is 1. That keeps areas; a line has area 0, so the determinant must be 0."
)
flattening_entry.misconception(2, "With k = 2 the determinant is 4 − 12 = −8. Set 2k − 12 to 0.")
flattening_entry.misconception(-12, "The determinant is 2k − 12. Set it to 0 and solve for k.")

for k in (1, 4, 7, 8, 9, 10):
    flattening_entry.misconception(
        k, f"With k = {k} the determinant is {2 * k} − 12 = {str(2 * k - 12).replace('-', '−')}. It must be 0."
    )
