"""The learner's own model, trained in this process for the learner to watch; never for a score."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from gettext import ngettext
from traceback import walk_tb

import click

import course
from course import EXERCISES, MODEL
from course.records import Exercise
from given.animator import Animator
from given.data import ImageData, batches_of, load_images
from given.display import present, say_where
from given.fonts import drawable
from given.learned import Remedies, check_learned
from given.model import one_thread
from given.pictures import draw_weights
from given.predictions import draw_confusion, draw_predictions, predictions_of, some_right_and_wrong
from given.training import EpochMetrics, line_of, train_epochs
from grading.checks.grading import Grading
from grading.checks.run import run_checks
from grading.checks.training import default_epochs
from grading.results import CodeFailed, Raised, Undecided
from grading.sandbox import signals
from grading.sandbox.in_process import LocalSession
from grading.sandbox.messages import failure_text
from grading.submissions.submission import Submission
from grading.text import listed
from language import N_

SHOWN_FRAMES = 5
LEARNED, NOT_LEARNED = 0, 1
CHECK_SECONDS = 10
"""What one check of an exercise beyond the score may take here, where no other process keeps time."""


def practise(
    submission: Submission, images: ImageData, epochs: int | None = None,
    learning_rate: float = MODEL.learning_rate, batch_size: int = MODEL.batch_size,
) -> int:  # fmt: skip
    """Train softmax regression made of the learner's own functions (3.6.6), and return the exit code that says how.

    A line and a point of the curves show each epoch; pictures show what the weights and the predictions are in the end,
    or where Ctrl-C ends it: then the code is STOPPED. epochs: None for the book's number of updates in its batches.
    CodeFailed from any part of it tells what the learner's code raised, with the learner's own lines.
    """
    usual = default_epochs(MODEL, len(images.train_labels))
    epochs = epochs or usual
    train_iter = batches_of(images.train_images, images.train_labels, batch_size, shuffle=True)
    test_iter = batches_of(images.test_images, images.test_labels, MODEL.batch_size)
    history: list[EpochMetrics] = []
    stopped = False
    with one_thread():
        beyond = _right_beyond_the_score(submission)
        with _own_lines(submission, _("Loading your files")):
            own = LocalSession(submission, [*EXERCISES, *beyond]).objects
        parts = MODEL.parts(own, learning_rate)
        _introduce(images, epochs)
        click.echo(_whose(beyond))
        animator = Animator(drawable(N_("epoch")), legend=_curves(), xlim=(1, epochs), ylim=(0.0, 1.0))
        try:
            with signals.interruptible(), _own_lines(submission, _("Training your model")):
                before = float(parts.tested(parts.net, test_iter))
                message = _("Test accuracy before training: {reached:.3f}; guessing gives about {guessing:.3g}.")
                click.echo(message.format(reached=before, guessing=1 / parts.weights.shape[1]))
                animator.add(0, (None, None, before))
                for metrics in train_epochs(
                    parts.net, train_iter, test_iter, parts.loss, epochs, parts.updater, parts.epoch, parts.tested
                ):  # fmt: skip
                    history.append(metrics)
                    click.echo(line_of(metrics, epochs))
                    animator.add(metrics.epoch, (metrics.train_loss, metrics.train_accuracy, metrics.test_accuracy))
        except KeyboardInterrupt:
            stopped = True
            message = _("Stopped in epoch {epoch} of {epochs}. The pictures show what your model has learned so far.")
            click.echo(message.format(epoch=min(len(history) + 1, epochs), epochs=epochs))
        learned = not stopped and _judge(history, before, images.name, _remedies(epochs, usual, learning_rate))
        with _own_lines(submission, _("Predicting with your model")):
            predictions = predictions_of(parts.net, test_iter)
    if len(history) < epochs:
        animator.redraw()
    pictures = {
        "weights.png": draw_weights(parts.weights),
        "confusion.png": draw_confusion(predictions),
        "predictions.png": draw_predictions(some_right_and_wrong(predictions)),
    }
    say_where([*animator.saved, *present(pictures)])
    return signals.STOPPED if stopped else LEARNED if learned else NOT_LEARNED


def _right_beyond_the_score(submission: Submission) -> list[Exercise]:
    """The exercises that the model can use besides, where the learner's own pass their checks.

    The checks run in this process, as the training does, in a third of a second: a worker takes seconds to start.
    """
    written = [
        exercise
        for exercise in map(course.exercise, MODEL.can_use)
        if not submission.not_started(exercise) and not submission.problem(exercise)
    ]
    if not written:
        return []
    grading = Grading(submission, seed=0, images=load_images, in_process=True)
    try:
        run_checks(grading, written, seconds=CHECK_SECONDS)
    finally:
        grading.close()
    return [exercise for exercise in written if grading.earned(exercise) == exercise.points]


def _whose(beyond: Sequence[Exercise]) -> str:
    """A line that says whose parts train beside the learner's five."""
    others = [exercise for id in MODEL.can_use if (exercise := course.exercise(id)) not in beyond]
    if not others:
        message = _("Besides the five, your own are used: {own}.")
    elif not beyond:
        message = _("Besides the five, the kit's are used until yours are written and right: {kit}.")
    else:
        message = _("Besides the five, your own {own} is used, and the kit's {kit} until yours is written and right.")
    own, kit = (listed(exercise.name for exercise in exercises) for exercises in (beyond, others))
    return message.format(own=own, kit=kit)


def _curves() -> list[str]:
    """The figures of an epoch as a picture can name them here, in the order of EpochMetrics."""
    return list(map(drawable, (N_("train loss"), N_("train accuracy"), N_("test accuracy"))))


def _introduce(images: ImageData, epochs: int) -> None:
    message = ngettext(
        "Training your model on {dataset}: {train:,} images to learn from, {test:,} to test it, {epochs} epoch.",
        "Training your model on {dataset}: {train:,} images to learn from, {test:,} to test it, {epochs} epochs.",
        epochs,
    )
    sizes = {"train": len(images.train_labels), "test": len(images.test_labels)}
    click.echo(message.format(dataset=_(images.name), epochs=epochs, **sizes))
    if images.note:
        click.echo(images.note)


def _judge(history: Sequence[EpochMetrics], before: float, dataset: str, remedies: Remedies) -> bool:
    """Whether the book's closing checks hold; says so either way."""
    last = history[-1]
    message = ngettext(
        "Test accuracy on {dataset}: {before:.3f} before training, {reached:.3f} after {epochs} epoch.",
        "Test accuracy on {dataset}: {before:.3f} before training, {reached:.3f} after {epochs} epochs.",
        last.epoch,
    )
    click.echo(message.format(dataset=_(dataset), before=before, reached=last.test_accuracy, epochs=last.epoch))
    try:
        check_learned(history, remedies)
    except AssertionError as missed:
        click.echo(str(missed))
        return False
    click.echo(_("Your model has learned."))
    return True


def _remedies(epochs: int, usual_epochs: int, learning_rate: float) -> Remedies:
    """What to try, as options of the command; towards the usual ones first."""
    usual = MODEL.learning_rate
    smaller = learning_rate / 10 if learning_rate <= usual else usual
    larger = learning_rate * 10 if learning_rate >= usual else usual
    longer = f"--epochs {max(2 * epochs, usual_epochs)}"
    smaller_steps, larger_steps = f"--lr {smaller:g}", f"--lr {larger:g}"
    both = _("{one} or {other}").format(one=larger_steps, other=longer)
    return Remedies(both if learning_rate < usual else longer, smaller_steps, larger_steps)


@contextmanager
def _own_lines(submission: Submission, what: str) -> Iterator[None]:
    """Turn what the learner's code raises into CodeFailed."""
    try:
        yield
    except Undecided:
        raise
    except (Exception, SystemExit) as error:
        home = f"{submission.folder}/"
        frames = [
            (frame.f_code.co_filename.removeprefix(home), line, frame.f_code.co_name)
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_code.co_filename.startswith(home)
        ][-SHOWN_FRAMES:]
        raised = Raised(type(error).__name__, isinstance(error, NotImplementedError), str(error), tuple(frames))
        raise CodeFailed(failure_text(what, raised, submission)) from None
