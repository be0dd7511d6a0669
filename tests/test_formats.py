"""Formats: one article in each, and what each of them does that the others do not."""

from pathlib import Path

from tests.formats import read_all


def test_an_article_has_the_same_annotations_whatever_its_format(tmp_path: Path) -> None:
    lines, differ = read_all(tmp_path)
    assert differ == 0, "\n".join(lines)
    assert len(lines) == 20
    assert all(int(line.split()[1]) > 20 for line in lines), "else there is nothing to compare"
