"""Compute the tables of the lesson *Which idea helped?* again: ``python tools/compare_ideas.py``.

The networks, the data and the training are those of the lesson: its cells are run up to the definition that a table
needs. Sixty short trainings with ten seeds make the first table, twenty more repeat two rows with new seeds, and
twenty-four longer ones the last. It takes some minutes; the tables are written into the lesson's folded cells. Run
``ruff format`` and ``make notebooks`` on it afterwards.
"""

import argparse
import json
import os
import pathlib
import pprint

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

LESSON = pathlib.Path(__file__).parents[1] / "notebooks" / "07_cnn" / "6_ideas.ipynb"
# How the cells begin that define networks, data and training.
DEFINES = ("import", "def start", "def output", "images", "five", "def learn", "def score", "small", "def deep_start")
HEAD = "# Written by python tools/compare_ideas.py\n"


def names(*wanted):
    """What the lesson's cells define, without its figures, its exercises and what needs a table."""
    space = {}
    for cell in json.loads(LESSON.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and source.startswith(DEFINES):
            exec(source, space)
        if all(name in space for name in wanted):
            break
    return space


def right():
    """For each idea, how many of the 2,000 validation images are read with each of ten seeds."""
    space = names("score", "ideas")
    return {name: [space["score"](**idea, seed=seed) for seed in range(10)] for name, idea in space["ideas"].items()}


def again():
    """Two rows of that table with ten new seeds."""
    space = names("score", "ideas")
    pair = ("baseline", "two 3 × 3")
    return {name: [space["score"](**space["ideas"][name], seed=seed) for seed in range(10, 20)] for name in pair}


def deep():
    """For each deep network, the median loss by epoch of three seeds, at the better of two learning rates."""
    space, table = names("deep_losses", "networks"), {}
    for name in space["networks"]:
        medians = []
        for eta in (0.001, 0.003):
            runs = [space["deep_losses"](name, eta, seed) for seed in range(3)]
            medians.append([float(loss) for loss in np.median(runs, axis=0).round(4)])
        table[name] = min(medians, key=lambda losses: losses[-1])
    return table


def write(name, table):
    """Put a table into the cell of the lesson that holds it."""
    lesson = json.loads(LESSON.read_text(encoding="utf-8"))
    text = f"{HEAD}{name} = {pprint.pformat(table, width=72, compact=True, sort_dicts=False)}"
    for cell in lesson["cells"]:
        if "".join(cell["source"]).startswith(f"{HEAD}{name} ="):
            cell["source"] = text.splitlines(keepends=True)
    LESSON.write_text(json.dumps(lesson, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main():
    argparse.ArgumentParser(description="Compute the tables of the lesson Which idea helped? again.").parse_args()
    for name, table in (("RIGHT", right), ("AGAIN", again), ("DEEP", deep)):
        write(name, table())


if __name__ == "__main__":
    main()
