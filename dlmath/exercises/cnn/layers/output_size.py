"""output_size: count the places at which a window fits."""

from dlmath import cnn
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A row has `n` pixels, and a kernel has `k` weights. Return the number of places, for stride `s`, `p` zeros "
    "at each end, and dilation `r`. Return 0 if the kernel doesn't fit at all. All are whole numbers, and only `p` "
    "can be 0.",
    hints=[
        "How many pixels does the padded row have? And how many does the kernel span, from its first weight to its "
        "last?",
        "The padded row has n + 2 * p pixels, and the kernel spans r * (k - 1) + 1. By how much can the first window "
        "move before it hangs over the end? How many steps of s is that?",
        "room = n + 2 * p - (r * (k - 1) + 1). If room is negative, return 0. Otherwise there are room // s steps, "
        "and one place more than steps.",
    ],
    also=(),
)
def output_size(n, k, s, p, r):
    """How many places a kernel has on a row of n pixels."""
    # How far the window can move before it hangs over the end.
    room = n + 2 * p - (r * (k - 1) + 1)
    # Place 0, and one more for each whole step. If the kernel doesn't fit, this is 0 or less.
    return max(0, room // s + 1)


@output_size.cases
def cases(rng):
    drawn = [tuple(int(v) for v in rng.integers([9, 2, 2, 1, 2], [60, 5, 5, 4, 4])) for _ in range(6)]
    return [
        (6, 3, 1, 0, 1),
        (6, 3, 1, 1, 1),
        (6, 3, 2, 0, 1),
        (6, 3, 1, 0, 2),
        (7, 2, 2, 0, 1),
        (9, 4, 3, 2, 1),
        (9, 3, 2, 1, 3),
        (14, 5, 3, 2, 3),
        (224, 7, 2, 3, 1),
        *drawn,
    ]


@output_size.edge_cases
def edge_cases(rng):
    return [
        (1, 1, 1, 0, 1),
        (3, 3, 5, 0, 4),
        (3, 2, 1, 0, 2),
        (5, 1, 1, 0, 7),
        (5, 1, 2, 0, 1),
        (1, 3, 1, 1, 1),
        (2, 3, 1, 0, 1),
        (2, 9, 2, 1, 1),
        (4, 3, 3, 0, 2),
        (1, 8, 4, 0, 3),
        (3, 4, 2, 0, 1),
        (3_000_001, 5, 2, 0, 1),
    ]


@output_size.law("it is never negative, and where the kernel fits it agrees with dlmath.cnn.output_size")
def _(f, n, k, s, p, r):
    fits = r * (k - 1) + 1 <= n + 2 * p
    return f(n, k, s, p, r) == (cnn.output_size(n, k, s, p, r) if fits else 0)


output_size.instead_of(
    "n + 2 * p - (r * (k - 1) + 1)",
    {
        "n + p - (r * (k - 1) + 1)": "You added the padding once. There are p zeros at *each* end: n + 2 * p pixels.",
        "n - (r * (k - 1) + 1)": "The padding is missing. With p zeros at each end, the row has n + 2 * p pixels.",
        "n - 2 * p - (r * (k - 1) + 1)": "You subtracted the padding. It makes the row longer: n + 2 * p.",
        "n + 2 * p - k": "The dilation is missing. With r pixels from one weight to the next, the kernel spans r * (k "
        "- 1) + 1 pixels, not k.",
        "n + 2 * p - r * k": "k weights have only k − 1 steps between them, with no gap after the last: the kernel "
        "spans r * (k - 1) + 1 pixels, not r * k.",
        "n + 2 * p - (r * k - 1)": "The kernel spans r * (k - 1) + 1 pixels. That is r * k - r + 1, not r * k - 1.",
        "n + 2 * p - r * (k - 1)": "Your kernel is one pixel too short: k − 1 steps of r pixels reach from the first "
        "weight to the last, and the last pixel counts, too. It spans r * (k - 1) + 1.",
        "n + 2 * p - (r * (k - 1) + 1) - 1": "You leave out the last window where it just fits. The kernel spans r * "
        "(k - 1) + 1 pixels, and the last window may start as late as n + 2 * p minus that; a range has to end one "
        "later.",
        "n + 2 * p - ((r - 1) * (k - 1) + 1)": "You counted the pixels *between* the weights, r − 1 of them. From one "
        "weight to the next it is r pixels.",
        "n + 2 * p - ((r + 1) * (k - 1) + 1)": "You left out r pixels between two weights. Dilation r means r pixels "
        "from one weight to the next; with r = 1 there is no gap.",
        "n + 2 * p - (k + r - 1)": "You counted a single gap. There is one between any two neighbors of the k "
        "weights: the kernel spans r * (k - 1) + 1.",
        "n + 2 * p * r - (r * (k - 1) + 1)": "You stretched the padding as well. Dilation spreads the weights; the "
        "padding stays p zeros.",
        "n + 2 * p * s - (r * (k - 1) + 1)": "You let the padding add 2 * p *places*, whatever the stride. It adds 2 "
        "* p pixels: add them to n, before you divide by s.",
        "n + 2 * p - s * (k - 1) - 1": "You used the stride between the weights. That is the dilation r; the stride s "
        "is from one place to the next.",
    },
)
output_size.instead_of(
    "room // s + 1",
    {
        "room // s": "Place 0 counts, too: a window that can't move at all still has one place. Add 1.",
        "room + 1": "The stride is missing: the window moves by s pixels at a time.",
        "(room + 1) // s": "The 1 is place 0, which is no step. Divide the room first, and then add 1.",
        "room // s + 2": "That is one place too many.",
        "-(-room // s) + 1": "You rounded up, so the last window hangs over the end. Round down.",
        "round(room / s) + 1": "You rounded to the nearest whole number. Where that rounds up, the last window hangs "
        "over the end. Round down: //.",
        "room / s + 1": "A number of places is whole. Round the quotient down: // instead of /.",
        "room * s + 1": "You multiplied by the stride. A longer step leaves *fewer* places: divide.",
        "room // r + 1": "You divided by the dilation. The window moves by the stride s.",
        "room % s + 1": "% is the remainder. The quotient, rounded down, is //.",
        "(room // s + 1) ** 2": "That is for a square image. The question is about a single row.",
    },
)


@output_size.misconception(
    "Where the kernel doesn't fit, the formula can give a negative number, or a wrong one. Return 0 if the kernel "
    "spans more than n + 2 * p pixels."
)
def below_zero(n, k, s, p, r):
    return (n + 2 * p - r * (k - 1) - 1) // s + 1


@output_size.misconception(
    "If the room is 0, the kernel fits in a single place. Return 0 only if the room is *negative*."
)
def nothing_if_it_just_fits(n, k, s, p, r):
    room = n + 2 * p - r * (k - 1) - 1
    return room // s + 1 if room > 0 else 0


@output_size.misconception(
    "You compare k with the row. But with dilation, the kernel spans r * (k - 1) + 1 pixels, and the row has n + 2 * p."
)
def compares_the_weights(n, k, s, p, r):
    return 0 if k > n + 2 * p else (n + 2 * p - r * (k - 1) - 1) // s + 1


@output_size.misconception(
    "You compare the kernel with the n pixels. It may lie on the zeros of the padding, too: compare it with n + 2 * p."
)
def forgets_the_padding_when_it_compares(n, k, s, p, r):
    span = r * (k - 1) + 1
    return 0 if span > n else (n + 2 * p - span) // s + 1


@output_size.misconception(
    "int(…) cuts toward 0, so for a negative quotient it rounds *up*. Return 0 if the kernel doesn't fit, before you "
    "divide."
)
def cuts_toward_zero(n, k, s, p, r):
    return int((n + 2 * p - r * (k - 1) - 1) / s) + 1


@output_size.misconception(
    "There isn't always at least one place: if the kernel spans more than the padded row, there is none. Return 0 then."
)
def at_least_one(n, k, s, p, r):
    return max(1, (n + 2 * p - r * (k - 1) - 1) // s + 1)


@output_size.misconception(
    "You started a window at each s-th pixel of the row, even where it hangs over the end. The last one must end "
    "within the padded row."
)
def hangs_over(n, k, s, p, r):
    return len(range(0, n + 2 * p, s))


@output_size.misconception(
    "You compare k with n. But with dilation, the kernel spans r * (k - 1) + 1 pixels, and with padding, the row has "
    "n + 2 * p."
)
def compares_k_with_n(n, k, s, p, r):
    return 0 if k > n else (n + 2 * p - r * (k - 1) - 1) // s + 1


@output_size.misconception(
    "Where the kernel doesn't fit, your formula can give a negative number: int(…) only cuts off the decimals. Return "
    "0 if the kernel spans more than n + 2 * p pixels."
)
def cuts_the_whole_quotient(n, k, s, p, r):
    return int((n + 2 * p - r * (k - 1) - 1) / s + 1)


@output_size.misconception(
    "You divided the number of places by the dilation. Dilation doesn't skip places. It makes the kernel longer: the "
    "kernel spans r * (k - 1) + 1 pixels instead of k."
)
def divides_the_places(n, k, s, p, r):
    return max(0, ((n + 2 * p - k) // s + 1) // r)


@output_size.misconception(
    "int(…) cuts toward 0: a room of −1 and a stride of 3 give 0 steps, and so one place, where the kernel doesn't "
    "fit. // rounds down, to −1."
)
def cuts_toward_zero_but_not_below(n, k, s, p, r):
    return max(0, int((n + 2 * p - r * (k - 1) - 1) / s) + 1)


@output_size.misconception(
    "`if room` is False only where the room is 0, and there the kernel just fits. Ask whether the room is *negative*."
)
def zero_for_zero(n, k, s, p, r):
    room = n + 2 * p - r * (k - 1) - 1
    return room // s + 1 if room else 0


@output_size.misconception(
    "A window may start in the zeros behind the row, too, if it is short. The last start is the one whose window "
    "still ends within the padded row."
)
def starts_within_the_row(n, k, s, p, r):
    return sum(start + r * (k - 1) < n + p for start in range(-p, n, s))
