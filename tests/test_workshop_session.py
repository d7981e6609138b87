"""What a cell needs of the cells before it, and that run alone it prints what the page prints: without a browser."""

import ast
import json
import pathlib
import subprocess
import sys

import pytest

from tests.live import LESSONS, ROOT

FOLDER = ROOT / "book" / "_static" / "workshop"
sys.path.append(str(ROOT / "book" / "_extensions"))

import workshop  # noqa: E402

# Runs in a process of its own, because the page's stand-in for anywidget would hide the real one.
ALONE = """
import json, sys
folder, extensions, root, lesson = sys.argv[1:]
sys.path[:0] = [folder, extensions, root]
import matplotlib
import session
shown = []
page = session.Session(shown.append)
import figures
figures.receive = shown.append
matplotlib.use("module://figures")
cells = [c for c in json.load(open(lesson, encoding="utf-8"))["cells"] if c["cell_type"] == "code" and c["source"]]
sources = ["".join(cell["source"]) for cell in cells]
faults = []
for number in reversed(range(len(sources))):
    shown.clear()
    good = page.run(sources, number)
    printed = "".join(output["text"] for output in shown if output.get("stream") == "stdout")
    objects = [output["text/plain"] for output in shown if "text/plain" in output]
    outputs = cells[number]["outputs"]
    expected = "".join("".join(o["text"]) for o in outputs if o["output_type"] == "stream")
    pictures = ["".join(o["data"]["text/plain"]) for o in outputs if "data" in o]
    if "nbval-ignore-output" in cells[number]["metadata"].get("tags", []):
        expected = printed
    if not good or (printed, objects) != (expected, pictures) or any(o.get("stream") == "stderr" for o in shown):
        faults.append([number, shown[-1:], printed, expected])
print(json.dumps(faults))
"""


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_each_cell_run_alone_from_the_last_to_the_first_prints_what_the_page_prints(lesson):
    command = [sys.executable, "-c", ALONE, FOLDER, ROOT / "book" / "_extensions", ROOT, lesson]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


@pytest.fixture(scope="module")
def needs():
    sys.path.append(str(FOLDER))
    import needs

    yield needs
    sys.path.remove(str(FOLDER))


@pytest.fixture
def page(needs):
    """A session, and the list of what it shows."""
    import session

    shown = []
    return session.Session(shown.append), shown


def test_a_cell_tells_once_which_cells_ran_before_it(page):
    session, shown = page
    cells = ["x = 1", "unused = 2", "y = x + 1", "print(x + y)"]
    assert session.run(cells, 3) and shown == [{"first": [0, 2]}, {"stream": "stdout", "text": "3\n"}]
    shown.clear()
    assert session.run(cells, 3) and shown == [{"stream": "stdout", "text": "3\n"}]


def test_an_answer_that_does_not_end_before_its_function_is_called_is_stopped(page, monkeypatch):
    import session

    monkeypatch.setattr(session, "LIMIT", 0.1)
    assert page[0].check(["while True: pass"], 0, "dot", None) == {"status": "too slow"}


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("from dlmath import plotting", {"dlmath", "dlmath.plotting"}),
        ("import dlmath.plotting as p", {"dlmath.plotting"}),
        ("def draw():\n    import matplotlib.pyplot", {"matplotlib.pyplot"}),
        ("x = 1", set()),
    ],
)
def test_what_a_cell_imports_is_known_before_it_runs(page, source, imported):
    assert set(page[0].modules([source], 0)) == imported


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["import numpy as np", "x = 1", "print(x)"], ["x = 1"]),
        (["from math import pi, e", "print(pi)"], ["from math import pi"]),
        (["for i in range(9):\n    slow = i", "for i in [1]:\n    print(i)"], []),
        (["x = []", "x.append(1)", "x.sort", "print(x)"], ["x = []", "x.append(1)"]),
        (["x = []", "np.add.at(x, 0, 1)", "np.sum(x)", "print(x)"], ["x = []", "np.add.at(x, 0, 1)"]),
        (["x = [0]", "x[0] = 5", "print(x)"], ["x = [0]", "x[0] = 5"]),
        (["x = 1", "x += 1", "x = 7", "print(x)"], ["x = 7"]),
        (
            ["x = 1", "if x:\n    y = 2", "y = y if x else 3", "print(y)"],
            ["x = 1", "if x:\n    y = 2", "y = y if x else 3"],
        ),
        (["a = 1", "def f(x):\n    return a * x", "print(f(2))"], ["a = 1", "def f(x):\n    return a * x"]),
        (["def f(n):\n    return f(n - 1) if n else 0", "f(3)"], ["def f(n):\n    return f(n - 1) if n else 0"]),
        (
            ["rng = default_rng(0)", "y = rng.normal()", "z = rng.normal()"],
            ["rng = default_rng(0)", "y = rng.normal()"],
        ),
        (
            ["rng = default_rng(0)", "def draw():\n    return rng.normal()", "y = draw()", "print(draw())"],
            ["rng = default_rng(0)", "def draw():\n    return rng.normal()", "y = draw()"],
        ),
        (
            ["class C:\n    def m(self):\n        return g()", "def g():\n    return a", "a = 1", "print(C().m())"],
            None,
        ),
        (["a = C()", "a.learn(3)", "print(a.known)"], None),
        (["import numpy as np", "np.seterr(all='raise')", "np.ones(2)"], ["import numpy as np"]),
        (["def mark(x):\n    x.seen = True", "a = C()", "mark(a)", "print(a.seen)"], None),
        (["made = []", "class C:\n    def __init__(self):\n        made.append(1)", "C()", "print(made)"], None),
        (["k = 3", "[k for k in range(2)]", "print([k for k in 'ab'])"], []),
        (["k = 3", "print([j + k for j in range(2)])"], ["k = 3"]),
        (["import numpy as np", "np.set_printoptions(precision=2)", "np.ones(2)"], None),
        (["this is no Python", "x = 1", "print(x)"], ["x = 1"]),
    ],
)
def test_what_a_cell_needs(needs, cells, wanted):
    statements = needs.statements(cells)
    before = [s for s in statements if s.cell < len(cells) - 1]
    reads = frozenset().union(*(s.reads for s in statements if s.cell == len(cells) - 1))
    assert [s.source for s in needs.needed(before, reads)] == (cells[:-1] if wanted is None else wanted)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("check(dot)", ("dot", "function")),
        ('check("bayes", ...)', ("bayes", "number")),
        ("verdict = check(dot)", None),
        ("check(dot)\ncheck(norm)", None),
        ('check("bayes", 0.5)', None),
        ("check(", None),
        ("dot(x, y)", None),
    ],
)
def test_an_exercise_is_recognized_by_its_cell(source, found):
    assert workshop.asked(source) == found


def test_every_exercise_of_every_lesson_is_on_its_page_with_its_hints_and_its_solution():
    folder = ROOT / "_build" / "html" / "_static" / "workshop"
    contents = json.loads((folder / "exercises.json").read_text(encoding="utf-8"))
    listed = {lesson["page"]: [exercise["name"] for exercise in lesson["exercises"]] for lesson in contents}
    for path in sorted((ROOT / "notebooks").glob("[0-9]*/[0-9]*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        asked = [question[0] for question in map(workshop.asked, sources) if question]
        page = path.relative_to(ROOT).with_suffix(".html").as_posix()
        assert listed.get(page, []) == asked
        if asked:
            texts = json.loads((folder / "help" / f"{page[:-5].replace('/', '.')}.json").read_text(encoding="utf-8"))
            assert list(texts) == asked and all(len(text["hints"]) >= 2 and text["solution"] for text in texts.values())


def test_the_modules_of_a_page_are_python_that_the_house_reads():
    for path in pathlib.Path(FOLDER).glob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
