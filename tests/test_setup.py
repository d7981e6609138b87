"""What `make setup` says and does on machines that lack something."""

import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig

import pytest

from tools import setup

ROOT = pathlib.Path(__file__).parent.parent
WITHOUT_VENV = "sys.modules['ensurepip'] = None"
TOO_OLD = "sys.version_info = (3, 8, 18, 'final', 0)"


@pytest.fixture
def project(tmp_path):
    """A course of which only the set-up is there; its folder has a space in its name, and it needs no package."""
    folder = tmp_path / "my course"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup.py", folder / "tools")
    (folder / "requirements.txt").write_text("", encoding="utf-8")
    return folder


def call(project, change="pass", **environment):
    """The arguments for `subprocess` that run the set-up."""
    script = str(project / "tools" / "setup.py")
    code = f"import runpy, sys; {change}; sys.argv = [{script!r}]; runpy.run_path({script!r}, run_name='__main__')"
    offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
    return {"args": [sys.executable, "-c", code], "env": os.environ | offline | environment}


def set_up(project, change="pass", **environment):
    """Run the set-up, in a Python to which something is done first; what it printed, and its exit code."""
    result = subprocess.run(**call(project, change, **environment), capture_output=True, text=True)
    return result.stdout, result.stderr.strip(), result.returncode


def python(project):
    return next(path for path in (project / ".venv").glob("*/python*") if path.stem == "python")


def test_the_first_call_makes_the_environment_and_the_second_says_nothing(project):
    said, complaint, code = set_up(project)
    assert (complaint, code) == ("", 0)
    assert ".venv is ready" in said
    assert set_up(project) == ("", "", 0)
    find = [python(project), "-c", "import tools.setup as s; print(s.ROOT)"]
    clean = os.environ | {"PYTHONPATH": ""}
    assert subprocess.check_output(find, text=True, cwd=project.parent, env=clean).strip() == str(project)


def test_a_half_made_environment_is_made_again(project):
    (project / ".venv").mkdir()
    (project / ".venv" / "unfinished").touch()
    (project / ".venv" / "rubbish").touch()
    assert set_up(project)[2] == 0
    assert not (project / ".venv" / "rubbish").exists()
    assert not (project / ".venv" / "unfinished").exists()


@pytest.mark.skipif(os.name == "nt", reason="the other Python is called by a shell script")
def test_nothing_is_installed_into_a_python_that_is_not_the_environments(project, tmp_path):
    """As when .venv has lost its pyvenv.cfg; the other Python is a private one, should the guard fail."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "other"], check=True)
    other = next((tmp_path / "other").glob("lib*/python*/site-packages"))
    assert set_up(project)[2] == 0
    program = python(project)
    program.unlink()
    program.write_text(f'#!/bin/sh\nexec "{tmp_path}/other/bin/python" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    before = sorted(other.iterdir())
    (project / "requirements.txt").write_text("# changed", encoding="utf-8")
    assert ".venv is ready" in set_up(project)[0]
    assert sorted(other.iterdir()) == before
    assert (project / ".venv" / "pyvenv.cfg").exists()


@pytest.mark.parametrize("loss", ["pyvenv.cfg", "lib"])
def test_an_environment_that_lost_a_part_is_made_again(project, loss):
    assert set_up(project)[2] == 0
    lost = project / ".venv" / loss
    lost.rename(lost.with_name("lost"))
    assert ".venv is ready" in set_up(project)[0]
    assert set_up(project) == ("", "", 0)
    assert [path.name for path in project.iterdir() if "discarded" in path.name] == []


def test_an_environment_that_cannot_be_written_is_one_sentence(project):
    (project / ".venv").mkdir()
    refused = "import os; os.rename = lambda *paths: os.open(os.path.join(os.path.dirname(paths[0]), 'none', 'x'), 0)"
    _, complaint, code = set_up(project, refused)
    assert code == 1
    assert complaint.startswith("The environment .venv could not be written: ")
    assert len(complaint.splitlines()) == 1
    assert (project / ".venv").exists()


def test_two_set_ups_at_once_both_end_well(project):
    calls = [subprocess.Popen(**call(project), text=True, stdout=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate()[0] for process in calls]
    assert [process.returncode for process in calls] == [0, 0]
    assert sum(".venv is ready" in text for text in said) == 1


def test_what_is_started_ends_with_the_process_that_started_it(tmp_path):
    (tmp_path / "sleeper.py").write_text("import time; print('up', flush=True); time.sleep(60)", encoding="utf-8")
    command = [sys.executable, "-c", setup.WHILE_WATCHED, "sleeper"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        assert started.stdout.readline().strip() == b"up"
        started.stdin.close()  # as the system does when the other end's process is killed
        assert started.wait(20) != 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (TOO_OLD, "dlmath needs Python 3.11 or newer, and "),
        (WITHOUT_VENV, "comes without its modules venv and ensurepip: install them"),
    ],
)
def test_a_python_that_cannot_is_told_so_in_one_sentence(project, change, sentence):
    said, complaint, code = set_up(project, change, PATH="")
    assert (said, code) == ("", 1)
    assert sentence in complaint
    assert len(complaint.splitlines()) == 1
    assert not (project / ".venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no python3.N on its PATH")
def test_another_python_on_the_path_takes_over_from_one_that_cannot(project, tmp_path):
    base = pathlib.Path(sys.base_prefix, "bin", f"python{sysconfig.get_python_version()}")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3.11").symlink_to(base)
    assert ".venv is ready" in set_up(project, TOO_OLD, PATH=str(tmp_path / "bin"))[0]


@pytest.mark.parametrize(
    ("requirement", "environment", "sentence"),
    [
        (
            "six==1.17.0",
            {"PIP_NO_INDEX": "", "PIP_INDEX_URL": "http://127.0.0.1:9"},
            "the package index does not answer",
        ),
        ("six==0.0.999", {}, "offers no ready-made six==0.0.999 for Python"),
        ("not a requirement", {}, "pip could not install the packages"),
    ],
)
def test_what_pip_cannot_do_is_one_sentence_and_the_environment_is_known_to_be_unfinished(
    project, requirement, environment, sentence
):
    (project / "requirements.txt").write_text(requirement, encoding="utf-8")
    _, complaint, code = set_up(project, **environment)
    assert code == 1
    assert sentence in complaint
    assert len(complaint.splitlines()) == 1
    assert (project / ".venv" / "unfinished").exists()


def test_python_2_can_read_the_script():
    """Newer syntax would show an old Python's user a SyntaxError in place of the sentence."""
    import ast

    tree = ast.parse((ROOT / "tools" / "setup.py").read_text(encoding="ascii"), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Nonlocal, ast.Starred, ast.AsyncFunctionDef, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
