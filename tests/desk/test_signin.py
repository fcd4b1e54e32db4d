"""Signing in: in Vietnamese, with lock-out and second steps; accounts are made by administrators."""

from typing import Any

from django.contrib.staticfiles import finders
from django.urls import reverse
from tests.conftest import PASSWORD

from lantoa.accounts.models import User

LOGIN = "/tai-khoan/login/"


def sign_in(client: Any, email: str, password: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def test_the_right_password_opens_the_desk(cast: Any, client: Any) -> None:
    response = sign_in(client, cast.officer.email, PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == "/lam-viec/"


def test_five_failures_lock_the_account(cast: Any, client: Any) -> None:
    for _ in range(5):
        page = sign_in(client, cast.officer.email, "sai-mat-khau").content.decode()
        assert "chưa đúng" in page
        assert cast.officer.email in page
    locked = sign_in(client, cast.officer.email, PASSWORD)
    assert locked.status_code == 200
    assert "Đăng nhập sai quá nhiều lần" in locked.content.decode()
    assert "_auth_user_id" not in client.session


def test_wagtails_door_is_ours(client: Any, db: None) -> None:
    response = client.get("/quan-tri/login/?next=/quan-tri/")
    assert response.status_code == 302
    assert response["Location"] == f"{LOGIN}?next=/quan-tri/"


def test_passkeys_need_no_inline_script(client: Any, db: None) -> None:
    response = client.get(LOGIN)
    page = response.content.decode()
    assert "Đăng nhập bằng khóa truy cập" in page
    for script in ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "account/js/onload.js"):
        assert f'src="/static/{script}"' in page
        assert finders.find(script)
    policy = response["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy.split("script-src", 1)[1].split(";")[0]
    code = [part for part in page.split("<script")[1:] if " src=" not in part.split(">")[0]]
    assert all('type="application/json"' in part.split(">")[0] for part in code)
    options = client.get("/tai-khoan/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert "request_options" in options.json()


def test_every_account_page_is_ours_and_vietnamese(cast: Any, client: Any) -> None:
    assert "Quên mật khẩu" in client.get("/tai-khoan/password/reset/").content.decode()
    assert "người quản trị lập" in client.get("/tai-khoan/signup/").content.decode()
    sign_in(client, cast.officer.email, PASSWORD)
    page = client.get(reverse("account_reauthenticate")).content.decode()
    assert "Xác nhận là anh, chị" in page
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    said = {
        "mfa_index": "Bảo vệ tài khoản",
        "mfa_activate_totp": "Bật mã trên điện thoại",
        "mfa_list_webauthn": "Khóa truy cập",
        "mfa_add_webauthn": "Thêm khóa truy cập",
        "account_change_password": "Đổi mật khẩu",
        "account_logout": "Đăng xuất",
    }
    for name, words in said.items():
        response = client.get(reverse(name))
        page = response.content.decode()
        assert response.status_code == 200, name
        assert words in page, name
        assert 'class="desk"' in page, name
        assert "Bàn Lan Tỏa" in page, name


def test_a_second_step_is_turned_on(cast: Any, client: Any) -> None:
    from allauth.mfa.totp.internal import auth

    sign_in(client, cast.officer.email, PASSWORD)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    address = reverse("mfa_activate_totp")
    page = client.get(address)
    assert "Mã chưa đúng" in client.post(address, {"code": "000000"}).content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    code = auth.format_hotp_value(
        auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time()))
    )
    assert client.post(address, {"code": code}).status_code == 302
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "Mã dự phòng" in codes
    client.post(reverse("account_logout"))
    assert sign_in(client, cast.officer.email, PASSWORD)["Location"].endswith("authenticate/")
    assert "Bước hai" in client.get(reverse("mfa_authenticate")).content.decode()


def test_an_administrator_makes_an_account_with_a_role(
    province: Any, cast: Any, browse: Any, client: Any
) -> None:
    admin, address = browse(cast.administrator), reverse("desk:member_new")
    facts = {
        "full_name": "Mấu Thị Phượng",
        "email": "phuong@khanhhoa.example",
        "unit": province.far_unit.pk,
        "role": "",
        "starts_on": "1/1/2026",
    }
    refused = admin.post(address, facts)
    assert refused.status_code == 422
    assert "Mấu Thị Phượng" in refused.content.decode()
    made = admin.post(address, facts | {"role": "officer"})
    password = made.context["password"]
    assert password in made.content.decode()
    user = User.objects.get(email="phuong@khanhhoa.example")
    assert user.may("lead.triage", province.far_unit)
    assert sign_in(client, user.email, password).status_code == 302
    page = reverse("desk:member", args=[user.pk])
    admin.post(
        page, {"do": "grant", "unit": province.unit.pk, "role": "verifier", "starts_on": "2/1/2026"}
    )
    held = user.memberships.get(role="officer")
    assert admin.post(page, {"role": held.pk, "ends_on": "1/1/2025"}).status_code == 422
    assert admin.post(page, {"role": held.pk, "ends_on": "2/2/2026"}).status_code == 302
    assert {m.role for m in User.objects.get(pk=user.pk).current_memberships()} == {"verifier"}


def test_an_administrator_stays_within_the_units(
    province: Any, cast: Any, browse: Any, at: Any
) -> None:
    from lantoa.accounts import actions
    from lantoa.core.actors import SYSTEM

    local = actions.create_user(
        full_name="Quản Trị Phường",
        email="qt@khanhhoa.example",
        password=PASSWORD,
        by=SYSTEM,
        at=at,
    )
    actions.grant(
        user=local,
        unit=province.unit,
        role="administrator",
        starts_on=at.date().replace(month=1),
        by=SYSTEM,
        at=at,
    )
    client = browse(local)
    page = client.get(reverse("desk:members")).content.decode()
    assert cast.officer.full_name in page
    assert cast.stranger.full_name not in page
    assert client.get(reverse("desk:member", args=[cast.stranger.pk])).status_code == 404
    facts = {
        "do": "grant",
        "unit": province.far_unit.pk,
        "role": "officer",
        "starts_on": "1/1/2026",
    }
    refused = client.post(reverse("desk:member", args=[cast.officer.pk]), facts)
    assert refused.status_code == 422
    assert not cast.officer.memberships.filter(unit=province.far_unit).exists()


def test_the_audit_shows_ones_own_units(province: Any, cast: Any, browse: Any, at: Any) -> None:
    from tests import world

    world.nomination(province, cast)
    page = browse(cast.leader).get(reverse("desk:audit"), {"loai": "nomination"}).content.decode()
    assert "Hồ sơ: thêm một điều cần xác minh" in page
    assert "Tin báo: nhận" not in page
    nobody = browse(cast.leader).get(reverse("desk:audit"), {"ai": "Không Có", "ngay": "2026-13-1"})
    assert "Không có dòng nào khớp" in nobody.content.decode()
