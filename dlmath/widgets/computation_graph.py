"""The widget `ComputationGraph`: an expression as a graph, walked forward for its value and backward for its slopes."""

import re

import numpy as np

from dlmath import activations
from dlmath.autodiff import grad
from dlmath.widgets._base import Checked, Number, Whole, Widget, digits, joined

VARIABLES = ("b", "t", "w", "x", "y", "z")
FUNCTIONS = {
    **{"exp": np.exp, "log": np.log, "sin": np.sin, "cos": np.cos, "tanh": np.tanh, "sqrt": np.sqrt},
    **{"relu": activations.relu, "max": np.maximum},
}
SIGNS = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power, "negative": np.negative}
MOST_CHARACTERS, MOST_OPERATIONS, DEEPEST = 120, 30, 20

_TOKEN = re.compile(r"[ \t\n\r\u00a0]*(?:([0-9]+\.?[0-9]*|\.[0-9]+)|([A-Za-z_][A-Za-z0-9_]*)|(\*\*|[-+*/^(),])|(.)|$)")
_TYPED = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/"})


def parse(text):
    """The steps of an expression, in the order in which they are computed.

    Each is ("number", value), ("variable", name) or (operation, the places of what it takes in this list …). A
    variable that is used twice stands here once. Nothing is evaluated as code.

    >>> parse("x*x + 1")
    [('variable', 'x'), ('*', 0, 0), ('number', 1.0), ('+', 1, 2)]
    """
    reader = _Reader(text)
    if not reader.rest:
        raise ValueError("Type an expression, such as w*x + b.")
    reader.total()
    if reader.rest:
        raise ValueError(_unexpected(reader.rest[0][1]))
    count = sum(step[0] not in ("number", "variable") for step in reader.steps)
    if count > MOST_OPERATIONS:
        raise ValueError(f"An expression has at most {MOST_OPERATIONS} operations here; this one has {count}.")
    return reader.steps


class _Reader:
    """Reads an expression from left to right: sums of products of powers. Each method returns the place of its step."""

    def __init__(self, text):
        self.rest, self.steps, self.places, self.depth = _tokens(text), [], {}, 0

    def add(self, *step):
        self.steps.append(step)
        return len(self.steps) - 1

    def next_is(self, *signs):
        """Take the next token if it is one of these."""
        return bool(self.rest) and self.rest[0][1] in signs and self.rest.pop(0)[1]

    def total(self):
        left = self.product()
        while sign := self.next_is("+", "-"):
            left = self.add(sign, left, self.product())
        return left

    def product(self):
        left = self.signed()
        while sign := self.next_is("*", "/"):
            left = self.add(sign, left, self.signed())
        return left

    def signed(self):
        if self.next_is("+"):
            return self.signed()
        if not self.next_is("-"):
            return self.power()
        of = self.signed()
        kind, *value = self.steps[of]
        if kind != "number":
            return self.add("negative", of)
        self.steps[of] = (kind, -value[0])
        return of

    def power(self):
        base = self.atom()
        return self.add("^", base, self.signed()) if self.next_is("^", "**") else base

    def atom(self):
        if not self.rest:
            raise ValueError("Something is missing at the end.")
        kind, token = self.rest.pop(0)
        if kind == "number":
            return self.add("number", float(token))
        if token == "(":
            return self.inside(several=False)[0]
        if kind == "sign":
            raise ValueError(f"A value is missing before “{token}”.")
        return self.call(token) if token in FUNCTIONS else self.variable(token)

    def variable(self, name):
        if name not in VARIABLES:
            raise ValueError(
                f"“{name}” is not known here. The variables are b, t, w, x, y and z; "
                "a product needs its sign, as in x*y."
            )
        if name not in self.places:
            self.places[name] = self.add("variable", name)
        return self.places[name]

    def call(self, name):
        if not self.next_is("("):
            raise ValueError(f"“{name}” needs parentheses, as in {name}({'x, y' if name == 'max' else 'x'}).")
        first, *others = self.inside(several=True)
        if name == "max" and not others:
            raise ValueError("max needs two values or more, as in max(x, y).")
        if name != "max" and others:
            raise ValueError(f"{name} takes one value, not {1 + len(others)}.")
        if not others:
            return self.add(name, first)
        for other in others:
            first = self.add(name, first, other)
        return first

    def inside(self, several):
        """What stands in parentheses, after the opening one: places, with commas between several."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError(f"Parentheses are at most {DEEPEST} deep here.")
        found = [self.total()]
        while several and self.next_is(","):
            found.append(self.total())
        if not self.rest:
            raise ValueError("A parenthesis is open: “)” is missing.")
        if not self.next_is(")"):
            raise ValueError(_unexpected(self.rest[0][1]))
        self.depth -= 1
        return found


def _tokens(text):
    """[("number" or "name" or "sign", what stands there), …]"""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"An expression has at most {MOST_CHARACTERS} characters here; this one has {len(text)}.")
    found = []
    for number, name, sign, other in _TOKEN.findall(text.translate(_TYPED)):
        if other:
            raise ValueError(
                f"“{other}” has no meaning here. Use numbers, the variables b, t, w, x, y, z, the signs + - * / ^ ( ), "
                "and exp, log, sin, cos, tanh, sqrt, relu, max."
            )
        if number or name or sign:
            found.append(("number" if number else "name" if name else "sign", number or name or sign))
    return found


def _unexpected(token):
    if token == ")":
        return "A “)” stands here without its “(”."
    if token == ",":
        return "A comma belongs only into max, as in max(x, y). Decimals have a point, as in 0.5."
    return f"A sign is missing before “{token}”: a product is written with *, as in 2*x."


def evaluate(steps, values):
    """The value of each step, given a dict of variables; a step without a finite value raises ValueError."""
    found = []
    for kind, *arguments in steps:
        if kind in ("number", "variable"):
            value = arguments[0] if kind == "number" else values[arguments[0]]
        else:
            with np.errstate(all="ignore"):
                value = {**SIGNS, **FUNCTIONS}[kind](*(found[k] for k in arguments))
        if not np.isfinite(value):
            raise ValueError(f"{kind} has no finite value here")
        found.append(value)
    return found


class Expression(Checked):
    """A text that `parse` can read."""

    def check(self, value):
        if not isinstance(value, str):
            raise TypeError(f"{self.name} is {type(value).__name__} {value!r}, expected a text such as 'w*x + b'")
        try:
            parse(value)
        except ValueError as error:
            raise ValueError(f"{self.name} is {value!r}. {error}") from None
        return value


class ComputationGraph(Widget):
    """An expression as a graph of elementary steps: values run forward through it, adjoints run back.

    An adjoint says how fast the result changes with that value. A page shows the graph, lets the reader type another
    expression and step through it.

    Parameters
    ----------
    expression : str
        Made of numbers, the variables b, t, w, x, y, z, the signs + - * / ^ ( ), and exp, log, sin, cos, tanh, sqrt,
        relu and max. At a kink the slopes are those of `dlmath.autodiff`: 0 for relu, half to each side for max.
    b, t, w, x, y, z : float
        What the variables are, in [-100, 100].
    step : int or None
        How many steps are shown, forward and then backward; None shows all.

    >>> g = ComputationGraph(expression="w*x + b", w=2, x=3, b=1)
    >>> g.value, g.gradient
    (7.0, {'w': 3.0, 'x': 2.0, 'b': 1.0})
    """

    _esm = joined("computation_graph")
    _always = ("expression",)
    _room = ("max(780px, 1040px - 70cqi)", "660px")

    expression = Expression("w*x + b")
    b = Number(1.0, low=-100, high=100)
    t = Number(0.5, low=-100, high=100)
    w = Number(2.0, low=-100, high=100)
    x = Number(3.0, low=-100, high=100)
    y = Number(-1.0, low=-100, high=100)
    z = Number(4.0, low=-100, high=100)
    step = Whole(None, low=0, high=2 * MOST_OPERATIONS + 1, none=True)

    @property
    def variables(self):
        """The variables that the expression uses, and their values: dict."""
        names = [name for kind, name, *_ in parse(self.expression) if kind == "variable"]
        return {name: float(getattr(self, name)) for name in names}

    @property
    def value(self):
        """What the expression gives: float. Without a finite value ValueError is raised."""
        return float(evaluate(parse(self.expression), self.variables)[-1])

    @property
    def gradient(self):
        """The partial derivative for each variable, by `dlmath.autodiff`: dict of floats."""
        steps = parse(self.expression)
        return grad(lambda values: evaluate(steps, values)[-1] + 0.0)(self.variables) if self.variables else {}

    def describe(self):
        """One sentence that says what stands here and in which state."""
        at = ", ".join(f"{name} = {digits(value)}" for name, value in self.variables.items())
        graph = f"the computation graph of {self.expression}" + (f" at {at}" if at else "")
        try:
            value, slopes = self.value, self.gradient
        except ValueError:
            return f"{graph}; it has no value there."
        toward = ", ".join(f"{digits(slope)} for {name}" for name, slope in slopes.items())
        are = "slope is" if len(slopes) == 1 else "slopes are"
        return f"{graph}; its value is {digits(value)}" + (f", and its {are} {toward}." if toward else ".")
