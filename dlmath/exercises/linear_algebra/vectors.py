"""How do you measure that two things are alike? The exercises of the lesson on vectors."""

import numpy as np

from dlmath.exercises import Exercise, Law, Misconception

# ---------------------------------------------------------------- dot


def dot(x, y):
    # Entry by entry, then all of it added up: one number.
    return np.sum(x * y)


def dot_cases(rng):
    return [
        (np.array([2.0]), np.array([3.0])),
        (np.array([1.0, 2.0]), np.array([3.0, 4.0])),
        (np.array([1.0, 0.0]), np.array([0.0, 5.0])),
        (np.array([1.0, -2.0, 3.0]), np.array([4.0, 5.0, -6.0])),
        (np.array([0.0, 0.0, 0.0]), np.array([1.0, 2.0, 4.0])),
        (rng.normal(size=6), rng.normal(size=6)),
        (rng.normal(size=200), rng.normal(size=200)),
    ]


def dot_without_sum(x, y):
    return x * y


def dot_of_sums(x, y):
    return np.sum(x) * np.sum(y)


def dot_adds(x, y):
    return np.sum(x + y)


def dot_mean(x, y):
    return np.mean(x * y)


def dot_outer(x, y):
    return np.outer(x, y)


def dot_in_the_plane(x, y):
    return x[0] * y[0] + x[1] * y[1]


def dot_skips_the_first(x, y):
    return sum(x[i] * y[i] for i in range(1, len(x)))


def dot_skips_the_last(x, y):
    return sum(x[i] * y[i] for i in range(len(x) - 1))


def dot_last_product(x, y):
    return x[-1] * y[-1]


def dot_first_product(x, y):
    return x[0] * y[0]


def dot_of_lengths(x, y):
    return np.linalg.norm(x) * np.linalg.norm(y)


def dot_of_sizes(x, y):
    return np.sum(np.abs(x * y))


def dot_of_directions(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    return np.sum(x * y) / lengths if lengths > 0 else 0.0


def dot_starts_at_one(x, y):
    return 1 + np.sum(x * y)


def dot_multiplies_all(x, y):
    return np.prod(x * y)


def dot_takes_the_root(x, y):
    return np.sum(x * y) ** 0.5


DOT = Exercise(
    name="dot",
    task="Return the dot product of the vectors `x` and `y`, which are equally long: "
    "$\\mathbf x^\\top\\mathbf y = \\sum_i x_i y_i$. Write it with `*` and a sum, or with a loop.",
    stub='def dot(x, y):\n    """How much of y is in x: one number."""\n    ...\n',
    reference=dot,
    cases=dot_cases,
    laws=[
        Law("the order does not matter", lambda f, x, y: np.isclose(f(x, y), f(y, x))),
        Law("twice the vector, twice the product", lambda f, x, y: np.isclose(f(2 * x, y), 2 * f(x, y))),
        Law(
            "the product with a sum is the sum of the products",
            lambda f, x, y: np.isclose(f(x, y + x), f(x, y) + f(x, x)),
        ),
    ],
    hints=[
        "Each entry of x has a partner in y. What is done with a pair, and what with all that comes of it?",
        "x * y multiplies entry by entry and is still a vector. One number is wanted: add its entries up.",
        "return np.sum(x * y). With a loop: start at 0 and add x[i] * y[i] for i in range(len(x)).",
    ],
    misconceptions=[
        Misconception(
            "forgets the sum",
            dot_without_sum,
            "These are the products, one for each entry. The dot product is a single number: add them up.",
        ),
        Misconception(
            "multiplies the sums",
            dot_of_sums,
            "You added first and multiplied then, so every entry of x met every entry of y. "
            "Each has one partner only: multiply entry by entry, then add.",
        ),
        Misconception(
            "adds the entries",
            dot_adds,
            "You added partners where they are to be multiplied: x * y, not x + y.",
        ),
        Misconception(
            "takes the mean",
            dot_mean,
            "You divided by the number of entries. The dot product is the sum, not the mean.",
        ),
        Misconception(
            "outer product",
            dot_outer,
            "np.outer multiplies every entry with every other and gives a whole matrix. "
            "Only partners meet in the dot product: x * y, and then the sum.",
        ),
        Misconception(
            "stays in the plane",
            dot_in_the_plane,
            "You took the first two entries. Vectors may have any number of them: use a sum over all.",
        ),
        Misconception(
            "skips the first entry",
            dot_skips_the_first,
            "The first entries are missing. Formulas count from 1, Python from 0: range(len(x)).",
        ),
        Misconception(
            "skips the last entry",
            dot_skips_the_last,
            "The last entries are missing. range(n) ends at n − 1 already: range(len(x)) visits all.",
        ),
        Misconception(
            "keeps the last product",
            dot_last_product,
            "Only the last product came back. In the loop, add to what is there already: total += x[i] * y[i].",
        ),
        Misconception(
            "returns in the loop",
            dot_first_product,
            "Only the first product came back. Is the return indented so far that it is part of the loop? "
            "Then the loop ends in its first round: move it to the left.",
        ),
        Misconception(
            "multiplies the lengths",
            dot_of_lengths,
            "You multiplied the lengths. That is the most the dot product can be, and it is that only for vectors "
            "that point the same way. Multiply entry by entry, and add.",
        ),
        Misconception(
            "drops the signs",
            dot_of_sizes,
            "You took absolute values. The signs are the point: entries with different signs speak "
            "against each other and have to lower the sum.",
        ),
        Misconception(
            "divides by the lengths",
            dot_of_directions,
            "That is the cosine of the angle. The dot product itself is not divided by the lengths.",
        ),
        Misconception(
            "starts at one",
            dot_starts_at_one,
            "Your answer is 1 too large. A sum begins at 0; it is a product that begins at 1.",
        ),
        Misconception(
            "multiplies everything",
            dot_multiplies_all,
            "You multiplied the products with each other. Multiply partners, and then add: np.sum, not np.prod.",
        ),
        Misconception(
            "takes the root",
            dot_takes_the_root,
            "You took a square root at the end. The root belongs to the length, ‖x‖ = √(x · x); the dot product has "
            "none.",
        ),
    ],
)


# ---------------------------------------------------------------- norm


def norm(x, p=2):
    # The larger p is, the more the largest entry counts; with p = ∞ nothing else is left.
    if p == np.inf:
        return np.max(np.abs(x))
    return np.sum(np.abs(x) ** p) ** (1 / p)


def norm_cases(rng):
    x = rng.normal(size=7)
    return [
        (np.array([3.0, 4.0]),),
        (np.array([3.0, 4.0]), 1),
        (np.array([3.0, 4.0]), np.inf),
        (np.array([-2.0]),),
        (np.array([-2.0]), 1),
        (np.array([1.0, -4.0, 2.0]), np.inf),
        (np.array([0.0, 0.0]), 2),
        (np.array([0.0, 0.0]), np.inf),
        (np.array([1.0, -2.0, 2.0]), 2),
        (np.array([1.0, -2.0, 2.0]), 3),
        (x, 1),
        (x, 1.5),
        (x, 2),
        (x, 4),
        (x, np.inf),
    ]


def norm_signed(x, p):
    return np.sum(x**p) ** (1 / p)


def norm_signed_until_the_end(x, p):
    return np.abs(np.sum(x**p)) ** (1 / p)


def norm_without_root(x, p):
    return np.sum(np.abs(x) ** p)


def norm_square_root(x, p):
    return np.sqrt(np.sum(np.abs(x) ** p))


def norm_root_of_each(x, p):
    return np.sum((np.abs(x) ** p) ** (1 / p))


def norm_mean(x, p):
    return np.mean(np.abs(x) ** p) ** (1 / p)


def norm_times(x, p):
    return np.sum(np.abs(x) * p) ** (1 / p)


def norm_without_brackets(x, p):
    return np.sum(np.abs(x) ** p) ** 1 / p


def norm_without_infinity(x, p=2):
    return np.sum(np.abs(x) ** p) ** (1 / p)


def norm_signed_everywhere(x, p=2):
    return np.max(x) if p == np.inf else np.sum(x**p) ** (1 / p)


def norm_signed_maximum(x, p=2):
    return np.max(x) if p == np.inf else norm(x, p)


def norm_ignores_p(x, p=2):
    return np.sqrt(np.sum(x**2))


def norm_counts_entries(x, p=2):
    return float(len(x)) if p == np.inf else norm(x, p)


def norm_always_largest(x, p=2):
    return np.max(np.abs(x))


def norm_answers_infinity(x, p=2):
    return np.inf if p == np.inf else norm(x, p)


def norm_place_of_largest(x, p=2):
    return np.argmax(np.abs(x)) if p == np.inf else norm(x, p)


def norm_hat(x, p=2):
    return np.max(np.abs(x)) if p == np.inf else np.sum(np.abs(x) ** p) ^ (1 / p)


def _with_and_without_infinity(name, formula, message):
    """A mistake in the formula twice: by someone who has thought of p = ∞, and by someone who has not."""

    def with_infinity(x, p=2):
        return np.max(np.abs(x)) if p == np.inf else formula(x, p)

    def without_infinity(x, p=2):
        return formula(x, p)

    more = " And p = ∞ is a case of its own: the largest absolute value."
    return [
        Misconception(name, with_infinity, message),
        Misconception(f"{name}, no case for infinity", without_infinity, message + more),
    ]


def _scales(f, x, *p):
    return np.isclose(f(2 * x, *p), 2 * f(x, *p)) and np.isclose(f(-2 * x, *p), 2 * f(x, *p))


def _triangle(f, x, *p):
    other = np.cos(1.0 + np.arange(len(x)))
    return f(x, *p) <= f(x - other, *p) + f(other, *p) + 1e-9


NORM = Exercise(
    name="norm",
    task="Return the $p$-norm $\\lVert\\mathbf x\\rVert_p = \\bigl(\\sum_i |x_i|^p\\bigr)^{1/p}$ of the vector `x`. "
    "Here `p` is a number from 1 on, or `np.inf`: then it is the largest $|x_i|$.",
    stub='def norm(x, p=2):\n    """The length of x, measured with the p-norm."""\n    ...\n',
    reference=norm,
    cases=norm_cases,
    laws=[
        Law("twice the vector is twice as long, and so is minus twice", lambda f, x, *p: _scales(f, x, *p)),
        Law("the way over another point is never shorter", lambda f, x, *p: _triangle(f, x, *p)),
        Law("only the zero vector has the length 0", lambda f, x, *p: (f(x, *p) == 0) == (not x.any())),
    ],
    hints=[
        "There are two cases: p = ∞, where only the largest entry counts, and all the rest.",
        "if p == np.inf: return the largest of np.abs(x). Otherwise: absolute values, to the power p, add, p-th root.",
        "The p-th root is the power 1/p, and the brackets are needed: np.sum(np.abs(x) ** p) ** (1 / p).",
    ],
    misconceptions=[
        *_with_and_without_infinity(
            "forgets the absolute value",
            norm_signed,
            "You raised x itself to the power p. With an odd p a negative entry then shortens the vector, and with a "
            "p like 1.5 it gives NaN. Take np.abs(x) first.",
        ),
        *_with_and_without_infinity(
            "takes the absolute value too late",
            norm_signed_until_the_end,
            "You added first and took the absolute value then. By that time entries with different signs have "
            "cancelled. Take np.abs(x) first.",
        ),
        Misconception(
            "forgets every absolute value",
            norm_signed_everywhere,
            "The signs of the entries got through. Lengths do not care for signs: take np.abs(x) first, in both cases.",
        ),
        Misconception(
            "takes the largest entry with its sign",
            norm_signed_maximum,
            "For p = ∞ you took the largest entry. Of −4 and 2 that is 2, but −4 is the longer way: "
            "take the largest absolute value.",
        ),
        *_with_and_without_infinity(
            "forgets the root",
            norm_without_root,
            "The last step is missing, the p-th root. Without it a vector twice as long gets the length 2ᵖ times as "
            "large: raise the sum to the power 1/p.",
        ),
        Misconception(
            "has no case for infinity",
            norm_without_infinity,
            "For p = ∞ the formula gives a power of infinity and its 0-th root, which is always 1. "
            "Treat this case by itself: the largest absolute value.",
        ),
        *_with_and_without_infinity(
            "always takes the square root",
            norm_square_root,
            "The root has to undo the power: the p-th root, not always the square root. Raise to the power 1/p.",
        ),
        Misconception(
            "ignores p",
            norm_ignores_p,
            "Your answer is the 2-norm whatever p is. Use p as the power, and 1/p for the root.",
        ),
        *_with_and_without_infinity(
            "takes the root of each entry",
            norm_root_of_each,
            "Your answer is the 1-norm for every p. Either p was not used, or the root was taken of each entry, which "
            "only undoes its power. To the power p first, then add, then take the root of the sum.",
        ),
        *_with_and_without_infinity(
            "takes the mean",
            norm_mean,
            "You took the mean where the sum belongs. With the mean a vector would not grow longer by a new entry.",
        ),
        *_with_and_without_infinity(
            "multiplies by p",
            norm_times,
            "* p multiplies, ** p is the power.",
        ),
        *_with_and_without_infinity(
            "forgets the brackets around 1 / p",
            norm_without_brackets,
            "Python reads s ** 1 / p as (s ** 1) / p. Put brackets around the exponent: s ** (1 / p).",
        ),
        Misconception(
            "counts the entries",
            norm_counts_entries,
            "For p = ∞ you gave the number of entries. It is the largest of their absolute values that is asked for.",
        ),
        Misconception(
            "always takes the largest",
            norm_always_largest,
            "That is the ∞-norm, whatever p is. For all other p every entry counts: absolute values to the power p, "
            "their sum, the p-th root.",
        ),
        Misconception(
            "answers infinity",
            norm_answers_infinity,
            "It is p that is infinite, not the length. For p = ∞ the length is the largest absolute value of an entry.",
        ),
        Misconception(
            "gives the place of the largest",
            norm_place_of_largest,
            "np.argmax says where the largest entry stands. How large it is says np.max.",
        ),
        Misconception(
            "writes a hat for the power",
            norm_hat,
            "In Python ^ is no power, it compares bits. Powers are written with two stars: x ** p.",
        ),
    ],
)


# ---------------------------------------------------------------- project


def project(a, b):
    # t b is the point on the line through b where what is left of a, a − t b, is at right angles to b:
    # (a − t b) · b = 0 gives t = a · b / b · b.
    t = (a @ b) / (b @ b)
    return t * b


def project_cases(rng):
    return [
        (np.array([2.0, 3.0]), np.array([1.0, 0.0])),
        (np.array([2.0, 3.0]), np.array([4.0, 0.0])),
        (np.array([0.0, 3.0]), np.array([4.0, 0.0])),
        (np.array([0.0, 0.0]), np.array([1.0, 2.0])),
        (np.array([-3.0, 1.0]), np.array([2.0, 2.0])),
        (np.array([2.0]), np.array([-5.0])),
        (np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0])),
        (rng.normal(size=8), rng.normal(size=8)),
        (rng.normal(size=50), rng.normal(size=50)),
    ]


def project_onto_a(a, b):
    return (a @ b) / (a @ a) * a


def project_without_norm(a, b):
    return (a @ b) * b


def project_one_norm(a, b):
    return (a @ b) / np.linalg.norm(b) * b


def project_by_a(a, b):
    return (a @ b) / (a @ a) * b


def project_both_norms(a, b):
    return (a @ b) / (np.linalg.norm(a) * np.linalg.norm(b)) * b


def project_factor(a, b):
    return (a @ b) / (b @ b)


def project_length(a, b):
    return (a @ b) / np.linalg.norm(b)


def project_rest(a, b):
    return a - project(a, b)


def project_entrywise(a, b):
    return a * b / (b @ b) * b


def project_along_a(a, b):
    return (a @ b) / (b @ b) * a


def project_keeps_the_length(a, b):
    return np.linalg.norm(a) / np.linalg.norm(b) * b


def project_without_brackets(a, b):
    return a @ b / b @ b * b


def project_positive(a, b):
    return abs(a @ b) / (b @ b) * b


def project_b_without_shadow(a, b):
    return b - project(a, b)


def project_three_norms(a, b):
    return project(a, b) / np.linalg.norm(b)


def project_upside_down(a, b):
    return (b @ b) / (a @ b) * b


def project_by_sum(a, b):
    return (a @ b) / np.sum(b) * b


def project_divides_entries(a, b):
    return a * b / (b * b) * b


def project_entries_without_b(a, b):
    return (a * b) / (b * b)


PROJECT = Exercise(
    name="project",
    task="Return the projection of the vector `a` onto the line through `b`: the point $t\\,\\mathbf b$ of this line "
    "that lies nearest to $\\mathbf a$. `b` is not the zero vector.",
    stub='def project(a, b):\n    """The shadow of a on the line through b."""\n    ...\n',
    reference=project,
    cases=project_cases,
    laws=[
        Law("what is left of a is at right angles to b", lambda f, a, b: abs((a - f(a, b)) @ b) < 1e-9),
        Law("a b three times as long gives the same shadow", lambda f, a, b: np.allclose(f(a, 3 * b), f(a, b))),
        Law("the shadow of the shadow is the shadow", lambda f, a, b: np.allclose(f(f(a, b), b), f(a, b))),
    ],
    hints=[
        "The answer is a multiple of b, t * b. So a single number t has to be found.",
        "a − t b has to be at right angles to b: (a − t b) · b = 0. Solve this for t.",
        "t = a · b / b · b. Write (a @ b) / (b @ b) * b.",
    ],
    misconceptions=[
        Misconception(
            "projects onto the wrong one",
            project_onto_a,
            "That is the shadow of b on the line through a. The first vector is projected, and the answer is a "
            "multiple of the second, b.",
        ),
        Misconception(
            "forgets to divide by the squared norm",
            project_without_norm,
            "The direction is right, the length is not: divide by b · b, the squared norm of b. "
            "Yours grows when b does, but the line through b stays the same.",
        ),
        Misconception(
            "divides by the norm, not its square",
            project_one_norm,
            "You divided by ‖b‖ once. It takes two: one for the b in the dot product, one for the b that is "
            "multiplied. Divide by ‖b‖², which is b @ b.",
        ),
        Misconception(
            "divides by the wrong norm",
            project_by_a,
            "You divided by a · a. It is the length of b that must not matter, so divide by b · b.",
        ),
        Misconception(
            "multiplies b by the cosine",
            project_both_norms,
            "Your factor is the cosine of the angle. The shadow of a is ‖a‖ cos θ long; as a multiple of b that is "
            "a · b / b · b.",
        ),
        Misconception(
            "returns the factor",
            project_factor,
            "That is the number t. The projection is the vector t b: multiply.",
        ),
        Misconception(
            "returns the length",
            project_length,
            "That is how long the shadow is. The shadow itself is a vector, a multiple of b.",
        ),
        Misconception(
            "returns what is left",
            project_rest,
            "That is what is left of a, the part at right angles to b. The projection is the other part.",
        ),
        Misconception(
            "multiplies entry by entry",
            project_entrywise,
            "a * b is still a vector. The factor in front of b is one number, the dot product a @ b.",
        ),
        Misconception(
            "returns a multiple of a",
            project_along_a,
            "The number t is right, but you multiplied a by it. The shadow lies on the line through b.",
        ),
        Misconception(
            "keeps the length",
            project_keeps_the_length,
            "You turned a onto the line with its full length. A shadow is shorter: drop a straight down, at right "
            "angles to b.",
        ),
        Misconception(
            "forgets the brackets",
            project_without_brackets,
            "Python reads a @ b / b @ b from the left: ((a @ b) / b) @ b, a division by every entry of b. "
            "Put brackets: (a @ b) / (b @ b).",
        ),
        Misconception(
            "never points backwards",
            project_positive,
            "You took the absolute value of a · b. If a points away from b, its shadow does so too: keep the sign.",
        ),
        Misconception(
            "takes the shadow from b",
            project_b_without_shadow,
            "You subtracted the shadow from b. The shadow itself, t b, is the answer, and nothing has to be "
            "subtracted.",
        ),
        Misconception(
            "divides by the length three times",
            project_three_norms,
            "You divided by ‖b‖ once too often. If b has been made 1 long first, in both places, nothing more is "
            "needed; otherwise divide by b · b and no more.",
        ),
        Misconception(
            "turns the fraction over",
            project_upside_down,
            "The fraction stands on its head. t is a · b / b · b: if a is at right angles to b, the shadow must be 0.",
        ),
        Misconception(
            "divides by the sum of b",
            project_by_sum,
            "You divided by the sum of the entries of b. It is b · b, the sum of their squares.",
        ),
        Misconception(
            "divides entry by entry",
            project_divides_entries,
            "* and / work entry by entry, and so b cancels and a is left. t is one number, a dot product divided by "
            "a dot product: (a @ b) / (b @ b).",
        ),
        Misconception(
            "leaves out the last b, entry by entry",
            project_entries_without_b,
            "* and / work entry by entry. t is one number, (a @ b) / (b @ b), and the shadow is t times b.",
        ),
    ],
)


# ---------------------------------------------------------------- cosine_similarity


def cosine_similarity(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    # The zero vector points nowhere, so there is no angle to speak of: better to say so than to make up a number.
    if lengths == 0:
        raise ValueError("a vector is zero and has no direction")
    return (x @ y) / lengths


def cosine_cases(rng):
    x = rng.normal(size=64)
    return [
        (np.array([1.0, 0.0]), np.array([1.0, 1.0])),
        (np.array([2.0, 0.0]), np.array([3.0, 4.0])),
        (np.array([1.0, 2.0]), np.array([-1.0, -2.0])),
        (np.array([1.0, 2.0]), np.array([-4.0, 2.0])),
        (np.array([1.0, -1.0]), np.array([3.0, 1.0])),
        (np.array([-3.0]), np.array([2.0])),
        (np.array([0.0, 0.0]), np.array([1.0, 2.0])),
        (np.array([1.0, 2.0]), np.array([0.0, 0.0])),
        (np.array([3e-6, 0.0, 4e-6]), np.array([1e-6, 1e-6, 1e-6])),
        (x, 5 * x),
        (rng.normal(size=64), rng.normal(size=64)),
    ]


def cosine_of_zero_is_nan(x, y):
    return (x @ y) / (np.linalg.norm(x) * np.linalg.norm(y))


def cosine_of_zero_is_zero(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    return (x @ y) / lengths if lengths > 0 else 0.0


def cosine_of_zero_is_one(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    return (x @ y) / lengths if lengths > 0 else 1.0


def cosine_of_zero_is_none(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    return (x @ y) / lengths if lengths > 0 else None


def cosine_of_zero_returns_nan(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    return (x @ y) / lengths if lengths > 0 else np.nan


def cosine_asserts(x, y):
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    assert lengths > 0
    return (x @ y) / lengths


def _with_test(is_zero):
    """The right formula behind a test for the zero vector that is not quite the right one."""

    def cosine_similarity(x, y):
        if is_zero(x, y):
            raise ValueError("zero")
        return (x @ y) / (np.linalg.norm(x) * np.linalg.norm(y))

    return cosine_similarity


def cosine_with_epsilon(epsilon):
    def cosine_similarity(x, y):
        return (x @ y) / (np.linalg.norm(x) * np.linalg.norm(y) + epsilon)

    return cosine_similarity


def _without_zero(f):
    """The same mistake by someone who has thought of the zero vector."""

    def answer(x, y):
        if not x.any() or not y.any():
            raise ValueError("zero")
        return f(x, y)

    return answer


def cosine_is_dot(x, y):
    return x @ y


def cosine_squared_norms(x, y):
    return (x @ y) / ((x @ x) * (y @ y))


def cosine_one_norm(x, y):
    return (x @ y) / np.linalg.norm(x)


def cosine_sum_of_norms(x, y):
    return (x @ y) / (np.linalg.norm(x) + np.linalg.norm(y))


def cosine_brackets(x, y):
    return (x @ y) / np.linalg.norm(x) * np.linalg.norm(y)


def cosine_one_minus(x, y):
    return 1 - (x @ y) / (np.linalg.norm(x) * np.linalg.norm(y))


def cosine_angle(x, y):
    return np.arccos(np.clip((x @ y) / (np.linalg.norm(x) * np.linalg.norm(y)), -1, 1))


def cosine_positive(x, y):
    return abs(x @ y) / (np.linalg.norm(x) * np.linalg.norm(y))


cosine_refuses_right_angles = _with_test(lambda x, y: x @ y == 0)


cosine_refuses_a_sum_of_zero = _with_test(lambda x, y: np.sum(x) == 0 or np.sum(y) == 0)


EPSILON = (
    "The small number in the denominator makes two mistakes: it lets the zero vector pass as if it were at right "
    "angles to everything, and it changes the answer for short vectors. Test for zero, and raise ValueError."
)


def _both(name, f, message):
    """A mistake twice: by someone who has thought of the zero vector, and by someone who has not."""
    zero = " And for the zero vector raise ValueError: it points nowhere."
    return [Misconception(name, _without_zero(f), message), Misconception(f"{name}, zero too", f, message + zero)]


COSINE = Exercise(
    name="cosine_similarity",
    task="Return the cosine of the angle between `x` and `y`, "
    "$\\mathbf x^\\top\\mathbf y / (\\lVert\\mathbf x\\rVert\\,\\lVert\\mathbf y\\rVert)$. If one of them is the zero "
    'vector there is no angle: then `raise ValueError("…")`, with a sentence that says so.',
    stub='def cosine_similarity(x, y):\n    """How alike x and y point, from −1 to 1."""\n    ...\n',
    reference=cosine_similarity,
    cases=cosine_cases,
    laws=[
        Law("it lies between −1 and 1", lambda f, x, y: abs(f(x, y)) <= 1 + 1e-9),
        Law("the lengths do not matter", lambda f, x, y: np.isclose(f(7 * x, y / 3), f(x, y))),
        Law("turned round, the sign changes", lambda f, x, y: np.isclose(f(-x, y), -f(x, y))),
    ],
    hints=[
        "The dot product grows with both lengths. What do you have to divide by to be rid of them?",
        "Compute the product of both lengths first, with np.linalg.norm, and look whether it is 0 before you divide.",
        'lengths = np.linalg.norm(x) * np.linalg.norm(y); if lengths == 0: raise ValueError("zero vector"); '
        "return (x @ y) / lengths.",
    ],
    misconceptions=[
        Misconception(
            "lets the zero vector through",
            cosine_of_zero_is_nan,
            "Right for all vectors but one: the zero vector has the length 0, and 0/0 is NaN, which spreads silently "
            "into everything computed from it. Test for it before dividing, and raise ValueError.",
        ),
        Misconception(
            "calls the zero vector orthogonal",
            cosine_of_zero_is_zero,
            "You answer 0 for the zero vector, and some libraries do so. But 0 says “at right angles”, and an empty "
            "picture would count as a fair match, better than an opposite one. Raise ValueError instead.",
        ),
        Misconception(
            "calls the zero vector alike",
            cosine_of_zero_is_one,
            "You answer 1 for the zero vector: then it would be perfectly like every vector there is. It has no "
            "direction at all. Raise ValueError.",
        ),
        Misconception(
            "returns None for the zero vector",
            cosine_of_zero_is_none,
            "For the zero vector None comes back, and whoever called finds out much later. An error at the place where "
            "it happens is kinder: raise ValueError.",
        ),
        Misconception(
            "returns NaN for the zero vector",
            cosine_of_zero_returns_nan,
            "You found the zero vector and answer NaN. That spreads silently into everything computed from it: say "
            "what is wrong where it happens, with raise ValueError.",
        ),
        Misconception(
            "asserts",
            cosine_asserts,
            "The right place, but assert raises AssertionError, and Python may be told to skip it (python -O). "
            "For a wrong argument raise ValueError.",
        ),
        Misconception(
            "tests the first vector only",
            _with_test(lambda x, y: not x.any()),
            "You looked at the first vector. The second may be zero as well.",
        ),
        Misconception(
            "tests the second vector only",
            _with_test(lambda x, y: not y.any()),
            "You looked at the second vector. The first may be zero as well.",
        ),
        Misconception(
            "takes one zero for all",
            _with_test(lambda x, y: 0 in x or 0 in y),
            "A vector with a zero among its entries is not the zero vector: all of them must be 0, which means that "
            "its length is 0.",
        ),
        Misconception(
            "calls short vectors zero",
            _with_test(lambda x, y: np.linalg.norm(x) * np.linalg.norm(y) < 1e-8),
            "You refuse short vectors too. They have a direction like any other: compare with 0 itself.",
        ),
        *(
            Misconception(f"adds {epsilon:g} below", cosine_with_epsilon(epsilon), EPSILON)
            for epsilon in (1e-8, 1e-9, 1e-10, 1e-12)
        ),
        *_both(
            "forgets the lengths",
            cosine_is_dot,
            "That is the dot product, which grows with the lengths. Divide it by both: ‖x‖ and ‖y‖.",
        ),
        *_both(
            "divides by squared lengths",
            cosine_squared_norms,
            "x @ x is the squared length ‖x‖². Take the square root, or use np.linalg.norm(x).",
        ),
        *_both(
            "divides by one length",
            cosine_one_norm,
            "You divided by the length of x alone. The answer still grows with y: divide by ‖y‖ as well.",
        ),
        *_both(
            "adds the lengths",
            cosine_sum_of_norms,
            "The lengths are to be multiplied, not added: the dot product is ‖x‖ ‖y‖ cos θ.",
        ),
        *_both(
            "forgets the brackets",
            cosine_brackets,
            "Python reads d / m * n as (d / m) * n, so you divided by ‖x‖ and multiplied by ‖y‖. "
            "Put brackets around the product of the lengths.",
        ),
        *_both(
            "gives one minus the cosine",
            cosine_one_minus,
            "That is 1 − cos θ, the cosine distance: 0 for the same direction. The similarity is cos θ itself.",
        ),
        *_both(
            "gives the angle",
            cosine_angle,
            "That is the angle. Its cosine is asked for: leave out the arccos.",
        ),
        *_both(
            "takes the cosine of the cosine",
            lambda x, y: np.cos((x @ y) / (np.linalg.norm(x) * np.linalg.norm(y))),
            "The quotient is the cosine already. np.cos is for those who have the angle.",
        ),
        *_both(
            "takes the root of the lengths",
            lambda x, y: (x @ y) / np.sqrt(np.linalg.norm(x) * np.linalg.norm(y)),
            "np.linalg.norm is the length, its root has been taken already. Leave out your np.sqrt.",
        ),
        *_both(
            "takes the length of the products",
            lambda x, y: (x @ y) / np.linalg.norm(x * y),
            "You divided by the length of x * y. There are two lengths, one for each vector: ‖x‖ times ‖y‖.",
        ),
        *_both(
            "drops the sign",
            cosine_positive,
            "You took the absolute value, so that opposite vectors count as alike. Keep the sign: they have −1.",
        ),
        Misconception(
            "takes right angles for zero",
            cosine_refuses_right_angles,
            "A dot product of 0 may also mean a right angle, and its cosine is 0. Ask for the lengths: only the zero "
            "vector has the length 0.",
        ),
        Misconception(
            "takes a sum of zero for zero",
            cosine_refuses_a_sum_of_zero,
            "The entries of (1, −1) add up to 0 as well, and it has a direction. Ask for the length: only the zero "
            "vector has the length 0.",
        ),
    ],
)

EXERCISES = [NORM, DOT, PROJECT, COSINE]
