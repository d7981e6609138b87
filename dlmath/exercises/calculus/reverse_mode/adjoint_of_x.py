"""adjoint_of_x: a walk back through a value that is used three times."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Let p = x · y and L = p · p + p, at x = 2 and y = 3. Walk back by hand. What is the adjoint of x?",
    tolerance=0.01,
    hints=[
        "Begin with the adjoint of p. How often is p used, and what does it receive from each use?",
        "p is 6. The product p · p sends it 6 twice, once for each factor, and the sum sends it 1.",
        "The adjoint of p is 13. Then x receives 13 · y.",
    ],
)
def adjoint_of_x():
    x, y = 2, 3
    p = x * y
    # p is used three times: as either factor of p · p, and in the sum.
    adjoint_of_p = p + p + 1
    return adjoint_of_p * y


for value, message in {
    36: "You have what comes back through p · p. But p is also used in the sum, and receives 1 from that.",
    21: "p is used twice in p · p, as the left and as the right factor, and receives 6 from each of them.",
    18: "p receives 6 from *each* of the two factors of p · p, and 1 from the sum. Add all of them.",
    3: "That is what comes back through the sum alone. p is also used in p · p, twice.",
    13: "That is the adjoint of p. One more step: x receives 13 times the slope of x · y with respect to x.",
    26: "That is the adjoint of y. The slope of x · y with respect to x is the other factor, y = 3.",
    7: "You seem to have stopped at p, with one of the two factors of p · p. Add both, and then go on to x.",
    12: "You seem to have stopped at p, with what comes through p · p. Add what the sum sends, and go on to x.",
    42: "That is the value of L, running forward. The question asks for the adjoint of x.",
    108: "You multiplied the two amounts from the product, instead of adding them. Amounts that arrive at p are added.",
    109: "Amounts that meet in a value are added, not multiplied: p receives 6, 6 and 1.",
    78: "You multiplied by both x and y. The slope of x · y with respect to x is just y, 3.",
    6: "That is p. Walk back: what does p receive from p · p, and what from the sum?",
    1: "1 is the adjoint of L. Walk on, through the sum and the product to p, and then to x.",
    39 / 2: "You took half. Both factors of p · p are p, and each of them receives 6.",
    65: "You added x and y. The slope of x · y with respect to x is just y, 3.",
    2: "That is x itself. Walk back from L: first the adjoint of p, then that of x.",
    9: "You seem to have taken 2 for the slope of p · p. It is p + p, 12 here.",
    24: "Two things: p also receives 1 from the sum, and x receives y times what p has, not x times.",
    14: "Two things: p receives 6 from *each* factor of p · p, and x receives y times what p has, not x times.",
    15: "You seem to have added 3. First finish the adjoint of p; x then receives it *times* y.",
    33: "p receives 6 from each factor of p · p, and *adds* the 1 from the sum. Then multiply by y.",
    37: "The last step multiplies everything that p has collected: 13 · 3. You multiplied only part of it.",
}.items():
    adjoint_of_x.misconception(value, message)
