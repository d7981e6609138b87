"""RadialBumps: its sums of bumps are those of dlmath, and points, centers, width and λ follow the hand."""

import numpy as np
import pytest

from dlmath import radial_basis
from dlmath.widgets import RadialBumps
from dlmath.widgets.radial_bumps import N_POINTS, PENALTIES, WIDTHS
from tests import browser
from tests.widgets.hand import drag, head, settled, value, visit

SOURCE = RadialBumps._esm
GRID = np.linspace(-0.4, 10.4, 25)


def states():
    """Points anywhere, some of them at the same x, with all kinds of widths and penalties, and bumps at both places."""
    rng = np.random.default_rng(5)
    for width in (0.2, 0.7, 1.3, 2.5):
        for penalty in (1e-4, float(10 ** rng.uniform(-4, 1)), 10.0):
            for bumps in ("points", "centers"):
                x = rng.uniform(0, 10, N_POINTS).round(3)
                x[1] = x[0]
                centers = [0.0, 2.5, 3.0, *rng.uniform(4, 10, 1).round(3)]
                y = rng.uniform(-2, 2, N_POINTS).round(3)
                yield {"x": x.tolist(), "y": y.tolist(), "bumps": bumps, "centers": centers,
                       "width": width, "penalty": penalty}  # fmt: skip


def expected(state):
    widget = RadialBumps(**state)
    sums = radial_basis.predict(widget.network, GRID[:, None])
    return [*sums, widget.misfit, widget.left_out or 0.0], widget.roughness


def in_javascript(javascript, source):
    function = "(m, [all, grid]) => all.map((s) => [m.fitted(s), grid.map((x) => m.sumAt(m.fitted(s), x))])"
    found = javascript(source, function, [list(states()), GRID.tolist()])
    return [([*sums, fit["misfit"], fit["leftOut"] or 0.0], fit["roughness"]) for fit, sums in found]


# ---- the arithmetic ----


def test_sums_misfit_and_roughness_in_javascript_equal_those_of_dlmath(javascript):
    for state, (numbers, roughness) in zip(states(), in_javascript(javascript, SOURCE), strict=True):
        expected_numbers, expected_roughness = expected(state)
        np.testing.assert_allclose(numbers, expected_numbers, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(roughness, expected_roughness, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("=== j ? penalty", "=== j ? 2 * penalty"),
        ("Math.sqrt(penalty)", "penalty"),
        ("2 * width * width", "width ** 2"),
    ],
)
def test_a_wrong_formula_is_noticed(right, wrong, javascript):
    assert right in SOURCE
    found = in_javascript(javascript, SOURCE.replace(right, wrong))
    worst = max(
        np.abs(np.subtract(numbers, expected(s)[0])).max() for s, (numbers, _) in zip(states(), found, strict=True)
    )
    assert worst > 1e-3


def test_what_leave_one_out_chooses_in_javascript_is_the_choice_of_dlmath(javascript):
    some = list(states())[::5]
    for state, found in zip(some, javascript(SOURCE, "(m, all) => all.map(m.chosen)", some), strict=True):
        assert (found["width"], found["penalty"]) == RadialBumps(**state).best
        assert found["width"] in WIDTHS and found["penalty"] in PENALTIES


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(RadialBumps()) == "RadialBumps(width=1.0, penalty=0.0001)"
    widget = RadialBumps(x=range(8), y=[1.5] * 8, bumps="centers", centers=(1, 2, 3, 4), width=0.5, penalty=0.1)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"x": [1.0, 2.0]}, "x has shape"),
        ({"y": [3.0] * 8}, "y is 3, expected"),
        ({"centers": (1, 1.2, 3, 4)}, "centers is .*, expected ascending numbers at least 0.5 apart"),
        ({"width": 3}, "width is 3, expected"),
        ({"penalty": 0}, "penalty is 0, expected"),
        ({"bumps": "anywhere"}, "bumps is 'anywhere', expected one of"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        RadialBumps(**settings)


def test_without_javascript_a_sentence_says_what_stands_here():
    assert "one at each of eight points, with σ = 1 and λ = 0.0001: it misses" in RadialBumps().fallback()
    assert "a sum of bumps, four, for eight points" in RadialBumps(bumps="centers").fallback()
    assert RadialBumps(bumps="centers").left_out is None


# ---- in the browser ----


def test_a_mouse_drags_a_point_and_the_curve_follows(show):
    with show(RadialBumps(width=0.5)) as page:
        visit(page)
        before, words = value(page, "point 3"), page.locator(".verdict").inner_text()
        drag(page, "point 3", 10, -30)
        settled(page)
        assert value(page, "point 3") != before
        assert page.locator(".verdict").inner_text() != words


def test_a_finger_taps_the_nearest_point_to_another_place(show):
    with show(RadialBumps(), width=390, has_touch=True, is_mobile=True) as page:
        visit(page)
        figure = page.get_by_role("group", name="the points, the bumps and their sum")
        box = figure.bounding_box()
        figure.tap(position={"x": box["width"] * 0.98, "y": box["height"] * 0.2})
        settled(page)
        assert value(page, "point 8").startswith("x = 10")


def test_everything_can_be_done_with_the_keyboard(show):
    with show(RadialBumps()) as page:
        visit(page)
        start = head(page)
        page.get_by_role("slider", name="penalty λ").press("End")
        settled(page)
        assert value(page, "penalty λ") == "10"
        assert head(page) != start
        page.get_by_role("slider", name="width σ").press("Home")
        settled(page)
        assert value(page, "width σ") == "0.2"
        page.get_by_role("button", name="choose by leave-one-out").press("Enter")
        page.get_by_text("Hardly any other choice does better").wait_for()
        page.get_by_role("combobox", name="bumps at").select_option("four centers")
        page.get_by_text("Four heights").wait_for()
        center = page.get_by_role("slider", name="center 2")
        center.press("Home")
        settled(page)
        assert value(page, "center 2") == "x = 1.5"  # half a step from its neighbor, and no farther
        center.press("ArrowRight")
        settled(page)
        assert value(page, "center 2") != "x = 1.5"
        assert page.get_by_role("button", name="choose by leave-one-out").get_attribute("aria-disabled") == "true"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(RadialBumps()) as page:
        visit(page)
        page.get_by_role("slider", name="width σ").press("End")
        page.get_by_role("combobox", name="bumps at").select_option("four centers")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(RadialBumps()) as page:
        visit(page, address)
        assert value(page, "width σ") == "2.5"
        assert page.get_by_role("combobox", name="bumps at").input_value() == "centers"


@pytest.mark.parametrize("hash", ["w1.width=3", "w1.penalty=0", "w1.x=1,2", "w1.centers=1,1,2,3", "w1.bumps=none"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(RadialBumps()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert (value(page, "width σ"), value(page, "penalty λ")) == ("1", "0.0001")
        assert page.get_by_role("combobox", name="bumps at").input_value() == "points"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(RadialBumps(bumps="centers"), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
