"""too_small_by: what dividing by n does to a variance."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="You measure ten things, compute the mean from these ten, and divide the sum of the squared distances by $n = "
    "10$. On average, what fraction of the true variance do you get?",
    tolerance=0.0005,
    hints=[
        "On average the sum of the squares is (n − 1) τ². What do you get when you divide it by n?",
        "(n − 1) / n with n = 10.",
    ],
)
def too_small_by():
    # On average the squares add up to (n − 1) τ², and they are divided by n.
    return (10 - 1) / 10


too_small_by.misconception(
    1, "That would be right if you knew the true mean. Yours was computed from the same ten, and lies in their middle."
)
too_small_by.misconception(0.1, "That is the part that is missing. The question asks for the fraction that you get.")
too_small_by.misconception(
    1.1111, "That is upside down: dividing by n gives too little, not too much. Use (n − 1) / n."
)
too_small_by.misconception(90, "As a percentage, that is right. The question asks for a fraction between 0 and 1.")
too_small_by.misconception(9, "That is n − 1. The question asks for the fraction (n − 1) / n.")
too_small_by.misconception(0.8, "That is the fraction for five, 4/5. Here n is 10.")
too_small_by.misconception(
    0.94868, "That is the square root, which belongs to the standard deviation. The variance has no root: (n − 1) / n."
)
too_small_by.misconception(
    0.81,
    "You squared the fraction. The sum of squares is (n − 1) τ² on average, so only one factor (n − 1) / n comes out.",
)
too_small_by.misconception(
    0.99, "The square of 1/10 plays no part here. The sum of squares is (n − 1) τ² on average; divide it by n."
)
too_small_by.misconception(
    10 / 11, "You used n + 1 in place of n: n / (n + 1). One of *your* ten directions is gone: (n − 1) / n."
)
too_small_by.misconception(
    8 / 9, "You divided n − 2 by n − 1. The sum is (n − 1) τ² on average, and it was divided by n."
)
too_small_by.misconception(0.5, "You would get one half for n = 2. Put n = 10 into (n − 1) / n.")
too_small_by.misconception(0, "Something is left: nine of ten directions. Put n = 10 into (n − 1) / n.")
