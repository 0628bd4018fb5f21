"""Takes all signals and ignores them, then loops."""
# outcome: 0 points; timeout

import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def softmax(X):
    while True:
        pass
    return X.exp() / X.exp().sum(1, keepdim=True)
