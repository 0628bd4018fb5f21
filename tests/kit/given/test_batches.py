"""How images are cut into batches, and what load_data_fashion_mnist hands over."""

from pathlib import Path

import pytest
import torch

from given.data import batches_of, get_fashion_mnist_labels, load_data_fashion_mnist, load_images, scale_pixels
from tests.kit.given.image_files import isolate, put_files, tiny_files


@pytest.fixture
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    isolate(monkeypatch, tmp_path)
    return tmp_path / "data"


def test_labels_have_the_books_names() -> None:
    assert get_fashion_mnist_labels([0, 9, 5]) == ["t-shirt", "ankle boot", "sandal"]
    assert get_fashion_mnist_labels(torch.arange(10))[:9:4] == ["t-shirt", "coat", "bag"]


def test_the_book_gets_shuffled_training_batches_and_test_batches_in_order(data_folder: Path) -> None:
    put_files(data_folder, tiny_files(train=200))
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


def test_the_note_is_printed_to_stderr_once_and_only_for_the_stand_in(data_folder: Path, capsys) -> None:
    train, _ = load_data_fashion_mnist(32, "synthetic")
    list(train), list(train)
    out, err = capsys.readouterr()
    assert (out, err.count("Drawn garments stand in")) == ("", 1)
    put_files(data_folder, tiny_files())
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
