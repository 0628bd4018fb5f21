"""A Scorecard as a page of its own: all that is open and not the first of it only, and the model in training.

The page fetches nothing, runs no script, and its policy (Content-Security-Policy) forbids both.
"""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any

import language
from grading.report.html import only_message, status, template
from grading.report.next_step import in_a_sentence
from grading.report.terminal import about_the_model, praise
from grading.results import ExerciseResult, Scorecard
from grading.text import listed, printable

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
"""What a page says of its language."""


def render(scorecard: Scorecard) -> str:
    """The text of the page."""
    results, reason = (*scorecard.exercises, *scorecard.bonus), _reason(scorecard)
    return template("page.html").render(
        lang=LANGUAGES[language.current()],
        permitted="; img-src data:" if scorecard.training and scorecard.training.samples else "",
        scorecard=scorecard, results=results, status_of=_status,
        points=f"{scorecard.score} / {scorecard.max_score}",
        percent=round(100 * scorecard.score / max(scorecard.max_score, 1)),
        bonus_ids=[result.id for result in scorecard.bonus],
        reason=reason, has_more=lambda result: not reason and result.status != "not_started",
        next=list(_next(scorecard)), small_print=list(_small_print(scorecard)),
        **_of_the_training(scorecard),
    )  # fmt: skip


def _status(result: ExerciseResult) -> str:
    if result.waiting_for:
        return _("waiting for {exercises}").format(exercises=listed(result.waiting_for))
    return status(result)


def _reason(scorecard: Scorecard) -> str:
    """Why nothing of a submission could be graded; "" where something could."""
    messages = {only_message(result) for result in scorecard.exercises}
    errors = {result.status for result in scorecard.exercises} == {"error"}
    return messages.pop() if errors and len(messages) == 1 < len(scorecard.exercises) else ""


def _next(scorecard: Scorecard) -> Iterator[str]:
    counting = scorecard.exercises or scorecard.bonus
    if all(result.status == "passed" for result in counting):
        yield praise()
    if step := in_a_sentence(scorecard):
        yield step


def _of_the_training(scorecard: Scorecard) -> dict[str, Any]:
    """The pictures, for which alone matplotlib is loaded."""
    training = scorecard.training
    if training is None:
        return {}
    from grading.report import pictures

    return {
        "about_the_model": about_the_model(training),
        "loss_curve": pictures.loss_curve(training),
        "accuracy_curves": pictures.accuracy_curves(training),
        "leaves_the_picture": pictures.leaves_the_picture(training),
        "right": [sample for sample in training.samples if sample.label == sample.predicted],
        "wrong": [sample for sample in training.samples if sample.label != sample.predicted],
        "image": pictures.image,
    }


def _small_print(scorecard: Scorecard) -> Iterator[str]:
    """What the score rests on: the data, the seed, the layers that confined the code, and those that are missing."""
    yield from map(printable, scorecard.notes)
    template = _("Graded in {seconds:.1f} s; --seed {seed} draws the same inputs again.")
    yield template.format(seconds=scorecard.seconds, seed=scorecard.seed)
    environment = scorecard.environment
    if environment.sandbox:
        yield _("Confined by: {layers}.").format(layers="; ".join(map(_, environment.sandbox)))
    if environment.missing:
        yield _("Not confined here: {layers}.").format(layers="; ".join(environment.missing))
    yield f"Kit {scorecard.kit_version}, Python {environment.python}, torch {environment.torch}"
