"""A lesson in JupyterLab as `make lab` opens it: it runs, Python and a widget move each other, an exercise is done."""

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest
from playwright.sync_api import expect

from dlmath.exercises.catalogue import find
from tools import lab

LESSON = "1_gradient_descent.ipynb"
GD_STEP = find("gd_step")
STEP = "def gd_step(x, gradient, learning_rate):\n    return x {} learning_rate * gradient"
SERVE = "import pathlib, sys; from tools import lab; lab.serve(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"

pytestmark = pytest.mark.browser


def settings(folder):
    """Folders for all that Jupyter keeps, with no browser of its own and no question about news."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR")
    folders = {name: folder / name.lower() for name in (*names, "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")}
    files = {
        "jupyter_config_dir/jupyter_server_config.json": {"ServerApp": {"open_browser": False}},
        "jupyter_config_dir/jupyter_lab_config.json": {"LabApp": {"expose_app_in_browser": True}},
    }
    for plugin, values in lab.SETTINGS.items():
        files[f"jupyterlab_settings_dir/{plugin.replace(':', '/')}.jupyterlab-settings"] = values
    for name, values in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(values), encoding="utf-8")
    return {name: str(path) for name, path in folders.items()}


def end(process):
    """End a process and all that it started."""
    family = [process, *process.children(recursive=True)]
    for stop in (psutil.Process.terminate, psutil.Process.kill):
        for member in psutil.wait_procs(family, timeout=0)[1]:
            with contextlib.suppress(psutil.NoSuchProcess):
                stop(member)
        running = psutil.wait_procs(family, timeout=10)[1]
    assert not running, "JupyterLab is still running"


def free_port():
    """A port away from those that tests of `make read` and a reader's own servers take."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_until_it_answers(address, server, seconds=60):
    late = time.monotonic() + seconds
    while True:
        try:
            return urllib.request.urlopen(address, timeout=seconds).close()
        except OSError:
            assert server.poll() is None and time.monotonic() < late, "JupyterLab does not answer"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """The reader's folder, filled with the lessons."""
    folder = tmp_path_factory.mktemp("reader") / "work"
    lab.fill_with_the_course(folder)
    return folder


@pytest.fixture(scope="module")
def address(work, tmp_path_factory):
    """JupyterLab on the reader's folder, ended with its kernels."""
    kept = {name: value for name, value in os.environ.items() if name != "DLMATH_PROGRESS"}
    environment = kept | settings(tmp_path_factory.mktemp("jupyter")) | {"PYTHONPATH": str(lab.ROOT)}
    command = [sys.executable, "-c", SERVE, str(work), str(free_port())]
    server = subprocess.Popen(command, cwd=lab.ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http\S+", server.stdout.readline()).group()
        wait_until_it_answers(address, server)
        yield address
    finally:
        end(psutil.Process(server.pid))
        server.stdout.close()
        server.wait()


class Notebook:
    """A notebook that is open in JupyterLab, cell by cell."""

    def __init__(self, page, path):
        self.page, self.path = page, path
        page.wait_for_function("() => window.jupyterapp")
        self.open()

    def open(self):
        self.page.evaluate(
            """async (path) => {
                await jupyterapp.restored;
                window.panel = await jupyterapp.commands.execute("docmanager:open", { path });
                await panel.context.ready;
                await panel.sessionContext.ready;
            }""",
            self.path,
        )

    def reopen(self):
        """Save and close it, and open it again with a kernel that has run nothing."""
        self.page.evaluate(
            "async () => { await panel.context.save(); await panel.sessionContext.shutdown(); panel.dispose(); }"
        )
        self.open()

    def run_all(self):
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")

    def cells(self):
        return self.page.evaluate("() => [...panel.content.model.cells].map((cell) => cell.toJSON())")

    def find(self, pattern):
        """The number of the first cell whose source has the pattern."""
        return next(k for k, cell in enumerate(self.cells()) if re.search(pattern, source(cell), re.M))

    def run(self, number, code=None):
        """Type ``code`` into a cell where it is given, run the cell, and return its place on the screen."""
        self.page.evaluate(
            """async ([number, code]) => {
                panel.content.activeCellIndex = number;
                if (code !== null) panel.content.activeCell.model.sharedModel.setSource(code);
                await panel.content.scrollToItem(number, "center");
                await jupyterapp.commands.execute("notebook:run-cell");
            }""",
            [number, code],
        )
        return self.show(number)

    def show(self, number):
        self.page.evaluate("(number) => panel.content.scrollToItem(number, 'center')", number)
        return self.page.locator(f".jp-Cell[data-windowed-list-index='{number}']")

    def insert(self, number):
        """An empty code cell."""
        self.page.evaluate("(n) => { panel.content.model.sharedModel.insertCell(n, { cell_type: 'code' }); }", number)

    def value(self, number, code):
        """What ``code`` prints when it is run in a cell."""
        self.run(number, code)
        return "".join("".join(output.get("text", "")) for output in self.cells()[number]["outputs"])


def source(cell):
    return "".join(cell["source"])


@contextlib.contextmanager
def opened(chrome, address, work, lesson):
    """A lesson, open and run; whatever the front end asks of another server fails the test."""
    context, faults = chrome.new_context(viewport={"width": 1280, "height": 900}), []
    here = address.split("/lab")[0]
    context.route(lambda url: not url.startswith(here), lambda route: (faults.append(route.request.url), route.abort()))
    page = context.new_page()
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}&reset")
    notebook = Notebook(page, next(work.rglob(lesson)).relative_to(work).as_posix())
    notebook.run_all()
    yield notebook
    page.evaluate("() => panel.sessionContext.shutdown()")
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def notebook(chrome, address, work):
    """The lesson on gradient descent."""
    with opened(chrome, address, work, LESSON) as notebook:
        yield notebook


def test_the_lesson_runs_from_top_to_bottom_without_an_error(notebook):
    code = [cell for cell in notebook.cells() if cell["cell_type"] == "code" and source(cell).strip()]
    assert len(code) > 10
    assert [source(cell) for cell in code if not cell["execution_count"]] == []
    outputs = [output for cell in code for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"] == []
    assert sum("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in outputs) == 2


def test_a_slider_moves_the_trait_and_the_trait_moves_the_slider(notebook):
    number = notebook.find(r"^GradientDescent\(")
    widget = f"Out[{notebook.cells()[number]['execution_count']}]"
    notebook.insert(number + 1)
    slider = notebook.show(number).get_by_role("slider", name="learning rate")
    before = slider.get_attribute("aria-valuetext")
    slider.press("ArrowRight")
    expect(slider).not_to_have_attribute("aria-valuetext", before)
    after = slider.get_attribute("aria-valuetext")
    rate, point = notebook.value(number + 1, f"print({widget}.learning_rate, *{widget}.path[1])").split(maxsplit=1)
    assert float(before) < float(rate) == float(after)
    assert [float(x) for x in point.split()] == pytest.approx([-3 * (1 - 5 * float(rate)), 1.5 * (1 - 5 * float(rate))])
    notebook.value(number + 1, f"{widget}.learning_rate = 0.2; {widget}.loss = 'ravine'")
    place = notebook.show(number)
    expect(place.get_by_role("slider", name="learning rate")).to_have_attribute("aria-valuetext", "0.2")
    expect(place.get_by_role("combobox", name="landscape")).to_have_value("ravine")


def test_an_exercise_is_done_wrong_and_then_right(notebook, work):
    number = notebook.find(r"^check\(gd_step\)")
    progress = work / "dlmath_progress.json"
    notebook.run(number - 1, STEP.format("+"))
    verdict = notebook.run(number).locator(".dlmath-verdict")
    verdict.get_by_text("gd_step: not yet").wait_for()
    assert any(m.message in verdict.inner_text() for m in GD_STEP.misconceptions)
    notebook.run(number - 1, STEP.format("-"))
    verdict = notebook.run(number).locator(".dlmath-verdict")
    verdict.get_by_text("gd_step: correct").wait_for()
    assert "gd_step" in progress.read_text(encoding="utf-8")


def test_the_rank_of_a_photograph_is_moved_by_hand_and_by_python_and_stays_in_a_reopened_notebook(
    chrome, address, work
):
    with opened(chrome, address, work, "*_low_rank.ipynb") as notebook:
        number = notebook.find(r"^LowRank\(picture=\"photograph\"")
        place = notebook.show(number)
        slider = place.get_by_role("slider", name="rank")
        slider.press("ArrowRight")
        expect(place.get_by_text("To store: 2827 numbers")).to_be_visible()
        widget = f"Out[{notebook.cells()[number]['execution_count']}]"
        notebook.insert(number + 1)
        assert notebook.value(number + 1, f"print({widget}.k)").strip() == "11"
        notebook.value(number + 1, f"{widget}.k = 2; {widget}.picture = 'flag'")
        expect(notebook.show(number).get_by_text("nothing is missing")).to_be_visible()
        notebook.reopen()
        expect(notebook.show(number).get_by_text("nothing is missing")).to_be_visible()
