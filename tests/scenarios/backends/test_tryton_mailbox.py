"""The mailbox of a sandbox takes e-mails as a mail server would, keeps them, and is gone once it is closed."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from scenarios.backends.tryton.mailbox import MailBox


@pytest.fixture
def mailbox() -> Iterator[MailBox]:
    made = MailBox()
    yield made
    made.close()


def message(to: str, text: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "erp@plimsoll.example", to, "Request"
    made.set_content(text)
    return made


def test_what_is_handed_in_is_kept_with_its_recipients_in_order(mailbox: MailBox) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.port) as client:
        assert client.send_message(message("one@v1.example, two@v2.example", "First\n.hidden dot\n")) == {}
        assert client.send_message(message("three@v3.example", "Second\n")) == {}
    assert [letter.recipients for letter in mailbox.letters] == [
        ("one@v1.example", "two@v2.example"),
        ("three@v3.example",),
    ]
    assert mailbox.letters[0].text.endswith("\n\nFirst\n.hidden dot")


def test_what_it_does_not_know_is_refused_and_the_talk_goes_on(mailbox: MailBox) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.port) as client:
        assert client.docmd("VRFY", "somebody")[0] == 502
        assert client.noop()[0] == 250
    assert mailbox.letters == ()


def test_a_closed_mailbox_takes_nothing_and_may_be_closed_again() -> None:
    made = MailBox()
    port = made.port
    made.close()
    made.close()
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP("127.0.0.1", port)
