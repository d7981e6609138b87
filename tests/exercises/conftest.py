"""The example exercises in place of the course's, and progress in a file of its own."""

import pytest

from dlmath.exercises import catalogue
from tests.exercises.examples import EXAMPLES


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
