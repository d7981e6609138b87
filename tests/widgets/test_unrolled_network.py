"""UnrolledNetwork: its states and gradients are those of dlmath, and the sliders say what they do."""

import numpy as np
import pytest

from dlmath.widgets import UnrolledNetwork
from tests import browser
from tests.widgets.hand import head, settled, value, visit

SOURCE = UnrolledNetwork._esm
STATES = [
    {"size": size, "angle": angle, "pulse": pulse, "steps": steps, "squash": squash}
    for size in (0.2, 0.97, 1.0, 2.0)
    for angle, pulse, steps in ((0, 0.01, 2), (30, 1.0, 20), (97, 3.0, 40), (180, 0.5, 13))
    for squash in ("tanh", "none")
]


def in_javascript(javascript, source):
    return javascript(source, "(m, all) => all.map((s) => [m.unrolledStates(s), m.unrolledGradients(s)])", STATES)


# ---- the arithmetic ----


def test_states_and_gradients_in_javascript_equal_those_of_dlmath(javascript):
    for state, (states, gradients) in zip(STATES, in_javascript(javascript, SOURCE), strict=True):
        widget = UnrolledNetwork(**state)
        np.testing.assert_allclose(states, widget.states, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(gradients, widget.gradients, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("right", "wrong"), [("1 - v * v", "1 - v"), ("[c, -s], [s, c]", "[c, s], [s, c]")])
def test_a_wrong_formula_is_noticed(right, wrong, javascript):
    assert right in SOURCE
    found = in_javascript(javascript, SOURCE.replace(right, wrong))
    pairs = zip(STATES, found, strict=True)
    worst = max(np.abs(gradients - UnrolledNetwork(**s).gradients).max() for s, (_, gradients) in pairs)
    assert worst > 1e-3


def test_without_an_activation_the_gradient_is_a_power():
    widget = UnrolledNetwork(size=0.9, angle=40, steps=12, squash="none")
    np.testing.assert_allclose(widget.gradients, 0.9 ** np.arange(11, -1, -1), rtol=1e-12)
    np.testing.assert_allclose(np.abs(np.linalg.eigvals(widget.matrix)), 0.9)
    np.testing.assert_allclose(np.linalg.norm(widget.states, axis=1), 0.9 ** np.arange(12), rtol=1e-12)


@pytest.mark.parametrize(
    ("settings", "head_", "piece"),
    [
        ({"size": 0.5, "squash": "none"}, "the gradient vanishes", "0.5 to the power of 19: each step back"),
        ({"size": 1.5, "squash": "none"}, "the gradient explodes", "1.5 to the power of 19"),
        ({"size": 1.0, "squash": "none"}, "the gradient arrives", "At step 1, 1 of it is left."),
        ({"size": 1.5, "squash": "tanh"}, "the gradient arrives", "the slopes of tanh, at most 1, do the rest"),
        (
            {"size": 1.2, "angle": 90, "pulse": 3},
            "the gradient explodes",
            "slopes of tanh, at most 1, hardly change that here",
        ),
    ],
)
def test_the_verdict_says_what_is_left(settings, head_, piece, javascript):
    state = {"angle": 30, "pulse": 1.0, "steps": 20, "squash": "tanh"} | settings
    said = javascript(SOURCE, "(m, s) => m.unrolledVerdict(s)", state)
    assert said["head"] == head_
    assert piece in said["rest"]


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(UnrolledNetwork()) == "UnrolledNetwork(size=0.8)"
    widget = UnrolledNetwork(size=1.2, angle=90, pulse=0.5, steps=7, squash="none")
    assert repr(eval(repr(widget))) == repr(widget)
    assert "without an activation, unrolled over 7 steps" in widget.fallback()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"size": 3}, "size is 3, expected"),
        ({"angle": 0.5}, "angle is float 0.5, expected an integer"),
        ({"pulse": 0}, "pulse is 0, expected"),
        ({"steps": 1}, "steps is 1, expected"),
        ({"squash": "relu"}, "squash is 'relu', expected one of"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        UnrolledNetwork(**settings)


# ---- in the browser ----


def test_everything_can_be_done_with_the_keyboard(show):
    with show(UnrolledNetwork()) as page:
        visit(page)
        page.get_by_role("combobox", name="activation").select_option("none")
        page.get_by_role("slider", name="size of the eigenvalues |λ|").press("End")
        settled(page)
        assert value(page, "size of the eigenvalues |λ|") == "2"
        assert head(page) == "the gradient explodes"
        page.get_by_role("slider", name="steps n").press("Home")
        settled(page)
        assert head(page) == "the gradient arrives"
        page.get_by_role("slider", name="angle").press("ArrowRight")
        settled(page)
        assert value(page, "angle") == "31°"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(UnrolledNetwork()) as page:
        visit(page)
        page.get_by_role("slider", name="pulse").press("End")
        page.get_by_role("combobox", name="activation").select_option("none")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(UnrolledNetwork()) as page:
        visit(page, address)
        assert value(page, "pulse") == "3"
        assert page.get_by_role("combobox", name="activation").input_value() == "none"


@pytest.mark.parametrize("hash", ["w1.size=3", "w1.steps=1", "w1.angle=0.5", "w1.squash=relu"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(UnrolledNetwork()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert value(page, "size of the eigenvalues |λ|") == "0.8"
        assert page.get_by_role("combobox", name="activation").input_value() == "tanh"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(UnrolledNetwork(), width=width, has_touch=width < 400) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
