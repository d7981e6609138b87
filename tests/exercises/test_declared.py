"""Every exercise of the course keeps what an exercise promises. New lessons are covered without a change here."""

import collections
import inspect
import itertools
import json
import pathlib

import numpy as np
import pytest

from dlmath.exercises import catalogue, check, hint, judging, solution
from dlmath.exercises.cases import cases_of
from dlmath.exercises.comparison import difference
from dlmath.exercises.declarations import KINDS, WEIGHTS, Exercise, Number
from dlmath.exercises.judging import judge
from tests.exercises.mutants import mutants_of

ALL = catalogue.all_exercises()
FUNCTIONS = [e for e in ALL if isinstance(e, Exercise)]
ASKED = [e for e in FUNCTIONS if e.kind != "break"]
NUMBERS = [e for e in ALL if isinstance(e, Number)]
SURVIVORS = json.loads((pathlib.Path(__file__).parent / "survivors.json").read_text(encoding="utf-8"))
MUTANT_LIMIT = 0.3


def named(value):
    return value.name.replace(" ", "_")


def each(exercises):
    return pytest.mark.parametrize("exercise", exercises, ids=named)


def written(source):
    """The function that a cell with this source defines, as a reader would."""
    scope = {"np": np}
    exec(compile(source, "<cell>", "exec"), scope)
    return [value for value in scope.values() if inspect.isfunction(value)][-1]


def said(verdict):
    return [content for label, content, _ in verdict.rows if label == "what happened"]


def test_names_are_unique_in_the_whole_course():
    names = collections.Counter(file.stem for file in catalogue.ROOT.glob("[!_]*/[!_]*/[!_]*.py"))
    assert [name for name, times in names.items() if times > 1] == []


@each(ALL)
def test_a_file_is_named_after_its_exercise_and_stays_short(exercise):
    file = pathlib.Path(inspect.getfile(exercise.reference))
    assert file.stem == exercise.name
    assert len(file.read_text(encoding="utf-8").splitlines()) < 300


@each(ALL)
def test_an_exercise_is_found_by_its_name(exercise):
    assert catalogue.find(exercise.name) is exercise


@each(ALL)
def test_there_is_a_task_a_weight_and_at_least_two_hints(exercise):
    assert exercise.task
    assert exercise.weight in WEIGHTS
    assert exercise.kind in KINDS
    assert len(exercise.hints) >= 2
    assert all(exercise.hints)


@each(ASKED)
def test_whole_numbers_add_up_in_a_browser_too_where_an_array_holds_them_in_32_bits(exercise):
    for case in cases_of(exercise):
        for x in case.arguments:
            if isinstance(x, np.ndarray) and x.dtype.kind in "iu":
                assert 4 * np.sum(np.abs(x), dtype=float) < 2**31, f"{exercise.name} is called with {x}"


@each(FUNCTIONS)
def test_an_untouched_stub_is_not_started(exercise):
    stub = written(exercise.stub)
    assert stub.__name__ == exercise.name == exercise.reference.__name__
    assert list(inspect.signature(stub).parameters) == list(inspect.signature(exercise.reference).parameters)
    assert judge(exercise, stub).status == "not started"
    assert judge(exercise, ...).status == "not started"


def test_a_number_not_given_is_not_started():
    for exercise in NUMBERS:
        assert check(exercise.name, ...).status == check(exercise.name).status == "not started"


@each(FUNCTIONS)
def test_the_reference_is_correct(exercise):
    verdict = judge(exercise, exercise.reference)
    assert verdict.status == "correct", verdict


def test_the_answer_is_correct():
    for exercise in NUMBERS:
        assert judge(exercise, exercise.answer).status == "correct"
        assert judge(exercise, exercise.answer + 2 * exercise.tolerance + 1e-12).status == "wrong"


def test_where_a_whole_number_is_asked_for_its_neighbors_are_wrong():
    for exercise in NUMBERS:
        if "whole number" in exercise.task:
            assert exercise.answer == round(exercise.answer), exercise.name
            assert exercise.tolerance < 0.5, exercise.name


def called(mistake):
    """The wrong answer as another function: code to be mended is not untouched then."""
    return lambda *arguments: mistake.answer(*arguments)


@each([exercise for exercise in ALL if exercise.misconceptions])
def test_each_misconception_is_told_its_own_message(exercise):
    for mistake in exercise.misconceptions:
        verdict = judge(exercise, called(mistake) if isinstance(exercise, Exercise) else mistake.answer)
        assert verdict.status in ("wrong", "error"), (mistake.name, verdict)
        assert said(verdict) == [mistake.message], (mistake.name, verdict)


def all_cases(exercise):
    rng = np.random.default_rng(7)
    return [*exercise.ordinary(rng), *exercise.edges(rng)]


@each(ASKED)
def test_cases_are_the_same_every_time(exercise):
    first, second = all_cases(exercise), all_cases(exercise)
    assert len(first) == len(second) >= 2
    for one, other in zip(first, second, strict=True):
        for a, b in zip(one, other, strict=True):
            assert callable(a) or difference(a, b, rtol=0, atol=0) == ""


@each(ALL)
def test_the_solution_can_be_shown(exercise, tmp_path, monkeypatch):
    monkeypatch.setenv("DLMATH_PROGRESS", str(tmp_path / "progress.json"))
    assert exercise.name in repr(solution(exercise.name))
    assert exercise.hints[0][:20] in repr(hint(exercise.name))


@each(FUNCTIONS)
def test_the_solution_is_commented(exercise):
    assert "#" in exercise.solution


def mutants(exercise):
    return list(mutants_of(exercise.solution, exercise.reference.__globals__))


@each(ASKED)
def test_mutants_of_the_reference_are_rejected(exercise, monkeypatch):
    monkeypatch.setattr(judging._Trial, "_told", lambda trial: [])  # that it is rejected; why takes most of the time
    listed = SURVIVORS.get(exercise.name, {})

    def survives(text, mutant):
        # On a busy machine a right answer may take longer than a mutant is given, one that is listed as right must not.
        return judge(exercise, mutant, **({} if text in listed else {"limit": MUTANT_LIMIT})).status == "correct"

    survivors = [text for text, mutant in mutants(exercise) if survives(text, mutant)]
    assert sorted(survivors) == sorted(listed), "survivors.json lists other survivors"


def test_at_least_95_in_100_mutants_are_rejected():
    assert all(reason for listed in SURVIVORS.values() for reason in listed.values())
    assert set(SURVIVORS) <= {exercise.name for exercise in FUNCTIONS}
    total = sum(len(mutants(exercise)) for exercise in ASKED)
    assert sum(len(listed) for listed in SURVIVORS.values()) <= 0.05 * total


def partners(case):
    """The pairs of arguments that are arrays of one length."""
    lengths = [len(x) if type(x) is np.ndarray and x.ndim else None for x in case.arguments]
    return {(i, j) for i, j in itertools.combinations(range(len(lengths)), 2) if lengths[i] == lengths[j] is not None}


@each(ASKED)
def test_what_belongs_together_stays_equally_long_in_a_long_input(exercise):
    cases = cases_of(exercise)
    usual = set.intersection(*(partners(case) for case in cases if case.sort == "ordinary"))
    assert all(usual <= partners(case) for case in cases if case.sort == "long")
