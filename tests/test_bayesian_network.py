"""Bayesian networks: against joint tables made by einsum, by laws, and by hand."""

import itertools

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from dlmath import bayesian_network as bn
from dlmath import probability as pr

EPS = np.finfo(np.float64).eps
UNLIKELY = 1e-3
seeds = st.integers(0, 10_000)
coin = [0.5, 0.5]
ALARM = bn.BayesianNetwork(
    parents={
        "burglary": (),
        "earthquake": (),
        "alarm": ("burglary", "earthquake"),
        "john": ("alarm",),
        "mary": ("alarm",),
    },
    tables={
        "burglary": [0.999, 0.001],
        "earthquake": [0.998, 0.002],
        "alarm": [[[0.999, 0.001], [0.71, 0.29]], [[0.06, 0.94], [0.05, 0.95]]],
        "john": [[0.95, 0.05], [0.1, 0.9]],
        "mary": [[0.99, 0.01], [0.3, 0.7]],
    },
)


def random_network(rng, n=6):
    """n nodes of two to four values, with at most three parents each, named out of order."""
    names = [chr(ord("a") + i) for i in rng.permutation(n)]
    sizes = {name: int(rng.integers(2, 5)) for name in names}
    parents = {name: tuple(rng.permutation(names[:i])[: rng.integers(0, 4)].tolist()) for i, name in enumerate(names)}
    tables = {x: rng.dirichlet(np.ones(sizes[x]), [sizes[p] for p in above]) for x, above in parents.items()}
    return bn.BayesianNetwork({x: parents[x] for x in sorted(names)}, tables)


def joint_table(network):
    """The probabilities of all combinations, one axis a node in the order of the network, by one einsum."""
    axis = {node: i for i, node in enumerate(network.tables)}
    operands = []
    for node, table in network.tables.items():
        operands += [table, [*(axis[above] for above in network.parents[node]), axis[node]]]
    return np.einsum(*operands, list(range(len(axis))))


def by_table(network, target, evidence):
    """The same question asked of the joint table: cut it, sum it, normalize it."""
    axis = {node: i for i, node in enumerate(network.tables)}
    cut = joint_table(network)
    for node, value in evidence.items():
        cut = np.take(cut, [value], axis=axis[node])
    p = cut.sum(axis=tuple(i for node, i in axis.items() if node != target))
    return p / p.sum()


def random_evidence(rng, network, target):
    others = [node for node in network.tables if node != target]
    seen = rng.permutation(others)[: rng.integers(0, len(others) + 1)].tolist()
    return {node: int(rng.integers(network.tables[node].shape[-1])) for node in seen}


def test_answers_equal_those_of_the_whole_joint_table(proof):
    rng = np.random.default_rng(0)
    for _ in range(30):
        network = random_network(rng)
        table, against = joint_table(network), "the joint table by numpy.einsum"
        nodes = list(network.tables)
        values = rng.integers(0, table.shape, (5, len(nodes)))
        actual = [bn.joint_probability(network, dict(zip(nodes, map(int, v), strict=True))) for v in values]
        expected = [table[tuple(v)] for v in values]
        proof("bayesian_network.joint_probability", "independent", against, actual, expected, bound=8 * EPS)
        for target in nodes:
            evidence = random_evidence(rng, network, target)
            actual, expected = bn.query(network, target, evidence), by_table(network, target, evidence)
            proof("bayesian_network.query", "independent", against, actual, expected, bound=1e-13)
            marginal = bn.query(network, target)
            expected = by_table(network, target, {})
            proof("bayesian_network.BayesianNetwork", "independent", against, marginal, expected, bound=1e-13)


def matters(table, x, y):
    """Whether P(x | all others) changes with y, axes of a joint table."""
    p = table / table.sum(axis=x, keepdims=True)
    return np.ptp(p, axis=y).max() > 1e-9


def test_the_markov_blanket_is_what_the_joint_table_says_matters(proof):
    rng = np.random.default_rng(1)
    for _ in range(30):
        network = random_network(rng)
        table, nodes = joint_table(network), list(network.tables)
        for x, node in enumerate(nodes):
            expected = [other for y, other in enumerate(nodes) if y != x and matters(table, x, y)]
            blanket = bn.markov_blanket(network, node)
            against = "what P(x | all others) changes with, in the joint table"
            actual = [other in blanket for other in nodes]
            expected = [other in expected for other in nodes]
            proof("bayesian_network.markov_blanket", "independent", against, actual, expected, bound=0)


def test_draws_pass_chi_squared_against_the_joint_table(proof):
    for seed in range(3):
        network = random_network(np.random.default_rng(seed), n=3)
        table = joint_table(network)
        draws = bn.sample(network, 20_000, rng=seed)
        seen = np.zeros(table.shape)
        np.add.at(seen, tuple(draws.values()), 1)
        p = scipy.stats.chisquare(seen.ravel(), 20_000 * table.ravel() / table.sum()).pvalue
        against = "scipy.stats.chisquare, joint table: p ≥ 0.001"
        proof("bayesian_network.sample", "independent", against, p >= UNLIKELY, True, bound=0)


@given(seed=seeds)
def test_a_network_is_a_distribution(proof, seed):
    network = random_network(np.random.default_rng(seed), n=4)
    sizes = [range(table.shape[-1]) for table in network.tables.values()]
    every = [dict(zip(network.tables, values, strict=True)) for values in itertools.product(*sizes)]
    total = sum(bn.joint_probability(network, values) for values in every)
    proof("bayesian_network.joint_probability", "law", "sums to 1 over all values", total, 1.0, bound=1e-13)
    order = list(network.parents)
    below = all(order.index(p) < order.index(x) for x, above in network.parents.items() for p in above)
    proof("bayesian_network.BayesianNetwork", "law", "parents stand before their children", below, True, bound=0)


@given(seed=seeds)
def test_answers_obey_the_rules_of_probability(proof, seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, n=5)
    a, b, c = list(network.tables)[-3:]
    evidence = {c: 0}
    p_b = bn.query(network, b, evidence)
    mixed = sum(p * bn.query(network, a, evidence | {b: i}) for i, p in enumerate(p_b))
    actual = bn.query(network, a, evidence)
    proof("bayesian_network.query", "law", "P(a | c) = Σ P(a | b, c) P(b | c)", actual, mixed, bound=1e-13)
    likelihood = [bn.query(network, b, evidence | {a: i})[0] for i in range(len(actual))]
    expected = bn.query(network, a, evidence | {b: 0})
    proof("bayesian_network.query", "law", "Bayes' rule", pr.bayes_rule(actual, likelihood), expected, bound=1e-12)
    everything = {node: 0 for node in network.tables if node != a}
    blanket = {node: 0 for node in bn.markov_blanket(network, a)}
    actual, expected = bn.query(network, a, blanket), bn.query(network, a, everything)
    proof("bayesian_network.markov_blanket", "law", "P(x | blanket) = P(x | all others)", actual, expected, bound=1e-13)
    mutual = all(a in bn.markov_blanket(network, node) for node in blanket)
    proof("bayesian_network.markov_blanket", "law", "who is in whose blanket is mutual", mutual, True, bound=0)


@given(seed=seeds)
def test_draws_are_possible_and_the_same_for_the_same_seed(proof, seed):
    rng = np.random.default_rng(seed)
    tables = {"a": rng.permutation([0.0, 0.3, 0.7, 0.0]), "b": rng.permuted(np.tile([0.0, 0.4, 0.6], (4, 1)), axis=1)}
    network = bn.BayesianNetwork({"a": (), "b": ("a",)}, tables)
    draws = bn.sample(network, 50, seed)
    p = [bn.joint_probability(network, {"a": a, "b": b}) for a, b in zip(draws["a"], draws["b"], strict=True)]
    proof("bayesian_network.sample", "law", "every draw has a probability above 0", min(p) > 0, True, bound=0)
    again = bn.sample(network, 50, np.random.default_rng(seed))
    assert all(np.array_equal(draws[node], again[node]) for node in draws)


def test_the_burglar_alarm_by_hand(proof):
    where = "burglar alarm, Russell and Norvig, section 14.2"
    seen = {"burglary": 0, "earthquake": 0, "alarm": 1, "john": 1, "mary": 1}
    expected = 0.9 * 0.7 * 0.001 * 0.999 * 0.998
    actual = bn.joint_probability(ALARM, seen)
    proof("bayesian_network.joint_probability", "by hand", where, actual, expected, bound=EPS)
    assert round(float(actual), 6) == 0.000628
    burglar = 0.001 * (0.002 * (0.95 * 0.63 + 0.05 * 0.0005) + 0.998 * (0.94 * 0.63 + 0.06 * 0.0005))
    none = 0.999 * (0.002 * (0.29 * 0.63 + 0.71 * 0.0005) + 0.998 * (0.001 * 0.63 + 0.999 * 0.0005))
    expected = np.array([none, burglar]) / (none + burglar)
    actual = bn.query(ALARM, "burglary", {"john": 1, "mary": 1})
    proof("bayesian_network.query", "by hand", where, actual, expected, bound=8 * EPS)
    assert round(float(actual[1]), 3) == 0.284
    blankets = [len(bn.markov_blanket(ALARM, node)) for node in ALARM.parents]
    proof("bayesian_network.markov_blanket", "by hand", where, blankets, [2, 2, 4, 1, 1], bound=0)
    assert bn.markov_blanket(ALARM, "burglary") == ("earthquake", "alarm")
    assert bn.markov_blanket(ALARM, "mary") == ("alarm",)
    p = bn.query(ALARM, "alarm", {"burglary": 1, "earthquake": 0})
    proof("bayesian_network.BayesianNetwork", "by hand", where, p, [0.06, 0.94], bound=4 * EPS)


def test_a_copy_and_a_negation_are_drawn_as_such(proof):
    copy, negation = np.eye(2), np.eye(2)[::-1]
    network = bn.BayesianNetwork({"x": (), "y": ["x"], "z": ["y"]}, {"x": coin, "y": copy, "z": negation})
    draws = bn.sample(network, 200, rng=0)
    where = "y copies x, z negates y"
    proof("bayesian_network.sample", "by hand", where, [draws["y"], draws["z"]], [draws["x"], 1 - draws["x"]], bound=0)
    assert 0 < draws["x"].sum() < 200


def test_a_table_that_sums_to_a_little_less_than_one_never_draws_its_impossible_value():
    class Highest(np.random.Generator):
        def random(self, size=None, **_):
            return np.full(size, np.nextafter(1.0, 0.0))

    network = bn.BayesianNetwork({"x": ()}, {"x": [0.5, 0.5 - 9e-7, 0.0]})
    assert bn.sample(network, 1, Highest(np.random.PCG64(0)))["x"] == [1]


def test_a_thousand_unlikely_observations_do_not_vanish():
    parents = {"h": ()} | {f"e{i}": ("h",) for i in range(1000)}
    tables = {"h": coin} | {f"e{i}": [[0.999, 0.001], [0.998, 0.002]] for i in range(1000)}
    network = bn.BayesianNetwork(parents, tables)
    some = {f"e{i}": 1 for i in range(500)} | {f"e{i}": 0 for i in range(500, 1000)}
    assert bn.joint_probability(network, {"h": 0} | some) == 0
    np.testing.assert_allclose(bn.query(network, "h", some), [0, 1], atol=1e-100)


def test_float32_tables_give_float32_answers():
    tables = {"x": np.array([0.25, 0.75], dtype=np.float32), "y": np.eye(2, dtype=np.float32)}
    network = bn.BayesianNetwork({"x": (), "y": ("x",)}, tables)
    assert bn.query(network, "x", {}).dtype == bn.joint_probability(network, {"x": 0, "y": 0}).dtype == np.float32


def test_a_network_is_named_and_cannot_be_changed():
    tables = {"rain": np.array(coin), "wet": np.eye(2)}
    parents = {"wet": ["rain"], "rain": []}
    network = bn.BayesianNetwork(parents, tables)
    assert repr(network) == "BayesianNetwork(rain, wet ← rain)"
    tables["rain"][0], parents["rain"] = 9, ["wet"]
    assert network.tables["rain"][0] == 0.5 and network.parents["rain"] == ()
    with pytest.raises(ValueError):
        network.tables["rain"][0] = 1
    with pytest.raises(TypeError):
        network.tables["rain"] = coin


@pytest.mark.parametrize(
    "parents, tables, message",
    [
        ({}, {}, "parents is empty"),
        (["x"], {"x": coin}, "parents is list"),
        ({"x": ()}, [coin], "tables is list"),
        ({"x": ()}, {"x": coin, "y": coin}, "parents and tables must have the same nodes; only one of them has 'y'"),
        ({"x": ("y",)}, {"x": coin}, r"parents\['x'\] holds 'y', expected nodes of the network"),
        ({"x": (), "y": "x"}, {"x": coin, "y": np.eye(2)}, r"parents\['y'\] is the string 'x'"),
        ({"x": (), "y": ("x", "x")}, {"x": coin, "y": coin}, "expected each parent once"),
        ({"x": ("y",), "y": ("x",)}, {"x": np.eye(2), "y": np.eye(2)}, "parents run in a circle among"),
        ({"x": ("x",)}, {"x": np.eye(2)}, "parents run in a circle among"),
        ({"x": ()}, {"x": [0.5, 0.6]}, r"tables\['x'\] sums to 1.1"),
        ({"x": ()}, {"x": [1.5, -0.5]}, r"tables\['x'\] holds -0.5 at index 1"),
        ({"x": ()}, {"x": [np.nan, 1]}, r"tables\['x'\] holds nan"),
        ({"x": ()}, {"x": [1.0]}, r"tables\['x'\] has one value, expected at least two"),
        ({"x": ()}, {"x": np.eye(2)}, r"tables\['x'\] has shape \(2, 2\), expected \(values,\)"),
        ({"x": (), "y": ("x",)}, {"x": coin, "y": coin}, r"tables\['y'\] has shape \(2,\), expected \(2, values\)"),
        ({"x": (), "y": ("x",)}, {"x": coin, "y": np.eye(3)}, r"tables\['y'\] has shape \(3, 3\)"),
    ],
)
def test_what_is_no_network_is_refused(parents, tables, message):
    with pytest.raises((ValueError, TypeError), match=message):
        bn.BayesianNetwork(parents, tables)


@pytest.mark.parametrize(
    "ask, message",
    [
        (lambda: bn.query(ALARM, "fire"), "target is 'fire', expected one of 'burglary', 'earthquake'"),
        (lambda: bn.query(ALARM, ["alarm"]), "target is"),
        (lambda: bn.query(ALARM, "alarm", {"alarm": 1}), "target is 'alarm', expected a node that evidence does not"),
        (lambda: bn.query(ALARM, "alarm", {"jon": 1}), "a node in evidence is 'jon', expected one of"),
        (lambda: bn.query(ALARM, "alarm", {"john": 2}), r"evidence\['john'\] is 2, expected an integer from 0 to 1"),
        (lambda: bn.query(ALARM, "alarm", {"john": 0.5}), r"evidence\['john'\] is float"),
        (lambda: bn.query(ALARM, "alarm", [1]), "evidence is list"),
        (lambda: bn.joint_probability(ALARM, {"john": 1}), "values has none for 'burglary'"),
        (lambda: bn.joint_probability(ALARM, {"jon": 1}), "a node in values is 'jon'"),
        (lambda: bn.joint_probability(ALARM, 1), "values is int"),
        (lambda: bn.markov_blanket(ALARM, "fire"), "node is 'fire'"),
        (lambda: bn.sample(ALARM, 0, rng=0), "n is 0"),
        (lambda: bn.sample(ALARM, 2.5, rng=0), "n is float"),
        (lambda: bn.sample(ALARM, 2, rng=None), "rng is NoneType"),
    ],
)
def test_questions_without_an_answer_are_refused_by_name(ask, message):
    with pytest.raises((ValueError, TypeError), match=message):
        ask()


def test_evidence_that_cannot_be_is_said():
    network = bn.BayesianNetwork({"x": (), "y": ("x",)}, {"x": [1.0, 0.0], "y": np.eye(2)})
    with pytest.raises(ValueError, match="evidence has probability 0 in this network"):
        bn.query(network, "x", {"y": 1})
    np.testing.assert_array_equal(bn.query(network, "y", {"x": 0}), [1, 0])


def test_too_many_combinations_are_refused_before_the_memory_is_full():
    names = [f"x{i}" for i in range(40)]
    network = bn.BayesianNetwork(dict.fromkeys(names, ()), dict.fromkeys(names, coin))
    with pytest.raises(ValueError, match=r"evidence leaves 1.1e\+12 combinations, expected at most 16777216"):
        bn.query(network, "x0", {})
