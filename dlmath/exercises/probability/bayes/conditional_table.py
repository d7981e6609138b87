"""conditional_table: the shares within each column of a table of counts."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="warm-up",
    task="`counts` is a table like the one above: a row for each species and a column for each island, and no column "
    "is all zeros. Return a table of the same shape that holds $P(\\text{row} \\mid \\text{column})$ at each place: if "
    "a bird is from this island, how likely is each species?",
    hints=[
        "Given the column, only the birds of that column are left. What does each column have to add up to?",
        "Divide every count by the sum of its own column. np.sum(counts, axis=0) holds those sums, one for each "
        "column.",
        "return counts / np.sum(counts, axis=0)",
    ],
    also=("long", "large"),
)
def conditional_table(counts):
    """P(row | column) at each place of a table of counts."""
    # Only the column that is given is left, so its sum takes the place of the total.
    return counts / np.sum(counts, axis=0)


@conditional_table.cases
def cases(rng):
    return [
        (np.array([[1, 2], [3, 6]]),),
        (np.array([[44, 56, 52], [0, 68, 0], [124, 0, 0]]),),
        (np.array([[1, 4, 0, 5], [2, 0, 3, 1]]),),
        (np.array([[2, 1], [0, 7], [5, 3]]),),
        (rng.integers(1, 50, size=(5, 3)),),
        (rng.integers(1, 50, size=(4, 4)),),
    ]


@conditional_table.edge_cases
def edge_cases(rng):
    return [
        (np.array([[7, 3, 1]]),),
        (np.array([[2], [6]]),),
        (np.array([[0.125, 0.25], [0.375, 0.25]]),),
        (np.array([[1, 10**8], [1, 10**8]]),),
    ]


@conditional_table.law("every column adds up to 1")
def _(f, counts):
    return np.allclose(np.sum(f(counts), axis=0), 1)


@conditional_table.law("doubling every count leaves the shares as they are")
def _(f, counts):
    return np.allclose(f(2 * counts), f(counts))


conditional_table.instead_of(
    "np.sum(counts, axis=0)",
    {
        "np.sum(counts, axis=1, keepdims=True)": "You divided by the sums of the rows. That is the other question, "
        "P(column | row): of this species, how many live on each island? Add up the columns: axis=0.",
        "np.sum(counts)": "You divided by the total, which gives the joint probabilities P(row and column). Given the "
        "column, only its own birds are left: divide by the sum of the column.",
        "np.sum(counts, axis=1)": "These are the sums of the rows, and NumPy lays them along the columns. Divide by "
        "the sums of the columns: axis=0.",
        "np.max(counts, axis=0)": "You divided by the largest count of each column. Divide by the column's sum.",
        "np.mean(counts, axis=0)": "You divided by the mean of each column. Shares need its sum.",
        "len(counts)": "You divided by the number of rows. Divide each column by the sum of its counts.",
        "counts.shape[1]": "You divided by the number of columns. Divide each column by the sum of its counts.",
        "counts.size": "You divided by the number of places in the table. Divide each column by the sum of its counts.",
        "np.linalg.norm(counts, axis=0)": "You divided each column by its length as a vector. Shares add up to 1, so "
        "divide by the sum.",
        "np.cumsum(counts, axis=0)": "np.cumsum keeps a running sum, so every row is divided by a different number. "
        "Divide by the sum of the whole column.",
        "np.sum(counts, axis=0)[::-1]": "The sums of the columns are in reverse order. Each column needs its own.",
        "np.sum(counts[1:], axis=0)": "The first row is missing from the sums. Python counts from 0.",
        "np.sum(counts[:-1], axis=0)": "The last row is missing from the sums.",
        "np.sum(counts[:, 0])": "You divided every column by the sum of the first. Each column has its own.",
        "(np.sum(counts, axis=0) - counts)": "You divided by the rest of the column. That gives odds. A share is "
        "divided by the whole column, this count included.",
        "(np.sum(counts, axis=0) + 1)": "The sum of a column needs no correction: divide by the sum itself.",
        "np.sum(counts, axis=0)[:, None]": "The sums are those of the columns, but you laid them along the rows, so "
        "row i is divided by the sum of column i. NumPy lines them up with the "
        "columns by itself: counts / np.sum(counts, axis=0).",
    },
)


@conditional_table.misconception(
    "That is P(column): how likely each island is. The question is P(row | column), with one number at each place of "
    "the table."
)
def only_the_columns(counts):
    return np.sum(counts, axis=0) / np.sum(counts)


@conditional_table.misconception(
    "That is P(row): how likely each species is if you don't know the island. Here the island is given."
)
def only_the_rows(counts):
    return np.sum(counts, axis=1) / np.sum(counts)


@conditional_table.misconception(
    "The shares are right, but the table is transposed. Rows are species and columns are islands, as in counts."
)
def transposed(counts):
    return (counts / np.sum(counts, axis=0)).T


@conditional_table.misconception(
    "The fractions were cut off, so almost every share became 0. // does that, and so does writing into an array of "
    "whole numbers: counts itself, or np.zeros_like(counts). Use a single /, and np.zeros(counts.shape)."
)
def whole_division(counts):
    return counts // np.sum(counts, axis=0)


@conditional_table.misconception(
    "You multiplied P(row) by P(column). That would be the joint probability if species and island had nothing to do "
    "with each other. Look at the counts themselves: divide each column by its sum."
)
def as_if_independent(counts):
    n = np.sum(counts)
    return np.outer(np.sum(counts, axis=1) / n, np.sum(counts, axis=0) / n)


@conditional_table.misconception(
    "You divided twice: by the total, and then by the number of birds in the column. Divide by the probability of the "
    "column, or divide the counts by the column's count."
)
def divided_twice(counts):
    return counts / np.sum(counts) / np.sum(counts, axis=0)


@conditional_table.misconception("You rounded the shares. Return them as they come out of the division.")
def rounded(counts):
    return np.round(counts / np.sum(counts, axis=0), 2)


@conditional_table.misconception("You multiplied by 100. A probability is at most 1.")
def percent(counts):
    return 100 * counts / np.sum(counts, axis=0)


@conditional_table.misconception(
    "You divided by 344, the number of all penguins. Given the column, only its own birds are left, and another table "
    "has other sums: np.sum(counts, axis=0)."
)
def by_all_penguins(counts):
    return counts / 344


@conditional_table.misconception(
    "You multiplied the joint probability by the probability of the column. To get back to the share within the "
    "column, divide by it."
)
def multiplied_by_the_column(counts):
    n = np.sum(counts)
    return counts / n * (np.sum(counts, axis=0) / n)


@conditional_table.misconception(
    "You added 1 to every count. That has its uses, but the question is what share of its column each count is."
)
def one_more_everywhere(counts):
    return (counts + 1) / np.sum(counts + 1, axis=0)


@conditional_table.misconception(
    "You multiplied by the sum of the column. Given the column, its sum takes the place of the total: divide by it, "
    "and by nothing else."
)
def multiplied_by_the_sum(counts):
    return counts * np.sum(counts, axis=0) / np.sum(counts)
