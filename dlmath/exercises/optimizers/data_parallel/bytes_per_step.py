"""bytes_per_step: what each worker of a ring sends in one step."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A network has 24 million weights of 4 bytes each. There are 8 workers in the ring. How many megabytes "
    "(millions of bytes) does *each* worker send for one all-reduce?",
    tolerance=0.5,
    hints=[
        "In how many rounds does a worker send something, and how large is the piece that it sends?",
        "7 rounds of adding and 7 rounds of passing on. A piece is an eighth of the gradient.",
        "The gradient is 24 · 4 = 96 megabytes, a piece 12. 14 pieces are sent.",
    ],
)
def bytes_per_step():
    pieces = 2 * (8 - 1)
    # Each piece is an eighth of 96 megabytes.
    return pieces * 24 * 4 / 8


for value, message in {
    96: "That is the whole gradient once. Each worker sends 14 pieces, and each piece is an eighth of it.",
    84: "That is only the first half, the adding. Then the finished pieces must be passed on, in another 7 rounds.",
    192: "Nearly. Each half takes 7 rounds, not 8: after 7 rounds a piece has met all eight workers.",
    1344: "That is what all eight workers send together (14 pieces times 12 megabytes times 8), or each round sends "
    "the whole gradient. Each worker sends 14 pieces of 12 megabytes.",
    1536: "That is 2 · 8 times the whole gradient. What is sent in a round is a piece, an eighth of it.",
    672: "That is 7 times the whole gradient. What is sent in a round is a piece, an eighth of it, and there are 14 "
    "rounds.",
    768: "That is the gradient sent by eight workers. In a ring, each sends 14 pieces of 12 megabytes.",
    42: "You forgot that each weight has 4 bytes: those are millions of numbers.",
    21: "Those are millions of numbers, and only one half of the rounds. Each weight has 4 bytes, and there are two "
    "halves.",
    24: "That is the number of weights, in millions.",
    12: "That is one piece. How many does each worker send?",
    14: "That is the number of pieces that a worker sends. How large is each?",
    168000000: "Right in bytes. The task asks for megabytes: divide by a million.",
    168e3: "Right in kilobytes. The task asks for megabytes: divide by a thousand.",
    160: "A megabyte is a million bytes here, with no factor of 1024.",
    180: "15 pieces is one too many: 7 rounds of adding, 7 of passing on.",
    156: "13 pieces is one too few: 7 rounds of adding, 7 of passing on.",
    144: "12 pieces would be 6 rounds in each half. It takes 7 rounds until a piece has met all eight workers.",
    216: "18 pieces would be 9 rounds in each half. It takes 7 rounds until a piece has met all eight workers.",
}.items():
    bytes_per_step.misconception(value, message)

bytes_per_step.misconception(
    0.168,
    "Right in gigabytes. The task asks for megabytes: multiply by a thousand.",
    when=lambda answer: abs(answer - 0.168) < 0.001,
)
bytes_per_step.misconception(
    130,
    "Too little. Each worker sends one piece in each of 2 · 7 rounds, and a piece is an eighth of 96 megabytes.",
    when=lambda answer: 0 < answer < 167.4,
)
bytes_per_step.misconception(
    300,
    "Too much. Each worker sends one piece in each of 2 · 7 rounds, and a piece is an eighth of 96 megabytes.",
    when=lambda answer: answer > 168.6,
)
