from itertools import repeat
from typing import SupportsFloat

ZERO = 0.0


class Accumulator:
    def __init__(self, n: int) -> None:
        self.__sums = list(repeat(ZERO, n))

    def add(self, *args: SupportsFloat) -> None:
        i = 0
        while i < len(args):
            self.__sums[i] = self.__sums[i] + args[i].__float__()
            i += 1

    def reset(self) -> None:
        for i, _ in enumerate(self.__sums):
            self.__sums[i] = ZERO

    def __getitem__(self, index: int) -> float:
        return self.__sums[index]
