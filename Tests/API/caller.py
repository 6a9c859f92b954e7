"""Somebody who calls the API: every answer is compared with the document."""
import contextlib
import http.client
import json
import time
import uuid
from urllib.parse import urlsplit

from document import Answer

USUAL = {"GET": 200, "POST": 201, "PUT": 200, "PATCH": 200, "DELETE": 204}


class Steps:
    """Counts what passed and what failed; one line a step."""

    def __init__(self):
        self.passed = self.failed = 0
        self.complaints = []

    @contextlib.contextmanager
    def step(self, name):
        self.complaints = []
        begun = time.monotonic()
        try:
            yield
        except Exception as error:  # a step that breaks is a step that failed; the others go on
            place = error.__traceback__
            while place.tb_next:
                place = place.tb_next
            said = str(error) or type(error).__name__
            self.complaints.append(said if isinstance(error, AssertionError) else
                                   f"{type(error).__name__} {said} ({place.tb_frame.f_code.co_name}:{place.tb_lineno})")
        if self.complaints:
            self.failed += 1
            print(f"FAIL  {name}: " + " | ".join(dict.fromkeys(self.complaints))[:1500], flush=True)
        else:
            self.passed += 1
            print(f"ok    {name} ({(time.monotonic() - begun) * 1000:.0f} ms)", flush=True)


class Caller:
    """A client with a token, or a browser with cookies."""

    def __init__(self, url, document, steps, token=None, name="somebody"):
        self.url, self.document, self.steps, self.token, self.name = url, document, steps, token, name
        self.cookies, self.csrf = {}, None
        self.connection = None

    def twin(self, token=None):
        """Another connection; the same token unless told."""
        return Caller(self.url, self.document, self.steps, token or self.token, self.name)

    def call(self, method, path, body=None, *, status=None, code=None, headers=None, raw=None,
             media="application/json", unknown=False, bad=False):
        """Sends a request and checks the answer. `unknown`: fields that nobody documented are sent on purpose;
        `bad`: the request itself is none that the document describes."""
        sent = dict(headers or {})
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
            if self.csrf and method != "GET":
                sent.setdefault("X-CSRF-Token", self.csrf)
        data = raw
        if raw is None and body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
        if data is not None:
            sent.setdefault("Content-Type", media)
        answer = self.exchange(method, path, data, sent)
        self._check(method, path, body if raw is None else raw, media, answer, unknown, bad)
        expected = status or USUAL[method]
        wanted = expected if isinstance(expected, tuple) else (expected,)
        assert answer.status in wanted, \
            f"{method} {path} by {self.name}: {answer.status} {answer.body[:300].decode(errors='replace')}, not {expected}"
        if code is not None:
            assert answer.code == code, f"{method} {path}: code {answer.code}, not {code}"
        return answer

    def exchange(self, method, path, data, headers):
        """One request over a connection that is kept."""
        parts = urlsplit(self.url)
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
            try:
                self.connection.request(method, path, body=data, headers=headers)
                response = self.connection.getresponse()
                answer = Answer(response.status, _joined(response.getheaders()), response.read())
                for value in response.msg.get_all("Set-Cookie") or []:
                    name, _, content = value.split(";")[0].partition("=")
                    self.cookies[name] = content
                return answer
            except (http.client.RemoteDisconnected, http.client.CannotSendRequest, ConnectionResetError):
                self.connection.close()
                self.connection = None
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def _check(self, method, path, body, media, answer, unknown, bad):
        operation = self.document.operation(method, path)
        if operation is None:
            self.steps.complaints.append(f"{method} {path} is not documented")
            return
        operations = [operation]
        if operation.template == "/bff/api/v1/{path}" and answer.code not in ("signed-out", "csrf-token-invalid"):
            inner = self.document.operation(method, path.removeprefix("/bff"))
            operations += [inner] if inner else []
        for each in operations:
            complaints = self.document.check_answer(each, answer)
            forwards = each.template == "/bff/api/v1/{path}"
            if answer.status < 300 and not forwards and not bad:
                complaints += self.document.check_request(each, path, body, media, unknown)
            self.steps.complaints += [f"{each.name} {answer.status}: {complaint}" for complaint in complaints]

    def get(self, path, **more):
        return self.call("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.call("POST", path, body, **more)

    def put(self, path, body=None, **more):
        return self.call("PUT", path, body, **more)

    def patch(self, path, body=None, **more):
        return self.call("PATCH", path, body, **more)

    def delete(self, path, **more):
        return self.call("DELETE", path, **more)

    def create(self, path, body, status=201):
        """Creates with an id of our own, sends it again, and another body under the same id."""
        body = {"id": new_id(), **body}
        first = self.post(path, body, status=status)
        again = self.post(path, {**body, "unheardOf": 1}, status=200, unknown=True)
        assert again.headers.get("idempotency-replayed") == "true", f"{path} does not say that it replays"
        # A pairing code opens something, so it is shown once and never kept.
        kept = {key: value for key, value in first.json.items() if key != "pairingCode"}
        assert again.json == kept, f"{path} replays something else"
        return first.json

    def pages(self, path, limit):
        """All of a list, page by page."""
        things, cursor = [], None
        while True:
            joint = "&" if "?" in path else "?"
            page = self.get(f"{path}{joint}limit={limit}" + (f"&after={cursor}" if cursor else "")).json
            assert len(page["data"]) <= limit, f"{path} gives {len(page['data'])} for limit={limit}"
            things += page["data"]
            cursor = page["next"]
            if cursor is None:
                return things
            assert len(things) < 5000, f"{path} never ends"


def new_id():
    """A UUID of version 7 (RFC 9562, 5.7)."""
    bits = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    bits = bits & ~(0xF << 76) | 7 << 76
    bits = bits & ~(0x3 << 62) | 2 << 62
    return str(uuid.UUID(int=bits))


def same(found, expected, what):
    """Fails when a figure is not what it must be."""
    assert found == expected, f"{what}: {found!r}, not {expected!r}"


def _joined(headers):
    merged = {}
    for name, value in headers:
        key = name.lower()
        merged[key] = f"{merged[key]}, {value}" if key in merged else value
    return merged
