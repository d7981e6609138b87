"""The few pictures that lessons share, in the one look of the book.

Call `use_style` once, then draw; every function takes an Axes (or uses the current one) and returns it::

    from dlmath import plotting
    plotting.use_style()
    plotting.learning_curves({"slow": slow, "fast": fast})
    plt.show()

Lines come out as SVG with a transparent ground and dark ink: the dark page inverts them. Photographs
(`image_grid`, or any figure given to `photograph`) come out as PNG on paper and are left as they are.
"""

import warnings

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from dlmath import _checks

__all__ = [
    "DIVERGING",
    "PALETTE",
    "SEQUENTIAL",
    "arrow",
    "contour_path",
    "decision_regions",
    "directed_graph",
    "image_grid",
    "label_line",
    "labeled_cloud",
    "learning_curves",
    "matrix_heatmap",
    "photograph",
    "point_cloud",
    "probability_field",
    "text_color",
    "use_style",
]

PALETTE = {
    "light": {
        "data": "#0072B2",
        "model": "#D55E00",
        "gradient": "#009E73",
        "error": "#CC3D7B",
        "accent": "#E69F00",
        "muted": "#6B7280",
        "ink": "#1F2933",
        "paper": "#FFFFFF",
    },
    "dark": {
        "data": "#56B4E9",
        "model": "#FF8A4C",
        "gradient": "#2BD4A4",
        "error": "#F279B2",
        "accent": "#F5C04A",
        "muted": "#9AA5B1",
        "ink": "#E6EAF0",
        "paper": "#14181E",
    },
}
"""One color per thing, for page, figures and widgets; the color-blind can tell them apart."""

_LIGHT = PALETTE["light"]
_CYCLE = [_LIGHT[name] for name in ("model", "data", "gradient", "error", "accent", "muted")]
_MARKERS = "osD^vP"

SEQUENTIAL = LinearSegmentedColormap.from_list("dlmath_sequential", [_LIGHT["paper"], _LIGHT["data"], "#00263D"])
"""From paper (low) over blue to nearly black (high)."""

DIVERGING = LinearSegmentedColormap.from_list("dlmath_diverging", [_LIGHT["model"], _LIGHT["paper"], _LIGHT["data"]])
"""Negative is vermilion, zero is paper, positive is blue."""

_VALLEY = LinearSegmentedColormap.from_list("dlmath_valley", [(*to_rgb(_LIGHT["data"]), a) for a in (0.45, 0.16, 0.0)])
_BLUE, _ORANGE = to_rgb(_LIGHT["data"]), to_rgb(_LIGHT["model"])
_CLASSES = LinearSegmentedColormap.from_list(
    "dlmath_classes", [(0, (*_BLUE, 0.45)), (0.5, (*_BLUE, 0.0)), (0.5, (*_ORANGE, 0.0)), (1, (*_ORANGE, 0.45))]
)


def use_style():
    """Give matplotlib the book's look, and a notebook SVG figures that are the same in every run.

    Examples
    --------
    >>> use_style()
    >>> plt.rcParams["svg.hashsalt"]
    'dlmath'
    """
    mpl.rcParams.update(
        {
            "figure.figsize": (5.6, 3.5),
            "figure.facecolor": "none",
            "figure.constrained_layout.use": True,
            "savefig.facecolor": "auto",
            "svg.hashsalt": "dlmath",
            "svg.fonttype": "path",
            "font.family": "DejaVu Sans",
            "font.size": 12,
            "axes.titlesize": 12,
            "axes.labelsize": 12,
            "xtick.labelsize": 10.5,
            "ytick.labelsize": 10.5,
            "text.color": _LIGHT["ink"],
            "axes.labelcolor": _LIGHT["ink"],
            "axes.facecolor": "none",
            "axes.edgecolor": _LIGHT["muted"],
            "axes.linewidth": 0.8,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlelocation": "left",
            "axes.prop_cycle": mpl.cycler(color=_CYCLE),
            "xtick.color": _LIGHT["muted"],
            "ytick.color": _LIGHT["muted"],
            "xtick.labelcolor": _LIGHT["ink"],
            "ytick.labelcolor": _LIGHT["ink"],
            "xtick.major.width": 0.8,
            "ytick.major.width": 0.8,
            "lines.linewidth": 2.0,
            "lines.markersize": 5.0,
            "grid.color": _LIGHT["muted"],
            "grid.linewidth": 0.5,
            "grid.alpha": 0.3,
        }
    )
    _show_figures_as_svg()


def _show_figures_as_svg():
    """Choose the mime type figure by figure; outside a notebook there is nothing to choose."""
    try:
        import matplotlib_inline.backend_inline  # noqa: F401  sets its own formatters when loaded; ours come after
        from IPython import get_ipython
        from IPython.core.pylabtools import print_figure
    except ImportError:
        return
    shell = get_ipython()
    if shell is None or not hasattr(shell, "kernel"):
        return
    from matplotlib.figure import Figure

    svg = {"fmt": "svg", "bbox_inches": None, "dpi": 144, "metadata": {"Date": None}}
    png = {"fmt": "png", "bbox_inches": None, "dpi": 144, "base64": True, "facecolor": _LIGHT["paper"]}

    def as_svg(figure):
        return None if figure.get_gid() == "photograph" else print_figure(figure, **svg)

    def as_png(figure):
        return print_figure(figure, **png) if figure.get_gid() == "photograph" else None

    formatters = shell.display_formatter.formatters
    formatters["image/svg+xml"].for_type(Figure, as_svg)
    formatters["image/png"].for_type(Figure, as_png)


def photograph(figure):
    """Mark a figure as a photograph: a notebook shows it as PNG, and the dark page does not invert it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Returns
    -------
    matplotlib.figure.Figure
        The same figure.

    Examples
    --------
    >>> photograph(plt.figure()).get_gid()
    'photograph'
    """
    figure.set_gid("photograph")
    return figure


def text_color(color):
    """The color for words beside a line: two parts the line's, one part ink, so that they can be read.

    Parameters
    ----------
    color : str
        A name of `PALETTE`, or any color matplotlib knows.

    Returns
    -------
    str
        As ``"#rrggbb"``.

    Examples
    --------
    >>> text_color("data")
    '#0a5a88'
    """
    rgb = np.array(to_rgb(_LIGHT.get(color, color)))
    return to_hex((2 * rgb + np.array(to_rgb(_LIGHT["ink"]))) / 3)


def label_line(ax, x, y, text, color, *, offset=(6, 0), ha="left", va="center"):
    """Write a label beside a point of a line, in the line's color: a legend where it is needed.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : float
        The point, in data coordinates.
    text : str
    color : str
        A name of `PALETTE`, or any color matplotlib knows.
    offset : tuple of two floats
        From the point to the words, in points.
    ha, va : str
        Which part of the words lies there, as in matplotlib.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> label_line(plt.figure().add_subplot(), 1.0, 2.0, "here", "data").texts[0].get_text()
    'here'
    """
    ax.annotate(
        text,
        (x, y),
        xytext=offset,
        textcoords="offset points",
        ha=ha,
        va=va,
        color=text_color(color),
        annotation_clip=False,
    )
    return ax


def arrow(ax, vector, text, color, *, tail=(0, 0), at=0.5, offset=(0, 10)):
    """Draw a vector as an arrow, with its name beside it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    vector : array of shape (2,)
        From the tail to the tip.
    text : str
    color : str
        A name of `PALETTE`, or any color matplotlib knows.
    tail : array of shape (2,)
        Where the arrow begins.
    at : float
        Where along the arrow its name stands: 0 at the tail, 1 at the tip.
    offset : tuple of two floats
        From there to the middle of the name, in points.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If ``vector`` or ``tail`` does not have shape (2,).

    Examples
    --------
    >>> ax = arrow(plt.figure().add_subplot(), [3.0, 1.0], "a", "data", tail=[1.0, 2.0])
    >>> [float(v) for v in ax.texts[0].xy], ax.texts[1].get_text()
    ([4.0, 3.0], 'a')
    """
    vector, tail = _checks.array("vector", vector, (2,)), _checks.array("tail", tail, (2,))
    style = {"arrowstyle": "-|>", "color": _LIGHT.get(color, color), "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", tail + vector, xytext=tail, arrowprops=style)
    return label_line(ax, *(tail + at * vector), text, color, offset=offset, ha="center")


def point_cloud(X, ax=None, *, title="", limit=None, color="data"):
    """Draw the rows of X as points around the origin, whose two axes are drawn without numbers.

    Parameters
    ----------
    X : array of shape (n, 2)
    ax : matplotlib.axes.Axes, optional
    title : str
    limit : float, optional
        The picture reaches from −limit to limit; a little beyond the farthest entry unless given.
    color : str
        A name of `PALETTE`, or any color matplotlib knows.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If ``X`` does not have two columns.

    Examples
    --------
    >>> ax = point_cloud([[1.0, 2.0], [3.0, -4.0]], plt.figure().add_subplot(), limit=5)
    >>> ax.lines[-1].get_ydata().tolist(), tuple(float(v) for v in ax.get_xlim())
    ([2.0, -4.0], (-5.0, 5.0))
    """
    ax = plt.gca() if ax is None else ax
    X = _checks.array("X", X, ("n", 2))
    limit = _checks.scalar("limit", 1.1 * np.abs(X).max() or 1.0 if limit is None else limit, low=0, open_low=True)
    for line in (ax.axhline, ax.axvline):
        line(0, color=_LIGHT["muted"], linewidth=0.6)
    ax.plot(*X.T, "s", color=_LIGHT.get(color, color), markersize=2.6)
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.set_title(title)
    return ax


def labeled_cloud(ax, X, text, color):
    """Draw the rows of X as points, with their name in the middle; the marker, too, depends on the color.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    X : array of shape (n, 2)
    text : str
    color : str
        A name of `PALETTE`: model, data, gradient, error, accent or muted.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If ``X`` does not have two columns.

    Examples
    --------
    >>> labeled_cloud(plt.figure().add_subplot(), [[0.0, 1.0], [2.0, 3.0]], "all", "data").texts[0].get_position()
    (1.0, 2.0)
    """
    X = _checks.array("X", X, ("n", 2))
    marker = _MARKERS[_CYCLE.index(_LIGHT[color])]
    ax.plot(*X.T, marker, color=_LIGHT[color], markersize=3.5, alpha=0.7)
    box = {"facecolor": _LIGHT["paper"], "alpha": 0.8, "edgecolor": "none", "pad": 2}
    x, y = (float(middle) for middle in X.mean(axis=0))
    ax.text(x, y, text, fontsize=20, weight="bold", ha="center", va="center", bbox=box)
    return ax


def directed_graph(parents, places, ax=None, *, known=(), title=""):
    """Draw nodes as circles with their names in them, and an arrow from each parent to its child.

    Parameters
    ----------
    parents : dict of str to sequence of str
        The parents of each node.
    places : dict of str to array of shape (2,)
        Where each node stands; neighbors about 1 apart.
    ax : matplotlib.axes.Axes, optional
    known : collection of str
        Nodes that are filled.
    title : str

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If a node or a parent has no place.

    Examples
    --------
    >>> ax = directed_graph({"x": [], "y": ["x"]}, {"x": (0, 1), "y": (0, 0)}, plt.figure().add_subplot(), known="y")
    >>> [text.get_text() for text in ax.texts if text.get_text()]
    ['x', 'y']
    """
    ax = plt.gca() if ax is None else ax
    missing = [name for child, above in parents.items() for name in (child, *above) if name not in places]
    if missing:
        raise ValueError(f"places has none for {missing[0]!r}, expected one for every node")
    arrow = {"arrowstyle": "-|>", "color": _LIGHT["muted"], "linewidth": 1.5, "shrinkA": 15, "shrinkB": 16}
    for child, above in parents.items():
        for parent in above:
            ax.annotate("", places[child], xytext=places[parent], arrowprops=arrow)
    for name in parents:
        face, ink = (_LIGHT["data"], _LIGHT["paper"]) if name in known else (_LIGHT["paper"], _LIGHT["ink"])
        ax.plot(*places[name], "o", markersize=28, color=face, markeredgecolor=_LIGHT["data"], markeredgewidth=1.5)
        ax.text(*places[name], name, color=ink, ha="center", va="center", fontsize=13)
    x, y = np.transpose([places[name] for name in parents])
    ax.set(xlim=(x.min() - 0.5, x.max() + 0.5), ylim=(y.min() - 0.5, y.max() + 0.5), aspect="equal")
    ax.set_axis_off()
    ax.set_title(title, loc="center")
    return ax


def learning_curves(curves, ax=None, *, log=True, x_label="step", y_label="loss"):
    """Draw how a loss falls, one line per run, each labeled at its end.

    Parameters
    ----------
    curves : dict of str to array of shape (n,)
        The value after each step, by label. Infinities and NaN (a run that diverged) end a line.
    ax : matplotlib.axes.Axes, optional
    log : bool
        A logarithmic axis, on which a constant rate is a straight line and only positive values are seen.
    x_label, y_label : str

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If ``curves`` is not a dict of one-dimensional arrays, or nothing in a curve can be drawn.

    Examples
    --------
    >>> ax = learning_curves({"halves": [1.0, 0.5, 0.25]}, plt.figure().add_subplot())
    >>> ax.lines[0].get_ydata().tolist()
    [1.0, 0.5, 0.25]
    """
    ax = plt.gca() if ax is None else ax
    ends = []
    for i, (label, values) in enumerate(_named("curves", curves).items()):
        values = _checks.array(f"curves[{label!r}]", values, ("n",), finite=False)
        drawn = np.isfinite(values) & ((values > 0) if log else True)
        if not drawn.any():
            kind = "positive finite" if log else "finite"
            raise ValueError(f"curves[{label!r}] holds no {kind} number, nothing can be drawn")
        ax.plot(np.where(drawn, values, np.nan), color=_CYCLE[i % len(_CYCLE)])
        last = int(np.flatnonzero(drawn)[-1])
        ends.append((last, values[last], label, _CYCLE[i % len(_CYCLE)]))
    ax.set(xlabel=x_label, ylabel=y_label, yscale="log" if log else "linear")
    _label_ends(ax, ends)
    return ax


def _label_ends(ax, ends):
    """Label the ends of lines, moved apart where the words would lie on each other."""
    ax.get_ylim()  # brings the limits up to date with the lines just drawn
    points_per_pixel = 72.0 / ax.figure.dpi
    height = ax.transData.transform([(x, y) for x, y, *_ in ends])[:, 1] * points_per_pixel
    gap = 1.25 * mpl.rcParams["font.size"]
    order = np.argsort(height, kind="stable")
    wanted = np.arange(len(ends)) * gap
    moved = np.maximum.accumulate(height[order] - wanted) + wanted
    for place, i in zip(moved, order, strict=True):
        x, y, label, color = ends[i]
        label_line(ax, x, y, label, color, offset=(6, place - height[i]))


def contour_path(f, paths, ax=None, *, x_range, y_range, resolution=101, n_levels=12, numbers=False):
    """Draw the valleys of f: ℝ² → ℝ as contours, and paths through them.

    The levels are chosen so that the rings of a bowl lie at equal distances.

    Parameters
    ----------
    f : callable
        Takes an array of shape (2,), returns a number.
    paths : array of shape (n, 2), dict of str to array of shape (n, 2), or None
        One path, several with labels, or the landscape alone. Points outside the picture are not drawn.
    ax : matplotlib.axes.Axes, optional
    x_range, y_range : tuple of two floats
    resolution : int
        Points along each axis at which f is computed.
    n_levels : int
        How many contour lines.
    numbers : bool
        Whether the first points of a path are numbered 0, 1, 2.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If a range is empty, a path has another shape, or f returns something else than a number.

    Examples
    --------
    >>> ax = plt.figure().add_subplot()
    >>> ax = contour_path(lambda x: x @ x, [[1.0, 1.0], [0.5, 0.5]], ax, x_range=(-2, 2), y_range=(-2, 2))
    >>> ax.lines[0].get_xdata().tolist()
    [1.0, 0.5]
    """
    ax = plt.gca() if ax is None else ax
    x_range, y_range = _interval("x_range", x_range), _interval("y_range", y_range)
    resolution = _checks.integer("resolution", resolution, low=2)
    n_levels = _checks.integer("n_levels", n_levels, low=1)
    x, y = np.linspace(*x_range, resolution), np.linspace(*y_range, resolution)
    z = np.array([[_checks.scalar("f(x)", f(np.array([a, b]))) for a in x] for b in y])
    levels = np.unique(np.quantile(z, np.linspace(0, 1, n_levels + 1) ** 2))
    if len(levels) > 1:
        fill = ax.contourf(x, y, z, levels=levels, cmap=_VALLEY)
        with warnings.catch_warnings(action="ignore", category=UserWarning):  # before Matplotlib 3.11 it stays vectors
            fill.set_rasterized(True)  # a tenth of the size in SVG
        ax.contour(x, y, z, levels=levels[1:-1], colors=_LIGHT["muted"], linewidths=0.6, alpha=0.7)
    paths = {} if paths is None else paths if isinstance(paths, dict) else {"": paths}
    for i, (label, path) in enumerate(paths.items()):
        name = f"paths[{label!r}]" if label else "paths"
        _draw_path(ax, _checks.array(name, path, ("n", 2), finite=False), label, _CYCLE[i % len(_CYCLE)], numbers)
    ax.set(xlim=x_range, ylim=y_range)
    return ax


def _draw_path(ax, path, label, color, numbers):
    marker, size = "o" if len(path) <= 120 else "", np.clip(60 / len(path), 1.5, 4.5)
    ax.plot(*path.T, marker=marker, color=color, linewidth=1.4, markersize=size)
    ax.plot(*path[0], "o", color=color, markersize=7, markerfacecolor=_LIGHT["paper"], markeredgewidth=1.8)
    for t in range(min(3, len(path)) if numbers else 0):
        label_line(ax, *path[t], str(t), "ink", offset=(0, 8), ha="center", va="bottom")
    if label:
        label_line(ax, *path[-1], label, color)


def decision_regions(predict, X, y, ax=None, *, class_names=None, resolution=151):
    """Color the plane by the class a model predicts, with the data on it, each class named at its middle.

    Parameters
    ----------
    predict : callable
        Takes points as rows, shape (n, 2); returns class labels 0, 1, 2, …, shape (n,).
    X : array of shape (n, 2)
        The data points.
    y : array of shape (n,)
        Their labels.
    ax : matplotlib.axes.Axes, optional
    class_names : sequence of str, optional
        By label.
    resolution : int
        Points along each axis at which the model is asked.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If shapes do not fit, a label is not a whole number, or there are more than six classes.

    Examples
    --------
    >>> ax = plt.figure().add_subplot()
    >>> X, names = [[-1.0, 0.0], [1.0, 0.0]], ["left", "right"]
    >>> ax = decision_regions(lambda X: X[:, 0] > 0, X, [0, 1], ax, class_names=names)
    >>> [text.get_text() for text in ax.texts]
    ['left', 'right']
    """
    ax = plt.gca() if ax is None else ax
    X = _checks.array("X", X, ("n", 2))
    y = _checks.labels("y", y, length=len(X), n_classes=len(_CYCLE) if class_names is None else len(class_names))
    *axes, grid = _plane(X, resolution)
    regions = _checks.labels("predict(X)", predict(grid), length=len(grid), n_classes=len(_CYCLE))
    regions = regions.reshape(len(axes[1]), len(axes[0]))
    for k in np.unique(np.concatenate([y, regions.ravel()])):
        ax.contourf(*axes, regions == k, levels=[0.5, 1.5], colors=[_CYCLE[k]], alpha=0.22)
    if regions.min() < regions.max():
        ax.contour(*axes, regions, levels=np.unique(regions)[:-1] + 0.5, colors=_LIGHT["ink"], linewidths=0.8)
    _draw_classes(ax, X, y, _CYCLE, class_names)
    return ax


def probability_field(probability, X, y, ax=None, *, levels=(0.1, 0.5, 0.9), class_names=None, resolution=151):
    """Color the plane by a probability of class 1, with its level lines and the data of both classes on it.

    Parameters
    ----------
    probability : callable
        Takes points as rows, shape (n, 2); returns the probability of class 1, shape (n,).
    X : array of shape (n, 2)
        The data points.
    y : array of shape (n,)
        Their labels, 0 or 1.
    ax : matplotlib.axes.Axes, optional
    levels : sequence of float
        The probabilities whose lines are drawn and labeled in percent, rising; 0.5 is drawn strong.
    class_names : sequence of two str, optional
    resolution : int
        Points along each axis at which the model is asked.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If shapes do not fit, a label is not 0 or 1, or a probability lies outside of [0, 1].

    Examples
    --------
    >>> ax = plt.figure().add_subplot()
    >>> ax = probability_field(lambda X: 1 / (1 + np.exp(-X[:, 0])), [[-3.0, 0.0], [3.0, 1.0]], [0, 1], ax)
    >>> len(ax.lines)
    2
    """
    ax = plt.gca() if ax is None else ax
    X = _checks.array("X", X, ("n", 2))
    y = _checks.labels("y", y, length=len(X), n_classes=2)
    *axes, grid = _plane(X, resolution)
    p = _checks.array("probability(X)", probability(grid), (len(grid),)).reshape(len(axes[1]), len(axes[0]))
    if p.min() < 0 or p.max() > 1:
        raise ValueError("probability(X) holds a number outside of [0, 1], expected probabilities")
    fill = ax.contourf(*axes, p, levels=np.linspace(0, 1, 21), cmap=_CLASSES)
    with warnings.catch_warnings(action="ignore", category=UserWarning):  # before Matplotlib 3.11 it stays vectors
        fill.set_rasterized(True)
    crossed = [level for level in levels if p.min() < level < p.max()]
    if crossed:
        widths = [2 if level == 0.5 else 0.8 for level in crossed]
        lines = ax.contour(*axes, p, levels=crossed, colors=_LIGHT["ink"], linewidths=widths)
        ax.clabel(lines, fmt=lambda level: f"{100 * level:.4g}%", fontsize=10)
    _draw_classes(ax, X, y, [_LIGHT["data"], _LIGHT["model"]], class_names)
    return ax


def _plane(X, resolution):
    """The two axes of a grid a little larger than the data, and its points as rows."""
    resolution = _checks.integer("resolution", resolution, low=2)
    low, high = X.min(axis=0), X.max(axis=0)
    margin = np.maximum(0.08 * (high - low), 1e-3)
    axes = [np.linspace(a, b, resolution) for a, b in zip(low - margin, high + margin, strict=True)]
    return *axes, np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)


def _draw_classes(ax, X, y, colors, class_names):
    """Draw the points of each class, and its name in their middle."""
    for k in np.unique(y):
        style = {"markeredgecolor": _LIGHT["paper"], "markeredgewidth": 0.5}
        ax.plot(*X[y == k].T, _MARKERS[k], color=colors[k], **style)
        if class_names is not None:
            box = {"facecolor": _LIGHT["paper"], "alpha": 0.75, "edgecolor": "none", "pad": 1.5}
            middle, ink = np.median(X[y == k], axis=0), text_color(colors[k])
            ax.text(*middle, class_names[k], color=ink, ha="center", va="center", bbox=box)


def matrix_heatmap(A, ax=None, *, row_labels=None, column_labels=None, limit=None):
    """Draw a matrix as colored cells, with its numbers up to 6 × 6: negative vermilion, positive blue.

    Parameters
    ----------
    A : array of shape (m, n)
    ax : matplotlib.axes.Axes, optional
    row_labels, column_labels : sequences of str, optional
    limit : float, optional
        The absolute value that gets full color; the largest entry unless given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If ``A`` is not a matrix, or the labels are not as many as its rows or columns.

    Examples
    --------
    >>> ax = matrix_heatmap([[1.0, -2.0]], plt.figure().add_subplot())
    >>> ax.images[0].get_clim(), [text.get_text() for text in ax.texts]
    ((-2.0, 2.0), ['1', '−2'])
    """
    ax = plt.gca() if ax is None else ax
    A = _checks.array("A", A, ("m", "n"))
    limit = _checks.scalar("limit", np.abs(A).max() or 1.0 if limit is None else limit, low=0, open_low=True)
    ax.imshow(A, cmap=DIVERGING, vmin=-limit, vmax=limit, interpolation="nearest", aspect="equal")
    _cell_labels(ax.set_xticks, "column_labels", column_labels, A.shape[1])
    _cell_labels(ax.set_yticks, "row_labels", row_labels, A.shape[0])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    if max(A.shape) <= 6:
        for (i, j), a in np.ndenumerate(A):
            color = _LIGHT["paper"] if abs(a) > 0.75 * limit else _LIGHT["ink"]
            text = f"{a:.0f}" if a == np.rint(a) and abs(a) < 1e5 else f"{a:.3g}"  # counts are not rounded
            ax.text(j, i, text.replace("-", "−"), ha="center", va="center", color=color, fontsize=10)
    return ax


def _cell_labels(set_ticks, name, labels, length):
    if labels is None:
        set_ticks([])
    elif len(labels) != length:
        raise ValueError(f"{name} has {len(labels)} entries, expected {length}")
    else:
        set_ticks(range(length), labels)


def image_grid(images, ax=None, *, n_columns=8, labels=None, low=None, high=None):
    """Lay images side by side in one picture, row by row, each with its label above; shown as PNG.

    Parameters
    ----------
    images : array of shape (n, height, width) or (n, height, width, 3)
        Gray (the smallest value black, the largest white) or color between 0 and 1.
    ax : matplotlib.axes.Axes, optional
    n_columns : int
    labels : sequence of n str, optional
    low, high : float, optional
        The gray values that are drawn black and white; the smallest and largest unless given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError, ValueError
        If ``images`` has another shape, or the labels are not as many as the images.

    Examples
    --------
    >>> ax = image_grid(np.zeros((3, 4, 5)), plt.figure().add_subplot(), n_columns=2)
    >>> [picture.get_extent() for picture in ax.images]
    [[0, 5, 4, 0], [6, 11, 4, 0], [0, 5, 9, 5]]
    """
    ax = plt.gca() if ax is None else ax
    images = _checks.array("images", images, ndim=(3, 4))
    if images.ndim == 4 and images.shape[3] != 3:
        raise ValueError(f"images has shape {images.shape}, expected (n, height, width) or (n, height, width, 3)")
    n_columns = _checks.integer("n_columns", n_columns, low=1)
    if labels is not None and len(labels) != len(images):
        raise ValueError(f"labels has {len(labels)} entries, expected {len(images)}")
    _, h, w = images.shape[:3]
    row = h + 1 if labels is None else int(np.ceil(1.35 * h))
    gray = {
        "cmap": "gray",
        "vmin": images.min() if low is None else low,
        "vmax": images.max() if high is None else high,
    }
    for i, image in enumerate(images):
        top, left = i // n_columns * row, i % n_columns * (w + 1)
        ax.imshow(image, extent=[left, left + w, top + h, top], interpolation="nearest", **gray)
        if labels is not None:
            ax.text(left + w / 2, top - 0.04 * h, labels[i], ha="center", va="bottom", fontsize=9)
    rows, columns = -(-len(images) // n_columns), min(n_columns, len(images))
    ax.set(xlim=(0, columns * (w + 1) - 1), ylim=(rows * row - row + h, 0), aspect="equal")
    ax.set_axis_off()
    photograph(ax.figure)
    return ax


def _named(name, curves):
    if not isinstance(curves, dict) or not curves:
        raise TypeError(f"{name} is {str(curves)[:40]}, expected a dict of label to array, not empty")
    return curves


def _interval(name, interval):
    low, high = _checks.array(name, interval, (2,))
    if not low < high:
        raise ValueError(f"{name} is ({low:g}, {high:g}), expected a smaller number before a larger one")
    return float(low), float(high)
