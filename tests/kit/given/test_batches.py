"""How the images are cut into batches, and what the classes are called."""

from pathlib import Path

import pytest
import torch

from given.data import (
    FASHION_LABELS,
    Batches,
    get_fashion_mnist_labels,
    load_data_fashion_mnist,
    load_images,
    scale_pixels,
)
from tests.kit.given.image_files import isolate, put_files, tiny_files


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


def test_labels_have_the_books_names() -> None:
    assert get_fashion_mnist_labels([0, 9, 5]) == ["t-shirt", "ankle boot", "sandal"]
    assert get_fashion_mnist_labels(torch.tensor([1, 8])) == ["trouser", "bag"]
    assert len(FASHION_LABELS) == 10


def test_each_batch_is_a_float_image_batch_with_its_labels(tmp_path: Path) -> None:
    put_files(tmp_path / "data", tiny_files())
    train, test = load_data_fashion_mnist(5)
    assert [len(y) for _, y in train] == [5, 5, 2]
    assert (len(train), len(test)) == (3, 2)
    for X, y in [*train, *test]:
        assert X.dtype == torch.float32
        assert X.shape == (len(y), 1, 28, 28)
        assert 0 <= X.min() < X.max() <= 1
        assert y.dtype == torch.int64


def test_test_batches_come_in_order_at_every_pass(tmp_path: Path) -> None:
    put_files(tmp_path / "data", tiny_files())
    data = load_images()
    _, test = load_data_fashion_mnist(3)
    for _ in range(2):
        assert torch.equal(torch.cat([y for _, y in test]), data.test_labels)
        assert torch.equal(torch.cat([X for X, _ in test]), scale_pixels(data.test_images))


def test_train_batches_are_shuffled(tmp_path: Path) -> None:
    put_files(tmp_path / "data", tiny_files(train=200))
    train, _ = load_data_fashion_mnist(7)
    labels = load_images().train_labels
    assert not torch.equal(torch.cat([y for _, y in train]), labels)
    assert torch.equal(torch.cat([y for _, y in train]).sort().values, labels.sort().values)


def test_shuffled_batches_come_in_a_new_order_at_every_pass_and_keep_their_pairs() -> None:
    numbers = torch.arange(1000)
    batches = Batches(numbers.float(), numbers, 64, shuffle=True)
    passes = [torch.cat([y for _, y in batches]) for _ in range(2)]
    assert not torch.equal(passes[0], passes[1])
    assert torch.equal(passes[0].sort().values, numbers)
    assert all(torch.equal(X, y.float()) for X, y in batches)


def test_the_order_follows_the_seed_or_the_generator() -> None:
    numbers = torch.arange(100)

    def order(generator: torch.Generator | None = None) -> list[int]:
        return torch.cat([y for _, y in Batches(numbers, numbers, 10, True, generator)]).tolist()

    torch.manual_seed(1)
    first = order()
    torch.manual_seed(1)
    assert order() == first
    state = torch.get_rng_state()
    assert order(torch.Generator().manual_seed(2)) == order(torch.Generator().manual_seed(2))
    assert torch.equal(torch.get_rng_state(), state), "a generator of one's own leaves torch's alone"


@pytest.mark.parametrize("shuffle", [False, True])
def test_changing_a_batch_in_place_leaves_the_data_alone(shuffle: bool) -> None:
    batches = Batches(torch.ones(6, 4), torch.ones(6), 2, shuffle)
    for X, y in batches:
        X.zero_()
        y.zero_()
    assert all(X.all() and y.all() for X, y in batches)


def test_impossible_batches_are_refused() -> None:
    with pytest.raises(ValueError, match="batch_size is 0"):
        Batches(torch.ones(3), torch.ones(3), 0)
    with pytest.raises(ValueError, match="X holds 3 examples and y 2"):
        Batches(torch.ones(3), torch.ones(2), 1)


def test_the_note_is_printed_to_stderr_once_and_only_for_the_stand_in(capsys, tmp_path: Path) -> None:
    train, _ = load_data_fashion_mnist(32, "synthetic")
    list(train), list(train)
    out, err = capsys.readouterr()
    assert (out, err.count("Drawn garments stand in")) == ("", 1)
    put_files(tmp_path / "data", tiny_files())
    load_data_fashion_mnist(32)
    assert capsys.readouterr() == ("", "")
