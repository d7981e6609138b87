"""Make the environment .venv and install into it what requirements.txt pins.

    python3 tools/setup.py

A finished environment is recognized at once, and then this says nothing. A half-made one is made again. Nothing is
ever installed outside of .venv: a .venv that lost its pyvenv.cfg is the Python it was made from, and is made again.
Any Python reads this file, even 2.7, so that one too old can say so: no syntax newer than that.
"""

import argparse
import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time

OLDEST = (3, 11)
NEWEST = (3, 14)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REQUIREMENTS = os.path.join(ROOT, "requirements.txt")
VENV = os.path.join(ROOT, ".venv")
READY = os.path.join(VENV, "ready")  # the hash of the requirements that are installed
UNFINISHED = os.path.join(VENV, "unfinished")  # there from the first moment of an installation to its last
LOG = os.path.join(VENV, "setup.log")  # what pip said
LOCK = os.path.join(ROOT, ".lock")  # held while .venv or the book is being made
DISCARDED = VENV + "-discarded-"  # an old .venv is renamed first, so that it is never half there under its name
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
PROBE = "import sys, venv, ensurepip; sys.exit(sys.version_info < %r)" % (OLDEST,)
# Whether a Python is that of the environment it lies in, and still of the version that the packages are for.
IS_VENV = (
    "import os, sys, sysconfig\n"
    "own = os.path.realpath(sys.prefix) == os.path.realpath(sys.argv[1])\n"
    "sys.exit(not own or sys.prefix == sys.base_prefix or not os.path.isdir(sysconfig.get_path('purelib')))\n"
)
# Run a module, and end as soon as the process that started this one is gone, however it ended.
WHILE_WATCHED = (
    "import os, runpy, signal, sys, threading\n"
    "def watch():\n"
    "    while os.read(0, 1): pass\n"
    "    threading.Timer(5, os._exit, [1]).start()\n"
    "    os.kill(os.getpid(), signal.SIGTERM)\n"
    "threading.Thread(target=watch, daemon=True).start()\n"
    "sys.argv = sys.argv[1:]\n"
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)\n"
)
NO_NETWORK = (
    "NewConnectionError|ConnectTimeout|ReadTimeout|ConnectionReset|ConnectionError|ProxyError|SSLError|ConnectionRefused"
    "|Connection refused|timed out|name resolution|Network is unreachable|No route to host|Retrying"
)


def wanted():
    with open(REQUIREMENTS, "rb") as file:
        return hashlib.sha256(file.read().replace(b"\r\n", b"\n")).hexdigest()


def is_ready():
    if not os.path.exists(READY) or os.path.exists(UNFINISHED):
        return False
    with open(READY) as file:
        return file.read().strip() == wanted() and runs([PYTHON, "-c", IS_VENV, VENV])


def runs(command):
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call(command, stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def missing_here():
    """What keeps this Python from making the environment, as a sentence; None if nothing does."""
    version = ".".join(str(number) for number in sys.version_info[:3])
    if tuple(sys.version_info[:2]) < OLDEST:
        return (
            "dlmath needs Python %d.%d or newer, and %s is Python %s: install a newer one, or name it, "
            "as in: make PYTHON=/path/to/python3" % (OLDEST + (sys.executable, version))
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return (
            "Python %s (%s) comes without its modules venv and ensurepip: install them "
            "(Debian and Ubuntu: apt install python3-venv), or name another Python, "
            "as in: make PYTHON=/path/to/python3" % (version, sys.executable)
        )


def another_python():
    """A Python on the PATH that can do what this one cannot."""
    names = ["python3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)] + ["python3", "python"]
    return next((name for name in names if runs([name, "-c", PROBE])), None)


@contextlib.contextmanager
def alone(path, waiting):
    """Hold the lock ``path`` while the block runs; if another process has it, say ``waiting`` and wait.

    The system lets go of it when the process ends, however it ends, so no lock is ever left behind.
    """
    with open(path, "a+") as file:
        try:
            lock(file, False)
        except OSError:
            print(waiting)
            sys.stdout.flush()
            lock(file, True)
        yield


def lock(file, wait):
    """Take the lock of an open file, or raise OSError at once where it is taken and we do not wait."""
    if os.name != "nt":
        import fcntl

        return fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    import msvcrt

    while True:
        try:
            file.seek(0)
            return msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            if not wait:
                raise
            time.sleep(0.2)


class Stop(Exception):
    """A reason to stop, as one sentence for the reader."""


def make_venv():
    """Make .venv, from scratch if an earlier attempt was interrupted or its Python is gone."""
    whole = not os.path.exists(UNFINISHED) and runs([PYTHON, "-c", PROBE]) and runs([PYTHON, "-c", IS_VENV, VENV])
    if whole and runs([PYTHON, "-m", "pip", "--version"]):
        mark(UNFINISHED)
        return
    if os.path.lexists(VENV):
        os.rename(VENV, DISCARDED + str(os.getpid()))
    discard()
    os.mkdir(VENV)
    mark(UNFINISHED)
    command = [getattr(sys, "_base_executable", sys.executable), "-m", "venv", VENV]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.communicate()[0].decode("utf-8", "replace")
    if process.returncode:
        raise Stop("The environment .venv could not be made: " + last_line(output))


def discard():
    """Delete what earlier environments left behind, also those whose deletion was interrupted."""
    for name in os.listdir(ROOT):
        path = os.path.join(ROOT, name)
        if path.startswith(DISCARDED):
            shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.remove(path)


def mark(path, text=""):
    with open(path, "w") as file:
        file.write(text + "\n")


def last_line(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "there was no message."


def install():
    """Install the requirements with pip, whose long output goes to a file; a line says how far it is."""
    if not runs([PYTHON, "-c", IS_VENV, VENV]):
        raise Stop("%s is not the Python of .venv: delete .venv and run the same command again." % PYTHON)
    packages = site_packages()
    command = [PYTHON, "-c", WHILE_WATCHED, "pip", "install", "--requirement", REQUIREMENTS, "--no-deps"]
    command += ["--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "--retries", "2", "--progress-bar", "off"]
    environment = dict(os.environ, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="1", PYTHONUNBUFFERED="1")
    with open(LOG, "wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, env=environment
        )
        try:
            show_progress(process, packages)
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait()
    if process.returncode:
        raise Stop(reason(read_log()))
    mark(os.path.join(packages, "dlmath.pth"), os.path.relpath(ROOT, packages).replace(os.sep, "/"))


def site_packages():
    asked = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return subprocess.check_output(asked).decode(sys.getfilesystemencoding()).strip()


def read_log():
    with open(LOG, "rb") as log:
        return log.read().decode("utf-8", "replace")


def show_progress(process, packages):
    """While pip runs: one line that is written over in a terminal, a line every fifth of the way elsewhere."""
    start, terminal, last, width = time.time(), sys.stdout.isatty(), None, 0
    while process.poll() is None:
        time.sleep(0.2)
        stage, done, total, name = how_far(read_log(), packages, start)
        if not done:
            continue
        line = "  %s %d of %d  %s" % (stage, done, total, name)
        if terminal:
            sys.stdout.write("\r" + line.ljust(width))
            width = len(line)
        elif (stage, 5 * done // max(total, 1)) != last:
            last = stage, 5 * done // max(total, 1)
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    if terminal:
        sys.stdout.write("\r" + " " * width + "\r")


def how_far(log, packages, start):
    """Stage, packages done, packages in all, and the one at hand."""
    installing = re.search(r"^Installing collected packages: (.*)$", log, re.M)
    if installing:
        folders = [os.path.join(packages, name) for name in os.listdir(packages) if name.endswith(".dist-info")]
        done = sum(os.path.exists(folder) and os.path.getmtime(folder) >= start - 1 for folder in folders)
        names = installing.group(1).split(", ")
        done = min(done, len(names))
        return "installing", done, len(names), names[min(done, len(names) - 1)]
    with open(REQUIREMENTS) as file:
        total = sum("==" in line for line in file) - len(re.findall("^Ignoring ", log, re.M))
    fetched = re.findall(r"^(?:Collecting|Processing|Requirement already satisfied:) (\S+)", log, re.M)
    name = re.split("==|-[0-9]", os.path.basename(fetched[-1]))[0] if fetched else ""
    return "fetching", len(fetched), max(total, len(fetched)), name


def reason(log):
    """Why pip failed, in one sentence."""
    if re.search(NO_NETWORK, log):
        return (
            "The packages could not be fetched, the package index does not answer: "
            "connect to the internet (behind a proxy, set HTTPS_PROXY) and run the same command again."
        )
    package = re.search("No matching distribution found for (\\S+)", log)
    if package:
        version = "%d.%d" % tuple(sys.version_info[:2])
        return (
            "The package index offers no ready-made %s for Python %s on %s: use a Python from %d.%d to %d.%d, "
            "as in: make PYTHON=/path/to/python3" % ((package.group(1), version, sys.platform) + OLDEST + NEWEST)
        )
    errors = "\n".join(line for line in log.splitlines() if line.startswith("ERROR"))
    return "pip could not install the packages (all it said is in .venv/setup.log): " + last_line(errors or log)


def main():
    if is_ready():
        return 0
    sentence = missing_here()
    if sentence:
        better = another_python()
        return subprocess.call([better, os.path.abspath(__file__)]) if better else sentence
    try:
        with alone(LOCK, "Another command is setting up or building here; this one waits for it."):
            return 0 if is_ready() else set_up()
    except (IOError, OSError) as error:
        return "The lock %s could not be taken: %s." % (LOCK, error)


def set_up():
    """Make the environment; 0, or a sentence that says why it could not be made."""
    start = time.time()
    print("Setting up .venv with Python %d.%d.%d: once, a minute or two, about 1 GB." % tuple(sys.version_info[:3]))
    sys.stdout.flush()
    try:
        make_venv()
        install()
    except (Stop, OSError) as error:
        if shutil.disk_usage(ROOT).free < 50e6:
            return "The disk is full: the environment .venv needs about 1 GB."
        return str(error) if isinstance(error, Stop) else "The environment .venv could not be written: %s." % error
    mark(READY, wanted())
    os.remove(UNFINISHED)
    print(".venv is ready (%d s)." % (time.time() - start))
    return 0


if __name__ == "__main__":
    argparse.ArgumentParser(description="Make the environment .venv.").parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command begins again.")
