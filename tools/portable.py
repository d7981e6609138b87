"""Put the whole course into one folder: book, live edition and, where ``PYODIDE_DIR`` names it, Python for browsers.

    python tools/portable.py [FOLDER]

Any static server serves the folder (``_build/portable`` unless another is named), under any path, without a network.
"""

import argparse
import gzip
import pathlib
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import build, lite  # noqa: E402

MARK = "dlmath-portable.txt"


def sizes(folder):
    """Bytes of all files in a folder, as they are and compressed."""
    plain = packed = 0
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            plain, packed = plain + len(content), packed + len(gzip.compress(content, 6))
    return plain, packed


def portable(folder):
    """Build the book and copy it to ``folder``, which must be new, empty, or written by this function before."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise build.BuildError(f"{folder} holds other files; name a new folder, or empty it.")
    build.build()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "_build" / "html", folder)
    (folder / MARK).write_text("Written by tools/portable.py, which may write it again.\n", encoding="utf-8")
    plain, packed = sizes(folder)
    python = (
        "with Python for browsers" if lite.pyodide_folder() else "Python for browsers comes from its public network"
    )
    build.say(f"The course is in {folder}: {plain / 1e6:.0f} MB, {packed / 1e6:.0f} MB compressed; {python}.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Put the whole course into one folder that any static server can serve."
    )
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=ROOT / "_build" / "portable")
    target = parser.parse_args().folder.resolve()
    build.until_interrupted(lambda: portable(target))
