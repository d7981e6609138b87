"""``{topics}``: what the course covers, each entry with the lesson that holds it.

`book/topics.yml` says how that lesson is found. An entry that no lesson holds is an error of the build.
"""

import html
import re

import course
import formulas
import glossary
import yaml
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.errors import ExtensionError

from tools import lessons

FILE = "book/topics.yml"


def prose(lesson):
    """What a lesson says, without its closing list of sources."""
    cells = lessons.load(course.ROOT / f"{lesson.docname}.ipynb")
    return "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")


def defined():
    """The words of the glossary: word → subject/name of the lesson that defines it."""
    return {word.lower(): term.lesson for term in glossary.entries() if term.lesson for word in (*term.also, term.term)}


def most_said(words, texts):
    """The lesson whose prose says the words most often; capitals count in words that have them inside, as in SORT."""
    flags = 0 if re.search(r"\w[A-Z]", words) else re.IGNORECASE
    pattern = re.compile(rf"(?<!\w){re.escape(words)}", flags)
    best = max(texts, key=lambda one: len(pattern.findall(texts[one])), default=None)
    return best if best and pattern.search(texts[best]) else None


def holder(words, subject, texts, known):
    """The lesson that holds the words: in the subject if one does, by definition rather than by mention; or None."""
    definer = course.find(known.get(words.lower(), ""), list(texts))
    inside = {one: text for one, text in texts.items() if one.subject == subject}
    if definer in inside:
        return definer
    return most_said(words, inside) or definer or most_said(words, texts)


def topics():
    """Subject → topic → entry → the lessons that hold it, in the order of the file."""
    rows = yaml.safe_load((course.ROOT / FILE).read_text(encoding="utf-8"))
    texts, known, found = {one: prose(one) for one in course.all_lessons()}, defined(), {}
    for subject, parts in rows.items():
        for topic, entries in parts.items():
            for entry in entries:
                [(shown, words)] = entry.items() if isinstance(entry, dict) else [(entry, [entry])]
                held = [holder(word, subject, texts, known) for word in words]
                if None in held:
                    raise ExtensionError(
                        f"{FILE}: no lesson holds {words[held.index(None)]!r}, which stands under {topic!r}. "
                        "Write what the lesson calls it, or the lesson."
                    )
                found.setdefault(subject, {}).setdefault(topic, {})[shown] = list(dict.fromkeys(held))
    return found


def shown(entries, up):
    """The entries of a topic, gathered under the lessons that hold them, as HTML."""
    lessons_of = list(dict.fromkeys(one for held in entries.values() for one in held))
    return "; ".join(
        f'<a href="{up}{one.docname}.html">{html.escape(one.title)}</a>: '
        + ", ".join(formulas.inline(entry) for entry, held in entries.items() if one in held)
        for one in lessons_of
    )


class Topics(Directive):
    """The list, folded part by part."""

    def run(self):
        environment, parts = self.state.document.settings.env, []
        environment.note_dependency(str(course.ROOT / FILE))
        captioned = {one.subject: one.part for one in course.all_lessons()}
        for subject, found in topics().items():
            rows = "".join(
                f"<dt>{html.escape(name)}</dt><dd>{shown(entries, '../')}.</dd>" for name, entries in found.items()
            )
            count = sum(map(len, found.values()))
            summary = f"{html.escape(captioned[subject])} <span>· {count} topics</span>"
            parts.append(f"<details><summary>{summary}</summary><dl>{rows}</dl></details>")
        return [nodes.raw("", f'<div class="topics">{"".join(parts)}</div>', format="html")]


def setup(app):
    app.add_directive("topics", Topics)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
