"""EntropyBars: its entropies are those of dlmath, its bars add up to 1, its words are true, it follows the hand."""

import numpy as np
import pytest

from dlmath import information
from dlmath.widgets import EntropyBars
from dlmath.widgets.entropy_bars import BASES
from tests import browser, opened
from tests.widgets.hand import settled

SOURCE = EntropyBars._esm
rng = np.random.default_rng(0)
LOOSE = [(0.5, 0.25, 0.125, 0.125), (0.25,) * 4, (1.0, 0.0, 0.0, 0.0), (0.0, 0.5, 0.5, 0.0), (0.97, 0.01, 0.01, 0.01)]
LOOSE += [(1e-12, 0.5, 0.25, 0.25 - 1e-12), *(tuple(rng.dirichlet(np.ones(4)).tolist()) for _ in range(12))]
PAIRS = [(p, q, unit) for p in LOOSE for q in LOOSE for unit in BASES]


# ---- the arithmetic ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("crossEntropy", information.cross_entropy),
        ("divergence", information.kl_divergence),
        ("entropy", lambda p, q, base: information.entropy(p, base)),
    ],
)
def test_entropies_in_javascript_equal_those_of_dlmath(name, function, javascript):
    script = f"""(m, pairs) => pairs.map(([p, q, unit]) => m.{name}(p, ...m.{name}.length === 3 ? [q] : [], unit))
        .map((v) => (v === Infinity ? "∞" : v))"""
    found = [np.inf if v == "∞" else v for v in javascript(SOURCE, script, PAIRS)]
    np.testing.assert_allclose(found, [function(p, q, BASES[unit]) for p, q, unit in PAIRS], rtol=1e-9, atol=1e-9)


def test_surprises_in_javascript_equal_those_of_python(javascript):
    script = """(m, pairs) => pairs.map(([, q, unit]) => q.map((v) => m.surprise(v, unit)))
        .map((all) => all.map((s) => (s === Infinity ? -1 : s)))"""
    found = np.array(javascript(SOURCE, script, PAIRS))
    expected = np.array([EntropyBars(q=q, unit=unit).surprise for _, q, unit in PAIRS])
    np.testing.assert_allclose(found, np.where(np.isinf(expected), -1, expected), rtol=1e-9, atol=1e-9)


def test_a_moved_bar_takes_from_the_others_in_proportion_and_the_sum_stays_one(javascript):
    moves = [(p, i, v) for p in LOOSE for i in range(4) for v in (0, 0.013, 0.2, 0.5, 0.77, 1, -3, 4)]
    for (p, i, v), moved in zip(
        moves, javascript(SOURCE, "(m, all) => all.map((a) => m.withBar(...a))", moves), strict=True
    ):
        v = min(max(v, 0), 1)
        assert moved[i] == v
        thousandths = np.array(moved) * 1000
        assert thousandths == pytest.approx(np.rint(thousandths), abs=1e-9)
        assert np.rint(thousandths).sum() == 1000
        others = np.delete(p, i)
        shares = others / others.sum() if others.sum() > 0 else np.full(3, 1 / 3)
        np.testing.assert_allclose(np.delete(moved, i), shares * (1 - v), atol=1e-3)


def test_a_wrong_sign_is_noticed(javascript):
    wrong = SOURCE.replace("0 - Math.log(probability)", "0 + Math.log(probability)")
    assert wrong != SOURCE
    assert javascript(wrong, "(m) => m.entropy([0.5, 0.5, 0, 0], 'bits')") == -1


# ---- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "q", "unit", "head", "why"),
    [
        ((0.5, 0.25, 0.125, 0.125), (0.25,) * 4, "bits", "0.25 bits are wasted on every draw", "by 2 bits on average"),
        ((0.5, 0.5, 0, 0), (0.5, 0.5, 0, 0), "nats", "nothing is wasted", "q is p"),
        ((0.5, 0.499, 0.001, 0), (0.5, 0.498, 0.002, 0), "bits", "nothing is wasted", "q is nearly p"),
        ((0.5, 0, 0.25, 0.25), (0.5, 0.5, 0, 0), "bits", "an infinite surprise", "q rules out c and d, which p lets"),
        ((1, 0, 0, 0), (0.5, 0.5, 0, 0), "nats", "0.6931 nats are wasted on every draw", "by 0.6931 nats"),
    ],
)
def test_verdicts_are_true(p, q, unit, head, why, javascript):
    answer = javascript(SOURCE, "(m, s) => m.verdict(s)", {"p": p, "q": q, "unit": unit})
    assert answer["head"] == head
    assert why in answer["why"]


# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(EntropyBars()) == "EntropyBars(p=(0.5, 0.25, 0.125, 0.125), q=(0.25, 0.25, 0.25, 0.25))"
    other = EntropyBars(p=(1, 0, 0, 0), unit="nats")
    assert repr(eval(repr(other))) == repr(other)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"p": (0.5, 0.5)}, "p has shape"),
        ({"p": (0.5, 0.5, 0.5, -0.5)}, "p holds -0.5"),
        ({"q": (0.5, 0.5, 0.5, 0.5)}, "q sums to 2"),
        ({"unit": "bit"}, "unit is 'bit'"),
        ({"r": 1}, "EntropyBars has no r"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        EntropyBars(**settings)


def test_what_python_reads_back_is_what_dlmath_computes():
    w = EntropyBars(p=(0.5, 0.5, 0, 0), q=(0.25, 0.25, 0.25, 0.25))
    assert (w.entropy, w.divergence, w.cross_entropy, w.surprise.tolist()) == (1, 1, 2, [2, 2, 2, 2])
    w.q = (1, 0, 0, 0)
    assert (w.divergence, w.surprise[1]) == (np.inf, np.inf)
    assert w.describe().endswith("H(p, q) = ∞ bits, of which ∞ are KL(p ‖ q).")


# ---- the hand ----------------------------------------------------------------------------------------------


def bar(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def spoken(page, name="p of a"):
    return bar(page, name).get_attribute("aria-valuetext")


def sums(page):
    return page.locator(".sums > :nth-child(even)").all_inner_texts()


def test_keys_move_a_bar_and_the_others_give_way(show):
    with show(EntropyBars()) as page:
        page.goto(browser.ADDRESS)
        opened.settle(page)
        bar(page, "p of a").press("ArrowLeft")
        settled(page)
        assert spoken(page) == "0.49, surprise 1.029 bits"
        assert spoken(page, "p of b") == "0.255, surprise 1.971 bits"
        bar(page, "p of a").press("End")
        settled(page)
        assert [spoken(page, f"p of {x}").split(",")[0] for x in "abcd"] == ["1", "0", "0", "0"]
        assert sums(page) == ["0 bits", "2 bits", "2 bits"]
        bar(page, "q of a").press("Home")
        settled(page)
        assert sums(page) == ["0 bits", "∞ bits", "∞ bits"]
        assert "an infinite surprise" in page.locator(".verdict").inner_text()
        assert bar(page, "q of a").get_attribute("aria-valuenow") == "0"


def test_the_mouse_drags_the_end_of_a_bar(show):
    with show(EntropyBars()) as page:
        page.goto(browser.ADDRESS)
        opened.settle(page)
        box = bar(page, "q of c").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 3, steps=5)
        page.mouse.up()
        assert 0.3 < float(bar(page, "q of c").get_attribute("aria-valuenow")) < 0.6
        assert spoken(page, "p of c") == "0.125, surprise 3 bits"


def test_a_finger_taps_a_bar_to_another_length(show):
    with show(EntropyBars(), width=390, has_touch=True, is_mobile=True) as page:
        page.goto(browser.ADDRESS)
        opened.settle(page)
        box = bar(page, "p of d").bounding_box()
        page.touchscreen.tap(box["x"] + 120, box["y"] + box["height"] / 2)
        assert float(bar(page, "p of d").get_attribute("aria-valuenow")) > 0.4
        assert spoken(page, "q of d").startswith("0.25,")


def test_buttons_and_units_do_what_they_say(show):
    with show(EntropyBars()) as page:
        page.goto(browser.ADDRESS)
        opened.settle(page)
        assert sums(page) == ["1.75 bits", "0.25 bits", "2 bits"]
        page.get_by_role("button", name="swap p and q").click()
        settled(page)
        assert sums(page) == ["2 bits", "0.25 bits", "2.25 bits"]
        page.get_by_role("combobox", name="unit").select_option("nats")
        settled(page)
        assert sums(page) == ["1.386 nats", "0.1733 nats", "1.56 nats"]
        page.get_by_role("button", name="make q equal to p").click()
        settled(page)
        assert sums(page) == ["1.386 nats", "0 nats", "1.386 nats"]
        page.get_by_role("button", name="start over").click()
        settled(page)
        assert sums(page) == ["1.75 bits", "0.25 bits", "2 bits"]


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(EntropyBars()) as page:
        page.goto(browser.ADDRESS)
        opened.settle(page)
        bar(page, "q of b").press("Shift+ArrowRight")
        page.get_by_role("combobox", name="unit").select_option("nats")
        settled(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address, found = page.url, sums(page)
    with show(EntropyBars()) as page:
        page.goto(address)
        opened.settle(page)
        settled(page)
        assert sums(page) == found


@pytest.mark.parametrize("hash", ["w1.p=1,1,0,0", "w1.p=1,0,0", "w1.q=0.5,0.5,0.5,-0.5", "w1.unit=bit", "w1.q=a,b,c,d"])
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(EntropyBars()) as page:
        page.goto(f"{browser.ADDRESS}#{hash}")
        opened.settle(page)
        assert sums(page) == ["1.75 bits", "0.25 bits", "2 bits"]
