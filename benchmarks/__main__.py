"""Measure dlmath beside its peers and hold it to its limits: ``python -m benchmarks [ROW …]``.

Every contestant runs in a process of its own, because the thread pools of two libraries in one process disturb each
other. In each round all contestants of a row are measured one after the other, a ratio is taken within the round, and
the median over the rounds is reported: a machine that is busy for a while disturbs all alike. The table is
printed and kept in ``benchmarks/results.json``. The exit code is 1 if a limit is missed or a contestant fails.
"""

import contextlib
import importlib
import json
import os
import pathlib
import pkgutil
import platform
import statistics
import subprocess
import sys
import time

from benchmarks import rows

RESULTS = pathlib.Path(__file__).parent / "results.json"
REST = 0.1  # seconds between two measurements: the threads of the one before go on spinning for a while
THREADS = str(min(2, os.cpu_count() or 1))
POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Contestant:
    """A running process that measures when asked."""

    def __init__(self, row, name):
        environment = {**os.environ, **dict.fromkeys(POOLS, THREADS)}
        command = [sys.executable, "-m", "benchmarks.contestant", row, name]
        root = pathlib.Path(__file__).parent.parent
        pipe = subprocess.PIPE
        self.name = name
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment, cwd=root)
        self.state = self.answer()
        self.installed = not self.state.startswith("missing")

    def answer(self):
        line = self.process.stdout.readline().strip()
        if not line:
            raise RuntimeError(f"{self.name} ended with exit code {self.process.wait()}, see the error above")
        return line

    def measure(self):
        time.sleep(REST)
        print(file=self.process.stdin, flush=True)
        return float(self.answer())

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def measure(name, row):
    """The samples of every installed contestant, round by round, and the names of those not installed."""
    with contextlib.ExitStack() as stack:
        contestants = []
        for contestant in row.contestants:
            contestants.append(Contestant(name, contestant))
            stack.callback(contestants[-1].close)
        installed = [c for c in contestants if c.installed]
        rounds = []
        for i in range(row.rounds):
            print(f"\r{name}: round {i + 1} of {row.rounds}", end="", file=sys.stderr, flush=True)
            rounds.append({c.name: c.measure() for c in installed})
        print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)
        return rounds, {c.name: c.state.split()[1] for c in contestants if not c.installed}


def judge(name, row, rounds, missing):
    """The row as it is kept: medians, and what became of every limit."""
    medians = {c: round(statistics.median(r[c] for r in rounds), 4) for c in row.contestants if c not in missing}
    limits = []
    for limit in row.limits:
        entry = {"limit": str(limit), "unit": limit.unit(row).strip(), "must": limit.must, "goal": limit.goal}
        if {limit.contestant, limit.against} & set(missing):
            limits.append({**entry, "measured": None, "verdict": "not measured"})
            continue
        value = statistics.median(limit.of(samples) for samples in rounds)
        met = "goal met" if limit.goal is not None and value <= limit.goal else "met"
        limits.append({**entry, "measured": round(value, 3), "verdict": met if value <= limit.must else "MISSED"})
    return {"row": name, "work": row.work, "unit": row.unit, "medians": medians, "missing": missing, "limits": limits}


def show(result):
    print(f"\n{result['work']}")
    for contestant, value in result["medians"].items():
        print(f"    {contestant:<34}{value:>10.4g} {result['unit']}")
    for contestant, module in result["missing"].items():
        print(f"    {contestant:<34}{'–':>10} {module} is not installed")
    for limit in result["limits"]:
        unit = limit["unit"] if limit["unit"] == "×" else f" {limit['unit']}"
        value = "–" if limit["measured"] is None else f"{limit['measured']:.3g}{unit}"
        bound = f"at most {limit['must']:g}{unit}" + (
            "" if limit["goal"] is None else f", goal {limit['goal']:g}{unit}"
        )
        print(f"  {limit['limit']:<36}{value:>10}   {bound:<28}{limit['verdict']}")


def machine():
    """What was measured on, in words that name no machine in particular."""
    import numpy

    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "threads": int(THREADS),
        "system": platform.system(),
        "python": platform.python_version(),
        "numpy": numpy.__version__,
    }


def processor():
    with contextlib.suppress(OSError):
        for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def save(results):
    """Keep the new rows, and those that were measured earlier on the same machine."""
    table = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"machine": None}
    kept = table["rows"] if table["machine"] == machine() else []
    merged = {row["row"]: row for row in [*kept, *results]}
    table = {"machine": machine(), "rows": [merged[name] for name in sorted(merged)]}
    RESULTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def main(names):
    known = [m.name for m in pkgutil.iter_modules(rows.__path__)]
    if unknown := [n for n in names if n not in known]:
        sys.exit(f"no row is called {', '.join(unknown)}; there are {', '.join(known)}")
    print(" · ".join(f"{k} {v}" for k, v in machine().items()))
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1):
        print(f"this machine is busy (load {os.getloadavg()[0]:.1f}): the figures will not mean much", file=sys.stderr)
    results = []
    for name in names or known:
        row = importlib.import_module(f"benchmarks.rows.{name}").ROW
        results.append(judge(name, row, *measure(name, row)))
        show(results[-1])
    save(results)
    missed = sum(limit["verdict"] == "MISSED" for result in results for limit in result["limits"])
    print(f"\n{missed} limits missed" if missed else "\nall limits met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
