"""What a built page must be: checks of its HTML, each returning the faults it found in words."""

import functools
import html.parser
import pathlib
import re
import urllib.parse

FETCHED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
ELSEWHERE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
CSS_ELSEWHERE = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?:https?:)?//[^)"';\s]*""", re.IGNORECASE)
FAULTY_FORMULA = re.compile(r"merror|\$\$|\\(?:mathbf|frac|begin|left|sum|lVert|operatorname)\b")


class Page(html.parser.HTMLParser):
    """The tags of a page, its ids, and the text of its title, headings and styles."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.inside, self.words = text, [], [], {"title": "", "style": ""}
        self.article = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        self.article += tag == "article"
        self.tags.append((tag, attributes, self.article > 0))
        if tag in self.words:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        self.article -= tag == "article"
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if self.inside:
            self.words[self.inside[-1]] += data

    @functools.cached_property
    def ids(self):
        return {a[key] for _, a, _ in self.tags for key in ("id", "name") if key in a}

    def all(self, tag):
        return [attributes for name, attributes, _ in self.tags if name == tag]


@functools.cache
def load(path):
    return Page(path.read_text(encoding="utf-8"))


def structure(page):
    """Every page has a title, a language and one visible heading of the first level."""
    faults = [] if page.words["title"].strip() else ["no title"]
    faults += [] if page.all("html") and page.all("html")[0].get("lang") else ["no language"]
    headings = len([1 for tag, _, in_article in page.tags if tag == "h1" and in_article])
    if not any(tag == "article" for tag, _, _ in page.tags):
        headings = len(page.all("h1"))
    return faults + ([] if headings == 1 else [f"{headings} headings of level 1"])


def pictures(page):
    """Every picture in the text says what you can see, and how much room it takes."""
    faults = []
    for tag, attributes, in_article in page.tags:
        if tag == "img" and in_article:
            words = attributes.get("alt", "").strip()
            if len(words) < 12 or "_images/" in words or re.search(r"\.(svg|png|jpe?g)$", words):
                faults.append(f"{attributes.get('src')}: alternative text is {words!r}")
            if not {"width", "height"} <= attributes.keys():
                faults.append(f"{attributes.get('src')}: no width and height, so the text moves when it comes")
    return faults


def foreign(page):
    """What the page would fetch from another server."""
    faults = []
    for tag, attributes, _ in page.tags:
        for name in FETCHED.get(tag, ()):
            if ELSEWHERE.match(attributes.get(name, "")):
                faults.append(f"<{tag} {name}={attributes[name]!r}>")
        faults += [f"style of <{tag}>: {hit}" for hit in CSS_ELSEWHERE.findall(attributes.get("style", ""))]
    return faults + foreign_css(page.words["style"])


def foreign_css(css):
    """What a style sheet would fetch from another server."""
    return [f"style sheet: {hit}" for hit in CSS_ELSEWHERE.findall(css)]


def links(page, path, root):
    """Internal links and files that lead nowhere, and anchors that do not exist."""
    faults = []
    for tag, attributes, _ in page.tags:
        for name in {"a": ("href",), "form": ("action",), **FETCHED}.get(tag, ()):
            target = attributes.get(name, "").strip()
            if target and not ELSEWHERE.match(target) and not re.match(r"(mailto|data|javascript|blob):", target):
                faults += _dead(target, path, root)
    return faults


def _dead(target, path, root):
    parts = urllib.parse.urlsplit(target)
    name, anchor = urllib.parse.unquote(parts.path), urllib.parse.unquote(parts.fragment)
    file = path if not name else (root / name.lstrip("/") if name.startswith("/") else path.parent / name)
    file = pathlib.Path(file).resolve()
    if not file.is_relative_to(root.resolve()) or not file.is_file():
        return [f"{target}: no such page"]
    if anchor and file.suffix == ".html" and anchor not in load(file).ids:
        return [f"{target}: no such place on the page"]
    return []


def formulas(page):
    """Formulas that did not come out."""
    return FAULTY_FORMULA.findall(page.text)
