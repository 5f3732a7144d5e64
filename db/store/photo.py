"""Photographs: the original bit for bit, hashed before anything touches it, closed on disk, a small picture for lists."""

import hashlib
import io
import warnings
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from PIL import Image, UnidentifiedImageError
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from db.errors import Refused, WorldError
from db.files import world, write_whole
from db.keys import seal
from db.models import Thumbnail

FOLDER = "photos"
MAX_BYTES = 30 << 20
MAX_PIXELS = 80_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
THUMBNAIL = (192, 240)


def keep(session: Session, data: bytes) -> str:
    """Keep an original; gives its SHA-256 (hex), by which records name it. The file is on the disk before the record is."""
    thumbnail = picture(data)
    digest = hashlib.sha256(data).hexdigest()
    path = _path(session.info["folder"], digest)
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise world(error, path) from None
        write_whole(path, seal.close_bytes(_key(session, digest), digest, data))
    session.execute(insert(Thumbnail).values(digest=digest, image=thumbnail).on_conflict_do_nothing())
    return digest


def original(session: Session, digest: str) -> bytes:
    """The original's bytes; ``Refused`` where they are no longer what was hashed, ``WorldError`` where the file is gone."""
    try:
        closed = _path(session.info["folder"], digest).read_bytes()
    except OSError:
        raise WorldError("photo_missing") from None
    data = seal.open_bytes(_key(session, digest), digest, closed)
    if hashlib.sha256(data).hexdigest() != digest:
        raise Refused("photo_altered")
    return data


def thumbnail(session: Session, digest: str) -> bytes | None:
    """A JPEG of at most 192 × 240 pixels; made again where it is missing."""
    image = session.execute(select(Thumbnail.image).where(Thumbnail.digest == digest)).scalar_one_or_none()
    if image is None and digest:
        try:
            image = picture(original(session, digest))
        except WorldError:
            return None
    return image


def picture(data: bytes) -> bytes:
    """The small picture of an original; refuses in words what is empty, no picture, or too large to open safely."""
    if not data:
        raise Refused("photo_empty")
    if len(data) > MAX_BYTES:
        raise Refused("photo_too_large", megabytes=MAX_BYTES >> 20, megapixels=MAX_PIXELS // 1_000_000)
    try:
        with warnings.catch_warnings():
            # Pillow's own warning threshold lies below ours; ours is checked on the header, before a pixel is read.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise Refused("photo_too_large", megabytes=MAX_BYTES >> 20, megapixels=MAX_PIXELS // 1_000_000)
                image.draft("RGB", (THUMBNAIL[0] * 2, THUMBNAIL[1] * 2))
                small = image.convert("RGB")
                small.thumbnail(THUMBNAIL)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Refused("photo_not_image") from None
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82)
    return out.getvalue()


def _path(folder: Path, digest: str) -> Path:
    return folder / FOLDER / digest[:2] / digest


def _key(session: Session, digest: str) -> bytes:
    """A key for this one file, from the register's: whoever can open the register can open the photographs."""
    register_key = session.info["user"].register_key
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"tizilim photo 1\0" + digest.encode()).derive(register_key)
