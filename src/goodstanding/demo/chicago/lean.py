"""What a process that works beside another one does before it loads numpy."""

import os


def one_thread() -> None:
    """Let numpy's algebra use one thread, and give way to the process that everybody waits for.

    The other core is not ours, and waiting threads spin.
    """
    os.nice(10)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
