"""The system's zlib through its generated module: one-shot, streaming, files, and an error."""
# SPDX-License-Identifier: MIT

import os
import random
import tempfile

import libz


def text(size: int) -> bytes:
    """SIZE bytes that can be compressed, the same in every run."""
    words = random.Random(7)
    return b" ".join(words.choice([b"point", b"cloud", b"line", b"plane", b"%d" % i]) for i in range(size // 5))[:size]


def deflate(data: bytes, chunk: int) -> bytes:
    """Compresses DATA in pieces of CHUNK bytes."""
    out, room = bytearray(), bytearray(16384)
    with libz.Deflater(9) as stream:
        for start in range(0, len(data), chunk):
            stream.next_in = data[start:start + chunk]
            last = start + chunk >= len(data)
            flush = libz.Flush.FINISH if last else libz.Flush.NO_FLUSH
            while True:
                stream.next_out = room
                stream.deflate(flush)
                out += room[:len(room) - stream.avail_out]
                if stream.avail_out:
                    break
    return bytes(out)


def inflate(data: bytes, chunk: int) -> bytes:
    """Restores what deflate made, in pieces of CHUNK bytes."""
    out, room = bytearray(), bytearray(16384)
    with libz.Inflater() as stream:
        for start in range(0, len(data), chunk):
            stream.next_in = data[start:start + chunk]
            while True:
                stream.next_out = room
                code = stream.inflate(libz.Flush.NO_FLUSH)
                out += room[:len(room) - stream.avail_out]
                if stream.avail_out or code == libz.ZErrorCode.STREAM_END:
                    break
    return bytes(out)


def main() -> None:
    data = text(1 << 20)
    crc = libz.crc32(0, data)
    print(f"zlib {libz.version()}, a megabyte with crc {crc:#010x}")

    packed = libz.compress2(data, 9)
    back = libz.uncompress(len(data), packed)
    print(f"one shot:  {len(packed)} bytes, restored: {back == data}, crc {libz.crc32(0, back):#010x}")

    packed = deflate(data, 50000)
    back = inflate(packed, 1000)
    print(f"streaming: {len(packed)} bytes, restored: {back == data}, crc {libz.crc32(0, back):#010x}")

    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "data.gz")
        with libz.GzFile(name, "wb9") as file:
            file.write(data)
        with libz.GzFile(name, "rb") as file:
            back = file.read(len(data))
        print(f"a file:    {os.path.getsize(name)} bytes, restored: {back == data}")

    damaged = bytearray(packed)
    damaged[len(damaged) // 2] ^= 0xFF
    try:
        libz.uncompress(len(data), damaged)
    except libz.ZError as error:
        print(f"damaged:   {type(error).__name__} {error.code.name}: {error.message}")


if __name__ == "__main__":
    main()
