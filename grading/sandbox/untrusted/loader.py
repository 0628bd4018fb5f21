"""Submitted sources become modules of a package `exercises`, from memory: no file of theirs is ever run."""

import importlib
import importlib.abc
import importlib.util
import linecache
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGE = "exercises"
Replaced = Mapping[str, Sequence[str]]
"""By file, a name that it defines and the kit's text that defines it in its place."""


class Sources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds `exercises` and its modules in a mapping from file names to texts.

    folder: where the files say that they are, in tracebacks and for a debugger.
    """

    def __init__(self, sources: Mapping[str, str], folder: str, replaced: Replaced) -> None:
        self.sources, self.folder, self.replaced = sources, folder, replaced

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname == PACKAGE:
            return ModuleSpec(fullname, self, is_package=True)
        found = self._file(fullname)
        return importlib.util.spec_from_loader(fullname, self) if found in {*self.sources, *self.replaced} else None

    def exec_module(self, module: ModuleType) -> None:
        file = self._file(module.__name__)
        if file not in self.replaced:
            self._run(self.sources.get(file, ""), f"{self.folder}/{file}", module)
            return
        with suppress(BaseException):  # a file that cannot be run has no other names to keep
            self._run(self.sources.get(file, ""), f"{self.folder}/{file}", module)
        name, text = self.replaced[file]
        kit = ModuleType(module.__name__)
        exec(compile(text, f"kit/{file}", "exec", dont_inherit=True), kit.__dict__)  # nobody is shown its lines
        setattr(module, name, getattr(kit, name))

    @staticmethod
    def _run(source: str, path: str, module: ModuleType) -> None:
        module.__file__ = path
        linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)

    def get_source(self, fullname: str) -> str | None:
        return self.sources.get(self._file(fullname))

    @staticmethod
    def _file(fullname: str) -> str:
        if fullname == PACKAGE:
            return "__init__.py"
        package, _, name = fullname.rpartition(".")
        return f"{name}.py" if package == PACKAGE else ""


class Neighbours(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds `softmax` as well, as Python does for who starts a file of that folder: it is exercises.softmax itself."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        found = path is None and self.sources.find_spec(f"{PACKAGE}.{fullname}")
        return importlib.util.spec_from_loader(fullname, self) if found else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return importlib.import_module(f"{PACKAGE}.{spec.name}")

    def exec_module(self, module: ModuleType) -> None:
        """It has been run."""


def install(sources: Mapping[str, str], folder: str, replaced: Replaced) -> None:
    """From now on `import exercises.softmax` means these sources, and nothing that was imported before."""
    for name, module in list(sys.modules.items()):
        if getattr(module, "__name__", "").partition(".")[0] == PACKAGE:
            del sys.modules[name]
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Sources | Neighbours)]
    found = Sources(sources, folder, replaced)
    sys.meta_path[:] = [found, *sys.meta_path, Neighbours(found)]


class NoSuchName(AttributeError):
    """A module does not define the name that it is loaded for."""


def load(module: str, name: str) -> Any:
    """What the installed `exercises.<module>` calls `name`; whatever its code raises comes through.

    NoSuchName if it does not define it.
    """
    loaded = importlib.import_module(f"{PACKAGE}.{module}")
    if not hasattr(loaded, name):
        raise NoSuchName(name)
    return getattr(loaded, name)
