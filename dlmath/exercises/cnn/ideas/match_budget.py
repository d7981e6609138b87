"""match_budget: channels in between, so that two small convolutions cost what a large one does."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="One convolution with `k` × `k` kernels turns `c` channels into `c`. Replace it with two 3 × 3 ones, from "
    "`c` to `m` channels and from `m` to `c`. Each kernel has a bias. Return the number `m` of channels in between, "
    "at least 1, that brings the parameter count as close as possible to that of the one convolution. (`k` is odd and "
    "at least 3.)",
    hints=[
        "Write down both counts. A convolution from c to m channels has m kernels, each with c · 9 weights and a bias.",
        "The two small ones have m (9 c + 1) + c (9 m + 1) = m (18 c + 1) + c parameters. Set that equal to c (c k² + "
        "1).",
        "That gives m = c² k² / (18 c + 1). Round to the nearest whole number, and take 1 if that is 0.",
    ],
    also=("whole",),
)
def match_budget(c, k):
    """Channels in between, for about as many parameters."""
    # m (9 c + 1) + c (9 m + 1) = c (c k² + 1), solved for m; the last biases are the same on both sides.
    m = round(c**2 * k**2 / (18 * c + 1))
    return max(m, 1)


@match_budget.cases
def cases(rng):
    drawn = [(int(c), int(k)) for c, k in zip(rng.integers(2, 90, size=4), [3, 5, 7, 9], strict=True)]
    return [(8, 5), (16, 7), (4, 5), (6, 3), (64, 11), (12, 5), (5, 7), *drawn]


@match_budget.edge_cases
def edge_cases(rng):
    return [(1, 3), (1, 5), (1, 7), (2, 3), (3, 3), (512, 3), (512, 7), (19, 9), (29, 19), (7, 17)]


@match_budget.law("one channel more or less does not come closer to the budget")
def _(f, c, k):
    def miss(m):
        return abs(m * (9 * c + 1) + c * (9 * m + 1) - c * (c * k**2 + 1))

    m = f(c, k)
    return m >= 1 and miss(m) <= miss(m + 1) and (m == 1 or miss(m) <= miss(m - 1))


match_budget.instead_of(
    "round(c**2 * k**2 / (18 * c + 1))",
    {
        "round(c * k**2 / 18)": "You left out the biases in between, one for each of the m channels. Each of them "
        "brings 18 c + 1 parameters.",
        "int(c**2 * k**2 / (18 * c + 1))": "You took the largest number that stays within the budget. The next one up "
        "may be closer: round to the nearest.",
        "round(c**2 * k**2 / (18 * c + 1) + 0.5)": "You took the first number that reaches the budget. The one below "
        "it may be closer: round to the nearest.",
        "round(c * k**2 / (9 * c + 9 * c + 1))": "The large convolution has c · c · k² weights: one kernel for each "
        "of its c outputs, and each sees all c channels.",
        "round(c**2 * k / (6 * c + 1))": "A k × k kernel has k · k entries, and a 3 × 3 kernel has nine.",
        "round(c**2 * k / (18 * c + 1))": "A kernel has k · k entries, so the large one has c² k² weights.",
        "round(c**2 * k**2 / (9 * c + 1))": "You counted only the first of the two small convolutions. The second one "
        "goes from m back to c channels and has 9 m c weights, too.",
        "round(c**2 * k**2 / (9 * c))": "You counted only one of the two small convolutions, and no biases. The "
        "second one goes from m back to c channels.",
        "round(c**2 * k**2 / (6 * c + 1))": "A 3 × 3 kernel has nine entries, not three.",
        "round((c * (c * k**2 + 1)) / (18 * c + 1))": "Count the biases once more. Those of the last c kernels appear "
        "on both sides and cancel, so m (18 c + 1) = c² k².",
        "round((c**2 * k**2 + 1) / (18 * c + 1))": "The large convolution has c biases, one for each kernel, not a "
        "single one. They cancel against those of the last c kernels.",
        "round(c**2 * k**2 / (18 * c + 2))": "A channel in between brings one bias, that of its own kernel. The "
        "kernels of the second convolution have c biases altogether, however many channels come in.",
        "round((k**2 / 9) * c / 2 + 1)": "Solve m (18 c + 1) + c = c (c k² + 1) for m, and then round.",
        "round((c**2 * k**2 / 9 + c) ** 0.5)": "You made both small convolutions go from m to m channels. They go "
        "from c to m, and from m to c.",
        "round(c * k / 18**0.5)": "You made both small convolutions go from m to m channels. They go from c to m, and "
        "from m to c.",
    },
)
match_budget.instead_of(
    "return max(m, 1)",
    {
        "return m": "For one channel and small kernels, your formula rounds to 0, but there has to be at least 1 "
        "channel in between.",
        "return max(m, c)": "There can be fewer than c channels in between: the minimum is 1.",
        "return m + 1": "That is one channel too many.",
        "return max(m, 1) - 1": "That is one channel too few. (If you took the position of the smallest gap in a "
        "list: positions count from 0, but the channels start at 1.)",
        "return m * (18 * c + 1) + c": "That is the number of parameters. The question asks how many channels in "
        "between bring it close to the budget.",
    },
)


@match_budget.misconception(
    "You kept c channels in between. Then the two small convolutions have 18 c² + 2 c parameters, fewer or more than "
    "the large one has: choose m."
)
def keeps_the_channels(c, k):
    return c


@match_budget.misconception(
    "You search only up to c channels in between. With large kernels, more than c fit into the budget."
)
def searches_too_few(c, k):
    return min(range(1, c + 1), key=lambda m: abs(m * (18 * c + 1) + c - c * (c * k**2 + 1)))


@match_budget.misconception(
    "Your number is right up to rounding, but it is not a whole number yet, and channels come whole. Round it."
)
def does_not_round(c, k):
    return c**2 * k**2 / (18 * c + 1)


@match_budget.misconception(
    "You left out the biases in between, one for each of the m channels, and rounded down. With them, it is c² k² / "
    "(18 c + 1), rounded to the nearest whole number."
)
def no_biases_rounded_down(c, k):
    return max(c * k**2 // 18, 1)


@match_budget.misconception(
    "Each of the m channels in between brings one bias, not c of them: 18 c + 1 parameters in all."
)
def c_biases_each(c, k):
    return max(round(c**2 * k**2 / (18 * c + c)), 1)


@match_budget.misconception(
    "Your search ends too early. With many channels and large kernels, the best m is in the hundreds or thousands: "
    "solve for it, or search on."
)
def searches_to_a_hundred(c, k):
    return min(range(1, 100), key=lambda m: abs(m * (18 * c + 1) + c - c * (c * k**2 + 1)))


@match_budget.misconception(
    "You gave each of the two small convolutions half the budget. Write down both counts with their biases: m (9 c + "
    "1) and c (9 m + 1)."
)
def half_the_budget(c, k):
    return max(round(c * (c * k**2 + 1) / (9 * c + 1) / 2), 1)


@match_budget.misconception(
    "You made the second convolution go from m to m channels. It goes from m to c: c kernels, each with 9 m weights."
)
def second_from_m_to_m(c, k):
    return min(range(1, 4 * c * k), key=lambda m: abs(m * (9 * c + 1) + m * (9 * m + 1) - c * (c * k**2 + 1)))


@match_budget.misconception(
    "Your answer is always 1. If you look for the smallest difference, take its absolute value (the most negative one "
    "is the farthest below the budget), and keep the smallest so far to compare with."
)
def always_one(c, k):
    return 1


@match_budget.misconception(
    "That is the smallest *number of parameters*, not the number of channels. Compare each count with the budget, and "
    "return the m of the closest."
)
def least_count(c, k):
    return 18 * c + 1 + c


@match_budget.misconception(
    "That is how far the closest count is from the budget. Return the number of channels that comes this close."
)
def smallest_gap(c, k):
    m = match_budget.reference(c, k)
    return abs(m * (18 * c + 1) - c**2 * k**2)
