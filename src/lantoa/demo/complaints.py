"""What readers of the demo found wrong, and how they were answered."""

from lantoa.core.actors import PUBLIC
from lantoa.demo.files_of_people import PeopleLoader
from lantoa.nominations import actions as nominations
from lantoa.publishing.content import STORY_PATH
from lantoa.publishing.models import Publication

#: Slug of the story, days ago, reason, words, answer ("" while it waits).
_TOLD = (
    (
        "bang-doi-rom-lay-phan", 21, "fact",
        "Bài ghi mười cuộn rơm đổi một khối phân. Thôn tôi đổi mười hai cuộn, vì rơm vụ ấy ướt.",
        "Đã hỏi lại ông Trực và hai thôn. Thôn của bạn có lệ riêng trong vụ mưa; hai thôn còn lại "
        "đổi mười cuộn như bài viết. Chúng tôi giữ nguyên bài và ghi thêm vào hồ sơ.",
    ),
    (
        "may-do-nuoc-vinh-khai-luong", 4, "person",
        "Ông Chẩn nay không còn làm tổ trưởng, tổ vừa bầu lại hồi đầu tháng.", "",
    ),
    (
        "tiem-sua-xe-lan", 1, "picture",
        "Tranh vẽ anh Thìn đứng hai chân như thường, trong khi anh đi chân giả bên phải.", "",
    ),
)  # fmt: skip


def load_complaints(people: PeopleLoader) -> None:
    """Three complaints: one answered in time, two that wait."""
    for number, (slug, days_ago, reason, text, answer) in enumerate(_TOLD, 1):
        publication = Publication.objects.select_related("unit").get(slug=slug)
        receipt = nominations.complain(
            subject=STORY_PATH.format(slug),
            title=publication.title,
            unit=publication.unit,
            reason=reason,
            text=text,
            contact=nominations.ContactDetails(name=f"Người đọc {number}", phone="0258 000 0088"),
            by=PUBLIC,
            at=people.day(days_ago),
        )
        if answer:
            nominations.answer(
                complaint=receipt.complaint,
                answer=answer,
                by=people.cast.officer(publication.unit),
                at=people.day(days_ago - 3),
            )
