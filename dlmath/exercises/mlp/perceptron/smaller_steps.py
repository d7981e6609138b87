"""smaller_steps: what a learning rate does to a perceptron that starts at zero."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="In order 3, the Chinstraps took 48 mistakes. A colleague finds the corrections too rough and puts a learning "
    "rate in front: $\\mathbf w \\leftarrow \\mathbf w + 0.1\\,y\\,\\mathbf x$ and $b \\leftarrow b + 0.1\\,y$. The "
    "weights still start at zero, and the order is the same. How many mistakes does it make now?",
    tolerance=0,
    hints=[
        "What are w and b after the first mistake, compared with the run without a learning rate? The first mistake "
        "happens at the first bird, since every z is 0.",
        "They are a tenth of what they were. So z is a tenth of what it was. What happens to its sign?",
        "The answers are the same, so the mistakes are the same, all the way to the end.",
    ],
)
def smaller_steps():
    # All weights are a tenth of those in the other run, at every moment. So is z, and its sign is the same.
    return 48


smaller_steps.misconception(
    480,
    "That would be ten times as many. Compare the two runs: after each mistake, the weights here are a tenth of those "
    "there. Does a tenth of z have a different sign?",
)
smaller_steps.misconception(
    4.8,
    "The number of mistakes doesn't shrink with the step. Compare the weights after the first mistake in both runs, "
    "and the sign of z.",
)
smaller_steps.misconception(
    5,
    "The number of mistakes doesn't shrink with the step. Compare the weights after the first mistake in both runs, "
    "and the sign of z.",
)
smaller_steps.misconception(
    4800,
    "The bound isn't multiplied by 100: with a learning rate, floor and ceiling both shrink to a tenth. Compare the "
    "sign of z in both runs.",
)
smaller_steps.misconception(
    8, "8 is the number of epochs of that run. The question is about mistakes. Compare the sign of z in both runs."
)
smaller_steps.misconception(
    152,
    "That is 48 times the square root of 10. Nothing here grows like a square root. Compare the weights after the "
    "first mistake in both runs, and the sign of z.",
    when=lambda answer: 151 <= answer <= 153,
)
smaller_steps.misconception(
    0, "It starts at zero, where every z is 0, and a point on the line counts as a mistake. So there is at least one."
)
smaller_steps.misconception(
    47,
    "Very close. But smaller steps don't save a single mistake: compare the weights after the first mistake in both "
    "runs, and the sign of z.",
    when=lambda answer: 46 <= answer < 48,
)
smaller_steps.misconception(
    100,
    "Smaller corrections sound slower. But the weights start at zero, so they are smaller in the same proportion, and "
    "so is z. Does its sign change?",
    when=lambda answer: answer > 48 and not 151 <= answer <= 153 and answer not in (480, 4800),
)
smaller_steps.misconception(
    20,
    "Smaller corrections don't save mistakes. The weights here are a tenth of those in the other run, all the time, "
    "and so is z. Does its sign change?",
    when=lambda answer: 0 < answer < 46 and answer not in (4.8, 5, 8),
)
smaller_steps.misconception(-1, "A number of mistakes can't be negative.", when=lambda answer: answer < 0)
