"""sendPhoto, sendDocument, sendVoice, sendAudio, sendVideo: uploaded or by file_id."""

from __future__ import annotations

from simulator.errors import ApiError, bad_request
from simulator.files import as_content, store
from simulator.messages import open_chat, post_from_bot, read_caption
from simulator.methods.table import Function, method
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.world import Json, StoredFile

KINDS = ("photo", "document", "voice", "audio", "video")
PHOTO_BYTES, FILE_BYTES = 10 * 2**20, 50 * 2**20
_DETAILS = {"voice": ("duration",), "audio": ("duration", "performer", "title"), "video": ("duration",)}


def _sender(kind: str) -> Function:
    def send(simulation: Simulation, params: Params) -> Json:
        open_chat(simulation, params)  # a closed chat is told before the file is looked at
        stored = _file(simulation, params, kind)
        return post_from_bot(simulation, params, as_content(stored) | read_caption(params))

    return send


def _file(simulation: Simulation, params: Params, kind: str) -> StoredFile:
    given = params.text(kind)
    upload = params.uploads.get(given.removeprefix("attach://") if given.startswith("attach://") else kind)
    if upload is None:
        return _known(simulation, given, kind)
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > (PHOTO_BYTES if kind == "photo" else FILE_BYTES):
        raise ApiError(413, "Request Entity Too Large") if kind != "photo" else bad_request("file is too big")
    details = {name: _detail(params, name) for name in _DETAILS.get(kind, ()) if params.has(name)}
    return store(simulation.world, kind, upload.name, upload.content_type, upload.content, details)


def _detail(params: Params, name: str) -> int | str:
    return params.integer(name) if name == "duration" else params.text(name)


def _known(simulation: Simulation, file_id: str, kind: str) -> StoredFile:
    if not file_id:
        raise bad_request(f"there is no {kind} in the request")
    stored = simulation.world.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


for _kind in KINDS:
    method(f"send{_kind.title()}", sends=True)(_sender(_kind))
