"""What every test needs: proofs are collected over all worker processes, random input is the same in every run.

Nothing that runs here touches the reader's saved progress, or depends on the settings of the one who runs it.
"""

import os
import pathlib
import shutil
import tempfile

from tools.build import kernel_environment, scratch_folder

SCRATCH = pathlib.Path(scratch_folder())
os.environ["DLMATH_PROGRESS"] = str(SCRATCH / "progress.json")
os.environ["IPYTHONDIR"] = str(SCRATCH / "ipython")
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):  # before NumPy is loaded
    os.environ[name] = "1"

import hypothesis  # noqa: E402
import nbval.kernel  # noqa: E402
import pytest  # noqa: E402
from jupyter_client.manager import KernelManager  # noqa: E402

from tests import proofs  # noqa: E402
from tools import chromium  # noqa: E402

hypothesis.settings.register_profile("dlmath", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("dlmath")

pytest_plugins = ["tests.live"]
COLLECTED = proofs.Proofs()


def pytest_addoption(parser):
    parser.addoption("--write-proofs", action="store_true", help="write what the tests prove to book/proofs.json")


@pytest.fixture(scope="session")
def proof():
    """Call it with function, kind, against, actual, expected and bound: see tests/proofs.py."""
    return COLLECTED


@pytest.fixture(scope="session")
def chromium_path():
    """The path of a Chromium that starts; `python tools/chromium.py` gets one where there is none."""
    return chromium.find() or pytest.skip(chromium.MISSING)


@pytest.fixture(scope="module")
def chrome(chromium_path):
    """A headless Chromium, closed before another file of tests begins: see `tests.browser`."""
    from tests import browser

    with browser.chromium(chromium_path) as chrome:
        yield chrome


class LessonKernel(KernelManager):
    """A kernel that saves no progress, and talks over files where it can: over TCP two may pick one port."""

    def __init__(self, **settings):
        self.scratch = tempfile.mkdtemp(prefix="kernel-", dir=SCRATCH)
        files = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{self.scratch}/k"}
        super().__init__(**settings, **files)

    def start_kernel(self, **settings):
        super().start_kernel(env=kernel_environment(self.scratch), **settings)


nbval.kernel.KernelManager = LessonKernel


def pytest_collectstart(collector):
    """A lesson is stored without its pictures and HTML; the text that stands for them is compared."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("image/png", "image/jpeg", "image/svg+xml", "text/html")


class CollectFromWorkers:
    """Carries the proofs of each xdist worker to the process that started it."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):
        records = getattr(node, "workeroutput", {}).get("proofs", [])
        proofs.merge(COLLECTED.records, {tuple(key): record for key, record in records})


def pytest_configure(config):
    config.pluginmanager.register(CollectFromWorkers())
    if not config.getoption("--write-proofs"):
        COLLECTED.hold_to(proofs.load())


def pytest_sessionfinish(session, exitstatus):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["proofs"] = [(list(k), r) for k, r in COLLECTED.records.items()]


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    shutil.rmtree(SCRATCH, ignore_errors=True)
    if config.getoption("--write-proofs") and not hasattr(config, "workeroutput") and COLLECTED.records:
        everything = not any(pathlib.Path(name).suffix == ".py" for name in config.args)
        proofs.save(proofs.updated(proofs.load(), proofs.rows(COLLECTED.records), everything))
