"""Packing: how the case file keeps what is long: deflated, without a header."""

import zlib


def packed(data: bytes, known: bytes = b"") -> bytes:
    """Return bytes deflated; ``known`` are some like them, which must be at hand to unpack them."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, known)
    return packer.compress(data) + packer.flush()


def unpacked(data: bytes, known: bytes = b"") -> bytes:
    """Return what was packed. Raises zlib.error where it is damaged."""
    unpacker = zlib.decompressobj(-15, known)
    return unpacker.decompress(data) + unpacker.flush()
