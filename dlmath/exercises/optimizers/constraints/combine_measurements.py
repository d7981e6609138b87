"""combine_measurements: how much each scale should count."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Several scales have independent errors. `variances` is an array of shape `(n,)` with the variance of each. "
    "Return the shares, of shape `(n,)`, that add up to 1 and make the variance of the report, $\\sum_i w_i^2 v_i$, "
    "as small as possible. No variance is 0.",
    hints=[
        "∇f + λ∇h = 0 has one line for each scale. What is the derivative of w₁²v₁ + w₂²v₂ + … with respect to wᵢ, "
        "and what is that of the sum of the shares?",
        "2 vᵢ wᵢ + λ = 0, so wᵢ is proportional to 1/vᵢ. What must you divide by to make the sum 1?",
        "return (1 / variances) / np.sum(1 / variances)",
    ],
)
def combine_measurements(variances):
    """The shares with the smallest variance; they add up to 1."""
    # 2 vᵢ wᵢ + λ = 0: the shares are proportional to 1/vᵢ, and the sum decides the factor.
    return (1 / variances) / np.sum(1 / variances)


@combine_measurements.cases
def cases(rng):
    return [
        (np.array([1.0, 2.0]),),
        (np.array([1.0, 2.0, 4.0]),),
        (np.array([4.0, 9.0, 0.5, 2.0]),),
        (np.array([0.2, 0.3, 0.1]),),
        (np.array([30.0, 10.0, 20.0, 70.0, 25.0]),),
        (np.exp(rng.normal(size=6)),),
    ]


@combine_measurements.edge_cases
def edge_cases(rng):
    return [
        (np.array([5.0]),),
        (np.array([3, 1, 2]),),
        (np.array([2.0, 2.0, 2.0]),),
        (np.array([1e-9, 3e-9, 2e-9]),),
        (np.array([1e9, 4e9, 2e9]),),
        (np.exp(rng.normal(size=200)),),
    ]


@combine_measurements.law("the shares add up to 1")
def _(f, variances):
    return np.isclose(np.sum(f(variances)), 1)


@combine_measurements.law("other units, such as grams for kilograms, change no share")
def _(f, variances):
    return np.allclose(f(1000 * variances), f(variances))


@combine_measurements.law("2 v w is the same number for all scales")
def _(f, variances):
    slopes = variances * f(variances)
    return np.allclose(slopes, slopes[0])


combine_measurements.instead_of(
    "(1 / variances) / np.sum(1 / variances)",
    {
        "variances / np.sum(variances)": "Your poorest scale counts most. The shares are proportional to 1/v.",
        "1 / variances": "The proportions are right, but the shares don't add up to 1. Divide by their sum.",
        "1 / (2 * variances)": "The proportions are right, but the shares don't add up to 1. Divide by their sum.",
        "(1 / variances) / len(variances)": "You divided by how many there are. Divide by the sum of all 1/v, so that "
        "the shares add up to 1.",
        "(1 / variances) / np.max(1 / variances)": "You divided by the largest. Divide by the sum, so that the shares "
        "add up to 1.",
        "(1 / variances) / np.linalg.norm(1 / variances)": "You made the *length* 1. It is the sum that must be 1: "
        "divide by np.sum(1 / variances).",
        "(1 / variances) / np.sum(variances)": "Divide by the sum of the 1/v, not by the sum of the variances.",
        "(1 / variances) * np.sum(variances)": "The shares must add up to 1: divide 1/v by the sum of all 1/v.",
        "1 / variances / np.sum(variances)": "Divide by the sum of the 1/v, not by the sum of the variances.",
        "1 / np.sqrt(variances) / np.sum(1 / np.sqrt(variances))": "You divided by the standard deviations. The slope "
        "of w²v is 2vw, so the shares are proportional to 1/v, without a root.",
        "1 / variances**2 / np.sum(1 / variances**2)": "You squared the variances. They are variances already: the "
        "slope of w²v is 2vw, so the shares are proportional to 1/v.",
        "np.ones(len(variances)) / len(variances)": "With equal shares the good scales count no more than the poor "
        "ones. Ask where 2vw is the same for all.",
        "(variances == np.min(variances)) / np.sum(variances == np.min(variances))": "You use only the best scale. "
        "Even a poor one helps a little: make 2vw the same for all.",
        "np.exp(-variances) / np.sum(np.exp(-variances))": "That is a softmax. It gives good scales more, but not by "
        "the right amount: 2 vᵢ wᵢ + λ = 0 makes the shares proportional to 1/v.",
        "np.exp(1 / variances) / np.sum(np.exp(1 / variances))": "No exponential is needed: the shares themselves are "
        "proportional to 1/v.",
        "1 - variances / np.sum(variances)": "For two scales this is right. For more, the shares add up to more than "
        "1. Start from 2 vᵢ wᵢ + λ = 0.",
        "(np.sum(variances) - variances) / ((len(variances) - 1) * np.sum(variances))": "For two scales this is right, "
        "but not for more. Start from 2 vᵢ wᵢ + λ = 0.",
        "np.sort(variances)[::-1] / np.sum(variances)": "You handed out the variances in reverse order, which is right "
        "for two scales only. The shares are proportional to 1/v.",
        "variances[::-1] / np.sum(variances)": "You swapped the variances, which is right for two scales only. With "
        "more, the shares are proportional to 1/v.",
        "np.prod(variances) / variances": "The proportions are right, but the shares don't add up to 1. Divide by "
        "their sum.",
        "1 / np.sum(1 / variances)": "That is the variance of the best report, a single number. Return the share of "
        "each scale.",
        "variances / np.sum(1 / variances)": "You multiplied by the variances. The shares are proportional to 1/v.",
        "-2 / np.sum(1 / variances)": "That is λ. Put it back into 2 vᵢ wᵢ + λ = 0 to get the shares.",
        "np.mean(variances) / variances": "The shares don't add up to 1. Divide 1/v by the sum of all 1/v.",
        "1 / (variances * np.sum(variances))": "Divide by the sum of the 1/v, not by the sum of the variances.",
        "1 / variances**2": "You squared the variances, and the shares don't add up to 1. They go with 1/v.",
        "1 / np.sqrt(variances)": "You took a root, and the shares don't add up to 1. They go with 1/v.",
        "(1 / variances) / np.mean(1 / variances)": "You divided by the mean, so the shares add up to n. Divide by the "
        "sum.",
        "(1 / variances) * np.sum(1 / variances)": "You multiplied by the sum. To make the shares add up to 1, divide "
        "by it.",
        "1 / (1 + variances) / np.sum(1 / (1 + variances))": "The 1 + doesn't belong there: 2 vᵢ wᵢ + λ = 0 makes the "
        "shares proportional to 1/v.",
        "np.sort(1 / variances)[::-1] / np.sum(1 / variances)": "You sorted the shares. Each belongs to the scale in "
        "its place.",
        "(4 / 3) / (2 * variances)": "λ = −4/3 belongs to the two scales in the text. Here λ is what makes the shares "
        "add up to 1: divide by the sum of all 1/v.",
        "(-4 / 3) / (2 * variances)": "λ = −4/3 belongs to the two scales in the text. Here λ is what makes the shares "
        "add up to 1: divide by the sum of all 1/v.",
        "(np.max(variances) - variances) / np.sum(np.max(variances) - variances)": "You took differences from the "
        "largest variance, so the poorest scale gets nothing. The shares are proportional to 1/v.",
    },
)
