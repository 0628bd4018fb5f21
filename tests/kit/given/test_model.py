"""What given.model promises: the model, its updater and its measure of accuracy."""

import functools

import pytest
import torch
from torch import nn

from given.model import evaluate_accuracy, evaluating, init_params, net, sgd


def softmax(X):
    return X.exp() / X.exp().sum(dim=1, keepdim=True)


def first_column_is_the_class(X):
    return nn.functional.one_hot(X[:, 0].long(), 10).float()


def test_fresh_parameters_are_small_random_weights_and_a_zero_bias_that_record_gradients():
    W, b = init_params(generator=torch.Generator().manual_seed(0))
    assert W.shape == (784, 10)
    assert W.std().item() == pytest.approx(0.01, rel=0.05)
    assert W.mean().item() == pytest.approx(0, abs=0.001)
    assert b.shape == (10,)
    assert not b.any()
    assert W.requires_grad
    assert b.requires_grad
    assert W.is_leaf


def test_the_generators_seed_decides_about_the_weights():
    first, second, other = (init_params(generator=torch.Generator().manual_seed(seed))[0] for seed in (7, 7, 8))
    assert torch.equal(first, second)
    assert not torch.equal(first, other)


def test_the_net_is_a_linear_layer_on_flattened_images_and_then_the_given_softmax():
    W, _ = init_params(num_inputs=6, num_outputs=3)
    b = torch.tensor([0.0, 1.0, 2.0])
    images = torch.rand(5, 1, 2, 3)
    predictions = functools.partial(net, W=W, b=b, softmax=softmax)(images)
    assert torch.allclose(predictions, torch.softmax(images.reshape(5, 6) @ W + b, dim=1))


def test_the_net_never_mixes_the_pixels_of_two_images():
    W, b = init_params(num_inputs=8, num_outputs=3)
    half_sized_images = torch.rand(4, 1, 2, 2)
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        net(half_sized_images, W, b, softmax)


def test_a_step_moves_against_the_gradient_divided_by_the_batch_size():
    param = torch.tensor([1.0, 2.0], requires_grad=True)
    (param * torch.tensor([4.0, -8.0])).sum().backward()
    sgd([param], lr=0.5, batch_size=4)
    assert param.tolist() == [0.5, 3.0]


def test_a_step_clears_the_gradients_for_the_next_batch():
    param = torch.ones(2, requires_grad=True)
    param.sum().backward()
    sgd([param], lr=0.1, batch_size=1)
    assert param.grad.tolist() == [0.0, 0.0]
    param.sum().backward()
    assert param.grad.tolist() == [1.0, 1.0]


def test_a_step_before_any_backward_says_what_is_missing():
    with pytest.raises(ValueError, match=r"shape \(2, 3\) has no gradient yet.*backward"):
        sgd([torch.zeros(2, 3, requires_grad=True)], lr=0.1, batch_size=1)


def test_accuracy_is_over_samples_and_not_over_batches():
    classes = torch.arange(10.0).reshape(10, 1)
    truth = torch.arange(10)
    truth[9] = 0
    batches = [(classes[:9], truth[:9]), (classes[9:], truth[9:])]
    assert evaluate_accuracy(first_column_is_the_class, batches) == 0.9


def test_accuracy_before_training_is_about_that_of_guessing():
    torch.manual_seed(0)
    W, b = init_params()
    batches = [(torch.rand(100, 784), torch.randint(10, (100,))) for _ in range(10)]
    assert evaluate_accuracy(functools.partial(net, W=W, b=b, softmax=softmax), batches) == pytest.approx(0.1, abs=0.04)


def test_accuracy_of_nothing_says_that_the_iterator_is_empty():
    with pytest.raises(ValueError, match="the data iterator is empty"):
        evaluate_accuracy(first_column_is_the_class, [])


def test_a_module_is_measured_in_evaluation_mode_and_without_gradients():
    class Witness(nn.Linear):
        def forward(self, X):
            self.seen = (self.training, torch.is_grad_enabled())
            return super().forward(X)

    module = Witness(2, 2)
    evaluate_accuracy(module, [(torch.rand(3, 2), torch.zeros(3, dtype=torch.int64))])
    assert module.seen == (False, False)


def test_every_part_of_a_module_gets_its_own_mode_back():
    module = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    module[1].eval()
    with evaluating(module):
        assert not module.training
    assert (module.training, module[0].training, module[1].training) == (True, True, False)


def test_the_mode_comes_back_even_when_the_net_fails():
    module = nn.Linear(2, 2)
    with pytest.raises(RuntimeError):
        evaluate_accuracy(module, [(torch.rand(3, 5), torch.zeros(3, dtype=torch.int64))])
    assert module.training
    assert torch.is_grad_enabled()
