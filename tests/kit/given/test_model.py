"""What given.model promises: the model, its updater and its measure of accuracy."""

from functools import partial

import pytest
import torch
from torch import nn

from given.model import evaluate_accuracy, init_params, net, sgd

softmax = partial(torch.softmax, dim=1)


def first_column_is_the_class(X):
    return nn.functional.one_hot(X[:, 0].long(), 10).float()


def test_fresh_parameters_are_small_random_weights_and_a_zero_bias_that_record_gradients():
    W, b = init_params()
    assert (W.shape, b.shape) == ((784, 10), (10,))
    assert W.std().item() == pytest.approx(0.01, rel=0.05)
    assert W.mean().item() == pytest.approx(0, abs=0.001)
    assert not b.any()
    assert all(parameter.requires_grad and parameter.is_leaf for parameter in (W, b))


def test_the_generators_seed_decides_about_the_weights():
    first, second, other = (init_params(generator=torch.Generator().manual_seed(seed))[0] for seed in (7, 7, 8))
    assert torch.equal(first, second)
    assert not torch.equal(first, other)


def test_the_net_is_a_linear_layer_on_flattened_images_and_then_the_given_softmax():
    W, b = torch.rand(6, 3), torch.tensor([0.0, 1.0, 2.0])
    images = torch.rand(5, 1, 2, 3)
    predictions = partial(net, W=W, b=b, softmax=softmax)(images)
    assert torch.allclose(predictions, softmax(images.reshape(5, 6) @ W + b))


def test_the_net_never_mixes_the_pixels_of_two_images():
    half_sized_images = torch.rand(4, 1, 2, 2)
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        net(half_sized_images, *init_params(num_inputs=8, num_outputs=3), softmax)


def test_a_step_moves_against_the_gradient_divided_by_the_batch_size_and_clears_it():
    param = torch.tensor([1.0, 2.0], requires_grad=True)
    (param * torch.tensor([4.0, -8.0])).sum().backward()
    sgd([param], lr=0.5, batch_size=4)
    assert param.tolist() == [0.5, 3.0]
    assert param.grad.tolist() == [0.0, 0.0]


def test_a_step_before_any_backward_says_what_is_missing():
    with pytest.raises(ValueError, match=r"shape \(2, 3\) has no gradient yet.*backward"):
        sgd([torch.zeros(2, 3, requires_grad=True)], lr=0.1, batch_size=1)


def test_accuracy_is_over_samples_and_not_over_batches():
    predicted = torch.arange(10)
    batches = [(predicted[:9, None], predicted[:9]), (predicted[9:, None], torch.tensor([0]))]
    assert evaluate_accuracy(first_column_is_the_class, batches) == 0.9


def test_accuracy_of_nothing_says_that_the_iterator_is_empty():
    with pytest.raises(ValueError, match="the data iterator is empty"):
        evaluate_accuracy(first_column_is_the_class, [])


def test_accuracy_is_measured_in_evaluation_mode_without_gradients_and_each_module_gets_its_own_mode_back():
    module = nn.Sequential(nn.Flatten(), nn.Dropout(1.0))
    module[0].eval()
    recording = []
    module.register_forward_hook(lambda *_: recording.append(torch.is_grad_enabled()))
    assert evaluate_accuracy(module, [(torch.eye(3), torch.arange(3))]) == 1, (
        "a dropout in training mode leaves nothing"
    )
    assert recording == [False]
    assert (module.training, module[0].training, module[1].training) == (True, False, True)


def test_the_mode_comes_back_even_when_the_net_fails():
    module = nn.Linear(2, 2)
    with pytest.raises(RuntimeError):
        evaluate_accuracy(module, [(torch.rand(3, 5), torch.zeros(3, dtype=torch.int64))])
    assert module.training
    assert torch.is_grad_enabled()
