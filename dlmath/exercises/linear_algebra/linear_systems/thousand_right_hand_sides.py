"""thousand_right_hand_sides: what the factors save when there are many right-hand sides."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A $1000 \\times 1000$ matrix stays the same, and 1000 different right-hand sides are waiting. You compute "
    "$L$ and $U$ once, and do both substitutions for each right-hand side. How many times as much work is that as "
    "solving for *one* right-hand side? Count $n^3/3$ for the factors and $n^2$ for each right-hand side. Answer to "
    "within 0.1.",
    hints=[
        "Write down the work for one right-hand side, and for a thousand. Which part appears only once in both?",
        "One: n³/3 + n². A thousand: n³/3 + 1000 n², and 1000 is n.",
        "Divide (1/3 + 1) n³ by n³/3 + n², with n = 1000.",
    ],
    tolerance=0.1,
)
def thousand_right_hand_sides():
    # The factors are computed once in either case.
    n = 1000
    return (n**3 / 3 + 1000 * n**2) / (n**3 / 3 + n**2)


for answer, message in {
    1000: "That is a thousand times everything. But the factors do not depend on b: n³/3 is paid once.",
    1: "The factors are paid once, but the substitutions are not free: n² each, a thousand times, is n³.",
    3: "That compares the thousand substitutions, n³, with one factorization, n³/3. The work for a thousand also "
    "includes the factorization.",
    4 / 3: "That is the work for a thousand in units of n³. Divide it by the work for one, n³/3 + n².",
    3000: "You compared the two parts of the work, with one factor n too many: 1000 substitutions cost 1000 n² = n³ "
    "for n = 1000.",
    1000 / 3.988: "That is how many times you save by keeping the factors. The task asks for the work for a thousand "
    "right-hand sides, in units of the work for one.",
    4000 / 3: "That is the work for a thousand in units of n². Divide it by the work for one, n³/3 + n².",
    999: "The factors are computed once, so the first right-hand side costs n³/3 + n² and each additional one only n².",
    1001: "The factors are computed once, and they cost far more than one pair of substitutions: n³/3 against n².",
    333.3: "You compared n³/3 with n². Compare the whole work for a thousand with the whole work for one.",
    1.5: "A thousand substitutions are n³, three times the factors, not half of them.",
    2: "A thousand substitutions are n³, and the factors are n³/3: not the same size.",
    5: "Count again: the factors n³/3 once, and n² for each of the thousand right-hand sides.",
    0.25: "You divided the wrong way around: how many times as much as the work for one is the work for a thousand?",
    334.3: "n³/3 is paid once, not once for each right-hand side.",
    2.5: "You counted one substitution for each right-hand side, n²/2. There are two, and together they cost n².",
    2000: "n² is the price of both substitutions together, and the factors, n³/3, are paid once.",
}.items():
    thousand_right_hand_sides.misconception(answer, message)
