"""Makes the files of LegacySamples.cs with h5py 3.7, in the layout of Keras 2 and 3: python3 legacy_samples.py prints them, gzipped, in base64."""
import base64
import gzip
import io
import json

import h5py
import numpy as np


def layer(class_name, **config):
    return {"class_name": class_name, "config": config}


def numbers(*shape):
    return (np.arange(np.prod(shape), dtype="f4") / 4 - 1).reshape(shape)


def write(model, weights, training=None, as_bytes=True):
    text = (lambda value: np.bytes_(value)) if as_bytes else (lambda value: value)
    memory = io.BytesIO()
    with h5py.File(memory, "w") as file:
        file.attrs["keras_version"] = text("2.4.0")
        file.attrs["backend"] = text("tensorflow")
        file.attrs["model_config"] = text(json.dumps(model))
        if training is not None:
            file.attrs["training_config"] = text(json.dumps(training))
        root = file.create_group("model_weights")
        root.attrs["layer_names"] = [name.encode() for name, _ in weights]
        for name, arrays in weights:
            group = root.create_group(name)
            group.attrs["weight_names"] = [path.encode() for path, _ in arrays]
            for path, array in arrays:
                group.create_dataset(path, data=array)
    return memory.getvalue()


def keras2_row():
    model = layer("Sequential", name="sequential", layers=[
        layer("Dense", name="first", trainable=True, batch_input_shape=[None, 3], dtype="float32", units=2, activation="relu", use_bias=True,
              kernel_initializer=layer("GlorotUniform", seed=None, dtype="float32"), bias_initializer=layer("Zeros", dtype="float32"),
              kernel_regularizer=layer("L2", l2=0.01), bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None),
        layer("Dropout", name="dropout", trainable=True, dtype="float32", rate=0.5, noise_shape=None, seed=None),
        layer("BatchNormalization", name="norm", trainable=True, dtype="float32", axis=[1], momentum=0.99, epsilon=0.001, center=True, scale=True),
        layer("Reshape", name="reshape", trainable=True, dtype="float32", target_shape={"class_name": "__tuple__", "items": [2, 1]}),
        layer("Flatten", name="flatten", trainable=True, dtype="float32", data_format="channels_last"),
        layer("Dense", name="last", trainable=True, dtype="float32", units=1, activation="sigmoid", use_bias=True)])
    weights = [
        ("first", [("first/kernel:0", numbers(3, 2)), ("first/bias:0", numbers(2))]), ("dropout", []),
        ("norm", [(f"norm/{name}:0", np.array(values, "f4")) for name, values in (("gamma", [1, 2]), ("beta", [0, 1]), ("moving_mean", [0.5, 0.25]), ("moving_variance", [1, 4]))]),
        ("reshape", []), ("flatten", []), ("last", [("last/kernel:0", numbers(2, 1)), ("last/bias:0", numbers(1))])]
    training = {
        "loss": layer("BinaryCrossentropy", reduction="auto", name="binary_crossentropy", from_logits=False, label_smoothing=0), "loss_weights": None,
        "metrics": [[layer("MeanMetricWrapper", name="accuracy", dtype="float32", fn="binary_accuracy")]], "weighted_metrics": None, "sample_weight_mode": None,
        "optimizer_config": layer("RMSprop", name="RMSprop", lr=0.002, decay=0.0, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False, jit_compile=False, is_legacy_optimizer=True)}
    return write(model, weights, training)


def keras2_graph():
    def node(kind, name, inbound, **config):
        return {"class_name": kind, "name": name, "config": dict(config, name=name), "inbound_nodes": inbound}
    model = layer("Model", name="model", layers=[
        node("InputLayer", "a", [], batch_input_shape=[None, 2], dtype="float32", sparse=False, ragged=False),
        node("InputLayer", "b", [], batch_input_shape=[None, 2], dtype="float32", sparse=False, ragged=False),
        node("Dense", "shared", [[["a", 0, 0, {}]], [["b", 0, 0, {}]]], units=2, activation="linear", dtype="float32"),
        node("Concatenate", "join", [[["shared", 0, 0, {}], ["shared", 1, 0, {}]]], axis=-1, dtype="float32")],
        input_layers=[["a", 0, 0], ["b", 0, 0]], output_layers=[["join", 0, 0]])
    return write(model, [("a", []), ("b", []), ("shared", [("shared/kernel:0", numbers(2, 2)), ("shared/bias:0", numbers(2))]), ("join", [])])


def keras3_row():
    model = layer("Sequential", name="sequential", trainable=True, dtype="float32", layers=[
        layer("InputLayer", batch_shape=[None, 2], dtype="float32", sparse=False, name="input_layer"),
        layer("Dense", name="dense", trainable=True, dtype="float32", units=1, activation="linear")], build_input_shape=[None, 2])
    return write(model, [("dense", [("sequential/dense/kernel", numbers(2, 1)), ("sequential/dense/bias", numbers(1))])], as_bytes=False)


for make in (keras2_row, keras2_graph, keras3_row):
    print(make.__name__, base64.b64encode(gzip.compress(make(), 9, mtime=0)).decode())
