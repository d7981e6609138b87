"""gradient_after_scaling: larger weights, smaller gradient."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="The weights $W$ of a layer with batch norm right after it are multiplied by 10. (Ignore $\\varepsilon$.) "
    "The loss stays the same. The gradient with respect to $W$, taken at the new weights, is how many times the old "
    "one?",
    tolerance=0.0001,
    hints=[
        "L(10 W) = L(W), for every W. Nudge the new weights by 10 d. By how much did that nudge the old ones?",
        "A nudge of 10 d at 10 W changes the loss as much as a nudge of d at W. So per unit of length …",
        "Differentiate L(10 W) = L(W) by the chain rule: 10 times the gradient at 10 W equals the gradient at W.",
    ],
)
def gradient_after_scaling():
    # L(10 W) = L(W). The chain rule gives 10 · ∇L(10 W) = ∇L(W).
    return 1 / 10


for value, message in {
    1: "The loss stays the same, but not its slope: a nudge of the same length now turns the weights by a smaller "
    "angle.",
    10: "It is the other way around: the same nudge does less to larger weights. Differentiate L(10 W) = L(W).",
    0.01: "That is the change in proportion to the weights: a tenth of the gradient, for weights ten times as "
    "large. The question is about the gradient itself.",
    100: "It gets smaller, not larger. Differentiate L(10 W) = L(W) by the chain rule.",
    0: "The slope along W itself is 0, as scaling changes nothing. But the other slopes don't vanish: W can "
    "still turn.",
    0.316228: "There is no root in it: batch norm divides by the standard deviation, which grows by 10.",
    3.162278: "There is no root in it, and it gets smaller: differentiate L(10 W) = L(W).",
    -0.1: "The size is right, but the direction does not turn around: both sides of L(10 W) = L(W) have the "
    "same slope.",
    -10: "The sign doesn't flip, and the gradient doesn't grow. Differentiate L(10 W) = L(W) by the chain rule.",
    0.9: "A gradient is scaled, not reduced by a share. Differentiate L(10 W) = L(W) by the chain rule.",
    0.001: "That is too small by far: one factor of 10 comes from the chain rule, and no other.",
    9: "Nothing is subtracted. Differentiate L(10 W) = L(W) by the chain rule.",
    0.05: "There is no ½ in it: differentiate L(10 W) = L(W) by the chain rule.",
    0.2: "There is no 2 in it: differentiate L(10 W) = L(W) by the chain rule.",
}.items():
    gradient_after_scaling.misconception(value, message)
gradient_after_scaling.misconception(
    5,
    "It gets smaller: the same nudge does less to larger weights. Differentiate L(10 W) = L(W).",
    when=lambda answer: answer > 1,
)
gradient_after_scaling.misconception(
    -3,
    "The gradient doesn't turn around: it points the same way, with a different length.",
    when=lambda answer: answer < 0,
)
gradient_after_scaling.misconception(
    0.4,
    "It does get smaller, but by a different factor: differentiate L(10 W) = L(W) by the chain rule.",
    when=lambda answer: 0 < answer < 1 and abs(answer - 0.1) > 0.0001,
)
