"""receptive_field: a step behind a stride is worth more pixels."""

import numpy as np

from dlmath import cnn
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`layers` is a list of pairs `(k, s)`, the kernel size and the stride of each layer, starting with the first "
    "layer. Return how far an output of the last layer sees along one side: the number of pixels from the first to "
    "the last "
    "that it depends on. Dilation is 1, and the image is so large that no edge is near. Without any layers, an output "
    "is a pixel.",
    hints=[
        "A window of k entries reaches over k − 1 steps from one entry to the next. How many *pixels* of the image is "
        "such a step?",
        "In the first layer, a step is 1 pixel. After a layer with stride s, neighbors are s times as far apart. "
        "Keep that distance in a variable beside the field.",
        "Start with field = 1 and step = 1. For each (k, s), first field = field + (k - 1) * step, then "
        "step = step * s.",
    ],
    also=(),
)
def receptive_field(layers):
    """How many pixels along one side an output sees, first to last."""
    field, step = 1, 1
    for k, s in layers:
        # k − 1 steps between the entries of the window, each worth `step` pixels.
        field = field + (k - 1) * step
        step = step * s
    return field


@receptive_field.cases
def cases(rng):
    def drawn(n):
        return [(int(k), int(s)) for k, s in zip(rng.integers(2, 8, n), rng.integers(2, 4, n), strict=True)]

    return [
        ([(3, 1)],),
        ([(3, 1), (3, 1)],),
        ([(3, 2), (3, 1)],),
        ([(5, 1), (2, 2), (5, 1), (2, 2)],),
        ([(7, 2), (3, 2), (3, 1), (3, 1)],),
        ([(3, 2), (4, 3), (2, 1), (5, 2)],),
        ([(1, 2), (3, 3), (4, 2), (2, 1)],),
        (drawn(5),),
        (drawn(6),),
    ]


@receptive_field.edge_cases
def edge_cases(rng):
    return [
        ([],),
        ([(1, 1)],),
        ([(4, 3)],),
        ([(1, 2), (1, 3)],),
        ([(3, 1)] * 40,),
        ([(2, 2)] * 20,),
    ]


@receptive_field.law("it agrees with dlmath.cnn.receptive_field")
def _(f, layers):
    return not layers or f(layers) == cnn.receptive_field([k for k, _ in layers], [s for _, s in layers])


@receptive_field.law("the stride of the last layer doesn't matter")
def _(f, layers):
    return not layers or f([*layers[:-1], (layers[-1][0], 7)]) == f(layers)


@receptive_field.law("after a layer with a window of 1 and stride 2, a field of R becomes 2R − 1")
def _(f, layers):
    return f([(1, 2), *layers]) == 2 * f(layers) - 1


receptive_field.instead_of(
    "field = field + (k - 1) * step",
    {
        "field = field + k * step": "A window of k entries reaches over only k − 1 steps: two windows side by side "
        "overlap.",
        "field = field + (k - 1)": "The strides are missing. After a stride, a step from one entry to the next is "
        "worth several pixels.",
        "field = field + (k - 1) * s": "You multiplied by the layer's own stride. What counts is the product of the "
        "strides *before* it.",
        "field = field + k - 1 * step": "The parentheses are missing: (k - 1) * step.",
        "field = field + (k + 1) * step": "A window of k entries reaches over k − 1 steps, not k + 1.",
        "field = field * (k - 1) * step": "The window *adds* to the field whatever it reaches on both sides. Add; "
        "don't "
        "multiply.",
        "field = field + (k - 1) + step": "Each of the k − 1 steps is worth `step` pixels: multiply.",
        "field = field + 2 * (k // 2) * step": "Twice k // 2 is k − 1 for odd k only. A window has k − 1 steps.",
        "field = (k - 1) * step": "You overwrite the field. Each layer adds to the one before it.",
        "field = field + (k // 2) * step": "That is what the window adds on one side. It adds k − 1 steps altogether.",
        "field = field * k": "Your field is the product of the window sizes, as if the windows lay side by side. They "
        "overlap: a layer adds k − 1 steps, and a step is worth the product of the *strides* before it.",
        "field = max(field, k * step)": "The window of a later layer lies on *outputs*, each of which sees a patch "
        "itself. Add to the field.",
    },
)
receptive_field.instead_of(
    "step = step * s",
    {
        "step = s": "You kept only the last stride. The strides multiply: after two strides of 2, a step is worth 4 "
        "pixels.",
        "step = step + s": "You added the strides. They multiply: after two strides of 3, a step is worth 9 pixels.",
        "step = step + s - 1": "You added the strides. They multiply: after two strides of 3, a step is worth 9 "
        "pixels.",
        "step = s**2": "The strides of all layers multiply. Multiply what was there: step * s.",
        "step = step // s": "You divided. After a stride, the neighbors are *farther* apart.",
        "step = step * (s - 1)": "After a stride of s, neighbors are s pixels apart, not s − 1.",
    },
)
receptive_field.instead_of(
    "field, step = 1, 1",
    {
        "field, step = 0, 1": "That is one pixel too few. Without any layers, an output is a pixel: start with a "
        "field of 1.",
        "field, step = 1, 0": "The first step is worth 1 pixel, not 0.",
        "field, step = 1, 2": "The first step is worth 1 pixel: nothing has been skipped yet.",
    },
)
receptive_field.instead_of(
    "return field",
    {
        "return field**2": "That is the number of pixels in the whole square. The question asks for its side.",
        "return step": "You returned the distance between neighbors. Return the field.",
        "return field, step": "Return the field alone.",
        "return field + 1": "That is one pixel too many. Without any layers, the field is 1.",
    },
)


@receptive_field.misconception(
    "You multiply the step by the layer's stride before you use it. A layer's own stride only matters to the layers "
    "after it."
)
def own_stride_first(layers):
    field, step = 1, 1
    for k, s in layers:
        step *= s
        field += (k - 1) * step
    return field


@receptive_field.misconception(
    "You went through the layers in the wrong order for your formula. field + (k - 1) * step goes from the first layer "
    "to the last; (field - 1) * s + k goes from the last to the first."
)
def backward_order(layers):
    return receptive_field(layers[::-1])


@receptive_field.misconception("You return inside the loop, after the first layer. Move the return below the loop.")
def after_the_first(layers):
    return receptive_field(layers[:1])


@receptive_field.misconception(
    "The last layer is missing. Its stride doesn't count, but its window does: it adds k − 1 steps."
)
def without_the_last(layers):
    return receptive_field(layers[:-1])


@receptive_field.misconception(
    "The first layer is missing. It adds k − 1 pixels, and its stride counts for all the others."
)
def without_the_first(layers):
    return receptive_field(layers[1:])


@receptive_field.misconception(
    "You count backward, which is fine, but in the wrong order: n outputs of a layer reach over (n − 1) · s + k of its "
    "inputs. Multiply n − 1 by the stride, and add the window."
)
def backward_without_minus(layers):
    field = 1
    for k, s in reversed(layers):
        field = field * s + k - 1
    return field


@receptive_field.misconception("You used the pairs the wrong way around: the kernel size is first, then the stride.")
def swapped(layers):
    return receptive_field([(s, k) for k, s in layers])


@receptive_field.misconception(
    "You list the field after each layer. Return a single number: the field of the last one."
)
def all_of_them(layers):
    return [receptive_field(layers[: i + 1]) for i in range(len(layers))]


@receptive_field.misconception(
    "You added up the sizes of the windows. Neighboring windows overlap, and after a stride, a step is worth more than "
    "a pixel."
)
def sum_of_windows(layers):
    return sum(k for k, _ in layers)


@receptive_field.misconception(
    "You count backward, which is fine. But n outputs of a layer reach over (n − 1) · s + k of its inputs: the windows "
    "of n outputs are only n − 1 strides apart."
)
def backward_one_stride_too_many(layers):
    field = 1
    for k, s in reversed(layers):
        field = field * s + k
    return field


@receptive_field.misconception(
    "You multiply the field by the stride of the layer that comes on top. A stride spreads the windows of the layers "
    "*after* it: keep the product of the strides in a variable of its own, and add (k - 1) times it."
)
def forward_times_stride(layers):
    field = 1
    for k, s in layers:
        field = field * s + k - 1
    return field


@receptive_field.misconception(
    "You start with the first layer, but without any layers there is none. Start with a field of 1 and a step of 1."
)
def starts_with_the_first(layers):
    return layers[0][0] + receptive_field(layers) - layers[0][0]


@receptive_field.misconception(
    "You multiplied all sizes and all strides. Windows overlap: a layer *adds* k − 1 steps, each worth the product of "
    "the strides before it."
)
def product_of_everything(layers):
    field = 1
    for k, s in layers:
        field = field * k * s
    return field


@receptive_field.misconception(
    "You divided by the stride. A stride makes the steps of the *later* layers longer: multiply theirs by it."
)
def divides_by_the_stride(layers):
    return 1 + sum((k - 1) // s for k, s in layers)


@receptive_field.misconception(
    "You took the largest window. The window of a later layer lies on outputs, each of which sees a patch itself: add "
    "what each layer adds."
)
def largest_window(layers):
    return max([k for k, _ in layers], default=1)


@receptive_field.misconception("Without any layers, an output is a pixel, and depends on 1 pixel: itself.")
def nothing_without_layers(layers):
    return receptive_field(layers) if layers else 0


@receptive_field.misconception(
    "Where a stride is longer than the window, some pixels in between are never read. You left them out: count all "
    "pixels from the first to the last."
)
def without_the_gaps(layers):
    seen = np.zeros(1, dtype=int)
    for k, s in reversed(layers):
        seen = np.unique(np.add.outer(s * seen, np.arange(k)))
    return len(seen)


@receptive_field.misconception(
    "For the first layer, layers[i - 1] is layers[-1], the *last* one: Python counts negative places from the end. No "
    "stride comes before the first layer."
)
def stride_of_the_last(layers):
    field, step = 1, 1
    for i, (k, _) in enumerate(layers):
        step *= layers[i - 1][1]
        field += (k - 1) * step
    return field
