"""What each augmentation buys: ``python tools/study_augmentation.py`` trains LeNet-5 and prints the lesson's tables.

Every run takes the same number of steps. Within a seed, all runs of a size have the same images, the same start and the
same batches; only what is done to a batch differs. A number in a table says how many of the 2,000 test images one run
gets wrong. Training images are drawn from the first 8,000. The last 2,000 are the validation set, on which
``python tools/study_augmentation.py --choose`` compares the strengths, with seeds of their own. Each of the two takes
some minutes.
"""

import argparse
import os
from concurrent.futures import ProcessPoolExecutor

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from dlmath import augmentation, cnn, datasets, losses, mlp, optimizers, schedules
from dlmath.autodiff import value_and_grad

N_STEPS, BATCH_SIZE = 480, 50


def shifted(pixels):
    return lambda X, rng: augmentation.shift(X, *rng.uniform(-pixels, pixels, size=2))


def rotated(degrees):
    return lambda X, rng: augmentation.rotate(X, rng.uniform(-degrees, degrees))


def scaled(part):
    return lambda X, rng: augmentation.scale(X, rng.uniform(1 - part, 1 + part))


def cropped(size):
    """A random window of the image, put into the middle of an empty one."""

    def change(X, rng):
        top, left = rng.integers(0, 28 - size + 1, size=2)
        border, result = (28 - size) // 2, np.zeros_like(X)
        window = augmentation.crop(X, top, left, size, size)
        result[..., border : border + size, border : border + size] = window
        return result

    return change


def noisy(std):
    return lambda X, rng: augmentation.add_noise(X, std, rng)


def flipped():
    return lambda X, rng: augmentation.flip_horizontal(X) if rng.random() < 0.5 else X


def in_turn(*changes):
    def change(X, rng):
        for each in changes:
            X = each(X, rng)
        return X

    return change


def in_groups(change):
    """An augmentation of a batch: each ten images get a random change of their own, and keep their labels."""

    def augment(X, Y, rng):
        return np.concatenate([change(part, rng) for part in np.array_split(X, 5)]), Y

    return augment


def mixed(alpha):
    return lambda X, Y, rng: augmentation.mixup(X, Y.astype(X.dtype), alpha, rng)


STRENGTHS = {
    "shift": {pixels: in_groups(shifted(pixels)) for pixels in (1, 2, 3)},
    "rotate": {degrees: in_groups(rotated(degrees)) for degrees in (10, 20, 30)},
    "scale": {part: in_groups(scaled(part)) for part in (0.1, 0.2, 0.3)},
    "crop": {size: in_groups(cropped(size)) for size in (26, 24, 22)},
    "noise": {std: in_groups(noisy(std)) for std in (0.1, 0.2, 0.4)},
    "mixup": {alpha: mixed(alpha) for alpha in (0.2, 0.5, 1.0)},
    "moved": {
        (degrees, part, pixels): in_groups(in_turn(rotated(degrees), scaled(part), shifted(pixels)))
        for degrees, part, pixels in ((10, 0.1, 2), (15, 0.15, 2), (20, 0.3, 2))
    },
    "flip": {0.5: in_groups(flipped())},
    "none": {0: in_groups(lambda X, rng: X)},
}


def train(augment, n_images, seed):
    """LeNet-5 after the same number of steps with any number of images."""
    data, _ = datasets.mnist()
    chosen = np.random.default_rng(seed).permutation(8000)[:n_images]
    loss_and_grads = value_and_grad(lambda params, X, Y: losses.cross_entropy(cnn.lenet5(params, X), Y))
    rng, n_epochs = np.random.default_rng(seed), N_STEPS * BATCH_SIZE // n_images
    params, _ = mlp.train(
        lambda params, X, Y: loss_and_grads(params, *augment(X, Y, rng)),
        cnn.initialize_lenet5(seed),
        data.images[chosen, None],
        np.eye(10)[data.y[chosen]],
        optimizers.adamw(schedules.cosine(0.003, N_STEPS), weight_decay=0.1),
        n_epochs,
        BATCH_SIZE,
        seed,
        progress="quiet",
    )
    return params


def wrong(params, images, y):
    """The share of wrong answers."""
    logits = [cnn.lenet5(params, part) for part in np.array_split(images[:, None], 10)]
    return float(np.mean(np.concatenate(logits).argmax(axis=1) != y))


CHOSEN = {
    "none": STRENGTHS["none"][0],
    "flip": STRENGTHS["flip"][0.5],
    "noise": STRENGTHS["noise"][0.2],
    "mixup": STRENGTHS["mixup"][0.2],
    "scale": STRENGTHS["scale"][0.3],
    "rotate": STRENGTHS["rotate"][20],
    "crop": STRENGTHS["crop"][24],
    "shift": STRENGTHS["shift"][2],
    "moved": STRENGTHS["moved"][10, 0.1, 2],
}
SIZES = (250, 500, 1000, 2000, 4000, 8000)


def validated(task):
    """The share of the validation set that one strength gets wrong."""
    name, strength, seed = task
    data, _ = datasets.mnist()
    return wrong(train(STRENGTHS[name][strength], 500, seed), data.images[8000:], data.y[8000:])


def tested(task):
    """How many of the 2,000 test images one run gets wrong."""
    name, n_images, seed = task
    _, test = datasets.mnist()
    return round(len(test.y) * wrong(train(CHOSEN[name], n_images, seed), test.images, test.y))


def choose():
    """Print what each strength does on the validation set."""
    tasks = [(name, s, seed) for name in STRENGTHS for s in STRENGTHS[name] for seed in (100, 101, 102)]
    with ProcessPoolExecutor(2) as pool:
        found = dict(zip(tasks, pool.map(validated, tasks), strict=True))
    for name, strengths in STRENGTHS.items():
        for s in strengths:
            print(f"{name:7} {s!s:12}  {np.mean([found[name, s, seed] for seed in (100, 101, 102)]):.2%}")


def study():
    """Print the tables of the lesson."""
    kinds = [(name, 500, seed) for name in CHOSEN for seed in range(6)]
    sizes = [(name, n, seed) for name in ("none", "moved") for n in SIZES for seed in range(3)]
    tasks = list(dict.fromkeys(kinds + sizes))
    with ProcessPoolExecutor(2) as pool:
        found = dict(zip(tasks, pool.map(tested, tasks), strict=True))
    print("KINDS =", {name: [found[task] for task in kinds if task[0] == name] for name in CHOSEN})
    for name in ("none", "moved"):
        print(f"SIZES[{name!r}] =", {n: [found[task] for task in sizes if task[:2] == (name, n)] for n in SIZES})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--choose", action="store_true", help="compare the strengths on the validation set instead")
    choose() if parser.parse_args().choose else study()
