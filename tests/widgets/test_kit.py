"""The kit: its colors, scales and contours, and how a widget stands in a page."""

import re
import subprocess
import sys

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from dlmath import plotting, widgets
from dlmath.widgets import GradientDescent, MinibatchNoise, _base
from tests import browser

SOURCE = _base.joined()


def test_the_palette_is_that_of_figures(javascript):
    assert javascript(SOURCE, "(m) => m.PALETTE") == plotting.PALETTE


def test_scales_go_there_and_back(javascript):
    function = """(m) => [m.linear([-2, 3], [10, 400]), m.log([0.01, 100], [300, 20])].map(
        (s) => [s(s.invert(123)), s.invert(s(0.7)), s.ticks(5)])"""
    (there, back, ticks), (there_log, back_log, ticks_log) = javascript(SOURCE, function)
    np.testing.assert_allclose([there, back, there_log, back_log], [123, 0.7, 123, 0.7])
    assert [text for _, text in ticks] == ["−2", "−1", "0", "1", "2", "3"]
    assert [text for _, text in ticks_log] == ["10⁻²", "10⁻¹", "1", "10", "100"]


def test_contour_lines_lie_where_the_function_has_their_level(javascript):
    function = "(m) => m.contour(m.grid((x, y) => x * x + y * y, [-2, 2], [-1.5, 1.5], 161, 121), 1)"
    points = np.reshape(javascript(SOURCE, function), (-1, 2))
    assert len(points) > 500
    np.testing.assert_allclose(np.hypot(*points.T), 1, atol=2e-4)


def test_a_contour_through_a_saddle_keeps_its_two_branches_apart(javascript):
    """In a cell whose corners are high, low, high, low, the pieces must not cross."""
    function = "(m, level) => m.contour({ values: [1, 0, 0, 1], nx: 2, ny: 2, x: [0, 1], y: [0, 1] }, level)"
    for level, corners in ((0.4, {(1, 0), (0, 1)}), (0.6, {(0, 0), (1, 1)})):
        pieces = np.reshape(javascript(SOURCE, function, level), (2, 2, 2))
        cut = {tuple(int(v) for v in np.round(piece.mean(axis=0))) for piece in pieces}
        assert cut == corners, "each piece cuts off one corner"


def test_the_levels_of_a_bowl_are_rings_at_equal_distances(javascript):
    function = (
        "(m) => m.levels(m.grid((x, y) => (Math.hypot(x, y) < 1 ? x * x + y * y : 1), [-1, 1], [-1, 1], 201, 201), 8)"
    )
    radii = np.sqrt(javascript(SOURCE, function))[:7]
    np.testing.assert_allclose(np.diff(radii), np.diff(radii).mean(), atol=0.02)


def test_sources_are_joined_without_imports():
    assert not re.search(r"^import ", GradientDescent._esm, flags=re.MULTILINE)
    assert "</script" not in GradientDescent._esm
    assert len(GradientDescent._esm.encode()) < 60_000


def test_dlmath_alone_loads_no_widget_machinery():
    code = "import sys, dlmath.widgets; print({'anywidget', 'ipywidgets', 'matplotlib'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "set()"


def test_a_widget_that_does_not_exist_is_said_with_those_that_do():
    with pytest.raises(AttributeError, match=r"dlmath.widgets has no widget GradientDecent, it has .*GradientDescent"):
        widgets.GradientDecent  # noqa: B018


def test_every_widget_is_a_pair_of_files_and_can_be_made():
    for name in widgets.__all__:
        widget = getattr(widgets, name)()
        stem = type(widget).__module__.split(".")[-1]
        assert (_base.FOLDER / f"{stem}.js").exists()
        assert repr(eval(repr(widget), {name: type(widget)})) == repr(widget)
        data, _ = widget._repr_mimebundle_()
        assert data["text/plain"] == repr(widget)
        assert f'data-model="{widget.model_id}"' in data["text/html"]


# ---- in a page ---------------------------------------------------------------------------------------------

ROOT = "document.querySelector('.dlmath-alive').shadowRoot"
PAPER = f"() => getComputedStyle({ROOT}.querySelector('.widget')).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 24, 30)"


def alive(page):
    page.goto(browser.ADDRESS)
    page.locator(".dlmath-alive .widget").first.wait_for()


@pytest.mark.parametrize("dark", [False, True])
def test_without_a_theme_of_the_page_the_system_decides(dark, show):
    with show(GradientDescent(), dark=dark) as page:
        alive(page)
        assert page.evaluate(PAPER) == (DARK if dark else LIGHT)


def test_colors_follow_the_theme_of_the_book_while_it_changes(show):
    with show(GradientDescent(), attributes='data-theme="dark"') as page:
        alive(page)
        assert page.evaluate(PAPER) == DARK
        before = page.evaluate(f"() => {ROOT}.querySelector('canvas').toDataURL()")
        page.evaluate("() => { document.documentElement.dataset.theme = 'light'; }")
        page.wait_for_function(f"() => getComputedStyle({ROOT}.querySelector('.widget')).backgroundColor === '{LIGHT}'")
        page.wait_for_function(f"(before) => {ROOT}.querySelector('canvas').toDataURL() !== before", arg=before)


def test_colors_follow_jupyterlab(show):
    with show(GradientDescent()) as page:
        alive(page)
        page.evaluate("() => { document.body.dataset.jpThemeLight = 'false'; }")
        page.wait_for_function(f"() => getComputedStyle({ROOT}.querySelector('.widget')).backgroundColor === '{DARK}'")


def test_print_shows_the_live_picture_on_paper(show):
    with show(GradientDescent(), dark=True) as page:
        alive(page)
        page.emulate_media(media="print")
        page.wait_for_function(f"() => getComputedStyle({ROOT}.querySelector('.widget')).backgroundColor === '{LIGHT}'")
        assert page.locator(".verdict").is_visible()


def test_no_key_leaves_the_widget(show):
    with show(GradientDescent()) as page:
        alive(page)
        page.evaluate(
            """() => {
                window.keys = 0;
                for (const type of ["keydown", "keyup"]) addEventListener(type, () => { window.keys += 1; });
            }"""
        )
        page.get_by_role("slider", name="learning rate").press("ArrowRight")
        assert page.evaluate("window.keys") == 0


APART = """async (id) => {
    const model = window.dlmathWidgets.model(id), fill = CanvasRenderingContext2D.prototype.fillText, fonts = [];
    const file = new Blob([model.get("_esm")], { type: "text/javascript" }), el = document.createElement("div");
    (await import(URL.createObjectURL(file))).default.render({ model, el });
    CanvasRenderingContext2D.prototype.fillText = function (...text) { fonts.push(this.font); fill.apply(this, text); };
    document.querySelector("main").append(el);
    while (!fonts.length) await new Promise(requestAnimationFrame);
    return [...new Set(fonts)];
}"""


def test_a_widget_that_is_made_before_it_stands_in_the_page_then_writes_in_the_font_of_the_page(show):
    """JupyterLab makes an output first, and puts it into the notebook later."""
    widget = GradientDescent()
    with show(widget, body="<style>body { --pst-font-family-base: Courier; }</style>") as page:
        alive(page)
        assert all(font.endswith("px Courier, sans-serif") for font in page.evaluate(APART, widget.model_id))


def test_a_narrower_window_redraws_the_picture_at_its_new_size(show):
    with show(GradientDescent(), width=1000, device_scale_factor=2) as page:
        alive(page)
        page.set_viewport_size({"width": 420, "height": 800})
        page.wait_for_function(
            f"""() => {{
                const canvas = {ROOT}.querySelector("canvas"), shown = canvas.clientWidth;
                return shown < 400 && Math.abs(canvas.width - 2 * shown) < 2;
            }}"""
        )


def test_there_is_no_serious_fault_of_accessibility(show):
    for settings in ({"width": 1280}, {"width": 390, "dark": True}):
        with show(GradientDescent(), GradientDescent(race=True), **settings) as page:
            alive(page)
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_what_is_read_is_read_after_the_next_picture(show):
    count = """<script>
        const draw = requestAnimationFrame.bind(window);
        window.pictures = 0;
        window.requestAnimationFrame = (then) => { window.pictures += 1; return draw(then); };
    </script>"""
    with show(body=count + "<p>a word</p>") as page:
        page.goto(browser.ADDRESS)
        assert page.locator("p").inner_text() == "a word"
        assert page.evaluate("window.pictures") == 2


# ---- the host ----------------------------------------------------------------------------------------------

COUNTER = """export default { render({ model, el }) {
  const show = () => { el.textContent = `count ${model.get("count")}`; };
  model.on("change:count", show);
  el.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
  show();
} };"""


def place(model_id):
    return f'<div class="dlmath-widget" data-model="{model_id}"><p>The sentence of {model_id}.</p></div>'


def test_any_anywidget_comes_alive_and_shared_sources_are_found(show, state_script):
    states = _base.share_sources({k: {"state": {"_esm": COUNTER, "count": n}} for k, n in (("a", 1), ("b", 5))})
    assert states["b"]["state"]["_esm"] == "=a"
    view = '<script type="application/vnd.jupyter.widget-view+json">{"model_id": "b"}</script>'
    with show(place("a"), view, state_script({k: v["state"] for k, v in states.items()})) as page:
        page.goto(browser.ADDRESS)
        first, second = page.locator(".dlmath-alive").nth(0), page.locator(".dlmath-alive").nth(1)
        second.click()
        assert (first.inner_text(), second.inner_text()) == ("count 1", "count 6")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("export default { render() { throw new Error('a wrong turn'); } };", "a wrong turn"),
        ("export defau", "Unexpected"),
    ],
)
def test_a_broken_widget_is_said_on_the_page_and_in_the_console_and_spares_the_others(source, said, show, state_script):
    states = state_script({"bad": {"_esm": source}, "good": {"_esm": COUNTER, "count": 3}})
    with show(place("bad"), place("good"), states, expected=("could not be started",)) as page:
        page.goto(browser.ADDRESS)
        page.get_by_text("This interactive picture could not be started").wait_for()
        assert said in page.locator("main").inner_text()
        assert "The sentence of bad." in page.locator("main").inner_text()
        assert page.get_by_text("count 3").is_visible()


def test_an_error_in_the_console_or_a_foreign_request_fails_a_test(show):
    for body, fault in (
        ("<script>console.error('planted')</script>", "planted"),
        ("<script>throw new Error('thrown')</script>", "thrown"),
        ('<img alt="" src="https://example.org/x.png">', "example.org"),
    ):
        with pytest.raises(AssertionError, match=fault), show(body) as page:
            page.goto(browser.ADDRESS)
            page.wait_for_load_state()


def test_widgets_within_widgets_work_as_in_anywidget(show, state_script):
    outer = """export default { async render({ model, el, host }) {
      const inner = await host.getWidget(model.get("inner")), child = document.createElement("div");
      el.append("outer: ", child);
      await inner.render({ el: child });
    } };"""
    with show(
        place("o"), state_script({"o": {"_esm": outer, "inner": "anywidget:i"}, "i": {"_esm": COUNTER, "count": 2}})
    ) as page:
        page.goto(browser.ADDRESS)
        page.get_by_text("count 2").wait_for()


def test_play_begins_at_the_beginning_also_in_a_frame_that_began_before_the_click(show):
    late = "const soon = requestAnimationFrame; window.requestAnimationFrame = (f) => soon((now) => f(now - 90));"
    with show(MinibatchNoise(step=0), still=False) as page:
        page.add_init_script(late)
        page.goto(browser.ADDRESS)
        steps = page.get_by_role("slider", name="step")
        page.get_by_role("button", name="play").click()
        page.wait_for_function("(input) => input.value > 5", arg=steps.element_handle())
