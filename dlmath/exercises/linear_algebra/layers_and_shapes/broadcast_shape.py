"""broadcast_shape: align on the right; equal, 1 or missing."""

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="`s` and `t` are the shapes of two arrays, tuples of positive whole numbers such as `(6, 2)`, of any length, "
    "including the empty tuple. Return the shape of their sum according to the three rules, as a tuple. If the shapes "
    'do not fit, `raise ValueError("…")`. Do it without NumPy.',
    forbids=["np.broadcast_shapes", "np.broadcast", "np.zeros", "np.empty", "np.ones"],
    hints=[
        "First make both shapes the same length. What can stand in the place of a missing size, and on which side?",
        "Pad the shorter one with ones on the left: (1,) * 2 + (6,) is (1, 1, 6). Then compare place by place.",
        "In each place: equal sizes stay; if one of them is 1, the other one counts; anything else is an error.",
    ],
)
def broadcast_shape(s, t):
    """The shape of a sum of arrays of the shapes s and t."""
    # Aligned on the right: a missing size on the left counts as 1.
    n = max(len(s), len(t))
    s = (1,) * (n - len(s)) + tuple(s)
    t = (1,) * (n - len(t)) + tuple(t)
    result = []
    for k in range(n):
        a, b = s[k], t[k]
        if a != b and a != 1 and b != 1:
            raise ValueError(f"{a} meets {b}")
        result.append(max(a, b))
    return tuple(result)


@broadcast_shape.cases
def cases(rng):
    return [
        ((3,), (3,)),
        ((6, 2), (2,)),
        ((2,), (6, 2)),
        ((6, 2), (6, 1)),
        ((6,), (6, 1)),
        ((6, 1), (6,)),
        ((1, 5), (4, 1)),
        ((1,), (7,)),
        ((5, 4, 3), (3,)),
        ((5, 1, 3), (4, 3)),
        ((2, 3, 1, 5), (3, 4, 1)),
        ((3,), (4,)),
        ((6, 2), (6,)),
        ((6, 2), (2, 2)),
        ((6, 2), (4,)),
    ]


@broadcast_shape.edge_cases
def edge_cases(rng):
    return [
        ((2, 3), (4, 3)),
        ((5, 4, 3), (5, 4)),
        ((), ()),
        ((), (3, 2)),
        ((4,), ()),
        ((1, 1), (1,)),
    ]


@broadcast_shape.law("the order does not matter")
def _(f, s, t):
    return list(f(s, t)) == list(f(t, s))


@broadcast_shape.law("a plain number changes no shape")
def _(f, s, t):
    return tuple(f(s, ())) == tuple(s)


broadcast_shape.instead_of(
    "(1,) * (n - len(s)) + tuple(s)",
    {
        "tuple(s) + (1,) * (n - len(s))": "You aligned s on the left. Shapes are aligned on the right: pad with ones "
        "in front.",
    },
)
broadcast_shape.instead_of(
    "(1,) * (n - len(t)) + tuple(t)",
    {
        "tuple(t) + (1,) * (n - len(t))": "You aligned t on the left. Shapes are aligned on the right: pad with ones "
        "in front.",
    },
)
broadcast_shape.instead_of(
    "max(a, b)",
    {
        "min(a, b)": "Where one size is 1, the array is repeated to fit the other: the larger size counts, not the "
        "smaller.",
        "a": "You always took the size of the first shape. Where that is 1, the other one counts.",
        "b": "You always took the size of the second shape. Where that is 1, the other one counts.",
        "a * b": "You multiplied the sizes. Equal sizes stay as they are: (3,) and (3,) give (3,).",
        "a + b": "You added the sizes. Adding arrays does not make them longer: (3,) and (3,) give (3,).",
    },
)
broadcast_shape.instead_of(
    "return tuple(result)",
    {
        "return tuple(result[::-1])": "The sizes come out in reverse order. If you went from right to left, reverse "
        "the result at the end.",
        "return len(result)": "That is how many sizes there are. Return the shape itself.",
        "return tuple(result[:1])": "Only the first size came back. Is the return indented into the loop?",
        "return tuple(v for v in result if v != 1)": "You left out sizes of 1. A size of 1 stays in the result if both "
        "shapes have it.",
    },
)
broadcast_shape.instead_of(
    "a != b and a != 1 and b != 1",
    {
        "False": "Shapes that do not fit must be rejected: two different sizes, neither of them 1.",
        "a != b": "A size of 1 fits everything: (6, 2) and (6, 1) give (6, 2).",
        "a != b and b != 1": "A 1 in the first shape fits everything as well.",
        "a != b and a != 1": "A 1 in the second shape fits everything as well.",
        "a % b and b % a": "You let a size fit if it divides the other. Only 1 is repeated: (6,) and (3,) do not fit.",
    },
)
broadcast_shape.instead_of(
    'raise ValueError(f"{a} meets {b}")',
    {
        "return None": "For shapes that do not fit you return None. Raise ValueError.",
        'return "an error"': "For shapes that do not fit you return a string. Raise ValueError.",
        "return ()": "() is the shape of a plain number. For shapes that do not fit, raise ValueError.",
        'raise TypeError("no fit")': "The task asks for a ValueError: raise ValueError(…).",
    },
)


@broadcast_shape.misconception(
    "You stop at the end of the shorter shape. The sizes that meet nothing are kept: (6, 2) and (2,) give (6, 2)."
)
def drops_what_meets_nothing(s, t):
    pairs = zip(s[::-1], t[::-1], strict=False)
    result = []
    for a, b in pairs:
        if a != b and a != 1 and b != 1:
            raise ValueError
        result.append(max(a, b))
    return tuple(result[::-1])


@broadcast_shape.misconception(
    "You compare from the left, and only as far as the shorter shape reaches. Align on the right, and keep what meets "
    "nothing."
)
def zips_from_the_left(s, t):
    result = []
    for a, b in zip(s, t, strict=False):
        if a != b and a != 1 and b != 1:
            raise ValueError
        result.append(max(a, b))
    return tuple(result)


@broadcast_shape.misconception(
    "You return the longer shape as it is. Where it has a 1, the size of the other one counts."
)
def the_longer_one(s, t):
    n = max(len(s), len(t))
    for a, b in zip((1,) * (n - len(s)) + s, (1,) * (n - len(t)) + t, strict=True):
        if a != b and a != 1 and b != 1:
            raise ValueError
    return s if len(s) > len(t) else t


@broadcast_shape.misconception(
    "You aligned on the left, and let any two sizes pass. Align on the right, and reject sizes that differ unless one "
    "is 1."
)
def left_and_without_errors(s, t):
    n = max(len(s), len(t))
    s, t = s + (1,) * (n - len(s)), t + (1,) * (n - len(t))
    return tuple(max(a, b) for a, b in zip(s, t, strict=True))


@broadcast_shape.misconception(
    "Shapes of different lengths can fit. A missing size counts as 1, which fits everything, not as 0 and not as an "
    "error: (6, 2) and (2,) give (6, 2)."
)
def fills_with_zeros(s, t):
    n = max(len(s), len(t))
    s, t = (0,) * (n - len(s)) + s, (0,) * (n - len(t)) + t
    for a, b in zip(s, t, strict=True):
        if a != b and a != 1 and b != 1:
            raise ValueError(f"{a} meets {b}")
    return tuple(max(a, b) for a, b in zip(s, t, strict=True))


@broadcast_shape.misconception(
    "You return the longer shape as it is. Compare place by place, aligned on the right: where one size is 1, the "
    "other one counts, and sizes that do not fit are rejected."
)
def the_longer_one_without_errors(s, t):
    return s if len(s) > len(t) else t


def _padded_to_the_first(s, t):
    t = (1,) * (len(s) - len(t)) + t
    result = []
    for i in range(len(s)):
        if s[i] != t[i] and s[i] != 1 and t[i] != 1:
            raise ValueError
        result.append(max(s[i], t[i]))
    return tuple(result)


@broadcast_shape.misconception("You padded t but not s. Either of them may be the shorter one.")
def pads_t_alone(s, t):
    return _padded_to_the_first(s, t)


@broadcast_shape.misconception("You padded s but not t. Either of them may be the shorter one.")
def pads_s_alone(s, t):
    return _padded_to_the_first(t, s)


@broadcast_shape.misconception(
    "The shorter shape has no size there. A missing size counts as 1, which fits everything."
)
def reads_past_the_end(s, t):
    result = []
    for i in range(1, max(len(s), len(t)) + 1):
        a, b = s[-i], t[-i]
        if a != b and a != 1 and b != 1:
            raise ValueError
        result.append(max(a, b))
    return tuple(result[::-1])
