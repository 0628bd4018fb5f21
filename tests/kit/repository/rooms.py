"""The rooms of the house: what each file may import. test_architecture.py holds the code to it."""

from typing import NamedTuple


class Room(NamedTuple):
    """What the files of a room may import beside the standard library: libraries, and modules of the kit."""

    libraries: str = ""
    kit: str = ""


ROOMS = {
    "grader.py": Room(kit="grading.commands.main language grading.sandbox.machine grading.sandbox.signals"),
    "conftest.py": Room(),
    # what the learner writes and is handed
    "exercises/train_epoch.py": Room("torch", "exercises.accuracy exercises.accumulator"),
    "exercises/*.py": Room("torch"),
    "solutions/train_epoch.py": Room("torch", "exercises.accuracy exercises.accumulator"),
    "solutions/*.py": Room("torch"),
    "given/*.py": Room("torch torchvision matplotlib numpy platformdirs IPython", "given.*"),
    # what grades, proves and explains
    "tests/graded/*.py": Room("pytest torch", "tests.graded.*"),
    "tests/wrong/*.py": Room("torch"),
    "tests/wrong/forms/*.py": Room("torch"),
    "tests/kit/right/*.py": Room("torch numpy"),
    # plain records and texts
    "grading/__init__.py": Room(),
    "grading/results.py": Room(),
    "grading/syllabus.py": Room(),
    "grading/text.py": Room(),
    "grading/deadlines.py": Room(),
    "grading/scratch.py": Room(),
    "grading/writing.py": Room(),
    "grading/stopping.py": Room(),
    "grading/streams.py": Room(),
    "grading/language.py": Room(),
    "grading/outcomes.py": Room(kit="grading.results"),
    "grading/catalogue.py": Room(kit="course"),
    "grading/source.py": Room(),
    "grading/decompression.py": Room(),
    "grading/unpacking.py": Room(kit="grading.submissions.decompression"),
    "grading/archive.py": Room(kit="grading.submissions.unpacking grading.submissions.decompression grading.submissions.source grading.text"),
    "grading/submission.py": Room(kit="grading.submissions.archive grading.submissions.source course grading.text"),
    # the untrusted side
    "grading/wire.py": Room("torch"),
    "grading/loader.py": Room(),
    "grading/substitutes.py": Room("torch"),
    "grading/confinement.py": Room("pyseccomp", "language"),
    "grading/scenarios.py": Room("torch", "given.data given.model"),
    "grading/probes.py": Room("torch", "grading.sandbox.untrusted.scenarios"),
    "grading/operators.py": Room("torch"),
    "grading/worker.py": Room(
        "torch",
        "grading.sandbox.wire grading.sandbox.untrusted.loader grading.sandbox.untrusted.substitutes grading.sandbox.untrusted.confinement grading.sandbox.untrusted.scenarios "
        "grading.sandbox.untrusted.probes grading.sandbox.untrusted.operators language",
    ),
    # the trusted side, each on the ones above it
    "grading/isolation.py": Room(kit="grading.results grading.sandbox.scratch grading.sandbox.signals"),
    "grading/machine.py": Room(kit="grading.sandbox.untrusted.confinement grading.sandbox.isolation language grading.results"),
    "grading/server.py": Room(kit="grading.sandbox.scratch"),
    "grading/sandbox.py": Room(
        kit="grading.sandbox.wire grading.sandbox.untrusted.worker grading.results grading.sandbox.isolation grading.sandbox.scratch language "
        "grading.sandbox.machine"
    ),
    "grading/messages.py": Room("torch", "grading.sandbox.process grading.text"),
    "grading/session.py": Room(
        "torch",
        "grading.sandbox.process grading.sandbox.isolation grading.sandbox.messages grading.submission course grading.results "
        "grading.text grading.deadlines",
    ),
    "grading/local_session.py": Room(
        kit="grading.session grading.sandbox.untrusted.loader grading.sandbox.untrusted.substitutes grading.sandbox.untrusted.scenarios grading.submissions.submission course",
    ),
    "grading/reference.py": Room("torch", "grading.sandbox.untrusted.substitutes"),
    "grading/diagnose.py": Room("torch", "grading.sandbox.untrusted.probes grading.sandbox.wire course grading.results"),
    "grading/advise.py": Room("torch", "grading.session course grading.results language"),
    "grading/counterexample.py": Room(
        "torch",
        "grading.feedback.reference grading.feedback.diagnosis grading.session grading.sandbox.messages course grading.results "
        "language",
    ),
    "grading/review.py": Room(
        kit="grading.feedback.diagnosis grading.feedback.advice grading.feedback.difference grading.session course grading.results "
        "grading.text"
    ),
    "grading/training.py": Room(
        "torch",
        "grading.session grading.results grading.results course given.data given.model",
    ),
    "grading/plugin.py": Room(
        "pytest torch",
        "grading.training grading.sandbox.session grading.checks.local_session grading.sandbox.isolation grading.sandbox.machine grading.sandbox.deadlines "
        "grading.submission course grading.results grading.results language grading.text given.data",
    ),
    "grading/checking.py": Room(
        "pytest pytest_timeout torch",
        "grading.checks.plugin grading.feedback.review grading.sandbox.isolation grading.sandbox.machine grading.deadlines grading.submissions.submission "
        "grading.checks.catalogue "
        "course grading.results grading.results given.data",
    ),
    "grading/run.py": Room(
        kit="grading grading.checks.run grading.sandbox.machine grading.submission grading.checks.catalogue course "
        "grading.results grading.results grading.text",
    ),
    "grading/report/*.py": Room("rich", "grading.results grading.text language grading.report.*"),
    "grading/hints.py": Room(),
    "grading/installation.py": Room("packaging tomllib tomli"),  # tomllib is a library to Python 3.10
    "grading/stubs/__init__.py": Room(kit="course"),
    "grading/bookmarks.py": Room("platformdirs", "grading.report.writing"),
    "grading/practice.py": Room(
        kit="grading.training grading.checks.local_session grading.sandbox.process grading.sandbox.messages grading.submissions.submission "
        "course grading.results given.data given.model given.training",
    ),
    "grading/commands/*.py": Room(
        "click rich",
        "grading grading.commands.* grading.grade grading.commands.practice grading.training grading.feedback.hints grading.commands.bookmarks "
        "grading.feedback.stubs grading.sandbox.signals grading.report.writing grading.submission course grading.results "
        "grading.results grading.text language grading.commands.streams grading.commands.installation grading.sandbox.isolation "
        "grading.sandbox.machine grading.sandbox.process given.data given.download given.training given.pictures",
    ),
    "grading/locale/*.py": Room(
        "babel click",  # only whoever works on the kit needs it
        "language grading.commands.main grading.commands.bilingual grading.checks.catalogue grading.feedback.diagnosis grading.feedback.hints "
        "course",
    ),
    "grading/cli.py": Room(
        "click rich",
        "grading grading.commands.* grading.sandbox.machine grading.grade grading.report.* grading.submission course "
        "grading.results grading.results grading.sandbox.signals grading.commands.streams grading.report.writing",
    ),
}
"""The first pattern that fits a file is its room. `grading` alone is the kit's version."""

UNTRUSTED = ("wire", "language", "loader", "substitutes", "confinement", "scenarios", "probes", "operators", "worker")
LOW_TO_HIGH = ("wire", "worker", "sandbox", "session", "review", "training", "plugin", "checking", "run", "cli")
