"""The questions of the course: read from `book/questions/SUBJECT.yml`, checked, in an order that tells nothing.

A fault in a file is one sentence that names the file, the question and what is wrong, as a `ValueError`. The format is
described in CONTRIBUTING.md. The book lays the questions into its pages (`book/_extensions/quiz.py`), and
`tools/lite.py` into the lessons for JupyterLab.
"""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER, INTERVIEW = "book/questions", "interview"
LONGEST = {"ask": 400, "says": 160, "because": 420, "answer": 700}  # characters as typed
KEYS = {"lesson", "ask", "choices"}
POINTS_AT_OTHERS = re.compile(r"\b(?:(?:all|none|both|neither) of (?:the above|these|them)|the above)\b", re.IGNORECASE)


class Choice(NamedTuple):
    """One of the answers to choose from, and what a reader who chooses it is told."""

    says: str
    because: str
    right: bool

    @property
    def id(self):
        return digest(self.says)[:6]


class Question(NamedTuple):
    """A question; ``lesson`` is SUBJECT/NAME, ``topic`` and ``answer`` are those of an interview."""

    lesson: str
    ask: str
    choices: tuple
    topic: str = ""
    answer: str = ""

    @property
    def id(self):
        """What the reader's progress knows the question by: it hangs on its words alone."""
        return f"q{digest(self.ask)[:8]}"

    @property
    def right(self):
        return next(choice for choice in self.choices if choice.right)

    @property
    def shuffled(self):
        """The choices in an order that hangs on the words of the question, and not on which of them is right."""
        return sorted(self.choices, key=lambda choice: digest(self.ask + choice.says))


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


# --- reading


def files(root=ROOT):
    """The files of questions, by subject; ``interview`` is one of them."""
    return {path.stem: path for path in sorted((root / FOLDER).glob("*.yml"))}


def read(path):
    """The questions of one file."""
    place = f"{FOLDER}/{path.name}"
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise ValueError(f"{place}{line}: this is not YAML ({getattr(error, 'problem', error)})") from None
    if not isinstance(rows, list) or not rows:
        raise ValueError(f"{place}: expected a list of questions")
    return [question(row, f"{place}, question {number}", path.stem) for number, row in enumerate(rows, 1)]


def question(row, place, subject):
    """One question of a file, or a ``ValueError`` that says what is wrong with it."""
    wanted = KEYS | ({"topic", "answer"} if subject == INTERVIEW else set())
    require(isinstance(row, dict) and set(row) == wanted, place, f"expected the keys {', '.join(sorted(wanted))}")
    texts = {key: text(row[key], key, place) for key in sorted(wanted - {"choices"})}
    require(isinstance(row["choices"], list) and len(row["choices"]) in (3, 4), place, "expected three or four choices")
    choices = tuple(choice(one, f"{place}, choice {number}") for number, one in enumerate(row["choices"], 1))
    require(sum(one.right for one in choices) == 1, place, "expected one choice with right: true")
    require(len({one.says for one in choices}) == len(choices), place, "two choices say the same")
    if subject != INTERVIEW:
        require("/" not in texts["lesson"], place, "lesson is the name alone, such as vectors")
        texts["lesson"] = f"{subject}/{texts['lesson']}"
    return Question(choices=choices, **texts)


def choice(row, place):
    keys = {"says", "because"}
    fits = isinstance(row, dict) and keys <= set(row) <= keys | {"right"}
    require(fits, place, "expected says and because, and right: true for the right one")
    require(row.get("right", True) is True, place, "right is true, or left out")
    says, because = (text(row[key], key, place) for key in ("says", "because"))
    require(not POINTS_AT_OTHERS.search(says), place, "choices are shuffled, so none may point at others")
    return Choice(says, because, "right" in row)


def text(value, key, place):
    """The words of a key on one line."""
    words = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    require(isinstance(words, str) and words.strip(), place, f"{key} is {value!r}, expected a text")
    words = " ".join(words.split())
    longest = LONGEST.get(key, 100)
    require(len(words) <= longest, place, f"{key} has {len(words)} characters, expected at most {longest}")
    for sign in "$`":
        require(words.count(sign) % 2 == 0, place, f"{key} has a {sign} without its partner")
    plain = re.sub(r"\$[^$]*\$|`[^`]*`", "", words)
    fits = "**" not in plain and plain.count("*") % 2 == 0
    require(fits, place, f"{key} has stars that do not fit, expected *stressed words*")
    return words


def require(condition, place, words):
    if not condition:
        raise ValueError(f"{place}: {words}")


def of_lessons(root=ROOT):
    """The questions of each lesson that has some: SUBJECT/NAME → list of questions."""
    found = {}
    for subject, path in files(root).items():
        for one in read(path) if subject != INTERVIEW else []:
            found.setdefault(one.lesson, []).append(one)
    return found


def of_interview(root=ROOT):
    """The questions that interviewers ask, in the order of their file."""
    path = files(root).get(INTERVIEW)
    return read(path) if path else []


# --- for JupyterLab


def stressed(words):
    """Words as they stand inside a tag of HTML, where Markdown is not read; formulas stay as they are."""
    parts = re.split(r"(\$[^$]+\$)", words)
    for i in range(0, len(parts), 2):
        parts[i] = parts[i].replace("&", "&amp;").replace("<", "&lt;")
        parts[i] = re.sub(r"`([^`]+)`", lambda code: f"<code>{code[1].replace('*', '&#42;')}</code>", parts[i])
        parts[i] = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", parts[i])
    return "".join(part.replace("<", "&lt;") if i % 2 else part for i, part in enumerate(parts))


def as_markdown(asked):
    """The questions of a lesson as a cell: each choice opens to what there is to say about it."""
    lines = ["## Check your understanding", "", "Open the choice that you think is right."]
    for number, one in enumerate(asked, 1):
        lines += ["", f"**{number}.** {one.ask}", ""]
        for each in one.shuffled:
            verdict = "✓ Right." if each.right else "✗ Not this one."
            summary = f"<summary>{stressed(each.says)}</summary>"
            lines.append(f"<details>{summary}<p>{verdict} {stressed(each.because)}</p></details>")
    return "\n".join(lines)
