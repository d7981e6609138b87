"""rank_of_a_product: independent columns on the left lose nothing."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="$A$ has shape $5 \\times 3$ and rank 3. $B$ has shape $3 \\times 6$ and rank 2. Find the rank of $AB$.",
    hints=[
        "A has 3 columns and rank 3. So what is its null space?",
        "If A y = 0 only for y = 0, then A (B x) = 0 means B x = 0. So AB and B have the same null space.",
        "Both have 6 columns, and the null space has dimension 6 − rank. So the ranks are the same as well.",
    ],
    tolerance=1e-9,
)
def rank_of_a_product():
    # A B x = 0 if and only if B x = 0. Same null space, same number of columns, same rank.
    null_space_of_B = 6 - 2
    return 6 - null_space_of_B


for answer, message in {
    3: "That is the rank of A. But A only ever sees vectors B x, and they fill a space of 2 dimensions.",
    6: "Ranks are not multiplied. The columns of AB are mixtures of the columns of A, so there are never more than 3 "
    "of them independent; and B lets even fewer through.",
    5: "5 is the number of rows of AB (or the sum of the ranks). The columns of AB are A times the columns of B: how "
    "many of those are independent?",
    1: "A loses nothing, because its columns are independent: different vectors stay different. So AB has all the rank "
    "B has.",
    4: "4 is the dimension of the null space, 6 − 2. The rank is what is left of the 6 columns.",
    0: "Rank 0 would mean AB = 0. But A y = 0 only for y = 0, and B is not 0.",
    9: "Ranks are not multiplied. AB cannot have more independent columns than A has, 3, and B lets even fewer "
    "through.",
    15: "15 is the number of entries of A. The rank of AB counts its independent columns.",
    18: "18 is the number of entries of B. The rank of AB counts its independent columns.",
    30: "30 is the number of entries of AB. Its rank counts its independent columns.",
    2.5: "A rank is a whole number: it counts columns.",
}.items():
    rank_of_a_product.misconception(answer, message)
