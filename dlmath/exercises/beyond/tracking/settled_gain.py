"""settled_gain: where the gain of a random walk settles."""

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="A position $x$ wanders: in each step, $x' = x + \\varepsilon$ with variance $Q = 1$. Each step is "
    "measured, $z = x + \\delta$ with variance $R = 6$. After many steps, the variance settles: one prediction and "
    "one update bring it back to the same value. What is the gain $K$ then? Give three decimal places.",
    tolerance=0.002,
    hints=[
        "Call the variance after the prediction M. What does an update turn it into, and the next prediction?",
        "The update gives M R/(M + R), and the prediction adds Q. So M = M R/(M + R) + Q. Multiply by M + R.",
        "M² − Q M − Q R = 0 has the positive solution M = 3. The gain is M/(M + R).",
    ],
)
def settled_gain():
    # M = M R / (M + R) + Q has the solution M = 3.
    M = (1 + (1 + 4 * 6) ** 0.5) / 2
    return M / (M + 6)


for value, message in {
    3: "That is the variance after the prediction. The gain is M/(M + R).",
    2: "That is the variance after the update. The gain is M/(M + R), with M from *before* the update.",
    1 / 7: "That is Q/(Q + R), the gain if you were certain before the step. You never are.",
    1 / 6: "That is Q/R. Look for the variance M that one prediction and one update leave as it is.",
    0: "The gain would go to 0 if the thing were at rest. Here each step adds Q = 1, so old measurements count "
    "less and less.",
    0.25: "That is 2/(2 + 6), with the variance after the update. The gain takes the one after the prediction.",
    0.5: "That is M/R. Divide by M + R.",
    6 / 7: "That is R/(Q + R), the share of the prediction in a first step from a belief that is certain. Look for the "
    "variance M that one prediction and one update leave as it is.",
    2 / 7: "That is 2/(1 + 6). The 2 is the variance after the update; the gain is M/(M + R), with M = 2 + Q.",
    2 / 3: "That is 1 − K, the share of the prediction. K is the share of the measurement.",
    1: "A gain of 1 would mean that you forget the prediction. It tells you something, too.",
}.items():
    settled_gain.misconception(value, message)
settled_gain.misconception(
    1.5, "In one dimension, the gain lies between 0 and 1.", when=lambda answer: answer > 1 or answer < 0
)
