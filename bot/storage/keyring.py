"""The keys that keep a reader's Telegram id from whoever gets hold of the database alone."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Keyring:
    """Derives all keys from the one secret in the environment (READER_KEY); a new secret forgets every reader."""

    def __init__(self, secret: str) -> None:
        self._pseudonym_key = _derive(secret, b"pseudonym")
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(secret, b"encryption")))

    def pseudonym(self, telegram_id: int) -> str:
        """64 hex digits that stand for a person everywhere but in calls to Telegram."""
        return hmac.new(self._pseudonym_key, str(telegram_id).encode(), hashlib.sha256).hexdigest()

    def encrypt(self, data: bytes) -> bytes:
        """Authenticated encryption; the same data gives another result each time."""
        return self._fernet.encrypt(data)

    def decrypt(self, data: bytes) -> bytes:
        """Undo encrypt; raises cryptography.fernet.InvalidToken if the secret is another one."""
        return self._fernet.decrypt(data)


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rahnuma/" + purpose).derive(secret.encode())
