"""A row's own values as JSON and back, column by column: a column added later comes along by itself."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

Values = dict[str, Any]


def columns(model: type[models.Model]) -> "Iterable[models.Field[Any, Any]]":
    """The columns that hold values: no keys and no relations."""
    return (
        field
        for field in model._meta.concrete_fields
        if not (field.is_relation or field.primary_key or field.generated)
    )


def values_of(row: models.Model, *, besides: Collection[str] = ()) -> Values:
    """What the row says in columns besides these, as JSON values, where it is not the column's default."""
    found = {field.name: field for field in columns(type(row)) if field.name not in besides}
    return {name: as_json(row, name) for name, field in found.items() if is_said(row, field)}


def is_said(row: models.Model, field: "models.Field[Any, Any]") -> bool:
    return bool(getattr(row, field.attname) != field.get_default())


def as_json(row: models.Model, name: str) -> Any:
    """One column's value: moments and days in ISO form, files by their name."""
    value = getattr(row, name)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


def in_columns(model: type[models.Model], said: Values) -> Values:
    """What was said, as values of the model's columns; what no column can hold is left out."""
    found = {field.name: field for field in columns(model)}
    result: Values = {}
    for name, value in said.items():
        field = found.get(name)
        try:
            if field is not None:
                result[name] = as_python(field, value)
        except (ValueError, TypeError, ValidationError):
            continue
    return result


def as_python(field: "models.Field[Any, Any]", value: Any) -> Any:
    """The value as the column holds it. Raises ValidationError for one that it cannot hold."""
    if value is None and not field.null:
        raise ValueError(field.name)
    if isinstance(field, models.JSONField) or value is None:
        return value
    return field.clean(value, None) if field.choices else field.to_python(value)
