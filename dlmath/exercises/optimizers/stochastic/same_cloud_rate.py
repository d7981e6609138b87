"""same_cloud_rate: four times the batch, and the rate that leaves the cloud as it was."""

from dlmath.exercises import number


@number(
    weight="hard",
    kind="derive",
    task="A run uses batch size 8 and learning rate η = 0.2, in a valley with λ = 1. You switch to batches of 32. "
    "Which learning rate gives *exactly* the same variance v as before? (Three digits. Leave nothing out of the "
    "balance, with s² = σ²/B.)",
    tolerance=0.002,
    hints=[
        "From the balance, v = η² s² / (ηλ (2 − ηλ)), and s² = σ²/B. λ and σ² are the same in both runs, so "
        "η / (B (2 − ηλ)) must be the same, too.",
        "η / (32 (2 − η)) = 0.2 / (8 · 1.8). Multiply both sides by 32.",
        "η / (2 − η) = 4/9, so 9 η = 8 − 4 η.",
    ],
)
def same_cloud_rate():
    # η / (2 − η) must be four times 0.2 / 1.8; call it r. Then η = 2r / (1 + r).
    r = 4 * 0.2 / (2 - 0.2)
    return 2 * r / (1 + r)


for value, message in {
    0.8: "That is the rule of thumb, four times the rate for four times the batch. It holds for small rates. Here 2 − "
    "ηλ changes as well: solve η / (2 − η) = 4 · 0.2/1.8.",
    0.4: "Twice the rate for four times the batch makes the *steps* equally noisy, η²/B. The cloud has η/B, for small "
    "rates, and η / (B (2 − ηλ)) exactly.",
    0.05: "That is the wrong way around: a larger batch has less noise, so the rate may grow.",
    0.2: "With the same rate and a larger batch, the cloud shrinks. Solve η / (2 − η) = 4 · 0.2/1.8.",
    0.1: "A larger batch has less noise, so the rate may grow.",
    0.4444: "That is η / (2 − η). Solve it for η: 9 η = 8 − 4 η.",
    0.1111: "That is 0.2/1.8. With four times the batch, η / (2 − η) is four times as large.",
    0.8889: "You multiplied 4/9 by 2, which leaves out the η in 2 − η. From 9 η = 4 (2 − η), 13 η = 8.",
    1.6: "9 η = 8 − 4 η gives 13 η = 8, not 5 η = 8: the 4 η changes its sign when it changes sides.",
    0.3077: "That is 4/13. Don't lose the 2: 9 η = 4 (2 − η) = 8 − 4 η.",
    0.0541: "You divided by 4 where you should multiply: η / (2 − η) = 4 · 0.2/1.8.",
    1.625: "That is upside down: 13 η = 8 gives η = 8/13.",
    3.2: "The batch grows by a factor of 4, not 16.",
    0.72: "You have 1.8 on the side of the new rate, and 2 on the side of the old. The 1.8 belongs to the old rate, "
    "and the new one has its own 2 − η.",
    1.28: "You seem to have taken sixteen times. The batch grows by a factor of 4: η / (2 − η) = 4 · 0.2/1.8.",
    2: "At η = 2/λ the cloud is infinitely large. Solve η / (2 − η) = 4 · 0.2/1.8.",
    0.25: "Check the ratio: the new batch is 32/8 = 4 times as large, so η / (2 − η) = 4 · 0.2/1.8.",
    0.5: "Four times the batch allows more than that. Solve η / (2 − η) = 4 · 0.2/1.8.",
}.items():
    same_cloud_rate.misconception(value, message)
same_cloud_rate.misconception(
    0.15,
    "A larger batch has less noise, so the rate may grow: η is above 0.2.",
    when=lambda answer: 0 < answer < 0.2,
)
same_cloud_rate.misconception(
    0.57,
    "With this rate the cloud is smaller than before. Solve η / (2 − η) = 4 · 0.2/1.8, and keep the η in 2 − η.",
    when=lambda answer: 0.2 < answer < 0.61,
)
same_cloud_rate.misconception(
    0.7,
    "With this rate the cloud is larger than before. Solve η / (2 − η) = 4 · 0.2/1.8, and keep the η in 2 − η.",
    when=lambda answer: 0.62 < answer < 2,
)
same_cloud_rate.misconception(
    2.5, "Above 2/λ = 2 the run blows up. The answer lies below.", when=lambda answer: answer > 2
)
same_cloud_rate.misconception(-0.5, "A learning rate is positive.", when=lambda answer: answer <= 0)
