import numpy as np
import pytest
import scipy.interpolate

from dlmath import activations, calculus, losses
from dlmath.widgets import ConvexityTest
from dlmath.widgets._base import joined
from dlmath.widgets.convexity_test import CURVES, OWN, SIGNED, spline
from tests import browser
from tests.widgets.hand import center, drag, head, settled, value, visit

SOURCE = joined("convexity_test")
X = np.linspace(-2, 2, 81)
BENT = [(2.6, 1.0, 0.4, 1.0, 2.6), (4.0, -1.0, 4.0, -1.0, 4.0), (0.0, 0.0, 1.0, 0.0, 0.0), (4.0, 2.0, 0.0, -1.0, -1.0)]
STATES = [
    {"curve": curve, "a": a, "b": b, "touch": touch, "heights": list(heights)}
    for curve in (*CURVES, OWN)
    for heights in (BENT if curve == OWN else BENT[:1])
    for a, b, touch in ((-1.2, 1.6, 0.5), (0.3, 2.0, -1.7), (1.1, -2.0, 1.3), (-0.15, 1.28, 0.0), (0.7, 0.7, 2.0))
]


def ask(javascript, expression):
    return javascript(SOURCE, f"(m, states) => states.map((s) => {expression})", STATES)


# ---- the arithmetic ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["f", "slope", "curvature"])
def test_curves_in_javascript_equal_those_of_dlmath(part, javascript):
    script = f"(m, [state, xs]) => xs.map((x) => m.curveOf(state).{part}(x) ?? 0)"
    for state in STATES[::5]:
        found = javascript(SOURCE, script, [state, X.tolist()])
        expected = ConvexityTest(**state).functions[["f", "slope", "curvature"].index(part)](X)
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9, err_msg=str(state))


def test_stretches_that_bend_downward_are_whole(javascript):
    """log(1 + 4x²) bends downward beyond ±½, |x| and the parabola nowhere; a stretch ends at one of 401 places."""
    found = javascript(SOURCE, "(m, names) => names.map((n) => m.downward(m.CURVES[n].curvature))", list(CURVES)[:3])
    assert found[:2] == [[], []]
    np.testing.assert_allclose(found[2], [[-2, -0.5], [0.5, 2]], atol=0.01)


def test_both_tests_in_javascript_equal_those_of_dlmath(javascript):
    widgets = [ConvexityTest(**state) for state in STATES]
    for name, expected in (
        ("chordTest", [w.chord_test[0] for w in widgets]),
        ("tangentTest", [w.tangent_test[0] for w in widgets]),
    ):
        np.testing.assert_allclose(ask(javascript, f"m.{name}(s).gap"), expected, rtol=1e-9, atol=1e-9)
    assert ask(javascript, "m.isConvex(s)") == [w.is_convex for w in widgets]


def test_the_place_of_a_failure_is_that_of_dlmath(javascript):
    for name, method in (("chordTest", "chord_test"), ("tangentTest", "tangent_test")):
        for state, at in zip(STATES, ask(javascript, f"m.{name}(s).at"), strict=True):
            gap, expected = getattr(ConvexityTest(**state), method)
            if gap > 1e-9:
                assert at == pytest.approx(expected, abs=1e-9), state


def test_slopes_and_curvatures_are_those_of_the_curve():
    inside = X[np.abs(X) > 0.01]
    for f, slope, curvature in [*(parts[1:] for parts in CURVES.values()), *map(spline, BENT)]:
        np.testing.assert_allclose(slope(inside), calculus.five_point_difference(f, inside, h=1e-3), atol=1e-6)
        away = inside[np.abs(inside - np.round(inside)) > 0.01]
        np.testing.assert_allclose(curvature(away), calculus.five_point_difference(slope, away, h=1e-3), atol=1e-5)


def test_the_bent_curve_is_the_natural_spline_of_scipy():
    for heights in BENT:
        reference = scipy.interpolate.CubicSpline([-2, -1, 0, 1, 2], heights, bc_type="natural")
        for order, part in enumerate(spline(heights)):
            np.testing.assert_allclose(part(X), reference(X, order), atol=1e-12)


def test_the_neurons_losses_are_those_of_dlmath_for_the_lessons_examples():
    x, y = np.array([12, 0.5, 1, 1]), np.array([0, 0, 1, 1])
    np.testing.assert_array_equal(np.where(y == 1, x, -x), SIGNED)
    for w in (-2.0, -0.3, 0.0, 1.7):
        expected = losses.binary_cross_entropy(w * x, y)
        assert CURVES["cross-entropy"][1](w) == pytest.approx(expected, rel=1e-12)
        squares = np.mean((activations.sigmoid(w * x) - y) ** 2)
        assert CURVES["squared error"][1](w) == pytest.approx(squares, rel=1e-12)


def test_a_curve_is_convex_if_and_only_if_all_its_chords_and_all_its_tangents_pass():
    places = np.linspace(-2, 2, 17)
    for state in STATES[::5]:
        w = ConvexityTest(**state)
        chords = [ConvexityTest(**state | {"a": a, "b": b}).chord_test[0] for a in places for b in places if a < b]
        tangents = [ConvexityTest(**state | {"touch": x}).tangent_test[0] for x in places]
        assert w.is_convex == (max(chords) <= 1e-9) == (max(tangents) <= 1e-9), state


def test_a_wrong_sign_is_noticed(javascript):
    wrong = SOURCE.replace("f(x) - chordAt(state, x)", "chordAt(state, x) - f(x)")
    assert wrong != SOURCE
    gap = javascript(wrong, "(m, s) => m.chordTest(s).gap", STATES[0])
    assert gap != pytest.approx(ConvexityTest(**STATES[0]).chord_test[0], abs=1e-9)


# ---- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "head", "chord", "tangent"),
    [
        ({}, "convex", "x = 0.2 (t = 0.5) the chord is at 2, the curve at 0.04", "x = 0.5 with slope 1"),
        ({"a": 1.6, "b": 1.6}, "convex", "The chord has no length", "nowhere above"),
        ({"curve": "absolute value", "touch": 0}, "convex", "nowhere below", "at the kink"),
        ({"curve": "cross-entropy"}, "convex", "nowhere below", "nowhere above"),
        ({"curve": "robust", "a": -1, "b": 1, "touch": 0}, "passed, but not convex", "nowhere below", "slope 0"),
        ({"curve": "robust", "a": 1, "b": 2, "touch": 0}, "not convex", "Chord: below the curve by 0.", "slope 0"),
        ({"curve": "robust", "a": -1, "b": 1, "touch": 1}, "not convex", "nowhere below", "at x = 2 it is at 3.209"),
        (
            {"curve": "squared error", "a": 1.28, "b": -0.15},
            "not convex",
            "(t = 0.7) the chord is at",
            "above the curve",
        ),
        ({"curve": OWN, "heights": BENT[1]}, "not convex", "below the curve", "above the curve"),
    ],
)
def test_verdicts_are_true(settings, head, chord, tangent, javascript):
    w = ConvexityTest(**settings)
    state = {key: getattr(w, key) for key in ("curve", "a", "b", "touch", "heights")}
    answer = javascript(SOURCE, "(m, s) => [m.verdict(s).head, m.chordWords(s).line, m.tangentWords(s).line]", state)
    assert answer[0] == head
    assert chord in answer[1]
    assert tangent in answer[2]


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(ConvexityTest()) == "ConvexityTest(curve='parabola', a=-1.2, b=1.6, touch=0.5)"
    other = ConvexityTest(curve=OWN, a=1, heights=BENT[2], bends=True)
    assert repr(eval(repr(other))) == repr(other)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"a": 3}, "a is 3"),
        ({"curve": "sine"}, "curve is 'sine'"),
        ({"heights": (1, 2, 3)}, "heights"),
        ({"heights": (1, 2, 3, 4, 5)}, "heights is 5"),
        ({"chord": 1}, "ConvexityTest has no chord"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        ConvexityTest(**settings)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "the curve of x²; the chord from −1.2 to 1.6 passes, and the tangent at 0.5 passes; the curve is convex."),
        ({"curve": "robust", "a": 1, "b": 2}, "below the curve at x = 1.46, and the tangent at 0.5 lies 0.86 above"),
        ({"curve": OWN}, "a bent curve; the chord"),
    ],
)
def test_without_javascript_a_sentence_says_what_stands_here(settings, sentence):
    assert sentence in ConvexityTest(**settings).fallback()


# ---- in the browser ----------------------------------------------------------------------------------------


def test_a_mouse_drags_the_chord_until_it_fails(show):
    with show(ConvexityTest(curve="robust", a=-1, b=1, touch=0)) as page:
        visit(page)
        assert head(page) == "passed, but not convex"
        drag(page, "end a of the chord", 120, 0)
        assert head(page) == "not convex"
        assert value(page, "end a of the chord").startswith("x = 0.")
        drag(page, "end a of the chord", -900, 0)
        assert value(page, "end a of the chord").startswith("x = −2,")


def test_a_mouse_bends_the_curve(show):
    with show(ConvexityTest(curve=OWN)) as page:
        visit(page)
        assert head(page) == "convex"
        drag(page, "knob at x = 0", 0, -120)
        assert head(page) == "not convex"
        assert value(page, "knob at x = 0") > "height 1.5"
        drag(page, "knob at x = 0", 0, 900)
        assert value(page, "knob at x = 0") == "height −1.00"


def test_a_finger_taps_the_nearest_end_to_a_new_place(show):
    with show(ConvexityTest(), has_touch=True, width=390) as page:
        visit(page)
        x, y = center(page, "end b of the chord")
        page.touchscreen.tap(x - 40, y)
        assert value(page, "end b of the chord").startswith("x = 1.")
        assert value(page, "end a of the chord").startswith("x = −1.2,")


def test_knobs_are_there_only_where_the_curve_can_be_bent(show):
    with show(ConvexityTest()) as page:
        visit(page)
        assert page.get_by_role("slider").count() == 3
        page.get_by_role("combobox", name="curve").select_option("yours")
        assert page.get_by_role("slider").count() == 8


def test_everything_can_be_done_with_the_keyboard(show):
    with show(ConvexityTest(curve=OWN)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        page.get_by_role("slider", name="knob at x = 1", exact=True).focus()
        for _ in range(5):
            page.keyboard.press("PageUp")
        assert head(page) == "not convex"
        page.get_by_role("slider", name="point of the tangent").press("Home")
        assert value(page, "point of the tangent").startswith("x = −2,")
        page.get_by_role("combobox", name="curve").select_option("parabola")
        assert head(page) == "convex"
        page.get_by_role("checkbox", name="downward bends").press("Space")
        settled(page)
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(ConvexityTest(curve=OWN)) as page:
        visit(page)
        page.get_by_role("slider", name="knob at x = 0", exact=True).press("PageUp")
        page.get_by_role("slider", name="end a of the chord").press("ArrowLeft")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address, at = page.url, [value(page, name) for name in ("knob at x = 0", "end a of the chord")]
    with show(ConvexityTest()) as page:
        visit(page, address)
        assert [value(page, name) for name in ("knob at x = 0", "end a of the chord")] == at


@pytest.mark.parametrize(
    "nonsense", ["w1.a=3", "w1.curve=sine", "w1.heights=1,2,3", "w1.heights=1,2,3,4,5", "w1.bends=2"]
)
def test_nonsense_in_the_address_is_ignored(nonsense, show):
    with show(ConvexityTest()) as page:
        visit(page, f"{browser.ADDRESS}#{nonsense}")
        assert head(page) == "convex"
        assert value(page, "end a of the chord").startswith("x = −1.2,")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(ConvexityTest(curve=OWN), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, input, select, figure):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
