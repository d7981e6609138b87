"""How long the book takes to build, with nothing kept and after an edit to one lesson, both on a copy of the course."""

import atexit
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from benchmarks.row import Limit, Row

ROOT = pathlib.Path(__file__).parent.parent.parent
LEFT = shutil.ignore_patterns(".*", "_build", "work", "__pycache__", "tests")


def built(prepare):
    """A measurement: seconds of a build, after ``prepare`` has changed the copy."""

    def contestant():
        course = pathlib.Path(tempfile.mkdtemp(prefix="dlmath-book-"), "course")
        atexit.register(shutil.rmtree, course.parent, ignore_errors=True)
        shutil.copytree(ROOT, course, ignore=LEFT)

        def build():
            command = [sys.executable, "tools/build.py"]
            subprocess.run(command, cwd=course, stdout=subprocess.DEVNULL, check=True)

        def measure():
            prepare(course, build)
            start = time.perf_counter()
            build()
            return time.perf_counter() - start

        return measure

    return contestant


def nothing_kept(course, build):
    shutil.rmtree(course / "_build", ignore_errors=True)


def one_edit(course, build):
    """Build, then change the code of the longest lesson."""
    build()
    lesson = max(course.glob("notebooks/*/*.ipynb"), key=lambda path: path.stat().st_size)
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")["source"] += ["\nedited = True"]
    lesson.write_text(json.dumps(notebook), encoding="utf-8")


ROW = Row(
    work="building the book",
    unit="s",
    contestants={"dlmath, nothing kept": built(nothing_kept), "dlmath, one lesson edited": built(one_edit)},
    limits=[Limit("dlmath, nothing kept", must=300), Limit("dlmath, one lesson edited", must=20)],
    rounds=1,
)
