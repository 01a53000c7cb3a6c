"""A voice for piper that hums: a model of the shape that piper's own models have.

It hums so long for each phoneme, times ``length_scale``, and adds noise times
``noise_scale``, which is another each time.
"""

import json

import onnx
from onnx import TensorProto, helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

RATE = 16_000
SAMPLES_AN_ID = 560


def write_voice(folder, name="en_GB-hum-low", language="en_GB"):
    """Write the model and its configuration; return the model's path."""
    path = folder / f"{name}.onnx"
    onnx.save(_model(), path)
    configuration = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": language.partition("_")[0]},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "language": {"code": language},
        "num_symbols": 256,
        "num_speakers": 1,
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "phoneme_type": "espeak",
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(configuration), encoding="utf-8")
    return path


def _model():
    ids = helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"])
    lengths = helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1])
    scales = helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3])
    sound = helper.make_tensor_value_info("output", TensorProto.FLOAT, None)
    graph = helper.make_graph(_nodes(), "hum", [ids, lengths, scales], [sound], _numbers())
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _nodes():
    made = helper.make_node
    return [
        made("Gather", ["scales", "zero"], ["noise_scale"]),
        made("Gather", ["scales", "one"], ["length_scale"]),
        made("Squeeze", ["input_lengths"], ["count"]),
        made("Cast", ["count"], ["many"], to=TensorProto.FLOAT),
        made("Mul", ["many", "samples_an_id"], ["usual"]),
        made("Mul", ["usual", "length_scale"], ["length"]),
        made("Range", ["nought", "length", "unit"], ["times"]),
        made("Mul", ["times", "pitch"], ["angles"]),
        made("Sin", ["angles"], ["hum"]),
        made("RandomNormalLike", ["hum"], ["chance"]),
        made("Mul", ["chance", "noise_scale"], ["noise"]),
        made("Add", ["hum", "noise"], ["row"]),
        made("Unsqueeze", ["row", "outer"], ["output"]),
    ]


def _numbers():
    floats = {"samples_an_id": SAMPLES_AN_ID, "nought": 0, "unit": 1, "pitch": 0.17}
    return [
        helper.make_tensor("zero", TensorProto.INT64, [], [0]),
        helper.make_tensor("one", TensorProto.INT64, [], [1]),
        helper.make_tensor("outer", TensorProto.INT64, [2], [0, 1]),
        *(helper.make_tensor(name, TensorProto.FLOAT, [], [x]) for name, x in floats.items()),
    ]
