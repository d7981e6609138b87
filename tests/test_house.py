"""The rules of the house: one word everywhere, arrows that run one way, nothing that only one machine knows."""

import ast
import doctest
import graphlib
import importlib
import inspect
import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
import yaml

from tests import bad_input
from tools import lessons, notebooks, setup

ROOT = pathlib.Path(__file__).parent.parent
LESSONS = notebooks.lessons()
PACKAGE = sorted((ROOT / "dlmath").rglob("*.py"))
FOLDERS = {"exercises", "widgets"}  # the rooms that are no subject; any other package is one
MODULES = sorted(
    [path.stem for path in (ROOT / "dlmath").glob("[a-z]*.py")]
    + [path.parent.name for path in (ROOT / "dlmath").glob("*/__init__.py") if path.parent.name not in FOLDERS]
)
SUBJECT_MODULES = [name for name in MODULES if name != "plotting"]
METADATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TOOLS = [*(ROOT / "tools").glob("*.py"), *(ROOT / "tools").glob("sheets/*.py")]
NO_SUBJECT = {"start", "beyond"}  # the first lessons, and the last, each of which has a module of its own
NO_MODULE = {"frameworks", "questions"}  # lessons beyond that bring nothing new to dlmath
LONGEST_MODULE, LONGEST_FUNCTION = 400, 30
# Longer than the house allows, each with its reason: "FILE" or "FILE:FUNCTION".
LONGER = {"dlmath/plotting.py:use_style": "one table of Matplotlib's settings, a line each"}
# What American English spells otherwise; the list grows with what is seen.
BRITISH = re.compile(
    r"(?:author|character|critic|custom|diagonal|discret|emphas|equal|factor|final|general|initial|linear|local|maxim|memor"
    r"|minim|neutral|normal|optim|organ|orthogonal|orthonormal|parametr|penal|priorit|quant|random|real|recogn|regular"
    r"|special|stabil|standard|summar|symmetr|token|triangular|util|vector|visual)is(?:e|ing|ation|able)"
    r"|(?:col|behavi|neighb|fav|flav|lab|vap)our|hon[o]ur|cent(?:re|ring|red)|gr[e]y|(?:de|of)fenc[e]|licenc[e]|lear[n]t"
    r"|(?:labe|mode|trave|leve)ll(?:ed|ing)|analys(?:e\b|ed|ing)|artefac[t]|counter-[c]lock",
    re.IGNORECASE,
)
NOT_OUR_SPELLING = {
    "book/references.bib": "titles",
    "dlmath/metrics.py": "the title of a paper",
    "tests/test_way.py": "what a reader types",
    "dlmath/data/alice.txt": "an English book",
    "requirements.txt": "names of packages",
    "book/_static/workshop/editor.mjs": "CodeMirror",
    "tools/editor/package-lock.json": "names of packages",
}


def name(path):
    return path.relative_to(ROOT).as_posix()


def tracked_files():
    """Every file that git keeps, or would keep; none where there is no git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [ROOT / file for file in listed.split("\0") if file and (ROOT / file).is_file()]


def text_of(path):
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""


def subject(lesson):
    return re.fullmatch(r"\d\d_(\w+)", lesson.parent.name).group(1)


def declared(lesson):
    """The names of a lesson's exercises."""
    file = re.sub(r"^\d+_", "", lesson.stem)
    return [path.stem for path in (ROOT / "dlmath" / "exercises" / subject(lesson) / file).glob("[!_]*.py")]


def checked(lesson):
    """The names that a lesson's cells check."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return re.findall(r"^check\(\s*[\"']?(\w+)", code, re.M)


# --- one word, everywhere


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_a_lesson_stands_in_a_numbered_folder_under_a_number(lesson):
    assert re.fullmatch(r"notebooks/\d\d_[a-z_]+/\d+_[a-z_]+\.ipynb", name(lesson))


@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if subject(lesson) not in NO_SUBJECT], ids=name)
def test_a_subject_has_one_name_in_notebooks_package_and_tests(lesson):
    assert (ROOT / "dlmath" / f"{subject(lesson)}.py").exists()
    assert (ROOT / "tests" / f"test_{subject(lesson)}.py").exists()


@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if subject(lesson) == "beyond"], ids=name)
def test_each_lesson_beyond_begins_with_the_name_of_its_own_module(lesson):
    word = re.sub(r"^\d+_", "", lesson.stem)
    modules = [module for module in MODULES if re.match(rf"{module}(_|$)", word)]
    assert word in NO_MODULE or any((ROOT / "tests" / f"test_{module}.py").exists() for module in modules)


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_a_lesson_checks_the_exercises_declared_for_it_each_once(lesson):
    assert sorted(checked(lesson)) == sorted(declared(lesson))


def test_exercise_names_are_unique_in_the_whole_course():
    names = [exercise for lesson in LESSONS for exercise in declared(lesson)]
    assert len(names) == len(set(names))


def test_lists_that_many_lessons_add_to_can_be_read():
    sources = (ROOT / "book" / "references.bib").read_text(encoding="utf-8").strip().split("\n\n")
    assert [source for source in sources if not re.fullmatch(r"@\w+\{\w+,\n(?:  \w+ = .+\n)+\}", source)] == []
    keys = [re.match(r"@\w+\{(\w+)", source)[1] for source in sources]
    assert len(keys) == len(set(keys))
    assert json.loads((ROOT / "tests" / "exercises" / "survivors.json").read_text(encoding="utf-8"))


def test_every_lesson_is_in_the_table_of_contents_once():
    def files(entry):
        if isinstance(entry, dict):
            yield from [entry["file"]] if "file" in entry else []
            entry = list(entry.values())
        for item in entry if isinstance(entry, list) else []:
            yield from files(item)

    contents = list(files(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))))
    assert sorted(file for file in contents if file.startswith("notebooks/")) == [name(x)[:-6] for x in LESSONS]


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_a_lesson_is_stored_in_canonical_form(lesson):
    assert notebooks.check(lesson) is None


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_a_lesson_has_its_form(lesson):
    """Its parts, its budget, its digits and widths, a text for every figure: see tools/lessons.py."""
    assert lessons.faults(lesson) == []


# --- the arrows


def imports(path):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: import from dlmath by its full name"
            yield from [f"{node.module}.{alias.name}" for alias in node.names]


def stands_below(imported, allowed):
    top, *rest = imported.split(".")
    if top != "dlmath":
        return top in allowed or top in sys.stdlib_module_names
    part = rest[0] if rest else "__init__"
    return part in allowed or part in SUBJECT_MODULES or part.startswith("_")


ARROWS = {
    "_browser": {"js", "pyodide_js"},
    "subject": {"numpy"},
    "plotting": {"numpy", "matplotlib", "matplotlib_inline", "IPython", "plotting"},
    "exercises": {"numpy", "exercises", "IPython"},
    "widgets": {"numpy", "widgets", "plotting", "anywidget", "traitlets", "ipywidgets"},
}


@pytest.mark.parametrize("path", PACKAGE, ids=name)
def test_arrows_run_one_way(path):
    part = path.relative_to(ROOT / "dlmath").parts[0].removesuffix(".py")
    allowed = ARROWS.get(part, ARROWS["subject"])
    assert [imported for imported in imports(path) if not stands_below(imported, allowed)] == []


def test_no_two_files_of_the_widgets_import_each_other():
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "dlmath" / "widgets").glob("*.js")}
    order = {file: re.findall(r'^import .* from "\./(\w+)\.js"', text, re.M) for file, text in sources.items()}
    list(graphlib.TopologicalSorter(order).static_order())  # raises where they form a circle


def test_importing_every_subject_loads_numpy_alone():
    heavy = ["matplotlib", "IPython", "ipywidgets", "anywidget", "traitlets", "scipy", "dlmath.exercises"]
    code = f"import importlib, sys\nfor name in {SUBJECT_MODULES}: importlib.import_module('dlmath.' + name)\n"
    code += f"print(*[name for name in {heavy} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).split() == []


# --- size and documentation


def length(node, lines):
    """Lines of a module or function without its docstrings and blank lines, or those of what it holds."""
    first, last = getattr(node, "lineno", 1), getattr(node, "end_lineno", len(lines))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = set()
    for inner in ast.walk(node):
        if isinstance(inner, documented) and ast.get_docstring(inner) is not None:
            docstrings.update(range(inner.body[0].lineno, inner.body[0].end_lineno + 1))
    return sum(bool(lines[n - 1].strip()) and n not in docstrings for n in range(first, last + 1))


@pytest.mark.parametrize("path", PACKAGE + sorted(TOOLS), ids=name)
def test_modules_and_functions_are_short(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    sizes = {f"{name(path)}:{n.name}": length(n, lines) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    long = {place: size for place, size in sizes.items() if size > LONGEST_FUNCTION}
    if length(tree, lines) > LONGEST_MODULE:
        long[name(path)] = length(tree, lines)
    assert {place: size for place, size in long.items() if place not in LONGER} == {}


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_finds_nothing(command):
    result = subprocess.run([sys.executable, "-m", "ruff", *command, ROOT], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("module", MODULES)
def test_public_names_are_listed_and_documented_with_an_example(module):
    module = importlib.import_module(f"dlmath.{module}")
    own = {key for key, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__}
    assert {key for key in own if not key.startswith("_")} <= set(module.__all__)
    assert module.__doc__
    finder = doctest.DocTestFinder(recurse=False, exclude_empty=True)
    for key in module.__all__:
        value = getattr(module, key)
        if inspect.isroutine(value) or inspect.isclass(value):
            examples = [example for found in finder.find(value, key) for example in found.examples]
            assert examples, f"{module.__name__}.{key} has no doctest"


# Public functions without a `bad_input.Case`, and why; their own tests try what they refuse.
UNTRIED = {
    "a network described as data": "count_multiply_adds count_parameters summary output_size receptive_field",
    "a network's parameters, which are nests": "backward deltas forward loss_and_grads train initialize_lenet5",
    "nests of any shape": "clip_by_norm clip_by_value",
    "a function that is given": "minimize gradient_check bootstrap_interval",
    "tables by name": "joint_probability markov_blanket query sample",
    "makes a function from a few numbers": "cosine exponential step warm_up quadratic",
    "one point of the plane": "bowl himmelblau ravine rosenbrock saddle",
    "reads a file": "alice diabetes digits mnist penguins tiny_digits",
}


def test_every_public_function_is_tried_with_unusual_input():
    for path in (ROOT / "tests").glob("test_*.py"):
        if "bad_input.every" in text_of(path):
            importlib.import_module(f"tests.{path.stem}")
    tried = {function.rpartition(".")[2] for function in bad_input.COVERED}
    for module in set(SUBJECT_MODULES) - {"autodiff"}:  # it takes functions, and says of each what it cannot
        module = importlib.import_module(f"dlmath.{module}")
        public = {key for key in module.__all__ if inspect.isroutine(getattr(module, key))}
        assert public - tried - set(" ".join(UNTRIED.values()).split()) == set(), module.__name__


# --- nothing that only one machine knows


def test_the_environment_is_pinned_and_names_no_web_address():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)?", line)] == []
    pinned = {line.split("==")[0] for line in lines}
    extras = METADATA["optional-dependencies"]
    asked = METADATA["dependencies"] + extras["course"] + extras["test"]
    assert {re.match(r"[\w-]+", requirement).group() for requirement in asked} <= pinned


def test_the_environment_is_complete():
    result = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_no_file_names_a_package_index_or_a_path_of_one_machine():
    machine = [re.escape(f"{ROOT.parent}{os.sep}")] if len(ROOT.parts) > 2 else []
    paths = [r"(?<![\w.:/])/(?:ro[o]t|home/\w+|Users/\w+)/", r"[A-Z]:\\Users\\"]
    hosts = [r"\bpy[p]i\.(?:org|python)", r"pythonhost[e]d\.", r"\bnpm[j]s\.(?:org|com)", r"conda\.ana[c]onda\."]
    pattern = re.compile("|".join(machine + paths + hosts))
    found = {name(path): match.group() for path in tracked_files() if (match := pattern.search(text_of(path)))}
    assert found == {}


def test_no_file_in_git_is_large_but_data():
    sizes = {name(path): path.stat().st_size for path in tracked_files()}
    assert {file: size for file, size in sizes.items() if size > 1_500_000 and "dlmath/data/" not in file} == {}


# --- what a newcomer relies on


def test_the_oldest_python_is_the_same_everywhere():
    oldest, newest = (".".join(map(str, version)) for version in (setup.OLDEST, setup.NEWEST))
    assert METADATA["requires-python"] == f">={oldest}"
    assert f"Python {oldest} or newer" in text_of(ROOT / "README.md")
    workflow = yaml.safe_load(text_of(ROOT / ".github" / "workflows" / "test.yml"))
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == [oldest, newest]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_files_and_commands_that_a_page_names_exist(page):
    text = text_of(ROOT / page)
    targets = re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.M)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    scripts = re.findall(r"\btools/\w+\.py", text)
    assert [link for link in links + scripts if not (ROOT / link).exists()] == []
    assert [target for target in re.findall(r"`make ([a-z-]+)", text) if target not in targets] == []


def test_the_license_names_code_text_and_data():
    text = text_of(ROOT / "LICENSE")
    assert "BSD 3-Clause License" in text
    assert "CC BY 4.0" in text
    assert (ROOT / "dlmath" / "data" / "README.md").exists()


def test_spelling_is_american_in_text_and_code():
    ours = [path for path in tracked_files() if name(path) not in NOT_OUR_SPELLING]
    found = {name(path): sorted(set(BRITISH.findall(text_of(path)))) for path in ours}
    assert {file: words for file, words in found.items() if words} == {}


def test_a_wheel_carries_the_data_and_the_widgets(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        carried = set(wheel.namelist())
    kept = [path for path in (ROOT / "dlmath").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {name(path) for path in kept} <= carried
    assert not [file for file in carried if not file.startswith("dlmath")]


SCRIPTS = [path for path in sorted((ROOT / "tools").glob("*.py")) if "__main__" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_asked_for_help_says_what_it_does_and_does_nothing(script):
    done = subprocess.run([sys.executable, script, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: {script.name}")
    assert "-h, --help" in done.stdout and "Setting up" not in done.stdout and "Reading" not in done.stdout
