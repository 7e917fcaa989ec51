"""A block in the column of text: its origin at the margin, what changed above it, its words, comments below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QVBoxLayout, QWidget

from app.correspondence.find_approvals import CommentLine
from app.correspondence.problems import ChangedFact
from app.correspondence.suggest_edit import SuggestionLine
from letters.content import Block
from ui.correspondence.comment_words import said_by
from ui.correspondence.editor.block_editor import BlockEditor
from ui.correspondence.editor.change_strip import ChangeStrip
from ui.correspondence.editor.outline_state import Origin, first_words, origin_of
from ui.correspondence.editor.suggestion_card import SuggestionCard
from ui.kit.dates import show_moment
from ui.kit.layout import button, column, row, text
from ui.kit.status_chip import SHAPE_PX, draw_shape, ink_of
from ui.kit.theme.apply import TIGHT, look
from ui.kit.theme.type import SMALL, sized

_MARGIN, _RIGHT = 32, 16
_HEADING_GAP = {1: 12, 2: 18, 3: 8}


class BlockRow(QFrame):
    """Tells the column which block it is; it decides nothing."""

    take_asked = Signal()
    keep_asked = Signal()
    settle_asked = Signal(int)
    suggestion_taken = Signal(int)
    suggestion_declined = Signal(int)

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"block_{block.id}")
        self._in_hand = False
        self._number: int | None = None
        self._origin = origin_of(block)
        self.words = BlockEditor(block)
        self.words.setObjectName(f"words_{block.id}")
        self._above, self._beside, self._below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._above, self._beside, self._below):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(TIGHT)
        self._whole = column(self._above, self.words, self._beside, self._below, gap=2)
        above = _HEADING_GAP.get(block.level, 0) if block.role == "heading" else 0
        self._whole.setContentsMargins(_MARGIN, above, _RIGHT, 0)
        self.setLayout(self._whole)
        self._changes: tuple[ChangedFact, ...] = ()
        self._comments: tuple[CommentLine, ...] = ()
        self._suggestions: tuple[tuple[SuggestionLine, bool], ...] = ()
        self._may_settle = self._may_take = False
        self.name()

    def fit_to(self, width: int) -> None:
        """Be as high as needed at a width in px, before the column lays anything out."""
        self.words.fit_to(width - _MARGIN - _RIGHT)

    @property
    def block_id(self) -> str:
        return self.words.block.id

    def show_block(self, block: Block) -> None:
        """Show other words; the caret goes to the beginning."""
        self.words.show_block(block)
        self.show_origin(block)

    def show_origin(self, block: Block) -> None:
        """Say where the words come from by now: a standard text becomes an edited one while it is typed over."""
        origin = origin_of(block)
        if origin != self._origin:
            self._origin = origin
            self.name()
            self.update()

    @property
    def origin(self) -> Origin:
        return self._origin

    def name(self) -> None:
        """What a screen reader says of the words, and what the margin says on asking."""
        number = f"Block {self._number}, " if self._number else ""
        self.words.setAccessibleName(f"{number}{self._origin.word}: {first_words(self.words.block)}")
        self.setToolTip(self._origin.word.capitalize())
        self.words.setToolTip("")

    def show_number(self, number: int | None) -> None:
        """The number by which others speak of it, in place of the shape at the margin; None: the shape."""
        if number != self._number:
            self._number = number
            self.name()
            self.update()

    def set_in_hand(self, *, in_hand: bool) -> None:
        """Mark the block that is being written."""
        if in_hand != self._in_hand:
            self._in_hand = in_hand
            self.update()

    def show_changes(self, changed: Sequence[ChangedFact], *, may_take: bool) -> None:
        """Say which facts of this block are no longer what it says."""
        if (tuple(changed), may_take) == (self._changes, self._may_take):
            return
        self._changes, self._may_take = tuple(changed), may_take
        _empty(self._above)
        if not changed:
            return
        strip = ChangeStrip(self.block_id, changed, may_take=may_take, may_keep=self.words.block.editable)
        strip.take_asked.connect(self.take_asked)
        strip.keep_asked.connect(self.keep_asked)
        self._above.addWidget(strip)
        QWidget.setTabOrder(self.words, strip.take)
        QWidget.setTabOrder(strip.take, strip.keep)

    @property
    def has_changes(self) -> bool:
        """Whether a fact of this block is another by now."""
        return bool(self._changes)

    def show_suggestions(self, suggestions: Sequence[tuple[SuggestionLine, bool]]) -> None:
        """Show the words that the approver suggests in place of these, each with whether it may be taken."""
        if tuple(suggestions) == self._suggestions:
            return
        self._suggestions = tuple(suggestions)
        _empty(self._beside)
        last: QWidget = self.words
        for one, may_take in suggestions:
            card = SuggestionCard(one, may_take=may_take)
            card.take_asked.connect(self.suggestion_taken)
            card.decline_asked.connect(self.suggestion_declined)
            self._beside.addWidget(card)
            QWidget.setTabOrder(last, card.take)
            QWidget.setTabOrder(card.take, card.decline)
            last = card.decline

    @property
    def first_suggestion(self) -> int:
        """The id of the words suggested first that may be taken; 0 where there are none."""
        return next((one.id for one, may_take in self._suggestions if may_take), 0)

    def show_comments(self, comments: Sequence[CommentLine], *, may_settle: bool) -> None:
        """Show the comments pinned here, open ones with a button that settles them."""
        if (tuple(comments), may_settle) == (self._comments, self._may_settle):
            return
        self._comments, self._may_settle = tuple(comments), may_settle
        _empty(self._below)
        self._below.setContentsMargins(0, 0, 0, 2 * TIGHT if comments else 0)
        last: QWidget = self.words
        for comment in comments:
            card = self._card(comment, may_settle=may_settle)
            self._below.addWidget(card)
            for settle in card.findChildren(QPushButton):
                QWidget.setTabOrder(last, settle)
                last = settle

    def _card(self, comment: CommentLine, *, may_settle: bool) -> QFrame:
        who = text(f"{said_by(comment)}, {show_moment(comment.at)}", "muted-small")
        words = text(comment.text, name=f"comment_{comment.id}", wrap=True)
        if comment.settled_by is not None:
            done = text(f"Settled by {comment.settled_by}", "muted-small")
            return _strip(column(row(who, None, done), words, gap=2), "letter-settled")
        settle = button("Settle", f"settle_{comment.id}", "link", icon_name="check", tip="What this asks for is done")
        if not may_settle:
            settle.hide()
        settle.clicked.connect(lambda _=False, number=comment.id: self.settle_asked.emit(number))
        return _strip(column(row(who, None, settle), words, gap=2), "letter-comment")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        worn, painter = look(), QPainter(self)
        if self._in_hand:
            painter.fillRect(0, self.words.y(), 3, self.words.height(), worn.colour("focus"))
        line = self.words.fontMetrics().height()
        box = QRectF(14, self.words.y() + 2 + (line - SHAPE_PX) / 2, SHAPE_PX, SHAPE_PX)
        ink = "accent" if self._in_hand else ink_of(self._origin.tone)
        if self._number:
            painter.setPen(worn.colour(ink))
            painter.setFont(sized(self.font(), SMALL))
            beside = QRectF(4, self.words.y() + 2, _MARGIN - 8, line)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._number))
            painter.end()
            return
        painter.setOpacity(1.0 if self._in_hand or self._origin.tone != "muted" else 0.6)
        draw_shape(painter, box, self._origin.shape, worn.colour(ink))
        painter.end()


def _strip(layout: QLayout, part: str) -> QFrame:
    strip = QFrame()
    strip.setProperty("part", part)
    strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout.setContentsMargins(10, 6, 10, 6)
    strip.setLayout(layout)
    return strip


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
