"""Exercise 5: one epoch of training."""

from collections.abc import Iterator, Mapping
from itertools import product

from course.records import Answer, Exercise, Play, Situation
from language import N_

SIZES = ((1,), (2, 1), (3,), (4, 4), (3, 3, 1))
"""The sizes of an epoch's batches."""
WIDTHS = {(4, 4): (5, 2), (3, 3, 1): (7, 4), (2, 2): (4, 5)}
"""The features and classes of epochs with such batches, where they are not 6 and 3."""
STANDING = (
    ((3, 3, 1), "module", "optimizer"), ((4, 2), "function", "function"), ((5, 2, 4), "function", "optimizer"),
    ((2, 3), "module", "function"), ((3, 4), "module", "optimizer"), ((4, 1), "function", "function"),
)  # fmt: skip
"""Epochs in which nothing is learned: what they measure says nothing of how they update."""
KINDS = {
    ("function", "function"): N_("One epoch: batches of {sizes}; net a function, updater a function:"),
    ("function", "optimizer"): N_("One epoch: batches of {sizes}; net a function, updater a torch Optimizer:"),
    ("module", "function"): N_("One epoch: batches of {sizes}; net a Module, updater a function:"),
    ("module", "optimizer"): N_("One epoch: batches of {sizes}; net a Module, updater a torch Optimizer:"),
}
"""The kinds of net and updater."""


CONDITIONS = {
    ("net", "function"): N_("the net is a function"),
    ("net", "module"): N_("the net is a Module"),
    ("updater", "function"): N_("the updater is a function"),
    ("updater", "optimizer"): N_("the updater is a torch Optimizer"),
}
SUBJECTS = {
    "W": N_("The change of W"),
    "b": N_("The change of b"),
    "calls": N_("The number of the updater's calls"),
    "batch_sizes": N_("What the updater is called with"),
    "steps": N_("The number of the optimizer's steps"),
}
ONE_BATCH, BATCHES = N_("the epoch has a single batch"), N_("the epoch has several batches")
EQUAL, UNEVEN = N_("all batches are of the same size"), N_("the batches differ in size")
ONE_SAMPLE, SAMPLES = N_("there is a batch of a single sample"), N_("every batch has several samples")
MORE_SAMPLES = N_("some batch has several samples")
TRAINING, EVALUATION = N_("the net is in training mode already"), N_("the net is not in training mode before")
STALE, NO_GRADIENTS = N_("gradients are left from before"), N_("no gradients are left from before")


def situations() -> list[Play]:
    return [
        *(_epoch(sizes, net, updater) for sizes, (net, updater) in product(SIZES, KINDS)),
        _epoch((4, 4), "module", "optimizer", in_training_mode=True),
        _epoch((4, 4), "module", "optimizer", stale_gradients=True),
        *(_epoch(sizes, net, updater, learning_rate=0.0) for sizes, net, updater in STANDING),
        _epoch((3, 2), "module", "optimizer", learning_rate=0.0, off_by=0),
        _epoch((2, 4), "function", "function", learning_rate=0.0, off_by=0),
        _epoch((1,), "function", "function", learning_rate=0.0, off_by=0),
        _epoch((1, 3), "function", "optimizer", learning_rate=0.0, off_by=0),
        _epoch((2, 2), "module", "function", learning_rate=0.0, off_by=1),
        _epoch((1, 1), "module", "optimizer", learning_rate=0.0, off_by=0),
    ]


def conditions(situation: Situation) -> Iterator[str]:
    assert isinstance(situation, Play)
    arguments, sizes = situation.arguments, [len(y) for _X, y in situation.arguments["batches"]]
    for name in ("net", "updater"):
        yield CONDITIONS[name, arguments[name]]
    yield ONE_BATCH if len(sizes) == 1 else BATCHES
    yield EQUAL if len(set(sizes)) == 1 else UNEVEN
    yield ONE_SAMPLE if 1 in sizes else SAMPLES
    if max(sizes) > 1:
        yield MORE_SAMPLES
    if arguments["net"] == "module":
        yield TRAINING if arguments.get("in_training_mode") else EVALUATION
    yield STALE if arguments.get("stale_gradients") else NO_GRADIENTS


def sizes_of(situation: Situation) -> Mapping[str, float]:
    assert isinstance(situation, Play)
    sizes = [len(y) for _X, y in situation.arguments["batches"]]
    return {
        N_("the number of batches"): len(sizes), N_("the number of samples"): sum(sizes),
        N_("the size of the last batch"): sizes[-1], N_("the size of the first batch"): sizes[0],
        N_("the number of features"): len(situation.arguments["W"]),
        N_("the number of classes"): len(situation.arguments["b"]),
    }  # fmt: skip


def _epoch(
    sizes: tuple[int, ...], net: str, updater: str, learning_rate: float = 0.5, off_by: int | None = None,
    **start: bool,
) -> Play:  # fmt: skip
    """off_by: how far the labels are from the predictions, where they are not drawn."""
    from gettext import gettext as _

    import torch

    from course.values import normal

    where = _(KINDS[net, updater]).format(sizes=", ".join(map(str, sizes)))
    where = where if learning_rate else _("{epoch} with a learning rate of 0:").format(epoch=where[:-1])
    features, classes = WIDTHS.get(sizes, (6, 3))
    W, b = normal(50, features, classes), normal(51, classes)
    inputs = [normal(seed, n, features) for seed, n in enumerate(sizes)]
    labels = [(torch.arange(n) * 2 + seed) % classes for seed, n in enumerate(sizes)]
    if off_by is not None:
        labels = [((X @ W + b).argmax(dim=1) + off_by) % classes for X in inputs]
    batches = list(zip(inputs, labels, strict=True))
    model = {"W": W, "b": b, "batches": batches, "learning_rate": learning_rate}
    return Play(where, {"net": net, "updater": updater, **model, **start})


ONE_OPTIMIZER = N_(
    "Your epoch is right for torch's SGD, but another Optimizer, such as Adam, is not taken for one. All of them are "
    "of the class torch.optim.Optimizer, and the question is best asked about that."
)


def advice(play: Answer) -> Iterator[str]:
    arguments = {**_epoch((3,), "function", "optimizer").arguments, "updater": "another optimizer"}
    played = play(crash_is_returned=True, **arguments)
    if not played["steps"]:
        yield ONE_OPTIMIZER


EXERCISE = Exercise(
    "train_epoch", N_("One epoch of training"), 25, name="train_epoch_ch3", section="3.6.6",
    scenario="epoch", parameters="net, train_iter, loss, updater", returns=(N_("mean loss"), N_("accuracy")),
    needs=("accuracy", "accumulator"), built_from=N_("the net and the loss that it is given"),
    ready_made=("softmaxes", "losses"), situations=situations,
    conditions=conditions, sizes=sizes_of, subjects=SUBJECTS, advice=advice,
    hints=(
        N_("An epoch is one pass over the batches, and every batch gets the same treatment: predict, measure, find "
           "the gradients, update, take notes. Write these as comments first. What has to be done once before the "
           "first batch, if the net is a Module?"),
        N_("The two kinds of updater differ in who divides by the batch size. A torch Optimizer does not: it wants "
           "cleared gradients, then those of the mean loss. Any other updater does: it wants those of the summed "
           "loss, and is called with the number of samples in this very batch, as the last one may be smaller. For "
           "the notes, an Accumulator of three: summed loss, right predictions, samples."),
        N_("For a batch B of |B| samples with the losses l_i:\n"
           "an Optimizer: clear, then the gradients of (sum_i l_i) / |B|, then a step\n"
           "any other updater: the gradients of sum_i l_i, then a call with |B|\n"
           "mean loss = (sum of all l_i over all batches) / (sum of all |B|)\n"
           "accuracy = (right predictions over all batches) / (sum of all |B|)\n"
           "What you note are plain numbers, taken from the predictions made before the update."),
    ),
    learnt=N_("Every training loop is this one: predict, measure the loss, take its gradients, update, and add up "
              "what was seen."),
    about_the_solution=N_("The two kinds of updater ask for two gradients: an Optimizer's are those of the mean, "
                          "cleared before; the book's own divides a summed loss by the batch size and clears "
                          "after."),
)  # fmt: skip
