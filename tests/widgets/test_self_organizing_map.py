"""SelfOrganizingMap: each update in JavaScript equals that of dlmath; nets unfold or twist, and words say which."""

import numpy as np
import pytest

from dlmath.widgets import SelfOrganizingMap
from tests.widgets.hand import head, value, visit

SOURCE = SelfOrganizingMap._esm
STATES = [
    {"round": 0},
    {"round": 50},
    {"round": 50, "radius": 0.6, "seed": 3},
    {"round": 20, "radius": 0.0, "colors": "three groups"},
    {"round": 30, "radius": 0.3, "colors": "ring", "learning_rate": 0.9, "seed": 999},
    {"round": 25, "radius": 5.0, "cooling": False, "learning_rate": 0.02, "seed": 0},
]
WIDGETS = [SelfOrganizingMap(**state) for state in STATES]
FULL = [{name: getattr(widget, name) for name in widget._own()} for widget in WIDGETS]
RUN = """(m, all) => all.map((s) => {
    const units = m.history(s)[s.round], X = m.examples(s.colors, s.seed);
    return [units, X, m.measure(units, X)];
})"""


# ---- the arithmetic ----


def test_units_examples_and_errors_in_javascript_equal_those_of_dlmath(javascript):
    for (units, X, found), widget in zip(javascript(SOURCE, RUN, FULL), WIDGETS, strict=True):
        np.testing.assert_allclose(units, widget.units, atol=1e-9)
        np.testing.assert_allclose(X, widget.X, atol=1e-9)
        assert found["quantization"] == pytest.approx(widget.quantization_error, abs=1e-9)
        assert found["topographic"] == pytest.approx(widget.topographic_error, abs=1e-9)
        assert (found["dead"], found["turned"]) == (widget.dead, widget.turned)


def test_a_wrong_sign_in_the_update_is_noticed(javascript):
    wrong = SOURCE.replace("v + share * (x[k] - v)", "v - share * (x[k] - v)")
    assert wrong != SOURCE
    units = javascript(wrong, RUN, [FULL[2] | {"round": 1}])[0][0]
    assert np.max(np.abs(units - SelfOrganizingMap(**STATES[2] | {"round": 1}).units)) > 1e-3


# ---- words ----


@pytest.mark.parametrize(
    ("given", "found", "head_of_it", "rest"),
    [
        ({"round": 0}, {}, "a heap", "Press play"),
        ({"radius": 0}, {"turned": 17, "dead": 20}, "no map", "20 of 49 units win no example"),
        ({}, {"turned": 9}, "twisted", "9 of 36 cells are turned over"),
        ({}, {"turned": 1, "dead": 1}, "a crease", "1 of 49 units wins no example"),
        ({}, {}, "unfolded", "Every unit wins some example"),
        ({"round": 20}, {}, "no cell turned over", "face the same way"),
        ({"cooling": False, "radius": 3}, {}, "flat, but drawn together", "still wide"),
    ],
)
def test_verdicts_name_what_the_net_does(given, found, head_of_it, rest, javascript):
    state = {"round": 50, "radius": 2, "cooling": True, "colors": "all"} | given
    said = javascript(
        SOURCE, "(m, [s, f]) => m.told(s, f)", [state, {"turned": 0, "dead": 0, "topographic": 0} | found]
    )
    assert said["head"] == head_of_it
    assert rest in said["rest"]


def test_without_javascript_a_sentence_says_what_stands_here():
    assert "after 0 of 50 rounds" in SelfOrganizingMap().fallback()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [({"radius": 6}, "radius is 6"), ({"round": 51}, "round is 51"), ({"colors": "none"}, "colors is 'none'")],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        SelfOrganizingMap(**settings)


def test_its_repr_can_be_read_and_typed():
    widget = SelfOrganizingMap(radius=0.5, colors="ring", round=3)
    assert repr(eval(repr(widget))) == repr(widget)


# ---- in the browser ----


def test_a_net_unfolds_with_a_wide_radius_and_twists_with_a_narrow_one(show):
    with show(SelfOrganizingMap(), still=True) as page:
        visit(page)
        assert head(page) == "a heap"
        page.get_by_role("button", name="play").click()
        page.get_by_text("unfolded", exact=True).wait_for()
        page.get_by_role("slider", name="radius σ").press("Home")
        assert head(page) == "a heap", "a new radius begins anew"
        page.get_by_role("button", name="play").click()
        page.get_by_text("no map", exact=True).wait_for()


def test_everything_can_be_done_with_the_keyboard(show):
    with show(SelfOrganizingMap()) as page:
        visit(page)
        page.get_by_role("button", name="one round").press("Enter")
        assert value(page, "round") == "round 1 of 50"
        page.get_by_role("slider", name="round", exact=True).press("End")
        page.get_by_text("unfolded", exact=True).wait_for()
        page.get_by_role("button", name="new seed").press("Enter")
        page.get_by_text("seed 2,").wait_for()
        page.get_by_role("checkbox", name="cooling").press("Space")
        page.get_by_role("combobox", name="colors").select_option("ring")
        assert head(page) == "a heap"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(SelfOrganizingMap(round=20), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
