"""All exercises of the course, found in ``dlmath/exercises/SUBJECT/LESSON/NAME.py``.

>>> find("dot").name, find("no_such_exercise")
('dot', None)
"""

import difflib
import importlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent


class Lesson(NamedTuple):
    """One folder of exercises."""

    subject: str
    name: str

    def exercises(self):
        """The lesson's declarations, in the order of the reader's notebook; alphabetically without one."""
        names = sorted(file.stem for file in (ROOT / self.subject / self.name).glob("[!_]*.py"))
        text = notebook.read_text(encoding="utf-8") if (notebook := self.notebook()) else ""
        checks = [re.search(rf"check\(\W*{name}\b", text) for name in names]
        order = {name: at.start() if at else len(text) for name, at in zip(names, checks, strict=True)}
        return [_load(self, name) for name in sorted(names, key=order.get)]

    def notebook(self):
        """The reader's notebook of this lesson, or None."""
        folder = course_folder()
        return folder and next(folder.glob(f"[0-9]*_{self.subject}/[0-9]*_{self.name}.ipynb"), None)


def _load(lesson, name):
    return getattr(importlib.import_module(f"dlmath.exercises.{lesson.subject}.{lesson.name}.{name}"), name)


@cache
def _files():
    """Where each exercise is declared: its name, and the lesson."""
    found = sorted(ROOT.glob("[!_]*/[!_]*/[!_]*.py"))
    return {file.stem: Lesson(file.parent.parent.name, file.parent.name) for file in found}


def lessons():
    """Every lesson that has exercises, in alphabetical order."""
    return tuple(sorted(set(_files().values())))


def all_exercises():
    """Every exercise of the course."""
    return [_load(lesson, name) for name, lesson in _files().items()]


def find(name):
    """Return the exercise of this name, or None. No other is loaded."""
    lesson = _files().get(name)
    return _load(lesson, name) if lesson else None


def nearest(name):
    """Return the exercise names that look most like ``name``: those it contains, else those spelled alike."""
    names = [exercise.name for exercise in all_exercises()]
    within = sorted((n for n in names if set(n.split("_")) <= set(name.split("_"))), key=len, reverse=True)
    return within[:3] or difflib.get_close_matches(name, names, n=3, cutoff=0.5)


def course_folder(start=None):
    """Return the folder that holds the numbered folders of the lessons, at or above ``start``; None without one."""
    try:
        start = Path.cwd() if start is None else Path(start)
    except OSError:  # the working folder has been deleted
        return None
    subjects = {lesson.subject for lesson in lessons()}
    for folder in (start, *start.parents):
        if any(next(folder.glob(f"[0-9]*_{subject}"), None) for subject in subjects):
            return folder
    return None


def lessons_in_order():
    """The lessons in the order of the reader's notebooks; alphabetically where there are none."""

    def place(lesson):
        found = lesson.notebook()
        number = int(found.name.split("_")[0]) if found else 0
        return (0, found.parent.name, number) if found else (1, lesson.subject, lesson.name)

    return sorted(lessons(), key=place)
