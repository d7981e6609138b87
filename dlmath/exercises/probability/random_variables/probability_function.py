"""probability_function: the outcomes with the same value belong together."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`values` holds the value of a random variable for each outcome, and `probabilities` the probability of that "
    "outcome, which is positive. The values may be any numbers, not only whole ones. Outcomes need not be equally "
    "likely, and different outcomes may have the same value. Return two arrays: the different values in increasing "
    "order, and the probability of each.",
    hints=[
        "Which outcomes belong to the event X = x? Those whose value is x. What is the probability of an event?",
        "np.unique(values) has the different values in order. values == v marks the outcomes with the value v.",
        "For each v in np.unique(values): np.sum(probabilities[values == v]).",
    ],
    also=("whole",),
)
def probability_function(values, probabilities):
    """The different values in increasing order, and their probabilities."""
    # All outcomes with the same value form one event: add them up.
    x = np.unique(values)
    p = np.array([np.sum(probabilities[values == v]) for v in x])
    return x, p


@probability_function.cases
def cases(rng):
    dice = np.array([red + blue for red in range(1, 7) for blue in range(1, 7)], dtype=float)
    return [
        (np.array([0.0, 1.0]), np.array([0.25, 0.75])),
        (np.array([3.0, 1.0]), np.array([0.25, 0.75])),
        (np.array([2.0, 5.0, 2.0]), np.array([0.5, 0.375, 0.125])),
        (np.array([4.0, -1.0, 0.5, -1.0, 4.0, 7.0, -1.0]), np.array([0.1, 0.2, 0.05, 0.15, 0.2, 0.1, 0.2])),
        (dice, np.full(36, 1 / 36)),
        (rng.integers(-3, 6, size=20).astype(float), rng.dirichlet(np.ones(20))),
    ]


@probability_function.edge_cases
def edge_cases(rng):
    return [
        (np.array([3.0]), np.array([1.0])),
        (np.array([2.0, 2.0, 2.0]), np.array([0.5, 0.25, 0.25])),
        (np.array([1e9, 1e9 + 1, 1e9]), np.array([0.25, 0.5, 0.25])),
        (rng.integers(0, 50, size=400).astype(float), rng.dirichlet(np.ones(400))),
    ]


@probability_function.law("the probabilities add up to 1")
def _(f, values, probabilities):
    return np.isclose(np.sum(f(values, probabilities)[1]), 1)


@probability_function.law("the order of the outcomes does not matter")
def _(f, values, probabilities):
    return np.allclose(f(values[::-1], probabilities[::-1]), f(values, probabilities))


probability_function.instead_of(
    "np.sum(probabilities[values == v])",
    {
        "np.sum(values == v)": "You counted the outcomes with each value. They need not be equally likely: add up "
        "their probabilities.",
        "np.mean(values == v)": "That is the share of the outcomes with each value. It is right only if all outcomes "
        "are equally likely. Add up their probabilities.",
        "np.mean(probabilities[values == v])": "You took the mean of the probabilities of the outcomes with the same "
        "value. The event happens if any of them does: add them up.",
        "probabilities[values == v][0]": "Only the first outcome with each value counts in your answer. Add up the "
        "probabilities of all of them.",
        "probabilities[values == v][-1]": "Only the last outcome with each value counts: each overwrites the one "
        "before. Add up their probabilities.",
        "np.max(probabilities[values == v])": "Only the likeliest outcome with each value counts. Add up the "
        "probabilities of all of them.",
        "np.prod(probabilities[values == v])": "You multiplied. Outcomes exclude each other, so add their "
        "probabilities.",
        "np.sum(probabilities[values <= v])": "That is the probability of a value up to v. Take the outcomes with "
        "exactly this value: values == v.",
        "np.sum(probabilities[values >= v])": "That is the probability of v or more. Take the outcomes with exactly "
        "this value: values == v.",
        "np.sum(probabilities[values != v])": "You added up the outcomes with all *other* values. Take values == v.",
        "v * np.sum(probabilities[values == v])": "You multiplied the probability by the value. Return the probability "
        "alone.",
        "np.sum(probabilities[values == v]) / len(values)": "The probabilities already say how much each outcome "
        "counts. Don't divide by the number of outcomes.",
        "np.sum(values[values == v])": "You added up the values. Add up the probabilities of the outcomes with this "
        "value.",
        "probabilities[values == v][0] * np.sum(values == v)": "You multiplied the probability of one outcome by the "
        "number of outcomes with this value. They need not be equally likely: add up their probabilities.",
    },
)
probability_function.instead_of(
    "return x, p",
    {
        "return p, x": "Both arrays are right, but in the wrong order: first the values, then their probabilities.",
        "return p": "Return the values as well: two arrays, x and p.",
        "return x": "Those are the values. Return their probabilities as well: two arrays.",
        "return dict(zip(x, p))": "The numbers are right, but in a dictionary. Return two arrays, the values and their "
        "probabilities.",
        "return x[::-1], p[::-1]": "The values are in decreasing order. Sort them the other way.",
        "return x, np.sort(p)": "You sorted the probabilities as well, so they no longer match their values.",
        "return x, np.cumsum(p)": "You kept a running sum. Return the probability of each single value.",
        "return x[:-1], p[:-1]": "The largest value is missing.",
        "return x[1:], p[1:]": "The smallest value is missing. Python counts from 0.",
        "return x, p / np.max(p)": "Probabilities add up to 1. Don't divide by the largest.",
    },
)


@probability_function.misconception(
    "You sorted the values, but each outcome still stands alone. Outcomes with the same value belong together: add up "
    "their probabilities."
)
def sorted_only(values, probabilities):
    order = np.argsort(values)
    return values[order], probabilities[order]


@probability_function.misconception(
    "You sorted the values and left the probabilities where they were, so they no longer match their values. And "
    "outcomes with the same value belong together."
)
def sorted_apart(values, probabilities):
    return np.sort(values), probabilities


@probability_function.misconception(
    "Nothing has been collected: these are the outcomes. Outcomes with the same value belong together: add up their "
    "probabilities."
)
def as_they_are(values, probabilities):
    return values, probabilities


@probability_function.misconception(
    "Your values come in the order in which they first appear. Sort them in increasing order, and keep each "
    "probability beside its value."
)
def in_order_of_appearance(values, probabilities):
    found = {}
    for v, p in zip(values, probabilities, strict=True):
        found[v] = found.get(v, 0) + p
    return np.array(list(found)), np.array(list(found.values()))


@probability_function.misconception(
    "You sorted the values, but the probabilities stay in the order in which the values first appear."
)
def probabilities_in_order_of_appearance(values, probabilities):
    found = {}
    for v, p in zip(values, probabilities, strict=True):
        found[v] = found.get(v, 0) + p
    return np.array(sorted(found)), np.array(list(found.values()))


@probability_function.misconception(
    "You listed every whole number from the smallest value to the largest. Return only the values that occur."
)
def every_whole_number(values, probabilities):
    x = np.arange(np.min(values), np.max(values) + 1)
    return x, np.array([np.sum(probabilities[values == v]) for v in x])


@probability_function.misconception(
    "You gave all values the same probability. Add up the probabilities of the outcomes with each value."
)
def all_alike(values, probabilities):
    x = np.unique(values)
    return x, np.full(len(x), 1 / len(x))


@probability_function.misconception(
    "You compared the values with an index. Compare them with the value itself: values == x[i]."
)
def compares_with_the_index(values, probabilities):
    x = np.unique(values)
    return x, np.array([np.sum(probabilities[values == i]) for i in range(len(x))])


@probability_function.misconception(
    "The sums are right, but you return one for each outcome, so values appear more than once. Return each value "
    "once, in increasing order."
)
def one_for_each_outcome(values, probabilities):
    return values, np.array([np.sum(probabilities[values == v]) for v in values])


@probability_function.misconception(
    "You sorted the outcomes by their value and kept as many of their probabilities as there are values. Add up those "
    "that belong to the same value."
)
def cut_off(values, probabilities):
    x = np.unique(values)
    return x, probabilities[np.argsort(values, kind="stable")][: len(x)]


@probability_function.misconception(
    "np.bincount has a place for each of 0, 1, 2, …, even for those that do not occur, and none for other values. "
    "Take the different values, and add up the probabilities for each of them."
)
def counts_whole_numbers(values, probabilities):
    if np.max(values) > 1e6:
        raise MemoryError("a place for each whole number is too much")
    return np.unique(values), np.bincount(values.astype(int), weights=probabilities)


@probability_function.misconception(
    "The sums are right, but a value that several outcomes have appears several times. Return each value once: "
    "np.unique does that, np.sort does not."
)
def sorted_with_repeats(values, probabilities):
    x = np.sort(values)
    return x, np.array([np.sum(probabilities[values == v]) for v in x])
