"""Build the book, serve it on this machine and print its address: ``python tools/read.py [PORT]``.

Without a port, in the argument or in the environment variable PORT, the first free one from 8000 is taken.
"""

import argparse
import functools
import os
import pathlib
import re
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from tools import build as book

PORTS = range(8000, 8100)
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}


class PortError(book.BuildError):
    """The port cannot be had; the message says which and what to do."""


class Server(ThreadingHTTPServer):
    """Answers this machine only, and is quiet when a reader closes a page in the middle of an answer."""

    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(SimpleHTTPRequestHandler):
    """Files with the types a browser insists on, never from its memory, so that a reload shows a new build."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES
    protocol_version = "HTTP/1.1"

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_head(self):
        """Answer only with what lies in the served folder: no link leads out of it, and no address is no file's."""
        path = self.translate_path(self.path)
        if "\0" in path or not pathlib.Path(path).resolve().is_relative_to(pathlib.Path(self.directory).resolve()):
            self.send_error(404, "There is no such file")
            return None
        return super().send_head()

    def log_message(self, format, *args):
        """Nothing: the terminal holds the address and how to stop."""


def open_server(folder, port=None):
    """A server of ``folder`` on the port asked for, or on the first free one."""
    handler = functools.partial(Handler, directory=str(folder))
    for candidate in PORTS if port is None else [port]:
        try:
            return Server(("127.0.0.1", candidate), handler)
        except PermissionError:
            problem = f"Port {candidate} needs administrator rights: choose one above 1023, for example PORT=8000."
        except OSError:
            problem = f"Port {candidate} is in use: choose another, for example PORT={candidate % 65535 + 1}."
    raise PortError(problem if port is not None else "No port from 8000 to 8099 is free: choose one with PORT=.")


def port_number(text):
    """The port that an argument or PORT names, None when it names none."""
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise PortError(f"PORT is {text!r}, expected a number from 1 to 65535, for example PORT=8000.")
    return int(text)


def read():
    """Build, serve and say where, until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Build the book, serve it and print its address.")
    parser.add_argument("port", nargs="?", default=os.environ.get("PORT"), help="default: the first free from 8000")
    port = port_number(parser.parse_args().port)
    with open_server(book.ROOT / "_build" / "html", port) as server:  # the port is claimed before the long work
        book.build()
        print(f"\nThe book is at  http://127.0.0.1:{server.server_port}/\nCtrl-C stops it.", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nStopped.", flush=True)


if __name__ == "__main__":
    book.until_interrupted(read)
