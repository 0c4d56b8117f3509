"""What every noun of Møtebok is: a value that cannot change once it is made."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value; an unknown field is an error, not a surprise."""

    model_config = ConfigDict(frozen=True, extra="forbid")
