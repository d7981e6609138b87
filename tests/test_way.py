"""The way through the book: the glossary, the map of lessons, the reference, the search, the keys."""

import pathlib
import re
import sys

import pytest
from docutils import nodes

from tests import browser

ROOT = pathlib.Path(__file__).parent.parent
HTML = ROOT / "_build" / "html"
sys.path.insert(0, str(ROOT / "book" / "_extensions"))

import course  # noqa: E402
import glossary  # noqa: E402
import lesson_map  # noqa: E402

COURSE = course.all_lessons()
TERMS = glossary.entries()


# --- the glossary


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.term)
def test_a_term_is_one_sentence_and_its_lesson_exists(term):
    assert re.fullmatch(r"\S.*\S", term.means) and term.means.endswith((".", "$."))
    assert not re.search(r"[.?!] [A-Z]", re.sub(r"\$[^$]*\$", "", term.means))
    assert not term.lesson or course.find(term.lesson, COURSE), f"no lesson {term.lesson}"


def test_no_two_entries_have_one_name():
    names = [name.lower() for term in TERMS for name in (term.term, *term.also)]
    assert sorted(names) == sorted(set(names))
    assert len({term.anchor for term in TERMS}) == len(TERMS)


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
