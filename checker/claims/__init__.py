"""From files to statements and problems, with lines."""

from checker.claims.loading import load
from checker.claims.problems import Problem, Severity
from checker.claims.statements import (
    Article,
    Position,
    Project,
    Quote,
    Skipped,
    Statement,
    Topic,
)

__all__ = [
    "Article",
    "Position",
    "Problem",
    "Project",
    "Quote",
    "Severity",
    "Skipped",
    "Statement",
    "Topic",
    "load",
]
