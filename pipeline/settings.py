"""What may be set: defaults, under `motebok.toml`, under MOTEBOK_* variables, under flags."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

FILE = Path("motebok.toml")  # in the folder where the command is given
PREFIX = "MOTEBOK_"
ELSEWHERE = {"MOTEBOK_VOCABULARY"}  # variables that are no settings of an ingestion
SAID = {  # pydantic's kinds of errors, in Norwegian, with what it tells of them
    "extra_forbidden": "denne innstillingen finnes ikke",
    "greater_than": "må være større enn {gt}",
    "greater_than_equal": "må være minst {ge}",
    "less_than_equal": "kan ikke være større enn {le}",
    "int_parsing": "må være et helt tall",
    "int_type": "må være et helt tall",
    "int_from_float": "må være et helt tall",
    "float_parsing": "må være et tall",
    "float_type": "må være et tall",
    "bool_parsing": "må være true eller false",
    "bool_type": "må være true eller false",
    "string_type": "må være tekst",
    "string_pattern_mismatch": "må være minutt, time, dag, måned og ukedag, som 30 2 * * *",
    "path_type": "må være en sti",
    "tuple_type": "må være en liste",
    "literal_error": "må være en av {expected}",
    "value_error": "{error}",
}


class WrongSettings(ValueError):
    """A setting that is none, or has no such value; the message tells people which and why."""


class Settings(BaseSettings):
    """Limits and habits of an ingestion. Flags are given by name, as `Settings(workers=2)`.

    Raises pydantic.ValidationError for a value out of range or a name that is none of these.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, toml_file=FILE
    )

    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    max_megabytes: int = Field(default=256, ge=1)  # of one file
    max_unpacked_megabytes: int = Field(default=512, ge=1)  # of a zip's parts together
    max_members: int = Field(default=5_000, ge=1)  # parts of a zip, and files in a file
    max_depth: int = Field(default=3, ge=1)  # archives and mails in each other
    max_pages: int = Field(default=5_000, ge=1)  # of a PDF
    max_seconds: float = Field(default=300, gt=0)  # for one document
    max_memory_megabytes: int = Field(default=4096, ge=512)  # of one worker
    ocr: bool = True  # whether pages that are pictures are read, where Tesseract is installed
    ocr_seconds: float = Field(default=30, gt=0)  # for one such page, beyond `max_seconds`
    ocr_cache: Path | None = None  # what OCR has read before; beside the archive if not set
    model: str | None = None  # another spaCy pipeline: a folder, or a package that is installed
    runner: Literal["local", "dask"] = "local"  # who reads: this machine, or a Dask cluster's
    scheduler: str | None = None  # where the cluster's scheduler is, as tcp://host:8786
    folders: Annotated[tuple[str, ...], NoDecode] = ("moter",)  # what the nightly run looks through
    db: Path = Path("arkiv.db")  # where it lands
    cron: str = Field(default="30 2 * * *", pattern=r"^\S+( \S+){4}$")  # by the clock in Norway
    log: Path | None = None  # one JSON line per document; beside the archive if not set

    @field_validator("model")
    @classmethod
    def _is_there(cls, model: str | None) -> str | None:
        """Said at once, rather than by every worker of every file."""
        if model and not Path(model).is_dir() and not (model.isidentifier() and find_spec(model)):
            raise ValueError(f"{model} er verken en mappe eller en installert pakke")
        return model

    @field_validator("folders", mode="before")
    @classmethod
    def _one_or_many(cls, folders: object) -> object:
        """One folder is as good as a list of one; a variable may hold a list as JSON."""
        if not isinstance(folders, str):
            return folders
        try:
            return json.loads(folders) if folders.startswith("[") else [folders]
        except json.JSONDecodeError as error:
            raise ValueError(f"er ikke JSON: {error}") from None

    @model_validator(mode="after")
    def _a_cluster_has_an_address(self) -> Self:
        if self.runner == "dask" and not self.scheduler:
            raise ValueError("runner = dask trenger scheduler, for eksempel tcp://vert:8786")
        return self

    def log_of(self, db: Path) -> Path:
        """Where the log of work on the archive `db` is written."""
        return self.log or db.with_suffix(".log")

    def ocr_cache_of(self, db: Path) -> Path:
        """The folder in which is kept what OCR has read for the archive `db`."""
        return self.ocr_cache or db.with_suffix(".ocr")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 — not read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 — not read
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags before the environment before the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**flags: object) -> Settings:
    """The settings that hold under these flags; None is a flag that was not given.

    Raises WrongSettings.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    variables = {name.lower() for name in Settings.model_fields}
    wrong = [
        f"{variable}: {SAID['extra_forbidden']}"
        for variable in os.environ
        if variable.startswith(PREFIX)
        and variable not in ELSEWHERE
        and variable.removeprefix(PREFIX).lower() not in variables
    ]
    try:
        if not wrong:
            return Settings(**given)  # type: ignore[arg-type]  # pydantic judges the values
    except ValidationError as error:
        for each in error.errors():
            place = ".".join(map(str, each["loc"])) or "til sammen"
            words = SAID.get(each["type"], each["msg"]).format_map(each.get("ctx", {}))
            wrong.append(f"{place}: {words}")
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        wrong.append(f"{FILE}: {error}")
    raise WrongSettings(
        "\n  ".join([f"Feil i innstillingene ({FILE}, {PREFIX}* eller valgene):", *wrong])
        + f"\nInnstillinger som finnes: {', '.join(Settings.model_fields)}."
    )
