"""Chromium for tests: pages of the built book or of a test's own, with the network cut.

    with browser.chromium(chromium_path) as chrome:
        with browser.page(chrome, {"/": html}, dark=True, width=390) as page:
            page.goto(browser.ADDRESS)

`page` fails at its end when the page wrote an error to the console, threw, or asked for anything that is not served.
"""

import contextlib
import mimetypes
import pathlib
import urllib.parse

from playwright.sync_api import sync_playwright

ADDRESS = "http://dlmath.test/"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextlib.contextmanager
def chromium(path):
    """A headless Chromium, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=OPTIONS)
        yield browser
        browser.close()


@contextlib.contextmanager
def page(browser, served, *, width=1280, height=900, dark=False, still=False, expected=(), **context):
    """A page of its own context.

    ``served`` is a folder, or a dict of paths to text; nothing else is answered. ``dark`` and ``still`` are what the
    reader's system prefers. ``expected`` are pieces of messages that may occur. Other settings go to Playwright's
    ``new_context``.
    """
    faults = []
    settings = {
        "viewport": {"width": width, "height": height},
        "color_scheme": "dark" if dark else "light",
        "reduced_motion": "reduce" if still else "no-preference",
    }
    opened = browser.new_context(**settings | context)
    opened.route("**/*", lambda route: _answer(route, served, faults))
    tab = opened.new_page()
    tab.on("console", lambda m: faults.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: faults.append(f"error: {error}"))
    try:
        yield tab
    finally:
        opened.close()
    unexpected = [fault for fault in faults if not any(piece in fault for piece in expected)]
    assert not unexpected, f"the page is not clean: {unexpected}"


def _answer(route, served, faults):
    url = urllib.parse.urlsplit(route.request.url)
    if url.scheme in ("blob", "data"):
        return route.continue_()
    body = _find(served, urllib.parse.unquote(url.path)) if route.request.url.startswith(ADDRESS) else None
    if body is None:
        faults.append(f"request: {route.request.url}")
        return route.abort()
    kind = mimetypes.guess_type(url.path)[0] or "text/html"
    return route.fulfill(status=200, content_type=f"{kind}; charset=utf-8", body=body)


def _find(served, path):
    if isinstance(served, dict):
        return served.get(path)
    file = pathlib.Path(served, path.lstrip("/"))
    file = file / "index.html" if file.is_dir() else file
    return file.read_bytes() if file.is_file() else None
