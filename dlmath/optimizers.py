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
its gradient, t = 0, 1, 2, … the step, η the learning rate, which is a number or a schedule (a function of t).
A NaN or an infinity in the gradients passes into the parameters, as the formula says.
"""

import functools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from dlmath import _checks, _nests
from dlmath.autodiff import grad

__all__ = [
    "Optimizer",
    "adagrad",
    "adam",
    "adamw",
    "backtracking",
    "gradient_descent",
    "largest_stable_rate",
    "minimize",
    "momentum",
    "nesterov",
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
    """Give each weight its own rate, smaller the more it has moved.

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
    if not (isinstance(optimizer, tuple) and len(optimizer) == 2 and all(map(callable, optimizer))):
        raise TypeError(f"optimizer is {type(optimizer).__name__}, expected an Optimizer such as gradient_descent(0.1)")
    n_steps = _checks.integer("n_steps", n_steps, low=0)
    gradient = grad(_callable("f", f)) if gradient is None else _callable("gradient", gradient)
    init, update = optimizer
    x = _nests.map(np.copy, _arrays("x0", x0, finite=True))
    path, state = [x], init(x)
    with np.errstate(all="ignore"):
        for _ in range(n_steps):
            x, state = update(x, gradient(x), state)
            path.append(x)
    return path if _nests.children(x0) is not None else np.array(path)


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
    H = np.atleast_2d(_checks.array("hessian", hessian, ndim=(0, 2)))
    H = _checks.array("hessian", H, shape=("n", "n"))
    if not np.allclose(H, H.T, rtol=_rounding(H), atol=_rounding(H) * np.abs(H).max()):
        raise ValueError("hessian is not symmetric, expected a symmetric matrix")
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
        return {"t": 0} | {slot: _nests.map(np.zeros_like, params) for slot in slots}

    def update(params, grads, state):
        params, t = _arrays("params", params), _steps_done(state, slots)
        memory = [_like(params, f"state[{slot!r}]", state[slot]) for slot in slots]
        leaf = functools.partial(step, eta(t), t)
        stepped = _nests.map(leaf, params, _like(params, "grads", grads), *memory)
        params, *memory = _nests.unzip(params, stepped, 1 + len(slots))
        return params, {"t": t + 1} | dict(zip(slots, memory, strict=True))

    shown = {"learning_rate": learning_rate} | settings
    update.description = f"{name}({', '.join(f'{key}={_shown(value)}' for key, value in shown.items())})"
    return Optimizer(init, update)


def _arrays(name, nest, finite=False):
    return _nests.map_named(functools.partial(_checks.array, finite=finite, nonempty=False), name, nest)


def _like(params, name, nest):
    """``nest`` as arrays with the structure, shapes and dtypes of ``params``."""
    _nests.same_structure(name, nest, "params", params)

    def check(where, w, g):
        g = _checks.array(where, g, shape=w.shape, finite=False, nonempty=False)
        return g if g.dtype == w.dtype else g.astype(w.dtype)

    return _nests.map_named(check, name, params, nest)


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
