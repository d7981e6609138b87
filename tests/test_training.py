"""Networks trained on real images, and how the cost grows: what the kept tables say, and a part of it done again."""

import json
import pathlib
import sys

import numpy as np
import pytest

from benchmarks import growth, training

ROOT = pathlib.Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "book" / "_extensions"))

import tables  # noqa: E402


def kept(module):
    return json.loads(module.RESULTS.read_text(encoding="utf-8"))


def test_every_network_was_trained_from_five_seeds_and_reads_as_much_as_it_must():
    rows = {row["network"]: row for row in kept(training)["networks"]}
    assert set(rows) == set(training.NETWORKS)
    for name, row in rows.items():
        assert len(row["accuracies"]) == len(row["seconds"]) == 5
        assert min(row["accuracies"]) >= row["must"] == training.NETWORKS[name].must
        assert row["work"] == training.NETWORKS[name].work
    assert training.NETWORKS["lenet5_on_mnist"].must == 0.975


def test_lenet5_learns_to_read_within_a_hundred_steps():
    assert training.lenet5_on_mnist(seed=0, n_images=3000, n_epochs=2) > 0.8


def test_an_unknown_network_is_named():
    with pytest.raises(SystemExit, match=r"no network is called nonsense; there are .*lenet5_on_mnist"):
        training.main(["nonsense"])


def test_the_cost_follows_the_multiplications():
    table = kept(growth)
    assert {sweep["sweep"]: tuple(sweep["values"]) for sweep in table["sweeps"]} == growth.SWEEPS
    for sweep in table["sweeps"]:
        slope = np.polyfit(np.log(sweep["products"]), np.log(sweep["ms"]), 1)[0]
        assert 0.5 < slope < 1.1, sweep["sweep"]
    milliseconds, products = growth.cost(batch=2, width=4, size=8, repeats=1)
    assert milliseconds > 0 and products == pytest.approx(3 * 2 * 4 * 4 * 9 * 8 * 8 / 1e6, abs=1e-3)


def test_the_page_shows_all_of_it():
    shown = tables.training_table(kept(training)["networks"])
    assert shown.count("<tr>") == 1 + len(training.NETWORKS) and "LeNet-5" in shown
    for sweep in kept(growth)["sweeps"]:
        picture = tables.panel(sweep)
        assert picture.count("<circle") == len(sweep["values"])
        assert f'aria-label="Milliseconds by {sweep["means"]}' in picture


@pytest.mark.parametrize("module", [training, growth], ids=lambda m: m.__name__)
def test_the_kept_tables_name_the_machine_and_no_path(module):
    assert set(kept(module)["machine"]) == {"processor", "cores", "threads", "system", "python", "numpy"}
    assert str(ROOT) not in module.RESULTS.read_text(encoding="utf-8")
