"""Code to be mended, and inputs that break a wrong function."""

import numpy as np
import pytest

from dlmath.exercises import catalogue
from dlmath.exercises.judging import judge
from tests.exercises.examples import breaks_naive_mean, mean, one_in_six, scale


def row(verdict, label):
    return next((content for name, content, _ in verdict.rows if name == label), "")


def test_the_stub_is_signature_docstring_and_dots():
    assert scale.stub == 'def scale(x, factor):\n    """Multiply."""\n    ...\n'
    assert one_in_six.stub == 'check("one_in_six", ...)\n'


def test_code_to_be_mended_stands_in_the_cell_under_the_exercises_name():
    assert mean.kind == "mend"
    assert mean.stub == 'def mean(x):\n    """The mean of the entries of x."""\n    return np.sum(x) / 2\n'


def test_code_to_be_mended_is_not_started_until_it_is_changed():
    scope = {"np": np}
    exec(mean.stub, scope)
    assert judge(mean, scope["mean"]).status == "not started"
    verdict = judge(mean, lambda x: 0.5 * np.sum(x))
    assert row(verdict, "what happened") == "It still divides by 2, however many numbers there are."
    assert judge(mean, np.mean).status == "correct"


def test_a_passage_that_is_not_in_the_reference_once_is_refused():
    with pytest.raises(ValueError, match="'x' must stand in the reference exactly once"):
        scale.instead_of("x", {"y": "…"})


def test_an_input_that_breaks_the_wrong_function_is_correct():
    verdict = judge(breaks_naive_mean, lambda: np.array([3.0]))
    assert verdict.status == "correct"
    assert row(verdict, "naive_mean gives") == "1.5"
    assert row(verdict, "right is") == "3."
    assert row(verdict, "law that holds") == "it has at most ten entries"


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda: np.array([1.0, 2.0]), "wrong", "the wrong function is right"),
        (lambda: np.zeros(3), "wrong", "With a sum of 0"),
        (lambda: np.array([1.0, -1.0, 0.0]), "wrong", "With a sum of 0"),
        (lambda: {"three": 3}, "wrong", "No right answer can be computed for this input"),
        (lambda: "3", "wrong", "without quotation marks: 3"),
        ([].sort, "wrong", "forget the return"),
        (lambda: np.ones(11), "wrong", "it has at most ten entries"),
        (lambda: 1 / 0, "error", "ZeroDivisionError"),
        (lambda x: x, "wrong", "expected ()"),
        (np.ones(3), "wrong", "instead of the function"),
    ],
)
def test_an_input_that_does_not_is_told_why(answer, status, words):
    verdict = judge(breaks_naive_mean, answer)
    assert verdict.status == status, verdict
    assert words in repr(verdict)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: [np.array([1.0, 0.0]), np.array([1.0, 0.0])],
        lambda: ([1.0, 0.0], [1.0, 0.0]),
        lambda: np.array([[1.0, 0.0], [1.0, 0.0]]),
        lambda: [[1, 0], [1, 0]],
    ],
    ids=["a list of arrays", "a tuple of lists", "a table", "a list of lists"],
)
def test_several_inputs_may_come_in_lists_and_are_told_their_form(answer):
    verdict = judge(catalogue.find("break_the_squared_length"), answer)
    assert verdict.status == "correct"
    assert "`return x, y`" in dict((label, text) for label, text, _ in verdict.rows)["remark"]


@pytest.mark.parametrize(("answer", "given"), [(lambda: True, "True or False"), (lambda: (1, 2, 3), "a tuple of 3")])
def test_another_number_of_inputs_is_told_which_are_asked_for(answer, given):
    verdict = judge(catalogue.find("break_the_squared_length"), answer)
    text = dict((label, text) for label, text, _ in verdict.rows)["what happened"]
    assert f"The function returned {given}" in text
    assert "return x, y" in text


def test_inputs_of_another_form_break_a_law_and_nothing_else_is_said():
    verdict = judge(catalogue.find("break_the_squared_length"), lambda: (np.ones(2), np.ones(3)))
    assert [label for label, _, _ in verdict.rows] == ["your input", "law that is broken"]


@pytest.mark.parametrize("answer", [0.2, 0.17, 0.16])
def test_a_number_with_too_few_decimals_is_told_so(answer):
    told = "give more decimals" in repr(judge(one_in_six, answer)).lower()
    assert told == (abs(answer - one_in_six.answer) > one_in_six.tolerance)


@pytest.mark.parametrize("given", [(np.ones(2), "-1"), (["1", "2"], 1.0), np.array([["1", "2"], ["3", "4"]])])
def test_numbers_in_quotation_marks_are_no_numbers(given):
    assert "without quotation marks" in repr(judge(catalogue.find("breaks_the_wall"), lambda: given))
