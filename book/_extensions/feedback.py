"""The lines at the end of a page: the list of keys and, where ``repository`` in ``_config.yml`` says where the course
is kept, links that open the page's source for editing or report a mistake in it."""

import html
import pathlib
import urllib.parse


def links(repository, file, title):
    """The two links, as GitHub and GitLab have them."""
    base, lab = repository.rstrip("/"), "gitlab" in repository
    about = urllib.parse.quote(f"Mistake in “{title}”")
    edit = f"{base}/-/edit/main/{file}" if lab else f"{base}/edit/main/{file}"
    report = f"{base}/-/issues/new?issue[title]={about}" if lab else f"{base}/issues/new?title={about}"
    return [(edit, "Edit this page"), (report, "Report a mistake")]


def on_page(app, pagename, templatename, context, doctree):
    if app.builder.format != "html" or not context.get("body"):
        return
    made = ['<button type="button" class="open-keys pst-js-only">Keys</button>']
    if app.config.repository and pagename in app.env.found_docs:
        file = pathlib.Path(app.env.doc2path(pagename)).relative_to(app.srcdir).as_posix()
        title = app.env.titles[pagename].astext()
        found = links(app.config.repository, file, title)
        made = [f'<a href="{html.escape(address)}">{words}</a>' for address, words in found] + made
    context["body"] += f'<p class="feedback">{" · ".join(made)}</p>'


def setup(app):
    app.add_config_value("repository", "", "html")
    app.connect("html-page-context", on_page, priority=650)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
