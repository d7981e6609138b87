"""What is drawn is what was given: the data of the artists, not their pixels."""

import matplotlib

matplotlib.use("Agg")

import io
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.colors import to_hex, to_rgb

from dlmath import plotting

PATH = np.array([[1.0, 1.0], [0.5, -0.5], [0.25, 0.25]])


@pytest.fixture
def ax():
    with matplotlib.rc_context():
        plotting.use_style()
        yield plt.figure().add_subplot()
        plt.close("all")


def drawn(ax):
    """Draw in full, so that whatever is only found out while drawing is found out."""
    file = io.BytesIO()
    ax.figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


def words(ax):
    return [text.get_text() for text in ax.texts]


def bowl(x):
    return x @ x


def luminance(color):
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


def contrast(a, b):
    low, high = sorted([luminance(a), luminance(b)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_ink_and_muted_words_can_be_read_on_paper(mode):
    palette = plotting.PALETTE[mode]
    assert contrast(palette["ink"], palette["paper"]) > 7
    assert contrast(palette["muted"], palette["paper"]) > 4.5


@pytest.mark.parametrize("name", ["data", "model", "gradient", "error", "muted"])
def test_words_in_the_color_of_a_line_can_be_read(name):
    assert contrast(plotting.text_color(name), "white") > 4.5


def test_light_and_dark_name_the_same_colors():
    assert plotting.PALETTE["light"].keys() == plotting.PALETTE["dark"].keys()


def test_text_color_is_two_parts_color_and_one_part_ink():
    assert plotting.text_color("#1F2933") == "#1f2933"
    assert plotting.text_color("#000000") == to_hex(np.array([0x1F, 0x29, 0x33]) / 3 / 255)


def test_the_ground_is_transparent_and_the_ink_dark(ax):
    assert ax.figure.get_facecolor()[3] == 0
    assert ax.patch.get_facecolor()[3] == 0
    assert matplotlib.rcParams["text.color"] == plotting.PALETTE["light"]["ink"]


def test_the_same_picture_is_the_same_file_twice():
    files = []
    for _ in range(2):
        with matplotlib.rc_context():
            plotting.use_style()
            axes = plt.figure().add_subplot()
            files.append(drawn(plotting.contour_path(bowl, PATH, axes, x_range=(-2, 2), y_range=(-2, 2))))
            plt.close("all")
    assert files[0] == files[1]


@pytest.mark.parametrize(("is_photograph", "mime"), [(False, "image/svg+xml"), (True, "image/png")])
def test_a_notebook_shows_lines_as_svg_and_photographs_as_png(ax, monkeypatch, is_photograph, mime):
    shell = SimpleNamespace(kernel=None, display_formatter=DisplayFormatter())
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    plotting.use_style()
    ax.plot([1.0, 2.0])
    if is_photograph:
        plotting.photograph(ax.figure)
    shown, _ = shell.display_formatter.format(ax.figure)
    assert set(shown) == {"text/plain", mime}


def test_learning_curves_draw_every_value_and_name_every_line(ax):
    curves = {"slow": [1.0, 0.9, 0.8], "fast": [1.0, 0.1, 0.01]}
    assert plotting.learning_curves(curves, ax) is ax
    assert [line.get_ydata().tolist() for line in ax.lines] == list(curves.values())
    assert words(ax) == ["fast", "slow"]
    assert ax.get_yscale() == "log"
    assert {text.xy for text in ax.texts} == {(2, 0.8), (2, 0.01)}
    drawn(ax)


def test_a_diverging_learning_curve_ends_where_it_leaves_the_numbers(ax):
    plotting.learning_curves({"diverges": [1.0, 10.0, np.inf, np.nan]}, ax)
    assert ax.texts[0].xy == (1, 10.0)
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), [1.0, 10.0, np.nan, np.nan])
    drawn(ax)


def test_labels_of_curves_that_end_together_do_not_lie_on_each_other(ax):
    plotting.learning_curves({"a": [2.0, 1.0], "b": [3.0, 1.0], "c": [4.0, 1.0]}, ax)
    drawn(ax)
    y = sorted(text.get_window_extent().y0 for text in ax.texts)
    assert min(np.diff(y)) >= matplotlib.rcParams["font.size"]


def test_a_curve_may_be_negative_on_a_linear_axis(ax):
    plotting.learning_curves({"f": [1.0, -1.0]}, ax, log=False)
    assert ax.get_yscale() == "linear"
    with pytest.raises(ValueError, match=r"curves\['f'\] holds no positive finite number"):
        plotting.learning_curves({"f": [-1.0, -1.0]}, ax)


@pytest.mark.parametrize("curves", [[1.0, 2.0], {}, None])
def test_learning_curves_need_labels(ax, curves):
    with pytest.raises(TypeError, match="expected a dict of label to array"):
        plotting.learning_curves(curves, ax)


def test_contour_path_draws_the_path_in_the_picture_asked_for(ax):
    assert plotting.contour_path(bowl, PATH, ax, x_range=(-2, 2), y_range=(-1, 3)) is ax
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), PATH)
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), PATH[:1])
    assert (ax.get_xlim(), ax.get_ylim()) == ((-2, 2), (-1, 3))
    drawn(ax)


def test_the_rings_of_a_bowl_lie_at_equal_distances(ax):
    plotting.contour_path(
        lambda x: np.max(np.abs(x)) ** 2,
        None,
        ax,
        x_range=(-1, 1),
        y_range=(-1, 1),
        n_levels=5,
        resolution=201,
    )
    levels = ax.collections[0].get_paths(), ax.collections[1].levels
    np.testing.assert_allclose(np.sqrt(levels[1]), [0.2, 0.4, 0.6, 0.8], atol=0.01)


def test_contour_path_looks_at_f_with_x_to_the_right_and_y_upward(ax):
    plotting.contour_path(lambda x: x[1], None, ax, x_range=(0, 1), y_range=(0, 1), n_levels=2)
    segment = ax.collections[1].get_paths()[0].vertices
    assert np.ptp(segment[:, 0]) == 1 and np.ptp(segment[:, 1]) < 1e-12


def test_several_paths_are_named_at_their_ends(ax):
    plotting.contour_path(bowl, {"one": PATH, "two": -PATH}, ax, x_range=(-2, 2), y_range=(-2, 2))
    assert words(ax) == ["one", "two"]
    assert ax.texts[1].xy == (-0.25, -0.25)


def test_the_first_steps_can_be_numbered(ax):
    plotting.contour_path(bowl, PATH, ax, x_range=(-2, 2), y_range=(-2, 2), numbers=True)
    assert words(ax) == ["0", "1", "2"]


def test_a_flat_landscape_can_be_drawn(ax):
    plotting.contour_path(lambda x: 1.0, None, ax, x_range=(-2, 2), y_range=(-2, 2), resolution=5)
    drawn(ax)


def test_contour_path_names_what_is_wrong(ax):
    window = {"x_range": (-1, 1), "y_range": (-1, 1)}
    with pytest.raises(ValueError, match=r"x_range is \(1, 1\), expected a smaller number before a larger one"):
        plotting.contour_path(bowl, PATH, ax, x_range=(1, 1), y_range=(-1, 1))
    with pytest.raises(ValueError, match=r"paths has shape \(2, 3\), expected \(n, 2\)"):
        plotting.contour_path(bowl, np.zeros((2, 3)), ax, **window)
    with pytest.raises(TypeError, match=r"f\(x\) is ndarray"):
        plotting.contour_path(lambda x: x, PATH, ax, **window)


def test_decision_regions_show_the_data_and_the_border(ax):
    X, y = np.array([[-1.0, 0.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1])
    assert plotting.decision_regions(lambda X: X[:, 0] > 0.25, X, y, ax, class_names=["left", "right"]) is ax
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), X[:1])
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), X[1:])
    border = ax.collections[-1].get_paths()[0].vertices
    np.testing.assert_allclose(border[:, 0], 0.25, atol=2.5 / 150)
    assert words(ax) == ["left", "right"]
    drawn(ax)


def test_decision_regions_can_be_of_one_class(ax):
    plotting.decision_regions(lambda X: np.zeros(len(X)), [[0.0, 1.0], [1.0, 0.0]], [0, 0], ax)
    drawn(ax)


def test_a_probability_field_shows_the_data_and_its_level_lines(ax):
    X, y = np.array([[-3.0, 0.0], [3.0, 0.0], [3.0, 1.0]]), np.array([0, 1, 1])
    sigmoid = lambda X: 1 / (1 + np.exp(-X[:, 0] + 1))  # noqa: E731
    assert plotting.probability_field(sigmoid, X, y, ax, class_names=["left", "right"]) is ax
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), X[:1])
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), X[1:])
    ten, half, ninety = (path.vertices[:, 0] for path in ax.collections[-1].get_paths())
    np.testing.assert_allclose(half, 1.0, atol=1e-3)
    np.testing.assert_allclose([ten[0], ninety[0]], [1 - np.log(9), 1 + np.log(9)], atol=1e-2)
    drawn(ax)
    assert words(ax)[-2:] == ["left", "right"]


def test_a_probability_field_can_be_the_same_everywhere(ax):
    plotting.probability_field(lambda X: np.full(len(X), 0.5), [[0.0, 1.0], [1.0, 0.0]], [0, 0], ax)
    drawn(ax)


def test_a_probability_field_names_what_is_wrong(ax):
    X = [[0.0, 1.0], [1.0, 0.0]]
    with pytest.raises(ValueError, match="y holds 2 at index 1, expected labels from 0 to 1"):
        plotting.probability_field(lambda X: X[:, 0], X, [0, 2], ax)
    with pytest.raises(ValueError, match=r"outside of \[0, 1\], expected probabilities"):
        plotting.probability_field(lambda X: 2 * X[:, 0], X, [0, 1], ax)


def test_decision_regions_name_what_is_wrong(ax):
    with pytest.raises(ValueError, match=r"X has shape \(3,\), expected \(n, 2\)"):
        plotting.decision_regions(bowl, [1.0, 2.0, 3.0], [0, 1, 0], ax)
    with pytest.raises(TypeError, match=r"predict\(X\) has dtype float64, expected whole numbers"):
        plotting.decision_regions(lambda X: X[:, 0], [[0.0, 1.0], [1.0, 0.0]], [0, 1], ax)


def test_matrix_heatmap_shows_the_matrix_with_zero_in_the_middle(ax):
    A = np.array([[1.0, -4.0], [0.5, 0.0], [2.0, 3.0]])
    assert plotting.matrix_heatmap(A, ax, row_labels="abc", column_labels=["x", "y"]) is ax
    np.testing.assert_array_equal(ax.images[0].get_array(), A)
    assert ax.images[0].get_clim() == (-4, 4)
    assert words(ax) == ["1", "−4", "0.5", "0", "2", "3"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b", "c"]
    drawn(ax)


def test_a_heatmap_of_counts_keeps_all_their_digits(ax):
    plotting.matrix_heatmap([[1808.0, 0.25], [-10.0, 0.12345]], ax)
    assert words(ax) == ["1808", "0.25", "−10", "0.123"]


def test_a_large_matrix_is_drawn_without_numbers_and_zeros_without_a_fault(ax):
    plotting.matrix_heatmap(np.zeros((20, 3)), ax)
    assert words(ax) == [] and ax.images[0].get_clim() == (-1, 1)


def test_matrix_heatmap_names_what_is_wrong(ax):
    with pytest.raises(ValueError, match="row_labels has 1 entries, expected 2"):
        plotting.matrix_heatmap(np.eye(2), ax, row_labels=["a"])
    with pytest.raises(ValueError, match=r"A has shape \(3,\), expected \(m, n\)"):
        plotting.matrix_heatmap([1.0, 2.0, 3.0], ax)
    with pytest.raises(ValueError, match="limit is 0, expected a number above 0"):
        plotting.matrix_heatmap(np.eye(2), ax, limit=0)


def test_an_arrow_runs_from_tail_to_tip_and_is_named(ax):
    assert plotting.arrow(ax, [3.0, 1.0], "a", "data", tail=[1.0, 1.0], at=1) is ax
    line, name = ax.texts
    assert (*line.xyann, *line.xy) == (1, 1, 4, 2)
    assert to_hex(line.arrow_patch.get_edgecolor()).upper() == plotting.PALETTE["light"]["data"]
    assert (name.get_text(), name.xy) == ("a", (4, 2))
    with pytest.raises(ValueError, match="vector"):
        plotting.arrow(ax, [1.0, 2.0, 3.0], "a", "data")


def test_a_point_cloud_holds_its_rows_and_the_origin_in_the_middle(ax):
    assert plotting.point_cloud([[3.0, -4.0], [1.0, 0.0]], ax, title="as written") is ax
    assert ax.lines[-1].get_xydata().tolist() == [[3, -4], [1, 0]]
    np.testing.assert_allclose([*ax.get_xlim(), *ax.get_ylim()], [-4.4, 4.4, -4.4, 4.4])
    with pytest.raises(ValueError, match="X"):
        plotting.point_cloud(np.eye(3), ax)


def test_a_directed_graph_has_a_circle_for_each_node_and_an_arrow_for_each_parent(ax):
    parents, places = {"x": [], "y": [], "z": ["x", "y"]}, {"x": (0, 1), "y": (1, 1), "z": (0.5, 0)}
    assert plotting.directed_graph(parents, places, ax, known=["y"]) is ax
    arrows = [(text.xyann, text.xy) for text in ax.texts if not text.get_text()]
    assert arrows == [((0, 1), (0.5, 0)), ((1, 1), (0.5, 0))]
    assert [text.get_text() for text in ax.texts if text.get_text()] == list(parents)
    filled = [line.get_markerfacecolor() == plotting.PALETTE["light"]["data"] for line in ax.lines]
    assert filled == [False, True, False]
    with pytest.raises(ValueError, match="places has none for 'z', expected one for every node"):
        plotting.directed_graph(parents, {"x": (0, 1), "y": (1, 1)}, ax)


def test_a_labeled_cloud_holds_its_rows_and_its_name_in_their_middle(ax):
    X = np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 2.0]])
    plotting.labeled_cloud(ax, X, "all", "model")
    assert np.array_equal(ax.lines[0].get_xydata(), X)
    assert (ax.texts[0].get_text(), ax.texts[0].get_position()) == ("all", (2.0, 2.0))
    other = plotting.labeled_cloud(ax, X, "again", "data").lines[1]
    assert other.get_marker() != ax.lines[0].get_marker()


def test_image_grid_lays_images_row_by_row_and_is_a_photograph(ax):
    images = np.arange(3 * 4 * 5.0).reshape(3, 4, 5)
    assert plotting.image_grid(images, ax, n_columns=2, labels=["a", "b", "c"]) is ax
    for picture, image in zip(ax.images, images, strict=True):
        np.testing.assert_array_equal(picture.get_array(), image)
        assert picture.get_clim() == (0, 59)
    (a, b, c) = [picture.get_extent() for picture in ax.images]
    assert a[1] < b[0] and a[2:] == b[2:] and c[:2] == a[:2] and c[3] > a[2]
    assert words(ax) == ["a", "b", "c"]
    assert ax.figure.get_gid() == "photograph"
    drawn(ax)


def test_image_grid_takes_color_and_names_what_is_wrong(ax):
    plotting.image_grid(np.full((1, 2, 2, 3), 0.5), ax)
    with pytest.raises(ValueError, match=r"images has shape \(1, 2, 2, 4\)"):
        plotting.image_grid(np.zeros((1, 2, 2, 4)), ax)
    with pytest.raises(ValueError, match=r"images has 2 axes"):
        plotting.image_grid(np.eye(3), ax)
    with pytest.raises(ValueError, match="labels has 1 entries, expected 2"):
        plotting.image_grid(np.zeros((2, 3, 3)), ax, labels=["a"])


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plotting.learning_curves({"a": [1.0, 0.5]}),
        lambda: plotting.contour_path(bowl, PATH, x_range=(-1, 1), y_range=(-1, 1)),
        lambda: plotting.decision_regions(lambda X: X[:, 0] > 0, PATH, [0, 1, 0]),
        lambda: plotting.probability_field(lambda X: (X[:, 0] > 0).astype(float), PATH, [0, 1, 0]),
        lambda: plotting.matrix_heatmap(np.eye(2)),
        lambda: plotting.image_grid(np.zeros((1, 2, 2))),
    ],
)
def test_without_axes_the_current_ones_are_used(ax, draw):
    plt.sca(ax)
    assert draw() is ax


def test_drawing_changes_no_argument(ax):
    path, images, A = PATH.copy(), np.ones((2, 3, 3)), np.eye(2)
    plotting.contour_path(bowl, path, ax, x_range=(-1, 1), y_range=(-1, 1))
    plotting.image_grid(images, ax)
    plotting.matrix_heatmap(A, ax)
    np.testing.assert_array_equal(path, PATH)
    np.testing.assert_array_equal(images, 1)
    np.testing.assert_array_equal(A, np.eye(2))
