"""What may be set: defaults, under `motebok.toml`, under MOTEBOK_* variables, under flags."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

FILE = Path("motebok.toml")  # in the folder where the command is given


class Settings(BaseSettings):
    """Limits and habits of an ingestion. Flags are given by name, as `Settings(workers=2)`.

    Raises pydantic.ValidationError for a value out of range or a name that is none of these.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix="MOTEBOK_", toml_file=FILE
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
    folders: tuple[str, ...] = ("moter",)  # what the nightly run looks through
    db: Path = Path("arkiv.db")  # where it lands
    cron: str = "30 2 * * *"  # when, by the clock in Norway
    log: Path | None = None  # one JSON line per document; beside the archive if not set

    @field_validator("model")
    @classmethod
    def _is_there(cls, model: str | None) -> str | None:
        """Said at once, rather than by every worker of every file."""
        if model and not Path(model).is_dir() and not (model.isidentifier() and find_spec(model)):
            raise ValueError(f"{model} er verken en mappe eller en installert pakke")
        return model

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
