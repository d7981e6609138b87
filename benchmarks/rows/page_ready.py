"""How long a reader of a lesson waits until its first widget can be moved, from a server on this machine."""

from benchmarks import pages
from benchmarks.row import Limit, Row


def ready(path):
    """A measurement: ms from the beginning of the navigation to the first frame with a drawn widget."""

    def contestant():
        chrome, server = pages.opened()
        return lambda: pages.show(chrome, server + path()).evaluate("() => window.alive")

    return contestant


ROW = Row(
    work="from opening a page to a widget that works, server on the same machine",
    unit="ms",
    contestants={
        "dlmath, start page": ready(lambda: "book/index.html"),
        "dlmath, lesson": ready(lambda: pages.lessons("_gradient_descent.html")[0]),
    },
    limits=[Limit("dlmath, lesson", must=2000, goal=1000)],
    rounds=7,
)
