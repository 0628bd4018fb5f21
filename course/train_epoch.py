"""Exercise 5: one epoch of training."""

from itertools import product

from course.records import Exercise, Play
from language import N_

SIZES = ((1,), (2, 1), (3,), (4, 4), (5, 2), (3, 3, 1))
"""The sizes of an epoch's batches."""
KINDS = {
    ("function", "function"): N_("One epoch: batches of {sizes}; net a function, updater a function:"),
    ("function", "optimizer"): N_("One epoch: batches of {sizes}; net a function, updater a torch Optimizer:"),
    ("module", "function"): N_("One epoch: batches of {sizes}; net a Module, updater a function:"),
    ("module", "optimizer"): N_("One epoch: batches of {sizes}; net a Module, updater a torch Optimizer:"),
}
"""The kinds of net and updater."""


def situations() -> list[Play]:
    return [
        *(_epoch(sizes, net, updater) for sizes, (net, updater) in product(SIZES, KINDS)),
        _epoch((4, 4), "module", "optimizer", in_training_mode=True),
        _epoch((4, 4), "module", "optimizer", stale_gradients=True),
    ]


def _epoch(sizes: tuple[int, ...], net: str, updater: str, **start: bool) -> Play:
    from gettext import gettext as _

    import torch

    from course.values import normal

    where = _(KINDS[net, updater]).format(sizes=", ".join(map(str, sizes)))
    batches = [(normal(seed, n, 6), torch.arange(n) * 2 % 3) for seed, n in enumerate(sizes)]
    model = {"W": normal(50, 6, 3), "b": normal(51, 3), "batches": batches, "learning_rate": 0.5}
    return Play(where, {"net": net, "updater": updater, **model, **start})


EXERCISE = Exercise(
    "train_epoch", N_("One epoch of training"), 25, name="train_epoch_ch3", section="3.6.6",
    scenario="epoch", parameters="net, train_iter, loss, updater", returns=(N_("mean loss"), N_("accuracy")),
    needs=("accuracy", "accumulator"), built_from=N_("the net and the loss that it is given"),
    ready_made=("softmaxes", "losses"), situations=situations,
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
)  # fmt: skip
