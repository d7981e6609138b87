"""affordable_dimensions: how far a grid goes with a billion points."""

import math

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="You can afford a billion evaluations, $10^9$, and want five points along each axis. Up to how many "
    "dimensions "
    "can you afford the whole grid?",
    hints=[
        "How many points does the grid have in 2 dimensions? In d?",
        "5ᵈ must not be larger than 10⁹. Take logarithms.",
        "d ≤ 9 / log₁₀ 5 = 12.9, rounded down.",
    ],
    tolerance=1e-6,
)
def affordable_dimensions():
    # The grid has 5ᵈ points, and there is no such thing as half a dimension.
    return math.floor(9 / math.log10(5))


for answer, message in {
    13: "5¹³ is 1.2 billion, just too many. Round down.",
    11: "5¹¹ is 49 million, and 5¹² is 244 million, which you can still afford.",
    14: "5¹⁴ is 6.1 billion. You have one billion.",
    1.8: "Don't divide the exponent by 5: 5ᵈ = 10⁹ gives d = 9 / log₁₀ 5.",
    45: "10⁹ is 10 multiplied nine times. How many fives make that?",
    9: "That would be right with 10 points along each axis. Here there are five.",
    15: "That is for four points along each axis, 4¹⁴·⁹. With five points, it is fewer.",
    14.95: "That is for four points along each axis. Here there are five.",
    8: "5⁸ is only 390,625, so you can afford more.",
    6: "5⁶ is only 15,625, so you can afford more.",
    20: "5²⁰ is about 10¹⁴. You have 10⁹.",
    25: "25 is the number of points in two dimensions. How many dimensions can you afford?",
    10: "With five points along each axis, 10 dimensions take 9.8 million points, so you can afford more.",
    29: "That is for two points along each axis. Here there are five.",
    30: "That is for two points along each axis. Here there are five.",
    18: "That is for three points along each axis. Here there are five.",
    200000000: "You divided by 5. The number of points is multiplied by 5 with each dimension: 5ᵈ, not 5 d.",
    63: "You took the fifth root, as if the grid had d⁵ points. It has 5ᵈ: five choices along each of d axes.",
    1.953125e9: "That is a number of points. The question asks for a number of dimensions.",
    244140625: "That is the number of points in 12 dimensions. The question asks for the number of dimensions.",
    5: "5 is the number of points along an axis. How many times can you multiply by 5 before you exceed a billion?",
    20.7: "That is the natural logarithm of a billion. Divide it by the logarithm of 5, and round down.",
}.items():
    affordable_dimensions.misconception(answer, message)

affordable_dimensions.misconception(
    9 / math.log10(5),
    "That is where 5ᵈ reaches a billion. Dimensions are whole, so round down.",
    when=lambda d: 12.8 <= d < 12.95,
)
