"""What others see of a page: its description, its picture, its place in the map of the site. And the page for the lost.

Addresses are whole only where ``html_baseurl`` in ``_config.yml`` says where the book is published.
"""

import html
import pathlib
import re

import formulas
from docutils import nodes

DESCRIPTION = (120, 200)  # a description has at least so many characters, if the page has them, and at most so many
LOST = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>There is no such page · {title}</title>
<style>
  html {{ color-scheme: light dark; }}
  body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.2rem; }}
</style>
</head>
<body>
<main><h1>There is no such page</h1>
<p>It may have moved: lessons get new numbers when others come between them.
<a href="{home}">The start page</a> lists all of them, and its search finds the rest.</p></main>
</body>
</html>
"""


def plain(node):
    """The text of a node, with formulas as they are read and not as they are typed."""
    if isinstance(node, nodes.math):
        return html.unescape(re.sub("<[^>]*>", "", formulas.typeset(node.astext())))
    return "".join(map(plain, node.children)) if node.children else node.astext()


def description(doctree):
    """The page's first sentences, as plain text."""
    text = ""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text += " " + re.sub(r"\s+", " ", plain(paragraph)).strip()
            if len(text) > DESCRIPTION[0]:
                break
    text = text.strip()
    if len(text) <= DESCRIPTION[1]:
        return text
    ends = [match.end() for match in re.finditer(r"[.?!](?= )", text[: DESCRIPTION[1]])]
    return text[: ends[-1]] if ends and ends[-1] > 60 else text[: DESCRIPTION[1] - 1].rpartition(" ")[0] + "…"


def on_page(app, pagename, templatename, context, doctree):
    """Add to a page's head what search engines, chats and home screens show of it."""
    if app.builder.format != "html":
        return
    base, up = app.config.html_baseurl.rstrip("/"), "../" * pagename.count("/")
    place = f"{base}/" if base else up
    title = html.escape(re.sub("<[^>]*>", "", context.get("title") or app.config.project), quote=True)
    tags = [
        ("property", "og:title", title),
        ("property", "og:type", "article"),
        ("property", "og:image", place + "_static/social.png"),
    ]
    if doctree is not None and (text := description(doctree)):
        tags += [
            ("name", "description", html.escape(text, quote=True)),
            ("property", "og:description", html.escape(text, quote=True)),
        ]
    lines = [f'<meta {kind}="{name}" content="{content}" />' for kind, name, content in tags]
    lines.append(f'<link rel="apple-touch-icon" href="{up}_static/touch-icon.png" />')
    context["metatags"] = context.get("metatags", "") + "\n    ".join(["", *lines])


def write_site(app, exception):
    """Write the page for addresses that lead nowhere and, where the book's address is known, the map of the site."""
    if exception or app.builder.format != "html":
        return
    out, base = pathlib.Path(app.outdir), app.config.html_baseurl.rstrip("/")
    lost = LOST.format(title=html.escape(app.config.html_title or app.config.project), home=f"{base}/")
    (out / "404.html").write_text(lost, encoding="utf-8", newline="\n")
    if base:
        pages = "\n".join(f"<url><loc>{base}/{name}.html</loc></url>" for name in sorted(app.env.found_docs))
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{pages}\n</urlset>\n'
        (out / "sitemap.xml").write_text(text, encoding="utf-8", newline="\n")


def setup(app):
    app.connect("html-page-context", on_page, priority=910)
    app.connect("build-finished", write_site)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
