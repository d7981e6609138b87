"""LikelihoodExplorer: the log-likelihood in JavaScript equals that of dlmath; points and parameters are dragged."""

import numpy as np
import pytest
import scipy.optimize
import scipy.stats

from dlmath.probability import Normal
from dlmath.widgets import LikelihoodExplorer
from tests import opened
from tests.widgets.hand import center, drag, head, value, visit

SOURCE = LikelihoodExplorer._esm


def states(n=60):
    """Points, places on the map and counts, among them the corners of the map and points that coincide."""
    rng = np.random.default_rng(4)
    corners = [(m, s) for m in (-4, 4) for s in (0.3, 4)]
    for mu, sigma in [*corners, *zip(rng.uniform(-4, 4, n), rng.uniform(0.3, 4, n), strict=True)]:
        points = rng.uniform(-4, 4, rng.integers(2, 11)).round(2)
        yield {"points": points.tolist(), "mu": float(mu), "sigma": float(sigma), "copies": int(rng.choice([1, 4, 16]))}
    for points in ([1, 1], [-4, 4], [-4] * 5 + [4] * 5, [0, 0, 0, 0.01]):
        yield {"points": points, "mu": 0.5, "sigma": 0.7, "copies": 4}


# ---- the arithmetic ----


def test_log_likelihoods_in_javascript_equal_those_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, all) => all.map((s) => m.logLikelihood(s, s.mu, s.sigma))", list(states()))
    expected = [LikelihoodExplorer(**state).log_likelihood for state in states()]
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-9)
    theirs = [s["copies"] * scipy.stats.norm(s["mu"], s["sigma"]).logpdf(s["points"]).sum() for s in states()]
    np.testing.assert_allclose(found, theirs, rtol=1e-12, atol=1e-9)


def test_the_maximum_in_javascript_is_the_fit_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, all) => all.map(m.best)", list(states()))
    np.testing.assert_allclose(found, [LikelihoodExplorer(**state).best for state in states()], atol=1e-12)
    for state, best in zip(states(), found, strict=True):
        if len(set(state["points"])) > 1:
            fitted = Normal.fit(state["points"])
            np.testing.assert_allclose(best, [fitted.mean, fitted.std], atol=1e-9)


def test_the_maximum_is_where_a_search_ends():
    for state in list(states())[:20]:
        widget = LikelihoodExplorer(**state)
        mean, std = widget.best
        down = lambda p, x=widget.points: -np.sum(Normal(p[0], np.exp(p[1])).log_pdf(x))  # noqa: E731
        found = scipy.optimize.minimize(down, [0.0, 0.0], tol=1e-12).x
        np.testing.assert_allclose([found[0], np.exp(found[1])], [mean, std], atol=1e-4)


def test_a_wrong_factor_in_the_density_is_noticed(javascript):
    wrong = SOURCE.replace("- Math.log(sigma) -", "- 2 * Math.log(sigma) -")
    assert wrong != SOURCE
    state = {"points": [0, 1], "mu": 0, "sigma": 2, "copies": 1}
    found = javascript(wrong, "(m, s) => m.logLikelihood(s, s.mu, s.sigma)", state)
    assert abs(found - LikelihoodExplorer(**state).log_likelihood) > 0.1


# ---- words ----


@pytest.mark.parametrize(
    ("state", "terms", "total"),
    [
        ({"points": [0, 2], "mu": 0, "sigma": 1, "copies": 1}, "−0.92 −\u00a02.92", "−3.84"),
        ({"points": [0, 2], "mu": 0, "sigma": 1, "copies": 4}, "4 · (−0.92 −\u00a02.92)", "−15.35"),
        ({"points": [1, 2], "mu": 1, "sigma": 0.3, "copies": 1}, "0.29 −\u00a05.27", "−4.99"),
        ({"points": [2, 1], "mu": 1, "sigma": 0.3, "copies": 1}, "−5.27 +\u00a00.29", "−4.99"),
    ],
)
def test_the_log_likelihood_is_written_as_a_sum(state, terms, total, javascript):
    assert javascript(SOURCE, "(m, s) => m.written(s, s.mu, s.sigma)", state) == [terms, total]


@pytest.mark.parametrize(
    ("state", "head", "rest"),
    [
        ({"points": [-1, 1], "mu": 0, "sigma": 1}, "the maximum", "μ = 0 is the mean of the points, and σ = 1 is"),
        ({"points": [-1, 1], "mu": 1, "sigma": 1}, "1 below the maximum", "the likelihood is 2.7 times as large"),
        ({"points": [-1, 1], "mu": 4, "sigma": 0.3}, "185 below the maximum", "times as large"),
        ({"points": [2, 2], "mu": 0, "sigma": 1}, "no maximum", "rises without end as σ shrinks"),
        (
            {"points": [2, 2.2], "mu": 0, "sigma": 1},
            "below the maximum",
            "At μ = 2.1, σ = 0.1, below the edge of the map",
        ),
    ],
)
def test_verdicts_compare_with_the_maximum(state, head, rest, javascript):
    found = javascript(SOURCE, "(m, s) => m.judged(s)", {"copies": 1} | state)
    assert head in found["head"]
    assert rest in found["rest"]


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(LikelihoodExplorer()) == "LikelihoodExplorer(mu=-1.0, sigma=1.0)"
    widget = LikelihoodExplorer(points=(1, 2, 3), mu=0, sigma=2, copies=16)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"points": (1,)}, "points has 1 numbers, expected 2 to 10"),
        ({"points": [0] * 11}, "points has 11 numbers, expected 2 to 10"),
        ({"points": (1, 5)}, "points is 5, expected a number"),
        ({"sigma": 0}, "sigma is 0, expected a number"),
        ({"copies": 2}, "copies is 2, expected one of 1, 4, 16"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        LikelihoodExplorer(**settings)


def test_without_javascript_a_sentence_says_what_stands_here():
    words = LikelihoodExplorer(points=(-1, 1), mu=0, sigma=1).fallback()
    assert "2 points under a normal density with μ = 0 and σ = 1: their log-likelihood is −2.838" in words
    assert "no maximum" in LikelihoodExplorer(points=(1, 1)).fallback()


# ---- in the browser ----


def test_a_mouse_drags_a_point_and_the_maximum_moves(show):
    with show(LikelihoodExplorer(points=(-1, 1), mu=0, sigma=1)) as page:
        visit(page)
        assert head(page) == "the maximum"
        drag(page, "point 2", 60, -30)
        assert float(value(page, "point 2").split(",")[0].split("= ")[1]) > 1.5
        assert value(page, "point 1").startswith("x = −1,")
        assert "below the maximum" in head(page)


def test_a_mouse_drags_the_place_on_the_map(show):
    with show(LikelihoodExplorer(mu=-1, sigma=1)) as page:
        visit(page)
        drag(page, "place on the map", 50, -40)
        mean, spread = (float(value(page, name).replace("−", "-")) for name in ("mean μ", "spread σ"))
        assert mean > -0.8 and spread > 1.2


def test_a_finger_taps_and_the_nearest_point_comes(show):
    with show(LikelihoodExplorer(points=(-2, 2)), has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        x, y = center(page, "point 2")
        page.touchscreen.tap(x + 34, y - 34)
        assert value(page, "point 1").startswith("x = −2,")
        assert not value(page, "point 2").startswith("x = 2,")


def test_everything_can_be_done_with_the_keyboard(show):
    with show(LikelihoodExplorer(points=(-1, 0, 1), mu=1, sigma=2)) as page:
        visit(page)
        page.get_by_role("slider", name="point 3", exact=True).press("End")
        assert value(page, "point 3").startswith("x = 4,")
        page.get_by_role("slider", name="mean μ", exact=True).press("ArrowRight")
        assert value(page, "mean μ") == "1.05"
        page.get_by_role("slider", name="place on the map", exact=True).press("Shift+ArrowUp")
        assert float(value(page, "spread σ")) > 2
        before = head(page)
        page.get_by_role("combobox", name="each point counts").select_option("16 times")
        assert head(page) != before
        page.get_by_role("button", name="go to the maximum").press("Enter")
        assert head(page) == "the maximum"
        assert value(page, "mean μ") == "1"


def test_points_that_are_not_there_have_no_handle(show):
    with show(LikelihoodExplorer(points=(-1, 0, 1))) as page:
        visit(page)
        assert page.get_by_role("slider", name="point").count() == 3


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(LikelihoodExplorer(points=(-1, 1), mu=0, sigma=1)) as page:
        visit(page)
        page.get_by_role("slider", name="point 1", exact=True).press("Home")
        page.evaluate(opened.NEXT_PICTURE)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert address.endswith("#w1.points=-4,1&w1.mu=0&w1.sigma=1&w1.copies=1")
    with show(LikelihoodExplorer(points=(0, 0.5))) as page:
        visit(page, address)
        assert value(page, "point 1").startswith("x = −4,")
        assert value(page, "mean μ") == "0"


def test_the_screen_reader_hears_the_sum_once_the_hand_rests(show):
    with show(LikelihoodExplorer(points=(-1, 1), mu=1, sigma=1)) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        page.get_by_role("button", name="go to the maximum").click()
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("log-likelihood −2.84, the maximum.")


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("count", [2, 10])
def test_it_fits_its_page(width, count, show):
    with show(LikelihoodExplorer(points=np.linspace(-4, 4, count), copies=16), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure, .sum):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
