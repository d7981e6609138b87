"""slope_anywhere: a step in proportion to x."""

import numpy as np

from dlmath.exercises import Formula, exercise

INVERSE = Formula("x ↦ 1 / x", lambda x: 1 / x)
ROOT = Formula("x ↦ √x", lambda x: x**0.5)
LOG = Formula("x ↦ log x", np.log)
SQUARE = Formula("x ↦ x²", lambda x: x * x)


@exercise(
    weight="standard",
    task="Fix `slope_anywhere` so that it is right to at least six digits for every $x$ between $10^{-9}$ and "
    "$10^{12}$, for functions that change on the scale of $x$, such as $1/x$, $\\sqrt x$ and $\\log x$.",
    hints=[
        "Two things are wrong with h = 1e-15: it is far too small for x near 1, and it does not depend on x.",
        "The best step for 1/x is proportional to x. What fraction of x does the text find for a central difference?",
        "h = 4e-6 * x, and a central difference with that h.",
    ],
    also=(),
    rtol=1e-6,
    atol=0,
)
def slope_anywhere(f, x):
    """The slope of f at x > 0, however large or small x is."""
    # A fixed share of x, near the cube root of ε, from both sides.
    h = 4e-6 * x
    return (f(x + h) - f(x - h)) / (2 * h)


@slope_anywhere.cases
def cases(rng):
    return [
        (ROOT, 9.0),
        (INVERSE, 1e12),
        (INVERSE, 1e-9),
        (INVERSE, 1.0),
        (SQUARE, 30.0),
        (LOG, 2e3),
        (ROOT, 7e10),
        (LOG, 3e-6),
        (ROOT, float(10 ** rng.uniform(-9, -2))),
    ]


@slope_anywhere.law("it is right to six digits for 1/x, from a billionth to a trillion")
def _(f, g, x):
    return all(np.isclose(f(INVERSE, t), -1 / t**2, rtol=1e-6, atol=0) for t in (1e-9, 1e-4, 0.3, 40.0, 1e7, 1e12))


@slope_anywhere.start(
    "It still takes the tiny fixed step 1e-15, where rounding leaves no correct digit. Take a fraction of x near the "
    "cube root of ε, and look to both sides."
)
def slope_to_mend(f, x):
    """The slope of f at x > 0, however large or small x is."""
    h = 1e-15
    return (f(x + h) - f(x)) / h


slope_anywhere.instead_of(
    "4e-6 * x",
    {
        "4e-6 / x": "The step shrinks where x grows. It is the other way around: multiply by x.",
        "1e-5 / x": "The step shrinks where x grows. It is the other way around: multiply by x.",
        "1e-16 * x": "x + 1e-16 * x is rounded back to x. Near 4e-6 * x, truncation and rounding balance.",
        "x": "With h = x, the point on the left is at 0. Take a small fraction of x, near 4e-6.",
        "4e-6 * x**2": "The step grows like the square of x. For 1/x the best step is proportional to x.",
        "4e-6 * x**0.5": "The step grows like the root of x. For 1/x the best step is proportional to x.",
        "4e-6 * f(x)": "The step is a fraction of f(x). Take a fraction of x.",
        "np.cbrt(2.0**-52 * x)": "x belongs outside the root: the best step is proportional to x itself.",
    },
)
slope_anywhere.instead_of(
    "(f(x + h) - f(x - h)) / (2 * h)",
    {
        "(f(x + h) - f(x - h)) / h": "The points are 2h apart. Divide by 2 * h.",
        "(f(x + h) - f(x - h)) / 2 * h": "/ 2 * h divides by 2 and then multiplies by h. Put parentheses around 2 * h.",
        "(f(x + h) - f(x)) / (2 * h)": "The points at x and x + h are h apart. Use f(x - h) for the point on the left.",
        "(f(x + h) - f(x - h)) / (2 * 4e-6)": "Divide by the distance between the points, 2 * h, with the same h.",
        "(f(x - h) - f(x + h)) / (2 * h)": "The sign is wrong: subtract the height on the left from the height on the "
        "right.",
        "-1 / x**2": "That is the slope of 1/x alone. The function must work for any f: use f(x + h) and f(x - h).",
    },
)

ROOT_EPS, CUBE_EPS = 2.0**-26, 2.0 ** (-52 / 3)  # of the ε of float64
STEPS = [1e-3, 1e-4, 1e-5, 4e-6, 6e-6, CUBE_EPS, 1e-6, 1e-7, ROOT_EPS, 1e-8, 1e-10, 1e-12, 1e-14, 1e-16, 2.0**-52]


def central(step):
    def answer(f, x):
        h = step(x)
        return (f(x + h) - f(x - h)) / (2 * h)

    return answer


def forward(step):
    def answer(f, x):
        h = step(x)
        return (f(x + h) - f(x)) / h

    return answer


def declare(name, answer, message):
    """The same mistake with another number in it: rounding makes other values of each."""
    answer.__name__ = name
    slope_anywhere.misconception(message)(answer)


for c in STEPS:
    declare(
        f"fixed_{c:.2g}",
        central(lambda x, c=c: c),
        "The step is the same for all x. For large x, x + h is rounded back to x, and for tiny x, h is larger than x "
        "itself. Take a fraction of x.",
    )
for c in STEPS[:-1]:
    declare(
        f"one_side_fixed_{c:.2g}",
        forward(lambda x, c=c: c),
        "The step is the same for all x, and it looks to one side only. Take a fraction of x, near 4e-6 * x, and "
        "look to both sides.",
    )
for c in STEPS[:10]:
    declare(
        f"at_least_{c:.2g}",
        central(lambda x, c=c: c * max(1.0, x)),
        "That helps for large x, but for x = 1e-9 the step is still larger than x. These functions change on the "
        "scale of x itself, so let the step be a fraction of x and nothing else.",
    )
    declare(
        f"one_side_at_least_{c:.2g}",
        forward(lambda x, c=c: c * max(1.0, x)),
        "That helps for large x, but for x = 1e-9 the step is still larger than x. Let the step be a fraction of x "
        "and nothing else, near 4e-6 * x, and look to both sides.",
    )
for c in [1e-12, 1e-13, 1e-14, 1e-15, 2.0**-52]:
    for side, rule in (("both", central), ("one", forward)):
        declare(
            f"tiny_share_{c:.2g}_{side}",
            rule(lambda x, c=c: c * x),
            "The step is now proportional to x, but far too small: rounding takes most of the digits. Near 4e-6 * "
            "x, looking to both sides, truncation and rounding balance.",
        )
for c in [0.1, 0.01, 1e-3]:
    declare(
        f"large_share_{c:.2g}",
        central(lambda x, c=c: c * x),
        "The step is now proportional to x, but too large: truncation costs digits. Near 4e-6 * x, truncation and "
        "rounding balance.",
    )
for c in [0.1, 0.01, 1e-3, 1e-4, 1e-5, 4e-6, 6e-6, CUBE_EPS, 1e-6]:
    declare(
        f"one_side_share_{c:.2g}",
        forward(lambda x, c=c: c * x),
        "The step is now proportional to x. But yours looks to one side only, and with a step this long, the "
        "truncation error is too large. Look to both sides, or take about 1e-8 * x.",
    )


for c in [1e-5, 6e-6, 4e-6, CUBE_EPS, 1e-6, 1e-8]:
    declare(
        f"plus_x_{c:.2g}",
        central(lambda x, c=c: c + x),
        "With h near x, the point x − h is near 0, or below it. The step has to be a small fraction of x: times x, not "
        "plus x.",
    )
    declare(
        f"at_most_{c:.2g}",
        central(lambda x, c=c: c * min(1.0, x)),
        "For x above 1 your step stays the same, and for large x rounding costs digits. Take a fraction of x for "
        "every x.",
    )
    declare(
        f"half_the_distance_{c:.2g}",
        lambda f, x, c=c: (f(x + c) - f(x - c)) / c,
        "The points are 2h apart, so divide by 2 * h. And the step is the same for all x: take a fraction of x.",
    )


def share_of_f(c):
    return lambda f, x: (f(x + c * f(x)) - f(x - c * f(x))) / (2 * c * f(x))


for c in [1e-5, 6e-6, CUBE_EPS, 1e-6, 1e-8]:
    declare(
        f"share_of_f_{c:.2g}",
        share_of_f(c),
        "The step is a fraction of f(x). The function changes on the scale of x: take a fraction of x.",
    )
