"""breaks_complex_step: a function that throws the imaginary part away."""

import numpy as np

from dlmath.exercises import exercise


def honest_slope(f, x):
    """By a central difference, two steps of which must agree, as must both sides."""
    if not callable(f):
        raise ValueError(f"f is {f!r:.40}, expected a function, as in return f, x")
    if callable(x) or isinstance(x, complex | np.complexfloating) or np.ndim(x) or not np.isfinite(x):
        raise ValueError("x must be one ordinary real number")
    try:
        values = [f(t) for t in (x, x + 1e-5, x - 1e-5)]
    except Exception as error:
        raise ValueError(f"at x or very near it, f stops with an error ({error}), so take another x") from error
    if any(isinstance(value, complex | np.complexfloating) for value in values):
        raise ValueError("for real numbers near x, f must return real numbers")
    if not all(np.ndim(value) == 0 and np.isfinite(value) for value in values):
        raise ValueError("for real numbers near x, f must return one ordinary number")
    h = 1e-4 * max(1.0, abs(x))
    bends = [abs(f(x + s) - 2 * f(x) + f(x - s)) / s for s in (h, h / 16)]  # of a smooth f it shrinks with s
    coarse, fine = (float((f(x + s) - f(x - s)) / (2 * s)) for s in (h, h / 16))
    size = max(abs(coarse), abs(fine), 1e-6 * abs(f(x)), 1e-6)
    if not (bends[1] < 0.3 * bends[0] + 1e-3 * size and abs(coarse - fine) < 1e-3 * size):
        raise ValueError(
            "f has a kink or a jump at x, or changes too fast for any difference quotient to measure its slope"
        )
    return float(f"{fine:.9g}")


@exercise(
    weight="hard",
    task="Return `f, x`, a function and a number for which `complex_slope` is off by more than 1% although nothing "
    "warns you. At `x`, your function must have an honest slope, not 0: for real numbers near `x` it returns real "
    "numbers, without a jump or a kink. Define `f` inside, and write `return f, x`.",
    hints=[
        "The slope is in the imaginary part. Which operation throws the imaginary part away?",
        "The absolute value of a complex number is its length, a real number. What is then left of the slope?",
        "Define f(x) inside, let it return abs(x), and return f together with an x that is not 0.",
    ],
    rtol=0.01,
)
def breaks_complex_step():
    """f and x for which the complex step is wrong."""
    # abs returns the length of a complex number, which is real. The imaginary part, h f′(x), is gone.
    return (lambda x: abs(x)), 2.0


@breaks_complex_step.breaks(honest_slope)
def complex_slope(f, x):
    return np.imag(f(x + 1e-20j)) / 1e-20


@breaks_complex_step.law("at x, the function has a slope that is not 0")
def _(answer):
    return abs(honest_slope(*answer())) > 1e-8


@breaks_complex_step.law("complex_slope returns an ordinary number: nothing warns you")
def _(answer):
    return bool(np.isfinite(complex_slope(*answer())))


def _stops(f, x):
    honest_slope(f, x)
    try:
        return not np.isfinite(complex_slope(f, x))
    except Exception:
        return True


@breaks_complex_step.misconception(
    "Here complex_slope stops with an error or returns no number, so you would notice. Look for an operation that "
    "takes a complex number without complaint and gives back a real one.",
    when=_stops,
)
def an_error():
    def f(x):
        return x**2 if x > 0 else -(x**2)

    return f, 1.0


@breaks_complex_step.misconception(
    "At 0 the absolute value has a kink, and no honest slope at all. Take another x.",
    when=lambda f, x: x == 0 and f(1e-3) == f(-1e-3) and abs(f(1e-3) - f(0) - 1e-3 * (f(1) - f(0))) < 1e-12,
)
def at_the_kink():
    return (lambda x: abs(x)), 0.0


@breaks_complex_step.misconception(
    "The slope of your function is 0 here, and so is what complex_slope returns. Use a point where f rises or falls.",
    when=lambda f, x: abs(honest_slope(f, x)) < 1e-8,
)
def a_flat_place():
    return (lambda x: abs(x) ** 2 + 1.0), 0.0


def _smooth_and_complex(f, x):
    value = f(x + 1e-20j)
    return isinstance(value, complex | np.complexfloating) and abs(
        np.imag(value) / 1e-20 - honest_slope(f, x)
    ) < 0.01 * max(abs(honest_slope(f, x)), 1e-8)


@breaks_complex_step.misconception(
    "For this function Taylor's formula also holds with complex numbers, so the complex step is right. Use something "
    "that treats the real and the imaginary part differently, such as the absolute value.",
    when=_smooth_and_complex,
)
def a_polynomial():
    return (lambda x: x**3 - x), 2.0
