"""Nobody sees a row of a unit in which they have no role: no page, list or export shows it."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import world

from lantoa.accounts import actions as accounts
from lantoa.core.actors import SYSTEM
from lantoa.core.models import StoredFile
from lantoa.desk import urls
from lantoa.nominations import actions as nominations
from lantoa.registry import actions as registry

HERE, THERE = "Hoàng Yến Canh Giữ", "Khuất Bóng Đàng Xa"
ROLES = [
    "officer",
    "verifier",
    "broadcaster",
    "province_officer",
    "approver",
    "leader",
    "administrator",
    "editor",
    "neighbour",
    "stranger",
]
#: Who answers for the whole province sees both units.
PROVINCE = ("province_officer", "approver", "leader", "editor")


@pytest.fixture
def two_units(province: Any, cast: Any, at: Any) -> SimpleNamespace:
    """The same things in the home commune and in a far one, each with its own name."""
    far_verifier = accounts.create_user(
        full_name="Người Xác Minh Xa",
        email="fv@khanhhoa.example",
        password="x" * 14,
        by=SYSTEM,
        at=at,
    )
    accounts.grant(
        user=far_verifier,
        unit=province.far_unit,
        role="verifier",
        starts_on=at.date().replace(month=1),
        by=SYSTEM,
        at=at,
    )
    far = {"officer": cast.stranger, "verifier": far_verifier, "place": province.far_place}
    made: dict[str, Any] = {"far_verifier": far_verifier}
    for name, more, recorder in ((HERE, {}, cast.officer), (THERE, far, cast.stranger)):
        side = "here" if name == HERE else "there"
        lead = world.lead(province, cast, name=name, place=more.get("place"))
        opened = world.nomination(province, cast, name=name, **more)
        piece = nominations.add_evidence(
            claim=opened.claims.first(),
            description=f"Giấy của {name}",
            upload=SimpleUploadedFile("giay.txt", f"Biên bản về {name}".encode()),
            by=more.get("verifier", cast.verifier),
            at=at,
        )
        exemplar = world.consented(province, cast, name=name, **more)
        registry.set_contact(
            exemplar=exemplar, phone="0905 111 222", address=f"Nhà {name}", by=recorder, at=at
        )
        world.practice(
            province,
            SimpleNamespace(**{**vars(cast), "officer": recorder}),
            exemplar,
            slug=f"cach-{side}",
        )
        made |= {
            f"lead_{side}": lead.lead,
            f"nomination_{side}": opened,
            f"exemplar_{side}": exemplar,
            f"file_{side}": piece.file,
        }
    return SimpleNamespace(**made)


def addresses(things: SimpleNamespace, side: str) -> list[str]:
    """Every page of a single record, on one side."""
    get = vars(things).__getitem__
    return [
        reverse("desk:lead", args=[get(f"lead_{side}").pk]),
        reverse("desk:nomination", args=[get(f"nomination_{side}").pk]),
        reverse("desk:exemplar", args=[get(f"exemplar_{side}").code]),
        reverse("desk:file", args=[get(f"file_{side}").pk]),
    ]


def lists() -> list[str]:
    """Every address of the desk that needs no argument, as page and as export."""
    plain = [str(row.pattern) for row in urls.urlpatterns if "<" not in str(row.pattern)]
    plain.remove("tin-bao/danh-sach/mau.xlsx")  # an empty form to fill
    pages = [f"/lam-viec/{row}" for row in plain]
    return pages + [f"{page}?xuat=csv" for page in pages]


def test_the_far_unit_is_not_there(two_units: SimpleNamespace, cast: Any, browse: Any) -> None:
    for role in ("officer", "verifier", "broadcaster", "neighbour"):
        client = browse(getattr(cast, role))
        for address in addresses(two_units, "there"):
            assert client.get(address).status_code in (403, 404), (role, address)
            assert client.post(address, {"do": "hold"}).status_code in (403, 404, 405), address
        for address in lists():
            text = client.get(address).content.decode()
            assert THERE not in text, (role, address)
            assert two_units.exemplar_there.code not in text, (role, address)


def test_the_home_unit_is_not_there_for_a_stranger(
    two_units: SimpleNamespace, cast: Any, browse: Any
) -> None:
    client = browse(cast.stranger)
    assert [client.get(a).status_code for a in addresses(two_units, "here")] == [404] * 4
    assert [client.get(a).status_code for a in addresses(two_units, "there")] == [200] * 4
    for address in lists():
        assert HERE not in client.get(address).content.decode(), address


def test_missing_and_hidden_look_the_same(
    two_units: SimpleNamespace, cast: Any, browse: Any
) -> None:
    client = browse(cast.stranger)
    hidden = client.get(reverse("desk:lead", args=[two_units.lead_here.pk]))
    missing = client.get(reverse("desk:lead", args=[10**7]))
    assert hidden.status_code == missing.status_code == 404
    number = re.compile(r"[0-9]+|nonce=\"[^\"]*\"|value=\"[^\"]*\"")
    assert number.sub("", hidden.content.decode()) == number.sub("", missing.content.decode())


def test_the_province_reads_both(two_units: SimpleNamespace, cast: Any, browse: Any) -> None:
    for role in PROVINCE:
        client = browse(getattr(cast, role))
        for side in ("here", "there"):
            code = vars(two_units)[f"exemplar_{side}"].code
            assert client.get(reverse("desk:exemplar", args=[code])).status_code == 200, role


def test_an_administrator_has_no_right_over_records(
    two_units: SimpleNamespace, cast: Any, browse: Any
) -> None:
    client = browse(cast.administrator)
    for side in ("here", "there"):
        assert {client.get(a).status_code for a in addresses(two_units, side)} <= {403, 404}


def test_contacts_are_for_the_unit_only(two_units: SimpleNamespace, cast: Any, browse: Any) -> None:
    lead = reverse("desk:lead", args=[two_units.lead_here.pk])
    exemplar = reverse("desk:exemplar", args=[two_units.exemplar_here.code])
    assert "0905 000 111" in browse(cast.officer).post(lead, {"do": "see"}).content.decode()
    seen = browse(cast.officer).post(exemplar, {"do": "see"})
    assert "0905 111 222" in seen.content.decode()
    for role in ("leader", "editor", "broadcaster", "approver"):
        page = browse(getattr(cast, role)).get(exemplar).content.decode()
        assert HERE in page
        assert "0905" not in page
        assert f"Nhà {HERE}" not in page


def test_files_come_as_downloads_that_nothing_runs(
    two_units: SimpleNamespace, cast: Any, browse: Any
) -> None:
    response = browse(cast.officer).get(reverse("desk:file", args=[two_units.file_here.pk]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert HERE in b"".join(response.streaming_content).decode()


def test_a_file_that_hangs_on_nothing_is_nobodys(cast: Any, browse: Any, at: Any) -> None:
    stray = StoredFile.objects.create(
        file="x.txt", name="x.txt", content_type="text/plain", size=1, sha256="0", uploaded_at=at
    )
    assert browse(cast.officer).get(reverse("desk:file", args=[stray.pk])).status_code == 404


def test_the_proof_of_consent_is_not_for_everyone(
    province: Any, cast: Any, browse: Any, at: Any
) -> None:
    exemplar = world.exemplar(province, cast)
    consent = registry.record_consent(
        exemplar=exemplar,
        giver="self",
        giver_name=exemplar.full_name,
        covers_name=True,
        covers_image=False,
        channels=["website"],
        purpose="Kể chuyện",
        form="paper",
        text_version="1",
        given_on=at.date(),
        proof=SimpleUploadedFile("phieu.txt", "Tôi đồng ý".encode()),
        by=cast.officer,
        at=at,
    )
    address = reverse("desk:file", args=[consent.proof_id])
    answers = {role: browse(getattr(cast, role)).get(address).status_code for role in ROLES}
    assert {role for role, status in answers.items() if status == 200} == {
        "officer",
        "verifier",
        "province_officer",
        "approver",
        "editor",
    }
