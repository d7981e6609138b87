"""spread: the mean squared distance from the mean, without losing all digits."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`spread` should return the mean of the squared distances of the entries of `x` from their mean. For $10^9, "
    "10^9 + 1, 10^9 + 2$ that is $\\tfrac23$, as for 0, 1, 2. The formula in the cell is right on paper. Run it on "
    "these three numbers, then fix it.",
    hints=[
        "How large is x²? And what is the distance between neighboring floats of that size?",
        "Two numbers near 10¹⁸ are subtracted, and all the digits they have are the ones they share. Which differences "
        "can be computed without loss?",
        "Subtract the mean first, while the numbers are small: np.mean((x - np.mean(x)) ** 2).",
    ],
)
def spread(x):
    """The mean squared distance of the entries of x from their mean."""
    # Distances from the mean are small numbers, and their squares are, too.
    distances = x - np.mean(x)
    return np.mean(distances**2)


@spread.cases
def cases(rng):
    return [
        (np.array([0.0, 1.0, 2.0]),),
        (np.array([1.0, 3.0, 8.0]),),
        (1e9 + np.array([0.0, 1.0, 2.0]),),
        (rng.normal(size=7),),
        (1e9 + rng.normal(size=6),),
        (-3e8 + rng.normal(size=9),),
        (1e8 + 100 * rng.normal(size=5),),
    ]


@spread.edge_cases
def edge_cases(rng):
    return [
        (np.array([5.0]),),
        (np.array([1.1, 1.1, 1.1]),),
        (np.array([0, 1, 5]),),
        (1e-6 * rng.normal(size=20),),
        (1e12 + np.arange(1000.0),),
    ]


@spread.law("it does not change when a constant is added")
def _(f, x):
    return np.isclose(f(x + 1024.0), f(x), rtol=1e-3, atol=1e-12)


@spread.law("numbers twice as far apart have four times the spread")
def _(f, x):
    return np.isclose(f(2 * x), 4 * f(x), rtol=1e-9, atol=1e-12)


@spread.start(
    "It still subtracts two huge numbers of nearly the same size. Near 10¹⁸ neighboring floats are 128 apart, and the "
    "spread is far below that. Subtract the mean before squaring."
)
def spread_to_mend(x):
    """The mean squared distance of the entries of x from their mean."""
    return np.mean(x**2) - np.mean(x) ** 2


spread.instead_of(
    "np.mean(distances**2)",
    {
        "np.mean(distances) ** 2": "You squared the mean of the distances, which is 0. Square each distance first, "
        "then take the mean.",
        "np.sum(distances**2)": "You added up the squared distances. Divide by their number, or use np.mean.",
        "np.sqrt(np.mean(distances**2))": "You took the root of the mean. The task asks for the mean itself.",
        "np.mean(np.abs(distances))": "You took the mean of the distances themselves. The spread is the mean of their "
        "squares.",
        "np.mean(distances)": "You forgot the squares: distances below and above the mean cancel.",
        "np.sum(distances**2) / max(len(x) - 1, 1)": "You divided by n − 1. The task says the mean, so divide by n.",
        "np.median(distances**2)": "You took the median of the squared distances. The task says the mean.",
        "np.max(distances**2)": "You took the largest squared distance. The task says the mean.",
        "distances**2": "You returned the squared distances. Take their mean.",
        "np.mean(x * distances)": "On paper that is the spread. But the distances do not add up to exactly 0, and x "
        "multiplies what is left by a billion. Square the distances.",
        "np.mean(distances**2) - np.mean(x) ** 2": "You subtracted the square of the mean a second time. The distances "
        "are already measured from the mean.",
    },
)
spread.instead_of(
    "x - np.mean(x)",
    {
        "x": "You squared the numbers themselves. Subtract their mean first.",
        "x - x[0]": "You measured the distances from the first number. Measure them from the mean.",
        "x - np.median(x)": "You measured the distances from the median. Measure them from the mean.",
        "x - np.max(x)": "You measured the distances from the largest number. Measure them from the mean.",
        "x - np.min(x)": "You measured the distances from the smallest number. Measure them from the mean.",
        "x - np.mean(x) ** 2": "You subtracted the square of the mean. A distance is x minus the mean; squaring comes "
        "after that.",
        "x**2 - np.mean(x) ** 2": "You squared before subtracting. Subtract the mean first, then square.",
        "x + np.mean(x)": "You added the mean. A distance is a difference.",
    },
)


@spread.misconception(
    "Cutting off at 0 hides the nonsense but does not fix it: the digits are already lost. Subtract the mean before "
    "squaring."
)
def cuts_off_at_zero(x):
    return max(np.mean(x**2) - np.mean(x) ** 2, 0.0)


@spread.misconception(
    "Taking the size hides a wrong sign but does not fix it: the digits are already lost. Subtract the mean before "
    "squaring."
)
def takes_the_size(x):
    return abs(np.mean(x**2) - np.mean(x) ** 2)


@spread.misconception(
    "The difference is the wrong way around, and it still subtracts two huge numbers of nearly the same size. Subtract "
    "the mean before squaring."
)
def the_wrong_way_round(x):
    return np.mean(x) ** 2 - np.mean(x**2)


@spread.misconception(
    "That is the range, the largest minus the smallest number. The spread is the mean of the squared distances from "
    "the mean."
)
def the_range(x):
    return np.max(x) - np.min(x)


@spread.misconception(
    "Each difference is again one of two huge numbers: x² and the square of the mean. Subtract the mean before "
    "squaring."
)
def subtracts_inside_the_mean(x):
    return np.mean(x**2 - np.mean(x) ** 2)


@spread.misconception(
    "You still square numbers near 10⁹ before you subtract anything, and the digits that matter are lost there. No "
    "factoring brings them back: subtract the mean first, then square."
)
def factors_the_difference(x):
    root, mean = np.sqrt(np.mean(x**2)), np.mean(x)
    return (root - mean) * (root + mean)


SQUARED_OUT = (
    "Squared out, the formula still adds and subtracts huge numbers of nearly the same size, and the digits that "
    "matter "
    "are lost. Subtract the mean before squaring."
)


@spread.misconception(SQUARED_OUT)
def squares_out(x):
    mean = np.mean(x)
    return np.mean(x**2 - 2 * x * mean + mean**2)


@spread.misconception(SQUARED_OUT)
def squares_out_in_a_loop(x):
    mean = np.mean(x)
    return sum(t**2 - 2 * t * mean + mean**2 for t in x) / len(x)


@spread.misconception(
    "Shifting is the right idea, but 1e9 fits only some numbers. Take the shift from x: subtract its mean, then square."
)
def shifts_by_a_fixed_number(x):
    shifted = x - 1e9
    return np.mean(shifted**2) - np.mean(shifted) ** 2
