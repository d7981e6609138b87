"""ThresholdExplorer: its arithmetic is that of dlmath, and it follows the hand."""

import numpy as np
import pytest

from dlmath import metrics
from dlmath.widgets import ThresholdExplorer
from tests.widgets.hand import center, drag, settled, visit

SOURCE = ThresholdExplorer._esm
DRAWN = np.random.default_rng(0)
CASES = [  # positives, negatives, threshold, copies
    ((0.9, 0.8, 0.7, 0.55, 0.35), (0.6, 0.5, 0.4, 0.2, 0.1), 0.5, 1),
    ((1, 2, 2, 3), (2, 2, 1, 0), 2, 1),
    ((1, 2, 2, 3), (2, 2, 1, 0), 2, 7),
    ((5,), (5,), 5, 100),
    ((-3, -2), (4, 6, 8), 100, 2),
    (tuple(DRAWN.normal(1, 1, 90).round(1)), tuple(DRAWN.normal(0, 1, 400).round(1)), 0.3, 1),
    (tuple(DRAWN.normal(1, 2, 40)), tuple(DRAWN.normal(-1, 1, 300)), -0.25, 10),
]


def widget(case):
    return ThresholdExplorer(**dict(zip(("positives", "negatives", "threshold", "copies"), case, strict=True)))


def data(case):
    positives, negatives, _, copies = case
    label = np.repeat([1, 0], [len(positives), len(negatives)])
    return label, np.array(positives + negatives, dtype=float), np.where(label == 1, 1, copies)


# ---- the arithmetic ----


@pytest.mark.parametrize("case", CASES)
def test_counts_and_rates_in_javascript_equal_those_of_dlmath(case, javascript):
    counts, rates = javascript(SOURCE, "(m, c) => [m.tallied(...c), m.rates(m.tallied(...c))]", case)
    label, score, weight = data(case)
    called = (score >= case[2]).astype(int)
    (cleared, alarms), (missed, found) = metrics.confusion_matrix(label, called, n_classes=2, sample_weight=weight)
    assert counts == [found, missed, alarms, cleared]
    assert widget(case).matrix.tolist() == [[cleared, alarms], [missed, found]]
    np.testing.assert_allclose(rates["recall"], metrics.recall(label, called, sample_weight=weight), atol=1e-9)
    np.testing.assert_allclose(rates["accuracy"], metrics.accuracy(label, called, sample_weight=weight), atol=1e-9)
    if called.any():
        np.testing.assert_allclose(
            rates["precision"], metrics.precision(label, called, sample_weight=weight), atol=1e-9
        )
    else:
        assert rates["precision"] is None


@pytest.mark.parametrize("case", CASES)
def test_both_curves_and_their_areas_in_javascript_equal_those_of_dlmath(case, javascript):
    positives, negatives, _, copies = case
    function = "(m, c) => { const r = m.thresholdCurve(...c); return [r, m.areaUnderRoc(r), m.averagePrecision(r)]; }"
    rows, auc, average = javascript(SOURCE, function, [positives, negatives, copies])
    label, score, weight = data(case)
    fpr, tpr, thresholds = metrics.roc_curve(label, score, sample_weight=weight)
    precision, recall, _ = metrics.precision_recall_curve(label, score, sample_weight=weight)
    columns = {"threshold": thresholds[1:], "fpr": fpr[1:], "recall": tpr[1:], "precision": precision[-2::-1]}
    for name, expected in columns.items():
        np.testing.assert_allclose([row[name] for row in rows], expected, atol=1e-9)
    np.testing.assert_allclose([row["recall"] for row in rows], recall[-2::-1], atol=1e-9)
    np.testing.assert_allclose(auc, widget(case).auc, atol=1e-9)
    np.testing.assert_allclose(average, widget(case).average_precision, atol=1e-9)


def test_the_area_is_how_often_a_positive_scores_above_a_negative():
    for case in CASES:
        apart = np.subtract.outer(case[0], case[1])
        np.testing.assert_allclose(widget(case).auc, np.mean((apart > 0) + (apart == 0) / 2), atol=1e-12)


def test_copies_of_the_negatives_leave_the_roc_curve_and_lower_the_precision():
    rare, plain = ThresholdExplorer(copies=20), ThresholdExplorer()
    assert rare.auc == pytest.approx(plain.auc, abs=1e-12)
    assert rare.average_precision < plain.average_precision


def test_scores_that_do_not_fit_are_refused_in_one_sentence():
    with pytest.raises(ValueError, match="positives has 5001 numbers, expected 1 to 5000"):
        ThresholdExplorer(positives=[1.0] * 5001)
    with pytest.raises(ValueError, match="negatives"):
        ThresholdExplorer(negatives=[1e5])


def test_its_repr_and_its_sentence_count_instead_of_listing():
    w = ThresholdExplorer(copies=10)
    assert repr(w) == "ThresholdExplorer(threshold=0.5, copies=10)"
    assert repr(ThresholdExplorer(positives=range(8))) == "ThresholdExplorer(8 positives, 5 negatives, threshold=0.5)"
    assert "4 positives are found and 1 missed, with 20 false alarms" in w.fallback()


# ---- in the browser ----


def counts(page):
    """Cleared, false alarms, missed, found."""
    return page.locator(".matrix b").all_inner_texts()


def test_the_threshold_moves_by_the_keyboard_and_the_keys_stay_in_the_widget(show):
    with show(ThresholdExplorer()) as page:
        visit(page)
        assert counts(page) == ["3", "2", "1", "4"]
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        line = page.get_by_role("slider", name="threshold line")
        line.press("End")
        settled(page)
        assert counts(page) == ["5", "0", "5", "0"]
        assert "nothing gets a yes" in page.locator(".verdict").inner_text()
        line.press("Home")
        settled(page)
        assert counts(page) == ["0", "5", "0", "5"]
        page.get_by_role("slider", name="threshold t").press("End")
        settled(page)
        assert counts(page) == ["5", "0", "5", "0"]
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


@pytest.mark.parametrize("touch", [False, True])
def test_the_threshold_is_dragged_or_tapped(touch, show):
    with show(ThresholdExplorer(), has_touch=touch) as page:
        visit(page)
        line, figure = page.get_by_role("slider", name="threshold line"), page.locator("figure").first.bounding_box()
        x, y = center(page, "threshold line")
        if touch:
            page.touchscreen.tap(x + 0.25 * figure["width"], y + 30)
        else:
            drag(page, "threshold line", 0.25 * figure["width"], 20)
        assert 0.65 < float(line.get_attribute("aria-valuenow")) < 0.85
        assert counts(page)[1] == "0"


def test_rarer_positives_change_the_counts_and_the_precision_alone(show):
    with show(ThresholdExplorer()) as page:
        visit(page)
        ends = page.locator(".rates .head > :last-child")
        before = ends.all_inner_texts()
        page.get_by_role("slider", name="each negative counts").fill("9")
        settled(page)
        assert counts(page) == ["30", "20", "1", "4"]
        after = ends.all_inner_texts()
        assert after[:2] == before[:2] == ["0.800", "0.400"]
        assert (before[2], after[2]) == ("0.667", "0.167")


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(ThresholdExplorer()) as page:
        visit(page)
        page.get_by_role("slider", name="each negative counts").press("ArrowRight")
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(ThresholdExplorer()) as page:
        visit(page, address)
        assert counts(page) == ["6", "4", "1", "4"]


def test_the_layout_fits_a_phone(show):
    with show(ThresholdExplorer(), width=320) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
