"""Returns a tensor subclass that lies about its shape, dtype and layout."""
# outcome: 0 points; violation

import torch


class Liar(torch.Tensor):
    @property
    def shape(self):
        return torch.Size((2, 3))

    @property
    def dtype(self):
        return torch.float64

    def numel(self):
        return 6

    def element_size(self):
        return 1 << 40


def softmax(X):
    return torch.zeros(1).as_subclass(Liar)
