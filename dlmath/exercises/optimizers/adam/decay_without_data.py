"""decay_without_data: Adam divides the penalty by itself."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A weight is at w = 1, and its gradient from the data is always 0. With an L2 penalty in Adam, its gradient "
    "is λw. Let η = 0.01 and λ = 5. By how much does the first step of Adam move it? (Ignore ε.)",
    tolerance=0.0001,
    hints=[
        "What is the gradient that Adam sees? And what are m̂ and v̂ after the first step?",
        "With the correction, m̂ = g and v̂ = g² in the first step.",
        "m̂/√v̂ = 5/√25 = 1.",
    ],
)
def decay_without_data():
    eta, lam, w = 0.01, 5.0, 1.0
    g = lam * w
    # In the first step m̂ = g and v̂ = g², so the gradient is divided by its own size, and λ cancels.
    return eta * g / (g**2) ** 0.5


for value, message in {
    0.05: "That is ηλw, the step of gradient descent, and of AdamW. Here the penalty's gradient 5 is divided by √v̂, "
    "which is also 5.",
    0.99: "That is where the weight is afterward. By how much has it moved?",
    0.95: "That is 1 − ηλ, the weight after one step of gradient descent. In Adam, the gradient 5 is divided by √v̂ = "
    "5.",
    0: "There is a gradient: the penalty's, λw = 5. What does Adam make of it?",
    5: "That is the gradient. Adam divides it by √v̂ and multiplies by η.",
    0.002: "You divided by v̂ = 25, and multiplied by λ once. The step divides by the root: √25 = 5.",
    0.0004: "You divided by v̂ = 25. The step divides by the root.",
    1: "That is m̂/√v̂. Multiply it by η.",
    0.01 * 10**0.5: "That is the step without bias correction. Adam corrects: m̂ = g and v̂ = g² in the first step.",
    5 * 0.001**0.5: "That is √v without correction. In the first step, m̂ = g and v̂ = g².",
    0.1 * 10**0.5: "You corrected m, but not v. In the first step, m̂ = g and v̂ = g².",
    0.001: "m alone would be a tenth of g. But Adam corrects it, so m̂ = g.",
    0.005: "m alone would be a tenth of g. But Adam corrects it, so m̂ = g, and it divides by √v̂ = 5.",
    0.25: "You squared λ. The step is η g/√(g²), so λ cancels.",
    0.02: "The L2 penalty is (λ/2)w², and its gradient is λw, as the task says. And its size cancels in any case.",
    0.1: "That would be 10η. The correction makes m̂/√v̂ = 1 in the first step.",
    0.5: "The penalty (λ/2)w² doesn't matter by itself: Adam divides its gradient 5 by √v̂ = 5.",
    -0.05: "That is −ηλw, the step of gradient descent. In Adam, the gradient 5 is divided by √v̂, which is also 5.",
    0.025: "That is half of ηλ. The gradient of the penalty is λw = 5, and Adam divides it by √v̂, which is also 5.",
    -0.01: "The weight moves down by this much. The question is how far: give a positive number.",
    0.2: "You divided η by something that isn't there. Compute m̂ = 5 and √v̂ = 5 first.",
    0.05025: "λ cancels: the gradient is divided by its own size.",
}.items():
    decay_without_data.misconception(value, message)
decay_without_data.misconception(
    0.04,
    "Compute g = λw = 5 first, then m̂ and √v̂ in the first step. The weight moves by η times their quotient.",
    when=lambda answer: answer > 0,
)
decay_without_data.misconception(
    -0.04,
    "The question is how far the weight moves: give a positive number. It is η m̂/√v̂, with g = λw = 5.",
    when=lambda answer: answer < 0,
)
