"""breaks_simpson: a function that is zero wherever Simpson's rule looks."""

import numpy as np

from dlmath import calculus
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return a function `f` for which Simpson's rule with 4 pieces on $[0, 1]$ gives 0 although the integral is at "
    "least 0.01 away from 0. `f` takes an array of places and returns an array of heights.",
    hints=[
        "At which five places does Simpson's rule look? What could f be there, and what could it do in between?",
        "A wave that is 0 at 0, ¼, ½, ¾ and 1 is np.sin(4 * np.pi * x). But its humps and dips cancel. How can you "
        "make all of them count the same way?",
        "Square it: np.sin(4 * np.pi * x) ** 2 is 0 at the same five places and positive everywhere else.",
    ],
    rtol=0,
    atol=1e-9,
)
def breaks_simpson():
    """A function that Simpson's rule with 4 pieces mistakes for 0."""
    # The square of a wave: 0 at the five places, positive between them. Its integral is ½.
    return lambda x: np.sin(4 * np.pi * x) ** 2


PLACES = np.linspace(0, 1, 5)


def values(f, x):
    """f at all places at once or, if it was written for a single number, at one after another."""
    try:
        y = np.asarray(f(np.array(x)), dtype=float)
    except (TypeError, ValueError):
        y = np.array([float(f(place)) for place in x])
    return np.broadcast_to(y, np.shape(x))  # also if it is a constant


def heights(f, x):
    if not callable(f):
        raise ValueError("what you returned is not a function: return the name of a function, or lambda x: …")
    y = values(f, x)
    if not np.isfinite(y).all():
        raise ValueError("f gives infinity or NaN somewhere on [0, 1]")
    return y


def integral(f):
    """By 2,000 pieces, which must agree with 3,000: f may not be wilder than that."""
    fine, finer = (calculus.simpson(lambda x: heights(f, x), 0.0, 1.0, n) for n in (2000, 3000))
    if abs(fine - finer) > 1e-3 * max(1.0, abs(finer)):
        raise ValueError("f is too wild to say what its integral is. A gentler one will do")
    return finer


@breaks_simpson.breaks(integral)
def four_pieces(f):
    return calculus.simpson(lambda x: heights(f, x), 0.0, 1.0, 4)


@breaks_simpson.law("f is a function that returns a number for each place", form=True)
def _(answer):
    f = answer()
    return callable(f) and values(f, np.linspace(0, 1, 9)).shape == (9,)


@breaks_simpson.law("Simpson's rule with 4 pieces gives 0")
def _(answer):
    return abs(four_pieces(answer())) < 1e-9


@breaks_simpson.law("the integral is at least 0.01 away from 0")
def _(answer):
    return abs(integral(answer())) >= 0.01


def zero_at_all_places(f):
    return np.max(np.abs(heights(f, PLACES))) < 1e-9


def _size(f):
    return np.max(np.abs(heights(f, np.linspace(0, 1, 2001))))


@breaks_simpson.misconception(
    "Your function is 0 everywhere, and so is its integral. It has to be 0 where Simpson's rule looks, and something "
    "else in between.",
    when=lambda f: _size(f) == 0,
)
def nothing():
    return lambda x: 0 * x


@breaks_simpson.misconception(
    "Simpson's rule says 0 here, and it is right: your function has as much area below the axis as above. Make it "
    "positive wherever it is not 0, for instance by squaring it.",
    when=lambda f: abs(four_pieces(f)) < 1e-9 and abs(integral(f)) < 1e-6 and zero_at_all_places(f),
)
def a_wave():
    return lambda x: np.sin(4 * np.pi * x)


@breaks_simpson.misconception(
    "Simpson's rule says 0 here, and it is right: your function has as much area below the axis as above. Choose one "
    "that is 0 at all five places 0, ¼, ½, ¾ and 1, and positive in between.",
    when=lambda f: abs(four_pieces(f)) < 1e-9 and abs(integral(f)) < 1e-6,
)
def a_slow_wave():
    return lambda x: np.sin(2 * np.pi * x)


@breaks_simpson.misconception(
    "Simpson's rule says 0 here, but the integral is too close to 0. Multiply your function by a large number.",
    when=lambda f: abs(four_pieces(f)) < 1e-9 and abs(integral(f)) < 0.01,
)
def too_small():
    return lambda x: 0.01 * np.sin(4 * np.pi * x) ** 2


@breaks_simpson.misconception(
    "Your function is a constant, and Simpson's rule is right about it. It has to be 0 where Simpson's rule looks, and "
    "something else in between.",
    when=lambda f: np.ptp(heights(f, np.linspace(0, 1, 2001))) < 1e-9 and _size(f) > 0,
)
def a_constant():
    return lambda x: 1 + 0 * x


@breaks_simpson.misconception(
    "Your function is the same at all five places 0, ¼, ½, ¾ and 1, but not 0. Subtract that value.",
    when=lambda f: np.ptp(heights(f, PLACES)) < 1e-9 and abs(heights(f, PLACES)[0]) > 1e-9,
)
def a_shifted_wave():
    return lambda x: np.cos(8 * np.pi * x)


@breaks_simpson.misconception(
    "Your function is 0 at the two ends, but not at all of ¼, ½ and ¾, where Simpson's rule looks as well. Make it 0 "
    "at all five places.",
    when=lambda f: np.max(np.abs(heights(f, PLACES)[[0, -1]])) < 1e-9 and abs(four_pieces(f)) > 1e-9,
)
def zero_at_the_ends():
    return lambda x: np.sin(np.pi * x)


@breaks_simpson.misconception(
    "Simpson's rule does not give 0 here. It looks at 0, ¼, ½, ¾ and 1, with the weights 1, 4, 2, 4, 1. The easiest "
    "way to get 0 is to be 0 at all five.",
    when=lambda f: abs(four_pieces(f)) > 1e-9,
)
def not_zero():
    return lambda x: x**2
