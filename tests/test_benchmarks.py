"""The benchmark harness: what is compared, how it is judged, and that every row is kept."""

import json
import pkgutil
import sys

import pytest

from benchmarks import __main__ as bench
from benchmarks import contestant, rows
from benchmarks.row import Limit, Row, timed

TWO = {"ours": None, "theirs": None}
ROUNDS = [{"ours": 1.0, "theirs": 2.0}, {"ours": 3.0, "theirs": 3.0}, {"ours": 2.0, "theirs": 2.5}]


def row(*limits):
    return Row(work="a piece of work", unit="ms", contestants=TWO, limits=list(limits))


@pytest.mark.parametrize(
    ("limit", "measured", "verdict"),
    [
        (Limit("ours", "÷", "theirs", must=0.7), 0.8, "MISSED"),
        (Limit("ours", "÷", "theirs", must=0.9, goal=0.7), 0.8, "met"),
        (Limit("ours", "÷", "theirs", must=0.9, goal=0.8), 0.8, "goal met"),
        (Limit("ours", "−", "theirs", must=0.0), -0.5, "met"),
        (Limit("ours", must=1.0), 2.0, "MISSED"),
    ],
)
def test_a_limit_is_judged_by_the_median_of_what_each_round_says(limit, measured, verdict):
    judged = bench.judge("name", row(limit), ROUNDS, {})["limits"][0]
    assert (judged["measured"], judged["verdict"]) == (measured, verdict)


def test_a_contestant_that_is_not_installed_is_shown_as_such(capsys):
    judged = bench.judge("name", row(Limit("ours", "÷", "theirs", must=1.0)), [{"ours": 1.0}], {"theirs": "torch"})
    bench.show(judged)
    printed = capsys.readouterr().out
    assert "torch is not installed" in printed and "not measured" in printed
    assert judged["limits"][0]["measured"] is None


def test_a_contestant_answers_every_line_with_a_measurement(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", ["\n", "\n"])
    contestant.main("import_time", "import numpy")
    first, *measured = capsys.readouterr().out.split()
    assert first == "ready" and len(measured) == 2 and all(float(m) > 0 for m in measured)


def test_timed_runs_the_work_and_two_more_to_warm_up():
    ran = []
    assert timed(lambda: ran.append(1), repeats=5)() >= 0
    assert len(ran) == 7


def test_an_unknown_row_is_named():
    with pytest.raises(SystemExit, match=r"no row is called nonsense; there are .*training_step"):
        bench.main(["nonsense"])


def test_the_kept_table_has_every_row_and_no_path():
    text = bench.RESULTS.read_text(encoding="utf-8")
    table = json.loads(text)
    assert {r["row"] for r in table["rows"]} == {m.name for m in pkgutil.iter_modules(rows.__path__)}
    assert set(table["machine"]) == {"processor", "cores", "threads", "system", "python", "numpy"}
    assert str(bench.RESULTS.parent.parent) not in text
