"""Data sets: against scikit-learn and what was published, by what must hold of the numbers, and by hand."""

import hashlib
import pathlib
import re
import subprocess
import sys
import zipfile

import numpy as np
import pytest
import sklearn.datasets
import sklearn.neighbors

from dlmath import datasets
from tests import bad_input

DATA = pathlib.Path(datasets.__file__).parent / "data"
EPS = np.finfo(float).eps
LOADERS = [datasets.diabetes, datasets.penguins, datasets.digits, datasets.mnist, datasets.tiny_digits]
TOYS = [datasets.moons, datasets.circles, datasets.spirals, datasets.xor]


def parts(loaded):
    return loaded if isinstance(loaded, tuple) else (loaded,)


# --- Alice


def test_the_book_equals_its_file_read_byte_by_byte(proof):
    raw = np.fromfile(DATA / "alice.txt", np.uint8)
    codes = [ord(character) for character in datasets.alice()]
    proof("datasets.alice", "independent", "the file's bytes", codes, raw[raw != 13], bound=0.0)


def test_letters_come_in_the_book_as_often_as_in_english(proof):
    text = datasets.alice().lower()
    # R. Lewand, "Cryptological mathematics", 2000: percent of all letters.
    english = {"e": 12.7, "t": 9.1, "a": 8.2, "o": 7.5, "i": 7.0, "n": 6.7, "s": 6.3, "h": 6.1, "r": 6.0, "z": 0.1}
    n = sum(character.isalpha() for character in text)
    found = [text.count(letter) / n for letter in english]
    expected = [percent / 100 for percent in english.values()]
    # A book has its own habits: "she said" alone makes h more frequent.
    proof("datasets.alice", "law", "letters come as often as in English", found, expected, bound=0.15)


def test_the_first_sentence_by_hand(proof):
    first = "Alice was beginning to get very tired of sitting by her sister"
    text = datasets.alice()
    codes = [ord(character) for character in text[231 : 231 + len(first)]]
    proof("datasets.alice", "by hand", "the first words of the story", codes, [ord(c) for c in first], bound=0.0)
    assert text.isascii() and text.endswith("THE END\n") and "\r" not in text and text.count("CHAPTER") == 12


# --- diabetes


def test_diabetes_equals_scikit_learn(proof):
    data, theirs = datasets.diabetes(), sklearn.datasets.load_diabetes(scaled=False)
    against = "sklearn.datasets.load_diabetes"
    proof("datasets.diabetes", "independent", against, data.X, theirs.data, bound=0.0)
    proof("datasets.diabetes", "independent", against, data.y, theirs.target, bound=0.0)
    assert list(data.feature_names) == theirs.feature_names


def test_the_fourth_blood_value_is_total_cholesterol_over_hdl(proof):
    s1, s3, s4 = datasets.diabetes().X[:, [4, 6, 7]].T
    # Most of the table's quotients are rounded to whole numbers, some are kept with two digits.
    share = np.mean(np.abs(s1 / s3 - s4) < 0.51)
    proof(
        "datasets.diabetes", "law", "s4 = s1 / s3, rounded, for 98 of 100 people", float(share > 0.98), 1.0, bound=0.0
    )


def test_the_first_person_by_hand(proof):
    data = datasets.diabetes()
    row = [59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87, 151]
    proof("datasets.diabetes", "by hand", "first row of the original table", [*data.X[0], data.y[0]], row, bound=0.0)


# --- penguins


def test_penguins_equal_the_summary_that_was_published_with_them(proof):
    # R: summary(palmerpenguins::penguins): minimum, quartiles, mean, maximum to four digits, and the missing values.
    summary = [
        [32.10, 39.23, 44.45, 43.92, 48.50, 59.60],
        [13.10, 15.60, 17.30, 17.15, 18.70, 21.50],
        [172.0, 190.0, 197.0, 200.9, 213.0, 231.0],
        [2700, 3550, 4050, 4202, 4750, 6300],
    ]
    data = datasets.penguins()
    for x, expected in zip(data.X.T, summary, strict=True):
        found = [*np.nanpercentile(x, [0, 25, 50]), np.nanmean(x), *np.nanpercentile(x, [75, 100])]
        against = "R's summary(penguins), to its four digits"
        proof("datasets.penguins", "independent", against, found, expected, bound=5e-4)
        assert np.isnan(x).sum() == 2
    sexes = {str(k): int(v) for k, v in zip(*np.unique(data.other["sex"], return_counts=True), strict=True)}
    assert sexes == {"": 11, "female": 165, "male": 168}
    islands = {str(k): int(v) for k, v in zip(*np.unique(data.other["island"], return_counts=True), strict=True)}
    assert islands == {"Biscoe": 168, "Dream": 124, "Torgersen": 52}


def test_each_species_lives_where_it_was_seen_and_males_are_heavier(proof):
    data = datasets.penguins()
    mass, species, sex = data.X[:, 3], data.y, data.other["sex"]
    heavier = [
        np.nanmean(mass[(species == k) & (sex == "male")]) > np.nanmean(mass[(species == k) & (sex == "female")])
        for k in range(3)
    ]
    homes = [set(data.other["island"][species == k]) for k in range(3)]
    holds = all(heavier) and homes == [{"Biscoe", "Dream", "Torgersen"}, {"Dream"}, {"Biscoe"}]
    against = "males are heavier, Chinstraps live on Dream, Gentoos on Biscoe"
    proof("datasets.penguins", "law", against, float(holds), 1.0, bound=0.0)


def test_the_first_penguins_by_hand(proof):
    data = datasets.penguins()
    counts = np.bincount(data.y)
    proof("datasets.penguins", "by hand", "152 Adelie, 68 Chinstrap, 124 Gentoo", counts, [152, 68, 124], bound=0.0)
    rows = [[39.1, 18.7, 181, 3750], [39.5, 17.4, 186, 3800], [40.3, 18, 195, 3250], [np.nan] * 4]
    proof("datasets.penguins", "by hand", "first four rows of the original table", data.X[:4], rows, bound=0.0)
    assert data.other["year"][0] == 2007 and data.other["sex"][:4].tolist() == ["male", "female", "female", ""]


# --- digits


def test_digits_equal_scikit_learn(proof):
    data, theirs = datasets.digits(), sklearn.datasets.load_digits()
    against = "sklearn.datasets.load_digits"
    proof("datasets.digits", "independent", against, data.X, theirs.data, bound=0.0)
    proof("datasets.digits", "independent", against, data.y, theirs.target, bound=0.0)


def test_digits_of_one_class_look_alike(proof):
    data = datasets.digits()
    nearest = sklearn.neighbors.KNeighborsClassifier(1).fit(data.X[:1000], data.y[:1000])
    wrong = np.mean(nearest.predict(data.X[1000:]) != data.y[1000:])
    against = "the nearest neighbor has the same label: share of misses"
    proof("datasets.digits", "law", against, wrong, bound=0.05)


def test_the_first_digit_by_hand(proof):
    row = [0, 0, 5, 13, 9, 1, 0, 0]
    actual = datasets.digits().images[0, 0]
    proof("datasets.digits", "by hand", "first row of the first image", actual, row, bound=0.0)


# --- MNIST


def test_mnist_equals_its_file_read_byte_by_byte(proof):
    with zipfile.ZipFile(DATA / "mnist_subset.npz") as file:
        raw = {name[:-4]: file.read(name) for name in file.namelist()}
    for part, data in zip(("train", "test"), datasets.mnist(), strict=True):
        pixels = np.frombuffer(raw[f"{part}_images"][-data.X.size :], np.uint8) / 255
        labels = np.frombuffer(raw[f"{part}_labels"][-len(data.y) :], np.uint8)
        against = "the file's last bytes, divided by 255"
        # float32 rounds to half of 2⁻²³.
        proof("datasets.mnist", "independent", against, data.X.ravel(), pixels, bound=2**-24)
        proof("datasets.mnist", "independent", against, data.y, labels, bound=0.0)


def test_mnist_digits_of_one_class_look_alike(proof):
    train, test = datasets.mnist()
    nearest = sklearn.neighbors.KNeighborsClassifier(1).fit(train.X[:3000], train.y[:3000])
    wrong = np.mean(nearest.predict(test.X[:300]) != test.y[:300])
    against = "the nearest neighbor has the same label: share of misses"
    proof("datasets.mnist", "law", against, wrong, bound=0.12)


def test_the_first_labels_of_mnist_by_hand(proof):
    train, test = datasets.mnist()
    labels = [*train.y[:10], *test.y[:10]]
    expected = [5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    proof("datasets.mnist", "by hand", "the well-known first labels", labels, expected, bound=0.0)
    assert train.images.shape == (10000, 28, 28) and train.X.dtype == np.float32 and train.X.max() == 1.0


# --- tiny digits


def hand_made_network(X):
    """Weights of a 12-3-2 network that reads every tiny digit, chosen by thought.

    A hidden unit likes the ink of one column, of the two pixels in the middle twice as much as of the two at the ends,
    and wakes up when more than 3.5 of 6 points are there: z = 2 (points − 3.5). One output likes the strokes at the
    left and the right and dislikes the one in the middle (a zero), the other is its opposite (a one).
    """
    points = np.array([1, 2, 2, 1])
    W1 = np.zeros((3, 4, 3))
    for stroke in range(3):
        W1[stroke, :, stroke] = 2 * points
    W2 = np.array([[4, -6, 4], [-4, 6, -4]])
    hidden = 1 / (1 + np.exp(-(X @ W1.reshape(3, 12).T - 7)))
    return hidden, 1 / (1 + np.exp(-(hidden @ W2.T)))


def test_a_hand_made_network_with_three_hidden_units_reads_all_tiny_digits(proof):
    data = datasets.tiny_digits()
    _, output = hand_made_network(data.X)
    proof("datasets.tiny_digits", "independent", "a hand-made 12-3-2 network", output.argmax(1), data.y, bound=0.0)
    assert output[np.arange(64), data.y].min() > 0.85


def test_the_hand_made_network_needs_each_of_its_hidden_units():
    data = datasets.tiny_digits()
    hidden, _ = hand_made_network(data.X)
    for unit in range(3):
        without = hidden * (np.arange(3) != unit)
        answer = (without @ np.array([-4, 6, -4]) > 0).astype(int)
        assert (answer != data.y).sum() >= 3


def test_tiny_digits_are_all_different_and_half_of_them_zeros(proof):
    data = datasets.tiny_digits()
    found = [len(np.unique(data.X, axis=0)), *np.bincount(data.y)]
    proof("datasets.tiny_digits", "law", "64 different images, 32 of each digit", found, [64, 32, 32], bound=0.0)
    assert set(np.unique(data.X)) == {0.0, 1.0}
    middle = data.images[:, :, 1] @ [1, 2, 2, 1]
    sides = np.minimum(data.images[:, :, 0] @ [1, 2, 2, 1], data.images[:, :, 2] @ [1, 2, 2, 1])
    assert (middle[data.y == 1] >= 4).all() and (sides[data.y == 0] >= 2).all()


def test_the_first_tiny_digits_by_hand(proof):
    images = datasets.tiny_digits().images[[0, 32]]
    expected = [[[1, 1, 1], [1, 0, 1], [1, 0, 1], [1, 1, 1]], [[0, 1, 0]] * 4]
    proof("datasets.tiny_digits", "by hand", "a ring and a stroke", images, np.array(expected), bound=0.0)


# --- toys


def sorted_rows(data):
    table = np.column_stack([data.y, data.X]).round(12) + 0.0
    return table[np.lexsort(table.T)]


@pytest.mark.parametrize("n", [2, 50, 51])
def test_moons_and_circles_equal_scikit_learn(n, proof):
    cases = {"moons": sklearn.datasets.make_moons(n), "circles": sklearn.datasets.make_circles(n, factor=0.5)}
    for name, (X, y) in cases.items():
        data = getattr(datasets, name)(n, noise=0.0, rng=0)
        theirs = datasets.Dataset(X, y, (), "", "", "")
        against = f"sklearn.datasets.make_{name}, in sorted order"
        proof(f"datasets.{name}", "independent", against, sorted_rows(data), sorted_rows(theirs), bound=1e-12)


def test_spirals_equal_powers_of_a_complex_number(proof):
    for n in (2, 9, 100):
        arms = [np.linspace(0, 1, size) for size in (n // 2, n - n // 2)]
        points = np.concatenate([(-1) ** k * t * np.exp(3.5j * np.pi * t) for k, t in enumerate(arms)])
        y = np.repeat([0, 1], [len(t) for t in arms])
        expected = datasets.Dataset(np.column_stack([points.real, points.imag]), y, (), "", "", "")
        data = datasets.spirals(n, noise=0.0, rng=0)
        against = "(−1)ᵏ t exp(3.5πi t) in complex numbers"
        proof("datasets.spirals", "independent", against, sorted_rows(data), sorted_rows(expected), bound=1e-12)


def test_xor_labels_equal_logical_xor(proof):
    for seed in range(5):
        data = datasets.xor(101, noise=0.0, rng=seed)
        expected = np.logical_xor(*(data.X > 0).T)
        proof("datasets.xor", "independent", "numpy.logical_xor", data.y, expected.astype(int), bound=0.0)
        assert 0.9 < np.abs(data.X).max() <= 1.0


@pytest.mark.parametrize("toy", TOYS)
def test_the_noise_of_a_toy_has_the_standard_deviation_asked_for(toy, proof):
    # The same seed gives the same points in the same order: the difference is the noise alone.
    clean, noisy = (toy(20_000, noise, rng=4).X for noise in (0.0, 0.3))
    spread, mean = np.std(noisy - clean), np.mean(noisy - clean)
    # 40,000 draws know their spread to 1/√80,000 = 0.35 %, their mean to 0.0015; five times that.
    against = "spread and mean of the noise"
    proof(f"datasets.{toy.__name__}", "law", against, [spread / 0.3, mean / 0.3], [1.0, 0.0], bound=0.025)


@pytest.mark.parametrize("toy", TOYS)
@pytest.mark.parametrize("n", [2, 3, 40, 41])
def test_a_toy_has_as_many_points_as_asked_for_and_balanced_classes(toy, n):
    data = toy(n, 0.1, 0)
    assert data.X.shape == (n, 2) and data.y.shape == (n,)
    assert np.abs(np.diff(np.bincount(data.y, minlength=2))[0]) <= (2 if toy is datasets.xor else 1)


@pytest.mark.parametrize("toy", TOYS)
def test_a_toy_repeats_with_its_seed_and_comes_in_random_order(toy):
    first, again, other = (toy(60, 0.1, seed) for seed in (7, np.random.default_rng(7), 8))
    np.testing.assert_array_equal(first.X, again.X)
    np.testing.assert_array_equal(first.y, again.y)
    assert not np.array_equal(first.X, other.X)
    assert 10 < np.sum(first.y[:30]) < 20 or np.any(np.diff(first.y[:30]))


def test_toys_by_hand(proof):
    cases = {
        "moons": (6, [[0, 1, 0], [0, 0, 1], [0, -1, 0], [1, 0, 0.5], [1, 1, -0.5], [1, 2, 0.5]]),
        "circles": (4, [[0, 1, 0], [0, -1, 0], [1, 0.5, 0], [1, -0.5, 0]]),
        "spirals": (4, [[0, 0, 0], [0, 0, -1], [1, 0, 0], [1, 0, 1]]),
    }  # fmt: skip
    for name, (n, expected) in cases.items():
        expected = np.array(expected)
        table = datasets.Dataset(expected[:, 1:], expected[:, 0], (), "", "", "")
        data = getattr(datasets, name)(n, noise=0.0, rng=0)
        against = "ends, middle and quarters of the curves"
        proof(f"datasets.{name}", "by hand", against, sorted_rows(data), sorted_rows(table), bound=1e-12)
    data = datasets.xor(4, noise=0.0, rng=1)
    quadrants = {tuple(np.sign(x).astype(int)): int(y) for x, y in zip(data.X, data.y, strict=True)}
    found = [quadrants[corner] for corner in ((-1, -1), (1, -1), (-1, 1), (1, 1))]
    proof("datasets.xor", "by hand", "one point in each quadrant: 0, 1, 1, 0", found, [0, 1, 1, 0], bound=0.0)


# --- what all have in common


@pytest.mark.parametrize("load", LOADERS, ids=lambda f: f.__name__)
def test_every_data_set_is_complete_in_itself(load):
    for data in parts(load()):
        n, n_features = data.X.shape
        assert len(data.feature_names) == n_features and data.y.shape == (n,)
        assert data.source and data.license and data.target_name
        assert data.X.dtype in (np.float32, np.float64)
        if data.class_names:
            assert data.y.dtype == np.int64 and set(np.unique(data.y)) == set(range(len(data.class_names)))
        assert all(len(column) == n for column in data.other.values())
        assert repr(data).startswith(f"Dataset(X ({n}, {n_features}), y ({n},), ")


@pytest.mark.parametrize("load", LOADERS, ids=lambda f: f.__name__)
def test_a_reader_who_changes_the_arrays_does_not_change_those_of_the_next(load):
    data = parts(load())[0]
    before = data.X.copy()
    data.X[:], data.y[:] = 7, 3
    np.testing.assert_array_equal(parts(load())[0].X, before)


def test_a_data_set_cannot_be_given_other_arrays():
    with pytest.raises(AttributeError):
        datasets.diabetes().X = None


def test_only_image_sets_have_images():
    with pytest.raises(ValueError, match="the examples are not images: this data set has no image_shape"):
        _ = datasets.diabetes().images


# --- the files


def test_readme_and_code_name_the_sha256_of_every_file():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^## (\S+)\n.*?SHA-256: `(\w{64})`", readme, flags=re.S | re.M))
    present = {p.name for p in DATA.iterdir() if p.name != "README.md"}
    assert listed == datasets._SHA256
    assert set(listed) == present
    for name, expected in listed.items():
        content = (DATA / name).read_bytes()
        content = content if name.endswith(".npz") else content.replace(b"\r\n", b"\n")
        assert hashlib.sha256(content).hexdigest() == expected
    assert readme.count("- Source:") == readme.count("- License:") == len(listed)


@pytest.fixture
def other_files(tmp_path, monkeypatch):
    """A folder whose files are read in place of the package's."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(datasets.importlib.resources, "files", lambda package: tmp_path)
    datasets._read.cache_clear()
    yield tmp_path / "data"
    datasets._read.cache_clear()


FILES = ["alice.txt", "diabetes.csv", "penguins.csv", "digits.npz", "mnist_subset.npz", "tiny_digits.txt"]


@pytest.mark.parametrize("load, name", list(zip([datasets.alice, *LOADERS], FILES, strict=True)), ids=FILES)
def test_a_missing_or_damaged_file_gives_one_clear_sentence(load, name, other_files):
    with pytest.raises(FileNotFoundError, match=f"^the data file dlmath/data/{name} is missing: install dlmath again"):
        load()
    good = (DATA / name).read_bytes()
    changed = bytearray(good)
    changed[len(good) // 2] ^= 1
    for content in (b"", good[:-1], good + b"\n", bytes(changed)):
        (other_files / name).write_bytes(content)
        with pytest.raises(ValueError, match=f"^the data file dlmath/data/{name} is damaged .*: install dlmath again"):
            load()


def test_line_ends_that_git_changed_do_no_harm(other_files):
    text = (DATA / "diabetes.csv").read_bytes().replace(b"\r\n", b"\n")
    (other_files / "diabetes.csv").write_bytes(text.replace(b"\n", b"\r\n"))
    data = datasets.diabetes()
    assert data.X.shape == (442, 10) and data.target_name == "progression"


def test_data_sets_load_from_a_zipped_package(tmp_path):
    package = DATA.parent
    with zipfile.ZipFile(tmp_path / "dlmath.zip", "w") as file:
        for path in [*package.rglob("*.py"), *DATA.iterdir()]:
            file.write(path, pathlib.Path("dlmath") / path.relative_to(package))
    code = "from dlmath import datasets; print(datasets.__file__, datasets.penguins(), datasets.tiny_digits())"
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'dlmath.zip')!r}); {code}"],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert "dlmath.zip" in run.stdout and "Dataset(X (64, 12), y (64,), classes ('0', '1'))" in run.stdout, run.stderr


UNUSUAL = [
    bad_input.Case(
        toy,
        {"n": 10, "noise": 0.1, "rng": 0},
        {"n": [1, 0, -3], "noise": [-0.1, np.inf], "rng": [None, "0", -1, 1.5]},
        keeps_float32=False,
    )
    for toy in TOYS
]


@bad_input.every(UNUSUAL)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
