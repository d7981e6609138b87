"""LowRank: its arithmetic is that of dlmath, its pictures are those of Python, and it follows the hand."""

import numpy as np
import pytest

from dlmath import linear_algebra as la
from dlmath.widgets import LowRank
from dlmath.widgets.low_rank import PICTURES
from tests import browser
from tests.widgets.hand import settled, visit

SOURCE = LowRank._esm
RNG = np.random.default_rng(5)
MATRICES = [
    np.array([[2.0]]),
    np.diag([3.0, 1.0, 2.0]),
    np.array([[1.0, 2.0], [2.0, 4.0]]),
    np.array([[1e-3, 1.0, 0.0], [5.0, 0.0, 1e3]]).T,
    *(RNG.normal(size=shape) for shape in [(2, 2), (5, 3), (6, 6), (9, 4)]),
    RNG.normal(size=(7, 2)) @ RNG.normal(size=(2, 5)),
]


def columns(matrices):
    return [A.T.tolist() for A in matrices]


# ---- the arithmetic ----------------------------------------------------------------------------------------


def test_singular_values_in_javascript_equal_those_of_dlmath(javascript):
    found = javascript(SOURCE, "(m, As) => As.map((A) => m.svd(A).s)", columns(MATRICES))
    for A, s in zip(MATRICES, found, strict=True):
        np.testing.assert_allclose(s, la.svd(A)[1], rtol=1e-9, atol=1e-9)


def test_pictures_of_low_rank_in_javascript_equal_those_of_dlmath(javascript):
    cases = [(A, k) for A in MATRICES for k in range(1, min(A.shape) + 1)]
    function = "(m, cases) => cases.map(([A, k]) => [...m.lowRank(m.svd(A), k)])"
    found = javascript(SOURCE, function, [(A.T.tolist(), k) for A, k in cases])
    for (A, k), values in zip(cases, found, strict=True):
        np.testing.assert_allclose(values, la.low_rank(A, k).ravel(), rtol=1e-9, atol=1e-9)


def test_error_and_energy_in_javascript_equal_those_of_dlmath(javascript):
    cases = [(A, k) for A in MATRICES for k in range(1, min(A.shape))]
    function = "(m, cases) => cases.map(([A, k]) => [m.error(m.svd(A).s, k), m.energy(m.svd(A).s, k)])"
    found = javascript(SOURCE, function, [(A.T.tolist(), k) for A, k in cases])
    for (A, k), (error, energy) in zip(cases, found, strict=True):
        expected = la.norm((A - la.low_rank(A, k)).ravel()) / la.norm(A.ravel())
        np.testing.assert_allclose([error, energy], [expected, 1 - expected**2], atol=1e-9)


def test_a_term_that_is_added_can_be_taken_away(javascript):
    function = """(m, A) => { const t = m.svd(A), sum = m.lowRank(t, 3); m.addTerm(t, 3, sum, -1); return [...sum]; }"""
    A = MATRICES[5]
    np.testing.assert_allclose(javascript(SOURCE, function, A.T.tolist()), la.low_rank(A, 2).ravel(), atol=1e-9)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_and_their_errors_are_those_of_python(name, javascript):
    function = """(m, name) => {
        const A = m.pixels(name), n = 128;
        const columns = Array.from({ length: n }, (_, j) => A.filter((_, p) => p % n === j));
        const { s } = m.svd(columns);
        return [[...A], [1, 2, 20, 64].map((k) => m.error(s, k))];
    }"""
    pixels, errors = javascript(SOURCE, function, name)
    np.testing.assert_array_equal(np.reshape(pixels, (128, 128)), LowRank(picture=name).A)
    expected = [LowRank(picture=name, k=k).error for k in (1, 2, 20, 64)]
    np.testing.assert_allclose(errors, expected, rtol=0, atol=1e-9)


def test_a_wrong_sign_is_noticed(javascript):
    wrong = SOURCE.replace("x[i] = c * a - s * b", "x[i] = c * a + s * b")
    assert wrong != SOURCE
    s = javascript(wrong, "(m, A) => m.svd(A).s", MATRICES[6].T.tolist())
    assert not np.allclose(s, la.svd(MATRICES[6])[1])


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(LowRank()) == "LowRank(picture='photograph', k=10)"
    widget = LowRank(picture="flag", k=2, shows="rest")
    assert repr(eval(repr(widget))) == repr(widget)


def test_a_flag_has_rank_two_and_a_slanted_edge_has_them_all():
    assert np.linalg.matrix_rank(LowRank(picture="flag").A) == 2
    assert np.linalg.matrix_rank(LowRank(picture="slanted edge").A) == 128


def test_the_error_is_the_distance_of_the_picture_of_low_rank():
    w = LowRank(k=20)
    expected = la.norm((w.A - la.low_rank(w.A, 20)).ravel()) / la.norm(w.A.ravel())
    assert w.error == pytest.approx(expected, abs=1e-12)
    assert w.energy == pytest.approx(1 - expected**2, abs=1e-12)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"k": 0}, "k is 0"),
        ({"k": 129}, "k is 129"),
        ({"k": 2.5}, "k is float 2.5"),
        ({"picture": "cat"}, "picture is 'cat', expected one of"),
        ({"shows": "all"}, "shows is 'all', expected one of"),
        ({"rank": 1}, "LowRank has no rank, it has picture, k, shows"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        LowRank(**settings)


def test_the_sentence_without_javascript_says_the_state():
    assert "put together from the 7 strongest of its 128 terms" in LowRank(k=7).fallback()


# ---- in the browser ----------------------------------------------------------------------------------------


def words(page):
    return page.locator(".verdict").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_the_keyboard_slides_the_rank_and_the_words_follow(show):
    with show(LowRank(picture="flag", k=1)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        assert "much is missing" in words(page)
        page.get_by_role("slider", name="rank").press("ArrowRight")
        settled(page)
        assert "nothing is missing: energy 100 %" in words(page)
        assert "514 numbers" in words(page)
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_another_picture_can_be_chosen_and_start_over_comes_back(show):
    with show(LowRank(k=20)) as page:
        visit(page)
        before = words(page)
        page.get_by_role("combobox", name="picture").select_option("slanted edge")
        page.get_by_role("combobox", name="shown").select_option("term")
        settled(page)
        assert words(page) != before
        page.get_by_role("button", name="start over").click()
        settled(page)
        assert words(page) == before


def test_the_picture_changes_with_the_rank(show):
    shot = "() => document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')[1].toDataURL()"
    with show(LowRank(k=1)) as page:
        visit(page)
        first = page.evaluate(shot)
        slider = page.get_by_role("slider", name="rank")
        slider.press("End")
        settled(page)
        assert page.evaluate(shot) != first
        slider.press("Home")
        settled(page)
        assert page.evaluate(shot) == first


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(LowRank()) as page:
        visit(page)
        page.get_by_role("slider", name="rank").press("ArrowRight")
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(LowRank()) as page:
        visit(page, address)
        assert page.get_by_role("slider", name="rank").get_attribute("aria-valuetext") == "11"


@pytest.mark.parametrize("hash", ["w1.k=0", "w1.k=2.5", "w1.k=many", "w1.picture=cat", "w1.shows=all"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(LowRank()) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert page.get_by_role("slider", name="rank").get_attribute("aria-valuetext") == "10"


def test_the_layout_fits_a_phone(show):
    with show(LowRank(), width=320) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
