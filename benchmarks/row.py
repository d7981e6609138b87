"""What a row of the benchmark table is: a piece of work, who does it, and what dlmath may take at most.

A module in ``benchmarks/rows`` holds ``ROW = Row(…)``. Each contestant is a function that sets the work up, imports
what it needs itself, and returns a function that measures once::

    def dlmath():
        …
        return timed(step, repeats=50)

    ROW = Row(
        work="one training step of …",
        unit="ms",
        contestants={"dlmath": dlmath, "PyTorch": pytorch},
        limits=[Limit("dlmath", "÷", "PyTorch", must=1.6, goal=1.2)],
    )

A limit compares a contestant with another by ratio (÷) or by difference (−), or stands alone.
"""

import dataclasses
import time
from collections.abc import Callable


@dataclasses.dataclass(frozen=True)
class Limit:
    """What ``contestant`` may take at most, beside ``against``."""

    contestant: str
    sign: str = ""
    against: str = ""
    must: float = float("inf")
    goal: float | None = None

    def of(self, samples):
        """The compared figure of one round: {contestant: sample} to a number."""
        value = samples[self.contestant]
        if self.sign == "÷":
            return value / samples[self.against]
        return value - samples[self.against] if self.sign == "−" else value

    def unit(self, row):
        return "×" if self.sign == "÷" else f" {row.unit}"

    def __str__(self):
        return f"{self.contestant} {self.sign} {self.against}".strip()


@dataclasses.dataclass(frozen=True)
class Row:
    """One piece of work; ``rounds`` is how often all contestants are measured, in turn."""

    work: str
    unit: str
    contestants: dict[str, Callable]
    limits: list[Limit]
    rounds: int = 11


def timed(work, repeats):
    """A measurement: the fastest of ``repeats`` runs in ms, after two that warm up; what disturbs a run only adds."""

    def measure():
        times = []
        for _ in range(repeats + 2):
            start = time.perf_counter()
            work()
            times.append(1e3 * (time.perf_counter() - start))
        return min(times[2:])

    return measure
