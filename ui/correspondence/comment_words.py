"""Who said a comment, in words."""

from __future__ import annotations

from app.correspondence.find_approvals import CommentLine


def said_by(comment: CommentLine) -> str:
    """A colleague by name; of a copy that went out, whoever read it and who put it in."""
    return f"{comment.from_whom} (put in by {comment.by})" if comment.from_whom else comment.by
