"""All exercises of the course, found in ``dlmath/exercises/SUBJECT/LESSON.py``.

>>> lessons = lessons_in_order()
>>> all(isinstance(lesson.subject, str) for lesson in lessons)
True
"""

import difflib
import importlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent


class Lesson(NamedTuple):
    """One file of exercises."""

    subject: str
    name: str

    @property
    def path(self):
        return ROOT / self.subject / f"{self.name}.py"

    def exercises(self):
        """The lesson's declarations: the list ``EXERCISES`` of its file."""
        return importlib.import_module(f"dlmath.exercises.{self.subject}.{self.name}").EXERCISES


@cache
def lessons():
    """Every lesson that has exercises, in alphabetical order."""
    files = sorted(ROOT.glob("[!_]*/[!_]*.py"))
    return tuple(Lesson(file.parent.name, file.stem) for file in files)


def all_exercises():
    """Every exercise of the course."""
    return [exercise for lesson in lessons() for exercise in lesson.exercises()]


def find(name):
    """Return the exercise of this name, or None. Lessons whose file does not mention the name are not loaded."""
    quoted = re.compile(rf"""name=["']{re.escape(name)}["']""")
    likely = [lesson for lesson in lessons() if quoted.search(lesson.path.read_text(encoding="utf-8"))]
    for lesson in likely:
        for exercise in lesson.exercises():
            if exercise.name == name:
                return exercise
    return next((exercise for exercise in all_exercises() if exercise.name == name), None)


def nearest(name):
    """Return the exercise names that look most like ``name``."""
    return difflib.get_close_matches(name, [exercise.name for exercise in all_exercises()], n=3, cutoff=0.5)


def course_folder(start=None):
    """Return the folder that holds the numbered folders of the lessons, at or above ``start``; None without one."""
    start = Path.cwd() if start is None else Path(start)
    subjects = {lesson.subject for lesson in lessons()}
    for folder in (start, *start.parents):
        if any(next(folder.glob(f"[0-9]*_{subject}"), None) for subject in subjects):
            return folder
    return None


def lessons_in_order():
    """The lessons in the order of the reader's notebooks; alphabetically where there are none."""
    folder = course_folder()

    def notebook(lesson):
        found = folder and next(folder.glob(f"[0-9]*_{lesson.subject}/[0-9]*_{lesson.name}.ipynb"), None)
        return (0, found.parent.name, found.name) if found else (1, lesson.subject, lesson.name)

    return sorted(lessons(), key=notebook)
