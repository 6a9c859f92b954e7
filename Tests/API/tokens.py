"""Signs access tokens as the server does (ES256, FIPS 186-5), to see that an expired or a stranger's one is refused.

Plain arithmetic, not constant in time: for tests only.
"""
import base64
import hashlib
import json
import pathlib
import secrets
import sqlite3

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def new_key():
    """A private key that no server knows."""
    return secrets.randbelow(N - 1) + 1


def signing_key(folder):
    """The id and the private key with which the server of this data folder signs."""
    path = pathlib.Path(folder) / "stores.sqlite"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        kid, pem = database.execute("SELECT kid, pem FROM signing_keys ORDER BY published_at LIMIT 1").fetchone()
    der = base64.b64decode("".join(row for row in pem.splitlines() if not row.startswith("-")))
    start = der.index(b"\x02\x01\x01\x04\x20") + 5  # version 1, then an octet string of 32 bytes (RFC 5915)
    return kid, int.from_bytes(der[start:start + 32], "big")


def sign(claims, key, kid):
    """A JSON Web Token of these claims (RFC 7515, 7518)."""
    signed = f"{_packed({'alg': 'ES256', 'typ': 'JWT', 'kid': kid})}.{_packed(claims)}"
    digest = int.from_bytes(hashlib.sha256(signed.encode()).digest(), "big")
    once = new_key()
    r = _times(once, G)[0] % N
    s = pow(once, -1, N) * (digest + r * key) % N
    return f"{signed}.{_base64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _packed(value):
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _times(count, point):
    """A multiple of a point on the curve P-256, by doubling and adding."""
    found = None
    while count:
        if count & 1:
            found = _sum(found, point)
        point = _sum(point, point)
        count >>= 1
    return found


def _sum(left, right):
    if left is None:
        return right
    if left == right:
        slope = (3 * left[0] ** 2 - 3) * pow(2 * left[1], -1, P)
    else:
        slope = (right[1] - left[1]) * pow(right[0] - left[0], -1, P)
    x = (slope * slope - left[0] - right[0]) % P
    return x, (slope * (left[0] - x) - left[1]) % P
