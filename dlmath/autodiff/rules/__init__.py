"""The derivative rules, one module per family of functions; importing this package puts all of them into the tables."""

from dlmath.autodiff.rules import arrays, elementwise, fourier, joining, linalg, order, products, reductions

__all__ = ["arrays", "elementwise", "fourier", "joining", "linalg", "order", "products", "reductions"]
