"""test_images_needed: the size of a test set for one more decimal place."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A reader is right on about 97% of all images. How many test images does it take to bring the standard error "
    "of its measured accuracy down to 0.1 percentage points, that is, 0.001?",
    hints=[
        "One image is a 1 with probability p = 0.97, else a 0. What is its variance?",
        "The standard error is √(p (1 − p) / n). Set it to 0.001, and square both sides.",
        "n = 0.97 · 0.03 / 0.001².",
    ],
    tolerance=200,
)
def test_images_needed():
    # √(p (1 − p) / n) = 0.001, solved for n.
    p = 0.97
    return p * (1 - p) / 0.001**2


for answer, message in {
    970000: "You left out the factor 1 − p: the variance of a 0 or 1 is p (1 − p) = 0.0291.",
    940900: "You took p² for the variance. It is p (1 − p) = 0.0291.",
    250000: "That is for p = ½, the worst case. Here p = 0.97.",
    116400: "That makes *two* standard errors 0.001. The question asks for one.",
    7275: "That makes the standard error 0.002. It should be 0.001.",
    170.6: "You did not square: n = p (1 − p) / 0.001², since the error falls like 1/√n.",
    171: "You did not square: n = p (1 − p) / 0.001², since the error falls like 1/√n.",
    29.1: "You did not square the 0.001: n = p (1 − p) / 0.001².",
    29: "You did not square the 0.001: n = p (1 − p) / 0.001².",
    291: "That makes the standard error 0.01. It should be 0.001, a tenth of that, which takes a hundred times as "
    "many.",
    2910: "A factor of ten is missing. A standard error ten times as small takes a hundred times as many images.",
    291000: "Check the powers of ten: 0.001² is 10⁻⁶.",
    2.91: "0.1 percentage points is 0.001, not 0.1.",
    3: "0.1 percentage points is 0.001, not 0.1.",
    30000: "That is (1 − p) / 0.001², without the factor p. It is close, but the variance is p (1 − p).",
    900: "You took (1 − p)² for the variance. It is p (1 − p) = 0.0291.",
    1000000: "You took 1 for the variance of a single image. It is p (1 − p) = 0.0291.",
    1000: "1/0.001 would be right if the error fell like 1/n, and the variance were 1. It falls like 1/√n.",
    846.8: "p (1 − p) is the variance already; you squared it.",
    0.0291: "That is the variance for a single image. Divide it by 0.001².",
    0.001: "That is the standard error. The question asks for the number of images.",
    10000: "With 10,000 images the standard error is still 0.0017. It falls like 1/√n.",
    28227: "You multiplied by p twice: the variance is p (1 − p).",
    111788: "The question does not ask for 1.96 standard errors: make a single one 0.001.",
    970: "That is 0.97 / 0.001. The variance of a single image is p (1 − p), and the 0.001 is squared: n = p (1 − p) "
    "/ 0.001².",
}.items():
    test_images_needed.misconception(answer, message)

test_images_needed.misconception(
    0.5, "The number of images is at least 1: n = p (1 − p) / 0.001².", when=lambda n: n < 1
)

test_images_needed.misconception(
    5820,
    "With so few images, √(0.97 · 0.03 / n) is still larger than 0.001. Solve it for n.",
    when=lambda n: 1 <= n < 28800,
)
test_images_needed.misconception(
    97000,
    "With so many images, √(0.97 · 0.03 / n) is already smaller than 0.001. Solve it for n.",
    when=lambda n: n > 29400,
)
