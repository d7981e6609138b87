"""What every widget is made of: its sources joined, its traits checked, its sentence without JavaScript.

A widget is a class with traits and an explicit ``_esm``::

    class Slope(Widget):
        _esm = joined("slope")
        at = Number(1.0, low=-3, high=3)
"""

import html
import json
import pathlib
import re

import anywidget
import traitlets

from dlmath import _checks

FOLDER = pathlib.Path(__file__).parent
SHARED = ("scales", "look", "kit", "drawing")


def joined(*names):
    """The kit and the files NAME.js as one module, without comments and indentation.

    A browser gets each widget from a blob, where the import of a file ends nowhere.
    """
    sources = [(FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in (*SHARED, *names)]
    return re.sub(r'^import \{[^}]*\} from "\./\w+\.js";\n|^ *//.*\n|^ +|^\n', "", "".join(sources), flags=re.MULTILINE)


def digits(value, count=3):
    """A number in words, without an exponent where it can be: 1140, 0.0312, 2·10⁻⁹.

    >>> digits(1139.6), digits(-0.03125), digits(2e-9), digits(1e7), digits(float("inf"))
    ('1140', '−0.0312', '2·10⁻⁹', '10⁷', '∞')
    """
    text = f"{value:.{count}g}"
    mantissa, has_exponent, exponent = text.partition("e")
    if has_exponent and -4 <= int(exponent) < 6:
        text = f"{float(text):.0f}"
    elif has_exponent:
        power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text = f"{'' if mantissa == '1' else f'{mantissa}·'}10{power}"
    return text.replace("inf", "∞").replace("nan", "undefined").replace("-", "−")


class Checked(traitlets.TraitType):
    """A trait, synced both ways, whose value passes through one of the input checks of the package."""

    def __init__(self, default=traitlets.Undefined, **kwargs):
        super().__init__(default, **kwargs)
        self.tag(sync=True)

    def validate(self, obj, value):
        return self.check(value)


class Number(Checked):
    """A number between ``low`` and ``high`` (open ends where asked)."""

    def __init__(self, default=traitlets.Undefined, **interval):
        super().__init__(default)
        self.interval = interval

    def check(self, value):
        return _checks.scalar(self.name, value, **self.interval)


class Whole(Checked):
    """An integer from ``low`` to ``high``; also None where ``none`` is true."""

    def __init__(self, default=traitlets.Undefined, *, low=None, high=None, none=False):
        super().__init__(default, allow_none=none)
        self.low, self.high = low, high

    def check(self, value):
        return _checks.integer(self.name, value, low=self.low, high=self.high)


class Choice(Checked):
    """One of several words."""

    def __init__(self, options, default=None):
        self.options = tuple(options)
        super().__init__(self.options[0] if default is None else default)

    def check(self, value):
        return _checks.one_of(self.name, value, self.options)


class Flag(Checked):
    """True or False."""

    def check(self, value):
        return _checks.one_of(self.name, value, (True, False))


class Point(Checked):
    """A tuple of two finite numbers between ``low`` and ``high``."""

    def __init__(self, default=traitlets.Undefined, *, low=-1e6, high=1e6):
        super().__init__(default)
        self.low, self.high = low, high

    def check(self, value):
        x = _checks.array(self.name, value, shape=(2,))
        return tuple(_checks.scalar(self.name, float(v), low=self.low, high=self.high) for v in x)


class Widget(anywidget.AnyWidget):
    """The base class: a readable ``repr`` and, for pages without JavaScript, a sentence.

    ``_always`` names the traits that the ``repr`` shows even when they have their default value. ``_room`` is how tall
    the picture is, as two CSS lengths, in a narrow column and in one of 646 px or more; 1cqi is 1 % of its width.
    """

    _always = ()
    _room = ("800px", "560px")

    def __init__(self, **values):
        unknown = sorted(set(values) - set(self.class_trait_names()))
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {unknown[0]}, it has {', '.join(self._own())}")
        super().__init__(**values)

    @classmethod
    def _own(cls):
        """The names of the traits that readers set, in the order of the class."""
        return [
            name for klass in reversed(cls.__mro__) for name, trait in vars(klass).items() if isinstance(trait, Checked)
        ]

    def __repr__(self):
        shown = [
            name for name in self._own() if name in self._always or getattr(self, name) != self.trait_defaults(name)
        ]
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def describe(self):
        """One sentence that says what stands here and in which state."""
        return f"{self!r}."

    def room(self):
        """The height that a page keeps for the picture before it is alive, so that nothing moves: two CSS lengths."""
        return self._room

    def fallback(self):
        """What a page shows until the widget is alive, and without JavaScript or on the way to it for ever."""
        narrow, wide = self.room()
        style = f"--room-narrow: {narrow}; --room-wide: {wide}"
        sentence = html.escape(f"An interactive picture, which needs JavaScript: {self.describe()}", quote=False)
        return f'<div class="dlmath-widget" style="{style}" data-model="{self.model_id}"><p>{sentence}</p></div>'

    def page(self):
        """HTML that brings this widget to life on a page that carries widget_host.js, without a notebook."""
        state = {key: value for key, value in self.get_state().items() if key in self._own() or key in ("_esm", "_css")}
        states = {self.model_id: {"model_name": "AnyModel", "model_module": "anywidget", "state": state}}
        text = json.dumps({"version_major": 2, "version_minor": 0, "state": states}).replace("</", "<\\/")
        return f'{self.fallback()}\n<script type="application/vnd.jupyter.widget-state+json">{text}</script>\n'

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": self.fallback()}, metadata


def share_sources(states):
    """Let each source stand once in a page: later models with the same ``_esm`` name the first one instead.

    ``states`` is the ``state`` that a notebook keeps under ``application/vnd.jupyter.widget-state+json``.
    """
    first, shared = {}, {}
    for model_id, entry in states.items():
        source = entry.get("state", {}).get("_esm")
        owner = first.setdefault(source, model_id) if source else model_id
        shared[model_id] = entry if owner == model_id else {**entry, "state": {**entry["state"], "_esm": f"={owner}"}}
    return shared
