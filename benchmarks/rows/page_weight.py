"""What the heaviest lesson with a widget sends to its reader, compressed as web servers do it, pictures and all."""

import gzip

from benchmarks import pages
from benchmarks.row import Limit, Row

SHOW_PICTURES = """async () => {
    for (const image of document.images) if (image.checkVisibility()) image.loading = "eager";
    await Promise.all([...document.images].filter((i) => i.checkVisibility()).map((i) => i.decode().catch(() => {})));
}"""


def wire(kinds):
    """A measurement: kilobytes in answers of these kinds, or in all."""

    def contestant():
        chrome, server = pages.opened()

        def weight(path):
            answers = []
            page = pages.show(chrome, server + path, lambda answer: answers.append(answer))
            page.evaluate(SHOW_PICTURES)
            page.wait_for_load_state("networkidle")
            counted = [
                a for a in answers if a.url.startswith(server) and (not kinds or a.request.resource_type in kinds)
            ]
            return sum(len(gzip.compress(answer.body())) for answer in counted) / 1000

        return lambda: max(map(weight, pages.lessons()))

    return contestant


ROW = Row(
    work="the heaviest lesson with a widget, compressed",
    unit="kB",
    contestants={
        "dlmath, all": wire(()),
        "dlmath, text": wire(("document",)),
        "dlmath, scripts": wire(("script",)),
        "dlmath, styles and fonts": wire(("stylesheet", "font")),
        "dlmath, pictures": wire(("image",)),
    },
    limits=[Limit("dlmath, all", must=1000)],
    rounds=1,
)
