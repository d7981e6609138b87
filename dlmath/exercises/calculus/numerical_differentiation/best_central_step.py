"""best_central_step: where truncation and rounding of the central difference balance."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="The errors of the central difference add up to $E(h) = \\tfrac16 h^2 |f'''| + \\varepsilon |f| / (2h)$. "
    "Return the $h$ at which $E$ is smallest. `f` and `f3` are the values $f(x)$ and $f'''(x)$, neither of them 0, and "
    "either may be negative.",
    hints=[
        "At the bottom the slope of E is zero. What is the slope of h²/6, and what is the slope of 1/(2h)?",
        "h |f3| / 3 − eps |f| / (2 h²) = 0. Multiply by h².",
        "h³ = 3 eps |f| / (2 |f3|). np.cbrt takes the cube root.",
    ],
    also=(),
    atol=0,
)
def best_central_step(f, f3, eps):
    """The h that makes h² |f3| / 6 + eps |f| / (2h) smallest."""
    # The slope of E is zero where h³ = 3 ε |f| / (2 |f3|).
    return np.cbrt(1.5 * eps * abs(f / f3))


@best_central_step.cases
def cases(rng):
    return [
        (2.0, 3.0, 8e-6),
        (1.0, 12.0, 1e-6),
        (1.0, 1.0, 2.0**-52),
        (5.0, 2.0, 2.0**-23),
        (-3.0, 7.0, 1e-9),
        (float(rng.uniform(1, 9)), float(rng.uniform(1, 9)), 2.0**-52),
        (4.0, -0.5, 1e-4),
    ]


@best_central_step.edge_cases
def edge_cases(rng):
    return [(1e-6, 2e-15, 2.0**-52), (-1e8, -3.0, 2.0**-23), (-2.0, -5.0, 2.0**-10)]


@best_central_step.law("a step one percent longer or shorter has a larger E")
def _(h, f, f3, eps):
    def total(step):
        return step**2 * abs(f3) / 6 + eps * abs(f) / (2 * step)

    best = h(f, f3, eps)
    return total(best) < min(total(0.99 * best), total(1.01 * best))


best_central_step.instead_of(
    "np.cbrt(1.5 * eps * abs(f / f3))",
    {
        "np.cbrt(1.5 * eps * f / f3)": "f and f3 may have different signs, and then your h is negative. E contains |f| "
        "and |f3|: use abs.",
        "(1.5 * eps * f / f3) ** (1 / 3)": "You take the root of a negative number when f and f3 have different "
        "signs. E contains |f| and |f3|: use abs.",
        "np.sqrt(1.5 * eps * abs(f / f3))": "From h · h² you get h³, so take the cube root, not the square root.",
        "np.sqrt(2 * eps * abs(f / f3))": "That is the formula for the forward difference. Here the first term is h² "
        "|f3| / 6, and its slope is h |f3| / 3.",
        "1.5 * eps * abs(f / f3)": "That is h³. Take the cube root.",
        "np.cbrt(eps * abs(f / f3))": "The factor 3/2 is missing. The slope of h²/6 is h/3, and the slope of 1/(2h) is "
        "−1/(2h²).",
        "np.cbrt(3 * eps * abs(f / f3))": "With this h the two terms of E are equal, but that is not where their sum "
        "is smallest. Set the slope of E to zero: h |f3| / 3 = eps |f| / (2h²), so the factor is 3/2.",
        "np.cbrt(6 * eps * abs(f / f3))": "What you set to zero is not the slope of E. The slope of h²/6 is h/3, and "
        "the slope of 1/(2h) is −1/(2h²).",
        "np.cbrt(1.5 * eps * abs(f3 / f))": "The fraction is upside down. A larger |f3| calls for a smaller step.",
        "np.cbrt(0.5 * eps * abs(f / f3))": "The slope of h²/6 is h/3, not h. Multiply by the 3.",
        "np.cbrt(2 / 3 * eps * abs(f / f3))": "The 3 and the 2 are swapped: h³ = 3 eps |f| / (2 |f3|).",
        "np.cbrt(0.75 * eps * abs(f / f3))": "You lost a factor of 2. The slope of h² |f3| / 6 is h |f3| / 3, and the "
        "slope of eps |f| / (2h) is −eps |f| / (2h²).",
        "np.cbrt(1.5 * eps * abs(f / f3)) ** 2 * abs(f3) / 2": "That is the error E at the best step. Return the step.",
        "(1.5 * eps * abs(f / f3)) ** 0.33": "0.33 is not a third. Write ** (1 / 3), or np.cbrt.",
        "(1.5 * eps * abs(f / f3)) ** 0.333": "0.333 is not a third. Write ** (1 / 3), or np.cbrt.",
        "np.cbrt(3 * eps * abs(f / f3)) / 2": "The 2 belongs under the root: h³ = 3 eps |f| / (2 |f3|).",
        "np.cbrt(3 * eps * f / f3)": "Two things: E contains |f| and |f3|, so use abs. And the slope of h²/6 is "
        "h/3, that of "
        "1/(2h) is −1/(2h²), so the factor is 3/2.",
        "np.cbrt(1.5 * eps * abs(f)) / abs(f3)": "|f3| belongs under the root, too.",
        "np.cbrt(1.5 * eps * abs(f) / f3)": "f3 may be negative, and then your h is, too. Use abs for f3 as well.",
        "np.cbrt(1.5 * eps * f / abs(f3))": "f may be negative, and then your h is, too. Use abs for f as well.",
        "np.cbrt(eps) * abs(f / f3)": "|f| / |f3| belongs under the root, together with the 3/2: h³ = 3 eps |f| / (2 "
        "|f3|).",
        "np.cbrt(eps)": "That is the rule of thumb. Here you know f and f3: set the slope of E to zero.",
        "(1.5 * eps * abs(f / f3)) ** 1 / 3": "** comes before /: ** 1 / 3 is the first power, divided by 3. Write ** "
        "(1 / 3).",
        "(1.5 * eps * abs(f / f3)) ** 3": "You cubed it. Take the cube root, ** (1 / 3).",
        "1.5 * np.cbrt(eps * abs(f / f3))": "The factor 3/2 belongs under the root.",
        "np.cbrt(1.5 * eps * abs(f * f3))": "|f3| is in the other term of E, so it ends up in the denominator: |f| / "
        "|f3|.",
        "np.cbrt(1.5 * abs(f / f3))": "eps is missing.",
        "np.cbrt(1.5 * eps / abs(f3))": "|f| is missing: the rounding error is eps |f| / (2h).",
        "np.cbrt(1.5 * eps * abs(f))": "|f3| is missing: the truncation error is h² |f3| / 6.",
        "np.cbrt(12 * eps * abs(f / f3))": "The slope of h²/6 is h/3, and the slope of 1/(2h) is −1/(2h²), so the "
        "factor is 3/2.",
    },
)
