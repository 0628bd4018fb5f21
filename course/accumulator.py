"""Exercise 4: running sums over the batches of an epoch."""

from collections.abc import Iterator

from course.records import Answer, Exercise, Script, Step
from language import N_

SCRIPTS = (
    (1, "get 0, add 2.5, get 0, add 1, get 0, reset, get 0"),
    (2, "add 1 2, get 0, get 1"),
    (2, "add 1 2, add 3 4, get 0, get 1, reset, get 0, get 1, add 5 6, get 0, get 1"),
    (3, "get 0, get 2, add 0.5 20 1.25, get 0, get 1, get 2, add 0.5 1 2, get 0, get 1, get 2"),
    (2, "add 4 1, reset, add 2 3, get 0, get 1"),
    (2, "other reset, add 1 2, other get 0, other get 1, get 1"),
    (2, "add tensor 1.5 2, add tensor 1.5 2, get 0, get 1"),
    (3, "add 7 0.254 -1, get 0, get 1, get 2, add 4 3.504 9, add 2 -6 0.125, get 0, get 1, get 2, "
        "reset, get 0, get 1, get 2"),
    (2, "reset, get 0, get 1, add 8 0, get 0, get 1, reset, get 1, add 2.5 6, add 1 1, get 0, get 1"),
)
"""How many sums, and what is then done with them."""

SINGLE_PRECISION = N_(
    "Your sums are right, but they are kept in float32, which has seven digits: from 16,777,216 on, adding 1 changes "
    "nothing. Python's own floats have sixteen."
)


def situations() -> list[Script]:
    return [Script((n,), [_step(words.split()) for words in text.split(", ")]) for n, text in SCRIPTS]


def _step(words: list[str]) -> Step:
    import torch

    object = words.pop(0) if words[0] == "other" else "metric"
    method = words.pop(0).replace("get", "__getitem__")
    if words and words[0] == "tensor":
        return Step(object, method, tuple(torch.tensor(float(word), requires_grad=True) for word in words[1:]))
    return Step(object, method, tuple(int(word) if word.lstrip("-").isdigit() else float(word) for word in words))


def advice(accumulator: Answer) -> Iterator[str]:
    metric, most = accumulator(1), 2**24
    for value in (most, 1):
        metric.add(value)
    if metric[0] == most:
        yield SINGLE_PRECISION


EXERCISE = Exercise(
    "accumulator", N_("Accumulator"), 15, name="Accumulator", instance="metric", section="3.6.5",
    situations=situations, advice=advice,
    hints=(
        N_("An Accumulator remembers between two calls, and what an object remembers lives in the object itself. "
           "Take the example and write down, after each of its lines, the numbers that have to be kept."),
        N_("Keep one list of n sums. Adding walks along the sums and the arguments side by side, the first with the "
           "first; a 0-dim tensor becomes a plain number on the way in, or it would drag its whole computation along. "
           "Resetting needs n again, and the length of the list knows it."),
        N_("For the sums s_0, ..., s_(n-1), with a_i for the i-th argument as a plain float:\n"
           "at the start: s_i = 0.0 for every i\n"
           "add: new s_i = old s_i + a_i for every i\n"
           "reset: s_i = 0.0 for every i, with the same n\n"
           "index: the answer to [i] is s_i"),
    ),
    learnt=N_("Sums that are kept over batches and divided once at the end give exact means, also where the last "
              "batch is smaller."),
    about_the_solution=N_("Each call of add makes a new list of sums; float(...) takes the number out of a "
                          "tensor, so that no graph is kept alive over an epoch."),
)  # fmt: skip
