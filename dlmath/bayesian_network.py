"""Bayesian networks of discrete variables: who depends on whom, and what to believe after seeing some of them.

>>> import numpy as np
>>> from dlmath import bayesian_network
>>> network = bayesian_network.BayesianNetwork(
...     parents={"rain": (), "wet": ("rain",)},
...     tables={"rain": [0.75, 0.25], "wet": [[0.9, 0.1], [0.2, 0.8]]},
... )
>>> bayesian_network.query(network, "rain", {"wet": 1}).round(4)
array([0.2727, 0.7273])

The values of a variable are 0, 1, 2, …; of a statement, 0 is false and 1 is true. A table holds the probabilities of a
node's values in its last axis and has one axis for each parent in front of it, in the order in which they are named.
"""

import dataclasses
import types
from collections.abc import Mapping

import numpy as np

from dlmath import _checks, _scaled
from dlmath._text import printable
from dlmath.information import logsumexp

__all__ = ["BayesianNetwork", "joint_probability", "markov_blanket", "query", "sample"]

_MOST_COMBINATIONS = 2**24


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class BayesianNetwork:
    """A graph of variables without cycles, and for each a table of its probabilities given its parents.

    P(x₁, …, xₙ) = Πᵢ P(xᵢ | parents of xᵢ).

    Parameters
    ----------
    parents : mapping of str to sequence of str
        The parents of each node. It is kept with parents before children, otherwise in the order given.
    tables : mapping of str to array_like, shape (values of parent 1, …, values of the node)
        The last axis sums to 1 and has at least two entries. Copies are kept, which cannot be changed.

    Raises
    ------
    TypeError, ValueError
        If parents and tables are not about the same nodes, a parent is unknown or named twice, the arrows run in a
        circle, or a table does not hold distributions or has another shape.

    References
    ----------
    S. Russell and P. Norvig, *Artificial Intelligence: A Modern Approach*, section 14.2 (third edition).

    Examples
    --------
    >>> BayesianNetwork({"rain": [], "wet": ["rain"]}, {"rain": [0.5, 0.5], "wet": [[0.9, 0.1], [0.2, 0.8]]})
    BayesianNetwork(rain, wet ← rain)
    """

    parents: Mapping
    tables: Mapping

    def __post_init__(self):
        for name in ("parents", "tables"):
            if not isinstance(getattr(self, name), Mapping):
                raise TypeError(f"{name} is {type(getattr(self, name)).__name__}, expected a dict with a key a node")
        if not self.parents:
            raise ValueError("parents is empty, expected at least one node")
        odd = sorted(map(str, set(self.parents) ^ set(self.tables)))
        if odd:
            raise ValueError(f"parents and tables must have the same nodes; only one of them has {odd[0]!r}")
        parents = _parents_first({node: _names(node, above) for node, above in self.parents.items()})
        tables = {}
        for node, above in parents.items():
            shape = (*(tables[p].shape[-1] for p in above), "values")
            tables[node] = _kept(_checks.distribution(f"tables[{node!r}]", self.tables[node], shape=shape))
            if tables[node].shape[-1] < 2:
                raise ValueError(f"tables[{node!r}] has one value, expected at least two")
        object.__setattr__(self, "parents", types.MappingProxyType(parents))
        object.__setattr__(self, "tables", types.MappingProxyType(tables))

    def __repr__(self):
        nodes = (f"{node} ← {' '.join(above)}" if above else node for node, above in self.parents.items())
        return printable(f"BayesianNetwork({', '.join(nodes)})")


def joint_probability(network, values):
    """The probability that every node has a given value.

    P(x₁, …, xₙ) = Πᵢ P(xᵢ | parents of xᵢ).

    Parameters
    ----------
    network : BayesianNetwork
    values : mapping of str to int
        One value for each node.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If a node has no value or one that its table does not know, or there is no such node.

    References
    ----------
    S. Russell and P. Norvig, *Artificial Intelligence: A Modern Approach*, eq. 14.2 (third edition).

    Examples
    --------
    >>> network = BayesianNetwork({"rain": [], "wet": ["rain"]}, {"rain": [0.5, 0.5], "wet": [[0.9, 0.1], [0.2, 0.8]]})
    >>> float(joint_probability(network, {"rain": 1, "wet": 0}))
    0.1
    """
    values = _known(network, "values", values)
    missing = [node for node in network.tables if node not in values]
    if missing:
        raise ValueError(f"values has none for {missing[0]!r}, expected one for every node")
    return np.prod([network.tables[node][_place(network, node, values)] for node in network.tables])


def query(network, target, evidence=None):
    """What to believe about one node after seeing the values of others, by enumeration.

    P(q | e) = Σₕ P(q, e, h) / Σ_q Σₕ P(q, e, h), h running over all combinations of values of the nodes that are
    neither asked for nor seen: their number doubles with each node of two values. Computed from logarithms.

    Parameters
    ----------
    network : BayesianNetwork
    target : str
        The node asked for.
    evidence : mapping of str to int, optional
        The values seen.

    Returns
    -------
    array, shape (values of target,)
        Probabilities, which sum to 1.

    Raises
    ------
    TypeError, ValueError
        If target is no node or is in the evidence, the evidence names no node, has a value that a table does not know
        or probability 0, or there are more than 2²⁴ combinations.

    References
    ----------
    S. Russell and P. Norvig, *Artificial Intelligence: A Modern Approach*, section 14.4.1 (third edition).

    Examples
    --------
    The alarm rings for burglars and, less surely, for earthquakes; John and Mary call when they hear it. Both called:

    >>> network = BayesianNetwork(
    ...     parents={"burglary": (), "earthquake": (), "alarm": ("burglary", "earthquake"),
    ...              "john": ("alarm",), "mary": ("alarm",)},
    ...     tables={"burglary": [0.999, 0.001], "earthquake": [0.998, 0.002],
    ...             "alarm": [[[0.999, 0.001], [0.71, 0.29]], [[0.06, 0.94], [0.05, 0.95]]],
    ...             "john": [[0.95, 0.05], [0.1, 0.9]], "mary": [[0.99, 0.01], [0.3, 0.7]]},
    ... )
    >>> query(network, "burglary", {"john": 1, "mary": 1}).round(4)
    array([0.7158, 0.2842])
    """
    evidence = _known(network, "evidence", {} if evidence is None else evidence)
    _node(network, "target", target)
    if target in evidence:
        raise ValueError(f"target is {target!r}, expected a node that evidence does not hold")
    free = [target, *(node for node in network.tables if node != target and node not in evidence)]
    sizes = [network.tables[node].shape[-1] for node in free]
    combinations = np.prod(sizes, dtype=float)
    if combinations > _MOST_COMBINATIONS:
        raise ValueError(f"evidence leaves {combinations:.2g} combinations, expected at most {_MOST_COMBINATIONS}")
    values = evidence | dict(zip(free, np.indices(sizes, sparse=True), strict=True))
    log_joint = sum(_log(network.tables[node])[_place(network, node, values)] for node in network.tables)
    log_p = logsumexp(np.reshape(log_joint, (sizes[0], -1)), axis=1)
    if np.max(log_p) == -np.inf:
        raise ValueError("evidence has probability 0 in this network")
    return _scaled.shares(log_p)


def markov_blanket(network, node):
    """The nodes that, once known, make all others irrelevant to a node: parents, children, and children's parents.

    P(x | all other nodes) = P(x | blanket of x).

    Parameters
    ----------
    network : BayesianNetwork
    node : str

    Returns
    -------
    tuple of str
        In the order of the network.

    Raises
    ------
    ValueError
        If there is no such node.

    References
    ----------
    J. Pearl, *Probabilistic Reasoning in Intelligent Systems*, section 3.3.1.

    Examples
    --------
    >>> coin = [0.5, 0.5]
    >>> network = BayesianNetwork({"a": [], "b": [], "c": ["a", "b"]}, {"a": coin, "b": coin, "c": [[coin] * 2] * 2})
    >>> markov_blanket(network, "a")
    ('b', 'c')
    """
    _node(network, "node", node)
    families = [{child, *above} for child, above in network.parents.items() if child == node or node in above]
    return tuple(other for other in network.parents if other != node and any(other in family for family in families))


def sample(network, n, rng):
    """Draws from a network: each node after its parents.

    xᵢ ~ P(xᵢ | the values drawn for the parents of xᵢ), parents before children.

    Parameters
    ----------
    network : BayesianNetwork
    n : int
        The number of draws, at least 1.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    dict of str to array of int, shape (n,)
        The values of each node, in the order of the network.

    Raises
    ------
    TypeError, ValueError
        If n is not a positive integer, or rng neither a generator nor a seed.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning*, section 8.1.2 (ancestral sampling).

    Examples
    --------
    >>> network = BayesianNetwork({"x": [], "copy": ["x"]}, {"x": [0.5, 0.5], "copy": [[1.0, 0.0], [0.0, 1.0]]})
    >>> draws = sample(network, 1000, rng=0)
    >>> bool(np.all(draws["x"] == draws["copy"]))
    True
    """
    n, rng = _checks.integer("n", n, low=1), _checks.generator("rng", rng)
    values = {}
    for node, table in network.tables.items():
        p = np.broadcast_to(table[tuple(values[above] for above in network.parents[node])], (n, table.shape[-1]))
        steps = np.cumsum(p, axis=1, dtype=np.float64)
        values[node] = np.sum(rng.random((n, 1)) >= steps / steps[:, -1:], axis=1)
    return values


def _names(node, above):
    """The parents of a node as a tuple of different names."""
    if isinstance(above, str):
        raise TypeError(f"parents[{node!r}] is the string {above!r}, expected a list or tuple of names")
    above = tuple(above)
    if len(set(above)) < len(above):
        raise ValueError(f"parents[{node!r}] is {above}, expected each parent once")
    return above


def _parents_first(parents):
    """The same mapping, in an order in which every node comes after its parents."""
    for node, above in parents.items():
        unknown = [name for name in above if name not in parents]
        if unknown:
            raise ValueError(f"parents[{node!r}] holds {unknown[0]!r}, expected nodes of the network")
    ordered = {}
    while len(ordered) < len(parents):
        ready = [n for n, above in parents.items() if n not in ordered and all(p in ordered for p in above)]
        if not ready:
            rest = [n for n in parents if n not in ordered]
            raise ValueError(f"parents run in a circle among {rest}, expected arrows that never lead back")
        ordered[ready[0]] = parents[ready[0]]
    return ordered


def _kept(table):
    """A copy that cannot be changed."""
    table = np.array(table)
    table.flags.writeable = False
    return table


def _node(network, name, node):
    _checks.one_of(name, node, tuple(network.tables))


def _known(network, name, values):
    """The values of some nodes, checked."""
    if not isinstance(values, Mapping):
        raise TypeError(f"{name} is {type(values).__name__}, expected a dict of nodes and their values")
    for node in values:
        _node(network, f"a node in {name}", node)
    tables = network.tables
    return {n: _checks.integer(f"{name}[{n!r}]", v, low=0, high=tables[n].shape[-1] - 1) for n, v in values.items()}


def _place(network, node, values):
    """Where in a node's table the probability of these values stands."""
    return (*(values[above] for above in network.parents[node]), values[node])


def _log(p):
    """log p, which is −∞ where p is 0."""
    with np.errstate(divide="ignore"):
        return np.log(p)
