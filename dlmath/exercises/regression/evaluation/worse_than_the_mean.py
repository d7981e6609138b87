"""worse_than_the_mean: an R² below 0."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="The targets are 1, 2, 3, and 6, and a model predicts 5 for all of them. What is $R^2$? Answer to within "
    "0.01.",
    hints=[
        "R² is 1 minus a fraction: the squared errors of the model over those of the mean.",
        "The errors of the model are −4, −3, −2, and 1. The mean of the targets is 3.",
        "The sums of squares are 30 and 14.",
    ],
    tolerance=0.01,
)
def worse_than_the_mean():
    # The squared errors add up to 16 + 9 + 4 + 1 = 30, those of the mean, which is 3, to 4 + 1 + 0 + 9 = 14.
    return 1 - 30 / 14


for answer, message in {
    0: "Only the mean itself gets 0. This constant is farther from most targets than the mean, which is 3.",
    2.14: "That is 30/14. R² is 1 minus that.",
    1.14: "The sign is wrong: R² = 1 − 30/14.",
    0.533: "The fraction is upside down: the squared errors of the model go on top.",
    0.467: "That is 14/30. The squared errors of the model go on top, and the fraction is subtracted from 1.",
    1: "That would be a perfect prediction.",
    -1: "The fraction is 30/14, not 2. The squared errors are 16, 9, 4, 1, and those of the mean are 4, 1, 0, 9.",
    -0.464: "That is 1 minus a ratio of typical errors. R² compares squares, without a square root.",
    -0.667: "You did not square the errors: 10/6. Use 16 + 9 + 4 + 1 and 4 + 1 + 0 + 9.",
    0.4: "You compared with predicting 0 for everybody, 1 + 4 + 9 + 36. Compare with the mean of the targets, 3.",
    -0.607: "One of your sums is divided by n − 1 and the other by n. Use the same in both.",
    -1.857: "You divided by n on one side and by n − 1 on the other. Use the same in both.",
    7.5: "That is the mean squared error, 30/4. Compare it with that of the mean, 14/4.",
    -16: "That is 14 − 30, in squared units. R² is a share: divide it by 14.",
    -0.533: "You divided by the errors of the model. Divide by those of the mean: (14 − 30)/14.",
    -2.14: "That is −30/14. R² is 1 minus 30/14.",
    -7.5: "That is minus the mean squared error, 30/4. Compare it with that of the mean, 14/4, and subtract the "
    "ratio from 1.",
    -6.5: "That is 1 minus the mean squared error, 30/4. Divide it by that of the mean, 14/4, first.",
    -29: "That is 1 minus the sum of the squared errors. Divide it by that of the mean, 14, first.",
    1 - 30 / 3.5: "You divided a sum by a mean. Use sums in both places, 30/14, or means in both.",
}.items():
    worse_than_the_mean.misconception(answer, message)
