# cause 2: The return stands inside the loop, so only the first sample is counted. Besides, there is no branch for (n,) predicted classes: argmax of a single number is 0, so each of them is taken for class 0.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    count = 0
    for i in range(len(y)):
        # 第 i 个样本的预测类别
        guess = y_hat[i].argmax()
        if guess == y[i]:
            count += 1
        return float(count)
