"""Open JupyterLab on ``work/``, the reader's own copy of the lessons.

    python tools/lab.py

``work/`` is filled from ``notebooks/``. A lesson that the reader has not touched is brought up to date; one that the
reader has changed is never touched: its new version is laid beside it as ``NAME.new.ipynb``. A lesson that the reader
deletes is handed out again. ``work/.dlmath.json`` keeps what was handed out.
"""

import argparse
import contextlib
import hashlib
import itertools
import json
import os
import pathlib
import secrets
import subprocess
import sys
import tempfile

from tools.build import until_interrupted
from tools.lite import lay_contents
from tools.read import open_server, port_number
from tools.setup import WHILE_WATCHED, alone

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORD, LOCK = ".dlmath.json", ".dlmath.lock"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # Else a notebook that is opened again shows "model not found" where its widgets were.
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
}


def fingerprint(data):
    return hashlib.sha256(data).hexdigest()


def write(path, data):
    """Write a file so that it is either the old one or the new one, whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o666 & ~umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def umask():
    """The permissions that this process withholds from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read_record(work, say):
    """What was handed out: the fingerprint of each file. A damaged record is set aside."""
    path = work / RECORD
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if not all(isinstance(item, str) for item in itertools.chain(record, record.values())):
            raise ValueError
        return record
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError):
        os.replace(path, path.with_name(f"{RECORD}.damaged"))
        say(f"The record of what was handed out, work/{RECORD}, was damaged and is set aside; every file is kept.")
        return {}


def places(name):
    """Where a lesson may lie: under its own name, else beside the reader's as NAME.new.ipynb, NAME.new-2.ipynb, …"""
    yield name
    path = pathlib.PurePosixPath(name)
    for number in itertools.count(1):
        yield str(path.with_name(f"{path.stem}.new{f'-{number}' if number > 1 else ''}{path.suffix}"))


def hand_out(name, data, work, record):
    """Bring one lesson to the reader. Return what was done: new, updated, beside or None, and where."""
    now = fingerprint(data)
    for place in places(name):
        path, given = work / place, record.get(place)
        if path.exists() and not path.is_file():
            continue  # the reader has a folder of this name
        there = fingerprint(path.read_bytes()) if path.exists() else None
        if there is None and place != name and given == now:
            return None, place  # it lay beside the reader's, who has deleted it
        if there in (None, given) and there != now:
            write(path, data)
            record[place] = now
            return ("beside" if place != name else "updated" if there else "new"), place
        if there == now:
            record[place] = now
        if now in (there, given):
            return None, place  # it is there already, perhaps with the reader's changes


def fill_with_the_course(work):
    """Bring the lessons to the reader's folder in the form that JupyterLab can show."""
    with tempfile.TemporaryDirectory() as folder:
        fill(lay_contents(ROOT, pathlib.Path(folder)), work)


def fill(lessons, work, say=print):
    """Bring every lesson to the reader's folder, and say in a few lines what changed there."""
    work.mkdir(exist_ok=True)
    with alone(work / LOCK, "Another command is filling work/; this one waits for it."):
        fill_alone(lessons, work, say)


def fill_alone(lessons, work, say):
    record, done = read_record(work, say), {"new": [], "updated": [], "beside": []}
    for path in sorted(lessons.rglob("*")):
        name = path.relative_to(lessons)
        if path.is_file() and not any(part.startswith((".", "__")) for part in name.parts):
            try:
                what, place = hand_out(name.as_posix(), path.read_bytes(), work, record)
            except OSError as error:
                say(f"work/{name.as_posix()} was left out: {error.strerror or error}.")
                continue
            if what:
                done[what].append(place)
    write(work / RECORD, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
    if done["new"]:
        say(f"work/ has {count(done['new'])} for you.")
    if done["updated"]:
        say(f"Brought up to date: {count(done['updated'])} that you had not changed.")
    for place in done["beside"]:
        say(f"You changed a lesson of which there is a new version; yours is kept, the new one is work/{place}")


def count(items):
    return f"{len(items)} file{'s' if len(items) > 1 else ''}"


def free_port():
    """The port that PORT= names, else a free one: claimed for a moment, to know that it can be had."""
    with open_server(ROOT, port_number(os.environ.get("PORT"))) as server:
        return server.server_port


def quiet_settings():
    """Keep JupyterLab from asking, at its first start, whether it may fetch news."""
    path = pathlib.Path(sys.prefix, "share", "jupyter", "lab", "settings", "overrides.json")
    settings = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if settings | SETTINGS != settings:
        write(path, json.dumps(settings | SETTINGS, indent=1).encode())


def command(work, port):
    """What starts JupyterLab, so that it ends when this process does."""
    options = {"ServerApp.port": port, "ServerApp.port_retries": 0, "ServerApp.root_dir": work}
    options |= {"ServerApp.answer_yes": True, "ServerApp.log_level": "ERROR", "LabApp.log_level": "ERROR"}
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    settings = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-c", WHILE_WATCHED, "jupyterlab", *settings, *root]


def serve(work, port):
    """Run JupyterLab until the reader stops it."""
    token = secrets.token_hex(16)
    progress = os.environ.get("DLMATH_PROGRESS", str(work / "dlmath_progress.json"))
    environment = os.environ | {"JUPYTER_TOKEN": token, "DLMATH_PROGRESS": progress}
    print(f"JupyterLab: http://127.0.0.1:{port}/lab?token={token}\nIt opens in your browser; Ctrl-C here stops it.")
    sys.stdout.flush()
    server = subprocess.Popen(command(work, port), cwd=work, env=environment, stdin=subprocess.PIPE)
    try:
        code = server.wait()
    except KeyboardInterrupt:
        server.stdin.close()  # tells it to end, where Ctrl-C in the terminal has not done so already
        while server.poll() is None:
            try:
                server.wait()
            except KeyboardInterrupt:
                server.kill()
        print("\nStopped. Your work is in work/.")
        return
    if code:
        sys.exit(f"JupyterLab ended by itself (exit code {code}).")


def main():
    work = ROOT / "work"
    port = free_port()
    try:
        fill_with_the_course(work)
    except OSError as error:
        print(f"work/ could not be brought up to date: {error}.")
        if not work.is_dir():
            sys.exit(1)
    with contextlib.suppress(OSError):  # an environment that cannot be written asks about news once
        quiet_settings()
    serve(work, port)


if __name__ == "__main__":
    argparse.ArgumentParser(description="Open JupyterLab on work/, your own copy of the lessons.").parse_args()
    until_interrupted(main)
