"""best_divisor: which divisor makes the estimate of a variance least wrong?"""

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="Let $S = \\sum_i (x_i - \\bar x)^2$ be the sum of squares of $n \\ge 2$ independent draws. Its "
    "expectation is $(n - 1)\\,\\sigma^2$. For draws from a normal distribution, its variance is $2\\,(n - "
    "1)\\,\\sigma^4$ (a fact we do not prove). For which divisor $c$ does $S / c$ have the smallest mean squared "
    "error? Return $c$ as a short expression in `n`.",
    hints=[
        "Mean squared error = variance + bias². With a = 1/c: Var[aS] = a² Var[S], and the bias is a E[S] − σ². Divide "
        "everything by σ⁴.",
        "That leaves 2(n − 1) a² + ((n − 1) a − 1)². Set its derivative with respect to a to zero.",
        "4(n − 1) a + 2(n − 1)((n − 1) a − 1) = 0. Divide by 2(n − 1): 2a + (n − 1) a = 1.",
    ],
    also=(),
)
def best_divisor(n):
    """The divisor c with the smallest mean squared error of S / c."""
    # The derivative with respect to a = 1/c vanishes where 2a + (n − 1) a = 1.
    return n + 1


@best_divisor.cases
def cases(rng):
    return [(2,), (3,), (5,), (10,), (37,), (1000,)]


@best_divisor.edge_cases
def edge_cases(rng):
    return [(100000,)]


@best_divisor.law("a larger sample has a larger divisor")
def _(f, n):
    return f(n + 1) > f(n)


best_divisor.instead_of(
    "n + 1",
    {
        "n - 1": "With n − 1 the bias is zero, but the mean squared error also contains the variance, which a larger "
        "divisor makes smaller. Minimize the sum of both.",
        "n": "That is the divisor of maximum likelihood. It minimizes neither the bias nor the variance. Write "
        "variance plus bias² as a function of a = 1/c, and set the derivative to zero.",
        "1 / (n + 1)": "That is a = 1/c. The question asks for the divisor c.",
        "n + 2": "Check the derivative again: 4(n − 1) a + 2(n − 1)((n − 1) a − 1) = 0. Divided by 2(n − 1), that is "
        "2a + (n − "
        "1) a = 1.",
        "n - 2": "The condition is 2a + (n − 1) a = 1. The 2 and the n − 1 add up to n + 1.",
        "n + 3": "Check the derivative again: divided by 2(n − 1), it says 2a + (n − 1) a = 1.",
        "n - 3": "The signs of the two terms are the same: 2a + (n − 1) a = 1.",
        "2 * (n - 1)": "That is the variance of S (over σ⁴). The condition for the smallest error is 2a + (n − 1) a "
        "= 1, with "
        "a = 1/c.",
        "(n + 1) / 2": "You lost a factor of 2: 2a + (n − 1) a = 1 has 1 on the right.",
        "2 * (n + 1)": "You lost a factor of 2: 2a + (n − 1) a = 1 has 1 on the right.",
        "(n - 1) / 2": "Check the derivative again: divided by 2(n − 1), it says 2a + (n − 1) a = 1.",
        "n**2": "Divide the condition by 2(n − 1) on both sides: 2a + (n − 1) a = 1.",
        "1 / n": "The question asks for a divisor c, which grows with n. And it is not the divisor of maximum "
        "likelihood.",
        "n / (n - 1)": "That is the factor from one usual estimate to the other. Minimize variance plus bias² with "
        "respect to a = "
        "1/c.",
        "2 * n + 1": "The condition is 2a + (n − 1) a = 1, with a = 1/c.",
        "n + 0.5": "Check the derivative again: the variance contributes 4(n − 1) a, and the squared bias 2(n − "
        "1)((n − 1) a − "
        "1).",
        "n - 1.5": "That divisor nearly removes the bias of the *standard deviation*. The question is about the mean "
        "squared "
        "error of the variance.",
        "n - 0.5": "The condition is 2a + (n − 1) a = 1, with a = 1/c.",
        "n**2 - 1": "Divide the condition by 2(n − 1) on both sides: 2a + (n − 1) a = 1.",
        "(n - 1) ** 2": "The variance of S/c is Var[S]/c², and the bias is E[S]/c − σ². Minimize variance plus bias² "
        "with "
        "respect to a = 1/c.",
        "np.sqrt(n)": "No root is needed: 2a + (n − 1) a = 1, with a = 1/c.",
        "(n + 1) / (n - 1)": "That is the divisor over n − 1. The condition 2a + (n − 1) a = 1 gives c = 1/a itself.",
        "(n - 1) / (n + 1)": "That is what S/c averages to, over σ². The question asks for the divisor c.",
        "2 * n": "The condition is 2a + (n − 1) a = 1: the 2 is added to n − 1, not multiplied.",
        "2 * n - 1": "The condition is 2a + (n − 1) a = 1: the 2 is added to n − 1.",
        "np.inf": "With a huge divisor the variance vanishes, but then S/c is nearly 0 and the bias is −σ². Minimize "
        "the "
        "sum of both.",
        "1": "The divisor depends on n: S grows with the number of draws.",
    },
)


best_divisor.instead_of(
    "n + 1",
    {
        "np.sqrt(n**2 - 1)": "E[S²] is (n² − 1) σ⁴, but its root is not the divisor: 2a + (n − 1) a = 1, with a = 1/c.",
        "3 * (n - 1)": "You added the variance of S to its mean. Add the variance of S/c to the square of its bias, "
        "and minimize that.",
    },
)
