"""The shapes of files as pydantic models, which find all that does not fit, and JSON schemas.

Nothing that fits is read by them, so they are made when something does not, or when somebody asks
for a schema.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

from checker.claims.kinds import STRING, JsonSchema, Loosely, MisfitError, Read
from checker.claims.nodes import Entries, Text
from checker.claims.shapes import Key, Shape


def errors(shape: type[Shape], root: Entries) -> list[ErrorDetails]:
    """What does not fit, each with the way to its place."""
    try:
        model_of(shape).model_validate(root)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


_MODELS: dict[type[Shape], type[BaseModel]] = {}


def model_of(shape: type[Shape]) -> type[BaseModel]:
    """A shape as a model: strict, with no key but its own."""
    if shape not in _MODELS:
        _MODELS[shape] = _made(shape)
    return _MODELS[shape]


def _made(shape: type[Shape]) -> type[BaseModel]:

    class Model(BaseModel):
        model_config = ConfigDict(
            extra="forbid", strict=True, json_schema_extra=partial(_tidy, shape.needs)
        )

        @model_validator(mode="after")
        def _refuse_contradictory(self) -> Self:
            _put(lambda values: shape(**values).refuse_contradictory(), vars(self))
            return self

    made: dict[str, Any] = {
        name: (_hooked(shape.__annotations__[name]), _field(key))
        for name, key in shape.by_name.items()
    }
    return create_model(shape.__name__, __base__=Model, __doc__=shape.__doc__, **made)


def _field(key: Key) -> Any:  # noqa: ANN401 - as Field
    told: dict[str, Any] = {"description": key.description, "examples": [*key.examples] or None}
    if isinstance(key.default, type):
        told["default_factory"] = key.default
    elif not key.is_required:
        told["default"] = key.default
    return Field(alias=key.written or None, **told)


def _hooked(kind: object) -> Any:  # noqa: ANN401 - an annotation
    """A kind as pydantic takes it."""
    args = get_args(kind)
    match get_origin(kind):
        case None if isinstance(kind, type) and issubclass(kind, Shape):
            return model_of(kind)
        case None:
            return kind
        case origin if origin is Annotated:
            inner = Text if isinstance(args[1], Read) else _hooked(args[0])
            return Annotated[inner, _Hook(args[1])]
        case origin if origin in {tuple, dict}:
            return origin[tuple(map(_hooked, args))]
        case _:
            return _hooked(args[0]) | None


class _Hook:
    """What pydantic asks of a kind."""

    def __init__(self, kind: Read | Loosely) -> None:
        self.kind = kind

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        kind = self.kind
        if isinstance(kind, Loosely):
            return core_schema.no_info_before_validator_function(kind.usual, handler(source))
        if not kind.what:
            return core_schema.is_instance_schema(Text)
        return core_schema.no_info_plain_validator_function(partial(_put, kind.value))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        kind = self.kind
        if isinstance(kind, Loosely):
            return {"anyOf": [handler(schema), *kind.forms]}
        form = {"pattern": f"^(?:{kind.form.pattern})$"} if kind.form is not None else {}
        return dict(kind.schema or STRING | form)


def _put(read: Callable[[Any], object], node: object) -> object:
    """What is read; a misfit as an error of pydantic's."""
    try:
        return read(node)
    except MisfitError as error:
        raise PydanticCustomError(error.kind, error.kind, error.told) from None


def _tidy(needs: Iterable[str], schema: JsonSchema) -> None:
    """Leaves what tells nothing out of a JSON schema, and says which keys a file needs."""
    schema.pop("title", None)
    for told in schema.get("properties", {}).values():
        told.pop("title", None)
        if not told.get("default", True) and told["default"] is not False:
            del told["default"]
        if forms := [form for form in told.pop("anyOf", ()) if form != {"type": "null"}]:
            told.update({"anyOf": forms} if forms[1:] else forms[0])
    if needs:
        schema["required"] = [*needs]
