"""The optional cell of Data-parallel training: the same steps on real processes, or a word where Dask is missing."""

import importlib.util
import pathlib
import subprocess
import sys

import pytest

from tools import lessons

LESSON = pathlib.Path(__file__).parent.parent / "notebooks" / "05_optimizers" / "9_data_parallel.ipynb"
NEEDED = ("import numpy", "def gradient", "one = many", "LocalCluster")


def printed(before=""):
    """What the optional cell prints last, after the cells it needs; its own assertion compares the weights."""
    sources = [cell["source"] for cell in lessons.code_cells(lessons.load(LESSON))]
    cells = [source for source in sources if any(word in source for word in NEEDED)]
    code = "\n".join(["import matplotlib", "matplotlib.use('agg')", before, *cells])
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()[-1]


@pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="dask.distributed is not installed")
def test_two_processes_take_the_same_steps_as_one_loop():
    assert printed() == "2 processes, 20 steps: the same weights as one loop"


def test_without_dask_the_cell_is_skipped_with_a_word():
    assert (
        printed("import sys\nsys.modules['dask'] = None") == "dask.distributed is not installed, so we skip this cell."
    )
