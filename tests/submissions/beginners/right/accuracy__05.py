import torch


def accuracy(y_hat: torch.Tensor, y: torch.Tensor) -> float:
    """n minus the number of mistakes."""
    match y_hat.shape:
        case (n, _):
            wrong = torch.count_nonzero(y_hat.argmax(dim=-1) - y)
        case (n,):
            wrong = torch.count_nonzero(y_hat - y)
        case _:
            raise ValueError(f"unexpected shape {tuple(y_hat.shape)}")
    return float(n - int(wrong))
