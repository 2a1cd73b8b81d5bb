"""Files: kept by what they hold, named by ids that only this bot can use."""

from __future__ import annotations

import hashlib

from simulator.world import Json, StoredFile, World

FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "audio": "music",
    "video": "videos",
    "sticker": "stickers",
}
_PHOTO_SIZES = ((320, 240), (1280, 960))


def store(world: World, kind: str, name: str, content_type: str, content: bytes, details: Json) -> StoredFile:
    """Keep a file; the same content of the same kind has the same id. `details` join its description."""
    digest = hashlib.sha256(kind.encode() + content).hexdigest()
    file_id = f"{kind}-{world.bot.id}-{digest[:32]}"
    if file_id not in world.files:
        suffix = name.rsplit(".", 1)[-1] if "." in name else kind
        path = f"{FOLDERS[kind]}/file_{len(world.files)}.{suffix}"
        description = _description(kind, name, content_type) | details
        world.files[file_id] = StoredFile(file_id, digest[:16], path, kind, description, content)
    return world.files[file_id]


def as_content(stored: StoredFile) -> Json:
    """The part of a message that shows the file."""
    ids: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    ids["file_size"] = len(stored.content)
    if stored.kind == "photo":
        return {"photo": [ids | {"width": w, "height": h} for w, h in _PHOTO_SIZES]}
    return {stored.kind: ids | stored.description}


def _description(kind: str, name: str, content_type: str) -> Json:
    named: Json = {"file_name": name, "mime_type": content_type}
    if kind in {"photo", "sticker"}:
        return {}
    if kind == "voice":
        return {"duration": 0, "mime_type": content_type}
    if kind == "video":
        return named | {"duration": 0, "width": 1280, "height": 720}
    return named | ({"duration": 0} if kind == "audio" else {})
