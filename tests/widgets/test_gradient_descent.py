"""GradientDescent: what Python sets and reads, and what mouse, finger and keyboard do."""

import numpy as np
import pytest

from dlmath.widgets import GradientDescent
from dlmath.widgets import gradient_descent as python
from tests import browser
from tests.widgets.hand import settled, visit

# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    widget = GradientDescent(loss="ravine", learning_rate=0.1)
    assert repr(widget) == "GradientDescent(loss='ravine', optimizer='gradient_descent', learning_rate=0.1)"
    widget = GradientDescent(loss="saddle", start=(1, 2), race=True)
    assert repr(eval(repr(widget))) == repr(widget)
    assert "start=(1.0, 2.0)" in repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"loss": "hill"}, "loss is 'hill', expected one of 'ravine', 'bowl'"),
        ({"learning_rate": 0}, "learning_rate is 0, expected a number in"),
        ({"learning_rate": "big"}, "learning_rate is str 'big', expected a number"),
        ({"start": (1, 2, 3)}, r"start has shape \(3,\), expected \(2,\)"),
        ({"start": (1, np.nan)}, "start holds nan"),
        ({"eigenvalues": (1, 99)}, "eigenvalues is 99, expected"),
        ({"steps": 1.5}, "steps is float 1.5, expected an integer"),
        ({"steps": 5000}, "steps is 5000, expected an integer from 1 to 1000"),
        ({"beta": 1}, "beta is 1, expected a number in"),
        ({"race": "yes"}, "race is 'yes', expected one of True, False"),
        ({"lr": 0.1}, "GradientDescent has no lr, it has loss,"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        GradientDescent(**settings)
    widget, [(name, value)] = GradientDescent(), settings.items()
    if widget.has_trait(name):
        with pytest.raises((TypeError, ValueError), match=sentence):
            setattr(widget, name, value)


def test_what_a_reader_moves_is_seen_in_python():
    widget = GradientDescent(loss="bowl", learning_rate=0.5, steps=2)
    widget.set_state({"start": [8, 4]})
    assert widget.start == (8.0, 4.0)
    np.testing.assert_array_equal(widget.path, [[8, 4], [4, 2], [2, 1]])
    np.testing.assert_array_equal(widget.losses, [40, 10, 2.5])


# ---- in the browser ----------------------------------------------------------------------------------------


def verdict(page):
    return page.locator(".verdict strong").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def start(page):
    return page.get_by_role("slider", name="start").get_attribute("aria-valuetext")


def test_a_mouse_drags_the_start_and_the_picture_follows(show):
    with show(GradientDescent(loss="bowl")) as page:
        visit(page)
        box = page.get_by_role("slider", name="start").bounding_box()
        x, y = box["x"] + 22, box["y"] + 22
        figure = page.get_by_role("group", name="map of the landscape with the path").bounding_box()
        pixels = page.evaluate(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')[1].toDataURL()"
        )
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 50, y + 30, steps=5)
        page.mouse.up()
        settled(page)
        scale = 8 / (figure["width"] - 38)
        words = start(page).replace("−", "-").replace("x₁ = ", "").replace("x₂ = ", "").split(", ")
        np.testing.assert_allclose([float(w) for w in words], [-3.2 + 50 * scale, 1.8 - 30 * scale], atol=0.02)
        after = page.evaluate(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelectorAll('canvas')[1].toDataURL()"
        )
        assert after != pixels


def test_a_mouse_may_press_anywhere_on_the_map(show):
    with show(GradientDescent(loss="bowl")) as page:
        visit(page)
        figure = page.get_by_role("group", name="map of the landscape with the path").bounding_box()
        page.mouse.click(
            figure["x"] + 30 + (figure["width"] - 38) * 0.75, figure["y"] + 8 + (figure["height"] - 32) * 0.25
        )
        settled(page)
        assert start(page) == "x₁ = 2, x₂ = 1.5"


def test_a_finger_taps_a_new_start_drags_it_and_still_scrolls_the_page(show):
    with show(
        GradientDescent(loss="bowl"), body="<div style='height: 2000px'></div>", has_touch=True, width=390
    ) as page:
        visit(page)
        figure = page.get_by_role("group", name="map of the landscape with the path").bounding_box()
        x, y = figure["x"] + 30 + (figure["width"] - 38) * 0.75, figure["y"] + 8 + (figure["height"] - 32) * 0.25
        page.touchscreen.tap(x, y)
        settled(page)
        tapped = start(page)
        assert [float(part.split(" = ")[1]) for part in tapped.split(", ")] == pytest.approx([2, 1.5], abs=0.015)
        finger = page.context.new_cdp_session(page)

        def swipe(x, y, dx, dy):
            finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
            for k in range(1, 11):
                finger.send(
                    "Input.dispatchTouchEvent",
                    {"type": "touchMove", "touchPoints": [{"x": x + dx * k / 10, "y": y + dy * k / 10}]},
                )
            finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            settled(page)

        swipe(x, y, -100, 60)
        assert start(page) != tapped
        assert page.evaluate("scrollY") == 0
        held = start(page)
        swipe(figure["x"] + 60, figure["y"] + 200, 0, -150)
        page.wait_for_function("scrollY > 50")
        assert start(page) == held


def test_everything_can_be_done_with_the_keyboard(show):
    with show(GradientDescent(loss="bowl", start=(1, 1))) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        point = page.get_by_role("slider", name="start")
        point.focus()
        page.keyboard.press("ArrowRight")
        settled(page)
        small = start(page)
        page.keyboard.press("Shift+ArrowUp")
        settled(page)
        large = start(page)
        assert small == "x₁ = 1.05, x₂ = 1"
        assert large == "x₁ = 1.05, x₂ = 1.5"
        page.get_by_role("slider", name="learning rate").focus()
        page.keyboard.press("End")
        settled(page)
        assert verdict(page) == "jumps back and forth forever"
        page.get_by_role("button", name="one step").focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("slider", name="step", exact=True).get_attribute("aria-valuetext") == "step 1 of 60"
        page.get_by_role("combobox", name="landscape").select_option("saddle")
        page.get_by_role("checkbox", name="race all seven").press("Space")
        settled(page)
        assert "arrive" in verdict(page)
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_play_runs_to_the_end_and_can_be_paused(show):
    with show(GradientDescent(loss="bowl", steps=12)) as page:
        visit(page)
        timeline = page.get_by_role("slider", name="step", exact=True)
        page.get_by_role("button", name="play").click()
        page.get_by_role("button", name="pause").wait_for()
        page.wait_for_function(
            "() => +document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-label=step]').value >= 2"
        )
        page.get_by_role("button", name="pause").click()
        paused = int(timeline.input_value())
        assert 2 <= paused < 12
        page.get_by_role("button", name="play").click()
        page.get_by_role("button", name="pause").wait_for()
        page.get_by_role("button", name="play").wait_for()
        assert timeline.input_value() == "12"


def test_with_reduced_motion_play_shows_the_end_at_once(show):
    with show(GradientDescent(loss="bowl", steps=50, step=0), still=True) as page:
        visit(page)
        page.get_by_role("button", name="play").click()
        assert page.get_by_role("slider", name="step", exact=True).input_value() == "50"


def test_eigenvalue_sliders_appear_with_the_quadratic_and_change_the_verdict(show):
    with show(GradientDescent(loss="quadratic", eigenvalues=(1, 10), learning_rate=0.1)) as page:
        visit(page)
        second = page.get_by_role("slider", name="eigenvalue").nth(1)
        second.focus()
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        assert second.get_attribute("aria-valuetext") == "19.9"
        assert "1.99" in page.locator(".verdict").inner_text() or "0.9" in page.locator(".verdict").inner_text()
        page.get_by_role("combobox", name="landscape").select_option("ravine")
        assert page.get_by_role("slider", name="eigenvalue").count() == 0


def test_each_optimizer_shows_its_own_parameters(show):
    names = {
        "beta": ["momentum"],
        "rho": ["memory of squares"],
        "beta1": ["memory of gradients"],
        "beta2": ["memory of squares"],
    }
    with show(GradientDescent()) as page:
        visit(page)
        for optimizer, parameters in python.OPTIMIZERS.items():
            page.get_by_role("combobox", name="optimizer").select_option(optimizer)
            sliders = page.locator(".columns label:visible .head span:first-child").all_inner_texts()
            assert len(sliders) == 2 + len(parameters)
            for parameter in parameters:
                assert any(text.startswith(names.get(parameter, ["weight decay"])[0]) for text in sliders)


def test_the_state_goes_into_the_address_and_comes_back(show):
    widgets = [GradientDescent(loss="bowl"), GradientDescent(loss="saddle")]
    with show(*widgets) as page:
        visit(page)
        second = page.locator(".dlmath-alive").nth(1)
        second.get_by_role("combobox", name="landscape").select_option("himmelblau")
        second.get_by_role("slider", name="start").press("ArrowRight")
        settled(page)
        second.get_by_role("button", name="link to this experiment").click()
        second.get_by_text("address").wait_for()
        address, place = page.url, second.get_by_role("slider", name="start").get_attribute("aria-valuetext")
        assert "#w2.loss=himmelblau&w2.start=-0.5" in address
    with show(*widgets) as page:
        visit(page, address)
        first, second = page.locator(".dlmath-alive").nth(0), page.locator(".dlmath-alive").nth(1)
        assert first.get_by_role("combobox", name="landscape").input_value() == "bowl"
        assert second.get_by_role("combobox", name="landscape").input_value() == "himmelblau"
        assert second.get_by_role("slider", name="start").get_attribute("aria-valuetext") == place


@pytest.mark.parametrize(
    "hash",
    [
        "w1.loss=volcano",
        "w1.learning_rate=fast",
        "w1.start=1",
        "w1.steps=1e9",
        "w1._esm=alert(1)",
        "w9.loss=bowl",
        "%%%",
    ],
)
def test_nonsense_in_the_address_is_ignored(hash, show):
    with show(GradientDescent(loss="saddle")) as page:
        visit(page, f"{browser.ADDRESS}#{hash}")
        assert page.get_by_role("combobox", name="landscape").input_value() == "saddle"
        assert verdict(page) == "reached a minimum at (0, 1) after 46 steps"


def test_start_over_restores_what_the_page_began_with(show):
    with show(GradientDescent(loss="saddle")) as page:
        visit(page)
        before = page.locator(".verdict").inner_text()
        page.get_by_role("combobox", name="landscape").select_option("bowl")
        page.get_by_role("combobox", name="optimizer").select_option("adam")
        page.get_by_role("button", name="start over").click()
        assert page.locator(".verdict").inner_text() == before


def test_the_screen_reader_hears_the_verdict_once_the_hand_rests(show):
    with show(GradientDescent(loss="ravine")) as page:
        visit(page)
        live = page.locator("[aria-live=polite]")
        assert live.inner_text() == ""
        rate = page.get_by_role("slider", name="learning rate")
        rate.focus()
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert live.text_content().startswith("diverges: η λ_max = ")


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("race", [False, True])
def test_it_fits_its_page(width, race, show):
    with show(GradientDescent(race=race, best_rates=race), width=width) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".widget :is(button, select, input, figure):visible").all():
            box = element.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width


def test_without_javascript_a_sentence_says_what_stands_here(show):
    with show(GradientDescent(loss="ravine", learning_rate=0.05), java_script_enabled=False) as page:
        page.goto(browser.ADDRESS)
        sentence = page.locator(".dlmath-widget").inner_text()
        assert (
            "the path of gradient descent with learning rate 0.05 over the landscape ravine from (−3.4, 1.4)"
            in sentence
        )
        assert "after 60 steps it ends at (−0.157" in sentence
