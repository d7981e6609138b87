"""gentoo_from_odds: the odds between classes, made to add up to 1."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="For some bird, the odds of Chinstrap against Adélie are 2 : 1, and the odds of Gentoo against Adélie are 5 "
    ": 1. There is no fourth species. How likely is it to be a Gentoo?",
    tolerance=0.002,
    hints=[
        "Let a be the probability of an Adélie. What are the other two, in terms of a?",
        "They are 2a and 5a. All three add up to 1.",
        "8a = 1, and a Gentoo has 5a.",
    ],
)
def gentoo_from_odds():
    # Adélie : Chinstrap : Gentoo = 1 : 2 : 5, eight parts in all.
    return 5 / (1 + 2 + 5)


for value, message in {
    5 / 6: "That turns the odds 5 : 1 into a probability as if there were only Adélies and Gentoos. Chinstraps take "
    "their share, too: all three probabilities add up to 1.",
    5 / 7: "You added up 2 and 5. The Adélie has a part as well: 1 : 2 : 5.",
    2 / 8: "That is the Chinstrap. Which part belongs to the Gentoo?",
    1 / 8: "That is the Adélie. Which part belongs to the Gentoo?",
    3 / 8: "That is everything but a Gentoo.",
    5: "Those are the odds. A probability is at most 1: divide by the sum of all parts.",
    1 / 3: "The three species are not equally likely. The odds say 1 : 2 : 5.",
    5 / 2: "Those are the odds of Gentoo against Chinstrap, 5 : 2. A probability is at most 1.",
    5 / 9: "You turned each of the two odds into its own set of parts, and counted the Adélie twice. It is the same "
    "Adélie in both: 1 : 2 : 5.",
    2 / 3: "That is the Chinstrap as if there were only Chinstraps and Adélies.",
    2 / 7: "That is the Chinstrap against Chinstrap and Gentoo. Take the Gentoo's part, and count the Adélie as well.",
    5 / 10: "You multiplied 2 by 5. Parts are added up: 1 + 2 + 5.",
    5 / 6 * 1 / 3: "5/6 is right only among Adélies and Gentoos, and 1/3 only among Adélies and Chinstraps. Don't "
    "multiply them: count parts, 1 : 2 : 5.",
    62.5: "That is in percent. Give a probability between 0 and 1.",
    1.6667: "That is 5 to 3, the odds of Gentoo against the other two together. From odds o, a probability is o/(1 + "
    "o).",
    0.936: "You applied a softmax to the odds 1, 2, and 5. They are already e to the power of the logits: just divide "
    "by their sum.",
    0.952: "You took e to the power of the odds. They are already the parts: divide them by their sum, 1 + 2 + 5.",
    5 / 9 * 1.0001: "Count the Adélie once: 1 + 2 + 5 parts.",
    0.4: "You seem to have divided 2 by 5, which gives the odds of Chinstrap against Gentoo.",
    0.2: "Those are the odds of Adélie against Gentoo, 1 : 5.",
    8: "That is the number of parts. How many of them are the Gentoo's, as a share?",
    0.71: "You added up 2 and 5. The Adélie has a part as well: 1 : 2 : 5.",
    0.83: "That turns the odds 5 : 1 into a probability as if there were only Adélies and Gentoos.",
    0.9465: "You applied a softmax to 0, 2, and 5. These are odds, not logits: they are already e to the power of "
    "the logits. Just divide by the sum of 1, 2, and 5.",
}.items():
    gentoo_from_odds.misconception(value, message)

gentoo_from_odds.misconception(
    -1, "A probability lies between 0 and 1.", when=lambda answer: answer < 0 or (answer > 1 and answer not in (5, 8))
)
