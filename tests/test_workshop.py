"""Exercises and cells done on the page, in Chromium: wrong, right, reloaded, by keyboard, without a network.

What a cell needs of the cells before it is tested in `tests/test_workshop_session.py`, without a browser.
"""

import contextlib
import inspect
import itertools
import json

import pytest

from dlmath.exercises import catalogue
from dlmath.exercises.declarations import Number
from tests import opened
from tests.live import HTML, LESSONS
from tests.thinned import ALL

FIRST = 120_000  # milliseconds that starting Python may take on a busy machine
LATER = 30_000
VERDICT = 10_000  # within which an answer that does not end, or ends Python, gets its verdict
EXPECTED = ("numpy already loaded", "Loading ", "Loaded ")

pytestmark = pytest.mark.browser
CONTENTS = json.loads((HTML / "_static" / "workshop" / "exercises.json").read_text()) if HTML.exists() else []
FUNCTIONS = {e.name: e for e in catalogue.all_exercises() if not isinstance(e, Number)}
NUMBERS = {e.name: e for e in catalogue.all_exercises() if isinstance(e, Number)}


def page_of(lesson):
    return f"notebooks/{lesson.parent.name}/{lesson.stem}.html"


def exercises_on(page):
    return next(([e["name"] for e in lesson["exercises"]] for lesson in CONTENTS if lesson["page"] == page), [])


def one_solved(page):
    """What the list of lessons says of a page on which one exercise is solved and no question answered."""
    all_of_it = len(exercises_on(page))
    asked = next(len(lesson["questions"]) for lesson in CONTENTS if lesson["page"] == page)
    if asked:
        return f"1 of {all_of_it} exercises solved, 0 of {asked} questions answered"
    return "all solved" if all_of_it == 1 else f"1 of {all_of_it} solved"


def wrong(exercise):
    if isinstance(exercise, Number):
        return "987654.5"
    return f"def {exercise.name}{inspect.signature(exercise.reference)}:\n    return 'nonsense'\n"


def right(exercise):
    return repr(float(exercise.answer)) if isinstance(exercise, Number) else exercise.solution


class Page:
    """A page of the book in a tab; nothing may be asked of another server, and no error may be thrown."""

    def __init__(self, context, address, page):
        self.faults, self.host = [], address.split("/some", 1)[0]
        self.tab = context.new_page()
        self.tab.on("pageerror", lambda error: self.faults.append(str(error)))
        self.tab.on("request", self.watch)
        self.tab.goto(f"{address}/{page}")

    def watch(self, request):
        if not request.url.startswith((self.host, "blob:", "data:")):
            self.faults.append(request.url)

    def bench(self, name):
        bench = self.tab.locator(f".bench[data-exercise={name}]")
        bench.scroll_into_view_if_needed()
        return bench

    def write(self, name, text):
        """Write an answer as a reader does: into the field, or into the editor, which the first button opens."""
        bench = self.bench(name)
        if name in NUMBERS:
            bench.get_by_label("Your answer").fill(text)
            return bench
        first = bench.locator("[data-do=write]")
        if first.is_visible():
            first.click()
        editor = bench.get_by_role("textbox")
        editor.press("Control+a")
        self.tab.keyboard.insert_text(text)
        return bench

    def check(self, name, text=None, status=None, timeout=FIRST):
        """Check an answer; return the words of its verdict."""
        bench = self.bench(name) if text is None else self.write(name, text)
        said = bench.locator(".bench-said")
        said.evaluate("(element) => { element.dataset.status = '' }")
        bench.get_by_role("button", name="Check").click()
        wanted = f"[data-status='{status}']" if status else ":not([data-status=''])"
        bench.locator(f".bench-said{wanted}").wait_for(timeout=timeout)
        return said.inner_text()


@contextlib.contextmanager
def on(chrome, address, page, *, dark=False, width=1280, init=None, **settings):
    context = chrome.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", **settings
    )
    if init:
        context.add_init_script(init)
    shown = Page(context, address, page)
    try:
        yield shown
        assert shown.faults == []
    finally:
        context.close()


LOOKS = [(1280, False, ""), (390, True, "/some/path")]
PAGES = list(itertools.product(LESSONS, LOOKS)) if ALL else list(zip(LESSONS, itertools.cycle(LOOKS), strict=False))


@pytest.mark.parametrize(("lesson", "look"), PAGES, ids=[f"{lesson.stem}-{look[0]}" for lesson, look in PAGES])
def test_an_exercise_of_a_lesson_wrong_then_right_and_still_solved_after_a_reload(
    offline_chrome, address, lesson, look
):
    width, dark, path = look
    page = page_of(lesson)
    name = next(name for name in exercises_on(page) if name in FUNCTIONS)
    with on(offline_chrome, address + path, page, width=width, dark=dark) as shown:
        assert f"✗ {name}" in shown.check(name, wrong(FUNCTIONS[name]))
        assert opened.accessibility(shown.tab) == [] and opened.overflow(shown.tab) == []
        assert f"✓ {name}: correct" in shown.check(name, right(FUNCTIONS[name]), timeout=LATER)
        shown.tab.reload()
        bench = shown.bench(name)
        bench.get_by_text("✓ Solved").wait_for()
        lines = right(FUNCTIONS[name]).splitlines()
        bench.locator(".cm-line").nth(len(lines) - 1).wait_for()
        assert bench.locator(".cm-line").first.inner_text() == lines[0]
        shown.tab.goto(f"{address}{path}/book/index.html")
        marked = shown.tab.locator(f".lesson-map a.lesson[href$='{lesson.stem}.html'] .mark")
        assert marked.get_attribute("title") == one_solved(page)
        assert lesson.stem in shown.tab.locator(".go-on a").get_attribute("href")


@pytest.fixture(scope="module")
def some():
    """A page and a function exercise on it, to try everything that has nothing to do with a lesson."""
    page = page_of(LESSONS[len(LESSONS) // 2])
    return page, next(name for name in exercises_on(page) if name in FUNCTIONS)


HOSTILE = {
    "an endless loop": ("    while True:\n        pass", "too slow"),
    "an endless loop in C": ("    import itertools\n    return sum(itertools.count())", "too slow"),
    "a list that no memory holds": ("    return [0] * 10**10", "error"),
    "more and more memory": ("    kept = []\n    while True:\n        kept.append(bytes(10**7) + b'1')", None),
    "an exit": ("    import sys\n    sys.exit()", "error"),
    "an exit of the process": ("    import os\n    os._exit(1)", None),
}


def test_hostile_answers_get_a_verdict_in_time_and_the_next_check_is_right(offline_chrome, address, some):
    page, name = some
    head = f"def {name}{inspect.signature(FUNCTIONS[name].reference)}:\n"
    with on(offline_chrome, address, page) as shown:
        shown.check(name, right(FUNCTIONS[name]), "correct")
        for what, (body, status) in HOSTILE.items():
            text = head + body
            shown.check(name, text, status, timeout=VERDICT)
            kept = shown.bench(name).locator(".cm-content").inner_text()
            assert kept.split() == text.split(), what
            shown.check(name, right(FUNCTIONS[name]), "correct")
        for damage in ("np.sum = None", "import builtins\nbuiltins.len = None", "import sys\nsys.exit()"):
            shown.check(name, f"import numpy as np\n{damage}\n{right(FUNCTIONS[name])}", timeout=VERDICT)
            shown.check(name, right(FUNCTIONS[name]), "correct", timeout=LATER)
        shown.check(name, "while True: pass", "too slow", timeout=VERDICT)
        shown.check(name, right(FUNCTIONS[name]), "correct", timeout=LATER)  # the same Python, not a new one


def test_an_exercise_is_done_by_keyboard_alone(offline_chrome, address, some):
    page, name = some
    with on(offline_chrome, address, page) as shown:
        first = shown.bench(name).locator("[data-do=write]")
        first.focus()
        first.press("Enter")
        editor = shown.bench(name).get_by_role("textbox")
        editor.wait_for()
        keys = shown.tab.keyboard
        shown.tab.wait_for_function("() => document.activeElement.matches('.cm-content')")
        keys.press("Tab")  # passes through: nothing was typed yet
        shown.tab.wait_for_function("() => document.activeElement.matches('[data-do=check]')")
        keys.press("Shift+Tab")
        shown.tab.wait_for_function("() => document.activeElement.matches('.cm-content')")
        keys.press("Control+a")
        keys.insert_text(right(FUNCTIONS[name]))
        keys.press("Tab")  # indents
        assert shown.tab.evaluate("() => document.activeElement.matches('.cm-content')")
        keys.press("Control+z")
        keys.press("Control+Enter")
        shown.bench(name).locator(".bench-said[data-status=correct]").wait_for(timeout=FIRST)
        keys.press("Escape")
        keys.press("Tab")
        assert shown.tab.evaluate("() => document.activeElement.dataset.do") == "check"


def test_hints_and_a_solution_come_without_python(offline_chrome, address, some):
    page, name = some
    with on(offline_chrome, address, page) as shown:
        shown.tab.route("**/pyodide/**", lambda route: route.abort())
        bench = shown.bench(name)
        for number, text in enumerate(FUNCTIONS[name].hints, 1):
            bench.locator("[data-do=hint]").click()
            bench.locator(".bench-help").get_by_text(f"{number} of {len(FUNCTIONS[name].hints)}").wait_for()
            assert text.split("`")[0].strip() in bench.locator(".bench-help").inner_text()
        bench.locator("[data-do=solution]").click()
        bench.locator(".bench-help").get_by_text(FUNCTIONS[name].solution.splitlines()[-1].strip()).wait_for()


def test_where_python_does_not_start_one_sentence_says_so_and_names_two_other_ways(offline_chrome, address, some):
    page, name = some
    with on(offline_chrome, address, page, service_workers="block") as shown:
        shown.tab.context.route("**/lite/pyodide/**", lambda route: route.abort())
        said = shown.check(name, right(FUNCTIONS[name]), "error", timeout=LATER)
        assert said.startswith("Python could not be started on this page (") and said.count(". ") == 0
        assert "live edition" in said and "make lab" in said
        shown.tab.context.unroute("**/lite/pyodide/**")
        shown.check(name, None, "correct")  # the next try begins anew, with the text that was kept


SHELF = "const [name] = await caches.keys(), shelf = name && await caches.open(name)"
COMPILED = f"""async () => {{
    for (;;) {{
        {SHELF};
        if (await shelf?.match("/lite/pyodide/edition")) return;
        await new Promise((next) => setTimeout(next, 100));
    }}
}}"""
DAMAGE = f"""async () => {{
    {SHELF};
    await shelf.put("/lite/pyodide/stdlib.zip", new Response("damaged"));
}}"""


def test_what_a_browser_has_compiled_of_python_is_used_again_and_done_anew_where_it_is_damaged(
    offline_chrome, address, some
):
    page, name = some
    with on(offline_chrome, address, page, service_workers="block") as shown:
        shown.check(name, right(FUNCTIONS[name]), "correct")
        shown.tab.evaluate(COMPILED)
        shown.tab.context.route("**/python_stdlib.zip", lambda route: route.abort())
        shown.tab.reload()
        shown.check(name, None, "correct")
        shown.tab.context.unroute("**/python_stdlib.zip")
        shown.tab.evaluate(DAMAGE)
        shown.tab.reload()
        shown.check(name, None, "correct")


BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
    get() { throw new DOMException("no", "SecurityError"); }, configurable: true });"""


def test_where_the_browser_keeps_nothing_the_page_works_and_says_so(offline_chrome, address, some):
    page, name = some
    with on(offline_chrome, address, page, init=BLOCKED) as shown:
        shown.check(name, right(FUNCTIONS[name]), "correct")
        shown.bench(name).get_by_text("✓ Solved").wait_for()
        shown.bench(name).get_by_text("This browser does not keep what you write").wait_for()
        shown.tab.on("console", lambda said: shown.faults.append(said.text) if said.type == "error" else None)
        for page in ("book/index.html", "search.html"):
            shown.tab.goto(f"{address}/{page}")
            shown.tab.wait_for_load_state()
        shown.tab.goto(f"{address}/book/index.html")
        shown.tab.get_by_text("This browser keeps nothing").wait_for()


def test_an_answer_to_an_exercise_that_has_changed_is_kept_and_shown(offline_chrome, address, some):
    page, name = some
    old = f"def {name}(an, older, beginning):\n    return 'my answer'"
    kept = json.dumps({"text": old, "start": f"def {name}(an, older, beginning):\n    ..."})
    init = f"localStorage.getItem('dlmath.answer.{name}') ?? localStorage.setItem('dlmath.answer.{name}', {kept!r})"
    with on(offline_chrome, address, page, init=init) as shown:
        bench = shown.bench(name)
        bench.get_by_text("This exercise has changed since you wrote this").wait_for()
        assert "'my answer'" in bench.locator(".cm-content").inner_text()
        bench.get_by_role("button", name="Start over").click()
        bench.get_by_role("button", name="Bring my answer back").wait_for()
        assert "older" not in bench.locator(".cm-content").inner_text()
        bench.get_by_role("button", name="Bring my answer back").click()
        assert "'my answer'" in bench.locator(".cm-content").inner_text()


def test_a_second_tab_follows(offline_chrome, address, some):
    page, name = some
    with on(offline_chrome, address, page) as shown:
        other = Page(shown.tab.context, address, page)
        shown.check(name, right(FUNCTIONS[name]), "correct")
        other.bench(name).get_by_text("✓ Solved").wait_for()
        last = right(FUNCTIONS[name]).splitlines()[-1].strip()
        other.bench(name).locator(".cm-content").get_by_text(last).wait_for()


def test_the_work_is_saved_as_a_file_and_loaded_again(offline_chrome, address, some, tmp_path):
    page, name = some
    with on(offline_chrome, address, page) as shown:
        shown.check(name, right(FUNCTIONS[name]), "correct")
        shown.tab.goto(f"{address}/book/index.html")
        with shown.tab.expect_download() as download:
            shown.tab.get_by_role("button", name="Save my work as a file").click()
        download.value.save_as(tmp_path / "dlmath_progress.json")
    from dlmath.exercises import record

    read, trouble = record.load(tmp_path / "dlmath_progress.json")
    assert trouble == "" and read[name]["solved"] and read[name]["attempts"] >= 1
    record.update(tmp_path / "dlmath_progress.json", "an_older_exercise", solved=True)  # as `make lab` writes it
    with on(offline_chrome, address, "book/index.html") as shown:
        for file, words in [(HTML / "objects.inv", "holds no progress"), (tmp_path / "dlmath_progress.json", "1 of ")]:
            with shown.tab.expect_file_chooser() as chooser:
                shown.tab.get_by_role("button", name="Load a file").click()
            chooser.value.set_files(file)
            shown.tab.locator(".record").get_by_text(words).wait_for()
        shown.tab.goto(f"{address}/{page}")
        shown.bench(name).get_by_text("✓ Solved").wait_for()


def test_a_number_is_checked_in_a_field(offline_chrome, address):
    found = [(lesson["page"], e["name"]) for lesson in CONTENTS for e in lesson["exercises"] if e["name"] in NUMBERS]
    if not found:
        pytest.skip("no lesson asks for a number")
    page, name = found[0]
    with on(offline_chrome, address, page, width=390) as shown:
        bench = shown.bench(name)
        bench.get_by_label("Your answer").fill("12")
        shown.tab.wait_for_function("(name) => dlmath.record.answer(name)", arg=name)
        shown.tab.reload()
        shown.tab.wait_for_function(
            "(bench) => bench.querySelector('input').value === '12'", arg=bench.element_handle()
        )
        bench.get_by_label("Your answer").fill("")
        bench.get_by_role("button", name="Check").click()
        bench.get_by_text("Write a number first").wait_for()
        assert "is not a number" in shown.check(name, "half", "error")
        bench.get_by_label("Your answer").fill("0,5")
        bench.get_by_role("button", name="Check").click()
        bench.get_by_text("Write the decimal point as a point: 0.5").wait_for()
        shown.check(name, wrong(NUMBERS[name]), "wrong")
        field = bench.get_by_label("Your answer")
        field.fill(right(NUMBERS[name]))
        field.press("Enter")
        bench.locator(".bench-said[data-status=correct]").wait_for(timeout=LATER)
        shown.tab.reload()
        assert bench.get_by_label("Your answer").input_value() == right(NUMBERS[name])


RUN = """async (bar) => {
    const cell = bar.closest(".cell"), all = (selector) => [...cell.querySelectorAll(selector)];
    const text = (selector) => all(selector).map((element) => element.textContent).join("").trim();
    const count = (selector) => all(selector).length;
    const seen = (part) => [text(`${part} .stream pre`), count(`${part} img`), count(`${part} .dlmath-alive`)];
    const before = seen(".cell_output:not(.live)"), pause = () => new Promise((done) => setTimeout(done, 20));
    const press = bar.querySelector("[data-do=run]");
    press.click();
    const done = () => bar.querySelector("[data-do=reset]") && press.textContent === "Run";
    while (!done()) await pause();
    for (let tries = 0; tries < 50 && seen(".live")[2] < before[2]; tries += 1) await pause();
    const same = !cell.classList.contains("tag_nbval-ignore-output");  // on every machine
    return { before, after: seen(".live"), same, faults: text(".run-error, .live .stderr, .live .trouble") };
}"""


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_cell_runs_in_place_and_prints_what_the_page_prints(offline_chrome, address, lesson):
    with on(offline_chrome, address, page_of(lesson)) as shown:
        shown.tab.set_default_timeout(180_000)
        shown.tab.locator(".dlmath-widget").first.wait_for(state="detached")
        bars = shown.tab.locator(".run-bar:has([data-do=run])")
        for number in range(bars.count()):
            result = bars.nth(number).evaluate(RUN)
            prints_it = result["after"] == result["before"] or not result["same"]
            assert result["faults"] == "" and prints_it, f"cell {number}: {result}"


def test_a_widget_of_a_cell_answers_to_the_hand_and_to_python(offline_chrome, address):
    page = page_of(LESSONS[0])
    code = "from dlmath.widgets import LinearMap\nw = LinearMap()\nw"
    with on(offline_chrome, address, page) as shown:
        bars = shown.tab.locator(".run-bar:has([data-do=run]):visible")
        cells = [bars.nth(k).locator("xpath=ancestor::div[contains(@class, 'cell ')][1]") for k in (1, 2)]

        def run(k, text):
            if bars.nth(k + 1).get_by_role("button", name="Edit").is_visible():
                bars.nth(k + 1).get_by_role("button", name="Edit").click()
            cells[k].get_by_role("textbox").press("Control+a")
            shown.tab.keyboard.insert_text(text)
            shown.tab.keyboard.press("Control+Enter")

        run(0, code)
        handle = cells[0].get_by_role("slider").first
        handle.wait_for(timeout=FIRST)
        before = handle.get_attribute("aria-valuetext")
        handle.press("ArrowRight")
        run(1, "print(w.matrix != LinearMap().matrix)")
        cells[1].locator(".live").get_by_text("True").wait_for(timeout=LATER)
        run(1, "w.matrix = LinearMap().matrix\nprint('set back')")
        cells[1].locator(".live").get_by_text("set back").wait_for(timeout=LATER)
        shown.tab.wait_for_function(
            "([handle, words]) => handle.getAttribute('aria-valuetext') === words",
            arg=[handle.element_handle(), before],
        )


def test_a_cell_is_changed_run_reloaded_and_reset(offline_chrome, address):
    with on(offline_chrome, address, page_of(LESSONS[0])) as shown:
        bar = shown.tab.locator(".run-bar:has([data-do=run])").nth(1)
        cell = bar.locator("xpath=ancestor::div[contains(@class, 'cell ')][1]")
        bar.get_by_role("button", name="Edit").click()
        cell.get_by_role("textbox").press("Control+a")
        shown.tab.keyboard.insert_text("print(6 * 7)\n1 / 0")
        shown.tab.keyboard.press("Control+Enter")
        cell.get_by_text("ZeroDivisionError").wait_for(timeout=FIRST)
        assert cell.locator(".live .stream").inner_text().strip() == "42"
        shown.tab.reload()
        assert "6 * 7" in cell.locator(".cm-content").inner_text()
        bar.get_by_role("button", name="As printed").click()
        cell.locator(".cm-content").wait_for(state="detached")
        cell.locator(".live").wait_for(state="detached")
        shown.tab.reload()
        assert cell.locator(".cm-content").count() == 0


def test_what_arrives_late_does_not_end_python_that_runs(offline_chrome, address):
    """Starting is given up after a silence; what a cell loads afterward must not begin that count again."""
    with on(offline_chrome, address, page_of(LESSONS[0])) as shown:
        bar = shown.tab.locator(".run-bar:has([data-do=run])").nth(1)
        cell = bar.locator("xpath=ancestor::div[contains(@class, 'cell ')][1]")
        started = []
        shown.tab.on("worker", lambda worker: started.append(worker))
        shown.tab.clock.install()
        bar.get_by_role("button", name="Edit").click()
        for words, code in (("begun", ""), ("loaded", "import matplotlib.pyplot\n")):
            cell.get_by_role("textbox").press("Control+a")
            shown.tab.keyboard.insert_text(f"{code}print('{words}')")
            bar.get_by_role("button", name="Run").click()
            cell.locator(".live").get_by_text(words).wait_for(timeout=FIRST)
        shown.tab.clock.fast_forward(100_000)
        bar.get_by_role("button", name="Run").click()
        cell.locator(".live").get_by_text("loaded").wait_for(timeout=FIRST)
        assert started == shown.tab.workers


def test_a_running_cell_can_be_stopped(offline_chrome, address):
    with on(offline_chrome, address, page_of(LESSONS[0])) as shown:
        bar = shown.tab.locator(".run-bar:has([data-do=run])").nth(1)
        cell = bar.locator("xpath=ancestor::div[contains(@class, 'cell ')][1]")
        bar.get_by_role("button", name="Edit").click()
        cell.get_by_role("textbox").press("Control+a")
        shown.tab.keyboard.insert_text("print('begun')\nwhile True: pass")
        bar.get_by_role("button", name="Run").click()
        cell.locator(".live").get_by_text("begun").wait_for(timeout=FIRST)
        bar.get_by_role("button", name="Stop").click()
        cell.get_by_text("Stopped.").wait_for()
        shown.tab.keyboard.press("Control+a")
        cell.get_by_role("textbox").press("Control+a")
        shown.tab.keyboard.insert_text("print('again')")
        bar.get_by_role("button", name="Run").click()
        cell.locator(".live").get_by_text("again").wait_for(timeout=FIRST)


def test_a_cell_says_once_and_for_good_which_cells_ran_before_it(offline_chrome, address):
    with on(offline_chrome, address, page_of(LESSONS[0])) as shown:
        bars = shown.tab.locator(".run-bar:has([data-do=run]):visible")
        cells = [bars.nth(k).locator("xpath=ancestor::div[contains(@class, 'cell ')][1]") for k in range(3)]
        for k, code in enumerate(("six = 6", "seven = 7", "print(six * seven)")):
            bars.nth(k).get_by_role("button", name="Edit").click()
            cells[k].get_by_role("textbox").press("Control+a")
            shown.tab.keyboard.insert_text(code)
        shown.tab.keyboard.press("Control+Enter")
        said = cells[2].locator(".run-first")
        said.wait_for(timeout=FIRST)
        cells[2].locator(".live").get_by_text("42").wait_for()
        assert said.inner_text() == "This cell needed cells 1 and 2, which ran first."
        said.get_by_role("link", name="2").click()
        assert shown.tab.evaluate("(cell) => cell.matches(':target')", cells[1].element_handle())
        bars.nth(2).get_by_role("button", name="Run").click()
        said.wait_for(state="detached", timeout=LATER)
