"""The list of the day's post: its columns, and how a page of it is read."""

from __future__ import annotations

from collections.abc import Sequence

from app.correspondence.find_post import PostRow, to_post
from app.staff.work import ReadWork
from ui.correspondence.kinds import kind_words
from ui.correspondence.post.page_state import collection, layout_words, progress
from ui.kit.empty_state import Empty
from ui.kit.paged_table import Ask, Column, Slice

NOTHING = Empty("Nothing to post", "A letter comes here when it is approved, and goes when it is posted.", icon="mail")

COLUMNS: Sequence[Column[PostRow]] = (
    Column(
        "to",
        "To",
        lambda row: row.to,
        second=lambda row: f"{row.reference} · {kind_words(row.kind)}",
        face="strong",
        width=230,
        tip=lambda row: "\n".join((row.to, *row.address)),
    ),
    Column(
        "address",
        "Address",
        lambda row: ", ".join(row.address) or "None",
        second=lambda row: row.stopped,
        tone=lambda row: "bad" if row.stopped else "plain",
        stretch=True,
        tip=lambda row: row.stopped,
    ),
    Column("pages", "Pages", lambda row: f"{row.pages}", align="right", face="figures", width=72),
    Column(
        "layout",
        "Layout",
        lambda row: layout_words(row).partition(", ")[0],
        second=lambda row: layout_words(row).partition(", ")[2],
        width=148,
        tip=layout_words,
    ),
    Column("progress", "State", lambda row: progress(row).word, status=progress, width=104),
    Column("collection", "Collection", lambda row: collection(row).word, status=collection, width=172),
)


def load_post(work: ReadWork, ask: Ask) -> Slice[PostRow]:
    """One page of the day's post."""
    return Slice.cut(to_post(work, ask.after, ask.limit), ask, lambda row: row.after)
