"""What the exercises lead to: a softmax regression that the learner's own parts train (3.6.6 and 3.6.7)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from course.records import Model, Parts
from language import N_

LEARNING_RATE = 0.1


def parts(learner: Mapping[str, Any], learning_rate: float) -> Parts:
    from given.model import evaluate_accuracy, init_params, net, sgd

    W, b = init_params()
    return Parts(
        net=partial(net, W=W, b=b, softmax=learner["softmax"]),
        loss=learner["cross_entropy"],
        updater=partial(learner.get("sgd", sgd), [W, b], learning_rate),
        epoch=learner["train_epoch_ch3"],
        tested=learner.get("evaluate_accuracy", evaluate_accuracy),
        weights=W,
    )


TRAINED_MODEL = Model(
    "trained_model", N_("The trained model"), 15, scenario="training", trained_by="train_epoch", parts=parts,
    updates=2350,  # the book's: 10 epochs of 235 batches
    batch_size=256, learning_rate=LEARNING_RATE, threshold=0.7,
    can_use=("sgd", "evaluate_accuracy"),
)  # fmt: skip
