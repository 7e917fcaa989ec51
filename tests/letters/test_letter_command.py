"""The commands of the engine alone: exit status, findings as JSON, and every bad file with a clear sentence."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

import letters
from letters.command import add_letter_commands, main, run
from letters.compose import compose
from letters.content import to_json
from letters.schemas import content_faults, facts_faults

EXAMPLES = sorted((Path(letters.__file__).parent / "examples").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_clean_and_renders(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(path), "--spelling"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["render", str(path), "--out", str(tmp_path / "x.pdf")]) == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_the_content_examples_are_what_the_facts_examples_make() -> None:
    for path in EXAMPLES:
        if path.stem.startswith("content-"):
            facts = json.loads(path.with_name(path.name.replace("content-", "facts-")).read_text(encoding="utf-8"))
            assert json.loads(path.read_text(encoding="utf-8")) == to_json(compose(facts))


def test_mounted_in_another_program(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_letter_commands(parser.add_subparsers(dest="command"))
    assert run(parser.parse_args(["letter", "templates"])) == 0
    assert "first-stage-response" in {one["code"] for one in json.loads(capsys.readouterr().out)}


def test_what_blocks_is_status_one(
    tmp_path: Path, response: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    response["addressee"]["address_lines"] = []
    response["complaint"]["outcome_sought"] = "print 陳"
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(response), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert {one["rule"] for one in json.loads(capsys.readouterr().out)} == {"C34", "X-glyph"}
    assert main(["render", str(path), "--out", str(tmp_path / "x.pdf")]) == 1
    assert "U+9673" in capsys.readouterr().err


def test_plain_text_can_be_written(tmp_path: Path) -> None:
    assert main(["render", str(EXAMPLES[-1]), "--text", "--out", str(tmp_path / "x.txt")]) == 0
    assert "Yours sincerely" in (tmp_path / "x.txt").read_text(encoding="utf-8")


BAD = [
    ("nothing", b"", "not JSON"),
    ("not JSON", b"{,}", "line 1, column 2"),
    ("NUL", b'{"a": "\0"}', "NUL bytes at byte 7"),
    ("Latin-1", '{"a": "é"}'.encode("latin-1"), "not UTF-8 text: byte 7"),
    ("too long", b" " * 10_000_001, "more than 10,000,000 bytes"),
    ("deep lists", b"[" * 200_000 + b"]" * 200_000, "nested deeper"),
    ("deep objects", b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "nested deeper"),
    ("a list", b"[1]", "holds no JSON object"),
    ("a number", b"1", "holds no JSON object"),
    ("NaN", b'{"a": NaN}', "NaN is not a number"),
    ("doubled key", b'{"a": 1, "a": 2}', "'a' stands twice"),
    ("huge number", b'{"a": ' + b"9" * 10_000 + b"}", "a number has 10,000 digits"),
    ("half a character", b'{"a": "\\ud800"}', "lone surrogate"),
    ("other schema", b'{"schema": "other/1"}', "/schema"),
    ("no schema", b"{}", "/schema"),
]


@pytest.mark.parametrize(("data", "words"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_files_are_refused(data: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    assert main(["check", str(path)]) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_a_missing_file_and_a_bad_target_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["render", str(EXAMPLES[0]), "--out", str(tmp_path / "no" / "x.pdf")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_every_fault_of_a_file_is_told_with_its_path(
    tmp_path: Path, response: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    response["letter"]["date"] = "2026-02-30"
    response["complaint"]["late"] = "yes"
    response["complaint"]["heads"][1]["outcome"] = "maybe"
    response["complaint"]["heads"][2]["standard"] = {"code": "x"}
    response["nickname"] = "x"
    del response["desk"]["name"]
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(response), encoding="utf-8")
    assert main(["render", str(path), "--out", str(tmp_path / "x.pdf")]) == 2
    told = capsys.readouterr().err
    for pointer in (
        '/letter/date: "2026-02-30" is not a day of the calendar.',
        "/complaint/late: This must be true or false.",
        '/complaint/heads/1/outcome: "maybe" is not one of upheld,',
        "/complaint/heads/2/standard: 'title' is missing.",
        "/: There is no such field as 'nickname' here.",
        "/desk: 'name' is missing.",
    ):
        assert pointer in told
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("command", ["check", "render"])
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda facts, _content: {**facts, "template": "poem"}, "/template: The library has no template 'poem'."),
        (lambda facts, _content: _with_head_id(facts, ""), "/complaint/heads/0/id: This may not be empty."),
        (lambda _facts, content: {**content, "blocks": []}, "/blocks: There must be at least 1."),
    ],
    ids=["unknown template", "a point without an id", "no words"],
)
def test_both_commands_refuse_alike_with_the_path(
    tmp_path: Path, response: dict[str, Any], command: str, change: Any, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "file.json", tmp_path / "x.pdf"
    path.write_text(json.dumps(change(response, to_json(compose(response)))), encoding="utf-8")
    assert main([command, str(path), *(("--out", str(out)) if command == "render" else ())]) == 2
    assert told in capsys.readouterr().err
    assert not out.exists()


def _with_head_id(facts: dict[str, Any], head_id: str) -> dict[str, Any]:
    facts["complaint"]["heads"][0]["id"] = head_id
    return facts


@pytest.mark.parametrize("wrong", [None, 1, "x", [], {}, {"schema": "fairhand.facts/1"}])
def test_anything_may_be_held_against_the_schemas(wrong: Any) -> None:
    assert facts_faults(wrong)
    assert content_faults(wrong)


def test_points_and_blocks_have_ids_of_their_own(response: dict[str, Any]) -> None:
    content = to_json(compose(response))
    content["blocks"].append(content["blocks"][0])
    assert "already" in content_faults(content)[0].sentence
    response["complaint"]["heads"][1]["id"] = "h1"
    assert [fault.pointer for fault in facts_faults(response)] == ["/complaint/heads/1/id"]
