"""variance_of_a_difference: what two variables share partly cancels."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="$X$ has standard deviation 3, $Y$ has standard deviation 4, and their correlation is 0.5. What is the "
    "variance of $X - Y$? (Multiply out $(D_X - D_Y)^2$, where $D_X$ and $D_Y$ are the distances from the means.)",
    hints=[
        "(D_X − D_Y)² = D_X² − 2 D_X D_Y + D_Y². What are the expectations of the three terms?",
        "They are Var[X], −2 Cov[X, Y], and Var[Y]. The covariance is the correlation times both standard deviations.",
        "The covariance is 0.5 · 3 · 4 = 6.",
    ],
    tolerance=1e-6,
)
def variance_of_a_difference():
    # Var[X − Y] = Var[X] + Var[Y] − 2 Cov[X, Y].
    return 3**2 + 4**2 - 2 * 0.5 * 3 * 4


for answer, message in {
    37: "That is the variance of the sum X + Y. In the difference, the mixed term counts with a minus.",
    25: "That would be right if the correlation were 0. Here the mixed term −2 Cov[X, Y] does not vanish.",
    19: "The mixed term counts twice: −2 Cov[X, Y], with Cov[X, Y] = 6.",
    31: "That adds the covariance once. The mixed term is −2 Cov[X, Y].",
    24: "You used the correlation 0.5 as the covariance, and −2 times that is −1. The covariance is 0.5 · 3 · 4 = 6.",
    24.5: "You subtracted the correlation. Subtract twice the covariance, which is 0.5 · 3 · 4.",
    -7: "Variances add for a difference, too: Var[X] + Var[Y] − 2 Cov[X, Y]. A variance is never negative.",
    -19: "Var[Y] enters with a plus: it comes from a square. A variance is never negative.",
    1: "That is the variance of X − Y for the correlation 1, (3 − 4)². Here the correlation is 0.5.",
    -1: "You subtracted the standard deviations. Variances are the ones to work with, and they are squares.",
    7: "You worked with 3 and 4 as they are, or subtracted the variances. The variances are 9 and 16, and both enter "
    "with a plus.",
    13**0.5: "That is the standard deviation of X − Y. The question asks for the variance.",
    3.6: "That is the standard deviation of X − Y. The question asks for the variance.",
    3.606: "That is the standard deviation of X − Y. The question asks for the variance.",
    5: "That is the standard deviation for the correlation 0. Include the mixed term, and leave out the root.",
    49: "That is the variance of the sum for the correlation 1. Here it is a difference, and the correlation is 0.5.",
    6: "That is the covariance. The variance of the difference is Var[X] + Var[Y] − 2 Cov[X, Y].",
    12: "That is 3 · 4 or twice the covariance. The variance of the difference is Var[X] + Var[Y] − 2 Cov[X, Y].",
    -119: "You put 9 · 16 into the covariance. It is the correlation times the *standard deviations*: 0.5 · 3 · 4.",
    -47: "You put 9 · 16 into the covariance. It is the correlation times the *standard deviations*: 0.5 · 3 · 4.",
    -5: "You used the standard deviations 3 and 4 as variances. The variances are their squares, 9 and 16.",
    -3: "That is 9 − 12, if you left out Var[Y]. Both variances enter with a plus: Var[X] + Var[Y] − 2 Cov[X, Y].",
    4: "That is 16 − 12, if you left out Var[X]. Both variances enter with a plus: Var[X] + Var[Y] − 2 Cov[X, Y].",
    6.5: "Do not divide by 2: Var[X] + Var[Y] − 2 Cov[X, Y].",
    22: "The covariance is 0.5 · 3 · 4 = 6, and it counts twice: subtract 12 from 25.",
}.items():
    variance_of_a_difference.misconception(answer, message)

variance_of_a_difference.misconception(
    -2, "A variance is never negative. It is Var[X] + Var[Y] − 2 Cov[X, Y].", when=lambda v: v < 0
)

variance_of_a_difference.misconception(
    18,
    "You subtracted too little from 9 + 16: the mixed term is −2 Cov[X, Y], with Cov[X, Y] = 0.5 · 3 · 4.",
    when=lambda v: 13.01 < v < 25,
)
variance_of_a_difference.misconception(
    30,
    "The correlation is positive, so X and Y move together, and their difference varies *less* than 9 + 16. Subtract "
    "2 Cov[X, Y].",
    when=lambda v: v > 25,
)
variance_of_a_difference.misconception(
    10,
    "Something is missing, or you subtracted too much: it is Var[X] + Var[Y] − 2 Cov[X, Y] with the variances 9 and "
    "16 and the covariance 0.5 · 3 · 4.",
    when=lambda v: 0 <= v < 12.99,
)
