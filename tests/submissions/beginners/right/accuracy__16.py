from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    right: int = 0

    def judge(prediction: int, label: int) -> None:
        nonlocal right
        if prediction == label:
            right += 1

    def predict(i: int) -> int:
        if y_hat.dim() == 1:
            return int(y_hat[i])
        best_class, best_score = 0, y_hat[i, 0]
        for k in range(1, y_hat.shape[1]):
            if y_hat[i, k] > best_score:
                best_class, best_score = k, y_hat[i, k]
        return best_class

    i = 0
    while i < y.shape[0]:
        judge(predict(i), int(y[i]))
        i += 1
    return float(right)
