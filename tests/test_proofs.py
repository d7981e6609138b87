"""Every public function is proved right in three ways, and the committed table says so."""

import dataclasses
import importlib
import inspect

import pytest

from tests import proofs, test_house

MODULES = test_house.SUBJECT_MODULES


def public(module):
    return {f"{module}.{name}" for name in importlib.import_module(f"dlmath.{module}").__all__}


def functions(module):
    """Public functions, and classes that compute something; records that only hold results prove nothing."""
    names = importlib.import_module(f"dlmath.{module}")
    return [
        f"{module}.{key}" for key in names.__all__ if callable(getattr(names, key)) and not record(getattr(names, key))
    ]


def record(value):
    if not inspect.isclass(value):
        return False
    return issubclass(value, tuple) or (
        dataclasses.is_dataclass(value)
        and not any(inspect.isfunction(v) for k, v in vars(value).items() if k[0] != "_")
    )


@pytest.mark.parametrize("module", MODULES)
def test_every_public_function_is_proved_in_three_ways(module):
    proved = {}
    for row in proofs.load():
        proved.setdefault(row["function"], set()).add(row["kind"])
    lacking = {
        name: sorted(set(proofs.KINDS) - proved.get(name, set()))
        for name in functions(module)
        if proved.get(name, set()) != set(proofs.KINDS)
    }
    assert not lacking, f"no proof of these kinds in book/proofs.json (make proofs writes it): {lacking}"


def test_the_table_names_no_function_that_is_not_there():
    names = set().union(*(public(module) for module in MODULES))
    assert {row["function"] for row in proofs.load()} <= names


def test_no_error_of_the_table_is_above_its_bound():
    assert [row for row in proofs.load() if not row["worst"] <= row["bound"]] == []


def test_a_proof_fails_when_its_error_leaves_the_bound():
    proof = proofs.Proofs()
    proof("module.function", "law", "a law", 1.0 + 1e-9, 1.0, bound=1e-8)
    with pytest.raises(AssertionError, match=r"module.function deviates by 1e-07 from a law, allowed is 1e-08"):
        proof("module.function", "law", "a law", 1.0 + 1e-7, 1.0, bound=1e-8)


def test_a_proof_that_is_not_in_the_table_is_refused():
    row = {"function": "module.function", "kind": "law", "against": "a law", "bound": 1e-8}
    proof = proofs.Proofs([row])
    proof("module.function", "law", "a law", 1.0, 1.0, bound=1e-8)
    for against, bound in (("another law", 1e-8), ("a law", 1e-7)):
        with pytest.raises(AssertionError, match=r"not in book/proofs.json; run make proofs"):
            proof("module.function", "law", against, 1.0, 1.0, bound=bound)


def test_deviation_is_relative_above_one_and_knows_infinity_and_nan():
    assert proofs.deviation(200.0, 100.0) == 1
    assert proofs.deviation(0.5, 0.25) == 0.25
    assert proofs.deviation([float("inf"), float("nan")], [float("inf"), float("nan")]) == 0
    assert proofs.deviation(float("nan"), 1.0) == float("inf")
    with pytest.raises(AssertionError, match="shape"):
        proofs.deviation([1.0, 2.0], [1.0, 2.0, 3.0])


def test_a_run_of_one_file_adds_rows_and_leaves_alone_what_others_proved_with_more_cases():
    def row(function, cases, worst, bound=1e-8):
        return {"function": function, "kind": "law", "against": "a law", "bound": bound, "cases": cases, "worst": worst}

    table = [row("a.f", 100, 1e-9), row("a.g", 5, 1e-9), row("b.f", 5, 1e-9)]
    new = [row("a.f", 3, 1e-12), row("a.h", 3, 0.0), row("b.f", 5, 2e-9)]
    assert proofs.updated(table, new, everything=False) == [table[0], table[1], new[1], new[2]]
    assert proofs.updated(table, new, everything=True) == new
    changed = row("a.f", 3, 1e-12, bound=1e-11)
    assert proofs.updated(table, [changed], everything=False)[0] == changed
