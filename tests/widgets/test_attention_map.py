"""AttentionMap: the page adds and looks as dlmath does; its network adds rightly; the mouse, a finger and the keys."""

import numpy as np
import pytest

from dlmath import attention, mlp
from dlmath.widgets import AttentionMap
from dlmath.widgets import attention_map as python
from tests.widgets.hand import head, settled, visit
from tools import train_transformer

SOURCE = AttentionMap._esm


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"a": 100}, "a is 100, expected an integer from 0 to 99"),
        ({"b": -1}, "b is -1"),
        ({"a": 1.5}, "a is float"),
        ({"query": 0}, "query is 0, expected an integer from 1 to 8"),
        ({"head": 9}, "head is 9, expected an integer from 0 to 8"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        AttentionMap(**settings)


def test_its_network_gets_every_sum_right():
    assert train_transformer.right(python.trained(), train_transformer.sums()) > 0.999


def test_its_network_has_as_many_parameters_as_the_lesson_counts():
    expected = attention.count_transformer_parameters(n_tokens=12, d=32, n_hidden=64, n_blocks=1)
    assert mlp.count_parameters(python.trained()) == expected


def test_the_shares_of_the_table_are_those_of_three_seeds():
    assert list(python.SHARES) == list(train_transformer.SEEDS)
    assert min(python.SHARES.values()) > 0.95


def test_its_sentence_tells_the_answer_and_who_looks():
    said = AttentionMap(a=7, b=5, query=6, head=3).describe()
    assert "answers 7 + 5 with 12" in said
    assert "In head 3, position 6 (=) looks most at position" in said


# ---- the arithmetic of the page


def test_the_page_adds_and_looks_as_python_does(javascript):
    cases = [[47, 85], [0, 0], [99, 99], [5, 95], [10, 9], [73, 28], [38, 61]]
    found = javascript(SOURCE, "(m, cases) => cases.map((c) => m.added(...c))", cases)
    for (a, b), page in zip(cases, found, strict=True):
        widget = AttentionMap(a=a, b=b)
        np.testing.assert_array_equal(page["tokens"], widget.tokens)
        np.testing.assert_allclose(page["weights"], widget.weights, atol=1e-9)


def test_the_page_has_the_logits_of_dlmath(javascript):
    rows = np.random.default_rng(0).integers(12, size=(20, 8))
    found = javascript(SOURCE, "(m, rows) => rows.map((r) => m.transformer(r).logits)", rows.tolist())
    logits, _ = attention.transformer(python.trained(), rows, python.N_HEADS, attention.causal_mask(8))
    np.testing.assert_allclose(found, logits, rtol=1e-9, atol=1e-9)


def test_a_wrong_sum_is_said_to_be_wrong(javascript):
    tokens, row = [4, 7, 10, 8, 5, 11, 2, 2, 1], [0.5, 0.3, 0.05, 0.15, 0, 0, 0, 0]
    said = javascript(SOURCE, "(m, c) => m.told(...c)", [47, 85, tokens, row, 6, 2])
    assert (said["tone"], said["head"]) == ("error", "47 + 85 is 132, not 122")
    assert said["why"] == (
        "At = (equals), where it writes the units, 2, head 2 looks at 4 (tens of a) 50%, 7 (units of a) 30%, "
        "8 (tens of b) 15%."
    )


# ---- the hand


def why(page):
    settled(page)
    return page.locator(".verdict").inner_text().split("\n")[1]


def test_typing_a_number_changes_the_sum(show):
    with show(AttentionMap()) as page:
        visit(page)
        assert head(page) == "47 + 85 = 132, which is right"
        page.get_by_role("spinbutton", name="number a").fill("6")
        settled(page)
        assert head(page) == "6 + 85 = 91, which is right"
        page.get_by_role("spinbutton", name="number b").press("ArrowUp")
        settled(page)
        assert head(page) == "6 + 86 = 92, which is right"


def test_a_token_looks_while_the_mouse_is_on_it_and_goes_on_after_a_press(show):
    with show(AttentionMap()) as page:
        visit(page)
        token = page.get_by_role("button", name="position 2, units of a")
        token.hover()
        assert why(page).startswith("At 7 (units of a) the mean")
        page.mouse.move(1, 1)
        assert why(page).startswith("At = (equals)")
        token.click()
        page.mouse.move(1, 1)
        token.blur()
        assert why(page).startswith("At 7 (units of a)")


def test_the_keyboard_reaches_tokens_and_maps(show):
    with show(AttentionMap()) as page:
        visit(page)
        page.get_by_role("button", name="position 7").focus()
        assert why(page).startswith("At 2 (units), where it writes the tens, 3, the mean")
        page.get_by_role("button", name="map of head 2").press("Enter")
        assert "head 2 looks" in why(page)
        assert page.get_by_role("combobox", name="who looks").input_value() == "2"
        page.get_by_role("button", name="map of head 2").press("Enter")
        assert "mean of all heads" in why(page)


def test_a_finger_chooses_token_and_head(show):
    with show(AttentionMap(), width=390, height=844, has_touch=True, is_mobile=True) as page:
        visit(page)
        page.get_by_role("button", name="position 8").tap()
        page.get_by_role("button", name="map of head 5").tap()
        assert why(page).startswith("At 3 (tens), where it writes the hundreds, 1, head 5 looks")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(AttentionMap(), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        figure = page.locator("figure").bounding_box()
        for element in page.locator(".who button").all():
            box = element.bounding_box()
            assert box["x"] >= figure["x"] - 1
            assert box["x"] + box["width"] <= figure["x"] + figure["width"] + 1
            assert box["y"] + box["height"] <= figure["y"] + figure["height"] + 1
