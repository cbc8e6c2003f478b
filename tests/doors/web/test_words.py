"""Promises about the words of the pages: all there, in both languages, and compiled."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def tool() -> ModuleType:
    """Return the script that collects and compiles words."""
    spec = importlib.util.spec_from_file_location("words", ROOT / "scripts" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


words = tool()


@pytest.mark.parametrize("locale", words.LOCALES)
def test_every_word_is_in_the_catalogue(locale: str) -> None:
    """No word of code or templates is missing or empty, and none is left over."""
    catalogue = {message.id: message.string for message in words.read(locale) if message.id}
    assert set(catalogue) == words.messages()
    empty = [said for said, string in catalogue.items() if not string or not all(string)]
    assert empty == []
    assert len(catalogue) > 100


@pytest.mark.parametrize("locale", words.LOCALES)
def test_compiled_catalogues_are_fresh(locale: str) -> None:
    """The .mo files are what the .po files say."""
    compiled = words.catalogue_path(locale).with_suffix(".mo").read_bytes()
    assert compiled == words.compiled(locale)


def test_chinese_is_chinese_and_english_is_english() -> None:
    """Chinese words have Chinese characters and full-width marks; English has neither."""
    for message in words.read("zh_Hans"):
        for text in (message.string,) if isinstance(message.string, str) else message.string:
            assert not message.id or CHINESE.search(text) or "：" in text, message.id
            assert not re.search(r"[\u4e00-\u9fff][,;:?!](?!\d)", text), text
    for message in words.read("en"):
        assert not CHINESE.search(str(message.string)), message.id


def test_places_for_values_are_kept() -> None:
    """A translation has the same places for values as its original."""
    place = re.compile(r"%\((\w+)\)s|<(\w+)>")
    for message in words.read("zh_Hans"):
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[-1]
        text = message.string if isinstance(message.string, str) else message.string[0]
        assert sorted(place.findall(original)) == sorted(place.findall(text)), original
