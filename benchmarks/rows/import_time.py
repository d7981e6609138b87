"""How long ``import dlmath`` takes above ``import numpy``, each in a fresh interpreter."""

import os
import subprocess
import sys
import tempfile

from benchmarks.row import Limit, Row

CLOCK = "import time; start = time.perf_counter(); {}; print(1e3 * (time.perf_counter() - start))"


def imports(statement):
    """A measurement: the time of one import, in an interpreter of its own, of modules that are compiled already."""

    def contestant():
        cache = tempfile.TemporaryDirectory()
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache.name

        def measure(cache=cache):
            command = [sys.executable, "-c", CLOCK.format(statement)]
            run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            return float(run.stdout)

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
