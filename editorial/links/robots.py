"""What a robots.txt allows this robot."""

import re

from protego import Protego

NAME = "LearningRate-LinkCheck"
# Nobody waits longer than this between two visits: in seconds.
LONGEST_PAUSE = 30.0
USER_AGENT = re.compile(r"\s*user[-\s]*agent\b\s*:?\s*([^#]*)", re.IGNORECASE)


class Robots:
    def __init__(self, text: str) -> None:
        self._rules = Protego.parse("\n".join(map(_without_others, text.splitlines())))

    def allow(self, url: str) -> bool:
        return self._rules.can_fetch(url, NAME)

    @property
    def pause(self) -> float:
        """The seconds that it asks for between two visits."""
        return min(self._rules.crawl_delay(NAME) or 0.0, LONGEST_PAUSE)


def _without_others(line: str) -> str:
    """Give all other robots one name.

    Protego keeps each rule for each name: a hostile file would keep it busy for minutes.
    """
    if not (match := USER_AGENT.match(line)):
        return line
    name = match[1].strip().lower()
    return f"User-agent: {name if name in ('*', NAME.lower()) else 'others'}"
