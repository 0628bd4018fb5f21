"""Uses up the signals that may wait for a user's processes, with timers that are never set."""
# outcome: 0 points; error; says "PermissionError"

import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)


def softmax(X):
    if LIBC.timer_create(1, None, ctypes.byref(ctypes.c_void_p())) != 0:
        raise PermissionError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return X.exp() / X.exp().sum(1, keepdim=True)
