"""The one page that shows the day: every picture in it, nothing fetched from elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from posdesk.runtime.i18n import _
from posdesk.ui.palette import LIGHT

_STYLE = f"""
body {{ margin: 0 auto; max-width: 1100px; padding: 32px 20px; line-height: 1.5;
  font-family: Inter, system-ui, sans-serif;
  background: {LIGHT.paper.ground}; color: {LIGHT.paper.ink}; }}
h1 {{ margin: 0 0 4px; }}
h2 {{ margin: 48px 0 4px; }}
p {{ margin: 0 0 14px; color: {LIGHT.paper.second}; }}
img {{ max-width: 100%; border: 1px solid {LIGHT.paper.line}; border-radius: 12px; }}
.papers {{ display: flex; flex-wrap: wrap; gap: 20px; align-items: flex-start; }}
.papers figure {{ margin: 0; width: 300px; }}
.papers img {{ background: white; padding: 10px; box-sizing: border-box; }}
a {{ color: {LIGHT.main.ground}; }}
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture (PNG) with what it shows."""

    title: str
    words: str
    png: bytes


def page(shop: str, language: str, scenes: Sequence[Seen], papers: Sequence[Seen], z: str) -> str:
    """The page as HTML; ``z`` is the name of the Z report's file beside it."""
    title = escape(_("A day at {shop}").format(shop=shop))
    steps = "\n".join(_scene(number, seen) for number, seen in enumerate(scenes, 1))
    sheets = "\n".join(_paper(seen) for seen in papers)
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p>{escape(_("Played by keys and scans at the real window of posdesk."))}</p>
{steps}
<h2>{escape(_("The papers"))}</h2>
<p><a href="{escape(z)}">{escape(_("Z report"))} (PDF)</a></p>
<div class="papers">
{sheets}
</div>
</body>
</html>
"""


def _scene(number: int, seen: Seen) -> str:
    title = escape(seen.title)
    return f"<h2>{number}. {title}</h2>\n<p>{escape(seen.words)}</p>\n{_image(seen)}"


def _paper(seen: Seen) -> str:
    caption = f"<figcaption>{escape(seen.title)}</figcaption>"
    return f"<figure>{_image(seen)}{caption}</figure>"


def _image(seen: Seen) -> str:
    data = base64.b64encode(seen.png).decode("ascii")
    return f'<img alt="{escape(seen.title)}" src="data:image/png;base64,{data}">'
