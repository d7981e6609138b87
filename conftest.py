"""What every test needs: proofs are collected over all worker processes, random input is the same in every run."""

import hypothesis
import pytest

from tests import proofs

hypothesis.settings.register_profile("dlmath", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("dlmath")

COLLECTED = proofs.Proofs()


def pytest_addoption(parser):
    parser.addoption("--write-proofs", action="store_true", help="write what the tests prove to book/proofs.json")


@pytest.fixture(scope="session")
def proof():
    """Call it with function, kind, against, actual, expected and bound: see tests/proofs.py."""
    return COLLECTED


class CollectFromWorkers:
    """Carries the proofs of each xdist worker to the process that started it."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):
        records = getattr(node, "workeroutput", {}).get("proofs", [])
        proofs.merge(COLLECTED.records, {tuple(key): record for key, record in records})


def pytest_configure(config):
    config.pluginmanager.register(CollectFromWorkers())


def pytest_sessionfinish(session, exitstatus):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["proofs"] = [(list(k), r) for k, r in COLLECTED.records.items()]


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    if config.getoption("--write-proofs") and not hasattr(config, "workeroutput") and COLLECTED.records:
        table = proofs.rows(COLLECTED.records)
        written = {row["function"].split(".")[0] for row in table}
        kept = [row for row in proofs.load() if row["function"].split(".")[0] not in written]
        proofs.save(sorted(table + kept, key=lambda r: (r["function"], proofs.KINDS.index(r["kind"]), r["against"])))
