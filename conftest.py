"""Makes the fixtures that stand for the learner's functions available to the graded checks."""

pytest_plugins = ["grading.checks.plugin"]
