"""The Sphinx extension of the house: figures for the dark page, and the scripts a page needs and no others.

Figures are drawn once, in the light palette. For every SVG picture of a page a second one is written in the
dark palette, and the page shows the one that suits. Photographs (PNG) are left as they are. Every picture carries
its size, so that the text does not move when the picture comes.
"""

import html
import pathlib
import re

import captions
from dark import dark_svg
from PIL import Image

from tools import lessons

IMAGE = re.compile(r'<img\b[^>]*?\bsrc="(?P<src>[^"]*_images/(?P<name>[^"/]+\.(?P<kind>\w+)))"[^>]*?/?>')
READABLE = 0.7  # of a figure's size: words of 10 points are then 9 pixels tall


def sized(tag, width, height):
    """The tag with the room that its picture takes, and the width below which the words in it are too small."""
    tag = tag.rstrip("/>").rstrip() + f' loading="lazy" style="--least: {round(READABLE * width)}px"'
    return tag if "width=" in tag else f'{tag} width="{round(width)}" height="{round(height)}"'


def picture(app, match):
    """A photograph with its size; or, for a drawing, an ``<img>`` for the light page and one for the dark."""
    sources = {name: source for source, name in app.builder.images.items()}
    name = html.unescape(match["name"])
    source = pathlib.Path(app.srcdir) / sources[name]
    if match["kind"] != "svg":
        with Image.open(source) as image:
            pixel = 96 / image.info.get("dpi", (96,))[0]  # as large as a drawing of the same figsize
            return sized(match[0], *(side * pixel for side in image.size)) + ">"
    folder, dark = pathlib.Path(app.outdir) / app.builder.imagedir, pathlib.Path(name).stem + "-dark.svg"
    svg = source.read_text(encoding="utf-8")
    folder.mkdir(exist_ok=True)
    (folder / dark).write_text(dark_svg(svg), encoding="utf-8")
    points = dict(re.findall(r'\b(width|height)="([\d.]+)pt"', svg[: svg.index(">", svg.index("<svg"))]))
    width, height = (float(points[side]) * 4 / 3 for side in ("width", "height"))
    tag = sized(re.sub(r'\s*\bclass="([^"]*)"', "", match[0]), width, height)
    other = tag.replace(match["name"], html.escape(dark))
    return f'{tag} class="only-light drawing">{other} class="only-dark drawing">'


def live_edition(pagename):
    """The link that opens a lesson in the reader's browser, with nothing to install; see tools/lite.py."""
    up, path = "../" * pagename.count("/"), pagename.removeprefix("notebooks/")
    address = f"{up}lite/lab/index.html?path={path}.ipynb"
    stop = "To stop a cell there that runs too long, choose <em>Kernel → Restart</em>."
    link = f'<a href="{address}">Run this lesson in your browser</a>'
    return f'<p class="live-edition">{link} – nothing to install. {stop}</p>'


def time_needed(app, pagename):
    """The time that a lesson takes, computed from it; see tools/lessons.py."""
    cells = lessons.load(pathlib.Path(app.srcdir, f"{pagename}.ipynb"))
    words = lessons.minutes_in_words(lessons.size(cells))
    return f'<p class="lesson-time">Lesson {captions.number(pagename)}. {words}</p>'


def on_page(app, pagename, templatename, context, doctree):
    """Give the page its dark pictures, and the script of widgets only where there are any."""
    body = context.get("body")
    if not body or app.builder.format != "html":
        return
    body = body.replace('<div role="list" class="citation-list">', '<div class="citation-list">')
    body = IMAGE.sub(lambda match: picture(app, match), body)
    if pagename.startswith("notebooks/"):
        body = body.replace("</h1>", f"</h1>{time_needed(app, pagename)}{live_edition(pagename)}", 1)
    context["body"] = body
    if "proof-filter" in body:
        app.add_js_file("proofs.js", loading_method="defer")
    host = pathlib.Path(app.srcdir, "book", "_static", "widget_host.js")
    if host.exists() and ("dlmath-widget" in body or "application/vnd.jupyter.widget" in body):
        app.add_js_file(host.name, loading_method="defer")


def all_pages_when_a_title_changes(app, environment):
    """Every page shows the titles of all others: when one changes, write all pages."""
    titles = {name: title.astext() for name, title in environment.titles.items()}
    before, environment.house_titles = getattr(environment, "house_titles", titles), titles
    return [] if before == titles else list(environment.found_docs)


def setup(app):
    app.connect("env-updated", all_pages_when_a_title_changes)
    app.connect("html-page-context", on_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
