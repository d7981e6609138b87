"""variance_that_stays: shrink and shake, until both are in balance."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="In a valley with the curvature λ = 2, the learning rate is η = 0.1, and the gradient's noise has variance "
    "s² = 9. Each step turns the variance v of the position into (1 − ηλ)² v + η² s². For which v does it stay the "
    "same?",
    tolerance=0.001,
    hints=[
        "If v stays the same, then v = (1 − ηλ)² v + η² s². Put the numbers in.",
        "v = 0.64 v + 0.09.",
        "0.36 v = 0.09.",
    ],
)
def variance_that_stays():
    # v = (1 − ηλ)² v + η² s², solved for v.
    kept, added = (1 - 0.1 * 2) ** 2, 0.1**2 * 9
    return added / (1 - kept)


for value, message in {
    0.45: "You solved v = 0.8 v + 0.09. The factor of the *variance* is the square: 0.64.",
    2.5: "The noise is multiplied by η, so its variance by η²: 0.01 · 9 = 0.09, not 0.9.",
    4.5: "Two squares are missing: the factor is 0.8² = 0.64, and the noise adds 0.1² · 9 = 0.09.",
    25: "η² is missing: the step multiplies the noise by η, so its variance by 0.01.",
    0.09: "That is what one step adds. The v that stays solves v = 0.64 v + 0.09.",
    0.9: "That is η s². One step adds η² s² = 0.09. Then solve v = 0.64 v + 0.09.",
    0.5: "That is the standard deviation. The question asks for the variance: 0.25.",
    0.225: "That is η s²/(2λ), nearly right for small rates. Solve v = 0.64 v + 0.09 exactly.",
    0.0833: "You used s = 3 for the variance. s² = 9 is the variance already.",
    0.0549: "Check the sign: v − 0.64 v = 0.36 v, not 1.64 v.",
    0.1406: "You divided 0.09 by 0.64. From v = 0.64 v + 0.09, the factor of v is 1 − 0.64.",
    0.0576: "You multiplied. From v = 0.64 v + 0.09, divide 0.09 by 0.36.",
    0.0324: "You multiplied by 0.36. Divide: 0.09 / 0.36.",
    4: "That is upside down: 0.36/0.09. From 0.36 v = 0.09, divide by 0.36.",
    0: "At a fixed rate it never settles at 0: even from v = 0, the next step adds 0.09.",
    0.64: "That is the factor of v. Solve v = 0.64 v + 0.09.",
    0.36: "That is 1 − 0.64. Now 0.36 v = 0.09.",
    2.25: "You squared s² as well: η² s² is 0.01 · 9.",
    0.81: "You squared s² as well, and that is what one step adds. Solve v = 0.64 v + 0.09.",
    0.474: "You seem to have used 1 − η for the factor. It is 1 − ηλ = 0.8, and its square 0.64.",
    -0.205: "You seem to have used 1 + ηλ. The step shrinks the error: 1 − ηλ = 0.8.",
    0.73: "That is one step from v = 1: 0.64 + 0.09. Which v stays the same?",
    0.1476: "That is v after two steps from 0. Go on forever: v = 0.64 v + 0.09.",
    9: "That is the variance of the gradient's noise. The position moves by η times it, and shrinks in between.",
}.items():
    variance_that_stays.misconception(value, message)
variance_that_stays.misconception(
    0.2,
    "From this v the next step leads higher: 0.64 v + 0.09 is more than v. Solve v = 0.64 v + 0.09.",
    when=lambda answer: 0 < answer < 0.249,
)
variance_that_stays.misconception(
    1,
    "From this v the next step leads lower: 0.64 v + 0.09 is less than v. Solve v = 0.64 v + 0.09.",
    when=lambda answer: answer > 0.251,
)
variance_that_stays.misconception(
    -1.0, "A variance is never negative. Solve 0.36 v = 0.09.", when=lambda answer: answer < 0
)
