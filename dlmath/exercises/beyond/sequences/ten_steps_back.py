"""ten_steps_back: the size of the eigenvalues counts, not the size of the entries."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A linear recurrent network has $U = \\begin{pmatrix} 0 & 2 \\\\ 0.32 & 0 \\end{pmatrix}$. By what "
    "factor does "
    "the length of a gradient change on its way back over ten steps? (Over ten steps it is the same "
    "for every gradient.) Give at least three decimals.",
    hints=[
        "Compute U² = U U. It is a very simple matrix.",
        "U² = 0.64 I: two steps multiply every gradient by 0.64, and so do two steps of the transpose.",
        "Ten steps are five times two steps: 0.64⁵.",
    ],
    tolerance=0.0006,
)
def ten_steps_back():
    # U² = 0.64 I, five times. The eigenvalues are ±0.8.
    return 0.64**5


ten_steps_back.misconception(
    1024,
    "That is 2¹⁰. But no gradient is stretched by 2 twice in a row: the next step multiplies by 0.32. Compute U².",
)
ten_steps_back.misconception(0.64**10, "That is 0.64¹⁰. But 0.64 belongs to two steps, so ten steps are only 0.64⁵.")
ten_steps_back.misconception(0.8**5, "That is 0.8⁵, the factor of five steps. There are ten.")
ten_steps_back.misconception(
    0.32**10,
    "If that is 0.32¹⁰: no gradient is multiplied by 0.32 twice in a row, since the next step multiplies by 2. Compute "
    "U².",
    when=lambda answer: 0 <= answer < 0.0006,
)
ten_steps_back.misconception(0.64, "That is the factor for two steps. Ten steps are five times two.")
ten_steps_back.misconception(0.64**4, "That is 0.64⁴, the factor of eight steps. Ten steps are five times two.")
ten_steps_back.misconception(0.8**9, "That is 0.8⁹, the factor of nine steps on average. Here there are ten.")
ten_steps_back.misconception(0.8**11, "That is 0.8¹¹, the factor of eleven steps on average. Here there are ten.")
ten_steps_back.misconception(
    100 * 0.64**5, "The number is right in percent. Give the factor itself, which is a hundredth of it."
)
ten_steps_back.misconception(
    -(0.64**5), "A length can't be negative. If you used the determinant: it multiplies areas. Compute U².",
    when=lambda answer: answer < 0,
)  # fmt: skip
ten_steps_back.misconception(0.8, "That is the size of the eigenvalues, the factor of one step on average.")
ten_steps_back.misconception(
    2, "A factor above 1 would be growth. The eigenvalues are 0.8 and −0.8, so in the long run the gradient shrinks.",
    when=lambda answer: 1 < answer < 1000 and abs(answer - 100 * 0.64**5) > 0.06,
)  # fmt: skip
