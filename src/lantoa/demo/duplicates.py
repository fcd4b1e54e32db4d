"""People told of twice, so that the queue of pairs has something to decide."""

from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.demo.files_of_people import PeopleLoader
from lantoa.discovery import actions as discovery
from lantoa.nominations import actions as nominations
from lantoa.places import queries as places

#: Who, commune, what, channel, days ago: each tells of somebody the demo knows already.
_TOLD_AGAIN = (
    (
        "Phạm Thị Út Hương", "22561",
        "Chị Hương sáng nào cũng quét cát trên dốc trường để học trò đi khỏi trượt xe.", "paper", 0.5,
    ),
    (
        "Cô Trần Thị Diệu Hiền", "22504",
        "Cô Hiền đo nước mỗi sáng cho các bè tôm hùm trong vịnh rồi nhắn cho cả tổ.", "web", 2,
    ),
    (
        "Lâm Mỹ Phụng", "22759",
        "Đặt cái cân đối chứng giữa chợ để ai mua cũng cân lại được.", "phone", 6,
    ),
)  # fmt: skip


def load_duplicates(people: PeopleLoader) -> None:
    """Three tips about people told of before, and the search that finds them."""
    for number, (who, commune, what, channel, days_ago) in enumerate(_TOLD_AGAIN, 1):
        place = people.places[commune]
        is_own = channel != "web"
        nominations.submit(
            who=who,
            kind="person",
            place=place,
            what=what,
            channel=channel,
            contact=nominations.ContactDetails(
                name=f"Người kể lại {number}", phone="0258 000 0077"
            ),
            by=people.cast.officer(places.committee_of(place)) if is_own else PUBLIC,
            at=people.day(days_ago),
        )
    discovery.find_duplicates(by=SYSTEM, at=people.now)
