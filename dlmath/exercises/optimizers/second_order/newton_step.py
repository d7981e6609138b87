"""newton_step: to the flat point of the quadratic, but never uphill."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="The Newton step $\\mathbf d$ solves $H\\mathbf d = -\\mathbf g$. If it leads uphill, "
    "$\\mathbf g^\\top\\mathbf d > 0$, return $-\\mathbf d$ instead. `gradient` is $\\mathbf g$, of shape `(n,)`, and "
    "`hessian` is $H$, symmetric and invertible.",
    hints=[
        "First solve the system. np.linalg.solve(A, b) returns the x with A x = b.",
        "The slope along d is gradient @ d. What do you return if it is above 0?",
        "d = -np.linalg.solve(hessian, gradient); return -d if gradient @ d > 0 else d",
    ],
)
def newton_step(gradient, hessian):
    """The Newton step, turned around if it leads uphill."""
    d = -np.linalg.solve(hessian, gradient)
    # At a saddle or under a hilltop, the flat point of the quadratic may lie uphill.
    return -d if gradient @ d > 0 else d


@newton_step.cases
def cases(rng):
    A, B = rng.normal(size=(3, 3)), rng.normal(size=(4, 4))
    return [
        (np.array([4.0]), np.array([[2.0]])),
        (np.array([3.0]), np.array([[-2.0]])),
        (np.array([0.5]), np.array([[-2.0]])),
        (np.array([2.0, 20.0]), np.array([[2.0, 1.0], [1.0, 8.0]])),
        (np.array([2.0, 1.0]), np.array([[1.0, 0.0], [0.0, -3.0]])),
        (np.array([1.0, 4.0]), np.array([[2.0, 0.0], [0.0, -3.0]])),
        (np.array([1.0, -3.0]), np.array([[-4.0, 1.0], [1.0, -2.0]])),
        (rng.normal(size=3), A @ A.T + np.eye(3)),
        (rng.normal(size=3), -A @ A.T - np.eye(3)),
        (rng.normal(size=4), B + B.T),
    ]


@newton_step.edge_cases
def edge_cases(rng):
    A = rng.normal(size=(30, 30))
    return [
        (np.array([0.0, 0.0]), np.array([[2.0, 1.0], [1.0, 8.0]])),
        (np.array([3, 1]), np.array([[2, 1], [1, 4]])),
        (np.array([3, 1]), np.array([[-2, 1], [1, -4]])),
        (np.array([1e-6, 2e-6]), np.array([[1e3, 0.0], [0.0, 2e3]])),
        (np.array([1e6, 2e6]), np.array([[1e-3, 0.0], [0.0, -2e-3]])),
        (rng.normal(size=30), A @ A.T + np.eye(30)),
    ]


@newton_step.law("the step never leads uphill")
def _(f, gradient, hessian):
    d = f(gradient, hessian)
    return gradient @ d <= 1e-9 * np.linalg.norm(gradient) * np.linalg.norm(d)


@newton_step.law("H d is −g or g")
def _(f, gradient, hessian):
    Hd = hessian @ f(gradient, hessian)
    return np.allclose(Hd, gradient) or np.allclose(Hd, -gradient)


newton_step.instead_of(
    "return -d if gradient @ d > 0 else d",
    {
        "return d": "Where the curvature is negative, this step leads uphill: turn it around if gradient @ d > 0.",
        "return -d": "You return −d every time. d solves H d = −g, and leads downhill wherever H is positive definite. "
        "Turn it around only if gradient @ d > 0.",
        "return -d if gradient @ d < 0 else d": "The question is reversed: you turn around the steps that lead "
        "*downhill*. The slope along d is gᵀd, and uphill means gᵀd > 0.",
        "return -gradient if gradient @ d > 0 else d": "Where the step leads uphill, you take a gradient step instead. "
        "That is a reasonable idea, but the task is to return −d.",
        "return 0 * d if gradient @ d > 0 else d": "Where the step leads uphill, you stay. Return −d instead.",
        "return -d if np.linalg.det(hessian) < 0 else d": "The determinant doesn't say whether the step leads uphill. "
        "The slope along d does: gradient @ d > 0.",
        "return -d if np.min(np.linalg.eigvalsh(hessian)) < 0 else d": "A negative eigenvalue alone does not make the "
        "step lead uphill. Look at the slope along d: gradient @ d > 0.",
        "return -d if np.max(np.linalg.eigvalsh(hessian)) < 0 else d": "The step may lead uphill at a saddle, too, "
        "where only one eigenvalue is negative. Look at the slope along d: gradient @ d > 0.",
        "return -d if np.sum(d) > 0 else d": "The sum of the entries of d says nothing about the slope. Uphill means "
        "gradient @ d > 0.",
        "return -d if np.sum(gradient) > 0 else d": "The slope along d is the dot product gradient @ d.",
        "return np.where(gradient * d > 0, -d, d)": "You turned individual entries around. The whole step leads "
        "uphill or downhill: the sum gradient @ d decides.",
        "return gradient if gradient @ d > 0 else d": "Where the step leads uphill, you return the gradient, which is "
        "straight uphill. Return −d.",
        "return -d if d[0] > 0 else d": "The first entry of d says nothing about the slope. Uphill means "
        "gradient @ d > 0.",
        "return -d if gradient @ hessian @ gradient < 0 else d": "gᵀHg is the curvature along the gradient. The slope "
        "along d is gradient @ d.",
        "return -d if np.any(gradient * d > 0) else d": "One entry doesn't decide. The slope along d is the sum of "
        "all products: gradient @ d > 0.",
        "return -d if np.all(gradient * d > 0) else d": "Not every entry must be above 0. The slope along d is the "
        "sum of all products: gradient @ d > 0.",
        "return -gradient * np.linalg.norm(d) / max(np.linalg.norm(gradient), 1e-300)": "Your step has the length of "
        "Newton's step, but goes against the gradient. Keep the direction of d, and turn it around if gradient @ d "
        "> 0.",
        "return gradient - d if gradient @ d > 0 else gradient + d": "You added the gradient. The step alone is asked "
        "for.",
        "return np.abs(d)": "Absolute values point nowhere in particular. Turn the whole step around if gradient @ d > "
        "0.",
        "return d / np.linalg.norm(d)": "You made the step's length 1. Newton's step has its own length.",
        "return gradient @ d": "That is the slope along the step. Return the step itself.",
        "return -d if gradient @ d > 1 else d": "The step leads uphill if gradient @ d is above 0, not above 1.",
    },
)
newton_step.instead_of(
    "-np.linalg.solve(hessian, gradient)",
    {
        "-hessian @ gradient": "You multiplied by H. The step *solves* H d = −g: np.linalg.solve(hessian, -gradient).",
        "-gradient": "That is the step of gradient descent. Newton's step solves H d = −g.",
        "-gradient / np.diag(hessian)": "You divided by the diagonal, which is right only for a diagonal H. Solve the "
        "whole system.",
        "-(gradient @ gradient) / (gradient @ hessian @ gradient) * gradient": "That is the best step *along the "
        "gradient*. Newton's step solves H d = −g.",
        "-np.linalg.solve(gradient, hessian)": "np.linalg.solve takes the matrix first, then the right side: "
        "np.linalg.solve(hessian, -gradient).",
        "-gradient / hessian": "/ divides entry by entry, and the answer becomes a matrix. Solve the system: "
        "np.linalg.solve(hessian, -gradient).",
        "-np.linalg.inv(hessian) * gradient": "* multiplies entry by entry, and the answer becomes a matrix. Use @, "
        "or np.linalg.solve(hessian, -gradient).",
        "-np.linalg.solve(hessian, gradient) / 2": "You halved the step. It solves H d = −g as it is.",
        "-np.linalg.solve(hessian @ hessian, gradient)": "H is in it twice. Solve H d = −g.",
    },
)
newton_step.instead_of(
    "d = -np.linalg.solve(hessian, gradient)",
    {
        "Q = np.linalg.eigh(hessian)\n    d = -Q[1] @ ((Q[1].T @ gradient) / np.abs(Q[0]))": "You replaced every "
        "curvature by its size. That is another good idea (it avoids saddles), but the task is to turn the whole step "
        "around.",
    },
)
