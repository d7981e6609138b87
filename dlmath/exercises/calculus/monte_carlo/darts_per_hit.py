"""darts_per_hit: how rarely a dart hits the ball in twenty dimensions."""

import math

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="The ball of radius 1 in $d$ dimensions has volume $V_d = \\frac{2\\pi}{d} V_{d-2}$, with $V_2 = \\pi$. "
    "The cube from $-1$ to 1 around it has volume $2^d$. In 20 dimensions, how many darts does it take on average "
    "for one hit? Answer in millions, to within 1.",
    hints=[
        "A dart hits with probability V₂₀ / 2²⁰. How many darts is that for one hit?",
        "V₂₀ comes from V₁₈, and that from V₁₆: ten factors of π, divided by 1 · 2 · 3 ⋯ 10.",
        "V₂₀ = π¹⁰ / 10! = 0.0258. So it takes 2²⁰ / 0.0258 darts.",
    ],
    tolerance=1.0,
)
def darts_per_hit():
    # Each step multiplies by 2π/d = π/(d/2), so V₂₀ = π¹⁰ / 10!. One hit takes 1 / share darts.
    volume = math.pi**10 / math.factorial(10)
    return 2**20 / volume / 1e6


for answer, message in {
    142.27: "That is one step too many: you divided by V₂₂.",
    569.07: "That is for 22 dimensions. The question is about 20.",
    20803.4: "You lost the 2 of 2π/d, in each of nine steps.",
    0.0258: "That looks like a volume or a probability. One hit takes 2²⁰ / V₂₀ darts on average. Give their number in "
    "millions.",
    1.05: "That is about 2²⁰ in millions, the volume of the cube. Divide it by the volume of the ball.",
    38.75: "You divided 1 by the volume of the ball. The cube has volume 2²⁰, not 1.",
    401.5: "That is for 10 dimensions. The question is about 20, in millions.",
    127.6: "You have one factor of π too few: V₂ = π is already one, and nine steps bring nine more.",
    12.9: "You have one factor of π too many: V₂ = π is one, and nine steps bring nine more, ten in all.",
    406: "Check the powers of ten: it is about a tenth of that.",
    27.0: "Check V₂₀ again: it is π¹⁰ / 10!, about 0.0258.",
}.items():
    darts_per_hit.misconception(answer, message)

for answer, low, high, message in [
    (40631626.9, 39e6, 42e6, "Right, but give it in millions."),
    (40631.6, 39e3, 42e3, "Right, but that is in thousands. Give it in millions."),
    (4.06, 3.9, 4.2, "Check the powers of ten: it is about ten times as many."),
    (3.19, 3.1, 3.3, "That is for 18 dimensions. The question is about 20."),
]:
    darts_per_hit.misconception(answer, message, when=lambda x, low=low, high=high: low <= x <= high)
