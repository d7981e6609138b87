"""A new edition of a lesson reaches those who have opened an earlier one in the live edition, and no work is lost."""

import json
import pathlib

import pytest

from tests import browser
from tools import lite

ROOT = pathlib.Path(__file__).parent.parent
SCRIPT = (ROOT / "tools" / "editions.js").read_text(encoding="utf-8")
LESSON, BESIDE = "02_calculus/1_limits.ipynb", "02_calculus/1_limits.new.ipynb"
STORE = """async ({ files, given }) => {
  localStorage.setItem("dlmath-editions", JSON.stringify(given));
  const opening = indexedDB.open("JupyterLite Storage - /lite/");
  opening.onupgradeneeded = () => opening.result.createObjectStore("files");
  await new Promise((done) => { opening.onsuccess = done; });
  const store = opening.result.transaction("files", "readwrite").objectStore("files");
  for (const [path, content] of Object.entries(files)) store.put({ path, name: path.split("/").pop(), content }, path);
  await new Promise((done) => { store.transaction.oncomplete = done; });
  opening.result.close();
}"""
KEPT = """async () => {
  await (await import("/lite/editions.js")).start();
  const opening = indexedDB.open("JupyterLite Storage - /lite/");
  await new Promise((done) => { opening.onsuccess = done; });
  const store = opening.result.transaction("files").objectStore("files");
  const keys = store.getAllKeys(), all = store.getAll();
  await new Promise((done) => { store.transaction.oncomplete = done; });
  opening.result.close();
  return Object.fromEntries(keys.result.map((key, k) => [key, all.result[k].content.cells[0].source]));
}"""

pytestmark = pytest.mark.browser


def notebook(source, printed=()):
    return {"cells": [{"cell_type": "code", "source": source, "outputs": list(printed)}]}


@pytest.fixture
def reader(chrome, tmp_path):
    """What is kept of a lesson in the browser, after the new edition's start, for a reader who had an earlier one."""

    def fingerprint(content):
        (tmp_path / "n.ipynb").write_text(json.dumps(content), encoding="utf-8")
        return lite.cells_fingerprint(tmp_path / "n.ipynb")

    def kept(mine, given="first edition – λ", new="second edition"):
        published = notebook(new)
        served = {
            "/": "<title>x</title><main></main>",
            "/favicon.ico": "",
            "/lite/editions.js": SCRIPT,
            "/lite/editions.json": json.dumps({LESSON: fingerprint(published)}),
            f"/lite/files/{LESSON}": json.dumps(published),
        }
        with browser.page(chrome, served) as page:
            page.goto(browser.ADDRESS)
            known = {LESSON: fingerprint(notebook(given))} if given else {}
            page.evaluate(STORE, {"files": {LESSON: mine}, "given": known})
            first, second = page.evaluate(KEPT), page.evaluate(KEPT)
            assert first == second
            return first, page.locator("[role=status]").all_inner_texts()

    return kept


def test_a_copy_that_was_only_looked_at_or_run_goes(reader):
    assert reader(notebook("first edition – λ", printed=[{"text": "42"}])) == ({}, [])


def test_a_changed_copy_stays_and_the_new_edition_lies_beside_it(reader):
    kept, said = reader(notebook("my work"))
    assert kept == {LESSON: "my work", BESIDE: "second edition"}
    assert len(said) == 1 and BESIDE in said[0]


def test_without_a_new_edition_nothing_changes(reader):
    assert reader(notebook("my work"), new="first edition – λ") == ({LESSON: "my work"}, [])


def test_a_copy_of_which_nothing_is_known_is_kept(reader):
    assert reader(notebook("older than this"), given=None)[0] == {LESSON: "older than this", BESIDE: "second edition"}
