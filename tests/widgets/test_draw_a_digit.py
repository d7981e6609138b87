"""DrawADigit: the page reads what dlmath reads; a drawing is prepared as MNIST was; the hand and the keys."""

import numpy as np
import pytest

from dlmath import cnn, datasets
from dlmath.widgets import DrawADigit
from dlmath.widgets import draw_a_digit as python
from tests.widgets.hand import head, settled, visit

SOURCE = DrawADigit._esm
SEVEN = (2030, 2070, -1, 2070, 8040)
CORNER = (505, 525, 3012)


@pytest.fixture(scope="module")
def test_set():
    return datasets.mnist()[1]


# ---- from Python -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"strokes": [10000]}, r"strokes\[0\] is 10000, expected an integer from -1 to 9999"),
        ({"strokes": "7"}, "strokes is str '7', expected a list of whole numbers"),
        ({"strokes": [0.5]}, r"strokes\[0\]"),
        ({"example": -1}, "example is -1, expected an integer from 0 to"),
        ({"right": 9}, "right is 9, expected an integer from -8 to 8"),
        ({"normalize": 2}, "normalize is 2, expected one of True, False"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        DrawADigit(**settings)


def test_its_network_reads_985_of_1000_test_images(test_set):
    logits = cnn.lenet5(DrawADigit().params, test_set.images[:, None].astype(float))
    assert np.mean(logits.argmax(axis=1) == test_set.y) >= 0.985


def test_its_images_are_those_of_the_test_set(test_set):
    np.testing.assert_allclose(python.EXAMPLES[:40], test_set.images[:40], atol=1e-7)
    np.testing.assert_array_equal(python.LABELS[:40], test_set.y[:40])


@pytest.mark.parametrize("strokes", [SEVEN, CORNER, (5050,), (9999, 9900, -1, -1, 9905)])
def test_a_drawing_is_scaled_to_twenty_pixels_and_centered_by_its_mass(strokes):
    image = DrawADigit(strokes=strokes).image
    row = image.sum(axis=1) @ np.arange(28) / image.sum()
    column = image.sum(axis=0) @ np.arange(28) / image.sum()
    assert abs(row - 14) <= 0.5 + 1e-9 and abs(column - 14) <= 0.5 + 1e-9
    if len(strokes) > 1:
        rows, columns = np.nonzero(image)
        assert 19 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 21


def test_a_test_image_that_is_moved_and_centered_is_where_it_was():
    before, after = DrawADigit(example=2).image, DrawADigit(example=2, right=3).image
    np.testing.assert_array_equal(before, after)
    assert not np.array_equal(before, DrawADigit(example=2, right=3, normalize=False).image)


# ---- the arithmetic of the page ----------------------------------------------------------------------------


def test_two_hundred_test_images_get_the_same_logits_in_javascript(test_set, javascript):
    images = test_set.images[:200].astype(float)
    logits = javascript(SOURCE, "(m, all) => all.map((x) => [...m.lenet(x)])", images.reshape(200, 784).tolist())
    np.testing.assert_allclose(logits, cnn.lenet5(DrawADigit().params, images[:, None]), rtol=1e-9, atol=1e-9)


CASES = [
    {},
    {"example": 5, "right": -8, "normalize": False},
    {"example": 5, "right": 4},
    {"strokes": SEVEN},
    {"strokes": SEVEN, "normalize": False, "right": 2},
    {"strokes": CORNER},
    {"strokes": CORNER, "normalize": False, "right": -4},
    {"strokes": (5050,)},
    {"strokes": (-1, 5050, -1, -1, 9999, 9998), "normalize": False},
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_page_sees_and_answers_as_python_does(case, javascript):
    widget = DrawADigit(**case)
    state = {name: getattr(widget, name) for name in ("strokes", "example", "right", "normalize")}
    pixels, shares = javascript(
        SOURCE, "(m, s) => { const x = m.seen(s); return [[...x], m.shares(m.lenet(x))]; }", state
    )
    np.testing.assert_allclose(pixels, widget.image.ravel(), atol=1e-9)
    np.testing.assert_allclose(shares, widget.probabilities, atol=1e-9)


# ---- the hand ----------------------------------------------------------------------------------------------


def by_mouse(page, places):
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=8)
    page.mouse.up()


def by_pen(page, places):
    hand, how = page.context.new_cdp_session(page), {"pointerType": "pen", "button": "left", "clickCount": 1}
    for kind, (x, y) in zip(["mousePressed", *["mouseMoved"] * (len(places) - 1)], places, strict=True):
        hand.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "buttons": 1, **how})
    hand.send("Input.dispatchMouseEvent", {"type": "mouseReleased", "x": x, "y": y, **how})


def by_finger(page, places):
    hand = page.context.new_cdp_session(page)
    for kind, (x, y) in zip(["touchStart", *["touchMove"] * (len(places) - 1)], places, strict=True):
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("draw", [by_mouse, by_pen, by_finger])
def test_a_one_drawn_by_hand_is_read_without_scrolling_and_clear_brings_the_image_back(draw, show):
    phone = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
    tall = '<p style="height: 3000px"></p>'
    with show(DrawADigit(example=1), body=tall, **(phone if draw is by_finger else {})) as page:
        visit(page)
        pad, scrolled = page.get_by_role("img", name="sheet to draw on"), page.evaluate("scrollY")
        assert pad.evaluate("(e) => getComputedStyle(e).touchAction") == "none"
        box = pad.bounding_box()
        stroke = [(0.5, y) for y in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)]
        draw(page, [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke])
        settled(page)
        assert (head(page), page.evaluate("scrollY")) == ("reads a 1", scrolled)
        page.get_by_role("button", name="clear").click()
        assert head(page) == "reads a 2; that is right"


def test_the_keyboard_chooses_images_moves_them_and_turns_the_preparation_off(show):
    with show(DrawADigit()) as page:
        visit(page)
        for digit in (2, 1):
            page.get_by_role("button", name="next image").press("Enter")
            assert head(page) == f"reads a {digit}; that is right"
        right = page.get_by_role("slider", name="move right")
        page.get_by_role("checkbox", name="center and scale").press("Space")
        for _ in range(8):
            right.press("ArrowRight")
        assert "but it is a 1" in head(page)
        page.get_by_role("checkbox", name="center and scale").press("Space")
        assert head(page).startswith("reads a 1")
