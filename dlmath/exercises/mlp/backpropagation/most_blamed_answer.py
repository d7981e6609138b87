"""most_blamed_answer: blame grows with the error, until the unit saturates."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="A sigmoid unit has target 0, and its part of the loss is ½ a². As its output a goes from 0 to 1, its delta "
    "first grows and then shrinks. For which a is it largest? Answer to within 0.01.",
    tolerance=0.01,
    hints=[
        "Write delta as a function of a alone: the slope of ½ a², times the slope of the sigmoid.",
        "delta = a · a (1 − a) = a² − a³. At its largest, what is its slope along a?",
        "2 a − 3 a² = 0, and a is not 0.",
    ],
)
def most_blamed_answer():
    # delta = a · a (1 − a) = a² − a³ has the slope 2a − 3a², which is 0 at a = 2/3.
    return 2 / 3


for value, message in {
    0.5: "At ½ the *slope of the sigmoid* is largest. Delta is that slope times the error, which still grows there.",
    1: "At 1 the error is largest, but the sigmoid is flat: delta is 1 · 1 · (1 − 1) = 0.",
    0: "At 0 the answer is right and the delta is 0. Write delta as a function of a, and find where its slope is 0.",
    4 / 27: "That is the largest delta itself. The task asks for the output a at which it is reached.",
    1 / 3: "That would be right for a target of 1. Here the error is a, so delta = a² (1 − a).",
    0.75: "That is where a³ (1 − a) is largest. The error is a and the slope a (1 − a), so delta is a² (1 − a).",
    0.577: "The slope of tanh, 1 − a², seems to have crept in, or a (1 − a²). A sigmoid's is a (1 − a).",
    0.693: "That is the sum z = log 2 at which it happens. The task asks for the output a = σ(z).",
    1.5: "An output of a sigmoid lies between 0 and 1. 2a − 3a² = 0 gives a = 2/3, not 3/2.",
    0.25: "That is the largest slope of the sigmoid. Find the a at which a times that slope is largest.",
    0.707: "You maximized a² (1 − a²), or something like it. Delta is a · a (1 − a).",
}.items():
    most_blamed_answer.misconception(value, message)
most_blamed_answer.misconception(
    0.9,
    "Delta falls here: it is larger at a smaller output. Write it as a function of a alone, and find where its slope "
    "is 0.",
    when=lambda answer: 2 / 3 + 0.01 < answer < 0.99,
)
most_blamed_answer.misconception(
    0.6,
    "Delta still grows here. Write it as a function of a alone, and find where its slope is 0.",
    when=lambda answer: 0.01 < answer < 2 / 3 - 0.01,
)
most_blamed_answer.misconception(
    -1, "The output of a sigmoid lies between 0 and 1.", when=lambda answer: answer < 0 or answer > 1
)
