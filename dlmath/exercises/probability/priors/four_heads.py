"""four_heads: the most probable coin, after what was believed and what was seen."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Before the first toss, your belief about a coin's probability of heads $p$ is proportional to $p^2 "
    "(1-p)^2$. The coin then lands heads four times in a row. Which $p$ is now the most probable?",
    hints=[
        "Multiply the belief by the likelihood of four heads.",
        "p² (1 − p)² times p⁴ is p⁶ (1 − p)². Which data have this as their likelihood?",
        "Six heads and two tails. For those, the likelihood is highest at the share of heads.",
    ],
    tolerance=0.002,
)
def four_heads():
    # p² (1 − p)² · p⁴ = p⁶ (1 − p)²: as if six heads and two tails had been seen.
    return (2 + 4) / (2 + 4 + 2)


for answer, message in {
    1: "That is the share of heads in the data alone. At p = 1, your prior belief, p² (1 − p)², is 0.",
    0.5: "That was the most probable p before the tosses. Four heads have moved it.",
    0.7: "That is the mean of the belief. The question asks where it is highest: p⁶ (1 − p)² is the likelihood of six "
    "heads and two tails.",
    0.667: "That counts four heads and two tails. The p² of the belief adds two more heads: p⁶ (1 − p)².",
    0.6667: "That counts four heads and two tails. The p² of the belief adds two more heads: p⁶ (1 − p)².",
    0.8333: "That would be right with one imagined head and one imagined tail. The exponents here are 2.",
    0.875: "Seven eighths would come from p⁷ (1 − p). Multiply p² (1 − p)² by p⁴.",
    0.833: "That would be right with one imagined head and one imagined tail. The exponents here are 2.",
    0.778: "That is 7/9. Add the exponents: p² · p⁴ = p⁶, and (1 − p)² stays.",
    0.25: "That is the most probable value for tails. p is the probability of heads.",
    0.889: "That is 8/9. Add the exponents: p² · p⁴ = p⁶, and (1 − p)² stays.",
    0.8: "The exponents are added, not multiplied: p² · p⁴ = p⁶, not p⁸.",
    6: "6 is the exponent of p. The most probable p lies between 0 and 1: six heads of how many?",
    3: "You divided 6 by 2, heads by tails. p is the share of heads: 6 of 8.",
    75: "That is in percent. Give the probability itself.",
    0.0111: "That is the height of p⁶ (1 − p)² at its peak. The question asks for the p at which the peak is reached.",
}.items():
    four_heads.misconception(answer, message)

four_heads.misconception(1.5, "A probability is at most 1.", when=lambda p: p > 1)
four_heads.misconception(-0.5, "A probability is at least 0.", when=lambda p: p < 0)

four_heads.misconception(
    0.4, "Four heads make heads more probable than before, so p lies above 0.5.", when=lambda p: 0 <= p < 0.5
)
four_heads.misconception(
    0.6,
    "The most probable p is higher. Multiply p² (1 − p)² by p⁴, and look for data that have this product as their "
    "likelihood.",
    when=lambda p: 0.5 < p < 0.748,
)
four_heads.misconception(
    0.9,
    "The most probable p is lower. Multiply p² (1 − p)² by p⁴, and look for data that have this product as their "
    "likelihood.",
    when=lambda p: 0.752 < p < 1,
)
