"""The spreadsheet companion: LibreOffice and dlmath agree on every result, also after a reader's changes."""

import itertools
import json
import pathlib
import re
import zipfile

import numpy as np
import openpyxl
import pytest
from openpyxl.formula import Tokenizer
from openpyxl.utils import get_column_letter

from dlmath import activations, autodiff, cnn, losses, metrics, mlp, optimizers, regression
from tools import sheets, spreadsheet
from tools.sheets import convolution, descent, line, look, network, start, training

ROOT = pathlib.Path(__file__).parent.parent
SIGMOIDS = ["sigmoid", "sigmoid"]
# What a reader might type, on all sheets at once.
CHANGED = {
    "Gradient descent": {"B7": 3, "B8": -2.5, "B9": 0.55},
    "Least squares": {"B7": 190, "B8": 0.3, "B9": 100, "B10": 4000},
    "Penguins": {"B6": 201, "C347": 5000},
    "Network": {"B7": 0, "J9": -1.5, "N11": 2, "C24": 3, "F25": 0.5, "B27": 0, "B51": 10},
    "Training": {"B7": 3, "F10": 1, "L13": -2, "N14": 0.25, "C15": 0.1, "F16": -1},
    "Training steps": {"B7": 63, "B100": 0},
    "Drawings": {"B69": 0, "C6": 0, "N69": 1},
    "Convolution": {"B8": 0.5, "D10": -3, "B11": -0.25, "I8": 18, "I9": 1, "B17": 1, "U36": 0.5},
}
# Rates at which everything stands still or runs away, and a start from which no unit becomes like another.
EDGES = {
    "Gradient descent": {"B9": 0.25},
    "Least squares": {"B8": 1.1},
    "Network": {"B51": 0},
    "Training": {"B7": 0}
    | {place: 0 for columns in ("F10:H13", "J10:L13", "N10:P13") for place in itertools.chain(*look.places(columns))},
    "Convolution": {place: 0 for place in itertools.chain(*look.places(convolution.WEIGHTS))},
}


@pytest.fixture(scope="module")
def book():
    return sheets.book()


@pytest.fixture(scope="module")
def shown():
    """What the file in git shows: of each sheet the values, those of formulas included."""
    kept = openpyxl.load_workbook(spreadsheet.FILE, data_only=True)
    return {ws.title: {c.coordinate: c.value for row in ws for c in row} for ws in kept}


@pytest.fixture(scope="module")
def kept():
    """The file in git: its parts by name."""
    with zipfile.ZipFile(spreadsheet.FILE) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(scope="module")
def computed(book):
    """All values as LibreOffice computes them: as the file is handed out, after changes, and at the edges."""
    if not spreadsheet.office():
        pytest.skip(spreadsheet.MISSING)

    def saver(changes):
        def save(path):
            before = {(title, place): book[title][place].value for title in changes for place in changes[title]}
            for title, place in before:
                assert not book[title][place].protection.locked, f"{title}!{place} is not to be changed"
                book[title][place].value = changes[title][place]
            book.save(path)
            for (title, place), value in before.items():
                book[title][place].value = value

        return save

    return spreadsheet.recalculated([saver({}), saver(CHANGED), saver(EDGES)])


@pytest.fixture(params=["as handed out", "after changes", "at the edges"])
def values(request, computed):
    return computed[["as handed out", "after changes", "at the edges"].index(request.param)]


def block(values, area):
    """The numbers of a block as an array."""
    return np.array([[values[place] for place in row] for row in look.places(area)], dtype=float)


def column(values, letter, first, last):
    return block(values, f"{letter}{first}:{letter}{last}")[:, 0]


def agree(theirs, ours):
    """Equal to 1e-9 of the largest of the numbers."""
    np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=1e-9 * np.max(np.abs(ours), initial=0))


# --- equal to dlmath


def test_the_parabola_descends_as_dlmath_does(values):
    v = values[descent.TITLE]
    curvature, x0, rate = v["B7"], v["B8"], v["B9"]

    def valley(x):
        return 0.5 * curvature * x**2

    path = np.array(optimizers.minimize(valley, float(x0), optimizers.gradient_descent(rate), descent.STEPS))
    places = descent.FIRST, descent.LAST
    agree(column(v, "E", *places), np.arange(descent.STEPS + 1))
    agree(column(v, "F", *places), path)
    agree(column(v, "J", *places), path)
    agree(column(v, "G", *places), [autodiff.grad(valley)(x) for x in path])
    agree(column(v, "I", *places), valley(path))
    agree(v["B14"], optimizers.largest_stable_rate(np.array([[float(curvature)]])))
    agree(column(v, "M", 7, 47), valley(column(v, "L", 7, 47)))


def test_the_verdict_on_the_parabola_is_that_of_the_factor(computed):
    verdicts = [values[descent.TITLE]["B15"] for values in computed]
    assert verdicts == ["slides down one side", "jumps across, closer each time", "lands on the minimum in one step"]


def test_the_line_through_the_penguins_is_that_of_dlmath(values):
    v, data = values[line.TITLE], values[line.DATA]
    last = line.FIRST + len(line.measured()[0]) - 1
    x, y = (column(data, letter, line.FIRST, last) for letter in "BC")
    model = regression.least_squares_by_qr(x[:, None], y)
    predicted = regression.predict(model, x[:, None])
    for places in (("B25", "B26"), ("B37", "B38")):
        agree([v[place] for place in places], [model.weights[0], model.intercept])
    error = losses.squared_error(predicted, y)
    agree(v["B27"], error)
    agree([v["B28"], v["B29"]], [np.sqrt(error), metrics.r_squared(y, predicted)])
    agree(v["B30"], regression.predict(model, [[v["B7"]]])[0])
    agree(column(data, "L", line.FIRST, last), y - predicted)


def test_the_descent_to_that_line_is_that_of_dlmath(values):
    v, data = values[line.TITLE], values[line.DATA]
    last = line.FIRST + len(line.measured()[0]) - 1
    x, y = (column(data, letter, line.FIRST, last) for letter in "BC")
    z = (x - x.mean()) / x.std()

    def loss(theta):
        return losses.squared_error(theta[0] * z + theta[1], y)

    begin = np.array([v["B9"], v["B10"]], dtype=float)
    path = np.array(optimizers.minimize(loss, begin, optimizers.gradient_descent(v["B8"]), line.STEPS))
    rows = line.STEP_ROW, line.STEP_ROW + line.STEPS
    agree(block(v, f"H{rows[0]}:I{rows[1]}"), path)
    agree(block(v, f"J{rows[0]}:K{rows[1]}"), [autodiff.grad(loss)(theta) for theta in path])
    agree(column(v, "L", *rows), [loss(theta) for theta in path])
    agree(column(v, "M", *rows), path[:, 0] / x.std())


def on_the_sheet(v, top, outputs):
    """The network's four arrays on the sheet "Network", from the rows where they begin."""
    blocks = [c.replace(":", f"{top}:") + str(top + 3) for c in network.COLUMNS]
    hidden = {"W": np.array([block(v, area).ravel() for area in blocks])}
    hidden["b"] = np.array([v[f"{letter}{top + 4}"] for letter in network.FIRST], dtype=float)
    last = {"W": block(v, f"B{outputs}:D{outputs + 1}"), "b": column(v, "F", outputs, outputs + 1)}
    return [hidden, last]


def agree_on_networks(theirs, ours):
    for left, right in zip(theirs, ours, strict=True):
        agree(left["W"], right["W"])
        agree(left["b"], right["b"])


def test_the_network_answers_learns_and_steps_as_dlmath_does(values):
    v = values[network.TITLE]
    params, x = on_the_sheet(v, 7, 24), block(v, network.PIXELS).reshape(1, 12)
    target = np.array([[1.0 - v["B27"], v["B27"]]])
    Z, A = mlp.forward(params, x, SIGMOIDS)
    for row, ours in ((19, Z[0]), (20, A[1])):
        agree([v[f"{letter}{row}"] for letter in network.FIRST], ours[0])
    agree(column(v, "G", 24, 25), Z[1][0])
    agree(column(v, "H", 24, 25), A[2][0])
    loss, grads = mlp.loss_and_grads(params, x, target, SIGMOIDS, "squared_error")
    agree(v["B29"], loss)
    hidden, last = mlp.deltas(params, Z, losses.squared_error_gradient(A[2], target), SIGMOIDS)
    agree([v[f"{letter}37"] for letter in network.FIRST], hidden[0])
    agree(column(v, "B", 33, 34), last[0])
    agree_on_networks(on_the_sheet(v, 44, 41), grads)
    optimizer = optimizers.gradient_descent(v["B51"])
    after, _ = optimizer.update(params, grads, optimizer.init(params))
    agree_on_networks(on_the_sheet(v, 54, 62), after)
    loss_after, _ = mlp.loss_and_grads(after, x, target, SIGMOIDS, "squared_error")
    agree(v["B64"], loss_after)
    agree(v["B65"] + v["B29"], loss_after)


def in_a_row(v, row):
    """The network's four arrays in a row of the sheet "Training steps"."""
    hidden = {"W": np.array([[v[f"{c}{row}"] for c in letters] for letters in training.W1])}
    last = {"W": np.array([[v[f"{c}{row}"] for c in letters] for letters in training.W2])}
    return [
        hidden | {"b": np.array([v[f"{c}{row}"] for c in training.B1])},
        last | {"b": np.array([v[f"{c}{row}"] for c in training.B2])},
    ]


def test_training_is_that_of_dlmath_at_every_step(values):
    v, data, summary = values[training.TABLE], values[training.DATA], values[training.TITLE]
    last = training.DRAWINGS + training.N - 1
    X, y = block(data, f"C{training.DRAWINGS}:N{last}"), column(data, "B", training.DRAWINGS, last)
    targets = np.column_stack([1 - y, y])
    params, optimizer = on_the_sheet(summary, 10, 15), optimizers.gradient_descent(summary["B7"])
    begin, state, seen = params, optimizer.init(params), []
    for row in range(training.FIRST, training.FOUND):
        agree_on_networks(in_a_row(v, row), params)
        i = int(v[f"B{row}"])
        loss, grads = mlp.loss_and_grads(params, X[[i]], targets[[i]], SIGMOIDS, "squared_error")
        seen.append(loss)
        params, state = optimizer.update(params, grads, state)
    agree(column(v, training.LOSS, training.FIRST, training.LAST), seen)
    agree_on_networks(in_a_row(v, training.FOUND), params)
    agree_on_networks(on_the_sheet(summary, 20, 25), params)
    agree(column(summary, "C", 33, 36), np.reshape(seen, (training.PASSES, -1)).mean(axis=1))
    for letter, outputs, network_ in (("B", "PQ", begin), ("C", "UV", params)):
        ours = mlp.predict(network_, X, SIGMOIDS)
        agree(block(data, f"{outputs[0]}{training.DRAWINGS}:{outputs[1]}{last}"), ours)
        assert summary[f"{letter}31"] == np.sum((ours[:, 1] > ours[:, 0]) == y)
        agree(summary[f"{letter}32"], losses.squared_error(ours, targets))


def test_training_reads_all_drawings_in_the_end(computed):
    assert computed[0][training.TITLE]["C31"] == training.N


def test_the_convolution_relu_and_pooling_are_those_of_dlmath(values):
    v = values[convolution.TITLE]
    image, kernel = block(v, convolution.IMAGE), block(v, convolution.WEIGHTS)
    output = cnn.conv2d(image[None, None], kernel[None, None], np.array([float(v["B11"])]))
    agree(block(v, convolution.OUTPUT), output[0, 0])
    agree(block(v, convolution.RECTIFIED), activations.relu(output)[0, 0])
    agree(block(v, convolution.POOLED), cnn.max_pool2d(activations.relu(output), 2)[0, 0])
    row, place = int(v["I8"]) - 1, int(v["I9"]) - 1
    agree([v["T8"], v["I11"]], [output[0, 0, row, place]] * 2)


# --- alive and whole


def test_no_cell_holds_an_error(values):
    wrong = {
        f"{title}!{k}": x for title, of in values.items() for k, x in of.items() if str(x).startswith(("#", "Err"))
    }
    assert wrong == {}


def test_every_sheet_of_formulas_follows_what_is_typed(computed):
    first, changed, _ = computed
    for title in CHANGED:
        moved = [k for k in first[title] if first[title][k] != changed[title][k] and k not in CHANGED[title]]
        assert moved, title


def test_the_values_in_the_file_are_those_of_libreoffice(computed, shown):
    for title, theirs in computed[0].items():
        ours = shown[title]
        numbers = {k: x for k, x in theirs.items() if isinstance(x, int | float)}
        np.testing.assert_allclose([ours[k] for k in numbers], list(numbers.values()), rtol=1e-9, atol=1e-14)
        assert {k: x for k, x in theirs.items() if k not in numbers and x != ours.get(k)} == {}


def test_the_file_is_what_the_command_writes(book, kept, shown):
    written = spreadsheet.parts(book, shown)
    assert list(written) == list(kept)
    differ = [name for name in kept if written[name] != kept[name]]
    assert differ == [], "run: python tools/spreadsheet.py"


def test_the_file_has_no_macros_no_links_to_elsewhere_and_the_words_of_every_chart(kept):
    assert [name for name in kept if re.search(r"vba|external|\.bin", name, re.IGNORECASE)] == []
    assert [name for name, text in kept.items() if 'TargetMode="External"' in text] == []
    frames = [frame for text in kept.values() for frame in re.findall(r'name="Chart \d+"[^>]*', text)]
    assert len(frames) == 5
    assert all(re.search(r'descr="[^"]{30,}"', frame) for frame in frames)


# --- readable


def formulas(book):
    for ws in book:
        for row in ws:
            yield from ((ws, cell) for cell in row if cell.data_type == "f")


def test_no_formula_hides_a_number_that_belongs_in_a_cell(book):
    hidden = {}
    for ws, cell in formulas(book):
        tokens = Tokenizer(cell.value).items
        numbers = {token.value for token in tokens if token.subtype == "NUMBER"} - {"0", "1", "2"}
        references = [token for token in tokens if token.subtype == "RANGE"]
        if numbers or not references:
            hidden[f"{ws.title}!{cell.coordinate}"] = cell.value
    assert hidden == {}


def test_every_name_in_a_formula_is_defined(book):
    for ws, cell in formulas(book):
        for token in Tokenizer(cell.value).items:
            if token.subtype == "RANGE" and not re.fullmatch(r".*\$?[A-Z]{1,2}\$?\d+", token.value):
                owner, _, word = token.value.rpartition("!")
                owner = book[owner.strip("'")] if owner else ws
                assert word in owner.defined_names, f"{ws.title}!{cell.coordinate}: {token.value}"


def test_what_may_be_changed_looks_like_it_and_nothing_else_does(book):
    for ws in book:
        for row in ws:
            for cell in row:
                yellow = cell.fill.fgColor.rgb == f"00{look.YELLOW}"
                assert yellow == (not cell.protection.locked), f"{ws.title}!{cell.coordinate}"
                assert not yellow or (cell.font.bold and isinstance(cell.value, int | float))


def test_every_number_that_may_be_changed_has_a_label_and_a_range(book):
    for ws in book:
        for row in ws:
            for cell in row:
                if cell.protection.locked:
                    continue
                left = [ws.cell(cell.row, c) for c in range(1, cell.column)]
                above = [ws.cell(r, cell.column) for r in range(1, cell.row)]
                place = f"{ws.title}!{cell.coordinate}"
                assert any(other.value is not None and other.protection.locked for other in left + above), place
                assert any(cell.coordinate in rule.sqref for rule in ws.data_validations.dataValidation), place


def test_every_sheet_explains_itself_and_fits_its_pages(book):
    for ws in book:
        assert len(ws["A2"].value.split()) > 8, ws.title
        assert ws.page_setup.fitToWidth in (1, 3)
        assert ws.sheet_properties.pageSetUpPr.fitToPage
        long = [
            c.coordinate
            for row in ws
            for c in row
            if isinstance(c.value, str) and len(c.value) > 200 and c.data_type == "s"
        ]
        assert long == [], ws.title
    for title, heads in [(line.DATA, "B6"), (training.TABLE, "D7"), (training.DATA, "C6"), (descent.TITLE, "A7")]:
        assert book[title].freeze_panes == heads


def titles(part):
    """The titles of a part's lessons, and their prose."""
    for path in (ROOT / "notebooks").glob(f"{part:02}_*/*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        yield prose.splitlines()[0].removeprefix("# "), prose


def test_the_first_sheet_names_every_other_sheet_and_lessons_that_offer_the_file(book):
    assert [title for title, *_ in start.SHEETS] == book.sheetnames[1:]
    for *_, lessons in start.SHEETS:
        for part, named in re.findall(r"[Pp]art (\d+): ([^;]+)", lessons):
            prose = dict(titles(int(part)))
            for title in named.split(", "):
                assert "](../dlmath.xlsx)" in prose[title], title


def test_columns_of_a_table_have_room_for_their_heads(book):
    for ws in book:
        for row in ws:
            for cell in row:
                if cell.fill.fgColor.rgb == f"00{look.HEAD}":
                    width = ws.column_dimensions[get_column_letter(cell.column)].width
                    longest = max(len(word) for word in str(cell.value).split())
                    assert longest <= width, f"{ws.title}!{cell.coordinate}"
