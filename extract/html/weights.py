"""How much text every element of a page holds, and how much of it is links: one pass for all."""

from typing import Final

from selectolax.lexbor import LexborNode

from extract.html.dom import INLINE

ENOUGH: Final = 200
"""Letters that the text of an article has at least; what has less is not the whole of it."""

PROSE: Final = 80
"""Letters from which the text of one block is a paragraph rather than a label."""


class Weights:
    """The text of the elements of a tree, in letters, as they were when this was made."""

    def __init__(self, root: LexborNode) -> None:
        nodes = list(root.traverse(include_text=True))
        self.elements = [node for node in nodes if node.is_element_node]
        self._text: dict[int, int] = {}
        self._links: dict[int, int] = {}
        self._own: dict[int, int] = {}
        self._prose: dict[int, int] = {}
        in_link: dict[int, bool] = {}
        block: dict[int, int] = {}
        parents = {node.mem_id: parent.mem_id for node in nodes if (parent := node.parent) is not None}
        for node in nodes:
            key = node.mem_id
            above = parents.get(key, 0)
            in_link[key] = in_link.get(above, False) or node.tag == "a"
            block[key] = block.get(above, key) if node.is_text_node or node.tag in INLINE else key
            if node.is_text_node and (length := len((node.text_content or "").strip())):
                (self._links if in_link[key] else self._text)[key] = length
                if not in_link[key]:
                    self._own[block[key]] = self._own.get(block[key], 0) + length
        for node in reversed(nodes):
            key = node.mem_id
            if self._own.get(key, 0) >= PROSE or (node.tag in ("td", "th") and key in self._own):
                self._prose[key] = self._prose.get(key, 0) + self._own[key]
            holder = parents.get(key)
            if holder is not None:
                for sums in (self._text, self._links, self._prose):
                    if key in sums:
                        sums[holder] = sums.get(holder, 0) + sums[key]

    def text(self, node: LexborNode) -> int:
        """The letters in `node` that are no links."""
        return self._text.get(node.mem_id, 0)

    def links(self, node: LexborNode) -> int:
        """The letters in `node` that are links."""
        return self._links.get(node.mem_id, 0)

    def own(self, node: LexborNode) -> int:
        """The letters, links aside, of `node` as one block, without those of the blocks inside of it."""
        return self._own.get(node.mem_id, 0)

    def prose(self, node: LexborNode) -> int:
        """The letters in `node` that stand in paragraphs of PROSE letters or more, or in cells of tables."""
        return self._prose.get(node.mem_id, 0)
