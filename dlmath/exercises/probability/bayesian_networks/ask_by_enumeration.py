"""ask_by_enumeration: add up the worlds that agree with what was seen."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="`joint(world)` returns the probability of a world, a tuple of `n` values that are 0 or 1. `evidence` is a "
    "dict: `{0: 1, 3: 0}` says that the first variable is 1 and the fourth is 0. Return the probability that "
    "variable `target` is 1, given the evidence (whose probability is not 0). `for world in np.ndindex((2,) * n)` "
    "goes through all $2^n$ worlds. In a dict, `for i in evidence` goes through the keys, and `evidence[i]` is the "
    "value.",
    hints=[
        "Keep two sums, one for the worlds in which the target is 1 and one for those in which it is 0. Which "
        "worlds count at all?",
        "Skip each world that contradicts the evidence, that is, in which world[i] differs from evidence[i] for some "
        "i.",
        "Start with weights = [0.0, 0.0]; for each world that agrees, weights[world[target]] += joint(world). At "
        "the end, weights[1] / sum(weights).",
    ],
    also=(),
)
def ask_by_enumeration(joint, n, target, evidence):
    """The probability that one variable is 1, given some others."""
    weights = [0.0, 0.0]
    for world in np.ndindex((2,) * n):
        # Worlds that contradict the evidence are out.
        agrees = all(world[i] == evidence[i] for i in evidence)
        if agrees:
            weights[world[target]] += joint(world)
    return weights[1] / sum(weights)


def _network(text, p):
    """A joint probability from a list of (parents, table)."""

    def joint(world):
        if len(world) != len(p):
            raise ValueError(f"this network has worlds of {len(p)} values, and got one of {len(world)}")
        product = 1.0
        for i, (parents, table) in enumerate(p):
            one = np.asarray(table)[tuple(world[j] for j in parents)]
            product *= one if world[i] else 1 - one
        return float(product)

    return Formula(text, joint)


PAIR = _network("P(b) P(a|b)", [((), 0.2), ((0,), [0.1, 0.7])])
COLLIDER = _network("P(b) P(e) P(a|b,e)", [((), 0.3), ((), 0.4), ((0, 1), [[0.1, 0.6], [0.8, 0.9]])])
CHAIN = _network("P(x) P(y|x) P(z|y)", [((), 0.6), ((0,), [0.2, 0.9]), ((1,), [0.3, 0.8])])
ALARM = _network(
    "P(b) P(e) P(a|b,e) P(j|a) P(m|a)",
    [((), 0.1), ((), 0.2), ((0, 1), [[0.05, 0.3], [0.9, 0.95]]), ((2,), [0.05, 0.9]), ((2,), [0.01, 0.7])],
)

LONG = _network("P(x₁) P(x₂|x₁) … P(x₇|x₆)", [((), 0.6), *(((i,), [0.2, 0.9 - 0.1 * i]) for i in range(6))])


@ask_by_enumeration.cases
def cases(rng):
    return [
        (PAIR, 2, 0, {1: 1}),
        (PAIR, 2, 1, {}),
        (COLLIDER, 3, 0, {2: 1}),
        (COLLIDER, 3, 1, {0: 1, 2: 0}),
        (CHAIN, 3, 1, {2: 0}),
        (ALARM, 5, 0, {3: 1, 4: 1}),
        (ALARM, 5, 1, {2: 1, 0: 0}),
        (LONG, 7, 4, {1: 0, 6: 1}),
    ]


@ask_by_enumeration.edge_cases
def edge_cases(rng):
    certain = _network("P(b) P(a|b)", [((), 0.5), ((0,), [0.0, 1.0])])
    rare = _network("P(b) P(a|b)", [((), 1e-12), ((0,), [1e-9, 1.0])])
    return [
        (certain, 2, 0, {1: 1}),
        (certain, 2, 0, {1: 0}),
        (rare, 2, 0, {1: 1}),
        (_network("P(x)", [((), 0.3)]), 1, 0, {}),
        (ALARM, 5, 4, {0: 1, 1: 1, 2: 0, 3: 1}),
    ]


@ask_by_enumeration.law("without evidence about the others, it is the sum over all worlds with the target at 1")
def _(f, joint, n, target, evidence):
    expected = sum(joint(world) for world in np.ndindex((2,) * n) if world[target] == 1)
    return np.isclose(f(joint, n, target, {}), expected)


@ask_by_enumeration.law("the evidence is not changed")
def _(f, joint, n, target, evidence):
    seen = dict(evidence)
    f(joint, n, target, seen)
    return seen == evidence


ask_by_enumeration.instead_of(
    "weights[1] / sum(weights)",
    {
        "weights[1]": "That is P(target = 1 *and* evidence). Divide by the probability of the evidence, the sum of "
        "both weights.",
        "weights[0] / np.sum(weights)": "That is the probability that the target is 0.",
        "np.array(weights) / sum(weights)": "You return both probabilities. The question asks for the probability "
        "that target = 1.",
        "weights[1] / weights[0]": "These are the odds. Divide by the sum of both weights.",
        "sum(weights)": "That is the probability of the evidence. Divide the part with target = 1 by it.",
        "weights[1] / 2**n": "Divide by the probability of the evidence, the sum of both weights, not by the number of "
        "worlds.",
        "weights": "These are two weights. Divide the second by their sum.",
        "np.max(weights) / np.sum(weights)": "That is the larger of the two probabilities. Return the probability "
        "that target = 1.",
        "float(weights[1] > weights[0])": "You return which value is more probable. Return the probability.",
        "np.log(weights[1]) - np.log(np.sum(weights))": "You return a logarithm. Return the probability itself.",
    },
)
ask_by_enumeration.instead_of(
    "all(world[i] == evidence[i] for i in evidence)",
    {
        "any(world[i] == evidence[i] for i in evidence)": "A world must agree with *all* of the evidence. Yours "
        "only has to agree with one piece of it.",
        "True": "You do not use the evidence: count only the worlds that agree with it.",
        "all(world[i] == 1 for i in evidence)": "Evidence may also say that a variable is 0: compare world[i] with "
        "evidence[i].",
        "all(world[i] != evidence[i] for i in evidence)": "You kept the worlds that contradict the evidence.",
        "not all(world[i] == evidence[i] for i in evidence)": "You kept the worlds that contradict the evidence.",
        "not any(world[i] == evidence[i] for i in evidence)": "You kept the worlds that contradict the evidence.",
        "all(world[i] >= evidence[i] for i in evidence)": "Evidence may also say that a variable is 0. Then a world "
        "with 1 contradicts it: compare with ==.",
        "all(world[i] <= evidence[i] for i in evidence)": "If the evidence says 1, a world with 0 contradicts it: "
        "compare with ==.",
        "sum(world[i] == evidence[i] for i in evidence) > 0": "A world must agree with *all* of the evidence. Yours "
        "only has to agree with one piece of it.",
        "all(world[j] == evidence[i] for j, i in enumerate(evidence))": "The key says *which* variable was seen: "
        "compare world[i] with evidence[i]. You went through the first variables.",
        "all(world[i - 1] == evidence[i] for i in evidence)": "Variables are counted from 0: variable i is world[i].",
        "all(world[evidence[i]] == i for i in evidence)": "Key and value are swapped: the key says which variable, "
        "the value what it is.",
    },
)
ask_by_enumeration.instead_of(
    "weights[world[target]] += joint(world)",
    {
        "weights[world[target]] += 1": "You counted worlds. They are not equally probable: add joint(world).",
        "weights[world[target]] = joint(world)": "Each world overwrites the one before. Add them up: +=.",
        "weights[world[target]] *= joint(world)": "Different worlds exclude each other, so their probabilities are "
        "added, not multiplied.",
        "weights[target % 2] += joint(world)": "target tells you *which* variable the question is about. Its value "
        "in this world is world[target].",
        "weights[world[0]] += joint(world)": "You asked about the first variable. The question is about world[target].",
        "weights[world[target]] += np.log(joint(world))": "Add the probabilities themselves. You add logarithms "
        "when you want to multiply probabilities.",
        "weights[world[target]] = max(weights[world[target]], joint(world))": "You kept the most probable world. All "
        "worlds that agree count: add them up.",
    },
)


@ask_by_enumeration.misconception(
    "You divided by the probability of target = 1. Given the evidence, divide by the probability of the *evidence*."
)
def divides_by_the_prior(joint, n, target, evidence):
    worlds = list(np.ndindex((2,) * n))
    both = sum(joint(w) for w in worlds if w[target] == 1 and all(w[i] == evidence[i] for i in evidence))
    return both / sum(joint(w) for w in worlds if w[target] == 1)


@ask_by_enumeration.misconception(
    "You averaged the worlds that agree, as if they were equally probable. Add up their probabilities, and divide by "
    "the sum over target = 0 and target = 1."
)
def averages(joint, n, target, evidence):
    worlds = [w for w in np.ndindex((2,) * n) if all(w[i] == evidence[i] for i in evidence)]
    return np.mean([joint(w) for w in worlds if w[target] == 1])


@ask_by_enumeration.misconception(
    "The return is inside the loop, so only the first world that agrees is counted. Return after the loop."
)
def returns_early(joint, n, target, evidence):
    weights = np.zeros(2)
    for world in np.ndindex((2,) * n):
        if all(world[i] == evidence[i] for i in evidence):
            weights[world[target]] += joint(world)
            return weights[1] / np.sum(weights)


@ask_by_enumeration.misconception(
    "You set the variables that were not seen to 0. They can be either: sum over both of their values."
)
def hidden_are_zero(joint, n, target, evidence):
    weights = np.zeros(2)
    for value in (0, 1):
        world = [0] * n
        for i in evidence:
            world[i] = evidence[i]
        world[target] = value
        weights[value] = joint(tuple(world))
    return weights[1] / np.sum(weights)


@ask_by_enumeration.misconception(
    "Each piece of the evidence overwrites what you found for the one before, so only the last one counts. A world "
    "must agree with all of them."
)
def last_piece_decides(joint, n, target, evidence):
    weights = np.zeros(2)
    for world in np.ndindex((2,) * n):
        agrees = True
        for i in evidence:
            agrees = world[i] == evidence[i]
        if agrees:
            weights[world[target]] += joint(world)
    return weights[1] / np.sum(weights)


@ask_by_enumeration.misconception(
    "After the first world that contradicts the evidence, no other counts. Judge each world by itself: reset the "
    "flag in each round, or skip the world with continue, not with break."
)
def stops_at_a_contradiction(joint, n, target, evidence):
    weights = np.zeros(2)
    for world in np.ndindex((2,) * n):
        if any(world[i] != evidence[i] for i in evidence):
            break
        weights[world[target]] += joint(world)
    with np.errstate(invalid="ignore"):
        return weights[1] / np.sum(weights)
