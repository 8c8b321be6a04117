"""What the program is made of: a CycloneDX list of an environment's packages.

    python -m tests.release.bom [--python ENVIRONMENT/bin/python] [--extras] > bom.json

Lists the project and everything that it needs, with versions and licences, from the environment of
the Python that is named (this one if none is). With SOURCE_DATE_EPOCH set, the same environment
gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from typing import Any

from packaging.requirements import Requirement

PROJECT = "drug-trainer"


def installed() -> dict[str, Distribution]:
    """Every package of this environment by its normal name."""
    return {normal(one.name): one for one in distributions()}


def normal(name: str) -> str:
    """The name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(packages: Mapping[str, Distribution], *, extras: bool) -> dict[str, tuple[str, ...]]:
    """The project and all that it needs here, each with what it needs directly."""
    found: dict[str, tuple[str, ...]] = {}
    waiting = [(PROJECT, _extras_of(packages[PROJECT]) if extras else ("",))]
    while waiting:
        name, wanted = waiting.pop()
        if name in found:
            continue
        direct = []
        for text in packages[name].requires or ():
            requirement = Requirement(text)
            marker = requirement.marker
            if marker and not any(marker.evaluate({"extra": extra}) for extra in wanted):
                continue
            other = normal(requirement.name)
            if other in packages:
                direct.append(other)
                waiting.append((other, ("", *sorted(requirement.extras))))
        found[name] = tuple(sorted(set(direct)))
    return dict(sorted(found.items()))


def _extras_of(package: Distribution) -> tuple[str, ...]:
    return ("", *(package.metadata.get_all("Provides-Extra") or ()))


def bill(packages: Mapping[str, Distribution], *, extras: bool, moment: datetime) -> dict[str, Any]:
    """The CycloneDX document."""
    graph = needed(packages, extras=extras)
    components = [_component(packages[name]) for name in graph if name != PROJECT]
    body = {
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {**_component(packages[PROJECT]), "type": "application"},
        },
        "components": components,
        "dependencies": [
            {"ref": _url(packages[name]), "dependsOn": [_url(packages[one]) for one in direct]}
            for name, direct in graph.items()
        ],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        **body,
    }


def _component(package: Distribution) -> dict[str, Any]:
    url = _url(package)
    component = {
        "type": "library",
        "bom-ref": url,
        "name": package.name,
        "version": package.version,
        "purl": url,
    }
    licence = _licence(package)
    return {**component, "licenses": [licence]} if licence else component


def _licence(package: Distribution) -> dict[str, Any] | None:
    """An SPDX expression where the package has one, else the words that it uses."""
    data = package.metadata
    for expression in data.get_all("License-Expression") or ():
        return {"expression": expression}
    named = [one.rpartition(" :: ")[2] for one in data.get_all("Classifier") or ()
             if one.startswith("License :: ")]  # fmt: skip
    said = [*named, *(data.get_all("License") or ()), ""][0]
    words = said.partition("\n")[0].strip()
    return {"license": {"name": words}} if words else None


def _url(package: Distribution) -> str:
    return f"pkg:pypi/{normal(package.name)}@{package.version}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", metavar="PATH", help="the environment to describe")
    parser.add_argument("--extras", action="store_true", help="with what the extras need")
    args = parser.parse_args()
    if args.python:
        # `packaging` need not be there: the other environment only lends its folders.
        asked = "import json, sys; print(json.dumps(sys.path))"
        done = subprocess.run([args.python, "-c", asked], capture_output=True, check=True)
        packages = {normal(one.name): one for one in distributions(path=json.loads(done.stdout))}
    else:
        packages = installed()
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC)
    json.dump(bill(packages, extras=args.extras, moment=moment), sys.stdout, indent=2)
    print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
