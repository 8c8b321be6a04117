"""The list of what the program is made of names all of it, and is the same twice."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime

from packaging.requirements import Requirement

from tests.release.bom import bill, installed, normal
from tests.release.commands import ROOT

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def test_every_dependency_is_listed_with_its_version() -> None:
    packages = installed()
    listed = bill(packages, extras=False, moment=MOMENT)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = {normal(one["name"]): one["version"] for one in listed["components"]}
    for text in project["dependencies"]:
        name = normal(Requirement(text).name)
        assert versions[name] == packages[name].version
    assert "pytest" not in versions
    assert listed["metadata"]["component"]["name"] == "drug-trainer"


def test_every_reference_of_the_list_is_resolved_and_every_part_is_reached() -> None:
    listed = bill(installed(), extras=False, moment=MOMENT)
    known = {one["bom-ref"] for one in listed["components"]}
    root = listed["metadata"]["component"]["bom-ref"]
    graph = {one["ref"]: one["dependsOn"] for one in listed["dependencies"]}
    assert set(graph) == known | {root}
    reached, waiting = set(), [root]
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting += graph[ref]
    assert reached == set(graph)


def test_the_same_environment_gives_the_same_bytes() -> None:
    one, two = (json.dumps(bill(installed(), extras=False, moment=MOMENT)) for _ in range(2))
    assert one == two
