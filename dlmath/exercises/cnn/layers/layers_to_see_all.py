"""layers_to_see_all: without strides, sight grows slowly."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="What is the smallest number of 3 × 3 layers, with stride 1 and no pooling, that gives an output a receptive "
    "field of 224 pixels or more along one side?",
    tolerance=0,
    hints=[
        "Without any layers, the receptive field is 1. How much does each layer add?",
        "Each 3 × 3 layer adds k − 1 = 2 pixels, so after n layers it is 1 + 2n. When is that at least 224?",
        "111 layers see 1 + 222 = 223 pixels. That is one pixel too few.",
    ],
)
def layers_to_see_all():
    # 1 + 2 n ≥ 224, so n ≥ 111.5: the next whole number.
    n = 0
    while 1 + 2 * n < 224:
        n = n + 1
    return n


layers_to_see_all.misconception(
    111, "111 layers see 1 + 2 · 111 = 223 pixels, one too few. The field must be 224 *or more*: round up."
)
layers_to_see_all.misconception(
    111.5, "That solves 1 + 2n = 224. But layers are whole: with 111 the field is too small, so round up."
)
layers_to_see_all.misconception(
    113, "113 layers see 227 pixels. That is enough, but so is one layer fewer: 1 + 2 · 112 = 225."
)
layers_to_see_all.misconception(
    75,
    "You divided 224 by 3. That is how many windows lie side by side. The windows of two layers overlap: each layer "
    "adds only k − 1 = 2 pixels.",
    when=lambda answer: 74 <= answer <= 75,
)
layers_to_see_all.misconception(
    223, "You added 1 pixel for each layer. A 3 × 3 layer adds one on *each* side: 2 pixels.",
    when=lambda answer: answer in (222, 223, 224),
)  # fmt: skip
layers_to_see_all.misconception(
    5,
    "You tripled the field with each layer. That would need a stride of 3. With stride 1, each "
    "layer *adds* k − 1 = 2 pixels.",
    when=lambda answer: 4 <= answer < 7,
)
layers_to_see_all.misconception(
    8,
    "You doubled the field with each layer. That would need a stride of 2. With stride 1, each layer *adds* "
    "k − 1 = 2 pixels.",
    when=lambda answer: 7 <= answer <= 8,
)
layers_to_see_all.misconception(
    225, "That is the receptive field itself. The question is how many layers it takes: each adds 2 pixels to 1."
)
layers_to_see_all.misconception(
    1,
    "One layer sees 3 pixels, and each additional one adds 2.",
    when=lambda answer: answer < 4,
)
layers_to_see_all.misconception(
    12544,
    "Count along one side: 224 pixels, not 224 · 224. Each layer adds 2 pixels to the side of the field.",
    when=lambda answer: answer > 5000,
)
layers_to_see_all.misconception(
    56,
    "Each 3 × 3 layer adds 2 pixels, not 4: one on each side. After n layers the field is 1 + 2n.",
    when=lambda answer: 55 <= answer <= 56,
)
layers_to_see_all.misconception(
    25,
    "A 3 × 3 window has nine pixels, but along one side it adds only k − 1 = 2.",
    when=lambda answer: 24 <= answer <= 29,
)
layers_to_see_all.misconception(
    90,
    "That is too few: after n layers the field is 1 + 2n pixels, and yours is still smaller than 224.",
    when=lambda answer: answer not in (24, 25, 26, 27, 28, 29, 55, 56, 74, 75) and 8 < answer < 111,
)
layers_to_see_all.misconception(
    150,
    "So many layers are enough, but fewer would do: after n layers the field is 1 + 2n pixels.",
    when=lambda answer: answer not in (222, 223, 224, 225) and 113 < answer <= 5000,
)
