"""Optimizers as pairs of pure functions over nests of parameters.

>>> import numpy as np
>>> from dlmath import optimizers
>>> optimizer = optimizers.momentum(learning_rate=0.1)
>>> params = {"W": np.array([[1.0, 2.0]]), "b": np.array([0.0])}
>>> state = optimizer.init(params)
>>> grads = {"W": np.array([[2.0, 4.0]]), "b": np.array([1.0])}
>>> params, state = optimizer.update(params, grads, state)
>>> params
{'W': array([[0.8, 1.6]]), 'b': array([-0.1])}

Parameters may be any nest of lists, tuples, named tuples and dicts of arrays or numbers. Nothing is changed
in place: each update returns new parameters and a new state. The letters are the papers': w a parameter, g
its gradient, t = 0, 1, 2, … the step, η the learning rate, which is a number or a schedule (a function of t;
`dlmath.schedules` has some).
A NaN or an infinity in the gradients passes into the parameters, as the formula says.
"""

import functools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from dlmath import _checks, autodiff
from dlmath.autodiff import grad, nests

__all__ = [
    "Optimizer",
    "adagrad",
    "adam",
    "adamw",
    "backtracking",
    "clip_by_norm",
    "clip_by_value",
    "conjugate_gradient",
    "gradient_descent",
    "l2_regularized",
    "largest_stable_rate",
    "minibatches",
    "minimize",
    "momentum",
    "nesterov",
    "newton",
    "newton_step",
    "rmsprop",
]


class Optimizer(NamedTuple):
    """A pair of pure functions, one that begins a state and one that takes a step.

    state = init(params)
    params, state = update(params, grads, state)

    The state of the optimizers here is a dict: the number of steps done, "t", and for each letter of the
    formula that is remembered (such as "m" and "v" for Adam) a nest like the parameters, zero at the start.

    References
    ----------
    The pairs of `jax.example_libraries.optimizers` (Bradbury et al., JAX, 2018).

    Examples
    --------
    >>> gradient_descent(0.1)
    gradient_descent(learning_rate=0.1)
    >>> adam().init([1.0])
    {'t': 0, 'm': [array(0.)], 'v': [array(0.)]}
    """

    init: Callable
    update: Callable

    def __repr__(self):
        """How it was made; an optimizer of the reader's own may set ``update.description``."""
        default = f"Optimizer(init={_shown(self.init)}, update={_shown(self.update)})"
        return getattr(self.update, "description", default)


def gradient_descent(learning_rate):
    """Step against the gradient.

    w ← w − η g

    Parameters
    ----------
    learning_rate : float or callable
        η ≥ 0, or a schedule η(t) of the step t = 0, 1, 2, …

    Returns
    -------
    Optimizer
        Its state holds the step "t".

    Raises
    ------
    TypeError, ValueError
        If an argument is not a number in its range; by ``update``, if ``grads`` or ``state`` is not built as
        ``params`` is.

    References
    ----------
    A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847.

    Examples
    --------
    >>> optimizer = gradient_descent(0.1)
    >>> params, state = optimizer.update([5.0], [20.0], optimizer.init([5.0]))
    >>> float(params[0])
    3.0
    """

    def step(eta, t, w, g):
        return (w - eta * g,)

    return _optimizer(step, "", "gradient_descent", learning_rate=learning_rate)


def momentum(learning_rate, beta=0.9):
    """Let the steps gather speed: the heavy ball.

    v ← β v + g
    w ← w − η v

    Parameters
    ----------
    learning_rate : float or callable
        η ≥ 0, or a schedule η(t).
    beta : float
        β in [0, 1): how much of the velocity is kept. With β = 0 it is gradient descent.

    Returns
    -------
    Optimizer
        Its state holds "t" and "v".

    Raises
    ------
    TypeError, ValueError
        As `gradient_descent`.

    References
    ----------
    B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964, in the form
    of PyTorch's ``SGD``.

    Examples
    --------
    >>> path = minimize(lambda x: 0.5 * x**2, 1.0, momentum(0.1, beta=0.5), n_steps=2)
    >>> path.round(4)
    array([1.  , 0.9 , 0.76])
    """
    beta = _fraction("beta", beta)

    def step(eta, t, w, g, v):
        v = beta * v + g
        return w - eta * v, v

    return _optimizer(step, "v", "momentum", learning_rate=learning_rate, beta=beta)


def nesterov(learning_rate, beta=0.9):
    """Momentum that looks ahead before it corrects itself.

    v ← β v + g
    w ← w − η (g + β v)

    Parameters
    ----------
    learning_rate : float or callable
        η ≥ 0, or a schedule η(t).
    beta : float
        β in [0, 1): how much of the velocity is kept.

    Returns
    -------
    Optimizer
        Its state holds "t" and "v".

    Raises
    ------
    TypeError, ValueError
        As `gradient_descent`.

    References
    ----------
    Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)",
    1983; in the form of I. Sutskever et al., "On the importance of initialization and momentum in deep
    learning", 2013, and PyTorch's ``SGD(nesterov=True)``.

    Examples
    --------
    >>> path = minimize(lambda x: 0.5 * x**2, 1.0, nesterov(0.1, beta=0.5), n_steps=2)
    >>> path.round(4)
    array([1.    , 0.85  , 0.6975])
    """
    beta = _fraction("beta", beta)

    def step(eta, t, w, g, v):
        v = beta * v + g
        return w - eta * (g + beta * v), v

    return _optimizer(step, "v", "nesterov", learning_rate=learning_rate, beta=beta)


def adagrad(learning_rate=0.01, epsilon=1e-10):
    """Give each weight its own rate, smaller the larger its gradients have been.

    G ← G + g²
    w ← w − η g / (√G + ε)

    Parameters
    ----------
    learning_rate : float or callable
        η ≥ 0, or a schedule η(t).
    epsilon : float
        ε > 0, against division by zero.

    Returns
    -------
    Optimizer
        Its state holds "t" and "G".

    Raises
    ------
    TypeError, ValueError
        As `gradient_descent`.

    References
    ----------
    J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods", JMLR 12, 2011; ε as PyTorch has it.

    Examples
    --------
    >>> path = minimize(lambda x: 3 * x, 1.0, adagrad(0.1), n_steps=2)
    >>> path.round(4)
    array([1.    , 0.9   , 0.8293])
    """
    epsilon = _positive("epsilon", epsilon)

    def step(eta, t, w, g, G):
        G = G + g**2
        return w - eta * g / (np.sqrt(G) + epsilon), G

    return _optimizer(step, "G", "adagrad", learning_rate=learning_rate, epsilon=epsilon)


def rmsprop(learning_rate=0.01, rho=0.99, epsilon=1e-8):
    """Divide by a running root mean square of the gradients: AdaGrad that forgets.

    v ← ρ v + (1 − ρ) g²
    w ← w − η g / (√v + ε)

    Parameters
    ----------
    learning_rate : float or callable
        η ≥ 0, or a schedule η(t).
    rho : float
        ρ in [0, 1): how much of the running mean is kept.
    epsilon : float
        ε > 0, against division by zero.

    Returns
    -------
    Optimizer
        Its state holds "t" and "v".

    Raises
    ------
    TypeError, ValueError
        As `gradient_descent`.

    References
    ----------
    T. Tieleman, G. Hinton, "Neural Networks for Machine Learning", lecture 6.5, 2012; defaults as
    PyTorch has them.

    Examples
    --------
    >>> path = minimize(lambda x: 3 * x, 1.0, rmsprop(0.1, rho=0.75), n_steps=1)
    >>> path.round(4)
    array([1. , 0.8])
    """
    rho, epsilon = _fraction("rho", rho), _positive("epsilon", epsilon)

    def step(eta, t, w, g, v):
        v = rho * v + (1 - rho) * g**2
        return w - eta * g / (np.sqrt(v) + epsilon), v

    return _optimizer(step, "v", "rmsprop", learning_rate=learning_rate, rho=rho, epsilon=epsilon)


def adam(learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Momentum and a rate for each weight, both corrected for their start at zero.

    m ← β₁ m + (1 − β₁) g,   m̂ = m / (1 − β₁ᵗ⁺¹)
    v ← β₂ v + (1 − β₂) g²,  v̂ = v / (1 − β₂ᵗ⁺¹)
    w ← w − η m̂ / (√v̂ + ε)

    Parameters
    ----------
    learning_rate : float or callable
        η ≥ 0, or a schedule η(t).
    beta1, beta2 : float
        β₁ and β₂ in [0, 1): how much of the running means is kept.
    epsilon : float
        ε > 0, outside the root.

    Returns
    -------
    Optimizer
        Its state holds "t", "m" and "v".

    Raises
    ------
    TypeError, ValueError
        As `gradient_descent`.

    References
    ----------
    D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 (its t
    counts from 1).

    Examples
    --------
    >>> path = minimize(lambda x: 3 * x, 1.0, adam(0.1), n_steps=2)
    >>> path.round(4)
    array([1. , 0.9, 0.8])
    """
    settings = _adam_settings(beta1, beta2, epsilon)

    def step(eta, t, w, g, m, v):
        return _adam_step(eta, t, w, g, m, v, **settings)

    return _optimizer(step, "mv", "adam", learning_rate=learning_rate, **settings)


def _adam_step(eta, t, w, g, m, v, beta1, beta2, epsilon):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1 ** (t + 1))
    v_hat = v / (1 - beta2 ** (t + 1))
    return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v


def _adam_settings(beta1, beta2, epsilon):
    return {
        "beta1": _fraction("beta1", beta1),
        "beta2": _fraction("beta2", beta2),
        "epsilon": _positive("epsilon", epsilon),
    }


def adamw(learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """Adam with a weight decay that does not pass through the division.

    w ← (1 − η λ) w, then m, v, m̂, v̂ and the step of Adam

    Parameters
    ----------
    learning_rate : float or callable
        η ≥ 0, or a schedule η(t).
    beta1, beta2 : float
        β₁ and β₂ in [0, 1): how much of the running means is kept.
    epsilon : float
        ε > 0, outside the root.
    weight_decay : float
        λ ≥ 0. With λ = 0 it is Adam.

    Returns
    -------
    Optimizer
        Its state holds "t", "m" and "v".

    Raises
    ------
    TypeError, ValueError
        As `gradient_descent`.

    References
    ----------
    I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2; λ
    scaled by η as PyTorch has it.

    Examples
    --------
    >>> path = minimize(lambda x: 3 * x, 1.0, adamw(0.1, weight_decay=0.5), n_steps=1)
    >>> path.round(4)
    array([1.  , 0.85])
    """
    settings = _adam_settings(beta1, beta2, epsilon)
    weight_decay = _rate("weight_decay", weight_decay)

    def step(eta, t, w, g, m, v):
        return _adam_step(eta, t, (1 - eta * weight_decay) * w, g, m, v, **settings)

    return _optimizer(step, "mv", "adamw", learning_rate=learning_rate, **settings, weight_decay=weight_decay)


def l2_regularized(optimizer, weight_decay):
    """The same optimizer on a loss with a penalty on large weights: weight decay by way of the gradient.

    g ← g + λ w, as ∇(L + (λ/2) ‖w‖²) = ∇L + λ w

    With plain gradient descent each weight then shrinks by the factor 1 − η λ; an adaptive optimizer divides the
    penalty like any gradient, which `adamw` does not.

    Parameters
    ----------
    optimizer : Optimizer
        Such as ``momentum(0.1)``.
    weight_decay : float
        λ ≥ 0.

    Returns
    -------
    Optimizer
        Its state is that of ``optimizer``.

    Raises
    ------
    TypeError, ValueError
        If ``optimizer`` is no pair of functions or λ is out of range; by ``update``, as `gradient_descent`.

    References
    ----------
    A. Krogh, J. Hertz, "A simple weight decay can improve generalization", NIPS 1991, eq. 2.

    Examples
    --------
    >>> import numpy as np
    >>> optimizer = l2_regularized(gradient_descent(0.1), weight_decay=0.5)
    >>> optimizer
    l2_regularized(gradient_descent(learning_rate=0.1), weight_decay=0.5)
    >>> optimizer.update(np.array([2.0]), np.array([0.0]), optimizer.init(np.array([2.0])))
    (array([1.9]), {'t': 1})
    """
    init, step = _pair(optimizer)
    weight_decay = _rate("weight_decay", weight_decay)

    def update(params, grads, state):
        params = _arrays("params", params)
        penalized = nests.map(lambda w, g: g + weight_decay * w, params, _like(params, "grads", grads))
        return step(params, penalized, state)

    update.description = f"l2_regularized({optimizer!r}, weight_decay={weight_decay})"
    return Optimizer(init, update)


def clip_by_value(grads, limit):
    """Cut each entry of the gradients to an interval.

    gᵢ ← min(max(gᵢ, −c), c)

    This changes the direction; `clip_by_norm` does not.

    Parameters
    ----------
    grads : array, float, or nest of them
    limit : float
        c > 0.

    Returns
    -------
    as grads
        New arrays.

    Raises
    ------
    TypeError, ValueError
        If ``grads`` does not hold finite numbers, or ``limit`` is not above 0.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, section 10.11.1.

    Examples
    --------
    >>> import numpy as np
    >>> clip_by_value({"W": np.array([3.0, -0.5]), "b": np.array([-9.0])}, limit=1.0)
    {'W': array([ 1. , -0.5]), 'b': array([-1.])}
    """
    limit = _positive("limit", limit)
    return nests.map(lambda g: np.clip(g, -limit, limit), _arrays("grads", grads, finite=True))


def clip_by_norm(grads, limit):
    """Shorten the gradients where they are too long all together; their direction stays.

    g ← g · min(1, c / ‖g‖), ‖g‖ = √(Σ gᵢ²) over all entries of all arrays

    Parameters
    ----------
    grads : array, float, or nest of them
    limit : float
        c > 0.

    Returns
    -------
    as grads
        New arrays.

    Raises
    ------
    TypeError, ValueError
        If ``grads`` does not hold finite numbers, or ``limit`` is not above 0.

    References
    ----------
    R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML
    2013, algorithm 1.

    Examples
    --------
    >>> import numpy as np
    >>> clip_by_norm({"W": np.array([3.0, 0.0]), "b": np.array([4.0])}, limit=1.0)
    {'W': array([0.6, 0. ]), 'b': array([0.8])}
    """
    limit, grads = _positive("limit", limit), _arrays("grads", grads, finite=True)
    g, _ = nests.ravel(grads)
    largest = float(np.max(np.abs(g), initial=0.0))
    if largest == 0:
        return nests.map(np.copy, grads)
    # Squares of very large or small entries overflow or vanish: the largest is taken out of the norm.
    factor = min(1.0, limit / largest / float(np.linalg.norm(g / largest)))
    return nests.map(lambda g: g * factor, grads)


def minibatches(n, batch_size, rng, drop_last=False):
    """Divide n examples at random into batches: what one epoch learns from, in turn.

    Each example is in one batch. Where the batch size does not divide n, the last batch is smaller.

    Parameters
    ----------
    n : int
        The number of examples, at least 1.
    batch_size : int
        At least 1. If it is n or more, there is one batch.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed. Give a Generator, so that every epoch has an order of its own.
    drop_last : bool
        Whether a last batch that is smaller is left out.

    Returns
    -------
    list of arrays of int
        Indices, to be used as ``X[batch]`` and ``y[batch]``.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or no batch would be left.

    References
    ----------
    L. Bottou, F. Curtis, J. Nocedal, "Optimization methods for large-scale machine learning", SIAM Review 60,
    2018, section 3.3.

    Examples
    --------
    >>> batches = minibatches(10, batch_size=4, rng=0)
    >>> [len(batch) for batch in batches]
    [4, 4, 2]
    """
    n = _checks.integer("n", n, low=1)
    batch_size = _checks.integer("batch_size", batch_size, low=1)
    order = _checks.generator("rng", rng).permutation(n)
    if drop_last:
        if n < batch_size:
            raise ValueError(f"batch_size is {batch_size}, expected at most n = {n} where the last batch is dropped")
        order = order[: n - n % batch_size]
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def minimize(f, x0, optimizer, n_steps, gradient=None):
    """Follow an optimizer downhill from x₀ and return the whole path.

    x₀, x₁, …, xₙ with (xₜ₊₁, stateₜ₊₁) = update(xₜ, ∇f(xₜ), stateₜ)

    Parameters
    ----------
    f : callable
        The loss: takes what ``x0`` is and returns a number. Used only through its gradient.
    x0 : array, float, or nest of them
        Where to start. A list is a nest, not an array.
    optimizer : Optimizer
        Such as ``gradient_descent(0.1)``.
    n_steps : int
        n ≥ 0.
    gradient : callable, optional
        ∇f, as a function of x that returns what is built as x is; from `dlmath.autodiff` unless given.

    Returns
    -------
    array (n_steps + 1, *x0.shape) or list
        The path, start included; for a nest, a list of n_steps + 1 nests. A path that runs away is returned
        as it comes: its entries grow, become infinite and then NaN. NumPy's floating-point warnings are
        silent meanwhile.

    Raises
    ------
    TypeError, ValueError
        If ``optimizer`` is no pair of functions, ``n_steps`` no integer of at least 0, x₀ holds no finite
        numbers, or the gradient is not built as x is.

    References
    ----------
    S. Boyd, L. Vandenberghe, "Convex Optimization", 2004, algorithm 9.1.

    Examples
    --------
    >>> minimize(lambda x: x**2, 1.0, gradient_descent(0.25), n_steps=3)
    array([1.   , 0.5  , 0.25 , 0.125])
    """
    init, update = _pair(optimizer)
    n_steps = _checks.integer("n_steps", n_steps, low=0)
    gradient = grad(_callable("f", f)) if gradient is None else _callable("gradient", gradient)
    x = nests.map(np.copy, _arrays("x0", x0, finite=True))
    path, state = [x], init(x)
    with np.errstate(all="ignore"):
        for _ in range(n_steps):
            x, state = update(x, gradient(x), state)
            path.append(x)
    return path if nests.children(x0) is not None else np.array(path)


def newton_step(gradient, hessian):
    """The step to where a quadratic with this gradient and this Hessian is flat.

    p = −H⁻¹ g

    If H is positive definite, p leads downhill to the minimum of the quadratic; else toward a saddle or a maximum.
    Where the whole step is too long, `backtracking` shortens it: ``backtracking(f, x, g, direction=p)``.

    Parameters
    ----------
    gradient : array of any shape, or float
        g.
    hessian : array (*shape of gradient, *shape of gradient)
        H.

    Returns
    -------
    array, shaped as gradient
        p.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite numbers, their shapes do not fit, or H is singular.

    References
    ----------
    J. Nocedal, S. Wright, "Numerical Optimization", 2nd edition, 2006, eq. 2.15.

    Examples
    --------
    >>> newton_step(gradient=[2.0, 20.0], hessian=[[2.0, 0.0], [0.0, 20.0]])
    array([-1., -1.])
    """
    g = _checks.array("gradient", gradient)
    return _newton_step(g, _checks.array("hessian", hessian, shape=g.shape + g.shape))


def _newton_step(g, H):
    try:
        p = -np.linalg.solve(np.reshape(H, (g.size, g.size)), np.ravel(g))
    except np.linalg.LinAlgError:
        raise ValueError("hessian is singular: its quadratic is flat at no point, or at more than one") from None
    return p.reshape(g.shape).astype(g.dtype, copy=False)


def newton(f, x0, n_steps, gradient=None, hessian=None):
    """Newton's method: go to the flat point of the quadratic that fits f here, and again from there.

    xₜ₊₁ = xₜ − H(xₜ)⁻¹ ∇f(xₜ)

    Near a minimum the number of right digits doubles with each step. It is drawn to saddles and maxima as well.

    Parameters
    ----------
    f : callable
        Takes what ``x0`` is and returns a number. Used only through its derivatives.
    x0 : array or float
        Where to start.
    n_steps : int
        At least 0.
    gradient, hessian : callable, optional
        ∇f and H as functions of x; from `dlmath.autodiff` unless given.

    Returns
    -------
    array (n_steps + 1, *x0.shape)
        The path, start included. One that runs away is returned as it comes, as by `minimize`.

    Raises
    ------
    TypeError, ValueError
        If x₀ does not hold finite numbers, ``n_steps`` is no integer of at least 0, a derivative has not the
        shape that belongs to x, or a Hessian on the way is singular.

    References
    ----------
    S. Boyd, L. Vandenberghe, "Convex Optimization", 2004, section 9.5.

    Examples
    --------
    >>> newton(lambda x: x**2 + 1 / x, 1.0, n_steps=3).round(4)
    array([1.    , 0.75  , 0.7912, 0.7937])
    """
    x, n_steps = _checks.array("x0", x0), _checks.integer("n_steps", n_steps, low=0)
    gradient = grad(_callable("f", f)) if gradient is None else _callable("gradient", gradient)
    hessian = autodiff.hessian(_callable("f", f)) if hessian is None else _callable("hessian", hessian)
    path = [x]
    with np.errstate(all="ignore"):
        for _ in range(n_steps):
            g = _checks.array("gradient(x)", gradient(x), shape=x.shape, finite=False)
            H = _checks.array("hessian(x)", hessian(x), shape=x.shape + x.shape, finite=False)
            x = (x + _newton_step(g, H)).astype(x.dtype)
            path.append(x)
    return np.array(path)


def conjugate_gradient(A, b, x0=None, tolerance=None, max_steps=None):
    """Solve A x = b, that is minimize ½ xᵀA x − bᵀx, along directions that do not disturb each other.

    α = rᵀr / pᵀA p,  x ← x + α p,  r′ = r − α A p,  p ← r′ + (r′ᵀr′ / rᵀr) p,  from p = r = b − A x₀

    No two directions share a component in the geometry of A: pᵢᵀA pⱼ = 0. So n steps reach the solution, but for
    rounding; clusters of eigenvalues, fewer.

    Parameters
    ----------
    A : array (n, n)
        Symmetric and positive definite.
    b : array (n,)
    x0 : array (n,), optional
        The start; 0 unless given.
    tolerance : float, optional
        The path ends where ‖r‖ ≤ tolerance · ‖b − A x₀‖; 10 n ε unless given.
    max_steps : int, optional
        The most steps that are taken; 10 n unless given. Where A is badly conditioned, rounding asks for more than n.

    Returns
    -------
    array (n_steps + 1, n)
        The path; its last row is the solution.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite numbers, their shapes do not fit, or A is not symmetric or turns out not
        to be positive definite.
    numpy.linalg.LinAlgError
        If ‖r‖ is still above the tolerance after max_steps.

    References
    ----------
    M. Hestenes, E. Stiefel, "Methods of conjugate gradients for solving linear systems", 1952; J. Nocedal, S.
    Wright, "Numerical Optimization", 2nd edition, 2006, algorithm 5.2.

    Examples
    --------
    >>> conjugate_gradient([[2.0, 1.0], [1.0, 2.0]], [3.0, 3.0])
    array([[0., 0.],
           [1., 1.]])
    """
    A = _checks.symmetric("A", A)
    b = _checks.array("b", b, shape=(len(A),))
    x = np.zeros_like(b) if x0 is None else _checks.array("x0", x0, shape=b.shape)
    tolerance = 10 * len(b) * np.finfo(A.dtype).eps if tolerance is None else _rate("tolerance", tolerance)
    max_steps = 10 * len(b) if max_steps is None else _checks.integer("max_steps", max_steps, low=0)
    r = b - A @ x
    # Residuals are measured in units of the first: the squares of very large or small ones overflow or vanish.
    unit = np.max(np.abs(r))
    start = p = r = r / unit if unit > 0 else r
    path, rr, end = [x], r @ r, tolerance**2 * (r @ r)
    while rr > end:
        if len(path) > max_steps:
            raise np.linalg.LinAlgError(
                f"conjugate_gradient did not converge in max_steps = {max_steps} steps: ‖r‖ is still "
                f"{np.sqrt(rr / (start @ start)):.2g} times what it was; allow more, or a larger tolerance"
            )
        Ap = A @ p
        curvature = p @ Ap
        if not curvature > 0:
            raise ValueError(f"A is not positive definite: pᵀA p is {curvature:.4g} along a direction")
        alpha = rr / curvature
        path.append(path[-1] + alpha * unit * p)
        r = r - alpha * Ap
        rr, before = r @ r, rr
        p = r + rr / before * p
    return np.array(path)


def backtracking(f, x, gradient, direction=None, alpha=1.0, rho=0.5, c=1e-4):
    """Shorten a step until it lowers f enough: the line search of Armijo.

    the first α of α₀, ρ α₀, ρ² α₀, … with f(x + α p) ≤ f(x) + c α gᵀp

    Parameters
    ----------
    f : callable
        Takes an array like ``x`` and returns a number. A value that is not finite counts as too high.
    x : array or float
        Where we stand.
    gradient : array, shaped as x
        g = ∇f(x).
    direction : array, shaped as x, optional
        p, with gᵀp < 0 (or p = 0); −g unless given.
    alpha : float
        α₀ > 0, the step that is tried first.
    rho : float
        ρ in (0, 1): by how much a step is shortened.
    c : float
        c in (0, 1): which share of the decrease that the slope promises is enough.

    Returns
    -------
    float
        The step α.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, f(x) is not finite, ``direction`` leads uphill, or steps have
        become too short to change x and none was good enough: then ``gradient`` is not the gradient of f at
        x, or x is a minimum.

    References
    ----------
    J. Nocedal, S. Wright, "Numerical Optimization", 2nd edition, 2006, algorithm 3.1 (c is their c₁).

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([1.0, 1.0])
    >>> backtracking(lambda x: 5 * x @ x, x, gradient=10 * x)
    0.125
    """
    f, x = _callable("f", f), _checks.array("x", x)
    g = _checks.array("gradient", gradient, shape=x.shape)
    p = -g if direction is None else _checks.array("direction", direction, shape=x.shape)
    alpha, rho, c = _positive("alpha", alpha), _inside("rho", rho), _inside("c", c)
    here, slope = float(f(x)), float(np.sum(g * p))
    if not np.isfinite(here):
        raise ValueError(f"f(x) is {here}, expected a finite number")
    if slope > 0 or (slope == 0 and np.any(p)):
        raise ValueError(f"direction leads uphill: its slope is {slope:.3g}, expected a number below 0")
    with np.errstate(all="ignore"):
        while not float(f(x + alpha * p)) <= here + c * alpha * slope:
            alpha = rho * alpha
            if np.array_equal(x + alpha * p, x):
                raise ValueError("gradient promises a decrease of f, but no step along direction lowers f enough")
    return alpha


def largest_stable_rate(hessian):
    """The learning rate at which gradient descent on a quadratic stops to converge.

    η = 2 / λ_max, as every step multiplies the error along an eigenvector by 1 − η λ

    Parameters
    ----------
    hessian : array (n, n) or float
        Symmetric, without negative eigenvalues; a number is a matrix of one row.

    Returns
    -------
    float
        η; infinite where the Hessian is zero.

    Raises
    ------
    TypeError, ValueError
        If ``hessian`` is not a square symmetric array of finite numbers, or has a negative eigenvalue: along
        its eigenvector gradient descent runs away at every rate.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, section 4.3.1.

    Examples
    --------
    >>> largest_stable_rate([[2.0, 0.0], [0.0, 20.0]])
    0.1
    """
    H = _checks.symmetric("hessian", np.atleast_2d(_checks.array("hessian", hessian, ndim=(0, 2))))
    eigenvalues = np.linalg.eigvalsh(H)
    if eigenvalues[0] < -_rounding(H) * np.abs(eigenvalues).max():
        raise ValueError(f"hessian has the eigenvalue {eigenvalues[0]:.4g}, expected none below 0")
    return float(2 / eigenvalues[-1]) if eigenvalues[-1] > 0 else np.inf


def _rounding(H):
    """What n additions may lose, and a factor for the matrix having been computed itself."""
    return 10 * len(H) * np.finfo(H.dtype).eps


def _optimizer(step, slots, name, learning_rate, **settings):
    """An Optimizer from the formula for one array: ``step(eta, t, w, g, *slots) -> (w, *slots)``."""
    eta = _schedule(learning_rate)

    def init(params):
        params = _arrays("params", params)
        return {"t": 0} | {slot: nests.map(np.zeros_like, params) for slot in slots}

    def update(params, grads, state):
        params, t = _arrays("params", params), _steps_done(state, slots)
        memory = [_like(params, f"state[{slot!r}]", state[slot]) for slot in slots]
        leaf = functools.partial(step, eta(t), t)
        stepped = nests.map(leaf, params, _like(params, "grads", grads), *memory)
        params, *memory = nests.unzip(params, stepped, 1 + len(slots))
        return params, {"t": t + 1} | dict(zip(slots, memory, strict=True))

    shown = {"learning_rate": learning_rate} | settings
    update.description = f"{name}({', '.join(f'{key}={_shown(value)}' for key, value in shown.items())})"
    return Optimizer(init, update)


def _pair(optimizer):
    if not (isinstance(optimizer, tuple) and len(optimizer) == 2 and all(map(callable, optimizer))):
        raise TypeError(f"optimizer is {type(optimizer).__name__}, expected an Optimizer such as gradient_descent(0.1)")
    return optimizer


def _arrays(name, nest, finite=False):
    return nests.map_named(functools.partial(_checks.array, finite=finite, nonempty=False), name, nest)


def _like(params, name, nest):
    """``nest`` as arrays with the structure, shapes and dtypes of ``params``."""
    nests.same_structure(name, nest, "params", params)

    def check(where, w, g):
        g = _checks.array(where, g, shape=w.shape, finite=False, nonempty=False)
        return g if g.dtype == w.dtype else g.astype(w.dtype)

    return nests.map_named(check, name, params, nest)


def _steps_done(state, slots):
    expected = ["t", *slots]
    if not isinstance(state, dict) or set(state) != set(expected):
        came = f"has the keys {list(state)}" if isinstance(state, dict) else f"is {type(state).__name__}"
        raise ValueError(f"state {came}, expected the dict with the keys {expected} that init returns")
    return _checks.integer("state['t']", state["t"], low=0)


def _schedule(learning_rate):
    """The learning rate as a function of the step."""
    if callable(learning_rate):
        return lambda t: _rate("learning_rate(t)", learning_rate(t))
    eta = _rate("learning_rate", learning_rate)
    return lambda t: eta


def _rate(name, value):
    return _checks.scalar(name, value, low=0, high=np.inf, open_high=True)


def _fraction(name, value):
    return _checks.scalar(name, value, low=0, high=1, open_high=True)


def _inside(name, value):
    return _checks.scalar(name, value, low=0, high=1, open_low=True, open_high=True)


def _positive(name, value):
    return _checks.scalar(name, value, low=0, high=np.inf, open_low=True, open_high=True)


def _callable(name, f):
    if not callable(f):
        raise TypeError(f"{name} is {type(f).__name__} {f!r}, expected a function")
    return f


def _shown(value):
    return getattr(value, "__name__", type(value).__name__) if callable(value) else repr(float(value))
