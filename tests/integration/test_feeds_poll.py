"""A feed and its pages on a real server, polled as a run does."""

import datetime
from http.server import BaseHTTPRequestHandler

from test_fetching import fetcher, redirect

from servers import Answer, serving
from verbale.ingest import poll
from verbale.model.feeds import Feed

NOW = datetime.datetime(2024, 3, 5, 12, 0, tzinfo=datetime.UTC)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<entry><title>Border shut</title><link href="a"/><published>2024-03-05T08:00:00Z</published></entry>
<entry><title>Moved</title><link href="b"/></entry>
<entry><title>Inside</title><link href="http://10.0.0.1/admin"/></entry>
<entry><title>Forbidden</title><link href="/private/c"/></entry></feed>"""
TEXT = "Malawi closed its border with Mozambique on Tuesday after gunmen attacked a customs post near Mwanza."
PAGE = Answer(
    f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(), headers={"Content-Type": "text/html"}
)


def feed_route(handler: BaseHTTPRequestHandler) -> None:
    if handler.headers.get("If-None-Match") == '"v1"' or handler.headers.get("If-Modified-Since"):
        handler.send_response(304)
        handler.end_headers()
        return
    handler.send_response(200)
    handler.send_header("ETag", '"v1"')
    handler.send_header("Content-Length", str(len(ATOM)))
    handler.end_headers()
    handler.wfile.write(ATOM.encode())


def test_a_feed_is_read_once() -> None:
    routes = {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private/\n"),
        "/news/feed": feed_route,
        "/news/a": PAGE,
        "/news/b": redirect("/moved/b", 301),
        "/moved/b": PAGE,
        "/private/c": PAGE,
    }
    with serving(routes) as site:  # type: ignore[arg-type]
        feed = Feed(url=site.url("/news/feed", host="news.example"), publisher="The Example Courier")
        fetching = fetcher(resolve=lambda host, port: ["127.0.0.1" if host == "news.example" else host])
        first = poll(feed, None, fetching.fetch, lambda: NOW)
        assert [(a.title, a.text) for a in first.articles] == [("Border shut", TEXT), ("Moved", TEXT)]
        assert first.articles[0].published_at == "2024-03-05T08:00:00+00:00"
        assert [a.url for a in first.articles] == [
            site.url(path, host="news.example") for path in ("/news/a", "/news/b")
        ]
        assert [(r.stage, r.reason) for r in first.rejections] == [("fetch", "refused-address"), ("fetch", "robots")]
        assert first.state.etag == '"v1"'
        site.asked.clear()
        again = poll(feed, first.state, fetching.fetch, lambda: NOW)
        assert (again.outcome, again.articles) == ("unchanged", ())
        assert site.asked == ["/news/feed"]
        assert "/private/c" not in site.asked


def test_a_feed_that_knows_only_when_it_changed() -> None:
    dated = Answer(b"<rss><channel/></rss>", headers={"Last-Modified": "Tue, 05 Mar 2024 11:00:00 GMT"})
    with serving({"/feed": dated}) as site:
        feed = Feed(url=site.url("/feed"))
        first = poll(feed, None, fetcher().fetch, lambda: NOW)
        assert (first.outcome, first.state.etag) == ("read", None)
        site.routes["/feed"] = feed_route
        again = poll(feed, first.state, fetcher().fetch, lambda: NOW)
        assert again.outcome == "unchanged"
        assert site.headers[-1]["if-modified-since"] == "Tue, 05 Mar 2024 11:00:00 GMT"
        site.routes["/feed"] = Answer(status=503, headers={"Retry-After": "1800"})
        failed = poll(feed, again.state, fetcher().fetch, lambda: NOW)
        assert (failed.outcome, failed.state.not_before) == ("failed", "2024-03-05T12:30:00+00:00")
        asked = len(site.asked)
        assert poll(feed, failed.state, fetcher().fetch, lambda: NOW).outcome == "waiting"
        assert len(site.asked) == asked
