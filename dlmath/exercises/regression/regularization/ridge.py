"""ridge: one decomposition, and the weights for every penalty."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The columns of `X` and `y` are centered, so there is no intercept. For every λ in `penalties` (all above "
    "0), find the ridge weights, which make $\\lVert\\mathbf y - X\\mathbf w\\rVert^2 + \\lambda\\,\\lVert\\mathbf "
    "w\\rVert^2$ smallest. Return an array with one row for each λ. Decompose $X = U\\Sigma V^\\top$ only once, "
    "before you look at any λ: `U, s, Vt = np.linalg.svd(X, full_matrices=False)`. `X` may have more columns than "
    "rows.",
    hints=[
        "Put X = UΣVᵀ into (XᵀX + λI) w = Xᵀy. Along vᵢ, this says (σᵢ² + λ) cᵢ = σᵢ (uᵢ · y).",
        "So cᵢ = σᵢ (uᵢ · y) / (σᵢ² + λ), and w is the sum of the cᵢ vᵢ. The uᵢ · y are the entries of U.T @ y.",
        "For one λ: Vt.T @ (s / (s**2 + lam) * (U.T @ y)). Collect these in a list, and return np.array(…).",
    ],
    also=("whole", "long"),
)
def ridge(X, y, penalties):
    """The weights for each penalty, one row for each."""
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    along = U.T @ y
    # The part along each right singular vector has its own factor. Only that depends on λ.
    return np.array([Vt.T @ (s / (s**2 + lam) * along) for lam in penalties])


@ridge.cases
def cases(rng):
    return [
        (np.array([[2.0], [-2.0]]), np.array([3.0, -3.0]), np.array([8.0])),
        (np.array([[2.0], [-2.0]]), np.array([3.0, -3.0]), np.array([0.5, 2.0, 24.0])),
        (np.array([[3.0, 1.0], [-1.0, 1.0], [-2.0, -2.0]]), np.array([1.0, 2.0, -3.0]), np.array([1.0, 5.0])),
        (np.array([[2.0, 1.0, 3.0], [-2.0, -1.0, -3.0]]), np.array([1.5, -1.5]), np.array([0.1, 3.0])),
        (rng.normal(size=(9, 3)), rng.normal(size=9), np.array([0.3, 2.0, 7.0])),
        (rng.normal(size=(12, 4)), rng.normal(size=12), np.array([5.0, 0.6, 1.5, 40.0])),
    ]


@ridge.edge_cases
def edge_cases(rng):
    return [
        (np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([1.0, -1.0]), np.array([1.0, 2.0])),
        (np.array([[1, 0], [1, 1], [-2, -1]]), np.array([1, 2, -3]), np.array([1, 10])),
        (rng.normal(size=(5, 2)), np.zeros(5), np.array([1.0])),
        (rng.normal(size=(5, 2)), rng.normal(size=5), np.array([1e-9, 1e9])),
    ]


@ridge.law("the gradient is 0: Xᵀ(y − Xw) = λw")
def _(f, X, y, penalties):
    W = np.asarray(f(X, y, penalties))
    return all(
        np.allclose(X.T @ (y - X @ w), lam * w, atol=1e-7 * (1 + np.abs(X.T @ y).max()))
        for w, lam in zip(W, penalties, strict=True)
    )


@ridge.law("a larger λ gives shorter weights")
def _(f, X, y, penalties):
    small, large = np.asarray(f(X, y, np.array([1.0, 2.0])))
    return np.linalg.norm(large) <= np.linalg.norm(small) * (1 + 1e-9)


ridge.instead_of(
    "s / (s**2 + lam) * along",
    {
        "s / (s + lam) * along": "λ is added to σ², the eigenvalues of XᵀX, not to σ: s / (s**2 + lam).",
        "s**2 / (s**2 + lam) * along": "σ²/(σ² + λ) is the share of the *least-squares* part, which is (u · y)/σ. "
        "Together that is σ/(σ² + λ).",
        "along / (s**2 + lam)": "One σ is missing: Xᵀy = VΣUᵀy, so the part along vᵢ is σᵢ (uᵢ · y) / (σᵢ² + λ).",
        "along / (s + lam)": "That is right only for λ = 0. Start from (σ² + λ) c = σ (u · y), and solve for c.",
        "along / s": "That is least squares: λ is not used. Divide σ (u · y) by σ² + λ.",
        "s / (s**2 + lam**2) * along": "The penalty is λ itself, not λ².",
        "s / (s**2 + 2 * lam) * along": "Both terms have a factor 2 in the gradient, and it cancels: σ² + λ.",
        "s / (s**2 + lam / 2) * along": "Both terms have a factor 2 in the gradient, and it cancels: σ² + λ.",
        "s / (s**2 + len(y) * lam) * along": "The error is a sum over the examples here, so λ is not multiplied by n.",
        "s / (s**2 - lam) * along": "The penalty is added: (σ² + λ) c = σ (u · y).",
        "s / (s**2 + np.sqrt(lam)) * along": "The penalty is λ itself, not its root.",
        "1 / (1 + lam) * along / s": "Shrinking every direction by 1/(1 + λ) is right only if all σ are 1. Each "
        "direction has its own factor, σ²/(σ² + λ).",
        "s * along": "You forgot to divide by σ² + λ: this is Xᵀy in the coordinates of V.",
        "(s**2 + lam) / s * along": "That is upside down: (σ² + λ) c = σ (u · y) gives c = σ (u · y) / (σ² + λ).",
    },
)
ridge.instead_of(
    "np.array([Vt.T @ (s / (s**2 + lam) * along) for lam in penalties])",
    {
        "np.array([Vt.T @ (s / (s**2 + lam) * along) for lam in penalties]).T": "Your weights are in columns. Return "
        "one row for each penalty.",
        "Vt.T @ (s / (s**2 + penalties[0]) * along)": "Only the first penalty has an answer. Return one row for each.",
        "Vt.T @ (s / (s**2 + penalties[-1]) * along)": "Only the last penalty has an answer: does your loop overwrite "
        "the result? Collect one row for each.",
        "np.array([s / (s**2 + lam) * along for lam in penalties])": "These are the parts along the right singular "
        "vectors. The weights are their sum: Vt.T @ parts.",
        "np.array([Vt[:, : len(s)].T[: len(s)] @ (s / (s**2 + lam) * along) for lam in penalties])": "np.linalg.svd "
        "returns Vᵀ, with the vᵢ as rows. The weights are V times the parts, Vt.T @ parts.",
        "np.array([X @ (Vt.T @ (s / (s**2 + lam) * along)) for lam in penalties])": "These are the predictions Xw. "
        "Return the weights.",
        "np.array([Vt.T @ (s / (s**2 + lam) * along) for lam in sorted(penalties)])": "You sorted the penalties. Keep "
        "the rows in the order in which the penalties were given.",
        "np.array([Vt.T @ (s / (s**2 + lam) * along) for lam in penalties])[::-1]": "The rows are in reverse order. "
        "Keep them in the order of the penalties.",
        "np.concatenate([Vt.T @ (s / (s**2 + lam) * along) for lam in penalties])": "All numbers are in one long row. "
        "Return one row for each penalty: np.array of a list of rows.",
        "np.mean([Vt.T @ (s / (s**2 + lam) * along) for lam in penalties], axis=0)": "You averaged over the penalties. "
        "Return one row for each.",
        "np.sum([Vt.T @ (s / (s**2 + lam) * along) for lam in penalties], axis=0)": "You summed the answers for all "
        "penalties. Return one row for each.",
    },
)


@ridge.misconception(
    "X = UΣVᵀ, and np.linalg.svd returns Vᵀ, with the vᵢ as rows. You multiplied by Vᵀ; the weights are V times the "
    "parts, Vt.T @ parts."
)
def multiplies_by_vt(X, y, penalties):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return np.array([Vt @ (s / (s**2 + lam) * (U.T @ y)) for lam in penalties])


@ridge.misconception(
    "You added a column of ones. X and y are centered here, so there is no intercept to fit or to penalize."
)
def adds_an_intercept(X, y, penalties):
    return ridge.reference(np.column_stack([np.ones(len(X)), X]), y, penalties)[:, 1:]


@ridge.misconception(
    "You multiplied every weight by the same number. Each direction has its own share, σ²/(σ² + λ): multiply (u · "
    "y)/σ by it, before you multiply by V."
)
def one_share_for_all(X, y, penalties):
    s = np.linalg.svd(X, compute_uv=False)
    w = np.linalg.pinv(X) @ y
    return np.array([np.sum(s**2 / (s**2 + lam)) * w for lam in penalties])
