"""Check, hint and solution as a reader meets them: which exercise is meant, what is told, how it is shown."""

import os
import re
import subprocess
import sys
from fractions import Fraction
from html.parser import HTMLParser

import numpy as np
import pytest

from dlmath._text import printable
from dlmath.exercises import catalogue, check, hint, solution
from dlmath.exercises.comparison import difference
from dlmath.exercises.judging import judge
from dlmath.exercises.showing import show, show_call, show_pair
from dlmath.exercises.verdicts import LOOKS, Verdict
from tests.exercises.conftest import examples, progress_file  # noqa: F401
from tests.exercises.examples import one_in_six as ONE_IN_SIX
from tests.exercises.examples import scale as SCALE

pytestmark = pytest.mark.usefixtures("examples")
scale = SCALE.reference


def row(verdict, label):
    return next((content for name, content, _ in verdict.rows if name == label), "")


def test_an_answer_is_recognized_by_its_name():
    assert check(scale).status == check("scale", scale).status == "correct"


def test_a_name_without_an_answer_asks_for_the_function():
    assert (
        row(check("scale"), "what happened")
        == "check needs the function itself: check(scale), without quotation marks."
    )


@pytest.mark.parametrize("ask", [check, hint, solution])
def test_an_unknown_name_is_told_the_nearest(ask):
    verdict = ask("square_rot")
    assert verdict.status == "unknown"
    assert row(verdict, "what happened") == "There is no exercise called square_rot. Did you mean square_root?"


@pytest.mark.parametrize("nameless", [lambda x: x, 3, None, np.ones(3), object()])
def test_what_has_no_name_is_asked_for_one(nameless):
    assert check(nameless).status == "unknown"
    assert "check('NAME', answer)" in row(check(nameless), "what happened")


def test_a_misconception_is_told_its_message_with_the_smallest_input():
    verdict = check("scale", lambda x, factor: x + factor)
    assert repr(verdict).splitlines() == [
        "✗ scale: not yet",
        "  smallest input that fails  scale([1., 2., 3.], 2.)",
        "  yours                      [3., 4., 5.]",
        "  expected                   [2., 4., 6.]",
        "  what happened              You added the factor.",
        '  next                       hint("scale") has 3 hints, none read yet',
    ]


def test_an_answer_that_is_right_says_what_was_verified():
    verdict = check(scale)
    assert row(verdict, "verified").startswith("7 inputs")
    assert row(verdict, "law that holds") == "a factor of 1 changes nothing"


def test_an_answer_that_fails_later_is_shown_the_first_input_that_fails():
    verdict = judge(SCALE, lambda x, factor: x * factor if x.ndim == 1 else x)
    assert row(verdict, "smallest input that fails").startswith("scale([[")


def test_the_verdict_on_a_stub_is_the_same_whatever_was_done_before():
    first = repr(check("scale", ...)), check("scale", ...)._repr_html_()
    hint("scale")
    check(scale)
    assert (repr(check("scale", ...)), check("scale", ...)._repr_html_()) == first


def test_a_solution_shows_the_commented_source():
    assert row(solution("scale"), "source").startswith("def scale(x, factor):")
    assert "# Every entry is multiplied." in row(solution("scale"), "source")
    assert row(solution("one_in_six"), "source") == "def one_in_six():\n    # One side of six.\n    return 1 / 6"


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (1 / 6, "correct", "within 0.001"),
        (np.float32(0.1667), "correct", "within"),
        (np.array([0.1667]), "correct", "within"),
        (Fraction(1, 6), "correct", "within"),
        (Fraction(1, 2), "wrong", ""),
        (16.6667, "wrong", "in percent"),
        (0.5, "wrong", ""),
        ("1/6", "wrong", "a text, expected a number, without quotation marks"),
        (float("nan"), "wrong", "NaN is no number"),
        (float("inf"), "wrong", "inf"),
        (True, "wrong", "True or False, expected a number"),
        (1j, "wrong", "expected a number"),
        (1 / 6 + 0j, "wrong", "a complex number, expected a number"),
        (np.complex64(1 / 6), "wrong", "a complex number, expected a number"),
        (np.clongdouble(1 / 6), "wrong", "a complex number, expected a number"),
        (np.array([1 / 6 + 0j]), "wrong", "a complex number, expected a number"),
        (np.longdouble(1) / 6, "correct", "within"),
        ([0.1667], "wrong", "a list, expected a number"),
        (lambda: 1 / 6, "wrong", "a function, expected a number"),
        pytest.param(10**400, "wrong", "an integer of", id="huge"),
        (float("-inf"), "wrong", "-inf"),
        (..., "not started", "one_in_six"),
        (None, "not started", "one_in_six"),
    ],
)
def test_a_number_gets_its_verdict(answer, status, words):
    verdict = check("one_in_six", answer)
    assert verdict.status == status, verdict
    assert words in re.sub(r"\s+", " ", repr(verdict))
    assert str(ONE_IN_SIX.answer)[:6] not in row(verdict, "expected")


@pytest.mark.parametrize(
    ("expected", "actual", "says"),
    [
        (1.0, 1.0 + 1e-12, ""),
        (1.0, 1, ""),
        (1.0, np.float64(1), ""),
        (1.0, np.array(1.0), ""),
        (np.float64(2), 2.0, ""),
        (1.0, 1.1, "≠"),
        (
            1.0,
            np.array([1.0]),
            "The number is right, but it comes in an array of shape (1,); expected a single number.",
        ),
        (1.0, True, "The answer is True or False, expected a number."),
        (True, np.True_, ""),
        (True, 1, "The answer is a number, expected True or False."),
        (np.float32(0.5), np.float64(0.5), "The numbers are right, but their type is float64, expected float32."),
        (np.ones(2), np.ones(2, dtype=int), ""),
        (np.ones(2), np.array([1, 2]), "≠"),
        (np.arange(2), np.arange(2, dtype=np.int32), ""),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), ""),
        (np.array([1.0, np.inf]), np.array([1.0, np.inf]), ""),
        ((1.0, np.ones(2)), (1.0, np.ones(2)), ""),
        ((1.0, 2.0), [1.0, 2.0], "The result came as a list; expected a tuple."),
        ((1.0, 2.0), (1.0,), "The answer is a tuple of 1, expected 2 entries."),
        ((1.0, np.ones(2)), (1.0, np.ones(3)), "Entry 1: the answer has shape (3,), expected (2,)."),
        ([[1.0], [2.0]], [[1.0], [2.5]], "≠"),
        ({"w": 1.0}, {"w": 1.0}, ""),
        ({"w": 1.0}, {"v": 1.0}, "The dictionary has other keys than expected: 'w'."),
        ({"w": np.ones(2)}, {"w": 1.0}, "Under 'w': the answer is a number, expected an array of shape (2,)."),
        ("yes", "yes", ""),
        ("yes", "no", "≠"),
        (None, None, ""),
        (2, 2 + 0j, "The number is right, but it is complex; expected a real number."),
        (2.0, np.complex64(2), "The number is right, but it is complex; expected a real number."),
        (2.0, np.array(2 + 0j), "The number is right, but it is complex; expected a real number."),
        (2, 2 + 1j, "The answer is complex; expected a real number."),
        (2 + 0j, 2.0, ""),
        (2 + 1j, np.complex64(2 + 1j), ""),
    ],
)
def test_a_difference_is_said_precisely(expected, actual, says):
    assert difference(expected, actual, rtol=1e-6, atol=1e-9) == says


def test_a_reference_whose_value_cannot_be_compared_is_a_mistake_that_is_named():
    with pytest.raises(TypeError, match="check cannot compare a set"):
        difference({1}, {1}, 0, 0)


def test_values_are_shown_shortly():
    assert show(np.arange(100.0)) == "[0., 1., 2., 3., …, 98., 99.]"
    assert show([1, (2,), {"a": None}, "text"]) == "[1, (2,), {'a': None}, 'text']"
    assert show(np.float32(1 / 3)) == "0.3333"
    for scalar in (np.float16, np.float32, np.float64, np.longdouble):
        assert show(scalar(6)) == "6." and show(np.array([1.5, -2], scalar)) == "[1.5, -2.]"
    for scalar in (np.complex64, np.complex128, np.clongdouble):
        assert show(scalar(6 - 2j)) == "6. - 2.j"
    for scalar in (np.int8, np.uint64, np.longlong):
        assert show(scalar(6)) == "6"
    assert show(np.bool_(True)) == "True" and show(np.str_("a")) == "'a'"
    assert len(show([["x" * 1000] * 1000] * 1000)) < 500
    assert show_call("f", (np.sin, scale, np.zeros((0, 2)))) == "f(sin, scale, an empty array of shape (0, 2))"
    assert show_pair(1.0, 1.0 + 1e-9) == ("1.", "1.000000001")
    assert show_call("f", (np.array([1e9 + 1, 1e9, 1e30]),)) == "f([1000000001., 1e+09, 1e+30])"


def test_values_are_looked_at_no_longer_than_they_are_shown():
    nest = [1.0] * 12
    for _ in range(12):
        nest = [nest] * 12
    for value in (np.zeros((10,) * 7), np.zeros((2,) * 24), np.zeros((1,) * 32), nest, (nest, {0: nest})):
        assert len(show(value)) < 500
        assert len(show_call("f", (value, value))) < 500
    assert show(np.zeros((2, 2, 2))) == "[[[0., 0.], [0., 0.]], [[0., 0.], [0., 0.]]]"


class Tags(HTMLParser):
    """Collects tags, texts and attributes, and sees that every tag is closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.attributes = [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.seen.append(tag)
        self.attributes += [name for name, _ in attributes]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("status", LOOKS)
def test_a_verdict_is_told_in_words_and_with_a_symbol_not_by_color_alone(status):
    verdict = Verdict(
        status, "name", [("label", "a < b & `c`", "text"), ("bar", (1, 2), "bar"), ("code", "<x>", "code")]
    )
    symbol, words, _ = LOOKS[status]
    html = verdict._repr_html_()
    for shown in (repr(verdict), html):
        assert symbol in shown
        assert f"name: {words}" in shown
    parsed = Tags(html)
    assert parsed.seen.count("dt") == parsed.seen.count("dd") == 3
    assert "id" not in parsed.attributes
    assert "a &lt; b &amp; <code" in html
    assert "&lt;x&gt;" in html


ENCODINGS = ["cp1252", "cp437", "gbk", "ascii"]

PRINTS = r"""
import numpy as np
from dlmath import bayesian_network, calculus
from dlmath.exercises import check, hint, progress, solution

def norm(x, p=2):
    print("\u03bb \u2713 \u4e2d \udcff")
    return x

for verdict in check(norm), check("norm", ...), check(3), check("bayes", 1), hint("norm"), solution("norm"), progress():
    print(verdict)
print(calculus.Estimate(3.14, 0.01))
print(bayesian_network.BayesianNetwork({"a": ["b"], "b": []}, {"a": np.full((2, 2), 0.5), "b": np.full(2, 0.5)}))
"""


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_printed_fits_the_stream(encoding, tmp_path):
    environment = os.environ | {"PYTHONIOENCODING": encoding, "DLMATH_PROGRESS": str(tmp_path / "progress.json")}
    ran = subprocess.run([sys.executable, "-c", PRINTS], capture_output=True, timeout=60, env=environment)
    assert ran.returncode == 0, ran.stderr.decode()
    shown = ran.stdout.decode(encoding)
    assert "norm: not yet" in shown and "norm: a solution" in shown and "Estimate(3.14" in shown


@pytest.mark.parametrize("encoding", [*ENCODINGS, "latin-1", "cp932", "utf-8"])
def test_every_text_of_the_course_can_be_written_in_every_encoding(encoding):
    for exercise in catalogue.all_exercises():
        texts = [*exercise.hints, exercise.solution, *(m.message for m in exercise.misconceptions)]
        texts += [law.sentence for law in getattr(exercise, "laws", [])]
        for text in texts:
            written = printable(text, encoding)
            assert written.encode(encoding).decode(encoding).count("?") == text.count("?"), written


def test_what_a_stream_lacks_is_written_in_words_that_can_be_read():
    assert printable("‖x‖² ≤ 10⁻⁹, √2 · λ₁ᵀ é ½", "ascii") == "||x||^2 <= 10^-9, sqrt(2) * lambda_1^T e 1/2"
    assert printable("‖x‖² ≤ 10⁻⁹, √2 · λ₁ᵀ é ½", "cp1252") == "||x||² <= 10^-9, sqrt(2) · lambda_1^T é ½"
    assert printable("‖x‖² ≤ 10⁻⁹, √2 · λ₁ᵀ é ½", "utf-8") == "‖x‖² ≤ 10⁻⁹, √2 · λ₁ᵀ é ½"
    assert printable("x\udcff中", "ascii") == "x??"


def test_a_verdict_without_a_standard_output_keeps_its_characters(monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    assert repr(Verdict("correct", "scale")) == "✓ scale: correct"


def test_half_a_character_in_what_is_printed_can_be_sent_to_a_notebook():
    verdict = Verdict("wrong", "scale", [("printed", "\ud800 ✓", "code")])
    assert "? ✓" in verdict._repr_html_().encode("utf-8").decode()
    assert "? ✓" in repr(verdict)
