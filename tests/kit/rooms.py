"""The rooms of the house: what each file may import. test_architecture.py holds the code to it."""

from typing import NamedTuple


class Room(NamedTuple):
    """What the files of a room may import beside the standard library: libraries, and modules of the kit."""

    libraries: str = ""
    kit: str = ""


ROOMS = {
    "grader.py": Room(kit="grading.cli grading.language grading.machine grading.stopping"),
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
    "grading/catalogue.py": Room(kit="grading.syllabus"),
    "grading/source.py": Room(),
    "grading/decompression.py": Room(),
    "grading/unpacking.py": Room(kit="grading.decompression"),
    "grading/archive.py": Room(kit="grading.unpacking grading.decompression grading.source grading.text"),
    "grading/submission.py": Room(kit="grading.archive grading.source grading.syllabus grading.text"),
    # the untrusted side
    "grading/wire.py": Room("torch"),
    "grading/loader.py": Room(),
    "grading/substitutes.py": Room("torch"),
    "grading/confinement.py": Room("pyseccomp", "grading.language"),
    "grading/scenarios.py": Room("torch", "given.data given.model"),
    "grading/probes.py": Room("torch", "grading.scenarios"),
    "grading/operators.py": Room("torch"),
    "grading/worker.py": Room(
        "torch",
        "grading.wire grading.loader grading.substitutes grading.confinement grading.scenarios "
        "grading.probes grading.operators grading.language",
    ),
    # the trusted side, each on the ones above it
    "grading/isolation.py": Room(kit="grading.outcomes grading.scratch grading.stopping"),
    "grading/machine.py": Room(kit="grading.confinement grading.isolation grading.language grading.outcomes"),
    "grading/server.py": Room(kit="grading.scratch"),
    "grading/sandbox.py": Room(
        kit="grading.wire grading.worker grading.outcomes grading.isolation grading.scratch grading.language "
        "grading.machine"
    ),
    "grading/messages.py": Room("torch", "grading.sandbox grading.text"),
    "grading/session.py": Room(
        "torch",
        "grading.sandbox grading.isolation grading.messages grading.submission grading.syllabus grading.outcomes "
        "grading.text grading.deadlines",
    ),
    "grading/local_session.py": Room(
        kit="grading.session grading.loader grading.substitutes grading.scenarios grading.submission grading.syllabus",
    ),
    "grading/reference.py": Room("torch", "grading.substitutes"),
    "grading/diagnose.py": Room("torch", "grading.probes grading.wire grading.syllabus grading.results"),
    "grading/advise.py": Room("torch", "grading.session grading.syllabus grading.outcomes grading.language"),
    "grading/counterexample.py": Room(
        "torch",
        "grading.reference grading.diagnose grading.session grading.messages grading.syllabus grading.outcomes "
        "grading.language",
    ),
    "grading/review.py": Room(
        kit="grading.diagnose grading.advise grading.counterexample grading.session grading.syllabus grading.results "
        "grading.text"
    ),
    "grading/training.py": Room(
        "torch",
        "grading.session grading.outcomes grading.results grading.syllabus given.data given.model",
    ),
    "grading/plugin.py": Room(
        "pytest torch",
        "grading.training grading.session grading.local_session grading.isolation grading.machine grading.deadlines "
        "grading.submission grading.syllabus grading.outcomes grading.results grading.language grading.text given.data",
    ),
    "grading/checking.py": Room(
        "pytest pytest_timeout torch",
        "grading.plugin grading.review grading.isolation grading.machine grading.deadlines grading.submission "
        "grading.catalogue "
        "grading.syllabus grading.outcomes grading.results given.data",
    ),
    "grading/run.py": Room(
        kit="grading grading.checking grading.machine grading.submission grading.catalogue grading.syllabus "
        "grading.outcomes grading.results grading.text",
    ),
    "grading/report/*.py": Room("rich", "grading.results grading.text grading.language grading.report.*"),
    "grading/hints.py": Room(),
    "grading/installation.py": Room("packaging tomllib tomli"),  # tomllib is a library to Python 3.10
    "grading/stubs/__init__.py": Room(kit="grading.syllabus"),
    "grading/bookmarks.py": Room("platformdirs", "grading.writing"),
    "grading/practice.py": Room(
        kit="grading.training grading.local_session grading.sandbox grading.messages grading.submission "
        "grading.syllabus grading.outcomes given.data given.model given.training",
    ),
    "grading/commands/*.py": Room(
        "click rich",
        "grading grading.commands.* grading.run grading.practice grading.training grading.hints grading.bookmarks "
        "grading.stubs grading.stopping grading.writing grading.submission grading.syllabus grading.outcomes "
        "grading.results grading.text grading.language grading.streams grading.installation grading.isolation "
        "grading.machine grading.sandbox given.data given.download given.training given.pictures",
    ),
    "grading/locale/*.py": Room(
        "babel click",  # only whoever works on the kit needs it
        "grading.language grading.cli grading.commands.bilingual grading.catalogue grading.diagnose grading.hints "
        "grading.syllabus",
    ),
    "grading/cli.py": Room(
        "click rich",
        "grading grading.commands.* grading.machine grading.run grading.report.* grading.submission grading.syllabus "
        "grading.outcomes grading.results grading.stopping grading.streams grading.writing",
    ),
}
"""The first pattern that fits a file is its room. `grading` alone is the kit's version."""

UNTRUSTED = ("wire", "language", "loader", "substitutes", "confinement", "scenarios", "probes", "operators", "worker")
LOW_TO_HIGH = ("wire", "worker", "sandbox", "session", "review", "training", "plugin", "checking", "run", "cli")
