"""cheaper_order: where to put the parentheses."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="$A$ has shape (10, 1000), $B$ has shape (1000, 10), and $C$ has shape (10, 1000). How many multiplications "
    "does the product $ABC$ take in the cheaper order?",
    tolerance=0.5,
    hints=[
        "There are two orders, (AB)C and A(BC). What shape does the first product have in each?",
        "AB has shape (10, 10) and takes 10 · 1000 · 10 multiplications. Then comes (10, 10) times (10, 1000).",
        "10 · 1000 · 10 + 10 · 10 · 1000.",
    ],
)
def cheaper_order():
    # (AB)C: AB is only (10, 10). A(BC) would need a (1000, 1000) matrix in between, and a hundred times as much work.
    return 10 * 1000 * 10 + 10 * 10 * 1000


cheaper_order.misconception(
    1000 * 10 * 1000 + 10 * 1000 * 1000,
    "That is A(BC), the expensive order: BC is a matrix of shape (1000, 1000). Try (AB)C.",
)
cheaper_order.misconception(
    10 * 1000 * 10, "That is one of the two products. After AB, you still have to pay for (10, 10) times (10, 1000)."
)
cheaper_order.misconception(
    1000 * 10 * 1000, "That is BC alone, or the last step of A(BC), which is the expensive order. Try (AB)C."
)
cheaper_order.misconception(
    10 * 1000 * 10 * 1000,
    "You multiplied all sizes. The two products are paid one after the other, so their costs add up.",
)
cheaper_order.misconception(
    (10 * 1000 * 10) * (10 * 10 * 1000),
    "You multiplied the two costs. They are paid one after the other, so they add up.",
)
cheaper_order.misconception(
    2 * (10 * 1000 * 10 + 10 * 10 * 1000),
    "You counted an addition for every multiplication. Count only multiplications.",
)
cheaper_order.misconception(
    389_900, "You counted the additions as well: 99,900 + 90,000 of them. Count only multiplications."
)
cheaper_order.misconception(
    10 * 1000 + 10 * 1000,
    "Every entry of a product is a sum of r products, so a product costs m · r · n multiplications, not m · n.",
)
cheaper_order.misconception(
    10 * 1000 * 10 + 10 * 1000,
    "The second product costs m · r · n as well: every entry of (10, 10) times (10, 1000) is a sum of 10 products.",
)
cheaper_order.misconception(
    10 * 10 + 10 * 1000, "That is how many entries the results have. Each entry is a sum of r products: m · r · n."
)
cheaper_order.misconception(10 * 1000, "That is how many entries the result has. Each takes several multiplications.")
cheaper_order.misconception(
    10 * 1000 + 1000 * 10 + 10 * 1000, "That is how many numbers the three matrices hold. A product costs m · r · n."
)
cheaper_order.misconception(
    20_000_000 + 200_000, "You added the costs of both orders. The task asks for the cheaper one."
)
cheaper_order.misconception(
    20_000_000 - 200_000, "That is how much the cheaper order saves. The task asks what it takes."
)
cheaper_order.misconception(10 * 1000 * 10 + 10 * 1000 * 1000, "After AB you have a (10, 10) matrix, not (10, 1000).")
cheaper_order.misconception(
    100, "That is how many times cheaper the better order is. How many multiplications does it take?"
)
for count in (1_000_000, 2_000_000):
    cheaper_order.misconception(
        count, "That is too much: AB takes 10 · 1000 · 10 = 100,000, and the second product as much again."
    )
cheaper_order.misconception(
    2020, "You added the sizes. A product of shapes (m, r) and (r, n) takes m · r · n multiplications."
)
cheaper_order.misconception(
    1000, "That is what one entry of AB costs. AB has 10 · 10 entries, and the second product comes after it."
)
