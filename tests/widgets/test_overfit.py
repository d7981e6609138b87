"""Overfit: the polynomials in JavaScript equal those of dlmath; degree and λ follow the hand along the error curve."""

import numpy as np
import pytest

from dlmath.widgets import Overfit
from dlmath.widgets.overfit import MOST_DEGREE, NOISE, _points, truth
from tests.widgets.hand import center, drag, head, settled, value, visit

SOURCE = Overfit._esm


def states():
    """All degrees without a penalty and with small and large ones, for every number of points."""
    rng = np.random.default_rng(2)
    for n in (10, 20, 40):
        for degree in range(MOST_DEGREE + 1):
            for penalty in (0.0, 1e-6, float(10 ** rng.uniform(-5, 1)), 10.0):
                yield {"degree": degree, "penalty": penalty, "n": n, "seed": int(rng.integers(0, 901))}


# ---- the arithmetic ----


def test_the_points_in_javascript_are_those_of_python(javascript):
    for n, seed in [(10, 0), (20, 7), (40, 900)]:
        found = javascript(SOURCE, "(m, s) => m.pointsOf(s)", {"n": n, "seed": seed})
        x, y, x_new, y_new = _points(seed, n)
        expected = [x, y, x_new, y_new]
        for part, numbers in zip([*found["training"].values(), *found["validation"].values()], expected, strict=True):
            np.testing.assert_allclose(part, numbers, atol=1e-12)


def test_errors_in_javascript_equal_those_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, all) => all.map((s) => m.errors(s))", list(states()))
    for state, errors in zip(states(), found, strict=True):
        widget = Overfit(**state)
        expected = [widget.training_error, widget.validation_error]
        np.testing.assert_allclose([errors["training"], errors["validation"]], expected, rtol=1e-9, atol=1e-9)


def test_bias_and_variance_in_javascript_equal_those_of_dlmath(javascript):
    some = list(states())[::9]
    found = javascript(SOURCE, "(m, all) => all.map((s) => m.spread(s)).map((s) => [s.bias, s.variance])", some)
    expected = [Overfit(**state).bias_and_variance for state in some]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_a_missing_root_in_the_penalty_is_noticed(javascript):
    wrong = SOURCE.replace("Math.sqrt(penalty) : 0", "penalty : 0")
    assert wrong != SOURCE
    state = {"degree": 5, "penalty": 0.1, "n": 20, "seed": 1}
    found = javascript(wrong, "(m, s) => m.errors(s).validation", state)
    assert abs(found - Overfit(**state).validation_error) > 1e-3


def test_the_noise_is_what_remains_around_the_truth():
    off = np.concatenate([y - truth(x) for x, y, *_ in (_points(seed, 40) for seed in range(0, 300))])
    assert abs(off.mean()) < 4 * NOISE / np.sqrt(len(off))
    assert abs(off.std() / NOISE - 1) < 4 / np.sqrt(2 * len(off))


def test_the_steps_of_the_penalty_go_there_and_back(javascript):
    there = javascript(SOURCE, "(m) => Array.from({ length: 29 }, (_, k) => m.penaltyAt(k))")
    assert there[0] == 0 and there[28] == 10
    back = javascript(SOURCE, "(m, all) => all.map(m.stepOf)", there)
    np.testing.assert_allclose(back, np.arange(29), atol=0.01)


# ---- words ----


@pytest.mark.parametrize(
    ("state", "head", "rest"),
    [
        ({"degree": 0}, "too stiff: it underfits", "On this curve, degree 4 does best"),
        ({"degree": 4}, "close to the best", "degree 4 does best: 0.48."),
        (
            {"degree": 9},
            "too flexible: it overfits",
            "It is off by 0.00 at its training points and by 6.19 at new ones.",
        ),
        ({"degree": 9, "over": "penalty"}, "too flexible: it overfits", "On this curve, λ = "),
        ({"degree": 9, "over": "penalty", "penalty": 10}, "too stiff: it underfits", "On this curve, λ = "),
    ],
)
def test_verdicts_compare_with_the_best_of_the_curve(state, head, rest, javascript):
    start = {"penalty": 0, "n": 10, "seed": 0, "over": "degree"}
    found = javascript(SOURCE, "(m, s) => m.judged(s)", start | state)
    assert found["head"] == head
    assert rest in found["rest"]


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(Overfit()) == "Overfit(degree=1)"
    widget = Overfit(degree=7, penalty=0.1, n=40, seed=3, over="penalty", others=True)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"degree": 10}, "degree is 10, expected an integer"),
        ({"penalty": -1}, "penalty is -1, expected a number"),
        ({"n": 30}, "n is 30, expected one of 10, 20, 40"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        Overfit(**settings)


def test_without_javascript_a_sentence_says_what_stands_here():
    assert "degree 9 fitted to 10 points with λ = 0: it is off by 0.00 there" in Overfit(degree=9).fallback()


# ---- in the browser ----


HERE = "choice on the error curve"


def test_a_mouse_drags_the_choice_along_the_curve(show):
    with show(Overfit(degree=1)) as page:
        visit(page)
        assert head(page) == "too stiff: it underfits"
        drag(page, HERE, 100, 0)
        assert head(page) == "close to the best"
        assert value(page, "degree") in "45"


def test_a_finger_taps_a_degree(show):
    with show(Overfit(degree=1), has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        box = page.get_by_role("group", name="errors on training and validation points").bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] - 40, center(page, HERE)[1])
        assert head(page) == "too flexible: it overfits"


def test_everything_can_be_done_with_the_keyboard(show):
    with show(Overfit(degree=3)) as page:
        visit(page)
        here = page.get_by_role("slider", name=HERE)
        here.press("ArrowRight")
        assert value(page, "degree") == "4"
        here.press("ArrowLeft")
        here.press("ArrowLeft")
        assert value(page, "degree") == "2"
        here.press("End")
        assert value(page, "degree") == "9"
        page.get_by_role("slider", name="penalty λ").press("End")
        assert value(page, "penalty λ") == "10"
        page.get_by_role("combobox", name="errors over").select_option("λ")
        assert head(page) == "too stiff: it underfits"
        for _ in range(4):
            here.press("ArrowLeft")
        assert value(page, "penalty λ") == "1"
        before = page.locator(".verdict").inner_text()
        page.get_by_role("combobox", name="training points").select_option("40")
        page.get_by_role("button", name="other points").press("Enter")
        page.get_by_role("checkbox", name="30 other training sets").press("Space")
        page.get_by_text("the mean of all 31").wait_for()
        assert page.locator(".verdict").inner_text() != before


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(Overfit(degree=1)) as page:
        visit(page)
        page.get_by_role("slider", name="degree", exact=True).press("End")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert address.endswith("#w1.degree=9&w1.penalty=0&w1.n=10&w1.seed=0&w1.over=degree&w1.others=false")
    with show(Overfit(degree=2)) as page:
        visit(page, address)
        assert value(page, "degree") == "9"


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(Overfit(degree=8)) as page:
        visit(page)
        page.get_by_role("slider", name="degree", exact=True).press("ArrowRight")
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert page.locator("[aria-live=polite]").text_content().startswith("too flexible: it overfits.")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(Overfit(degree=9, n=40, over="penalty", others=True), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure, p):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
