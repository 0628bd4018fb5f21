"""What a model predicts, image by image and class by class."""

import pytest
import torch
from matplotlib.colors import same_color
from matplotlib.image import imread
from torch import nn

from given.predictions import WRONG, Predictions, draw_confusion, predict_ch3, some_right_and_wrong

pytestmark = pytest.mark.usefixtures("no_display")


def three_images():
    """A batch of three images of the classes 0, 1 and 2, and a net that takes the last for class 9."""
    net = lambda X: torch.eye(10)[[0, 1, 9]][: len(X)]  # noqa: E731
    return net, [(torch.rand(3, 1, 28, 28), torch.tensor([0, 1, 2]))]


# predict_ch3


def test_each_image_has_its_true_label_above_the_prediction_and_a_wrong_one_is_marked(saved, tmp_path, capsys):
    predict_ch3(*three_images())
    assert imread(tmp_path / "predictions.png").shape[2] == 4
    assert capsys.readouterr().out == f"The picture is {tmp_path / 'predictions.png'}\n"
    axes = saved[0].axes
    assert [ax.get_title() for ax in axes] == ["t-shirt\nt-shirt", "trouser\ntrouser", "pullover\nwrong: ankle boot"]
    assert [ax.axison and same_color(ax.spines["top"].get_edgecolor(), WRONG) for ax in axes] == [False, False, True]


@pytest.mark.parametrize("n", [1, 2, 6, 10])
def test_no_text_of_a_picture_overlaps_another_and_images_keep_their_size(saved, n):
    longest_names = torch.full((10,), 9)
    predict_ch3(lambda X: torch.eye(10)[longest_names[: len(X)] - 2], [(torch.rand(10, 28, 28), longest_names)], n)
    texts = [saved[0].texts[0], *(ax.title for ax in saved[0].axes if ax.get_title())]
    boxes = [text.get_window_extent() for text in texts]
    assert sum(len(ax.get_images()) for ax in saved[0].axes) == len(boxes) - 1 == n
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
    assert min(ax.get_window_extent().height for ax in saved[0].axes[:n]) > 130


def test_a_module_predicts_in_evaluation_mode_and_gets_its_own_mode_back(saved):
    module = nn.Sequential(nn.Flatten(), nn.Dropout(1.0))
    predict_ch3(module, [(torch.eye(10).reshape(10, 2, 5), torch.arange(10))], n=9)
    assert saved[0].axes[8].get_title() == "bag\nbag"
    assert module.training


def test_predicting_nothing_says_what_is_missing():
    net, batches = three_images()
    with pytest.raises(ValueError, match="the data iterator is empty"):
        predict_ch3(net, [])
    with pytest.raises(ValueError, match="n is 0; at least 1 image"):
        predict_ch3(net, batches, n=0)


def test_predictions_appear_below_the_cell_of_a_notebook(notebook, tmp_path):
    predict_ch3(*three_images())
    assert [kind for kind, _ in notebook] == ["display"]
    assert not list(tmp_path.iterdir())


def test_with_a_display_predictions_wait_in_a_window_until_it_is_closed(window, capsys):
    predict_ch3(*three_images())
    assert window == ["wait"]
    assert capsys.readouterr().out == "Close the window to go on.\n"


# What train shows


def predictions(labels, predicted):
    labels, predicted = torch.tensor(labels), torch.tensor(predicted)
    return Predictions(torch.arange(float(len(labels))).reshape(-1, 1, 1).expand(-1, 28, 28), labels, predicted)


def test_the_first_right_ones_come_before_the_first_wrong_ones_and_fewer_where_there_are_fewer():
    some = some_right_and_wrong(predictions([0, 1, 2, 3, 4, 5], [9, 1, 2, 3, 9, 9]), n=2)
    assert some.images[:, 0, 0].tolist() == [1, 2, 0, 4]
    assert some_right_and_wrong(predictions([0, 1], [0, 1])).labels.tolist() == [0, 1]


def test_confusions_are_counted_by_the_true_class_in_rows_and_the_predicted_one_in_columns():
    (ax,) = draw_confusion(predictions([0, 0, 0, 9], [0, 6, 6, 9])).axes
    counts = {(int(text.get_position()[1]), int(text.get_position()[0])): text.get_text() for text in ax.texts}
    assert {place: count for place, count in counts.items() if count != "0"} == {(0, 0): "1", (0, 6): "2", (9, 9): "1"}
    assert len(counts) == 100
    assert [label.get_text() for label in ax.get_yticklabels()][::9] == ["t-shirt", "ankle boot"]
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("true label", "prediction")
