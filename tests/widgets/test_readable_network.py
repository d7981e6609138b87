"""ReadableNetwork: the arithmetic of the page equals that of dlmath; what Python sets and reads; what the hand does."""

import itertools

import numpy as np
import pytest

from dlmath import activations, datasets
from dlmath.widgets import ReadableNetwork
from dlmath.widgets import readable_network as python
from dlmath.widgets._base import joined
from tests import browser
from tests.widgets.hand import head, visit

DRAWINGS = datasets.tiny_digits()
RING_WITHOUT_CORNER = DRAWINGS.images[4]

# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(ReadableNetwork()) == "ReadableNetwork(weights='hand-made')"
    widget = ReadableNetwork(pixels=[0, 1, 0] * 4, weights=python.HAND_MADE, unit=2)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"pixels": [1, 0]}, r"pixels has shape \(2,\), expected \(12,\)"),
        ({"pixels": np.zeros((3, 4))}, r"pixels has shape \(3, 4\), expected \(4, 3\)"),
        ({"pixels": [0.5] * 12}, "pixels holds 0.5 at index 0, expected 0 for paper or 1 for ink"),
        ({"pixels": "ring"}, "pixels has dtype"),
        ({"weights": "good"}, "weights is 'good', expected one of 'hand-made', 'trained', 'all zero'"),
        ({"weights": [1.0, 2.0]}, r"weights has shape \(2,\), expected \(47,\)"),
        ({"weights": [np.nan] * 47}, "weights holds nan"),
        ({"weights": (*python.HAND_MADE[:3], np.zeros(3))}, r"weights\[3\] has shape \(3,\), expected \(2,\)"),
        ({"unit": 6}, "unit is 6, expected an integer from 1 to 5"),
        ({"image": [1] * 12}, "ReadableNetwork has no image, it has pixels, weights, unit"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        ReadableNetwork(**settings)
    widget, [(name, value)] = ReadableNetwork(), settings.items()
    if widget.has_trait(name):
        with pytest.raises((TypeError, ValueError), match=sentence):
            setattr(widget, name, value)


@pytest.mark.parametrize("weights", ["hand-made", "trained"])
def test_both_networks_read_all_tiny_digits(weights):
    answers = [ReadableNetwork(pixels=image, weights=weights).output.argmax() for image in DRAWINGS.images]
    np.testing.assert_array_equal(answers, DRAWINGS.y)


def test_the_hand_made_activations_are_those_of_the_pencil():
    widget = ReadableNetwork(pixels=RING_WITHOUT_CORNER)
    np.testing.assert_allclose(widget.hidden, activations.sigmoid([5.0, -3.0, 3.0]), rtol=1e-15)
    np.testing.assert_allclose(widget.output, [0.999, 0.001], atol=0.0005)


def test_what_a_reader_moves_is_seen_in_python():
    widget = ReadableNetwork()
    widget.set_state({"pixels": [0, 1, 0] * 4, "weights": [0.0] * 45 + [3.0, -3.0]})
    assert widget.pixels == (0, 1, 0) * 4
    np.testing.assert_array_equal(widget.layers[3], [3.0, -3.0])
    np.testing.assert_array_equal(widget.output, activations.sigmoid([3.0, -3.0]))


def test_weights_given_as_arrays_come_back_as_they_were(rng=7):
    rng = np.random.default_rng(rng)
    parts = [rng.normal(size=shape) for shape in python.SHAPES]
    for before, after in zip(parts, ReadableNetwork(weights=parts).layers, strict=True):
        np.testing.assert_array_equal(before, after)


# ---- the arithmetic of the page ----------------------------------------------------------------------------


def test_drawings_and_networks_in_javascript_equal_those_of_dlmath(javascript):
    source = joined("readable_network")
    drawings, networks = javascript(source, "(m) => [m.drawings, m.NETWORKS]")
    np.testing.assert_array_equal(drawings, DRAWINGS.X)
    assert list(networks) == list(python.NETWORKS)
    for name, parts in python.NETWORKS.items():
        np.testing.assert_array_equal(networks[name], np.concatenate([part.ravel() for part in parts]))


def test_activations_in_javascript_equal_those_of_dlmath(javascript):
    rng = np.random.default_rng(0)
    random = [rng.normal(scale=3, size=47).tolist() for _ in range(20)]
    images = [DRAWINGS.X[k].astype(int).tolist() for k in (0, 4, 32, 56)] + rng.integers(0, 2, (6, 12)).tolist()
    cases = list(itertools.product(images, [*python.NETWORKS, *random]))
    units = javascript(
        joined("readable_network"), "(m, cases) => cases.map((c) => m.forward(...c).map((u) => u.activation))", cases
    )
    for (pixels, weights), found in zip(cases, units, strict=True):
        widget = ReadableNetwork(pixels=pixels, weights=weights)
        np.testing.assert_allclose(found, [*widget.hidden, *widget.output], rtol=0, atol=1e-9)


def test_every_weight_belongs_to_one_unit(javascript):
    places = javascript(joined("readable_network"), "(m) => [1, 2, 3, 4, 5].map(m.places)")
    assert sorted(itertools.chain(*places)) == list(range(47))
    assert [len(own) for own in places] == [13, 13, 13, 4, 4]


@pytest.mark.parametrize(
    ("pixels", "weights", "drawing", "tone", "head"),
    [
        (4, "hand-made", 4, "good", "reads a 0; that is what was drawn"),
        (56, "hand-made", 56, "good", "reads a 1; that is what was drawn"),
        (4, "all zero", 4, "slow", "cannot decide; it was drawn as a 0"),
        (32, "hand-made", 0, "bad", "reads a 1; but it was drawn as a 0"),
        (32, "trained", -1, "note", "reads a 1"),
    ],
)
def test_the_verdict_compares_with_what_was_drawn(javascript, pixels, weights, drawing, tone, head):
    found = javascript(
        joined("readable_network"),
        "(m, [k, weights, drawing]) => m.verdict(m.forward(m.drawings[k], weights), weights, drawing)",
        [pixels, weights, drawing],
    )
    assert (found["tone"], found["head"]) == (tone, head)


@pytest.mark.parametrize(
    ("unit", "weights", "words"),
    [
        (1, "hand-made", ["left", "2 + 4 + 4 + 2 − 7 = 5", "σ(5) = 0.993"]),
        (2, "hand-made", ["middle", "2 + 2 − 7 = −3", "σ(−3) = 0.047"]),
        (4, "hand-made", ["output 0", "4 · 0.993 − 6 · 0.047 + 4 · 0.953 = 7.5", "σ(7.5) = 0.999"]),
        (5, "all zero", ["output 1", "0 · 0.500 + 0 · 0.500 + 0 · 0.500 = 0", "σ(0) = 0.500"]),
        (3, "all zero", ["unit 3", "0 = 0", "σ(0) = 0.500"]),
    ],
)
def test_a_sum_is_written_out_as_by_hand(javascript, unit, weights, words):
    found = javascript(
        joined("readable_network"),
        "(m, [unit, weights]) => Object.values(m.sumInWords(m.forward(m.drawings[4], weights), unit, weights))",
        [unit, weights],
    )
    assert found == words


# ---- in the browser ----------------------------------------------------------------------------------------


def ink(page):
    return [int(b.get_attribute("aria-pressed") == "true") for b in page.locator("button.pixel").all()]


def pixel(page, row, column):
    return page.get_by_role("button", name=f"pixel row {row}, column {column}")


def test_a_click_turns_a_pixel_round_and_the_answer_follows(show):
    with show(ReadableNetwork(pixels=RING_WITHOUT_CORNER)) as page:
        visit(page)
        assert head(page) == "reads a 0; that is what was drawn"
        for row in (1, 2, 3):
            pixel(page, row, 3).click()
        assert head(page) == "reads a 0"
        for row in (2, 3):
            pixel(page, row, 2).click()
        assert head(page) == "reads a 1"
        assert ink(page) == [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0]


def test_a_mouse_paints_over_several_pixels(show):
    with show(ReadableNetwork(pixels=[0] * 12)) as page:
        visit(page)
        first, last = (pixel(page, row, 2).bounding_box() for row in (1, 4))
        page.mouse.move(first["x"] + 9, first["y"] + 9)
        page.mouse.down()
        page.mouse.move(last["x"] + 9, last["y"] + 9, steps=20)
        page.mouse.up()
        assert head(page) == "reads a 1; that is what was drawn"
        assert ink(page) == [0, 1, 0] * 4
        page.mouse.move(first["x"] - 40, first["y"] + 9, steps=5)
        assert ink(page) == [0, 1, 0] * 4, "painting must end when the button is released"


def test_a_finger_taps_a_pixel(show):
    with show(ReadableNetwork(pixels=[0] * 12), has_touch=True, width=390) as page:
        visit(page)
        pixel(page, 2, 3).tap()
        head(page)
        assert ink(page) == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        assert min(pixel(page, 2, 3).bounding_box()[side] for side in ("width", "height")) >= 30


def test_everything_can_be_done_with_the_keyboard(show):
    with show(ReadableNetwork(pixels=[0] * 12)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        pixel(page, 1, 1).focus()
        for key in ("ArrowRight", "Space", "ArrowDown", "Enter", "ArrowDown", "Space", "ArrowDown", "ArrowDown"):
            page.keyboard.press(key)
        assert head(page) == "reads a 1; that is what was drawn"
        assert ink(page) == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]
        page.keyboard.press("Tab")  # one stop for all twelve pixels
        page.keyboard.press("Enter")
        assert page.locator(".sum strong").inner_text() == "left"
        page.get_by_role("slider", name="its value").focus()
        page.keyboard.press("End")
        head(page)
        assert page.locator(".sum b").inner_text() == "σ(12) > 0.999"
        assert page.get_by_role("combobox", name="weights").input_value() == "own"
        page.get_by_role("combobox", name="weights").select_option("trained")
        page.get_by_role("combobox", name="drawing").select_option("40")
        page.get_by_role("button", name="next drawing").press("Enter")
        assert head(page) == "reads a 1; that is what was drawn"
        assert ink(page) == DRAWINGS.X[41].tolist()
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_the_slider_moves_the_weight_that_is_chosen(show):
    with show(ReadableNetwork(pixels=DRAWINGS.images[56], unit=5)) as page:
        visit(page)
        change, slider = page.get_by_role("combobox", name="change"), page.get_by_role("slider", name="its value")
        assert slider.get_attribute("aria-valuetext") == "0", "the bias comes first"
        change.select_option(label="weight of middle")
        head(page)
        assert slider.get_attribute("aria-valuetext") == "6"
        slider.fill(str(120 + 10))
        head(page)
        assert slider.get_attribute("aria-valuetext") == "1"
        assert "− 4 · 0.001 = −2.8" in page.locator(".sum").inner_text()
        page.get_by_role("button", name="start over").click()
        assert head(page) == "reads a 1; that is what was drawn"


def test_a_hidden_unit_lays_its_weights_over_the_pixels(show):
    with show(ReadableNetwork(weights="trained")) as page:
        visit(page)
        assert pixel(page, 2, 2).inner_text() == ""
        page.get_by_role("button", name="unit 1,").click()
        head(page)
        assert pixel(page, 2, 2).inner_text() == "1.7"
        page.get_by_role("button", name="output 1,").click()
        head(page)
        assert pixel(page, 2, 2).inner_text() == ""


def test_the_ink_flows_unless_the_reader_wants_no_motion(show):
    frame = "() => document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')[1].toDataURL()"
    for still in (False, True):
        with show(ReadableNetwork(), still=still) as page:
            visit(page)
            page.get_by_role("button", name="next drawing").click()
            page.wait_for_timeout(250)
            early = page.evaluate(frame)
            page.wait_for_timeout(1100)
            assert (early == page.evaluate(frame)) == still


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(ReadableNetwork()) as page:
        visit(page)
        pixel(page, 1, 1).click()
        page.get_by_role("button", name="left,").click()
        page.get_by_role("slider", name="its value").press("ArrowRight")
        head(page)
        words = page.locator(".sum").inner_text()
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(ReadableNetwork()) as page:
        visit(page, address)
        assert ink(page)[:4] == [0, 1, 1, 1]
        assert page.get_by_role("combobox", name="weights").input_value() == "own"
        assert page.locator(".sum").inner_text() == words


@pytest.mark.parametrize(
    "hash",
    ["w1.pixels=1,2", "w1.pixels=2,0,0,0,0,0,0,0,0,0,0,0", "w1.weights=best", "w1.weights=1,2", "w1.unit=9", "%"],
)
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(ReadableNetwork(pixels=RING_WITHOUT_CORNER)) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert head(page) == "reads a 0; that is what was drawn"
        assert page.locator(".sum strong").count() == 0


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(ReadableNetwork()) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        pixel(page, 2, 2).click()
        pixel(page, 3, 2).click()
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("reads a 0")


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("weights", ["hand-made", "trained"])
def test_it_fits_its_page(width, weights, show):
    with show(ReadableNetwork(weights=weights, unit=1), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
        units = [b.bounding_box() for b in page.locator("button.unit").all()]
        for one, other in itertools.combinations(units, 2):
            apart = [abs(one[a] - other[a]) >= min(one[s], other[s]) for a, s in (("x", "width"), ("y", "height"))]
            assert any(apart), "two units lie on each other"


def test_without_javascript_a_sentence_says_what_stands_here(show):
    with show(ReadableNetwork(pixels=RING_WITHOUT_CORNER), java_script_enabled=False) as page:
        page.goto(browser.ADDRESS)
        sentence = page.locator(".dlmath-widget").inner_text()
        assert "with weights hand-made. The drawing is ### #.# #.# ##.;" in sentence
        assert (
            "the hidden units have 0.99, 0.05, 0.95, the output for 0 has 1.00 and the output for 1 has 0.00"
            in sentence
        )
