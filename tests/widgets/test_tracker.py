"""Tracker: its filters, its pairs and its counts are those of Python, and it follows the hand."""

import numpy as np
import pytest

from dlmath import tracking
from dlmath.widgets import Tracker
from tests import browser, opened
from tests.widgets.hand import head, settled, value, visit

SOURCE = Tracker._esm
TABLE = [
    {},
    {"motion": "turn", "hidden": 7},
    {"motion": "turn", "looks": True, "seed": 5},
    {"hidden": 0, "seed": 3, "acceleration_std": 3.0},
    {"hidden": 0, "measurement_std": 6.0, "acceleration_std": 1.0, "seed": 9, "frame": 25},
    {"targets": 1, "motion": "turn", "acceleration_std": 0.01, "hidden": 0},
    {"targets": 1, "hidden": 12, "measurement_std": 0.5, "seed": 999, "frame": 31},
]


def state(widget):
    return {name: getattr(widget, name) for name in widget._own()}


@pytest.mark.parametrize("settings", TABLE, ids=str)
def test_what_is_believed_in_javascript_is_what_dlmath_believes(settings, javascript):
    widget = Tracker(**settings)
    function = """(m, state) => {
        const e = m.runOf(state), beliefs = e.frames.map(({ beliefs }) => beliefs);
        const of = (name) => beliefs.map((all) => all.map((belief) => belief[name]));
        return { means: of("m"), spreads: of("P"),
            partners: e.frames.map((frame) => frame.partners), places: e.places, z: e.z,
            switches: m.switchesOf(e, state.frame), errors: m.errorsOf(e, state.frame) };
    }"""
    found = javascript(SOURCE, function, state(widget))
    means, covariances, partners = widget.run
    np.testing.assert_allclose(np.swapaxes(found["means"], 0, 1), means, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(np.swapaxes(found["spreads"], 0, 1), covariances, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(np.transpose(found["partners"]), partners)
    np.testing.assert_allclose(found["places"], widget.places, atol=1e-12)
    seen = [[[np.nan] * 2 if place is None else place for place in path] for path in found["z"]]
    np.testing.assert_allclose(seen, widget.measured, rtol=1e-9, atol=1e-9)
    assert found["switches"] == widget.switches
    np.testing.assert_allclose(found["errors"], widget.errors, rtol=1e-9)


def test_distances_and_pairs_in_javascript_are_those_of_dlmath(javascript):
    rng = np.random.default_rng(0)
    A, m, z = rng.normal(size=(4, 4)), rng.normal(size=4), rng.normal(size=2)
    P, R = A @ A.T, 2.0 * np.array([[5, 4], [4, 5]]) / 9
    function = "(m, [mean, P, z, R]) => m.squaredDistance({ m: mean, P }, z, R)"
    square = javascript(SOURCE, function, [m.tolist(), P.tolist(), z.tolist(), R.tolist()])
    np.testing.assert_allclose(square, tracking.mahalanobis(z[None], m[:2], P[:2, :2] + R)[0] ** 2, rtol=1e-9)
    tables = [rng.uniform(0, 9, (2, 2)) for _ in range(30)]
    for k, table in enumerate(tables):
        table[rng.random((2, 2)) < k / 40] = np.inf
    function = "(m, all) => all.map((cost) => m.assigned(cost.map((row) => row.map((v) => v ?? Infinity))))"
    plain = [[[None if np.isinf(v) else v for v in row] for row in table.tolist()] for table in tables]
    for table, found in zip(tables, javascript(SOURCE, function, plain), strict=True):
        rows, columns = tracking.assign(table)
        expected = np.full(2, -1)
        expected[rows] = columns
        assert found == expected.tolist(), table


def test_the_gate_is_that_of_dlmath():
    np.testing.assert_allclose(-2 * np.log(0.01), tracking.chi_square_quantile(0.99, 2), rtol=1e-12)


def test_measurements_err_as_the_model_says():
    still = [Tracker(seed=seed, hidden=0, measurement_std=2.0) for seed in range(100)]
    errors = np.concatenate([(w.measured - w.places).reshape(-1, 2) for w in still])
    R = still[0].model.R
    np.testing.assert_allclose(np.linalg.eigvalsh(R), [4 / 9, 4.0])
    np.testing.assert_allclose(np.cov(errors.T), R, atol=5 * 4 * np.sqrt(2 / len(errors)))


def test_who_compares_looks_never_switches_and_who_does_not_swaps_where_they_turn():
    for seed in range(5):
        assert Tracker(motion="turn", seed=seed, looks=True).switches == 0
        assert Tracker(motion="turn", seed=seed).switches == 2
        assert Tracker(motion="straight", seed=seed).switches == 0


def test_its_repr_can_be_read_and_typed():
    assert repr(Tracker()) == "Tracker(targets=2, motion='straight')"
    widget = Tracker(targets=1, motion="turn", hidden=3, looks=True)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"targets": 3}, "targets is 3, expected"),
        ({"motion": "up"}, "motion is 'up', expected one of 'straight', 'turn'"),
        ({"measurement_std": 0.1}, "measurement_std is 0.1, expected"),
        ({"hidden": 2.5}, "hidden is"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        Tracker(**settings)


def test_without_javascript_a_sentence_says_what_stands_here():
    assert (
        "two things that meet and turn away; identity switches up to frame 40: 2." in Tracker(motion="turn").fallback()
    )
    assert "one thing that goes straight on; the track is off by" in Tracker(targets=1).fallback()


# ---- in the browser ----


def test_everything_can_be_done_with_the_keyboard(show):
    with show(Tracker(motion="turn")) as page:
        visit(page)
        assert head(page) == "2 identity switches"
        page.get_by_role("checkbox", name="compare looks").press("Space")
        settled(page)
        assert head(page) == "0 identity switches"
        page.get_by_role("combobox", name="in the middle, they").select_option("straight")
        page.get_by_role("slider", name="hidden", exact=True).press("Home")
        page.get_by_role("checkbox", name="compare looks").press("Space")
        settled(page)
        assert head(page) == f"{Tracker(hidden=0).switches} identity switches"
        page.get_by_role("slider", name="frame", exact=True).press("ArrowLeft")
        settled(page)
        assert value(page, "frame") == "frame 39 of 40"
        page.get_by_role("slider", name="measurement error σ", exact=True).press("End")
        page.get_by_role("slider", name="acceleration σₐ", exact=True).press("Home")
        page.get_by_role("button", name="other noise").press("Enter")
        settled(page)
        expected = Tracker(hidden=0, measurement_std=6.0, acceleration_std=0.01, seed=2, frame=39).switches
        assert head(page).startswith(str(expected))


def test_one_thing_has_a_verdict_of_its_own_and_no_looks(show):
    widget = Tracker(targets=1, motion="turn", hidden=0)
    with show(widget) as page:
        visit(page)
        assert head(page) == "track off by 11"
        assert page.get_by_role("checkbox", name="compare looks").count() == 0
        assert "took nothing and goes on by prediction" in page.locator(".verdict").inner_text()


def test_a_finger_moves_time(show):
    with show(Tracker(), has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        box = page.get_by_role("slider", name="frame", exact=True).bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        settled(page)
        assert value(page, "frame") == "frame 20 of 40"
        assert "took nothing" in page.locator(".verdict").inner_text()


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(Tracker()) as page:
        visit(page)
        page.get_by_role("combobox", name="in the middle, they").select_option("turn")
        page.evaluate(opened.NEXT_PICTURE)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(Tracker()) as page:
        visit(page, address)
        assert head(page) == "2 identity switches"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(Tracker(motion="turn"), width=width) as page:
        page.goto(browser.ADDRESS)
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
