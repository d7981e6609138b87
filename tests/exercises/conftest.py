"""The example exercises in place of the course's, and progress in a file of its own."""

import tempfile

import pytest

from dlmath.exercises import catalogue
from tests.exercises.examples import EXAMPLES
from tools.build import Kernels


@pytest.fixture
def progress_file(tmp_path, monkeypatch):
    path = tmp_path / "progress.json"
    monkeypatch.setenv("DLMATH_PROGRESS", str(path))
    return path


@pytest.fixture
def examples(progress_file, monkeypatch):
    monkeypatch.setattr(catalogue, "find", EXAMPLES.get)
    monkeypatch.setattr(catalogue, "all_exercises", lambda: list(EXAMPLES.values()))
    return EXAMPLES


@pytest.fixture
def kernels():
    """Executes notebooks; the folder's path is short, since sockets allow no long ones."""
    with tempfile.TemporaryDirectory(prefix="dlmath-") as folder:
        yield Kernels(folder)
