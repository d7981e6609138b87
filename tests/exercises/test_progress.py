"""Progress: what is saved, where, and what happens when something is wrong with the file."""

import json
import os
import subprocess
import sys

import pytest

from dlmath.exercises import catalogue, check, hint, progress, record
from tests.exercises.examples import one_in_six as ONE_IN_SIX
from tests.exercises.examples import scale as SCALE


def scale(x, factor):
    return x * factor


def saved(path):
    return json.loads(path.read_text(encoding="utf-8"))["exercises"]


def row(verdict, label):
    return next((content for name, content, _ in verdict.rows if name == label), "")


def test_not_started_writes_nothing(examples, progress_file):
    check("scale", ...)
    check("one_in_six")
    assert not list(progress_file.parent.iterdir())


def test_an_unknown_exercise_writes_nothing(examples, progress_file):
    check("scael", scale)
    hint("scael")
    assert not list(progress_file.parent.iterdir())


def test_what_is_solved_stays_solved_and_attempts_are_counted(examples, progress_file):
    check("scale", lambda x, factor: x)
    assert saved(progress_file)["scale"] == {"attempts": 1, "hints": 0, "solved": False}
    check(scale)
    check("scale", lambda x, factor: x)
    assert saved(progress_file)["scale"] == {"attempts": 3, "hints": 0, "solved": True}


def test_hints_come_one_after_the_other_and_are_remembered(examples, progress_file):
    labels = [[label for label, _, _ in hint("scale").rows] for _ in range(4)]
    every = ["1 of 3", "2 of 3", "3 of 3", "next"]
    assert labels == [every[:1], every[:2], every, every]
    assert saved(progress_file)["scale"]["hints"] == 3
    assert row(hint(scale), "1 of 3") == SCALE.hints[0]


def test_a_wrong_answer_names_the_hints_that_are_left(examples):
    assert row(check("scale", lambda x, f: x), "next") == 'hint("scale") has 3 hints, none read yet'
    hint("scale")
    assert row(check("scale", lambda x, f: x), "next") == 'hint("scale") has 3 hints, 1 read'
    hint("scale")
    hint("scale")
    assert "solution" in row(check("scale", lambda x, f: x), "next")


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"exercises": 3}',
        '{"exercises": {"scale": 1}}',
        "\udcff",
        "[" * 100_000,
        '{"exercises": {"scale": {"attempts": 1e400}}}',
        '{"exercises": {"scale": {"hints": -1}}}',
        '{"exercises": {"scale": {"solved": "false"}}}',
        '{"version": "two", "exercises": {}}',
    ],
)
def test_a_damaged_file_is_set_aside_and_said(examples, progress_file, damage):
    progress_file.write_bytes(damage.encode("utf-8", "surrogateescape"))
    verdict = check(scale)
    assert verdict.status == "correct"
    assert row(verdict, "progress").startswith("The progress file was damaged. It is kept as progress.damaged-1.json")
    assert (progress_file.parent / "progress.damaged-1.json").read_bytes() == damage.encode("utf-8", "surrogateescape")
    assert saved(progress_file)["scale"]["solved"]
    assert row(check(scale), "progress") == ""


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(examples, progress_file):
    for text in ("one", "two"):
        progress_file.write_text(text)
        check(scale)
    kept = sorted(path.read_text() for path in progress_file.parent.glob("*damaged*"))
    assert kept == ["one", "two"]


def test_a_folder_that_cannot_be_written_does_not_hide_the_verdict(examples, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DLMATH_PROGRESS", str(tmp_path / "file" / "progress.json"))
    verdict = check(scale)
    assert verdict.status == "correct"
    assert "could not be saved" in row(verdict, "progress")


def test_a_failing_disk_leaves_the_old_file_as_it_was(examples, progress_file, monkeypatch):
    check(scale)
    before = progress_file.read_bytes()

    def full(handle, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record, "_write", full)
    assert "No space left on device" in row(check(scale), "progress")
    assert progress_file.read_bytes() == before
    assert list(progress_file.parent.iterdir()) == [progress_file]


def test_several_kernels_lose_nothing_of_each_other(progress_file):
    code = (
        "from dlmath.exercises import record; import os, sys\n"
        "for i in range(25):\n"
        "    record.update(os.environ['DLMATH_PROGRESS'], 'shared', attempts=1)\n"
        "    record.update(os.environ['DLMATH_PROGRESS'], f'{sys.argv[1]}-{i}', solved=True)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(number)]) for number in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert saved(progress_file)["shared"]["attempts"] == 75
    assert len(saved(progress_file)) == 76
    assert list(progress_file.parent.iterdir()) == [progress_file]


def test_a_lock_file_left_over_from_a_crash_holds_nobody_up(examples, progress_file, monkeypatch):
    lock = progress_file.with_name(progress_file.name + ".lock")
    lock.write_text("")
    monkeypatch.setattr(record.time, "sleep", lambda seconds: pytest.fail("it waited"))
    assert row(check(scale), "progress") == ""
    assert not lock.exists()


def test_the_lock_of_a_killed_process_is_free_at_once(progress_file, monkeypatch):
    code = (
        "from dlmath.exercises import record; import os, pathlib, time\n"
        "with record._lock(pathlib.Path(os.environ['DLMATH_PROGRESS'])):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline().strip() == b"held"
        assert record._locked(progress_file.with_name(progress_file.name + ".lock")) is None
        holder.kill()
    monkeypatch.setattr(record.time, "sleep", lambda seconds: pytest.fail("it waited"))
    assert record.update(progress_file, "scale", solved=True) == ""
    assert list(progress_file.parent.iterdir()) == [progress_file]


def test_where_nothing_can_be_locked_progress_is_saved_all_the_same(examples, progress_file, monkeypatch):
    nowhere = (
        ImportError("No module named 'fcntl'"),
        AttributeError("Pyodide's fcntl has no flock"),
        OSError(95, "Not supported"),
    )
    for error in nowhere:
        monkeypatch.setattr(record, "_lock_file", lambda handle, error=error: (_ for _ in ()).throw(error))
        assert row(check(scale), "progress") == ""
    assert saved(progress_file)["scale"]["attempts"] == 3
    assert list(progress_file.parent.iterdir()) == [progress_file]


def test_a_disk_that_takes_only_some_bytes_at_once_gets_the_rest(examples, progress_file, monkeypatch):
    write = record._write
    monkeypatch.setattr(record, "_write", lambda handle, data: write(handle, data[:7]))
    check(scale)
    assert saved(progress_file)["scale"]["solved"]


@pytest.mark.parametrize("refusal", [0, OSError(28, "No space left on device")])
def test_a_disk_that_is_full_after_some_bytes_leaves_the_old_file(examples, progress_file, monkeypatch, refusal):
    check(scale)
    before, write, taken = progress_file.read_bytes(), record._write, []

    def nearly_full(handle, data):
        if taken and refusal:
            raise refusal
        taken.append(None)
        return 0 if len(taken) > 1 else write(handle, data[:40])

    monkeypatch.setattr(record, "_write", nearly_full)
    assert "could not be saved" in row(check(scale), "progress")
    assert progress_file.read_bytes() == before
    assert list(progress_file.parent.iterdir()) == [progress_file]


def test_a_byte_order_mark_is_no_damage(examples, progress_file):
    text = '{"version": 1, "exercises": {"square_root": {"attempts": 1, "hints": 0, "solved": true}}}'
    progress_file.write_text(text, encoding="utf-8-sig")
    assert row(check(scale), "progress") == ""
    assert saved(progress_file)["square_root"]["solved"] and saved(progress_file)["scale"]["solved"]


def test_the_file_of_a_newer_version_is_left_as_it_is(examples, progress_file):
    text = '{"version": 2, "exercises": {"scale": ["solved in 2030"]}}'
    progress_file.write_text(text)
    for verdict in (check(scale), hint("scale"), progress()):
        assert "newer version of the course" in row(verdict, "progress")
    assert progress_file.read_text() == text


@pytest.mark.parametrize("target", ["kept.json", "new.json", "folder/new.json"])
def test_a_link_stays_a_link(examples, progress_file, target):
    kept = progress_file.parent / target
    (progress_file.parent / "kept.json").write_text('{"exercises": {"scale": {"attempts": 4}}}')
    try:
        progress_file.symlink_to(kept)
    except OSError:
        pytest.skip("no links here")
    check(scale)
    assert progress_file.is_symlink()
    assert saved(kept)["scale"]["attempts"] == (5 if target == "kept.json" else 1)


def test_a_damaged_file_behind_a_link_is_set_aside_where_it_lies(examples, progress_file, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "kept.json").write_text("{")
    progress_file.symlink_to(elsewhere / "kept.json")
    check(scale)
    assert progress_file.is_symlink()
    assert (elsewhere / "kept.damaged-1.json").read_text() == "{"


@pytest.mark.skipif(os.name == "nt", reason="there a folder in use cannot be deleted")
def test_a_working_folder_that_was_deleted_hinders_nothing(examples, progress_file, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert check(scale).status == "correct"
    assert hint("scale").status == "hint"
    assert progress().status == "progress"
    monkeypatch.delenv("DLMATH_PROGRESS")
    assert record.location() == record._user_data() / record.FILE


def test_progress_shows_each_lesson_and_what_is_next(examples, monkeypatch):
    lesson = type(
        "Lesson", (), {"subject": "numbers", "name": "first_steps", "exercises": lambda self: [SCALE, ONE_IN_SIX]}
    )
    monkeypatch.setattr(catalogue, "lessons_in_order", lambda: [lesson()])
    assert progress().title == "progress: 0 of 2 exercises solved"
    check(scale)
    shown = progress()
    assert repr(shown).splitlines() == [
        "→ progress: 1 of 2 exercises solved",
        "  numbers · first steps  ██████░░░░░░ 1 of 2",
        "  next                   `one_in_six`, in numbers · first steps",
    ]
    assert '<progress value="1" max="2" aria-label="numbers · first steps: 1 of 2 solved">' in shown._repr_html_()
    check("one_in_six", 1 / 6)
    assert row(progress(), "next") == "Every exercise is solved."


def test_progress_of_the_course_follows_the_order_of_the_notebooks(progress_file, tmp_path, monkeypatch):
    lessons = [
        catalogue.Lesson("calculus", "one"),
        catalogue.Lesson("algebra", "two"),
        catalogue.Lesson("algebra", "one"),
    ]
    monkeypatch.setattr(catalogue, "lessons", lambda: lessons)
    for name in ("02_calculus/1_one", "03_algebra/1_two", "03_algebra/2_one"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path / "03_algebra")
    assert catalogue.lessons_in_order() == lessons


def test_progress_is_kept_in_the_readers_own_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("DLMATH_PROGRESS")
    monkeypatch.setattr(record, "_user_data", lambda: tmp_path / "data")
    monkeypatch.setattr(catalogue, "lessons", lambda: [catalogue.Lesson("algebra", "one")])
    lesson = tmp_path / "work" / "03_algebra"
    lesson.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert record.location() == tmp_path / "data" / "dlmath_progress.json"
    monkeypatch.chdir(lesson)
    assert record.location() == tmp_path / "work" / "dlmath_progress.json"
    (tmp_path / "dlmath_progress.json").write_text("{}")
    assert record.location() == tmp_path / "dlmath_progress.json"
