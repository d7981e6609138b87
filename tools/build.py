"""Build the web book into ``_build/html``: a cell that fails, a warning or a broken link fails the build.

    python tools/build.py

Lessons whose code changed are executed first, two at a time, into a cache; Sphinx takes the outputs from there.
A change in ``dlmath`` or in ``requirements.txt`` executes all of them again. `tools/lite.py` adds the live edition.
"""

import argparse
import asyncio
import contextlib
import hashlib
import io
import os
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import setup  # noqa: E402

CELL_TIMEOUT = 180
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class BuildError(Exception):
    """The build failed; the message is what to tell the reader."""


def say(text, since=None):
    """One line of progress, with the seconds it took."""
    print(text if since is None else f"{text}  {time.perf_counter() - since:.1f} s", flush=True)


def fingerprint(*paths, root):
    """SHA-256 of files and of all files in folders, by name and content."""
    digest = hashlib.sha256()
    for top in (root / path for path in paths):
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def forget_what_is_stale(root, build):
    """Delete cached outputs when the package changed, and cached pages when what they all share changed."""
    build.mkdir(exist_ok=True)
    stale = {
        "lessons": (("dlmath", "requirements.txt"), (".jupyter_cache", ".doctrees", "jupyter_execute")),
        "pages": (
            (
                "book/_extensions",
                "book/_templates",
                "book/_static",
                "tools/lessons.py",
                "tools/questions.py",
                "_toc.yml",
                "book/glossary.yml",
            ),
            (".doctrees", "html"),
        ),
    }
    for name, (sources, results) in stale.items():
        mark, now = build / f"{name}.sha256", fingerprint(*sources, root=root)
        if not mark.exists() or mark.read_text(encoding="utf-8") != now:
            for result in results:
                shutil.rmtree(build / result, ignore_errors=True)
            mark.write_text(now, encoding="utf-8")


def lessons(root):
    """The notebooks of the book, in its order."""
    toc = (root / "_toc.yml").read_text(encoding="utf-8")
    names = re.findall(r"^\s*-?\s*file:\s*(\S+)", toc, re.MULTILINE)
    return [root / f"{name}.ipynb" for name in names if (root / f"{name}.ipynb").exists()]


def kernel_environment(folder):
    """Settings under which a lesson gives the same result every time and leaves saved progress alone."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    fixed = {name: "1" for name in ONE_THREAD} | {"PYTHONHASHSEED": "0", "PYTHONPATH": path}
    return os.environ | fixed | {"DLMATH_PROGRESS": str(pathlib.Path(folder, "progress.json"))}


def scratch_folder():
    """A new temporary folder whose path leaves room for a socket: systems allow about 100 characters for one."""
    roomy = len(tempfile.gettempdir()) < 50 or not os.path.isdir("/tmp")
    return tempfile.mkdtemp(prefix="dlmath-", dir=None if roomy else "/tmp")


@contextlib.contextmanager
def scratch():
    """A scratch folder that goes when the block ends."""
    folder = scratch_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Kernels:
    """Executes notebooks, each in its own kernel with files in ``folder``, and can end all kernels at once."""

    def __init__(self, folder):
        self.folder, self.managers, self.lock, self.stopped = folder, [], threading.Lock(), False

    def manager(self, folder):
        """A kernel manager that talks over files where it can: over TCP two kernels may pick one port."""
        from jupyter_client.manager import AsyncKernelManager

        where = {} if os.name == "nt" else {"transport": "ipc", "ip": str(pathlib.Path(folder, "k"))}
        with self.lock:
            if self.stopped:
                raise BuildError("stopped")
            self.managers.append(AsyncKernelManager(kernel_name="python3", **where))
            return self.managers[-1]

    def execute(self, path):
        """The executed notebook, or a BuildError that names notebook, cell and error."""
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError

        notebook, folder = nbformat.read(path, as_version=4), tempfile.mkdtemp(dir=self.folder)
        client = NotebookClient(
            notebook,
            km=self.manager(folder),
            timeout=CELL_TIMEOUT,
            record_timing=False,
            coalesce_streams=True,  # what is printed in two parts is one line
            resources={"metadata": {"path": str(pathlib.Path(path).parent)}},
        )
        try:
            run = client.async_execute(env=kernel_environment(folder), cleanup_kc=True)
            return with_shared_sources(asyncio.run(run))
        except CellExecutionError as error:
            problem = f"{error.ename}: {error.evalue}".strip().splitlines()[0]
        except CellTimeoutError:
            problem = f"took longer than {CELL_TIMEOUT} s"
        except RuntimeError:
            problem = "the kernel died"
        raise BuildError(f"{pathlib.Path(path).name}, {failing_cell(notebook)}: {problem}")

    def stop(self):
        """End every kernel now; one that is only just being started ends by itself when its parent does."""
        with self.lock:
            self.stopped = True
        for manager in self.managers:
            process = getattr(manager.provisioner, "process", None)
            if process is not None and process.poll() is None:
                process.kill()


def with_shared_sources(notebook):
    """Let the JavaScript of a widget stand once in a page, however often the lesson shows it."""
    state = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    if state.get("state"):
        from dlmath.widgets import _base

        state["state"] = _base.share_sources(state["state"])
    return notebook


def failing_cell(notebook):
    """The code cell an execution ended in, by its number and its first line."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    done = [cell for cell in code if cell.execution_count] or code[:1]
    failed = [cell for cell in code if any(output.output_type == "error" for output in cell.outputs)]
    cell = (failed or done)[-1]
    return f"code cell {code.index(cell) + 1} (“{cell.source.strip().splitlines()[0][:60]}”)"


def execute_changed(paths, cache_path):
    """Execute those notebooks whose code is not in the cache, two at a time, and put them there."""
    import nbformat
    from jupyter_cache import get_cache

    cache, changed = get_cache(cache_path), []
    for path in paths:
        try:
            record = cache.match_cache_notebook(nbformat.read(path, as_version=4))
            cache.get_cache_bundle(record.pk)  # its file may be missing where an earlier build was killed
        except (KeyError, ValueError, OSError):
            changed.append(path)
    say(f"Lessons: {len(paths)}, to execute: {len(changed)}")
    pool = ThreadPoolExecutor(max_workers=2)
    with scratch() as folder:
        kernels = Kernels(folder)
        try:
            errors = execute(changed, cache, kernels, pool)
        except KeyboardInterrupt:
            kernels.stop()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    if errors:
        raise BuildError("The book is not built. A lesson does not run: " + "; ".join(errors))


def execute(paths, cache, kernels, pool):
    """Execute notebooks and cache them, with a line of progress for each; return what went wrong."""
    from jupyter_cache.base import CacheBundleIn

    start, errors = {}, []

    def run(path):
        start[path] = time.perf_counter()
        return kernels.execute(path)

    running = {pool.submit(run, path): path for path in paths}
    for number, future in enumerate(as_completed(running), 1):
        path = running[future]
        label = f"  {number}/{len(paths)}  {path.parent.name}/{path.stem}"
        try:
            bundle = CacheBundleIn(future.result(), str(path), data={"execution_seconds": 0.0})
        except BuildError as error:
            errors.append(str(error))
            say(f"{label}  failed", start[path])
        else:
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
            say(label, start[path])
    return errors


class Stages(io.StringIO):
    """Takes Sphinx's chatter and passes on a line where a stage begins."""

    def __init__(self):
        super().__init__()
        self.stages = [("reading sources", "Reading the pages"), ("writing output", "Writing the pages")]

    def write(self, text):
        if self.stages and self.stages[0][0] in text:
            say(self.stages.pop(0)[1])
        return len(text)


def write_pages(root, build):
    """Let Sphinx write the pages; return how many warnings there were."""
    from jupyter_book.config import get_final_config
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    settings, _ = get_final_config(
        user_yaml=root / "_config.yml", sourcedir=root, cli_config={"latex_individualpages": False}
    )
    settings.pop("comments_config")  # belongs to an extension that the book does not load
    out = build / "html"
    with patch_docutils(str(root)), docutils_namespace():
        app = Sphinx(
            srcdir=str(root),
            confdir=None,
            outdir=str(out),
            doctreedir=str(build / ".doctrees"),
            buildername="html",
            confoverrides=settings,
            status=Stages(),
            warning=sys.stderr,
            warningiserror=True,
            keep_going=True,
        )
        app.build()
    (out / "index.html").write_text(FRONT_DOOR, encoding="utf-8", newline="\n")
    return app._warncount


FRONT_DOOR = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Mathematics of Deep Learning</title>
<link rel="icon" href="_static/favicon.svg" type="image/svg+xml">
<meta http-equiv="refresh" content="0; url=book/index.html">
</head>
<body>
<main><h1>The Mathematics of Deep Learning</h1><p><a href="book/index.html">Open the book</a></p></main>
</body>
</html>
"""


def lay_live_edition(root, build):
    """Add JupyterLite to the pages, unless it is there and nothing that it holds has changed."""
    from tools import lite

    start, out, mark = time.perf_counter(), build / "html" / "lite", build / "lite.sha256"
    try:
        pyodide = lite.pyodide_folder()
        sources = (
            "dlmath",
            "notebooks",
            "requirements.txt",
            "book/questions",
            "tools/questions.py",
            "tools/lite.py",
            "tools/live_startup.py",
            "tools/editions.js",
            f"tools/{lite.LOCK}",
        )
        now = fingerprint(*sources, root=root)
        if pyodide:
            now += fingerprint(lite.LOCK, root=pyodide)
        if not (out.exists() and mark.exists() and mark.read_text(encoding="utf-8") == now):
            mark.unlink(missing_ok=True)
            lite.build(root, out)
            mark.write_text(now, encoding="utf-8")
            say("Added the live edition", start)
    except (FileNotFoundError, RuntimeError) as error:
        raise BuildError(f"The book is not built. {error}") from error


def build(root=ROOT):
    """Build the book; raise BuildError with one sentence when it cannot be built. One build at a time."""
    with setup.alone(root / ".lock", "Another command is setting up or building here; this one waits for it."):
        build_alone(root)


def build_alone(root):
    start, clean, folder = time.perf_counter(), False, root / "_build"
    forget_what_is_stale(root, folder)
    execute_changed(lessons(root), folder / ".jupyter_cache")
    unfinished = folder / "unfinished"  # there while pages are written
    if unfinished.exists():
        shutil.rmtree(folder / ".doctrees", ignore_errors=True)
    unfinished.touch()
    try:
        warnings = write_pages(root, folder)
        clean = warnings == 0
    except Exception as error:
        raise BuildError(f"The book is not built. Sphinx stopped with {type(error).__name__}: {error}") from error
    finally:
        if not clean:  # else the next build would not read, and not complain about, the same pages again
            shutil.rmtree(folder / ".doctrees", ignore_errors=True)
    unfinished.unlink()
    if warnings:
        raise BuildError(f"The book is not built. Warnings printed above, of which none is allowed: {warnings}.")
    lay_live_edition(root, folder)
    say("The book is in _build/html.", start)


def until_interrupted(task):
    """Run a task; end with one sentence when it fails or is interrupted, and leave no process behind."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)
    try:
        task()
    except BuildError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print("\nStopped; nothing is left running.", flush=True)
        os._exit(130)


if __name__ == "__main__":
    argparse.ArgumentParser(description="Build the web book into _build/html.").parse_args()
    until_interrupted(build)
