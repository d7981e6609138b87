"""The live edition: every lesson opens from its page and runs in the reader's browser, with nothing installed."""

import contextlib
import inspect
import json

import nbformat
import pytest

from dlmath import widgets
from dlmath.exercises import catalogue
from dlmath.exercises.declarations import Exercise
from tests.live import HTML, LESSONS, ROOT
from tools import lite

SAID = "(e) => e.getAttribute('aria-valuetext') ?? e.getAttribute('aria-pressed') ?? e.value"
START, CELL = 90_000, 180_000  # how many milliseconds the application and a cell may take on a busy machine

pytestmark = pytest.mark.browser


def expose(route):
    """Let the test reach into the application, as the application's own tests do."""
    config = json.loads((HTML / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))
    config["jupyter-config-data"]["exposeAppInBrowser"] = True
    route.fulfill(json=config)


class Lab:
    """The application, opened from a lesson's page by its button."""

    def __init__(self, tab, page, first=lambda tab: None):
        self.tab = tab
        tab.goto(page)
        first(tab)
        tab.get_by_role("link", name="Run this lesson in your browser").click()
        self.wait()

    def wait(self):
        """Until the lesson is open and its kernel has started."""
        self.tab.wait_for_function(
            "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=START,
        )

    def outputs(self):
        """The outputs of all code cells, in order."""
        return self.tab.evaluate(
            "jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === 'code')"
            ".map(cell => cell.model.outputs.toJSON())"
        )

    def run_all(self):
        self.tab.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        return self.outputs()

    def run(self, source):
        """Run code in a new last cell, and return what it printed or showed as text."""
        self.tab.set_default_timeout(CELL)
        outputs = self.tab.evaluate(
            """async source => {
                const panel = jupyterapp.shell.currentWidget, cells = panel.content.model.sharedModel;
                cells.insertCell(cells.cells.length, {cell_type: "code", source});
                panel.content.activeCellIndex = cells.cells.length - 1;
                await jupyterapp.commands.execute("notebook:run-cell");
                return panel.content.activeCell.model.outputs.toJSON();
            }""",
            source,
        )
        assert faults(outputs) == []
        return "".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs)


def faults(outputs):
    return [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]


@contextlib.contextmanager
def opened(chrome, address, lesson, context=None, **settings):
    """The application with a lesson, in a profile of its own; nothing may be asked of another server."""
    page = f"{address}/notebooks/{lesson.parent.name}/{lesson.stem}.html"
    foreign = []
    window = {"viewport": {"width": 1280, "height": 900}, "service_workers": "allow"}
    context = chrome.new_context(**window | (context or {}))
    context.route("**/lite/jupyter-lite.json*", expose)
    host = address.split("/some", 1)[0]
    context.on("request", lambda r: foreign.append(r.url) if not r.url.startswith((host, "blob:", "data:")) else None)
    context.set_default_timeout(CELL)
    try:
        yield Lab(context.new_page(), page, **settings)
    finally:
        context.close()
    assert foreign == [] or not (HTML / "lite" / "pyodide" / "pyodide.mjs").exists(), f"asked elsewhere: {foreign}"


def declared(lesson):
    return next((x for x in catalogue.lessons() if x.name == lesson.stem.split("_", 1)[1]), None)


def used_widget(lesson):
    """The name of the first widget that a lesson shows, or None."""
    code = "\n".join(cell.source for cell in nbformat.read(lesson, as_version=4).cells if cell.cell_type == "code")
    names = [name for name in widgets.__all__ if f"{name}(" in code]
    return min(names, key=code.index) if names else None


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_from_its_page_with_its_widget_and_its_exercises(offline_chrome, address, lesson):
    with opened(offline_chrome, address, lesson) as lab:
        wrong = [fault for outputs in lab.run_all() for fault in faults(outputs)]
        assert wrong == []
        if name := used_widget(lesson):
            a_widget_answers_mouse_and_python(lab, name)
        if declared(lesson):
            an_exercise_is_checked(lab, declared(lesson).exercises())


def a_widget_answers_mouse_and_python(lab, name):
    """Move something in the widget by mouse, see it in Python, set it back from Python, see it on the screen."""
    traits = "{name: getattr(w, name) for name in w._own()}"
    lab.run(f"from dlmath.widgets import {name}\nw = {name}()\nbefore = {traits}\nw")
    lab.tab.evaluate("jupyterapp.shell.currentWidget.content.activeCell.node.id = 'the-widget'")
    kinds = [f"#the-widget {kind}:visible" for kind in ("[role=slider]", "input[type=range]", "[aria-pressed]")]
    shown = lab.tab.locator(", ".join(kinds))
    shown.first.wait_for()
    state = [said(handle) for handle in shown.all()]
    for handle in [handle for kind in kinds for handle in lab.tab.locator(kind).all()][:6]:
        handle.scroll_into_view_if_needed()
        if handle.get_attribute("aria-pressed") == "false":
            handle.click()  # a button is pressed, not dragged, and the next one may undo it
            break
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        lab.tab.mouse.move(x, y)
        lab.tab.mouse.down()
        lab.tab.mouse.move(x + 30, y - 30, steps=4)
        lab.tab.mouse.up()
    assert [said(handle) for handle in shown.all()] != state
    changed = lab.run(f"after = {traits}\nprint([name for name in before if before[name] != after[name]])")
    assert changed.strip() != "[]"
    lab.run("for name in before:\n    setattr(w, name, before[name])")
    for handle, words in zip(shown.all(), state, strict=True):
        lab.tab.wait_for_function(
            f"([handle, words]) => ({SAID})(handle) === words",
            arg=[handle.element_handle(), words],
            timeout=START,
        )


def said(handle):
    """What a slider or a button that stays pressed says of its state."""
    return handle.evaluate(f"(element) => ({SAID})(element)")


def an_exercise_is_checked(lab, exercises):
    """One exercise wrong, then right; the progress is there again after the page is loaded anew."""
    exercise = next(exercise for exercise in exercises if isinstance(exercise, Exercise))
    wrong = (
        f"def {exercise.name}{inspect.signature(exercise.reference)}:\n    return 'nonsense'\n\ncheck({exercise.name})"
    )
    assert f"✗ {exercise.name}" in lab.run("from dlmath.exercises import check, progress\n\n" + wrong)
    right = f"{exercise.solution}\n\ncheck({exercise.name})"
    assert f"✓ {exercise.name}: correct" in lab.run(right)
    lab.tab.reload()
    lab.wait()
    assert "1 of" in lab.run("from dlmath.exercises import progress\n\nprogress()")


def test_what_is_solved_on_the_page_is_solved_in_the_live_edition_and_the_other_way_round(offline_chrome, address):
    page, live = [exercise.name for exercise in catalogue.all_exercises() if isinstance(exercise, Exercise)][:2]
    keep = "(name) => { dlmath.record.keep({[name]: {attempts: 2, hints: 1, solved: true}}); return dlmath.share(); }"
    with opened(offline_chrome, address, LESSONS[0], first=lambda tab: tab.evaluate(keep, page)) as lab:
        saved = lab.run("from dlmath.exercises import record\n\nprint(record.load(record.location()))")
        assert saved.strip() == str(({page: {"attempts": 2, "hints": 1, "solved": True}}, ""))
        lab.run(f"record.update(record.location(), {live!r}, attempts=1, solved=True)")
        lab.tab.goto(f"{address}/book/index.html")
        lab.tab.wait_for_function("(name) => dlmath.record.of(name).solved", arg=live, timeout=START)
        assert lab.tab.evaluate("(name) => dlmath.record.of(name)", page) == {"attempts": 2, "hints": 1, "solved": True}


def test_on_a_phone_the_lesson_has_the_screen_the_page_is_one_press_away_and_run_all_stays(offline_chrome, address):
    phone = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
    lesson = LESSONS[0]
    with opened(offline_chrome, address, lesson, context=phone) as lab:
        lab.tab.wait_for_function("jupyterapp.shell.leftCollapsed", timeout=START)
        lab.tab.wait_for_function("document.body.dataset.jpThemeName === 'JupyterLab Dark'", timeout=START)
        assert lab.tab.evaluate("jupyterapp.shell.currentWidget.node.offsetWidth") > 370
        assert lab.tab.evaluate("jupyterapp.shell.currentWidget.content.widgets.every((c) => !c.model.executionCount)")
        said = lab.tab.evaluate(
            """async () => {
                const notebook = jupyterapp.shell.currentWidget.content;
                const sources = notebook.widgets.map((cell) => cell.model.sharedModel.getSource());
                notebook.activeCellIndex = sources.findIndex((source) => /^check\\(/.test(source));
                await jupyterapp.commands.execute("notebook:run-cell");
                return JSON.stringify(notebook.activeCell.model.outputs.toJSON());
            }"""
        )
        assert "Run the lesson's first cell" in said
        lab.tab.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 2")
        lab.run_all()
        assert lab.tab.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex") == 2
        lab.tab.get_by_role("link", name="Back to the page").click()
        lab.tab.wait_for_url(f"**/notebooks/{lesson.parent.name}/{lesson.stem}.html")


def test_what_only_the_book_reads_is_written_out_for_jupyterlab():
    sources = lite.citations(ROOT)
    assert sources["mcculloch1943"] == "McCulloch and Pitts, 1943"
    assert sources["brown2020"] == "Brown *et al.*, 2020"
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        notebook = lite.for_jupyter(json.loads(path.read_text(encoding="utf-8")), sources)
        prose = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")
        assert "{cite}" not in prose and ":::" not in prose and ".xlsx)" not in prose
        assert [cell for cell in notebook["cells"] if cell.get("outputs") or cell.get("execution_count")] == []


def test_a_lesson_runs_under_a_sub_path_and_stops_an_endless_loop(offline_chrome, address):
    with opened(offline_chrome, f"{address}/some/path", LESSONS[0]) as lab:
        for name in ("plotting", "widgets"):  # parts that come when they are imported, by whatever kind of line
            assert lab.run(f"from dlmath import {name}\n\nprint({name}.__name__)").strip() == f"dlmath.{name}"
        assert lab.run("import dlmath.linear_algebra as la\n\nprint(la.dot([1.0, 2.0], [3.0, 4.0]))").strip() == "11.0"
        exercise = catalogue.all_exercises()[0]
        endless = f"def {exercise.name}{inspect.signature(exercise.reference)}:\n    while True:\n        pass"
        assert "too slow" in lab.run(f"from dlmath.exercises import check\n\n{endless}\n\ncheck({exercise.name})")
