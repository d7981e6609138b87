"""alarms_for_half: how rare false alarms must be if positives are rare."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="One transaction in 1,000 is a fraud. A detector finds 80% of the frauds. How small must its false positive "
    "rate be so that half of its alarms are real? Give at least three significant digits. It may help to imagine "
    "100,000 transactions.",
    hints=[
        "Of 100,000 transactions, how many are frauds, and how many of these are found?",
        "100 are frauds, and 80 are found. For half of the alarms to be real, there can be just as many false alarms: "
        "80.",
        "80 false alarms among 99,900 honest transactions.",
    ],
    tolerance=0.0000006,
)
def alarms_for_half():
    # As many false alarms as hits, among all that are honest.
    return 0.8 * 0.001 / 0.999


for answer, message in {
    0.5: "Half of the *alarms* may be false. That is a share of the alarms, but the false positive rate is a share of "
    "the honest transactions.",
    0.8: "0.8 is the recall. How many false alarms may there be for each fraud that is found?",
    0.2: "0.2 is the share of frauds that are missed. Count the false alarms that are allowed, and divide by the "
    "honest transactions.",
    0.001: "Close, but only 80 of the 100 frauds are found, so only 80 false alarms are allowed.",
    0.1 / 99.9: "Only 80 of the 100 frauds are found, so 80 false alarms are allowed, not 100.",
    0.0004: "That many false alarms are half of the *hits*. For half of all alarms to be real, there must be as many "
    "false alarms as hits.",
    0.4
    / 999: "That many false alarms are half of the *hits*. For half of all alarms to be real, there must be as many "
    "false alarms as hits.",
    0.0005: "Only 80% of the frauds raise an alarm, and half of all *alarms* may be false: there can be as many false "
    "alarms as hits.",
    1.6 / 999: "With so many false alarms, only one alarm in three is real. For one half, there must be as many false "
    "alarms as hits.",
    80: "80 is the number of false alarms among 100,000 transactions. Divide by the number of honest ones.",
    0.05: "A false positive rate of 0.05 produces nearly 5,000 false alarms per 100,000 transactions, for 80 hits.",
    0.01: "A false positive rate of 0.01 produces 999 false alarms per 100,000 transactions, for 80 hits.",
    0.4: "0.4 is half of the recall. Count transactions: how many false alarms may there be for 80 hits?",
    0.9992: "That is the specificity. The false positive rate is 1 minus that.",
}.items():
    alarms_for_half.misconception(answer, message)
alarms_for_half.misconception(
    0.0008,
    "Very close: you divided the 80 false alarms by all 100,000 transactions. The false positive rate divides by the "
    "99,900 honest ones.",
    when=lambda answer: abs(answer - 0.0008) < 2e-7,
)
alarms_for_half.misconception(
    0.0801,
    "That is a percentage, or it is off by a power of ten: 80 of 99,900 is about 0.0008.",
    when=lambda answer: 0.0795 < answer < 0.0802 or 0.0079 < answer < 0.0081,
)
alarms_for_half.misconception(
    -1, "A rate lies between 0 and 1.", when=lambda answer: answer < 0 or (answer > 1 and answer != 80)
)
alarms_for_half.misconception(
    0.0002,
    "With so few false alarms, more than half of the alarms would be real. How many false alarms may there be for 80 "
    "hits?",
    when=lambda answer: 0 <= answer < 0.00079 and min(abs(answer - v) for v in (0.0004, 0.4 / 999, 0.0005)) > 6e-7,
)
alarms_for_half.misconception(
    0.3,
    "That is too many: even a false positive rate of 0.1% produces 100 false alarms per 100,000 transactions, for 80 "
    "hits.",
    when=lambda answer: (
        0.0011 < answer < 0.0079 or 0.011 < answer < 0.049 or 0.0802 < answer < 0.19 or 0.21 < answer < 0.39
    ),
)
