"""bottleneck_multiply_adds: what each of the two layers sees."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should return the multiply–adds of a 1 × 1 convolution from `c` channels to `middle`, followed "
    "by a `k` × `k` convolution from `middle` to `new` channels, on an image of `h` × `w` places. The padding keeps "
    "the size. It runs, but it has two mistakes. Fix them.",
    hints=[
        "Set middle = 0: then nothing is left to multiply. Does the function say so?",
        "How large are the kernels of the first convolution? And how many channels reach the second?",
        "squeeze = h * w * c * middle, and spread = h * w * middle * new * k**2.",
    ],
    also=("whole",),
)
def bottleneck_multiply_adds(h, w, c, middle, new, k):
    """Multiply–adds of a 1 × 1 convolution and the k × k after it."""
    # The first kernels have 1 × 1 places, the second ones see only the middle channels.
    squeeze = h * w * c * middle
    spread = h * w * middle * new * k**2
    return squeeze + spread


@bottleneck_multiply_adds.start(
    "Look at each layer's own kernel and at what comes in: the first convolution is 1 × 1, and the second one "
    "sees only "
    "the `middle` channels."
)
def wrong_bill(h, w, c, middle, new, k):
    """Multiply–adds of a 1 × 1 convolution and the k × k after it."""
    squeeze = h * w * c * middle * k**2
    spread = h * w * c * new * k**2
    return squeeze + spread


@bottleneck_multiply_adds.cases
def cases(rng):
    drawn = [tuple(int(v) for v in rng.integers(2, 30, size=6)) for _ in range(3)]
    return [(1, 1, 2, 3, 5, 3), (2, 3, 4, 5, 6, 3), (28, 28, 192, 16, 32, 5), (7, 5, 40, 11, 13, 7), *drawn]


@bottleneck_multiply_adds.edge_cases
def edge_cases(rng):
    return [(1, 1, 1, 1, 1, 1), (4, 4, 3, 0, 5, 3), (3, 2, 6, 4, 5, 1), (60, 90, 256, 64, 3, 11)]


@bottleneck_multiply_adds.law("twice the middle channels cost twice as much")
def _(f, h, w, c, middle, new, k):
    return f(h, w, c, 2 * middle, new, k) == 2 * f(h, w, c, middle, new, k)


@bottleneck_multiply_adds.symptom(
    "The first convolution: its cost grows with k, but its kernels are 1 × 1 whatever k is."
)
def first_with_k(f):
    # With new = 0 only the first convolution is left, and only its cost depends on c.
    def of_c(k):
        return f(2, 3, 5, 7, 0, k) - f(2, 3, 4, 7, 0, k)

    return of_c(3) != of_c(1)


@bottleneck_multiply_adds.symptom(
    "The second convolution: its cost doesn't depend on `middle`, but `middle` channels are all that reach it."
)
def second_without_middle(f):
    # With middle = 0 nothing is left to multiply; the start still counts 2 · 3 · 5 · 7 · 9.
    return f(2, 3, 5, 0, 7, 3) == 1890


bottleneck_multiply_adds.instead_of(
    "squeeze = h * w * c * middle",
    {
        "squeeze = h * w * c * middle * k**2": "The second convolution is right now. The first one still has "
        "kernels of "
        "k × k, but they are 1 × 1.",
        "squeeze = c * middle": "The weights of the 1 × 1 convolution are used at each of the h · w places.",
        "squeeze = h * w * c * middle * k": "The first convolution's kernels are 1 × 1: k plays no part there.",
        "squeeze = h * w * c * new": "The first convolution gives `middle` channels, not `new`.",
        "squeeze = h * w * middle": "Each of the middle channels is a sum over all `c` channels: the factor c "
        "is missing.",
        "squeeze = h * w * (c + 1) * middle": "Biases are added, not multiplied: multiply–adds leave them out.",
        "squeeze = h * w * (c + middle)": "Each pair of an input and an output channel has a weight: c · middle.",
    },
)
bottleneck_multiply_adds.instead_of(
    "spread = h * w * middle * new * k**2",
    {
        "spread = h * w * c * new * k**2": "The first convolution is right now. The second one still sees `c` "
        "channels, "
        "but only `middle` reach it.",
        "spread = h * w * middle * new * k": "A kernel has k · k weights per channel, not k.",
        "spread = h * w * middle * k**2": "Each of the `new` channels has a kernel of its own: the factor new is "
        "missing.",
        "spread = h * w * new * k**2": "A kernel of the second convolution sees all `middle` channels: that factor is "
        "missing.",
        "spread = h * w * middle * new * 2 * k": "k**2 is k · k, not 2 · k.",
        "spread = h * w * middle * new": "The second convolution's kernels are k × k: the factor k² belongs there.",
        "spread = middle * new * k**2": "The weights of the second convolution are used at each of the h · w places.",
        "spread = h * w * c * middle * k**2": "The second convolution leads from `middle` to `new` channels.",
        "spread = h * w * (middle + 1) * new * k**2": "Biases are added, not multiplied: multiply–adds leave them out.",
        "spread = (h - k + 1) * (w - k + 1) * middle * new * k**2": "The padding keeps the size: h · w places "
        "are left.",
        "spread = h * w * (c + middle) * new * k**2": "Only the middle channels reach the second convolution.",
    },
)
bottleneck_multiply_adds.instead_of(
    "return squeeze + spread",
    {
        "return squeeze * spread": "The two layers work one after the other: add their costs.",
        "return spread": "The 1 × 1 convolution is not free. Add both.",
        "return squeeze": "That is the 1 × 1 convolution alone. Add both.",
        "return 2 * (squeeze + spread)": "A multiplication together with its addition counts as one.",
        "return squeeze, spread": "Return the sum of both, one number.",
        "return squeeze - spread": "Costs are added.",
    },
)


@bottleneck_multiply_adds.misconception("Images need not be square: there are h · w places, not h · h.")
def square_images(h, w, c, middle, new, k):
    return h * h * middle * (c + new * k**2)


@bottleneck_multiply_adds.misconception(
    "You count the weights of both layers. Each of them is used at all h · w places."
)
def weights_alone(h, w, c, middle, new, k):
    return middle * (c + new * k**2)


@bottleneck_multiply_adds.misconception(
    "You added biases. A multiply–add is a multiplication together with the addition that follows it, and a bias is "
    "not multiplied."
)
def with_biases(h, w, c, middle, new, k):
    return h * w * middle * (c + new * k**2) + middle + new


@bottleneck_multiply_adds.misconception(
    "You added a bias at every place. A multiply–add is a multiplication together with the addition that follows it, "
    "and a bias is not multiplied."
)
def with_biases_everywhere(h, w, c, middle, new, k):
    return h * w * (middle * (c + new * k**2) + middle + new)


@bottleneck_multiply_adds.misconception(
    "You multiplied the second layer's cost by the first one's. Each of its `middle` inputs is a number that is "
    "already there: the factor c is not paid twice."
)
def one_through_the_other(h, w, c, middle, new, k):
    return h * w * c * middle * (1 + new * k**2)


@bottleneck_multiply_adds.misconception(
    "That is the k × k convolution straight from `c` to `new` channels. The 1 × 1 convolution comes first, and only "
    "`middle` channels reach the second one."
)
def direct(h, w, c, middle, new, k):
    return h * w * c * new * k**2
