"""LinearMap: its arithmetic is that of dlmath, its verdicts are true, and mouse, finger and keyboard move it."""

import itertools

import numpy as np
import pytest
import traitlets
from axe_playwright_python.sync_playwright import Axe

from dlmath import linear_algebra as la
from dlmath.widgets import LinearMap
from tests import browser
from tests.widgets.hand import settled, visit

SOURCE = LinearMap._esm
RNG = np.random.default_rng(5)
NAMED = {
    "identity": np.eye(2),
    "turn": la.rotation(np.pi / 6),
    "half turn": -np.eye(2),
    "mirror": np.array([[0.0, 1.0], [1.0, 0.0]]),
    "shear": np.array([[1.0, 0.5], [0.0, 1.0]]),
    "stretch": np.diag([2.0, 0.5]),
    "upright": np.array([[1.0, 0.0], [2.0, -3.0]]),
    "flat": np.array([[1.0, 0.5], [2.0, 1.0]]),
    "nothing": np.zeros((2, 2)),
}
MATRICES = [*NAMED.values(), *RNG.uniform(-3, 3, size=(60, 2, 2))]


def flat(matrices):
    return [A.ravel().tolist() for A in matrices]


# ---- the arithmetic ----------------------------------------------------------------------------------------


def test_products_in_javascript_equal_those_of_dlmath(javascript):
    pairs = list(itertools.pairwise(MATRICES))
    products = javascript(SOURCE, "(m, pairs) => pairs.map(([A, B]) => m.product(A, B))", [flat(p) for p in pairs])
    expected = [la.matmul(A, B).ravel() for A, B in pairs]
    np.testing.assert_allclose(products, expected, rtol=0, atol=1e-9)


def test_images_in_javascript_equal_those_of_dlmath(javascript):
    x = RNG.uniform(-3, 3, size=(len(MATRICES), 2))
    images = javascript(SOURCE, "(m, [As, xs]) => As.map((A, k) => m.image(A, xs[k]))", [flat(MATRICES), x.tolist()])
    expected = [la.affine(v, A, np.zeros(2)) for v, A in zip(x, MATRICES, strict=True)]
    np.testing.assert_allclose(images, expected, rtol=0, atol=1e-9)


def test_determinants_in_javascript_equal_those_of_dlmath_and_of_python(javascript):
    determinants = javascript(SOURCE, "(m, As) => As.map(m.determinant)", flat(MATRICES))
    np.testing.assert_allclose(determinants, [la.determinant(A) for A in MATRICES], rtol=0, atol=1e-9)
    np.testing.assert_allclose(determinants, [LinearMap(matrix=A).determinant for A in MATRICES], rtol=0, atol=1e-9)


def test_inverses_and_turns_in_javascript_equal_those_of_dlmath(javascript):
    regular = [A for A in MATRICES if abs(la.determinant(A)) > 1e-2]
    inverses = javascript(SOURCE, "(m, As) => As.map(m.inverse)", flat(regular))
    np.testing.assert_allclose(inverses, [la.inverse(A).ravel() for A in regular], rtol=1e-9, atol=1e-9)
    angles = np.linspace(-4, 4, 33)
    turns = javascript(SOURCE, "(m, ts) => ts.map(m.rotation)", angles.tolist())
    np.testing.assert_allclose(turns, [la.rotation(t).ravel() for t in angles], rtol=0, atol=1e-9)


def test_orthogonal_matrices_in_javascript_are_those_of_dlmath(javascript):
    nearly = [la.rotation(0.3) + 1e-3, np.array([[1.0, 0.0], [1.0, 0.0]]), 2 * la.rotation(1.0)]
    matrices = MATRICES + nearly
    found = javascript(SOURCE, "(m, As) => As.map(m.isOrthogonal)", flat(matrices))
    assert found == [la.is_orthogonal(A) for A in matrices]
    assert 3 < sum(found) < 10


def test_kept_directions_are_kept_with_their_factor(javascript):
    for A, found in zip(MATRICES, javascript(SOURCE, "(m, As) => As.map(m.eigen)", flat(MATRICES)), strict=True):
        values = np.linalg.eigvals(A)
        assert bool(found["values"]) == bool(np.isrealobj(values)), A
        for value, vector in zip(found["values"], found["vectors"], strict=True):
            np.testing.assert_allclose(A @ vector, np.multiply(value, vector), rtol=0, atol=1e-9)
            np.testing.assert_allclose(np.linalg.norm(vector), 1, rtol=0, atol=1e-12)
            assert vector[0] > -1e-12
            assert np.min(np.abs(values - value)) < 1e-7
        expected = LinearMap(matrix=A).eigenvalues
        np.testing.assert_allclose(sorted(set(found["values"])), sorted(set(expected)), rtol=0, atol=1e-9)


def test_symmetric_matrices_keep_what_eigh_of_dlmath_finds(javascript):
    symmetric = [A + A.T for A in RNG.uniform(-1, 1, size=(30, 2, 2))]
    for A, found in zip(symmetric, javascript(SOURCE, "(m, As) => As.map(m.eigen)", flat(symmetric)), strict=True):
        values, Q = la.eigh(A)
        np.testing.assert_allclose(found["values"], np.sort(values)[::-1], rtol=0, atol=1e-9)
        for value, vector in zip(found["values"], found["vectors"], strict=True):
            q = Q[:, np.argmin(np.abs(values - value))]
            np.testing.assert_allclose(abs(q @ vector), 1, rtol=0, atol=1e-9)


def test_a_wrong_sign_is_noticed(javascript):
    wrong = SOURCE.replace("a * d - b * c", "a * d + b * c")
    assert wrong != SOURCE
    determinants = javascript(wrong, "(m, As) => As.map(m.determinant)", flat(MATRICES))
    assert not np.allclose(determinants, [la.determinant(A) for A in MATRICES])


@pytest.mark.parametrize(
    ("name", "head", "rest"),
    [
        ("identity", "nothing moves", "Every direction is kept, with the factor 1."),
        ("turn", "turned by 30° counterclockwise", "No direction is kept."),
        ("half turn", "turned by 180°", "Every direction is kept, with the factor −1."),
        ("mirror", "turned over", "(0.71, 0.71) with the factor 1 and (0.71, −0.71) with the factor −1."),
        ("shear", "areas stay", "One direction is kept: (1, 0), with the factor 1."),
        ("stretch", "areas stay", "(1, 0) with the factor 2 and (0, 1) with the factor 0.5."),
        ("upright", "turned over", "with the factor 1 and (0, 1) with the factor −3."),
        ("flat", "the plane is flattened onto a line", "with the factor 0."),
        ("nothing", "everything lands in one point", "Every direction is kept, with the factor 0."),
    ],
)
def test_the_verdict_says_what_the_matrix_does(name, head, rest, javascript):
    said = javascript(SOURCE, "(m, A) => m.verdict(A)", NAMED[name].ravel().tolist())
    assert said["head"] == head
    assert said["rest"].replace("\N{NO-BREAK SPACE}", " ").endswith(rest)


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    widget = LinearMap(matrix=[[1, 1], [0, 1]], circle=True)
    assert repr(widget) == "LinearMap(matrix=((1.0, 1.0), (0.0, 1.0)), circle=True)"
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"matrix": [[1, 2, 3]]}, r"matrix has shape \(1, 3\), expected \(2, 2\)"),
        ({"matrix": [[1, 2], [3, 4]]}, "matrix is 4, expected a number in"),
        ({"matrix": [[1, np.nan], [0, 1]]}, "matrix holds nan"),
        ({"x": (1, 5)}, "x is 5, expected"),
        ({"circle": 1.5}, "circle is 1.5, expected one of True, False"),
        ({"A": np.eye(2)}, "LinearMap has no A, it has matrix,"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        LinearMap(**settings)


def test_what_a_reader_moves_is_seen_in_python():
    widget, seen = LinearMap(), []
    widget.observe(lambda change: seen.append(change.new), "matrix")
    assert widget.get_state()["matrix"] == [1.0, 0.5, 0.0, 1.0]
    widget.set_state({"matrix": [2, 0, 1, 2]})
    assert widget.matrix == ((2.0, 0.0), (1.0, 2.0))
    assert seen == [widget.matrix]
    with pytest.raises((traitlets.TraitError, ValueError)):
        widget.set_state({"matrix": [9, 0, 1, 2]})


def test_the_sentence_without_javascript_says_the_state():
    assert "rows (2, 0) and (0, 1), which makes areas 2 times" in LinearMap(matrix=[[2, 0], [0, 1]]).fallback()


# ---- in the browser ----------------------------------------------------------------------------------------


def matrix(page):
    cells = page.get_by_role("group", name="the matrix A").get_by_role("spinbutton")
    return [float(cells.nth(k).input_value()) for k in range(4)]


def handle(page, name):
    box = page.get_by_role("slider", name=name, exact=True).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def unit(page):
    """Pixels per unit, from the images of the unit vectors under the identity."""
    return handle(page, "image of e₁")[0] - handle(page, "image of e₂")[0]


def test_a_mouse_drags_a_column_and_the_words_follow(show):
    with show(LinearMap(matrix=np.eye(2))) as page:
        visit(page)
        size, (x, y) = unit(page), handle(page, "image of e₂")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 1.27 * size, y - 0.48 * size, steps=6)
        page.mouse.up()
        settled(page)
        a, b, c, d = matrix(page)
        assert (a, c) == (1, 0)
        np.testing.assert_allclose([b, d], [1.27, 1.5], atol=0.02)
        assert d == 1.5, "a dragged point catches at halves"
        assert "areas become 1.5 times as large" in page.locator(".verdict").inner_text()


def test_a_mouse_anywhere_in_the_plane_moves_the_nearer_column(show):
    with show(LinearMap(matrix=np.eye(2))) as page:
        visit(page)
        size, (x, y) = unit(page), handle(page, "image of e₁")
        page.mouse.click(x + size, y + size)
        settled(page)
        assert matrix(page) == [2, 0, -1, 1]


def test_a_finger_taps_and_drags(show):
    with show(LinearMap(matrix=np.eye(2)), has_touch=True, width=390) as page:
        visit(page)
        size, (x, y) = unit(page), handle(page, "image of e₂")
        page.touchscreen.tap(x - size, y)
        settled(page)
        assert matrix(page) == [1, -1, 0, 1]
        finger = page.context.new_cdp_session(page)
        x, y = handle(page, "image of e₁")
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for k in range(1, 6):
            at = {"x": x + size * k / 5, "y": y}
            finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        settled(page)
        assert matrix(page) == [2, -1, 0, 1]


def test_everything_can_be_done_with_the_keyboard(show):
    with show(LinearMap(matrix=np.eye(2)), still=True) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        point = page.get_by_role("slider", name="image of e₁", exact=True)
        point.press("Shift+ArrowRight")
        point.press("ArrowUp")
        settled(page)
        assert matrix(page) == [1.5, 0, 0.05, 1]
        cell = page.get_by_role("spinbutton", name="row 2, column 1")
        cell.fill("-2")
        settled(page)
        assert matrix(page) == [1.5, 0, -2, 1]
        assert "(1.5, −2)" in point.get_attribute("aria-valuetext").replace("\N{NO-BREAK SPACE}", " ")
        cell.press("ArrowUp")
        settled(page)
        assert matrix(page)[2] == -1.9
        page.get_by_role("button", name="then mirror").press("Enter")
        settled(page)
        assert matrix(page) == [-1.5, 0, -1.9, 1]
        page.get_by_role("checkbox", name="a vector x").press("Space")
        settled(page)
        page.get_by_role("slider", name="x", exact=True).press("ArrowLeft")
        settled(page)
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_an_entry_takes_a_comma_says_what_it_expects_and_changes_nothing_while_it_is_wrong(show):
    with show(LinearMap(matrix=np.eye(2))) as page:
        visit(page)
        cell, said = page.get_by_role("spinbutton", name="row 2, column 2"), page.get_by_role("alert")
        cell.fill("2,5")
        assert page.locator(".det strong").inner_text() == "2.5"
        for wrong in ("7", "two", "1e0", "2.5.1"):
            cell.fill(wrong)
            assert said.inner_text() == "a number from −3 to 3"
            assert (cell.input_value(), cell.get_attribute("aria-invalid")) == (wrong, "true")
            assert page.locator(".det strong").inner_text() == "2.5"
        for half in ("", "-"):
            cell.fill(half)
            assert (cell.input_value(), said.count()) == (half, 0)
        cell.press("Tab")
        settled(page)
        assert matrix(page) == [1, 0, 0, 2.5]
        cell.press("ArrowUp")
        settled(page)
        assert matrix(page) == [1, 0, 0, 2.6]


def test_buttons_multiply_from_the_left(show):
    turn, shear = la.rotation(np.pi / 6), np.array([[1, 0.5], [0, 1]])
    for order, expected in ((("turn 30°", "shear"), shear @ turn), (("shear", "turn 30°"), turn @ shear)):
        with show(LinearMap(matrix=np.eye(2)), still=True) as page:
            visit(page)
            for name in order:
                page.get_by_role("button", name=f"then {name}").click()
            settled(page)
            np.testing.assert_allclose(matrix(page), expected.ravel(), atol=0.005)


def test_a_button_moves_the_plane_smoothly_and_arrives(show):
    with show(LinearMap(matrix=np.eye(2))) as page:
        visit(page)
        start = handle(page, "image of e₁")
        page.get_by_role("button", name="then turn 30°").click()
        settled(page)
        between = handle(page, "image of e₁")
        page.wait_for_timeout(700)
        end = handle(page, "image of e₁")
        assert end[1] < between[1] < start[1] + 1e-6
        assert page.locator(".verdict strong").inner_text() == "turned by 30° counterclockwise"


def test_invert_undoes_and_is_refused_where_nothing_can(show):
    with show(LinearMap(matrix=[[2, 1], [0, 1]]), LinearMap(matrix=[[1, 0.5], [2, 1]]), still=True) as page:
        visit(page)
        first, second = page.locator(".dlmath-alive").nth(0), page.locator(".dlmath-alive").nth(1)
        first.get_by_role("button", name="invert").click()
        settled(page)
        assert matrix(first) == [0.5, -0.5, 0, 1]
        assert second.get_by_role("button", name="invert").is_disabled()
        assert first.get_by_role("button", name="then stretch").is_enabled()


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(LinearMap()) as page:
        visit(page)
        page.get_by_role("spinbutton", name="row 2, column 2").fill("-1.5")
        page.get_by_role("checkbox", name="unit circle").check()
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert "#w1.matrix=1,0.5,0,-1.5&" in address
    with show(LinearMap()) as page:
        visit(page, address)
        assert matrix(page) == [1, 0.5, 0, -1.5]
        assert page.get_by_role("checkbox", name="unit circle").is_checked()


@pytest.mark.parametrize("hash", ["w1.matrix=1,2,3", "w1.matrix=1,2,3,4", "w1.matrix=1,x,0,1", "w1.grid=maybe"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(LinearMap()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert matrix(page) == [1, 0.5, 0, 1]


def test_the_kept_directions_are_told_to_those_who_ask(show):
    with show(LinearMap(matrix=[[1.5, 0.5], [0.5, 1.5]], vector=True)) as page:
        visit(page)
        assert "kept" not in page.locator(".verdict").inner_text()
        page.get_by_role("checkbox", name="kept directions").check()
        assert "Two directions are kept" in page.locator(".verdict").inner_text()


def test_start_over_restores_what_the_page_began_with(show):
    with show(LinearMap(), still=True) as page:
        visit(page)
        page.get_by_role("button", name="then mirror").click()
        page.get_by_role("button", name="start over").click()
        settled(page)
        assert matrix(page) == [1, 0.5, 0, 1]


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(LinearMap(matrix=np.eye(2)), still=True) as page:
        visit(page)
        live = page.locator("[aria-live]")
        assert live.inner_text() == ""
        page.get_by_role("button", name="then mirror").click()
        page.wait_for_timeout(800)
        assert live.text_content().startswith("turned over: lengths and angles stay")


def test_the_layout_fits_a_phone(show):
    with show(LinearMap(directions=True, vector=True), width=320) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("dark", [False, True])
def test_there_is_no_serious_fault_of_accessibility(dark, show):
    with show(LinearMap(circle=True, directions=True, vector=True), dark=dark) as page:
        visit(page)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
