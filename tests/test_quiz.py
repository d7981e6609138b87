"""The questions of the course: complete, well-formed, and in an order and of lengths that give nothing away."""

import collections
import json
import re
import sys

import pytest
import yaml
from sphinx.errors import ExtensionError

from tools import lite, notebooks, questions

sys.path.insert(0, str(questions.ROOT / "book" / "_extensions"))
import course
import quiz

EACH = 3
LONGEST, SHORTEST = 0.4, 0.5  # of a file's questions, those whose right choice is longer, or shorter, than all others

FILES = questions.files()
LESSONS = [re.sub(r"\b\d+_", "", "/".join(path.with_suffix("").parts[-2:])) for path in notebooks.lessons()]
ASKED = questions.of_lessons()
ALL = [one for path in FILES.values() for one in questions.read(path)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_has_three_questions(lesson):
    assert len(ASKED.get(lesson, [])) == EACH


def test_questions_ask_about_lessons_that_exist_and_follow_their_order():
    assert {one.lesson for one in ALL} <= set(LESSONS)
    for subject, path in FILES.items():
        if subject != questions.INTERVIEW:
            order = [LESSONS.index(one.lesson) for one in questions.read(path)]
            course_order = [one.docname for one in course.all_lessons()]
            places = [course_order.index(course.find(LESSONS[i], course.all_lessons()).docname) for i in order]
            assert places == sorted(places), path.name


def test_no_question_is_asked_twice():
    counts = collections.Counter(one.id for one in ALL)
    assert [one.ask for one in ALL if counts[one.id] > 1] == []


def test_the_topics_of_an_interview_stand_together():
    topics = [one.topic for one in questions.of_interview()]
    assert len([topic for topic, before in zip(topics, [None, *topics], strict=False) if topic != before]) == len(
        set(topics)
    )


def share(asked, fits):
    """The share of questions whose right choice compares with all others as asked; lengths are those on the page."""

    def length(choice):
        return len(re.sub(r"<[^>]*>", "", quiz.inline(choice.says, "")))

    hits = [all(fits(length(q.right), length(c)) for c in q.choices if not c.right) for q in asked]
    return sum(hits) / len(hits)


@pytest.mark.parametrize("subject", FILES)
def test_length_does_not_give_the_right_choice_away(subject):
    asked = questions.read(FILES[subject])
    assert share(asked, lambda right, other: right > other) <= LONGEST
    assert share(asked, lambda right, other: right < other) <= SHORTEST


def test_a_file_whose_right_choices_are_the_longest_is_found():
    told = [one._replace(choices=tuple(c._replace(says=c.says * (1 + c.right)) for c in one.choices)) for one in ALL]
    assert share(told, lambda right, other: right > other) > LONGEST


def test_the_place_does_not_give_the_right_choice_away():
    places = collections.Counter([choice.right for choice in one.shuffled].index(True) for one in ALL)
    assert max(places.values()) / len(ALL) < 0.5 and len(places) >= 3


def test_the_order_of_choices_hangs_on_their_words_alone():
    for one in ALL:
        turned = one._replace(choices=one.choices[::-1])
        assert turned.shuffled == one.shuffled and turned.id == one.id
        told = one._replace(choices=tuple(c._replace(right=not c.right, because="") for c in one.choices))
        assert [c.says for c in told.shuffled] == [c.says for c in one.shuffled]


def test_every_formula_of_a_question_is_typeset():
    lessons = course.all_lessons()
    shown = [quiz.shown(one, 1) for one in ALL] + [quiz.answered(one, 1, lessons) for one in questions.of_interview()]
    for text in shown:
        words = re.sub(r"<[^>]*>", "", text)
        assert "$" not in words and "\\" not in words and "`" not in words


def test_quotes_are_typographic_and_code_keeps_its_own():
    assert quiz.inline("the rows' \"mean\", `x['a']` and $f'$", "").startswith("the rows’ “mean”, <code>x['a']</code>")


def test_reasons_do_not_say_what_the_page_says_before_them():
    told = re.compile(r"^(right|wrong|yes|no|correct|incorrect|true|false)[.,:!]", re.IGNORECASE)
    assert [choice.because for one in ALL for choice in one.choices if told.match(choice.because)] == []


# --- a fault in the data is one sentence

GOOD = {
    "lesson": "vectors",
    "ask": "Why?",
    "choices": [
        {"says": "One.", "right": True, "because": "It is."},
        {"says": "Two.", "because": "It is not."},
        {"says": "Three.", "because": "Nor is this."},
    ],
}


def changed(**keys):
    return {key: value for key, value in (GOOD | keys).items() if value is not None}


def with_choice(**keys):
    return changed(
        choices=[*GOOD["choices"][:2], {k: v for k, v in (GOOD["choices"][2] | keys).items() if v is not None}]
    )


FAULTS = {
    "no list": ({"a": 1}, "expected a list of questions"),
    "a key too few": ([changed(ask=None)], "question 1: expected the keys ask, choices, lesson"),
    "a key too many": ([changed(answer="So.")], "question 1: expected the keys"),
    "no words": ([changed(ask=" ")], "ask is ' ', expected a text"),
    "two choices": ([changed(choices=GOOD["choices"][:2])], "expected three or four choices"),
    "none is right": ([changed(choices=[*GOOD["choices"][1:], GOOD["choices"][1] | {"says": "x"}])], "one choice with"),
    "two are right": ([with_choice(right=True)], "expected one choice with right: true"),
    "right: false": ([with_choice(right=False)], "choice 3: right is true, or left out"),
    "no reason": ([with_choice(because=None)], "choice 3: expected says and because"),
    "the same choice": ([with_choice(says="Two.")], "two choices say the same"),
    "a pointer": ([with_choice(says="All of the above.")], "choice 3: choices are shuffled"),
    "a lone dollar": ([changed(ask="What is $x?")], "ask has a $ without its partner"),
    "bold": ([changed(ask="What is **x**?")], "expected *stressed words*"),
    "too long": ([with_choice(says="x" * 161)], "says has 161 characters, expected at most 160"),
    "a whole path": ([changed(lesson="linear_algebra/vectors")], "lesson is the name alone"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_data_is_one_sentence_that_says_where(tmp_path, fault):
    rows, words = FAULTS[fault]
    path = tmp_path / "linear_algebra.yml"
    path.write_text(yaml.safe_dump(rows, allow_unicode=True))
    with pytest.raises(ValueError) as said:
        questions.read(path)
    message = str(said.value)
    assert message.startswith("book/questions/linear_algebra.yml") and words in message and "\n" not in message


def test_a_file_that_is_not_yaml_is_named_with_its_line(tmp_path):
    (tmp_path / "cnn.yml").write_text("- lesson: x\n  ask: 'open\n")
    with pytest.raises(ValueError, match=r"^book/questions/cnn.yml, line \d+: this is not YAML"):
        questions.read(tmp_path / "cnn.yml")


@pytest.mark.parametrize(
    "row, words",
    [
        (changed(lesson="no_such_lesson"), "there is no lesson linear_algebra/no_such_lesson"),
        (changed(choices=None), "expected the keys"),
    ],
)
def test_a_fault_in_the_data_stops_the_build(tmp_path, monkeypatch, row, words):
    path = tmp_path / "linear_algebra.yml"
    path.write_text(yaml.safe_dump([row]))
    monkeypatch.setattr(questions, "files", lambda root=None: {"linear_algebra": path})
    with pytest.raises(ExtensionError, match=words):
        quiz.asked()


def test_a_formula_that_cannot_be_typeset_stops_the_build(tmp_path):
    path = tmp_path / "linear_algebra.yml"
    path.write_text(yaml.safe_dump([changed(ask="What is $\\frac{1}$?")]))
    with pytest.raises(ExtensionError, match="cannot be typeset"):
        quiz.shown(questions.read(path)[0], 1)


# --- for JupyterLab


def test_in_jupyterlab_every_lesson_has_its_questions_before_the_recap(tmp_path):
    folder = lite.lay_contents(questions.ROOT, tmp_path)
    for path in notebooks.lessons():
        lesson = re.sub(r"\b\d+_", "", "/".join(path.with_suffix("").parts[-2:]))
        asked = ASKED.get(lesson, [])
        cells = json.loads((folder / path.relative_to(path.parent.parent)).read_text(encoding="utf-8"))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        assert text.count("## Check your understanding") == bool(asked)
        if asked:
            part = text[text.index("## Check your understanding") : text.index("\n## Recap")]
            assert all(one.ask in part for one in asked)
            assert part.count("<summary>") == sum(len(one.choices) for one in asked)
            assert part.count("✓ Right.") == len(asked)


def test_in_jupyterlab_markup_inside_a_tag_is_written_as_html():
    assert questions.stressed("a *b* `x**2 * y` $c*d<e$ <f>") == (
        "a <em>b</em> <code>x&#42;&#42;2 &#42; y</code> $c*d&lt;e$ &lt;f>"
    )
