"""breaks_the_old_limit: a rule from gradient descent that momentum outgrows, and one that it doesn't."""

import numpy as np

from dlmath.exercises import exercise

TASK = """A colleague reasons: "In a steady direction momentum walks $\\eta/(1 - \\beta)$ per unit of gradient. So the
limit $2/\\lambda$ must hold for this effective rate." So `predicts_convergence` says that a run with momentum
converges if and only if $\\eta\\lambda/(1 - \\beta) < 2$. Return three numbers, `eta`, `lam`, and `beta`, for which he
is wrong: the run converges, although his rule says that it blows up. To make it count, $\\eta\\lambda/(1-\\beta)$ must
be at least 100."""


def _numbers(eta, lam, beta):
    values = [np.asarray(value) for value in (eta, lam, beta)]
    if any(value.shape != () or value.dtype.kind not in "iuf" for value in values):
        raise ValueError("eta, lam, and beta must be single numbers")
    return tuple(map(float, values))


def truly_converges(eta, lam, beta):
    eta, lam, beta = _numbers(eta, lam, beta)
    return bool(0 < eta * lam < 2 * (1 + beta))


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "The region allows ηλ up to 2(1 + β). How large may ηλ/(1 − β) be, then? Try β = 0.9.",
        "For β = 0.9 the effective value is at most 2 · 1.9/0.1 = 38. So you need a β closer to 1.",
        "return 1.0, 2.0, 0.99 has ηλ = 2 and the effective value 200.",
    ],
)
def breaks_the_old_limit():
    """eta, lam and beta of a run that converges against the rule."""
    # ηλ = 2 is below 2 (1 + β) = 3.98, so it converges, although the effective value is 200.
    return 1.0, 2.0, 0.99


@breaks_the_old_limit.breaks(truly_converges)
def predicts_convergence(eta, lam, beta):
    return bool(eta * lam / (1 - beta) < 2)


@breaks_the_old_limit.law("eta and lam are positive, and beta is at least 0 and below 1", form=True)
def _(answer):
    eta, lam, beta = _numbers(*answer())
    return eta > 0 and lam > 0 and 0 <= beta < 1


@breaks_the_old_limit.law("the effective ηλ/(1 − β) is at least 100")
def _(answer):
    eta, lam, beta = _numbers(*answer())
    return eta * lam / (1 - beta) >= 100 * (1 - 1e-9)


@breaks_the_old_limit.law("the run converges")
def _(answer):
    return truly_converges(*answer())


@breaks_the_old_limit.misconception(
    "This run doesn't converge, as he says: ηλ is not below 2(1 + β). Choose a smaller η or λ, and a β closer to 1.",
    when=lambda eta, lam, beta: eta * lam >= 2 * (1 + beta),
)
def blows_up():
    return 10.0, 1.0, 0.9


@breaks_the_old_limit.misconception(
    "Here he is right: ηλ/(1 − β) is below 2, and the run converges. Take a β closer to 1, or a larger η.",
    when=lambda eta, lam, beta: 0 < eta * lam < 2 * (1 - beta),
)
def he_is_right():
    return 0.1, 1.0, 0.5


@breaks_the_old_limit.misconception(
    "He is wrong here, but ηλ/(1 − β) isn't 100 yet. With ηλ < 2(1 + β) that needs a β closer to 1.",
    when=lambda eta, lam, beta: (
        2 * (1 - beta) <= eta * lam < 100 * (1 - beta) * (1 - 1e-9) and eta * lam < 2 * (1 + beta)
    ),
)
def not_yet_a_hundred():
    return 1.0, 1.0, 0.9
