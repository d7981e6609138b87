"""dead_units: which rectifiers are off for every example."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`Z` holds what goes into a layer of rectifiers, one example a row and one unit a column. Return the "
    "numbers of the dead units, counted from 0, in an array. Take the slope at exactly 0 to be 0.",
    hints=[
        "A unit is a column. For which entries of Z is a rectifier off?",
        "Z <= 0 is True where a unit is off. It is dead if that holds in *all* rows: np.all(…, axis=0).",
        "np.flatnonzero turns an array of True and False into the numbers of the True ones.",
    ],
    also=("whole", "large", "small", "long"),
)
def dead_units(Z):
    """The columns that are off in every row."""
    # Off in all rows, for each column.
    off = np.all(Z <= 0, axis=0)
    return np.flatnonzero(off)


@dead_units.cases
def cases(rng):
    return [
        (np.array([[-1.0, 2.0], [-3.0, 1.0]]),),
        (np.array([[-1.0, 2.0, -2.0], [-3.0, -1.0, -0.5]]),),
        (np.array([[0.0, -1.0, 3.0], [-2.0, 4.0, 0.0]]),),
        (np.array([[3.0, -2.0, -4.0, 1.0], [-5.0, -1.0, 0.5, 2.0], [-1.0, -3.0, -2.0, -6.0]]),),
        (np.array([[-1.0, -2.0, 5.0], [-1.0, 1.0, -7.0], [-2.0, -0.5, -1.0], [-4.0, -3.0, -2.0]]),),
        (rng.normal(size=(4, 9)) - np.array([0, 9, 0, 0, 9, 0, 9, 0, 0]),),
    ]


@dead_units.edge_cases
def edge_cases(rng):
    return [
        (np.zeros((2, 3)),),
        (np.array([[1.0, -1.0], [2.0, 0.0]]),),
        (np.array([[-1.0, 2.0, 0.0]]),),
        (np.array([[-1.0, -1.0], [1e-9, -1e-9]]),),
        (np.array([[-100.0, -100.0], [0.5, -0.5], [-100.0, -100.0]]),),
        (rng.normal(size=(200, 30)) - np.where(np.arange(30) % 7 == 3, 9.0, 0.0),),
    ]


@dead_units.law("the order of the examples does not matter")
def _(f, Z):
    return np.array_equal(f(Z[::-1]), f(Z))


@dead_units.law("one more example in which every unit is off changes nothing")
def _(f, Z):
    return np.array_equal(f(np.vstack([Z, -np.ones(Z.shape[1])])), f(Z))


dead_units.instead_of(
    "Z <= 0",
    {
        "Z < 0": "A unit with z = 0 is off as well, with the slope 0. Ask for Z <= 0.",
        "Z == 0": "Z is what goes *into* the rectifier: it is off wherever Z is 0 or negative. Ask for Z <= 0.",
        "Z >= 0": "Those are the units that are never negative. A rectifier is off where Z <= 0.",
        "Z > 0": "Those are the units that are *on* for every example. Off means Z <= 0.",
        "Z <= 1e-6": "A small positive input is enough to be on. Compare with 0.",
    },
)
dead_units.instead_of(
    "np.all(Z <= 0, axis=0)",
    {
        "np.all(Z <= 0, axis=1)": "You looked along the rows: those are examples for which all units are off. Units "
        "are columns: axis=0.",
        "np.any(Z <= 0, axis=0)": "Those are off for *some* example, as most units are. Dead means off for all: "
        "np.all, or a largest entry of at most 0.",
        "np.any(Z <= 0, axis=1)": "You looked along the rows, and for some instead of all. Units are columns: "
        "np.all(…, axis=0).",
        "~np.all(Z <= 0, axis=0)": "Those are the living ones. Leave out the “not”.",
        "np.mean(Z, axis=0) <= 0": "A negative mean or sum is not enough: one example that turns the unit on keeps "
        "it alive.",
        "np.mean(Z <= 0, axis=0) > 0.5": "That is off for more than half of the examples. Dead means off for all "
        "of them.",
        "Z[0] <= 0": "That looks at the first example only. Dead means off for all of them.",
        "Z[-1] <= 0": "That looks at the last example only. Dead means off for all of them.",
    },
)
dead_units.instead_of(
    "np.flatnonzero(off)",
    {
        "off": "These are True and False. Return the numbers of the True ones: np.flatnonzero.",
        "off.astype(int)": "These are 1 and 0 for dead and alive. Return the numbers of the dead ones: np.flatnonzero.",
        "np.argwhere(off)": "np.argwhere makes a column of the numbers. np.flatnonzero makes a plain array.",
        "np.sum(off)": "That is how many there are. Return which ones: np.flatnonzero.",
        "np.flatnonzero(off) + 1": "Units are counted from 0 here. Leave out the + 1.",
        "np.where(off)": "np.where returns a tuple with the array in it. Take its first entry, or np.flatnonzero.",
        "Z[:, off]": "Those are the inputs of the dead units. Return their numbers.",
    },
)


@dead_units.misconception(
    "Those are the rows and columns of all entries that are off. Which *columns* are off in every row? np.all(…, "
    "axis=0)."
)
def all_places(Z):
    return np.where(Z <= 0)


@dead_units.misconception("That is the first dead unit. Return all of them, in an array.")
def first_only(Z):
    return np.flatnonzero(np.all(Z <= 0, axis=0))[0]


@dead_units.misconception(
    "You looked along the rows: those are examples for which all units are off. Units are columns: Z[:, j]."
)
def loops_over_rows(Z):
    return [i for i in range(len(Z)) if np.all(Z[i] <= 0)]
