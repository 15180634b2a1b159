"""Models are found without import and refused when their files are not the tested ones."""

import sys
from pathlib import Path

import pytest

from dragoman.engines.model_files import files_sha256, package_folder, require_tested
from dragoman.errors import WrongUse


def test_a_package_is_found_without_importing_it() -> None:
    assert (package_folder("natasha") / "data").is_dir()
    assert "natasha" not in sys.modules


def test_a_missing_package_says_what_to_do() -> None:
    with pytest.raises(WrongUse, match=r"no_such_model_package, which carries a model .* Install Dragoman again"):
        package_folder("no_such_model_package")


def test_the_digest_depends_on_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")
    before = files_sha256(tmp_path, [two, one])
    assert before == files_sha256(tmp_path, [one, two])
    two.write_text("3")
    assert files_sha256(tmp_path, [one, two]) != before


def test_another_model_is_refused() -> None:
    with pytest.raises(WrongUse, match="is not the one that Dragoman was tested with"):
        require_tested("aa" * 32, "bb" * 32, what="The model", package="somewhere")
