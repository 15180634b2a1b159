"""A small invented protocol, and what tests ask of a study."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from dragoman.model.event import Event
from dragoman.store.events import broken_links
from dragoman.store.study import OpenStudy

PROTOCOL = """\
study:
  title: An invented study
  question: How do invented experts answer?
  notice: Invented for tests.
  languages: [en, ru]
sampling:
  strategy: purposive
  criteria:
    - at least five years of work
  size: 3
variables:
  - name: sector
    label: Kind of employer
    type: category
    values: [government, academia]
    disclosure: indirect
  - name: years
    type: integer
    disclosure: open
  - name: joined
    type: date
    disclosure: open
  - name: abroad
    type: boolean
    disclosure: open
  - name: employer
    disclosure: direct
consent_form:
  version: 1
  title: {en: Consent, ru: Согласие}
  text: {en: You are free to say no., ru: Вы можете отказаться.}
  scopes:
    - scope: participate
      required: true
      text: {en: I take part., ru: Я участвую.}
    - scope: record
      text: {en: You may record me., ru: Можно записывать.}
    - scope: quote
      text: {en: You may quote me., ru: Можно цитировать.}
guide:
  version: 1
  introduction: {en: Thank you for your time.}
  sections:
    - id: background
      title: {en: Background, ru: О себе}
      questions:
        - id: Q1
          text: {en: What is your work?, ru: Чем вы занимаетесь?}
          follow_ups:
            - {en: Since when?}
            - Where?
    - id: theory
      title: Theory
      questions:
        - id: Q2
          text: What is a middle power?
          skippable: true
        - id: Q3
          text: Is this country one?
propositions:
  - id: is-middle-power
    text: {en: The country is a middle power., ru: Страна — средняя держава.}
    asked_in: [Q2, Q3]
    source: Invented 2025
  - id: hedges
    text: The country hedges.
hypotheses:
  - id: H1
    text: Middle powers hedge.
    source: Invented 2025
    evidence:
      - proposition: is-middle-power
        supports: [affirms]
        qualifies: [qualifies]
        contradicts: [rejects]
      - proposition: hedges
        supports: [affirms]
"""


def line_of(text: str, part: str) -> int:
    """The number of the line on which a part of a text stands that is there once."""
    assert text.count(part) == 1, f"{part!r} is there {text.count(part)} times"
    return text.count("\n", 0, text.index(part)) + 1


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def events(study: OpenStudy) -> list[tuple[str, str]]:
    """Action and subject of all events, after looking at the chain."""
    with study.read() as session:
        assert list(broken_links(session)) == []
        return [(event.action, event.subject) for event in session.scalars(select(Event).order_by(Event.id))]


def last_event(study: OpenStudy) -> Event:
    """The last event."""
    with study.read() as session:
        return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
