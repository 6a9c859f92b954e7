#!/usr/bin/env python3
"""Lists every rule, one a line: has it a test of its name, the sentence, the code, the place.

A rule is a case of an enum `...Rejection`; the doc comment above the case is its sentence. `--check` fails when a
sentence is missing, is used twice, or has no test of the same name (a raw identifier, without the full stop).
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ENUM = re.compile(r"^(\s*)(?:package |private |fileprivate |internal |indirect )*enum (\w+Rejection)\b")
CASE = re.compile(r"^\s*(?:indirect )?case (\w+)")
COMMENT = re.compile(r"^\s*/// ?(.*)$")
TEST = re.compile(r"\bfunc `([^`]+)`")


class Rule(NamedTuple):
    sentence: str
    code: str
    place: str
    line: int

    @property
    def name(self) -> str:
        """The test's name: the sentence without its full stop and its backticks, which no identifier can hold."""
        return self.sentence.removesuffix(".").replace("`", "")


def fold(name: str) -> str:
    """Names are compared without regard to the size of the first letter."""
    return name[:1].lower() + name[1:]


def kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: "-" + letter.group().lower(), name)


def rules_of(path: Path, root: Path) -> list[Rule]:
    rules: list[Rule] = []
    closing, sentence = None, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if closing is None:
            if enum := ENUM.match(line):
                closing, sentence = enum.group(1) + "}", []
        elif line.startswith(closing) and line.strip().startswith("}"):
            closing = None
        elif comment := COMMENT.match(line):
            sentence.append(comment.group(1).strip())
        elif case := CASE.match(line):
            rules.append(
                Rule(" ".join(sentence), kebab(case.group(1)), path.relative_to(root).as_posix(), number))
            sentence = []
        elif line.strip():
            sentence = []
    return rules


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    paths = [argument for argument in arguments if not argument.startswith("-")]
    root = Path(paths[0]).resolve() if paths else ROOT
    rules = [rule for path in sorted((root / "Sources").rglob("*.swift")) for rule in rules_of(path, root)]
    tests = {
        fold(name)
        for path in (root / "Tests").rglob("*.swift")
        for name in TEST.findall(path.read_text(encoding="utf-8"))
    }
    faults: list[str] = []
    seen: dict[str, Rule] = {}
    for rule in rules:
        tested = fold(rule.name) in tests
        where = f"{rule.place}:{rule.line}"
        if not check:
            print(f"{'✓' if tested else '✗'} {rule.sentence or '(no sentence)'}  {rule.code}  {where}")
        if not rule.sentence:
            faults.append(f"{where}: {rule.code} has no sentence")
        elif not tested:
            faults.append(f"{where}: no test is named `{rule.name}`")
        if rule.sentence and rule.name in seen:
            faults.append(f"{where}: the same sentence stands at {seen[rule.name].place}:{seen[rule.name].line}")
        seen.setdefault(rule.name, rule)
    tested_count = sum(fold(rule.name) in tests for rule in rules)
    if check:
        print("\n".join(faults) + ("\n" if faults else ""), end="")
    print(f"{len(rules)} rules, {tested_count} with a test of their name")
    if check and not rules:
        print("no rule was found: is this the right folder?")
        return 1
    return 1 if check and faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
