"""Which adapter speaks to which kind of source. The keys are the values of `Source.Kind`."""

from collections.abc import Mapping

from daseinswerk.sources import drop, feed, links_table, oparl, sitemap, webpage
from daseinswerk.sources.harvest import Adapter

ADAPTERS: Mapping[str, Adapter] = {
    "feed": feed.visit,
    "sitemap": sitemap.visit,
    "web": webpage.visit,
    "links": links_table.visit,
    "folder": drop.visit,
    "oparl": oparl.visit,
}
