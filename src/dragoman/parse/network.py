"""Networks at run time: a session of onnxruntime that tells the same on every processor.

On x86 processors without VNNI (Intel's before 2019, AMD's before 2022), onnxruntime multiplies
unsigned by signed bytes in sums of 16 bits, which overflow: trees change, and F1 on the passages of
the development set is 0.775 instead of 0.787, on the German ones 0.738 instead of 0.800. With its
option for precision the weights become unsigned when a session is made, and sums are exact.
Processors that need no care must not have it: it does not change what they tell, but it costs
them more than half as much time again.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

# The fused addition and normalisation takes four times as long as the two by themselves.
SLOW = ("SkipLayerNormFusion",)
EXACT = "session.x64quantprecision"
# A network that sums four products of an unsigned byte and 127 (MatMulInteger, by onnx's helpers).
PRODUCT = base64.b64decode(
    "CAg6cgogCgF4CgF3CgJ6eAoCencSAXkiDU1hdE11bEludGVnZXISAWcqDwgECAEQAyoEf39/f0IBdyoJEAIqAQBC"
    "Anp4KgkQAyoBAEICendaEQoBeBIMCgoIAhIGCgAKAggEYhEKAXkSDAoKCAYSBgoACgIIAUIECgAQEQ=="
)


def session(path: Path, threads: int) -> Any:
    """A session of a network on the CPU.

    Raises:
        Exception: onnxruntime's own, undocumented types, for a file that is damaged.
    """
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if overflows():
        options.add_session_config_entry(EXACT, "1")
    return ort.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(SLOW),
    )


def overflows() -> bool:
    """Whether sums of bytes overflow on this processor unless they are made with care; asked of
    the smallest network that can tell (less than a millisecond)."""
    import numpy as np
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tried = ort.InferenceSession(PRODUCT, options, providers=["CPUExecutionProvider"])
    # three rows, as a text has: a single one is multiplied by another kernel
    (found,) = tried.run(None, {"x": np.full((3, 4), 255, np.uint8)})
    return bool((found != 4 * 255 * 127).any())
