"""Momentum: its arithmetic is that of dlmath.optimizers, and it follows the hand."""

import numpy as np
import pytest

from dlmath.widgets import Momentum
from tests import browser
from tests.widgets.hand import center, drag, head, value, visit

SOURCE = Momentum._esm
OPTIMIZERS = ("momentum", "nesterov")
POINTS = [(0.0, 0.0), (0.25, 0.25), (1.0, 0.0), (1.0, 0.5), (1.7, 0.0), (2.0, 0.0), (2.1, 0.04), (0.04, 0.64)]
POINTS += [(eta, beta) for eta in (0.003, 0.4, 1.3, 2.9, 3.99) for beta in (0.01, 0.3, 0.8, 0.99)]
CURVATURES = (0.01, 0.1, 1.0, 7.3)
CASES = [(name, eta, beta, lam) for name in OPTIMIZERS for eta, beta in POINTS for lam in CURVATURES]


def widget(name, eta, beta, *curvatures, **settings):
    return Momentum(optimizer=name, learning_rate=eta, beta=beta, curvatures=curvatures, **settings)


# ---- the arithmetic ----


def test_paths_in_javascript_equal_those_of_dlmath(javascript):
    function = "(m, cases) => cases.map((c) => [...m.momentumPath(...c, 200)].map(String))"
    for case, path in zip(CASES, javascript(SOURCE, function, CASES), strict=True):
        expected = widget(*case, steps=200).path[:, 0]
        np.testing.assert_allclose(np.array(path, dtype=float), expected, rtol=1e-9, atol=1e-300, err_msg=str(case))


def test_eigenvalues_in_javascript_are_those_of_the_matrix_of_one_step(javascript):
    function = (
        "(m, cases) => cases.map(([o, e, b, l]) => [m.momentumRoots(o, e * l, b), m.spectralRadius(o, e * l, b)])"
    )
    for case, (roots, rho) in zip(CASES, javascript(SOURCE, function, CASES), strict=True):
        w = widget(*case)
        z, matrix = np.array([complex(*root) for root in roots]), w.matrices[0]
        np.testing.assert_allclose(z.sum(), np.trace(matrix), atol=1e-9, rtol=1e-9)
        np.testing.assert_allclose(z.prod(), np.linalg.det(matrix), atol=1e-9, rtol=1e-9)
        # A double eigenvalue is known to half the digits only, when it is computed from the matrix.
        tolerance = 1e-9 if abs(z[0] - z[1]) > 1e-6 else 2e-8
        np.testing.assert_allclose(rho, np.abs(z).max(), atol=1e-9, rtol=1e-9)
        np.testing.assert_allclose(rho, w.spectral_radius, atol=tolerance, rtol=tolerance)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_one_step_of_the_path_is_the_product_with_the_matrix(name):
    w = widget(name, 0.3, 0.7, 0.2, 2.0)
    for k, matrix in enumerate(w.matrices):
        x = np.array([1.0, 0.0])
        for expected in w.path[:, k]:
            np.testing.assert_allclose(x[0], expected, atol=1e-12)
            x = matrix @ x


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("curvatures", [(1.0,), (0.1, 1.0), (5.0, 0.2), (1.0, 100.0)])
def test_no_point_of_the_plane_is_faster_than_the_best_one(name, curvatures, javascript):
    eta, beta = javascript(SOURCE, "(m, [o, l]) => m.bestPoint(o, l)", [name, curvatures])
    rho, grid = javascript(
        SOURCE,
        """(m, [o, l, [eta, beta], reach]) => {
            const worst = (e, b) => Math.max(...l.map((v) => m.spectralRadius(o, e * v, b)));
            let least = Infinity;
            for (let i = 0; i <= 400; i++) for (let j = 0; j < 400; j++) {
                least = Math.min(least, worst(reach * i / 400, j / 400));
            }
            return [worst(eta, beta), least];
        }""",
        [name, curvatures, [eta, beta], 4 / max(curvatures)],
    )
    assert rho <= grid + 1e-7
    kappa = max(curvatures) / min(curvatures)
    root = np.sqrt(kappa) if name == "momentum" else np.sqrt(3 * kappa + 1) / 2
    np.testing.assert_allclose(rho, (root - 1) / (root + 1) if name == "momentum" else 1 - 1 / root, atol=1e-7)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_it_converges_below_the_bound_and_diverges_above(name, javascript):
    for beta in (0, 0.2, 0.5, 0.9):
        bound = 2 * (1 + beta) / (1 if name == "momentum" else 1 + 2 * beta)
        assert (
            widget(name, bound * 0.999 / 3, beta, 3.0).spectral_radius
            < 1
            < widget(name, bound * 1.001 / 3, beta, 3.0).spectral_radius
        )


def test_one_swing_takes_as_many_steps_as_the_verdict_says(javascript):
    why = javascript(SOURCE, "(m) => m.momentumVerdict('momentum', 0.04, 0.99, [1]).why")
    steps = float(why.split("about ")[1].split()[0])
    path = widget("momentum", 0.04, 0.99, 1.0, steps=1000).path[:, 0]
    rises = np.flatnonzero((path[:-1] < 0) & (path[1:] >= 0))
    assert steps == pytest.approx(np.diff(rises).mean(), rel=0.01)


def test_settling_is_counted_on_the_path(javascript):
    for case in CASES:
        after = javascript(SOURCE, "(m, c) => String(m.settledAfter(...c, 1000))", case)
        path = np.abs(widget(*case, steps=1000).path[:, 0])
        large = np.flatnonzero(~(path < 0.01))
        expected = "Infinity" if large[-1] == 1000 else str(large[-1] + 1)
        assert after == expected


# ---- words ----


@pytest.mark.parametrize(
    ("optimizer", "s", "beta", "kind"),
    [
        ("momentum", 0.4, 0.8, "oscillates"),
        ("momentum", 0.25, 0.25, "critically damped"),
        ("momentum", 0.04, 0.64, "critically damped"),
        ("momentum", 0.2, 0.25, "overdamped"),
        ("momentum", 2.3, 0.2, "jumps back and forth"),
        ("momentum", 1.5, 0, "jumps back and forth"),
        ("momentum", 1, 0, "there in one step"),
        ("nesterov", 1, 0.5, "there in two steps"),
        ("momentum", 3, 0.5, "swings forever"),
        ("momentum", 3.1, 0.5, "diverges"),
        ("nesterov", 1.6, 0.5, "diverges"),
        ("momentum", 0, 0.5, "does not move"),
    ],
)
def test_each_motion_has_its_name(optimizer, s, beta, kind, javascript):
    assert javascript(SOURCE, "(m, c) => m.motion(...c)", [optimizer, s, beta]) == kind
    path = widget(optimizer, s, beta, 1.0, steps=200).path[:, 0]
    seen = {
        "there in one step": path[1] == 0,
        "there in two steps": path[1] != 0 and abs(path[2]) < 1e-15,
        "overdamped": (path > 0).all(),
        "jumps back and forth": (path[50:100:2] * path[51:100:2] < 0).all(),
        "diverges": abs(path[-1]) > 2,
        "swings forever": np.allclose(path[-1], path[-3]) and path[-1] * path[-2] < 0,
        "does not move": (path == 1).all(),
    }
    assert seen.get(kind, abs(path[-1]) < 1e-9)


@pytest.mark.parametrize(
    ("state", "head_", "piece"),
    [
        (("momentum", 0.4, 0.8, [1]), "oscillates", "x stays below 0.01 from step 39 on"),
        (("momentum", 0.26, 0.25, [1]), "oscillates", "nearly met"),
        (("momentum", 0.4, 0.8, [0.1, 1]), "both directions keep the same pace", "both oscillate"),
        (("momentum", 1.5, 0.3, [0.1, 1]), "λ₁ sets the pace: overdamped", "step 17 on along λ₁"),
        (("momentum", 2.7, 0.3, [0.1, 1]), "diverges along λ₂", "outside the unit circle"),
        (("momentum", 0, 0.3, [0.1, 1]), "does not move", "neither dies away nor grows"),
        (("momentum", 0.001, 0, [0.1, 1]), "λ₁ sets the pace: overdamped", "not below 0.01 for good within 5,000"),
    ],
)
def test_the_verdict_says_what_happens(state, head_, piece, javascript):
    said = javascript(SOURCE, "(m, s) => m.momentumVerdict(...s)", state)
    assert said["head"] == head_
    assert piece in said["why"] + said["rest"]


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(Momentum()) == "Momentum(learning_rate=0.4, beta=0.8)"
    w = Momentum(curvatures=(0.1, 1), optimizer="nesterov", best=True, reach=2)
    assert repr(eval(repr(w))) == repr(w)
    assert "ρ = 0.894" in Momentum().fallback()
    assert "it diverges" in Momentum(learning_rate=4).fallback()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"beta": 1}, "beta is 1, expected a number in"),
        ({"learning_rate": -1}, "learning_rate is -1"),
        ({"curvatures": (1, 2, 3)}, "curvatures has 3 numbers, expected 1 or 2"),
        ({"curvatures": (0,)}, "curvatures is 0"),
        ({"curvatures": 1}, "curvatures has shape"),
        ({"optimizer": "adam"}, "optimizer is 'adam', expected one of 'momentum', 'nesterov'"),
        ({"lr": 1}, "Momentum has no lr"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        Momentum(**settings)


# ---- in the browser ----


def test_the_point_moves_by_the_keyboard_and_the_keys_stay_in_the_widget(show):
    with show(Momentum()) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        point = page.get_by_role("slider", name="η and β")
        assert value(page, "η and β") == "η = 0.4, β = 0.8"
        point.press("ArrowRight")
        assert value(page, "η and β") == "η = 0.42, β = 0.8"
        point.press("PageUp")
        assert value(page, "η and β") == "η = 0.42, β = 0.99"
        point.press("End")
        assert head(page) == "diverges"
        page.get_by_role("slider", name="momentum β").press("Home")
        assert value(page, "η and β") == "η = 4, β = 0"
        page.get_by_role("combobox", name="optimizer").select_option("nesterov")
        page.get_by_role("slider", name="curvature λ").press("Home")
        assert head(page) == "overdamped"
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


@pytest.mark.parametrize("touch", [False, True])
def test_the_point_is_dragged_or_tapped(touch, show):
    with show(Momentum(learning_rate=1, beta=0.5), has_touch=touch) as page:
        visit(page)
        x, y = center(page, "η and β")
        figure = page.locator("figure").first.bounding_box()
        right = 0.25 * (figure["width"] - 44)
        if touch:
            page.touchscreen.tap(x + right, y)
        else:
            drag(page, "η and β", right, 0)
        assert value(page, "η and β") in ("η = 1.99, β = 0.5", "η = 2, β = 0.5", "η = 2.01, β = 0.5")


def test_two_curvatures_have_a_slider_and_a_line_each(show):
    with show(Momentum(curvatures=(0.1, 1))) as page:
        visit(page)
        page.get_by_role("slider", name="curvature λ₁").press("End")
        rows = page.locator(".roots > div").all_inner_texts()
        assert rows[0].startswith("λ₁: −1.74 and −0.46 (diverges)") and rows[1] == "λ₂: 0.70 ± 0.56 i (oscillates)"
        assert head(page) == "diverges along λ₁"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(Momentum()) as page:
        visit(page)
        page.get_by_role("slider", name="η and β").press("ArrowRight")
        page.get_by_role("checkbox", name="mark the best point").check()
        page.get_by_text("best: η 1, β 0, ρ 0").wait_for()
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert "w1.learning_rate=0.42&w1.beta=0.8&w1.curvatures=1&w1.optimizer=momentum&w1.best=true" in address
    with show(Momentum()) as page:
        visit(page, address)
        assert value(page, "η and β") == "η = 0.42, β = 0.8"
        assert page.get_by_role("checkbox", name="mark the best point").is_checked()
        page.get_by_role("button", name="start over").click()
        assert value(page, "η and β") == "η = 0.4, β = 0.8"


def test_the_layout_fits_a_phone(show):
    with show(Momentum(curvatures=(0.1, 1)), width=320) as page:
        visit(page, browser.ADDRESS)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
