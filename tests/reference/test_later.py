"""Calls that complete later: later.h through its generated module."""
# SPDX-License-Identifier: MIT

import asyncio
import gc
import sys
import time
import unittest
import weakref
from typing import Any, Callable, Dict, List

import reference as ref


class TestLater(unittest.TestCase):
    def setUp(self) -> None:
        self.unraisable: List[object] = []
        sys.unraisablehook = self.unraisable.append
        sys.excepthook = lambda *what: self.unraisable.append(what)

    def tearDown(self) -> None:
        sys.unraisablehook, sys.excepthook = sys.__unraisablehook__, sys.__excepthook__
        self.assertEqual(self.unraisable, [])
        for _ in range(200):
            gc.collect()
            counts = ref.counts_now()
            if (counts.objects, counts.callbacks, counts.memory) == (0, 0, 0):
                return
            time.sleep(0.01)
        self.assertEqual((counts.objects, counts.callbacks, counts.memory), (0, 0, 0))

    def test_a_constructor_and_methods(self) -> None:
        async def main() -> None:
            worker = await ref.Worker.open("w")
            self.assertEqual(await worker.square(7, 2), 49)
            self.assertEqual(await worker.echo("grün"), "grün")
            self.assertEqual(await asyncio.gather(*[worker.square(n, 5) for n in range(20)]), [n * n for n in range(20)])

        asyncio.run(main())

    def test_failures(self) -> None:
        async def main() -> None:
            with self.assertRaises(ref.Error) as failure:
                await ref.Worker.open("")
            self.assertEqual(failure.exception.code, ref.ErrorCode.INVALID)
            worker = await ref.Worker.open("w")
            with self.assertRaises(ref.Error) as failure:
                await worker.echo("")
            self.assertEqual(failure.exception.code, ref.ErrorCode.EMPTY)
            with self.assertRaises(ref.Error):
                await ref.at_once(-1)
            with self.assertRaises(OverflowError):
                await worker.square(1 << 40, 1)
            worker.close()
            with self.assertRaises(ValueError):
                await worker.square(1, 1)

        asyncio.run(main())

    def test_what_completes_at_once(self) -> None:
        self.assertEqual(asyncio.run(ref.at_once(41)), 42)

    def test_nothing_but_time(self) -> None:
        begin = time.monotonic()
        asyncio.run(ref.tick(30))
        self.assertGreater(time.monotonic() - begin, 0.02)

    def test_a_constructor_is_given_up(self) -> None:
        async def main() -> None:
            with await ref.Worker.open_slowly(2) as worker:
                self.assertEqual(await worker.square(3, 1), 9)
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(ref.Worker.open_slowly(60000), 0.02)

        begin = time.monotonic()
        asyncio.run(main())
        self.assertLess(time.monotonic() - begin, 10)

    def test_cancelling_gives_up(self) -> None:
        async def main() -> None:
            worker = await ref.Worker.open("w")
            task = asyncio.ensure_future(worker.square(3, 60000))
            await asyncio.sleep(0.02)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            for slow in (worker.square(3, 60000), worker.cube(3, 60000)):
                with self.assertRaises(asyncio.TimeoutError):
                    await asyncio.wait_for(slow, 0.02)
            self.assertEqual(await worker.cube(3, 1), 27)
            with self.assertRaises(ref.Error):
                await worker.cube(-1, 1)

        begin = time.monotonic()
        asyncio.run(main())
        self.assertLess(time.monotonic() - begin, 10)

    def test_what_completes_behind_a_cancelled_call_is_nobodys(self) -> None:
        said: List[Dict[str, Any]] = []

        async def main() -> None:
            asyncio.get_running_loop().set_exception_handler(lambda loop, what: said.append(what))
            task = asyncio.ensure_future(ref.tick(30))
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.sleep(0.1)

        asyncio.run(main())
        self.assertEqual(said, [])

    def test_a_callback_that_ran_once_is_let_go(self) -> None:
        ticks: List[int] = []

        class Tick:
            def __call__(self) -> None:
                ticks.append(1)

        tick = Tick()
        gone = weakref.ref(tick)
        ref.remember(tick)
        del tick
        gc.collect()
        self.assertIsNotNone(gone())
        ref.tell()
        gc.collect()
        self.assertEqual((gone(), ticks), (None, [1]))

    def test_nobody_waits_any_more(self) -> None:
        async def main() -> None:
            asyncio.ensure_future(ref.tick(30))
            await asyncio.sleep(0)

        asyncio.run(main())
        time.sleep(0.1)

    def test_an_object_that_is_dropped_lives_until_the_end(self) -> None:
        async def main() -> int:
            return await (await ref.Worker.open("w")).square(3, 10)

        self.assertEqual(asyncio.run(main()), 9)

    def test_what_c_uses_lives_until_it_is_done(self) -> None:
        text = "some text of no small size" * 9
        begins: List[Callable[[ref.Worker], Any]] = [
            lambda worker: worker.echo(text + "!"),
            lambda worker: worker.square(3, 300),
            lambda worker: worker.cube(3, 300),
        ]

        async def main() -> None:
            for begin in begins:
                worker = await ref.Worker.open("w")
                call = begin(worker)
                call.send(None)
                worker.close()
                call.close()
                del call, worker
                gc.collect()
                self.assertEqual(ref.counts_now().objects, 1)
                for _ in range(1000):
                    if ref.counts_now().objects == 0:
                        break
                    await asyncio.sleep(0.01)
                self.assertEqual(ref.counts_now().objects, 0)

        asyncio.run(main())

    def test_it_needs_a_loop(self) -> None:
        coroutine = ref.at_once(1)
        with self.assertRaises(RuntimeError):
            coroutine.send(None)

    def test_a_callback_that_runs_once(self) -> None:
        ticks: List[int] = []
        ref.remember(lambda: ticks.append(1))
        ref.remember(lambda: ticks.append(2))
        gc.collect()
        ref.tell()
        ref.tell()
        self.assertEqual(ticks, [2, 1])

        def fails() -> None:
            raise KeyError("mine")

        ref.remember(fails)
        with self.assertRaises(KeyError):
            ref.tell()


if __name__ == "__main__":
    unittest.main()
