"""to_raw_units: the same predictions from columns that are not standardized."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A model was fit on standardized columns, $(x_j - \\mu_j)/s_j$. This function should return the weights "
    "and the intercept that give the *same predictions* from the raw columns $x_j$. It contains two mistakes. Fix "
    "them. (Plug $(x_j - \\mu_j)/s_j$ into the prediction, and multiply out.)",
    hints=[
        "The prediction is b + Σ wⱼ (xⱼ − μⱼ)/sⱼ. What is the coefficient of xⱼ?",
        "It is wⱼ/sⱼ, so the weights are divided by std. What is left when every xⱼ is 0?",
        "The intercept loses Σ wⱼ μⱼ/sⱼ: intercept - weights @ mean, with the new weights.",
    ],
)
def to_raw_units(weights, intercept, mean, std):
    """Weights and intercept for columns that are not standardized."""
    # b + Σ w (x − μ)/s = (b − Σ μ w/s) + Σ (w/s) x.
    weights = weights / std
    intercept = intercept - weights @ mean
    return weights, intercept


@to_raw_units.start(
    "Both mistakes are still there. Multiply out b + Σ wⱼ (xⱼ − μⱼ)/sⱼ: xⱼ has the factor wⱼ/sⱼ, and the means are "
    "subtracted."
)
def to_raw_units_to_mend(weights, intercept, mean, std):
    """Weights and intercept for columns that are not standardized."""
    weights = weights * std
    intercept = intercept + weights @ mean
    return weights, intercept


@to_raw_units.cases
def cases(rng):
    return [
        (np.array([6.0]), 1.0, np.array([10.0]), np.array([2.0])),
        (np.array([3.0, -4.0]), 5.0, np.array([1.0, 2.0]), np.array([2.0, 0.5])),
        (np.array([1.0, 2.0, -3.0]), -1.0, np.array([0.0, 4.0, 2.0]), np.array([1.0, 5.0, 4.0])),
        (rng.normal(size=5), 2.5, 3 + rng.normal(size=5), rng.uniform(0.5, 3.0, size=5)),
        (rng.normal(size=8), -7.0, 10 * rng.normal(size=8), rng.uniform(0.1, 9.0, size=8)),
    ]


@to_raw_units.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0, 3.0]), 4.0, np.zeros(2), np.ones(2)),
        (np.array([2, 3]), 4, np.array([1, 5]), np.array([2, 4])),
    ]


@to_raw_units.law("the predictions stay the same")
def _(f, weights, intercept, mean, std):
    X = mean + std * np.array([[-1.0], [0.5], [2.0]])
    w, b = f(weights, intercept, mean, std)
    return np.allclose(X @ w + b, (X - mean) / std @ weights + intercept, rtol=1e-6)


to_raw_units.instead_of(
    "weights / std",
    {
        "weights * std": "One mistake is left, in the weights. One unit of the raw column is only 1/sⱼ standard "
        "deviations, so the weight is divided by sⱼ.",
        "weights": "A raw column is sⱼ times as large in numbers, so its weight is not the same: divide it by sⱼ.",
        "weights / std**2": "Don't divide by the variance. One raw unit is 1/sⱼ standard deviations.",
        "weights / mean": "Divide by the standard deviations, not by the means.",
        "std / weights": "The fraction is upside down: weights / std.",
        "(weights - mean) / std": "It is the columns that were standardized, not the weights. A weight is divided "
        "by sⱼ, and "
        "that is all.",
        "weights * std + mean": "That undoes the standardization of a column. A weight is divided by sⱼ, and the "
        "means go into the intercept.",
        "weights / np.sqrt(std)": "std is already the standard deviation. No square root is needed.",
        "weights / np.mean(std)": "Each column has its own standard deviation.",
    },
)
to_raw_units.instead_of(
    "intercept - weights @ mean",
    {
        "intercept + weights @ (mean / std)": "The means are subtracted from the columns, so they count with a minus "
        "sign. And the weights are divided by std already: don't divide again.",
        "intercept - weights[0] * mean[0]": "That makes up for the first column alone. Every mean counts: weights @ "
        "mean.",
        "intercept - np.sum(mean / std)": "The old weights are missing: each mean/std is multiplied by its weight "
        "before they are added.",
        "intercept + weights @ mean": "One mistake is left, in the intercept. The means are subtracted from the "
        "columns, so they count with a minus sign.",
        "intercept": "The intercept must change: the raw columns are not centered. Subtract the new weights times "
        "the means.",
        "intercept - np.sum(mean)": "Each mean is multiplied by its new weight before they are added.",
        "intercept - weights @ mean / std": "The weights have already been divided by std. Don't divide again.",
        "intercept - np.sum(weights * mean / std)": "The weights have already been divided by std. Don't divide again.",
        "weights @ mean - intercept": "The sign is wrong: b − Σ wⱼ μⱼ with the new weights.",
        "-weights @ mean": "The old intercept is still part of the prediction. Start from it.",
        "intercept - weights * mean": "Add the products up: the intercept is one number.",
        "intercept - np.mean(weights * mean)": "The products are added, not averaged.",
        "intercept - weights @ std": "The intercept makes up for the means, which were subtracted.",
        "(intercept - weights @ mean) / np.mean(std)": "The intercept is in the units of y, which were not changed. "
        "Don't divide it.",
    },
)


@to_raw_units.misconception(
    "You used the old weights in the intercept. The mean of column j counts wⱼ/sⱼ: divide the weights first, then "
    "subtract weights @ mean."
)
def old_weights_in_the_intercept(weights, intercept, mean, std):
    return weights / std, intercept - weights @ mean


@to_raw_units.misconception("Both must be returned: the weights and the intercept.")
def weights_only(weights, intercept, mean, std):
    return weights / std


@to_raw_units.misconception("The order is wrong: the weights first, then the intercept.")
def wrong_order(weights, intercept, mean, std):
    w = weights / std
    return intercept - w @ mean, w


@to_raw_units.misconception(
    "Multiply each new weight by its own mean, then add the products: weights @ mean. You multiplied two sums."
)
def product_of_sums(weights, intercept, mean, std):
    weights = weights / std
    return weights, intercept - np.sum(weights) * np.sum(mean)
