"""draw_category: from a random number between 0 and 1 to one of several kinds."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`p` holds the probabilities of the categories 0, 1, 2, … Lay them end to end, and they fill the interval "
    "from 0 to 1: category 0 gets the piece from 0 to $p_0$ (without its right end), category 1 gets the next piece, "
    "of length $p_1$, and so on. `u` is a random number with $0 \\le u < 1$. Return the category whose piece `u` "
    "falls into.",
    hints=[
        "Where does the piece of category 1 end? At p[0] + p[1]. And that of category k?",
        "Go through the categories and add up their probabilities. Stop at the first category whose end lies beyond u.",
        "end = 0.0; for each k: end += p[k], and if u < end: return k.",
    ],
    also=("whole",),
)
def draw_category(p, u):
    """The category whose piece of the interval holds u: a whole number."""
    # Walk along the pieces, up to the first that ends beyond u.
    end = 0.0
    for k in range(len(p)):
        end += p[k]
        if u < end:
            return k


@draw_category.cases
def cases(rng):
    p, q = np.array([0.5, 0.25, 0.25]), np.array([0.125, 0.25, 0.5, 0.125])
    return [
        (np.array([0.25, 0.75]), 0.1),
        (np.array([0.25, 0.75]), 0.6),
        (p, 0.3),
        (p, 0.6),
        (p, 0.9),
        (q, 0.3),
        (q, 0.05),
        (q, 0.8),
        (q, 0.95),
        (np.array([0.1, 0.2, 0.05, 0.3, 0.25, 0.1]), 0.68),
        (np.full(10, 0.1), 0.37),
        (rng.dirichlet(np.ones(12)), float(rng.random())),
    ]


@draw_category.edge_cases
def edge_cases(rng):
    p = np.array([0.5, 0.25, 0.25])
    return [
        (p, 0.0),
        (p, 0.5),
        (p, 0.75),
        (np.array([0.0, 1.0]), 0.0),
        (np.array([0.5, 0.0, 0.5]), 0.5),
        (np.array([1.0]), 0.7),
        (np.array([0, 1, 0]), 0.4),
        (rng.dirichlet(np.ones(300)), 0.77),
        (np.full(1024, 1 / 1024), 1 - 1e-12),
    ]


@draw_category.law("a larger u never gives an earlier category")
def _(f, p, u):
    return f(p, u) <= f(p, (1 + u) / 2)


draw_category.instead_of(
    "u < end",
    {
        "u <= end": "At the end of a piece the next one begins: u < end, not u <= end. Otherwise a category of "
        "probability 0 can be drawn.",
        "u > end": "The comparison is the wrong way around: stop at the first piece that ends *beyond* u.",
        "u < p[k]": "You compared u with a single probability. Piece k ends at p[0] + … + p[k].",
        "u > p[k]": "You compared u with a single probability, and the wrong way around. Piece k ends at p[0] + … + "
        "p[k], and you stop where u is smaller.",
        "u < 1 - end": "Lay the pieces from left to right. Piece k ends at p[0] + … + p[k], not at 1 minus that.",
    },
)
draw_category.instead_of(
    "return k",
    {
        "return k + 1": "Your category is one too large: they are counted from 0.",
        "return end": "That is where the piece ends. Return the number of the category, k.",
        "return p[k]": "That is the probability of the category. Return its number, k.",
        "return k - 1": "Your category is one too small: u falls into the piece that ends beyond it.",
        "return u": "That is u itself. Return the number of the category it falls into.",
    },
)
draw_category.instead_of(
    "end = 0.0",
    {
        "end = p[0]": "You counted p[0] twice: the sum begins at 0, and the loop adds p[0].",
    },
)
draw_category.instead_of(
    "end += p[k]",
    {
        "end += 1 / len(p)": "Your pieces all have the same length, as if all categories were equally likely. Piece k "
        "has the length p[k].",
        "end += p[-1 - k]": "You laid the pieces in reverse order. Category 0 comes first.",
        "end += k": "The length of a piece is p[k], not k.",
    },
)


@draw_category.misconception(
    "That is the likeliest category, whatever u is. Each category should come up with its probability: find the piece "
    "that u falls into."
)
def likeliest(p, u):
    return np.argmax(p)


@draw_category.misconception(
    "You took the category whose *probability* is closest to u. Find the piece that u falls into: piece k ends at "
    "p[0] + … + p[k]."
)
def closest_probability(p, u):
    return np.argmin(np.abs(p - u))


@draw_category.misconception(
    "You took the end that is closest to u. u may lie on either side of it: take the first piece that ends beyond u."
)
def closest_end(p, u):
    return np.argmin(np.abs(np.cumsum(p) - u))


@draw_category.misconception("Those are the ends of the pieces. Return the number of the first one that lies beyond u.")
def ends(p, u):
    return np.cumsum(p)


@draw_category.misconception(
    "That says for each piece whether it ends beyond u. Return the number of the first one that does."
)
def which_end_beyond(p, u):
    return u < np.cumsum(p)


@draw_category.misconception(
    "You counted the pieces that end beyond u. The category is the number of pieces that end at or before u."
)
def counts_those_beyond(p, u):
    return np.sum(np.cumsum(p) > u)


@draw_category.misconception("You drew a new random number. You already have one: find the piece that u falls into.")
def draws_again(p, u):
    return int(np.random.default_rng(1).choice(len(p), p=np.asarray(p) / np.sum(p)))


@draw_category.misconception(
    "You always return 0, whatever u is. Add p[k] to the sum first, then compare: stop at the first k for which u is "
    "smaller than the sum."
)
def always_the_first(p, u):
    return 0


@draw_category.misconception(
    "You decide after the first piece. If u lies beyond its end, go on to the next piece, and compare again."
)
def first_or_second(p, u):
    return 0 if u < p[0] else 1


@draw_category.misconception(
    "You look for the first category whose own probability exceeds u. Piece k ends at p[0] + … + p[k], the sum so far."
)
def first_probability_above(p, u):
    return np.argmax(p > u)


@draw_category.misconception(
    "You rounded u to a category, as if they were equally likely. Category k has a piece of length p[k]."
)
def rounds(p, u):
    return round(u * (len(p) - 1))


@draw_category.misconception(
    "You sorted the probabilities, so the numbers no longer belong to their categories. Lay the pieces in the given "
    "order."
)
def sorts(p, u):
    return np.argmax(np.cumsum(np.sort(p)) > u)


@draw_category.misconception(
    "You compared u with pairs of ends, from the first end on. The piece of category 0 comes before that: it reaches "
    "from 0 to p[0]."
)
def from_the_first_end_on(p, u):
    ends = np.cumsum(p)
    for i in range(len(p) - 1):
        if ends[i] <= u < ends[i + 1]:
            return i


@draw_category.misconception(
    "You have no answer if u falls into the first piece, which reaches from 0 to p[0]: there the category is 0."
)
def no_first_piece(p, u):
    ends = np.cumsum(p)
    for i in range(len(p) - 1):
        if ends[i] <= u < ends[i + 1]:
            return i + 1


@draw_category.misconception(
    "You compared u with single probabilities. A piece begins where the one before ends: add them up."
)
def between_probabilities(p, u):
    for k in range(len(p) - 1):
        if p[k] <= u < p[k + 1]:
            return k
