"""PerceptronSteps: each step in JavaScript equals that of dlmath; points are dragged, and the run begins anew."""

import numpy as np
import pytest
from scipy.optimize import linprog

from dlmath import neurons
from dlmath.widgets import PerceptronSteps
from tests.widgets.hand import center, drag, head, value, visit

SOURCE = PerceptronSteps._esm
XOR = {"minus": [(-1.5, -1.5), (1.5, 1.5)], "plus": [(-1.5, 1.5), (1.5, -1.5)]}


def states():
    """Random points, few and many, mixed and apart, at random steps; and points that coincide or stand in a row."""
    rng = np.random.default_rng(4)
    for k in range(60):
        minus, plus = (
            np.round(rng.uniform([-4, -3], [4, 3], size=(rng.integers(1, 9), 2)) + shift, 2).clip([-4, -3], [4, 3])
            for shift in ([-k / 25, 0], [k / 25, 0])
        )
        yield {"minus": minus.tolist(), "plus": plus.tolist(), "step": int(rng.integers(0, 60))}
    for minus, plus in [
        ([(1, 1)], [(1, 1)]),
        ([(0, 0), (2, 2)], [(1, 1), (3, 3)]),
        ([(-4, -3)], [(4, 3)]),
        ([(0, 0)], [(1, 0), (2, 0), (3, 0)]),
    ]:
        yield {"minus": minus, "plus": plus, "step": 7}
    yield XOR | {"step": 4}


ALL = list(states())
FLAT = [state | {key: np.ravel(state[key]).tolist() for key in ("minus", "plus")} for state in ALL]
WIDGETS = [PerceptronSteps(**state) for state in ALL]
RUN = """(m, all) => all.map((s) => {
    const data = m.examples(s), steps = m.history(data), k = Math.min(s.step, steps.length - 1), limit = m.limits(data);
    return [...steps[k].v, steps[k].mistakes, limit ? limit.bound : null, steps.at(-1).mistakes];
})"""


# ---- the arithmetic ----


def test_weights_mistakes_and_bounds_in_javascript_equal_those_of_dlmath(javascript):
    parted = 0
    for (u, v, b, mistakes, bound, _), widget in zip(javascript(SOURCE, RUN, FLAT), WIDGETS, strict=True):
        np.testing.assert_allclose([u, v, b], [*widget.w, widget.b], atol=1e-9)
        assert mistakes == widget.mistakes
        assert (bound is None) == np.isinf(widget.bound)
        if bound is not None:
            parted += 1
            assert bound == pytest.approx(widget.bound, rel=1e-9)
    assert 20 < parted < 50


def test_a_bound_is_given_where_a_linear_program_finds_a_line(javascript):
    for (*_, bound, _), widget in zip(javascript(SOURCE, RUN, FLAT), WIDGETS, strict=True):
        A = widget.y[:, None] * np.column_stack([widget.X, np.ones(len(widget.y))])
        found = linprog(np.zeros(3), A_ub=-A, b_ub=-np.ones(len(A)), bounds=[(None, None)] * 3)
        assert (found.status == 0) == (bound is not None)


def test_no_run_makes_more_mistakes_than_its_bound(javascript):
    for (*_, bound, total), widget in zip(javascript(SOURCE, RUN, FLAT), WIDGETS, strict=True):
        if bound is not None:
            assert total <= bound * (1 + 1e-9)
            model = neurons.perceptron(widget.X, widget.y, max_epochs=600 // len(widget.y))
            assert model.mistakes.sum() == total or model.mistakes[-1] > 0


def test_the_widest_margin_is_wider_than_that_of_many_random_lines():
    rng = np.random.default_rng(0)
    widget = PerceptronSteps()
    A = widget.y[:, None] * np.column_stack([widget.X, np.ones(len(widget.y))])
    gamma = np.sqrt(np.max(np.sum(A**2, axis=1)) / widget.bound)
    lines = rng.normal(size=(20000, 3))
    margins = np.min(A @ lines.T, axis=0) / np.linalg.norm(lines, axis=1)
    assert 0.9 * gamma < margins.max() <= gamma


def test_a_wrong_sign_in_the_correction_is_noticed(javascript):
    wrong = SOURCE.replace("v[2] + x[2]]", "v[2] - x[2]]")
    assert wrong != SOURCE
    found = javascript(wrong, RUN, [FLAT[3] | {"step": 20}])[0]
    assert abs(found[2] - PerceptronSteps(**(ALL[3] | {"step": 20})).b) > 0.5


# ---- words ----


@pytest.mark.parametrize(
    ("step", "head_of_it", "rest"),
    [
        (0, "not started", "no line yet"),
        (1, "mistake 1", "z = 0"),
        (2, "mistake 2", "so x is added to w, and 1 to b"),
        (4, "mistake 4: back at step 0", "forever"),
    ],
)
def test_verdicts_tell_what_the_mistake_did(step, head_of_it, rest, javascript):
    call = "(m, [s, k]) => { const d = m.examples(s); return m.told(d, m.history(d), k); }"
    found = javascript(SOURCE, call, [FLAT[-1], step])
    assert found["head"] == head_of_it
    assert rest in found["rest"]


def test_without_javascript_a_sentence_says_what_stands_here():
    words = PerceptronSteps(step=600).fallback()
    assert "8 mistakes so far; at most 31.6 are possible" in words
    assert "no line separates them" in PerceptronSteps(**XOR).describe()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"minus": [[0, 0]] * 9}, "minus has 9 points, expected 1 to 8"),
        ({"plus": [(0, 4)]}, "plus is 4, expected a number"),
        ({"step": 601}, "step is 601, expected"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        PerceptronSteps(**settings)


def test_its_repr_can_be_read_and_typed():
    widget = PerceptronSteps(**XOR, step=3)
    assert repr(eval(repr(widget))) == repr(widget)


# ---- in the browser ----


def test_steps_are_taken_and_xor_comes_back_to_its_start(show):
    with show(PerceptronSteps()) as page:
        visit(page)
        assert head(page) == "not started"
        page.get_by_role("combobox", name="points").select_option("XOR")
        for _ in range(4):
            page.get_by_role("button", name="one example").click()
        assert head(page) == "mistake 4: back at step 0"
        assert "no line separates these points" in page.locator(".numbers").inner_text()


def test_a_mouse_drags_a_point_and_the_run_begins_anew(show):
    with show(PerceptronSteps(**XOR, step=4)) as page:
        visit(page)
        drag(page, "label −1, point 2", -160, 160)
        assert head(page) == "not started"
        assert "at most" in page.locator(".numbers").inner_text()


def test_a_finger_taps_and_the_nearest_point_comes(show):
    widget = PerceptronSteps(minus=[(-2, 0)], plus=[(2, 0)])
    with show(widget, has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        x, y = center(page, "label +1, point 1")
        page.touchscreen.tap(x - 34, y - 34)
        assert not value(page, "label +1, point 1").startswith("x₁ = 2,")


def test_everything_can_be_done_with_the_keyboard(show):
    with show(PerceptronSteps(minus=[(-2, 0)], plus=[(2, 0)])) as page:
        visit(page)
        page.get_by_role("slider", name="label −1, point 1", exact=True).press("Home")
        assert value(page, "label −1, point 1").startswith("x₁ = −4,")
        page.get_by_role("slider", name="example", exact=True).press("End")
        assert head(page).startswith("done after")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(PerceptronSteps(step=20), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
