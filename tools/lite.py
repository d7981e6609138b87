"""Lay the live edition into the book: JupyterLite, in which every lesson runs in the reader's browser.

It stands in ``_build/html/lite`` and is made by `tools/build.py`. Python itself (Pyodide) comes from its public
network, or, when ``PYODIDE_DIR`` names a folder that holds it, from the book's own server, so that nothing leaves it.

What a lesson imports must not be looked for elsewhere. Pyodide finds packages by a lock file; the one laid here also
lists ``dlmath`` and what widgets need, as wheels beside it, packed from what is installed in this environment.

The same Python serves the pages, whose exercises and cells run in place (``book/_static/workshop``). What few readers
need comes when they need it: the data sets lie beside the wheel as files, the widgets are a wheel of their own.
"""

import contextlib
import hashlib
import importlib.metadata
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib

from tools import questions

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOCK = "pyodide-lock.json"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# What is in Pyodide and a lesson needs, with all that it needs in turn.
FROM_PYODIDE = ("numpy", "matplotlib", "ipython", "micropip", "traitlets", "typing-extensions")
# What is not in Pyodide: pure Python, so that the installed files are the wheel.
FROM_HERE = {
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "comm": ["traitlets"],
    "ipywidgets": ["comm", "ipython", "jupyterlab-widgets", "traitlets"],
    "jupyterlab-widgets": [],
    "psygnal": [],
}
# What JupyterLite brings for its kernel.
FROM_KERNEL = {"ipykernel": [], "piplite": ["micropip"], "pyodide-kernel": ["comm", "ipython"]}
# What a kernel starts with: named here, all of it is fetched at once, and not one package after the other.
AT_START = ["numpy", "dlmath", *FROM_KERNEL, "comm", "ipython", "jedi", "micropip"]
UNPACKED = 16_700_000  # bytes that starting Python on a page takes from the network, uncompressed, about
STARTUP = "live_startup.py"
DROPDOWN = re.compile(r"^:::\{dropdown\} (.+)\n((?:.*\n)*?):::$", re.MULTILINE)
RECAP = re.compile(r"^## Recap$", re.MULTILINE)
SPREADSHEET = re.compile(r"\[([^\]]+)\]\(\.\./(\w+\.xlsx)\)")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


def pyodide_folder():
    """The folder that ``PYODIDE_DIR`` names, or None; a folder without Pyodide is refused."""
    named = os.environ.get("PYODIDE_DIR")
    if not named:
        return None
    folder = pathlib.Path(named).resolve()
    missing = [name for name in (*CORE, LOCK) if not (folder / name).is_file()]
    if missing:
        raise FileNotFoundError(f"PYODIDE_DIR is {named}, expected a folder with Pyodide: it has no {missing[0]}")
    return folder


def needed(packages, roots):
    """The names of the packages that ``roots`` are and depend on."""
    found, waiting = set(), list(roots)
    while waiting:
        name = waiting.pop().replace("_", "-")
        if name not in found:
            found.add(name)
            waiting += packages[name]["depends"]
    return found


def pack(name, folder):
    """Write the installed distribution ``name`` as a wheel of pure Python into ``folder``; return its path."""
    distribution = importlib.metadata.distribution(name)
    wheel = folder / f"{name.replace('-', '_')}-{distribution.version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(distribution.files, key=str):
            if ".." not in file.parts and file.suffix not in (".pyc", ".so", ".pyd") and file.name != "RECORD":
                archive.write(distribution.locate_file(file), str(file))
        archive.writestr(f"{wheel.name.rsplit('-', 3)[0]}.dist-info/RECORD", "")
    return wheel


def pack_dlmath(root, folder):
    """Write ``dlmath`` into ``folder`` as two wheels and the data sets as files; return the paths of the wheels."""
    with tempfile.TemporaryDirectory() as built:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", built]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        whole = next(pathlib.Path(built).glob("dlmath-*.whl"))
        wheels = folder / whole.name, folder / whole.name.replace("dlmath-", "dlmath_widgets-")
        with zipfile.ZipFile(whole) as source, contextlib.ExitStack() as stack:
            core, widgets = (stack.enter_context(zipfile.ZipFile(w, "w", zipfile.ZIP_DEFLATED)) for w in wheels)
            for name in source.namelist():
                if name.startswith("dlmath/data/"):
                    (folder / "data").mkdir(exist_ok=True)
                    (folder / "data" / pathlib.PurePath(name).name).write_bytes(source.read(name))
                elif name.startswith("dlmath/widgets/"):
                    widgets.writestr(name, source.read(name))
                else:
                    core.writestr(name, source.read(name))
                    if name.endswith(("/METADATA", "/WHEEL", "/RECORD")):
                        widgets.writestr(name.replace("dlmath-", "dlmath_widgets-"), source.read(name))
            core.write(pathlib.Path(__file__).with_name(STARTUP), STARTUP)
    return wheels


def pack_nothing(name, folder):
    """Write a wheel that holds nothing; return its path."""
    wheel = folder / f"{name}-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}-0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n")
    return wheel


def entry(name, wheel, depends):
    """What a lock file says of a wheel that lies beside it."""
    return {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": ["dlmath.widgets" if name == "dlmath-widgets" else name.replace("-", "_")],
        "depends": depends,
        "unvendored_tests": False,
    }


def lay_packages(root, folder, pyodide):
    """Write lock file and wheels into ``folder``, and Pyodide itself if it was named; return the kernel's settings."""
    from jupyterlite_pyodide_kernel import constants

    folder.mkdir(parents=True)
    lock = json.loads(((pyodide or root / "tools") / LOCK).read_text(encoding="utf-8"))
    packages = {name: lock["packages"][name] for name in sorted(needed(lock["packages"], FROM_PYODIDE))}
    if pyodide:
        for file in (*CORE, *(package["file_name"] for package in packages.values())):
            shutil.copy2(pyodide / file, folder / file)
        source = "pyodide.mjs"
    else:
        network = constants.PYODIDE_CDN_URL.replace(constants.PYODIDE_VERSION, lock["version"])
        for package in packages.values():
            package["file_name"] = f"{network}/{package['file_name']}"
        source = f"{network}/pyodide.mjs"
    packages |= lay_wheels(root, folder)
    packages["matplotlib"]["imports"].append("dlmath.plotting")
    lock = {"info": lock["info"], "packages": packages}
    (folder / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8", newline="\n")
    at_first = (*CORE, *(packages[name]["file_name"] for name in ("numpy", "dlmath")))
    weight = sum((folder / file).stat().st_size for file in at_first if (folder / file).is_file())
    place = {"pyodide": source, "bytes": weight if pyodide else UNPACKED}
    (folder / "workshop.json").write_text(json.dumps(place), encoding="utf-8", newline="\n")
    return kernel_settings(source, lock["info"]["python"])


def lay_wheels(root, folder):
    """Write the wheels that are not in Pyodide into ``folder``; return what the lock file says of them."""
    wheels = {name: (pack(name, folder), depends) for name, depends in FROM_HERE.items()}
    for name, depends in FROM_KERNEL.items():
        wheel = next(folder.parent.rglob(f"pypi/{name.replace('-', '_')}-*.whl"))
        wheels[name] = pathlib.Path(shutil.copy2(wheel, folder)), depends
    # The kernel insists on jedi. It weighs 1.7 MB, and what Python completes without it is enough for a lesson.
    wheels["jedi"] = pack_nothing("jedi", folder), []
    core, widgets = pack_dlmath(root, folder)
    wheels |= {"dlmath": (core, ["numpy"]), "dlmath-widgets": (widgets, ["dlmath", "anywidget"])}
    return {name: entry(name, *wheel) for name, wheel in wheels.items()}


def kernel_settings(source, python):
    """What JupyterLite's kernel is told: where Pyodide is, and what it starts with."""
    site = "/lib/python{}.{}/site-packages".format(*python.split("."))
    return {
        "pyodideUrl": source if source.startswith("http") else f"./pyodide/{source}",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "packages": AT_START,
            "lockFileURL": f"./pyodide/{LOCK}",
            "env": {"PYTHONSTARTUP": f"{site}/{STARTUP}"},
        },
    }


def citations(root):
    """What the book writes for a source, such as "McCulloch and Pitts, 1943", by its key."""
    from pybtex.database import parse_file
    from pybtex.richtext import Text

    def by(entry):
        people = entry.persons["author"]
        names = [str(Text.from_latex(" ".join(one.prelast_names + one.last_names))) for one in people]
        return " and ".join(names) if len(names) < 3 else f"{names[0]} *et al.*"

    entries = parse_file(str(root / "book" / "references.bib")).entries
    return {key: f"{by(entry)}, {entry.fields.get('year', 'n.d.')}" for key, entry in entries.items()}


def for_jupyter(notebook, sources):
    """A lesson as JupyterLab can show it: without what only the book reads, and without what it did not run itself."""

    def cited(match):
        return "[" + "; ".join(sources[key.strip()] for key in match[1].split(",")) + "]"

    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
        else:
            text = re.sub(r"\{cite\}`([^`]+)`", cited, "".join(cell["source"]))
            text = SPREADSHEET.sub(r"\1 (the file `\2`, one folder up)", text)  # JupyterLab cannot open it
            cell["source"] = DROPDOWN.sub(r"<details><summary>\1</summary>\n\n\2\n\n</details>", text)
    return notebook


def ask(notebook, asked):
    """Lay the questions of a lesson before its recap, as the book does."""
    for cell in notebook["cells"] if asked else []:
        if cell["cell_type"] == "markdown":
            text = "".join(cell["source"])
            cell["source"] = RECAP.sub(lambda recap: f"{questions.as_markdown(asked)}\n\n{recap[0]}", text, count=1)
    return notebook


def lay_contents(root, work):
    """Write the lessons for JupyterLab into ``work``; return their folder."""
    folder, sources, asked = work / "contents", citations(root), questions.of_lessons(root)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "notebooks", folder)
    for path in folder.rglob("*.ipynb"):
        notebook = for_jupyter(json.loads(path.read_text(encoding="utf-8")), sources)
        place = re.sub(r"\b\d+_", "", path.relative_to(folder).with_suffix("").as_posix())
        ask(notebook, asked.get(place, []))
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
    return folder


def lay_application(root, work, out):
    """Let JupyterLite write its application and the lessons into ``out``."""
    settings = {
        "apps": ["lab"],
        "contents": [str(lay_contents(root, work))],
        "cache_dir": str(work / "cache"),
        "lite_dir": str(work),
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": str(out),
    }
    work.mkdir(parents=True, exist_ok=True)
    config = work / "jupyter_lite_config.json"
    config.write_text(json.dumps({"LiteBuildConfig": settings}), encoding="utf-8")
    # The module of this environment: "jupyter lite" would start the first jupyter-lite on the PATH. The file's name
    # alone: of a path with " or $ in it nothing would be read, without a word.
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--config", config.name]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"JupyterLite could not be built: {(done.stderr or done.stdout).strip().splitlines()[-1]}")


def cells_fingerprint(path):
    """CRC-32 of what a notebook's cells say, whatever they have printed; editions.js computes the same."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return zlib.crc32("\0".join("".join(cell["source"]) for cell in cells).encode())


def lay_editions(root, out):
    """Let new editions of lessons reach those who have opened earlier ones: see editions.js. And start by live.js."""
    lessons = sorted(path.relative_to(out / "files") for path in (out / "files").rglob("*.ipynb"))
    editions = {path.as_posix(): cells_fingerprint(out / "files" / path) for path in lessons}
    (out / "editions.json").write_text(json.dumps(editions, indent=1), encoding="utf-8", newline="\n")
    for script in ("editions.js", "live.js"):
        shutil.copy(root / "tools" / script, out / script)
    page, begins = out / "lab" / "index.html", "await import("
    text = page.read_text(encoding="utf-8")
    if text.count(begins) != 1:
        raise RuntimeError("JupyterLite's page starts in another way than tools/lite.py knows")
    renewed = f"await (await import('../live.js')).start();\n        {begins}"
    page.write_text(text.replace(begins, renewed), encoding="utf-8", newline="\n")


def build(root=ROOT, out=None):
    """Write the live edition into ``out``, by default ``_build/html/lite``."""
    out, pyodide = out or root / "_build" / "html" / "lite", pyodide_folder()
    shutil.rmtree(out, ignore_errors=True)
    lay_application(root, root / "_build" / "lite", out)
    lay_editions(root, out)
    kernel = lay_packages(root, out / "pyodide", pyodide)
    path = out / "jupyter-lite.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["jupyter-config-data"]["exposeAppInBrowser"] = True  # for live.js
    config["jupyter-config-data"].setdefault("litePluginSettings", {}).setdefault(KERNEL, {}).update(kernel)
    path.write_text(json.dumps(config, indent=1), encoding="utf-8", newline="\n")
