"""What the tests of the live edition and of the workshop share: a server, and a Chromium that finds nothing else.

Where the book was built without ``PYODIDE_DIR`` and the public network is out of reach, there is no Python to run, and
what needs it is skipped. Three lessons are run by default, the first, one in the middle and the last; with
``DLMATH_ALL`` set (``make test-all``), all of them.
"""

import functools
import http.server
import json
import pathlib
import threading
import urllib.error
import urllib.request

import pytest

from tests import browser
from tests.thinned import ALL
from tools import lite

ROOT = pathlib.Path(__file__).parent.parent
HTML = ROOT / "_build" / "html"
LESSONS = sorted((ROOT / "notebooks").glob("[0-9]*/[0-9]*.ipynb"))
if not ALL:
    LESSONS = sorted({LESSONS[0], LESSONS[len(LESSONS) // 2], LESSONS[-1]})


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under ``/some/path/`` as well as at the root, as any static server would."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def log_message(self, *_):
        pass

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/some/path"))


@pytest.fixture(scope="module")
def address():
    """A server for the built book, at the root and under a sub-path."""
    handler = functools.partial(Quiet, directory=str(HTML))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def python_is_there():
    """Skip where the book has no Python to run: neither a folder of its own nor the public network."""
    config = json.loads((HTML / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))
    source = config["jupyter-config-data"]["litePluginSettings"][lite.KERNEL]["pyodideUrl"]
    if source.startswith("http"):
        try:
            urllib.request.urlopen(source, timeout=10).close()
        except (urllib.error.URLError, OSError):
            pytest.skip("built without PYODIDE_DIR, and Pyodide's public network is out of reach")
    return source


@pytest.fixture(scope="module")
def offline_chrome(chromium_path, python_is_there):
    """Chromium that finds no server but this machine, unless Python has to come from the network."""
    from playwright.sync_api import sync_playwright

    cut = [] if python_is_there.startswith("http") else ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=str(chromium_path), args=[*browser.OPTIONS, *cut])
        yield chrome
        chrome.close()
