"""All that GitHub is asked for, in one go."""

from comparisons.refreshing.github import answers_to, release
from comparisons.refreshing.readings import due_readings, propose_readings
from comparisons.refreshing.versions import propose_versions, released
from editorial.refreshing.asking import Say
from editorial.refreshing.proposing import Proposals


def refresh(proposals: Proposals, say: Say) -> list[str]:
    """Propose what GitHub says of repositories, and return what it did not answer."""
    due, frameworks = due_readings(proposals), released()
    questions = {one.path: one.figure.read for one in due} | dict.fromkeys(frameworks, release)
    answers, problems = answers_to(questions, say)
    propose_readings(proposals, due, answers, say)
    propose_versions(proposals, frameworks, answers, say)
    return problems
