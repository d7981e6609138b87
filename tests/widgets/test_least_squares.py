"""LeastSquares: line, loss and descent in JavaScript equal those of dlmath; points and line are dragged."""

import numpy as np
import pytest
import scipy.stats

from dlmath import metrics, optimizers
from dlmath.widgets import LeastSquares
from tests.widgets.hand import drag, head, settled, value, visit

SOURCE = LeastSquares._esm


def states(n=60):
    """Points and lines, among them the corners of the map, two points only, and points that have one x."""
    rng = np.random.default_rng(3)
    corners = [(w, b) for w in (-3, 3) for b in (-4, 4)]
    for w, b in [*corners, *zip(rng.uniform(-3, 3, n), rng.uniform(-4, 4, n), strict=True)]:
        x, y = rng.uniform(-4, 4, (2, rng.integers(2, 9))).round(2)
        rate = float(rng.uniform(0.01, 0.1))
        yield {"x": x.tolist(), "y": y.tolist(), "slope": float(w), "intercept": float(b), "learning_rate": rate}
    for x, y in [((1, 1), (0, 2)), ((-4, 4), (4, -4)), ((0, 0, 0.01), (1, 2, 3))]:
        yield {"x": x, "y": y, "slope": 0.5, "intercept": -1, "learning_rate": 0.02}


# ---- the arithmetic ----


def test_losses_in_javascript_equal_those_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, all) => all.map((s) => m.loss(s, s.slope, s.intercept))", list(states()))
    np.testing.assert_allclose(found, [LeastSquares(**state).loss for state in states()], rtol=1e-12, atol=1e-12)


def test_the_best_line_in_javascript_is_that_of_dlmath_and_of_scipy(javascript):
    found = javascript(SOURCE, "(m, all) => all.map(m.best)", list(states()))
    np.testing.assert_allclose(found, [LeastSquares(**state).best for state in states()], rtol=1e-9, atol=1e-9)
    for state, line in zip(states(), found, strict=True):
        if len(set(state["x"])) > 1:
            np.testing.assert_allclose(line, scipy.stats.linregress(state["x"], state["y"])[:2], rtol=1e-9, atol=1e-9)


def test_where_all_points_have_one_x_the_flat_line_is_given(javascript):
    assert javascript(SOURCE, "(m, s) => m.best(s)", {"x": [1, 1], "y": [0, 3]}) == [0, 1.5]
    np.testing.assert_allclose(LeastSquares(x=(1, 1), y=(0, 3)).best, [0, 1.5], atol=1e-12)


def test_the_path_in_javascript_is_gradient_descent_of_dlmath(javascript):
    all_states = list(states())
    found = javascript(
        SOURCE, "(m, all) => all.map((s) => m.path(s, s.slope, s.intercept, s.learning_rate, 20))", all_states
    )
    for state, path in zip(all_states, found, strict=True):
        x, y = np.array(state["x"]), np.array(state["y"])
        start = np.array([state["slope"], state["intercept"]])
        loss = lambda p, x=x, y=y: ((y - p[0] * x - p[1]) ** 2).mean()  # noqa: E731
        expected = optimizers.minimize(loss, start, optimizers.gradient_descent(state["learning_rate"]), 20)
        np.testing.assert_allclose(path, expected, rtol=1e-9, atol=1e-9)


def test_r_squared_in_javascript_is_that_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, all) => all.map((s) => m.explained(s, s.slope, s.intercept))", list(states()))
    expected = [metrics.r_squared(s["y"], s["slope"] * np.array(s["x"]) + s["intercept"]) for s in states()]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_a_wrong_sign_in_the_gradient_is_noticed(javascript):
    wrong = SOURCE.replace("-2 * mean(r)]", "2 * mean(r)]")
    assert wrong != SOURCE
    state = {"x": [0, 1], "y": [1, 2]}
    assert javascript(wrong, "(m, s) => m.slopes(s, 0, 0)", state) != javascript(
        SOURCE, "(m, s) => m.slopes(s, 0, 0)", state
    )


# ---- words ----


@pytest.mark.parametrize(
    ("state", "first", "rest"),
    [
        ({"x": [0, 1], "y": [0, 1], "slope": 1, "intercept": 0}, "mean squared error 0.00", "This is the best line."),
        ({"x": [0, 1], "y": [0, 1], "slope": 0, "intercept": 0}, "mean squared error 0.50", "The best line has 0.00."),
        ({"x": [0, 0.1], "y": [-4, 4], "slope": 0, "intercept": 0}, "16.00", "0.00, off the map."),
        ({"x": [1, 1], "y": [0, 3], "slope": 0, "intercept": 0}, "4.50", "every line through (1, 1.5) is best"),
        ({"x": [0, 1], "y": [2, 2], "slope": 0, "intercept": 2}, "0.00", "This is the best line."),
    ],
)
def test_verdicts_compare_with_the_best_line(state, first, rest, javascript):
    found = javascript(SOURCE, "(m, s) => m.judged(s)", state)
    assert first in found["head"]
    assert rest in found["rest"]


@pytest.mark.parametrize(("rate", "words"), [(0.05, "arrives"), (0.5, "overshoots"), (0.01, "still")])
def test_the_end_of_the_path_is_told(rate, words, javascript):
    data = {"x": [-3, -2, -1, 0, 1, 2, 3], "y": [-3, -1, 0, 1, 3, 3, 4]}
    assert words in javascript(SOURCE, "(m, [s, rate]) => m.ending(s, 0, -3, rate)", [data, rate])


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(LeastSquares()) == "LeastSquares(slope=0.0, intercept=0.0)"
    widget = LeastSquares(x=(1, 2, 3), y=(0, 1, 0), slope=2, learning_rate=0.1)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"x": (1,), "y": (1,)}, "x has 1 numbers, expected 2 to 8"),
        ({"x": [0] * 9, "y": [0] * 9}, "x has 9 numbers, expected 2 to 8"),
        ({"x": (1, 2, 3), "y": (1, 2)}, "x has 3 numbers and y has 2, expected as many"),
        ({"x": (1, 5), "y": (1, 2)}, "x is 5, expected a number"),
        ({"slope": 4}, "slope is 4, expected a number"),
        ({"learning_rate": 0}, "learning_rate is 0, expected a number"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        LeastSquares(**settings)


def test_without_javascript_a_sentence_says_what_stands_here():
    words = LeastSquares(x=(0, 1), y=(0, 1)).fallback()
    assert "2 points and a line with slope 0 and intercept 0: its mean squared error is 0.5" in words


# ---- in the browser ----


def test_a_mouse_drags_the_point_at_the_mean_and_the_slope_stays(show):
    with show(LeastSquares()) as page:
        visit(page)
        page.get_by_role("button", name="best line").click()
        before = value(page, "slope w"), value(page, "intercept b")
        drag(page, "point 4", 0, -80)
        page.get_by_role("button", name="best line").click()
        after = value(page, "slope w"), value(page, "intercept b")
        assert after[0] == before[0] and float(after[1]) > float(before[1])


def test_a_mouse_drags_the_line_on_the_map(show):
    with show(LeastSquares()) as page:
        visit(page)
        drag(page, "line on the map", 50, -40)
        assert float(value(page, "slope w")) > 0.3 and float(value(page, "intercept b")) > 0.5


def test_a_finger_taps_and_the_nearest_point_comes(show):
    with show(LeastSquares(x=(-2, 2), y=(0, 0)), has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        box = page.get_by_role("slider", name="point 2", exact=True).bounding_box()
        page.touchscreen.tap(box["x"] + 45, box["y"] - 20)
        assert value(page, "point 1").startswith("x = −2, y = 0")
        assert not value(page, "point 2").startswith("x = 2, y = 0")


def test_everything_can_be_done_with_the_keyboard(show):
    with show(LeastSquares(x=(-1, 0, 1), y=(0, 1, 2))) as page:
        visit(page)
        page.get_by_role("slider", name="point 3", exact=True).press("Shift+ArrowUp")
        assert not value(page, "point 3").startswith("x = 1, y = 2,")
        page.get_by_role("slider", name="slope w", exact=True).press("ArrowRight")
        assert value(page, "slope w") == "0.05"
        page.get_by_role("slider", name="line on the map", exact=True).press("Shift+ArrowUp")
        assert float(value(page, "slope w")) > 0.2
        before = head(page)
        page.get_by_role("button", name="one step downhill").press("Enter")
        assert float(head(page).split()[-1]) < float(before.split()[-1])
        page.get_by_role("button", name="best line").press("Enter")
        assert "This is the best line" in page.locator(".verdict").inner_text()


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(LeastSquares(x=(-1, 1), y=(0, 2), slope=1)) as page:
        visit(page)
        page.get_by_role("slider", name="slope w", exact=True).press("End")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert "#w1.x=-1,1&w1.y=0,2&w1.slope=3&w1.intercept=0" in address
    with show(LeastSquares(x=(0, 1), y=(0, 1))) as page:
        visit(page, address)
        assert value(page, "slope w") == "3.00"
        assert value(page, "point 1").startswith("x = −1, y = 0")


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(LeastSquares(x=(-1, 0, 1), y=(0, 1, 2))) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        page.get_by_role("button", name="best line").click()
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("mean squared error 0.00. This is the best line.")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(LeastSquares(slope=3, intercept=-4, learning_rate=0.5), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
