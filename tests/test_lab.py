"""What `make lab` does with a reader's copy of the lessons."""

import json
import os
import pathlib
import socket
import subprocess
import sys

import pytest

from tools import lab
from tools.read import PortError

ROOT = pathlib.Path(__file__).parent.parent
LESSON = "05_optimizers/1_gradient_descent.ipynb"
BESIDE = "05_optimizers/1_gradient_descent.new.ipynb"
SECOND = "05_optimizers/1_gradient_descent.new-2.ipynb"


class Reader:
    """A course with one lesson, and the folder in which its reader works."""

    def __init__(self, folder):
        self.lessons, self.work, self.said = folder / "notebooks", folder / "work", []

    def publish(self, text):
        self.write(self.lessons, LESSON, text)

    def fill(self):
        self.said.clear()
        lab.fill(self.lessons, self.work, self.said.append)

    def write(self, folder, name, text):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    def edit(self, text, name=LESSON):
        self.write(self.work, name, text)

    def files(self):
        paths = (path for path in self.work.rglob("*") if path.is_file() and not path.name.startswith("."))
        return {path.relative_to(self.work).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def reader(tmp_path):
    reader = Reader(tmp_path)
    reader.publish("first edition")
    reader.fill()
    return reader


def test_a_new_reader_gets_every_lesson(reader):
    assert reader.files() == {LESSON: "first edition"}
    assert reader.said == ["work/ has 1 file for you."]


def test_the_course_is_handed_out_as_jupyterlab_can_show_it(tmp_path):
    lab.fill_with_the_course(tmp_path / "work")
    given = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "work").rglob("*.ipynb")}
    assert sorted(given) == sorted(path.name for path in (lab.ROOT / "notebooks").rglob("*.ipynb"))
    assert "<details>" in given["8_monte_carlo.ipynb"]
    assert [name for name, text in given.items() if ":::" in text or "{cite}" in text] == []


def test_a_second_call_does_nothing_and_says_nothing(reader):
    before = os.stat(reader.work / LESSON).st_mtime_ns
    reader.fill()
    assert reader.said == []
    assert os.stat(reader.work / LESSON).st_mtime_ns == before


def test_an_untouched_lesson_is_brought_up_to_date(reader):
    reader.publish("second edition")
    reader.fill()
    assert reader.files() == {LESSON: "second edition"}
    assert "Brought up to date: 1 file" in reader.said[0]


def test_a_changed_lesson_is_never_touched_and_the_new_one_is_laid_beside_it(reader):
    reader.edit("my work")
    reader.publish("second edition")
    reader.fill()
    assert reader.files() == {LESSON: "my work", BESIDE: "second edition"}
    assert BESIDE in reader.said[0]


def test_a_changed_lesson_without_a_new_edition_stays_alone(reader):
    reader.edit("my work")
    reader.fill()
    assert reader.files() == {LESSON: "my work"}


def test_the_copy_laid_beside_is_brought_up_to_date_until_the_reader_changes_it(reader):
    reader.edit("my work")
    for edition in ("second edition", "third edition"):
        reader.publish(edition)
        reader.fill()
    assert reader.files() == {LESSON: "my work", BESIDE: "third edition"}
    reader.edit("my other work", BESIDE)
    reader.publish("fourth edition")
    reader.fill()
    assert reader.files() == {LESSON: "my work", BESIDE: "my other work", SECOND: "fourth edition"}


def test_a_copy_laid_beside_and_deleted_does_not_come_back(reader):
    reader.edit("my work")
    reader.publish("second edition")
    reader.fill()
    (reader.work / BESIDE).unlink()
    reader.fill()
    assert reader.files() == {LESSON: "my work"}


def test_a_deleted_lesson_is_handed_out_again(reader):
    (reader.work / LESSON).unlink()
    reader.fill()
    assert reader.files() == {LESSON: "first edition"}


def test_a_lesson_that_left_the_course_stays_with_the_reader(reader):
    (reader.lessons / LESSON).unlink()
    reader.fill()
    assert reader.files() == {LESSON: "first edition"}


def test_a_folder_in_a_lessons_place_is_kept_and_the_lesson_laid_beside(reader):
    (reader.work / LESSON).unlink()
    (reader.work / LESSON).mkdir()
    reader.fill()
    assert reader.files() == {BESIDE: "first edition"}


def test_a_lesson_that_cannot_be_read_is_left_out_and_the_others_come(reader, monkeypatch):
    other = "05_optimizers/2_other.ipynb"
    reader.publish("second edition")
    reader.write(reader.lessons, other, "another lesson")
    hand_out = lab.hand_out

    def refused(name, *rest):
        if name == LESSON:
            raise PermissionError(13, "Permission denied")
        return hand_out(name, *rest)

    monkeypatch.setattr(lab, "hand_out", refused)
    reader.fill()
    assert reader.files() == {LESSON: "first edition", other: "another lesson"}
    assert f"work/{LESSON} was left out: Permission denied." in reader.said


def test_a_readers_own_temporary_file_is_kept(reader):
    own = reader.work / f"{LESSON.split('/')[0]}/.1_gradient_descent.ipynb.part"
    own.write_text("mine", encoding="utf-8")
    reader.publish("second edition")
    reader.fill()
    assert own.read_text(encoding="utf-8") == "mine"


def test_two_fills_at_once_leave_what_one_leaves(reader):
    for number in range(30):
        reader.write(reader.lessons, f"06_mlp/{number}_lesson.ipynb", "a lesson")
    command = [
        sys.executable,
        "-c",
        "import pathlib, sys; from tools import lab; lab.fill(*map(pathlib.Path, sys.argv[1:]))",
    ]
    fills = [subprocess.Popen([*command, reader.lessons, reader.work], cwd=ROOT) for _ in range(3)]
    assert [fill.wait() for fill in fills] == [0, 0, 0]
    assert len(reader.files()) == 31
    assert len(json.loads((reader.work / lab.RECORD).read_text(encoding="utf-8"))) == 31


@pytest.mark.parametrize("damage", ["", "{", "[]", "3", '{"a": 1}', "\x00"])
def test_a_damaged_record_is_set_aside_and_no_work_is_lost(reader, damage):
    reader.edit("my work")
    reader.edit(damage, lab.RECORD)
    reader.publish("second edition")
    reader.fill()
    assert reader.files() == {LESSON: "my work", BESIDE: "second edition"}
    assert (reader.work / f"{lab.RECORD}.damaged").read_text(encoding="utf-8") == damage
    assert "damaged" in reader.said[0]
    assert json.loads((reader.work / lab.RECORD).read_text(encoding="utf-8"))


def test_the_readers_own_files_are_left_alone(reader):
    reader.edit("mine", "notes.md")
    reader.publish("second edition")
    reader.fill()
    assert reader.files() == {LESSON: "second edition", "notes.md": "mine"}


def test_a_used_port_is_one_clear_sentence(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        monkeypatch.setenv("PORT", port)
        with pytest.raises(PortError, match=f"Port {port} is in use: choose another"):
            lab.free_port()


@pytest.mark.parametrize("port", ["http", "-1", "70000", "0"])
def test_what_is_no_port_is_said_so(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(PortError, match="expected a number from 1 to 65535"):
        lab.free_port()
