"""However long a class is, neither who hands out its submissions nor who grades them holds on to what is done."""

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from course import exercise
from grading.classroom.job import Job, digest_of_the_kit, graded
from grading.classroom.pool import local_processes
from grading.classroom.scheduling import grade_all
from grading.grade import Settings, unusable
from grading.results import Scorecard
from tests.kit.answers import folder, with_files
from tests.kit.classroom.test_scheduling import JOB

JOBS, AT_ONCE = 300, 4


def quickly(job: Job) -> Scorecard:
    return unusable(job.name, "", job.settings)


def scorecards() -> int:
    return sum(isinstance(one, Scorecard) for one in gc.get_objects())


def test_who_hands_out_the_submissions_keeps_no_scorecard() -> None:
    before, jobs = scorecards(), (replace(JOB, name=str(number)) for number in range(JOBS))
    with ThreadPoolExecutor(2) as executor:
        for done, _result in enumerate(grade_all(jobs, executor, quickly, lambda: AT_ONCE), 1):
            if done == JOBS - AT_ONCE:
                alive = scorecards() - before
    assert done == JOBS
    assert alive <= 2 * AT_ONCE


def objects_after(job: Job) -> Scorecard:
    """Grades, and puts the number of objects that the process then holds in the place of the seed."""
    scorecard = graded(job)
    gc.collect()
    return replace(scorecard, seed=len(gc.get_objects()))


def test_a_process_that_grades_one_after_the_other_keeps_nothing_of_them() -> None:
    one = exercise("accumulator")
    submission = with_files("exercises", {one.file: folder("solutions").sources[one.file]})
    job = replace(JOB, submission=submission, settings=Settings(tasks=(one,), seed=1), kit=digest_of_the_kit())
    with local_processes(1, objects_after) as (executor, grade_one):
        results = [result for _job, result in grade_all([job] * 40, executor, grade_one, lambda: 2)]
    counts = [result.seed for result in results if isinstance(result, Scorecard)]
    assert len(counts) == 40
    assert max(counts[-10:]) - max(counts[10:20]) < 10 * 20, "it grows by twenty objects a submission, or more"
