"""A page of the web shop as a document, into which the web server inserts the tags of the web shop's build."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

# The web server has the web shop's build, and puts its tags in the place of the include.
_DOCUMENT = Markup("""<!doctype html>
<html lang="{language}">
  <head>
    <!--# include virtual="/build-tags.html" -->
    <title>{title}</title>
    <meta name="description" content="{description}" />
    <link rel="canonical" href="{url}" />
    <meta property="og:site_name" content="{shop}" />
    <meta property="og:type" content="{kind}" />
    <meta property="og:title" content="{heading}" />
    <meta property="og:description" content="{description}" />
    <meta property="og:url" content="{url}" />
    {picture}{robots}<script type="application/ld+json">{data}</script>
  </head>
  <body>
    <div id="root"></div>
    <noscript>{content}</noscript>
  </body>
</html>
""")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the web shop.

    `url` is its canonical address, and `picture_url` that of its picture, "" for none; both are absolute. `data`
    describes it by schema.org, and `content` is what it shows. Search engines are asked not to index it unless it is
    `listed`.
    """

    heading: str
    description: str
    url: str
    data: Mapping[str, Any]
    content: Markup
    kind: str = "website"
    picture_url: str = ""
    listed: bool = True

    def document(self, language: str, shop_name: str) -> str:
        """The page as HTML."""
        picture = Markup('<meta property="og:image" content="{}" />\n    ').format(self.picture_url)
        return _DOCUMENT.format(
            language=language,
            title=self.heading if self.heading == shop_name else f"{self.heading} · {shop_name}",
            heading=self.heading,
            description=self.description,
            url=self.url,
            shop=shop_name,
            kind=self.kind,
            picture=picture if self.picture_url else "",
            robots="" if self.listed else Markup('<meta name="robots" content="noindex" />\n    '),
            data=as_script({"@context": "https://schema.org", **self.data}),
            content=self.content,
        )


def as_script(data: Mapping[str, Any]) -> Markup:
    """JSON that can neither end its script element nor begin a comment there."""
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - it has no < left


def excerpt(text: str, characters_max: int = 160) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= characters_max else line[: characters_max - 1].rpartition(" ")[0] + "…"
