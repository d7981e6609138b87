"""How long ``import dlmath`` takes above ``import numpy``, each in a fresh interpreter."""

import subprocess
import sys

from benchmarks.row import Limit, Row

CLOCK = "import time; start = time.perf_counter(); {}; print(1e3 * (time.perf_counter() - start))"


def imports(statement):
    """A measurement: the time of one import, in an interpreter of its own."""

    def measure():
        command = [sys.executable, "-c", CLOCK.format(statement)]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    def contestant():
        measure()
        return measure

    return contestant


ROW = Row(
    work="import, in a fresh interpreter",
    unit="ms",
    contestants={
        "import numpy": imports("import numpy"),
        "import dlmath": imports("import numpy, dlmath"),
        "import dlmath.autodiff": imports("import numpy, dlmath.autodiff"),
    },
    limits=[
        Limit("import dlmath", "−", "import numpy", must=30),
        Limit("import dlmath.autodiff", "−", "import numpy", must=30),
    ],
)
