"""Every deed, row and value that the history tells of has words, and none of them are the code's."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Table

import app.schema
from app.members.labels import LABELS
from app.record import case_words, change_words
from app.record.change_words import Known, changed_fields
from app.record.deeds_of_case import rows_of_a_case
from app.record.verb_words import PAST_FAIRHAND, VERBS, verb_words
from tests.every.days_work import STEPS
from tests.every.rooms import verbs

TABLES = app.schema.METADATA.tables
OTHERS = {"demo.load_members"}
"""Deeds that no verb does."""


def test_each_verb_that_leaves_an_action_has_its_sentence() -> None:
    kept = {step.name for step in STEPS if step.kept}
    assert {job.name for job in verbs()} - kept == VERBS.keys() - OTHERS


def test_a_sentence_goes_on_after_a_name() -> None:
    for words in VERBS.values():
        assert re.fullmatch(r"[a-z][a-zA-Z, -]+", words), words
        assert not set(words.split()) & {"head", "heads"}, words
    assert verb_words(None) == PAST_FAIRHAND
    assert verb_words("complaints.weigh_case") == "did “weigh case”"


@pytest.mark.parametrize("table", rows_of_a_case(), ids=lambda table: table.name)
def test_what_a_row_of_a_case_says_is_labelled_once_and_in_words(table: Table) -> None:
    labels = [
        case_words.label_of(table.name, column.name)
        for column in table.columns
        if case_words.is_told(table.name, column.name)
    ]
    assert len(labels) == len(set(labels)), labels
    wrong = re.compile(r"_|\bids?\b|^(?:Is|At|Has)\b")
    assert [label for label in labels if label != "At" and wrong.search(label)] == []


@pytest.mark.parametrize("table", LABELS)
def test_each_column_of_a_record_is_labelled_or_follows_from_others(table: str) -> None:
    told = set(TABLES[table].columns.keys()) - change_words.SILENT
    assert told == set(LABELS[table]) - change_words.SILENT


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("language", "und", "Not known yet"),
        ("language", "cy-GB+en-GB", "Welsh and English, Welsh first"),
        ("territory", "GB", "United Kingdom"),
        ("territory", "MY-10", "Malaysia (MY-10)"),
        ("zone", "Asia/Kuala_Lumpur", "Asia/Kuala Lumpur"),
        ("preferred_channel", "email", "E-mail"),
        ("born_on", "1980-05-02", "2 May 1980"),
    ],
)
def test_a_value_of_a_record_is_told_in_words(column: str, value: str, words: str) -> None:
    [told] = changed_fields("person", 1, {column: [None, value]}, Known())
    assert told.new == words
