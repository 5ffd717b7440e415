"""YAML files: read as trees that remember the line of every value, and written.

Every scalar is text, whatever YAML would make of it: `yes` stays "yes" and 2024-09 stays "2024-09".
The model's field decides what it means.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from editorial.content.problems import Problem

type Content = str | list[Node] | dict[str, Node]
# What is written. Lists may be long, and can be made while they are.
type Tree = str | Mapping[str, Tree] | Iterable[Tree]

# Columns of a line, and of what stands on it beside its names and indentation.
WIDTH = 110
TEXT_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a file. A value in a mapping has the line of its key."""

    content: Content
    file: str
    line: int

    def problem(self, reason: str) -> Problem:
        return Problem(self.file, self.line, reason)


def read(path: Path, name: str, problems: list[Problem]) -> Node | None:
    """Return the tree of a file; None if there is none, with the reason added to problems.

    name: what to call the file in problems.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(name, line, f"not valid YAML: {error.problem}"))
        return None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.append(Problem(name, 1, f"not readable as YAML in UTF-8: {error}"))
        return None
    if root is None:
        problems.append(Problem(name, 1, "the file is empty"))
        return None
    return _tree(root, name, root.start_mark.line + 1, problems)


def _tree(node: yaml.Node, name: str, line: int, problems: list[Problem]) -> Node:
    if isinstance(node, yaml.SequenceNode):
        items = [_tree(item, name, item.start_mark.line + 1, problems) for item in node.value]
        return Node(items, name, line)
    if isinstance(node, yaml.MappingNode):
        members: dict[str, Node] = {}
        for key, value in node.value:
            key_line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                problems.append(Problem(name, key_line, "a key must be a word"))
            elif key.value in members:
                problems.append(Problem(name, key_line, f"“{key.value}” stands here twice"))
            else:
                members[key.value] = _tree(value, name, key_line, problems)
        return Node(members, name, line)
    assert isinstance(node, yaml.ScalarNode)
    # Quotes say that the spaces inside them are meant.
    quoted = node.style in ("'", '"')
    return Node(node.value if quoted else node.value.strip(), name, line)


def files(folder: Path, pattern: str) -> Iterator[tuple[Path, str]]:
    """Yield the files that match the pattern, in order, each with its name inside the folder."""
    for path in sorted(folder.glob(pattern)):
        yield path, str(path.relative_to(folder.parent))


def write(path: Path, tree: Tree) -> None:
    """Write a new file. Reading it gives the same texts, to the last space."""
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        yaml.emit(_document(tree), file, yaml.CSafeDumper, width=WIDTH, allow_unicode=True)


def _document(tree: Tree) -> Iterator[yaml.Event]:
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    yield from _events(tree)
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _events(tree: Tree, depth: int = 0) -> Iterator[yaml.Event]:
    if isinstance(tree, str):
        yield yaml.ScalarEvent(None, None, (True, True), tree, style=_style(tree))
    elif isinstance(tree, Mapping):
        # A short row of a table within a record stands on one line.
        row = depth > 1 and len(tree) > 1 and _fits([*tree, *tree.values()])
        yield yaml.MappingStartEvent(None, None, True, flow_style=row)
        for name, value in tree.items():
            yield from _events(name)
            yield from _events(value, depth + 1)
        yield yaml.MappingEndEvent()
    else:
        row = isinstance(tree, list) and _fits(tree)
        yield yaml.SequenceStartEvent(None, None, True, flow_style=row)
        for item in tree:
            yield from _events(item, depth + 1)
        yield yaml.SequenceEndEvent()


def _fits(items: Iterable[Tree]) -> bool:
    """Whether these are texts that can stand on one line together."""
    lengths = [len(item) + 2 if isinstance(item, str) else WIDTH for item in items]
    return sum(lengths) <= TEXT_WIDTH


def _style(text: str) -> str | None:
    """Return how YAML writes a text; None leaves it to YAML, which quotes only what it must."""
    lines = text.splitlines()
    if text != text.strip():
        return '"'
    if len(lines) > 1:
        # Of all that ends a line only \n can stand for itself.
        return "|" if "\n".join(lines) == text else '"'
    return ">" if len(text) > TEXT_WIDTH and " " in text else None
