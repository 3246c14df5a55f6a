#!/usr/bin/env python3
"""Whether NumPy and h5py take what our readers take.

    dotnet run -c Release --project tests/Keratin.Fuzz -- accepted npy FOLDER --count 10000
    python3 tests/Keratin.Fuzz/second-opinion.py FOLDER

The folder holds what our reader took of npy, npz or hdf5. Prints which of it they refuse, and why. It needs NumPy and h5py, on
a system that can fork: each file is read in a process of its own, because a damaged one may take its reader with it.
"""

import collections
import io
import os
import pathlib
import signal
import sys
import warnings

import h5py
import numpy


def read(path: pathlib.Path) -> None:
    if path.suffix == ".hdf5":
        with h5py.File(path, "r") as file:
            file.visititems(lambda _, item: item[()] if isinstance(item, h5py.Dataset) else None)
        return
    # Objects are lists of numbers that our own reader takes from pickles, which runs none of what they name.
    loaded = numpy.load(io.BytesIO(path.read_bytes()), allow_pickle=True)
    if path.suffix == ".npz":
        for name in loaded.files:
            loaded[name]


def refusal(path: pathlib.Path) -> str:
    """Why it is refused; empty where it is not."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(30)
        try:
            warnings.simplefilter("ignore")
            read(path)
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".replace("\n", " ")[:4000].encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        why = pipe.read()
    _, status = os.waitpid(child, 0)
    return why or (f"ended by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "")


def main() -> None:
    reasons = collections.Counter()
    files = sorted(pathlib.Path(sys.argv[1]).iterdir())
    for path in files:
        if why := refusal(path):
            reasons[why[:120]] += 1
            print(f"{path.name}: {why}")
    print(f"\n{sum(reasons.values())} of {len(files)} refused")
    for why, count in reasons.most_common(20):
        print(f"{count:6}  {why}")


if __name__ == "__main__":
    main()
