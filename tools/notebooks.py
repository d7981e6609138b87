"""Execute lessons and write their canonical form, whose diffs can be read.

    python tools/notebooks.py [FILES]            all lessons, or these
    python tools/notebooks.py --check [FILES]    only say which are not canonical

Canonical: text outputs stay; figures, HTML and the state of widgets go, and leave the text that stands for them.
Cells are numbered as they ran. Metadata is what the book needs. Names of cells (ids) stay what they are.
"""

import argparse
import hashlib
import os
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat

from tools.build import BuildError, Kernels, scratch

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_METADATA = ("mystnb", "tags")
TEXT = ("text/plain", "text/markdown", "text/latex")


def lessons():
    """Every notebook of the course."""
    return sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def canonical(notebook):
    """The text of a notebook's canonical form; the notebook itself stays as it is."""
    notebook = nbformat.from_dict(notebook)
    kept = {key: value for key, value in notebook.metadata.items() if key == "mystnb"}
    notebook.metadata = nbformat.from_dict(NOTEBOOK_METADATA | kept)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    count, names = 0, set()
    for position, cell in enumerate(notebook.cells):
        cell.metadata = {key: value for key, value in cell.metadata.items() if key in CELL_METADATA and value}
        cell.id = cell_name(cell, position, names)
        if cell.cell_type == "code":
            count += bool(cell.source.strip())
            cell.execution_count = count if cell.source.strip() else None
            cell.outputs = [canonical_output(output, count) for output in joined_streams(cell.outputs)]
    return nbformat.writes(notebook, version=4, indent=1).rstrip("\n") + "\n"


def cell_name(cell, position, taken):
    """The cell's id; one that is missing or taken is made from what the cell says and where it stands."""
    name = cell.get("id")
    if not name or name in taken:
        name = hashlib.sha256(f"{position} {cell.source}".encode()).hexdigest()[:8]
    taken.add(name)
    return name


def joined_streams(outputs):
    """Outputs where what was printed in a row is one piece, however many messages carried it."""
    joined = []
    for output in outputs:
        before = joined[-1] if joined else {}
        if output.output_type == "stream" and output.name == before.get("name"):
            before["text"] += output.text
        else:
            joined.append(nbformat.from_dict(output))
    return joined


def canonical_output(output, count):
    """An output without pictures, HTML, widget state and paths of this machine."""
    if "data" in output:
        output.data = {kind: output.data[kind] for kind in TEXT if kind in output.data}
        output.metadata = {}
    if "execution_count" in output:
        output.execution_count = count
    if output.output_type == "error":
        output.traceback = [f"{output.ename}: {output.evalue}"]
    return output


def execute(path, kernels):
    """Run a lesson and write it; what went wrong as a sentence, else None. A lesson that fails stays as it was."""
    try:
        notebook = kernels.execute(path)
    except BuildError as error:
        return f"{error} (left as it was)"
    for number, cell in enumerate(notebook.cells):
        complaints = [out.text for out in cell.get("outputs", []) if out.get("name") == "stderr"]
        if complaints:
            return f"{path.name}, cell {number}: warns {complaints[0].strip().splitlines()[0]!r} (left as it was)"
    temporary = path.with_name(f".{path.name}")
    temporary.write_text(canonical(notebook), encoding="utf-8", newline="\n")
    os.replace(temporary, path)
    return None


def check(path):
    """What keeps a file from being canonical as a sentence, else None."""
    text = path.read_bytes().decode("utf-8")
    if text != canonical(nbformat.reads(text, as_version=4)):
        return f"{path.name} is not in canonical form: run python tools/notebooks.py {path}"
    return None


def execute_all(paths):
    """Run two lessons at a time; the sentences about those that failed."""
    failures = []
    with scratch() as folder:
        kernels = Kernels(folder)
        with ThreadPoolExecutor(max_workers=2) as pool:
            results = pool.map(lambda path: execute(path, kernels), paths)
            try:
                for path, failure in zip(paths, results, strict=True):
                    print(f"  {path.parent.name}/{path.name}  {'failed' if failure else 'written'}", flush=True)
                    failures += [failure] if failure else []
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                kernels.stop()
                raise
    return failures


def main():
    parser = argparse.ArgumentParser(description="Execute lessons and write their canonical form.")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="lessons (all of them, if none is named)")
    parser.add_argument("--check", action="store_true", help="execute nothing, say which are not canonical")
    arguments = parser.parse_args()
    paths = [path.resolve() for path in arguments.files] or lessons()
    if absent := [path for path in paths if not path.is_file()]:
        return f"There is no lesson {absent[0]}."
    failures = list(filter(None, map(check, paths))) if arguments.check else execute_all(paths)
    return "\n".join(failures) or 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped; lessons not yet written are as they were.", flush=True)
        os._exit(130)
