"""What the exercises lead to: a softmax regression that the learner's own parts train (3.6.6 and 3.6.7)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from course.records import Model, Parts
from language import N_

LEARNING_RATE = 0.1


def parts(learner: Mapping[str, Any]) -> Parts:
    from given.model import init_params, net, sgd

    W, b = init_params()
    return Parts(
        net=partial(net, W=W, b=b, softmax=learner["softmax"]),
        loss=learner["cross_entropy"],
        updater=partial(sgd, [W, b], LEARNING_RATE),
        epoch=learner["train_epoch_ch3"],
    )


TRAINED_MODEL = Model(
    "trained_model", N_("The trained model"), 15, scenario="training", trained_by="train_epoch", parts=parts,
    updates=2350,  # the book's: 10 epochs of 235 batches
    batch_size=256, learning_rate=LEARNING_RATE, threshold=0.7,
)  # fmt: skip
