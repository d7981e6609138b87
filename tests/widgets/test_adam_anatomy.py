"""AdamAnatomy: its arithmetic is that of dlmath.optimizers.adam, and it follows the hand."""

import numpy as np
import pytest

from dlmath import optimizers
from dlmath.widgets import AdamAnatomy
from dlmath.widgets.adam_anatomy import PATTERNS
from tests.widgets.hand import center, head, value, visit

SOURCE = AdamAnatomy._esm
DRAWN = tuple(np.random.default_rng(0).normal(size=40))
CASES = [  # pattern, gradients, scale, β₁, β₂, ε
    *((pattern, (0.0,) * 30, 1.0, 0.9, 0.999, 1e-8) for pattern in PATTERNS),
    ("own", DRAWN, 1.0, 0.9, 0.999, 1e-8),
    ("own", DRAWN, 1e4, 0.0, 0.0, 1e-8),
    ("own", DRAWN, 1e-6, 0.99, 0.9999, 1.0),
    ("own", (0.0, 0.0, 3.0), 1.0, 0.5, 0.25, 1e-3),
    ("own", (-1000.0,), 1e6, 0.9, 0.999, 1e-8),
    ("counterexample", (0.0,) * 30, 2.0, 0.0, 0.1, 1e-8),
    ("noisy", (0.0,) * 30, 0.5, 0.8, 0.95, 1e-4),
]
KEYS = ("pattern", "gradients", "scale", "beta1", "beta2", "epsilon")


def settings(case):
    return dict(zip(KEYS, case, strict=True))


# ---- the arithmetic ----


@pytest.mark.parametrize("case", CASES)
def test_each_step_in_javascript_is_that_of_dlmath(case, javascript):
    function = "(m, s) => m.anatomy(m.MADE[s.pattern](s).map((g) => s.scale * g), s)"
    rows = javascript(SOURCE, function, {**settings(case), "seed": 1})
    w, plain = AdamAnatomy(**settings(case)), AdamAnatomy(**settings(case), correction=False)
    columns = {"g": w.g, "m": w.m, "v": w.v, "mHat": w.m_hat, "vHat": w.v_hat}
    columns |= {"corrected": w.updates, "raw": plain.updates}
    for name, expected in columns.items():
        np.testing.assert_allclose([row[name] for row in rows], expected, rtol=1e-9, atol=1e-300, err_msg=name)


@pytest.mark.parametrize("case", CASES)
def test_all_updates_together_are_the_path_of_adam(case):
    w = AdamAnatomy(**settings(case))
    gradients = iter(w.g)
    optimizer = optimizers.adam(0.01, w.beta1, w.beta2, w.epsilon)
    path = optimizers.minimize(lambda x: x, 0.0, optimizer, len(w.g), gradient=lambda x: next(gradients))
    np.testing.assert_allclose(path[1:], 0.01 * np.cumsum(w.updates), rtol=1e-9, atol=1e-12)


def test_the_corrected_means_of_equal_gradients_are_that_gradient():
    w = AdamAnatomy(scale=7)
    np.testing.assert_allclose(w.m_hat, 7, rtol=1e-12)
    np.testing.assert_allclose(w.v_hat, 49, rtol=1e-9)
    np.testing.assert_allclose(AdamAnatomy(correction=False).updates[0], -0.1 / np.sqrt(0.001), rtol=1e-6)


def test_the_scale_of_the_gradients_does_not_matter_unless_epsilon_is_large():
    for pattern in PATTERNS[:-1]:
        steps = [AdamAnatomy(pattern=pattern, scale=scale, epsilon=1e-12).updates for scale in (0.01, 1, 1000)]
        np.testing.assert_allclose(steps[0], steps[1], rtol=1e-6)
        np.testing.assert_allclose(steps[2], steps[1], rtol=1e-6)
    assert abs(AdamAnatomy(scale=1e-4, epsilon=1).updates[0]) < 1e-3


def test_the_counterexample_walks_uphill():
    w = AdamAnatomy(pattern="counterexample", beta1=0, beta2=0.1)
    assert w.g.sum() > 0 and w.updates.sum() > 0
    w = AdamAnatomy(pattern="counterexample")
    assert w.g.sum() > 0 > w.updates.sum()


# ---- words ----


def test_the_formulas_are_shown_with_their_numbers(javascript):
    function = "(m, [g, k, s]) => m.stepInNumbers(m.anatomy(g, s), k, s)"
    adam = {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "correction": True}
    assert javascript(SOURCE, function, [[2, -1], 2, adam]) == [
        ["m", "0.9 · 0.2 + 0.1 · (−1) = 0.08"],
        ["v", "0.999 · 0.004 + 0.001 · (−1)² = 0.005"],
        ["m̂", "0.08 / (1 − 0.9²) = 0.421"],
        ["v̂", "0.005 / (1 − 0.999²) = 2.5"],
        ["step", "−0.421\xa0η / (√2.5 + 10⁻⁸) = −0.266\xa0η"],
    ]
    plain = javascript(SOURCE, function, [[1], 1, {**adam, "correction": False}])
    assert plain[-1] == ["step", "−0.1\xa0η / (√0.001 + 10⁻⁸) = −3.16\xa0η"]


@pytest.mark.parametrize(
    ("gradients", "k", "settings", "head_", "piece"),
    [
        ([1, 1], 0, {}, "before the first step", "m and v are 0"),
        ([1, 1], 1, {}, "w has moved by −1\xa0η", "3.16\xa0η without"),
        ([1, 1], 2, {"correction": False}, "w has moved by −7.41\xa0η", "so w should fall, and it does"),
        ([3, -1, -1], 3, {"beta1": 0, "beta2": 0.1}, "w has moved by 0.727\xa0η", "so w should fall, yet it rises"),
        ([-3, 1, 1], 3, {"beta1": 0, "beta2": 0.1}, "w has moved by −0.727\xa0η", "so w should rise, yet it falls"),
        ([1, -1], 2, {}, "w has moved by −0.947\xa0η", "cancel each other"),
        ([0, 0], 2, {}, "w has moved by 0\xa0η", "cancel each other."),
    ],
)
def test_the_verdict_says_where_the_weight_went(gradients, k, settings, head_, piece, javascript):
    adam = {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "correction": True, **settings}
    function = "(m, [g, k, s]) => m.adamVerdict(m.anatomy(g, s), k, s.correction)"
    said = javascript(SOURCE, function, [gradients, k, adam])
    assert said["head"] == head_
    assert piece in said["why"] + said["rest"]


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(AdamAnatomy()) == "AdamAnatomy(pattern='constant')"
    w = AdamAnatomy(pattern="own", gradients=[1, -2], correction=False, step=1)
    assert repr(eval(repr(w))) == repr(w)
    assert "steps without the correction: the first is −3.16 η" in w.fallback()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"pattern": "random"}, "pattern is 'random', expected one of 'constant'"),
        ({"gradients": []}, "gradients has 0 numbers, expected 1 to 60|gradients is empty"),
        ({"gradients": [1] * 61}, "gradients has 61 numbers, expected 1 to 60"),
        ({"gradients": [1e4]}, "gradients is 10000"),
        ({"beta2": 1}, "beta2 is 1, expected a number in"),
        ({"epsilon": 0}, "epsilon is 0, expected a number in"),
        ({"correction": 2}, "correction is 2, expected one of True, False"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        AdamAnatomy(**settings)


# ---- in the browser ----


def numbers(page):
    return page.locator(".numbers dd").all_inner_texts()


def test_the_keys_go_from_step_to_step_and_change_a_gradient(show):
    with show(AdamAnatomy()) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        point = page.get_by_role("slider", name="gradient of this step")
        point.press("Home")
        assert value(page, "gradient of this step") == "step 1, gradient 1"
        assert numbers(page)[2] == "= 0.1 / (1 − 0.9¹) = 1"
        point.press("ArrowRight")
        point.press("ArrowUp")
        assert value(page, "gradient of this step") == "step 2, gradient 1.1"
        assert page.get_by_role("combobox", name="gradients").input_value() == "own"
        point.press("Shift+ArrowDown")
        assert value(page, "gradient of this step") == "step 2, gradient 0.1"
        assert numbers(page)[0] == "= 0.9 · 0.1 + 0.1 · 0.1 = 0.1"
        page.get_by_role("slider", name="memory β₁").press("Home")
        assert numbers(page)[0] == "= 0 · 1 + 1 · 0.1 = 0.1"
        page.get_by_role("slider", name="memory β₂").press("End")
        assert numbers(page)[1].startswith("= 0.9999 · ")
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


@pytest.mark.parametrize("touch", [False, True])
def test_a_bar_is_dragged_or_tapped(touch, show):
    with show(AdamAnatomy(scale=100), has_touch=touch) as page:
        visit(page)
        figure = page.locator("figure").first.bounding_box()
        x0, y0 = center(page, "gradient of this step")
        wide = (figure["width"] - 46) / 30.4
        unit = (figure["height"] - 24) / 4.32
        if touch:
            page.touchscreen.tap(x0 - 10 * wide, y0 + 2 * unit)
        else:
            page.mouse.move(x0 - 12 * wide, y0)
            page.mouse.down()
            page.mouse.move(x0 - 10 * wide, y0 + 2 * unit, steps=30)
            page.mouse.up()
        said = value(page, "gradient of this step").replace("−", "-")
        assert said.startswith("step 20, gradient -")
        assert abs(float(said.split()[-1]) + 100) < 5


def test_without_the_correction_the_means_are_struck_out_and_the_first_step_is_longer(show):
    with show(AdamAnatomy(step=1)) as page:
        visit(page)
        assert head(page) == "w has moved by −1\xa0η"
        page.get_by_role("checkbox", name="correct m and v").uncheck()
        assert head(page) == "w has moved by −3.16\xa0η"
        assert page.locator(".numbers dd.unused").count() == 2


def test_a_hundred_times_the_gradients_change_the_means_and_not_the_step(show):
    with show(AdamAnatomy(pattern="noisy")) as page:
        visit(page)
        before = numbers(page)
        page.get_by_role("slider", name="all gradients").press("End")
        after = numbers(page)
        assert before[0] != after[0] and "·10" not in before[1] and "·10" in after[1]
        assert before[4].split("=")[-1] == after[4].split("=")[-1]


def test_step_and_play_go_to_the_end(show):
    with show(AdamAnatomy(step=0), still=True) as page:
        visit(page)
        assert head(page) == "before the first step"
        page.get_by_role("button", name="one step").click()
        assert value(page, "step") == "step 1 of 30"
        page.get_by_role("button", name="play").click()
        assert value(page, "step") == "step 30 of 30"
        assert head(page) == "w has moved by −30\xa0η"


def test_what_was_drawn_goes_into_the_address_and_comes_back(show):
    with show(AdamAnatomy(pattern="own", gradients=[1, 2, 3])) as page:
        visit(page)
        page.get_by_role("slider", name="gradient of this step").press("ArrowUp")
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert "w1.pattern=own&w1.gradients=1%2C2%2C3.1" in address or "w1.gradients=1,2,3.1" in address
    with show(AdamAnatomy(pattern="own", gradients=[1, 2, 3])) as page:
        visit(page, address)
        assert value(page, "gradient of this step") == "step 3, gradient 3.1"


def test_the_layout_fits_a_phone(show):
    with show(AdamAnatomy(), width=320) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
