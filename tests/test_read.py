"""Serving the book: a free port, a used one, and what a browser is told about each file."""

import gzip
import pathlib
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import brotli
import pytest

ROOT = pathlib.Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import read  # noqa: E402


@pytest.fixture
def used_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


@pytest.fixture
def server(tmp_path):
    (tmp_path / "secret").write_text("not for readers", encoding="utf-8")
    tmp_path = tmp_path / "served"
    tmp_path.mkdir()
    (tmp_path / "out").symlink_to(tmp_path.parent)
    (tmp_path / "link").symlink_to(tmp_path.parent / "secret")
    for name in ("page.html", "script.js", "module.mjs", "picture.svg", "program.wasm"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    with read.open_server(tmp_path) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page.html", "text/html; charset=utf-8"),
        ("script.js", "text/javascript"),
        ("module.mjs", "text/javascript"),
        ("picture.svg", "image/svg+xml"),
        ("program.wasm", "application/wasm"),
    ],
)
def test_a_file_is_served_with_the_type_a_browser_insists_on(server, name, kind):
    with urllib.request.urlopen(server + name) as answer:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["%00", "page.html%00", "../secret", "%2e%2e/secret", "out/secret", "link"])
def test_nothing_outside_the_folder_is_served(server, tmp_path, capfd, address):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(server + address)
    refused.value.close()
    assert refused.value.code == 404
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_text_is_served_compressed_and_once_to_who_has_it(server, encoding, decode):
    request = urllib.request.Request(server + "page.html", headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Content-Encoding"] == encoding
        assert decode(answer.read()) == b"x"
        request.add_header("If-Modified-Since", answer.headers["Last-Modified"])
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    refused.value.close()
    assert refused.value.code == 304


def test_a_lost_reader_gets_the_books_own_page(server, tmp_path):
    (tmp_path / "served" / "404.html").write_text("the way back", encoding="utf-8")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(server + "nowhere.html")
    assert refused.value.read() == b"the way back"
    refused.value.close()
    assert refused.value.code == 404


def test_two_servers_take_two_ports(tmp_path):
    with read.open_server(tmp_path) as first, read.open_server(tmp_path) as second:
        assert first.server_port != second.server_port


def test_a_used_port_is_named_with_the_cure(tmp_path, used_port):
    with pytest.raises(read.PortError, match=f"^Port {used_port} is in use: choose another, for example PORT=\\d+.$"):
        read.open_server(tmp_path, used_port)


@pytest.mark.parametrize("text", ["abc", "0", "70000", "-1", "8000.5", "²", "٣", "9" * 5000])
def test_a_port_that_is_no_port_is_said(text):
    with pytest.raises(read.PortError, match="expected a number from 1 to 65535"):
        read.port_number(text)


def test_no_port_is_asked_for_when_none_is_named():
    assert read.port_number(None) is None and read.port_number("") is None


def test_a_used_port_ends_the_command_with_one_sentence(used_port):
    command = [sys.executable, str(ROOT / "tools" / "read.py"), str(used_port)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and result.stdout == ""
    assert result.stderr.strip().splitlines() == [result.stderr.strip()] and str(used_port) in result.stderr
