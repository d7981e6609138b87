"""medium_bill_on_dream: two clues, by hand."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A bird is on Dream, and its bill is of medium length. Medium bills occur in 25 of the 101 Adélies, 14 of "
    "the 42 Chinstraps, and 35 of the 85 Gentoos. What probability does naive Bayes give for a Chinstrap? (43 Adélies "
    "and 42 Chinstraps live on Dream, no Gentoo.) Answer to within 0.005.",
    hints=[
        "For each species, multiply the share of the species, the share of it on Dream, and the share of it with a "
        "medium bill.",
        "Adelie: 101/228 · 43/101 · 25/101. Chinstrap: 42/228 · 42/42 · 14/42. Gentoo: 0.",
        "Without the common factor 1/228, the products are 43 · 25/101 = 10.64 and 14. Divide 14 by their sum.",
    ],
    tolerance=0.005,
)
def medium_bill_on_dream():
    # The factor 1/228 cancels.
    adelie = 43 * 25 / 101
    chinstrap = 42 * 14 / 42
    return chinstrap / (adelie + chinstrap)


for answer, message in {
    1 - 14 / (43 * 25 / 101 + 14): "That is the probability of an Adélie.",
    14 / 39: "You counted medium bills on all islands: 14 of 39 for the two species. Only 43 of the 101 Adélies are "
    "on Dream, so multiply their 25 by 43/101.",
    14 / 74: "You used the bill only. The island counts, too: it rules out Gentoos, and more than half of the Adélies.",
    42 / 85: "You used the island only: 42 of 85. Now multiply by the bills' shares, 25/101 and 14/42.",
    1 / 3: "That is the share of medium bills among Chinstraps, P(medium | Chinstrap). The question asks the other way "
    "around.",
    (14 / 42) / (25 / 101 + 14 / 42): "You left out the island and the shares of the species. Multiply each product by "
    "43 and 42.",
    (14 / 42) / (43 / 101 * 25 / 101 + 14 / 42): "You left out the shares of the species: 101/228 Adélies and 42/228 "
    "Chinstraps.",
    14 / 228: "That is P(Chinstrap, Dream, medium), before it is normalized. Divide by the sum over the species.",
    14 / (43 * 25 / 101 + 14 + 35): "The Gentoos' product is 0: none of them is on Dream.",
    42 / 228: "That is the share of Chinstraps among all birds, before any clue.",
    0.5: "Nearly half and half by the island alone. The bill moves it: 14/42 is more than 25/101.",
    14 / (25 * 43 / 101): "These are the odds. Odds of a to 1 mean the probability a / (a + 1).",
    (43 * 25 / 101) / 14: "These are the odds for an Adélie.",
    56.8: "That is in percent. Give a number between 0 and 1.",
    14 * 42 / (14 * 42 + 25 * 43): "You multiplied counts by counts. Each clue gives a *share* of the species: 14/42 "
    "and 25/101.",
    14.0: "That is the Chinstraps' product, times 228. Divide it by the sum of the products of all three species.",
    10.64: "That is the Adélies' product, times 228. Divide the Chinstraps' 14 by the sum of the products.",
    24.64: "That is the sum of the products, times 228. Divide the Chinstraps' 14 by it.",
    25 / 101: "That is P(medium | Adelie).",
    1.0: "Gentoos are ruled out, but Adélies are not.",
    0.0: "Chinstraps do live on Dream, and 14 of 42 have medium bills.",
    14 / 85: "You multiplied the right shares of the Chinstraps, but did not divide by the sum over the species. "
    "Among the 85 birds on Dream, the Adelies' part counts as well.",
    42 / 101: "42 and 101 are the sizes of the two species. Multiply, for each species, its share, its share on "
    "Dream, and its share with a medium bill.",
    0.3358: "You used the bill only, with all three species equally common. Multiply by the shares of the species and "
    "of the island, too.",
}.items():
    medium_bill_on_dream.misconception(answer, message)

medium_bill_on_dream.misconception(
    -1.0, "A probability lies between 0 and 1. Divide one product by the sum of all three.", when=lambda a: a < 0
)

medium_bill_on_dream.misconception(
    57.0, "A probability lies between 0 and 1: give neither percent nor odds.", when=lambda a: a > 1
)
medium_bill_on_dream.misconception(
    0.7,
    "For each species, multiply its share among all birds, its share on Dream, and its share with a medium bill. Then "
    "divide the Chinstraps' product by the sum of all three.",
    when=lambda a: 0 < a < 0.56 or 0.61 < a < 1,
)
