"""A driver of its own: appraises a pickled case on a master, and says each step that is done."""

import pickle
import sys
from pathlib import Path

from goodstanding.store.population.run import Done
from goodstanding.store.spark.run import appraise_spark


def main() -> None:
    """Run; the arguments are the case, the folder of results and the master."""
    case = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301 (written by the test)

    def tell(done: Done) -> None:
        print(f"done {done.entities} {done.entities_in_all}", flush=True)  # noqa: T201

    appraise_spark(
        case.model,
        case.policy,
        folder=Path(sys.argv[2]),
        copy=case.copy,
        on=case.on,
        master=sys.argv[3],
        memory="600MB",
        worker_memory="512m",
        settings={"spark.sql.shuffle.partitions": "4", "spark.driver.memory": "700m"},
        progress=tell,
    )


if __name__ == "__main__":
    main()
