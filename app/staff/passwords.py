"""Passwords of people in an office on SQLite; on PostgreSQL the server keeps them (``logins.py``)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# OWASP Password Storage Cheat Sheet, scrypt: N=2^15, r=8, p=3 (32 MB).
_N, _R, _P = 2**15, 8, 3
_MEMORY = 64 * 1024 * 1024
_SALT_BYTES = 16


def hash_password(password: str) -> str:
    """The password as ``scrypt$N$r$p$salt$key`` (hexadecimal), with a salt of its own."""
    salt = secrets.token_bytes(_SALT_BYTES)
    key = _scrypt(password, salt, _N, _R, _P)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${key.hex()}"


def verify(password: str, stored: str | None) -> bool:
    """Whether the password is the one that was stored; False where none is.

    Raises ValueError when what is stored was not made by ``hash_password``.
    """
    if stored is None:
        return False
    kind, n, r, p, salt, key = stored.split("$")
    if kind != "scrypt":
        raise ValueError(f"a password hash of unknown kind: {kind}")
    found = _scrypt(password, bytes.fromhex(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, bytes.fromhex(key))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY)
