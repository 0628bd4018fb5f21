"""Classes and their objects: methods under another name or in another place, attributes that are not there."""

import ast
import re
from collections.abc import Iterable, Iterator

from grading.feedback.crashes.crash import Crash, attributes_of, parameters_of
from grading.feedback.crashes.kind import Holds, Kind, Places
from grading.submissions.names import NAME, Function, near
from grading.text import listed
from language import N_

NO_ATTRIBUTE = re.compile(rf"'(?P<class>{NAME})' object has no attribute '(?P<name>{NAME})'")
NO_INDEX = re.compile(rf"'(?P<class>{NAME})' object (?:is not subscriptable|does not support indexing)")
NO_ARGUMENTS = re.compile(rf"^(?P<class>{NAME})\(\) takes no arguments")
TOO_MANY = re.compile(
    rf"^(?:(?P<class>{NAME})\.)?(?P<method>{NAME})\(\) "
    r"takes (?P<takes>\d{1,2}) positional arguments? but (?P<given>\d{1,2}) "
)
WITHOUT_OBJECT = re.compile(rf"^(?P<class>{NAME})\.(?P<method>{NAME})\(\) missing 1 required .* 'self'$")
MOST_NAMES = 6


def _methods(klass: ast.ClassDef) -> list[Function]:
    return [node for node in klass.body if isinstance(node, Function)]


def _look_alike(klass: ast.ClassDef, name: str) -> str | None:
    """A method that was likely meant to have this special name, where none has it: other letters or underscores."""
    names = [method.name for method in _methods(klass) if re.fullmatch(NAME, method.name)]
    others = [
        other for other in names if not (other.startswith("__") and other.endswith("__") and hasattr(object, other))
    ]
    return None if name in names else near(name, others)


def _special(name: str) -> Holds:
    """Finds, in the class that the exception names, what looks like a method of this special name."""

    def found(crash: Crash, places: Places) -> Places | None:
        klass = crash.class_named(places["class"])
        other = klass and _look_alike(klass, name)
        return {"other": other, "special": name} if other else None

    return found


def _no_init(crash: Crash, places: Places) -> Places | None:
    klass = crash.class_named(places["class"])
    return {} if klass and not klass.bases and "__init__" not in attributes_of(klass) else None


def _learners(crash: Crash, places: Places) -> Places | None:
    return {} if crash.class_named(places["class"]) else None


def _init_by_another_name(crash: Crash, places: Places) -> Places | None:
    """As an attribute is missing: whether only a method that looks like __init__ assigns it."""
    klass = crash.class_named(places["class"])
    other = klass and _look_alike(klass, "__init__")
    if not klass or not other or klass.bases:
        return None
    [method] = [method for method in _methods(klass) if method.name == other][:1]
    assigned = {node.attr for node in ast.walk(method) if isinstance(node, ast.Attribute)}
    return {"other": other, "special": "__init__"} if places["name"] in assigned else None


def _outside(crash: Crash, places: Places) -> Places | None:
    """Whether a function of this name stands in the class's file, but not in the class."""
    klass = crash.class_named(places["class"])
    tree = next((tree for tree in crash.modules if klass in tree.body), None)
    outside = klass and tree and any(isinstance(node, Function) and node.name == places["name"] for node in tree.body)
    return {} if outside else None


def _inside_another(crash: Crash, places: Places) -> Places | None:
    """The method within whose lines one of this name is defined."""
    klass = crash.class_named(places["class"])
    for method in _methods(klass) if klass else []:
        inner = [node for node in ast.walk(method) if isinstance(node, Function) and node is not method]
        if any(node.name == places["name"] for node in inner):
            return {"method": method.name}
    return None


def _local_in_a_method(crash: Crash, places: Places) -> Places | None:
    """The method that gives a local variable of this name its value."""
    klass = crash.class_named(places["class"])
    for method in _methods(klass) if klass else []:
        if places["name"] in _stored(ast.walk(method)) and parameters_of(method):
            return {"method": method.name, "object": parameters_of(method)[0]}
    return None


def _stored(nodes: Iterable[ast.AST]) -> Iterator[str]:
    return (node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def _nearly(crash: Crash, places: Places) -> Places | None:
    klass = crash.class_named(places["class"])
    found = near(places["name"], attributes_of(klass)) if klass else None
    return {"near": found} if found else None


def _what_it_has(crash: Crash, places: Places) -> Places | None:
    klass = crash.class_named(places["class"])
    names = [name for name in attributes_of(klass) if re.fullmatch(NAME, name)][:MOST_NAMES] if klass else []
    return {"names": listed(f"`{name}`" for name in names)} if names else None


def _index_outside(crash: Crash, places: Places) -> Places | None:
    name = "__getitem__"
    return {"name": name} if _outside(crash, {**places, "name": name}) is not None else None


def _index_inside(crash: Crash, places: Places) -> Places | None:
    found = _inside_another(crash, {**places, "name": "__getitem__"})
    return {"name": "__getitem__", **found} if found else None


def _without_self(crash: Crash, places: Places) -> Places | None:
    """The method of the learner's class that takes one argument too few, because its first is not the object."""
    klass = crash.class_named(places.get("class", crash.exercise.name))
    found = [method for method in _methods(klass) if method.name == places["method"]] if klass else []
    if len(found) != 1 or found[0].decorator_list or found[0].args.vararg:
        return None
    first = parameters_of(found[0])[:1]
    used = [ast.unparse(node.value) for node in ast.walk(found[0]) if isinstance(node, ast.Attribute)]
    takes_the_object = first == ["self"] or (first and first[0] in used)
    return None if takes_the_object or int(places["given"]) != int(places["takes"]) + 1 else {}


CLASSES = (
    Kind(
        "special_name_misspelt", "TypeError", NO_ARGUMENTS,
        N_("Your class has a method `{other}`. Python looks for `{special}`."),
        N_("Some methods are called by Python itself, here as an object is made. It knows them by their exact names, "
           "with two underscores on each side."),
        _special("__init__"),
    ),
    Kind(
        "special_name_misspelt", "AttributeError", NO_ATTRIBUTE,
        N_("Your class has a method `{other}`. Python looks for `{special}`."),
        N_("Nobody called it, so `{name}` was never given a value. Python calls a method by itself as an object is "
           "made, and knows it by its exact name, with two underscores on each side."),
        _init_by_another_name,
    ),
    Kind(
        "special_name_misspelt", "TypeError", NO_INDEX,
        N_("Your class has a method `{other}`. Python looks for `{special}`."),
        N_("Some methods are called by Python itself, here for the square brackets behind an object. It knows them by "
           "their exact names, with two underscores on each side and none within."),
        _special("__getitem__"),
    ),
    Kind(
        "init_returns_something", "TypeError", re.compile(r"^__init__\(\) should return None"),
        N_("`__init__` returns something, and it must not."),
        N_("It only fills the new object, which is there already. Leave the `return` out, and keep the value in an "
           "attribute, `self.` and a name."),
    ),
    Kind(
        "no_init", "TypeError", NO_ARGUMENTS,
        N_("`{class}` is called with an argument, and no method of the class takes it."),
        N_("What stands in the brackets as an object is made goes to the method `__init__`. Python finds none in the "
           "class: is it there, with two underscores on each side, and indented below the `class` line?"),
        _no_init,
    ),
    Kind(
        "function_outside_of_the_class", "TypeError", NO_INDEX,
        N_("The function `{name}` stands outside of the class `{class}`."),
        N_("A method belongs to its class by its indentation. Indent all lines of `{name}` so that they stand below "
           "the `class` line, as deep as the other methods."),
        _index_outside,
    ),
    Kind(
        "method_inside_another", "TypeError", NO_INDEX,
        N_("The function `{name}` stands inside of `{method}`."),
        N_("There it is known to `{method}` alone. Move it to the left, so that its `def` stands exactly below that of "
           "`{method}`."),
        _index_inside,
    ),
    Kind(
        "no_index", "TypeError", NO_INDEX,
        N_("Objects of `{class}` do not understand square brackets yet."),
        N_("Behind an object, `[i]` calls its method `__getitem__` with i. Python finds none in the class: is it "
           "there, and indented below the `class` line?"),
        _learners,
    ),
    Kind(
        "method_without_self", "TypeError", TOO_MANY,
        N_("The method `{method}` does not take `self`."),
        N_("Python hands the object to each of its methods, in front of the other arguments; that makes one more than "
           "your `def` line takes. Write `self` as the first name in its brackets."),
        _without_self,
    ),
    Kind(
        "called_on_the_class", "TypeError", WITHOUT_OBJECT,
        N_("`{method}` is called on the class `{class}`, and not on an object of it."),
        N_("`{class}(...)` makes an object. Give it a name, and call `{method}` on that."),
    ),
    Kind(
        "function_outside_of_the_class", "AttributeError", NO_ATTRIBUTE,
        N_("The function `{name}` stands outside of the class `{class}`."),
        N_("A method belongs to its class by its indentation. Indent all lines of `{name}` so that they stand below "
           "the `class` line, as deep as the other methods."),
        _outside,
    ),
    Kind(
        "method_inside_another", "AttributeError", NO_ATTRIBUTE,
        N_("The function `{name}` stands inside of `{method}`."),
        N_("There it is known to `{method}` alone. Move it to the left, so that its `def` stands exactly below that of "
           "`{method}`."),
        _inside_another,
    ),
    Kind(
        "local_instead_of_kept", "AttributeError", NO_ATTRIBUTE,
        N_("The object has no `{name}`: in `{method}` it is a variable that is gone when `{method}` ends."),
        N_("What the object is to keep has to be stored in it. Look at where `{method}` assigns `{name}`, and at what "
           "should stand in front of it: `{object}.`"),
        _local_in_a_method,
    ),
    Kind(
        "attribute_by_another_name", "AttributeError", NO_ATTRIBUTE,
        N_("Objects of `{class}` have no `{name}`. Did you mean `{near}`?"),
        N_("To Python every letter counts, capitals and underscores too. Use the same name wherever it is stored, "
           "defined and read."),
        _nearly,
    ),
    Kind(
        "no_such_attribute", "AttributeError", NO_ATTRIBUTE,
        N_("Objects of `{class}` have no `{name}`."),
        N_("The class defines or stores {names}. Is `{name}` one of these by another name, or is the line missing that "
           "defines or stores it?"),
        _what_it_has,
    ),
)  # fmt: skip
