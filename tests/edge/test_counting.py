"""What the page cache answers is counted as what Django answers."""

from tests.edge.conftest import Process

Views = list[tuple[str, str, str]]


def test_every_opening_is_counted_once(web: Process, views: Views) -> None:
    for number in range(1, 4):
        web.get("/story/bai/")
        assert views == [("/story/bai/", "bai", "website")] * number


def test_a_browser_that_holds_the_page_opens_it_too(web: Process, views: Views) -> None:
    etag = web.get("/plain/")["ETag"]
    assert web.get("/plain/", HTTP_IF_NONE_MATCH=etag).status == 304
    assert views == [("/plain/", "", "website")] * 2


def test_head_feeds_and_pictures_are_not_views(web: Process, views: Views) -> None:
    web.get("/plain/", method="HEAD")
    for _ in range(2):
        web.get("/rss.xml")
        web.get("/picture.jpg")
    assert views == []
    web.get("/plain/")
    web.get("/plain/", method="HEAD")
    assert len(views) == 1


def test_what_is_fetched_ahead_is_not_counted(web: Process, views: Views) -> None:
    for _ in range(2):
        web.get("/plain/", HTTP_SEC_PURPOSE="prefetch")
        web.get("/plain/", HTTP_SEC_FETCH_DEST="empty")
    assert views == []


def test_the_counter_sees_the_query_as_it_came(web: Process, views: Views) -> None:
    """By `tu` it knows that a short link led here, and counts not again for a channel."""
    for address in ("/story/bai/?tu=print", "/story/bai/?tu=print&fbclid=a"):
        for _ in range(2):
            web.get(address)
            assert views[-1] == (address, "bai", "website")
    web.get("/resting/?a=1&tu=print")
    assert views[-1][0] == "/resting/?tu=print"
    assert len(views) == 5


def test_a_short_link_is_counted_once_by_the_real_counter(web: Process) -> None:
    from lantoa.reach import counting, log

    for address in ("/story/bai/?tu=print", "/story/bai/?tu=print", "/story/bai/?tu=%00"):
        web.get(address)
    (path,) = (path for _, path in log.files(counting.folder()))
    content = path.read_text()
    assert content.count("/story/bai/") == 3 and content.count("website") == 1


def test_pages_that_are_not_kept_are_counted_by_django_alone(
    web: Process, views: Views, db: None
) -> None:
    for address in ("/resting/", "/cookie/", "/unkept/", "/form/"):
        web.get(address)
    assert [path for path, *_ in views] == ["/resting/", "/cookie/", "/unkept/", "/form/"]
    web.get("/plain/", HTTP_COOKIE="sessionid=a")
    assert len(views) == 5
