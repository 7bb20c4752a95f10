"""Where the program is kept is told only as far as its package declares it."""

from email.message import Message

import pytest

from checker import version

DECLARED = {
    "none": ([], None),
    "another": (["Changelog, https://example.org/log"], None),
    "homepage": (
        ["Changelog, https://example.org/log", "Homepage, https://example.org/"],
        "https://example.org/",
    ),
}


@pytest.mark.parametrize("case", DECLARED)
def test_home(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    links, expected = DECLARED[case]
    package = Message()
    for link in links:
        package["Project-URL"] = link
    monkeypatch.setattr(version, "metadata", lambda _: package)
    assert version.home() == expected
