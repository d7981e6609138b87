"""LatentSpace: the page draws what dlmath's decoder draws, its verdicts are true, and it follows the hand."""

import numpy as np
import pytest

from dlmath import activations, autoencoder
from dlmath.widgets import LatentSpace
from dlmath.widgets import latent_space as python
from tests.widgets.hand import center, drag, head, settled, value, visit
from tools import train_latent_space

SOURCE = LatentSpace._esm


def places(n=30):
    """Random places of the plane, its corners, and its middle."""
    inside = np.random.default_rng(0).uniform(-python.LIMIT, python.LIMIT, (n, 2))
    return np.concatenate([inside, [[0, 0], [3.5, 3.5], [-3.5, 3.5], [3.5, -3.5], [-3.5, -3.5]]])


# ---- what was trained ----


def test_its_decoder_and_its_table_are_those_of_the_tool():
    shapes = [layer["W"].shape for layer in python.trained()["decoder"]]
    assert shapes == [(64, 2), (64, 64), (784, 64)]
    assert sorted(python.TABLE) == sorted(map(float, train_latent_space.BETAS))
    assert all(len(rows) == len(train_latent_space.SEEDS) for rows in python.TABLE.values())
    assert train_latent_space.FILE.stat().st_size < 150_000


def test_its_codes_are_of_the_first_test_digits_and_are_drawn_as_what_they_are():
    _, test, labels = train_latent_space.images()
    np.testing.assert_array_equal(python.LABELS, labels[: train_latent_space.N_CODES])
    logits = autoencoder.decode(python.trained(), python.CODES, "relu")
    own = autoencoder.bernoulli_log_likelihood(test[:200].astype(float), logits)
    swapped = autoencoder.bernoulli_log_likelihood(test[:200].astype(float), np.roll(logits, 1, axis=0))
    assert np.mean(own > swapped) > 0.95
    assert np.mean(own) > -150


def test_rounding_the_weights_changes_them_by_half_a_step_at_most():
    weights = np.random.default_rng(1).normal(size=(4, 3))
    entry = train_latent_space.rounded(weights)
    assert np.abs(python._exact(entry) - weights).max() <= entry["scale"] / 2 * (1 + 1e-9)


def test_with_a_beta_of_1_its_loss_is_the_negative_elbo():
    rng = np.random.default_rng(2)
    params = autoencoder.initialize_variational(train_latent_space.WIDTHS, rng)
    X, noise = (rng.random((5, 784)) < 0.2).astype(float), rng.normal(size=(5, 2))
    expected = -np.mean(autoencoder.elbo(params, X, noise, "relu", "bernoulli"))
    assert train_latent_space.beta_loss(params, X, noise, 1) == pytest.approx(expected, rel=1e-12)
    log_p, kl, _ = train_latent_space.judged(params, X)
    for beta in (0.5, 4):
        wide = train_latent_space.beta_loss(params, X, np.random.default_rng(0).normal(size=(5, 2)), beta)
        noise = np.random.default_rng(0).standard_normal((5, 2), dtype=np.float32)
        assert train_latent_space.beta_loss(params, X, noise, beta) == pytest.approx(beta * kl - log_p, abs=0.02)
        assert np.isfinite(wide)


# ---- the arithmetic of the page ----


def test_drawings_in_javascript_equal_those_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, all) => all.map((z) => [...m.drawing(z)])", places().tolist())
    expected = activations.sigmoid(autoencoder.decode(python.trained(), places(), "relu"))
    np.testing.assert_allclose(found, expected, atol=1e-9)
    assert np.ptp(expected, axis=0).max() > 0.9


def test_paths_votes_and_shares_in_javascript_equal_those_of_python(javascript):
    for z, end in zip(places().tolist(), places()[::-1].tolist(), strict=True):
        widget = LatentSpace(z=z, end=end)
        path, found, farther = javascript(
            SOURCE, "(m, [z, end]) => [m.pathOf(z, end), m.around(z), m.farther(z)]", [z, end]
        )
        np.testing.assert_allclose(path, widget.path, atol=1e-12)
        np.testing.assert_array_equal(found["votes"], widget.votes)
        assert found["most"] == widget.votes.argmax()
        assert found["near"] == pytest.approx(widget.emptiness, abs=1e-9)
        assert farther == pytest.approx(widget.farther, abs=1e-12)


def test_a_forgotten_bend_is_noticed(javascript):
    wrong = SOURCE.replace("x.map((v) => Math.max(0, v))", "x")
    assert wrong != SOURCE
    found = javascript(wrong, "(m, z) => [...m.drawing(z)]", [1.0, 1.0])
    assert np.abs(np.array(found) - LatentSpace(z=(1, 1)).picture.ravel()).max() > 0.1


# ---- words ----


def test_the_verdict_counts_the_nearest_codes(javascript):
    kinds = set()
    for z in places(60).tolist():
        said, widget = javascript(SOURCE, "(m, z) => m.told(z, [0, 0])", z), LatentSpace(z=z)
        votes, most = widget.votes, widget.votes.argmax()
        kinds.add(said["tone"])
        assert f"Of the 10 nearest codes, {votes[most]} are {most}s" in said["rest"]
        if widget.emptiness > python.FAR:
            assert said["head"].startswith("far from every code")
        elif votes[most] >= 8:
            assert said["head"] == f"among the {most}s"
        else:
            assert str(most) in said["head"]
    assert kinds == {"error", "gradient", "accent"}


def test_a_path_that_goes_nowhere_stays_where_it_is(javascript):
    most = LatentSpace(z=(1, 1)).votes.argmax()
    said = javascript(SOURCE, "(m, z) => m.told(z, z)", [1, 1])
    assert said["rest"].endswith(f"The path stays at {most}.")


def test_without_javascript_a_sentence_says_what_stands_here():
    widget = LatentSpace(z=(0.5, -1))
    assert f"At z = (0.5, -1), {widget.votes.max()} of the 10 nearest codes" in widget.fallback()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [({"z": (4, 0)}, "z is 4"), ({"end": (0, 0, 0)}, "end has shape"), ({"show": "ink"}, "show is 'ink'")],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        LatentSpace(**settings)


def test_its_repr_can_be_read_and_typed():
    widget = LatentSpace(z=(1, -2), show="drawings")
    assert repr(eval(repr(widget))) == repr(widget)


# ---- in the browser ----


def test_dragging_moves_the_code_and_changes_what_is_said(show):
    with show(LatentSpace()) as page:
        visit(page)
        before = page.locator(".verdict").inner_text()
        assert value(page, "code z") == "z₁ = 0.00, z₂ = 0.00"
        drag(page, "code z", -80, 60)
        assert value(page, "code z").startswith("z₁ = −")
        assert page.locator(".verdict").inner_text() != before
        drag(page, "end of the path", -50, -30)
        assert value(page, "end of the path") != "z₁ = 2.00, z₂ = 1.00"


def test_everything_can_be_done_with_the_keyboard(show):
    with show(LatentSpace()) as page:
        visit(page)
        page.get_by_role("slider", name="code z").press("ArrowRight")
        assert value(page, "code z") != "z₁ = 0.00, z₂ = 0.00"
        page.get_by_role("slider", name="end of the path").press("Home")
        assert value(page, "end of the path") == "z₁ = −3.50, z₂ = 1.00"
        page.get_by_role("combobox", name="plane").select_option("drawings")
        page.get_by_role("slider", name="code z").press("End")
        page.get_by_role("button", name="draw z from N(0, I)").press("Enter")
        settled(page)
        assert not value(page, "code z").startswith("z₁ = 3.50")
        page.get_by_role("button", name="start over").press("Enter")
        assert value(page, "code z") == "z₁ = 0.00, z₂ = 0.00"


def test_a_finger_taps_where_the_code_shall_be(show):
    with show(LatentSpace(), width=390, height=844, has_touch=True, is_mobile=True) as page:
        visit(page)
        x, y = center(page, "code z")
        page.touchscreen.tap(x - 60, y + 50)
        settled(page)
        assert value(page, "code z").startswith("z₁ = −1.")
        assert head(page)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(LatentSpace(show="drawings"), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
