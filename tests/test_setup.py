"""What `make setup` says and does on machines that lack something."""

import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig

import pytest

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


def set_up(project, change="pass", **environment):
    """Run the set-up, in a Python to which something is done first; what it printed, and its exit code."""
    script = str(project / "tools" / "setup.py")
    code = f"import runpy, sys; {change}; sys.argv = [{script!r}]; runpy.run_path({script!r}, run_name='__main__')"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""} | environment,
    )
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
