"""The API's description, and what an answer must look like by it."""
import copy
import json
import re
from urllib.parse import parse_qsl, urlsplit

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

METHODS = ("get", "put", "post", "patch", "delete")


class Operation:
    """One method of one path."""

    def __init__(self, method, template, pointer, content, parameters):
        self.method, self.template, self.pointer, self.content = method.upper(), template, pointer, content
        self.parameters = parameters
        parts = [f"(?P<{part[1:-1]}>.+)" if part == "{path}" else "[^/]+" if part.startswith("{") else re.escape(part)
                 for part in template.split("/")]
        self.pattern = re.compile("/".join(parts))
        self.name = f"{self.method} {template}"


class Document:
    """Finds operations, checks requests and answers, and remembers what was seen."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.content = yaml.safe_load(file)
        self.registry = Registry().with_resources([
            ("urn:api", Resource(self.content, DRAFT202012)),
            ("urn:closed", Resource(_closed(copy.deepcopy(self.content)), DRAFT202012)),
        ])
        self.validators = {}
        self.operations = []
        for template, item in self.content["paths"].items():
            for method in METHODS:
                if method in item:
                    pointer = f"/paths/{_escaped(template)}/{method}"
                    parameters = [self.resolved(each)[0] for each in
                                  item.get("parameters", []) + item[method].get("parameters", [])]
                    self.operations.append(Operation(method, template, pointer, item[method], parameters))
        # A fixed path comes before one with parameters, and the forwarding path last.
        self.operations.sort(key=lambda each: ("{path}" in each.template, each.template.count("{")))
        self.seen = {}
        self.unversioned = set()

    def resolved(self, node, pointer=""):
        """The thing behind a reference and where it stands; a description beside the reference wins."""
        if "$ref" not in node:
            return node, pointer
        target = node["$ref"].removeprefix("#")
        found = self.content
        for part in target.split("/")[1:]:
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return {**found, **{key: value for key, value in node.items() if key != "$ref"}}, target

    def operation(self, method, path):
        bare = urlsplit(path).path
        return next((each for each in self.operations
                     if each.method == method and each.pattern.fullmatch(bare)), None)

    def errors(self, pointer, value, document="urn:api"):
        """What is wrong with a value by the schema at a pointer."""
        key = (document, pointer)
        if key not in self.validators:
            reference = {"$ref": f"{document}#{pointer.replace('%', '%25').replace('{', '%7B').replace('}', '%7D')}"}
            self.validators[key] = Draft202012Validator(reference, registry=self.registry)
        return [f"{'/'.join(map(str, error.absolute_path)) or 'body'}: {_innermost(error).message[:200]}"
                for error in self.validators[key].iter_errors(value)][:4]

    def check_request(self, operation, path, body, media, unknown_fields):
        """A request that was accepted must be one that the document describes."""
        complaints = []
        known = {each["name"] for each in operation.parameters if each["in"] == "query"}
        for name, _ in parse_qsl(urlsplit(path).query):
            if name not in known:
                complaints.append(f"query {name} is not documented")
        described = operation.content.get("requestBody")
        if body is None or described is None:
            return complaints if body is None else complaints + ["a body is not documented"]
        if media not in described["content"]:
            return complaints + [f"{media} is not documented"]
        if media == "application/json":
            schema = f"{operation.pointer}/requestBody/content/application~1json/schema"
            complaints += self.errors(schema, body, "urn:api" if unknown_fields else "urn:closed")
        return complaints

    def check_answer(self, operation, answer):
        """What is wrong with an answer: its status, media type, headers, body and code."""
        responses = operation.content["responses"]
        status = str(answer.status)
        name = next((each for each in (status, status[0] + "XX") if each in responses), None)
        if name is None:
            return [f"status {status} {answer.code or ''} is not documented"]
        self.seen.setdefault(operation.name, set()).add(name)
        response, pointer = self.resolved(responses[name], f"{operation.pointer}/responses/{name}")
        complaints = self._check_headers(response, answer)
        if operation.template.startswith("/bff/api/") and name in ("2XX", "304", "4XX"):
            return complaints
        content = response.get("content")
        if not content:
            return complaints + ([f"{status} has a body"] if answer.body else [])
        if answer.media not in content:
            return complaints + [f"{answer.media or 'no media type'} instead of {', '.join(content)}"]
        if answer.media.endswith("json"):
            if answer.json is None:
                return complaints + ["the body is not JSON"]
            complaints += self.errors(f"{pointer}/content/{_escaped(answer.media)}/schema", answer.json)
        if answer.media == "application/problem+json":
            complaints += _check_problem(response["description"], answer)
        else:
            self._note_version(operation, answer)
        return complaints

    def _check_headers(self, response, answer):
        complaints = []
        for name, header in response.get("headers", {}).items():
            described, _ = self.resolved(header)
            value = answer.headers.get(name.lower())
            if value is None:
                if described.get("required"):
                    complaints.append(f"header {name} is missing")
                continue
            for error in Draft202012Validator(described["schema"]).iter_errors(value):
                complaints.append(f"header {name}: {error.message[:120]}")
        if "x-request-id" not in answer.headers:
            complaints.append("header X-Request-Id is missing")
        return complaints

    def _note_version(self, operation, answer):
        """What carries a version carries it as ETag too; the menu's tells more than its version."""
        if not isinstance(answer.json, dict) or "version" not in answer.json or operation.template.endswith("/menu"):
            return
        if answer.headers.get("etag") != f'"{answer.json["version"]}"':
            self.unversioned.add(f"{answer.status} {operation.name}")

    def unseen(self):
        """Operations that were never called, and documented successes that were never answered."""
        for operation in sorted(self.operations, key=lambda each: each.template):
            seen = self.seen.get(operation.name)
            if seen is None:
                yield f"{operation.name} was never called"
                continue
            for status in operation.content["responses"]:
                if status.startswith(("2", "3")) and status not in seen:
                    if not (status == "304" and operation.template.startswith("/bff/api/")):
                        yield f"{operation.name} never answered {status}"

    def unseen_refusals(self):
        """How many documented refusals were answered, and how many there are."""
        documented = [(each.name, status) for each in self.operations for status in each.content["responses"]
                      if status[0] in "45" and not status.endswith("XX")]
        return sum(1 for name, status in documented if status in self.seen.get(name, ())), len(documented)

    def flaws(self):
        """What the document itself lacks: open answers, examples that do not fit, operations without names."""
        names = [each.content.get("operationId") for each in self.operations]
        if None in names or len(set(names)) != len(names):
            yield "every operation needs an operationId of its own"
        for operation in self.operations:
            for status, response in operation.content["responses"].items():
                found, pointer = self.resolved(response, f"{operation.pointer}/responses/{status}")
                if status[0] in "45" and "`" not in found["description"] and "own" not in found["description"] \
                        and operation.template != "/health/ready":
                    yield f"{operation.name} {status} names no code"
                for media, content in found.get("content", {}).items():
                    yield from self._open(content["schema"], f"{operation.name} {status}", set())
            for media, content in operation.content.get("requestBody", {}).get("content", {}).items():
                if "example" not in content:
                    yield f"{operation.name} has no example"
                elif media == "application/json":
                    schema = f"{operation.pointer}/requestBody/content/application~1json/schema"
                    for error in self.errors(schema, content["example"], "urn:closed"):
                        yield f"{operation.name}: its example: {error}"
        for name, schema in self.content["components"]["schemas"].items():
            if "example" in schema:
                for error in self.errors(f"/components/schemas/{name}", schema["example"]):
                    yield f"{name}: its example: {error}"

    def _open(self, schema, place, visited, inherits=False):
        """Objects of an answer in which an undocumented field would pass."""
        if "$ref" in schema:
            if (schema["$ref"], inherits) in visited:
                return
            visited.add((schema["$ref"], inherits))
            place = schema["$ref"].split("/")[-1]
        schema, _ = self.resolved(schema)
        closed = schema.get("additionalProperties") is False or schema.get("unevaluatedProperties") is False
        if "properties" in schema and not closed and not inherits:
            yield f"{place} is open to undocumented fields"
        for part in schema.get("allOf", []):
            yield from self._open(part, place, visited, inherits=closed or inherits)
        for part in list(schema.get("properties", {}).values()) + schema.get("oneOf", []) + \
                ([schema["items"]] if "items" in schema else []):
            yield from self._open(part, place, visited)


def _check_problem(description, answer):
    problem, complaints = answer.json, []
    if f"`{answer.code}`" not in description and "own" not in description:
        complaints.append(f"code {answer.code} is not documented for {answer.status}")
    if problem.get("status") != answer.status:
        complaints.append(f"the problem says {problem.get('status')}, the status is {answer.status}")
    if problem.get("type") != f"urn:salesync:problem:{answer.code}":
        complaints.append(f"type {problem.get('type')} does not name the code {answer.code}")
    return complaints


def _closed(node):
    """The same document with every object closed, so that a field we send must be described."""
    if isinstance(node, dict):
        if "properties" in node and "allOf" not in node and node.get("type") == "object":
            node.setdefault("additionalProperties", False)
        for value in node.values():
            _closed(value)
    elif isinstance(node, list):
        for value in node:
            _closed(value)
    return node


def _innermost(error):
    """Of alternatives the complaint that says most."""
    while error.context:
        error = max(error.context, key=lambda each: len(each.absolute_path))
    return error


def _escaped(part):
    return part.replace("~", "~0").replace("/", "~1")


class Answer:
    """What the server answered."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.media = headers.get("content-type", "").split(";")[0].strip()
        self.json = None
        if self.media.endswith("json"):
            try:
                self.json = json.loads(body)
            except ValueError:
                pass
        self.code = self.json.get("code") if self.media == "application/problem+json" and self.json else None

    @property
    def text(self):
        return self.body.decode()

    @property
    def pointers(self):
        return [each["pointer"] for each in self.json.get("errors", [])]
