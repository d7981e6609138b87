"""ConvolutionExplorer: its sums are those of dlmath, its pictures are those of Python, and it follows the hand."""

import numpy as np
import pytest

from dlmath import cnn
from dlmath.widgets import ConvolutionExplorer
from dlmath.widgets.convolution_explorer import PICTURES
from tests import browser
from tests.widgets.hand import drag, head, settled, value, visit

SOURCE = ConvolutionExplorer._esm
RNG = np.random.default_rng(7)
SHAPES = [(3, 3), (3, 5), (6, 4), (9, 9)]
CASES = [(RNG.normal(size=shape), RNG.normal(size=(3, 3))) for shape in SHAPES for _ in range(3)]
CASES += [
    (np.zeros((4, 4)), np.ones((3, 3))),
    (1e6 * RNG.normal(size=(5, 4)), np.eye(3)),
    (np.eye(5), np.zeros((3, 3))),
]
AS_IMAGE = "({ values: x.flat(), rows: x.length, columns: x[0].length })"


# ---- the arithmetic ----------------------------------------------------------------------------------------


def in_javascript(javascript, source):
    function = f"(m, cases) => cases.map(([x, w]) => [...m.correlate({AS_IMAGE}, w).values])"
    return javascript(source, function, [(x.tolist(), w.ravel().tolist()) for x, w in CASES])


def expected(x, w):
    return cnn.conv2d(x[None, None], w[None, None]).ravel()


def test_correlations_in_javascript_equal_those_of_dlmath(javascript):
    for (x, w), found in zip(CASES, in_javascript(javascript, SOURCE), strict=True):
        np.testing.assert_allclose(found, expected(x, w), rtol=1e-9, atol=1e-9)


def test_the_nine_products_add_up_to_the_output(javascript):
    function = f"(m, cases) => cases.map(([x, w]) => m.products({AS_IMAGE}, w, x.length - 3, x[0].length - 3))"
    found = javascript(SOURCE, function, [(x.tolist(), w.ravel().tolist()) for x, w in CASES])
    for (x, w), products in zip(CASES, found, strict=True):
        np.testing.assert_allclose(products, (x[-3:, -3:] * w).ravel(), rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(np.sum(products), expected(x, w)[-1], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_those_of_python(name, javascript):
    values = javascript(SOURCE, "(m, name) => [...m.pixelsOf(name).values]", name)
    image = ConvolutionExplorer(picture=name).image
    np.testing.assert_array_equal(np.reshape(values, image.shape), image)


def test_no_output_of_pixels_from_0_to_1_is_beyond_full_color(javascript):
    most = javascript(SOURCE, "(m, ws) => ws.map((w) => m.fullColor(w))", [w.ravel().tolist() for _, w in CASES])
    for (_, w), limit in zip(CASES, most, strict=True):
        extremes = [np.sum(w[w > 0]), -np.sum(w[w < 0])]  # bright below one sign of the weights, dark below the other
        assert limit == pytest.approx(max(extremes) or 1.0)


def test_a_flipped_kernel_is_noticed(javascript):
    wrong = SOURCE.replace("sum += kernel[n] *", "sum += kernel[8 - n] *")
    assert wrong != SOURCE
    (x, w), found = CASES[0], in_javascript(javascript, wrong)[0]
    assert not np.allclose(found, expected(x, w))


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(ConvolutionExplorer()) == "ConvolutionExplorer(picture='photograph')"
    widget = ConvolutionExplorer(picture="digit", kernel=np.eye(3), at=(3, 4))
    assert repr(eval(repr(widget))) == repr(widget)


def test_a_window_beyond_the_picture_stands_at_its_last_place():
    assert ConvolutionExplorer(picture="digit", at=(61, 3)).place == (25, 3)
    assert ConvolutionExplorer(picture="photograph", at=(61, 3)).place == (61, 3)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"picture": "cat"}, "picture is 'cat', expected one of"),
        ({"kernel": [[1.0, 2.0], [3.0, 4.0]]}, "kernel has shape"),
        ({"kernel": np.full((3, 3), 10.0)}, "kernel is 10, expected"),
        ({"at": (1, 2, 3)}, "at is .*, expected a pair of integers"),
        ({"at": (62, 0)}, "at is 62"),
        ({"at": (0.5, 0)}, "at is float 0.5"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        ConvolutionExplorer(**settings)


def test_the_sentence_without_javascript_says_the_state():
    sentence = ConvolutionExplorer(picture="digit", at=(9, 13)).fallback()
    assert "row 9, column 13, the sum of the nine products is −2.25" in sentence


# ---- in the browser ----------------------------------------------------------------------------------------

PLACE = "window on the image"


def test_the_arrow_keys_move_the_window_by_a_pixel_and_the_answer_follows(show):
    widget = ConvolutionExplorer(picture="digit", at=(9, 13))
    with show(widget) as page:
        visit(page)
        assert head(page) == "answer −2.25"
        for key, place in [
            ("ArrowRight", (9, 14)),
            ("ArrowDown", (10, 14)),
            ("ArrowLeft", (10, 13)),
            ("ArrowUp", (9, 13)),
        ]:
            page.get_by_role("slider", name=PLACE).press(key)
            assert value(page, PLACE) == f"row {place[0]}, column {place[1]}"
            answer = f"{widget.output[place]:.2f}".replace("-", "−")
            assert head(page) == f"answer {answer}"


def test_the_mouse_drags_the_window_and_it_stays_on_the_picture(show):
    with show(ConvolutionExplorer(picture="digit", at=(9, 13))) as page:
        visit(page)
        before = value(page, PLACE)
        drag(page, PLACE, 60, 40)
        assert value(page, PLACE) != before
        drag(page, PLACE, 2000, 2000)
        assert value(page, PLACE) == "row 25, column 25"


def test_a_finger_taps_the_window_to_another_place(show):
    with show(ConvolutionExplorer(picture="digit", at=(9, 13)), width=390, has_touch=True, is_mobile=True) as page:
        visit(page)
        figure = page.get_by_role("group", name="the image, with the window")
        pixel = figure.bounding_box()["width"] / 28
        figure.tap(position={"x": 6.5 * pixel, "y": 4.5 * pixel})
        assert value(page, PLACE) == "row 3, column 5"


def test_a_weight_that_is_typed_changes_the_answer_and_the_name_of_the_kernel(show):
    with show(ConvolutionExplorer(picture="digit", at=(9, 13))) as page:
        visit(page)
        page.get_by_role("combobox", name="kernel").select_option("only the middle")
        pixel = ConvolutionExplorer(picture="digit").image[10, 14]
        assert head(page) == f"answer {pixel:.2f}"
        page.get_by_role("spinbutton", name="weight middle right").fill("2")
        right = pixel + 2 * ConvolutionExplorer(picture="digit").image[10, 15]
        assert head(page) == f"answer {right:.2f}"
        assert page.get_by_role("combobox", name="kernel").input_value() == "yours"
        page.get_by_role("button", name="start over").click()
        assert head(page) == "answer −2.25"


def test_the_output_is_drawn_again_when_the_picture_or_the_kernel_changes(show):
    shot = "() => document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')[2].toDataURL()"
    with show(ConvolutionExplorer()) as page:
        visit(page)
        seen = [page.evaluate(shot)]
        page.get_by_role("combobox", name="kernel").select_option("box blur")
        settled(page)
        seen.append(page.evaluate(shot))
        page.get_by_role("combobox", name="picture").select_option("digit")
        settled(page)
        seen.append(page.evaluate(shot))
        assert len(set(seen)) == 3


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(ConvolutionExplorer()) as page:
        visit(page)
        page.get_by_role("combobox", name="kernel").select_option("sharpen")
        page.get_by_role("slider", name=PLACE).press("ArrowRight")
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(ConvolutionExplorer()) as page:
        visit(page, address)
        assert page.get_by_role("combobox", name="kernel").input_value() == "sharpen"
        assert value(page, PLACE) == "row 20, column 21"


@pytest.mark.parametrize("hash", ["w1.at=1", "w1.at=62,0", "w1.at=0.5,1", "w1.kernel=1,2", "w1.picture=cat"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(ConvolutionExplorer()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert value(page, PLACE) == "row 20, column 20"


def test_the_layout_fits_a_phone(show):
    with show(ConvolutionExplorer(), width=320) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
