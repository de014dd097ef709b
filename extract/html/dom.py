"""A page as a tree: parsed within bounds, with a way back to every element.

The HTML standard lets a short page grow into a huge tree and makes parsers search their stack of open
elements again and again, so a page of garbage can cost minutes and gigabytes. What no real page needs is
refused before it is parsed.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import Unreadable
from normalize.text import canonical

_SIMPLER: Final = "save the article alone, or its text"

MAX_TAGS: Final = 400_000
"""Start and end tags of the largest page that is read; portals' pages have a few thousand."""

_MAX_STACK_WORK: Final = 20_000_000
_MAX_COPIES: Final = 300_000
_MAX_ATTRIBUTES: Final = 500
_MAX_PATH: Final = 24

_TAG: Final = regex.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*)([^>]*))")
_RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr keygen frame".split()
)
# In drawings "/>" does end an element; in HTML it says nothing.
_DRAWN: Final = frozenset(
    "path circle ellipse g line polygon polyline rect stop use image animate fegaussianblur feoffset".split()
)
# Elements that are closed by their successors, so that pages may leave their ends out.
_CLOSED_BY_OTHERS: Final = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup html head body colgroup rp rt".split()
)
# Elements that the standard opens again in every paragraph until they are closed.
_REOPENED: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_IDENTIFIER: Final = regex.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q "
    "rp rt ruby s samp small span st1:place st1:city strike strong sub sup time tt u var wbr".split()
)
"""Elements inside of a line. All others begin and end a block."""


class Page:
    """A parsed page. Paths are those of the page as parsed, whatever is taken out of the tree afterwards."""

    def __init__(self, html: str) -> None:
        """Parse `html`. Raises Unreadable for a page that no parser gets through in bounded time."""
        _refuse_bombs(html)
        self.tree = LexborHTMLParser(html)
        self._ids: Counter[str] = Counter()
        self._place: dict[int, tuple[tuple[int, str], int]] = {}
        self._siblings: Counter[tuple[int, str]] = Counter()  # (parent, tag) → how many
        for node in self.root.traverse():
            tag, parent = node.tag or "", node.parent
            key = (parent.mem_id if parent is not None else 0, tag)
            self._siblings[key] += 1
            self._place[node.mem_id] = (key, self._siblings[key])
            if name := node.id:
                self._ids[name] += 1

    @property
    def root(self) -> LexborNode:
        """The html element."""
        root = self.tree.root
        if root is None:
            raise Unreadable("the page has no elements")
        return root

    def path(self, node: LexborNode) -> str:
        """Return the CSS path of `node`, from the nearest element with an id of its own, or from the top."""
        steps: list[str] = []
        step: LexborNode | None = node
        while step is not None and step.is_element_node and len(steps) < _MAX_PATH:
            name = step.id
            if name and self._ids[name] == 1 and _IDENTIFIER.fullmatch(name):
                steps.append(f"#{name}")
                break
            key, place = self._place[step.mem_id]
            alone = self._siblings[key] == 1
            tag = key[1] if _IDENTIFIER.fullmatch(key[1]) else "*"  # o:p has no name in CSS
            steps.append(tag if alone or tag == "*" else f"{tag}:nth-of-type({place})")
            step = step.parent
        return ">".join(reversed(steps))


def events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield what is inside of `root` in order: each text once (True), each element at its start and its end.

    The flag is True for a text and for the start of an element. The consumer may not take nodes out.
    """
    node = root.first_child
    while node is not None:
        yield node, True
        below = node.first_child if node.is_element_node else None
        if below is not None:
            node = below
            continue
        while True:
            if node.is_element_node:
                yield node, False
            if node.next is not None:
                node = node.next
                break
            parent = node.parent
            if parent is None or parent.mem_id == root.mem_id:
                return
            node = parent


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what is around `node`, from its parent to the top."""
    step = node.parent
    while step is not None:
        yield step
        step = step.parent


def fold(text: str) -> str:
    """Return canonical text on one line: blanks of any kind and number are one blank, none at the ends."""
    return " ".join(canonical(text).text.split())


def text_of(node: LexborNode) -> str:
    """Return the text in `node` on one line; blocks and line breaks are blanks."""
    pieces: list[str] = []
    for part, _ in events(node):
        if part.is_text_node:
            pieces.append(part.text_content or "")
        elif part.tag not in INLINE:
            pieces.append(" ")
    return fold("".join(pieces))


def _refuse_bombs(html: str) -> None:
    """Raise Unreadable where parsing would cost more than any real page does.

    The estimate follows the tags without building anything: `work` is how often the parser looks at an open
    element, `copies` how many elements it makes that nobody wrote.
    """
    opened: Counter[str] = Counter()
    depth = reopened = work = copies = tags = position = 0
    while match := _TAG.search(html, position):
        position = match.end()
        if match[1]:
            end = html.find("-->", position)
            if end < 0:
                return
            position = end
            continue
        tag = match[3].lower()
        tags += 1
        work += depth
        if len(match[4]) > _MAX_ATTRIBUTES and len(match[4].split()) > _MAX_ATTRIBUTES:
            raise Unreadable("no page of an article has elements with hundreds of attributes", to_do=_SIMPLER)
        if tags > MAX_TAGS or work > _MAX_STACK_WORK or copies > _MAX_COPIES:
            raise Unreadable("the page has too many elements, or nests them too deep", to_do=_SIMPLER)
        if match[2]:
            if opened[tag]:
                opened[tag] -= 1
                depth -= 1
                reopened -= tag in _REOPENED
            continue
        if tag not in INLINE:
            copies += reopened
        if tag in _RAW:
            closing = regex.compile(f"</{regex.escape(tag)}", regex.I).search(html, position)
            if closing is None:
                return
            position = closing.start()
        drawn = tag in _DRAWN and match[4].endswith("/")
        if not drawn and tag not in _VOID and tag not in _CLOSED_BY_OTHERS:
            opened[tag] += 1
            depth += 1
            reopened += tag in _REOPENED
