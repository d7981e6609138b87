"""How long a frame takes while a reader drags the start of the widget `GradientDescent` about.

A screen shows 60 frames a second, one in 16.7 ms; a frame that comes too late is shown after 33.3. Chromium's clock
counts tenths of a millisecond, and paints without a graphics card here.
"""

import itertools
import math
import statistics

from benchmarks import pages
from benchmarks.row import Limit, Row

FRAMES = """() => {
    window.frames_seen = [];
    const seen = (now) => { frames_seen.push(now); requestAnimationFrame(seen); };
    requestAnimationFrame(seen);
}"""


def dragging(figure):
    """A measurement: ``figure`` of the lengths of the frames, in ms, of a drag of 120 movements in a circle."""

    def contestant():
        chrome, server = pages.opened()
        page = pages.show(chrome, server + pages.lessons("_gradient_descent.html")[0])
        page.evaluate(FRAMES)
        handle = page.locator(".dlmath-alive").first.get_by_role("slider", name="start")
        handle.scroll_into_view_if_needed()

        def measure():
            box = handle.bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            page.mouse.move(x, y)
            page.mouse.down()
            page.evaluate("() => { frames_seen.length = 0; }")
            for k in range(1, 121):
                page.mouse.move(x + 40 * math.sin(k / 10), y + 40 * (1 - math.cos(k / 10)))
            frames = page.evaluate("() => frames_seen")
            page.mouse.move(x, y)
            page.mouse.up()
            return figure([after - before for before, after in itertools.pairwise(frames)])

        return measure

    return contestant


def slowest_of_twenty(lengths):
    return statistics.quantiles(lengths, n=20)[-1]


ROW = Row(
    work="one frame while the widget of a lesson is dragged",
    unit="ms",
    contestants={
        "dlmath, median": dragging(statistics.median),
        "dlmath, one frame in twenty": dragging(slowest_of_twenty),
    },
    limits=[Limit("dlmath, median", must=16.8), Limit("dlmath, one frame in twenty", must=33.4)],
    rounds=5,
)
