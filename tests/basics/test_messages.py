"""E-mails as files: what they say, however badly they are made."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.basics.file_types import FileRefused, FileType, type_of
from app.basics.html_words import LONGEST_HTML, _Reader, html_words
from app.basics.messages import MessageNotRead, new_words, read_message
from tests.support.files import an_email, flipped
from tests.support.outlook import BODY, HEADERS, SENDER_ADDRESS, SENDER_NAME, SUBJECT, outlook_message

ID = "<Q26-000001-05.1@example.org>"


def nested() -> bytes:
    inner = EmailMessage()
    inner["Subject"] = "The first question"
    inner.set_content("Words of the message inside")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "jo@example.org", "Fwd: it"
    outer.set_content("See what hangs on it.")
    outer.add_attachment(inner)
    outer.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="log.pdf")
    return outer.as_bytes()


def test_a_saved_message_says_who_when_what_and_what_it_answers() -> None:
    read = read_message(an_email(In_Reply_To=ID), FileType.EML)
    assert (read.sender, read.address, read.subject) == ("Jo Bell", "jo.bell@example.org", "Re: a question")
    assert read.sent_at == datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
    assert (read.words, read.answers) == ("It was sent on 5 October.", (ID,))


def test_a_message_of_outlook_says_the_same() -> None:
    texts = {SUBJECT: "Re: a question", BODY: "It was sent.", SENDER_NAME: "Jo Bell", SENDER_ADDRESS: "jo@example.org"}
    headers = f"In-Reply-To: {ID}\r\nDate: Mon, 23 Nov 2026 10:15:00 +0000\r\n"
    read = read_message(outlook_message(texts | {HEADERS: headers}, (("log.pdf", b"%PDF-"),)), FileType.MSG)
    assert (read.sender, read.address, read.subject) == ("Jo Bell", "jo@example.org", "Re: a question")
    assert (read.words, read.answers, read.attachments) == ("It was sent.", (ID,), ("log.pdf",))


def test_a_message_of_outlook_without_a_sender_is_read() -> None:
    read = read_message(outlook_message({SUBJECT: "Re: it", BODY: "Yes."}), FileType.MSG)
    assert (read.sender, read.address, read.sent_at, read.words) == ("", "", None, "Yes.")


def test_what_hangs_on_a_message_is_named_and_its_words_are_not_taken_for_the_answer() -> None:
    read = read_message(nested(), FileType.EML)
    assert read.words == "See what hangs on it."
    assert read.attachments == ("Message: The first question", "log.pdf")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"From: a@b\nTo: c@d\nContent-Type: text/plain; charset=nonsense\n\nCaf\xe9", "Café"),
        (b"From: a@b\nTo: c@d\nContent-Type: text/plain; charset=utf-8\n\nCaf\xe9", "Café"),
        (b"From: a@b\nSubject: =?utf-9?q?x?=\n\nYes", "Yes"),
        (b"Subject: x\nFrom: \xff\xfe\n\nYes", "Yes"),
        (b"From: a@b\nContent-Type: multipart/mixed\n\nNo boundary", "No boundary"),
        (b"From: a@b\nDate: yesterday\nContent-Type: text/html\n\n<p>One</p><script>x</script><p>Two", "One\n\nTwo"),
    ],
)
def test_a_broken_message_says_what_can_be_read(raw: bytes, words: str) -> None:
    assert read_message(raw, FileType.EML).words == words


def test_a_damaged_message_of_outlook_is_refused_in_a_sentence() -> None:
    whole = outlook_message({SUBJECT: "Re: it", BODY: "Yes."})
    with pytest.raises(MessageNotRead, match="damaged"):
        read_message(whole[:600], FileType.MSG)


def test_parts_within_parts_a_thousand_deep_are_refused_in_a_sentence() -> None:
    begin = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(1_000))
    with pytest.raises(MessageNotRead, match="damaged"):
        read_message(f"From: a@b\nTo: c@d\n{begin}Content-Type: text/plain\n\nYes".encode(), FileType.EML)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("said", [b'boundary="q"', b"boundary*0=q", b"boundary*=us-ascii''%71", b'boundary="q\\""'])
def test_a_message_of_thousands_of_parts_is_refused_before_it_is_taken_apart(end: bytes, said: bytes) -> None:
    head = b"From: a@b\nTo: c@d\nContent-Type: multipart/mixed; " + said + b"\n\n"
    parts = b"--q\nContent-Type: text/plain\n\nhi\n".replace(b"\n", end) * 6_000
    with pytest.raises(MessageNotRead, match=r"“all\.eml” is made of thousands of parts"):
        read_message(head + parts + b"--q--", FileType.EML, "all.eml")


def test_what_hangs_on_a_message_is_called_by_its_own_name() -> None:
    head = b'From: a@b\nTo: c@d\nContent-Type: multipart/mixed; boundary="q"\n\n--q\nContent-Type: text/plain\n\nhi\n'
    part = b"--q\nContent-Disposition: attachment; filename*=utf-8''..%2Fbill%E2%80%AEfdp.exe\n\nx\n--q--"
    assert read_message(head + part, FileType.EML).attachments == ("billfdp.exe",)


def test_dashes_in_words_are_no_parts() -> None:
    head = b'From: a@b\nTo: c@d\nContent-Type: multipart/mixed; boundary="q"\n\n'
    dashes = b"--q\nContent-Type: text/plain\n\n" + b"-- drop table\n" * 6_000 + b"--q--"
    assert read_message(head + dashes, FileType.EML).words.startswith("-- drop table")


def test_words_that_go_on_for_ever_are_read_in_part_and_may_be_broken() -> None:
    words = read_message(b"From: a@b\nTo: c@d\n\n" + b"a" * 3_000_000, FileType.EML).words
    assert words.endswith("[It goes on: only its beginning was read.]")
    assert len(words) < 250_000
    assert max(map(len, words.splitlines())) == 1000


@settings(max_examples=60)
@given(st.data())
def test_a_message_of_outlook_with_flipped_bits_is_read_or_refused(data: st.DataObject) -> None:
    content = flipped(outlook_message({SUBJECT: "Re: it", BODY: "Yes."}, (("log.pdf", b"%PDF-"),)), data)
    with contextlib.suppress(FileRefused, MessageNotRead):
        if type_of(content, "x.msg") is FileType.MSG:
            read_message(content, FileType.MSG)


@pytest.mark.parametrize(
    ("words", "fresh"),
    [
        ("Yes.\n\nOn Mon, 23 Nov 2026 at 10:15, Ada wrote:\n> When?\n", "Yes."),
        ("Yes.\n\n-----Original Message-----\nFrom: Ada\nWhen?", "Yes."),
        ("Yes.\n\n________________________________\nFrom: Ada\nSent: Monday\nWhen?", "Yes."),
        ("Yes.\n\nFrom: Ada\nSent: Monday\nTo: Jo\n\nWhen?", "Yes."),
        ("> When?\nOn 5 October.\n> Why?\nIt lay here.", "On 5 October.\nIt lay here."),
        ("> When?", "> When?"),
        ("From: the post room it went on Monday.", "From: the post room it went on Monday."),
    ],
)
def test_what_is_quoted_below_an_answer_is_no_part_of_it(words: str, fresh: str) -> None:
    assert new_words(words) == fresh


@given(st.binary(max_size=400))
def test_no_bytes_are_too_bad_to_be_read_or_refused(raw: bytes) -> None:
    read_message(b"From: a@b\nTo: c@d\n" + raw, FileType.EML)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<html><head><title>x</title><body><p>One<br>two</p><ul><li>a<li>b</ul>", "One\ntwo\n\n- a\n- b"),
        ("a&nbsp;&amp;&lt;b&gt; <img src=x onerror=alert(1)>c", "a &<b> c"),
        ("<style>p{}</style><div>a</div><div>b</div>", "a\n\nb"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
    ],
)
def test_html_becomes_plain_words(html: str, words: str) -> None:
    assert html_words(html) == words


@given(st.text(alphabet=st.sampled_from("<>/ab&;!-\n '\""), max_size=200))
def test_no_html_is_too_bad(html: str) -> None:
    assert "\x00" not in html_words(html)


@pytest.mark.parametrize("unclosed", ["<svg>", "<a ", '<a x="', "<!--a", "<svg></p>", "<title>"])
def test_tags_without_an_end_are_not_looked_through_again_and_again(
    unclosed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is what each look for the end of a tag may read: all that is behind it."""
    looked = [0]
    look = _Reader.check_for_whole_start_tag

    def counted(self: _Reader, at: int) -> int:
        end: int = look(self, at)
        looked[0] += len(self.rawdata) - at if end < 0 else end - at
        assert len(self._unseen) < 10
        return end

    monkeypatch.setattr(_Reader, "check_for_whole_start_tag", counted)
    html = "Words before" + unclosed * 2_000
    assert html_words(html).startswith("Words before")
    assert looked[0] <= 3 * len(html)


def test_a_few_tags_without_an_end_are_read_as_tags() -> None:
    assert html_words('<p>One<p>Two <a href="x>three</a><p>Four') == 'One\n\nTwo <a href="x>three\n\nFour'


def test_of_an_endless_message_the_beginning_is_read_and_says_so() -> None:
    words = html_words("<p>One</p>" * (LONGEST_HTML // 5))
    assert words.endswith("One\n\n[The message goes on: only its beginning was read.]")
    assert len(words) < LONGEST_HTML
