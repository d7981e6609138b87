"""What a page must be once it is open in a browser: checks of it, each returning the faults it found in words."""

from axe_playwright_python.base import AXE_SCRIPT

# What comes late has come: the fonts, a widget in every place that has one, and a picture of all that.
COME = """async () => {
    await document.fonts.ready;
    const started = () => !document.querySelector(".dlmath-widget[data-model]");
    for (let frames = 0; frames < 300 && !started(); frames += 1) await new Promise(requestAnimationFrame);
}"""
NEXT_PICTURE = """() => matchMedia("(scripting: enabled)").matches
    && new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"""

# What axe finds. Contrast costs most of the time, so it is judged on three texts of every look: the same color, size
# and weight on the same ground. The others are hidden for the moment, which moves nothing.
AXE = """async () => {
    const options = { preload: false, resultTypes: ["violations"] }, contrast = "color-contrast";
    // Browsers themselves let the keyboard reach a wide formula that scrolls, and only where it does.
    const rules = { [contrast]: { enabled: false }, "scrollable-region-focusable": { enabled: false } };
    const all = await axe.run(document, { ...options, rules });
    const grounds = new Map([[null, ""]]), seen = new Map(), hidden = [];
    const ground = (element) => {
        if (!grounds.has(element)) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
            grounds.set(element, [ground(element.parentElement), backgroundColor, backgroundImage, opacity].join()
                .replace(",rgba(0, 0, 0, 0),none,1", ""));
        }
        return grounds.get(element);
    };
    for (const element of document.body.querySelectorAll("*")) {
        if (element.childElementCount || !element.textContent.trim() || !element.checkVisibility()) continue;
        const { color, fontSize, fontWeight } = getComputedStyle(element);
        const look = [color, fontSize, fontWeight, ground(element)].join(), count = (seen.get(look) || 0) + 1;
        seen.set(look, count);
        if (count > 3) hidden.push(element);
    }
    for (const element of hidden) element.style.visibility = "hidden";
    const texts = await axe.run(document, { ...options, runOnly: [contrast] });
    for (const element of hidden) element.style.visibility = "";
    return [...all.violations, ...texts.violations].map(({ id, impact, nodes }) => [id, impact, nodes[0].html]);
}"""

OVERFLOW = """() => {
    const room = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth;
    if (wide <= room) return [];
    const out = [...document.body.querySelectorAll("*")].filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < room && right > room + 1;
    });
    const names = out.slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
    return [`${wide} px wide on a screen of ${room}: ${names.join(", ")}`];
}"""

# What a widget draws: on canvases, which may stand side by side, or in cells of a figure that has none.
PARTS = "'canvas, svg, figure:not(:has(canvas, svg))'"

WIDGETS = """(expected) => {
    const alive = [...document.querySelectorAll(".dlmath-alive")];
    const faults = alive.length === expected ? [] : [`${alive.length} of ${expected} widgets are alive`];
    for (const place of alive) {
        const boxes = [...(place.shadowRoot?.querySelectorAll(PARTS) || [])].map((e) => e.getBoundingClientRect());
        const width = Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left));
        if (!(width >= 200) || boxes[0].height < 100) faults.push(`widget ${place.dataset.widget} shows no picture`);
    }
    return faults;
}""".replace("PARTS", PARTS)

# All that a widget says: its words, and where its handles stand.
STATE = """(place) => {
    const controls = [...place.shadowRoot.querySelectorAll("[role=slider], input, select, [aria-pressed]")];
    const values = controls.map((e) => [e.value, e.checked, e.ariaValueText, e.ariaPressed]);
    return JSON.stringify([values, place.shadowRoot.querySelector("section").innerText]);
}"""
PICTURE = """(place) => [...place.shadowRoot.querySelectorAll(PARTS)]
    .map((e) => e.toDataURL?.() || e.innerHTML.replace(/ aria-[a-z]+="[^"]*"/g, "")).join()""".replace("PARTS", PARTS)
# Sliders and points first: what is switched on or off may hide some of them. Where the arrow keys lead from one button
# to the next, the page's order has only one of them.
HANDLES = ("[role=slider], [type=range]", "[type=checkbox], [aria-pressed]:not([tabindex='-1'])")
KEYS = ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Space")


def settle(page):
    """Wait until formulas and widgets are there."""
    page.evaluate(COME)
    page.evaluate(NEXT_PICTURE)


def accessibility(page):
    """Violations that axe calls serious or critical."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)
    return [f"{rule} ({impact}): {html[:200]}" for rule, impact, html in found if impact in ("serious", "critical")]


def overflow(page):
    """Whatever makes the page wider than the screen."""
    return page.evaluate(OVERFLOW)


def widgets(page, expected):
    """Widgets that are still a sentence, or show no picture."""
    return page.evaluate(WIDGETS, expected)


def keyboard(page):
    """Handles of widgets that cannot be reached, or that no key moves, and pictures that do not follow."""
    faults = []
    for number, widget in enumerate(page.locator(".dlmath-alive").all(), 1):
        before, moved, follows = widget.evaluate(PICTURE), 0, False
        for kind in HANDLES:
            for handle in widget.locator(kind).filter(visible=True).element_handles():
                if not handle.is_visible():
                    continue  # a switch before it has put it away
                moved += 1
                if not _answers(page, widget, handle):
                    faults.append(f"widget {number}: {handle.get_attribute('aria-label')} answers to no key")
                follows = follows or widget.evaluate(PICTURE) != before
        if not moved:
            faults.append(f"widget {number} has no handle")
        elif not follows:
            faults.append(f"widget {number}: the picture does not follow")
    return faults


def _answers(page, widget, handle):
    before = widget.evaluate(STATE)
    handle.focus()
    for key in KEYS if handle.evaluate("(element) => element.tabIndex >= 0") else ():
        page.keyboard.press(key)
        page.evaluate(NEXT_PICTURE)
        if widget.evaluate(STATE) != before:
            return True
    return False
