"""after_ten_sixes: luck is not paid back; it is outnumbered."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A fair die has just shown ten sixes in a row. You go on to throw it 90 more times. What average do you "
    "expect over all 100 throws, the ten sixes included?",
    hints=[
        "The die does not remember the sixes. What do you expect from each of the 90 throws to come?",
        "The ten sixes have contributed 60. The other 90 throws bring 90 · 3.5 on average.",
        "Divide 60 + 315 by 100.",
    ],
    tolerance=0.005,
)
def after_ten_sixes():
    # Expectations add, and each throw to come has expectation 3.5.
    return (10 * 6 + 90 * 3.5) / 100


for answer, message in {
    3.5: "For that, the 90 throws to come would have to make up for the sixes, with an average of 3.22. The die does "
    "not remember them: each throw to come still averages 3.5.",
    3.22: "That is what the other 90 throws would have to average to make up for the sixes. They average 3.5.",
    3.15: "You left out what the ten sixes contributed: add 60 before you divide by 100.",
    4.75: "You averaged 6 and 3.5 as if both counted the same. There are ten sixes, but 90 throws to come.",
    6: "That is the average after ten throws. The next 90 throws average 3.5 each.",
    4.1: "You added 100 throws to the ten. There are 90 to come, 100 in all.",
    3.727: "That is for 100 more throws, 110 in all. There are 90 to come.",
    4.1667: "You divided by the 90 throws to come. The average is over all 100.",
    3.3: "The throws to come can show a six as well, so each of them averages 3.5, not 3.",
    3: "That is the average of the faces without the six. The die still has its six: each throw to come averages 3.5.",
    0.25: "That is how far the average is above 3.5. Add it to 3.5.",
    3.25: "The sixes are above average, so they push the average up, not down.",
    9.5: "You added the two averages. Add the totals, 60 and 90 · 3.5, and divide by 100.",
    3.6: "Of the 100 throws, ten were sixes, and the other 90 average 3.5 each. Add up the totals, then divide by 100.",
    4: "Of the 100 throws, ten were sixes, and the other 90 average 3.5 each. Add up the totals, then divide by 100.",
    3.21: "That counts a single six before the 90 throws. There were ten, and they add 60.",
    3.31: "You added 10 and 6. Ten sixes add up to 10 · 6 = 60.",
    3.525: "That counts one six. There were ten of them.",
}.items():
    after_ten_sixes.misconception(answer, message)

after_ten_sixes.misconception(
    375, "That is the total of all 100 throws. Divide it by 100.", when=lambda x: 374.9 < x < 375.1
)
after_ten_sixes.misconception(
    315, "That is the total of the 90 throws to come. Add the 60, and divide by 100.", when=lambda x: 314.9 < x < 315.1
)
after_ten_sixes.misconception(7, "An average of throws lies between 1 and 6.", when=lambda x: x < 1 or 6 < x < 300)

after_ten_sixes.misconception(
    3.4,
    "The ten sixes are above average, and the throws to come are average. So all 100 together are above 3.5.",
    when=lambda x: 1 <= x < 3.5,
)
after_ten_sixes.misconception(
    4.25,
    "That is not the average of the totals: the ten sixes contribute 60, and the 90 throws to come average 3.5 each.",
    when=lambda x: 3.5 < x < 3.65 or 3.85 < x < 6,
)

after_ten_sixes.misconception(
    3.77,
    "You are close. The total is 10 · 6 + 90 · 3.5 = 375: divide it by 100.",
    when=lambda x: 3.65 <= x <= 3.85,
)
