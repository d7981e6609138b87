"""Pictures that answer the hand, in the notebook and on the page.

>>> from dlmath.widgets import GradientDescent
>>> GradientDescent(loss="ravine", learning_rate=0.1)
GradientDescent(loss='ravine', optimizer='gradient_descent', learning_rate=0.1)

Each widget is a pair, NAME.py and NAME.js, loaded when it is first asked for. What can be set and read from Python
stands in the docstring of its class.
"""

import importlib

_MODULES = {
    "AdamAnatomy": "adam_anatomy",
    "ArchitectureExplorer": "architecture_explorer",
    "AttentionMap": "attention_map",
    "Backprop": "backprop",
    "BayesUpdate": "bayes_update",
    "BoxOverlap": "box_overlap",
    "ComputationGraph": "computation_graph",
    "Conditioning": "conditioning",
    "ConvBackward": "conv_backward",
    "ConvexityTest": "convexity_test",
    "ConvolutionExplorer": "convolution_explorer",
    "DecisionBoundary": "decision_boundary",
    "Distributions": "distributions",
    "DrawADigit": "draw_a_digit",
    "EntropyBars": "entropy_bars",
    "FoldingSpace": "folding_space",
    "GradientDescent": "gradient_descent",
    "GradientField": "gradient_field",
    "LatentSpace": "latent_space",
    "LeastSquares": "least_squares",
    "Imbalance": "imbalance",
    "LikelihoodExplorer": "likelihood_explorer",
    "LinearMap": "linear_map",
    "LowRank": "low_rank",
    "MinibatchNoise": "minibatch_noise",
    "Momentum": "momentum",
    "MonteCarlo": "monte_carlo",
    "Overfit": "overfit",
    "PerceptronSteps": "perceptron_steps",
    "Playground": "playground",
    "RadialBumps": "radial_bumps",
    "ReadableNetwork": "readable_network",
    "SecantToTangent": "secant_to_tangent",
    "SelfOrganizingMap": "self_organizing_map",
    "ThresholdExplorer": "threshold_explorer",
    "Tracker": "tracker",
    "UnrolledNetwork": "unrolled_network",
    "VectorExplorer": "vector_explorer",
}

__all__ = sorted(_MODULES)


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"dlmath.widgets has no widget {name}, it has {', '.join(__all__)}")
    return getattr(importlib.import_module(f"dlmath.widgets.{_MODULES[name]}"), name)


def __dir__():
    return [*globals(), *__all__]
