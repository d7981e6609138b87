"""markov_blanket: parents, children, and the children's other parents."""

import numpy as np  # noqa: F401

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`parents` is a dict that maps each node of a network to a list of its parents. Return the Markov blanket "
    "of `node`: its parents, its children, and the other parents of its children, each of them once, and without "
    "the node itself. The answer is a list in the order of `parents`.",
    hints=[
        "Its parents are in the dict already. Its children are the nodes whose lists of parents contain it.",
        "Go through all other nodes in order. Which belong? The node's parents, its children, and the nodes that "
        "share a child with it.",
        "Collect a set first: blanket = set(parents[node]), then for each child, add the child and parents[child]. "
        "At the end: [other for other in parents if other in blanket and other != node].",
    ],
    also=(),
)
def markov_blanket(parents, node):
    """The nodes that shield a node from the rest of its network."""
    blanket = set(parents[node])
    for child in parents:
        if node in parents[child]:
            # A child brings along all of its parents.
            blanket.add(child)
            blanket.update(parents[child])
    return [other for other in parents if other in blanket and other != node]


ALARM = {"burglary": [], "earthquake": [], "alarm": ["burglary", "earthquake"], "john": ["alarm"], "mary": ["alarm"]}
WEB = {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"], "e": [], "f": ["d", "e"], "g": ["f"], "h": ["e"]}
LATE = {"g": ["f"], "f": ["d", "e"], "e": [], "d": ["b"], "b": []}


@markov_blanket.cases
def cases(rng):
    return [
        (ALARM, "john"),
        (ALARM, "burglary"),
        (ALARM, "alarm"),
        (WEB, "d"),
        (WEB, "e"),
        (WEB, "a"),
        (WEB, "b"),
        (WEB, "g"),
        (LATE, "d"),
    ]


@markov_blanket.edge_cases
def edge_cases(rng):
    names = [f"n{i}" for i in range(20)]
    random = {
        name: sorted(rng.permutation(names[:i])[: rng.integers(0, 4)].tolist(), key=names.index)
        for i, name in enumerate(names)
    }
    family = {"x": [], "y": ["x"], "z": ["x", "y"]}
    return [({"alone": [], "other": []}, "alone"), (family, "x"), (family, "y"), (random, "n4"), (random, "n12")]


@markov_blanket.law("if one node is in the blanket of another, the other is in its blanket")
def _(f, parents, node):
    return all(node in f(parents, other) for other in f(parents, node))


@markov_blanket.law("the network is not changed")
def _(f, parents, node):
    copy = {name: list(above) for name, above in parents.items()}
    f(copy, node)
    return copy == parents


markov_blanket.instead_of(
    "blanket.update(parents[child])",
    {
        "blanket.update([])": "The other parents of the children are missing. They matter: once a child is known, its "
        "causes explain each other away.",
        "pass": "The other parents of the children are missing. They matter: once a child is known, its causes explain "
        "each other away.",
        "blanket.update(other for other in parents if child in parents[other])": "You added the children's children. "
        "They are shielded by the children. What is missing is the children's other *parents*.",
    },
)
markov_blanket.instead_of(
    "blanket.add(child)",
    {
        "blanket.update([])": "The children themselves are missing.",
    },
)
markov_blanket.instead_of(
    "set(parents[node])",
    {
        "set()": "The parents of the node are missing.",
        "set(parents[node]) | {above for p in parents[node] for above in parents[p]}": "You added the grandparents. "
        "The parents shield the node from them.",
        "set(parents[node]) | {c for c in parents for p in parents[node] if p in parents[c]}": "You added the "
        "siblings, the other children of its parents. Once the parents are known, siblings tell you nothing new.",
    },
)
markov_blanket.instead_of(
    "[other for other in parents if other in blanket and other != node]",
    {
        "[other for other in parents if other in blanket]": "The node itself is not part of its blanket: it got in "
        "as a parent of its children. Leave it out.",
        "sorted(blanket - {node})": "The nodes are right, but sorted by name. Return them in the order of parents.",
        "list(blanket - {node})": "The nodes are right, but a set has no order. Go through parents and keep those that "
        "are in the blanket.",
        "blanket - {node}": "The nodes are right, but the answer is a list in the order of parents.",
        "len(blanket - {node})": "You return how many there are. Return the nodes themselves.",
        "[other for other in parents if other not in blanket and other != node]": "These are the nodes *outside* the "
        "blanket.",
    },
)


@markov_blanket.misconception("These are only the parents. The children and the children's other parents belong, too.")
def only_parents(parents, node):
    return list(parents[node])


@markov_blanket.misconception("These are only the children. The parents and the children's other parents belong, too.")
def only_children(parents, node):
    return [child for child in parents if node in parents[child]]


@markov_blanket.misconception(
    "Some nodes appear twice or out of order. Collect them in a set first, then go through parents in order."
)
def with_repeats(parents, node):
    children = [child for child in parents if node in parents[child]]
    return list(parents[node]) + children + [p for c in children for p in parents[c] if p != node]


@markov_blanket.misconception(
    "You return parents first, then children, then the children's other parents. Return the nodes in the order of "
    "the dict."
)
def grouped(parents, node):
    children = [child for child in parents if node in parents[child]]
    found = list(parents[node]) + children + [p for c in children for p in parents[c] if p != node]
    return list(dict.fromkeys(found))


@markov_blanket.misconception(
    "These are all nodes above it. Its parents shield it from the ones further up, and the nodes below are missing."
)
def all_ancestors(parents, node):
    above = set(parents[node])
    for _ in parents:
        above |= {p for a in above for p in parents[a]}
    return [other for other in parents if other in above]


@markov_blanket.misconception(
    "You took everything that arrows connect to the node, along any path. Its parents, its children, and the "
    "children's other parents shield it from the rest."
)
def everything_connected(parents, node):
    near = {node}
    for _ in parents:
        near |= {p for a in near for p in parents[a]} | {c for c in parents if near & set(parents[c])}
    return [other for other in parents if other in near and other != node]


@markov_blanket.misconception(
    "The node itself is in your list, as a parent of its children, and others may appear twice. Collect the nodes "
    "in a set, and leave out the node itself."
)
def with_repeats_and_itself(parents, node):
    found = list(parents[node])
    for child in parents:
        if node in parents[child]:
            found += [child, *parents[child]]
    return found


@markov_blanket.misconception(
    "These are the parents and the children. The other parents of the children are missing. They matter: once a child "
    "is known, its causes explain each other away."
)
def parents_then_children(parents, node):
    return list(parents[node]) + [child for child in parents if node in parents[child]]


@markov_blanket.misconception(
    "Up and down are swapped: parents[node] lists the *parents* of the node. Its children are the nodes whose lists "
    "contain it."
)
def upside_down(parents, node):
    blanket = {child for child in parents if node in parents[child]} | set(parents[node])
    blanket |= {other for child in parents[node] for other in parents[child]}
    return [other for other in parents if other in blanket and other != node]


@markov_blanket.misconception(
    "These are all the other nodes. Only the parents, the children, and the children's other parents belong. They "
    "shield the node from the rest."
)
def all_others(parents, node):
    return [other for other in parents if other != node]


@markov_blanket.misconception("You stop at the first child. The other children and their parents belong, too.")
def first_child_only(parents, node):
    first = next((child for child in parents if node in parents[child]), node)
    blanket = {*parents[node], first, *parents[first]}
    return [other for other in parents if other in blanket and other != node]


@markov_blanket.misconception(
    "Your list is always empty. A node belongs if it is a parent *or* a child *or* another parent of a child: no node "
    "is all of these."
)
def nothing(parents, node):
    return []
