"""What the kit knows of a task, as plain data: the engine knows none by name.

An answer to an exercise is put through *situations*, from the simplest on: the learner's answer in a worker, the
solution and each of the wrong answers in the trusted process. What is observed there names the mistake.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Answer = Callable[..., Any]
"""What the learner wrote, or what stands for it: a function, a class, or for an exercise with a scenario, its play."""


@dataclass(frozen=True, eq=False)
class Call:
    """The function is called with these arguments."""

    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Step:
    """A method of an object, called with these arguments."""

    object: str
    method: str
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, eq=False)
class Script:
    """Objects are made of the class, each with the same arguments when its first step comes, and used step by step."""

    arguments: tuple[Any, ...]
    steps: Sequence[Step]


@dataclass(frozen=True, eq=False)
class Play:
    """The exercise's scenario is played with these arguments; `where` is how a message begins to say so."""

    where: str
    arguments: Mapping[str, Any]


Situation = Call | Script | Play


@dataclass(frozen=True)
class Task:
    """Something that is graded: a line of the report, worth points."""

    id: str
    title: str
    points: int

    @property
    def fixture(self) -> str:
        """What stands for the learner's work in the task's graded checks."""
        return self.id


def no_conditions(situation: Situation) -> Iterable[str]:
    """Of an exercise whose situations are all alike. A function with a name: other processes get records by pickle."""
    return ()


def no_sizes(situation: Situation) -> Mapping[str, float]:
    """Of an exercise whose results contain no size of a situation."""
    return {}


def no_advice(answer: Answer) -> Iterable[str]:
    """Of an exercise of which there is nothing more to say."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Exercise(Task):
    """A task that the learner solves by writing `name` in a file of its own.

    section: of Dive into Deep Learning.
    hints: from a nudge to the formula; mathematics and plain words, never code.
    learnt: what somebody knows who has solved it, in a sentence.
    about_the_solution: what to notice in the solution, read once one's own is right.
    situations: a function, since most commands do without torch.
    built_from: what an answer is to be built from, where torch has it ready-made.
    ready_made: what an answer may not use then: kinds of the operators in grading/sandbox/untrusted/operators.py.
    instance: what messages call an object of the class that is to be written; "" for a function.
    scenario: a module of course/scenarios that plays the function where it is, if its arguments do not cross a pipe.
    parameters: what the function takes there, for messages.
    returns: the names of the values that come back together.
    needs: the ids of the exercises that its file imports.
    conditions: what sets one situation apart from others; each text ends a sentence with "where".
    subjects: what a scenario observes beside what comes back, as a sentence begins; of an argument, its change.
    sizes: numbers of a situation, by their names, that a wrong result may contain as a factor.
    advice: finds what a right answer could do better, beyond what the engine says of any.
    """

    name: str
    section: str
    hints: tuple[str, ...]
    learnt: str
    about_the_solution: str
    situations: Callable[[], Sequence[Situation]]
    built_from: str = ""
    ready_made: tuple[str, ...] = ()
    instance: str = ""
    scenario: str = ""
    parameters: str = ""
    returns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    conditions: Callable[[Situation], Iterable[str]] = no_conditions
    subjects: Mapping[str, str] = field(default_factory=dict, hash=False)
    sizes: Callable[[Situation], Mapping[str, float]] = no_sizes
    advice: Callable[[Answer], Iterable[str]] = no_advice

    @property
    def file(self) -> str:
        return f"{self.id}.py"

    @property
    def fixture(self) -> str:
        return f"play_{self.scenario}" if self.scenario else self.name


@dataclass(frozen=True)
class Parts:
    """What a training is made of, all but the images; epoch takes a net, batches, a loss and an updater.

    tested: takes the net and batches, and returns the fraction of right predictions.
    weights: what the net multiplies images with, (pixels, classes), changed by the updater.
    """

    net: Callable[..., Any]
    loss: Callable[..., Any]
    updater: Callable[[int], None]
    epoch: Callable[..., Any]
    tested: Callable[..., float]
    weights: Any


@dataclass(frozen=True, kw_only=True)
class Model(Task):
    """What the exercises lead to: a model that all of them train together, for as many updates as the book's.

    trained_by: the id of the exercise without half of whose points there is no model.
    threshold: the test accuracy, a fraction, that it has to beat. scenario: as of an Exercise.
    parts: puts together what the learner wrote, by name, with fresh parameters and a learning rate, for a training in
        this process.
    can_use: the ids of exercises beyond the score whose functions `parts` takes if it gets them.
    """

    scenario: str
    trained_by: str
    updates: int
    batch_size: int
    learning_rate: float
    threshold: float
    parts: Callable[[Mapping[str, Any], float], Parts]
    can_use: tuple[str, ...] = ()
