"""BoxOverlap: its arithmetic is that of dlmath, its verdicts are true, and it follows the hand."""

import numpy as np
import pytest

from dlmath import detection
from dlmath.autodiff import grad
from dlmath.widgets import BoxOverlap
from dlmath.widgets.box_overlap import MEASURES
from tests.widgets.hand import drag, head, value, visit

SOURCE = BoxOverlap._esm


def pairs(n=60):
    """Random boxes on the grid on which the hand moves, many of which touch or share a side, and special ones."""
    low = np.random.default_rng(2).integers(0, 60, (n, 2, 2)) / 10
    sides = np.random.default_rng(3).integers(1, 7, (n, 2, 2)) / 2
    special = [[[0, 0, 1, 1], [3, 0, 4, 1]], [[0, 0, 2, 2], [2, 0, 4, 2]], [[1, 1, 2, 2], [1, 1, 2, 2]]]
    special += [[[0, 0, 6, 6], [1, 2, 3, 3]], [[0, 0, 2, 2], [2, 2, 4, 4]], [[0, 1, 4, 3], [0, 1, 2, 5]]]
    return np.concatenate([np.concatenate([low, low + sides], axis=2), np.array(special, dtype=float)])


def test_measures_and_gradients_in_javascript_equal_those_of_dlmath(javascript):
    boxes = pairs()
    found = javascript(SOURCE, "(m, pairs) => pairs.map(([a, b]) => m.measures(a, b))", boxes.tolist())
    assert 10 < sum(each["IoU"][0] == 0 for each in found) < 60
    for (a, b), each in zip(boxes, found, strict=True):
        for name, measure in MEASURES.items():
            expected = [measure(a, b), *grad(measure)(a, b)]
            np.testing.assert_allclose(each[name], expected, atol=1e-9, err_msg=f"{name} of {a} and {b}")


def test_suppression_in_javascript_is_that_of_dlmath(javascript):
    states = [{"a": a.tolist(), "b": b.tolist(), "threshold": t} for a, b in pairs() for t in (0, 0.25, 1 / 3, 1)]
    dropped = javascript(SOURCE, "(m, states) => states.map(m.drops)", states)
    expected = [
        len(detection.non_maximum_suppression([s["a"], s["b"]], [0.9, 0.8], s["threshold"])) == 1 for s in states
    ]
    assert dropped == expected
    assert 5 < sum(dropped) < len(dropped) - 5


@pytest.mark.parametrize(
    ("settings", "head", "why"),
    [
        ({"show": "IoU"}, "IoU = 0.00, and no gradient", "do not meet"),
        (
            {"show": "GIoU"},
            "GIoU = −0.49",
            "moves the sides of A: left\u00a0←, top\u00a0↓, right\u00a0→, bottom\u00a0↓.",
        ),
        ({"show": "DIoU"}, "DIoU = −0.35", "left\u00a0←, top\u00a0↑, right\u00a0→, bottom\u00a0↓."),
        ({"a": [1, 1, 3, 3], "b": [0, 0, 4, 4], "show": "IoU"}, "IoU = 0.25", "left\u00a0←, top\u00a0↑, right\u00a0→"),
        ({"a": [1, 1, 3, 3], "b": [1, 1, 3, 3], "show": "suppression"}, "B is dropped", "IoU = 1.00 is above"),
        ({"show": "suppression"}, "both are kept", "IoU = 0.00 is not above the threshold 0.50."),
    ],
)
def test_verdicts_say_what_moves_and_what_is_dropped(settings, head, why, javascript):
    widget = BoxOverlap(**settings)
    state = {key: getattr(widget, key) for key in ("a", "b", "show", "threshold")}
    said = javascript(SOURCE, "(m, s) => m.overlapVerdict(s)", state)
    assert said["head"] == head
    assert why in said["why"]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "IoU 0, GIoU −0.495"),
        ({"show": "suppression"}, "at the threshold 0.5, both are kept"),
        ({"show": "suppression", "b": (1, 2, 5, 6)}, "at the threshold 0.5, B is dropped"),
    ],
)
def test_without_javascript_a_sentence_says_what_stands_here(settings, sentence):
    assert sentence in BoxOverlap(**settings).fallback()


@pytest.mark.parametrize("box", [(1, 2, 3), (1, 2, 1, 3), (1, 3, 2, 2), (0, 0, 17, 1), (0, 0, 1, 11), (-1, 0, 1, 1)])
def test_a_box_that_is_none_or_leaves_the_paper_is_refused(box):
    with pytest.raises(ValueError, match=r"^a "):
        BoxOverlap(a=box)


def test_the_mouse_drags_a_box_and_its_corner(show):
    with show(BoxOverlap()) as page:
        visit(page)
        assert head(page) == "IoU = 0.00, and no gradient"
        drag(page, "middle of A", 200, 20)
        assert head(page) != "IoU = 0.00, and no gradient"
        before = value(page, "middle of B")
        drag(page, "lower right corner of B", -30, -10)
        assert value(page, "middle of B") != before


def test_everything_can_be_done_with_the_keyboard(show):
    with show(BoxOverlap(a=(1, 2, 5, 6), b=(2, 2, 6, 6))) as page:
        visit(page)
        assert head(page) == "IoU = 0.60"
        middle = page.get_by_role("slider", name="middle of A")
        middle.press("ArrowDown")
        assert value(page, "middle of A") == "x = 3, y = 4.1"
        middle.press("ArrowUp")
        middle.press("End")
        assert value(page, "middle of A") == "x = 14, y = 4"
        middle.press("Home")
        assert value(page, "middle of A") == "x = 2, y = 4"
        page.get_by_role("slider", name="lower right corner of A").press("Home")
        assert value(page, "lower right corner of A") == "x = 1, y = 6"
        page.get_by_role("combobox", name="show").select_option("suppression")
        page.get_by_role("slider", name="threshold").press("Home")
        assert head(page) == "both are kept"
        page.get_by_role("button", name="start over").click()
        assert head(page) == "IoU = 0.60"


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("what", ["CIoU", "suppression"])
def test_it_fits_its_page(width, what, show):
    with show(BoxOverlap(show=what), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure, td):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
