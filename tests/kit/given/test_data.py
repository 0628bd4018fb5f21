"""Which images are loaded, what is said when they cannot be, and how they are cut into batches."""

import gzip
from pathlib import Path

import pytest
import torch

from given.data import (
    DataError,
    batches_of,
    get_fashion_mnist_labels,
    load_data_fashion_mnist,
    load_images,
    scale_pixels,
)
from given.idx import FOLDER
from tests.kit.given.image_files import idx_bytes, isolate, put_files, tiny_files

TRAIN_IMAGES, TRAIN_LABELS, *_ = tiny_files()


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


# Fashion-MNIST from a folder


def test_images_and_labels_come_as_they_were_stored(tmp_path: Path) -> None:
    pixels = torch.arange(2 * 28 * 28).reshape(2, 28, 28) % 256
    mine = {TRAIN_IMAGES: idx_bytes(pixels), TRAIN_LABELS: idx_bytes(torch.tensor([3, 9]))}
    put_files(tmp_path / "mine", tiny_files() | mine)
    data = load_images("fashion-mnist", tmp_path / "mine")
    assert (data.name, data.note) == ("Fashion-MNIST", "")
    assert torch.equal(data.train_images, pixels.to(torch.uint8))
    assert torch.equal(data.train_labels, torch.tensor([3, 9]))
    assert (data.test_images.dtype, data.test_images.shape) == (torch.uint8, (7, 28, 28))
    assert torch.equal(data.test_labels, torch.arange(7))


def test_compressed_files_are_read(tmp_path: Path) -> None:
    put_files(tmp_path / "plain", tiny_files())
    put_files(tmp_path / "packed", {f"{name}.gz": gzip.compress(content) for name, content in tiny_files().items()})
    plain, packed = (load_images("auto", tmp_path / name) for name in ("plain", "packed"))
    assert torch.equal(plain.train_images, packed.train_images)
    assert torch.equal(plain.test_labels, packed.test_labels)


def test_the_argument_goes_before_the_variable_and_the_variable_before_data(tmp_path: Path, monkeypatch) -> None:
    for size, name in ((1, "argument"), (2, "variable"), (3, "data")):
        put_files(tmp_path / name, tiny_files(train=size))
    monkeypatch.setenv("FASHION_MNIST_DIR", "")
    assert len(load_images().train_labels) == 3
    monkeypatch.setenv("FASHION_MNIST_DIR", str(tmp_path / "variable"))
    assert len(load_images().train_labels) == 2
    assert len(load_images("auto", tmp_path / "argument").train_labels) == 1


@pytest.mark.parametrize("named", ["typo", "empty", "mine/FashionMNIST", "mine/FashionMNIST/raw"])
@pytest.mark.parametrize("choice", ["auto", "fashion-mnist"])
def test_for_a_named_folder_without_the_data_it_says_what_was_looked_for(choice, named, tmp_path, monkeypatch) -> None:
    (tmp_path / "empty").mkdir()
    for whole in ("data", "mine"):
        put_files(tmp_path / whole, tiny_files())
    problem = rf"{tmp_path / named / FOLDER / TRAIN_IMAGES} is missing\. Name the folder in which .*FASHION_MNIST_DIR"
    with pytest.raises(DataError, match=problem):
        load_images(choice, tmp_path / named)
    monkeypatch.setenv("FASHION_MNIST_DIR", str(tmp_path / named))
    with pytest.raises(DataError, match=problem):
        load_images(choice)


# Drawn garments


def test_drawings_carry_their_own_name_and_a_note_even_beside_real_data(tmp_path: Path) -> None:
    put_files(tmp_path / "data", tiny_files())
    data = load_images("synthetic", drawn=(5_000, 1_500))
    assert data.name == "synthetic garments"
    assert data.note == "Drawn garments stand in for Fashion-MNIST: they were asked for."
    assert (data.train_images.shape, data.train_images.dtype) == ((10, 28, 28), torch.uint8)
    assert (data.test_labels.shape, data.test_labels.dtype) == ((3,), torch.int64)


def test_a_grade_draws_fewer_than_a_program_that_follows_the_book() -> None:
    data = load_images("synthetic")
    train, test = load_data_fashion_mnist(1, choice="synthetic")
    assert (len(data.train_labels), len(data.test_labels)) == (20, 4), "one of every 500"
    assert (len(train), len(test)) == (120, 20)


def test_they_are_the_same_at_every_load_and_none_to_test_on_is_one_to_train_on(tmp_path: Path) -> None:
    first, second = (load_images("synthetic", drawn=(30_000, 30_000)) for _ in range(2))
    assert torch.equal(first.train_images, second.train_images)
    assert torch.equal(first.test_labels, second.test_labels)
    assert not (first.test_images[:, None] == first.train_images).all(dim=(2, 3)).any()
    assert not list(tmp_path.iterdir()), "no file is left"


def test_an_unknown_choice_is_an_error() -> None:
    with pytest.raises(ValueError, match="choice is 'mnist'"):
        load_images("mnist")  # type: ignore[arg-type]


# What the book's functions hand over, in batches


def test_labels_have_the_books_names() -> None:
    assert get_fashion_mnist_labels([0, 9, 5]) == ["t-shirt", "ankle boot", "sandal"]
    assert get_fashion_mnist_labels(torch.arange(10))[:9:4] == ["t-shirt", "coat", "bag"]


def test_the_book_gets_shuffled_training_batches_and_test_batches_in_order(tmp_path: Path) -> None:
    put_files(tmp_path / "data", tiny_files(train=200))
    data = load_images()
    train, test = load_data_fashion_mnist(64)
    for X, y in [*train, *test]:
        assert (X.dtype, y.dtype) == (torch.float32, torch.int64)
        assert X.shape == (len(y), 1, 28, 28)
        assert 0 <= X.min() < X.max() <= 1
    labels = torch.cat([y for _, y in train])
    assert not torch.equal(labels, data.train_labels)
    assert torch.equal(labels.sort().values, data.train_labels.sort().values)
    for _ in range(2):
        assert torch.equal(torch.cat([y for _, y in test]), data.test_labels)
        assert torch.equal(torch.cat([X for X, _ in test]), scale_pixels(data.test_images))


def test_the_note_is_printed_to_stderr_once_and_only_for_the_stand_in(tmp_path: Path, capsys) -> None:
    train, _ = load_data_fashion_mnist(32, choice="synthetic")
    list(train), list(train)
    out, err = capsys.readouterr()
    assert (out, err.count("Drawn garments stand in")) == ("", 1)
    put_files(tmp_path / "data", tiny_files())
    load_data_fashion_mnist(32)
    assert capsys.readouterr() == ("", "")


def images(n: int) -> torch.Tensor:
    """Images that are told apart by their one grey."""
    return torch.arange(n, dtype=torch.uint8)[:, None, None].expand(n, 28, 28)


def test_the_last_batch_holds_what_is_left() -> None:
    batches = batches_of(images(12), torch.arange(12), 5)
    assert [y.tolist() for _, y in batches] == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11]]
    assert len(batches) == 3


def test_shuffled_batches_come_in_a_new_order_at_every_pass_that_follows_the_seed_and_keep_their_pairs() -> None:
    batches = batches_of(images(200), torch.arange(200), 64, shuffle=True)
    passes = []
    for seed in (1, 2, 1):
        torch.manual_seed(seed)
        passes.append([torch.cat([y for _, y in batches]) for _ in range(2)])
    (first, second), (other, _), (first_again, _) = passes
    assert not torch.equal(first, second)
    assert not torch.equal(first, other)
    assert torch.equal(first, first_again)
    assert torch.equal(first.sort().values, torch.arange(200))
    assert all(torch.equal((X[:, 0, 0, 0] * 255).round().long(), y) for X, y in batches)


@pytest.mark.parametrize("shuffle", [False, True])
def test_changing_a_batch_in_place_leaves_the_data_alone(shuffle: bool) -> None:
    batches = batches_of(images(6) + 1, torch.ones(6), 2, shuffle)
    for X, y in batches:
        X.zero_()
        y.zero_()
    assert all(X.all() and y.all() for X, y in batches)


def test_impossible_batches_are_refused() -> None:
    with pytest.raises(ValueError, match="batch_size"):
        batches_of(images(3), torch.arange(3), 0)
