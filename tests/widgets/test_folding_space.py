"""FoldingSpace: where points land and the best cut in JavaScript equal those in Python; lines are dragged."""

import numpy as np
import pytest

from dlmath import mlp
from dlmath.widgets import FoldingSpace
from dlmath.widgets.folding_space import ACTIVATIONS, POINTS, best_cut, examples
from tests import browser
from tests.widgets.hand import center, drag, head, value, visit

SOURCE = FoldingSpace._esm


def states(n=3):
    """Random units for all points and activations, and units whose lines pass through points."""
    rng = np.random.default_rng(3)
    for points in POINTS:
        for activation in ACTIVATIONS:
            for _ in range(n):
                at, direction = rng.uniform(-1.5, 1.5, size=(2, 2)), rng.normal(size=(2, 2))
                w = direction / np.linalg.norm(direction, axis=1, keepdims=True) * rng.uniform(0.3, 2, size=(2, 1))
                first, second = np.hstack([at, w]).tolist()
                yield {"points": points, "activation": activation, "first": first, "second": second}
            yield {"points": points, "activation": activation, "first": [0, 0, 1, -1], "second": [0, 0, -1, 1]}


ALL = list(states())
WIDGETS = [FoldingSpace(**state) for state in ALL]


def test_where_points_land_in_javascript_equals_dlmath(javascript):
    call = """(m, all) => all.map((s) => m.foldingExamples(s.points).X.map(
        (x) => m.foldingHidden([s.first, s.second], s.activation, x)))"""
    for found, widget in zip(javascript(SOURCE, call, ALL), WIDGETS, strict=True):
        np.testing.assert_allclose(found, widget.hidden, rtol=1e-9, atol=1e-9)
        if widget.activation == "ReLU":
            W, b = widget.weights
            _, A = mlp.forward([{"W": W, "b": b}], examples(widget.points)[0], ["relu"])
            np.testing.assert_allclose(found, A[-1], rtol=1e-9, atol=1e-9)


def test_the_best_cut_in_javascript_equals_that_in_python(javascript):
    call = """(m, all) => all.map((s) => {
        const { X, y } = m.foldingExamples(s.points);
        const cut = m.foldingCut(X.map((x) => m.foldingHidden([s.first, s.second], s.activation, x)), y);
        return [cut.u || [0, 0], cut.t, cut.wrong, cut.room];
    })"""
    for (u, t, wrong, room), widget in zip(javascript(SOURCE, call, ALL), WIDGETS, strict=True):
        direction, threshold, expected, space = best_cut(widget.hidden, examples(widget.points)[1])
        assert wrong == expected
        np.testing.assert_allclose(
            [*u, t, room], [*np.zeros(2), 0, 0] if direction is None else [*direction, threshold, space], atol=1e-9
        )


def test_the_cut_leaves_as_many_on_the_wrong_side_as_it_says():
    for widget in WIDGETS:
        y = examples(widget.points)[1]
        u, t, wrong, _ = best_cut(widget.hidden, y)
        if u is not None:
            assert np.sum((widget.hidden @ u > t) != y) == wrong


def test_points_that_only_rounding_tells_apart_count_as_one_place(javascript):
    state = {"points": "circles", "activation": "none", "first": [0, 0, 1, 0], "second": [0, 0, 1, 0]}
    call = """(m, s) => {
        const { X, y } = m.foldingExamples(s.points);
        const A = X.map((x) => m.foldingHidden([s.first, s.second], s.activation, x));
        return m.foldingVerdict(A, y, m.foldingCut(A, y), s.activation).rest;
    }"""
    places = len(np.unique(FoldingSpace(**state).hidden.round(6) + 0.0, axis=0))
    assert f"36 points land in {places} places." in javascript(SOURCE, call, state)


@pytest.mark.parametrize(
    ("first", "second"),
    [((0.5, 1.2, 0.1, 0.2), (-2.6, 2.6, -0.4, -3)), ((-1.7, 1, 1.4, -0.6), (2.3, 0.7, 0.8, -1.5))],
)
def test_a_cut_that_must_be_nearly_parallel_to_others_is_found(first, second):
    assert FoldingSpace(first=first, second=second).wrong == 0


def test_two_relu_units_never_separate_the_rings_and_two_folds_do():
    rng = np.random.default_rng(0)
    for _ in range(20):
        w = rng.normal(size=(2, 2))
        w /= np.linalg.norm(w, axis=1, keepdims=True)
        first, second = np.hstack([rng.uniform(-1, 1, size=(2, 2)), w])
        assert FoldingSpace(points="circles", first=first, second=second).wrong > 0
    folds = FoldingSpace(points="circles", activation="fold", first=(0, 0, 1, 0), second=(0, 0, 0, 1))
    assert folds.wrong == 0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"points": "moons"}, "points is 'moons'"),
        ({"first": (0, 0, 0, 0)}, "first has weights of length 0, expected at least 0.1"),
        ({"second": (0, 0, 9, 0)}, "second is 9"),
        ({"first": (0, 0, 1)}, "first has shape"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        FoldingSpace(**settings)


# ---- in the browser ----


def test_a_mouse_moves_a_line_and_the_words_follow(show):
    with show(FoldingSpace()) as page:
        visit(page)
        assert head(page) == "one straight cut separates the classes"
        drag(page, "line of unit 2", 60, -60)
        assert "through (0.25, 0.75)" not in value(page, "line of unit 2")


def test_a_finger_taps_a_line_to_another_place(show):
    with show(FoldingSpace(), has_touch=True, width=390) as page:
        visit(page)
        x, y = center(page, "line of unit 1")
        page.touchscreen.tap(x - 20, y + 20)
        assert value(page, "line of unit 1") != "through (0.25, −0.25)"


def test_the_keyboard_folds_the_rings(show):
    folds = FoldingSpace(points="circles", first=(0, 0, 1, 0), second=(0, 0, 0, 1))
    with show(folds) as page:
        visit(page)
        assert "on the wrong side" in head(page)
        page.get_by_label("activation").select_option("fold")
        assert head(page) == "one straight cut separates the classes"
        page.get_by_role("slider", name="line of unit 1", exact=True).press("ArrowRight")
        assert value(page, "line of unit 1") != "through (0.00, 0.00)"


def test_the_state_comes_from_the_address(show):
    with show(FoldingSpace()) as page:
        visit(page, f"{browser.ADDRESS}#w1.activation=none")
        assert "leaves 1 of 4 on the wrong side" in head(page)
