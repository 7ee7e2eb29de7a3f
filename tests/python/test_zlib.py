"""The system's zlib through its generated module, beside Python's own."""
# SPDX-License-Identifier: MIT

import contextlib
import os
import tempfile
import unittest
import zlib
from typing import Iterator

import libz

TEXT = b"one, two, three, " * 500 + os.urandom(100)


class TestZlib(unittest.TestCase):
    @contextlib.contextmanager
    def fails(self, code: libz.ZErrorCode) -> Iterator[None]:
        with self.assertRaises(libz.ZError) as failure:
            yield
        self.assertEqual(failure.exception.code, code)

    def test_sums(self) -> None:
        for size in (0, 1, 7, len(TEXT)):
            self.assertEqual(libz.crc32(0, TEXT[:size]), zlib.crc32(TEXT[:size]))
            self.assertEqual(libz.adler32(1, bytearray(TEXT[:size])), zlib.adler32(TEXT[:size]))

    def test_at_once(self) -> None:
        for text in (b"", b"a", TEXT):
            self.assertEqual(zlib.decompress(libz.compress(text)), text)
            self.assertEqual(zlib.decompress(libz.compress2(text, 1)), text)
            self.assertEqual(libz.uncompress(len(text), zlib.compress(text)), text)
        with self.fails(libz.ZErrorCode.BUF_ERROR):
            libz.uncompress(10, zlib.compress(TEXT))
        with self.fails(libz.ZErrorCode.DATA_ERROR):
            libz.uncompress(len(TEXT), TEXT)
        with self.fails(libz.ZErrorCode.STREAM_ERROR):
            libz.compress2(TEXT, 99)

    def test_a_stream_with_a_dictionary(self) -> None:
        room = bytearray(len(TEXT) + 100)
        with libz.Deflater(9) as deflater:
            deflater.deflate_set_dictionary(b"three, two")
            deflater.next_in, deflater.next_out = TEXT, room
            self.assertEqual(deflater.deflate(libz.Flush.FINISH), libz.ZErrorCode.STREAM_END)
            packed = bytes(room[:len(room) - deflater.avail_out])
        other = zlib.decompressobj(zdict=b"three, two")
        self.assertEqual(other.decompress(packed), TEXT)
        with libz.Inflater() as inflater:
            inflater.next_in, inflater.next_out = packed, room
            self.assertEqual(inflater.inflate(libz.Flush.NO_FLUSH), libz.ZErrorCode.NEED_DICT)
            with self.fails(libz.ZErrorCode.DATA_ERROR):
                inflater.inflate_set_dictionary(b"another one")
            inflater.inflate_set_dictionary(b"three, two")
            self.assertEqual(inflater.inflate(libz.Flush.FINISH), libz.ZErrorCode.STREAM_END)
            self.assertEqual(room[:len(room) - inflater.avail_out], TEXT)

    def test_an_end_in_the_middle_is_a_failure(self) -> None:
        deflater = libz.Deflater(9)
        deflater.next_in, deflater.next_out = TEXT, bytearray(100)
        deflater.deflate(libz.Flush.NO_FLUSH)
        with self.fails(libz.ZErrorCode.DATA_ERROR):
            deflater.close()
        deflater.close()

    def test_files(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "f\u00ef.gz")
            with libz.GzFile(name, "wb") as file:
                file.write(TEXT)
            with open(name, "rb") as packed:
                self.assertEqual(zlib.decompress(packed.read(), 31), TEXT)
            with libz.GzFile(name, "rb") as file:
                self.assertEqual(file.read(10) + file.read(len(TEXT)), TEXT)
            with self.assertRaises(OSError):
                libz.GzFile(os.path.join(folder, "none"), "rb")


if __name__ == "__main__":
    unittest.main()
