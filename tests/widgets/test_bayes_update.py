"""BayesUpdate: its arithmetic is that of dlmath, and it follows the hand."""

import re

import numpy as np
import pytest

from dlmath import probability
from dlmath.widgets import BayesUpdate
from dlmath.widgets.bayes_update import percent
from tests.widgets.hand import settled, visit

SOURCE = BayesUpdate._esm
TESTS = [(0.01, 0.9, 0.95), (0.5, 0.5, 0.5), (0.3, 0.8, 0.6), (1e-4, 0.99, 0.999), (0.999, 0.2, 0.1), (0.7, 1, 0.9)]
TESTS += [(0.2, 0.6, 1.0), (0.0, 0.9, 0.95), (1.0, 0.9, 0.95), (1e-12, 0.9, 0.95)]
IMPOSSIBLE = [((0.0, 0.9, 1.0), True), ((0.4, 0.0, 1.0), True), ((1.0, 1.0, 0.5), False)]


def widget(test):
    return BayesUpdate(prevalence=test[0], sensitivity=test[1], specificity=test[2])


# ---- the arithmetic ----


@pytest.mark.parametrize("test", TESTS)
def test_areas_and_beliefs_in_javascript_equal_those_of_dlmath(test, javascript):
    function = "(m, test) => [m.joint(test), m.belief(test, true), m.belief(test, false)]"
    areas, positive, negative = javascript(SOURCE, function, list(test))
    w = widget(test)
    np.testing.assert_allclose(areas, w.joint.ravel(), atol=1e-9, rtol=1e-9)
    np.testing.assert_allclose([positive, negative], [w.belief(True), w.belief(False)], rtol=1e-9)
    np.testing.assert_allclose(np.sum(areas), 1, rtol=1e-12)


@pytest.mark.parametrize(("test", "positive"), IMPOSSIBLE)
def test_a_result_that_nobody_can_have_has_no_belief(test, positive, javascript):
    assert widget(test).belief(positive) is None
    assert javascript(SOURCE, "(m, [test, positive]) => m.belief(test, positive)", [test, positive]) is None


@pytest.mark.parametrize("positive", [True, False])
@pytest.mark.parametrize("test", TESTS[:5])
def test_the_odds_are_multiplied_by_the_likelihood_ratio(test, positive, javascript):
    ratio = javascript(SOURCE, "(m, [test, positive]) => m.likelihoodRatio(test, positive)", [test, positive])
    before, after = test[0], widget(test).belief(positive)
    np.testing.assert_allclose(ratio * before / (1 - before), after / (1 - after), rtol=1e-9)


def test_two_results_one_after_the_other_are_bayes_rule_with_both(javascript):
    function = "(m, [p, s, c]) => m.belief([m.belief([p, s, c], true), s, c], false)"
    found = javascript(SOURCE, function, [0.01, 0.9, 0.95])
    both = probability.bayes_rule([0.01, 0.99], [[0.9, 0.1], [0.05, 0.95]])
    np.testing.assert_allclose(found, both[0], rtol=1e-9)


@pytest.mark.parametrize("test", [*TESTS, *(test for test, _ in IMPOSSIBLE)])
def test_counted_people_are_whole_and_add_up(test, javascript):
    for n in (1000, 10_000):
        groups = javascript(SOURCE, "(m, [test, n]) => m.counted(test, n)", [test, n])
        assert sum(groups) == n
        assert all(k >= 0 and k == int(k) for k in groups)
        assert np.max(np.abs(np.array(groups) - n * widget(test).joint.ravel())) <= 1


@pytest.mark.parametrize(
    ("p", "text"),
    [
        (0, "0%"),
        (0.01, "1%"),
        (0.15385, "15.4%"),
        (0.00106, "0.106%"),
        (0.99, "99%"),
        (0.995, "99.50%"),
        (0.99968, "99.968%"),
        (0.99999968, "99.999968%"),
        (1, "100%"),
    ],
)
def test_a_probability_in_words_is_the_same_in_both_languages(p, text, javascript):
    assert percent(p) == text
    assert javascript(SOURCE, "(m, p) => m.percent(p)", p) == text


@pytest.mark.parametrize(
    ("p", "text"), [(0.01, "1 : 99"), (0.75, "3 : 1"), (0.5, "1 : 1"), (0, "0 : 1"), (1, "1 : 0"), (2 / 13, "1 : 5.5")]
)
def test_odds_in_words(p, text, javascript):
    assert javascript(SOURCE, "(m, p) => m.odds(p)", p) == text


def test_the_sentence_without_javascript_says_the_state():
    text = BayesUpdate().fallback()
    assert "a disease that 1% of people have" in text
    assert "after a positive result 15.4%, after a negative result 0.106%" in text
    assert "which nobody can have" in BayesUpdate(prevalence=0, specificity=1).fallback()


# ---- in the browser ----


def ends(page):
    """The three probabilities: before, after a positive, after a negative."""
    return page.locator(".belief .head > :last-child").all_inner_texts()


def test_the_edges_move_by_the_keyboard_and_the_keys_stay_in_the_widget(show):
    with show(BayesUpdate(prevalence=0.5, sensitivity=0.5, specificity=0.5)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        for name, key, said in (
            ("edge between sick and healthy", "ArrowLeft", "prevalence 49.5%"),
            ("edge of the sick who test positive", "ArrowUp", "sensitivity 50.5%"),
            ("edge of the healthy who test positive", "ArrowDown", "specificity 50.5%"),
        ):
            edge = page.get_by_role("slider", name=name)
            edge.press(key)
            assert edge.get_attribute("aria-valuetext") == said
        assert ends(page)[0] == "49.5%"
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


@pytest.mark.parametrize("touch", [False, True])
def test_the_edge_between_sick_and_healthy_is_dragged(touch, show):
    with show(BayesUpdate(prevalence=0.2), has_touch=touch) as page:
        visit(page)
        edge = page.get_by_role("slider", name="edge between sick and healthy")
        box, figure = edge.bounding_box(), page.locator("figure").first.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if touch:
            page.touchscreen.tap(x + 0.3 * (figure["width"] - 60), y)
        else:
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + 0.3 * (figure["width"] - 60), y + 20, steps=4)
            page.mouse.up()
        settled(page)
        assert float(re.match(r"[\d.]+", ends(page)[0])[0]) == pytest.approx(50, abs=1)


def test_a_second_test_starts_from_what_the_first_one_left(show):
    with show(BayesUpdate()) as page:
        visit(page)
        assert ends(page) == ["1%", "15.4%", "0.106%"]
        page.get_by_role("button", name="positive: test again").click()
        settled(page)
        page.get_by_text("1 result is already in the prevalence").wait_for()
        assert ends(page)[:2] == ["15.4%", "76.6%"]
        page.get_by_role("button", name="negative: test again").press("Enter")
        settled(page)
        page.get_by_text("2 results are already in the prevalence").wait_for()
        assert ends(page)[0] == "1.88%"
        page.get_by_role("slider", name="prevalence", exact=True).press("ArrowRight")
        settled(page)
        page.get_by_text("no test yet").wait_for()


def test_a_result_that_nobody_can_have_cannot_be_applied(show):
    with show(BayesUpdate(prevalence=0, specificity=1)) as page:
        visit(page)
        again = page.get_by_role("button", name="positive: test again")
        assert again.get_attribute("aria-disabled") == "true"
        again.press("Enter")
        assert "nobody tests positive" in page.locator(".verdict").inner_text()
        assert ends(page) == ["0%", "—", "0%"]


@pytest.mark.parametrize(("result", "end"), [("positive", "99.99"), ("negative", "10⁻⁷%")])
def test_no_number_of_tests_is_rounded_to_certainty(result, end, show):
    with show(BayesUpdate()) as page:
        visit(page)
        for _ in range(25):
            page.get_by_role("button", name=f"{result}: test again").press("Enter")
        settled(page)
        assert end in ends(page)[0]


def test_people_are_counted_and_drawn_instead_of_areas(show):
    ink = """() => [...document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('figure')]
        .filter((f) => f.checkVisibility()).map((f) => f.ariaLabel)"""
    with show(BayesUpdate()) as page:
        visit(page)
        assert page.evaluate(ink) == ["all people: sick or healthy, positive or negative"]
        page.get_by_role("combobox", name="shown").select_option("ten_thousand")
        settled(page)
        assert page.evaluate(ink) == ["all people, counted"]
        assert page.locator(".groups td:visible").all_inner_texts() == ["90", "10", "495", "9,405"]
        assert "of 10,000 people, 585 test positive, and 90 of these are sick" in page.locator(".verdict").inner_text()


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(BayesUpdate()) as page:
        visit(page)
        page.get_by_role("button", name="positive: test again").click()
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(BayesUpdate()) as page:
        visit(page, address)
        page.get_by_text("1 result is already").wait_for()
        assert ends(page)[:2] == ["15.4%", "76.6%"]


def test_the_layout_fits_a_phone(show):
    with show(BayesUpdate(), width=320) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
