"""The learner's own model, trained in this process for the learner to watch; never for a score."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from traceback import walk_tb

from course import EXERCISES, MODEL
from given.data import Batches, ImageData, scale_pixels
from given.training import EpochMetrics, train_epochs
from grading.results import CodeFailed, Raised, Undecided
from grading.sandbox.in_process import LocalSession
from grading.sandbox.messages import failure_text
from grading.submissions.submission import Submission

SHOWN_FRAMES = 5


class Practice:
    """Softmax regression made of the learner's five functions, with fresh parameters (3.6.6).

    CodeFailed from any part of it tells what the learner's code raised, with the learner's own lines.
    """

    def __init__(self, submission: Submission, images: ImageData) -> None:
        self.submission = submission
        with self._own_lines(_("Loading your files")):
            self.parts = MODEL.parts(LocalSession(submission, EXERCISES).objects)
        size = MODEL.batch_size
        self.train_iter = Batches(scale_pixels(images.train_images), images.train_labels, size, shuffle=True)
        self.test_iter = Batches(scale_pixels(images.test_images), images.test_labels, size)

    def train(self, epochs: int) -> Iterator[EpochMetrics]:
        """Train, and yield the figures of each epoch when it is over."""
        with self._own_lines(_("Training your model")):
            yield from train_epochs(
                self.parts.net, self.train_iter, self.test_iter, self.parts.loss, epochs, self.parts.updater,
                self.parts.epoch,
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
