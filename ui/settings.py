"""Settings, read once at the door: NEWSBOT_* variables, the two that the openai package reads, and `.env`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from vectorstore.errors import ConfigError

AnswererName = Literal["offline", "model"]
Seconds = Annotated[float, Field(gt=0, le=3600)]


class Settings(BaseSettings):
    """Every setting with its unit in its name; an unknown NEWSBOT_* name is an error."""

    model_config = SettingsConfigDict(env_prefix="NEWSBOT_", env_file=".env", extra="ignore", frozen=True)

    articles: Path | None = None  # folder of articles; None: ./articles if there is one, else the copy in the package
    data: Path = Path("data")
    embedder: str | None = None  # None: the one that the library was built with, else the best that is installed
    reranker: bool = False  # English questions only; a third of a CPU second each (benchmarks/README.md)
    answerer: AnswererName | None = None  # None: model where a key or a base URL is set, else offline
    top_k: Annotated[int, Field(ge=1, le=50)] = 8  # passages per question
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8501
    open_library: bool = False  # whether visitors from elsewhere may add, describe and remove articles on the page
    api_token: SecretStr | None = None  # asked of API callers when the host is not the loopback address

    model: str = "gpt-4.1-mini"  # a name, or provider:name for any provider that LangChain can initialise
    model_passages: Annotated[int, Field(ge=1, le=50)] = 5  # of the passages found, the likeliest that a model is sent
    embedding_model: str = "text-embedding-3-small"
    connect_seconds: Seconds = 5
    first_token_seconds: Seconds = 15
    gap_seconds: Seconds = 10
    turn_seconds: Seconds = 30
    max_tokens: Annotated[int, Field(ge=16)] = 800  # completion tokens per answer

    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")

    @classmethod
    def from_env(cls, **given: Any) -> Settings:
        """Read the environment and `.env`; `given` (command line options that are not None) wins."""
        _refuse_unknown_names()
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            name = "_".join(str(part) for part in first["loc"]).upper()
            name = name if name.startswith("OPENAI") else f"NEWSBOT_{name}"
            raise ConfigError(f"{name}: {first['msg']}. See .env.example for what it takes.") from None

    def checked(self) -> Settings:
        """Itself, once its folders are known to be some, or to be free to become some."""
        check_paths([self.data, self.articles_dir])
        if self.data.exists() and not self.data.is_dir():
            raise ConfigError(f"{self.data} is not a folder. Name the folder that keeps the library: --data DIR")
        return self

    @property
    def articles_dir(self) -> Path:
        if self.articles is not None:
            return self.articles
        here = Path("articles")
        return here if here.is_dir() else bundled_articles()

    @property
    def answerer_name(self) -> AnswererName:
        return self.answerer or ("model" if self.has_model else "offline")

    @property
    def answerers(self) -> tuple[AnswererName, ...]:
        """Known without loading any of them. A model that was asked for by name is one, key or no key: it says what it lacks."""
        return ("offline", "model") if self.has_model or self.answerer == "model" else ("offline",)

    @property
    def has_model(self) -> bool:
        return bool(self.openai_api_key or self.openai_base_url or ":" in self.model)

    @property
    def key(self) -> str | None:
        return self.openai_api_key.get_secret_value() if self.openai_api_key else None

    @property
    def fingerprint(self) -> str:
        """Another one whenever any setting is, secrets too; tells nothing of them."""
        secrets = [value.get_secret_value() for _, value in self if isinstance(value, SecretStr)]
        return hashlib.sha256(repr((repr(self), secrets)).encode()).hexdigest()


def _refuse_unknown_names() -> None:
    """A misspelt setting must not be ignored in silence, wherever settings are read from."""
    fields = Settings.model_fields.items()
    known = {str(field.validation_alias or f"NEWSBOT_{name}".upper()) for name, field in fields}
    # Both sources have all that stands there, in lower case: a setting is read in any case.
    given = [*DotEnvSettingsSource(Settings).env_vars, *EnvSettingsSource(Settings).env_vars]
    for name in map(str.upper, given):
        if name.startswith("NEWSBOT_") and name not in known and not name.startswith("NEWSBOT_TEST_"):
            from rapidfuzz.process import extractOne

            nearest = extractOne(name, sorted(known))[0]
            raise ConfigError(f"{name} is not a setting. Did you mean {nearest}? See .env.example for all of them.")


def bundled_articles() -> Path:
    """The copy of the sample articles that the wheel carries; in a checkout, the folder beside the code."""
    packaged = Path(str(files("ingest"))) / "_articles"
    return packaged if packaged.is_dir() else Path(str(files("ingest"))).parent / "articles"


def check_paths(paths: Sequence[Path]) -> None:
    """A path may be of something that is not there yet, and must be one that can be."""
    for path in paths:
        try:
            path.stat()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ConfigError(f"{path} cannot be used ({error.strerror}). Give another path.") from None
