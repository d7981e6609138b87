"""Backprop: both passes are those of dlmath.mlp, the words have the lesson's numbers, and it follows the hand."""

import numpy as np
import pytest

from dlmath.autodiff import grad
from dlmath.widgets import Backprop
from tests.widgets.hand import head, visit

SOURCE = Backprop._esm
LESSON = {"x": [1.0, 2.0], "t": [1.0, 0.0], "weights": list(Backprop().weights), "loss": "squared_error"}


def drawn(seed):
    rng = np.random.default_rng(seed)
    size = (1, 3, 10)[seed % 3]
    numbers = {"x": rng.uniform(-size, size, 2), "t": rng.uniform(size=2), "weights": rng.uniform(-size, size, 12)}
    return {name: values.tolist() for name, values in numbers.items()}


CASES = [
    {**numbers, "loss": loss}
    for loss in ("squared_error", "cross_entropy")
    for numbers in (LESSON, *map(drawn, range(9)))
]


# ---- the arithmetic ----


def test_values_deltas_and_slopes_in_javascript_are_those_of_dlmath(javascript):
    function = """(m, cases) => cases.map((c) => {
        const f = m.passes(c);
        return [f.value, ...f.layers[1].a, ...f.layers.flatMap((l) => l.delta), ...m.slopes(f)];
    })"""
    for case, row in zip(CASES, javascript(SOURCE, function, CASES), strict=True):
        w = Backprop(**case)
        np.testing.assert_allclose(row, [w.value, *w.outputs, *np.ravel(w.deltas), *w.gradient], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("case", CASES[:3] + CASES[10:13])
def test_the_slopes_are_those_of_a_difference_quotient(case):
    def value(weights):
        return Backprop(**{**case, "weights": weights}).value

    weights, h = np.array(case["weights"]), 1e-5
    inside = np.clip(weights, -10 + h, 10 - h)
    measured = [(value(inside + h * e) - value(inside - h * e)) / (2 * h) for e in np.eye(12)]
    np.testing.assert_allclose(Backprop(**{**case, "weights": inside}).gradient, measured, atol=1e-8)


def test_the_slopes_are_those_of_autodiff():
    def value(w):
        hidden = 1 / (1 + np.exp(-(w[:4].reshape(2, 2) @ np.array([1.0, 2.0]) + w[4:6])))
        output = 1 / (1 + np.exp(-(w[6:10].reshape(2, 2) @ hidden + w[10:])))
        return np.mean((output - np.array([1.0, 0.0])) ** 2)

    np.testing.assert_allclose(Backprop().gradient, grad(value)(np.array(Backprop().weights)), rtol=1e-12)


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(Backprop(step=0)) == "Backprop(step=0)"
    widget = Backprop(t=(1, 1), loss="cross_entropy", step=6)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"weights": [1.0]}, "weights"),
        ({"weights": [11.0] * 12}, "weights"),
        ({"t": (2, 0)}, "t is 2"),
        ({"step": 10}, "step is 10, expected an integer from 0 to 9"),
        ({"loss": "hinge"}, "loss"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        Backprop(**settings)


# ---- words and the hand ----


def test_the_words_have_the_numbers_of_the_lesson(javascript):
    function = "(m, c) => [2, 5, 7, 8].map((k) => m.toldOf(m.passes(c), k)).map(({ head, text }) => `${head}. ${text}`)"
    hidden, loss, output, back = javascript(SOURCE, function, LESSON)
    assert "The sum is −1 · 1 + 2 · 2 − 1 = 2, and σ(2) = 0.881." in hidden
    assert "L = ½ (0.53 − 1)² + ½ (0.926 − 0)² = 0.539." in loss
    assert "its sum is too high" in output and "0.926 · 0.0687 = 0.0636" in output and "hardly blamed" in output
    assert "2 · (−0.117) − 2 · 0.0636 = −0.362" in back and "δ = −0.0904" in back


def test_it_is_walked_by_button_and_changed_by_fields(show):
    with show(Backprop(step=0)) as page:
        visit(page)
        assert head(page) == "nothing is computed yet"
        step = page.get_by_role("button", name="one step")
        for _ in range(5):
            step.click()
        assert head(page) == "the loss is 0.539"
        page.get_by_role("spinbutton", name="t2", exact=True).fill("1")
        assert head(page) == "the loss is 0.113"
        page.get_by_role("slider", name="step").press("End")
        assert head(page).startswith("backward: hidden 2")
        page.get_by_role("spinbutton", name="x1", exact=True).press("ArrowUp")
        assert page.get_by_role("spinbutton", name="x1", exact=True).input_value() == "1.1"
        page.get_by_role("button", name="start over").click()
        assert head(page) == "nothing is computed yet"
