"""ComputationGraph: what is typed is read alike in both languages, and never run; adjoints equal dlmath.autodiff."""

import random
import re

import numpy as np
import pytest

from dlmath.autodiff import grad
from dlmath.widgets import ComputationGraph
from dlmath.widgets import computation_graph as python
from dlmath.widgets._base import FOLDER, joined
from tests import opened
from tests.widgets.hand import head, visit

SOURCE = joined("computation_graph")
LEAVES = ("number", "variable")

# ---- from Python -------------------------------------------------------------------------------------------


def test_its_repr_can_be_read_and_typed():
    assert repr(ComputationGraph()) == "ComputationGraph(expression='w*x + b')"
    widget = ComputationGraph(expression="x*y + sin(x)", x=2, step=3)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"expression": "2x"}, "expression is '2x'. A sign is missing before “x”"),
        ({"expression": 3}, "expression is int 3, expected a text"),
        ({"x": 1000}, "x is 1000"),
        ({"step": 62}, "step is 62, expected an integer from 0 to 61"),
        ({"q": 1}, "ComputationGraph has no q, it has expression, b, t, w, x, y, z, step"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        ComputationGraph(**settings)


def test_by_hand():
    widget = ComputationGraph(expression="x*y + sin(x)", x=2, y=3)
    assert widget.value == pytest.approx(6 + np.sin(2), rel=1e-15)
    assert widget.gradient == pytest.approx({"x": 3 + np.cos(2), "y": 2}, rel=1e-15)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("w*x + b", "its value is 7, and its slopes are 3 for w, 2 for x, 1 for b."),
        ("log(y)", "the computation graph of log(y) at y = −1; it has no value there."),
        ("2 + 3", "the computation graph of 2 + 3; its value is 5."),
    ],
)
def test_its_sentence(expression, words):
    assert ComputationGraph(expression=expression).describe().endswith(words)


# ---- what is typed -----------------------------------------------------------------------------------------

TYPED = [
    *(
        "x",
        "3",
        "-3",
        "-3^2",
        "(-3)^2",
        "2^-1",
        "x^y^z",
        "x**2",
        "--x",
        "+x",
        "2 × x − y ÷ z",
        "max(x, y, z)",
        " x ",
        ".5*x",
    ),
    *("x - y - z", "x / y / z", "x*x + x", "3.*x", "relu(-x)", "exp(-(x))", "((x))", "\u00a0x\t+\ny"),
    *(
        "",
        " ",
        "2x",
        "x y",
        "x+",
        "*x",
        "x**",
        "(x",
        "x)",
        "()",
        "max(x)",
        "max(x,)",
        "sin x",
        "sin(x, y)",
        "sin",
        "0,5",
        "(x, y)",
    ),
    *(
        "foo",
        "xy",
        "e^x",
        "X",
        "x$",
        "x;y",
        "x=1",
        "x[0]",
        "'x'",
        "x²",
        "x😀",
        "constructor",
        "__proto__",
        "toString(x)",
    ),
    *(
        "alert(1)",
        "x.constructor",
        "`x`",
        "() => x",
        "import os",
        "lambda: 0",
        "1e3",
        "1_000",
        "0x10",
        "x//y",
        "x\x0by",
    ),
    *(
        "(" * 21 + "x" + ")" * 21,
        "+".join(["(x)"] * 25),
        "x+" * 31 + "x",
        "x+" * 30 + "x",
        "1" * 121,
        "1" * 120,
        "😀" * 121,
        "١",
    ),
]
READ = """(m, texts) => texts.map((text) => {
    try { return m.parse(text); } catch (error) { return `${error.name}: ${error.message}`; }
})"""


def as_python_reads(text):
    try:
        return [list(step) for step in python.parse(text)]
    except ValueError as error:
        return f"SyntaxError: {error}"


def test_what_is_typed_is_read_or_refused_alike_in_both_languages(javascript):
    rng = random.Random(0)
    pieces = ["x", "y", "2", "0.5", "+", "-", "*", "/", "^", "(", ")", "max(", "sin(", ",", " ", "foo", "$", "relu"]
    texts = TYPED + ["".join(rng.choices(pieces, k=rng.randint(1, 9))) for _ in range(500)]
    for text, found in zip(texts, javascript(SOURCE, READ, texts), strict=True):
        assert found == as_python_reads(text), text


def test_nothing_is_evaluated_as_code():
    for file in ("computation_graph.js", "computation_graph.py"):
        text = (FOLDER / file).read_text(encoding="utf-8")
        assert not re.search(
            r"\beval\(|\bexec\(|(?<!re\.)\bcompile\(|\bFunction\(|\bimport\(|setTimeout\(|innerHTML", text
        ), file


# ---- the arithmetic of the page ----------------------------------------------------------------------------


def written(rng, depth):
    """A random expression of at most this depth, with blanks or without, with the signs of a keyboard or others."""
    if depth == 0 or rng.random() < 0.12:
        return rng.choice([*"btwxyz", *"btwxyz", f"{rng.uniform(0, 3):.2f}", str(rng.randint(1, 4))])
    a, b = written(rng, depth - 1), written(rng, depth - 1)
    kind = rng.choice(["+", "-", "*", "*", "/", "^", "negative", *python.FUNCTIONS])
    if kind in "+-*/":
        return f"({a}{rng.choice(['', ' '])}{rng.choice({'*': '*×·', '/': '/÷', '-': '-−'}.get(kind, kind))} {b})"
    if kind == "^":
        return rng.choice([f"({a})^{rng.randint(0, 3)}", f"exp({a})^({b})", f"({a})^-2"])
    if kind == "negative":
        return f"-({a})"
    return f"max({a}, {b})" if kind == "max" else f"{kind}({a})"


def with_nudges(steps, values, nudges):
    """The result, with a nudge to each step that depends on a variable: the gradient by the nudges is every adjoint."""
    found, depends = [], []
    for place, (kind, *parts) in enumerate(steps):
        if kind in LEAVES:
            depends.append(kind == "variable")
            found.append(parts[0] if kind == "number" else values[parts[0]])
        else:
            depends.append(any(depends[k] for k in parts))
            found.append({**python.SIGNS, **python.FUNCTIONS}[kind](*(found[k] for k in parts)))
        if depends[-1]:
            found[-1] = found[-1] + nudges[place]
    return found[-1]


def random_cases(count, seed=0):
    """Expressions with finite values and adjoints, of moderate size, and values of their variables."""
    rng, cases = random.Random(seed), []
    while len(cases) < count:
        text, at = written(rng, rng.randint(1, 5)), {name: round(rng.uniform(-3, 3), 2) for name in python.VARIABLES}
        try:
            steps = python.parse(text)
            values = [float(v) for v in python.evaluate(steps, at)]
        except ValueError:
            continue
        if steps[-1][0] in LEAVES or max(map(abs, values)) > 1e4:
            continue
        with np.errstate(all="ignore"):
            adjoints = grad(lambda nudges, steps=steps, at=at: with_nudges(steps, at, nudges) + 0 * nudges[0])(
                np.zeros(len(steps))
            )
        if np.all(np.isfinite(adjoints)) and np.max(np.abs(adjoints)) < 1e4:
            cases.append((text, at, values, adjoints))
    return cases


WALK = """(m, cases) => cases.map(([text, at]) => {
    const steps = m.parse(text), { values } = m.forward(steps, at);
    return [values, m.backward(steps, values).adjoints, m.adjointsAfter(m.walk(text, at), Infinity)];
})"""


def test_values_and_adjoints_of_200_random_expressions_equal_those_of_autodiff(proof, javascript):
    cases = random_cases(200)
    assert {kind for text, *_ in cases for kind, *_ in python.parse(text)} >= {*python.SIGNS, *python.FUNCTIONS}
    assert sum(len(steps) for steps in (python.parse(text) for text, *_ in cases)) > 1200
    answers = javascript(SOURCE, WALK, [[text, at] for text, at, *_ in cases])
    for (text, at, values, adjoints), (found, slopes, stepped) in zip(cases, answers, strict=True):
        np.testing.assert_allclose(found, values, rtol=1e-9, atol=1e-9, err_msg=text)
        np.testing.assert_allclose(slopes, adjoints, rtol=1e-9, atol=1e-9, err_msg=text)
        np.testing.assert_array_equal([v or 0 for v in stepped], slopes)
        widget = ComputationGraph(expression=text, **at)
        places = {step[1]: k for k, step in enumerate(python.parse(text)) if step[0] == "variable"}
        assert {name: slopes[k] for name, k in places.items()} == pytest.approx(widget.gradient, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    "expression", ["relu(t)", "relu(t)*x", "max(x, x)", "max(t, 0)", "max(0*x, t, 0)", "t^2", "t^0", "t^1", "0^x"]
)
def test_at_a_kink_the_slopes_are_those_of_autodiff(expression, javascript):
    widget = ComputationGraph(expression=expression, t=0)
    [(values, adjoints, _)] = javascript(
        SOURCE, WALK, [[expression, {**dict.fromkeys(python.VARIABLES, 0), **widget.variables}]]
    )
    places = {step[1]: k for k, step in enumerate(python.parse(expression)) if step[0] == "variable"}
    assert values[-1] == widget.value
    assert {name: adjoints[k] for name, k in places.items()} == widget.gradient


TOLD = "(m, [text, at, k]) => { const w = m.walk(text, at); return m.told(w, k ?? w.length); }"


@pytest.mark.parametrize(
    ("expression", "at", "words"),
    [
        (
            "log(x)",
            {"x": -1},
            "log(−1): log takes only numbers above 0, and here it gets −1. So there is no result, and no slope.",
        ),
        ("1/x", {"x": 0}, "1 / 0: a division by 0 has no value."),
        ("x^0.5", {"x": -4}, "a negative number has no real power"),
        ("x^-1", {"x": 0}, "0 to a negative power"),
        ("exp(exp(x))", {"x": 9}, "too large for a computer’s number"),
        ("sqrt(x)", {"x": -1}, "sqrt takes no negative number"),
        ("sqrt(x)", {"x": 0}, "the slope of sqrt(0) is not a finite number"),
        ("x^y", {"x": -2, "y": 2}, "the slope of (−2) ^ 2 is not a finite number"),
        (
            "relu(x)",
            {"x": 0},
            "relu has a kink at 0, where no slope is the right one. By convention it is 0: 0 goes to x.",
        ),
        ("max(x, y)", {"x": 2, "y": 2}, "By convention each gets half: 0.5 goes to x and 0.5 goes to y."),
        (
            "x*x",
            {"x": 3},
            "3 goes to x and 3 goes to x. x had 3 and now has 6. The result is 9; its slope is 6 for x.",
        ),
        ("2*3", {}, "2 · 3 = 6. The result is 6."),
        ("x", {"x": 3}, "changes exactly as fast as itself. The result is 3; its slope is 1 for x."),
        ("7", {}, "The result is 7."),
    ],
)
def test_kinks_and_what_has_no_value_are_told_in_words(expression, at, words, javascript):
    told = javascript(SOURCE, TOLD, [expression, {**dict.fromkeys(python.VARIABLES, 0), **at}, None])
    assert words in told["text"]
    assert not re.search(r"NaN|Infinity|undefined|null", str(told["text"]))


def test_every_step_of_many_expressions_can_be_told(javascript):
    rng = random.Random(1)
    cases = [
        [written(rng, 4), {name: rng.choice([-2, -1, 0, 0, 1, 2.5]) for name in python.VARIABLES}] for _ in range(300)
    ]
    cases = [case for case in cases if not isinstance(as_python_reads(case[0]), str)]
    texts = javascript(
        SOURCE,
        """(m, cases) => cases.flatMap(([text, at]) => {
            const w = m.walk(text, at);
            return Array.from({ length: w.length + 1 }, (_, k) => Object.values(m.told(w, k)).slice(1, 3).join(" "));
        })""",
        cases,
    )
    assert len(texts) > 2000
    for text in texts:
        assert not re.search(r"NaN|Infinity|undefined|null|\de[+-]?\d", text), text


def test_no_two_boxes_of_a_graph_lie_on_each_other(javascript):
    texts = [text for text, *_ in random_cases(80, seed=2)]
    for text, plan in zip(
        texts, javascript(SOURCE, "(m, texts) => texts.map((t) => m.layout(m.parse(t)))", texts), strict=True
    ):
        steps = python.parse(text)
        for one in plan["boxes"]:
            for other in plan["boxes"]:
                if one["place"] < other["place"] and one["layer"] == other["layer"]:
                    assert abs(one["at"] - other["at"]) > 0.99, text
        layer = {box["place"]: box["layer"] for box in plan["boxes"]}
        assert all(layer[edge["from"]] < layer[edge["to"]] for edge in plan["edges"])
        assert len(plan["edges"]) == sum(
            steps[k][0] != "number" for kind, *parts in steps if kind not in LEAVES for k in parts
        )


# ---- in the browser ----------------------------------------------------------------------------------------


def node(page, starts):
    return page.locator(f'.node[aria-label^="{starts}"]').get_attribute("aria-label")


def test_a_typed_expression_is_drawn_and_stepped_through(show):
    with show(ComputationGraph(step=0)) as page:
        visit(page)
        page.get_by_role("textbox", name="expression").fill("x*y + sin(x)")
        assert head(page) == "nothing is computed yet"
        assert node(page, "x") == "x, value 3"
        step = page.get_by_role("button", name="one step")
        heads = []
        for _ in range(7):
            step.click()
            heads.append(head(page))
        assert heads == [
            *("forward: v₁ = x · y", "forward: v₂ = sin(x)", "forward: v₃ = v₁ + v₂", "now backward"),
            *("backward through v₃ = v₁ + v₂", "backward through v₂ = sin(x)", "backward through v₁ = x · y"),
        ]
        assert node(page, "x") == "x, value 3, adjoint −1.99"
        assert "x had −0.99 and now has −1.99" in page.locator(".verdict").inner_text()


def test_nonsense_is_refused_in_words_and_what_was_drawn_stays(show):
    with show(ComputationGraph()) as page:
        visit(page)
        box = page.get_by_role("textbox", name="expression")
        for text, words in (
            ("w*x +", "Something is missing at the end."),
            ("window.hacked = 1", "“.” has no meaning here."),
            ("alert(x)", "“alert” is not known here."),
            ("[].constructor.constructor('window.hacked=1')()", "“[” has no meaning here."),
            ("<img src=x onerror=window.hacked=1>", "“<” has no meaning here."),
        ):
            box.fill(text)
            assert head(page) == "backward through v₁ = w · x"
            assert page.locator(".said").inner_text().startswith(words)
            assert box.get_attribute("aria-invalid") == "true"
            assert box.input_value() == text, "what is typed is never lost"
        assert page.evaluate("window.hacked === undefined")
        page.get_by_role("button", name="start over").click()
        page.evaluate(opened.NEXT_PICTURE)
        assert (box.input_value(), page.locator(".said").inner_text()) == ("w*x + b", "")


def test_everything_can_be_done_with_the_keyboard(show):
    with show(ComputationGraph(step=0)) as page:
        visit(page)
        page.evaluate("() => { window.seen = 0; document.addEventListener('keydown', () => { window.seen += 1; }); }")
        page.get_by_role("textbox", name="expression").focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("x^2 + b")
        assert head(page) == "nothing is computed yet"  # and the fields of b and x stand there
        for key in ("Tab", "ArrowUp", "Tab", "ControlOrMeta+a"):
            page.keyboard.press(key)
        page.keyboard.type("4")
        assert head(page) == "nothing is computed yet"
        assert node(page, "b") == "b, value 1.1"
        for key in ("Tab", "Tab", "Tab", "Enter", "Enter"):  # the graph, play, step
            page.keyboard.press(key)
        assert head(page) == "forward: v₂ = v₁ + b"
        page.keyboard.press("Tab")
        page.keyboard.press("End")
        assert head(page) == "backward through v₁ = x ^ 2"
        assert node(page, "x") == "x, value 4, adjoint 8"
        assert page.evaluate("window.seen") == 0, "JupyterLab must not see the keys"


def test_a_finger_steps(show):
    with show(ComputationGraph(step=0), has_touch=True, width=390) as page:
        visit(page)
        page.get_by_role("button", name="one step").tap()
        assert head(page) == "forward: v₁ = w · x"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(ComputationGraph()) as page:
        visit(page)
        page.get_by_role("textbox", name="expression").fill("max(x*x, y) + 2^x")
        page.get_by_role("spinbutton", name="x").fill("1.5")
        page.get_by_role("slider", name="step").press("ArrowLeft")
        there = head(page)
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
    with show(ComputationGraph()) as page:
        visit(page, address)
        assert page.get_by_role("textbox", name="expression").input_value() == "max(x*x, y) + 2^x"
        assert node(page, "x").startswith("x, value 1.5, adjoint")
        assert head(page) == there


LONG = "(w*x + b - y)^2 + relu(x*x-9)*z - cos(x/t) + x*(w+t)*exp(-z)"


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("expression", ["w*x + b", LONG])
def test_it_fits_its_page_and_a_long_graph_scrolls_to_the_step(width, expression, show):
    with show(ComputationGraph(expression=expression), width=width, still=True) as page:
        visit(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for k in ("Home", "ArrowRight", "End"):
            page.get_by_role("slider", name="step").press(k)
            page.evaluate(opened.NEXT_PICTURE)
            if page.locator(".node.now").count():
                frame, box = (page.locator(part).bounding_box() for part in ("figure.graph", ".node.now"))
                assert frame["x"] - 1 <= box["x"] <= frame["x"] + frame["width"] - box["width"] + 1
                assert frame["y"] - 1 <= box["y"] <= frame["y"] + frame["height"] - box["height"] + 1


def test_the_screen_reader_hears_the_step_once_the_hand_rests(show):
    with show(ComputationGraph(step=0)) as page:
        visit(page)
        page.get_by_role("button", name="one step").click()
        page.wait_for_function(
            "() => document.querySelector('.dlmath-alive').shadowRoot.querySelector('[aria-live]').textContent"
        )
        assert page.locator("[aria-live=polite]").text_content() == "forward: v₁ = w · x. 2 · 3 = 6."
