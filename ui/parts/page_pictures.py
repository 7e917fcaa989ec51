"""The pages of one PDF as pictures: drawn on a worker, as sharp as asked for, and no more of them kept than wanted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.kit.background import Runner
from ui.parts.page_drawing import Drawn, draw_pages


class PagePictures(QObject):
    """Pages are counted from 0; an old picture stays until the new one is there."""

    came = Signal(object)
    """The sizes of all pages: some of them were drawn."""
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._ticket = runner, 0
        self.pdf = b""
        self._images: dict[int, QImage] = {}
        self._sharp: dict[int, float] = {}

    def show_pdf(self, pdf: bytes) -> None:
        """Of these bytes from now on; of none, nothing is kept."""
        self.pdf = pdf
        self._sharp.clear()
        if not pdf:
            self._images = {}

    def image(self, number: int) -> QImage | None:
        """What was drawn of a page last, of whichever bytes, or None."""
        return self._images.get(number)

    def is_drawn(self, number: int) -> bool:
        """Whether the picture is of the bytes that are shown."""
        return number in self._sharp

    def is_sharp(self, number: int, scale: float) -> bool:
        """Whether it is, at so many pixels a millimetre."""
        return self._sharp.get(number) == scale

    def draw(self, numbers: Sequence[int], scale: float, ratio: float) -> None:
        """Draw these pages in place of whatever is being drawn; ``ratio`` is that of the screen's own pixels."""
        pdf = self.pdf
        self._runner.forget(self._ticket)
        self._ticket = self._runner.submit(
            lambda: draw_pages(pdf, numbers, scale),
            on_done=partial(self._on_drawn, pdf, scale, ratio),
            on_error=self.failed.emit,
            owner=self,
        )

    def keep_only(self, numbers: Collection[int]) -> None:
        """Let go of the pictures of all other pages."""
        self._images = {number: image for number, image in self._images.items() if number in numbers}
        self._sharp = {number: scale for number, scale in self._sharp.items() if number in numbers}

    def _on_drawn(self, pdf: bytes, scale: float, ratio: float, drawn: Drawn) -> None:
        if pdf is not self.pdf:
            return  # of what was shown before
        for number, image in drawn.images.items():
            image.setDevicePixelRatio(ratio)
            self._images[number] = image
            self._sharp[number] = scale
        self.came.emit(drawn.sizes)
