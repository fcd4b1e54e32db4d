"""What a merger would do, said before it is done."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lantoa.nominations.models import Lead, Nomination
from lantoa.publishing.models import Publication
from lantoa.registry import queries as registry
from lantoa.registry.models import Consent, Exemplar


def consequences(*, kept: Any, gone: Any, on: date) -> list[str]:
    """One sentence for each thing that changes or stays when `gone` is added to `kept`."""
    match gone:
        case Exemplar():
            return list(_of_exemplar(kept, gone, on))
        case Nomination():
            return list(_of_file(kept, gone))
        case Lead():
            return list(_of_lead(kept, gone))
    raise TypeError(f"not a record of a pair: {gone!r}")


def _of_exemplar(kept: Exemplar, gone: Exemplar, on: date) -> Iterator[str]:
    public = registry.nameable_exemplars(on)
    if public.filter(pk=kept.pk).exists():
        yield (
            f"Trang công khai của {gone.code} dẫn tới trang của {kept.code}. Danh sách, tìm kiếm và "
            "báo cáo chỉ còn tính một người."
        )
    elif public.filter(pk=gone.pk).exists():
        yield (
            f"{kept.code} chưa được phép nêu tên trên cổng, nên trang công khai của {gone.code} vẫn "
            "mở như cũ. Báo cáo chỉ còn tính một người."
        )
    stories = list(Publication.objects.filter(exemplar=gone).values_list("title", flat=True))
    for title in stories:
        yield f"Bài “{title}” giữ nguyên địa chỉ và các kênh, và hiện thêm ở trang của {kept.code}."
    consents = Consent.objects.standing_on(on).filter(exemplar=gone).count()
    if consents:
        yield (
            f"{consents} sự đồng ý ở lại với {gone.code}: chỉ cho phép những gì đã đồng ý, không "
            f"mở thêm kênh nào cho {kept.code}."
        )
    proven = gone.achievements.count()
    if proven:
        yield (
            f"{proven} thành tích đã xác minh hiện thêm ở trang của {kept.code}, nếu {gone.code} "
            "được phép nêu tên."
        )
    practice = getattr(gone, "practice", None)
    if practice is not None:
        yield f"Cách làm “{practice.title}” giữ nguyên địa chỉ, cùng mọi nơi đang làm theo."
    yield f"Từ nay tạm dừng, thu hồi {kept.code} thì bài của {gone.code} cũng dừng theo."
    yield "Lưu ý: không dòng nào bị xóa hay chép đè. Tách ra là mọi thứ về đúng chỗ cũ."


def _of_file(kept: Exemplar | Nomination, gone: Nomination) -> Iterator[str]:
    yield f"Hồ sơ {gone.full_name} (lập từ {gone.lead.number}) khép lại ở bước “Đã gộp”."
    claims = list(gone.claims.values_list("statement", flat=True))
    if isinstance(kept, Nomination):
        for statement in claims:
            yield f"Chuyển sang hồ sơ giữ lại, cùng mọi căn cứ: “{statement}”."
        yield "Ai đã làm một trong hai hồ sơ thì không phê duyệt hồ sơ giữ lại."
    elif claims:
        yield f"{len(claims)} điều đang xác minh ở lại hồ sơ cũ, không thành thành tích."
    yield f"Người kể {gone.lead.number} đọc câu trả lời anh, chị viết dưới đây."


def _of_lead(kept: Exemplar | Nomination | Lead, gone: Lead) -> Iterator[str]:
    where = {Exemplar: "hồ sơ điển hình", Nomination: "hồ sơ đang xét", Lead: "tin báo giữ lại"}
    yield f"Tin báo {gone.number} khép lại, và đọc được từ {where[type(kept)]}."
    files = gone.attachments.count()
    if files:
        yield f"{files} tệp, liên kết gửi kèm ở lại với tin báo ấy."
    yield "Người kể hai bên không biết nhau; liên lạc của mỗi người ở nguyên tin của họ."
    yield f"Người kể {gone.number} đọc câu trả lời anh, chị viết dưới đây."
