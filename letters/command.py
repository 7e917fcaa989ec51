"""The commands of the engine alone: render a file, check a file, list the templates. No database, no window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from letters.problems import DocumentRefused, LetterProblem

CLEAN: Final = 0
BLOCKED: Final = 1
REFUSED: Final = 2


def add_letter_commands(subparsers: Any) -> None:
    """Add ``letter render|check|templates`` to an argparse sub-parsers object."""
    letter = subparsers.add_parser("letter", help="make and check a letter from a file, without a database")
    add_actions(letter.add_subparsers(dest="letter_command", required=True, metavar="COMMAND"))


def add_actions(actions: Any) -> None:
    """Add the three commands themselves."""
    render = actions.add_parser("render", help="typeset a facts or content file as PDF")
    render.add_argument("file", type=Path, metavar="FILE.json", help="facts (template named inside) or content")
    render.add_argument("--out", type=Path, required=True, metavar="X.pdf", help="the PDF to write")
    render.add_argument("--text", action="store_true", help="write plain text instead, for braille or audio")
    check = actions.add_parser("check", help="hold a letter against its rules; findings as JSON")
    check.add_argument("file", type=Path, metavar="FILE.json", help="facts (template named inside) or content")
    check.add_argument("--spelling", action="store_true", help="look up every word too (British English)")
    templates = actions.add_parser("templates", help="list the templates of the library")
    templates.add_argument("--language", default="en-GB", help="BCP 47 tag, en-GB by default")


def run(args: argparse.Namespace) -> int:
    """Carry out a parsed command; the answer is the exit status: 0 clean, 1 something blocks, 2 refused."""
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "render": _render,
        "check": _check,
        "templates": _templates,
    }
    try:
        return commands[args.letter_command](args)
    except DocumentRefused as problem:
        faults = "\n".join(f"  {fault.pointer or '/'}: {fault.sentence}" for fault in problem.faults)
        return _refused(f"{args.file} does not fit:\n{faults}")
    except LetterProblem as problem:
        return _refused(str(problem))


def main(arguments: list[str] | None = None) -> int:
    """``python -m letters``."""
    parser = argparse.ArgumentParser(prog="letters", description="Make and check letters from files.")
    add_actions(parser.add_subparsers(dest="letter_command", required=True, metavar="COMMAND"))
    return run(parser.parse_args(arguments))


def _render(args: argparse.Namespace) -> int:
    from letters.plain_text import plain_text
    from letters.read_file import read_letter
    from letters.typeset import typeset

    letter, _facts = read_letter(args.file)
    if args.text:
        return _written(args.out, plain_text(letter).encode())
    page = typeset(letter)
    for shown, place in dict.fromkeys((missing.shown, missing.block_id) for missing in page.missing_glyphs):
        _say(f"The fonts cannot print {shown} in {place}.")
    for area in page.overflow:
        _say(f"The {area} does not fit its place on the page.")
    status = _written(args.out, page.pdf)
    return status or (BLOCKED if page.missing_glyphs or page.overflow else CLEAN)


def _check(args: argparse.Namespace) -> int:
    from letters.checks import blocks, check
    from letters.checks.page_fit import page_findings
    from letters.checks.spelling import BritishSpeller
    from letters.read_file import read_letter
    from letters.typeset import typeset

    letter, facts = read_letter(args.file)
    findings = check(letter, facts, speller=BritishSpeller() if args.spelling else None)
    findings += page_findings(letter, typeset(letter))
    _print([finding.to_json() for finding in findings])
    return BLOCKED if blocks(findings) else CLEAN


def _templates(args: argparse.Namespace) -> int:
    from letters.library import shipped

    library = shipped(args.language)
    templates = [library.template(code) for code in sorted(library.templates)]
    _print([{"code": one.code, "title": one.title, "kind": one.kind, "version": one.version} for one in templates])
    return CLEAN


def _written(path: Path, data: bytes) -> int:
    try:
        path.write_bytes(data)
    except OSError as error:
        return _refused(f"{path} cannot be written: {error.strerror}. Choose another place.")
    return CLEAN


def _refused(sentence: str) -> int:
    _say(sentence)
    return REFUSED


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _print(document: Any) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
