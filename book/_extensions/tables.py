"""Directives: ``{proofs}``, ``{benchmarks}``, ``{training}`` and ``{growth}`` show numbers, ``{widget}`` a live widget.

The tables are read from the committed files when the book is built, so that a page cannot say anything else.
"""

import html
import json
import math
import pathlib
from itertools import groupby

from docutils import nodes
from docutils.parsers.rst import Directive

KINDS = {"independent": "Another program", "law": "A law", "by hand": "By hand"}


def number(x):
    """``2.2e-16`` as a page shows it: 2.2 × 10⁻¹⁶; small and plain numbers stay plain."""
    if x == 0 or not math.isfinite(x):
        return {0: "0"}.get(x, "∞")
    if 1e-3 <= abs(x) < 1e4:
        return f"{x:g}"
    digits, exponent = f"{x:.1e}".split("e")
    digits = digits.removesuffix(".0")
    power = f"10<sup>{'−' if int(exponent) < 0 else ''}{abs(int(exponent))}</sup>"
    return power if digits == "1" else f"{digits} × {power}"


def thousands(n):
    """12345 as 12 345, with thin spaces."""
    return f"{n:,}".replace(",", "\u202f")


def proof_table(rows):
    """The rows of one module as an HTML table: the functions one after another, each with its proofs."""
    head = "".join(f'<th scope="col">{h}</th>' for h in ("Kind", "Proved against", "Cases", "Worst error", "Bound"))
    parts = [f'<table class="proofs"><thead><tr>{head}</tr></thead>']
    for function, proofs in groupby(rows, key=lambda row: row["function"]):
        name = html.escape(function.split(".", 1)[-1])
        parts.append(
            f'<tbody id="proof-{html.escape(function)}"><tr class="function">'
            f'<th colspan="5" scope="rowgroup"><code>{name}</code></th></tr>'
        )
        for proof in proofs:
            cells = (
                ("kind", "", KINDS[proof["kind"]]),
                ("against", "", html.escape(proof["against"])),
                ("number", "Cases", thousands(proof["cases"])),
                ("number", "Worst error", "none" if proof["worst"] == 0 else number(proof["worst"])),
                ("number", "Bound", "exact" if proof["bound"] == 0 else number(proof["bound"])),
            )
            row = "".join(f'<td class="{c}" data-label="{label}">{text}</td>' for c, label, text in cells)
            parts.append(f"<tr>{row}</tr>")
        parts.append("</tbody>")
    return "".join(parts) + "</table>"


def summary(rows):
    """One sentence that says how much the table holds."""
    functions, cases = len({row["function"] for row in rows}), sum(row["cases"] for row in rows)
    return f"{functions} functions, {len(rows)} proofs, {thousands(cases)} cases."


class Table(Directive):
    """Reads the JSON file of the subclass and lets the page be built again when that file changes."""

    file = ""

    def rows(self):
        environment = self.state.document.settings.env
        path = pathlib.Path(environment.srcdir, self.file)
        environment.note_dependency(str(path))
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


FILTER = (
    '<p class="proof-filter"><label>Find a function <input type="search" id="proof-filter" autocomplete="off" '
    'placeholder="softmax"></label> <output for="proof-filter"></output></p>'
)


class Proofs(Table):
    """``book/proofs.json``: a field that finds a function, and one section for each module, whose table opens."""

    file = "book/proofs.json"

    def run(self):
        rows = self.rows()
        parts = [nodes.paragraph("", summary(rows), classes=["summary"]), nodes.raw("", FILTER, format="html")]
        for module, group in groupby(rows, key=lambda row: row["function"].split(".")[0]):
            group = list(group)
            section = nodes.section(ids=[f"proofs-{module}"], names=[module])
            section += nodes.title("", "", nodes.literal("", f"dlmath.{module}"))
            table = f'<details class="proofs"><summary>{summary(group)}</summary>{proof_table(group)}</details>'
            section += nodes.raw("", table, format="html")
            parts.append(section)
        return parts


def bars(row):
    """The medians of one benchmark as an HTML table, each with a bar as long as it is slow."""
    longest = max(row["medians"].values())
    parts = [
        '<table class="bars"><thead><tr><th scope="col">Program</th>'
        f'<th scope="col" colspan="2">Median, {html.escape(row["unit"])}</th></tr></thead><tbody>'
    ]
    for name, median in row["medians"].items():
        ours = " ours" if "dlmath" in name else ""
        bar = f'<span class="bar{ours}" style="width: {100 * median / longest:.1f}%"></span>'
        parts.append(
            f'<tr><th scope="row">{html.escape(name)}</th><td class="number">{median:.3g}</td><td>{bar}</td></tr>'
        )
    return "".join(parts) + "</tbody></table>"


def limits(row):
    """What was promised of one benchmark and what was measured, as an HTML list."""
    items = []
    for limit in row["limits"]:
        unit = html.escape(limit["unit"])
        goal = f", goal {limit['goal']:g} {unit}" if limit["goal"] is not None else ""
        items.append(
            f"<li>{html.escape(limit['limit'])}: <strong>{limit['measured']:.3g} {unit}</strong> "
            f"(at most {limit['must']:g} {unit}{goal}): {html.escape(limit['verdict'])}</li>"
        )
    return f"<ul>{''.join(items)}</ul>" if items else ""


class Benchmarks(Table):
    """``benchmarks/results.json``, one section for each row."""

    file = "benchmarks/results.json"

    def run(self):
        results = self.rows()
        machine = results["machine"]
        where = (
            f"Measured on {machine['processor']}, {machine['cores']} cores, {machine['system']}, "
            f"Python {machine['python']}, NumPy {machine['numpy']}."
        )
        parts = [nodes.paragraph("", where)]
        for row in results["rows"]:
            section = nodes.section(ids=[f"benchmark-{row['row'].replace('_', '-')}"], names=[row["row"]])
            section += nodes.title("", row["work"][:1].upper() + row["work"][1:])
            section += nodes.raw("", bars(row) + limits(row), format="html")
            parts.append(section)
        return parts


def training_table(rows):
    """The accuracies of every network as an HTML table."""
    heads = ("Network", "Test accuracy of each seed", "Asked", "Seconds a seed")
    parts = ["<table><thead><tr>", *(f'<th scope="col">{h}</th>' for h in heads), "</tr></thead><tbody>"]
    for row in rows:
        accuracies = ", ".join(f"{100 * a:.1f}" for a in row["accuracies"])
        seconds = sorted(row["seconds"])[len(row["seconds"]) // 2]
        parts.append(
            f'<tr><th scope="row">{html.escape(row["work"])}</th><td>{accuracies}&nbsp;%</td>'
            f"<td>{100 * row['must']:g}&nbsp;%</td><td>{seconds:.0f}</td></tr>"
        )
    return "".join(parts) + "</tbody></table>"


class Training(Table):
    """``benchmarks/training.json``, one row for each network."""

    file = "benchmarks/training.json"

    def run(self):
        return [nodes.raw("", training_table(self.rows()["networks"]), format="html")]


def panel(sweep):
    """One sweep as a picture: the cost beside the number of multiplications, both axes logarithmic."""
    values, ms, products = sweep["values"], sweep["ms"], sweep["products"]

    def x(value):
        return 40 + 190 * math.log(value / values[0]) / math.log(values[-1] / values[0])

    def y(cost):
        return 150 - 130 * (math.log10(cost) + 1) / 3  # from 0.1 to 100 ms

    def line(costs, style):
        points = " ".join(f"{x(v):.1f},{y(c):.1f}" for v, c in zip(values, costs, strict=True))
        return f'<polyline points="{points}" fill="none" {style}/>'

    said = ", ".join(f"{c:.2g} ms for {v}" for v, c in zip(values, ms, strict=True))
    rate = ms[-1] / products[-1]
    texts = [f'<text x="{x(v):.1f}" y="170" text-anchor="middle">{v}</text>' for v in values]
    texts += [f'<text x="34" y="{y(c) + 4:.1f}" text-anchor="end">{c}</text>' for c in (0.1, 1, 10, 100)]
    dots = [
        f'<circle cx="{x(v):.1f}" cy="{y(c):.1f}" r="3.5" fill="var(--model)"/>'
        for v, c in zip(values, ms, strict=True)
    ]
    return (
        f'<svg viewBox="0 0 250 195" role="img" aria-label="Milliseconds by {html.escape(sweep["means"])}: {said}" '
        'style="width: 100%; max-width: 21rem; font-size: 11px" fill="currentColor">'
        + line([rate * p for p in products], 'stroke="var(--muted)" stroke-dasharray="4 4"')
        + line(ms, 'stroke="var(--model)" stroke-width="2"')
        + "".join([*dots, *texts])
        + '<text x="8" y="12">ms</text>'
        + f'<text x="135" y="189" text-anchor="middle">{html.escape(sweep["means"])}</text></svg>'
    )


class Growth(Table):
    """``benchmarks/growth.json``, one small picture for each sweep."""

    file = "benchmarks/growth.json"

    def run(self):
        panels = "".join(map(panel, self.rows()["sweeps"]))
        grid = "display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem"
        return [nodes.raw("", f'<div style="{grid}">{panels}</div>', format="html")]


class Widget(Directive):
    """A widget on a page without a notebook: ``{widget} GradientDescent(loss="ravine")``."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        from dlmath import widgets

        name, _, arguments = self.arguments[0].partition("(")
        made = eval(f"make({arguments or ')'}", {"make": getattr(widgets, name)})
        return [nodes.raw("", made.page(), format="html")]


def setup(app):
    app.add_directive("proofs", Proofs)
    app.add_directive("benchmarks", Benchmarks)
    app.add_directive("training", Training)
    app.add_directive("growth", Growth)
    app.add_directive("widget", Widget)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
