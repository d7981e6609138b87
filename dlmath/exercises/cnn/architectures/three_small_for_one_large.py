"""three_small_for_one_large: 27 weights in place of 49."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Three 3 × 3 convolutions in a row, or one 7 × 7 convolution: each layer has $c$ channels in and $c$ out. "
    "Not counting biases, what fraction of the large one's weights do the three small ones have?",
    tolerance=0.002,
    hints=[
        "A convolution of c channels into c has c · c · k² weights.",
        "The three small ones have 3 · 9 c², the large one has 49 c².",
    ],
)
def three_small_for_one_large():
    # 3 · 3² · c² weights against 7² · c².
    return 27 / 49


for value, message in {
    9 / 49: "That is a single 3 × 3 convolution. There are three of them.",
    18 / 49: "That is two 3 × 3 convolutions. There are three of them.",
    49 / 27: "You divided the large one by the small ones. It is the other way around: 27 small weights to 49.",
    9 / 7: "You counted kernel sizes, 3 + 3 + 3 against 7. A kernel has k² weights for each pair of channels.",
    3 / 7: "You compared the widths of two kernels. A kernel has k² weights, and there are three small layers.",
    22 / 49: "That is what is saved. The question is what the three small ones have.",
    27: "That is the number of small weights for each pair of channels. Divide by 49.",
    27 / 25: "A 5 × 5 kernel has 25 weights. The large one here is 7 × 7.",
    9 / 25: "A 5 × 5 kernel has 25 weights. The large one is 7 × 7, and there are three small ones.",
    (9 / 49) ** 3: "The layers' weights are added, not multiplied: 9 + 9 + 9.",
    81 / 49: "Three layers of 9 weights make 27 for each pair of channels, not 9².",
    28 / 50: "You added a bias on each side. They don't count here: 3 · 3² against 7².",
    1: "They see equally far, but don't have the same number of weights: compare 3 · 3² and 7².",
}.items():
    three_small_for_one_large.misconception(value, message)
three_small_for_one_large.misconception(
    55.1, "Answer with a fraction, not a percentage.", when=lambda answer: 54 < answer < 56
)
three_small_for_one_large.misconception(
    0.7,
    "Count the weights of one pair of channels: 3 · 3² in the small layers, 7² in the large one. Divide.",
    when=lambda answer: 0 < answer < 0.495 or 0.605 < answer < 1,
)
three_small_for_one_large.misconception(
    -1, "A fraction of weights is positive: (3 · 3²) / 7².", when=lambda answer: answer <= 0
)
three_small_for_one_large.misconception(
    2, "The small ones have fewer weights than the large one: the fraction is below 1.", when=lambda answer: answer > 1
)
three_small_for_one_large.misconception(
    0.52,
    "Close, but not exact: divide 3 · 3² by 7².",
    when=lambda answer: 0.495 <= answer <= 0.605 and abs(answer - 27 / 49) > 0.002 and answer not in (0.5, 0.6),
)
