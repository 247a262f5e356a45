"""Networks at run time: a session of onnxruntime that tells the same on every processor.

On x86 processors without VNNI (Intel's before 2019, AMD's before 2022), onnxruntime multiplies
unsigned by signed bytes in sums of 16 bits, which overflow: trees change, and F1 on the passages of
the development set is 0.775 instead of 0.787, on the German ones 0.738 instead of 0.800. With its
option for precision the weights become unsigned when a session is made, and sums are exact.
Processors that need no care ignore it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

# The fused addition and normalisation takes four times as long as the two by themselves.
SLOW = ("SkipLayerNormFusion",)
EXACT = "session.x64quantprecision"


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
    options.add_session_config_entry(EXACT, "1")
    return ort.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(SLOW),
    )
