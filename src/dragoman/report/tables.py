"""The word of the vocabulary that sets tables: ``table``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.analysis.codings import CodeLine, code_lines
from dragoman.analysis.participants_table import participant_rows, shown_variables
from dragoman.analysis.positions import Stand, stands
from dragoman.errors import WrongUse
from dragoman.model.participant import Disclosure, Variable, VariableType
from dragoman.model.proposition import Proposition, Stance
from dragoman.report.computation import Computation
from dragoman.report.finding import Kind
from dragoman.report.markdown import Grid, escaped
from dragoman.report.markdown import table as markdown_table
from dragoman.report.mention_values import mentions_table
from dragoman.report.tally import position_inputs, stance_groups
from dragoman.report.value import ComputedValue, Group


def table(
    computation: Computation,
    kind: str,
    *,
    columns: Sequence[str] | None = None,
    actors: Sequence[str] | None = None,
    by: Sequence[str] | None = None,
    lexicon: str | None = None,
    caption: str | None = None,
) -> str:
    """A table of "positions", "participants", "mentions" or "codes", with a caption that leads to its evidence.

    ``columns`` names the variables of a table of participants: without it those marked open are shown, those marked
    indirect only when named, those marked direct never (``Refused``). ``actors`` ("state", "organisation", …), ``by``
    ("name", "adjective", "metonym") and ``lexicon`` narrow a table of mentions. Raises ``WrongUse``.
    """
    if columns is not None and kind != "participants":
        raise WrongUse(f'columns= belongs to table("participants"); leave it out of table("{kind}")')
    if kind != "mentions" and (actors, by, lexicon) != (None, None, None):
        raise WrongUse(f'actors=, by= and lexicon= belong to table("mentions"); leave them out of table("{kind}")')
    tables: dict[str, Callable[[], ComputedValue]] = {
        "positions": lambda: positions_table(computation, title),
        "participants": lambda: participants_table(computation, title, columns),
        "mentions": lambda: mentions_table(computation, title, actors=actors, by=by, lexicon=lexicon),
        "codes": lambda: codes_table(computation, title),
    }
    if kind not in tables:
        raise WrongUse(f"there is no table '{kind}'; {', '.join(tables)} are the tables")
    words = computation.wording
    title = caption or words(f"{kind}_table")
    value = tables[kind]()
    computation.ledger.tables += 1
    shown = words("table_caption", number=computation.ledger.tables, text=title)
    link = value.linked(escaped(words("evidence_link")))
    return markdown_table(value.grid or Grid((), ()), f"{escaped(shown)} {link}")


def positions_table(computation: Computation, title: str) -> ComputedValue:
    """Who stands where on every proposition."""
    words, material = computation.wording, computation.material
    propositions = [(proposition, stands(material, proposition)) for proposition in material.propositions.values()]
    header = (words("proposition"), *(words.stances[stance] for stance in Stance), words("no_position"), words("asked"))
    return computation.ledger.record(
        meaning=words("positions_table_meaning"),
        rule=words("positions_table_rule"),
        result=title,
        inputs=[(p.key, position_inputs(computation, found)) for p, found in propositions],
        groups=tuple(group for each in propositions for group in _position_groups(computation, *each)),
        grid=Grid(header, tuple(_position_row(computation, *each) for each in propositions)),
    )


def participants_table(computation: Computation, title: str, columns: Sequence[str] | None) -> ComputedValue:
    """Everyone interviewed, with the variables that may be shown."""
    words = computation.wording
    variables = shown_variables(computation.material, columns)
    indirect = [variable.name for variable in variables if variable.disclosure is Disclosure.INDIRECT]
    if indirect:
        computation.ledger.notice(
            Kind.DISCLOSURE,
            f"The table of participants shows {', '.join(indirect)}, marked indirect: in combination they may single "
            "someone out. Show fewer, or coarser, variables unless you are sure.",
        )
    rows = tuple(
        _with_answers(computation, row, variables) for row in participant_rows(computation.material, variables)
    )
    names = [variable.label or variable.name for variable in variables]
    return computation.ledger.record(
        meaning=words("participants_table_meaning"),
        rule=words("participants_table_rule", variables=", ".join(names) or words("none"), total=len(rows)),
        result=title,
        inputs=rows,
        grid=Grid((words("participant"), *names), rows),
    )


def codes_table(computation: Computation, title: str) -> ComputedValue:
    """The codebook as a tree, with how often and by whom each code is borne."""
    words = computation.wording
    lines = code_lines(computation.material)
    rows = tuple(
        (
            "\u2003" * line.depth + (line.count.code.label or line.count.code.name),
            str(len(line.count.codings)),
            str(len(line.count.respondents)),
            ", ".join(line.count.respondents),
        )
        for line in lines
    )
    total = len(computation.material.interviewed())
    header = (words("code"), words("codings"), words("respondents"), words("participants_table"))
    return computation.ledger.record(
        meaning=words("codes_table_meaning"),
        rule=words("codes_table_rule", rule=words("rule_code"), respondents=words("respondents"), total=total),
        result=title,
        inputs=[_code_inputs(computation, line) for line in lines],
        groups=tuple(_code_group(computation, line) for line in lines if line.count.codings),
        grid=Grid(header, rows, numeric=frozenset({1, 2})),
    )


def _with_answers(computation: Computation, row: tuple[str, ...], variables: Sequence[Variable]) -> tuple[str, ...]:
    """A row with yes and no in the chapter's language."""
    words = computation.wording
    answers = {"true": words("yes"), "false": words("no")}
    values = zip(row[1:], variables, strict=True)
    return (row[0], *(answers.get(v, v) if each.type is VariableType.BOOLEAN else v for v, each in values))


def _position_row(computation: Computation, proposition: Proposition, found: Sequence[Stand]) -> tuple[str, ...]:
    by_stance = {stance: [stand.participant for stand in found if stand.stance is stance] for stance in Stance}
    unset = [stand.participant for stand in found if stand.stance is None and stand.asked]
    asked = sum(stand.asked for stand in found)
    cells = [f"{len(who)}: {', '.join(who)}" if who else "0" for who in (*by_stance.values(), unset)]
    return (computation.wording.text(proposition.text), *cells, f"{asked} / {len(found)}")


def _position_groups(computation: Computation, proposition: Proposition, found: Sequence[Stand]) -> list[Group]:
    text = computation.wording.quoted(computation.wording.text(proposition.text))
    return [Group(f"{text}: {group.title}", group.evidence) for group in stance_groups(computation, found)]


def _code_inputs(computation: Computation, line: CodeLine) -> object:
    return [line.count.code.name, [computation.fingerprint(coded.selection) for coded in line.count.codings]]


def _code_group(computation: Computation, line: CodeLine) -> Group:
    code = line.count.code
    selections = {coded.selection.id: coded.selection for coded in line.count.codings}
    title = f"{code.label or code.name}: {', '.join(line.count.respondents)}"
    return Group(title, tuple(computation.evidence(selection) for selection in selections.values()))
