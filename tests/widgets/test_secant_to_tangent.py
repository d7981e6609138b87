"""SecantToTangent: its slopes are those of dlmath, its words are true, and it follows the hand."""

import numpy as np
import pytest

from dlmath import calculus
from dlmath.widgets import SecantToTangent
from dlmath.widgets.secant_to_tangent import FUNCTIONS
from tests import browser
from tests.widgets.hand import head, settled, visit

SOURCE = SecantToTangent._esm
PLACES = (-2.0, -1.37, -0.5, 0.01, 0.8, 1.0, 2.0)
STEPS = (1.0, -1.0, 0.3, -0.25, 0.01, -0.001, 1e-4)


def states(places=PLACES, steps=STEPS):
    return [(name, rule, x, h) for name in FUNCTIONS for rule in ("forward", "central") for x in places for h in steps]


def widget(name, rule, x, h, **more):
    return SecantToTangent(function=name, rule=rule, x=x, h=h, **more)


# ---- the arithmetic ----------------------------------------------------------------------------------------


def test_slopes_of_secants_in_javascript_equal_those_of_dlmath(javascript):
    slopes = javascript(SOURCE, "(m, states) => states.map((s) => m.slope(...s))", states((*PLACES, 0.0)))
    expected = [widget(*state).slope for state in states((*PLACES, 0.0))]
    np.testing.assert_allclose(slopes, expected, rtol=1e-9, atol=1e-9)


def test_tiny_steps_differ_by_no_more_than_rounding(javascript):
    tiny = states(steps=(1e-6, -1e-9, 1e-13))
    slopes = javascript(SOURCE, "(m, states) => states.map((s) => m.slope(...s))", tiny)
    for state, slope in zip(tiny, slopes, strict=True):
        assert slope == pytest.approx(widget(*state).slope, abs=1e-9 + 30 * 2.3e-16 / abs(state[3])), state


def test_slopes_of_tangents_in_javascript_equal_those_of_dlmath(javascript):
    cases = [(name, x) for name in FUNCTIONS for x in PLACES]
    slopes = javascript(SOURCE, "(m, cases) => cases.map((c) => m.derivative(...c))", cases)
    assert slopes == pytest.approx([SecantToTangent(function=name, x=x).derivative for name, x in cases], abs=1e-9)
    numerical = [calculus.five_point_difference(FUNCTIONS[name][1], x, h=1e-4) for name, x in cases if x != 0.01]
    exact = [slope for (_, x), slope in zip(cases, slopes, strict=True) if x != 0.01]
    np.testing.assert_allclose(exact, numerical, rtol=1e-8, atol=1e-8)


def test_a_corner_and_an_upright_stretch_have_no_tangent(javascript):
    for name in ("absolute value", "cube root"):
        assert javascript(
            SOURCE, "(m, name) => [m.derivative(name, 0), m.errors(name, 'forward', 0, 1, 1e-4)]", name
        ) == [None, []]
        assert SecantToTangent(function=name, x=0).error is None
    assert [SecantToTangent(function="absolute value", x=0, h=h).slope for h in (0.3, -1e-9)] == [1.0, -1.0]


def test_the_curve_of_errors_holds_the_error_of_each_step(javascript):
    script = "(m) => m.errors('exponential', 'forward', 1, -0.5, 1e-4, 5)"
    steps, errors = np.transpose(javascript(SOURCE, script))
    np.testing.assert_allclose(steps, [1e-4, 1e-3, 1e-2, 1e-1, 1])
    expected = [abs(SecantToTangent(function="exponential", x=1, h=-h).error) for h in steps]
    np.testing.assert_allclose(errors, expected, rtol=1e-9, atol=1e-9)


def test_forward_errors_shrink_as_h_and_central_ones_as_its_square():
    for rule, power in (("forward", 1), ("central", 2)):
        for name in ("sine", "exponential", "sigmoid", "cube root"):
            errors = [abs(widget(name, rule, 1.0, h).error) for h in (1e-2, 1e-3)]
            assert errors[0] / errors[1] == pytest.approx(10**power, rel=0.05)


def test_a_wrong_sign_is_noticed(javascript):
    wrong = SOURCE.replace("f(x + h) - f(x)) / h", "f(x) - f(x + h)) / h")
    assert wrong != SOURCE
    assert javascript(wrong, "(m) => m.slope('square', 'forward', 1, 1)") != SecantToTangent(x=1, h=1).slope


# ---- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "head", "why", "rest"),
    [
        (("square", "forward", 1, 1), "far off", "the secant has slope 3, the tangent 2", "differ by 1."),
        (("square", "forward", 1, -0.1), "close", "slope 1.9, the tangent 2", "At h = −0.1 they differ by 0.1."),
        (("square", "forward", 1, 0.001), "too close to tell apart", "slope 2.001", "differ by 0.001."),
        (("square", "central", 1, 1), "the same slope", "slope 2, the tangent 2", "do not differ"),
        (("absolute value", "forward", 1, 1), "the same slope", "slope 1, the tangent 1", "do not differ"),
        (("absolute value", "forward", 0, -0.5), "no tangent here", "slope −1", "from the left it is −1"),
        (("cube root", "forward", 0, 0.001), "no tangent here", "slope 100", "the steeper the secant"),
        (("exponential", "forward", 1, 1e-12), "rounding takes over", "the tangent 2.718", "differ by"),
        (("sigmoid", "central", 1, 1e-7), "rounding takes over", "the tangent 0.1966", "differ by"),
    ],
)
def test_verdicts_are_true(state, head, why, rest, javascript):
    keys = ("function", "rule", "x", "h")
    answer = javascript(SOURCE, "(m, s) => m.verdict(s)", dict(zip(keys, state, strict=True)))
    assert answer["head"] == head
    assert why in answer["why"]
    assert rest in answer["rest"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"function": "square", "rule": "forward", "x": 1, "h": 1}, "(f(x + h) − f(x)) / h = (4 − 1) / 1 = 3"),
        ({"function": "sine", "rule": "forward", "x": 0, "h": -0.5}, "(−0.4794 − 0) / (−0.5) = 0.9589"),
        ({"function": "square", "rule": "central", "x": 1, "h": -0.5}, "/ 2h = (2.25 − 0.25) / 1 = 2"),
    ],
)
def test_the_fraction_shows_its_numbers(state, words, javascript):
    assert javascript(SOURCE, "(m, s) => m.fraction(s)", state).endswith(words)


def test_numbers_are_written_without_an_e(javascript):
    numbers = javascript(SOURCE, "(m) => [0, 2, -0.25, 1e-4, 1e-12, -2.5e-9, 1234567].map((v) => m.number(v, 4))")
    assert numbers == ["0", "2", "−0.25", "0.0001", "10⁻¹²", "−2.5·10⁻⁹", "1.235·10⁶"]


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(SecantToTangent()) == "SecantToTangent(function='square', x=1.0, h=1.0)"
    other = SecantToTangent(function="sine", x=0.5, h=-0.1, rule="central", smallest=1e-16)
    assert repr(eval(repr(other))) == repr(other)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"x": 3}, "x is 3"),
        ({"h": 2}, "h is 2"),
        ({"h": 0}, "h is 0, expected a step"),
        ({"function": "cosine"}, "function is 'cosine'"),
        ({"smallest": 0}, "smallest is 0"),
        ({"y": 1}, "SecantToTangent has no y"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        SecantToTangent(**settings)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "x² with the secant through its points at 1 and 2, of slope 3, and the tangent at 1, of slope 2."),
        ({"function": "absolute value", "x": 0}, "of slope 1; at 0 the curve has no slope."),
        ({"rule": "central", "h": 0.5}, "through its points at 0.5 and 1.5, of slope 2,"),
    ],
)
def test_without_javascript_a_sentence_says_what_stands_here(settings, sentence):
    assert sentence in SecantToTangent(**settings).fallback()


# ---- in the browser ----------------------------------------------------------------------------------------


def first(page):
    return page.get_by_role("slider", name="point x", exact=True)


def second(page):
    return page.get_by_role("slider", name="second point")


def size(page):
    return page.get_by_role("slider", name="step h")


def place(page):
    return [handle.get_attribute("aria-valuetext") for handle in (first(page), second(page))]


def test_a_mouse_drags_the_second_point_across_the_first(show):
    with show(SecantToTangent(function="absolute value", x=0, h=0.5)) as page:
        visit(page)
        assert page.get_by_text("no tangent here").count() == 1
        start, middle = (handle(page).bounding_box() for handle in (second, first))
        y = middle["y"] + 22
        page.mouse.move(start["x"] + 22, start["y"] + 22)
        page.mouse.down()
        page.mouse.move(2 * middle["x"] - start["x"] + 22, y, steps=8)
        page.mouse.up()
        _, there = place(page)
        assert there.startswith("x + h = −0.")
        assert "slope −1" in page.locator(".verdict").inner_text()


def test_a_mouse_drags_the_point_and_the_step_stays(show):
    with show(SecantToTangent(x=1, h=0.5)) as page:
        visit(page)
        box = first(page).bounding_box()
        page.mouse.move(box["x"] + 22, box["y"] + 22)
        page.mouse.down()
        page.mouse.move(box["x"] - 200, box["y"] + 22, steps=6)
        page.mouse.up()
        here, there = place(page)
        assert here.startswith("x = −")
        assert there.endswith("h = 0.5")


def test_a_finger_taps_the_nearest_point_to_a_new_place(show):
    with show(SecantToTangent(), has_touch=True, width=390) as page:
        visit(page)
        box = page.get_by_role("group", name="the curve, the secant").bounding_box()
        page.touchscreen.tap(box["x"] + 60, box["y"] + box["height"] / 2)
        settled(page)
        assert place(page)[0] == "x = −2"


def test_everything_can_be_done_with_the_keyboard(show):
    with show(SecantToTangent(function="absolute value", x=0, h=0.1)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        second(page).focus()
        for _ in range(4):
            page.keyboard.press("ArrowLeft")
        assert place(page)[1].startswith("x + h = −0.")
        first(page).focus()
        page.keyboard.press("Shift+ArrowRight")
        assert head(page) == "the same slope"
        size(page).focus()
        page.keyboard.press("Home")
        assert size(page).get_attribute("aria-valuetext") == "−0.0001"
        page.get_by_role("combobox", name="curve").select_option("exponential")
        assert head(page) == "too close to tell apart"
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_the_rule_is_offered_only_where_steps_get_tiny(show):
    with show(SecantToTangent()) as page:
        visit(page)
        assert page.get_by_role("combobox").count() == 1
    with show(SecantToTangent(function="sine", h=0.01, smallest=1e-16)) as page:
        visit(page)
        size(page).press("Home")
        assert size(page).get_attribute("aria-valuetext") == "10⁻¹⁶"
        assert head(page) == "rounding takes over"
        page.get_by_role("combobox", name="rule").select_option("central")
        assert "f(x − h)) / 2h" in page.locator(".fraction").inner_text()


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(SecantToTangent()) as page:
        visit(page)
        size(page).press("ArrowLeft")
        first(page).press("ArrowLeft")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address, at = page.url, place(page)
    with show(SecantToTangent()) as page:
        visit(page, address)
        assert place(page) == at


@pytest.mark.parametrize("hash", ["w1.h=0", "w1.h=3", "w1.x=-5", "w1.function=cosine", "w1.rule=both", "w1.smallest=1"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(SecantToTangent()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert place(page) == ["x = 1", "x + h = 2, h = 1"]


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(SecantToTangent(), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, input, select, figure, .fraction):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
