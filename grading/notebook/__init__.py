"""What a learner's notebook imports: `from grading.notebook import check, written`."""

from grading.notebook.check import check as check
from grading.notebook.check import written as written
