"""How long ``import dlmath`` takes above ``import numpy``, each in a fresh interpreter."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile

from benchmarks.row import Limit, Row

CLOCK = "import time; start = time.perf_counter(); {}; print(1e3 * (time.perf_counter() - start))"


def imports(statement):
    """A measurement: the fastest of 4 imports of compiled modules, each in an interpreter of its own."""

    def contestant():
        cache = tempfile.mkdtemp()
        atexit.register(shutil.rmtree, cache, ignore_errors=True)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache

        def measure():
            command = [sys.executable, "-c", CLOCK.format(statement)]
            runs = [
                subprocess.run(command, capture_output=True, text=True, check=True, env=environment) for _ in range(4)
            ]
            return min(float(run.stdout) for run in runs)

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
    rounds=7,
)
