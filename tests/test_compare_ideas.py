"""The tables of *Which idea helped?*: whole, and a part of each computed again."""

import json
import pathlib
import sys

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import compare_ideas  # noqa: E402


@pytest.fixture(scope="module")
def tables():
    space = {}
    for cell in json.loads(compare_ideas.LESSON.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if source.startswith(compare_ideas.HEAD):
            exec(source, space)
    return space


@pytest.fixture(scope="module")
def space():
    return compare_ideas.names("score", "ideas", "deep_losses", "networks")


def test_the_table_of_ideas_has_ten_seeds_for_each(tables, space):
    assert list(tables["RIGHT"]) == list(space["ideas"])
    assert all(len(row) == 10 and 1600 < min(row) <= max(row) < 2000 for row in tables["RIGHT"].values())


def test_the_table_of_deep_networks_has_twenty_epochs_for_each(tables, space):
    assert list(tables["DEEP"]) == list(space["networks"])
    assert all(len(row) == 20 for row in tables["DEEP"].values())


@pytest.mark.parametrize("name", ["dropout", "branches", "shortcut"])
def test_an_idea_trained_again_reads_as_many(tables, space, name):
    assert abs(space["score"](**space["ideas"][name], seed=1) - tables["RIGHT"][name][1]) <= 40


def test_a_deep_start_with_quiet_shortcuts_hands_its_signal_on(space):
    network, params = space["networks"]["F = 0 at first"], space["deep_start"]("F = 0 at first", 0)
    before = space["output"](network[:1], params[:1], space["small"][:5])
    np.testing.assert_array_equal(space["output"](network[1:-1], params[1:-1], before), before)


def test_an_idea_trained_again_with_a_new_seed_reads_as_many(tables, space):
    assert abs(space["score"](**space["ideas"]["two 3 × 3"], seed=10) - tables["AGAIN"]["two 3 × 3"][0]) <= 40


def test_the_shallow_network_trained_again_learns_as_fast(tables, space):
    """The medians of three seeds; a start moved by a millionth moves them by 1%."""
    losses = np.median([space["deep_losses"]("plain, 5", 0.003, seed) for seed in range(3)], axis=0)
    np.testing.assert_allclose(tables["DEEP"]["plain, 5"], losses, rtol=0.1)
