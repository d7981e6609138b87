"""How long a reader waits from the click on "Run this lesson in your browser" to the first output."""

import time

from benchmarks import pages
from benchmarks.row import Limit, Row

READY = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
RUN = """async () => {
    const panel = jupyterapp.shell.currentWidget;
    panel.content.activeCellIndex = panel.content.widgets.findIndex((cell) => cell.model.type === "code");
    panel.content.activeCell.model.sharedModel.setSource("import dlmath.linear_algebra as la; la.dot([1, 2], [3, 4])");
    await jupyterapp.commands.execute("notebook:run-cell");
    return panel.content.activeCell.model.outputs.toJSON()[0].data["text/plain"];
}"""


def expose(route):
    """Let the measurement reach into the application, as the application's own tests do."""
    config = route.fetch().json()
    config["jupyter-config-data"]["exposeAppInBrowser"] = True
    route.fulfill(json=config)


def from_click(count):
    """A measurement: ``count(seconds, answers)`` from click to output, in a profile that remembers nothing."""

    def contestant():
        chrome, server = pages.opened()
        if not (pages.HTML / "lite" / "pyodide" / "pyodide.mjs").exists():
            raise ModuleNotFoundError("build the book with PYODIDE_DIR", name="Pyodide")

        def measure():
            for context in chrome.contexts:
                context.close()
            context, answers = chrome.new_context(), []
            context.route("**/lite/jupyter-lite.json*", expose)
            context.on("response", lambda answer: answers.append(answer))
            tab = context.new_page()
            tab.goto(server + pages.lessons()[0])
            answers.clear()
            clicked = time.perf_counter()
            tab.get_by_role("link", name="Run this lesson in your browser").click()
            tab.wait_for_function(READY, timeout=120_000)
            assert "11" in tab.evaluate(RUN)
            return count(time.perf_counter() - clicked, answers)

        return measure

    return contestant


ROW = Row(
    work="from the click that runs a lesson in the browser to its first output",
    unit="s",
    contestants={"dlmath": from_click(lambda seconds, answers: seconds)},
    limits=[Limit("dlmath", must=30, goal=10)],
    rounds=5,
)
