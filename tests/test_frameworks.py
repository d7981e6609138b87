"""The lesson on frameworks: its optional cells run where the frameworks are, and say a word where they are not."""

import importlib.util
import pathlib
import subprocess
import sys

import nbformat
import pytest

from tools import frameworks

ROOT = pathlib.Path(__file__).parent.parent
THERE = all(importlib.util.find_spec(name) for name in frameworks.NEEDED)


def run(*command):
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=600)


@pytest.mark.skipif(not THERE, reason="PyTorch, TensorFlow and JAX are not all installed")
def test_three_frameworks_give_what_the_lesson_shows():
    """Each cell asserts how far the frameworks may be from us; the words around the numbers are compared here."""
    checked = run("tools/frameworks.py", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_without_the_frameworks_each_cell_says_a_word():
    code = (
        "import sys; sys.modules.update(torch=None, tensorflow=None, keras=None, jax=None)\n"
        "import nbformat; from tools import frameworks\n"
        "print(*frameworks.printed(nbformat.read(frameworks.lesson(), as_version=4)).values(), sep='')"
    )
    words = run("-c", code)
    assert words.returncode == 0, words.stderr
    assert set(words.stdout.split()[:1]) == {"PyTorch"}
    assert all(line.endswith((" skipped.", "compare with.")) for line in words.stdout.strip().splitlines())


def test_the_lesson_holds_a_real_run():
    cells = nbformat.read(frameworks.lesson(), as_version=4).cells
    optional = [cell for cell in cells if frameworks.TAG in cell.metadata.get("tags", [])]
    assert len(optional) == 6
    assert all(frameworks.stored(cell) and "not installed" not in frameworks.stored(cell) for cell in optional)
