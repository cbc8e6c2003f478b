"""The rules of the bars of intake: those that are shipped, with Parquet beside some formats."""

from dataclasses import replace

from goodstanding.core.policy.shape import Policy

ALWAYS_PARQUET = "hotline_complaint"
SUFFIX = "_parquet"
LIST = "bench.json"
"""Tells the files that were written, in their order."""


def with_parquet(policy: Policy) -> Policy:
    """Return the rules with a Parquet layout beside each of these."""
    beside = {
        f"{layout.id}{SUFFIX}": replace(
            layout, id=f"{layout.id}{SUFFIX}", format="parquet", encoding="utf-8"
        )
        for layout in policy.layouts.values()
        if layout.format == "xlsx" or layout.id == ALWAYS_PARQUET
    }
    return replace(policy, layouts={**policy.layouts, **beside})
