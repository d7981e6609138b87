"""price_of_a_budget: from a budget to the ridge penalty that uses it up."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Return the $\\lambda \\ge 0$ for which the ridge weights, the solution of
$(X^\\top\\! X + \\lambda I)\\,\\mathbf w = X^\\top\\mathbf y$, have $\\lVert\\mathbf w\\rVert^2$ equal to `budget`.
Return 0 if the least-squares weights already stay within the budget. The columns of `X` are independent, there is no
intercept, and `budget` is positive. A relative error of $10^{-6}$ is fine."""


@exercise(
    weight="hard",
    task=TASK,
    hints=[
        "Write a small function first: the squared length of the ridge weights for a given λ. How does it change as "
        "λ grows?",
        "It falls. So find a λ that is too expensive (double it until the weights are short enough), and halve the "
        "range between it and 0 again and again.",
        "while high - low > 1e-9 * high: middle = (low + high) / 2; if the weights for middle are still too long, "
        "low = middle, else high = middle.",
    ],
    rtol=3e-6,
    also=("whole",),
)
def price_of_a_budget(X, y, budget):
    """The λ whose ridge weights use up the budget."""

    def squared_length(lam):
        w = np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)
        return np.sum(w**2)

    if squared_length(0.0) <= budget:
        return 0.0
    # The length falls as λ grows: find an upper end, then halve the range.
    low, high = 0.0, 1.0
    while squared_length(high) > budget:
        high = 2 * high
    while high - low > 1e-10 * high:
        middle = (low + high) / 2
        if squared_length(middle) > budget:
            low = middle
        else:
            high = middle
    return high


@price_of_a_budget.cases
def cases(rng):
    X, small = rng.normal(size=(12, 3)), rng.normal(size=(8, 2))
    y = X @ np.array([2.0, -1.0, 0.5]) + rng.normal(size=12)
    return [
        (np.array([[1.0]]), np.array([3.0]), 1.0),
        (np.array([[2.0], [1.0]]), np.array([3.0, 4.0]), 0.25),
        (np.eye(2), np.array([3.0, 4.0]), 1.0),
        (np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([3.0, 4.0]), 2.0),
        (np.array([[1.0]]), np.array([3.0]), 16.0),
        (X, y, 3.0),
        (X, y, 0.01),
        (small, small @ np.array([1.0, 3.0]), 4.0),
    ]


@price_of_a_budget.edge_cases
def edge_cases(rng):
    X = rng.normal(size=(40, 5))
    return [
        (np.array([[1, 0], [0, 1], [1, 1]]), np.array([3, 4, 5]), 2),
        (np.eye(2), np.array([3.0, 4.0]), 25.0),
        (np.eye(2), np.array([0.0, 0.0]), 1.0),
        (1000 * X, X @ np.arange(5.0), 1e-6),
        (0.001 * X, X @ np.arange(5.0), 100.0),
        (X, 1000 * (X @ np.arange(1.0, 6.0)), 50.0),
    ]


@price_of_a_budget.law("the ridge weights for this λ stay within the budget")
def _(f, X, y, budget):
    w = np.linalg.solve(X.T @ X + f(X, y, budget) * np.eye(X.shape[1]), X.T @ y)
    return np.sum(w**2) <= budget * (1 + 1e-4)


@price_of_a_budget.law("no touch, no push: λ is 0, or the budget is used up")
def _(f, X, y, budget):
    lam = f(X, y, budget)
    w = np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)
    return abs(lam) <= 1e-12 * np.sum(X**2) or np.isclose(np.sum(w**2), budget, rtol=1e-4)


price_of_a_budget.instead_of(
    "np.sum(w**2)",
    {
        "np.linalg.norm(w)": "You compared the length with the budget. The budget is for the *squared* length, "
        "np.sum(w**2).",
        "np.sum(np.abs(w))": "You added up absolute values. The budget is for the sum of squares, np.sum(w**2).",
        "np.sum(w) ** 2": "You added first and then squared. Square each weight first: np.sum(w**2).",
        "np.sum(w)": "You added up the weights. The budget is for the sum of their squares.",
        "np.mean(w**2)": "You took the mean of the squares. The budget is for their sum.",
        "np.max(w**2)": "You looked at the largest weight only. The budget is for the sum of all squares.",
        "np.sum((y - X @ w) ** 2)": "That is the error of the fit. The budget is for the weights: np.sum(w**2).",
    },
)
price_of_a_budget.instead_of(
    "if squared_length(0.0) <= budget:\n        return 0.0",
    {
        "if squared_length(0.0) <= budget:\n        return 1.0": "Where the least-squares weights already stay within "
        "the budget, the fence doesn't matter. Return 0 there.",
        "if squared_length(0.0) > budget:\n        return 0.0": "A comparison is reversed. 0 is right if the "
        "least-squares weights *stay within* the budget. And in the search, weights that are still too long mean that "
        "the price is too low.",
    },
)
price_of_a_budget.instead_of(
    "X.T @ X + lam * np.eye(X.shape[1])",
    {
        "X.T @ X / len(X) + lam * np.eye(X.shape[1])": "You divided XᵀX by n, but not Xᵀy. There is no n in the task.",
        "X.T @ X + 2 * lam * np.eye(X.shape[1])": "Your λ is half of what it should be. The matrix is XᵀX + λI, "
        "since both sides were divided by 2.",
        "X.T @ X + lam**2 * np.eye(X.shape[1])": "You squared λ. The matrix is XᵀX + λI.",
        "X.T @ X + np.sqrt(lam) * np.eye(X.shape[1])": "You took a root of λ. The matrix is XᵀX + λI.",
        "X.T @ X + lam": "X.T @ X + lam adds λ to *every* entry. It belongs on the diagonal: lam * np.eye(…).",
        "X.T @ X + lam * len(X) * np.eye(X.shape[1])": "With n in the equation, as a factor of λ or as a divisor "
        "of XᵀX and Xᵀy, λ comes out n times too small. The matrix is XᵀX + λI.",
    },
)
price_of_a_budget.instead_of(
    "return high",
    {
        "return squared_length(high)": "That is the squared length. Return the λ that belongs to it.",
        "return 2 * high": "Your λ is twice as large as it should be: the matrix is XᵀX + λI, with a single λ.",
        "return -high": "The sign is wrong: λ is at least 0.",
        "return round(high)": "You searched among whole numbers only. Keep halving the range until it is as good as a "
        "single number.",
        "return round(high, 1)": "This is not precise enough. Keep halving the range: sixty times costs little.",
        "return round(high, 3)": "This is not precise enough: the relative error may be 10⁻⁶.",
        "return high / len(y)": "You divided by n. The matrix in the task is XᵀX + λI, without n.",
        "return high * len(y)": "You multiplied by n. The matrix in the task is XᵀX + λI, without n.",
        "return np.linalg.solve(X.T @ X + high * np.eye(X.shape[1]), X.T @ y)": "Those are the weights. Return the λ "
        "that belongs to them.",
    },
)


def _squared_length(X, y, lam):
    return np.sum(np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y) ** 2)


@price_of_a_budget.misconception(
    "You return the power of 2 at which the weights are short enough. The budget is not used up: go on between it and "
    "the one before, and halve the range."
)
def only_doubles(X, y, budget):
    lam = price_of_a_budget(X, y, budget)
    return lam if lam == 0 else 2.0 ** max(0, np.ceil(np.log2(lam)))


@price_of_a_budget.misconception(
    "You took the factor by which the least-squares weights are too long. Ridge shortens different ones by different "
    "factors: solve for each λ."
)
def scales_the_weights(X, y, budget):
    w = np.linalg.lstsq(X, y)[0]
    return max(0.0, np.sqrt(np.sum(w**2) / budget) - 1)


for step in (1.0, 0.1, 0.01, 0.001):

    @price_of_a_budget.misconception(
        "You go up in fixed steps, so λ is only as precise as a step, and a high price takes forever. Halve a range "
        "instead: each halving doubles the precision."
    )
    def counts_up(X, y, budget, step=step):
        price = price_of_a_budget(X, y, budget)
        if price > 1e5 * step:
            return price
        # Added up one by one, as a loop would, with the same rounding.
        steps = np.cumsum(np.full(int(price / step) + 3, step))
        for lam in [0.0, *steps[max(int(price / step) - 3, 0) :]]:
            if _squared_length(X, y, lam) <= budget:
                return lam


for end in (1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6):

    @price_of_a_budget.misconception(
        f"Your search stops at λ = {end:,.0f}. The price may be far higher: double the upper end until the weights are "
        "short enough."
    )
    def has_an_end(X, y, budget, end=end):
        return min(price_of_a_budget(X, y, budget), end)


@price_of_a_budget.misconception(
    "You divided the squared length of the least-squares weights by the budget. Ridge shortens different weights by "
    "different factors: solve again for each λ."
)
def from_least_squares_alone(X, y, budget):
    w = np.linalg.lstsq(X, y)[0]
    return max(0.0, np.sum(w**2) / budget - 1)


def _halvings(X, y, budget, low, steps):
    """The upper end after some halvings, without a look at λ = 0."""
    high = 1.0
    while _squared_length(X, y, high) > budget:
        high = 2 * high
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if _squared_length(X, y, middle) > budget else (low, middle)
    return high


for steps in (5, 8, 10, 12, 15, 16, 20):
    message = f"Your search ends after {steps} halvings, which is not precise enough. Sixty cost little."

    @price_of_a_budget.misconception(message)
    def ends_too_soon(X, y, budget, steps=steps):
        return _halvings(X, y, budget, 0.0, steps) if _squared_length(X, y, 0.0) > budget else 0.0

    @price_of_a_budget.misconception(message)
    def ends_too_soon_everywhere(X, y, budget, steps=steps):
        return _halvings(X, y, budget, 0.0, steps)


for low in (-1.0, -10.0, -100.0):

    @price_of_a_budget.misconception(
        "Your search begins below 0, where the length of the weights no longer falls steadily. λ is at least 0: "
        "begin there."
    )
    def begins_below_zero(X, y, budget, low=low):
        return _halvings(X, y, budget, low, 60)


@price_of_a_budget.misconception(
    "You double λ from 1 and stop, so the budget is not used up, and a λ below 1 is never found. Continue between 0 "
    "and the last λ, and halve the range."
)
def doubles_from_one(X, y, budget):
    return 2.0 ** max(0, np.ceil(np.log2(max(price_of_a_budget(X, y, budget), 1.0))))


@price_of_a_budget.misconception("That is the squared length of the weights. Return the λ that belongs to it.")
def length_instead(X, y, budget):
    return _squared_length(X, y, price_of_a_budget(X, y, budget))


@price_of_a_budget.misconception(
    "You shortened the least-squares weights to the budget and read λ off there. But there Xᵀ(y − Xw) does not point "
    "along w: the ridge weights point in a different direction. Solve for each λ."
)
def reads_it_off(X, y, budget):
    w = np.linalg.lstsq(X, y)[0]
    if np.sum(w**2) <= budget:
        return 0.0
    w = w * np.sqrt(budget / np.sum(w**2))
    return np.linalg.norm(X.T @ (y - X @ w)) / np.linalg.norm(w)


@price_of_a_budget.misconception("There is no intercept in this task: don't subtract means. Use X and y as they come.")
def centers(X, y, budget):
    return price_of_a_budget(X - X.mean(axis=0), y - y.mean(), budget)


@price_of_a_budget.misconception("There is no intercept in this task: don't add a column of ones.")
def adds_ones(X, y, budget):
    return price_of_a_budget(np.column_stack([np.ones(len(y)), X]), y, budget)
