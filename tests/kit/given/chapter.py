"""The calls of sections 3.5 to 3.7 in the book's order, as cells make them, in code of our own.

The test runs it on a notebook's display that it stands in for. The five exercises are at the top: what comes after
them finds them where a notebook has them, among its own names.
"""

# ruff: noqa: E741, RUF005, B007 - the book's ways to name a loss, to join tuples, and to time a pass over the data
import torch
from IPython import display  # type: ignore[import-not-found,unused-ignore]
from torch import nn

from given import d2l
from solutions.accumulator import Accumulator
from solutions.accuracy import accuracy
from solutions.cross_entropy import cross_entropy
from solutions.softmax import softmax

# 3.5 The images

d2l.use_svg_display()
train_iter, test_iter = d2l.load_data_fashion_mnist(32, resize=64)
X, y = next(iter(train_iter))
resized = X.shape

train_iter, test_iter = d2l.load_data_fashion_mnist(18)
X, y = next(iter(train_iter))
shown = d2l.show_images(X.reshape(18, 28, 28), 2, 9, titles=d2l.get_fashion_mnist_labels(y))

workers = d2l.get_dataloader_workers()
timer = d2l.Timer()
for X, y in train_iter:
    continue
elapsed = timer.stop()

# 3.6 From scratch

batch_size = 32
train_iter, test_iter = d2l.load_data_fashion_mnist(batch_size)
W = torch.normal(0, 0.01, size=(784, 10), requires_grad=True)
b = torch.zeros(10, requires_grad=True)


def net(X):
    return softmax(X.reshape((-1, W.shape[0])) @ W + b)


untrained = d2l.evaluate_accuracy(net, test_iter)


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        l = loss(net(X), y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        metric.add(float(l.sum()), accuracy(net(X), y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]


class Animator:
    """Drawn as the book's: cleared and drawn again at each point, with the axes named anew."""

    def __init__(self, xlabel=None, ylabel=None, legend=None, xlim=None, ylim=None, figsize=(3.5, 2.5)):
        d2l.use_svg_display()
        self.fig, self.ax = d2l.plt.subplots(1, 1, figsize=figsize)
        self.name_axes = lambda: d2l.set_axes(self.ax, xlabel, ylabel, xlim, ylim, "linear", "linear", legend)
        self.points = []

    def add(self, x, y):
        self.points.append((x, *y))
        xs, *lines = zip(*self.points, strict=True)
        self.ax.cla()
        for ys in lines:
            self.ax.plot(xs, ys)
        self.name_axes()
        display.display(self.fig)
        display.clear_output(wait=True)


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    animator = Animator(
        xlabel="epoch", xlim=[1, num_epochs], ylim=[0.3, 0.9], legend=["train loss", "train acc", "test acc"]
    )
    for epoch in range(num_epochs):
        train_metrics = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = d2l.evaluate_accuracy(net, test_iter)
        animator.add(epoch + 1, train_metrics + (test_acc,))
    return animator, train_metrics, test_acc


lr = 0.1


def updater(batch_size):
    return d2l.sgd([W, b], lr, batch_size)


num_epochs = 8
animator, (train_loss, train_acc), test_acc = train_ch3(
    net, train_iter, test_iter, cross_entropy, num_epochs, updater
)  # fmt: skip


def predict_ch3(net, test_iter, n=6):
    X, y = next(iter(test_iter))
    trues, preds = d2l.get_fashion_mnist_labels(y), d2l.get_fashion_mnist_labels(net(X).argmax(axis=1))
    titles = [true + "\n" + pred for true, pred in zip(trues, preds, strict=True)]
    return d2l.show_images(X[0:n].reshape((n, 28, 28)), 1, n, titles=titles[0:n])


predicted = predict_ch3(net, test_iter)

# The package's own, with six arguments too, goes on training the same model

d2l.train_ch3(net, train_iter, test_iter, cross_entropy, 2, updater)
d2l.predict_ch3(net, test_iter)
curves = d2l.Animator(xlabel="epoch", xlim=[1, num_epochs], ylim=[0.3, 0.9], legend=["train loss", "test acc"])
curves.add(1, (0.7, None))

# 3.7 Concisely

net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def init_weights(layer):
    if type(layer) is nn.Linear:
        nn.init.normal_(layer.weight, std=0.01)


net.apply(init_weights)
loss = nn.CrossEntropyLoss(reduction="none")
trainer = torch.optim.SGD(net.parameters(), lr=0.1)
d2l.train_ch3(net, train_iter, test_iter, loss, num_epochs, trainer)
concise = d2l.evaluate_accuracy(net, test_iter)
