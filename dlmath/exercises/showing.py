"""Values as a reader wants to see them: short, exact enough, and safe whatever the value is.

>>> import numpy as np
>>> show(np.array([1000.0, 1 / 3]))
'[1000., 0.3333]'
>>> show_call("softmax", (np.zeros((2, 2)), 3))
'softmax([[0., 0.], [0., 0.]], 3)'
>>> show_pair(0.1 + 0.2, 0.30000123)
('0.3', '0.300001')
"""

import math
import sys
from dataclasses import dataclass
from itertools import islice

import numpy as np

DIGITS = 4
LONGEST = 400
MOST = 300  # entries that are looked at; more would not fit into the text
NUMPY_SCALARS = frozenset(np.sctypeDict.values()) - {np.object_, np.void}
NUMBERS = frozenset({bool, int, float, complex})


def show(value, digits=DIGITS):
    """Return ``value`` as a short text; nothing of an object of an unknown class is ever called."""
    return shorten(_show(value, _Look(digits)))


def show_call(name, arguments, digits=DIGITS):
    """Return the call ``name(arguments)`` as a short text."""
    return shorten(f"{name}({', '.join(_show(a, _Look(digits, faithful=True)) for a in arguments)})")


def show_input(value):
    """Return ``value`` as a short text in which only whole numbers look whole.

    >>> show_input(np.array([1.0, 1.0001, 1 / 3])), show(1.0001)
    ('[1., 1.0001, 0.3333]', '1.')
    """
    return shorten(_show(value, _Look(DIGITS, faithful=True)))


def show_pair(left, right):
    """Return both values with as many digits as it takes to tell them apart."""
    for digits in (DIGITS, 6, 10, 17):
        texts = show(left, digits), show(right, digits)
        if texts[0] != texts[1]:
            break
    return texts


def shorten(text, longest=LONGEST):
    """Return ``text`` with its middle left out when it is longer than ``longest`` characters."""
    if len(text) <= longest:
        return text
    return f"{text[: longest * 2 // 3]} … {text[-longest // 4 :]}"


def kind(value):
    """Return what ``value`` is in plain words: 'a list', 'an array of shape (3,)', 'a Foo object'.

    >>> kind([1, 2]), kind(None), kind(np.zeros((3,)))
    ('a list', 'None', 'an array of shape (3,)')
    """
    cls = type(value)
    if value is None or value is Ellipsis:
        return "None" if value is None else "..."
    if cls is np.ndarray:
        return f"an array of shape {show_shape(value.shape)}"
    if cls is bool or cls is np.bool_:
        return "True or False"
    if cls in NUMBERS or cls in NUMPY_SCALARS:
        if cls is np.str_ or cls is np.bytes_:
            return "a text"
        return "a complex number" if cls is complex or issubclass(cls, np.complexfloating) else "a number"
    words = {str: "a text", list: "a list", tuple: "a tuple", dict: "a dictionary", set: "a set"}
    words |= {type(show): "a function", type(len): "a function", type: "a class"}
    words[type(_ for _ in ())] = "a generator"
    name = class_name(cls)
    return words.get(cls, f"{'an' if name[:1].lower() in tuple('aeiou') else 'a'} {name} object")


def show_shape(shape):
    """Return a shape as it is written: ``(3,)``, ``(2, 3)``, ``()``."""
    return "(" + ", ".join(str(n) for n in shape) + ("," if len(shape) == 1 else "") + ")"


def class_name(cls):
    """The name that the interpreter gave a class, whatever its metaclass says."""
    return str.__str__(type.__dict__["__name__"].__get__(cls))


@dataclass
class _Look:
    """How a value is looked at: with how many digits, how deep inside it we are, how many entries may follow.

    Where it is ``faithful``, only whole numbers look whole.
    """

    digits: int
    faithful: bool = False
    depth: int = 0
    left: int = MOST

    def inside(self, value):
        """Show an entry."""
        self.left, self.depth = self.left - 1, self.depth + 1
        text = _show(value, self) if self.left > 0 else "…"
        self.depth -= 1
        return text


def _show(value, look):
    cls, digits = type(value), look.digits
    if cls is np.ndarray:
        return _show_array(value, look)
    if cls in NUMPY_SCALARS:
        value = {np.longdouble: float, np.clongdouble: complex}.get(cls, np.generic.item)(value)
        cls = type(value)
    if value is None or value is Ellipsis or cls is bool:
        return {None: "None", Ellipsis: "...", True: "True", False: "False"}[value]
    if cls is int:
        return str(value) if abs(value) < 10**30 else f"an integer of {value.bit_length()} bits"
    if cls is float:
        return _show_float(value, digits, look.faithful)
    if cls is complex:
        sign = "-" if math.copysign(1, value.imag) < 0 else "+"
        return f"{_show_float(value.real, digits)} {sign} {_show_float(abs(value.imag), digits)}j"
    if cls is str or cls is bytes:
        return shorten(repr(value[: 2 * LONGEST]), 100)
    if look.depth > 5:
        return "…"
    if issubclass(cls, tuple | list):
        return _show_sequence(value, look)
    if cls is dict:
        pairs = [f"{look.inside(k)}: {look.inside(v)}" for k, v in islice(value.items(), 12)]
        return "{" + ", ".join(pairs) + (", …" if len(value) > 12 else "") + "}"
    if cls in (type(show), type(len), np.ufunc):
        return str.__str__(value.__name__)
    return repr(value) if _is_ours(cls) else kind(value)


def _is_ours(cls):
    """Whether a class stands in the file of a lesson's exercises, so that its repr can be trusted."""
    module = sys.modules.get(cls.__module__) if type(cls.__module__) is str else None
    return cls.__module__.startswith("dlmath.exercises.") and getattr(module, cls.__name__, None) is cls


def _show_sequence(value, look):
    base = tuple if issubclass(type(value), tuple) else list
    length = base.__len__(value)
    texts = [look.inside(base.__getitem__(value, i)) for i in _ends(length)]
    if length > len(texts):
        texts.insert(4, "…")
    if base is tuple:
        return "(" + ", ".join(texts) + (",)" if length == 1 else ")")
    return "[" + ", ".join(texts) + "]"


def _ends(length, most=12):
    return range(length) if length <= most else [*range(4), length - 2, length - 1]


def _show_array(x, look):
    if x.dtype.kind not in "biufcUS":
        return f"an array of {x.dtype} of shape {show_shape(x.shape)}"
    if x.size == 0 and x.ndim != 1:
        return f"an empty array of shape {show_shape(x.shape)}"
    if x.ndim == 0:
        return _show(x[()], look)
    texts = [look.inside(x[i]) for i in _ends(len(x))]
    if len(x) > len(texts):
        texts.insert(4, "…")
    return "[" + ", ".join(texts) + "]"


def _show_float(value, digits, faithful=False):
    exact = faithful or digits == 17
    text = f"{value if exact else value + 0.0:.{digits}g}"  # elsewhere -0. looks like 0.
    if faithful and float(text) != value and value.is_integer() and abs(value) < 1e15:
        return f"{value:.0f}."
    if not text.lstrip("-").isdigit():
        return text
    if faithful and not value.is_integer() and digits < 17:
        return _show_float(value, digits + 2, faithful)
    return text + "."
