"""numerical_gradient: one central difference for each coordinate."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="warm-up",
    task="Return the gradient of `f` at `x` by central differences with the step `h`: entry $i$ is $(f(\\mathbf x + "
    "h\\,\\mathbf e_i) - f(\\mathbf x - h\\,\\mathbf e_i)) / (2h)$, where $\\mathbf e_i$ has a 1 in position $i$ and "
    "0 elsewhere. `f` takes an array like `x` and returns a number. `x` is an array of shape `(n,)`, may hold whole "
    "numbers, and must not change.",
    hints=[
        "One knob at a time: a loop over the coordinates, two calls to f on each pass, and one slope to write down.",
        "To move only coordinate i, make an array e of zeros, as long as x, and set e[i] = h. Then x + e and x - e are "
        "the two points.",
        "Begin with g = np.zeros(len(x)). In the loop: g[i] = (f(x + e) - f(x - e)) / (2 * h).",
    ],
    also=("whole", "long"),
)
def numerical_gradient(f, x, h):
    """The slope along each axis, by central differences."""
    g = np.zeros(len(x))
    for i in range(len(x)):
        # x + e and x - e are new arrays, so x stays as it was, and every slope is measured at the same point.
        e = np.zeros(len(x))
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


AREA = Formula("x ↦ x₀ x₁", lambda x: x[0] * x[1])
CUBIC = Formula("x ↦ x₀³ + 5 x₁", lambda x: x[0] ** 3 + 5 * x[1])
SQUARES = Formula("x ↦ sum of x²", lambda x: np.sum(x**2))
WAVES = Formula("x ↦ sum of (i + 1) sin xᵢ", lambda x: np.sum(np.arange(1, len(x) + 1) * np.sin(x)))
MIXED = Formula("x ↦ x₀² x₁ + exp(x₂)", lambda x: x[0] ** 2 * x[1] + np.exp(x[2]))


@numerical_gradient.cases
def cases(rng):
    return [
        (SQUARES, np.array([3.0]), 0.5),
        (AREA, np.array([4.0, 3.0]), 0.25),
        (CUBIC, np.array([1.0, 2.0]), 0.5),
        (MIXED, np.array([1.0, -2.0, 0.5]), 0.01),
        (WAVES, rng.normal(size=4), 0.1),
        (WAVES, rng.normal(size=7), 0.3),
    ]


@numerical_gradient.edge_cases
def edge_cases(rng):
    return [
        (AREA, np.array([0.0, 0.0]), 0.1),
        (CUBIC, np.array([1, 2]), 0.5),
        (SQUARES, np.array([3, -4, 0]), 0.25),
        (SQUARES, np.zeros(5), 1e-3),
    ]


@numerical_gradient.law("three times the function has three times the gradient")
def _(f, function, x, h):
    tripled = Formula("3 f", lambda z: 3 * function(z))
    return np.allclose(f(tripled, x, h), 3 * np.asarray(f(function, x, h)))


@numerical_gradient.law("the gradient has as many entries as x")
def _(f, function, x, h):
    return np.shape(f(function, x, h)) == np.shape(x)


numerical_gradient.instead_of(
    "(f(x + e) - f(x - e)) / (2 * h)",
    {
        "(f(x + e) - f(x)) / h": "That is the forward difference. The central one steps to both sides: f(x + e) - "
        "f(x - e), divided by 2 h.",
        "(f(x + e) - f(x)) / (2 * h)": "2 h is the distance between points on both sides. Yours are x + e and x, only "
        "h apart: use f(x - e) for the second.",
        "(f(x) - f(x - e)) / h": "That is the backward difference. The central one steps to both sides: f(x + e) - "
        "f(x - e), divided by 2 h.",
        "(f(x + e) - f(x - e)) / h": "The two points lie 2 h apart, so divide by 2 * h. All your slopes are twice as "
        "large as they should be.",
        "(f(x + e) - f(x - e)) / 2 * h": "Python reads a / 2 * h as (a / 2) times h. Add parentheses: / (2 * h).",
        "f(x + e) - f(x - e) / (2 * h)": "Division comes before subtraction, so only the second value was divided. "
        "Add parentheses: (f(x + e) - f(x - e)) / (2 * h).",
        "f(x + e) - f(x - e)": "That is the change. A slope is the change divided by the distance, here 2 h.",
        "(f(x - e) - f(x + e)) / (2 * h)": "You subtracted in the wrong order: take the value ahead, f(x + e), minus "
        "the value behind.",
        "(f(x + e) + f(x - e)) / (2 * h)": "You added the two values. A slope is their difference.",
        "(f(x + e) - f(x - e)) / (2 * h * x[i])": "You divided by x as well. A slope is per unit of x: divide by 2 h "
        "only.",
        "(f(x + e) - 2 * f(x) + f(x - e)) / h**2": "That is the second derivative. The slope is (f(x + e) - f(x - e)) "
        "/ (2 h).",
        "(f(x + h) - f(x - h)) / (2 * h)": "All coordinates move at once (as in x + h). Move only coordinate i: x + e, "
        "with e[i] = h and zeros elsewhere.",
        "(f(x + h * e) - f(x - h * e)) / (2 * h)": "Your e holds h already, and you multiplied by h again. Either "
        "e[i] = h and x + e, or e[i] = 1 and x + h * e.",
        "x[i] * (f(x + e) - f(x - e)) / (2 * h)": "You multiplied the slope by x. The slope itself is the entry.",
        "abs(f(x + e) - f(x - e)) / (2 * h)": "You dropped the sign. A slope may be negative: f then falls along that "
        "axis.",
    },
)

numerical_gradient.instead_of(
    "e[i] = h",
    {
        "e[0] = h": "You move coordinate 0 on every pass. On pass i it is coordinate i: e[i] = h.",
        "e[i] = 1": "You moved a whole unit, but divided by 2 h. The step and the divisor must match: e[i] = h.",
        "e[i] = x[i] + h": "e is the step alone; x is added later. Set e[i] = h.",
        "e[i] = 2 * h": "You stepped 2 h to each side but divided by 2 h, and the points are 4 h apart. Set e[i] = h.",
        "e[i] = h / 2": "You stepped half of h to each side. The formula steps h to each side: e[i] = h.",
    },
)


@numerical_gradient.misconception(
    "You set e to zeros only once, before the loop, so earlier coordinates keep their h and move along. Make a new e "
    "on every pass, or set e[i] back to 0."
)
def steps_pile_up(f, x, h):
    g = np.zeros(len(x))
    e = np.zeros(len(x))
    for i in range(len(x)):
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@numerical_gradient.misconception(
    "You moved x itself and did not move it back: later slopes are measured somewhere else, and the caller's x has "
    "changed. Use a new array for each point, x + e and x - e."
)
def moves_x(f, x, h):
    g = np.zeros(len(x))
    for i in range(len(x)):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        g[i] = (up - f(x)) / (2 * h)
    return g


@numerical_gradient.misconception(
    "With whole numbers in x, your copy holds whole numbers, too, and h is lost when you add it. Start from "
    "x.astype(float), or add an array of floats: x + e."
)
def copies_whole_numbers(f, x, h):
    g = np.zeros(len(x))
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] = x[i] + h
        down[i] = x[i] - h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@numerical_gradient.misconception(
    "np.zeros_like(x) keeps the type of x: if x holds whole numbers, your slopes lose their decimals. Use "
    "np.zeros(len(x))."
)
def stores_whole_numbers(f, x, h):
    g = np.zeros_like(x)
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


@numerical_gradient.misconception(
    "Setting another name equal to x, as in a = x, copies nothing: both are the same array, and what you do to a[i] "
    "happens to x. Use x + e, or x.astype(float), which makes a new array."
)
def gives_x_another_name(f, x, h):
    g = np.zeros(len(x))
    for i in range(len(x)):
        up = x
        up[i] += h
        down = x
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@numerical_gradient.misconception(
    "One number came out, all slopes added up (f(x + h) does that, too: it moves all coordinates at once). The "
    "gradient has one entry for each coordinate. Loop over i, and step with an e that is h in position i and 0 "
    "elsewhere."
)
def adds_the_slopes(f, x, h):
    return np.sum(numerical_gradient.reference(f, x, h))


@numerical_gradient.misconception("You scaled the gradient to length 1. Its length is the steepest slope; keep it.")
def scales_to_length_one(f, x, h):
    g = numerical_gradient.reference(f, x, h)
    return g / np.linalg.norm(g)


@numerical_gradient.misconception(
    "f takes the whole array, not just x[i]. Move one coordinate of the array: x + e, with e[i] = h and zeros "
    "elsewhere."
)
def passes_one_coordinate(f, x, h):
    g = np.zeros(len(x))
    for i in range(len(x)):
        g[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
    return g


@numerical_gradient.misconception(
    "You stepped by a fraction of x, x[i] times h, but divided by 2 h. The formula adds h and subtracts h, whatever "
    "x is."
)
def steps_a_share(f, x, h):
    g = np.zeros(len(x))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h * x[i]
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g
