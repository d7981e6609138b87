"""Of many alike, some: every third by default, and with ``DLMATH_ALL`` set (``make test-all``) all of them.

Only tests that repeat, at a higher price, what others show of every lesson and exercise are thinned.

>>> ALL or some(list("abcdefgh")) == ["a", "d", "g"]
True
"""

import os

ALL = bool(os.environ.get("DLMATH_ALL"))


def some(items):
    """Every third of the items, or all of them."""
    return items if ALL else items[::3]
