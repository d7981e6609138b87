"""One contestant in a process of its own: ``python -m benchmarks.contestant ROW NAME``.

It sets up, says ``ready`` (or ``missing MODULE``), and answers every line it is sent with one measurement.
"""

import importlib
import sys


def main(row, name):
    try:
        measure = importlib.import_module(f"benchmarks.rows.{row}").ROW.contestants[name]()
    except ModuleNotFoundError as error:
        print("missing", error.name, flush=True)
        return
    print("ready", flush=True)
    for _ in sys.stdin:
        print(measure(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
