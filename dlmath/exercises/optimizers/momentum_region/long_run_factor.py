"""long_run_factor: what a heavy ball's distance is multiplied by at each step."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the number by which a step multiplies the distance in the long run: the size of the root of $r^2 - "
    "(1 + \\beta - \\eta\\lambda)\\,r + \\beta = 0$ that is farther from 0. If the equation has no real roots, the "
    "ball swings, and the number is $\\sqrt\\beta$. All three arguments are numbers, with $0 \\le \\beta < 1$.",
    hints=[
        "With T = 1 + β − ηλ the roots are (T ± √(T² − 4β)) / 2. When are there no real roots?",
        "There are none if T² < 4β: return √β. Otherwise you need the larger of the two sizes, and T may be negative.",
        "Otherwise return (abs(T) + np.sqrt(T**2 - 4 * beta)) / 2.",
    ],
)
def long_run_factor(learning_rate, lam, beta):
    """The long-run factor per step of a heavy ball in a valley."""
    T = 1 + beta - learning_rate * lam
    under_the_root = T**2 - 4 * beta
    if under_the_root < 0:
        # The ball swings. Its factor depends on β alone.
        return np.sqrt(beta)
    # The farther root has the sign of T, so both parts of its size add up.
    return (abs(T) + np.sqrt(under_the_root)) / 2


@long_run_factor.cases
def cases(rng):
    return [
        (0.5, 1.0, 0.04),
        (0.1, 2.0, 0.25),
        (0.2, 2.0, 0.81),
        (0.01, 3.0, 0.5),
        (2.5, 1.0, 0.1),
        (0.9, 3.0, 0.3),
        (0.05, 60.0, 0.04),
        (0.3, 11.0, 0.9),
        (0.02, 1.5, 0.7),
        (float(rng.uniform(0.1, 0.2)), float(rng.uniform(3, 5)), 0.64),
        (float(rng.uniform(0.9, 1)), float(rng.uniform(5, 6)), 0.36),
    ]


@long_run_factor.edge_cases
def edge_cases(rng):
    return [
        (0.1, 3.0, 0.0),
        (0.5, 3.0, 0.0),
        (0.0, 2.0, 0.5),
        (0.25, 1.0, 0.25),
        (2.25, 1.0, 0.25),
        (1, 2, 0.5),
        (1, 5, 0),
        (1e-3, 5e3, 0.5),
    ]


@long_run_factor.law("only the product of learning rate and curvature matters")
def _(f, eta, lam, beta):
    return np.isclose(f(2 * eta, lam / 2, beta), f(eta, lam, beta))


@long_run_factor.law("it is never below √β: the product of both roots is β")
def _(f, eta, lam, beta):
    return f(eta, lam, beta) >= np.sqrt(beta) - 1e-12


long_run_factor.instead_of(
    "return (abs(T) + np.sqrt(under_the_root)) / 2",
    {
        "return (T + np.sqrt(under_the_root)) / 2": "You took the root with the plus, the larger one. If T is "
        "negative, the other one is farther from 0: −1.2 is farther than 0.3. Compare sizes, or use abs(T).",
        "return abs(T + np.sqrt(under_the_root)) / 2": "You took the size of the root with the plus. If T is negative, "
        "the one with the minus is farther from 0: take the larger of the two sizes.",
        "return (T - np.sqrt(under_the_root)) / 2": "You took the root with the minus. Take the one that is farther "
        "from 0, and its size.",
        "return abs(T - np.sqrt(under_the_root)) / 2": "You took the size of the root with the minus. If T is "
        "positive, the one with the plus is farther from 0.",
        "return (abs(T) - np.sqrt(under_the_root)) / 2": "That is the root closer to 0. In the long run the farther "
        "one decides: plus, not minus.",
        "return abs(T) + np.sqrt(under_the_root)": "The 2 below the fraction bar is missing: (|T| + √(T² − 4β)) / 2.",
        "return abs(T) + np.sqrt(under_the_root) / 2": "Python divides before it adds. Put parentheses around the sum: "
        "(abs(T) + …) / 2.",
        "return abs(T) / 2 + np.sqrt(under_the_root)": "The root has to be halved, too: (|T| + √(T² − 4β)) / 2.",
        "return (abs(T) + under_the_root) / 2": "You forgot the square root: (|T| + √(T² − 4β)) / 2.",
        "return (T + np.sqrt(under_the_root)) / 2, (T - np.sqrt(under_the_root)) / 2": "You returned both roots. "
        "Return one number, the size of the farther one.",
        "return abs(T) / 2": "You left out the square root: (|T| + √(T² − 4β)) / 2.",
        "return np.sqrt(beta)": "That is right only if the ball swings. With real roots, take the farther one: (|T| + "
        "√(T² − 4β)) / 2.",
        "return -(abs(T) + np.sqrt(under_the_root)) / 2": "A size is positive: leave out the minus.",
        "return max(abs((T + np.sqrt(under_the_root)) / 2), np.sqrt(beta))": "You compared only the root with the "
        "plus. If T is negative, the other one is farther from 0.",
    },
)
long_run_factor.instead_of(
    "return np.sqrt(beta)",
    {
        "return beta": "If the ball swings, the factor is √β, not β.",
        "return abs(T) / 2": "Where T² − 4β is negative, you left out the root, or cut it off at 0. There the ball "
        "swings, and the factor is √β.",
        "return 1.0": "If the ball swings, the swing still dies out, by √β per step.",
        "return np.nan": "Without real roots the ball swings, and the swing dies out by √β per step.",
        "return 0.0": "Without real roots the ball swings, and the swing dies out by √β per step.",
        "return None": "Without real roots the ball swings, and the swing dies out by √β per step.",
        "return np.sqrt(1 - beta)": "If the ball swings, the factor is √β: β is what is kept, 1 − β the friction.",
        "return 1 - np.sqrt(beta)": "If the ball swings, the factor is √β itself.",
        "return np.sqrt(-under_the_root) / 2": "That is only one part of the complex root. Its size, with both parts, "
        "is √β.",
        "return (abs(T) + np.sqrt(-under_the_root)) / 2": "You took the absolute value under the root, or flipped its "
        "sign. Where T² − 4β is negative there are no real roots, and the factor is √β.",
    },
)
long_run_factor.instead_of(
    "T = 1 + beta - learning_rate * lam",
    {
        "T = 1 + beta + learning_rate * lam": "There is a wrong sign: T is 1 + β − ηλ.",
        "T = 1 - beta - learning_rate * lam": "There is a wrong sign: T is 1 + β − ηλ.",
        "T = 1 - learning_rate * lam": "β is missing: T is 1 + β − ηλ.",
        "T = 1 + beta - learning_rate": "The curvature is missing: T is 1 + β − ηλ.",
        "T = 1 + beta - lam": "The learning rate is missing: T is 1 + β − ηλ.",
        "T = beta - learning_rate * lam": "The 1 is missing: T is 1 + β − ηλ.",
        "T = (1 + beta) * (1 - learning_rate * lam)": "That belongs to Nesterov's momentum. Here T is 1 + β − ηλ.",
        "T = (1 + beta - learning_rate) * lam": "Only the learning rate is multiplied by λ: 1 + β − ηλ.",
        "T = 1 + beta - learning_rate / lam": "You divided by λ. T is 1 + β − ηλ.",
    },
)
long_run_factor.instead_of(
    "under_the_root = T**2 - 4 * beta",
    {
        "under_the_root = T**2 - beta": "The 4 is missing: for r² − T r + β the number under the root is T² − 4β.",
        "under_the_root = T**2 + 4 * beta": "There is a wrong sign under the root: T² − 4β.",
        "under_the_root = T**2 / 4 - beta": "If you divide by 4 under the root, the 2 below it is already taken care "
        "of: T/2 ± √(T²/4 − β), or (T ± √(T² − 4β)) / 2.",
        "under_the_root = T - 4 * beta": "T is squared under the root: T² − 4β.",
        "under_the_root = T**2 - 4 * beta**2": "β isn't squared under the root: T² − 4β.",
    },
)
long_run_factor.instead_of(
    "under_the_root < 0",
    {
        "under_the_root > 0": "The two cases are swapped: there are no real roots if T² − 4β is negative.",
        "T < 0": "There are no real roots if T² − 4β is negative. The sign of T doesn't matter.",
        "beta > 0": "You return √β whenever there is momentum. Only if T² − 4β is negative does the ball swing.",
    },
)


@long_run_factor.misconception(
    "That is the factor of gradient descent. With momentum, take the farther root of r² − T r + β = 0, with T = 1 + β "
    "− ηλ."
)
def without_momentum(learning_rate, lam, beta):
    return abs(1 - learning_rate * lam)


@long_run_factor.misconception(
    "With real roots the factor is neither that of gradient descent nor √β: it is (|T| + √(T² − 4β)) / 2."
)
def larger_of_two_limits(learning_rate, lam, beta):
    return max(abs(1 - learning_rate * lam), np.sqrt(beta))


@long_run_factor.misconception(
    "Python divides before it adds, so put parentheses around the sum. And T may be negative, so use abs(T): "
    "(abs(T) + …) / 2."
)
def divides_too_early(learning_rate, lam, beta):
    T = 1 + beta - learning_rate * lam
    under_the_root = T**2 - 4 * beta
    return np.sqrt(beta) if under_the_root < 0 else T + np.sqrt(under_the_root) / 2


@long_run_factor.misconception(
    "That is a norm of M, which says how much a single step can stretch a vector. In the long run the eigenvalues "
    "decide: take the largest of their sizes, np.max(np.abs(np.linalg.eigvals(M)))."
)
def norm_of_the_matrix(learning_rate, lam, beta):
    return np.linalg.norm(np.array([[1 + beta - learning_rate * lam, -beta], [1, 0]]), 2)


@long_run_factor.misconception(
    "That is a norm of M, the root of the sum of its squared entries. In the long run the eigenvalues decide: take the "
    "largest of their sizes, np.max(np.abs(np.linalg.eigvals(M)))."
)
def root_of_all_squares(learning_rate, lam, beta):
    return np.linalg.norm(np.array([[1 + beta - learning_rate * lam, -beta], [1, 0]]))


@long_run_factor.misconception(
    "np.linalg.eigvalsh is for symmetric matrices, and reads only half of this one. Use np.linalg.eigvals, and take "
    "the largest of the sizes."
)
def eigenvalues_of_half_a_matrix(learning_rate, lam, beta):
    return np.max(np.linalg.eigvalsh(np.array([[1 + beta - learning_rate * lam, -beta], [1, 0]])))


@long_run_factor.misconception(
    "For r² − T r + β = 0 the roots are (T ± √(T² − 4β)) / 2, with T and not −T. And take their sizes, with abs, "
    "before you take the larger one."
)
def roots_with_the_wrong_sign(learning_rate, lam, beta):
    T = 1 + beta - learning_rate * lam
    under_the_root = T**2 - 4 * beta
    return np.sqrt(beta) if under_the_root < 0 else (np.sqrt(under_the_root) - T) / 2


@long_run_factor.misconception(
    "That is the determinant, the product of both roots. You need the size of the farther one."
)
def product_of_the_roots(learning_rate, lam, beta):
    return beta
