"""The mathematics of deep learning in NumPy, one flat module per subject.

>>> from dlmath import linear_algebra as la
>>> float(la.dot([1.0, 2.0], [3.0, 4.0]))
11.0
"""

__version__ = "0.1.0"
