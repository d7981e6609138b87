"""variance_with_a_shared_part: what an average of measurements cannot average away."""

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="A scale is off by a random amount $A$, the same in all $n$ weighings. Weighing $i$ adds its own error "
    "$B_i$, so the scale shows $\\mu + A + B_i$. The numbers $A, B_1, \\dots, B_n$ are independent, $A$ has variance "
    "`shared`, and every $B_i$ has variance `own`. Return the variance of the average of the $n$ weighings, as a "
    "short expression.",
    hints=[
        "Write down the average: add up μ + A + Bᵢ over all i, and divide by n. What becomes of A?",
        "The average is μ + A + (B₁ + … + Bₙ)/n. These are independent parts, so their variances add.",
        "A has variance shared, and the average of the Bᵢ has variance own / n.",
    ],
)
def variance_with_a_shared_part(shared, own, n):
    """The variance of the average of n weighings."""
    # The average is μ + A + (B₁ + … + Bₙ)/n: only the second error averages out.
    return shared + own / n


@variance_with_a_shared_part.cases
def cases(rng):
    return [
        (1.0, 4.0, 2),
        (3.0, 1.0, 5),
        (0.25, 9.0, 10),
        (2.0, 0.5, 3),
        (float(rng.random()), float(rng.random()), 7),
        (float(rng.random()), 50 * float(rng.random()), 100),
    ]


@variance_with_a_shared_part.edge_cases
def edge_cases(rng):
    return [(1.0, 4.0, 1), (0.0, 4.0, 8), (2.0, 0.0, 8), (2, 3, 4), (1.0, 1.0, 10**6)]


@variance_with_a_shared_part.law("a single weighing has both variances in full")
def _(f, shared, own, n):
    return abs(f(shared, own, 1) - (shared + own)) <= 1e-9 * (shared + own)


@variance_with_a_shared_part.law("without a shared part it is own / n")
def _(f, shared, own, n):
    return abs(f(0.0, own, n) - own / n) <= 1e-9 * own / n


variance_with_a_shared_part.instead_of(
    "shared + own / n",
    {
        "(shared + own) / n": "That would be right if A were drawn anew for each weighing. It is the same in all of "
        "them, so averaging leaves it whole.",
        "shared / n + own": "The two are swapped: A is the same in all weighings and stays whole, and the Bᵢ average "
        "out.",
        "shared + own": "That is the variance of one weighing. In the average, the Bᵢ partly cancel.",
        "shared + own / n**2": "The sum of n errors has variance n · own. Dividing by n² leaves own / n.",
        "shared + own / n**0.5": "Variances are divided by n. It is the standard deviation that is divided by √n.",
        "(shared + own / n) ** 0.5": "That is the standard deviation. The question asks for the variance.",
        "shared**2 + own**2 / n": "shared and own are variances already. Do not square them.",
        "n * shared + own": "That is too large by a factor of n: the average is the sum divided by n, so its variance "
        "is divided by n².",
        "n**2 * shared + n * own": "That is the variance of the sum. The average is the sum divided by n: divide by "
        "n².",
        "n * shared + n * own": "That is the sum of independent weighings. But they share A, and an average divides "
        "by n.",
        "own / n": "That is the part from the Bᵢ. The shared A does not average out: add its variance.",
        "shared": "That is what is left for very large n. Add the part from the Bᵢ.",
        "shared * own / n": "The two errors are added, so add their variances, too; don't multiply them.",
        "shared - own / n": "Variances of independent parts add.",
        "own / n - shared": "Variances of independent parts add.",
        "shared + n * own": "More weighings make the average *less* uncertain: the part from the Bᵢ is divided by n.",
        "shared + own / (n - 1)": "The n − 1 belongs to estimating a variance from data. Here the variances are known: "
        "divide by n.",
        "shared + (n - 1) * own / n": "One n too many: the average of n independent errors has variance own / n.",
        "shared + own / (2 * n)": "There is no 2 in it: averaging n errors with variance own leaves the variance own "
        "/ n.",
        "(n * shared + own) / n**2": "The same A is added up n times, so its sum is nA, and its variance n² · shared. "
        "Together, the n independent errors have variance n · own.",
        "shared / n**2 + own / n": "The same A is added up n times, so its sum is nA, and the average has A itself.",
        "shared / n + own / n**2": "A stays whole, since it is the same in all weighings. And the average of n "
        "independent errors has variance own / n.",
        "shared // 1 + own // n": "// rounds down. Use /.",
        "shared + own / n + 2 * shared * own": "A and the Bᵢ are independent: no mixed term.",
        "n * shared + own / n": "The part from the Bᵢ is right. A is added up n times and then divided by n, so the "
        "average has A itself, with the variance shared.",
        "n**2 * shared + own / n": "The part from the Bᵢ is right. A is added up n times and then divided by n, so "
        "the average has A itself, with the variance shared.",
        "(shared + own) / 2": "The two variances are not averaged: the two errors are added. And the variance of the "
        "Bᵢ is divided by n.",
    },
)
