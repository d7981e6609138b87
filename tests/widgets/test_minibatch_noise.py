"""MinibatchNoise: its runs and its law are those of Python, the law holds for the runs, and it follows the hand."""

import numpy as np
import pytest

from dlmath import optimizers
from dlmath.autodiff import grad
from dlmath.widgets import MinibatchNoise
from tests import browser
from tests.widgets.hand import drag, head, value, visit

SOURCE = MinibatchNoise._esm
TABLE = [(1, 0.05), (1, 0.25), (3, 0.1), (4, 0.4), (16, 0.02), (64, 0.1), (64, 0.6)]

# ---- the arithmetic ----------------------------------------------------------------------------------------


def test_the_problem_in_javascript_is_that_of_the_real_patients(javascript):
    w, H = MinibatchNoise().minimum
    found = javascript(SOURCE, "(m) => [m.MINIMUM, m.HESSIAN]")
    np.testing.assert_allclose(found[0], w, rtol=1e-12)
    np.testing.assert_allclose(found[1], H[[0, 0, 1], [0, 1, 1]], rtol=1e-12)


@pytest.mark.parametrize(("batch_size", "rate"), TABLE)
def test_runs_in_javascript_are_those_of_python(batch_size, rate, javascript):
    widget = MinibatchNoise(batch_size=batch_size, learning_rate=rate, start=(1.5, -0.7), seed=7)
    function = """(m, [size, rate, start, seed]) =>
        m.runsFrom(m.batchMeans(seed, size), rate, start).map((path) => [...path])"""
    found = javascript(SOURCE, function, [batch_size, rate, list(widget.start), 7])
    np.testing.assert_allclose(np.reshape(found, widget.paths.shape), widget.paths, rtol=1e-9, atol=1e-9)
    losses = javascript(SOURCE, "(m, paths) => paths.map(([a, b]) => m.above(a, b))", widget.paths[5].tolist())
    np.testing.assert_allclose(losses, widget.losses[5], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("batch_size", "rate"), [*TABLE, (1, 0.4), (4, 0.6), (64, 0.9)])
def test_the_law_in_javascript_is_that_of_python(batch_size, rate, javascript):
    widget = MinibatchNoise(batch_size=batch_size, learning_rate=rate, start=(1.5, -0.7))
    function = """(m, [size, rate, start]) => [m.floorOf(rate, size), m.expectedFrom(start, rate, size)
        .map(({ mean, moment: [a, b, c], loss }) => [...mean, a, b, b, c, loss])]"""
    floor, found = javascript(SOURCE, function, [batch_size, rate, list(widget.start)])
    means, moments, losses = widget.expected
    expected = np.column_stack([means, moments.reshape(-1, 4), losses])
    np.testing.assert_allclose(np.array(found, dtype=float), expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(floor, widget.floor, rtol=1e-9)


def test_a_step_is_that_of_dlmath():
    widget = MinibatchNoise(batch_size=64, learning_rate=0.1)
    X, y = widget.problem
    w, H = widget.minimum
    off = np.array(widget.start) - w
    loss = np.mean((X @ np.array(widget.start) - y) ** 2) - np.mean((X @ w - y) ** 2)
    np.testing.assert_allclose(0.5 * off @ H @ off, loss, rtol=1e-12)
    optimizer, means = optimizers.gradient_descent(0.1), widget.expected[0]
    path = optimizers.minimize(lambda w: np.mean((X @ w - y) ** 2), np.array(widget.start), optimizer, 100)
    np.testing.assert_allclose(means + w, path, atol=1e-12)  # noise is unbiased: the mean takes the exact steps


def test_the_second_moment_is_the_average_over_all_batches():
    widget = MinibatchNoise(batch_size=1, learning_rate=0.3, start=(1.0, 0.5))
    X, y = widget.problem
    w, _ = widget.minimum
    steps = [grad(lambda v, i=i: (X[i] @ v - y[i]) ** 2)(np.array(widget.start)) for i in range(64)]
    ends = np.array(widget.start) - 0.3 * np.array(steps) - w
    np.testing.assert_allclose(widget.expected[1][1], ends.T @ ends / 64, rtol=1e-9)
    both = ((ends[:, None] + ends) / 2).reshape(-1, 2)  # all 64² batches of two
    two = MinibatchNoise(batch_size=2, learning_rate=0.3, start=(1.0, 0.5))
    np.testing.assert_allclose(two.expected[1][1], both.T @ both / 64**2, rtol=1e-9)


@pytest.mark.parametrize(("batch_size", "rate"), [(1, 0.05), (4, 0.1), (16, 0.2), (64, 0.4)])
def test_the_runs_obey_the_law(batch_size, rate):
    final = np.concatenate(
        [MinibatchNoise(batch_size=batch_size, learning_rate=rate, seed=s).losses[:, -1] for s in range(10)]
    )
    widget = MinibatchNoise(batch_size=batch_size, learning_rate=rate)
    assert abs(final.mean() - widget.expected[2][-1]) < 4 * final.std() / np.sqrt(len(final))
    np.testing.assert_allclose(widget.floor, widget.expected[2][-1], rtol=0.02)


def test_the_floor_is_infinite_where_the_law_grows_and_only_there():
    for batch_size in (1, 4, 64):
        for rate in np.linspace(0.05, 1, 20):
            widget = MinibatchNoise(batch_size=batch_size, learning_rate=rate, start=(1.6, -0.8))
            losses = widget.expected[2]
            if losses[-1] > 1.05 * losses[-2]:
                assert widget.floor == np.inf, (batch_size, rate)
            if losses[-1] < 0.95 * losses[-2]:
                assert widget.floor < np.inf, (batch_size, rate)


def test_the_sentence_without_javascript_says_the_state():
    text = MinibatchNoise(batch_size=8, learning_rate=0.1).fallback()
    assert "with batches of 8 and the learning rate 0.1, after 100 steps" in text
    assert "run away" in MinibatchNoise(batch_size=1, learning_rate=0.5).fallback()


# ---- in the browser ----------------------------------------------------------------------------------------


def test_a_larger_batch_makes_a_smaller_cloud_by_the_keyboard(show):
    with show(MinibatchNoise(batch_size=4)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        before = float(head(page).split()[0])
        page.get_by_role("slider", name="batch size").press("ArrowRight")
        assert value(page, "batch size B") == "8"
        assert float(head(page).split()[0]) < before
        page.get_by_role("slider", name="batch size").press("Home")
        page.get_by_role("slider", name="learning rate").press("End")
        assert head(page) == "runs away"
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_the_mouse_drags_the_start_and_both_pictures_follow(show):
    canvases = "[...document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('figure canvas')]"
    shot = f"() => {canvases}.map((c) => c.toDataURL())"
    with show(MinibatchNoise()) as page:
        visit(page)
        before = page.evaluate(shot)
        assert value(page, "start") == "w₁ = −0.5, w₂ = 1.2"
        drag(page, "start", 60, 40)
        assert value(page, "start") != "w₁ = −0.5, w₂ = 1.2"
        after = page.evaluate(shot)
        assert [a != b for a, b in zip(before, after, strict=True)] == [False, True, False, True]


def test_a_finger_taps_a_new_start(show):
    with show(MinibatchNoise(), has_touch=True, width=390) as page:
        visit(page)
        box = page.get_by_role("group", name="sixty runs over the landscape of the loss").bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
        assert value(page, "start") != "w₁ = −0.5, w₂ = 1.2"


def test_play_runs_to_the_end_and_one_step_is_one_step(show):
    with show(MinibatchNoise(step=3, batch_size=4), still=True) as page:
        visit(page)
        page.get_by_role("button", name="one step").click()
        assert "after 4 steps and 16 gradients each" in page.locator(".verdict").inner_text()
        page.get_by_role("button", name="play").click()
        assert "after 100 steps and 400 gradients each" in page.locator(".verdict").inner_text()


def test_another_seed_gives_other_runs_and_start_over_comes_back(show):
    with show(MinibatchNoise(seed=999)) as page:
        visit(page)
        before = page.locator(".verdict").inner_text()
        page.get_by_role("button", name="other seed").click()
        page.get_by_text("seed 0").wait_for()
        assert page.locator(".verdict").inner_text() != before
        page.get_by_role("button", name="start over").click()
        assert page.locator(".verdict").inner_text() == before


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(MinibatchNoise()) as page:
        visit(page)
        page.get_by_role("slider", name="batch size").press("End")
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(MinibatchNoise()) as page:
        visit(page, address)
        assert value(page, "batch size B") == "64"


@pytest.mark.parametrize("width", [390, 320])
def test_the_layout_fits_a_phone(width, show):
    with show(MinibatchNoise(), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("hash", ["w1.batch_size=0", "w1.learning_rate=0", "w1.start=3,0", "w1.step=1.5"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(MinibatchNoise()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert "after 100 steps and 400 gradients each" in page.locator(".verdict").inner_text()
