"""练习五：训练一个迭代周期。"""

from torch import nn
from torch.optim import Optimizer

from exercises.accumulator import Accumulator
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    """训练模型一个迭代周期，返回平均损失和准确率。"""
    # 将模型设置为训练模式
    if isinstance(net, nn.Module):
        net.train()
    # 训练损失总和、训练准确度总和、样本数
    累加器 = Accumulator(3)
    用内置优化器 = isinstance(updater, Optimizer)
    for X, y in train_iter:
        if 用内置优化器:
            updater.zero_grad()
        预测 = net(X)
        损失 = loss(预测, y)
        累加器.add(float(损失.sum()), accuracy(预测, y), y.numel())
        if 用内置优化器:
            # 使用PyTorch内置的优化器
            损失.mean().backward()
            updater.step()
        else:
            # 使用定制的优化器
            损失.sum().backward()
            updater(X.shape[0])
    损失总和, 正确数, 样本数 = 累加器[0], 累加器[1], 累加器[2]
    return 损失总和 / 样本数, 正确数 / 样本数
