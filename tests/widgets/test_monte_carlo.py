"""MonteCarlo: its darts and its arithmetic are those of Python, and it follows the hand."""

import numpy as np
import pytest

from dlmath import calculus
from dlmath.widgets import MonteCarlo
from dlmath.widgets.monte_carlo import uniform
from tests.widgets.hand import settled, visit

SOURCE = MonteCarlo._esm
TARGETS = [("disk", 2), ("curve", 2), ("ball", 2), ("ball", 3), ("ball", 7), ("ball", 20), ("pole", 2)]

# ---- the arithmetic ----------------------------------------------------------------------------------------


def test_the_darts_in_javascript_are_those_of_python(javascript):
    for seed in (0, 1, 17, 999):
        found = javascript(SOURCE, "(m, seed) => [...m.uniform(seed, 3000)]", seed)
        np.testing.assert_array_equal(found, uniform(seed, 3000))


def test_the_darts_are_spread_evenly_and_do_not_follow_each_other():
    u = uniform(1, 200_000)
    counts = np.histogram(u, 100, (0, 1))[0]
    assert np.sum((counts - 2000) ** 2 / 2000) < 99 + 4 * np.sqrt(2 * 99)  # chi squared, 4 standard deviations
    assert abs(np.corrcoef(u[:-1], u[1:])[0, 1]) < 4 / np.sqrt(len(u))


@pytest.mark.parametrize(("target", "d"), TARGETS)
def test_estimates_and_standard_errors_in_javascript_equal_those_of_dlmath(target, d, javascript):
    function = """(m, [target, d, seed]) => {
        const { volume } = m.targetOf(target, d), y = m.values(target, d, seed, 5000);
        const { estimate, error } = m.running(y, volume);
        return [2, 3, 10, 500, 5000].map((n) => [n, estimate[n - 1], error[n - 1]]);
    }"""
    for n, estimate, error in javascript(SOURCE, function, [target, d, 4]):
        expected = MonteCarlo(target=target, d=d, n=n, seed=4).estimate
        np.testing.assert_allclose([estimate, error], expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("target", "d"), TARGETS)
def test_the_truth_in_javascript_is_that_of_python(target, d, javascript):
    found = javascript(SOURCE, "(m, [target, d]) => m.targetOf(target, d).truth", [target, d])
    np.testing.assert_allclose(found, MonteCarlo(target=target, d=d).truth, rtol=1e-12)


def test_the_truth_is_the_integral():
    np.testing.assert_allclose(MonteCarlo(target="curve").truth, calculus.simpson(np.square, 0.0, 1.0, 2))
    substituted = calculus.trapezoid(lambda t: 4 * t**0, 0.0, 1.0, 2)  # x = t⁴: x^(−3/4) dx = 4 dt
    np.testing.assert_allclose(MonteCarlo(target="pole").truth, substituted)
    in_three = calculus.simpson(lambda x: np.pi * (1 - x**2), -1.0, 1.0, 2)  # slices of the ball
    np.testing.assert_allclose(MonteCarlo(target="ball", d=3).truth, in_three)


@pytest.mark.parametrize(("target", "d"), TARGETS[:-1])
def test_the_law_of_the_error_has_the_right_standard_deviation(target, d, javascript):
    sigma = javascript(SOURCE, "(m, [target, d]) => m.targetOf(target, d).sigma", [target, d])
    w = MonteCarlo(target=target, d=d)
    if target == "curve":
        variance = calculus.simpson(lambda x: (x**2 - 1 / 3) ** 2, 0.0, 1.0, 200)
    else:
        share = w.truth / 2**d
        variance = share * (1 - share) ** 2 + (1 - share) * share**2
    np.testing.assert_allclose(sigma**2, variance, rtol=1e-7)


def test_the_error_bar_covers_the_truth_as_often_as_it_says():
    runs = [MonteCarlo(n=2000, seed=seed).estimate for seed in range(200)]
    within = np.mean([abs(run.value - np.pi) < run.standard_error for run in runs])
    assert abs(within - 0.683) < 4 * np.sqrt(0.683 * 0.317 / 200)


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [(3.1416, 0.0523, "3.142 ± 0.052"), (2.5, 1.2, "2.5 ± 1.2"), (0, 0, "0 ± 0"), (1234.5, 88.1, "1235 ± 88")],
)
def test_an_estimate_has_the_decimals_of_its_error(value, error, text, javascript):
    assert javascript(SOURCE, "(m, [value, error]) => m.plusMinus(value, error)", [value, error]) == text


def test_the_numbers_of_darts_rise_from_two_to_ten_thousand(javascript):
    counts = javascript(SOURCE, "(m) => m.COUNTS")
    assert (counts[0], counts[-1]) == (2, 10_000)
    assert np.diff(counts).min() > 0


def test_the_sentence_without_javascript_says_the_state():
    text = MonteCarlo(target="ball", d=5, n=50, seed=3).fallback()
    assert "50 random points on a ball in 5 dimensions, with seed 3" in text


# ---- in the browser ----------------------------------------------------------------------------------------


def words(page):
    return page.locator(".verdict").inner_text()


def test_one_more_throw_and_all_the_way_by_the_keyboard(show):
    with show(MonteCarlo(n=2)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        assert "of 2 darts" in words(page)
        page.get_by_role("button", name="one throw").press("Enter")
        settled(page)
        assert "of 3 darts" in words(page)
        page.get_by_role("slider", name="throw").press("End")
        settled(page)
        assert "of 10000 darts" in words(page)
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_play_throws_darts_until_all_are_thrown(show):
    with show(MonteCarlo(n=2), still=True) as page:
        visit(page)
        page.get_by_role("button", name="play").click()
        settled(page)
        assert "of 10000 darts" in words(page)


def test_another_seed_gives_another_estimate_and_start_over_comes_back(show):
    with show(MonteCarlo(n=1000, seed=999)) as page:
        visit(page)
        before = words(page)
        page.get_by_role("button", name="other seed").click()
        settled(page)
        page.get_by_text("seed 0").wait_for()
        assert words(page) != before
        page.get_by_role("button", name="start over").click()
        settled(page)
        assert words(page) == before


def test_in_twenty_dimensions_no_dart_hits_and_the_error_bar_is_called_ignorant(show):
    with show(MonteCarlo(target="ball", d=19, n=100)) as page:
        visit(page)
        page.get_by_role("slider", name="dimension").press("ArrowRight")
        settled(page)
        assert "0 of 100 darts hit. The error bar is 0, because it knows only what was seen" in words(page)
        page.get_by_role("combobox", name="target").select_option("disk")
        assert not page.get_by_role("slider", name="dimension").is_visible()


def test_the_pictures_change_with_the_darts_and_with_what_is_shown(show):
    canvases = "[...document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')]"
    shot = f"() => {canvases}.map((c) => c.toDataURL())"
    with show(MonteCarlo(target="curve", n=100)) as page:
        visit(page)
        first = page.evaluate(shot)
        page.get_by_role("button", name="one throw").click()
        settled(page)
        second = page.evaluate(shot)
        assert (first[1] != second[1], first[3] != second[3]) == (True, True)
        page.get_by_role("combobox", name="shown").select_option("estimate")
        settled(page)
        assert page.evaluate(shot)[2] != second[2]


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(MonteCarlo(n=100, seed=5)) as page:
        visit(page)
        page.get_by_role("button", name="other seed").click()
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(MonteCarlo()) as page:
        visit(page, address)
        page.get_by_text("seed 6").wait_for()


def test_the_layout_fits_a_phone(show):
    with show(MonteCarlo(), width=320) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
