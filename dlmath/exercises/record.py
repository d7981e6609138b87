"""The reader's progress: a small JSON file in the reader's own folder.

It is written to a new file that then takes the old one's place, under a lock, after the old one has been read again:
several kernels lose nothing of each other. The lock is the operating system's, so that it ends with its process. A
damaged file is set aside under another name; one of a newer version of the course is left as it is.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "progress.json"
>>> update(path, "gd_step", attempts=1, solved=True)
''
>>> load(path)
({'gd_step': {'attempts': 1, 'hints': 0, 'solved': True}}, '')
"""

import contextlib
import importlib
import os
import sys
import tempfile
import time
from json import dumps, loads
from pathlib import Path

from dlmath.exercises.catalogue import course_folder

FILE = "dlmath_progress.json"
VERSION = 1
EMPTY = {"attempts": 0, "hints": 0, "solved": False}

# Bound here, so that an answer that replaces them does not reach the file.
_open, _write, _close, _replace, _unlink = os.open, os.write, os.close, os.replace, os.unlink


def location():
    """Return where progress is kept.

    ``DLMATH_PROGRESS`` if it is set; else the nearest ``dlmath_progress.json`` at or above the working folder; else
    a new one in the folder of the lessons; else one among the user's own data.
    """
    if os.environ.get("DLMATH_PROGRESS"):
        return Path(os.environ["DLMATH_PROGRESS"])
    try:
        here = Path.cwd()
    except OSError:  # the working folder has been deleted
        return _user_data() / FILE
    found = next((folder / FILE for folder in (here, *here.parents) if (folder / FILE).is_file()), None)
    folder = course_folder(here)
    return found or (folder / FILE if folder else _user_data() / FILE)


def _user_data():
    home = Path(os.path.expanduser("~"))
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming") / "dlmath"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "dlmath"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "dlmath"


def load(path):
    """Return what is saved (name: a record like `EMPTY`), and a sentence if something is wrong."""
    path = Path(os.path.realpath(path))
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, f"Your progress could not be read ({error.strerror}: {path})."
    try:
        saved = loads(text.decode("utf-8-sig"))
        if saved.get("version", VERSION) > VERSION:
            return {}, f"The progress file {path} belongs to a newer version of the course: update this one."
        return {name: _checked(record) for name, record in saved["exercises"].items()}, ""
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, _set_aside(path)


def _checked(record):
    """A record with nothing but what `EMPTY` has."""
    checked = {key: record.get(key, value) for key, value in EMPTY.items()}
    if any(type(value) is not type(EMPTY[key]) or value < 0 for key, value in checked.items()):
        raise ValueError("counts are whole numbers, and solved is true or false")
    return checked


def _set_aside(path):
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    try:
        _replace(path, aside)
    except OSError:
        return f"The progress file {path} is damaged and could not be set aside."
    return f"The progress file was damaged. It is kept as {aside.name}; a new one has been begun."


def update(path, name, *, attempts=0, hints=0, solved=False):
    """Add to what is saved of one exercise; return '' or one sentence if that was not possible.

    ``attempts`` is added, ``hints`` and ``solved`` only grow: what is solved stays solved.
    """
    path, trouble = Path(os.path.realpath(path)), ""  # a link stays a link
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(path):
            saved, trouble = load(path)
            if trouble and path.exists():
                return trouble + " It was not changed."
            old = saved.get(name, EMPTY)
            saved[name] = {
                "attempts": old["attempts"] + attempts,
                "hints": max(old["hints"], hints),
                "solved": old["solved"] or solved,
            }
            _save(path, saved)
    except OSError as error:
        reason = error.strerror or str(error)
        return f"{trouble} Your progress could not be saved ({reason}: {path.parent}).".strip()
    return trouble


def _save(path, saved):
    text = dumps({"version": VERSION, "exercises": saved}, indent=1, sort_keys=True) + "\n"
    if loads(text)["exercises"] != saved:
        raise OSError("the text to write is not what it should be")
    handle, new = tempfile.mkstemp(dir=path.parent, prefix=".dlmath_progress")
    try:
        try:
            _write_all(handle, text.encode("utf-8"))
        finally:
            _close(handle)
        _replace(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            _unlink(new)
        raise


def _write_all(handle, data):
    """Write every byte, or raise: a disk that is nearly full takes only some of them at once."""
    while data:
        written = _write(handle, data)
        if not written:
            raise OSError("the disk took nothing more")
        data = data[written:]


@contextlib.contextmanager
def _lock(path, patience=3.0):
    """Hold the lock file for a moment; whoever waits longer than ``patience``, or cannot lock, goes on without it."""
    lock, end = path.with_name(path.name + ".lock"), time.monotonic() + patience
    handle = _locked(lock)
    while handle is None and time.monotonic() < end:
        time.sleep(0.01)
        handle = _locked(lock)
    try:
        yield
    finally:
        if handle is not None:
            _remove(lock)  # before it is free, so that nobody locks a file that is about to go …
            _close(handle)
            if os.name == "nt":
                _remove(lock)  # … except where no open file can be removed, and none that is locked by another


def _remove(file):
    with contextlib.suppress(OSError):
        _unlink(file)


def _locked(lock):
    """The handle of the lock file, locked for this process; None while another holds it."""
    handle = _open(lock, os.O_CREAT | os.O_RDWR)
    try:
        _lock_file(handle)
        if os.path.samestat(os.fstat(handle), os.stat(lock)):
            return handle
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass  # held by another, or removed by it just now
    except (OSError, ImportError, AttributeError):  # Pyodide has fcntl, without flock
        return handle  # no locks on this disk, or in a browser, where nobody else writes
    _close(handle)
    return None


def _lock_file(handle):
    """Lock an open file for this process, or raise `BlockingIOError` or `PermissionError`."""
    if os.name == "nt":
        msvcrt = importlib.import_module("msvcrt")
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl = importlib.import_module("fcntl")
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
