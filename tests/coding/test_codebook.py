"""A codebook enters a study by name: updated, never deleted, and exported as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman.coding.codebook import codebook, codings_per_code, export_codebook, find_code, load_codebook
from dragoman.coding.codebook_file import CodeEntry, read_codebook
from dragoman.errors import Refused, WrongUse
from dragoman.model.code import Code
from dragoman.model.event import Event
from dragoman.model.interview import Interview
from dragoman.model.selection import Coding, Selection
from dragoman.model.source import Segment, Source, SourceKind
from dragoman.store.study import OpenStudy, create_study
from tests.coding.test_codebook_file import CSV, TREE, YAML

PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codebook")
    (folder / "codes.yaml").write_text(YAML, encoding="utf-8")
    with create_study(folder / "x.study", PASSPHRASE, actor="tester") as study:
        load_codebook(study, folder / "codes.yaml")
    return folder / "x.study"


@pytest.fixture
def study(loaded: Path, tmp_path: Path) -> Iterator[OpenStudy]:
    shutil.copytree(loaded, tmp_path / "y.study")
    with OpenStudy(tmp_path / "y.study", PASSPHRASE, actor="tester") as opened:
        yield opened


def load(study: OpenStudy, text: str, name: str = "codes.csv") -> tuple[list[str], list[str], list[str], list[str]]:
    path = study.path.parent / name
    path.write_text(text, encoding="utf-8")
    done = load_codebook(study, path).codes
    return done.added, done.changed, done.unchanged, done.kept


def tree(study: OpenStudy) -> tuple[CodeEntry, ...]:
    with study.read() as session:
        return codebook(session)


def code_something(study: OpenStudy, name: str) -> None:
    with study.change("test.code") as change:
        source = Source(interview=Interview(), kind=SourceKind.IMPORTED, name="t", language="en", format="txt")
        segment = Segment(number=1, place=1.0)
        source.segments.append(segment)
        change.session.add(source)
        change.session.flush()
        selection = Selection(
            source_id=source.id,
            layer="verbatim",
            start_segment=segment,
            start_offset=0,
            end_segment=segment,
            end_offset=1,
            text="x",
        )
        change.session.add(Coding(selection=selection, code=find_code(change.session, name), coder="tester"))


def test_the_study_holds_what_the_file_says(study: OpenStudy) -> None:
    assert tree(study) == TREE
    with study.read() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (event.action, event.subject) == ("codebook.load", "codes.yaml")
    assert event.details["counts"] == {"added": 4, "changed": 0, "unchanged": 0}
    assert (event.details["name"], event.details["version"]) == ("invented", "2")


def test_loading_again_in_either_format_changes_nothing(study: OpenStudy) -> None:
    names = ["strategy", "hedging", "balancing", "other"]
    with study.read() as session:
        guids = session.scalars(select(Code.guid).order_by(Code.id)).all()
    assert load(study, YAML, "codes.yaml") == ([], [], names, [])
    assert load(study, CSV) == ([], [], names, [])
    assert tree(study) == TREE
    with study.read() as session:
        assert session.scalars(select(Code.guid).order_by(Code.id)).all() == guids


def test_codes_are_updated_moved_and_added_by_name_and_none_is_deleted(study: OpenStudy) -> None:
    code_something(study, "balancing")
    text = "name,parent,definition\nother,strategy,Moved.\nhedging,other,Two words.\nnew,hedging,\n"
    added, changed, unchanged, kept = load(study, text)
    assert (added, changed, unchanged, kept) == (["new"], ["other", "hedging"], [], ["balancing", "strategy"])
    strategy, *rest = tree(study)
    assert rest == []
    assert strategy.definition == "What a state does."
    moved = CodeEntry("hedging", definition="Two words.", children=(CodeEntry("new"),))
    assert strategy.children == (
        CodeEntry("balancing"),
        CodeEntry("other", definition="Moved.", children=(moved,)),
    )
    with study.read() as session:
        assert codings_per_code(session) == {"strategy": 0, "hedging": 0, "balancing": 1, "other": 0, "new": 0}


def test_siblings_stand_in_the_order_of_the_file(study: OpenStudy) -> None:
    load(
        study,
        YAML.replace("- name: balancing", "- name: swap").replace("- name: hedging", "- name: balancing"),
        "a.yaml",
    )
    load(study, "name,parent\nbalancing,strategy\nhedging,strategy\n")
    assert [code.name for code in tree(study)[0].children][:2] == ["balancing", "hedging"]


def test_a_new_meaning_under_codings_is_told(study: OpenStudy) -> None:
    code_something(study, "hedging")
    path = study.path.parent / "codes.yaml"
    path.write_text(YAML.replace("It takes sides.", "Never."), encoding="utf-8")
    assert load_codebook(study, path).notices == (
        "The code 'hedging' says something else now; 1 coding(s) were made with it before.",
    )
    path.write_text(YAML.replace("It takes sides.", "Never.").replace("label: Strategy", "label: S"), encoding="utf-8")
    assert load_codebook(study, path).notices == ()


def test_a_code_cannot_come_to_stand_below_itself(study: OpenStudy) -> None:
    with pytest.raises(Refused, match="below itself"):
        load(study, "name,parent\nstrategy,hedging\n")
    assert tree(study) == TREE


def test_names_that_differ_in_capital_letters_alone_are_refused(study: OpenStudy) -> None:
    with pytest.raises(Refused, match="The study has a code 'hedging', the file one 'Hedging'"):
        load(study, "name\nHedging\n")
    assert tree(study) == TREE


def test_a_code_is_found_in_any_case_or_named(study: OpenStudy) -> None:
    with study.read() as session:
        assert find_code(session, " HEDGING").name == "hedging"
        with pytest.raises(WrongUse, match=r"There is no code 'hedgeing'\. Did you mean 'hedging'\?"):
            find_code(session, "hedgeing")


@pytest.mark.parametrize("name", ["out.yaml", "out.csv"])
def test_an_export_reads_back_the_same(name: str, study: OpenStudy, tmp_path: Path) -> None:
    path = tmp_path / name
    with study.read() as session:
        assert export_codebook(session, path) == 4
        with pytest.raises(WrongUse, match=r"exists already\. Nothing was written"):
            export_codebook(session, path)
        assert export_codebook(session, path, replace=True) == 4
    assert read_codebook(path).codes == TREE
    again = load_codebook(study, path).codes
    assert (again.added, again.changed, len(again.unchanged)) == ([], [], 4)


def test_an_export_needs_a_format_and_a_folder(study: OpenStudy, tmp_path: Path) -> None:
    with study.read() as session:
        with pytest.raises(WrongUse, match=r"Use a name in \.yaml or \.csv"):
            export_codebook(session, tmp_path / "codes.xlsx")
        with pytest.raises(WrongUse, match="cannot be written"):
            export_codebook(session, tmp_path / "absent" / "codes.yaml")


def test_a_large_tree_keeps_its_order(study: OpenStudy) -> None:
    rows = "".join(f"code-{number},{'' if number < 20 else f'code-{number % 20}'}\n" for number in range(400))
    added, *_ = load(study, "name,parent\n" + rows)
    assert len(added) == 400
    branch = next(code for code in tree(study) if code.name == "code-7")
    assert [child.name for child in branch.children] == [f"code-{number}" for number in range(27, 400, 20)]
    assert replace(branch, children=()) == CodeEntry("code-7")
