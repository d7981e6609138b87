"""stale_cycle: a run with gradients that are one step old, at the edge."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Take ηλ = 1 and gradients that are one step old: $x_{t+1} = x_t - x_{t-1}$. Begin with $x_0 = x_1 = 1$. "
    "What is $x_{100}$?",
    tolerance=1e-6,
    hints=[
        "Write down x₂, x₃, x₄, … until the numbers repeat.",
        "1, 1, 0, −1, −1, 0, 1, 1, …: the numbers repeat every 6 steps.",
        "100 = 16 · 6 + 4, so x₁₀₀ = x₄.",
    ],
)
def stale_cycle():
    x = [1, 1]
    # Every 6 steps the same two numbers come back, so x₁₀₀ = x₄ = −1.
    for _ in range(99):
        x.append(x[-1] - x[-2])
    return x[100]


for value, message in {
    0: "Fresh gradients would be at 0 after one step, and old ones pass through 0. But count: 1, 1, 0, −1, −1, 0, and "
    "so on. 100 is 4 more than a multiple of 6.",
    1: "1, 1, 0, −1, −1, 0, and so on: the numbers repeat every 6 steps. 100 is 4 more than a multiple of 6, and x₀ is "
    "the first.",
    -100: "The numbers do not keep falling: x₅ = x₄ − x₃ = −1 − (−1) = 0.",
    -98: "The numbers do not keep falling: x₅ = x₄ − x₃ = −1 − (−1) = 0.",
    2: "The numbers only take the values 1, 0, and −1: x₂ = x₁ − x₀ = 0. Did you add where you should subtract?",
    -2: "The numbers only take the values 1, 0, and −1. Note that x₅ = −1 − (−1) = 0, and not −2.",
    4: "You found that 100 has the remainder 4. Now look up x₄.",
    6: "That is the length of the cycle. Which of its numbers is x₁₀₀?",
    354224848179261915075: "Those are the Fibonacci numbers, x_t + x_{t−1}. Here the old number is subtracted.",
}.items():
    stale_cycle.misconception(value, message)

stale_cycle.misconception(
    3,
    "The numbers stay between −1 and 1 forever: 1, 1, 0, −1, −1, 0, and so on. Subtract x_{t−1} from x_t.",
    when=lambda answer: abs(answer) > 1.0001,
)
stale_cycle.misconception(
    0.5, "All numbers are whole: 1, 1, 0, −1, …", when=lambda answer: 0.0001 < abs(answer) < 0.9999
)
