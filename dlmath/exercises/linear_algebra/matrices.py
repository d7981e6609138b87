"""What does a matrix do to space? The exercises of the lesson on matrices."""

import numpy as np

from dlmath.exercises import Exercise, Law, Misconception

# ---------------------------------------------------------------- rotation


def rotation(theta):
    # The columns are the places where e₁ and e₂ go: e₁ = (1, 0) to (cos θ, sin θ),
    # and e₂, a quarter turn ahead of e₁, to (−sin θ, cos θ).
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [s, c]])


def rotation_cases(rng):
    return [(0.0,), (np.pi / 2,), (np.pi,), (np.pi / 6,), (-1.0,), (2 * np.pi,), (float(rng.uniform(1, 6)),)]


def rotation_clockwise(theta):
    return rotation(-theta)


def rotation_in_degrees(theta):
    return rotation(np.radians(theta))


def rotation_to_degrees(theta):
    return rotation(np.degrees(theta))


def rotation_sines_on_the_diagonal(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[s, -c], [c, s]])


def rotation_without_minus(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, s], [s, c]])


def rotation_mirrors(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, s], [s, -c]])


def rotation_image_of_e1(theta):
    return np.array([np.cos(theta), np.sin(theta)])


def rotation_in_one_row(theta):
    return rotation(theta).ravel()


def rotation_rounds(theta):
    return np.round(rotation(theta), 2)


def rotation_two_minus(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [-s, c]])


def rotation_same_rows(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, -s], [c, s]])


def rotation_same_rows_turned(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, s], [-c, s]])


def rotation_same_columns(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[c, c], [s, s]])


def rotation_mirrors_first(theta):
    c, s = np.cos(theta), np.sin(theta)
    return np.array([[-c, s], [s, c]])


ROTATION = Exercise(
    name="rotation",
    task="Return the 2 × 2 matrix that turns the plane counterclockwise by the angle `theta`, which is in radians.",
    stub='def rotation(theta):\n    """The matrix that turns the plane by theta, counterclockwise."""\n    ...\n',
    reference=rotation,
    cases=rotation_cases,
    laws=[
        Law("turning forth and back moves nothing", lambda f, t: np.allclose(f(-t) @ f(t), np.eye(2))),
        Law("two turns are one turn by the sum of the angles", lambda f, t: np.allclose(f(t) @ f(0.7), f(t + 0.7))),
        Law("lengths stay", lambda f, t: np.isclose(np.linalg.norm(f(t) @ np.array([3.0, -4.0])), 5)),
    ],
    hints=[
        "The columns of a matrix are the places where e₁ = (1, 0) and e₂ = (0, 1) go. Draw both on the unit circle.",
        "e₁ goes to (cos θ, sin θ): that is the first column. e₂ is a quarter turn ahead of e₁. Where is it?",
        "e₂ goes to (−sin θ, cos θ). NumPy writes a matrix row by row: np.array([[?, ?], [?, ?]]).",
    ],
    misconceptions=[
        Misconception(
            "turns clockwise",
            rotation_clockwise,
            "Your matrix turns clockwise. The minus sign stands at the wrong sine, or the images of e₁ and e₂ became "
            "rows instead of columns: e₁ must go to (cos θ, sin θ).",
        ),
        Misconception(
            "takes the angle for degrees",
            rotation_in_degrees,
            "You turned theta from degrees into radians, but it comes in radians already. np.cos takes it as it is.",
        ),
        Misconception(
            "computes in degrees",
            rotation_to_degrees,
            "You turned theta into degrees, but np.cos and np.sin expect radians, and theta is in radians. "
            "Use it as it is.",
        ),
        Misconception(
            "puts the sines on the diagonal",
            rotation_sines_on_the_diagonal,
            "Sine and cosine have changed places: for θ = 0 nothing may move, so the diagonal must be 1 there. "
            "Is it the sine or the cosine that is 1 at 0?",
        ),
        Misconception(
            "has no minus sign",
            rotation_without_minus,
            "There is no minus sign. When e₁ has turned up a little, e₂ has turned to the left, so the first "
            "coordinate of its image is negative.",
        ),
        Misconception(
            "mirrors",
            rotation_mirrors,
            "The minus sign stands at a cosine, so that your matrix mirrors the plane: its determinant is −1. "
            "It belongs to the sine in the column of e₂.",
        ),
        Misconception(
            "gives one column",
            rotation_image_of_e1,
            "That is where e₁ goes: the first column. The matrix needs a second one, the image of e₂.",
        ),
        Misconception(
            "writes the matrix in one row",
            rotation_in_one_row,
            "The four numbers are right, but they stand in one row. A matrix is a list of rows, each in its own "
            "brackets: np.array([[a, b], [c, d]]).",
        ),
        Misconception(
            "rounds",
            rotation_rounds,
            "The entries are rounded, so that lengths no longer stay exactly. Return what np.cos and np.sin give.",
        ),
        Misconception(
            "has two minus signs",
            rotation_two_minus,
            "Both sines have a minus sign. e₁ goes up a little, to (cos θ, +sin θ), and only e₂ goes to the left.",
        ),
        Misconception(
            "repeats the first row",
            rotation_same_rows,
            "Both rows begin with the cosine. Read your first column: that is where e₁ goes, and it must be (cos θ, "
            "sin θ).",
        ),
        Misconception(
            "repeats the row, minus in the second",
            rotation_same_rows_turned,
            "Both rows begin with a cosine. Read your first column: that is where e₁ goes, and it must be (cos θ, "
            "sin θ).",
        ),
        Misconception(
            "gives e₁ twice",
            rotation_same_columns,
            "Both columns are the image of e₁, so that the plane is pressed onto a line. e₂ goes to another place, a "
            "quarter turn ahead.",
        ),
        Misconception(
            "mirrors left and right",
            rotation_mirrors_first,
            "The minus sign stands at a cosine, so that your matrix mirrors the plane: its determinant is −1. It "
            "belongs to the sine in the column of e₂.",
        ),
    ],
)


# ---------------------------------------------------------------- matmul


def matmul(A, B):
    # Entry (i, j) is the dot product of row i of A and column j of B.
    m, n = A.shape[0], B.shape[1]
    C = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            C[i, j] = np.sum(A[i] * B[:, j])
    return C


def matmul_cases(rng):
    return [
        (np.array([[2.0]]), np.array([[3.0]])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2)),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])),
        (np.array([[1.0, 2.0, 3.0]]), np.array([[4.0], [5.0], [6.0]])),
        (np.array([[1.0], [2.0]]), np.array([[3.0, 4.0, 5.0]])),
        (np.array([[1.0, 0.0, 2.0], [0.0, 3.0, -1.0]]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])),
        (rng.normal(size=(2, 4)), rng.normal(size=(4, 3))),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3))),
    ]


def matmul_entry_by_entry(A, B):
    return A * B


def matmul_other_order(A, B):
    return B @ A


def matmul_rows_with_rows(A, B):
    return A @ B.T


def matmul_columns_with_columns(A, B):
    return A.T @ B


def matmul_rows_with_rows_in_loops(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[i] * B[j])
    return C


def matmul_columns_with_columns_in_loops(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[:, i] * B[:, j])
    return C


def matmul_transposed(A, B):
    return (A @ B).T


def matmul_overwrites(A, B):
    C = np.zeros((len(A), B.shape[1]))
    for i in range(len(A)):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] = A[i, k] * B[k, j]
    return C


def matmul_forgets_the_last(A, B):
    return A[:, :-1] @ B[:-1]


def matmul_square_result(A, B):
    n = len(A)
    C = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            for k in range(n):
                C[i, j] += A[i, k] * B[k, j]
    return C


def matmul_shape_of_a(A, B):
    C = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[i] * B[:, j])
    return C


def matmul_columns_from_rows_of_b(A, B):
    C = np.zeros((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            C[i, j] = np.sum(A[i] * B[:, j])
    return C


def matmul_in_one_row(A, B):
    return (A @ B).ravel()


def matmul_products_without_outer(A, B):
    return sum(A[:, k] * B[k] for k in range(len(B)))


def matmul_whole_numbers(A, B):
    return (A @ B).astype(int)


def matmul_returns_in_the_loop(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    C[0, 0] = A[0] @ B[:, 0]
    return C


def matmul_first_row_only(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    C[0] = A[0] @ B
    return C


def matmul_one_sum_for_all(A, B):
    return np.cumsum(A @ B).reshape(A.shape[0], B.shape[1])


def matmul_adds_partners(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = np.sum(A[i] + B[:, j])
    return C


def matmul_without_the_last(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    C[:-1, :-1] = A[:-1] @ B[:, :-1]
    return C


def matmul_columns_with_rows(A, B):
    return (B @ A).T


def matmul_layers_apart(A, B):
    return np.array([np.outer(A[:, k], B[k]) for k in range(len(B))])


MATMUL = Exercise(
    name="matmul",
    task="Return the product of the matrices `A`, of shape `(m, r)`, and `B`, of shape `(r, n)`. "
    "Do it without `@`: with loops over rows and columns, or with outer products.",
    stub='def matmul(A, B):\n    """The matrix product A B."""\n    ...\n',
    reference=matmul,
    cases=matmul_cases,
    laws=[
        Law(
            "first B and then A is the same as A B at once",
            lambda f, A, B: np.allclose(f(A, B) @ np.arange(B.shape[1]), A @ (B @ np.arange(B.shape[1]))),
        ),
        Law(
            "the transpose of a product is the product of the transposes, in the other order",
            lambda f, A, B: np.allclose(f(B.T, A.T), f(A, B).T),
        ),
    ],
    hints=[
        "How many rows and columns must the result have, if it takes what B takes and gives what A gives?",
        "Entry (i, j) is the dot product of row i of A, A[i], with column j of B, B[:, j].",
        "Start with C = np.zeros((A.shape[0], B.shape[1])) and fill C[i, j] in two nested loops.",
    ],
    misconceptions=[
        Misconception(
            "multiplies entry by entry",
            matmul_entry_by_entry,
            "You multiplied entry by entry, A * B. In the matrix product entry (i, j) is the dot product of row i of A "
            "and column j of B.",
        ),
        Misconception(
            "multiplies in the other order",
            matmul_other_order,
            "That is B A. The order matters: in A B the rows come from A and the columns from B.",
        ),
        Misconception(
            "takes rows of B",
            matmul_rows_with_rows,
            "You took dot products of rows of A with rows of B, which is A Bᵀ. B gives its columns: B[:, j].",
        ),
        Misconception(
            "takes columns of A",
            matmul_columns_with_columns,
            "You took dot products of columns of A with columns of B, which is Aᵀ B. A gives its rows: A[i].",
        ),
        Misconception(
            "takes rows of B in its loops",
            matmul_rows_with_rows_in_loops,
            "B[j] is row j of B. Row i of A is multiplied by column j: B[:, j].",
        ),
        Misconception(
            "takes columns of A in its loops",
            matmul_columns_with_columns_in_loops,
            "A[:, i] is column i of A. A gives its rows, A[i], and B its columns, B[:, j].",
        ),
        Misconception(
            "gives the transpose",
            matmul_transposed,
            "Rows and columns of the result have changed places: row i of A and column j of B belong to C[i, j].",
        ),
        Misconception(
            "overwrites instead of adding",
            matmul_overwrites,
            "Only the last product of each sum is left: = replaces what stood in C[i, j]. Use += to add up.",
        ),
        Misconception(
            "leaves the last product out",
            matmul_forgets_the_last,
            "The last product of each sum is missing. range(r) counts from 0 to r − 1 already.",
        ),
        Misconception(
            "knows square matrices only",
            matmul_square_result,
            "You used the number of rows of A for everything. There are three sizes: the result has as many rows as A "
            "and as many columns as B, and the sum runs over the columns of A.",
        ),
        Misconception(
            "gives the result the shape of A",
            matmul_shape_of_a,
            "Your result has the shape of A. It has as many rows as A, but as many columns as B.",
        ),
        Misconception(
            "takes the number of columns from the rows of B",
            matmul_columns_from_rows_of_b,
            "len(B) is the number of rows of B. The result has as many columns as B: B.shape[1].",
        ),
        Misconception(
            "puts all entries into one row",
            matmul_in_one_row,
            "The entries are right, but they stand in one long row. Fill C = np.zeros((m, n)), or reshape at the end.",
        ),
        Misconception(
            "takes products of vectors for outer products",
            matmul_products_without_outer,
            "A[:, k] * B[k] multiplies two vectors entry by entry. A column times a row is a whole matrix: "
            "np.outer(A[:, k], B[k]).",
        ),
        Misconception(
            "cuts off the fractions",
            matmul_whole_numbers,
            "The entries have become whole numbers. np.zeros((m, n)) makes an array for floats; leave out dtype=int.",
        ),
        Misconception(
            "returns in the loop",
            matmul_returns_in_the_loop,
            "Only the first entry is filled. Is the return indented so far that it is part of a loop? Then it ends "
            "the loop in the first round: move it to the left.",
        ),
        Misconception(
            "returns after the first row",
            matmul_first_row_only,
            "Only the first row is filled. Is the return indented so far that it is part of the outer loop? Move it "
            "to the left.",
        ),
        Misconception(
            "never begins a new sum",
            matmul_one_sum_for_all,
            "Your sum runs on from one entry to the next. Each entry is a sum of its own: set it to 0 again before "
            "its loop over k.",
        ),
        Misconception(
            "adds the partners",
            matmul_adds_partners,
            "You added A[i, k] and B[k, j]. They are multiplied, and the products are added over k.",
        ),
        Misconception(
            "leaves out the last row and column",
            matmul_without_the_last,
            "The last row and the last column are still 0. range(m) ends at m − 1 already: no “− 1” is needed.",
        ),
        Misconception(
            "takes columns of A and rows of B",
            matmul_columns_with_rows,
            "You took the columns of A and the rows of B. It is the other way round: rows of A with columns of B, "
            "or, for outer products, column k of A with row k of B.",
        ),
        Misconception(
            "keeps the layers apart",
            matmul_layers_apart,
            "These are the layers, one matrix for each k. The product is their sum: add them up.",
        ),
    ],
)


# ---------------------------------------------------------------- is_orthogonal


def is_orthogonal(Q):
    # Entry (i, j) of QᵀQ is the dot product of columns i and j: 1 for a column with itself, 0 for two different ones.
    # Computed numbers carry rounding errors, so we compare up to a small tolerance.
    return np.allclose(Q.T @ Q, np.eye(len(Q)))


def is_orthogonal_cases(rng):
    Q = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    return [
        (np.eye(1),),
        (np.array([[2.0]]),),
        (np.eye(2),),
        (np.array([[1.0, 1.0], [0.0, 1.0]]),),
        (np.array([[0.0, -1.0], [1.0, 0.0]]),),
        (np.array([[0.0, 1.0], [1.0, 0.0]]),),
        (np.array([[1.0, 1.0], [1.0, -1.0]]),),
        (np.array([[2.0, 0.0], [0.0, 0.5]]),),
        (np.array([[1.0, 0.6], [0.0, 0.8]]),),
        (np.array([[1.0, 1.0], [0.0, 0.0]]),),
        (np.array([[1.0, 0.0], [1.0, 0.0]]),),
        (np.zeros((2, 2)),),
        (np.array([[1.0, 2.0], [0.0, -1.0]]),),
        (np.array([[0.6, -0.8], [0.8, 0.6]]),),
        (np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),),
        (rotation(0.1) @ rotation(0.2),),
        (Q,),
        (Q + 1e-3,),
    ]


def orthogonal_by_determinant(Q):
    return bool(np.isclose(np.linalg.det(Q), 1))


def orthogonal_by_exact_determinant(Q):
    return bool(np.linalg.det(Q) == 1)


def orthogonal_by_inverse(Q):
    return np.allclose(Q.T, np.linalg.inv(Q))


def orthogonal_compared_with_ones(Q):
    return np.allclose(Q.T @ Q, 1)


def orthogonal_by_size_of_determinant(Q):
    return bool(np.isclose(abs(np.linalg.det(Q)), 1))


def orthogonal_by_lengths(Q):
    return np.allclose(np.linalg.norm(Q, axis=0), 1)


def orthogonal_by_angles(Q):
    G = Q.T @ Q
    return np.allclose(G, np.diag(np.diag(G)))


def orthogonal_exactly(Q):
    return np.array_equal(Q.T @ Q, np.eye(len(Q)))


def orthogonal_symmetric(Q):
    return np.allclose(Q, Q.T)


def orthogonal_its_own_inverse(Q):
    return np.allclose(Q @ Q, np.eye(len(Q)))


def orthogonal_entry_by_entry(Q):
    return np.allclose(Q.T * Q, np.eye(len(Q)))


def orthogonal_as_array(Q):
    return np.isclose(Q.T @ Q, np.eye(len(Q)))


def orthogonal_by_total(Q):
    return bool(np.isclose(np.sum(Q.T @ Q), len(Q)))


def orthogonal_the_other_way_round(Q):
    return not np.allclose(Q.T @ Q, np.eye(len(Q)))


def orthogonal_one_sided(Q):
    return bool(np.all(Q.T @ Q - np.eye(len(Q)) < 1e-9))


def orthogonal_in_the_plane(Q):
    return np.allclose(Q.T @ Q, np.eye(2))


def orthogonal_compared_with_zero(Q):
    return np.allclose(Q.T @ Q, 0)


def orthogonal_by_norm(Q):
    return bool(np.isclose(np.linalg.norm(Q), 1))


def orthogonal_without_else(Q):
    return True if np.allclose(Q.T @ Q, np.eye(len(Q))) else None


IS_ORTHOGONAL = Exercise(
    name="is_orthogonal",
    task="Return `True` if the square matrix `Q` is orthogonal, $Q^\\top Q = I$ up to rounding, else `False`.",
    stub='def is_orthogonal(Q):\n    """Whether Q leaves all lengths and angles as they are."""\n    ...\n',
    reference=is_orthogonal,
    cases=is_orthogonal_cases,
    laws=[
        Law("the transpose of an orthogonal matrix is orthogonal", lambda f, Q: bool(f(Q.T)) == bool(f(Q))),
        Law("turning over does no harm", lambda f, Q: bool(f(-Q)) == bool(f(Q))),
        Law("what is twice as large is not orthogonal any more", lambda f, Q: not (f(Q) and f(2 * Q))),
    ],
    hints=[
        "What does entry (i, j) of QᵀQ say about the columns i and j of Q?",
        "Compare Q.T @ Q with the identity np.eye(len(Q)). Computed numbers carry rounding errors of about 1e-16.",
        "np.allclose(X, Y) says whether all entries of two arrays agree up to rounding.",
    ],
    misconceptions=[
        Misconception(
            "asks whether the determinant is 1",
            orthogonal_by_determinant,
            "A determinant of 1 says that areas stay, not lengths: a shear has it, too. And a mirror is orthogonal "
            "with the determinant −1. Compare Q.T @ Q with the identity.",
        ),
        Misconception(
            "asks whether the determinant is 1 or −1",
            orthogonal_by_size_of_determinant,
            "A determinant of ±1 says that areas stay, not lengths: a shear has it, too. Compare Q.T @ Q with the "
            "identity.",
        ),
        Misconception(
            "asks whether the determinant is exactly 1",
            orthogonal_by_exact_determinant,
            "A determinant of 1 says that areas stay, not lengths: a shear has it, too. And a mirror is orthogonal "
            "with the determinant −1. Compare Q.T @ Q with the identity, up to rounding.",
        ),
        Misconception(
            "asks for an inverse that may not exist",
            orthogonal_by_inverse,
            "QᵀQ = I says indeed that Qᵀ is the inverse. But a matrix that flattens has none, and np.linalg.inv "
            "raises an error. Q.T @ Q can always be computed.",
        ),
        Misconception(
            "compares with ones",
            orthogonal_compared_with_ones,
            "You compared every entry of QᵀQ with 1. Only the diagonal must be 1, the rest 0: np.eye(len(Q)).",
        ),
        Misconception(
            "looks at lengths alone",
            orthogonal_by_lengths,
            "You checked that the columns have length 1. They must also stand at right angles: the dot product of two "
            "different columns is 0.",
        ),
        Misconception(
            "looks at angles alone",
            orthogonal_by_angles,
            "You checked that the columns stand at right angles. They must also have length 1: the diagonal of QᵀQ "
            "must be 1.",
        ),
        Misconception(
            "compares exactly",
            orthogonal_exactly,
            "You compared without a tolerance. A computed rotation misses the identity by about 1e-16, which is "
            "rounding and not a fault: use np.allclose.",
        ),
        Misconception(
            "asks whether it is symmetric",
            orthogonal_symmetric,
            "You compared Q with its transpose: that says whether it is symmetric. Compare Q.T @ Q with the identity.",
        ),
        Misconception(
            "asks whether it undoes itself",
            orthogonal_its_own_inverse,
            "You compared Q Q with the identity: that says whether doing it twice undoes it. "
            "A transpose is missing: Q.T @ Q.",
        ),
        Misconception(
            "multiplies entry by entry",
            orthogonal_entry_by_entry,
            "* multiplies entry by entry. For the matrix product write Q.T @ Q.",
        ),
        Misconception(
            "answers for each entry",
            orthogonal_as_array,
            "You answer for each entry apart. One answer is asked for: np.allclose, or np.all around yours.",
        ),
        Misconception(
            "adds the entries up",
            orthogonal_by_total,
            "You compared sums, or the length of one single vector: in both, errors of different sign cancel. "
            "Compare Q.T @ Q with the identity entry by entry, with np.allclose.",
        ),
        Misconception(
            "says the contrary",
            orthogonal_the_other_way_round,
            "True and False are the wrong way round.",
        ),
        Misconception(
            "forgets the absolute value",
            orthogonal_one_sided,
            "You asked whether QᵀQ − I is small, but −5 is less than a millionth, too. It is the size that must be "
            "small: np.abs, or np.allclose.",
        ),
        Misconception(
            "knows two dimensions only",
            orthogonal_in_the_plane,
            "Your identity is 2 × 2. Q may have any size: np.eye(len(Q)).",
        ),
        Misconception(
            "compares with zero",
            orthogonal_compared_with_zero,
            "You compared all of QᵀQ with 0. On its diagonal each column meets itself, and that must be 1: "
            "np.eye(len(Q)).",
        ),
        Misconception(
            "measures the whole matrix",
            orthogonal_by_norm,
            "np.linalg.norm of a matrix is one length for all entries together. It is each column that must be 1 "
            "long, and any two must stand at right angles.",
        ),
        Misconception(
            "answers for orthogonal only",
            orthogonal_without_else,
            "True is returned where it should be, but otherwise nothing is, which is None. Return the comparison "
            "itself: return np.allclose(…).",
        ),
    ],
)


# ---------------------------------------------------------------- affine


def affine(x, W, b):
    # One example: W x + b. Examples in rows: (W x)ᵀ = xᵀ Wᵀ, and b is added to each row.
    # For a vector x NumPy's x @ W.T is the same as W @ x, so that one line serves both.
    return x @ W.T + b


def affine_cases(rng):
    W = np.array([[1.0, 2.0], [3.0, 4.0]])
    b = np.array([10.0, 20.0])
    return [
        (np.array([3.0]), np.array([[2.0]]), np.array([1.0])),
        (np.array([1.0, 0.0]), W, np.zeros(2)),
        (np.array([1.0, 1.0]), W, b),
        (np.array([1.0, 2.0, 3.0]), np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]), b),
        (np.array([[1.0, 0.0]]), W, b),
        (np.array([[1.0, 0.0], [0.0, 1.0]]), W, np.zeros(2)),
        (np.array([[1.0, 0.0], [5.0, 6.0]]), W, b),
        (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), W, b),
        (rng.normal(size=(4, 3)), rng.normal(size=(2, 3)), rng.normal(size=2)),
        (rng.normal(size=(2, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)),
        (rng.normal(size=5), rng.normal(size=(3, 5)), rng.normal(size=3)),
    ]


def affine_columns_only(x, W, b):
    return W @ x + b


def affine_not_transposed(x, W, b):
    return x @ W + b


def affine_without_bias(x, W, b):
    return x @ W.T


def affine_subtracts_bias(x, W, b):
    return x @ W.T - b


def affine_examples_in_columns(x, W, b):
    return W @ x + b if x.ndim == 1 else W @ x.T + b[:, None]


def affine_bias_down_the_columns(x, W, b):
    return W @ x + b if x.ndim == 1 else (W @ x.T + b).T


def affine_not_transposed_back(x, W, b):
    return W @ x.T + b


def affine_batch_not_transposed(x, W, b):
    return W @ x + b if x.ndim == 1 else x @ W + b


def affine_row_by_row(x, W, b):
    return np.array([W @ row + b for row in x])


def affine_always_a_batch(x, W, b):
    return np.atleast_2d(x) @ W.T + b


def affine_entry_by_entry(x, W, b):
    return W * x + b


def affine_bias_first(x, W, b):
    return (x + b) @ W.T


def affine_batch_without_bias(x, W, b):
    return W @ x + b if x.ndim == 1 else x @ W.T


def affine_transposed_before_column(x, W, b):
    return W.T @ x + b


def affine_transposes_both(x, W, b):
    return W.T @ x.T + b


def affine_bias_in_weights(x, W, b):
    return x @ (W.T + b)


def affine_bias_as_column(x, W, b):
    return x @ W.T + b.reshape(-1, 1)


AFFINE = Exercise(
    name="affine",
    task="Return what a layer computes: $W \\mathbf x + \\mathbf b$ for one example `x` of shape `(n,)`, and the same "
    "for every row of a batch `x` of shape `(batch, n)`: $X W^\\top + \\mathbf b^\\top$, of shape `(batch, m)`. "
    "`W` has shape `(m, n)`, `b` has shape `(m,)`.",
    stub='def affine(x, W, b):\n    """A layer, for one example or for a batch of rows."""\n    ...\n',
    reference=affine,
    cases=affine_cases,
    laws=[
        Law("the zero vector goes to b", lambda f, x, W, b: np.allclose(f(np.zeros(W.shape[1]), W, b), b)),
        Law(
            "each row of a batch is treated as if it were alone",
            lambda f, x, W, b: np.allclose(
                f(np.stack([x, -x]) if x.ndim == 1 else x, W, b),
                [f(row, W, b) for row in ([x, -x] if x.ndim == 1 else x)],
            ),
        ),
        Law(
            "straight lines stay straight: the middle goes to the middle",
            lambda f, x, W, b: np.allclose(f(x / 2, W, b), (f(x, W, b) + f(0 * x, W, b)) / 2),
        ),
    ],
    hints=[
        "Write down the shapes. Which side must W stand on, so that (batch, n) and W make (batch, m)?",
        "The transpose of W x is xᵀ Wᵀ: examples in rows are multiplied by Wᵀ from the right.",
        "x @ W.T works for a vector and for a batch, and NumPy adds b to each row by itself.",
    ],
    misconceptions=[
        Misconception(
            "takes the batch for columns",
            affine_columns_only,
            "W @ x is right for one example. In a batch the examples are rows, and W @ X would mix different examples, "
            "which NumPy cannot notice when the sizes happen to fit. Rows are multiplied from the right: X @ W.T.",
        ),
        Misconception(
            "forgets to transpose W",
            affine_not_transposed,
            "You computed x W without the transpose. Output i is the dot product of x with row i of W: x @ W.T.",
        ),
        Misconception(
            "forgets b",
            affine_without_bias,
            "The product is right, but b is missing.",
        ),
        Misconception(
            "subtracts b",
            affine_subtracts_bias,
            "You subtracted b. Here it is added.",
        ),
        Misconception(
            "gives the examples back as columns",
            affine_examples_in_columns,
            "The numbers are right, but the examples came in as rows and leave as columns. Rows in, rows out: X @ W.T.",
        ),
        Misconception(
            "adds b along the batch",
            affine_bias_down_the_columns,
            "b was added along the examples instead of along the outputs. Transpose back first and add b afterwards: "
            "NumPy lines up shapes from the right, so that b goes with the last axis.",
        ),
        Misconception(
            "does not transpose back",
            affine_not_transposed_back,
            "W @ x.T has the examples in columns, so b goes along the wrong axis and the result stands on its side. "
            "With x @ W.T the examples stay rows, and nothing has to be turned back.",
        ),
        Misconception(
            "forgets to transpose W for a batch",
            affine_batch_not_transposed,
            "One example is right. For a batch you computed X W; it is X Wᵀ, since (W x)ᵀ = xᵀ Wᵀ.",
        ),
        Misconception(
            "takes a single example apart",
            affine_row_by_row,
            "For a batch this is right, if slow. A single example x has no rows to loop over: each `row` is a number.",
        ),
        Misconception(
            "makes a batch of everything",
            affine_always_a_batch,
            "For a single example the answer has a row too many: shape (1, m) instead of (m,). "
            "x @ W.T takes a vector as it is.",
        ),
        Misconception(
            "multiplies entry by entry",
            affine_entry_by_entry,
            "W * x multiplies entry by entry. The sum over the inputs is missing: that is what @ does.",
        ),
        Misconception(
            "adds b first",
            affine_bias_first,
            "You added b to the input. It belongs to the output: multiply first, then add.",
        ),
        Misconception(
            "forgets b for a batch",
            affine_batch_without_bias,
            "One example is right. For a batch b is missing: NumPy adds it to each row by itself.",
        ),
        Misconception(
            "transposes W for a column",
            affine_transposed_before_column,
            "You multiplied by Wᵀ from the left. From the left it is W itself, W x; Wᵀ stands on the right of rows, "
            "x @ W.T.",
        ),
        Misconception(
            "transposes both",
            affine_transposes_both,
            "Wᵀ xᵀ is not the transpose of W x: the order turns round, (W x)ᵀ = xᵀ Wᵀ. Write x @ W.T.",
        ),
        Misconception(
            "adds b to the weights",
            affine_bias_in_weights,
            "You added b to the weights, and then it is multiplied by x as well. Multiply first, then add b.",
        ),
        Misconception(
            "makes b a column",
            affine_bias_as_column,
            "You made a column of b, so that it is added along the examples. It belongs to the outputs, the last "
            "axis: leave it as it is.",
        ),
    ],
)

EXERCISES = [ROTATION, MATMUL, IS_ORTHOGONAL, AFFINE]
