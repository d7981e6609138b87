"""ten_steps_back: the size of the eigenvalues counts, not that of the entries."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A linear recurrent network has $U = \\begin{pmatrix} 0 & 2 \\\\ 0.32 & 0 \\end{pmatrix}$. By what "
    "factor does "
    "the length of a gradient change on its way back over ten steps? (It is the same for every gradient.) Give "
    "at least "
    "three decimals.",
    hints=[
        "What is U² = U U? It is a very simple matrix.",
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
    "That is 2¹⁰. The largest entry grows nothing by itself: where it stretches, the next step shrinks. Compute U².",
)
ten_steps_back.misconception(0.64**10, "That is 0.64¹⁰. But 0.64 belongs to two steps, so ten steps are only 0.64⁵.")
ten_steps_back.misconception(0.8**5, "That is 0.8⁵. The size of the eigenvalues is 0.8 for *one* step; there are ten.")
ten_steps_back.misconception(0.32**10, "That is 0.32¹⁰, the smaller entry alone. Compute U²: both entries are in it.")
ten_steps_back.misconception(0.64, "That is the factor for two steps. Ten steps are five times two.")
ten_steps_back.misconception(0.8, "That is the size of the eigenvalues, the factor of one step on average.")
ten_steps_back.misconception(
    2, "A factor above 1 would be growth. Both eigenvalues are ±0.8: in the long run, the gradient shrinks.",
    when=lambda answer: 1 < answer < 1000,
)  # fmt: skip
