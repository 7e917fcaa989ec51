"""How the editor is dressed beyond the style sheet of the window: words without boxes, soft strips for what waits."""

from __future__ import annotations

from string import Template

from ui.kit.theme.apply import look
from ui.kit.theme.tokens import Tokens

_SHEET = Template("""
QTextEdit[part="letter-block"], QTextEdit[part="letter-locked"] { border: none; background: transparent; padding: 0;
  border-radius: 0; }
QTextEdit[part="letter-locked"] { color: $muted; }
QFrame[part="letter-changed"] { background: $warn_soft; border-radius: 4px; }
QFrame[part="letter-comment"] { background: $accent_soft; border-radius: 4px; }
QFrame[part="letter-settled"] { background: $hover; border-radius: 4px; }
QFrame[part="banner-warn"] { background: $warn_soft; }
QFrame[part="banner-accent"] { background: $accent_soft; }
QFrame[part="banner-good"] { background: $good_soft; }
QFrame[part="banner-plain"], QFrame[part="banner-muted"] { background: $sunken; }
QLabel[part="line-bad"] { color: $bad; }
QLabel[part="line-warn"] { color: $warn; }
QLabel[part="line-good"] { color: $good; }
QLabel[part="line-muted"], QLabel[part="line-plain"] { color: $muted; }
""")


def sheet() -> str:
    """The sheet in the colours that the program wears now."""
    worn = look().tokens
    return _SHEET.substitute({name: worn.named(name) for name in Tokens.__slots__})
