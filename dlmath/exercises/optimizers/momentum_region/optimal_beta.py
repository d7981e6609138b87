"""optimal_beta: how much memory is best for a condition number."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="A valley has smallest curvature 1 and largest curvature $\\kappa$. At the best point of the map, both "
    "directions are critically damped: $\\sqrt\\beta = 1 - \\sqrt{\\eta}$ for the gentle one, and $\\sqrt\\beta = "
    "\\sqrt{\\eta\\kappa} - 1$ for the steep one. Return that $\\beta$. `kappa` is a number, at least 1.",
    hints=[
        "Set the two right sides equal. What is √η?",
        "√η = 2 / (1 + √κ). Put it back into √β = 1 − √η.",
        "√β = (√κ − 1)/(√κ + 1). Square it.",
    ],
)
def optimal_beta(kappa):
    """The best momentum for a valley with condition number kappa."""
    # 1 − √η = √(ηκ) − 1 gives √η = 2/(1 + √κ), and √β is 1 minus that.
    root = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
    return root**2


@optimal_beta.cases
def cases(rng):
    return [(9.0,), (4.0,), (20.0,), (100.0,), (1.5,), (float(rng.uniform(200, 900)),), (1e4,)]


@optimal_beta.edge_cases
def edge_cases(rng):
    return [(1.0,), (1,), (25,), (1000,), (1e8,)]


@optimal_beta.law("it lies between 0 and 1")
def _(f, kappa):
    return 0 <= f(kappa) < 1


@optimal_beta.law("with √η = 1 − √β the steep direction is critically damped, too")
def _(f, kappa):
    root = np.sqrt(f(kappa))
    return np.isclose((1 - root) * np.sqrt(kappa) - 1, root, atol=1e-7)


optimal_beta.instead_of(
    "return root**2",
    {
        "return root": "That is √β, the factor per step. The momentum β is its square.",
        "return np.sqrt(root)": "You took another root. √β is (√κ − 1)/(√κ + 1), so square it.",
        "return 1 - root": "That is √η. The task asks for β = (1 − √η)².",
        "return (1 - root) ** 2": "That is η, the learning rate. The task asks for β = (1 − √η)².",
        "return 1 - root**2": "You returned 1 − β. The task asks for β itself.",
        "return 2 * root": "Squaring is not doubling: root**2.",
        "return root**4": "You squared twice. √β is (√κ − 1)/(√κ + 1), so square it once.",
        "return -(root**2)": "The sign is wrong: β lies between 0 and 1.",
        "return 1 / root**2": "Your fraction is upside down. β lies between 0 and 1.",
        "return root**2, (1 - root) ** 2": "You returned β and η. Return β only.",
    },
)
optimal_beta.instead_of(
    "root = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)",
    {
        "root = (kappa - 1) / (kappa + 1)": "That is the formula of gradient descent, with κ. The two equations "
        "contain √κ: √β = (√κ − 1)/(√κ + 1).",
        "root = (np.sqrt(kappa) + 1) / (np.sqrt(kappa) - 1)": "Your fraction is upside down: √β is below 1.",
        "root = np.sqrt(kappa) - 1 / (np.sqrt(kappa) + 1)": "Python divides before it subtracts. Put parentheses "
        "around the numerator: (√κ − 1) / (√κ + 1).",
        "root = np.sqrt(kappa) - 1 / np.sqrt(kappa) + 1": "Python divides before it adds. Put parentheses around "
        "numerator and denominator: (√κ − 1) / (√κ + 1). And that is √β.",
        "root = (np.sqrt(kappa) - 1) / np.sqrt(kappa) + 1": "Python divides before it adds. Put parentheses around the "
        "denominator: (√κ − 1) / (√κ + 1).",
        "root = (np.sqrt(kappa) - 1) / np.sqrt(kappa)": "Solve again for √η: 1 − √η = √(ηκ) − 1 gives 2 = √η (1 + √κ).",
        "root = 1 - 1 / (1 + np.sqrt(kappa))": "A factor of 2 got lost: √η = 2/(1 + √κ).",
        "root = 1 - 2 / (1 + kappa)": "1 − √η = √(ηκ) − 1 means that 2 = √η (1 + √κ), with √κ and not κ.",
        "root = 1 - 1 / np.sqrt(kappa)": "Solve again for √η: 1 − √η = √(ηκ) − 1 gives 2 = √η (1 + √κ).",
        "root = 1 - 2 / np.sqrt(kappa)": "Solve again for √η: 1 − √η = √(ηκ) − 1 gives 2 = √η (1 + √κ).",
        "root = 1 - 1 / kappa": "Solve the two equations: 1 − √η = √(ηκ) − 1, so √η = 2/(1 + √κ).",
        "root = 1 - 4 / (1 + np.sqrt(kappa)) ** 2": "You put η into √β = 1 − √η. It needs √η = 2/(1 + √κ).",
        "root = np.sqrt((kappa - 1) / (kappa + 1))": "You need √κ, not κ, and the root of a difference is not "
        "the difference of the roots: √β = (√κ − 1)/(√κ + 1).",
        "root = 2 / (np.sqrt(kappa) + 1)": "That is √η. Then √β = 1 − √η, and β is its square.",
        "root = 2 / (np.sqrt(kappa) - 1)": "There is a wrong sign: 1 − √η = √(ηκ) − 1 gives 2 = √η (√κ + 1). And that "
        "is √η, not √β.",
        "root = 1 - 2 / (np.sqrt(kappa) - 1)": "There is a wrong sign: 1 − √η = √(ηκ) − 1 gives 2 = √η (√κ + 1).",
        "root = (np.sqrt(kappa) - 1) / 2": "Solve again: 1 − √η = √(ηκ) − 1 gives √η = 2/(1 + √κ).",
        "root = np.sqrt(0.9)": "0.9 is best for one condition number only. Compute β from kappa.",
        "root = (kappa - 1) / (np.sqrt(kappa) + 1)": "Use √κ both above and below the fraction bar: (√κ − 1)/(√κ + 1).",
        "root = (np.sqrt(kappa) - 1) / (kappa + 1)": "Use √κ both above and below the fraction bar: (√κ − 1)/(√κ + 1).",
    },
)


@optimal_beta.misconception("Solve the two equations: 1 − √η = √(ηκ) − 1, so √η = 2/(1 + √κ), and β = (1 − √η)².")
def one_over_the_root(kappa):
    return 1 - 1 / np.sqrt(kappa)


@optimal_beta.misconception(
    "2/(1 + √κ) is √η already, but you took its root again. β = (1 − √η)² with √η = 2/(1 + √κ)."
)
def root_of_the_root(kappa):
    return (1 - np.sqrt(2 / (1 + np.sqrt(kappa)))) ** 2


@optimal_beta.misconception(
    "2/(1 + κ) is the best rate of gradient descent. Here the equations are 1 − √η = √(ηκ) − 1, so √η = 2/(1 + √κ)."
)
def rate_of_descent(kappa):
    return (1 - np.sqrt(2 / (1 + kappa))) ** 2


@optimal_beta.misconception("The square of a sum is not the sum of the squares: η = 4/(1 + √κ)², not 4/(1 + κ).")
def square_of_a_sum(kappa):
    return (1 - np.sqrt(4 / (1 + kappa))) ** 2


@optimal_beta.misconception("You squared the numerator only. Square the whole fraction: ((√κ − 1)/(√κ + 1))².")
def squares_the_numerator(kappa):
    return (np.sqrt(kappa) - 1) ** 2 / (np.sqrt(kappa) + 1)


@optimal_beta.misconception("You squared the denominator only. Square the whole fraction: ((√κ − 1)/(√κ + 1))².")
def squares_the_denominator(kappa):
    return (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1) ** 2
