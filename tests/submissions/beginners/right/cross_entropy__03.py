import torch
def cross_entropy(y_hat, y): return -(torch.eye(y_hat.shape[1], dtype=y_hat.dtype)[y] * y_hat).sum(1).log()
