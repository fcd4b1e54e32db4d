"""Public addresses."""

from django.urls import path, re_path

from lantoa.portal.views import (
    channels,
    exemplars,
    home,
    kept_stories,
    lists,
    machines,
    nominate,
    pages,
    plans,
    practices,
    recordings,
    search,
    sitemaps,
    stories,
    track,
)

app_name = "portal"
urlpatterns = [
    path("", home.show, name="home"),
    path("guong/", lists.listing, name="stories"),
    path("linh-vuc/<slug:slug>/", lists.of_sector, name="sector"),
    path("guong/<slug:slug>/", stories.show, name="story"),
    path("guong/<slug:slug>/<slug:size>.pdf", stories.poster, name="poster"),
    re_path(
        r"^guong/(?P<slug>[-\w]+)/ban-doc\.(?P<extension>mp3|m4a|ogg)$",
        recordings.show,
        name="recording",
    ),
    path("da-luu/", kept_stories.listing, name="kept"),
    path("da-luu/ngoai-tuyen/", kept_stories.offline, name="offline"),
    path("da-luu/con-khong.json", kept_stories.still_public, name="still_public"),
    path("sw.js", kept_stories.worker, name="worker"),
    path("manifest.webmanifest", kept_stories.manifest, name="manifest"),
    path("dien-hinh/<slug:code>/", exemplars.show, name="exemplar"),
    path("mo-hinh/", practices.listing, name="practices"),
    path("mo-hinh/<slug:slug>/", practices.show, name="practice"),
    path("ke-hoach/", plans.listing, name="plans"),
    path("ke-hoach/<slug:slug>/", plans.show, name="plan"),
    path("tim-kiem/", search.show, name="search"),
    path("gioi-thieu/", nominate.begin, name="nominate"),
    path("gioi-thieu/buoc-<int:step>/", nominate.step, name="nominate"),
    path("gioi-thieu/da-nhan/", nominate.received, name="received"),
    path("tra-cuu/", track.show, name="track"),
    path("x/<slug:code>", channels.short, name="short"),
    path("thong-ke/", pages.statistics, name="statistics"),
    path("gioi-thieu-cong/", pages.about, name="about"),
    path("quyen-rieng-tu/", pages.privacy, name="privacy"),
    path("tro-nang/", pages.accessibility, name="accessibility"),
    path("so-do/", pages.site_map, name="site_map"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:part>-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("oembed", machines.oembed, name="oembed"),
    path("<slug:key>.txt", machines.key_file, name="key_file"),
    # Whatever a channel names in its `paths`: rss.xml, atom.xml, feed.json and their like.
    re_path(
        r"^(?P<path>[\w-]+(?:[./][\w-]+){0,4}\.(?:xml|json|html|js|css|txt))$",
        channels.file,
        name="channel_file",
    ),
]
