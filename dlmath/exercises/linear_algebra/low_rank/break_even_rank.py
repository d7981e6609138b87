"""break_even_rank: up to how many terms cost no more than the matrix itself."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    kind="derive",
    weight="warm-up",
    task="A picture has `m` rows and `n` columns. A term needs m + n + 1 numbers. Return the largest whole number of "
    "terms that together need no more numbers than the picture has pixels. One expression is enough.",
    hints=[
        "k terms need k·(m + n + 1) numbers, the picture has m·n pixels. Solve k·(m + n + 1) ≤ m·n for k.",
        "k ≤ m·n / (m + n + 1). The largest whole number below a quotient is what the operator // gives.",
        "return m * n // (m + n + 1)",
    ],
)
def break_even_rank(m, n):
    """How many terms need no more numbers than m · n pixels."""
    # k (m + n + 1) ≤ m n, and // rounds down.
    return m * n // (m + n + 1)


@break_even_rank.cases
def cases(rng):
    return [(128, 128), (3, 2), (10, 20), (1, 7), (2, 2), (512, 64), (1000, 1000), (5, 14), (64, 512)]


@break_even_rank.law("k terms fit, and one more does not")
def _(f, m, n):
    return f(m, n) * (m + n + 1) <= m * n < (f(m, n) + 1) * (m + n + 1)


@break_even_rank.law("turning the picture on its side does not change the number")
def _(f, m, n):
    return f(m, n) == f(n, m)


@break_even_rank.misconception(
    "You rounded up. That many terms already need more numbers than the picture has pixels: round down, with //."
)
def rounds_up(m, n):
    return int(np.ceil(m * n / (m + n + 1)))


@break_even_rank.misconception(
    "You rounded to the nearest whole number. When that rounds up, the terms cost more than the picture: use //."
)
def rounds_to_nearest(m, n):
    return round(m * n / (m + n + 1))


@break_even_rank.misconception("Right, but not a whole number. Round down: // instead of /.")
def not_rounded(m, n):
    return m * n / (m + n + 1)


@break_even_rank.misconception("You forgot that σ is a number, too: a term needs m + n + 1.")
def forgets_sigma(m, n):
    return m * n // (m + n)


@break_even_rank.misconception(
    "You asked for *fewer* numbers. Just as many is allowed: with m = 3 and n = 2 one term needs 6, and there are 6 "
    "pixels."
)
def strictly_fewer(m, n):
    return (m * n - 1) // (m + n + 1)


@break_even_rank.misconception(
    "One too many: that is the first number of terms that costs more. Drop the + 1 at the end."
)
def one_too_many(m, n):
    return m * n // (m + n + 1) + 1


@break_even_rank.misconception("One too few. m * n // (m + n + 1) already rounds down.")
def one_too_few(m, n):
    return m * n // (m + n + 1) - 1


@break_even_rank.misconception(
    "That is the largest possible rank, the shorter side. At that rank the terms usually cost more than the picture."
)
def shorter_side(m, n):
    return min(m, n)


@break_even_rank.misconception(
    "Python divides before it adds: m * n // m + n + 1 means (m * n // m) + n + 1. Put m + n + 1 in parentheses."
)
def no_brackets(m, n):
    return m * n // m + n + 1


@break_even_rank.misconception("That is upside down: pixels divided by the cost of a term, m * n // (m + n + 1).")
def upside_down(m, n):
    return (m + n + 1) // (m * n)


@break_even_rank.misconception(
    "You treated the picture as a square. Its sides are m and n: a term needs m + n + 1 numbers."
)
def takes_a_square(m, n):
    return m * m // (2 * m + 1)


@break_even_rank.misconception(
    "You treated the picture as a square. Its sides are m and n: a term needs m + n + 1 numbers."
)
def takes_the_other_square(m, n):
    return n * n // (2 * n + 1)


@break_even_rank.misconception(
    "A term needs the numbers in u and v, plus σ: m + n + 1. You multiplied them instead of adding them."
)
def multiplies_the_lengths(m, n):
    return m * n // (m * n + 1)


@break_even_rank.misconception("That works for 128 × 128 only. Use m and n.")
def only_the_lesson(m, n):
    return 63


@break_even_rank.misconception("That is how many numbers the terms need. The question is how many terms.")
def numbers_not_terms(m, n):
    return m * n // (m + n + 1) * (m + n + 1)


break_even_rank.instead_of(
    "m * n // (m + n + 1)",
    {
        "m * n - (m + n + 1)": "That is how many numbers one term saves. How *many* terms fit into m·n numbers? "
        "Divide.",
        "m * n % (m + n + 1)": "% gives what is left over. How many times it fits is //.",
        "min(m, n) // 2": "Half the shorter side is about right for a square only. Divide the pixels by the cost of a "
        "term, m + n + 1.",
        "m * n // 257": "257 is what a term costs for 128 × 128. In general it costs m + n + 1.",
        "(m + n) // (m * n)": "That is upside down: pixels divided by the cost of a term, m * n // (m + n + 1).",
    },
)
