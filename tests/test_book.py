"""The built pages: whole, linked, described, and in need of no other server."""

import os
import pathlib
import re
import shutil
import sys
import tempfile
import threading
import time

import nbformat
import pytest
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from dlmath import plotting
from tests import pages

ROOT = pathlib.Path(__file__).parent.parent
HTML = ROOT / "_build" / "html"
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "book" / "_extensions")]

import build  # noqa: E402
import course  # noqa: E402
import formulas  # noqa: E402
import house  # noqa: E402
import lean  # noqa: E402
import lite  # noqa: E402
import tables  # noqa: E402
import topics  # noqa: E402
from dark import dark_svg, palette  # noqa: E402

BUILT = sorted(HTML.rglob("*.html")) if HTML.exists() else []
PAGES = [path for path in BUILT if path.relative_to(HTML).parts[0] not in ("_static", "lite")]
every_page = pytest.mark.parametrize("path", PAGES, ids=[path.relative_to(HTML).as_posix() for path in PAGES])


def test_the_book_is_built():
    assert PAGES, "there is no book in _build/html: build it with `python tools/build.py` (make test does)"


def test_the_pages_are_those_of_the_table_of_contents():
    contents = re.findall(r"^\s*-?\s*(?:file|root):\s*(\S+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"), re.M)
    built = {path.relative_to(HTML).with_suffix("").as_posix() for path in PAGES}
    assert set(contents) | {"404", "index", "search"} == built


@every_page
def test_a_page_has_a_title_a_language_and_one_heading(path):
    assert pages.structure(pages.load(path)) == []


@every_page
def test_every_picture_says_what_you_can_see_and_how_large_it_is(path):
    assert pages.pictures(pages.load(path)) == []


@pytest.mark.parametrize(
    "path", [path for path in PAGES if path.parent.parent.name == "notebooks"], ids=lambda path: path.stem
)
def test_figures_and_exercises_of_a_lesson_are_numbered_and_figures_have_a_caption(path):
    text = path.read_text(encoding="utf-8")
    lesson = f"{int(path.parent.name[:2])}.{path.stem.split('_')[0]}"
    assert f"Lesson {lesson}. About" in text
    exercises = re.findall(r"<h3>Exercise ([\d.]+) · [A-Z0-9]", text)
    assert exercises == [f"{lesson}.{n}" for n in range(1, len(exercises) + 1)]
    assert len(exercises) == text.count("<h3>Exercise") > 0
    captions = re.findall(
        r'<p class="figure-caption" id="figure-(\d+)"><strong>Figure ([\d.]+)</strong>\s+(?:<a [^>]*>)?\w.*\.</p>', text
    )
    assert captions == [(str(n), f"{lesson}.{n}") for n in range(1, len(captions) + 1)]
    pictures = len(set(re.findall(r'src="[^"]*_images/([^".]+?)(?:-dark)?\.', text)))
    assert len(captions) == pictures + text.count('class="dlmath-widget"')


@every_page
def test_a_page_asks_no_other_server(path):
    assert pages.foreign(pages.load(path)) == []


@every_page
def test_every_link_leads_somewhere(path):
    if path.name == "404.html":  # shown at any address, so that its link begins at the server's root
        return
    assert pages.links(pages.load(path), path, HTML) == []


@every_page
def test_a_link_to_the_live_edition_says_how_a_cell_is_stopped_there(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("Run this lesson in your browser</a>") == text.count("<em>Kernel → Restart</em>.</p>")


@every_page
def test_every_formula_comes_out(path):
    assert pages.formulas(pages.load(path)) == []


@every_page
def test_a_page_says_what_it_is_about(path):
    described = [meta["content"] for meta in pages.load(path).all("meta") if meta.get("name") == "description"]
    if path.parent != HTML:
        assert len(described) == 1 and 40 < len(described[0]) <= 200


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".there { a: b }  .gone { a: b }", ".there{a: b}"),
        ("p.there, p.gone > .there { a: b }", "p.there{a: b}"),
        (".there:not(.gone)::before { a: b }", ".there:not(.gone)::before{a: b}"),
        ("[data-there] #there { a: b; }", "[data-there] #there{a: b}"),
        ("[gone] { a: b }", ""),
        (".admonition.tip { a: b } .admonition.note, .admonition.sidebar.tip { a: b }", ".admonition.tip{a: b}"),
        ("@media print { .gone { a: b } }", ""),
        ("@media print { .there { a: b } .gone { a: b } }", "@media print{.there{a: b}}"),
        ("@font-face { src: url(x) }", "@font-face { src: url(x) }"),
    ],
)
def test_a_rule_stays_if_a_page_may_need_it(css, kept):
    rules = lean.tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    found = {"p", "there", "data-there", "admonition", "note", "sidebar", "tip", "admonition.tip"}
    assert "".join(lean.used(rules, found)) == kept


def test_the_one_style_sheet_is_small_and_its_addresses_hold():
    style = (HTML / "_static" / lean.STYLE).read_text(encoding="utf-8")
    assert len(re.sub(r"url\(\"data:font[^)]*\)", "", style)) < 130_000
    assert 'url("data:font/woff2;base64,' in style
    files = [match[1] for match in re.finditer(r"""url\(["']?(?!data:)([^"')#]+)""", style)]
    assert files and [file for file in files if not (HTML / "_static" / file.split("?")[0]).is_file()] == []


def test_variables_that_nothing_reads_are_dropped_and_quoted_values_stay_whole():
    style = ':root{--pst-a: var(--pst-b);--pst-b: url("data:x;y{z}");--pst-c: "}";color: var(--pst-a)}'
    assert lean.without_unread_variables(style) == style.replace('--pst-c: "}";', "")


def test_no_style_sheet_asks_another_server():
    sheets = [path for path in (HTML / "_static").rglob("*.css")]
    assert sheets
    assert [pages.foreign_css(path.read_text(encoding="utf-8")) for path in sheets] == [[]] * len(sheets)


@every_page
def test_no_page_loads_what_it_does_not_need(path):
    sources = " ".join(script.get("src", "") for script in pages.load(path).all("script"))
    assert not re.search(r"fontawesome|require\.js|thebe|html-manager|embed-amd", sources)


GOOD = '<html lang="en"><head><title>T</title></head><body><article><h1 id="a">A</h1>{}</article></body></html>'


@pytest.mark.parametrize(
    ("check", "planted"),
    [
        (pages.structure, "<h1>again</h1>"),
        (pages.pictures, '<img src="x.svg">'),
        (pages.pictures, '<img src="x.svg" alt="" width="9" height="9">'),
        (pages.pictures, '<img src="x.svg" alt="A line that falls.">'),
        (pages.pictures, '<img src="../_images/1ab.svg" alt="../_images/1ab.svg">'),
        (pages.foreign, '<script src="https://example.org/x.js"></script>'),
        (pages.foreign, '<script src="//example.org/x.js"></script>'),
        (pages.foreign, '<link rel="stylesheet" href="http://example.org/x.css">'),
        (pages.foreign, '<img src="https://example.org/x.png" alt="A far picture.">'),
        (pages.foreign, "<style>@import 'https://example.org/x.css';</style>"),
        (pages.foreign, '<p style="background: url(https://example.org/x.png)">x</p>'),
        (pages.formulas, "<p>$$x$$</p>"),
        (pages.formulas, r"<p>the vector \mathbf{x}</p>"),
    ],
)
def test_a_planted_fault_is_found(check, planted):
    assert check(pages.Page(GOOD.format(""))) == []
    assert check(pages.Page(GOOD.format(planted)))


def test_a_page_without_title_or_language_is_found():
    assert pages.structure(pages.Page("<html><article><h1>A</h1></article></html>")) == ["no title", "no language"]


@pytest.mark.parametrize("target", ["missing.html", "#nowhere", "other.html#nowhere", "../outside.html"])
def test_a_broken_link_is_found(tmp_path, target):
    path = tmp_path / "page.html"
    (tmp_path / "other.html").write_text(GOOD.format(""), encoding="utf-8")
    path.write_text(GOOD.format(f'<a href="other.html#a">good</a><a href="{target}">bad</a>'), encoding="utf-8")
    assert len(pages.links(pages.load(path), path, tmp_path)) == 1


def test_links_to_sources_elsewhere_are_allowed():
    page = pages.Page(GOOD.format('<a href="https://doi.org/10.1137/1.9780898718027">Higham</a>'))
    assert pages.foreign(page) == [] and pages.links(page, HTML / "x.html", HTML) == []


def test_the_palette_of_the_pages_is_that_of_the_figures():
    assert palette() == plotting.PALETTE


def test_a_drawing_gets_the_dark_palette():
    light, dark = plotting.PALETTE["light"], plotting.PALETTE["dark"]
    svg = f'<svg ><path style="fill: {light["data"].lower()}; stroke: #ffffff"/><path stroke="#000000"/></svg>'
    turned = dark_svg(svg)
    for color in (dark["data"], dark["paper"], dark["ink"]):
        assert color.lower() in turned
    assert light["data"].lower() not in turned


@pytest.mark.parametrize("tex", ["f'(x)", "x^2 f'", "(fg)'", "f''(x)"])
def test_a_prime_is_not_raised_twice(tex):
    """The font draws it where an exponent would stand."""
    mathml = formulas.typeset(tex)
    assert mathml.count("<msup>") == tex.count("^")
    assert re.search('<mrow><m[io][^>]*>.</m[io]><mo lspace="0" rspace="0">[′″]</mo></mrow>', mathml)


def test_a_formula_is_typeset_without_a_script():
    mathml = formulas.typeset(r"\frac{1}{2} \mathbf{x}^\top")
    assert "<mfrac>" in mathml and "𝐱" in mathml and "⊤" in mathml


def test_a_formula_that_cannot_be_read_is_an_error():
    with pytest.raises(formulas.math_core.LatexError):
        formulas.typeset(r"\frac{1}{2")


def test_a_long_formula_in_the_text_may_be_broken_after_a_relation_and_a_short_one_may_not():
    long = formulas.breakable(formulas.typeset(r"f(x, y, z) = x^2 + y^2 + z^2 - 2xy \le 4 + 5 + 6 + 7"))
    assert [re.sub("<[^>]*>", "", piece)[-1] for piece in long.split("<wbr>")] == ["=", "≤", "7"]
    assert "<wbr>" not in formulas.breakable(formulas.typeset("a = b"))


@pytest.mark.parametrize(("before", "after"), [("", ","), ("(", ")."), ("", "’s"), ("", "-norm"), ("“", "”")])
def test_punctuation_stays_on_the_line_of_its_formula(before, after):
    formula = '<span class="math"><math><mi>x</mi></math></span>'
    kept = formulas.keep_together(f"<p>So {before}{formula}{after} and</p>")
    assert kept == f'<p>So <span class="together">{before}{formula}{after}</span> and</p>'
    assert formulas.keep_together(f"<p>So {formula} and</p>") == f"<p>So {formula} and</p>"


def test_the_font_of_the_formulas_has_what_they_use():
    used = formulas.characters(HTML)
    assert {"𝐱", "=", "⊤", "λ", "√"} <= used
    with TTFont(HTML / formulas.WRITTEN) as font:
        assert used - set(map(chr, font.getBestCmap())) == set()


def test_references_inside_a_drawing_are_not_taken_for_colors():
    svg = '<svg ><use xlink:href="#abcdef"/><g clip-path="url(#123456)"/></svg>'
    assert 'xlink:href="#abcdef"' in dark_svg(svg) and "url(#123456)" in house.dark_svg(svg)


def notebook(folder, *cells):
    path = folder / "1_lesson.ipynb"
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nb.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nb, path)
    return path


def test_a_failing_cell_fails_the_build_and_is_named(tmp_path):
    path = notebook(tmp_path, "x = 1", "x / 0")
    with pytest.raises(build.BuildError, match=r"1_lesson\.ipynb, code cell 2 .*x / 0.*ZeroDiv") as caught:
        build.execute_changed([path], tmp_path / "cache")
    assert "\n" not in str(caught.value)


def test_what_a_cell_prints_in_two_parts_is_one_output(tmp_path):
    path = notebook(tmp_path, "import time\nprint('nearest to', end='', flush=True)\ntime.sleep(1)\nprint(' two')")
    with tempfile.TemporaryDirectory(prefix="dlmath-") as folder:
        (cell,) = build.Kernels(folder).execute(path).cells
    assert [output.text for output in cell.outputs] == ["nearest to two\n"]


def test_a_lesson_is_executed_once_until_its_code_changes(tmp_path, capsys):
    path = notebook(tmp_path, "print(6 * 7)")
    for code, executed in (("6 * 7", 1), ("6 * 7", 0), ("6 * 8", 1)):
        path = notebook(tmp_path, f"print({code})")
        build.execute_changed([path], tmp_path / "cache")
        assert f"to execute: {executed}" in capsys.readouterr().out


def test_a_lesson_whose_cached_outputs_are_gone_is_executed_again(tmp_path, capsys):
    """As where a build was killed between two of the cache's writes."""
    path = notebook(tmp_path, "print(6 * 7)")
    build.execute_changed([path], tmp_path / "cache")
    shutil.rmtree(tmp_path / "cache" / "executed")
    build.execute_changed([path], tmp_path / "cache")
    assert capsys.readouterr().out.count("to execute: 1") == 2


@pytest.fixture
def small_book(tmp_path, monkeypatch):
    """A book of no lesson, whose pages are written by a stand-in for Sphinx."""
    (tmp_path / "_toc.yml").write_text("root: index", encoding="utf-8")
    monkeypatch.setattr(build, "execute_changed", lambda paths, cache: None)
    monkeypatch.setattr(build, "lay_live_edition", lambda root, folder: None)
    return tmp_path


def test_pages_of_a_build_that_was_killed_while_writing_are_not_relied_on(small_book, monkeypatch):
    remembered = small_book / "_build" / ".doctrees"
    monkeypatch.setattr(build, "write_pages", lambda root, folder: 0)
    build.build(small_book)
    for leftover, kept in ((), True), (["unfinished"], False):
        remembered.mkdir(exist_ok=True)
        for name in leftover:
            (small_book / "_build" / name).touch()
        build.build(small_book)
        assert remembered.exists() == kept


def test_one_build_at_a_time(small_book, monkeypatch, capsys):
    building, most = [], []

    def write_pages(root, folder):
        building.append(1)
        most.append(len(building))
        time.sleep(0.2)
        building.pop()
        return 0

    monkeypatch.setattr(build, "write_pages", write_pages)
    threads = [threading.Thread(target=build.build, args=[small_book]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1]
    assert "Another command is setting up or building here; this one waits for it." in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_the_live_edition_is_laid_by_this_environment_in_a_folder_of_any_name(tmp_path, monkeypatch):
    root = tmp_path / 'my "course" for $HOME'
    for name in ("notebooks", "book"):
        (root / name).mkdir(parents=True)
    (root / "book" / "references.bib").touch()
    notebook(root / "notebooks", "x = 1")
    others = tmp_path / "bin" / "jupyter-lite"
    others.parent.mkdir()
    others.write_text("#!/bin/sh\nexit 1", encoding="utf-8")
    others.chmod(0o755)
    monkeypatch.setenv("PATH", str(others.parent), prepend=os.pathsep)
    lite.lay_application(root, root / "work", root / "out")
    assert (root / "out" / "files" / "1_lesson.ipynb").exists() and (root / "out" / "lab" / "index.html").exists()


def test_a_socket_fits_into_the_scratch_folder_where_temporary_files_lie_deep(tmp_path, monkeypatch):
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with build.scratch() as folder:
        assert len(folder) < 60 or os.name == "nt"


def test_a_change_of_the_package_forgets_the_outputs_and_one_of_the_order_the_pages(tmp_path):
    for name in ("dlmath/a.py", "requirements.txt", "book/_extensions/e.py", "book/_templates/t.html", "_toc.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
    folder = tmp_path / "_build"

    def kept_after(changed):
        for name in (".jupyter_cache", ".doctrees"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / changed).write_text("2" + changed, encoding="utf-8")
        build.forget_what_is_stale(tmp_path, folder)
        return sorted(path.name for path in folder.iterdir() if path.is_dir())

    build.forget_what_is_stale(tmp_path, folder)
    assert kept_after("book/page.md") == [".doctrees", ".jupyter_cache"]
    assert kept_after("dlmath/a.py") == []
    assert kept_after("_toc.yml") == [".jupyter_cache"]
    shutil.rmtree(folder)


def test_numbers_are_written_for_readers():
    assert tables.number(2.2e-16) == "2.2 × 10<sup>−16</sup>"
    assert tables.number(1e-8) == "10<sup>−8</sup>"
    assert tables.number(0.25) == "0.25"


def test_a_proof_is_shown_with_its_function_and_its_error():
    row = {"function": "losses.hinge", "kind": "law", "against": "a < b", "bound": 1e-15, "cases": 1200, "worst": 0.0}
    shown = tables.proof_table([row])
    assert "<code>hinge</code>" in shown and "a &lt; b" in shown and "1\u202f200" in shown and ">none<" in shown


# --- what the course covers


def test_each_lesson_holds_a_topic_and_each_topic_has_a_lesson():
    held = {
        one.docname
        for parts in topics.topics().values()
        for found in parts.values()
        for x in found.values()
        for one in x
    }
    assert [one.docname for one in course.all_lessons() if one.docname not in held] == []


def test_a_topic_that_no_lesson_holds_ends_the_build(monkeypatch, tmp_path):
    (tmp_path / "topics.yml").write_text("calculus:\n  Gradients: [gradient, alchemy]\n", encoding="utf-8")
    monkeypatch.setattr(topics, "FILE", str(tmp_path / "topics.yml"))
    with pytest.raises(ExtensionError, match="no lesson holds 'alchemy', which stands under 'Gradients'"):
        topics.topics()


def test_a_topic_is_held_by_the_lesson_of_the_subject_that_defines_it_rather_than_by_one_that_mentions_it():
    lessons = course.all_lessons()
    here, there = [one for one in lessons if one.subject == "calculus"][:2]
    elsewhere = next(one for one in lessons if one.subject == "cnn")
    texts = {here: "A gradient.", there: "Gradients, gradients.", elsewhere: "gradient gradient gradient, SORT"}
    assert topics.holder("gradient", "calculus", texts, {}) is there
    assert (
        topics.holder(
            "gradient", "calculus", texts, {"gradient": "/".join(course.NUMBERS.match(here.docname).groups())}
        )
        is here
    )
    assert topics.holder("sort", "calculus", texts, {}) is elsewhere
    assert topics.holder("SORt", "calculus", texts, {}) is None
