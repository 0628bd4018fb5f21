"""The stubs in Chinese: they ask for what the English ones ask for, and everything takes them for the same."""

import ast
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

import language
from course import exercise
from course.answers import SOLUTIONS
from course.records import Exercise
from course.stubs import paragraphs, stub
from grading.submissions.submission import from_texts
from tests.kit.answers import ALL, KIT, graded

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_SENTENCE = re.compile(r"[a-z]+,? [a-z]+,? [a-z]+")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
each_exercise = pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)


def docstrings(text: str) -> list[str]:
    nodes = ast.walk(ast.parse(text))
    return [ast.get_docstring(node) or "" for node in nodes if isinstance(node, DOCUMENTED)]


def examples(docstring: str) -> list[str]:
    return [part for part in docstring.split("\n\n") if ">>>" in part]


def code(text: str) -> str:
    """What Python makes of it, but for the docstrings."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED):
            node.body = node.body[1:]
    return ast.dump(tree)


@each_exercise
def test_the_stub_in_exercises_is_the_english_one(exercise: Exercise) -> None:
    assert (KIT / "exercises" / exercise.file).read_text(encoding="utf-8") == stub(exercise)


@each_exercise
def test_every_docstring_has_its_chinese_with_the_same_examples(exercise: Exercise) -> None:
    english, chinese = docstrings(stub(exercise)), docstrings(stub(exercise, "zh"))
    assert len(english) == len(chinese) > 1
    for text, translation in zip(english, chinese, strict=True):
        assert CHINESE.search(translation), text
        assert examples(translation) == examples(text)
        prose = [part for part in translation.split("\n\n") if part not in examples(text)]
        assert not ENGLISH_SENTENCE.search("\n".join(prose))
        names = re.findall(r"^ *([a-zA-Z_]+): ", text, re.MULTILINE)
        assert re.findall(r"^ *([a-zA-Z_]+)\uff1a", translation, re.MULTILINE) == names, "the same parameters"


@each_exercise
def test_the_code_is_the_same_in_both_languages(exercise: Exercise) -> None:
    assert stub(exercise, "zh") != stub(exercise)
    assert code(stub(exercise, "zh")) == code(stub(exercise))


@each_exercise
def test_the_chinese_has_room_in_the_lines_that_the_english_has(exercise: Exercise) -> None:
    assert [line for line in stub(exercise, "zh").splitlines() if cell_len(line) > 120 or line != line.rstrip()] == []


@each_exercise
def test_a_chinese_stub_is_not_started_and_one_with_a_body_is(exercise: Exercise) -> None:
    text = stub(exercise, "zh")
    assert from_texts(Path("mine"), {exercise.file: text}).not_started(exercise)
    started = text.replace("raise NotImplementedError", "return 0", 1)
    assert not from_texts(Path("mine"), {exercise.file: started}).not_started(exercise)


def test_which_language_is_spoken_changes_no_stub() -> None:
    language.use("zh")
    assert stub(exercise("softmax")) == stub(exercise("softmax"), "en")
    language.use("en")
    assert CHINESE.search(stub(exercise("softmax"), "zh"))


def test_a_chinese_stub_with_the_bodies_of_the_solution_has_all_points() -> None:
    task = exercise("accumulator")
    solution = ast.parse((SOLUTIONS / task.file).read_text(encoding="utf-8"))
    chinese = ast.parse(stub(task, "zh"))
    pairs = zip(ast.walk(solution), ast.walk(chinese), strict=False)
    for right, mine in [pair for pair in pairs if isinstance(pair[0], ast.FunctionDef)]:
        assert isinstance(mine, ast.FunctionDef)
        mine.body[1:] = right.body[1:]
    assert graded(from_texts(Path("mine"), {task.file: ast.unparse(chinese)}), [task])[task.id].status == "passed"


def test_what_can_be_translated_leaves_out_the_examples() -> None:
    texts = [text for _line, text in paragraphs(ast.parse((SOLUTIONS / "softmax.py").read_text(encoding="utf-8")))]
    assert len(texts) == 3
    assert not any(">>>" in text for text in texts)
