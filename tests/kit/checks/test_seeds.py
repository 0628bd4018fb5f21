"""Whatever numbers are drawn, the solutions earn every point."""

import pytest

from grading.grade import Settings, grade
from tests.kit.answers import folder


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(1, 21))
def test_the_solutions_earn_every_point(seed: int) -> None:
    scorecard = grade(folder("solutions"), Settings(data="synthetic", seed=seed))
    checks = [check for exercise in scorecard.exercises for check in exercise.checks]
    lost = {check.id: check.message for check in checks if check.points < check.max_points}
    assert not lost
    assert scorecard.score == scorecard.max_score
