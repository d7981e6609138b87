"""ten_sigmoids: a product of ten slopes of at most a quarter."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Ten sigmoids in a row, the output of each feeding the next: $\\sigma(\\sigma(\\dots\\sigma(x)\\dots))$. "
    "By the chain rule the slope is a product of ten slopes. Replace each of them with the largest slope a sigmoid "
    "can have. How many times smaller than 1 is the product, at least? Answer with a number such as 40, to "
    "within 5%.",
    tolerance=52000,
    hints=[
        "How steep is a sigmoid at most?",
        "Each of the ten factors is at most 1/4.",
        "(1/4)¹⁰ is one over 4¹⁰, and 4⁵ = 1024.",
    ],
)
def ten_sigmoids():
    # Ten factors of at most 1/4 each: at most 1 / 4¹⁰.
    return 4.0**10


for value, message in {
    -1048576: "The size is right, but not the sign: all slopes of a sigmoid are positive.",
    262144: "That is 4⁹. Ten sigmoids have ten slopes.",
    4194304: "That is 4¹¹. Ten sigmoids have ten slopes.",
    10000000000: "That is 10¹⁰. Each slope is at most 1/4, so the factors are 4.",
    1073741824: "That is 4¹⁵. Ten sigmoids have ten slopes: 4¹⁰.",
    1000000000: "Ten factors of 4, not nine of 10.",
    500000: "Multiply ten factors of 4: 4⁵ is 1024, and 1024 · 1024 is the answer.",
    2000000: "Multiply ten factors of 4: 4⁵ is 1024, and 1024 · 1024 is the answer.",
    1200000: "Close. 4⁵ is 1024, so 4¹⁰ is 1024 · 1024.",
    40000000000: "That is 4 · 10¹⁰. Ten factors of 4 are 4¹⁰.",
    100: "Slopes multiply, so multiply ten factors of 4. (The number says how many times smaller; do "
    "not turn it upside down, and do not add.)",
}.items():
    ten_sigmoids.misconception(value, message)

ten_sigmoids.misconception(
    2563265,
    "Even sharper than asked: the numbers between the sigmoids lie in (0, 1), so only one of the ten can be at its "
    "steepest point. With the largest slope for each, it is 4¹⁰.",
    when=lambda answer: 2.4e6 < answer < 2.7e6,
)
ten_sigmoids.misconception(
    1e5,
    "Each slope is at most 1/4, and slopes multiply, so multiply ten factors of 4.",
    when=lambda answer: answer > 0,
)
