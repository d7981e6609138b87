"""DecisionBoundary: the fit in JavaScript equals that of dlmath; points of two classes are dragged."""

import numpy as np
import pytest

from dlmath import regression
from dlmath.widgets import DecisionBoundary
from tests.widgets.hand import center, drag, head, settled, value, visit

SOURCE = DecisionBoundary._esm
LAMBDAS = [0.0001, 0.001, 0.01, 0.1, 1.0]


def states(n=60):
    """Random points, few and many, at all penalties; and points that coincide, stand on a line or in a cross."""
    rng = np.random.default_rng(5)
    for k in range(n):
        zeros, ones = (
            np.round(rng.uniform([-4, -3], [4, 3], size=(rng.integers(1, 9), 2)) + shift, 2).clip([-4, -3], [4, 3])
            for shift in ([-k / 40, 0], [k / 40, 0])
        )
        yield {"zeros": zeros.tolist(), "ones": ones.tolist(), "penalty": LAMBDAS[k % 5], "line": False}
    shapes = [
        ([[1, 1]], [[1, 1]]),
        ([[-4, -3]], [[4, 3]]),
        ([[0, 0], [2, 2]], [[1, 1], [3, 3]]),
        ([[1, 1], [-1, -1]], [[1, -1], [-1, 1]]),
        ([[-0.3, 0]], [[0.3, 0], [4, 3]]),
    ]
    for zeros, ones in shapes:
        for penalty in LAMBDAS:
            yield {"zeros": zeros, "ones": ones, "penalty": penalty, "line": False}


def flat(state):
    return state | {key: np.ravel(state[key]).tolist() for key in ("zeros", "ones")}


ALL = list(states())
FLAT = [flat(state) for state in ALL]
WIDGETS = [DecisionBoundary(**state) for state in ALL]


# ---- the arithmetic ----


def test_the_fit_in_javascript_equals_that_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, all) => all.map((s) => { const t = m.fit(s); return [...t, m.fog(t)]; })", FLAT)
    for (b, u, v, fog), widget in zip(found, WIDGETS, strict=True):
        model = widget.model
        np.testing.assert_allclose([u, v], model.weights, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(b, model.intercept, rtol=1e-9, atol=1e-9)
        assert fog is None or fog == pytest.approx(widget.fog, rel=1e-6)


def test_losses_and_mistakes_in_javascript_equal_those_of_dlmath(javascript):
    call = """(m, all) => all.map((s) => {
        const data = m.examples(s), theta = m.fit(s);
        return [m.loss(data, theta), m.mistakes(data, theta)];
    })"""
    found = np.array(javascript(SOURCE, call, FLAT))
    np.testing.assert_allclose(found[:, 0], [widget.loss for widget in WIDGETS], atol=1e-9)
    # A point on the boundary is on neither side, but for rounding.
    clear = [np.abs(regression.predict(w.model, w.X)).min() > 1e-9 for w in WIDGETS]
    assert sum(clear) > 60
    np.testing.assert_array_equal(found[clear, 1], np.array([w.mistakes for w in WIDGETS])[clear])


def test_the_line_through_the_labels_is_that_of_least_squares(javascript):
    found = javascript(SOURCE, "(m, all) => all.map(m.labelsLine)", FLAT)
    compared = 0
    for line, widget in zip(found, WIDGETS, strict=True):
        if line is not None:
            model = regression.least_squares_by_svd(widget.X, widget.y)
            np.testing.assert_allclose(line, [model.intercept - 0.5, *model.weights], rtol=1e-9, atol=1e-9)
            compared += 1
    assert compared > 50


def test_classes_are_separated_when_dlmath_finds_no_best_line(javascript):
    found = javascript(SOURCE, "(m, all) => all.map(m.separated)", FLAT[:60])
    expected = []
    for widget in WIDGETS[:60]:
        try:
            regression.logistic_by_newton(widget.X, widget.y)
            expected.append(False)
        except ValueError:
            expected.append(True)
    assert found == expected
    assert 10 < sum(expected) < 50


def test_a_wrong_sign_in_the_gradient_is_noticed(javascript):
    wrong = SOURCE.replace("(label ? -sigmoid(-z) : p)", "(label ? -sigmoid(z) : p)")
    assert wrong != SOURCE
    found = javascript(wrong, "(m, s) => m.fit(s)", FLAT[7])
    assert abs(found[1] - WIDGETS[7].model.weights[0]) > 1e-3


# ---- words ----


@pytest.mark.parametrize(
    ("theta", "text"),
    [([0, 1, -2], "1.00\u00a0x₁ − 2.00\u00a0x₂ + 0.00"), ([-0.5, -1, 0], "−1.00\u00a0x₁ + 0.00\u00a0x₂ − 0.50")],
)
def test_the_logit_is_written_as_a_formula(theta, text, javascript):
    assert javascript(SOURCE, "(m, t) => m.written(t)", theta) == text


@pytest.mark.parametrize(
    ("zeros", "ones", "head", "rest"),
    [
        ([-1, 0, -1, 1], [1, 0], "all on their side", "A line can separate them."),
        ([-1, 0, 1, 0], [0, 0, 2, 0], "2 of 4 on the wrong side", "No line separates them."),
        ([1, 1, -1, -1], [1, -1, -1, 1], "no line helps", "w is almost 0"),
    ],
)
def test_verdicts_count_and_explain(zeros, ones, head, rest, javascript):
    state = {"zeros": zeros, "ones": ones, "penalty": 0.01}
    found = javascript(SOURCE, "(m, s) => m.judged(s, m.fit(s), null)", state)
    assert head in found["head"]
    assert rest in found["rest"]


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(DecisionBoundary()) == "DecisionBoundary(penalty=0.01)"
    widget = DecisionBoundary(zeros=[(0, 1)], ones=np.array([[2.0, -1.0], [1, 1]]), penalty=0.1, line=True)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"zeros": [[0, 0]] * 9}, "zeros has 9 points, expected 1 to 8"),
        ({"ones": [(0, 4)]}, "ones is 4, expected a number"),
        ({"ones": [0, 1]}, "ones has shape"),
        ({"penalty": 0}, "penalty is 0, expected a number"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        DecisionBoundary(**settings)


def test_without_javascript_a_sentence_says_what_stands_here():
    words = DecisionBoundary().fallback()
    assert (
        "6 points of class 0 and 6 of class 1, and a logistic regression with λ = 0.01: 2 of 12 on the wrong" in words
    )
    cross = DecisionBoundary(zeros=[(1, 1), (-1, -1)], ones=[(1, -1), (-1, 1)])
    assert "there is no boundary" in cross.describe()


# ---- in the browser ----


def test_a_mouse_drags_a_point_to_its_own_side(show):
    with show(DecisionBoundary()) as page:
        visit(page)
        assert head(page) == "2 of 12 on the wrong side"
        drag(page, "class 0, point 6", -190, 0)
        assert head(page) == "1 of 12 on the wrong side"
        assert value(page, "class 0, point 6").startswith("x₁ = −2")


def test_a_far_point_turns_the_least_squares_line_and_hardly_the_boundary(show):
    with show(DecisionBoundary()) as page:
        visit(page)
        page.get_by_role("combobox", name="points").select_option("two far away")
        assert head(page) == "all on their side"
        page.get_by_role("checkbox", name="least-squares line").check()
        assert "The least-squares line: 1 of 12 on the wrong side." in page.locator(".verdict").inner_text()


def test_a_finger_taps_and_the_nearest_point_comes(show):
    with show(DecisionBoundary(zeros=[(-2, 0)], ones=[(2, 0)]), has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        x, y = center(page, "class 1, point 1")
        page.touchscreen.tap(x - 34, y - 34)
        assert value(page, "class 0, point 1").startswith("x₁ = −2,")
        assert not value(page, "class 1, point 1").startswith("x₁ = 2,")


def test_everything_can_be_done_with_the_keyboard(show):
    with show(DecisionBoundary(zeros=[(-2, 0)], ones=[(2, 0)])) as page:
        visit(page)
        page.get_by_role("slider", name="class 0, point 1", exact=True).press("End")
        assert value(page, "class 0, point 1").startswith("x₁ = 4,")
        page.get_by_role("slider", name="penalty λ", exact=True).press("ArrowRight")
        assert float(value(page, "penalty λ")) > 0.01
        page.get_by_role("checkbox", name="least-squares line").press("Space")
        page.get_by_role("combobox", name="points").select_option("surrounded")
        assert head(page) == "6 of 12 on the wrong side"


def test_points_that_are_not_there_have_no_handle(show):
    with show(DecisionBoundary(zeros=[(-1, 0)], ones=[(1, 0), (2, 0)])) as page:
        visit(page)
        assert page.get_by_role("slider", name="class").count() == 3


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(DecisionBoundary()) as page:
        visit(page)
        page.get_by_role("combobox", name="points").select_option("surrounded")
        page.get_by_role("slider", name="class 0, point 1", exact=True).press("Home")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert "#w1.zeros=-4,0,-1.1,1.8" in address
        assert address.endswith("&w1.penalty=0.01&w1.line=false")
    with show(DecisionBoundary(penalty=1)) as page:
        visit(page, address)
        assert value(page, "class 0, point 1").startswith("x₁ = −4,")
        assert value(page, "penalty λ") == "0.01"


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(DecisionBoundary()) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        page.get_by_role("combobox", name="points").select_option("apart")
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("all on their side. A line can separate them.")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(DecisionBoundary(line=True), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure, .numbers):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
