"""Distributions: its arithmetic and its draws are those of Python, and it follows the hand."""

import numpy as np
import pytest
import scipy.stats

from dlmath.widgets import Distributions
from tests.widgets.hand import settled, visit

SOURCE = Distributions._esm
CASES = [
    {},
    {"mean": -2.3, "std": 0.2, "bars": 64},
    {"mean": 3.0, "std": 2.0, "bars": 7},
    {"distribution": "uniform", "low": -4.0, "width": 0.2},
    {"distribution": "uniform", "low": -0.35, "width": 3.7, "bars": 16},
    {"distribution": "exponential", "rate": 0.25},
    {"distribution": "exponential", "rate": 4.0, "bars": 50},
    *({"distribution": "bernoulli", "p": p} for p in (0.0, 0.3, 1.0)),
    {"distribution": "binomial", "p": 0.3, "trials": 12},
    {"distribution": "binomial", "p": 0.97, "trials": 40},
    {"distribution": "binomial", "p": 1.0, "trials": 5},
    {"distribution": "categorical"},
    {"distribution": "categorical", "weights": (0.0, 0.7, 0.0, 0.2)},
]
every_case = pytest.mark.parametrize("case", CASES, ids=repr)


def state(widget):
    return {key: getattr(widget, key) for key in widget._own()}


# ---- the arithmetic ----------------------------------------------------------------------------------------


@every_case
def test_densities_and_cumulatives_in_javascript_equal_those_of_dlmath(case, javascript):
    w = Distributions(**case)
    x = np.arange(len(w.pmf)) if w.pmf is not None else np.linspace(-4.5, 9, 271)
    function = """(m, [state, xs]) => {
        const law = m.lawOf(state);
        return [xs.map((x) => (law.p ? law.p[x] : law.f(x))), xs.map(law.F), law.mean, law.std];
    }"""
    f, F, mean, std = javascript(SOURCE, function, [state(w), x.tolist()])
    if w.pmf is None:
        np.testing.assert_allclose(f, w.law.pdf(x), rtol=1e-9, atol=1e-300)
        np.testing.assert_allclose(F, w.law.cdf(x), rtol=1e-9, atol=1e-15)
    else:
        np.testing.assert_allclose(f, w.pmf, rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(F, np.cumsum(w.pmf), rtol=1e-9)
    np.testing.assert_allclose([mean, std], w.moments, rtol=1e-9, atol=1e-9)


@every_case
def test_draws_and_bars_in_javascript_equal_those_of_python(case, javascript):
    w = Distributions(**case, n=5000, seed=4)
    function = """(m, state) => {
        const law = m.lawOf(state), draws = m.drawsOf(state, 10000), bars = m.barsOf(law, state.bars, draws, state.n);
        return [[...draws.slice(0, state.n)], ...["height", "expected", "error"].map((k) => bars.map((bar) => bar[k]))];
    }"""
    draws, *bars = javascript(SOURCE, function, state(w))
    np.testing.assert_allclose(draws, w.draws, rtol=1e-9, atol=1e-9)
    for found, expected in zip(bars, w.histogram, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_the_normal_quantile_undoes_the_cumulative_far_into_both_tails(javascript):
    u = np.concatenate([10.0 ** np.arange(-10, 0), np.linspace(0.05, 0.95, 37), 1 - 10.0 ** np.arange(-9, 0)])
    found = javascript(SOURCE, "(m, us) => us.map(m.normalQuantile)", u.tolist())
    np.testing.assert_allclose(found, scipy.stats.norm.ppf(u), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("case", CASES[:7], ids=repr)
def test_draws_pass_kolmogorov_smirnov(case):
    w = Distributions(**case, n=10_000, seed=3)
    assert scipy.stats.kstest(w.draws, w.law.cdf).pvalue > 1e-3


@pytest.mark.parametrize("case", [CASES[8], CASES[10], CASES[13]], ids=repr)
def test_draws_of_whole_numbers_pass_chi_squared(case):
    w = Distributions(**case, n=10_000, seed=3)
    expected = 10_000 * w.pmf
    counts = np.bincount(w.draws.astype(int), minlength=len(expected))
    often = expected >= 5
    chi2 = np.sum((counts[often] - expected[often]) ** 2 / expected[often])
    assert scipy.stats.chi2.sf(chi2, often.sum() - 1) > 1e-3


def test_bars_lie_within_one_standard_error_as_often_as_it_says():
    inside = []
    for seed in range(100):
        height, expected, error = Distributions(n=10_000, seed=seed).histogram
        inside.extend(np.abs(height - expected)[4:-4] < error[4:-4])
    assert abs(np.mean(inside) - 0.683) < 0.03


def test_a_share_that_grows_leaves_the_others_in_proportion(javascript):
    found = javascript(SOURCE, "(m) => m.shared([0.4, 0.3, 0.2, 0.1], 0, 0.7)")
    np.testing.assert_allclose(found, [0.7, 0.15, 0.1, 0.05])
    np.testing.assert_allclose(javascript(SOURCE, "(m) => m.shared([1, 0, 0, 0], 0, 0.4)"), [0.4, 0.2, 0.2, 0.2])


def test_the_shaded_area_is_the_cumulative():
    w = Distributions(at=1.0)
    assert abs(w.cumulative - 0.841345) < 1e-6
    assert abs(Distributions(distribution="binomial", trials=2, p=0.5, at=1.5).cumulative - 0.75) < 1e-12
    assert Distributions(distribution="binomial", at=-1).cumulative == 0


def test_the_sentence_without_javascript_says_the_state():
    text = Distributions(distribution="exponential", rate=2, n=50, seed=3).fallback()
    assert "the exponential distribution with mean 0.5 and standard deviation 0.5 and 50 draws with seed 3" in text


@pytest.mark.parametrize(
    ("name", "value"), [("weights", (0, 0, 0, 0)), ("weights", (1, 1, 1)), ("weights", (2, 0, 0, 0)), ("p", 1.1)]
)
def test_what_is_no_distribution_is_refused_by_name(name, value):
    with pytest.raises((TypeError, ValueError), match=name):
        Distributions(**{name: value})


# ---- in the browser ----------------------------------------------------------------------------------------


def words(page):
    return page.locator(".verdict").inner_text()


@pytest.mark.parametrize(
    ("distribution", "name", "key", "text"),
    [
        ("normal", "peak", "End", "mean 3.00, standard deviation 1.00"),
        ("normal", "one standard deviation to the right", "End", "mean 0.00, standard deviation 2.00"),
        ("uniform", "left end", "Home", "mean −3.00, standard deviation 0.58"),
        ("uniform", "right end", "End", "mean 1.00, standard deviation 1.15"),
        ("exponential", "mean of the waiting times", "End", "mean 4.00, standard deviation 4.00"),
        ("bernoulli", "bar of 1", "PageDown", "mean 0.10, standard deviation 0.30"),
        ("binomial", "mean number of ones", "End", "mean 12.00, standard deviation 0.00"),
        ("categorical", "bar of 0", "PageUp", "mean 0.73, standard deviation 0.96"),
    ],
)
def test_the_picture_is_moved_by_the_keyboard(distribution, name, key, text, show):
    with show(Distributions(distribution=distribution)) as page:
        visit(page)
        page.get_by_role("slider", name=name).press(key)
        assert text in words(page)


def test_the_spread_is_measured_from_the_mean(show):
    with show(Distributions(mean=1.0, std=0.5)) as page:
        visit(page)
        page.get_by_role("slider", name="one standard deviation to the right").press("ArrowRight")
        assert "mean 1.00, standard deviation 0.5" in words(page)


def test_the_peak_follows_the_mouse_and_the_finger(show):
    for touch in (False, True):
        with show(Distributions(), has_touch=touch, width=800) as page:
            visit(page)
            box = page.get_by_role("slider", name="peak").bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            if touch:
                page.touchscreen.tap(x - 60, y)
            else:
                page.mouse.move(x, y)
                page.mouse.down()
                page.mouse.move(x - 60, y, steps=3)
                page.mouse.up()
            assert words(page).startswith("mean −")


def test_draws_one_by_one_and_all_at_once(show):
    with show(Distributions(), still=True) as page:
        visit(page)
        assert "nothing drawn yet" in words(page)
        page.get_by_role("button", name="one draw").press("Enter")
        assert "1 draw averages" in words(page)
        page.get_by_role("button", name="play").click()
        assert "10000 draws average" in words(page)


def test_the_shaded_area_follows_the_handle_on_the_cumulative(show):
    with show(Distributions(at=0)) as page:
        visit(page)
        page.get_by_text("P(X ≤ 0.00) = 0.500").wait_for()
        page.get_by_role("slider", name="shaded up to").press("End")
        page.get_by_text("P(X ≤ 4.00) = 1.000").wait_for()


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(Distributions(distribution="categorical", n=100, seed=5)) as page:
        visit(page)
        page.get_by_role("slider", name="bar of 3").press("PageUp")
        page.get_by_role("button", name="other seed").click()
        before = words(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(Distributions()) as page:
        visit(page, address)
        page.get_by_text("seed 6").wait_for()
        assert words(page) == before


def test_every_distribution_draws_both_its_pictures_and_fits_a_phone(show):
    canvases = "[...document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')]"
    with show(Distributions(n=300), width=320) as page:
        visit(page)
        seen = set()
        for name in ("normal", "uniform", "exponential", "bernoulli", "binomial", "categorical"):
            page.get_by_role("combobox", name="distribution").select_option(name)
            settled(page)
            seen.update(page.evaluate(f"() => [1, 3].map((k) => {canvases}[k].toDataURL())"))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert len(seen) == 12
