"""best_rate: the learning rate that is fastest in the long run."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the learning rate for which the larger of $|1 - \\eta\\lambda_{\\min}|$ and $|1 - "
    "\\eta\\lambda_{\\max}|$ is as small as possible. `H` is a symmetric matrix whose eigenvalues are all positive.",
    hints=[
        "In the picture it is where the two lines cross. Left of the tip of the V the steep factor is 1 − ηλ_max; what "
        "is its size to the right of it?",
        "The equation is 1 − η λ_min = η λ_max − 1. Solve it for η.",
        "η = 2 / (λ_min + λ_max). np.linalg.eigvalsh(H) gives the eigenvalues, the smallest first.",
    ],
)
def best_rate(H):
    """The learning rate that is fastest in the long run."""
    eigenvalues = np.linalg.eigvalsh(H)  # sorted, the smallest first
    # The two sizes are equal where 1 − η λ_min = η λ_max − 1.
    return 2 / (eigenvalues[0] + eigenvalues[-1])


@best_rate.cases
def cases(rng):
    A, B = rng.normal(size=(6, 3)), rng.normal(size=(9, 4))
    return [
        (np.diag([1.0, 20.0]),),
        (np.array([[5.0, 1.0], [1.0, 3.0]]),),
        (np.diag([8.0, 0.5, 3.0]),),
        (A.T @ A,),
        (B.T @ B,),
    ]


@best_rate.edge_cases
def edge_cases(rng):
    return [(np.array([[4.0]]),), (np.eye(3),), (np.array([[6, 2], [2, 6]]),), (1e6 * np.diag([1.0, 3.0, 2.5]),)]


@best_rate.law("a valley twice as steep has half the best rate")
def _(f, H):
    return np.isclose(f(2 * H), f(H) / 2)


@best_rate.law("at this rate the gentlest and the steepest direction have factors of the same size")
def _(f, H):
    factors = 1 - f(H) * np.linalg.eigvalsh(H)
    return np.isclose(factors[0], -factors[-1], atol=1e-9)


best_rate.instead_of(
    "2 / (eigenvalues[0] + eigenvalues[-1])",
    {
        "2 / eigenvalues[-1]": "That is the limit, where the steepest direction jumps forever. The best rate is lower: "
        "where 1 − η λ_min = η λ_max − 1.",
        "1 / eigenvalues[-1]": "At 1/λ_max the steepest direction arrives in one step, but you wait for the gentlest. "
        "A larger rate helps it: go up to where both factors have the same size.",
        "1 / eigenvalues[0]": "At 1/λ_min the gentlest direction arrives in one step, and the steepest blows up. Find "
        "where both factors have the same size.",
        "2 / eigenvalues[0]": "That is the limit of the gentlest direction. The steepest has blown up long before.",
        "1 / (eigenvalues[0] + eigenvalues[-1])": "You lost a factor of 2. From 1 − η λ_min = η λ_max − 1: 2 = η "
        "(λ_min + λ_max).",
        "2 / (eigenvalues[-1] - eigenvalues[0])": "A sign slipped: 1 − η λ_min = η λ_max − 1 gives 2 = η λ_max + η "
        "λ_min.",
        "2 / (eigenvalues[0] - eigenvalues[-1])": "A sign slipped: 1 − η λ_min = η λ_max − 1 gives 2 = η λ_max + η "
        "λ_min.",
        "1 / (eigenvalues[-1] - eigenvalues[0])": "A sign slipped, and a factor of 2: 2 = η (λ_min + λ_max).",
        "(eigenvalues[0] + eigenvalues[-1]) / 2": "Your fraction is upside down: a steeper valley needs a smaller "
        "rate.",
        "1 / np.mean(eigenvalues)": "You took the mean of all eigenvalues. Only the smallest and the largest count: "
        "2/(λ_min + λ_max).",
        "2 / np.sum(eigenvalues)": "You added up all eigenvalues (that is also the trace of H). Only the smallest and "
        "the largest count.",
        "1 / np.sqrt(eigenvalues[0] * eigenvalues[-1])": "You took the geometric mean of the two rates. Solve 1 − η "
        "λ_min = η λ_max − 1 instead.",
        "(1 / eigenvalues[0] + 1 / eigenvalues[-1]) / 2": "You took the middle between the perfect rates of both. "
        "Solve 1 − η λ_min = η λ_max − 1 instead.",
        "2 / (eigenvalues[0] + eigenvalues[1])": "You took the two smallest eigenvalues. Take the smallest and the "
        "largest: eigenvalues[0] and eigenvalues[-1].",
        "2 / (eigenvalues[-2] + eigenvalues[-1])": "You took the two largest eigenvalues. Take the smallest and the "
        "largest: eigenvalues[0] and eigenvalues[-1].",
        "2 / (np.diag(H).min() + np.diag(H).max())": "You read the diagonal. It has the eigenvalues only if H is "
        "diagonal: use np.linalg.eigvalsh(H).",
        "2 / (H[0, 0] + H[-1, -1])": "You read two entries of H. The curvatures are its eigenvalues: "
        "np.linalg.eigvalsh(H).",
        "2 / (H.min() + H.max())": "You took the smallest and the largest entry of H. The curvatures are its "
        "eigenvalues.",
        "(eigenvalues[-1] - eigenvalues[0]) / (eigenvalues[-1] + eigenvalues[0])": "That is the factor at the best "
        "rate. Return the rate itself.",
        "eigenvalues[-1] / eigenvalues[0]": "That is how many times steeper the steepest direction is. The rate is "
        "asked for.",
        "0.95 * 2 / eigenvalues[-1]": "95 % of the limit is right for the valley in the picture. Other valleys have "
        "other shares: 2/(λ_min + λ_max).",
        "2 / 21": "2/21 belongs to the valley in the picture. Compute it from the eigenvalues of H.",
        "2 / (np.linalg.eigvals(H)[0] + np.linalg.eigvals(H)[-1])": "np.linalg.eigvals returns the eigenvalues in no "
        "particular order. Use np.linalg.eigvalsh, which sorts them, or take minimum and maximum.",
        "2 / eigenvalues": "You returned a number for each direction. Return a single rate: 2/(λ_min + λ_max).",
    },
)

best_rate.instead_of(
    "return 2 / (eigenvalues[0] + eigenvalues[-1])",
    {
        "return 1 / eigenvalues[0] + 1 / eigenvalues[-1]": "You added the two perfect rates. Solve 1 − η λ_min = η "
        "λ_max − 1 instead.",
        "return 2 / eigenvalues[0] + eigenvalues[-1]": "Python divides before it adds. Put parentheses around the sum "
        "below: 2 / (λ_min + λ_max).",
        "return 1 / (2 * (eigenvalues[0] + eigenvalues[-1]))": "The 2 belongs on top: 2 / (λ_min + λ_max).",
        "return 2 / eigenvalues[-1] - 0.01": "Just below the limit isn't the best. Solve 1 − η λ_min = η λ_max − 1.",
        "return 2 * (eigenvalues[0] + eigenvalues[-1])": "You multiplied. A steeper valley needs a smaller rate: 2 / "
        "(λ_min + λ_max).",
        "return 0.095": "0.095 belongs to the valley in the picture. Compute the rate from the eigenvalues of H.",
    },
)

best_rate.instead_of(
    "return 2 / (eigenvalues[0] + eigenvalues[-1])",
    {
        "return 2 / (eigenvalues[0] * eigenvalues[-1])": "You multiplied the two eigenvalues. Below the fraction bar "
        "is their sum.",
        "return 2 / (eigenvalues[-1] / eigenvalues[0])": "That is 2/κ. Below the fraction bar is the sum of the two "
        "eigenvalues, not their quotient.",
        "return (eigenvalues[-1] - eigenvalues[0]) / 2": "Your fraction is upside down, and a sign slipped: 2 = η "
        "(λ_min + λ_max).",
        "return np.linspace(0, 1, 100)[np.argmin(np.abs(1 - np.outer(np.linspace(0, 1, 100), "
        "eigenvalues)).max(axis=1))]": "You searched on a grid, which is never exact and may miss the right range. "
        "Solve 1 − η λ_min = η λ_max − 1 for η.",
    },
)

best_rate.instead_of(
    "return 2 / (eigenvalues[0] + eigenvalues[-1])",
    {
        "return 2 / (eigenvalues[0] + eigenvalues[-1]) ** 2": "There is a square too many: 2 / (λ_min + λ_max).",
        "return np.mean(2 / eigenvalues)": "You averaged the limits of all directions. Solve 1 − η λ_min = η λ_max − "
        "1.",
        "return np.mean(1 / eigenvalues)": "You averaged the perfect rates of all directions. Solve 1 − η λ_min = η "
        "λ_max − 1.",
        "return 1 - eigenvalues[0] / eigenvalues[-1]": "That is a factor, not a rate. Solve 1 − η λ_min = η λ_max − 1 "
        "for η.",
    },
)
