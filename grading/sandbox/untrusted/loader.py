"""Submitted sources become modules of a package `exercises`, from memory: no file of theirs is ever run."""

import importlib
import importlib.abc
import importlib.util
import linecache
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGE = "exercises"


class Sources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds `exercises` and its modules in a mapping from file names to texts.

    folder: where the files say that they are, in tracebacks and for a debugger.
    substitutes: files of the kit's own that are used in place of submitted ones.
    """

    def __init__(self, sources: Mapping[str, str], folder: str, substitutes: Mapping[str, str]) -> None:
        self.sources, self.folder, self.substitutes = {**sources, **substitutes}, folder, substitutes

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname == PACKAGE:
            return ModuleSpec(fullname, self, is_package=True)
        return importlib.util.spec_from_loader(fullname, self) if self._file(fullname) in self.sources else None

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ == PACKAGE:
            return
        file = self._file(module.__name__)
        source = self.sources[file]
        path = f"{'kit' if file in self.substitutes else self.folder}/{file}"
        module.__file__ = path
        linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)

    def get_source(self, fullname: str) -> str | None:
        return self.sources.get(self._file(fullname))

    @staticmethod
    def _file(fullname: str) -> str:
        package, _, name = fullname.rpartition(".")
        return f"{name}.py" if package == PACKAGE else ""


def install(sources: Mapping[str, str], folder: str, substitutes: Mapping[str, str]) -> None:
    """From now on `import exercises.softmax` means these sources, and nothing that was imported before."""
    for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
        del sys.modules[name]
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Sources)]
    sys.meta_path.insert(0, Sources(sources, folder, substitutes))


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
