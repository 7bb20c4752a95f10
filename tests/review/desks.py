"""A project that is reviewed, without a server between it and the test."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from checker.claims.statements import Project
from checker.explain.finding import Findings
from checker.frozen import dataclass
from checker.review.app import App, Response
from checker.review.guarding import Request, hosts
from checker.review.watching import Watch
from tests.projects import Case, build, found_in

HOST = "127.0.0.1:3228"
TODAY = date(2026, 11, 22)
CLASHES: Case = {
    "articles": {"a": "excellent = 28", "b": {"publisher": "The Post", "says": "excellent = 27"}}
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A project with its watch and its app; `examined` are the projects that were checked."""

    root: Path
    watch: Watch
    app: App
    examined: list[Project]

    @property
    def file(self) -> Path:
        return self.root / "claims/decisions.yaml"

    @property
    def id(self) -> str:
        """The id of the first contradiction."""
        newest = self.watch.now.newest
        assert newest is not None
        return newest.findings.contradictions[0].id

    def get(self, path: str, **headers: str) -> Response:
        path, _, query = path.partition("?")
        return self.app.respond(Request("GET", path, query, self.headers(headers), b""))

    def state(self, query: str = "") -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.get(f"/state{query}").body)
        return told

    def post(self, path: str, typed: object, **headers: str) -> Response:
        body = typed if isinstance(typed, bytes) else json.dumps(typed).encode()
        return self.app.respond(Request("POST", path, "", self.headers(headers), body))

    def headers(self, changed: Mapping[str, str]) -> Mapping[str, str]:
        """What our page sends; an empty text stands for a header that is left out."""
        usual = {
            "host": HOST,
            "origin": f"http://{HOST}",
            "sec-fetch-site": "same-origin",
            "content-type": "application/json",
            "x-factcheck-token": self.app.token,
        }
        usual |= {name.replace("_", "-"): value for name, value in changed.items()}
        return {name: value for name, value in usual.items() if value}

    def asked(self, **typed: str) -> dict[str, str]:
        """A decision as the form sends it."""
        version = self.state()["report"]
        asked = {"version": version, "contradiction": self.id, "ruling": "definitions"}
        return {**asked, "because": "others count", **typed}

    def decide(self, **typed: str) -> Response:
        return self.post("/decide", self.asked(**typed))


def desk(root: Path, case: Case = CLASHES) -> Desk:
    """A project that was checked once."""
    build(root, case)
    examined: list[Project] = []

    def examine(project: Project) -> Findings:
        examined.append(project)
        return found_in(project)

    watch = Watch(root, examine)
    watch.look()
    return Desk(root, watch, App(watch, hosts(3228), lambda: TODAY), examined)


def told(response: Response) -> Any:  # noqa: ANN401 - JSON
    return json.loads(response.body)
