"""The reference put into the reader's cell makes the lesson run green, and every check says so."""

import pathlib
import re

import nbformat
import pytest

from dlmath.exercises import catalogue
from dlmath.exercises.declarations import Number
from tests.thinned import some

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LESSONS = sorted((ROOT / "notebooks").glob("[0-9]*/[0-9]*.ipynb"))
EXERCISES = {exercise.name: exercise for exercise in catalogue.all_exercises()}
CHECK = re.compile(r"""^check\(["']?(\w+)""", re.MULTILINE)

each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def answered(source):
    """The cell with the answer in it, if it is a stub or asks for a number."""
    for exercise in EXERCISES.values():
        if isinstance(exercise, Number):
            source = re.sub(
                rf"""check\((["']){exercise.name}\1.*\)""", f"check({exercise.name!r}, {exercise.answer!r})", source
            )
        elif source.strip() == exercise.stub.strip():
            return exercise.solution
    return source


def verdict_of(cell):
    texts = [output["data"].get("text/plain", "") for output in cell.outputs if "data" in output]
    return texts[-1].splitlines()[0] if texts else "no verdict"


@each_lesson
def test_every_exercise_of_a_lesson_is_declared_with_it_and_untouched(path):
    lesson = next((lesson for lesson in catalogue.lessons() if lesson.name == path.stem.split("_", 1)[1]), None)
    declared = {exercise.name for exercise in lesson.exercises()} if lesson else set()
    sources = [cell.source for cell in cells(nbformat.read(path, as_version=4))]
    checked = {name for source in sources for name in CHECK.findall(source)}
    stubs = {EXERCISES[name].stub.strip() for name in checked if not isinstance(EXERCISES[name], Number)}
    assert checked == declared
    assert stubs <= {source.strip() for source in sources}


@each_lesson
def test_a_committed_lesson_says_not_started(path):
    for cell in cells(nbformat.read(path, as_version=4)):
        for name in CHECK.findall(cell.source):
            assert verdict_of(cell) == f"○ {name}: not started"


@pytest.mark.parametrize("path", some(LESSONS), ids=lambda path: path.stem)
def test_the_reference_makes_the_lesson_run_green(path, tmp_path, kernels):
    notebook = nbformat.read(path, as_version=4)
    for cell in cells(notebook):
        cell.source = answered(cell.source)
    copy = tmp_path / path.name
    nbformat.write(notebook, copy)
    ran = kernels.execute(copy)
    for cell in cells(ran):
        for name in CHECK.findall(cell.source):
            assert verdict_of(cell) == f"✓ {name}: correct"
