"""What holds of every widget: its address, its keys, its names, its place in the page, and how it is printed."""

import pathlib
import re

import pytest

from dlmath import widgets
from dlmath.widgets import GradientDescent, LinearMap, Momentum, ReadableNetwork, VectorExplorer
from tests import browser, opened

ALL = [getattr(widgets, name) for name in widgets.__all__]
CSS = (pathlib.Path(__file__).parents[2] / "book" / "_static" / "book.css").read_text(encoding="utf-8")
SECTION = "document.querySelector('.dlmath-alive').shadowRoot.querySelector('section')"
every_widget = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)


def alive(page, address=browser.ADDRESS):
    page.goto(address)
    opened.settle(page)
    return page.locator(".dlmath-alive").first


@every_widget
def test_its_files_are_one_module_in_which_no_name_is_declared_twice(kind, javascript):
    assert javascript(kind._esm, "(module) => typeof module.default.render") == "function"


# ---- the address ----

HOSTILE = ["constructor", "__proto__", "NaN", "1e400", ",", "-1", "1e308", "1e308,1e308", "0", "0.5", "1", "2.5"]
HOSTILE += ["true", "-7,1", "2,2", "1,2,3,4"]
NONSENSE = re.compile(r"undefined|NaN|\bnull\b|\bfunction\b|\[object|\de[+-]?\d")
PASTE = """async ([id, keys, texts]) => {
    const found = [];
    for (const key of keys) for (const text of texts) {
        const follows = new Promise((done) => addEventListener("hashchange", done, { once: true }));
        location.hash = `w1.${key}=${text}`;
        await follows;
        await new Promise(requestAnimationFrame);
        found.push([key, text, window.dlmathWidgets.model(id).get(key) ?? null, SECTION.innerText]);
    }
    return found;
}""".replace("SECTION", SECTION)


@every_widget
def test_the_address_sets_what_python_would_take_and_nothing_else(kind, show):
    widget = kind()
    with show(widget) as page:
        alive(page)
        keys = [*widget._own(), "constructor", "__proto__"]
        for key, text, value, said in page.evaluate(PASTE, [widget.model_id, keys, HOSTILE]):
            assert not NONSENSE.search(said), (key, text, said)
            if key in widget._own():
                kind().set_state({key: value})  # raises where the trait refuses it
            else:
                assert value is None


def test_a_link_pasted_into_an_open_page_is_followed_and_start_over_goes_back_to_the_author(show):
    with show(LinearMap(), LinearMap()) as page:
        first = alive(page, browser.ADDRESS + "#w1.matrix=2,0,0,2")
        verdict = first.locator(".verdict")
        assert "4 times as large" in verdict.inner_text()
        first.get_by_role("checkbox", name="unit circle").check()
        page.evaluate("() => { location.hash = 'w1.matrix=3,0,0,1&w2.matrix=1,0,0,1'; }")
        page.wait_for_function(f"() => {SECTION}.innerText.includes('3 times as large')")
        assert not first.get_by_role("checkbox", name="unit circle").is_checked(), "a link is the whole state"
        first.get_by_role("button", name="start over").click()
        page.wait_for_function(f"() => {SECTION}.innerText.includes('areas stay')")
        assert page.url.endswith("#w2.matrix=1,0,0,1")
        page.evaluate("() => { location.hash = 'elsewhere'; }")
        page.evaluate(opened.NEXT_PICTURE)
        assert "areas stay" in verdict.inner_text()


# ---- names, keys and focus ----

NAMES = """() => [...document.querySelectorAll(".dlmath-alive")].map((place) =>
    [...place.shadowRoot.querySelectorAll("button, input, select, [role=slider]")].filter((e) => e.checkVisibility())
        .map((e) => `${e.role} ${e.type} ${e.ariaLabel || e.textContent || e.labels[0].textContent}`))"""


def test_no_two_widgets_of_a_page_and_no_two_controls_of_a_widget_have_the_same_name(show):
    kinds = [GradientDescent(loss="quadratic"), GradientDescent(optimizer="adamw"), *(kind() for kind in ALL)]
    with show(*kinds) as page:
        alive(page)
        regions = page.locator(".dlmath-alive section").evaluate_all("all => all.map((e) => e.ariaLabel)")
        assert len(set(regions)) == len(kinds)
        for names in page.evaluate(NAMES):
            assert len(set(names)) == len(names), sorted(names)


def test_home_end_and_page_keys_move_a_handle_and_not_the_page(show):
    with show(GradientDescent(loss="bowl"), body="<div style='height: 3000px'></div>") as page:
        place = alive(page)
        start = place.get_by_role("slider", name="start")
        page.evaluate("() => scrollTo(0, 100)")
        moves = {"Home": "x₁ = −4, x₂ = 1.8", "End": "x₁ = 4, x₂ = 1.8"}
        for key, there in (*moves.items(), ("PageDown", "x₁ = 4, x₂ = 1.3"), ("PageUp", "x₁ = 4, x₂ = 1.8")):
            start.press(key)
            page.evaluate(opened.NEXT_PICTURE)
            assert start.get_attribute("aria-valuetext") == there, key
            assert page.evaluate("scrollY") == 100


def test_a_button_that_cannot_be_used_any_more_keeps_the_focus_and_does_nothing(show):
    with show(LinearMap(matrix=[[2.5, 0], [0, 1]]), still=True) as page:
        stretch = alive(page).get_by_role("button", name="then stretch")
        assert stretch.get_attribute("aria-disabled") == "true"
        turn = page.get_by_role("button", name="then mirror")
        turn.press("Enter")
        stretch.press("Enter")
        page.evaluate(opened.NEXT_PICTURE)
        assert page.evaluate(f"{SECTION}.parentNode.activeElement.ariaLabel") == "then stretch"
        assert "2.5 times as large" in page.locator(".verdict").inner_text()


def test_after_painting_with_the_mouse_a_click_by_a_screen_reader_counts(show):
    with show(ReadableNetwork(pixels=[0] * 12)) as page:
        place = alive(page)
        pixels = [place.get_by_role("button", name=f"pixel row 1, column {k}") for k in (1, 2, 3)]
        boxes = [pixel.bounding_box() for pixel in pixels]
        page.mouse.move(boxes[0]["x"] + 9, boxes[0]["y"] + 9)
        page.mouse.down()
        page.mouse.move(boxes[1]["x"] + 9, boxes[1]["y"] + 9, steps=4)
        page.mouse.up()
        page.evaluate("() => new Promise((done) => setTimeout(done))")  # the click that ends the stroke has come
        pixels[0].evaluate("(e) => e.click()")
        pixels[2].click()
        page.evaluate(opened.NEXT_PICTURE)
        assert [pixel.get_attribute("aria-pressed") for pixel in pixels] == ["false", "true", "true"]


CONTRAST = """() => {
    const light = (text) => text.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const root = SECTION.parentNode, paper = light(getComputedStyle(SECTION).backgroundColor);
    const all = [...root.querySelectorAll("button, input, select, [role=slider]")].filter((e) => e.checkVisibility());
    return all.map((element) => {
        element.focus({ focusVisible: true });
        const ring = light(getComputedStyle(element, element.role === "slider" ? "::after" : null).outlineColor);
        return (Math.max(ring, paper) + 0.05) / (Math.min(ring, paper) + 0.05);
    });
}""".replace("SECTION", SECTION)


@pytest.mark.parametrize("dark", [False, True])
def test_the_ring_around_what_has_the_focus_stands_out(dark, show):
    with show(GradientDescent(), dark=dark) as page:
        alive(page)
        assert min(page.evaluate(CONTRAST)) >= 4.5


# ---- its place in the page ----


def heights(show, width, script):
    kinds = [kind() for kind in ALL]
    kinds += [
        GradientDescent(race=True, best_rates=True),
        GradientDescent(loss="quadratic"),
        LinearMap(directions=True),
    ]
    kinds += [GradientDescent(compact=True), ReadableNetwork(unit=3), VectorExplorer(show="balls")]
    kinds += [Momentum(curvatures=(0.1, 1))]
    phone = {"has_touch": True, "is_mobile": True} if width < 600 else {}
    style = f"<style>{CSS} html body {{ margin: 0; padding: 0 10px; }}</style>"
    with show(style, *kinds, width=width, java_script_enabled=script, **phone) as page:
        if script:
            alive(page)
        else:
            page.goto(browser.ADDRESS)
        places = page.locator(".dlmath-widget, .dlmath-alive").all()
        found = [place.bounding_box()["height"] for place in places]
        drawn = [place.locator("section").bounding_box()["height"] if script else 0 for place in places]
        return dict(zip(map(repr, kinds), found, strict=True)), dict(zip(map(repr, kinds), drawn, strict=True))


@pytest.mark.parametrize("width", [320, 390, 755])
def test_the_page_keeps_as_much_room_as_a_widget_needs(width, show):
    """The place is as tall before the widget lives as after, and at most a few lines taller than the widget."""
    (before, _), (after, drawn) = heights(show, width, script=False), heights(show, width, script=True)
    assert after == before
    assert max(after[name] - drawn[name] for name in drawn) < 100


USED = """() => {
    const used = [SECTION.querySelector("figure"), ...SECTION.querySelectorAll("button, input, select")]
        .filter((e) => e.checkVisibility() && !e.closest(".foot")).map((e) => e.getBoundingClientRect());
    return Math.max(...used.map((box) => box.bottom)) - Math.min(...used.map((box) => box.top));
}""".replace("SECTION", SECTION)


@every_widget
def test_on_a_phone_the_picture_and_its_controls_share_a_screen(kind, show):
    with show(kind(), width=390, height=844, has_touch=True, is_mobile=True) as page:
        alive(page)
        assert page.evaluate(USED) < 640


CUT = """() => {
    const prototype = CanvasRenderingContext2D.prototype, fill = prototype.fillText;
    window.cut = [];
    prototype.fillText = function (text, x, y, ...more) {
        fill.call(this, text, x, y, ...more);
        const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = this.measureText(text);
        const m = this.getTransform(), ends = [x - left, x + right].map((x) => m.a * x + m.c * y + m.e);
        if (Math.min(...ends) < -2 || Math.max(...ends) > this.canvas.width + 2) window.cut.push(text);
    };
}"""


@every_widget
def test_no_text_of_a_picture_is_cut_off_at_its_side(kind, show):
    with show(kind(), width=320, has_touch=True, is_mobile=True) as page:
        page.add_init_script(f"({CUT})()")
        alive(page)
        assert page.evaluate("window.cut") == []


# ---- paper ----

PRINT = """() => {
    const prototype = CanvasRenderingContext2D.prototype, clear = prototype.clearRect, wiped = [];
    prototype.clearRect = function () { wiped.push(this.canvas); clear.apply(this, arguments); };
    dispatchEvent(new Event("beforeprint"));
    prototype.clearRect = clear;
    const canvases = [...SECTION.querySelectorAll("figure canvas")].filter((c) => c.checkVisibility());
    const ink = (c) => c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v) => v);
    const { width } = SECTION.getBoundingClientRect(), paper = getComputedStyle(SECTION).backgroundColor;
    const found = [wiped.length, canvases.filter((c) => !ink(c)).length, width, paper];
    dispatchEvent(new Event("afterprint"));
    return [found, getComputedStyle(SECTION).backgroundColor, SECTION.getBoundingClientRect().width];
}""".replace("SECTION", SECTION)


@pytest.mark.parametrize("kind", [GradientDescent, LinearMap], ids=lambda kind: kind.__name__)
def test_a_dark_widget_on_a_phone_is_drawn_for_paper_before_it_is_printed(kind, show):
    """Clearing a canvas while a page is printed wipes what lies behind it, so it must not happen."""
    with show(kind(), dark=True, width=390) as page:
        alive(page)
        printed, paper, width = page.evaluate(PRINT)
        assert printed == [0, 0, 660, "rgb(255, 255, 255)"]
        assert (paper, width < 390) == ("rgb(20, 24, 30)", True)
