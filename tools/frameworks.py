"""Run the optional cells of the lesson on frameworks, and store what they print.

    python tools/frameworks.py             run them and write the lesson
    python tools/frameworks.py --check     run them and only say where they print other words than the lesson holds

Their tag `skip-execution` keeps the build and `tools/notebooks.py` from running them, so that the page shows a run in
which PyTorch, TensorFlow and JAX were installed (the extra `frameworks`), wherever the book is built.
"""

import argparse
import contextlib
import importlib.util
import io
import os
import pathlib
import re
import sys

import nbformat

ROOT = pathlib.Path(__file__).resolve().parent.parent
NEEDED = ("torch", "tensorflow", "jax")
TAG = "skip-execution"
NUMBER = re.compile(
    r"\d[\d.e+-]*"
)  # versions and differences are another in each run; what is printed about them is not


def lesson():
    """The lesson's file, whatever its number is."""
    [path] = (ROOT / "notebooks").glob("*_beyond/*_frameworks.ipynb")
    return path


def printed(notebook):
    """What each optional cell prints, after the cells before it; an assertion in it may fail."""
    scope, texts = {}, {}
    for cell in notebook.cells:
        if cell.cell_type != "code" or cell.source.startswith("check("):
            continue
        with contextlib.redirect_stdout(io.StringIO()) as text:
            exec(compile(cell.source, cell.id, "exec"), scope)
        if TAG in cell.metadata.get("tags", []):
            texts[cell.id] = text.getvalue()
    return texts


def stored(cell):
    return "".join(output.get("text", "") for output in cell.outputs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    if absent := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        return f"{', '.join(absent)} is not installed: install the extra `frameworks` first."
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    path = lesson()
    notebook = nbformat.read(path, as_version=4)
    texts = printed(notebook)
    for cell in notebook.cells:
        if cell.id in texts and arguments.check:
            if NUMBER.sub("#", stored(cell)) != NUMBER.sub("#", texts[cell.id]):
                return f"{path.name} holds\n{stored(cell)}but its cell prints\n{texts[cell.id]}Run tools/frameworks.py."
        elif cell.id in texts:
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=texts[cell.id])]
    if not arguments.check:
        from tools import notebooks

        path.write_text(notebooks.canonical(notebook), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
