"""vgg_with_a_mean: nine tenths of VGG-16 can be left out."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Replace VGG-16's three dense layers with `GlobalPool()`, which takes the mean of each channel, and one "
    "`Dense(1000)`. How many parameters does the new network have? The convolutions keep their 14,714,688.",
    tolerance=0.5,
    hints=[
        "How many numbers are left of 512 × 7 × 7 after a mean over each channel?",
        "512. A dense layer of 1000 units on 512 inputs has 1000 · (512 + 1) parameters.",
        "Add 513,000 to 14,714,688.",
    ],
)
def vgg_with_a_mean():
    # 512 channels are left, one number each, and every unit has a bias.
    return 14_714_688 + 1000 * 513


CONVOLUTIONS = 14_714_688
for value, message in {
    CONVOLUTIONS + 512_000: "The biases of the dense layer are missing: 1000 of them.",
    CONVOLUTIONS + 512_001: "Each of the 1000 units has a bias, so there are 1000 of them.",
    CONVOLUTIONS + 512_512: "There is a bias for each *output*, so 1000 of them, not 512.",
    CONVOLUTIONS + 1000 * (512 * 49 + 1): "You connected all 512 · 7 · 7 numbers. After the mean there is one number "
    "for each channel.",
    CONVOLUTIONS
    + 1000 * 512 * 49: "You connected all 512 · 7 · 7 numbers, without biases. After the mean there is one "
    "number for each channel, and each unit has a bias.",
    CONVOLUTIONS: "That is without the dense layer. It reads 512 numbers and has 1000 units.",
    513_000: "That is the dense layer alone. Add the convolutions.",
    512_000: "That is the dense layer's weights alone. Add its biases and the convolutions.",
    CONVOLUTIONS + 1000 * 50: "After the mean, 512 numbers are left, one for each channel, not 49.",
    CONVOLUTIONS + 4097 * 1000: "That keeps VGG-16's last layer, with its 4096 inputs. Now it has 512.",
    138_357_544: "That is VGG-16 as it was.",
    138_357_544 + 513_000: "You added the new layer but kept the old ones. The three dense layers are gone.",
    138_357_544 - CONVOLUTIONS: "Those are the three dense layers that were removed.",
    138_357_544 - CONVOLUTIONS - 513_000: "That is how many parameters were saved. How many are left?",
    CONVOLUTIONS + 513_000 + 512: "The pooling learns nothing: a mean has no parameters.",
    CONVOLUTIONS + 513_000 + 1024: "The pooling learns nothing: a mean has no parameters.",
}.items():
    vgg_with_a_mean.misconception(value, message)
vgg_with_a_mean.misconception(
    15.2,
    "Answer with the whole number of parameters, not in millions.",
    when=lambda answer: abs(answer - 15.227688) < 0.3,
)
vgg_with_a_mean.misconception(
    1_000_000,
    "The convolutions alone have 14,714,688, so the total must be larger.",
    when=lambda answer: 16 < answer < CONVOLUTIONS,
)
vgg_with_a_mean.misconception(-5, "A number of parameters is positive.", when=lambda answer: answer <= 0)
vgg_with_a_mean.misconception(
    15_200_000,
    "Close, but the question asks for the exact number: 14,714,688 and a dense layer of 1000 units with 512 weights "
    "and a bias each.",
    when=lambda answer: 15_100_000 < answer < 15_350_000,
)
vgg_with_a_mean.misconception(
    20_000_000,
    "The convolutions have 14,714,688. Add only 1000 units with 512 weights and a bias each.",
    when=lambda answer: answer > CONVOLUTIONS,
)
