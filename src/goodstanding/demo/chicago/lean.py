"""What a process that works beside another one does before it loads numpy."""

import os


def one_thread() -> None:
    """Let numpy's algebra use one thread: the other core is not ours, and waiting threads spin."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
