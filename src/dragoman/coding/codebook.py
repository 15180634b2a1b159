"""The codebook of a study: loading it from a file, showing it, writing it to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dragoman.coding.codebook_file import TEXTS, CodebookFile, CodeEntry, codebook_csv, codebook_of, codebook_yaml
from dragoman.errors import Refused, WrongUse
from dragoman.model.code import Code
from dragoman.model.selection import Coding
from dragoman.model.study_profile import StudyProfile
from dragoman.protocol.faults import nothing_stored
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.tally import Tally
from dragoman.protocol.text_file import read_text_file
from dragoman.store.study import OpenStudy

_Standing = tuple[dict[str, str], str | None, int]


@dataclass(frozen=True, slots=True)
class LoadedCodebook:
    """What loading a codebook did, and sentences that a person should read."""

    codes: Tally
    notices: tuple[str, ...]


def load_codebook(study: OpenStudy, path: Path) -> LoadedCodebook:
    """Add and update codes by name from a YAML or CSV file, and put them where the file has them in the tree.

    Codes that the file does not hold stay, with all their codings. Loading a file twice changes nothing the second
    time. Raises ``WrongUse`` that names line and field, ``Refused`` where a code would come to stand below itself.
    """
    file = read_text_file(path)
    with nothing_stored(), study.change("codebook.load", subject=file.name, sha256=file.sha256) as change:
        session = change.session
        book = codebook_of(file, known=session.scalars(select(Code.name)).all())
        before = _standing(session)
        rows = _rows(session, book)
        _arrange(book.codes, None, rows)
        session.flush()
        _refuse_circles(rows)
        tally = Tally()
        after = _standing(session)
        for code in book.walk():
            tally.note(code.name, before.get(code.name), after[code.name])
        tally.keep(before)
        change.details |= {"name": book.name, "version": book.version, "counts": tally.counts()}
        notices = _notices(session, before, after)
    return LoadedCodebook(tally, tuple(notices))


def codebook(session: Session) -> tuple[CodeEntry, ...]:
    """The tree of codes, in the order of the codebook."""
    below: dict[int | None, list[Code]] = {}
    for row in session.scalars(select(Code).order_by(Code.place, Code.id)):
        below.setdefault(row.parent_id, []).append(row)

    def branch(parent: int | None) -> tuple[CodeEntry, ...]:
        return tuple(CodeEntry(row.name, **_texts(row), children=branch(row.id)) for row in below.get(parent, ()))

    return branch(None)


def codings_per_code(session: Session) -> dict[str, int]:
    """How often each code was used, by its own name (codes below it not counted); unused codes have 0."""
    query = select(Code.name, func.count(Coding.id)).outerjoin(Coding, Coding.code_id == Code.id).group_by(Code.name)
    return {row[0]: row[1] for row in session.execute(query)}


def find_code(session: Session, name: str) -> Code:
    """The code of this name, in any case. Raises ``WrongUse`` where there is none."""
    codes = {code.name.casefold(): code for code in session.scalars(select(Code))}
    code = codes.get(name.strip().casefold())
    if code is None:
        names = [code.name for code in codes.values()]
        hint = did_you_mean(name, names) or f" The codebook has: {listed(names)}."
        raise WrongUse(f"There is no code '{name}'.{hint} Add codes with `dragoman codebook load FILE`.")
    return code


def export_codebook(session: Session, path: Path, *, replace: bool = False) -> int:
    """Write all codes to a YAML or CSV file, as its name ends, and return their number.

    Reading the file gives the same codes again. Raises ``WrongUse`` where the file exists (unless ``replace``), cannot
    be written, or ends otherwise.
    """
    write = {".yaml": codebook_yaml, ".yml": codebook_yaml, ".csv": codebook_csv}.get(path.suffix.lower())
    if write is None:
        raise WrongUse(f"{path.name} does not say its format. Nothing was written. Use a name in .yaml or .csv.")
    if path.exists() and not replace:
        raise WrongUse(f"{path} exists already. Nothing was written. Choose another name, or move it away first.")
    book = CodebookFile(codebook(session), name=session.scalars(select(StudyProfile.title)).one())
    try:
        path.write_text(write(book), encoding="utf-8", newline="")
    except OSError as error:
        raise WrongUse(f"{path} cannot be written ({error.strerror or error}). Choose another place.") from None
    return sum(1 for _ in book.walk())


def _texts(row: Code) -> dict[str, str]:
    return {field: getattr(row, field) for field in TEXTS}


def _standing(session: Session) -> dict[str, _Standing]:
    """What each code says and where it stands, to tell what changed."""
    rows = session.scalars(select(Code).order_by(Code.place, Code.id)).all()
    names = {row.id: row.name for row in rows}
    return {row.name: (_texts(row), names.get(row.parent_id or 0), row.place) for row in rows}


def _rows(session: Session, book: CodebookFile) -> dict[str, Code]:
    """All codes of the study by name, those of the file made or updated."""
    rows = {row.name: row for row in session.scalars(select(Code))}
    spelled = {name.casefold(): name for name in rows}
    last = max((row.place for row in rows.values()), default=0)
    for code in book.walk():
        other = spelled.get(code.name.casefold(), code.name)
        if other != code.name:
            raise Refused(
                f"The study has a code '{other}', the file one '{code.name}': two codes cannot differ in capital "
                "letters alone. Write it as the study does."
            )
        if code.name not in rows:
            last += 1
            rows[code.name] = Code(name=code.name, place=last)
            session.add(rows[code.name])
        for field in TEXTS:
            setattr(rows[code.name], field, getattr(code, field))
    session.flush()
    return rows


def _arrange(codes: Sequence[CodeEntry], parent: Code | None, rows: dict[str, Code]) -> None:
    """Put codes below their parent; among the places that siblings have, they take them in the order of the file."""
    places = sorted(rows[code.name].place for code in codes)
    for code, place in zip(codes, places, strict=True):
        row = rows[code.name]
        row.parent = rows[code.parent] if code.parent is not None else parent
        row.place = place
        _arrange(code.children, row, rows)


def _refuse_circles(rows: dict[str, Code]) -> None:
    for row in rows.values():
        seen, above = {row.id}, row.parent
        while above is not None and above.id not in seen:
            seen.add(above.id)
            above = above.parent
        if above is not None:
            raise Refused(
                f"The file would put the code '{above.name}' below itself, because of codes that the study has and the "
                "file does not move. Name all codes that change places."
            )


def _notices(session: Session, before: dict[str, _Standing], after: dict[str, _Standing]) -> list[str]:
    used = codings_per_code(session)
    said = []
    for name, (texts, *_) in after.items():
        if name in before and _meaning(before[name][0]) != _meaning(texts) and used[name]:
            said.append(f"The code '{name}' says something else now; {used[name]} coding(s) were made with it before.")
    return said


def _meaning(texts: dict[str, str]) -> list[str]:
    return [texts[field] for field in ("definition", "use_when", "use_not_when")]
