"""Contact details are sealed in the database; each look stands in the log; keys rotate."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from lantoa.core import events, sealed
from lantoa.core.workflow import Refused
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import NominatorContact
from lantoa.registry import actions as registry
from lantoa.registry.models import SubjectContact
from tests import world

PHONE, MAIL = "0988 123 454", "Chi.Canh@noi.example"


@pytest.fixture
def contact(province, cast, at):
    made = world.exemplar(province, cast)
    return registry.set_contact(
        exemplar=made, phone=PHONE, address="Ngõ Kín 7", email=MAIL, by=cast.officer, at=at
    )


def in_the_database() -> str:
    """Every text of every table, as it lies there."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # names of ours
            found.append(str(cursor.fetchall()))
    return "".join(found)


def test_nothing_of_a_contact_is_readable_in_the_database(contact, caplog) -> None:
    text = in_the_database()
    for canary in (PHONE, MAIL, MAIL.lower(), "Ngõ Kín", "0905 000 111", "Người Kể Kín Đáo"):
        assert canary not in text, canary
        assert canary not in caplog.text
    kept = SubjectContact.objects.get()
    assert (kept.phone, kept.address, kept.email) == (PHONE, "Ngõ Kín 7", MAIL)
    told = NominatorContact.objects.get()
    assert (told.name, told.phone, told.email) == ("Người Kể Kín Đáo", "0905 000 111", "")


def test_without_the_key_nothing_is_written_over(contact, settings) -> None:
    keys = settings.LANTOA_CONTACT_KEYS
    settings.LANTOA_CONTACT_KEYS = [Fernet.generate_key().decode()]
    blind = SubjectContact.objects.get()
    assert blind.phone == sealed.UNREADABLE
    with pytest.raises(sealed.KeyMissing), transaction.atomic():
        blind.save()
    for field in (sealed.SealedJSONField(), sealed.SealedBytesField()):
        kept = field.from_db_value(sealed.MARK + "x" if isinstance(field, sealed.SealedJSONField)
                                   else (sealed.MARK + "x").encode(), None, None)  # fmt: skip
        with pytest.raises(sealed.KeyMissing):
            field.get_prep_value(kept)
    settings.LANTOA_CONTACT_KEYS = keys
    assert SubjectContact.objects.get().phone == PHONE


def test_no_two_seals_are_alike_and_none_can_be_searched(contact) -> None:
    assert sealed.seal(PHONE) != sealed.seal(PHONE)
    assert sealed.seal("") == ""
    with pytest.raises(FieldError, match="sealed"):
        SubjectContact.objects.filter(phone=PHONE).exists()
    with pytest.raises(FieldError, match="sealed"):
        SubjectContact.objects.filter(phone__contains="0988").exists()
    marks = sealed.fingerprints(" chi.canh@NOI.example ")
    assert SubjectContact.objects.filter(email_mark__in=marks).get() == contact
    assert not sealed.fingerprints(" ")


def run(what: str) -> str:
    out = StringIO()
    call_command("seal", what, stdout=out)
    return out.getvalue()


def test_keys_rotate_and_a_missing_one_is_told(contact, settings) -> None:
    old = settings.LANTOA_CONTACT_KEYS[0]
    new = run("key").strip()
    settings.LANTOA_CONTACT_KEYS = [new]
    assert SubjectContact.objects.get().phone == sealed.UNREADABLE
    with pytest.raises(CommandError, match="thiếu khóa"):
        run("status")
    with pytest.raises(CommandError, match="khóa cũ"):
        run("rotate")
    settings.LANTOA_CONTACT_KEYS = [new, old]
    assert SubjectContact.objects.get().phone == PHONE
    assert "niêm lại" in run("rotate")
    settings.LANTOA_CONTACT_KEYS = [new]
    assert "Mở được mọi" in run("status")
    marks = sealed.fingerprints(MAIL)
    assert SubjectContact.objects.get(email_mark__in=marks).phone == PHONE


def test_a_broken_seal_opens_as_nothing(contact) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_subjectcontact SET phone = 's1.hỏng'")
    assert SubjectContact.objects.get().phone == sealed.UNREADABLE
    with pytest.raises(sealed.KeyMissing):
        sealed.unseal(sealed.MARK + Fernet(Fernet.generate_key()).encrypt(b"x").decode())


def test_rows_from_before_are_sealed_and_can_be_opened_again(contact) -> None:
    """What the migration does, there and back, twice."""
    table = "registry_subjectcontact"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_subjectcontact SET phone = %s, address = ''", [PHONE])
        for is_sealed in (True, True, False, False, True):
            sealed.rewrite_table(_Editor(), table, ["phone", "address"], sealed=is_sealed)
            cursor.execute("SELECT phone, address FROM registry_subjectcontact")
            phone, address = cursor.fetchone()
            assert (phone == PHONE) is not is_sealed
            assert phone.startswith(sealed.MARK) is is_sealed
            assert address == ""
    assert SubjectContact.objects.get().phone == PHONE


class _Editor:
    """What a migration hands over, without its own transaction."""

    connection = connection

    def quote_name(self, name: str) -> str:
        return connection.ops.quote_name(name)


def test_each_look_is_logged_and_only_officers_look(contact, cast, at) -> None:
    made, lead = contact.exemplar, NominatorContact.objects.get().lead
    assert registry.see_contact(exemplar=made, by=cast.verifier, at=at).phone == PHONE
    event = events.history(made).last()
    assert (event.kind, event.actor_name) == ("registry.contact_seen", cast.verifier.full_name)
    assert event.changes == {}
    assert nominations.see_nominator(lead=lead, by=cast.officer, at=at).phone == "0905 000 111"
    assert events.history(lead).last().kind == "lead.contact_seen"
    for name in ("stranger", "neighbour", "editor", "approver", "leader", "administrator"):
        with pytest.raises(Refused):
            registry.see_contact(exemplar=made, by=getattr(cast, name), at=at)
        with pytest.raises(Refused):
            nominations.see_nominator(lead=lead, by=getattr(cast, name), at=at)


def test_the_page_shows_a_contact_only_for_who_presses(contact, cast, browse) -> None:
    client, page = browse(cast.officer), f"/lam-viec/dien-hinh/{contact.exemplar.code}/"
    looks = events.history(contact.exemplar).filter(kind="registry.contact_seen")
    text = client.get(page).content.decode()
    assert PHONE not in text
    assert "Xem liên hệ" in text
    assert not looks.exists()
    assert PHONE in client.post(page, {"do": "see"}).content.decode()
    assert looks.count() == 1
    assert PHONE not in client.get(page).content.decode()
    lead = NominatorContact.objects.get().lead
    page = f"/lam-viec/tin-bao/{lead.pk}/"
    assert "0905 000 111" not in client.get(page).content.decode()
    assert "0905 000 111" in client.post(page, {"do": "see"}).content.decode()
    assert events.history(lead).last().kind == "lead.contact_seen"
    assert browse(cast.editor).post(f"/lam-viec/dien-hinh/{contact.exemplar.code}/",
                                    {"do": "see"}).status_code == 403  # fmt: skip
