"""ArchitectureExplorer: its bills are those of dlmath, its words are true, it follows the hand."""

import pytest

from dlmath.widgets import ArchitectureExplorer
from dlmath.widgets.architecture_explorer import MOST, NETWORKS
from tests import browser
from tests.widgets.hand import head, settled, value, visit

SOURCE = ArchitectureExplorer._esm


@pytest.mark.parametrize("name", NETWORKS)
def test_bills_in_javascript_equal_those_of_dlmath(name, javascript):
    script = "(m, name) => m.billOf(name).map((r) => [r.shape, r.parameters, r.work, r.field])"
    found = javascript(SOURCE, script, name)
    rows = ArchitectureExplorer(network=name).rows
    assert [(tuple(shape), *rest) for shape, *rest in found] == [tuple(row[1:]) for row in rows]


def test_both_sides_know_the_same_networks(javascript):
    assert javascript(SOURCE, "(m) => Object.keys(m.NETWORKS)") == list(NETWORKS)
    assert javascript(SOURCE, "(m) => Math.max(...Object.values(m.NETWORKS).map((n) => n.layers.length))") == MOST


@pytest.mark.parametrize(
    ("name", "layer", "said", "why", "rest"),
    [
        ("LeNet-5", 1, "layer 1 of 7: conv 5×5, 6", "1 × 28 × 28 comes in, 6 × 28 × 28 goes out", "less than 1"),
        (
            "VGG-16",
            19,
            "layer 19 of 21: dense 4096",
            "512 × 7 × 7 comes in, 4,096 goes out",
            "74\u00a0% of VGG-16’s 138 M",
        ),
        ("ResNet-18", 21, "layer 13 of 13: dense 1000", "512 comes in, 1,000 goes out", "of its 1.81 G multiply–adds"),
    ],
)
def test_verdicts_are_true(name, layer, said, why, rest, javascript):
    answer = javascript(SOURCE, "(m, [name, layer]) => m.verdict(name, layer)", [name, layer])
    assert (answer["head"], answer["why"]) == (said, why)
    assert rest in answer["rest"]


def test_its_repr_can_be_read_and_typed():
    w = ArchitectureExplorer(network="ZFNet", shows="multiply-adds", layer=3)
    assert repr(w) == "ArchitectureExplorer(network='ZFNet', shows='multiply-adds', layer=3)"
    assert repr(eval(repr(w))) == repr(w)
    assert w.describe().startswith("ZFNet, 11 layers: 62,357,608 parameters")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [({"network": "VGG"}, "network is 'VGG'"), ({"layer": 0}, "layer is 0"), ({"shows": "cost"}, "shows is 'cost'")],
)
def test_what_does_not_fit_is_told_in_a_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        ArchitectureExplorer(**settings)


def bill(page):
    settled(page)
    return page.locator(".bill > :nth-child(even)").all_inner_texts()


def test_keys_and_lists_choose_what_is_shown(show):
    with show(ArchitectureExplorer(network="VGG-16")) as page:
        visit(page)
        knob = page.get_by_role("slider", name="layer")
        knob.press("ArrowRight")
        assert head(page) == "layer 2 of 21: conv 3×3, 64"
        assert bill(page) == ["64 × 224 × 224", "36,928", "1,849,688,064", "5 pixels"]
        knob.press("End")
        assert value(page, "layer") == "21"
        page.get_by_role("combobox", name="network").select_option("LeNet-5")
        assert head(page) == "layer 7 of 7: dense 10"
        assert bill(page) == ["10", "850", "840", "32 pixels"]
        page.get_by_role("combobox", name="bars show").select_option("receptive field")
        page.get_by_role("button", name="start over").click()
        assert head(page) == "layer 1 of 21: conv 3×3, 64"


def place_of_a_bar(page, row, rows):
    box = page.get_by_role("group", name="the layers as bars").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + 4 + (box["height"] - 8) * (row - 0.4) / (rows + 0.2)


def test_the_mouse_picks_a_bar(show):
    with show(ArchitectureExplorer()) as page:
        visit(page)
        page.mouse.click(*place_of_a_bar(page, 5, 7))
        assert head(page) == "layer 5 of 7: dense 120"


def test_a_finger_picks_a_bar(show):
    with show(ArchitectureExplorer(network="VGG-16"), width=390, has_touch=True, is_mobile=True) as page:
        visit(page)
        page.touchscreen.tap(*place_of_a_bar(page, 19, 21))
        assert head(page) == "layer 19 of 21: dense 4096"


@pytest.mark.parametrize("hash", ["w1.network=VGG", "w1.layer=0", "w1.layer=22", "w1.shows=cost"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(ArchitectureExplorer()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert head(page) == "layer 1 of 7: conv 5×5, 6"
