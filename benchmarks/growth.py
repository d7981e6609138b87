"""How the cost of a convolution grows: ``python -m benchmarks.growth``.

A layer of 3 × 3 kernels is run forward and backward on one core: on more images, between more channels, on larger
images. The processor time of the fastest of several runs is printed and kept in ``benchmarks/growth.json``, beside the
number of multiplications.
"""

import json
import os
import pathlib
import time

from benchmarks.__main__ import POOLS, machine

os.environ.update(dict.fromkeys(POOLS, "1"))  # before NumPy is loaded: on one core sizes can be compared

import numpy as np

from dlmath import cnn
from dlmath.autodiff import vjp

RESULTS = pathlib.Path(__file__).parent / "growth.json"
USUAL = {"batch": 32, "width": 16, "size": 16}
SWEEPS = {"batch": (4, 8, 16, 32, 64, 128), "width": (4, 8, 16, 32, 64), "size": (6, 8, 16, 32, 64)}
MEANS = {"batch": "images in the batch", "width": "channels in and out", "size": "pixels along a side"}


def cost(batch, width, size, repeats=15):
    """Milliseconds of processor time for a layer forward and backward, and its multiplications in millions."""
    rng = np.random.default_rng(0)
    images = rng.standard_normal((batch, width, size, size), dtype=np.float32)
    kernels = rng.standard_normal((width, width, 3, 3), dtype=np.float32)

    def step():
        start = time.process_time_ns()
        out, pullback = vjp(lambda arrays: cnn.conv2d(*arrays, padding=1), (images, kernels))
        pullback(out)
        return (time.process_time_ns() - start) / 1e6

    return round(min(step() for _ in range(repeats + 2)), 4), round(3 * batch * (size * width * 3) ** 2 / 1e6, 3)


def main():
    sweeps = []
    for name, values in SWEEPS.items():
        costs = [cost(**USUAL | {name: value}) for value in values]
        print(f"{MEANS[name]}: " + ", ".join(f"{v}: {ms:.3g} ms" for v, (ms, _) in zip(values, costs, strict=True)))
        milliseconds, products = zip(*costs, strict=True)
        sweeps.append({"sweep": name, "means": MEANS[name], "values": values, "ms": milliseconds, "products": products})
    table = {"machine": machine() | {"threads": 1}, "usual": USUAL, "sweeps": sweeps}
    RESULTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
