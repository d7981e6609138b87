"""too_small_by: what dividing by n does to a variance."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="You measure ten things, compute their mean from these ten, and divide the sum of the squared distances by "
    "$n = 10$. On average, which fraction of the true variance do you get?",
    tolerance=0.0005,
    hints=[
        "On average the sum of the squares is (n − 1) s². What do you get when you divide it by n?",
        "(n − 1) / n with n = 10.",
    ],
)
def too_small_by():
    # On average the squares add up to (n − 1) s², and they are divided by n.
    return (10 - 1) / 10


too_small_by.misconception(
    1, "That would be so if you knew the true mean. Yours was computed from the same ten, and lies in their middle."
)
too_small_by.misconception(0.1, "That is the part that is missing. Asked for is the fraction that you get.")
too_small_by.misconception(1.1111, "Upside down: dividing by n gives too little, not too much. (n − 1) / n.")
too_small_by.misconception(90, "In percent that is right. Asked for is a fraction, between 0 and 1.")
too_small_by.misconception(9, "That is n − 1. Asked for is the fraction (n − 1) / n.")
too_small_by.misconception(0.8, "That is the fraction for five, 4/5. Here n is 10.")
too_small_by.misconception(
    0.94868, "That is the fraction for the standard deviation, a root. The variance has no root: (n − 1) / n."
)
too_small_by.misconception(
    0.81,
    "You squared the fraction. The sum of squares is (n − 1) s² on average, so only one factor (n − 1) / n comes out.",
)
too_small_by.misconception(
    0.99, "The square of 1/10 does not come in. The sum of squares is (n − 1) s² on average; divide it by n."
)
too_small_by.misconception(
    10 / 11, "You used n + 1 for n: n / (n + 1). One of *your* ten directions is gone: (n − 1) / n."
)
too_small_by.misconception(
    8 / 9, "You divided n − 2 by n − 1. The sum is (n − 1) s² on average, and it was divided by n."
)
too_small_by.misconception(0.5, "Half would come out for n = 2. Put n = 10 into (n − 1) / n.")
too_small_by.misconception(0, "Something is left: nine of ten directions. Put n = 10 into (n − 1) / n.")
