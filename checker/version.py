"""Which release this is, and where it is kept."""

from importlib.metadata import PackageNotFoundError, metadata

__version__ = "0.1.0"


def home() -> str | None:
    """The page of the project that its package declares as `Homepage`, if it declares one."""
    try:
        declared = metadata("factcheck").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    links = dict(link.split(", ", 1) for link in declared)
    return links.get("Homepage")
