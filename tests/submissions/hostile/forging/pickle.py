"""Sends a pickle whose __reduce__ would write a file: nothing is ever unpickled."""
# outcome: 0 points; violation

import pathlib
import pickle
import sys

from grading.sandbox import wire


class Reduced:
    def __reduce__(self):
        return (pathlib.Path.write_text, (pathlib.Path("@FILE@"), "forged"))


def softmax(X):
    frame = sys._getframe()
    while "connection" not in frame.f_locals or "reply" not in frame.f_locals:
        frame = frame.f_back
    connection, number = frame.f_locals["connection"], frame.f_locals["reply"]["number"]
    reply = {"number": number, "printed": "", "ready_made": []}
    value = {"value": X, "args": [X]}
    header = pickle.dumps(Reduced())
    connection.sendall(wire.LENGTHS.pack(len(header), 0) + header)
