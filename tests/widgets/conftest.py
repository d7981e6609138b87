"""For the tests of widgets: pages that carry them as the book does."""

import json
import pathlib

import pytest
from playwright.sync_api import Locator

from tests import browser
from tests.opened import NEXT_PICTURE

READS = "all_inner_texts bounding_box count get_attribute inner_text input_value is_checked is_visible text_content"
HOST = (pathlib.Path(__file__).parents[2] / "book" / "_static" / "widget_host.js").read_text(encoding="utf-8")
PAGE = """<!doctype html>
<html lang="en" {attributes}><head><meta charset="utf-8"><title>A page with widgets</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/widget_host.js"></script>
<style>
body {{ margin: 12px auto; max-width: 880px; padding: 0 8px; }}
html[data-theme=dark] {{ background: #14181E; color: #E6EAF0; }}
</style>
</head><body><main><h1>A page with widgets</h1>{body}</main></body></html>"""


@pytest.fixture(autouse=True)
def read_after_the_picture(monkeypatch):
    """A widget draws in the next frame what a hand has changed: whatever a test reads, it reads after that."""

    def late(read):
        def then(locator, *arguments, **settings):
            locator.page.evaluate(NEXT_PICTURE)
            return read(locator, *arguments, **settings)

        return then

    for name in READS.split():
        monkeypatch.setattr(Locator, name, late(getattr(Locator, name)))


@pytest.fixture
def show(chrome):
    """Opens a page that carries the widgets given: ``with show(GradientDescent(), dark=True) as page``."""

    def opened(*widgets, body="", attributes="", **settings):
        html = PAGE.format(
            attributes=attributes, body="".join(w if isinstance(w, str) else w.page() for w in widgets) + body
        )
        return browser.page(chrome, {"/": html, "/widget_host.js": HOST}, **settings)

    return opened


@pytest.fixture(scope="module")
def empty(chrome):
    """A page without anything, for arithmetic."""
    with browser.page(chrome, {"/": "<!doctype html><title>empty</title>"}) as page:
        page.goto(browser.ADDRESS)
        yield page


@pytest.fixture
def javascript(empty):
    """Imports a module from its source, and evaluates with it: ``javascript(source, "(m, x) => m.f(x)", 3)``."""

    def run(source, function, argument=None):
        return empty.evaluate(
            f"""async ([source, argument]) => {{
                const url = URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }}));
                return ({function})(await import(url), argument);
            }}""",
            [source, argument],
        )

    return run


@pytest.fixture
def state_script():
    """The widget state of a page as the book build writes it, from a dict of model ids to states."""

    def script(states):
        entries = {
            key: {"model_name": "AnyModel", "model_module": "anywidget", "state": state}
            for key, state in states.items()
        }
        text = json.dumps({"version_major": 2, "version_minor": 0, "state": entries}).replace("</", "<\\/")
        return f'<script type="application/vnd.jupyter.widget-state+json">{text}</script>'

    return script
