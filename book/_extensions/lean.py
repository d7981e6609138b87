"""What a page loads, and no more: one style sheet without rules that no page uses, scripts that never block.

The theme and its extensions bring 540 kB of style sheets, of which the pages use a tenth. At the end of a build their
rules are read by tinycss2; a rule stays if every element, class, id and attribute it names is in a page or a script.
"""

import base64
import pathlib
import posixpath
import re
import shutil

import tinycss2
from sphinx.builders.html._assets import _JavaScript

STYLE = "style.css"
THEME = ["styles/theme.css", "styles/pydata-sphinx-theme.css"]
# Scripts that only some pages use, and what such a page has.
ON_DEMAND = {
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "design-tabs.js": "sd-tab-set",
    "sphinx_highlight.js": 'id="search-results"',
    "togglebutton.js": 'class="toggle',
}
WIDGETS = "application/vnd.jupyter.widget-state+json"
STATE = re.compile(rf'<script type="{re.escape(WIDGETS)}">.*?</script>', re.DOTALL)
# The kinds of boxes that the theme can color; a page has one or two.
BOX = re.compile(r"\.admonition\.(attention|caution|danger|error|hint|important|note|seealso|sidebar|tip|warning)\b")
BOXES = re.compile(r'class="([^"]*\badmonition\b[^"]*)"')
WORD, TAG = re.compile(r"[A-Za-z_][\w-]*"), re.compile(r"<[^>]*>")
# Bootstrap names every class that it knows; this is what it sets on our pages.
BOOTSTRAP = {"active", "collapse", "collapsing", "dropdown-menu", "fade", "show", "tooltip", "tooltip-arrow"}
BOOTSTRAP |= {"bs-tooltip-auto", "bs-tooltip-bottom", "bs-tooltip-top", "data-popper-placement", "tooltip-inner"}
VALUE = r"""\s*:(?:"[^"]*"|'[^']*'|[^;{}"'])*(?:;|(?=\}))"""
# What the theme names on every page and never shows on ours: banners and menus of versions, lists of advertisements.
NEVER = {
    "bd-header-version-warning",
    "ethical-ad-placement",
    "list-group-item",
    "list-group",
    "pst-async-banner-revealer",
}
NEVER |= {"version-switcher__button", "version-switcher__container", "version-switcher__menu"}
THEMES_OWN = re.compile(r"(?<=[{; ])(--(?:pst|sbt|bs|sd)-[\w-]+)" + VALUE)
# What the theme brings and no page asks for.
UNUSED = ["scripts/*.map", "scripts/fontawesome.js*", "styles/*.map", "locales", "*webpack-macros.html"]


def on_page(app, pagename, templatename, context, doctree):
    """One style sheet, no script that blocks, and the data of widgets after the text instead of before it."""
    if app.builder.format != "html" or "script_files" not in context:
        return
    sheets = app.env.__dict__.setdefault("lean_sheets", list(THEME))
    sheets += [name for sheet in context["css_files"] if (name := bare(sheet.filename)) not in sheets]
    context["css_files"] = []
    body, kept = context.get("body") or "", []
    for script in context["script_files"]:
        if script.attributes.get("type") == WIDGETS:
            body += f'<script type="{WIDGETS}">{script.attributes["body"]}</script>'
        elif script.filename and ON_DEMAND.get(bare(script.filename).rpartition("/")[2], "") in body:
            kept.append(deferred(script))  # those without a file are settings, all at their defaults
    context["script_files"] = kept
    if body:
        context["body"] = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")


def bare(filename):
    """A file's place in _static, without the check sum that Sphinx appends."""
    return str(filename).split("?")[0].removeprefix("_static/")


def deferred(script):
    attributes = {"defer": "defer"} | script.attributes
    return _JavaScript(script.filename, priority=script.priority, **attributes)


def words(folder):
    """The names of elements, classes, ids and attributes in the built pages, and every word of their scripts."""
    found = set(BOOTSTRAP)
    for path in [*folder.rglob("*.html"), *folder.glob("_static/**/*.js"), *folder.glob("_static/**/*.mjs")]:
        if path.relative_to(folder).parts[0] != "lite" and path.name not in (
            "bootstrap.js",
            "fontawesome.js",
            "editor.mjs",
        ):
            text = path.read_text(encoding="utf-8")
            parts = TAG.findall(STATE.sub("", text)) if path.suffix == ".html" else [text]
            found.update(word for part in parts for word in WORD.findall(part))
            found.update(f"admonition.{kind}" for classes in BOXES.findall(text) for kind in classes.split())
    return found - NEVER


def may_match(selector, found):
    """Whether every name in a selector occurs; what stands in brackets, as in :not(…), is not looked at."""
    before = ""
    for token in selector:
        named = token.type == "hash" or (token.type == "ident" and before != ":")
        if named and token.value not in found:
            return False
        if token.type == "[] block" and not may_match(token.content[:1], found):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def selectors(prelude):
    """The selectors of a rule, which commas separate."""
    part = []
    for token in prelude:
        if token == ",":
            yield part
            part = []
        elif token.type != "comment":
            part.append(token)
    yield part


def has_its_box(selector, found):
    """Whether a selector names no kind of box that no page has: "note" alone may be any word of a page."""
    return all(f"admonition.{kind}" in found for kind in BOX.findall(tinycss2.serialize(selector)))


def used(rules, found):
    """The rules without selectors that match nothing; rules inside @media and its like likewise."""
    for rule in rules:
        if rule.type == "qualified-rule":
            matching = [one for one in selectors(rule.prelude) if may_match(one, found) and has_its_box(one, found)]
            if matching:
                heads = ",".join(tinycss2.serialize(selector).strip() for selector in matching)
                yield f"{heads}{{{declarations(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports", "container"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if inside := "".join(used(inner, found)):
                yield f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{inside}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword not in ("charset", "import"):
            yield rule.serialize()


def declarations(content):
    """The inside of a rule without comments and spare blanks."""
    text = tinycss2.serialize([token for token in content if token.type != "comment"])
    return re.sub(r"\s+", " ", text).strip().removesuffix(";")


def sheet(static, name, found):
    """The used rules of a style sheet and of those it imports, with addresses that hold from _static."""
    text, folder = (static / name).read_text(encoding="utf-8"), posixpath.dirname(name)

    def address(match):
        if re.match(r"[a-z]+:|//|#", match[2]):
            return match[0]
        return f"url({match[1]}{posixpath.normpath(posixpath.join(folder, match[2]))}{match[1]})"

    imported = [posixpath.normpath(posixpath.join(folder, path)) for path in re.findall(r'@import "([^"]+)"', text)]
    text = re.sub(r"""url\((["']?)([^"')]+)\1\)""", address, text)
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return "".join(sheet(static, path, found) for path in imported) + "".join(used(rules, found))


def without_unread_variables(style):
    """Drop those variables of the theme that nothing reads, and then those that only they read."""
    while unread := set(THEMES_OWN.findall(style)) - set(re.findall(r"var\(\s*(--[\w-]+)", style)):
        names = "|".join(map(re.escape, sorted(unread, key=len, reverse=True)))
        style = re.sub(rf"(?<=[{{; ])(?:{names}){VALUE}", "", style)
    return style


def with_font(style, font):
    """The style sheet with a font in it: a font that came later would move the text."""
    data = base64.b64encode(font.read_bytes()).decode("ascii")
    return re.sub(rf"""url\(["']?{font.name}["']?\)""", f'url("data:font/{font.suffix[1:]};base64,{data}")', style)


def write_style(app, exception):
    """Write the one style sheet, and delete what no page asks for."""
    if exception or app.builder.format != "html" or not hasattr(app.env, "lean_sheets"):
        return  # without the last, no page was written, and the style sheet is as it was
    static = pathlib.Path(app.outdir, "_static")
    for path in {path for pattern in UNUSED for path in static.glob(pattern)}:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    found = words(static.parent)
    style = "".join(sheet(static, name, found) for name in app.env.lean_sheets)
    style = without_unread_variables(style)
    for font in ("formulas.woff2", "icons.woff"):
        style = with_font(style, static / font)
    (static / STYLE).write_text(style, encoding="utf-8", newline="\n")


def setup(app):
    app.connect("html-page-context", on_page, priority=900)
    app.connect("build-finished", write_style, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
