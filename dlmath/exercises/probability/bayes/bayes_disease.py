"""bayes_disease: what a positive test means when the disease is rare."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="One person in 100 has a disease. A test is positive for 90% of those who have it, and also for 5% of those "
    "who do not. Someone's test is positive. How likely is it that this person has the disease? Give a probability "
    "between 0 and 1, to three decimals. It may help to imagine 10,000 people and to count.",
    hints=[
        "Of 10,000 people, how many are sick? How many of these test positive? And how many of the healthy?",
        "100 are sick, and 90 of them test positive. Of the 9,900 healthy, 5% test positive: 495.",
        "So 90 + 495 test positive. What share of them is sick?",
    ],
    tolerance=0.0008,
)
def bayes_disease():
    # Of all who test positive, the share who are sick.
    sick, healthy = 0.01 * 0.9, 0.99 * 0.05
    return sick / (sick + healthy)


for answer, message in {
    0.9: "0.9 is how often the test is positive *if* you are sick. The question is the other way around: how often are "
    "those who test positive sick?",
    0.95: "0.95 is how often the test is negative if you are healthy. The question is about those who test positive: "
    "how many of them are sick?",
    0.99: "0.99 is the share of the healthy among all people. Look only at those who test positive.",
    0.85: "You subtracted the false alarms from the hits. Count instead: of 10,000 people, how many test positive, and "
    "how many of these are sick?",
    0.855: "You multiplied 0.9 by 0.95, but how rare the disease is never comes in. Count 10,000 people.",
    0.009: "0.009 is the share of *all* people who are sick and test positive. Divide it by the share of all people "
    "who test positive.",
    0.01: "0.01 was the probability before the test. The positive result raises it.",
    0.05: "0.05 is how often a healthy person tests positive. The question is how many of those who test positive are "
    "sick.",
    0.0585: "0.0585 is the share of all people who test positive. What part of it is sick?",
    0.0495: "0.0495 is the share of all people who are healthy and test positive. You want the share of the sick among "
    "all who test positive.",
    90 / 495: "You divided the sick who test positive by the healthy who test positive. That is the odds. Divide by "
    "all who test positive, 90 + 495.",
    495 / 585: "That is the share of the healthy among those who test positive. The sick are the rest.",
    0.5: "The test is not a coin toss: of 10,000 people, 90 sick and 495 healthy ones test positive.",
    0.9 / 0.95: "You compared 0.9 with 0.05 as if there were as many sick as healthy people. Only one in 100 is sick.",
    90 / 590: "Very close. The false alarms are 5% of the 9,900 *healthy* people, 495, not of all 10,000. (And round "
    "the answer, don't cut it off.)",
    0.045: "You multiplied 0.9 by 0.05, which belong to different people: the sick and the healthy. Count both groups.",
    0.09: "90 out of 1,000 is the wrong group. Of 10,000 people, 90 are sick and test positive. Compare them with all "
    "who test positive.",
    0.0154: "Check the powers of ten: it is ten times as much.",
    1
    / 11: "One in eleven would be right with about twice as many false alarms. Here 495 healthy people test positive.",
    100 / 595: "Not all 100 sick people test positive: the test finds 90% of them.",
    100 / 585: "Not all 100 sick people test positive: the test finds 90% of them.",
    10 / 9415: "That is for a *negative* test: 10 sick people among 9,415 negatives. The test was positive.",
    0.1: "A tenth of the sick are missed, but that is not the question. Of 90 + 495 positives, how many are sick?",
    0.18: "That looks like odds: 90 sick against 495 healthy. Divide by all who test positive, 90 + 495.",
    0.01 * 0.9 / 0.05: "The false alarms come from the 99% who are healthy, and the total has to include the sick, "
    "too: divide by 0.01 · 0.9 + 0.99 · 0.05.",
    0.91: "Only one person in 100 is sick, so even a few false alarms outnumber the hits. Count 10,000 people.",
    90: "That is a count or a percentage. Give a probability between 0 and 1, and divide by all who test positive.",
    1 / 7: "Close, but not close enough: 90 of 585, not 1 of 7.",
    18: "18 is the ratio 0.9 / 0.05. It says how much the result favors the disease. The answer also depends on how "
    "rare the disease is.",
    90 / 9900: "You divided by all healthy people. Divide by all who test *positive*.",
    90 / 10000: "You divided by all people. Divide by all who test *positive*.",
    0.009 / (0.009 + 0.9405): "0.95 is how often the healthy test *negative*. Of the healthy, 5% test positive, and "
    "only they belong to those who test positive.",
    1 / 6: "Close, but the test finds only 90% of the sick, and the false alarms are 5% of the healthy, not of all: "
    "90 of 90 + 495.",
    0.64: "Count 10,000 people: 90 sick and 495 healthy ones test positive. Which share of these is sick?",
}.items():
    bayes_disease.misconception(answer, message)

bayes_disease.misconception(
    15.38, "Right, but in percent. Give a probability between 0 and 1.", when=lambda p: 15.1 <= p <= 15.6
)
bayes_disease.misconception(
    15,
    "Very close, but in percent. Give a probability between 0 and 1, to three decimals.",
    when=lambda p: 14.8 <= p < 15.1 or 15.6 < p <= 16,
)
bayes_disease.misconception(
    0.16,
    "Very close. Count without rounding on the way: 90 sick among 90 + 495 positives.",
    when=lambda p: 0.148 <= p < 0.152 or 0.1548 < p <= 0.161,
)
bayes_disease.misconception(2, "A probability is at most 1.", when=lambda p: p > 1)
bayes_disease.misconception(-0.5, "A probability is never negative.", when=lambda p: p < 0)
