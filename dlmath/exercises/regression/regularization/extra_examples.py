"""extra_examples: ridge regression as least squares on data that nobody measured."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Someone gave you a program for plain least squares, and nothing else. Make it do ridge regression: return "
    "`A, "
    "c` such that $\\lVert\\mathbf c - A\\mathbf w\\rVert^2 = \\lVert\\mathbf y - X\\mathbf w\\rVert^2 + "
    "\\lambda\\,\\lVert\\mathbf w\\rVert^2$ for every $\\mathbf w$, with `penalty` for λ. `A` and `c` hold the rows of "
    "`X` and the entries of `y`, and below them one made-up example for each feature, in the features' order, in which "
    "all other features are 0 and none is negative.",
    hints=[
        "λ‖w‖² is a sum of squares, one for each weight: (√λ w₁)² + (√λ w₂)² + …",
        "A made-up example with the features x and the target t adds (t − x · w)². Which x and t give λ w₁²?",
        "np.vstack([X, np.sqrt(penalty) * np.eye(d)]) and np.concatenate([y, np.zeros(d)]), with d = X.shape[1]",
    ],
    also=("whole", "long"),
)
def extra_examples(X, y, penalty):
    """A and c, with which least squares is ridge regression."""
    d = X.shape[1]
    # The example √λ in feature j, with the target 0, adds (0 − √λ wⱼ)² = λ wⱼ².
    extra = np.sqrt(penalty) * np.eye(d)
    targets = np.zeros(d)
    return np.vstack([X, extra]), np.concatenate([y, targets])


@extra_examples.cases
def cases(rng):
    return [
        (np.array([[3.0]]), np.array([6.0]), 4.0),
        (np.array([[1.0], [2.0]]), np.array([2.0, 6.0]), 9.0),
        (np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]]), np.array([1.0, 2.0, -3.0]), 2.0),
        (np.array([[1.0, 2.0, -1.0], [0.0, 1.0, 3.0]]), np.array([1.0, 4.0]), 0.5),
        (rng.normal(size=(5, 3)), rng.normal(size=5), 7.0),
        (rng.normal(size=(7, 4)), rng.normal(size=7), 0.3),
    ]


@extra_examples.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1, 0], [1, 1], [1, 2]]), np.array([1, 2, 6]), 2),
        (rng.normal(size=(3, 2)), np.zeros(3), 1.0),
        (rng.normal(size=(2, 2)), rng.normal(size=2), 0.0),
        (rng.normal(size=(3, 2)), rng.normal(size=3), 1e-12),
    ]


@extra_examples.law("‖c − Aw‖² is ‖y − Xw‖² + λ‖w‖² for every w")
def _(f, X, y, penalty):
    A, c = (np.asarray(part) for part in f(X, y, penalty))
    for w in np.random.default_rng(0).normal(size=(5, X.shape[1])):
        expected = np.sum((y - X @ w) ** 2) + penalty * np.sum(w**2)
        if not np.isclose(np.sum((c - A @ w) ** 2), expected):
            return False
    return True


extra_examples.instead_of(
    "np.sqrt(penalty) * np.eye(d)",
    {
        "penalty * np.eye(d)": "A residual is squared: with λ in the row, it adds λ² w². Put √λ there.",
        "penalty**2 * np.eye(d)": "A residual is squared, so the row needs the root of λ, not its square.",
        "np.eye(d)": "λ is not used: these rows add 1 · w². Multiply them by √λ.",
        "np.sqrt(penalty) * np.ones((d, d))": "In each made-up example, only one feature is not 0. With all of them, "
        "it "
        "adds λ times the square of the *sum* of the weights.",
        "np.sqrt(penalty) * np.ones((1, d))": "One row adds λ (w₁ + w₂ + …)². You need one row for each feature: "
        "np.eye.",
        "penalty * np.ones((d, d))": "In each made-up example, only one feature is not 0 (np.eye), and it is √λ.",
        "-np.sqrt(penalty) * np.eye(d)": "The squares would be right, but the task asks for no negative features.",
        "np.sqrt(penalty / d) * np.eye(d)": "Each weight pays the full price λ: put √λ in each row.",
        "np.sqrt(penalty / len(X)) * np.eye(d)": "The error is a sum here, not a mean, so λ is not divided by n.",
        "np.sqrt(len(X) * penalty) * np.eye(d)": "The error is a sum here, not a mean, so λ is not multiplied by n.",
        "np.sqrt(2 * penalty) * np.eye(d)": "(√λ wⱼ)² is already λ wⱼ². There is no 2.",
        "np.sqrt(penalty / 2) * np.eye(d)": "(√λ wⱼ)² is already λ wⱼ². There is no ½.",
        "penalty / 2 * np.eye(d)": "A residual is squared: put √λ in the row, not λ/2.",
        "np.sqrt(penalty) * np.eye(d)[::-1]": "The rows are in reverse order: the first made-up example is about the "
        "first feature.",
    },
)
extra_examples.instead_of(
    "np.zeros(d)",
    {
        "np.ones(d)": "With the target 1, the example adds (1 − √λ w)². The target that pulls w to 0 is 0.",
        "np.full(d, np.mean(y))": "With the mean of y as the target, w is pulled to something other than 0. The "
        "target is 0.",
        "np.full(d, np.sqrt(penalty))": "That pulls every weight to 1: (√λ − √λ w)². The target is 0.",
        "np.full(d, penalty)": "The target is 0: the example adds (0 − √λ w)² = λ w².",
        "X.T @ y": "The right-hand side of the normal equations is not a target. The made-up examples have the target "
        "0.",
    },
)
extra_examples.instead_of(
    "return np.vstack([X, extra]), np.concatenate([y, targets])",
    {
        "return np.vstack([extra, X]), np.concatenate([targets, y])": "These are the right examples, but the made-up "
        "ones belong below the rows of X.",
        "return np.vstack([extra, X]), np.concatenate([y, targets])": "The made-up examples are at the top of A but "
        "at the end of c. Put them below in both.",
        "return np.vstack([X, extra])": "Return two things, A and c.",
        "return np.vstack([X, extra]), y": "A has more rows than c has entries. Each made-up example needs its "
        "target, too: 0.",
        "return extra, targets": "Those are only the made-up examples. The rows of X and the entries of y come first.",
        "return np.concatenate([y, targets]), np.vstack([X, extra])": "The two are swapped: first A, then c.",
        "return X.T @ X + penalty * np.eye(d), X.T @ y": "Those are the normal equations. They have the same solution, "
        "but their squared error is a different function of w. Add rows to X instead.",
    },
)


@extra_examples.misconception(
    "The identity must have one row for each *feature*, X.shape[1], not for each example. You put it beside X or "
    "counted the rows: np.eye(X.shape[1]) goes below X."
)
def columns_beside(X, y, penalty):
    n = len(X)
    return np.hstack([X, np.sqrt(penalty) * np.eye(n)]), y


@extra_examples.misconception(
    "One made-up example for all features adds λ (w₁ + w₂ + …)². You need one row for each feature, with √λ there "
    "and 0 "
    "elsewhere."
)
def one_row_for_all(X, y, penalty):
    return np.vstack([X, np.full(X.shape[1], np.sqrt(penalty))]), np.append(y, 0.0)


@extra_examples.misconception(
    "You put the made-up numbers beside X, as more columns. That adds weights. Put them below, as more rows: np.vstack."
)
def beside(X, y, penalty):
    rows = np.sqrt(penalty) * np.eye(max(X.shape))
    return np.column_stack([X, rows[: len(X), : X.shape[1]]]), y


@extra_examples.misconception(
    "The entries of c are right, but c is a table with one column. np.concatenate (or np.append) joins vectors."
)
def a_column(X, y, penalty):
    A, c = extra_examples.reference(X, y, penalty)
    return A, c[:, None]
