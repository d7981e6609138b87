"""Train networks on real images, each from five seeds, and hold them to an accuracy: ``python -m benchmarks.training``.

Names of networks after the command train those alone. What each seed reached on the test images, and in how many
seconds, is printed and kept in ``benchmarks/training.json``. The exit code is 1 if a seed stays below what is asked.
"""

import functools
import json
import os
import pathlib
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from benchmarks.__main__ import POOLS, machine

# Before NumPy is loaded: products this small gain nothing from a second core, and may have to wait for it.
os.environ.update(dict.fromkeys(POOLS, "1"))

import numpy as np

from dlmath import augmentation, cnn, datasets, losses, metrics, mlp, optimizers, preprocessing, schedules
from dlmath.autodiff import value_and_grad

RESULTS = pathlib.Path(__file__).parent / "training.json"
SEEDS = range(5)


class Network(NamedTuple):
    """What is trained, the accuracy that every seed must reach, and a function of the seed that returns it."""

    work: str
    must: float
    train: Callable


def mlp_on_digits(seed):
    """The test accuracy of a 64-128-10 network; the split is the same for every seed."""
    data, layers = datasets.digits(), ["relu", "identity"]
    X = (data.X / 16).astype(np.float32)
    train, test = preprocessing.train_test_split(len(X), 0.25, rng=0, labels=data.y)
    rng, n_epochs, batch_size = np.random.default_rng(seed), 40, 32
    n_steps = n_epochs * -(-len(train) // batch_size)
    params, _ = mlp.train(
        functools.partial(mlp.loss_and_grads, activations=layers, loss="cross_entropy"),
        mlp.initialize([64, 128, 10], rng, dtype=np.float32),
        X[train],
        data.y[train],
        optimizers.adam(schedules.cosine(3e-3, n_steps)),
        n_epochs,
        batch_size,
        rng,
    )
    return metrics.accuracy(data.y[test], mlp.predict(params, X[test], layers).argmax(axis=1))


def lenet5_on_mnist(seed, n_images=10_000, n_epochs=12):
    """The test accuracy of LeNet-5; every batch of images is moved by up to a pixel along each axis."""
    train, test = datasets.mnist()
    rng, batch_size = np.random.default_rng(seed), 64
    n_steps = n_epochs * -(-n_images // batch_size)
    loss_and_grads = value_and_grad(lambda params, X, y: losses.cross_entropy(cnn.lenet5(params, X), y))
    params, _ = mlp.train(
        lambda params, X, y: loss_and_grads(params, augmentation.shift(X, *rng.integers(-1, 2, size=2)), y),
        cnn.initialize_lenet5(rng),
        train.images[:n_images, None],
        train.y[:n_images],
        optimizers.adam(schedules.cosine(2e-3, n_steps)),
        n_epochs,
        batch_size,
        rng,
    )
    logits = [cnn.lenet5(params, images) for images in np.split(test.images[:, None], 10)]
    return metrics.accuracy(test.y, np.concatenate(logits).argmax(axis=1))


NETWORKS = {
    "lenet5_on_mnist": Network("LeNet-5 on 10,000 images of MNIST, tested on 2,000", 0.975, lenet5_on_mnist),
    "mlp_on_digits": Network("a 64-128-10 network on 1347 digits of 8 × 8 pixels, tested on 450", 0.97, mlp_on_digits),
}


def measure(name):
    """The accuracy and the seconds of every seed."""
    network, accuracies, seconds = NETWORKS[name], [], []
    print(network.work)
    for seed in SEEDS:
        start = time.perf_counter()
        accuracies.append(round(float(network.train(seed)), 4))
        seconds.append(round(time.perf_counter() - start, 1))
        print(f"  seed {seed}: {accuracies[-1]:.2%} in {seconds[-1]:.1f} s", flush=True)
    met = min(accuracies) >= network.must
    print(f"  at least {min(accuracies):.2%}, asked is {network.must:.2%}: {'met' if met else 'MISSED'}")
    return {"network": name, "work": network.work, "must": network.must, "accuracies": accuracies, "seconds": seconds}


def save(results):
    """Keep the new results, and the others as they were."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))["networks"] if RESULTS.exists() else []
    merged = {result["network"]: result for result in [*kept, *results]}
    table = {
        "machine": machine() | {"threads": 1},
        "networks": [merged[name] for name in sorted(merged)],
    }
    RESULTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def main(names):
    if unknown := [name for name in names if name not in NETWORKS]:
        sys.exit(f"no network is called {', '.join(unknown)}; there are {', '.join(NETWORKS)}")
    results = [measure(name) for name in names or NETWORKS]
    save(results)
    return int(any(min(result["accuracies"]) < result["must"] for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
