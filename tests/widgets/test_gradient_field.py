"""GradientField: slopes in JavaScript equal those of dlmath; a point is dragged, an arrow is turned."""

import numpy as np
import pytest

from dlmath import calculus
from dlmath.widgets import GradientField
from dlmath.widgets import gradient_field as python
from tests import opened
from tests.widgets.hand import center, drag, head, value, visit

SOURCE = GradientField._esm


def states(n=40):
    """Places and directions on each landscape, among them flat places and the ends of the dial."""
    rng = np.random.default_rng(5)
    for landscape in python.LANDSCAPES:
        for at in [*rng.uniform(-2, 2, (n, 2)).round(2), (0, 0), (0, 1), (1, 1), (3, 2)]:
            for direction in [0, 90, 213, 360, int(rng.integers(360))]:
                yield {"landscape": landscape, "at": tuple(map(float, at)), "direction": direction}


# ---- the arithmetic ----

READING = "(m, all) => all.map((s) => m.reading(s.landscape, s.at, s.direction))"


def test_heights_gradients_and_slopes_in_javascript_equal_those_of_dlmath(javascript):
    all_states = list(states())
    for state, found in zip(all_states, javascript(SOURCE, READING, all_states), strict=True):
        widget = GradientField(**state)
        mine = [found["height"], *found["gradient"], *found["unit"], found["slope"]]
        theirs = [widget.f(widget.at), *widget.gradient, *widget.unit_vector, widget.slope]
        np.testing.assert_allclose(mine, theirs, rtol=1e-12, atol=1e-9)


def test_the_slope_is_that_of_a_short_walk():
    for state in states(5):
        widget = GradientField(**state)
        walked = calculus.directional_derivative(widget.f, widget.at, widget.unit_vector)
        np.testing.assert_allclose(widget.slope, walked, rtol=1e-6, atol=1e-6)


def test_a_wrong_sign_of_the_slope_is_noticed(javascript):
    wrong = SOURCE.replace("slope: g1 * unit[0] + g2 * unit[1]", "slope: g1 * unit[0] - g2 * unit[1]")
    assert wrong != SOURCE
    state = {"landscape": "bowl", "at": (2.0, 1.0), "direction": 30}
    assert abs(javascript(wrong, READING, [state])[0]["slope"] - GradientField(**state).slope) > 0.1


def test_the_angle_apart_is_that_of_the_cosine(javascript):
    pairs = [(a, b) for a in (0, 1, 90, 181, 359.5, 360) for b in (0, 89, 180, 270, 359)]
    found = javascript(SOURCE, "(m, pairs) => pairs.map(([a, b]) => m.apart(a, b))", pairs)
    cosines = [np.cos(np.radians(a - b)) for a, b in pairs]
    np.testing.assert_allclose(np.cos(np.radians(found)), cosines, atol=1e-12)
    assert min(found) >= 0 and max(found) <= 180


def test_the_wave_is_flat_where_the_gradient_is_nearly_zero(javascript):
    """The chart keeps its scale, or the wave at a summit would look like one on a slope."""
    widget = GradientField(landscape="himmelblau")
    walk = [(-1 + 4 * t, 1.5 + 0.5 * t) for t in np.linspace(0, 1, 11)]  # down to (3, 2)
    places = [*walk, (-0.27, -0.92), (0.09, 2.88), (2.99, 2.0), (5.0, 4.0)]
    sizes = []
    for at in places:
        widget.at = at
        sizes.append(float(np.linalg.norm(widget.gradient)))
    tops = javascript(SOURCE, "(m, sizes) => sizes.map((size) => m.topOf('himmelblau', size))", sizes)
    assert tops[:-1] == [100] * (len(places) - 1)
    assert max(sizes[-4:-1]) < 0.01 * 100
    assert sizes[-1] <= tops[-1] == 500


def test_the_chart_of_every_landscape_reaches_as_far_as_the_wave(javascript):
    pairs = [(name, size) for name in python.LANDSCAPES for size in (0, 1e-9, 0.3, 5, 5.1, 99, 1000, 2846.5, 1e5)]
    tops = javascript(SOURCE, "(m, pairs) => pairs.map(([name, size]) => m.topOf(name, size))", pairs)
    for (name, size), top in zip(pairs, tops, strict=True):
        assert size <= top, (name, size)


def test_places_are_the_same_on_both_sides(javascript):
    places = javascript(SOURCE, "(m) => m.PLACES")
    assert {name: tuple(at) for name, at in places.items()} == {
        name: GradientField(landscape=name).at for name in python.LANDSCAPES
    }


# ---- the verdict ----


@pytest.mark.parametrize(
    ("landscape", "at", "direction", "head", "why"),
    [
        ("bowl", (3, 4), 0, "uphill", "slope = 5 · cos 53.1° = 3"),
        ("bowl", (3, 4), 53, "the steepest way up", "slope = 5 · cos 0.1° = 5"),
        ("bowl", (3, 4), 233, "the steepest way down", "slope = 5 · cos 179.9° = −5"),
        ("bowl", (0, 2), 180, "level", "slope = 2 · cos 90° = 0"),
        ("ravine", (2, 0.5), 200, "downhill", "slope = 10.2 · cos 121.3° = −5.3"),
        ("saddle", (0, 0), 45, "flat in every direction", "∇f = 0"),
    ],
)
def test_verdicts_say_which_way_a_direction_leads(landscape, at, direction, head, why, javascript):
    found = javascript(SOURCE, "(m, [l, at, d]) => m.sense(l, at, d)", [landscape, at, direction])
    assert (found["head"], found["why"]) == (head, why)


def test_uphill_and_downhill_agree_with_the_sign_of_the_slope(javascript):
    all_states = list(states(15))
    heads = javascript(SOURCE, "(m, all) => all.map((s) => m.sense(s.landscape, s.at, s.direction).head)", all_states)
    for state, found in zip(all_states, heads, strict=True):
        widget = GradientField(**state)
        if found in ("uphill", "the steepest way up"):
            assert widget.slope > 0
        elif found in ("downhill", "the steepest way down"):
            assert widget.slope < 0
        else:
            assert abs(widget.slope) <= 0.0132 * np.linalg.norm(widget.gradient) + 1e-9


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(GradientField()) == "GradientField(landscape='bowl', at=(2.0, 1.0), direction=30.0)"
    widget = GradientField(landscape="himmelblau", at=(1, 2), direction=200, arrows=False)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"landscape": "hill"}, "landscape is 'hill', expected one of 'bowl', 'ravine'"),
        ({"at": (1, 2, 3)}, r"at has shape \(3,\), expected \(2,\)"),
        ({"direction": 400}, "direction is 400, expected a number"),
        ({"angle": 3}, "GradientField has no angle, it has"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        GradientField(**settings)


def test_without_javascript_a_sentence_says_what_stands_here():
    sentence = "at (3, 4), where the gradient is (3, 4); the slope in the direction 90° is 4"
    assert sentence in GradientField(at=(3, 4), direction=90).fallback()


# ---- in the browser ----


def test_a_mouse_drags_the_point_and_the_arrow_keeps_its_direction(show):
    with show(GradientField(at=(2, 1), direction=30)) as page:
        visit(page)
        drag(page, "point", -80, 40)
        x1, x2 = (float(part.split("= ")[1].replace("−", "-")) for part in value(page, "point").split(","))
        assert x1 < 1.5 and x2 < 0.7
        assert value(page, "tip of the arrow u") == "30°"


def test_a_mouse_turns_the_arrow_and_the_point_stays(show):
    with show(GradientField(at=(2, 1), direction=0)) as page:
        visit(page)
        (x, y), (u, v) = center(page, "point"), center(page, "tip of the arrow u")
        drag(page, "tip of the arrow u", x - u, y - v - 70)
        assert value(page, "tip of the arrow u") == value(page, "direction") == "90°"
        assert value(page, "point") == "x₁ = 2, x₂ = 1"
        assert head(page) == "uphill"


def test_a_finger_taps_and_the_nearest_end_of_the_arrow_comes(show):
    with show(GradientField(at=(0, 1), direction=0), has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        x, y = center(page, "point")
        page.touchscreen.tap(x - 20, y + 25)
        assert value(page, "point") != "x₁ = 0, x₂ = 1"
        assert value(page, "direction") == "0°"


def test_everything_can_be_done_with_the_keyboard(show):
    with show(GradientField(at=(2, 1), direction=30)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        page.get_by_role("slider", name="direction", exact=True).press("ArrowRight")
        assert value(page, "direction") == "31°"
        point = page.get_by_role("slider", name="point", exact=True)
        point.press("ArrowUp")
        assert value(page, "point") != "x₁ = 2, x₂ = 1"
        tip = page.get_by_role("slider", name="tip of the arrow u")
        tip.press("Shift+ArrowUp")
        assert float(value(page, "direction").strip("°")) > 31
        page.get_by_role("combobox", name="landscape").select_option("saddle")
        assert value(page, "point") == "x₁ = 1, x₂ = 0.5"
        page.get_by_role("checkbox", name="gradient arrows").uncheck()
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_the_dial_stays_in_the_picture(show):
    with show(GradientField(at=(0, 0), direction=0)) as page:
        visit(page)
        page.get_by_role("slider", name="point", exact=True).press("End")
        page.evaluate(opened.NEXT_PICTURE)
        box = page.get_by_role("group", name="map of the landscape with its gradients").bounding_box()
        assert center(page, "tip of the arrow u")[0] < box["x"] + box["width"] + 10


def test_the_level_line_meets_the_gradient_at_a_right_angle(show):
    """Both axes have the same scale, or the picture would show another angle."""
    with show(GradientField(at=(0, 0), direction=0), width=500) as page:
        visit(page)
        (x, y), (u, v) = center(page, "point"), center(page, "tip of the arrow u")
        page.get_by_role("slider", name="direction", exact=True).press("End")
        for _ in range(270):
            page.get_by_role("slider", name="direction", exact=True).press("ArrowLeft")
        page.evaluate(opened.NEXT_PICTURE)
        up = center(page, "tip of the arrow u")
        assert abs(np.hypot(u - x, v - y) - np.hypot(up[0] - x, up[1] - y)) < 0.6


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(GradientField()) as page:
        visit(page)
        page.get_by_role("combobox", name="landscape").select_option("ravine")
        page.get_by_role("slider", name="direction", exact=True).press("Home")
        page.evaluate(opened.NEXT_PICTURE)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert address.endswith("#w1.landscape=ravine&w1.at=2,0.5&w1.direction=0&w1.arrows=true")
    with show(GradientField()) as page:
        visit(page, address)
        assert value(page, "point") == "x₁ = 2, x₂ = 0.5"
        assert value(page, "direction") == "0°"


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(GradientField(at=(2, 1), direction=30)) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        page.get_by_role("slider", name="direction", exact=True).press("Home")
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("uphill: slope = 2.24 · cos 26.6° = 2")


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("landscape", python.LANDSCAPES)
def test_it_fits_its_page(width, landscape, show):
    with show(GradientField(landscape=landscape, direction=0), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure, .numbers span):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
