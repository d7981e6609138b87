"""fits_in_nested: what honesty costs, counted in fits."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="You choose among 20 penalties by 10-fold cross-validation, then fit once more, to all the data you have, "
    "with the penalty that won. To find out how good this whole procedure is, you cross-validate *it*, with 5 outer "
    "folds: for each one, the procedure runs on the other four. How many models are fitted during these 5 rounds?",
    hints=[
        "How many fits does the procedure need for one choice, on any data?",
        "20 penalties times 10 folds, and then one more fit with the winner.",
        "That is 201 fits in each of the 5 rounds.",
    ],
    tolerance=0,
)
def fits_in_nested():
    # In each round outside: 10 folds for each of 20 penalties, and one fit with the winner.
    return 5 * (20 * 10 + 1)


for answer, message in {
    1000: "That is only the choosing. In each round, the winner is fitted once more to all the data of that round.",
    1001: "The winner is fitted once more in *each* of the 5 rounds, not just once overall.",
    201: "That is one round. The procedure runs once for each of the 5 outer folds.",
    200: "That is one choice, without the last fit. It is made in each of the 5 rounds, and each winner is fitted "
    "once more.",
    1006: "There are 5 rounds and a last fit in each: 5 · (200 + 1). The question does not count a fit to all the "
    "data.",
    1206: "That includes running the procedure on all the data at the end. The question counts only the 5 rounds.",
    1010: "There is one last fit in each round, not two.",
    1100: "In each round, only the winner is fitted once more, not all 20 penalties: 5 · (20 · 10 + 1).",
    1050: "In each round there is one last fit, not ten: 5 · (20 · 10 + 1).",
    900: "With 10 folds there are 10 fits for each penalty, one for each fold that is left out.",
    905: "With 10 folds there are 10 fits for each penalty, one for each fold that is left out.",
    100: "That is 5 · 20: one fit for each penalty and round. But each penalty is judged by 10 fits, and the winner is "
    "fitted once more.",
    50: "That is 5 · 10. Each of the 20 penalties needs its own fits.",
    300: "The outer and inner folds multiply: for each of the 5 outer folds, there are 10 inner ones.",
    301: "The outer and inner folds multiply: for each of the 5 outer folds, there are 10 inner ones.",
    1020: "In each round, only the winner is fitted once more: 5 fits, not 20.",
    4000: "There are 5 outer rounds. Each needs 10 fits for each of 20 penalties, and one more.",
    804: "The procedure runs on four of the folds, but it runs 5 times, once for each fold that is left out.",
    205: "Each of the 5 rounds makes its own choice, with 200 fits.",
    225: "Each of the 5 rounds makes its own choice, with 200 fits.",
}.items():
    fits_in_nested.misconception(answer, message)

fits_in_nested.misconception(
    500, "That is too few: 20 · 10 + 1 fits in each of the 5 rounds.", when=lambda n: 0 < n < 1000
)
fits_in_nested.misconception(
    2000, "That is too many: 20 · 10 + 1 fits in each of the 5 rounds.", when=lambda n: n > 1005
)
