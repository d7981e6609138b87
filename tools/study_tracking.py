"""Who keeps the names?: ``python tools/study_tracking.py`` lets trackers follow digits that meet, and prints a table.

In each film two different digits of the test images meet in the middle; in the first kind of film they go on, in the
second they turn around. Within a film, all trackers see the same boxes: those of `dlmath.scenes.observe`, where each
coordinate of a box is off by about a pixel, one box in twenty is missed, and of two that overlap by more than 0.3 only
one is seen. A row counts misses, false positives and identity switches, one number for each film. It takes a few
minutes. The settings were chosen on films with seeds of their own, which ``--choose`` shows.
"""

import argparse
import os
from concurrent.futures import ProcessPoolExecutor

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from dlmath import datasets, scenes, tracking

N_FRAMES = 41
SEEDS, CHOOSING = range(100, 200), range(8)
MODEL = tracking.constant_velocity(acceleration_std=0.3, measurement_std=1.4, n_dims=4)


def film(seed, turn):
    """Two digits that meet, and what a detector sees of them."""
    _, test = datasets.mnist()
    rng = np.random.default_rng(seed)
    labels = rng.choice(10, size=2, replace=False)
    chosen = [rng.choice(np.flatnonzero(test.y == label)) for label in labels]
    scene = scenes.moving(test.images[chosen], test.y[chosen], N_FRAMES, rng, turn=turn)
    return scene, scenes.observe(scene.boxes, rng, noise=1.0, miss_rate=0.05, merge=0.3)


def sort(max_age):
    return lambda state, frame, boxes: tracking.sort_step(state, boxes, MODEL, max_age=max_age)


def deepsort(max_cosine, probability, blind=False):
    """DeepSORT; if blind, everything looks the same to it, and only the gate, the cascade and the IoU are left."""

    def step(state, frame, boxes):
        looks = np.ones((len(boxes), 1)) if blind else scenes.crops(frame, boxes)
        settings = {"max_cosine": max_cosine, "probability": probability, "n_init": 1}
        return tracking.deepsort_step(state, boxes, looks, MODEL, **settings)

    return step


OTHERS = ("misses", "false_positives")
TRACKERS = {
    "SORT, 1": sort(1),
    "SORT, 30": sort(30),
    "blind": deepsort(0.3, 0.999, blind=True),
    "DeepSORT": deepsort(0.3, 0.999),
}
STRENGTHS = {
    (max_cosine, probability): deepsort(max_cosine, probability)
    for max_cosine in (0.2, 0.3, 0.4)
    for probability in (0.95, 0.99, 0.999)
}


def errors(scene, seen, step):
    """The errors of one tracker over one film."""
    state, tracks = tracking.TrackerState(), []
    for frame, (boxes, _) in zip(scene.frames, seen, strict=True):
        state, identities = step(state, frame, boxes)
        tracks.append((boxes, identities))
    return tracking.clear_mot([(boxes, np.arange(2)) for boxes in scene.boxes], tracks)


def followed(task):
    """The errors of all trackers over one film."""
    seed, turn = task
    scene, seen = film(seed, turn)
    return {name: errors(scene, seen, step) for name, step in TRACKERS.items()}


def switched(task):
    """How often each strength of DeepSORT switches identities in one film."""
    seed, turn = task
    scene, seen = film(seed, turn)
    return {strength: errors(scene, seen, step).switches for strength, step in STRENGTHS.items()}


def choose():
    """Print the switches of each strength on the films for choosing."""
    tasks = [(seed, turn) for turn in (False, True) for seed in CHOOSING]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(switched, tasks))
    for strength in STRENGTHS:
        counts = [one[strength] for one in found]
        print(f"max_cosine, probability = {strength}: {sum(counts)} switches in {len(counts)} films")


def study():
    """Print the tables of the lesson."""
    for kind, turn in (("straight", False), ("turn", True)):
        with ProcessPoolExecutor(2) as pool:
            found = list(pool.map(followed, [(seed, turn) for seed in SEEDS]))
        for name in TRACKERS:
            print(f"{kind}, {name}:", "".join(str(one[name].switches) for one in found))
        totals = {tuple(sum(getattr(one[name], what) for one in found) for what in OTHERS) for name in TRACKERS}
        print(f"{kind}: {OTHERS} = {totals} of {sum(one['DeepSORT'].n_truths for one in found)} true boxes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--choose", action="store_true", help="compare settings on the films for choosing instead")
    choose() if parser.parse_args().choose else study()
