"""path_is_open: evidence travels along a path, through colliders only when something below them is known."""

import numpy as np  # noqa: F401

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`path` is a list of nodes of a network, each joined to the next by an arrow in either direction. "
    "`path_is_open` should say whether evidence can travel along it when the nodes in `seen` are known. It is right "
    "for chains and forks, and wrong for colliders. Fix it. `parents` is a dict that maps each node to a list of "
    "its parents, and it lists parents before their children. A collider lets evidence through if it, *or anything "
    "below it*, is in `seen`.",
    hints=[
        "On a path, middle is a collider if both of its neighbors on the path, left and right, are in parents[middle].",
        "Collect all nodes that are seen or have something seen below them: start with set(seen), go through the nodes "
        "from children to parents, and whenever a node is in the set, add its parents.",
        "for node in reversed(list(parents)): if node in informed: informed.update(parents[node]). A collider "
        "blocks the path if it is not in informed; any other node blocks it if it is in seen.",
    ],
    also=(),
)
def path_is_open(parents, path, seen):
    """Whether evidence travels along the path, given what is seen."""
    # All nodes that are seen or have something seen below them.
    informed = set(seen)
    for node in reversed(list(parents)):
        if node in informed:
            informed.update(parents[node])
    is_open = True
    for i in range(1, len(path) - 1):
        left, middle, right = path[i - 1], path[i], path[i + 1]
        collider = left in parents[middle] and right in parents[middle]
        if collider and middle not in informed:
            is_open = False
        if not collider and middle in seen:
            is_open = False
    return is_open


@path_is_open.start(
    "A collider is treated like any other node. It works the other way around: it blocks the path unless it, or "
    "something below it, is seen."
)
def went_wrong(parents, path, seen):
    """Whether evidence travels along the path, given what is seen."""
    is_open = True
    for i in range(1, len(path) - 1):
        if path[i] in seen:
            is_open = False
    return is_open


ALARM = {"b": [], "e": [], "a": ["b", "e"], "j": ["a"], "m": ["a"]}
LONG = {"p": [], "q": ["p"], "r": [], "s": ["q", "r"], "t": ["s"], "u": ["t"], "v": ["r"], "w": ["v"]}
TWO = {"a": [], "b": [], "c": [], "x": ["a", "b"], "y": ["b", "c"], "z": ["y"]}


@path_is_open.cases
def cases(rng):
    return [
        (ALARM, ["b", "a", "e"], []),
        (ALARM, ["b", "a", "e"], ["a"]),
        (ALARM, ["b", "a", "e"], ["j"]),
        (ALARM, ["b", "a", "j"], []),
        (ALARM, ["b", "a", "j"], ["a"]),
        (ALARM, ["j", "a", "m"], []),
        (ALARM, ["j", "a", "m"], ["a"]),
        (ALARM, ["b", "a", "j"], ["e"]),
        (LONG, ["p", "q", "s", "r", "v"], ["u"]),
        (LONG, ["p", "q", "s", "r", "v"], ["t", "r"]),
        (LONG, ["p", "q", "s", "r", "v"], ["q", "s"]),
        (LONG, ["w", "v", "r", "s", "q"], ["p"]),
        (LONG, ["w", "v", "r", "s", "t"], ["q", "u"]),
        (TWO, ["a", "x", "b", "y", "c"], ["x"]),
        (TWO, ["a", "x", "b", "y", "c"], ["x", "z"]),
        (TWO, ["a", "x", "b", "y", "c"], ["z"]),
    ]


@path_is_open.edge_cases
def edge_cases(rng):
    chain = {f"n{i}": [f"n{i - 1}"] if i else [] for i in range(30)}
    deep = {"c": [], "d": [], "n0": ["c", "d"]} | {f"n{i}": [f"n{i - 1}"] for i in range(1, 30)}
    return [
        (ALARM, ["b", "a"], []),
        (ALARM, ["j"], ["m"]),
        (chain, list(chain), []),
        (chain, list(chain), ["n17"]),
        (deep, ["c", "n0", "d"], ["n29"]),
        (deep, ["c", "n0", "d"], []),
        (TWO, ["a", "x", "b", "y", "c"], ["x", "y", "b"]),
    ]


@path_is_open.law("a path is as open in one direction as in the other")
def _(f, parents, path, seen):
    return f(parents, path[::-1], seen) == f(parents, path, seen)


path_is_open.instead_of(
    "middle not in informed",
    {
        "middle not in seen": "The collider itself is handled. But seeing something *below* it opens it as well: a "
        "phone call is evidence about the alarm.",
        "False": "Your collider never blocks the path. A collider does, unless it, or something below it, is seen.",
        "middle in informed": "A collider works the other way around: it blocks the path *unless* it, or something "
        "below it, is seen.",
        "True": "Your collider blocks the path even though it, or something below it, is seen. One such node is "
        "enough to open it.",
    },
)
path_is_open.instead_of(
    "not collider and middle in seen",
    {
        "middle in seen": "A collider that is seen is open. Only chains and forks are blocked by being seen.",
        "middle in informed": "Only colliders care about what is seen below them.",
        "not collider and middle in informed": "A chain or a fork is blocked only if the middle itself is seen. "
        "Something seen below it does not block it.",
        "not collider and middle not in seen": "A chain or a fork is *blocked* when its middle is seen.",
        "False": "A chain or a fork is still blocked when its middle is seen.",
    },
)
path_is_open.instead_of(
    "left in parents[middle] and right in parents[middle]",
    {
        "left in parents[middle] or right in parents[middle]": "In a collider, *both* neighbors are parents. In a "
        "chain, one of them is a parent, too.",
        "left in parents[middle]": "In a collider, both neighbors are parents of the middle. Check right, too.",
        "right in parents[middle]": "In a collider, both neighbors are parents of the middle. Check left, too.",
        "middle in parents[left] and middle in parents[right]": "That is a fork: the middle is a parent of both. In a "
        "collider both are parents of the middle.",
        "len(parents[middle]) >= 2": "A node with two parents is a collider only on a path that comes in through one "
        "of them and leaves through another. Look at left and right.",
        "len(parents[middle]) > 0": "Whether a node is a collider depends on the path: both of its neighbors there "
        "must be its parents.",
    },
)
path_is_open.instead_of(
    "reversed(list(parents))",
    {
        "list(parents)": "You look only one step down. A grandchild of the collider opens it, too, and so does "
        "anything further down. If you pass the news up from child to parent, go through the nodes in reverse: "
        "reversed(list(parents)).",
    },
)
path_is_open.instead_of(
    "return is_open",
    {
        "return not is_open": "The answer is the other way around: True means that evidence can travel.",
        "return path[1:-1]": "Return True or False.",
    },
)
path_is_open.instead_of(
    "range(1, len(path) - 1)",
    {
        "range(1, 2)": "You looked only at the first three nodes. Go on to the end of the path.",
    },
)


@path_is_open.misconception(
    "You returned True at the first open node. A single blocked node is enough to block the path, so look at all of "
    "them first."
)
def first_place_decides(parents, path, seen):
    for i in range(len(path) - 2):
        if path_is_open(parents, path[i : i + 3], seen):
            return True
    return len(path) < 3


@path_is_open.misconception(
    "Seeing something *above* the collider does not open it. Look below: at its children, their children, and so on."
)
def looks_above(parents, path, seen):
    reached = set(seen)
    for node in parents:
        if any(above in reached for above in parents[node]):
            reached.add(node)
    for left, middle, right in zip(path, path[1:], path[2:], strict=False):
        collider = left in parents[middle] and right in parents[middle]
        if (middle not in reached) if collider else (middle in seen):
            return False
    return True


@path_is_open.misconception(
    "A node with two parents is a collider only on a path that comes in through both of them, so look at its neighbors "
    "on the path. And something seen below a collider opens it as well."
)
def counts_parents(parents, path, seen):
    middles = path[1:-1]
    return all((m in seen) if len(parents[m]) > 1 else (m not in seen) for m in middles)


@path_is_open.misconception(
    "In your code, the first open collider decides. The rest of the path can still be blocked, so go on to its end."
)
def first_open_collider_decides(parents, path, seen):
    for i in range(1, len(path) - 1):
        collider = path[i - 1] in parents[path[i]] and path[i + 1] in parents[path[i]]
        if not path_is_open(parents, path[i - 1 : i + 2], seen):
            return False
        if collider:
            return True
    return True


@path_is_open.misconception(
    "A later collider overwrites what was found before. Once the path is blocked, it stays blocked: only ever set "
    "is_open to False."
)
def later_collider_overwrites(parents, path, seen):
    is_open = True
    for i in range(1, len(path) - 1):
        here = path_is_open(parents, path[i - 1 : i + 2], seen)
        if path[i - 1] in parents[path[i]] and path[i + 1] in parents[path[i]]:
            is_open = here
        elif not here:
            is_open = False
    return is_open


@path_is_open.misconception(
    "A later collider overwrites what was found before, and you ignore anything seen *below* a collider. Only ever "
    "set is_open to False, and let anything below the collider open it, too."
)
def overwrites_and_looks_at_the_collider_only(parents, path, seen):
    is_open = True
    for i in range(1, len(path) - 1):
        if path[i - 1] in parents[path[i]] and path[i + 1] in parents[path[i]]:
            is_open = path[i] in seen
        elif path[i] in seen:
            is_open = False
    return is_open


@path_is_open.misconception(
    "Now everything is the other way around. Chains and forks were right: they are blocked when their middle is seen. "
    "Only colliders need the opposite."
)
def everything_is_a_collider(parents, path, seen):
    return all(middle in seen for middle in path[1:-1])
