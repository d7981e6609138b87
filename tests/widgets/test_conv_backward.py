"""ConvBackward: what touches what is what dlmath.cnn says, and it follows the hand."""

import itertools

import numpy as np
import pytest

from dlmath.widgets import ConvBackward
from tests.widgets.hand import head, settled, visit

SOURCE = ConvBackward._esm
WINDOWS = list(itertools.product((1, 2, 3, 4), (1, 2, 3), (0, 1, 2), (1, 2)))
CELLS = [("pixel", 0, 0), ("pixel", 3, 2), ("pixel", 6, 5), ("output", 0, 0), ("output", 1, 2), ("output", 10, 10)]
NAMES = ("kernel", "stride", "padding", "dilation", "side", "row", "column")
CASES = [dict(zip(NAMES, (*window, *cell), strict=True)) for window in WINDOWS for cell in CELLS]


def test_weights_and_places_in_javascript_are_those_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, cases) => cases.map((c) => [m.placesOf(c), ...m.weightsOf(c)])", CASES)
    for case, (places, *weights) in zip(CASES, found, strict=True):
        w = ConvBackward(**case)
        assert places == w.places, case
        np.testing.assert_allclose(weights, w.weights.ravel(), atol=1e-9, err_msg=str(case))


def test_an_output_reads_a_pixel_if_and_only_if_the_pixel_touches_it():
    window = {"kernel": 3, "stride": 2, "padding": 1}
    n = ConvBackward(**window).places
    for i, j, r, s in itertools.product(range(0, 7, 2), range(7), range(n), range(n)):
        forward = ConvBackward(side="pixel", row=i, column=j, **window).weights[r, s]
        back = ConvBackward(side="output", row=r, column=s, **window).weights[i, j]
        assert forward == back


def test_its_repr_can_be_read_and_typed():
    assert repr(ConvBackward()) == "ConvBackward()"
    widget = ConvBackward(side="output", row=1, kernel=2, stride=3)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize("settings", [{"kernel": 5}, {"stride": 0}, {"padding": 3}, {"row": 11}, {"side": "kernel"}])
def test_a_bad_setting_raises_one_sentence(settings):
    with pytest.raises(ValueError, match=next(iter(settings))):
        ConvBackward(**settings)


def test_words_say_the_sum(javascript):
    function = "(m, cases) => cases.map((c) => m.joinWords(c)).map(({ head, text }) => `${head}. ${text}`)"
    base = {"kernel": 3, "stride": 1, "padding": 0, "dilation": 1, "side": "pixel", "row": 0, "column": 1}
    uncovered = {**base, "kernel": 2, "stride": 3, "row": 2, "column": 2}
    corner = {**base, "side": "output", "column": 0, "padding": 1}
    one, two, three = (said.replace("\u00a0", " ") for said in javascript(SOURCE, function, [base, uncovered, corner]))
    assert one == "pixel (0, 1) touches 2 outputs. Its gradient is w2 g(0, 0) + w1 g(0, 1)."
    assert two == "pixel (2, 2) touches no outputs. No window covers it, so its gradient is 0."
    assert "output (0, 0) reads 4 pixels. It is w5 x(0, 0) + w6 x(0, 1) + w8 x(1, 0) + w9 x(1, 1)." in three
    assert "5 zeros" in three


def test_it_follows_mouse_keys_and_sliders(show):
    with show(ConvBackward()) as page:
        visit(page)
        assert head(page) == "pixel (3, 3) touches 9 outputs"
        page.locator(".image [data-place='0,0']").click()
        assert head(page) == "pixel (0, 0) touches 1 output"
        pixels = page.get_by_role("slider", name="pixels")
        pixels.press("ArrowRight")
        assert head(page) == "pixel (0, 1) touches 2 outputs"
        page.get_by_role("slider", name="padding").press("ArrowRight")
        assert head(page) == "pixel (0, 1) touches 6 outputs"
        outputs = page.get_by_role("slider", name="outputs")
        outputs.press("Enter")
        settled(page)
        assert outputs.get_attribute("aria-valuetext") == "row 0, column 1"
        assert head(page) == "output (0, 1) reads 6 pixels"
        page.get_by_role("button", name="start over").click()
        assert head(page) == "pixel (3, 3) touches 9 outputs"
