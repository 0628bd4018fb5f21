"""The learner's own model, trained in this process for the learner to watch; never for a score."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from gettext import gettext as _
from traceback import walk_tb
from typing import Any

from course import EXERCISES
from given.data import Batches, ImageData, scale_pixels
from given.model import Net, init_params, net, sgd
from given.training import EpochMetrics, train_epochs
from grading.checks.local_session import LocalSession
from grading.checks.training import BATCH_SIZE, LEARNING_RATE
from grading.results import CodeFailed, Undecided
from grading.sandbox.messages import failure_text
from grading.sandbox.process import Raised
from grading.submissions.submission import Submission

SHOWN_FRAMES = 5


class Practice:
    """Softmax regression made of the learner's five functions, with fresh parameters (3.6.6).

    CodeFailed from any part of it tells what the learner's code raised, with the learner's own lines.
    """

    def __init__(self, submission: Submission, images: ImageData) -> None:
        self.submission = submission
        with self._own_lines(_("Loading your files")):
            self.learner: dict[str, Any] = LocalSession(submission, EXERCISES, ()).objects
        W, b = init_params()
        self.net: Net = partial(net, W=W, b=b, softmax=self.learner["softmax"])
        self.updater: Callable[[int], None] = partial(sgd, [W, b], LEARNING_RATE)
        self.train_iter = Batches(scale_pixels(images.train_images), images.train_labels, BATCH_SIZE, shuffle=True)
        self.test_iter = Batches(scale_pixels(images.test_images), images.test_labels, BATCH_SIZE)

    def train(self, epochs: int) -> Iterator[EpochMetrics]:
        """Train, and yield the figures of each epoch when it is over."""
        with self._own_lines(_("Training your model")):
            yield from train_epochs(
                self.net, self.train_iter, self.test_iter, self.learner["cross_entropy"], epochs, self.updater,
                self.learner["train_epoch_ch3"],
            )  # fmt: skip

    @contextmanager
    def _own_lines(self, what: str) -> Iterator[None]:
        try:
            yield
        except Undecided:
            raise
        except (Exception, SystemExit) as error:
            sources, label = self.submission.sources, self.submission.label
            raise CodeFailed(failure_text(what, self._described(error), sources, label)) from None

    def _described(self, error: BaseException) -> Raised:
        folder = f"{self.submission.folder}/"
        frames = [
            (frame.f_code.co_filename.removeprefix(folder), line, frame.f_code.co_name)
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_code.co_filename.startswith(folder)
        ]
        unwritten = isinstance(error, NotImplementedError)
        return Raised(type(error).__name__, unwritten, str(error), tuple(frames[-SHOWN_FRAMES:]))
