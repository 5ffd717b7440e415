"""Which frameworks roles ask for, in words. Plain functions: nothing here asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.models import Role, RoleFit
from comparisons.models import Framework

# By the number that stands for it.
FIT_IN_WORDS = ("hardly ever", "sometimes", "often asked for", "the usual choice")


@dataclass(frozen=True, slots=True)
class Fit:
    """`value` goes from 0 to 3; None is where nobody has judged yet."""

    framework: Framework
    value: int | None

    @property
    def words(self) -> str:
        return "not judged yet" if self.value is None else FIT_IN_WORDS[self.value]


@dataclass(frozen=True, slots=True)
class FitTable:
    """Roles by frameworks; the fits of each row follow `frameworks`."""

    frameworks: tuple[Framework, ...]
    rows: tuple[tuple[Role, tuple[Fit, ...]], ...]


def fit_table(roles: Sequence[Role]) -> FitTable:
    """Return the fits of all roles, for every framework that one of them was judged for."""
    judged = {fit.framework for role in roles for fit in role.fits.all()}
    frameworks = tuple(sorted(judged, key=lambda framework: framework.slug))
    rows = []
    for role in roles:
        values = {fit.framework_id: fit.fit for fit in role.fits.all()}
        rows.append((role, tuple(Fit(f, values.get(f.pk)) for f in frameworks)))
    return FitTable(frameworks, tuple(rows))


def fits_of(role: Role) -> list[Fit]:
    """Return the fits of a role, the best first."""
    return [Fit(fit.framework, fit.fit) for fit in sorted(role.fits.all(), key=_best_first)]


def best_fitting(role: Role) -> list[Framework]:
    """Return the frameworks that a role asks for most; none if it hardly ever asks for any."""
    fits = fits_of(role)
    return [fit.framework for fit in fits if fit.value and fit.value == fits[0].value]


def _best_first(fit: RoleFit) -> tuple[int, str]:
    return -fit.fit, fit.framework.slug
