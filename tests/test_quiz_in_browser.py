"""Questions on the page, in Chromium: by mouse and keyboard, kept, counted, in print, without JavaScript or network."""

import json

import pytest

from tests import browser, opened
from tests.test_book_in_browser import HTML
from tools import questions

pytestmark = pytest.mark.browser
LESSON, PAGE = "linear_algebra/vectors", "notebooks/01_linear_algebra/1_vectors.html"
INTERVIEW, START = "book/questions.html", "book/index.html"
ASKED = questions.of_lessons()[LESSON]
LOOKS = [(1280, False), (390, True)]


def quiz(page, one):
    return page.locator(f".quiz[data-question={one.id}]")


def button(page, one, choice):
    return quiz(page, one).locator(f"[data-choice='{choice.id}'] button")


def said(page, one, choice):
    return quiz(page, one).locator(f"[data-choice='{choice.id}'] .quiz-said").inner_text()


def wrong(one):
    return next(choice for choice in one.shuffled if not choice.right)


def words(page):
    return page.locator(".quiz-count").inner_text()


@pytest.mark.parametrize("width, dark", LOOKS)
def test_each_choice_is_answered_with_its_reason_kept_and_counted(chrome, width, dark):
    with browser.page(chrome, HTML, width=width, dark=dark) as page:
        page.goto(browser.ADDRESS + PAGE)
        assert words(page) == "0 of 3 questions answered."
        for number, one in enumerate(ASKED):
            for choice in sorted(one.choices, key=lambda choice: choice.right):
                assert words(page) == f"{number} of 3 questions answered."
                assert said(page, one, choice) == ""
                button(page, one, choice).click()
                verdict = said(page, one, choice)
                assert verdict.startswith("✓ Right." if choice.right else "✗ Not this one.")
                assert choice.because.split("$")[0].replace("*", "")[:30] in verdict
        assert words(page) == "3 of 3 questions answered."
        assert (
            page.locator("nav.page-toc a[href='#check-your-understanding'] .mark").first.get_attribute("title")
            == "answered"
        )
        page.reload()
        assert words(page) == "3 of 3 questions answered."
        assert said(page, ASKED[0], wrong(ASKED[0])).startswith("✗")
        opened.settle(page)
        assert opened.accessibility(page) == []
        assert opened.overflow(page) == []
        page.goto(browser.ADDRESS + START)
        mark = page.locator(f".lesson-map a.lesson[href$='{PAGE}'] .mark")
        mark.wait_for()
        assert mark.get_attribute("title").endswith("exercises solved, 3 of 3 questions answered")
        assert "3 of " in page.locator(".record p").inner_text()
        assert PAGE in page.locator(".go-on a").get_attribute("href")


def test_a_question_is_answered_by_keyboard_alone(chrome):
    one = ASKED[0]
    with browser.page(chrome, HTML) as page:
        page.goto(f"{browser.ADDRESS}{PAGE}#check-your-understanding")
        first, second, *_ = one.shuffled
        button(page, one, first).focus()
        page.keyboard.press("Enter")
        assert said(page, one, first)
        page.keyboard.press("Tab")
        assert button(page, one, second).evaluate("(element) => element === document.activeElement")
        assert button(page, one, second).evaluate("(element) => element.matches(':focus-visible')")
        page.keyboard.press("Space")
        assert said(page, one, second)
        assert quiz(page, one).get_by_role("status").count() == len(one.choices)


def test_a_wrong_choice_alone_does_not_count_and_the_way_to_the_right_one_is_kept(chrome):
    one = ASKED[1]
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + PAGE)
        button(page, one, wrong(one)).click()
        page.reload()
        assert words(page) == "0 of 3 questions answered." and said(page, one, wrong(one)).startswith("✗")
        button(page, one, one.right).click()
        kept = json.loads(page.evaluate("localStorage.getItem('dlmath.questions')"))
        assert kept[one.id] == {"right": True, "tried": [wrong(one).id, one.right.id]}


def test_what_is_answered_goes_into_the_saved_file_and_comes_back(chrome, tmp_path):
    one = ASKED[2]
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + PAGE)
        button(page, one, one.right).click()
        page.goto(browser.ADDRESS + START)
        with page.expect_download() as download:
            page.get_by_role("button", name="Save my work as a file").click()
        download.value.save_as(tmp_path / "dlmath_progress.json")
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + START)
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Load a file").click()
        chooser.value.set_files(tmp_path / "dlmath_progress.json")
        page.locator(".record").get_by_text("1 of ").wait_for()
        page.goto(browser.ADDRESS + PAGE)
        assert words(page) == "1 of 3 questions answered." and said(page, one, one.right).startswith("✓")


def test_a_second_tab_follows(chrome):
    one = ASKED[0]
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + PAGE)
        other = page.context.new_page()
        other.goto(browser.ADDRESS + PAGE)
        button(page, one, one.right).click()
        other.get_by_text("1 of 3 questions answered.").wait_for()


def test_without_javascript_the_choices_are_a_list_and_the_answer_opens(chrome):
    with browser.page(chrome, HTML, java_script_enabled=False) as page:
        page.goto(browser.ADDRESS + PAGE)
        place = quiz(page, ASKED[0])
        assert place.locator("button").count() == 0 and place.locator(".quiz-says").first.is_visible()
        answer = place.locator(".quiz-answer")
        assert not answer.locator("p").first.is_visible()
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible() and answer.locator("p[data-right]").count() == 1
        assert not page.locator(".quiz-count").is_visible()


def test_print_has_the_questions_without_their_answers(chrome):
    one = ASKED[0]
    with browser.page(chrome, HTML) as page:
        page.goto(browser.ADDRESS + PAGE)
        button(page, one, one.right).click()
        page.emulate_media(media="print")
        assert quiz(page, one).locator(".quiz-ask").is_visible() and button(page, one, one.right).is_visible()
        assert not quiz(page, one).locator(".quiz-said p").is_visible()
        looks = {
            button(page, one, choice).evaluate(
                "(e) => [getComputedStyle(e).borderStyle, getComputedStyle(e).backgroundColor] + ''"
            )
            for choice in one.choices
        }
        assert len(looks) == 1
        assert not page.locator(".quiz-count").is_visible() and not page.locator(".quiz-answer").first.is_visible()


@pytest.mark.parametrize("width, dark", LOOKS)
def test_the_questions_of_interviews_have_a_quiz_a_short_answer_and_a_lesson(chrome, width, dark):
    asked = questions.of_interview()
    with browser.page(chrome, HTML, width=width, dark=dark) as page:
        page.goto(browser.ADDRESS + INTERVIEW)
        assert page.locator(".quiz").count() == page.locator(".quiz-short").count() == len(asked)
        for one in asked:
            button(page, one, one.right).click()
        page.locator(".quiz-short summary").first.click()
        assert page.locator(".quiz-short p").first.is_visible()
        assert page.locator(".quiz-short a").first.get_attribute("href").startswith("../notebooks/")
        assert words(page) == f"{len(asked)} of {len(asked)} questions answered."
        opened.settle(page)
        assert opened.accessibility(page) == [] and opened.overflow(page) == []
        mark = page.locator("nav.bd-links a[href$='questions.html'] .mark, nav.bd-links a.current .mark").first
        mark.wait_for(state="attached")
        assert mark.get_attribute("title") == "all answered"
