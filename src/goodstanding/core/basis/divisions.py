"""Division codes (GB/T 2260) that were ever assigned, as far as their first four digits.

Province, then its second pairs of digits, ranges inclusive. Drawn from a public list of all
county-level codes of 1981 to 2024 (CC0), and 1000, the state's own registers. Four digits and not
six: development zones register under county codes that no list has (`docs/decisions/0050`).
"""

_SECOND_PAIRS = {
    "10": "00",
    "11": "00-02",
    "12": "00-02",
    "13": "00-11 21-30 90",
    "14": "00-11 21-27 90",
    "15": "00-09 21-29",
    "21": "00-14 21-22 90",
    "22": "00-08 21-26 90",
    "23": "00-12 21-27 90",
    "31": "00-02",
    "32": "00-13 21-27 90",
    "33": "00-11 21-27 90",
    "34": "00-18 21-29",
    "35": "00-09 21-27 90",
    "36": "00-11 21-26 90",
    "37": "00-17 21-29 90",
    "41": "00-17 21-30 90",
    "42": "00-13 21-29 90",
    "43": "00-13 21-31 90",
    "44": "00-29 51-53 90",
    "45": "00-14 21-28",
    "46": "00-04 90",
    "50": "00-03",
    "51": "00-39 90",
    "52": "00-06 21-27",
    "53": "00-09 21-35",
    "54": "00-06 21-27",
    "61": "00-10 21-27",
    "62": "00-12 21-30",
    "63": "00-02 21-28",
    "64": "00-05 21-22",
    "65": "00-05 21-32 40-43 90",
    "71": "00",
    "81": "00",
    "82": "00",
}


def _unfolded() -> frozenset[str]:
    found: set[str] = set()
    for province, ranges in _SECOND_PAIRS.items():
        for part in ranges.split():
            first, _, last = part.partition("-")
            found.update(f"{province}{n:02d}" for n in range(int(first), int(last or first) + 1))
    return frozenset(found)


ASSIGNED = _unfolded()
"""Every assigned four-digit beginning."""
PROVINCES = frozenset(_SECOND_PAIRS) - {"10"}
"""First pairs that name a province (`10` is the state's own registers)."""
