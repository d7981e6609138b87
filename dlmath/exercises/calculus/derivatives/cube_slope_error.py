"""cube_slope_error: how far the secant of x³ is off, without subtracting two numbers that are nearly equal."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Let $f(x) = x^3$. Multiply out $(x + h)^3$. Find the slope of the secant from $x$ to $x + h$, and the "
    "slope it settles on as $h$ shrinks. Return the first minus the second, as a short expression in `x` and `h`. It "
    "has to be right even for tiny steps such as `h = 1e-12`, so simplify on paper until no division and no "
    "subtraction is left.",
    hints=[
        "(x + h)³ = x³ + 3x²h + 3xh² + h³. Subtract x³, and divide by h on paper.",
        "The slope of the secant is 3x² + 3xh + h². What is left when h shrinks to 0?",
        "3x² is left. Return the rest: the two terms that still have an h.",
    ],
)
def cube_slope_error(x, h):
    """The slope of the secant of x³ minus the slope at x."""
    # ((x + h)³ − x³) / h is 3x² + 3xh + h², and it settles on 3x².
    return 3 * x * h + h**2


@cube_slope_error.cases
def cases(rng):
    return [
        (1.0, 1.0),
        (2.0, 0.1),
        (2.0, -0.5),
        (-1.5, 0.25),
        (0.3, 3.0),
        (rng.normal(), 0.7),
        (rng.normal(), -0.01),
    ]


@cube_slope_error.edge_cases
def edge_cases(rng):
    return [(1.0, 1e-12), (-7.0, 1e-14), (0.0, 1e-12), (0.0, 0.5), (3, 2)]


@cube_slope_error.law("at x = 0 it is h², whichever way the step goes")
def _(f, x, h):
    return abs(f(0.0, h) - h**2) <= 1e-9 * h**2


cube_slope_error.instead_of(
    "3 * x * h + h**2",
    {
        "3 * x**2 + 3 * x * h + h**2": "That is the slope of the secant. Subtract what it settles on: the part "
        "without h.",
        "3 * x**2": "That is the slope at x. The question is by how much the secant misses it: the terms that still "
        "have an h.",
        "3 * x * h**2 + h**3": "You did not divide by h. That is how far off the rise is; the slope is the rise "
        "divided by h.",
        "3 * x**2 * h + 3 * x * h**2 + h**3": "That is the rise, (x + h)³ − x³. Divide it by h, then subtract the "
        "slope at x.",
        "3 * x * h": "One term is missing. (x + h)³ ends in h³, and divided by h that is h².",
        "h**2": "One term is missing. (x + h)³ contains 3xh², and divided by h that is 3xh.",
        "h": "That is the error for x². Do the same with (x + h)³.",
        "x * h + h**2": "The factor 3 is missing: there are three ways to pick one x and two h's from the three "
        "factors of (x + h)³.",
        "3 * x * h - h**2": "The sign of h² is wrong. All terms of (x + h)³ have a plus.",
        "-3 * x * h - h**2": "You subtracted in the wrong order: take the slope of the secant minus the slope at x.",
        "h**2 - 3 * x * h": "The sign of 3xh is wrong. All terms of (x + h)³ have a plus.",
        "3 * (x + h) ** 2 - 3 * x**2": "That is the slope at x + h minus the slope at x. The slope of the secant is "
        "((x + h)³ − x³) / h.",
        "3 * x * h + h": "The last term is h³ divided by h, which is h².",
        "3 * x * h + h**3": "You divided 3xh² by h, but not h³. Divide every term.",
        "3 * x * h**2 + h**2": "You divided h³ by h, but not 3xh². Divide every term.",
        "3 * x**2 * h + h**2": "The middle terms are mixed up. 3x²h divided by h is 3x², the slope. 3xh² divided by "
        "h is 3xh.",
        "3 * x + h": "You divided by h one time too many. 3xh² divided by h is 3xh, and h³ divided by h is h².",
        "2 * x * h + h**2": "That is the rise of x². The third power expands to x³ + 3x²h + 3xh² + h³.",
        "6 * x * h + h**2": "There is an extra factor of 2: (x + h)³ contains 3xh², not 6xh².",
        "x**2 + x * h + h**2 - 3 * x**2": "The factors 3 are missing: (x + h)³ = x³ + 3x²h + 3xh² + h³.",
        "3 * x**2 + 3 * x * h + h**2 - 3 * x": "You subtracted 3x. What the slope of the secant settles on is 3x².",
        "3 * x**2 + 3 * x * h + h**2 - x**2": "You subtracted x². What the slope of the secant settles on is 3x².",
        "3 * x**2 + 3 * x * h + h**2 - 2 * x": "You subtracted 2x, the slope of x². For x³ it is 3x².",
        "3 * x * h**2": "You did not divide by h, and the term that comes from h³ is missing: 3xh and h² belong here.",
        "6 * x": "That is the slope of 3x². The question is by how much the secant misses 3x².",
        "3 * x**2 + h**2": "The middle term is the wrong one: 3x² is what you subtract, and 3xh is what stays.",
        "x**2 + x * h + h**2": "The factors 3 are missing, and the slope at x was not subtracted.",
        "h**3": "(x + h)³ is not x³ + h³. Multiply out (x + h)(x + h)(x + h).",
        "h**2 - 3 * x**2": "(x + h)³ is not x³ + h³. Multiply out (x + h)(x + h)(x + h).",
        "2 * x + h": "That is the slope of the secant of x². Do the same with (x + h)³, and then subtract the slope "
        "at x.",
    },
)


@cube_slope_error.misconception(
    "On paper this is right. But for a tiny h it subtracts two numbers that are nearly equal, and few digits are left. "
    "Simplify first, until nothing is subtracted."
)
def lets_the_computer_subtract(x, h):
    return ((x + h) ** 3 - x**3) / h - 3 * x**2


@cube_slope_error.misconception(
    "This is the fraction itself, the slope of the secant. Work it out on paper, and subtract the slope at x."
)
def only_the_fraction(x, h):
    return ((x + h) ** 3 - x**3) / h


@cube_slope_error.misconception(
    "The division is gone, but x² is still added and subtracted, and for a tiny h few digits of the small rest are "
    "left. Multiply out, until nothing is subtracted."
)
def divides_but_still_subtracts(x, h):
    return (x + h) ** 2 + x * (x + h) + x**2 - 3 * x**2


@cube_slope_error.misconception(
    "For a tiny h you leave out h². At x = 0 it is all there is. One formula works for every h: simplify until nothing "
    "is subtracted."
)
def patched_for_a_tiny_step(x, h):
    return 3 * x * h if abs(h) < 1e-4 else ((x + h) ** 3 - x**3) / h - 3 * x**2
