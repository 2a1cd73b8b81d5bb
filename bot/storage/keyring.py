"""The keys that keep a reader's Telegram id from whoever gets hold of the database alone."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_CODE_LETTERS = "ACDEFGHJKMNPQRTUVWXY234679"


class Keyring:
    """Derives all keys from the one secret in the environment (READER_KEY); a new secret forgets every reader."""

    def __init__(self, secret: str) -> None:
        self._pseudonym_key = _derive(secret, b"pseudonym")
        self._word_key = _derive(secret, b"hide word")
        self._code_key = _derive(secret, b"verification")
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(secret, b"encryption")))

    def pseudonym(self, telegram_id: int) -> str:
        """64 hex digits that stand for a person everywhere but in calls to Telegram."""
        return hmac.new(self._pseudonym_key, str(telegram_id).encode(), hashlib.sha256).hexdigest()

    def hide_word(self, reader_key: str, word: str) -> str:
        """64 hex digits that stand for a folded word of a reader's; the same word of two readers gives two hashes."""
        return hmac.new(self._word_key, f"{reader_key}/{word}".encode(), hashlib.sha256).hexdigest()

    def code(self, campaign: int, language: str) -> str:
        """What stands under a broadcast and proves that it is ours, such as K7M4-2QPD; no letter looks like a digit."""
        digest = hmac.new(self._code_key, f"{campaign}/{language}".encode(), hashlib.sha256).digest()
        letters = "".join(_CODE_LETTERS[byte % len(_CODE_LETTERS)] for byte in digest[:8])
        return f"{letters[:4]}-{letters[4:]}"

    def encrypt(self, data: bytes) -> bytes:
        """Authenticated encryption; the same data gives another result each time."""
        return self._fernet.encrypt(data)

    def decrypt(self, data: bytes) -> bytes:
        """Undo encrypt; raises cryptography.fernet.InvalidToken if the secret is another one."""
        return self._fernet.decrypt(data)


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rahnuma/" + purpose).derive(secret.encode())
