"""slope_of_the_way_back: the line that predicts x from y is another line."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Now predict the BMI from the progression, with the least-squares line for *that* question. Two patients "
    "differ by 100 points of progression. By how many units does their predicted BMI differ? Use $w = 10.23$ and "
    "$R^2 = 0.3439$, and answer to within 0.02.",
    hints=[
        "It is not 100 / w. The slope of y on x is ρ σ_y/σ_x. What is the slope of x on y?",
        "It is ρ σ_x/σ_y. Multiply the two slopes: the standard deviations cancel.",
        "Their product is ρ² = R². So the slope back is R²/w. Multiply it by 100.",
    ],
    tolerance=0.02,
)
def slope_of_the_way_back():
    # The two slopes have the product ρ² = R².
    return 100 * 0.3439 / 10.23


for answer, message in {
    9.775: "That is 100/w, which reads the same line backward. The line that predicts BMI from progression makes "
    "other "
    "errors small, so it is another line: its slope is ρ σ_x/σ_y.",
    0.0336: "That is the slope for one point. The patients differ by 100.",
    0.09775: "That is 1/w, for one point, and it reads the same line backward. The slope of x on y is ρ σ_x/σ_y.",
    1023: "That is 100 w: it goes from BMI to progression. The question goes the other way.",
    351.8: "That is 100 w R². The question goes the other way: divide R² by w.",
    5.732: "You used ρ/w. The product of the two slopes is ρ², which is R² itself.",
    5.73: "You used ρ/w. The product of the two slopes is ρ², which is R² itself.",
    28.42: "You divided by R². The slope back is *smaller* than 1/w: multiply by R².",
    16.67: "You divided by ρ. The slope back is smaller than 1/w: multiply by R².",
    1.156: "You squared R². It is already ρ².",
    34.39: "The slope w is missing: R²/w for each point.",
    3.518: "That is R² times w. Divide by w, and multiply by 100 points.",
    6.413: "You used 1 − R². The product of the two slopes is R².",
    -3.36: "The sign is wrong: BMI and progression rise together, in both directions.",
    -9.775: "The sign is wrong, and it is not 100/w either: the line back has the slope R²/w.",
    58.64: "That is 100 ρ, without units. Divide R² by w for the slope per point.",
    29.75: "That is w/R², upside down. The slope back is R²/w for each point; then multiply by 100.",
    1.971: "There is an extra ρ: the product of the two slopes is ρ² = R², not ρ³.",
    100 * 10.23 / 0.3439: "That is 100 w/R², upside down. The slope back is R²/w for each point.",
    10_000 * 0.3439 / 10.23: "The patients differ by 100 points, not by 10,000: 100 times R²/w.",
    100 * 10.23 * 0.3439**0.5: "That is 100 ρ w. The question goes the other way: divide R² by w.",
    0.0573: "That is ρ/w, for one point. The product of the two slopes is ρ², which is R² itself.",
    14.9: "You divided by 1 − R². The product of the two slopes is R²: the slope back is R²/w.",
}.items():
    slope_of_the_way_back.misconception(answer, message)
