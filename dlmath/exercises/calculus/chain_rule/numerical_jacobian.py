"""numerical_jacobian: one column for each input that is nudged."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="Return the Jacobian of `f` at `x` by central differences with the step `h`. `f` takes an array of shape "
    "`(n,)` and returns one of shape `(m,)`. The result has shape `(m, n)`. `x` may hold whole numbers, and must not "
    "change.",
    hints=[
        "Nudge one input at a time. How many numbers does one nudge give you, and where do they go in the table?",
        "Nudging input j moves all outputs: that is column j. (f(x + e) - f(x - e)) / (2 * h), where e has h in "
        "position j.",
        "Collect the columns in a list, and let np.column_stack put them side by side.",
    ],
    atol=1e-6,
)
def numerical_jacobian(f, x, h):
    """All slopes: a row for each output, a column for each input."""
    # One nudge moves all outputs. Their slopes are a column.
    columns = []
    for j in range(len(x)):
        e = np.zeros(len(x))
        e[j] = h
        columns.append((f(x + e) - f(x - e)) / (2 * h))
    return np.column_stack(columns)


@numerical_jacobian.cases
def cases(rng):
    two = Formula("x ↦ [x₀ x₁, 5 x₀]", lambda x: np.array([x[0] * x[1], 5 * x[0]]))
    more_outputs = Formula("x ↦ [x₀², x₀ x₁, x₁ + 2]", lambda x: np.array([x[0] ** 2, x[0] * x[1], x[1] + 2]))
    more_inputs = Formula("x ↦ [x₀ + 2 x₁ + 3 x₂, x₁³]", lambda x: np.array([x[0] + 2 * x[1] + 3 * x[2], x[1] ** 3]))
    A = rng.normal(size=(3, 4))
    layer = Formula("x ↦ sin(A x)", lambda x: np.sin(A @ x))
    return [
        (two, np.array([2.0, 3.0]), 0.5),
        (more_outputs, np.array([1.0, -2.0]), 0.25),
        (more_inputs, np.array([1.0, 2.0, -1.0]), 0.5),
        (layer, rng.normal(size=4), 0.125),
    ]


@numerical_jacobian.edge_cases
def edge_cases(rng):
    two = Formula("x ↦ [x₀ x₁, 5 x₀]", lambda x: np.array([x[0] * x[1], 5 * x[0]]))
    one_in = Formula("x ↦ [x₀², 3 x₀]", lambda x: np.array([x[0] ** 2, 3 * x[0]]))
    one_out = Formula("x ↦ [x₀ x₁ x₂]", lambda x: np.array([x[0] * x[1] * x[2]]))
    return [
        (two, np.array([2, 3]), 0.5),
        (one_in, np.array([1.5]), 0.25),
        (one_out, np.array([1.0, 2.0, 3.0]), 0.25),
    ]


@numerical_jacobian.law("of a linear map it is the matrix itself")
def _(f, g, x, h):
    A = np.arange(2.0 * len(x)).reshape(2, len(x)) - 3
    return np.allclose(f(lambda v: A @ v, x, h), A)


def _columns(f, x, h):
    return numerical_jacobian.reference(f, x, h)


numerical_jacobian.instead_of(
    "np.column_stack(columns)",
    {
        "np.array(columns)": "What you collected are the columns, and np.array makes them rows: your result is the "
        "transpose. Use np.column_stack, or add .T.",
        "np.array(columns).reshape(len(columns[0]), len(columns))": "The shape is right, but reshape only cuts the "
        "same row of numbers at different places. What you collected are the columns: transpose the table with .T.",
        "np.concatenate(columns)": "All slopes are in one long row. Put the columns side by side: np.column_stack.",
        "columns[0]": "That is only the first column. Put all of them side by side.",
        "columns[-1]": "That is only the last column. Put all of them side by side.",
        "np.sum(columns, axis=0)": "You added the columns up. Put them side by side.",
        "np.column_stack(columns)[0]": "That is the first row, the slopes of the first output. Return all rows.",
        "np.column_stack(columns)[::-1]": "The rows are in reverse order. Row i belongs to output i.",
    },
)
numerical_jacobian.instead_of(
    "(f(x + e) - f(x - e)) / (2 * h)",
    {
        "(f(x + e) - f(x - e)) / h": "From x − e to x + e, input j moves by 2h. Divide by 2 * h.",
        "(f(x + e) - f(x - e)) / 2 * h": "/ 2 * h divides by 2 and then multiplies by h. Put parentheses around 2 * h.",
        "(f(x + e) - f(x)) / h": "That is a forward difference. The task asks for central ones, from x − e to x + e.",
        "(f(x) - f(x - e)) / h": "That looks to one side only. The task asks for central differences, from x − e to x "
        "+ e.",
        "(f(x + e) - f(x)) / (2 * h)": "The distance from x to x + e is only h. Use f(x - e) for the point on the "
        "other side.",
        "(f(x + e) - f(x - e))": "These are the changes. Divide them by the distance, 2 * h.",
        "(f(x - e) - f(x + e)) / (2 * h)": "The sign is wrong: subtract f(x - e) from f(x + e).",
        "(f(x + e) + f(x - e)) / (2 * h)": "You added the two values. A slope needs their difference.",
    },
)
numerical_jacobian.instead_of(
    "e[j] = h",
    {
        "e[:] = h": "You nudge all inputs at once. A column belongs to one input: e[j] = h.",
        "e[0] = h": "You always nudge the first input. In column j, it is input j.",
        "e[j] = 1": "You nudge by 1 instead of h.",
        "e[j - 1] = h": "The columns are shifted by one: Python counts from 0, so column j belongs to e[j].",
    },
)


@numerical_jacobian.misconception(
    "The nudges pile up: each input is moved and never put back. Make a new e for each column, or put the input back."
)
def never_puts_back(f, x, h):
    columns, e = [], np.zeros(len(x))
    for j in range(len(x)):
        e[j] = h
        columns.append((f(x + e) - f(x - e)) / (2 * h))
    return np.column_stack(columns)


@numerical_jacobian.misconception(
    "You nudge the x that was passed in, and it stays changed. Work on a copy, x.astype(float), or add a vector e."
)
def nudges_the_argument(f, x, h):
    columns = []
    for j in range(len(x)):
        x[j] += h
        above = f(x)
        x[j] -= 2 * h
        below = f(x)
        columns.append((above - below) / (2 * h))
    return np.column_stack(columns)


@numerical_jacobian.misconception(
    "You made room for as many rows as there are inputs. There is a row for each output, so ask f(x) for its length."
)
def square_by_mistake(f, x, h):
    J = np.zeros((len(x), len(x)))
    for j, column in enumerate(_columns(f, x, h).T):
        J[:, j] = column
    return J


@numerical_jacobian.misconception(
    "These are the slopes of the sum of all outputs, one number for each input. Keep the outputs apart: a row for each."
)
def of_the_sum(f, x, h):
    return _columns(f, x, h).sum(axis=0)


@numerical_jacobian.misconception(
    "x + h moves all inputs at once. A column belongs to one input: add h in position j only, with a vector e."
)
def all_inputs_at_once(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@numerical_jacobian.misconception(
    "You write the result of one nudge into a row, J[j]. Nudging input j moves all outputs: that is column j, J[:, j]."
)
def fills_rows(f, x, h):
    J = np.zeros((len(f(x)), len(x)))
    for j, column in enumerate(_columns(f, x, h).T):
        J[j] = column
    return J


@numerical_jacobian.misconception(
    "Your loop runs over the outputs. It is the inputs that are nudged, one on each pass: range(len(x))."
)
def loops_over_the_outputs(f, x, h):
    J = np.zeros((len(f(x)), len(x)))
    for j in range(len(f(x))):
        e = np.zeros(len(x))
        e[j] = h
        J[:, j] = (f(x + e) - f(x - e)) / (2 * h)
    return J
