"""VectorExplorer: its arithmetic is that of dlmath, its verdicts are true, and it follows the hand."""

import numpy as np
import pytest

from dlmath import linear_algebra as la
from dlmath.widgets import VectorExplorer
from tests import browser
from tests.widgets.hand import head, settled, visit

SOURCE = VectorExplorer._esm
ORDERS = (1, 1.3, 2, 2.5, 7, 80, np.inf)


def vectors(n=60):
    """Random ones on the grid the hand moves on, and those where something might go wrong."""
    x = np.round(np.random.default_rng(4).uniform(-5, 5, (n, 2)), 1)
    special = [[1e-3, 0], [0, -4.9], [5, 5], [-5, 5], [0.1, 0.3], [-0.1, -0.3], [0.3, -0.1]]
    return np.concatenate([x[x.any(axis=1)], special])


# ---- the arithmetic ----------------------------------------------------------------------------------------


def test_norms_in_javascript_equal_those_of_dlmath(javascript):
    x = vectors()
    function = "(m, [xs, ps]) => xs.map((x) => ps.map((p) => m.norm(x, p || Infinity)))"
    norms = javascript(SOURCE, function, [x.tolist(), [0 if p == np.inf else p for p in ORDERS]])
    np.testing.assert_allclose(norms, [[la.norm(v, p) for p in ORDERS] for v in x], rtol=1e-12, atol=1e-9)
    assert javascript(SOURCE, "(m) => [m.norm([0, 0], 1), m.norm([0, 0], 2.5), m.norm([0, 0], Infinity)]") == [0, 0, 0]


def test_products_angles_and_projections_in_javascript_equal_those_of_dlmath(javascript):
    x = vectors()
    pairs = [(a, b) for a in x for b in x[::5]]
    function = "(m, ps) => ps.map(([a, b]) => [m.dot(a, b), m.cosine(a, b), m.angle(a, b), ...m.project(a, b)])"
    answers = javascript(SOURCE, function, [[a.tolist(), b.tolist()] for a, b in pairs])
    expected = [[la.dot(a, b), la.cosine_similarity(a, b), la.angle(a, b), *la.project(a, b)] for a, b in pairs]
    np.testing.assert_allclose(answers, expected, rtol=1e-12, atol=1e-9)


def test_the_edge_of_a_ball_has_the_length_it_is_drawn_for(javascript):
    for p in ORDERS:
        edge = javascript(SOURCE, f"(m) => m.ball(2.5, {'Infinity' if p == np.inf else p})")
        np.testing.assert_allclose([la.norm(x, p) for x in edge], 2.5, rtol=1e-12)
        corner = 2.5 * np.array([1, 1]) / 2 ** (1 / p)
        assert np.min(np.abs(np.array(edge) - corner).max(axis=1)) < 1e-12, "the corner must be a point of the edge"


def test_a_wrong_sign_in_the_projection_is_noticed(javascript):
    wrong = SOURCE.replace("return scale(dot(a, u), u);", "return scale(-dot(a, u), u);")
    assert wrong != SOURCE
    assert javascript(wrong, "(m) => m.project([2, 3], [4, 0])") != la.project([2.0, 3.0], [4.0, 0.0]).tolist()


# ---- the verdict -------------------------------------------------------------------------------------------

VERDICT = "(m, s) => m.verdict({ ...s, p: s.p || Infinity })"


@pytest.mark.parametrize(
    ("show", "a", "b", "p", "head", "why"),
    [
        ("angle", (3, 1), (1, 2), 2, "on the same side", "*a* · *b* = 5 > 0"),
        ("angle", (3, 1), (-1, 2), 2, "on opposite sides", "*a* · *b* = −1 < 0"),
        ("angle", (3, 1), (-1, 3), 2, "at right angles", "*a* · *b* = 0"),
        ("angle", (0.3, 0.1), (-0.1, 0.3), 2, "at right angles", "*a* · *b* = 0"),
        ("angle", (1, 2), (2, 4), 2, "the same direction", "*a* · *b* = 10 > 0"),
        ("angle", (1, 2), (-0.5, -1), 2, "opposite directions", "*a* · *b* = −2.5 < 0"),
        ("angle", (0, 0), (1, 2), 2, "no angle", "*a* is the zero vector, which points nowhere"),
        ("projection", (2, 3), (4, 0), 2, "the shadow is shorter than *b*", "t = 8 / 16 = 0.5"),
        ("projection", (4, 3), (2, 0), 2, "the shadow is longer than *b*", "t = 8 / 4 = 2"),
        ("projection", (2, 3), (2, 0), 2, "the shadow is as long as *b*", "t = 4 / 4 = 1"),
        ("projection", (-2, 3), (4, 0), 2, "the shadow points against *b*", "t = −8 / 16 = −0.5"),
        ("projection", (0, 3), (4, 0), 2, "no shadow", "t = 0 / 16 = 0"),
        ("projection", (2, 3), (0, 0), 2, "no line to project on", "*b* is the zero vector, which points nowhere"),
        ("balls", (3, 3), (4, 0), 1, "*a* is longer", "‖*a*‖_p = 6.00, ‖*b*‖_p = 4.00"),
        ("balls", (3, 3), (4, 0), 0, "*b* is longer", "‖*a*‖_p = 3.00, ‖*b*‖_p = 4.00"),
        ("balls", (3, 3), (4, 0), 2.41, "equally long", "‖*a*‖_p = 4.00, ‖*b*‖_p = 4.00"),
    ],
)
def test_verdicts_say_what_is_to_be_seen_and_the_numbers_for_it(show, a, b, p, head, why, javascript):
    answer = javascript(SOURCE, VERDICT, {"show": show, "a": a, "b": b, "p": p})
    assert (answer["head"], answer["why"]) == (head, why)


def test_sides_and_shadows_agree_with_dlmath_everywhere(javascript):
    x = vectors(25)
    pairs = [(a, b) for a in x for b in x]
    states = [
        {"show": show, "a": a.tolist(), "b": b.tolist(), "p": 2} for a, b in pairs for show in ("angle", "projection")
    ]
    heads = javascript(SOURCE, f"(m, states) => states.map((s) => ({VERDICT})(m, s).head)", states)
    for (a, b), side, shadow in zip(pairs, heads[::2], heads[1::2], strict=True):
        cosine = la.cosine_similarity(a, b)
        if abs(cosine) < 1e-9:
            assert (side, shadow) == ("at right angles", "no shadow")
        else:
            assert side in (
                ("on the same side", "the same direction")
                if cosine > 0
                else ("on opposite sides", "opposite directions")
            )
            assert ("against" in shadow) == (cosine < 0)


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(VectorExplorer()) == "VectorExplorer(a=(3.0, 1.0), b=(1.0, 2.0), show='angle')"
    widget = VectorExplorer(a=(1, 2), show="balls", p=3)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"a": (1, 2, 3)}, r"a has shape \(3,\), expected \(2,\)"),
        ({"b": (1, 9)}, "b is 9"),
        ({"show": "dot"}, "show is 'dot', expected one of 'angle', 'projection', 'balls'"),
        ({"p": 0.5}, "p is 0.5, expected a number"),
        ({"q": 1}, "VectorExplorer has no q, it has"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        VectorExplorer(**settings)


def test_infinity_travels_as_zero():
    widget = VectorExplorer(p=np.inf)
    assert widget.get_state()["p"] == 0
    widget.set_state({"p": 3})
    assert widget.p == 3
    widget.set_state({"p": 0, "a": [3, -4]})
    assert (widget.p, widget.lengths[0]) == (np.inf, 4)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "their dot product is 5 and the angle between them 45°"),
        ({"show": "projection"}, "the shadow of a on the line through b is (1, 2)"),
        ({"show": "balls", "p": np.inf}, "in the ∞-norm they are 3 and 2 long"),
        ({"b": (0, 0)}, "one of them is the zero vector, which has no direction"),
        ({"a": (0, 0), "show": "projection"}, "the shadow of a on the line through b is (0, 0)"),
    ],
)
def test_without_javascript_a_sentence_says_what_stands_here(settings, sentence):
    assert sentence in VectorExplorer(**settings).fallback()


# ---- in the browser ----------------------------------------------------------------------------------------


def arrow(page, name):
    return page.get_by_role("slider", name=f"arrow {name}")


def place(page, name):
    return arrow(page, name).get_attribute("aria-valuetext")


def plane(page):
    return page.get_by_role("group", name="the plane with the arrows a and b").bounding_box()


def at(box, x, y):
    """Where the point (x, y) of the plane is on the screen."""
    unit = box["width"] / 11.2
    return box["x"] + box["width"] / 2 + x * unit, box["y"] + box["height"] / 2 - y * unit


def test_a_mouse_drags_one_arrow_and_leaves_the_other(show):
    with show(VectorExplorer()) as page:
        visit(page)
        box = plane(page)
        page.mouse.move(*at(box, 1, 2))
        page.mouse.down()
        page.mouse.move(*at(box, -2, -4), steps=6)
        page.mouse.up()
        assert (place(page, "a"), place(page, "b")) == ("a = (3, 1)", "b = (−2, −4)")
        assert head(page) == "on opposite sides"


def test_an_arrow_stays_in_the_plane(show):
    with show(VectorExplorer()) as page:
        visit(page)
        box = plane(page)
        page.mouse.move(*at(box, 3, 1))
        page.mouse.down()
        page.mouse.move(*at(box, 30, -1), steps=4)
        page.mouse.up()
        assert place(page, "a") == "a = (5, −1)"


def test_a_finger_taps_and_the_nearest_arrow_comes(show):
    with show(VectorExplorer(), has_touch=True, width=390) as page:
        visit(page)
        page.touchscreen.tap(*at(plane(page), 4.5, -1))
        assert place(page, "b") == "b = (1, 2)"
        x, y = (float(v) for v in place(page, "a").replace("−", "-").replace("a = (", "").strip(")").split(", "))
        assert abs(x - 4.5) <= 0.1 and abs(y + 1) <= 0.1


def test_everything_can_be_done_with_the_keyboard(show):
    with show(VectorExplorer(a=(3, 3), b=(4, 0))) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        arrow(page, "b").focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Shift+ArrowLeft")
        assert place(page, "b") == "b = (3, 0.1)"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Shift+ArrowRight")
        page.get_by_role("combobox", name="show").select_option("balls")
        power = page.get_by_role("slider", name="power")
        power.focus()
        page.keyboard.press("End")
        assert power.get_attribute("aria-valuetext") == "∞"
        assert head(page) == "b is longer"
        page.keyboard.press("Home")
        assert head(page) == "a is longer"
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_the_power_slider_is_there_only_for_balls(show):
    with show(VectorExplorer()) as page:
        visit(page)
        assert page.get_by_role("slider", name="power").count() == 0
        page.get_by_role("combobox", name="show").select_option("balls")
        page.get_by_role("slider", name="power").wait_for()
        page.get_by_role("combobox", name="show").select_option("projection")
        assert page.get_by_role("slider", name="power").count() == 0


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(VectorExplorer()) as page:
        visit(page)
        page.get_by_role("combobox", name="show").select_option("balls")
        page.get_by_role("slider", name="power").press("End")
        arrow(page, "a").press("ArrowLeft")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert address.endswith("#w1.show=balls&w1.a=2.9,1&w1.b=1,2&w1.p=0")
    with show(VectorExplorer()) as page:
        visit(page, address)
        assert place(page, "a") == "a = (2.9, 1)"
        assert page.get_by_role("slider", name="power").get_attribute("aria-valuetext") == "∞"


@pytest.mark.parametrize("hash", ["w1.show=cube", "w1.p=0.5", "w1.p=-1", "w1.a=9,9", "w1.a=1", "w1._esm=alert(1)"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(VectorExplorer(a=(3, 1), show="projection")) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert place(page, "a") == "a = (3, 1)"
        assert head(page) == "the shadow is as long as b"


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(VectorExplorer()) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        arrow(page, "b").press("Shift+ArrowLeft")
        arrow(page, "b").press("Shift+ArrowLeft")
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("on opposite sides: a · b = −1 < 0")


def test_start_over_restores_what_the_page_began_with(show):
    with show(VectorExplorer(show="balls", p=np.inf)) as page:
        visit(page)
        before = page.locator(".verdict").inner_text()
        page.get_by_role("slider", name="power").press("Home")
        arrow(page, "a").press("Shift+ArrowUp")
        page.get_by_role("button", name="start over").click()
        assert page.locator(".verdict").inner_text() == before


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("what", ["angle", "projection", "balls"])
def test_it_fits_its_page(width, what, show):
    with show(VectorExplorer(a=(-4.8, -4.9), b=(-3.7, -4.6), show=what, p=1.3), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure, .numbers span):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
