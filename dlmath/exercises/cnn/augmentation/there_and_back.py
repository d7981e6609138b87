"""there_and_back: what two half pixels leave of one."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="In the middle of a black image, one pixel is 1. All others are 0. Shift the image half a pixel down and "
    "half a pixel right. Then shift the result half a pixel up and half a pixel left. What is the value of that pixel "
    "now?",
    tolerance=0.0005,
    hints=[
        "Begin with the first shift. At half a pixel in both directions, the four weights are equal.",
        "After the first shift, four pixels have the value 1/4. Which four pixels does the second shift look up for "
        "the original place?",
        "It looks up exactly those four, each with weight 1/4: 4 · 1/4 · 1/4.",
    ],
)
def there_and_back():
    # Four pixels of 1/4, and the mean of the four.
    return 4 * (1 / 4) * (1 / 4)


for value, message in {
    1: "The second shift doesn't undo the first, because each of them takes averages. After the first one, the 1 is "
    "spread over four pixels.",
    0.5: "That is right for one direction: two halves, each weighted by a half. The image moves down and to the "
    "right, so there are four pixels, not two.",
    0.0625: "That is 1/4 · 1/4, the contribution of one of the four pixels. The other three contribute just as much.",
    0.125: "There are four pixels of 1/4 after the first shift, and each has weight 1/4. Add up all four.",
    0: "Something is left: the four pixels over which the 1 was spread all count again.",
    0.75: "Each shift takes the mean of four pixels. How much of the 1 do they hold?",
    0.375: "Half a pixel twice gives (1/4, 1/2, 1/4) along a row. You need the middle one, for rows and for columns.",
    2: "A mean is never above the largest of its values. No pixel can be above 1.",
    4: "The weights are 1/4 each, so four pixels of 1/4 give 4 · 1/4 · 1/4.",
    0.015625: "You multiplied by 1/4 once too often. It should be four pixels · 1/4 · 1/4.",
    0.5625: "That is 3/4 · 3/4. A shift by *half* a pixel has the weights 1/2 and 1/2 in each direction.",
    0.3125: "Add up four parts of 1/4 · 1/4. There is no fifth.",
    0.1875: "You have three of the four pixels. The fourth one counts, too.",
}.items():
    there_and_back.misconception(value, message)
there_and_back.misconception(
    3, "A weighted mean stays between the smallest and the largest value, here 0 and 1.", when=lambda answer: answer > 1
)
there_and_back.misconception(
    -0.25, "Nothing here is negative: neither the pixels nor the weights.", when=lambda answer: answer < 0
)
there_and_back.misconception(
    0.2,
    "Compute it exactly. How much does each pixel hold after the first shift? And which pixels does the second shift "
    "look up, with what weights?",
    when=lambda answer: 0 < answer < 1,
)
