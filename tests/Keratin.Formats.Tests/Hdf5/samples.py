"""Makes the files of Hdf5Samples.cs with h5py 3.7 (HDF5 1.10): python3 samples.py prints them, gzipped, in base64."""
import base64
import gzip
import io

import h5py
import numpy as np

TABLE = np.arange(20, dtype="f8").reshape(5, 4) / 4 - 2


def readable(file):
    file.create_dataset("f32", data=np.array([[1, 2.5, -3], [4, 5, 6]], "f4"))
    file.create_dataset("f64", data=TABLE)
    file.create_dataset("f16", data=np.array([0.5, -2, 65504], "f2"))
    file.create_dataset("big_f32", data=np.array([1.5, -2], ">f4"))
    file.create_dataset("big_i2", data=np.array([1, -2], ">i2"))
    halves = np.array([0x3F80, 0xC040, 0x7F80], "<u2").view("V2")
    file.create_dataset("bfloat16", data=halves).attrs["dtype"] = "bfloat16"
    file.create_dataset("opaque", data=halves)
    for kind in ("i1", "i2", "i4", "i8"):
        file.create_dataset(kind, data=np.array([1, -1], kind))
    for kind in ("u1", "u2", "u4", "u8"):
        file.create_dataset(kind, data=np.array([1, 255], kind))
    file.create_dataset("bool", data=np.array([True, False, True]))
    file.create_dataset("scalar", data=np.int64(-7))
    file.create_dataset("step", data=np.int32(1234567))
    file.create_dataset("unsigned", data=np.uint64(2**63))
    file.create_dataset("rate", data=np.float32(0.001))
    file.create_dataset("empty", data=np.zeros((0, 4), "f4"))
    file.create_dataset("none", data=h5py.Empty("f4"))
    file.create_dataset("text", data="words")
    layout = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    layout.set_layout(h5py.h5d.COMPACT)
    compact = h5py.h5d.create(file.id, b"compact", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((3,)), layout)
    compact.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([7, 8, 9], "f4"))
    chunked = {
        "plain": {},
        "gzip": dict(compression="gzip"),
        "shuffled": dict(compression="gzip", shuffle=True),
        "checked": dict(compression="gzip", shuffle=True, fletcher32=True),
        "checksum": dict(fletcher32=True),
        "resizable": dict(compression="gzip", maxshape=(None, 4)),
    }
    for name, how in chunked.items():
        file.create_dataset("chunks_" + name, data=TABLE.astype("f4"), chunks=(2, 3), **how)
    file.create_dataset("line", data=np.arange(7, dtype="f8"), chunks=(3,), compression="gzip")
    file.create_dataset("cube", data=np.arange(24, dtype="i4").reshape(2, 3, 4), chunks=(1, 2, 3), compression="gzip")
    texts = file.create_group("texts").attrs
    texts["utf8"] = "größe"
    texts["nothing"] = ""
    texts["fixed"] = np.bytes_(b"dense_1")
    texts["bytes"] = b"ascii"
    texts["list"] = [b"a", b"bc"]
    texts["fixed_list"] = np.array([b"kernel", b"b"])
    texts["utf8_list"] = ["ä", "x"]
    texts["empty"] = []
    texts["names0"] = ["one", "two"]
    texts["names1"] = ["three"]
    texts["number"] = 3.5
    many = file.create_group("many")
    for i in range(20):
        many.create_group("dense_%d" % i)


def refused(file):
    file.create_dataset("x", data=np.zeros(3, "f4"))
    file.create_group("soft")["a"] = h5py.SoftLink("/x")
    file.create_group("external")["a"] = h5py.ExternalLink("other.h5", "/x")
    file.create_group("twin")["a"] = file["x"]
    circle = file.create_group("circle")
    circle["a"] = circle
    file.create_dataset("outside", shape=(4,), dtype="f4", external=[("secret.txt", 0, h5py.h5f.UNLIMITED)])
    virtual = h5py.VirtualLayout(shape=(3,), dtype="f4")
    virtual[:] = h5py.VirtualSource("other.h5", "x", shape=(3,))
    file.create_virtual_dataset("virtual", virtual)
    file.create_dataset("reference", data=np.array([file["x"].ref], dtype=h5py.ref_dtype))
    file.create_dataset("record", data=np.zeros(2, [("a", "f4"), ("b", "i4")]))
    file.create_dataset("complex", data=np.zeros(2, "c8"))
    file.create_dataset("lzf", data=np.zeros(50, "f4"), compression="lzf")
    file.create_dataset("unwritten", shape=(3,), dtype="f4")
    file.create_dataset("unwritten_chunks", shape=(3,), dtype="f4", chunks=(2,))
    file["named"] = np.dtype("f4")
    shared = h5py.h5d.create(file.id, b"shared", file["named"].id, h5py.h5s.create_simple((2,)))
    shared.write(h5py.h5s.ALL, h5py.h5s.ALL, np.zeros(2, "f4"))


def latest(file):
    file.create_dataset("x", data=np.zeros(3, "f4"))


def ordered(file):
    file.create_group("a", track_order=True)


for make, how in ((readable, {}), (refused, {}), (latest, dict(libver="latest")), (ordered, {})):
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", **how) as file:
        make(file)
    print(make.__name__, base64.b64encode(gzip.compress(buffer.getvalue(), 9, mtime=0)).decode())
