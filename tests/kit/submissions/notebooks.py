"""Notebooks for the kit's tests, as Jupyter saves them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grading.submissions.notebook import read_cells
from grading.submissions.submission import Submission, from_cells

PICTURE = {"output_type": "display_data", "data": {"image/png": "A" * 70_000}, "metadata": {}}


def record(*cells: str | Sequence[str], outputs: Sequence[Any] = ()) -> dict[str, Any]:
    """A notebook of these cells, each one text or its lines; one that begins with # and a space is Markdown."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [_cell(cell, outputs) for cell in cells]}


def _cell(source: str | Sequence[str], outputs: Sequence[Any]) -> dict[str, Any]:
    if isinstance(source, str) and source.startswith("# "):
        return {"cell_type": "markdown", "metadata": {}, "source": source}
    return {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": list(outputs), "source": source}


def saved(*cells: str | Sequence[str], outputs: Sequence[Any] = ()) -> bytes:
    return json.dumps(record(*cells, outputs=outputs)).encode()


def submitted(*cells: str | Sequence[str], outputs: Sequence[Any] = ()) -> Submission:
    """The submission that these cells make, handed in as chapter.ipynb."""
    data = saved(*cells, outputs=outputs)
    return from_cells(Path("chapter.ipynb"), read_cells(data, "chapter.ipynb"), "chapter.ipynb")


BOOK = (
    "# Softmax regression from scratch",
    "%matplotlib inline\nimport torch\nfrom IPython import display\nfrom d2l import torch as d2l",
    "batch_size = 256\ntrain_iter, test_iter = d2l.load_data_fashion_mnist(batch_size)",
    ["W = torch.normal(0, 0.01, size=(784, 10), requires_grad=True)\n", "b = torch.zeros(10, requires_grad=True)"],
    "%%time\ndef softmax(X):\n    powers = torch.exp(X)\n    return powers / powers.sum(1, keepdim=True)",
    "def net(X):\n    return softmax(X.reshape((-1, W.shape[0])) @ W + b)",
    "!pip list\ny = torch.tensor([0, 2])\ny_hat = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]])\ny_hat[[0, 1], y]",
    "def cross_entropy(y_hat, y):\n    return -torch.log(y_hat[range(len(y_hat)), y])\n\ncross_entropy(y_hat, y)",
    "def accuracy(y_hat, y):  #@save\n    if len(y_hat.shape) > 1:\n        y_hat = y_hat.argmax(axis=1)\n"
    "    return float((y_hat.type(y.dtype) == y).sum())",
    "accuracy = accuracy(y_hat, y) / len(y)\naccuracy",
    "torch.exp?",
    "class Accumulator:\n    def __init__(self, n):\n        self.data = [0.0] * n\n\n    def add(self, *args):\n"
    "        self.data = [total + float(value) for total, value in zip(self.data, args)]\n\n"
    "    def __getitem__(self, index):\n        return self.data[index]",
    "def reset(self):\n    self.data = [0.0] * len(self.data)\n\nAccumulator.reset = reset",
    """\
def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, torch.nn.Module):
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        metric.add(float(l.sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]""",
    "num_epochs, lr = 10, 0.1\ndef updater(batch_size):\n    return d2l.sgd([W, b], lr, batch_size)",
    "d2l.train_ch3(net, train_iter, test_iter, cross_entropy, num_epochs, updater)",
)
"""The chapter as the book's cells go, in code of our own: with magics, and with accuracy bound to a number."""
