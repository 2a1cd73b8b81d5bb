"""Light Markdown: paragraphs, bold, italic, lists and links, to the HTML that Telegram takes."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from itertools import count, repeat

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark")
_TAGS = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "link_close": "</a>",
    "softbreak": "\n",
    "hardbreak": "\n",
}
_UNSUPPORTED = {
    "heading_open": ("a heading", "write a short bold line; a line of hyphens needs a blank line before it"),
    "image": ("an image", "remove it"),
    "html_block": ("HTML", "write **bold** or *italic* instead"),
    "html_inline": ("HTML", "write **bold** or *italic* instead"),
    "code_block": ("an indented block", "remove the spaces at the beginning of the line"),
    "fence": ("a code block", "remove the ``` lines"),
    "code_inline": ("code between `", "remove the ` signs"),
    "blockquote_open": ("a quotation with >", "remove the > sign"),
    "hr": ("a dividing line", "remove it"),
}
_LEFT_OPEN = (
    (
        re.compile(r"\*"),
        "a * that opens or closes nothing",
        "write two stars on both sides of **bold**, no spaces inside",
    ),
    (re.compile(r"__"), "__ that opens or closes nothing", "write **bold** with stars"),
    (re.compile(r"\]\(|\] \("), "a link that is not complete", "write [words](https://address)"),
)


@lru_cache(maxsize=2048)  # all texts are checked again whenever one changes
def _parsed(body: str) -> list[Token]:
    return _PARSER.parse(body)


def to_html(body: str, plain: Callable[[str], str]) -> str:
    """The body as Telegram HTML. `plain` makes HTML of a stretch of plain text: it escapes, and may fill in."""
    html, lead = "", ""
    lists: list[Iterator[str]] = []  # what each open list puts before its next item
    for token in _parsed(body):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lead = lead if lists else "\n\n"
            lists.append(_bullets(token))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
            lead = "\n" if lists else "\n\n"
        elif token.type == "list_item_open":
            lead += "  " * (len(lists) - 1) + next(lists[-1])
        elif token.type == "inline":
            html += lead + "".join(_inline(child, plain) for child in token.children or ())
            lead = "\n" if lists else "\n\n"
    return html.strip("\n")


def _bullets(token: Token) -> Iterator[str]:
    if token.type == "bullet_list_open":
        return repeat("• ")
    return (f"{n}. " for n in count(int(token.attrs.get("start", 1))))


def _inline(token: Token, plain: Callable[[str], str]) -> str:
    if token.type == "link_open":
        return f'<a href="{escape(str(token.attrs["href"]))}">'
    return _TAGS[token.type] if token.type in _TAGS else plain(token.content)


def links(body: str) -> list[str]:
    """The addresses that the body links to, in order."""
    return [str(token.attrs["href"]) for _, token in _tokens(body) if token.type == "link_open"]


def mistakes(body: str) -> Iterator[tuple[int, str, str]]:
    """What is not light Markdown: line (from 0), what it is, how to mend it."""
    for line, token in _tokens(body):
        if token.type in _UNSUPPORTED:
            what, mend = _UNSUPPORTED[token.type]
            yield line, f"holds {what}", mend
        if token.type == "text":
            for pattern, what, mend in _LEFT_OPEN:
                if pattern.search(token.content):
                    yield line, f"holds {what}", mend


def _tokens(body: str) -> Iterator[tuple[int, Token]]:
    line = 0
    for token in _parsed(body):
        line = token.map[0] if token.map else line
        yield line, token
        for child in token.children or ():
            line += child.type in ("softbreak", "hardbreak")
            yield line, child
