"""coffee_price: least squares with a single unknown."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="On three days you bought 1, 1 and 2 coffees and paid 2, 3 and 9 euros. What is the least-squares price of a "
    "coffee? Answer to within 0.005 euros.",
    hints=[
        "There is one unknown, so the matrix has a single column a. What are its entries, and what is b?",
        "a = (1, 1, 2) and b = (2, 3, 9). The normal equation is aᵀa x = aᵀb.",
        "aᵀa = 1 + 1 + 4 and aᵀb = 2 + 3 + 18.",
    ],
    tolerance=0.005,
)
def coffee_price():
    # (a · b) / (a · a)
    a, b = [1, 1, 2], [2, 3, 9]
    return sum(p * q for p, q in zip(a, b, strict=True)) / sum(p * p for p in a)


for answer, message in {
    3.5: "You divided all the money by all the coffees. That makes the errors add up to 0, but not their squares "
    "smallest: use aᵀb / aᵀa.",
    9.5 / 3: "You averaged the three prices per coffee. But an error in the price is doubled on the third receipt, and "
    "its square counts four times: use aᵀb / aᵀa.",
    23 / 4: "You divided by the sum of a. The normal equation has the sum of its squares, aᵀa = 1 + 1 + 4.",
    14 / 6: "You added up b without a. The right-hand side is aᵀb = 1 · 2 + 1 · 3 + 2 · 9.",
    14 / 3: "That is the mean bill. But the third one is for two coffees.",
    23 / 3: "You divided by the number of receipts. The normal equation has aᵀa = 1 + 1 + 4.",
    23 / 6**0.5: "You divided by the length of a. The normal equation has the squared length, aᵀa = 6.",
    3.84: "Rounded the wrong way: 23 / 6 is 3.833…",
    11 / 3: "The third receipt is for two coffees, so it enters with a = 2 on both sides: aᵀb = 2 + 3 + 18, aᵀa = 1 + "
    "1 + 4.",
    23 / 16: "You squared the sum of a. aᵀa is the sum of the squares: 1 + 1 + 4.",
    5 / 6: "You left out the third receipt in aᵀb: 1 · 2 + 1 · 3 + 2 · 9.",
    2.5: "That is what the first two receipts say. All three count.",
    23: "23 is aᵀb, one side of the normal equation. Divide it by aᵀa.",
    3: "3 is the price in the middle (the median). Least squares gives aᵀb / aᵀa.",
    4.5: "That is what the third receipt alone says. All three count.",
    23 / 2: "You divided aᵀb by 2. The normal equation has aᵀa = 1 + 1 + 4.",
    23 / 14: "You divided by the sum of b. The normal equation has the squares of a: aᵀa = 1 + 1 + 4.",
    6 / 23: "Upside down: x = aᵀb / aᵀa.",
    2.8: "2.8 is the answer for the two receipts in the text. Here there are three.",
    23 / 5: "aᵀa is 1 + 1 + 4 = 6: one of the ones is missing.",
    94 / 23: "Upside down: that is bᵀb / aᵀb. Multiply both sides of a x = b by aᵀ: aᵀa x = aᵀb.",
    6.5: "That is the slope of a line with an intercept. Here no coffee costs nothing, so there is one unknown: aᵀb / "
    "aᵀa.",
}.items():
    coffee_price.misconception(answer, message)
