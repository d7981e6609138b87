"""Conditioning: its arithmetic is that of dlmath, its verdicts are true, and it follows the hand."""

import numpy as np
import pytest

from dlmath import linear_algebra as la
from dlmath.widgets import Conditioning
from dlmath.widgets.conditioning import TRUE_B
from tests import browser
from tests.widgets.hand import head, settled, visit

SOURCE = Conditioning._esm
ANGLES = (0.5, 1, 4, 20, 45.5, 60, 89.5, 90)


def sides(n=30):
    """Right-hand sides on the grid the hand moves on, and those where something might go wrong."""
    b = np.round(np.random.default_rng(5).uniform(0, 4, (n, 2)), 2)
    return [*map(tuple, b.tolist()), (0.0, 0.0), (4.0, 0.0), (2.01, 2.0), (1.5, 1.5), (2.0, 2.5)]


# ---- the arithmetic ----------------------------------------------------------------------------------------


def test_crossings_and_condition_numbers_in_javascript_equal_those_of_dlmath(javascript):
    states = [(angle, b) for angle in ANGLES for b in sides()]
    function = "(m, states) => states.map(([angle, b]) => [...m.solve(angle, b), m.conditionNumber(angle)])"
    answers = np.array(javascript(SOURCE, function, states))
    widgets = [Conditioning(angle=angle, b=b) for angle, b in states]
    np.testing.assert_allclose(answers[:, :2], [la.solve(w.A, w.b) for w in widgets], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(answers[:, 2], [la.condition_number(w.A) for w in widgets], rtol=1e-9)


def test_relative_errors_in_javascript_equal_those_of_dlmath(javascript):
    states = [(angle, b) for angle in ANGLES for b in sides()]
    answers = javascript(SOURCE, "(m, states) => states.map(([angle, b]) => m.relativeErrors(angle, b))", states)
    expected = [Conditioning(angle=angle, b=b).relative_errors for angle, b in states]
    np.testing.assert_allclose(answers, expected, rtol=1e-9, atol=1e-9)


def test_the_ellipse_is_the_image_of_the_circle_and_kappa_times_as_long_as_wide(javascript):
    for angle in ANGLES:
        edge = np.array(javascript(SOURCE, f"(m) => m.ellipse({angle}, 0.3)"))
        w = Conditioning(angle=angle)
        np.testing.assert_allclose(np.hypot(*(edge @ w.A.T - TRUE_B).T), 0.3, rtol=1e-9)
        far = np.hypot(*(edge - la.solve(w.A, TRUE_B)).T)
        assert far.max() / far.min() == pytest.approx(w.condition_number, rel=0.05)


def test_no_error_grows_by_more_than_kappa():
    for angle in ANGLES:
        for b in sides():
            w = Conditioning(angle=angle, b=b)
            off_b, off_x = w.relative_errors
            assert off_x <= w.condition_number * off_b * (1 + 1e-9)


def test_parallel_lines_have_no_crossing(javascript):
    assert javascript(SOURCE, "(m) => [m.solve(0, [1, 2]), m.conditionNumber(0) === Infinity]") == [None, True]
    assert Conditioning(angle=0).condition_number == np.inf
    with pytest.raises(ValueError, match="A is singular"):
        Conditioning(angle=0).solution  # noqa: B018


def test_a_wrong_sign_is_noticed(javascript):
    wrong = SOURCE.replace("(b1 - b2) / (2 * s)", "(b2 - b1) / (2 * s)")
    assert wrong != SOURCE
    crossing = javascript(wrong, "(m) => m.solve(20, [2.2, 1.8])")
    assert not np.allclose(crossing, Conditioning(angle=20, b=(2.2, 1.8)).solution)


# ---- the verdict -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("angle", "b", "head", "why", "rest"),
    [
        (20, (2, 2), "nothing is off yet", "and so is x = (0, 2.03)", "Drag b"),
        (20, (2.2, 1.8), "x runs away", "b is off by 10 %, x by 57 %", "5.67 times as much, the worst there can be"),
        (20, (2.2, 2.2), "x is off as b is", "x by 10 %", "worst there can be is κ = 5.67"),
        (90, (3, 1), "x is off as b is", "b is off by 50 %, x by 50 %", "just as much, the worst"),
        (40, (2.3, 1.9), "x is off by more than b", "b is off by 11 %", "worst there can be is κ = 2.75"),
        (0, (2.4, 1.7), "no answer", "parallel", "0.49 away"),
        (0, (1.7, 1.7), "a whole line of answers", "both equations say the same", "b₁ = b₂"),
    ],
)
def test_verdicts_say_what_is_to_be_seen(angle, b, head, why, rest, javascript):
    answer = javascript(SOURCE, "(m, s) => m.verdict(s)", {"angle": angle, "b": b})
    assert answer["head"] == head
    assert why in answer["why"]
    assert rest in answer["rest"]


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(Conditioning()) == "Conditioning(angle=20.0, b=(2.2, 1.8))"
    widget = Conditioning(angle=3.5, b=(1, 2))
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"angle": 91}, "angle is 91"),
        ({"angle": -1}, "angle is -1"),
        ({"b": (1, 2, 3)}, r"b has shape \(3,\), expected \(2,\)"),
        ({"b": (1, 5)}, "b is 5"),
        ({"kappa": 1}, "Conditioning has no kappa, it has angle, b"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        Conditioning(**settings)


def test_what_the_hand_moved_can_be_read_in_python():
    widget = Conditioning()
    widget.set_state({"b": [3, 1], "angle": 90})
    np.testing.assert_allclose(widget.solution, [np.sqrt(2), np.sqrt(8)])


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "where b is 10 % off, x is 56.7 % off, with κ = 5.67"),
        ({"angle": 0}, "they are parallel, and there is no answer"),
        ({"angle": 0, "b": (1, 1)}, "they are parallel, and every point of the line is an answer"),
    ],
)
def test_without_javascript_a_sentence_says_what_stands_here(settings, sentence):
    assert sentence in Conditioning(**settings).fallback()


# ---- in the browser ----------------------------------------------------------------------------------------


def hand(page):
    return page.get_by_role("slider", name="right-hand side b")


def turn(page):
    return page.get_by_role("slider", name="angle between the lines")


def place(page):
    return hand(page).get_attribute("aria-valuetext")


def unit(page):
    """How many pixels are as long as 1 in the plane of b."""
    return (page.get_by_role("group", name="the plane of right-hand sides b").bounding_box()["width"] - 42) / 2.6


PICTURES = """() => [...document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')].map(
    (canvas) => canvas.toDataURL())"""


def test_a_mouse_drags_b_and_both_pictures_follow(show):
    with show(Conditioning(b=(2, 2))) as page:
        visit(page)
        before = page.evaluate(PICTURES)
        box = hand(page).bounding_box()
        x, y = box["x"] + 22, box["y"] + 22
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 0.3 * unit(page), y + 0.3 * unit(page), steps=5)
        page.mouse.up()
        settled(page)
        b1, b2 = (float(v) for v in place(page).removeprefix("b = (").strip(")").split(", "))
        assert (b1, b2) == (pytest.approx(2.3, abs=0.02), pytest.approx(1.7, abs=0.02))
        assert head(page) == "x runs away"
        after = page.evaluate(PICTURES)
        assert before[1] != after[1] and before[3] != after[3]
        assert before[0] == after[0], "what stands still is not drawn again"


def test_a_finger_taps_b_to_a_new_place(show):
    with show(Conditioning(), has_touch=True, width=390) as page:
        visit(page)
        box = page.get_by_role("group", name="the plane of right-hand sides b").bounding_box()
        page.touchscreen.tap(box["x"] + 34 + 0.3 * unit(page), box["y"] + box["height"] / 2)
        settled(page)
        assert place(page).startswith("b = (1")


def test_everything_can_be_done_with_the_keyboard(show):
    with show(Conditioning(b=(2, 2))) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        hand(page).focus()
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowDown")
        assert place(page) == "b = (2.2, 1.8)"
        turn(page).focus()
        page.keyboard.press("End")
        assert turn(page).get_attribute("aria-valuetext") == "90°"
        assert head(page) == "x is off as b is"
        page.keyboard.press("Home")
        assert head(page) == "no answer"
        page.keyboard.press("ArrowRight")
        assert head(page) == "x runs away"
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(Conditioning()) as page:
        visit(page)
        turn(page).press("ArrowRight")
        hand(page).press("ArrowUp")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address, at = page.url, place(page)
        assert "#w1.angle=20.5&w1.b=2.2,1.8" in address
    with show(Conditioning()) as page:
        visit(page, address)
        assert place(page) == at
        assert turn(page).get_attribute("aria-valuetext") == "20.5°"


@pytest.mark.parametrize("hash", ["w1.angle=-3", "w1.angle=flat", "w1.b=9,9", "w1.b=1", "w1._esm=alert(1)"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(Conditioning()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert (place(page), head(page)) == ("b = (2.2, 1.8)", "x runs away")


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(Conditioning()) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        turn(page).press("Home")
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("no answer: the lines are parallel")


def test_start_over_restores_what_the_page_began_with(show):
    with show(Conditioning(angle=4)) as page:
        visit(page)
        before = page.locator(".verdict").inner_text()
        turn(page).press("End")
        hand(page).press("Shift+ArrowUp")
        page.get_by_role("button", name="start over").click()
        assert page.locator(".verdict").inner_text() == before


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page_and_nothing_jumps(width, show):
    with show(Conditioning(), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, input, figure, .system span):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
        height = page.locator(".widget").bounding_box()["height"]
        turn(page).press("Home")
        assert page.locator(".widget").bounding_box()["height"] == pytest.approx(height, abs=25)
