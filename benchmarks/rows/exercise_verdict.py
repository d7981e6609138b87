"""How long a reader waits for the verdict on an exercise that is done on its page, from the press on Check.

Nothing of Python is loaded before the first press, in a browser that remembers nothing; on the next page the same one
starts Python again, from what it has kept and, in the seconds after the first verdict, compiled.
"""

import json
import statistics

from benchmarks import pages
from benchmarks.row import Limit, Row

VERDICT = """async (bench) => {
    const said = bench.querySelector(".bench-said"), start = performance.now();
    said.dataset.status = "";
    bench.querySelector("[data-do=check]").click();
    while (!said.dataset.status) await new Promise(requestAnimationFrame);
    if (said.dataset.status !== "correct") throw new Error(said.textContent);
    return (performance.now() - start) / 1000;
}"""
COMPILED = """async () => {
    for (;;) {
        const [name] = await caches.keys(), shelf = name && await caches.open(name);
        if (await shelf?.match("/lite/pyodide/edition")) return;
        await new Promise((next) => setTimeout(next, 100));
    }
}"""
KEEP = "([name, answer]) => { localStorage[`dlmath.answer.${name}`] = answer; }"


def exercises():
    """(page, name, right answer) of the first function exercise of two lessons."""
    from dlmath.exercises import catalogue

    path = pages.HTML / "_static" / "workshop" / "exercises.json"
    found = []
    for lesson in json.loads(path.read_text(encoding="utf-8")):
        declared = [catalogue.find(exercise["name"]) for exercise in lesson["exercises"]]
        name, solution = next((e.name, e.solution) for e in declared if hasattr(e, "stub") and hasattr(e, "laws"))
        found.append((lesson["page"], name, solution))
    return found[:2]


def bench(tab, server, page, name, solution):
    """The bench of an exercise with its right answer in it, before anything was pressed."""
    tab.goto(f"{server}{page}")
    tab.evaluate(KEEP, [name, json.dumps({"text": solution, "start": solution})])
    tab.reload()
    found = tab.locator(f".bench[data-exercise={name}]")
    found.locator(".cm-content").wait_for()
    return found


def verdicts(measure):
    """A measurement: ``measure(tab, open_bench)``, where ``open_bench(k)`` opens exercise k on its page."""

    def contestant():
        chrome, server = pages.opened()
        if not (pages.HTML / "lite" / "pyodide" / "pyodide.mjs").exists():
            raise ModuleNotFoundError("build the book with PYODIDE_DIR", name="Pyodide")
        chosen = exercises()

        def once():
            for context in chrome.contexts:
                context.close()
            tab = chrome.new_page()
            tab.set_default_timeout(120_000)
            return measure(tab, lambda k: bench(tab, server, *chosen[k]))

        return once

    return contestant


def first(tab, open_bench):
    return open_bench(0).evaluate(VERDICT)


def later(tab, open_bench):
    opened = open_bench(0)
    return statistics.median([opened.evaluate(VERDICT) for _ in range(6)][1:])


def next_page(tab, open_bench):
    open_bench(0).evaluate(VERDICT)
    tab.evaluate(COMPILED)
    return open_bench(1).evaluate(VERDICT)


ROW = Row(
    work="from the press on Check to the verdict, on the page of a lesson",
    unit="s",
    contestants={
        "dlmath, first verdict": verdicts(first),
        "dlmath, on the next page": verdicts(next_page),
        "dlmath, later verdicts": verdicts(later),
    },
    limits=[
        Limit("dlmath, first verdict", must=10, goal=5),
        Limit("dlmath, on the next page", must=5, goal=2.5),
        Limit("dlmath, later verdicts", must=0.6, goal=0.3),
    ],
    rounds=5,
)
