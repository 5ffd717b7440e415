"""YAML files as trees that remember the line of every value.

Every scalar is text, whatever YAML would make of it: `yes` stays "yes" and 2024-09 stays "2024-09".
The model's field decides what it means.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from editorial.content.problems import Problem

type Content = str | list[Node] | dict[str, Node]


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
    return Node(node.value.strip(), name, line)


def files(folder: Path, pattern: str) -> Iterator[tuple[Path, str]]:
    """Yield the files that match the pattern, in order, each with its name inside the folder."""
    for path in sorted(folder.glob(pattern)):
        yield path, str(path.relative_to(folder.parent))
