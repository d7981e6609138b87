"""largest_z_of_ten: how far out one of ten numbers can be, measured with their own ruler."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="You standardize a column of ten numbers: subtract their mean, and divide by their standard deviation (which "
    "divides by $n$). Nine of them are 0, and the tenth is 1,000,000. What is its standardized value?",
    hints=[
        "Call the large number a. The mean is a/10. What is the variance?",
        "Nine squares of a/10 and one of 9a/10, divided by 10: (9 + 81) a² / 1000 = 0.09 a².",
        "The standard deviation is 0.3a. So z = (a − 0.1a) / 0.3a.",
    ],
    tolerance=0.005,
)
def largest_z_of_ten():
    # The wild value stretches the ruler that measures it: a cancels, and √(n − 1) is left.
    a = 1_000_000
    mean = a / 10
    std = ((9 * mean**2 + (a - mean) ** 2) / 10) ** 0.5
    return (a - mean) / std


for answer, message in {
    1_000_000: "That would be so if the other nine set the ruler. But the wild number is part of the mean and of the "
    "standard deviation, too.",
    900_000: "That is the number minus the mean. Now divide by the standard deviation, which is huge, too.",
    300_000: "That is the standard deviation. The question asks for (number − mean) / standard deviation.",
    100_000: "That is the mean. Subtract it, then divide by the standard deviation.",
    2.8460: "That divides by n − 1 inside the standard deviation. Here it divides by n.",
    10 / 3: "You divided the number itself by the standard deviation. Subtract the mean first.",
    -1 / 3: "That is the standardized value of a 0. The question asks for the large number.",
    1 / 3: "That is the size of the standardized value of a 0. The question asks for the large number.",
    9: "The *variance* of the nine and the one is 0.09 a². Take its root before you divide: 0.3 a.",
    10: "Divide by the standard deviation 0.3 a, which includes the wild number's own square.",
    10**0.5: "√10 is close. The mean is subtracted from the number as well: 0.9 a / 0.3 a.",
    0.9: "0.9 a is the number minus the mean. Divide by the standard deviation, 0.3 a.",
    0.3: "0.3 a is the standard deviation. Divide (a − 0.1 a) by it.",
    1: "It is farther out than one standard deviation. The standard deviation is 0.3 a, the distance from the mean "
    "0.9 a.",
    0.00001: "The variance is 0.09 a². You divided by that; take its root first.",
    1.8: "Check the mean: it is a/10, since there are ten numbers. The distance from it is 0.9 a.",
}.items():
    largest_z_of_ten.misconception(answer, message)

largest_z_of_ten.misconception(
    50,
    "The wild number stretches the ruler that measures it: the standard deviation is 0.3 a. So its size a cancels, "
    "and a small number is left.",
    when=lambda z: z > 3.4,
)
largest_z_of_ten.misconception(
    -5, "The number lies above the mean, so its standardized value is positive.", when=lambda z: z < 0
)
largest_z_of_ten.misconception(
    2,
    "The distance from the mean is 0.9 a, and the standard deviation is √(0.09 a²). Divide the two.",
    when=lambda z: 0 <= z < 2.9,
)
