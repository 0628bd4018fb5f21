"""Connects to a port of this machine."""
# outcome: 0 points; error; says "PermissionError"

import socket


def softmax(X):
    socket.create_connection(("127.0.0.1", int("@PORT@")), 1)
    return X.exp() / X.exp().sum(1, keepdim=True)
