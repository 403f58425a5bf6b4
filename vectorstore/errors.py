"""Errors that are fit to show: one line that says what is wrong and ends with what to do next.

NewsBotError
  ConfigError            a setting, an option or a question that cannot be used
  LibraryEmpty           nothing has been ingested yet
  LibraryBusy            another process is writing
  LibraryDamaged         the data folder cannot be read
  EmbedderMismatch       the library was built with another embedder
  ArticleError           one file that cannot be read; the rest go in
  EmbedderError          an embedding model that does not answer
  AnswererError          a chat model that does not answer
    MissingApiKey
    AnswererUnavailable
"""


class NewsBotError(Exception):
    """The page and the command line catch this one and nothing wider."""

    exit_status = 1


class ConfigError(NewsBotError):
    exit_status = 2


class LibraryEmpty(NewsBotError):
    exit_status = 2


class LibraryBusy(NewsBotError):
    pass


class LibraryDamaged(NewsBotError):
    pass


class EmbedderMismatch(NewsBotError):
    exit_status = 2


class ArticleError(NewsBotError):
    pass


class EmbedderError(NewsBotError):
    pass


class AnswererError(NewsBotError):
    pass


class MissingApiKey(AnswererError):
    exit_status = 2


class AnswererUnavailable(AnswererError):
    pass


def unread(error: OSError | UnicodeDecodeError) -> str:
    """Why a text file could not be read, without its path, which the message has already."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not UTF-8"
    return error.strerror or str(error)
