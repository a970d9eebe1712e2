"""Objects of models made from rows, as Django's ModelIterable and Model.from_db make them, at a third of the
price: what they find out anew for each row is known once here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models
from django.db.models.base import ModelState
from django.db.models.fields.files import FileDescriptor
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import get_related_populators
from django.db.models.signals import post_init, pre_init

Rows = Iterable[Sequence[Any]]
Make = Callable[[Sequence[Any]], Any]
PLAIN = (ForeignKeyDeferredAttribute, FileDescriptor)  # setting them on a new object only stores the value


def object_maker(compiler: Any) -> Callable[[Rows], list[Any]]:
    """From rows to the objects that iterating the compiler's queryset gives."""
    info, select, annotated = compiler.klass_info, compiler.select, compiler.annotation_col_map or {}
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    alias = compiler.connection.alias
    make = maker(info["model"], [each[0].target.attname for each in select[start:end]], alias)
    related = get_related_populators(info, select, alias)  # type: ignore[call-arg]  # stubs of Django 6
    for populator in related:
        quicken(populator, alias)

    def made(rows: Rows) -> list[Any]:
        objects = []
        for row in rows:
            found = make(row[start:end])
            for populator in related:
                populator.populate(row, found)
            for name, place in annotated.items():
                setattr(found, name, row[place])
            objects.append(found)
        return objects

    return made


def maker(model: type[models.Model], names: Sequence[str], alias: str) -> Make:
    """From the values of these columns to an object. A model that wants to know of its rows says so by a
    method `was_read`."""
    if not is_plain(model, names):
        return partial(model.from_db, alias, frozenset(names))
    was_read = getattr(model, "was_read", None)

    def make(values: Sequence[Any]) -> Any:
        found = model.__new__(model)
        state = found._state = ModelState()
        state.adding, state.db = False, alias
        found.__dict__.update(zip(names, values, strict=True))
        if was_read is not None:
            was_read(found)
        return found

    return make


def is_plain(model: type[models.Model], names: Sequence[str]) -> bool:
    """Whether making one of its objects does nothing but store what the row holds."""
    if model.__init__ is not models.Model.__init__ or pre_init.has_listeners(model):
        return False
    if post_init.has_listeners(model) or not (hasattr(model, "was_read") or is_read_as_ever(model)):
        return False
    attributes = [vars(each).get(name) for name in names for each in model.__mro__ if name in vars(each)]
    return all(isinstance(each, PLAIN) or not hasattr(each, "__set__") for each in attributes)


def is_read_as_ever(model: Any) -> bool:
    return model.from_db.__func__ is models.Model.from_db.__func__  # type: ignore[attr-defined]


@dataclass
class Quick:
    """Stands for a model where Django reads related objects."""

    make: Make

    def from_db(self, _alias: str, _names: Sequence[str], values: Sequence[Any]) -> Any:
        return self.make(values)


def quicken(populator: Any, alias: str) -> None:
    populator.model_cls = Quick(maker(populator.model_cls, populator.init_list, alias))
    for below in populator.related_populators:
        quicken(below, alias)
