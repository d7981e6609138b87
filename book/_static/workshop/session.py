"""Runs what a reader asks for on a page: a cell with all that it needs before it, or the check of an answer.

The page is the list of its cells, as they read now. A cell always gives what it gives when the page is run from its
top: what it needs of the cells before it is run first, once; where a name has been changed since by what does not stand
before the cell, everything it needs is run anew.

Nothing here knows of a browser: `Session` is given a function that takes what is to be shown.
"""

import ast
import builtins
import contextlib
import dataclasses
import html
import io
import json
import linecache
import os
import sys
import traceback

import needs

LIMIT = 5.0  # seconds that the code of an answer may take before its function is called


class Session:
    """The cells of one page and the names they have made so far.

    ``show(output)`` is called with each output, a dict: {"stream": "stdout", "text": …}, {"error": …} or
    {"text/plain": …, "text/html": …, …}; {"first": [numbers of cells]} says of which cells a cell needed something that
    had not been run yet. ``begin()`` is called when all is run that an answer needs, and the answer itself begins.
    """

    def __init__(self, show, begin=lambda: None):
        self.show, self.begin = show, begin
        self.cells, self.guard = [], Guard()
        self.forget()

    def forget(self):
        """Begin with no names at all."""
        self.names = {"__name__": "__main__", "__builtins__": builtins, "display": self.display}
        self.done, self.makers = set(), {}

    # --- what has to be run first

    def plan(self, cells, number):
        """What has to be run before cell ``number`` can be: its statements, and whether all names are made anew."""
        self.cells = cells
        every = needs.statements(cells)
        before = [s for s in every if s.cell < number]
        own, reads, bound = [s for s in every if s.cell == number], set(), set()
        for s in own:
            reads |= s.reads - bound
            bound |= s.surely
        wanted = needs.needed(before, reads)
        missing = [s for s in wanted if s.key not in self.done]
        if self.fits(wanted, reads):
            return missing, False
        return wanted, True

    def fits(self, wanted, reads):
        """Whether the names at hand are those that the page, run from its top, would have made."""
        made, expected = dict(self.makers), {}
        for s in wanted:
            if s.key not in self.done:
                if any(made.get(name) != expected.get(name) for name in s.reads):
                    return False
                made |= dict.fromkeys(s.binds | s.changes, s.key)
            expected |= dict.fromkeys(s.binds | s.changes, s.key)
        return all(made.get(name) == expected.get(name) for name in reads)

    def modules(self, cells, number):
        """The modules that running a cell will import."""
        statements, _ = self.plan(cells, number)
        own = [s for s in needs.statements(cells) if s.cell == number]
        return sorted(set().union(*(s.imports for s in [*statements, *own])))

    # --- running

    def run(self, cells, number):
        """Run a cell; return whether all went well."""
        with self.guard:
            try:
                if first := self.prepare(cells, number):
                    self.show({"first": first})
                with streams(self.show):
                    self.run_own(number)
                    self.finish()
            except BaseException as error:
                self.show({"error": self.tell(error)})
                return False
        return True

    def prepare(self, cells, number):
        """Run what a cell needs before it, and show nothing of that; return the numbers of the cells it is from."""
        first, anew = self.plan(cells, number)
        if anew:
            self.forget()
        with streams(lambda output: None):
            for s in first:
                self.execute(s)
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")
        return sorted({s.cell for s in first})

    def run_own(self, number):
        """Run a whole cell, and show the value of its last line."""
        ast.parse(self.cells[number], self.file(number))  # a cell that is no Python is not begun
        own = needs.statements([""] * number + [self.cells[number]])
        for s in own:
            last = s is own[-1] and isinstance(s.node, ast.Expr) and not self.cells[number].rstrip().endswith(";")
            value = self.execute(s, last)
            if value is not None:
                self.display(value)

    def execute(self, s, wanted=False):
        """Run a statement, and remember who made its names; return its value where that is wanted."""
        self.remember(s.cell)
        self.makers |= dict.fromkeys(s.binds | s.changes, s.key)
        tree = ast.Expression(s.node.value) if wanted else ast.Module([s.node], [])
        value = eval(compile(tree, self.file(s.cell), "eval" if wanted else "exec"), self.names)
        self.done.add(s.key)
        return value

    def file(self, number):
        return f"<cell {number}>"

    def remember(self, number):
        """Let tracebacks and `inspect` find the source of a cell."""
        source = self.cells[number]
        linecache.cache[self.file(number)] = (len(source), None, source.splitlines(keepends=True), self.file(number))

    def finish(self):
        """Show the figures that a cell has drawn and not shown."""
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].show()

    # --- showing

    def display(self, *values):
        """Show values as a notebook does."""
        sys.stdout.flush()
        for value in values:
            self.show(pictured(value))

    def tell(self, error):
        """An error in a few lines: where in the reader's cells, and what."""
        lines = []
        if not isinstance(error, SyntaxError):
            for frame in traceback.extract_tb(error.__traceback__):
                if frame.filename.startswith("<cell "):
                    lines.append(f"line {frame.lineno}: {frame.line}")
        last = traceback.format_exception_only(error)
        return "\n".join([*lines[-3:], "".join(line for line in last if not line.startswith("  File ")).rstrip()])

    # --- exercises

    def check(self, cells, number, name, saved):
        """Run the reader's cell and check its function; ``saved`` is what was recorded of the exercise before."""
        from dlmath.exercises.deadline import TooSlow, run_within

        prints = []
        with self.guard:
            try:
                self.prepare(cells, number)
                self.names.pop(name, None)
                self.begin()
                with streams(lambda output: prints.append(output.get("text/plain", output.get("text", "")))):
                    run_within(LIMIT, lambda: self.run_own(number))
                answer = self.names[name]
            except TooSlow:
                return {"status": "too slow"}
            except BaseException as error:
                missing = isinstance(error, KeyError) and error.args == (name,)
                text = f"Your code defines no {name}: it begins with def {name}(…)." if missing else self.tell(error)
                return failed(name, text)
        result = self.judged(name, saved, answer)
        result["printed"] = "".join(prints)[:4000]
        return result

    def check_value(self, text, name, saved):
        """Check a number, written as a number or as arithmetic."""
        self.begin()
        try:
            import numpy

            value = eval(compile(text.strip(), "<answer>", "eval"), {"np": numpy} | vars(__import__("math")))
        except BaseException as error:
            return failed(name, f"“{text}” is not a number ({type(error).__name__}). Write it as 0.25 or as 1/4.")
        return self.judged(name, saved, value)

    def judged(self, name, saved, answer):
        """The verdict as a page shows it, and what is recorded from now on."""
        from dlmath.exercises import check

        path = os.environ["DLMATH_PROGRESS"]
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"version": 1, "exercises": {name: saved} if saved else {}}, file)
        with self.guard:
            verdict = check(name, answer)
            rows = [row for row in verdict.rows if row[0] != "next"]  # names functions where the page has buttons
            verdict = dataclasses.replace(verdict, rows=rows)
        with open(path, encoding="utf-8") as file:
            record = json.load(file)["exercises"].get(name)
        return {"status": verdict.status, "html": verdict._repr_html_(), "record": record}


@contextlib.contextmanager
def streams(show):
    """Pass on what is printed as it is printed."""
    saved = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream("stdout", show), Stream("stderr", show)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = saved


class Stream(io.TextIOBase):
    """Passes on what is printed, line by line, and no more than a page can hold."""

    MOST = 100_000

    def __init__(self, name, show):
        self.name, self.show, self.waiting, self.written = name, show, "", 0

    def write(self, text):
        self.written += len(text)
        if self.written <= self.MOST:
            self.waiting += text
            if "\n" in text:
                self.flush()
        elif self.written - len(text) <= self.MOST:
            self.waiting += "\n… more was printed than a page can show.\n"
            self.flush()
        return len(text)

    def flush(self):
        if self.waiting:
            self.show({"stream": self.name, "text": self.waiting})
            self.waiting = ""


class Guard:
    """Puts back the functions and classes of NumPy, Python and this package that an answer has replaced."""

    PARTS = frozenset(["numpy", "dlmath", "builtins", "math", "random", "needs", "session", "traceback", "ast", "json"])

    def __enter__(self):
        modules = [m for name, m in list(sys.modules.items()) if name.split(".")[0] in self.PARTS and m is not None]
        self.saved = [(vars(module), dict(vars(module))) for module in modules]

    def __exit__(self, *error):
        for now, before in self.saved:
            for name, value in before.items():
                if now.get(name) is not value and (callable(value) or isinstance(value, type(sys))):
                    now[name] = value


def failed(name, text):
    """The verdict on code that cannot be run as far as the check."""
    return {
        "status": "error",
        "html": f'<p class="bench-error"><strong>{html.escape(name)}: an error</strong></p>'
        f"<pre>{html.escape(text)}</pre>",
        "record": None,
    }


def pictured(value):
    """What a value looks like: {mime type: content}."""
    if hasattr(value, "_page_widget"):
        return value._page_widget()
    if type(value).__module__ == "matplotlib.figure":
        import figures

        return figures.pictured(value)
    shown = {"text/plain": repr(value)}
    if callable(getattr(type(value), "_repr_html_", None)):
        shown["text/html"] = value._repr_html_()
    return shown
