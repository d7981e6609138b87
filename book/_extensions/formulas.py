"""Formulas are typeset when the book is built: TeX becomes MathML, which browsers draw without a script.

The conversion is that of math-core. A formula that it cannot read is a warning, and so fails the build. The font is
Latin Modern Math (GUST Font License), reduced in ``formulas.woff2`` to the ranges of mathematics, and at the end of
each build once more to the characters that the pages use.
"""

import functools
import html
import pathlib
import re
from xml.etree import ElementTree

import math_core
from docutils import nodes
from fontTools import subset
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

FONT = pathlib.Path(__file__).parent / "formulas.woff2"
WRITTEN = "_static/formulas.woff2"
MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
# What must stay on one line with the formula before or after it.
BEFORE, AFTER = r"([(\[“‘—–-]*)", r"((?:’s|[.,;:!?)\]”’…]|-\w+|th\b)*)"
FORMULA = r'(?:<a class="term[^>]*>)?<span class="math">.*?</span>(?:</a>)?'  # the link is that of a symbol
INLINE = re.compile(BEFORE + f"({FORMULA})" + AFTER, re.DOTALL)
# Browsers do not break a formula at the end of a line, so a long one in the text becomes several.
NAMED = re.compile(r"&(?!lt;|gt;|amp;)\w+;")  # the names of characters that XML does not know
# The font draws a prime where an exponent would stand, so as an exponent it would stand there twice.
PRIMED = re.compile(r"<msup>((?:(?!<msup>).)*?)<mo>([′″‴])</mo></msup>")
LONG, LONG_ALONE, RELATIONS = 24, 16, set("=≈≠≤≥<>∈→↦⇒⟹⇔⟺≪≫,;")

logger = logging.getLogger(__name__)


@functools.cache
def typeset(tex, display=False):
    """The MathML of a formula."""
    converter = math_core.LatexToMathML(pretty_print="never")
    mathml = converter.convert_with_local_state(tex.strip(), displaystyle=display)
    return PRIMED.sub(r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>', mathml)


def inline(text):
    """A sentence with $formulas$, *stressed words* and `code`, as HTML."""
    parts = re.split(r"\$([^$]+)\$", " ".join(text.split()))
    for i, part in enumerate(parts):
        if i % 2:
            parts[i] = f'<span class="math">{breakable(typeset(part))}</span>'
        else:
            part = html.escape(part, quote=False)
            part = re.sub(r"`([^`]+)`", lambda code: f"<code>{code[1].replace('*', '&#42;')}</code>", part)
            parts[i] = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", part)
    return keep_together("".join(parts))


def breakable(mathml, display=False):
    """A long formula as pieces that each end in a relation or a comma, with room for a break between them."""
    root = ElementTree.fromstring(NAMED.sub(lambda name: html.unescape(name[0]), mathml))
    if len("".join(root.itertext())) <= (LONG_ALONE if display else LONG):
        return mathml
    pieces, piece, depth = [], [], 0
    for child in root:
        piece.append(child)
        if child.tag == "mo":
            depth += (child.text in set("([{⟨")) - (child.text in set(")]}⟩"))
        if child.tag == "mo" and child.text in RELATIONS and depth == 0:
            child.set("form", "infix")
            pieces.append(piece)
            piece = []
    pieces += [piece] if piece else []
    if len(pieces) == 1:
        return mathml
    opening = '<math displaystyle="true">' if display else "<math>"
    return "<wbr>".join(f"{opening}{''.join(map(serialized, piece))}</math>" for piece in pieces)


def serialized(element):
    return ElementTree.tostring(element, encoding="unicode", short_empty_elements=False)


def converted(translator, node, display):
    """The MathML of a node; a formula that cannot be read is a warning with its place."""
    try:
        return breakable(typeset(node.astext(), display), display)
    except math_core.LatexError as error:
        logger.warning("the formula %r cannot be typeset: %s", node.astext(), str(error).strip(), location=node)
        return f"<code>{html.escape(node.astext())}</code>"


def visit_math(translator, node):
    translator.body.append(f'<span class="math">{converted(translator, node, False)}</span>')
    raise nodes.SkipNode


def visit_displaymath(translator, node):
    identifier = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    number = ""
    if node.get("number"):
        number = f'<span class="eqno">({get_node_equation_number(translator, node)})</span>'
    translator.body.append(
        f'<div class="math displaymath"{identifier}>{number}{converted(translator, node, True)}</div>\n'
    )
    raise nodes.SkipNode


def keep_together(body):
    """Wrap a formula and the punctuation at it, so that no line begins with a comma."""

    def wrap(match):
        before, formula, after = match.groups()
        return f'<span class="together">{before}{formula}{after}</span>' if before or after else formula

    return INLINE.sub(wrap, body)


def on_page(app, pagename, templatename, context, doctree):
    if app.builder.format == "html" and context.get("body"):
        context["body"] = keep_together(context["body"])


def characters(folder):
    """Every character that stands in a formula of the built pages."""
    found = set()
    for page in folder.rglob("*.html"):
        if "lite" not in page.relative_to(folder).parts:
            for formula in MATH.findall(page.read_text(encoding="utf-8")):
                found.update(html.unescape(re.sub("<[^>]*>", "", formula)))
                found.update("√" if re.search("<msqrt|<mroot", formula) else "")  # drawn, but not written
    return found - set("\n\t\N{VARIATION SELECTOR-1}")


def write_font(app, exception):
    """Cut the font down to what the pages use."""
    if exception or app.builder.format != "html":
        return
    folder = pathlib.Path(app.outdir)
    used = characters(folder)
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, layout_features=["ssty", "dtls"])
    font = subset.load_font(FONT, options)
    if missing := used - {chr(code) for code in font.getBestCmap()}:
        logger.warning(
            "the font of the formulas lacks %s: add their ranges, see CONTRIBUTING.md", " ".join(sorted(missing))
        )
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(used)))
    subsetter.subset(font)
    subset.save_font(font, folder / WRITTEN, options)


def setup(app):
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
    app.connect("html-page-context", on_page)
    app.connect("build-finished", write_font)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
