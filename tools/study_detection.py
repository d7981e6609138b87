"""How well the small detector does: ``python tools/study_detection.py`` trains it and prints the lesson's tables.

Three seeds, each for two trainings: the short one of the lesson (1,200 scenes, 6 epochs) and a full one (6,000 scenes,
10 epochs). A seed chooses the scenes, the start and the batches. The 500 test scenes are the same for all, and are made
of digits that are in no training scene. A row of a table holds mAP@0.5, mAP@0.5:0.95, and the average precision at 0.5
for "digit or not", first with suppression class by class, then with one suppression over all classes. The tables go to
standard output, or to a file with ``--out FILE``. All of it takes some minutes.
"""

import argparse
import os
import pathlib
from concurrent.futures import ProcessPoolExecutor

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from dlmath import datasets, detection, mlp, optimizers, scenes, schedules, yolo
from dlmath.autodiff import value_and_grad

BATCH_SIZE, LEARNING_RATE = 16, 0.006
TRAININGS = {"SHORT": (1200, 6), "FULL": (6000, 10)}  # scenes and epochs
SEEDS = (0, 1, 2)


def train(n_scenes, n_epochs, seed):
    """The parameters after a training on scenes of training digits."""
    data, _ = datasets.mnist()
    images, truths = scenes.compose(data.images, data.y, n_scenes, rng=seed)
    n_steps = n_epochs * -(-n_scenes // BATCH_SIZE)
    optimizer = optimizers.adam(schedules.cosine(LEARNING_RATE, n_steps))
    params, _ = mlp.train(
        value_and_grad(yolo.loss),
        yolo.initialize(seed),
        images,
        yolo.targets(truths),
        optimizer,
        n_epochs,
        BATCH_SIZE,
        seed,
        progress="quiet",
    )
    return params


def digit_or_not(found, truths, once):
    """The average precision at 0.5 when every digit has the same label, with one suppression over all, or as it is."""
    plain = []
    for boxes, scores, _ in found:
        kept = detection.non_maximum_suppression(boxes, scores, 0.5) if once else np.arange(len(boxes))
        plain.append(detection.Detections(boxes[kept], scores[kept], np.zeros(len(kept), int)))
    there = [detection.Truths(boxes, np.zeros(len(boxes), int)) for boxes, _ in truths]
    return detection.mean_average_precision(plain, there)


def tested(task):
    """One row of a table."""
    name, seed = task
    params = train(*TRAININGS[name], seed)
    _, test = datasets.mnist()
    images, truths = scenes.compose(test.images, test.y, 500, rng=1000)
    found = yolo.detect(params, images)
    row = [detection.mean_average_precision(found, truths, t) for t in (0.5, np.arange(0.5, 1, 0.05))]
    row += [digit_or_not(found, truths, once) for once in (False, True)]
    return [round(value, 3) for value in row]


def study():
    """The tables of the lesson, as Python."""
    tasks = [(name, seed) for name in TRAININGS for seed in SEEDS]
    with ProcessPoolExecutor(2) as pool:
        found = dict(zip(tasks, pool.map(tested, tasks), strict=True))
    return "".join(f"{name} = {[found[name, seed] for seed in SEEDS]}\n" for name in TRAININGS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, metavar="FILE", help="write the tables to FILE instead")
    out, tables = parser.parse_args().out, study()
    print(tables, end="") if out is None else out.write_text(tables, encoding="utf-8")
