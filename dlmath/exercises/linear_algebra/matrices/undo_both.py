"""undo_both: the last thing done is the first to be undone."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="First `A` was applied, then `B`: $\\mathbf y = B(A\\mathbf x)$. This function should return the matrix that "
    "takes $\\mathbf y$ back to $\\mathbf x$. It runs, but it is wrong. Find the mistake and fix it.",
    hints=[
        "You put on socks, then shoes. What comes off first?",
        "B was done last, so it must be undone first. What is done first stands on the right.",
        "B(A x) = y gives A x = B⁻¹ y, and then x = A⁻¹ (B⁻¹ y).",
    ],
)
def undo_both(A, B):
    """The matrix that undoes first A, then B."""
    # B was done last, so its inverse comes first, on the right.
    return np.linalg.inv(A) @ np.linalg.inv(B)


@undo_both.start(
    "Your matrix undoes A first. But B was done last, so it has to be undone first, and what is done first stands on "
    "the right."
)
def starting(A, B):
    """The matrix that undoes first A, then B."""
    return np.linalg.inv(B) @ np.linalg.inv(A)


@undo_both.cases
def cases(rng):
    lean, turn = np.array([[1.0, 0.5], [0.0, 1.0]]), np.array([[0.8, -0.6], [0.6, 0.8]])
    return [
        (lean, turn),
        (turn, lean),
        (np.array([[2.0, 0.0], [0.0, 1.0]]), lean),
        (np.array([[2.0, 1.0], [1.0, 1.0]]), np.array([[1.0, -1.0], [3.0, 2.0]])),
        (np.eye(3) + 0.3 * rng.normal(size=(3, 3)), np.eye(3) + 0.3 * rng.normal(size=(3, 3))),
        (100 * (np.eye(4) + 0.2 * rng.normal(size=(4, 4))), np.eye(4) + 0.2 * rng.normal(size=(4, 4))),
    ]


@undo_both.edge_cases
def edge_cases(rng):
    return [(np.eye(2), np.eye(2)), (np.array([[2.0]]), np.array([[5.0]]))]


@undo_both.law("first A, then B, then your matrix: nothing has moved")
def _(f, A, B):
    return np.allclose(np.asarray(f(A, B)) @ B @ A, np.eye(len(A)))


ENTRY_BY_ENTRY = "1 / M divides entry by entry. The inverse of a matrix is np.linalg.inv(M)."
undo_both.instead_of(
    "np.linalg.inv(A) @ np.linalg.inv(B)",
    {
        **dict.fromkeys(
            ("1 / (B @ A)", "1 / (A @ B)", "(1 / A) @ (1 / B)", "(1 / B) @ (1 / A)", "1 / A", "1 / B"), ENTRY_BY_ENTRY
        ),
        "B @ A": "That does both steps once more. To undo them, use the inverses: A⁻¹ B⁻¹.",
        "A @ B": "That does both steps, and in the wrong order. To undo them, use the inverses: A⁻¹ B⁻¹.",
        "A.T @ B.T": "The order is right, but the transpose does not undo a matrix unless it is orthogonal. Use "
        "np.linalg.inv.",
        "B.T @ A.T": "The transpose does not undo a matrix unless it is orthogonal, and the order is wrong, too: A⁻¹ "
        "B⁻¹.",
        "np.linalg.inv(A) * np.linalg.inv(B)": "* multiplies entry by entry. The matrix product is @.",
        "np.linalg.inv(A)": "That undoes A alone. B has to be undone as well, and first.",
        "np.linalg.inv(B)": "That undoes B alone. After it, A has to be undone as well.",
        "np.linalg.inv(A) @ B": "B is not inverted: this does B once more. Write np.linalg.inv(B).",
        "A @ np.linalg.inv(B)": "A is not inverted: this does A once more. Write np.linalg.inv(A).",
        "np.linalg.inv(A).T @ np.linalg.inv(B).T": "Leave out the transpose: the inverses undo the "
        "steps by themselves, with A⁻¹ on the left: A⁻¹ B⁻¹.",
        "np.linalg.inv(A) @ B.T": "B.T undoes B only if B is orthogonal. Write np.linalg.inv(B).",
        "A.T @ np.linalg.inv(B)": "A.T undoes A only if A is orthogonal. Write np.linalg.inv(A).",
        "np.linalg.inv(A) @ np.linalg.inv(B) @ B @ A": "That is the identity: nothing is undone, or it is done again "
        "at "
        "once. Return the two inverses alone, A⁻¹ B⁻¹.",
        "np.linalg.inv(B) @ A": "A is not inverted, and B must be undone first, on the right: A⁻¹ B⁻¹.",
        "B @ np.linalg.inv(A)": "B is not inverted, and it must be undone first, on the right: A⁻¹ B⁻¹.",
        "np.linalg.inv(A * B)": "* multiplies entry by entry. If you invert the product, it is the inverse of B @ A.",
        "np.linalg.inv(A) + np.linalg.inv(B)": "You added the inverses. One step after the other is a product: A⁻¹ "
        "B⁻¹.",
        "np.linalg.inv(A + B)": "You added the matrices. One step after the other is a product: the inverse of B @ A.",
        "np.linalg.inv(B @ A).T": "The inverse of B @ A is right by itself. Leave out the transpose.",
    },
)
