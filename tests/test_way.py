"""The way through the book: the glossary, the map of lessons, the reference, the search, the keys."""

import json
import pathlib
import re
import sys
import types

import pytest
from docutils import nodes

from tests import browser, opened

ROOT = pathlib.Path(__file__).parent.parent
HTML = ROOT / "_build" / "html"
sys.path.insert(0, str(ROOT / "book" / "_extensions"))

import course  # noqa: E402
import feedback  # noqa: E402
import glossary  # noqa: E402
import lesson_map  # noqa: E402
import reference  # noqa: E402
import search  # noqa: E402

from tools import lessons  # noqa: E402

COURSE = course.all_lessons()
TERMS = glossary.entries()


# --- the glossary


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.term)
def test_a_term_is_one_sentence_and_its_lesson_exists(term):
    assert re.fullmatch(r"\S.*\S", term.means) and term.means.endswith((".", "$."))
    assert not re.search(r"[.?!] [A-Z]", re.sub(r"\$[^$]*\$", "", term.means))
    assert not term.lesson or course.find(term.lesson, COURSE), f"no lesson {term.lesson}"
    assert "$" not in (term.symbol or ""), "the symbol of a term stands without dollars"


def test_no_two_entries_have_one_name():
    names = [name.lower() for term in TERMS for name in (term.term, *term.also)]
    assert sorted(names) == sorted(set(names))
    assert len({term.anchor for term in TERMS}) == len(TERMS)


BOLD = re.compile(r"\*\*([^*]+)\*\*")
NO_TERM = {"nearest", "class", "guess first"}  # bold for other reasons: stress, a word of Python, an instruction


def singular(name):
    return {name, re.sub("s$", "", name), re.sub("ies$", "y", name), re.sub("ices$", "ix", name)}


@pytest.mark.parametrize("lesson", COURSE, ids=lambda one: one.docname.rpartition("/")[2])
def test_what_a_lesson_sets_in_bold_as_a_term_is_in_the_glossary(lesson):
    known = [name.lower() for term in TERMS for name in (term.term, *term.also)]
    scripts = "".join(file.read_text(encoding="utf-8") for file in (course.ROOT / "dlmath" / "widgets").glob("*.js"))
    missing = []
    for cell in lessons.load(course.ROOT / f"{lesson.docname}.ipynb"):
        prose = re.sub(r"`[^`]*`", "", cell["source"]) if cell["cell_type"] == "markdown" else ""
        for words in BOLD.findall(prose):
            name = " ".join(words.replace("$", "").split())
            sentence = name[-1] in ".?!:" or len(name.split()) > 3 or name[0].isupper() or not re.search("[a-z]", name)
            control = f'"{name}' in scripts or f'"{name.rsplit(" ", 1)[0]}"' in scripts  # with its symbol
            part = any(
                re.search(rf"(?<!\w){re.escape(one)}\b", other) for one in singular(name.lower()) for other in known
            )
            if not (sentence or control or part or name in NO_TERM):
                missing.append(name)
    assert missing == []


def test_the_first_mention_of_a_term_is_linked_the_longest_name_first_and_titles_and_code_are_left_alone():
    vector, unit = glossary.Term("vector", "A column."), glossary.Term("unit vector", "One of length 1.")
    page = nodes.paragraph(
        "", "", nodes.Text("A unit vector, Vectors, "), nodes.literal("", "vector"), nodes.Text(" vector")
    )
    used = []
    glossary.mark_terms(nodes.section("", nodes.title("", "vector"), page), [vector, unit], "g.html#", used)
    links = [(link.astext(), link["refuri"]) for link in page.findall(nodes.reference)]
    assert links == [("unit vector", "g.html#term-unit-vector"), ("Vectors", "g.html#term-vector")]
    assert used == [unit, vector]


def test_a_lesson_named_by_its_title_is_linked_also_with_an_apostrophe():
    bayes = next(lesson for lesson in COURSE if "'" in lesson.title)
    app = types.SimpleNamespace(builder=types.SimpleNamespace(get_relative_uri=lambda _, docname: f"{docname}.html"))
    title = bayes.title.replace("'", "’")  # as Sphinx sets it
    need = nodes.paragraph("", "", nodes.Text(f"You need “{title}” and “nothing else”."))
    page = nodes.section("", nodes.paragraph("", "", nodes.emphasis("", title), nodes.emphasis("", "very")), need)
    glossary.link_lessons(app, page, COURSE[0].docname, COURSE)
    assert [(a.astext(), a["refuri"]) for a in page.findall(nodes.reference)] == [(title, f"{bayes.docname}.html")] * 2


def test_a_lesson_explains_what_earlier_lessons_define_and_symbols_as_its_subject_uses_them():
    optimizers = [one for one in COURSE if one.subject == "optimizers"]
    terms, signs = glossary.known_in(optimizers[1].docname, COURSE)
    assert "eigenvector" in {term.term for term in terms} and signs["λ"].term == "curvature"
    assert signs["∇"].term == "gradient"
    assert glossary.known_in(COURSE[0].docname, COURSE)[0] == []


def page_that_explains():
    """A lesson of the built book with terms, symbols in formulas and citations."""
    return next(f"{one.docname}.html" for one in COURSE if one.subject == "optimizers")


@pytest.mark.browser
def test_a_term_a_symbol_and_a_citation_explain_themselves(chrome):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + page_that_explains())
        bubble, term = page.locator("#explanation"), page.locator("a.term").last
        page.locator("p a:not(.headerlink)").first.focus()
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('a.term')"):
                break
        assert bubble.is_visible() and page.locator("a.term[aria-describedby=explanation]").count() == 1
        page.keyboard.press("Escape")
        assert bubble.is_hidden()
        for place in (
            term,
            page.locator(".displaymath mi:text-is('η')").first,
            page.locator("a[href*='references.html#']").first,
        ):
            page.mouse.move(0, 0)
            bubble.wait_for(state="hidden")
            place.hover()
            bubble.wait_for(state="visible")
            assert len(bubble.inner_text()) > 20


@pytest.mark.browser
def test_a_tap_explains_a_term_and_stays_on_the_page(chrome):
    with browser.page(chrome, HTML, width=390, has_touch=True, is_mobile=True) as page:
        page.goto(browser.ADDRESS + page_that_explains())
        page.locator("a.term").first.tap()
        page.locator("#explanation a").wait_for()
        assert page.url == browser.ADDRESS + page_that_explains()
        page.locator("article h1").tap()
        assert page.locator("#explanation").is_hidden()


# --- the search

LESSON_OF = {one.docname.rpartition("/")[2].partition("_")[2]: f"{one.docname}.html" for one in COURSE}
WANTED = {
    "l2 norm": "norms",
    "condition number": "conditioning",
    "least squares": "least_squares",
    "gaussian elimination": "linear_systems",
    "neural network": "a_network_you_can_read",
    "backpropagation": "#term-backpropagation",
    "learning rate": "gradients",
    "overfitting": "#term-overfitting",
    "λ": "eigenvalues",
    "∇": "gradients",
    "gradeint": "gradients",
    "pseudoinverse": "low_rank",
    "pseudo inverse": "low_rank",
    "eigenvectors": "eigenvalues",
    "matrices": "matrices",
    "factorisation": "linear_systems",
    "dot prodct": "vectors",
}
FOUND = """async (queries) => {
    const { index, search } = await import("/_static/search.mjs");
    const places = index(await (await fetch("/_static/search.json")).json());
    return queries.map((query) => search(places, query).found.slice(0, 3).map(([address]) => address));
}"""


@pytest.mark.browser
def test_the_wanted_page_is_among_the_first_three(chrome):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + "book/notation.html")
        found = dict(zip(WANTED, page.evaluate(FOUND, list(WANTED)), strict=True))
    missed = {
        query: found[query]
        for query, wanted in WANTED.items()
        if not any(wanted in address or LESSON_OF.get(wanted, "-") in address for address in found[query])
    }
    assert not missed


def test_the_text_of_the_search_is_prose():
    rows = json.loads((HTML / "_static" / "search.json").read_text(encoding="utf-8"))
    assert len(rows) > 300
    for address, _, title, _, text in rows:
        assert title and not re.search(r"\\\w+\{|\$|<\w+[ >]|import numpy", title + text), address


def test_a_formula_in_an_excerpt_is_plain_text():
    assert search.spoken(r"\tfrac12 \lambda x^2") == "1/2λx^2" and search.spoken(r"\sqrt{x_1}") == "√x1"


@pytest.mark.browser
def test_the_search_is_opened_used_and_left_by_keyboard(chrome):
    with browser.page(chrome, HTML, width=390) as page:
        page.goto(browser.ADDRESS + "book/notation.html")
        page.keyboard.press("/")
        page.get_by_role("searchbox", name="Search the book").last.wait_for()
        page.keyboard.type("gradeint")
        page.locator(".search-results li").first.wait_for()
        assert opened.accessibility(page) == [] and opened.overflow(page) == []
        page.keyboard.press("Escape")
        assert page.locator("#search").is_hidden()
        page.keyboard.press("Control+k")
        page.keyboard.type("gradeint")
        page.locator(".search-results a[href*='4_gradients']").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/4_gradients.html*")


@pytest.mark.browser
def test_the_page_of_the_search_answers_an_address(chrome):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + "search.html?q=xyzzyq")
        page.get_by_text("Nothing was found for “xyzzyq”").wait_for()


# --- the keys and the headings


@pytest.mark.browser
def test_the_list_of_keys_opens_and_single_keys_can_be_switched_off(chrome):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + "book/notation.html")
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Keys")
        assert keys.is_visible() and opened.accessibility(page) == []
        keys.get_by_role("checkbox").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        assert keys.is_hidden()


@pytest.mark.browser
def test_the_sign_of_a_heading_copies_its_link(chrome):
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + "book/notation.html")
        page.evaluate("""() => {
            const writeText = async (text) => { window.copied = text; };
            Object.defineProperty(navigator, "clipboard", { value: { writeText } });
        }""")
        page.locator("h2 a.headerlink").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text("link copied").wait_for()
        assert page.evaluate("window.copied") == page.url and "#" in page.url


# --- the map of the lessons


def test_every_lesson_is_on_the_map_with_its_question_and_what_it_needs_comes_before_it():
    order = [one.docname for one in COURSE]
    for lesson in COURSE:
        needed = [order.index(other.docname) for other in course.needs(lesson, COURSE)]
        assert all(place < order.index(lesson.docname) for place in needed), lesson.docname
        shown = lesson_map.card(lesson, COURSE, "../")
        assert f'data-page="{lesson.docname}.html"' in shown and "?</p>" in shown and " min" in shown


@pytest.mark.browser
def test_the_map_is_walked_by_keyboard_and_shows_what_a_lesson_needs(chrome):
    lesson = next(one for one in COURSE if course.needs(one, COURSE))
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + "book/index.html")
        card = page.locator(f".lesson-map li[data-page='{lesson.docname}.html']")
        card.locator("a.lesson").focus()
        needed = page.locator(".lesson-map li.needed a.lesson").all_inner_texts()
        assert needed == [other.title for other in course.needs(lesson, COURSE)]
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{lesson.docname}.html")


# --- the reference, and the lines at the end of a page


def test_every_module_has_its_page_in_the_reference():
    found = {path.stem for path in (ROOT / "dlmath").glob("[a-z]*.py")}
    found |= {path.parent.name for path in (ROOT / "dlmath").glob("*/__init__.py")}
    assert set(reference.modules()) == found
    for module in found:
        text = (ROOT / "book" / "reference" / f"{module}.md").read_text(encoding="utf-8")
        assert text == f"# `{module}`\n\n```{{functions}} {module}\n```\n"


def test_a_function_leads_to_the_lesson_that_writes_it_and_the_lesson_back():
    written = {}
    for lesson in COURSE:
        for name, (_, derived) in course.functions(lesson.docname)[1].items():
            if derived and name.partition(".")[0] in reference.modules():
                written.setdefault(name, lesson)
    assert len(written) > 5
    for name, lesson in written.items():
        module, _, function = name.partition(".")
        text = (HTML / "book" / "reference" / f"{module}.html").read_text(encoding="utf-8")
        entry = text[text.index(f'<section id="{function}">') :].split("</section>")[0]
        assert f"{lesson.docname}.html#" in entry.split('class="home"')[1].split("</p>")[0], name
        back = (HTML / f"{lesson.docname}.html").read_text(encoding="utf-8")
        assert f'book/reference/{module}.html#{function}"' in back.split('class="functions"')[1], name


def test_a_docstring_is_shown_with_its_formulas_its_table_and_its_example():
    shown = reference.docstring(reference.public("optimizers")["adam"].__doc__, "optimizers")
    assert shown.count("<br>") == 2 and "<dt><code>epsilon</code> : float</dt>" in shown
    assert 'href="../../book/reference/optimizers.html#gradient_descent"' in shown and 'class="highlight"' in shown


def test_a_signature_shows_no_place_in_memory():
    shown = {
        (module, name): reference.signature(name, thing)
        for module in reference.modules()
        for name, thing in reference.public(module).items()
        if callable(thing)
    }
    assert [text for text in shown.values() if " at 0x" in text or "<class" in text] == []
    assert shown["mlp", "initialize"] == "initialize(widths, rng, scheme=he_normal, dtype=float64)"
    assert shown["exercises", "check"] == "check(answer_or_name, answer=…)"


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/o/r/", "https://github.com/o/r/edit/main/book/notation.md"),
        ("https://gitlab.com/o/r", "https://gitlab.com/o/r/-/edit/main/book/notation.md"),
    ],
)
def test_one_setting_lets_pages_be_edited_and_mistakes_be_reported(repository, address):
    (edit, _), (report, words) = feedback.links(repository, "book/notation.md", "Notation")
    assert edit == address and words == "Report a mistake" and "Mistake%20in%20%E2%80%9CNotation" in report
