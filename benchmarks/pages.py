"""The built book in a browser, for the rows that measure what a reader waits for."""

import atexit
import contextlib
import pathlib
import threading

from tools import chromium, read

HTML = pathlib.Path(__file__).parent.parent / "_build" / "html"
ALIVE = """() => {
    const picture = document.querySelector(".dlmath-alive")?.shadowRoot?.querySelector("canvas, svg");
    if (picture?.getBoundingClientRect().height) window.alive = performance.now();
    else requestAnimationFrame(window.look);
}"""


def lessons(ending=".html"):
    """The built lessons that carry widgets, and whose file names end so."""
    paths = sorted(HTML.glob(f"notebooks/**/*{ending}"))
    found = [path for path in paths if 'class="dlmath-widget"' in path.read_text(encoding="utf-8")]
    if not found:
        raise SystemExit("There is no lesson with a widget in _build/html: build the book with `make book`.")
    return [path.relative_to(HTML).as_posix() for path in found]


def opened():
    """A headless Chromium, and the address at which the book is served."""
    if not (path := chromium.find()):
        raise ModuleNotFoundError(chromium.MISSING, name="Chromium")
    from tests import browser

    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    server = stack.enter_context(read.open_server(HTML))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return stack.enter_context(browser.chromium(path)), f"http://127.0.0.1:{server.server_port}/"


def show(chrome, address, answered=None):
    """The page at an address, 1280 pixels wide, with nothing remembered, once its first widget is alive.

    ``answered`` is called with every answer of a server.
    """
    for context in chrome.contexts:
        context.close()
    page = chrome.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(f"window.look = {ALIVE}; window.look();")
    if answered:
        page.on("response", answered)
    page.goto(address)
    page.wait_for_function("() => window.alive")
    return page
