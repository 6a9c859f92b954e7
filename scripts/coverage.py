#!/usr/bin/env python3
"""Holds docs/product-coverage.md true: every row names what keeps its sentence, and everything named is there.

A row ends in a cell of references in backticks: the name of a Swift test, the code of a rule (`order-already-paid`),
or a file, with `#words` when a check of that name must stand in it. `--check` fails on a row without one, or with one
that points at nothing; without it the rows are counted.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import rules  # noqa: E402

REFERENCE = re.compile(r"`([^`]+)`")
TEST = re.compile(r"\bfunc `([^`]+)`")


def known(root: Path) -> tuple[set[str], set[str]]:
    tests = {rules.fold(name) for path in (root / "Tests").rglob("*.swift")
             for name in TEST.findall(path.read_text(encoding="utf-8"))}
    codes = {rule.code for path in sorted((root / "Sources").rglob("*.swift")) for rule in rules.rules_of(path, root)}
    return tests, codes


def is_there(reference: str, root: Path, tests: set[str], codes: set[str]) -> bool:
    if rules.fold(reference) in tests or reference in codes:
        return True
    path, _, words = reference.partition("#")
    file = root / path
    return "/" in path and file.is_file() and words in file.read_text(encoding="utf-8")


def main(arguments: list[str]) -> int:
    places = [Path(each) for each in arguments if not each.startswith("-")]
    root = places[0] if places else rules.ROOT
    tests, codes = known(root)
    rows = broken = 0
    for number, line in enumerate((root / "docs/product-coverage.md").read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("| ") or line.startswith("| sentence") or set(line) <= set("|- "):
            continue
        rows += 1
        references = REFERENCE.findall(line.rstrip(" |").rsplit("|", 1)[-1])
        missing = [each for each in references if not is_there(each, root, tests, codes)]
        for each in missing:
            print(f"docs/product-coverage.md:{number}: nothing is called `{each}`")
        if not references:
            print(f"docs/product-coverage.md:{number}: names nothing that keeps it")
        broken += bool(missing or not references)
    print(f"{rows} sentences, {rows - broken} kept")
    return 1 if "--check" in arguments and (broken or not rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
