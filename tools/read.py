"""Build the book, serve it on this machine and print its address: ``python tools/read.py [PORT]``.

Without a port, in the argument or in the environment variable PORT, the first free one from 8000 is taken.
"""

import argparse
import functools
import gzip
import io
import os
import pathlib
import re
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import brotli

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


# What is worth compressing, and how, best first.
COMPRESSED = {".css", ".html", ".ipynb", ".js", ".json", ".mjs", ".svg", ".wasm", ".xml"}
ENCODINGS = {"br": lambda data: brotli.compress(data, quality=5), "gzip": lambda data: gzip.compress(data, 6)}


@functools.lru_cache(maxsize=512)
def compressed(path, changed, encoding):
    """A file's content, compressed once for each of its versions."""
    return ENCODINGS[encoding](path.read_bytes())


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
        name, root = self.translate_path(self.path), pathlib.Path(self.directory).resolve()
        if "\0" in name or not (path := pathlib.Path(name).resolve()).is_relative_to(root):
            self.send_error(404, "There is no such file")
            return None
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        encoding = next((kind for kind in ENCODINGS if kind in self.headers.get("Accept-Encoding", "")), None)
        if encoding and path.suffix in COMPRESSED and path.is_file():
            return self.send_compressed(path, encoding)
        return super().send_head()

    def send_compressed(self, path, encoding):
        changed = path.stat().st_mtime
        if self.headers.get("If-Modified-Since") == self.date_time_string(changed):
            self.send_response(304)
            self.end_headers()
            return None
        data = compressed(path, changed, encoding)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Last-Modified", self.date_time_string(changed))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return io.BytesIO(data)

    def send_error(self, code, message=None, explain=None):
        """The book's own page for addresses that lead nowhere; what http.server says of all else."""
        page = pathlib.Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

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
