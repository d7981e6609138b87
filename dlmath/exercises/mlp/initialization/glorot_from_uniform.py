"""glorot_from_uniform: weights between −a and a, in code that forgets the negative half and a factor of 3."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Many libraries draw Glorot's weights from a uniform distribution between $-a$ and $a$. Its variance is "
    "$a^2/3$. This code is meant to do that for a layer whose `W` has the shape `(n_out, n_in)`, from an array "
    "`U` of that shape with numbers between 0 and 1: 0 should become $-a$, and 1 should become $a$. It runs, "
    "but it has two mistakes. Fix them.",
    hints=[
        "What is the range of the weights that the code returns? And what should their variance be?",
        "a²/3 must be 2/(n_in + n_out). Solve for a.",
        "a = np.sqrt(6 / (n_in + n_out)), and a * (2 * U - 1) runs from −a to a.",
    ],
    also=(),
)
def glorot_from_uniform(U):
    """Weights between -a and a, of Glorot's variance."""
    n_out, n_in = U.shape
    # The variance of a uniform distribution between −a and a is a²/3.
    a = np.sqrt(6 / (n_in + n_out))
    return a * (2 * U - 1)


@glorot_from_uniform.start(
    "This is still the code from the lesson. Its weights are never negative, and the variance of a uniform "
    "distribution between −a and a is a²/3, not a²."
)
def from_zero_to_a(U):
    """Weights between -a and a, of Glorot's variance."""
    n_out, n_in = U.shape
    a = np.sqrt(2 / (n_in + n_out))
    return a * U


@glorot_from_uniform.cases
def cases(rng):
    return [
        (np.array([[0.75, 0.125]]),),
        (np.array([[0.25, 0.5, 0.875], [0.0, 0.625, 0.375]]),),
        (rng.random((5, 2)),),
        (rng.random((3, 7)),),
        (rng.random((20, 30)),),
    ]


@glorot_from_uniform.edge_cases
def edge_cases(rng):
    whole = np.array([[0, 1, 1], [1, 0, 0]])
    return [(np.array([[0.5]]),), (np.array([[0.0], [0.0]]),), (whole,), (rng.random((1, 200)),)]


@glorot_from_uniform.law("0 becomes −a, 1 becomes a, and ½ becomes 0")
def _(f, U):
    low, middle, high = (f(np.full(U.shape, u)) for u in (0.0, 0.5, 1.0))
    return np.allclose(low, -high) and np.allclose(middle, 0) and bool(np.all(high > 0))


@glorot_from_uniform.law("the largest possible weight is √(6 / (n_in + n_out))")
def _(f, U):
    return np.allclose(f(np.ones(U.shape)) ** 2, 6 / sum(U.shape))


@glorot_from_uniform.symptom("All weights are positive or 0: they should lie between −a and a.")
def _(f):
    return np.min(f(np.array([[0.25, 0.75], [0.5, 0.5]]))) >= 0


@glorot_from_uniform.symptom("Where U is 1, the weight should be a with a²/3 = 2/(n_in + n_out).")
def _(f):
    return not np.allclose(np.max(f(np.ones((2, 4)))), 1.0)


glorot_from_uniform.instead_of(
    "np.sqrt(6 / (n_in + n_out))",
    {
        "np.sqrt(2 / (n_in + n_out))": "Then the variance a²/3 is a third of Glorot's. Solve a²/3 = 2/(n_in + n_out) "
        "for a.",
        "np.sqrt(3 / (n_in + n_out))": "The variance should be 2/(n_in + n_out), and a² three times that: 6/(n_in + "
        "n_out).",
        "np.sqrt(12 / (n_in + n_out))": "A uniform distribution of *width* w has the variance w²/12. Here the width "
        "is 2a, which makes a²/3. So a² is 6/(n_in + n_out).",
        "np.sqrt(24 / (n_in + n_out))": "That is the width 2a. Here a is half of it: a² = 6/(n_in + n_out).",
        "np.sqrt(18 / (n_in + n_out))": "Multiply the variance by 3 only once: a² = 3 · 2/(n_in + n_out).",
        "np.sqrt(6 / n_in)": "That is He initialization, for ReLU. Glorot's looks at both sides: n_in + n_out.",
        "np.sqrt(3 / n_in)": "That keeps only the signal on its way forward. Glorot's rule looks at both sides: "
        "n_in + n_out.",
        "np.sqrt(6 / n_out)": "Glorot's rule looks at both sides: n_in + n_out.",
        "np.sqrt(6) / (n_in + n_out)": "The root belongs over the whole fraction: np.sqrt(6 / (n_in + n_out)).",
        "6 / (n_in + n_out)": "That is a². Take the root.",
        "2 / (n_in + n_out)": "That is the variance. From a²/3 = 2/(n_in + n_out), solve for a.",
        "np.sqrt(2 / 3 / (n_in + n_out))": "You divided by 3 where you should multiply: a² is three times the "
        "variance.",
        "np.sqrt(6 / (n_in * n_out))": "The rule has the *sum* of inputs and outputs, not their product.",
        "np.sqrt(6 / n_in + n_out)": "Mind the parentheses: all of n_in + n_out belongs in the denominator.",
        "np.sqrt(6 * (n_in + n_out))": "More inputs need smaller weights: divide by n_in + n_out.",
        "np.sqrt(6 / (2 * n_in + n_out))": "Each side counts once: n_in + n_out.",
    },
)
glorot_from_uniform.instead_of(
    "return a * (2 * U - 1)",
    {
        "return a * U": "These weights are never negative: a · U lies between 0 and a. Stretch U to the range from −1 "
        "to 1 first.",
        "return a * (U - 0.5)": "U − ½ lies between −½ and ½, so the weights only reach ±a/2. Double that.",
        "return a * (U - 1)": "U − 1 lies between −1 and 0. Stretch by 2 first: 2 U − 1.",
        "return a * 2 * U - 1": "Mind the parentheses: a multiplies all of 2 U − 1.",
        "return a * (1 - 2 * U)": "That flips all signs. As a random start it would be just as good, but 0 should "
        "become −a, and 1 should become a: 2 U − 1.",
        "return 2 * U - 1": "Now the weights lie between −1 and 1. Multiply by a.",
        "return a * (2 * U + 1)": "2 U + 1 lies between 1 and 3. Subtract the 1.",
        "return 2 * a * U": "2aU lies between 0 and 2a. Subtract a.",
        "return a * 2 * (U - 1)": "2 (U − 1) lies between −2 and 0. Subtract ½, not 1: 2 (U − ½) = 2 U − 1.",
        "return a * (2 * U - 1).T": "The weights have the shape (outputs, inputs), as U does. Don't transpose.",
        "return a * (2 * U - 1) / U.size": "Nothing is averaged here. Leave out the division.",
        "return np.abs(a * (2 * U - 1))": "Half of the weights must stay negative. Leave out the absolute value.",
        "return a * (U - np.mean(U)) * 2": "Subtract the middle of the distribution, ½, not the mean of these numbers.",
    },
)


@glorot_from_uniform.misconception("You drew numbers of your own. Use those that are handed in: U.")
def own_numbers(U):
    a = np.sqrt(6 / sum(U.shape))
    return np.random.default_rng(0).uniform(-a, a, U.shape)


@glorot_from_uniform.misconception("U is overwritten. Return a new array instead of changing the one you were given.")
def overwrites(U):
    n_out, n_in = U.shape
    U *= 2
    U -= 1
    U *= np.sqrt(6 / (n_in + n_out))
    return U
