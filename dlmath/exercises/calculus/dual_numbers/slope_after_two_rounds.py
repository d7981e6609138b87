"""slope_after_two_rounds: Heron's program by hand, on a dual number."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Run Heron's `root` by hand on 2 + ε, for two rounds starting at y = 1. What is the slope of y then? "
    "Answer to three decimals.",
    tolerance=0.0006,
    hints=[
        "After the first round y = (1 + a)/2. With a = 2 + ε, which dual number is that?",
        "It is 1.5 + 0.5 ε. Now divide 2 + ε by it. The slope of the quotient is (1 · 1.5 − 2 · 0.5) / 1.5².",
        "The quotient has slope 0.5 / 2.25 = 0.2222. Add the slope of y, 0.5, and halve the sum.",
    ],
)
def slope_after_two_rounds():
    # First round: y = (1 + a)/2, so y = 1.5 + 0.5 ε.
    y, slope = 1.5, 0.5
    # Second round: the slope of a / y is (1 · y − 2 · slope) / y², and the sum is halved.
    return (slope + (1 * y - 2 * slope) / y**2) / 2


for value, message in {
    0.35355: "That is the slope of the true root, 1/(2√2). After three rounds the program has it to four "
    "digits. How far is it after two?",
    0.5: "That is the slope after one round, of (1 + a)/2. Now do the second round.",
    0.25: "You seem to have halved the slope of y and left out that of a / y. Both y and a / y carry a slope.",
    0.1111: "You have the part that comes from a / y. The old y has the slope 0.5; add it before you halve.",
    0.2222: "That is the slope of the quotient a / y. Add the slope of y, 0.5, and halve the sum.",
    0.7222: "That is the sum of both slopes. The round halves it.",
    0.8056: "In the quotient the sign of the second term is minus: (1 · 1.5 − 2 · 0.5) / 1.5².",
    0.58333: "You treated y as a constant in a / y, with the slope 1/1.5. But y changes with a, too: (1 · 1.5 − 2 · "
    "0.5) / 1.5².",
    0.33333: "You treated y as a constant throughout. Its slope after the first round is 0.5.",
    0.41667: "You divided by y only once. The quotient rule divides by y²: (1 · 1.5 − 2 · 0.5) / 1.5².",
    1.41667: "That is the value after two rounds. The question asks for its slope.",
    1.5: "That is the value after one round. The question asks for the slope after two.",
    0.13889: "Check the sign of a / y: its slope is (1 · 1.5 − 2 · 0.5) / 1.5² = +0.2222.",
    1: "That is the slope of a itself. What does the program make of it?",
    0: "The slope of y does begin at 0, since y = 1 is a constant, but a / y brings in a slope at once: after one "
    "round it is 0.5.",
    0.47222: "The slope of a / y is missing its second term: y changes with a, too. It is (1 · 1.5 − 2 · 0.5) / 1.5².",
    0.75: "You gave a / y the slope 1, which is that of a alone. The quotient rule gives (1 · 1.5 − 2 · 0.5) / 1.5².",
    0.375: "Check the slope of a / y: it is (1 · 1.5 − 2 · 0.5) / 1.5² = 0.2222, not 0.25.",
    -0.19444: "In a / y you treated a as a constant and y's slope as 1. The rule gives (1 · 1.5 − 2 · 0.5) / 1.5².",
    0.69444: "In a / y you treated a as a constant and y's slope as −1. The rule gives (1 · 1.5 − 2 · 0.5) / 1.5².",
    0.05556: "You seem to have halved 0.2222 twice. Add the slope of the old y, 0.5, and halve the sum.",
    0.02778: "You treated a as a constant in a / y. The numerator carries the slope 1: (1 · 1.5 − 2 · 0.5) / 1.5².",
}.items():
    slope_after_two_rounds.misconception(value, message)
