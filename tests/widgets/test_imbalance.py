"""Imbalance: its models are those of dlmath, and it follows the hand."""

import numpy as np
import pytest

from dlmath import losses, regression
from dlmath.probability import Normal
from dlmath.widgets import Imbalance
from dlmath.widgets.imbalance import REMEDIES
from tests.widgets import hand

SOURCE = Imbalance._esm
STATES = [(99, 1), (1, 0), (2, 5), (20, 7), (200, 999)]
LEARN = """(m, [ratio, remedy, seed]) => {
    const set = m.remedied(m.drawnExamples(ratio, seed), remedy, seed), line = m.fittedLine(set);
    return [[...set.x], [...set.y], [...set.weight], set.focus, line];
}"""


def learned(javascript, ratio, remedy, seed):
    x, y, weight, focus, line = javascript(SOURCE, LEARN, [ratio, remedy, seed])
    return np.array(x), np.array(y, dtype=int), np.array(weight), focus, line


# ---- the arithmetic ----


@pytest.mark.parametrize(("ratio", "seed"), STATES)
@pytest.mark.parametrize("remedy", [name for name in REMEDIES if name != "focal"])
def test_the_fitted_line_is_that_of_logistic_by_newton(ratio, seed, remedy, javascript):
    x, y, weight, focus, line = learned(javascript, ratio, remedy, seed)
    copies = weight.astype(int)
    assert focus == 0
    assert np.array_equal(copies, weight)
    model = regression.logistic_by_newton(np.repeat(x, copies)[:, None], np.repeat(y, copies), penalty=1e-3)
    np.testing.assert_allclose(line, [model.intercept, model.weights[0]], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("ratio", "seed"), STATES)
def test_the_focal_line_is_where_the_gradient_of_dlmaths_focal_loss_vanishes(ratio, seed, javascript):
    x, y, _, focus, (b, w) = learned(javascript, ratio, "focal", seed)
    z = b + w * x
    slope = losses.focal_gradient(np.column_stack([np.zeros_like(z), z]), y, gamma=focus)[:, 1]
    np.testing.assert_allclose([slope.sum(), slope @ x + 1e-3 * w], 0, atol=1e-9)


@pytest.mark.parametrize(("ratio", "seed"), STATES)
def test_each_remedy_makes_the_examples_it_is_named_for(ratio, seed, javascript):
    x, y, *_ = learned(javascript, ratio, "plain", seed)
    assert (y.sum(), len(y)) == (20, 20 * (1 + ratio))
    positives, negatives = x[:20], x[20:]
    few, label, *_ = learned(javascript, ratio, "undersample", seed)
    assert label.tolist() == [1] * 20 + [0] * 20
    assert set(few[20:]) <= set(negatives)
    assert len(set(few[20:])) == 20
    for remedy in ("oversample", "smote"):
        many, label, *_ = learned(javascript, ratio, remedy, seed)
        assert label.sum() == len(label) - label.sum() == 20 * ratio
        np.testing.assert_array_equal(many[: len(x)], x)
    copied = learned(javascript, ratio, "oversample", seed)[0][len(x) :]
    assert set(copied) <= set(positives)
    for new in learned(javascript, ratio, "smote", seed)[0][len(x) :]:
        near = [positives[np.argsort(abs(positives - p), kind="stable")[1:6]] for p in positives]
        between = [
            (min(p, q) - 1e-12 <= new <= max(p, q) + 1e-12) for p, n in zip(positives, near, strict=True) for q in n
        ]
        assert any(between)


@pytest.mark.parametrize("edge", [-5.0, -1.0, 0.0, 0.7, 2.0, 3.5, 6.0])
@pytest.mark.parametrize("ratio", [1, 99])
def test_recall_precision_and_accuracy_are_those_of_two_normal_classes(edge, ratio, javascript):
    found = javascript(SOURCE, "(m, [edge, ratio]) => m.rightShares(edge, ratio)", [edge, ratio])
    recall, alarms = Normal(0, 1).cdf(2 - edge), ratio * Normal(0, 1).cdf(-edge)
    expected = {
        "recall": recall,
        "precision": recall / (recall + alarms),
        "accuracy": (recall + ratio - alarms) / (1 + ratio),
    }
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-9, err_msg=name)


def test_at_the_edge_the_model_says_the_threshold(javascript):
    edge = javascript(SOURCE, "(m) => m.edgeOf([-4, 2], 0.3)")
    np.testing.assert_allclose(1 / (1 + np.exp(4 - 2 * edge)), 0.3, rtol=1e-12)


def test_the_sentence_without_javascript_says_the_state():
    assert "99 negatives for each positive, a logistic regression without a remedy" in Imbalance().fallback()
    assert "on the classes undersampled" in Imbalance(remedy="undersample", ratio=1).describe()


# ---- in the browser ----


def test_a_remedy_and_a_moved_threshold_find_more_of_the_positives(show):
    with show(Imbalance()) as page:
        hand.visit(page)
        assert hand.head(page) == "it finds 11% of the positives, and 64% of its alarms are right"
        page.get_by_role("combobox", name="remedy").select_option("weights")
        assert hand.head(page).startswith("it finds 81% of the positives")
        assert "times too much" in page.locator(".verdict").inner_text()
        page.get_by_role("combobox", name="remedy").select_option("plain")
        page.get_by_role("button", name="threshold = share of positives").click()
        assert hand.value(page, "threshold on the curve") == "threshold 0.01"
        assert hand.head(page).startswith("it finds 85% of the positives")


@pytest.mark.parametrize("touch", [False, True])
def test_the_threshold_is_dragged_along_the_curve(touch, show):
    with show(Imbalance(), has_touch=touch) as page:
        hand.visit(page)
        if touch:
            x, y = hand.center(page, "threshold on the curve")
            page.touchscreen.tap(x - 60, y)
        else:
            hand.drag(page, "threshold on the curve", -60, 0)
        assert 0.001 < float(hand.value(page, "threshold on the curve").split()[1]) < 0.2


def test_the_keyboard_moves_the_threshold_and_the_ratio(show):
    with show(Imbalance()) as page:
        hand.visit(page)
        page.get_by_role("slider", name="threshold on the curve").press("ArrowLeft")
        assert float(hand.value(page, "threshold on the curve").split()[1]) < 0.5
        page.get_by_role("slider", name="negatives per positive").press("Home")
        assert hand.value(page, "negatives per positive") == "1"
        page.get_by_role("button", name="threshold ½").press("Enter")
        assert hand.value(page, "threshold") == "0.5"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(Imbalance()) as page:
        hand.visit(page)
        page.get_by_role("combobox", name="remedy").select_option("smote")
        page.get_by_role("button", name="other sample").click()
        hand.settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address, said = page.url, hand.head(page)
    with show(Imbalance()) as page:
        hand.visit(page, address)
        assert hand.head(page) == said


def test_the_layout_fits_a_phone(show):
    with show(Imbalance(), width=320) as page:
        hand.visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
