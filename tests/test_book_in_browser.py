"""Every page of the built book, opened with the network cut: clean, accessible, on wide and narrow screens, alive."""

import itertools
import pathlib
import re

import pytest

from tests import browser, opened
from tests.thinned import ALL, some

HTML = pathlib.Path(__file__).parent.parent / "_build" / "html"
BUILT = sorted(path.relative_to(HTML) for path in HTML.rglob("*.html")) if HTML.exists() else []
BOOK = [
    path for path in BUILT if path.parts[0] not in ("_static", "lite")
]  # lite: the live edition, with its own tests
TEXT = {path.as_posix(): (HTML / path).read_text(encoding="utf-8") for path in BOOK}
FORWARD = [name for name, text in TEXT.items() if 'http-equiv="refresh"' in text]
PAGES = [name for name in TEXT if name not in FORWARD and name != "404.html"]  # that one has no theme
WIDGETS = {name: TEXT[name].count('class="dlmath-widget"') for name in PAGES}
ALIVE = [name for name, count in WIDGETS.items() if count]
LESSONS = [name for name in PAGES if name.startswith("notebooks/")]

pytestmark = pytest.mark.browser


def test_the_book_has_pages_and_widgets():
    assert len(PAGES) > 3 and "book/index.html" in ALIVE and any(name.startswith("notebooks/") for name in ALIVE)


SHIFTS = """new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
        window.shifted = (window.shifted || 0) + shift.value;
        (window.moved ||= []).push(...shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName));
    }
}).observe({ type: "layout-shift", buffered: true })"""


def moved(page):
    """How much of a page has moved since it was opened, and what: Web Vitals calls 0.1 good, we want 0.02."""
    shifted, what = page.evaluate("[window.shifted || 0, window.moved || []]")
    return (shifted, what) if shifted >= 0.02 else None


# Of its four looks, a page is seen in two that differ in width and in light, and its neighbor in the other two; a page
# of the reference, which all come from one mold, in one.
LOOKS = [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]


def looks(i, name):
    if ALL:
        return LOOKS
    return [LOOKS[i % 4]] if name.startswith("book/reference/") else LOOKS[i % 2 * 2 :][:2]


SEEN = [(name, *look) for i, name in enumerate(PAGES) for look in looks(i, name)]


@pytest.mark.parametrize("name, width, light", SEEN)
def test_a_page_is_clean_accessible_and_fits_its_screen(chrome, name, width, light):
    with browser.page(chrome, HTML, width=width, dark=light == "dark") as page:
        page.add_init_script(SHIFTS)
        page.goto(browser.ADDRESS + name)
        opened.settle(page)
        assert moved(page) is None
        assert page.locator("html").get_attribute("data-theme") == light
        assert opened.widgets(page, WIDGETS[name]) == []
        assert opened.overflow(page) == []
        assert opened.accessibility(page) == []


@pytest.mark.parametrize("name, width", some(list(zip(LESSONS, itertools.cycle([390, 1280])))))
def test_a_link_into_a_page_lands_on_its_target_and_nothing_moves(chrome, name, width):
    with browser.page(chrome, HTML, width=width) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})  # what comes late shows
        page.add_init_script(SHIFTS)
        page.goto(browser.ADDRESS + name + "#recap")
        opened.settle(page)
        assert 0 <= page.evaluate("document.getElementById('recap').getBoundingClientRect().top") < 150
        assert moved(page) is None


def test_from_dark_mode_a_drawing_is_printed_in_its_light_form(chrome):
    name = next(name for name in LESSONS if 'class="only-dark drawing"' in TEXT[name])
    look = "(i) => [i.classList.contains('only-light'), i.checkVisibility(), getComputedStyle(i).filter]"
    with browser.page(chrome, HTML, dark=True) as page:
        page.goto(browser.ADDRESS + name)
        page.emulate_media(media="print")
        drawings = page.locator("img.drawing").evaluate_all(f"all => all.map({look})")
        assert sum(light for light, _, _ in drawings) == len(drawings) / 2 > 0
        assert [d for d in drawings if d[1] != d[0] or (d[0] and d[2] != "none")] == []


FIGURES = """() => [...document.querySelectorAll("div.cell_output > img")].filter((img) => img.checkVisibility())
    .map((img) => [img.getBoundingClientRect().width / img.getAttribute("width"), img.parentElement.scrollWidth])"""


def test_words_in_a_figure_can_be_read_on_a_phone(chrome):
    with browser.page(chrome, HTML, width=390) as page:
        page.goto(browser.ADDRESS + next(name for name in LESSONS if name.endswith("2_norms.html")))
        opened.settle(page)
        scales, widths = zip(*page.evaluate(FIGURES), strict=True)
        assert min(scales) > 0.69  # words of 10 points are 9 pixels tall
        assert min(widths) <= 390 < max(widths)  # the widest scrolls


@pytest.mark.parametrize("side", ["primary", "secondary"])
def test_the_lists_of_a_phone_can_be_closed(chrome, side):
    with browser.page(chrome, HTML, width=390, height=800) as page:
        page.goto(browser.ADDRESS + LESSONS[0])
        opened.settle(page)
        page.locator(f".{side}-toggle").click()
        assert opened.accessibility(page) == []
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        assert page.get_by_role("dialog").count() == 0


def test_a_link_of_the_list_on_a_phone_leads_there_and_closes_it(chrome):
    with browser.page(chrome, HTML, width=390, height=800) as page:
        page.goto(browser.ADDRESS + LESSONS[0])
        opened.settle(page)
        page.locator(".secondary-toggle").click()
        page.get_by_role("dialog").get_by_role("link", name="Recap").click()
        assert page.get_by_role("dialog").count() == 0
        assert 0 <= page.evaluate("document.getElementById('recap').getBoundingClientRect().top") < 150


def test_a_letter_that_reaches_beyond_its_box_is_not_cut(chrome):
    """The hook and the tail of an f do; the theme hides what lies outside a formula."""
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + LESSONS[0])
        margin = page.locator(".bd-article span.math").first.evaluate(
            "(e) => parseFloat(getComputedStyle(e).overflowClipMargin) / parseFloat(getComputedStyle(e).fontSize)"
        )
        assert margin > 0.25, "the hook of the f in Latin Modern reaches a fifth of an em"


def test_the_page_of_proofs_finds_a_function_and_opens_the_one_of_a_link(chrome):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + "book/how_we_know.html#proof-losses.huber")
        opened.settle(page)
        assert page.locator("[id='proof-losses.huber']").is_visible()
        page.get_by_label("Find a function").fill("huber")
        visible = page.locator("table.proofs tbody").filter(visible=True)
        assert set(visible.evaluate_all("all => all.map((body) => body.id)")) == {
            "proof-losses.huber",
            "proof-losses.huber_gradient",
        }
        page.get_by_label("Find a function").fill("")
        assert visible.count() == 0


@pytest.mark.parametrize("name", FORWARD)
def test_the_front_door_leads_to_the_start_page(chrome, name):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + name)
        page.wait_for_url("**/book/index.html")
        opened.settle(page)


@pytest.mark.parametrize("name", ALIVE)
def test_every_handle_on_a_page_is_reached_and_moved_by_the_keyboard(chrome, name):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + name)
        opened.settle(page)
        assert opened.keyboard(page) == []


@pytest.mark.parametrize("name", ALIVE)
def test_without_javascript_every_widget_is_a_sentence(chrome, name):
    with browser.page(chrome, HTML, java_script_enabled=False) as page:
        page.goto(browser.ADDRESS + name)
        sentences = page.locator(".dlmath-widget").all()
        assert len(sentences) == WIDGETS[name]
        for sentence in sentences:
            assert sentence.is_visible()
            assert sentence.inner_text().startswith("An interactive picture, which needs JavaScript: ")
            assert sentence.inner_text().endswith(".") and len(sentence.inner_text()) > 80


# ---- the widget of the lesson on gradient descent, where the reader meets it ----

LESSON = next((name for name in ALIVE if name.endswith("_gradient_descent.html")), None)


class First:
    """The first widget of the lesson, a quadratic bowl with λ₁ = λ₂ = 5."""

    def __init__(self, page, address):
        page.goto(address)
        opened.settle(page)
        self.page, self.place = page, page.locator(".dlmath-alive").first
        self.place.scroll_into_view_if_needed()

    def settled(self):
        self.page.evaluate(opened.NEXT_PICTURE)
        return self

    def slider(self, name):
        return self.place.get_by_role("slider", name=re.compile(rf"^{name}\b")).first

    def start(self):
        words = self.slider("start").get_attribute("aria-valuetext").replace("−", "-")
        return tuple(float(part.split(" = ")[1]) for part in words.split(", "))

    def middle(self):
        box = self.slider("start").bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def verdict(self):
        return self.place.locator(".verdict").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_the_widget_of_the_lesson_answers_to_the_mouse(chrome):
    with browser.page(chrome, HTML) as page:
        widget = First(page, browser.ADDRESS + LESSON)
        x, y = widget.middle()
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 40, steps=5)
        page.mouse.up()
        before, (x1, x2) = (-3.0, 1.5), widget.settled().start()
        assert x1 - before[0] > 0.5
        assert (x1 - before[0]) / (before[1] - x2) == pytest.approx(60 / 40, rel=0.05)


def test_the_widget_of_the_lesson_answers_to_a_finger(chrome):
    with browser.page(chrome, HTML, width=390, has_touch=True, is_mobile=True) as page:
        widget = First(page, browser.ADDRESS + LESSON)
        figure = widget.place.get_by_role("group", name="map of the landscape with the path").bounding_box()
        page.touchscreen.tap(figure["x"] + 0.7 * figure["width"], figure["y"] + 0.3 * figure["height"])
        x, y = widget.settled().start()
        assert x > 1 and y > 0.5
        rate = widget.slider("learning rate").bounding_box()
        page.touchscreen.tap(rate["x"] + rate["width"] - 2, rate["y"] + rate["height"] / 2)
        assert "diverges" in widget.settled().verdict()


def test_the_widget_of_the_lesson_answers_to_keys_and_its_state_goes_into_the_address(chrome):
    with browser.page(chrome, HTML) as page:
        widget = First(page, browser.ADDRESS + LESSON)
        widget.slider("start").press("ArrowRight")
        widget.slider("learning rate").press("End")
        assert widget.settled().verdict().startswith("diverges: η λ = 10.0 > 2")
        link = widget.place.get_by_role("button", name="link to this experiment")
        link.press("Enter")
        page.wait_for_url("**#w1.*")
        address, start, verdict = page.url, widget.start(), widget.verdict()
        assert -3 < start[0] < -2.8 and start[1] == 1.5  # a step of the key is one of the picture's pixels
    with browser.page(chrome, HTML) as page:
        again = First(page, address)
        assert (again.start(), again.verdict()) == (start, verdict)


# ---- the checks themselves: each planted fault goes red ----

GOOD = """<!doctype html><html lang="en"><head><title>T</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"></head><body><main><h1>A</h1>{}</main></body></html>"""


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<script>console.error('planted')</script>", "console: planted"),
        ("<script>console.warn('planted')</script>", "console: planted"),
        ("<script>setTimeout(() => { throw new Error('planted'); })</script>", "error: planted"),
        ("<script>Promise.reject(new Error('planted'))</script>", "error: planted"),
        ('<img alt="far" src="https://example.org/x.png">', "request: https://example.org/x.png"),
        ('<script src="//example.org/x.js"></script>', "request: http://example.org/x.js"),
        ("<script>fetch('https://example.org/x').catch(() => {})</script>", "request: https://example.org/x"),
        ("<style>@font-face {font-family: F; src: url(http://example.org/f)} h1 {font-family: F}</style>", "org/f"),
        ('<img alt="none" src="missing.png">', "request: http://dlmath.test/missing.png"),
    ],
)
def test_a_page_that_is_not_clean_is_found(chrome, planted, found):
    with (
        pytest.raises(AssertionError, match="the page is not clean") as fault,
        browser.page(chrome, {"/": GOOD.format(planted)}) as page,
    ):
        page.goto(browser.ADDRESS)
        opened.settle(page)
    assert found in str(fault.value)


SAME = '<p style="color: #777; background: #fff">pale</p>'


@pytest.mark.parametrize(
    ("check", "planted", "found"),
    [
        (opened.accessibility, '<p style="color: #aaa; background: #fff">pale</p>', "color-contrast"),
        (opened.accessibility, f"{SAME.replace('777', '555') * 9}{SAME}", "color-contrast"),
        (opened.accessibility, '<img src="data:,">', "image-alt"),
        (opened.accessibility, "<button></button>", "button-name"),
        (opened.accessibility, '<input type="range">', "label"),
        (opened.overflow, '<pre style="width: 800px">wide</pre>', "on a screen of 390: pre."),
        (lambda page: opened.widgets(page, 1), '<div class="dlmath-widget"><p>A sentence.</p></div>', "0 of 1"),
        (lambda page: opened.widgets(page, 1), '<div class="dlmath-alive"></div>', "shows no picture"),
    ],
)
def test_a_planted_fault_of_a_page_is_found(chrome, check, planted, found):
    with browser.page(chrome, {"/": GOOD.format(planted)}, width=390) as page:
        page.goto(browser.ADDRESS)
        assert [found in fault for fault in check(page)] == [True]


WIDGET = """<div class="dlmath-alive"><template shadowrootmode="open"><section><canvas></canvas>{}</section></template>
</div><script>const root = document.querySelector(".dlmath-alive").shadowRoot;
const paper = root.querySelector("canvas").getContext("2d");
const draw = () => paper.fillRect(0, 0, 9, 9), erase = () => paper.clearRect(0, 0, 9, 9);</script>"""


@pytest.mark.parametrize(
    ("handle", "faults"),
    [
        ('<input type="range" aria-label="a" oninput="draw()">', []),
        ("".join(f'<input type="range" aria-label="{does}" oninput="{does}()">' for does in ("draw", "erase")), []),
        ('<input type="range" aria-label="a">', ["widget 1: the picture does not follow"]),
        ('<input type="range" aria-label="a" tabindex="-1" oninput="draw()">', ["widget 1: a answers to no key"]),
        ('<div role="slider" aria-label="a" tabindex="0">o</div>', ["widget 1: a answers to no key"]),
        ("", ["widget 1 has no handle"]),
    ],
)
def test_a_widget_that_the_keyboard_cannot_move_is_found(chrome, handle, faults):
    with browser.page(chrome, {"/": GOOD.format(WIDGET.format(handle))}) as page:
        page.goto(browser.ADDRESS)
        assert [fault for fault in opened.keyboard(page) if fault in faults or not faults] == faults
