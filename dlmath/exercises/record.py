"""The reader's progress: a small JSON file in the reader's own folder.

It is written to a new file that then takes the old one's place, under a lock, after the old one has been read again:
several kernels lose nothing of each other. A damaged file is set aside under another name.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "progress.json"
>>> update(path, "gd_step", attempts=1, solved=True)
''
>>> load(path)
({'gd_step': {'attempts': 1, 'hints': 0, 'solved': True}}, '')
"""

import contextlib
import os
import sys
import tempfile
import time
from json import dumps, loads
from pathlib import Path

from dlmath.exercises.catalogue import course_folder

FILE = "dlmath_progress.json"
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
    here = Path.cwd()
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
    try:
        text = Path(path).read_bytes()
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, f"Your progress could not be read ({error.strerror}: {path})."
    try:
        return _checked(loads(text.decode("utf-8"))), ""
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, _set_aside(Path(path))


def _checked(saved):
    return {
        str(name): {key: type(value)(record.get(key, value)) for key, value in EMPTY.items()}
        for name, record in saved["exercises"].items()
    }


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
    path, trouble = Path(path), ""
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
    text = dumps({"version": 1, "exercises": saved}, indent=1, sort_keys=True) + "\n"
    if loads(text)["exercises"] != saved:
        raise OSError("the text to write is not what it should be")
    handle, new = tempfile.mkstemp(dir=path.parent, prefix=".dlmath_progress")
    try:
        try:
            _write(handle, text.encode("utf-8"))
        finally:
            _close(handle)
        _replace(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            _unlink(new)
        raise


@contextlib.contextmanager
def _lock(path, patience=3.0, stale=10.0):
    """Hold a lock file for a moment. One that is left over from a crash is taken away; none is waited for long."""
    lock, held = path.with_name(path.name + ".lock"), False
    end = time.monotonic() + patience
    while not held and time.monotonic() < end:
        try:
            _close(_open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            held = True
        except FileExistsError:
            with contextlib.suppress(OSError):
                if time.time() - lock.stat().st_mtime > stale:
                    _unlink(lock)
            time.sleep(0.01)
    try:
        yield
    finally:
        if held:
            with contextlib.suppress(OSError):
                _unlink(lock)
