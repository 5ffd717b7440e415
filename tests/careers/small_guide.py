"""A small career guide: two frameworks to learn, one to run models with, and every question."""

from careers.guide.releases import refresh
from careers.models import JobPair, Measure
from comparisons.models.features import State
from tests.factories import (
    CriterionFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactory,
    JobShareFactory,
    JobTrendFactory,
    LearningPathFactory,
    LearningStepFactory,
    MustHaveFactory,
    OptionFactory,
    PathEntryFactory,
    ReaderFactory,
    ResourceFactory,
    RoleFactory,
    SalaryObservationFactory,
)

# Ratings of Alpha and Beta: low, best, high. Alpha is better at all but the ease for beginners.
RATINGS = {
    ("field", "research"): ((4, 5, 5), (2, 3, 3)),
    ("field", "tables"): ((2, 3, 3), (2, 3, 3)),
    ("runs", "server"): ((4, 4, 5), (2, 3, 3)),
    ("runs", "browser"): ((3, 3, 4), (2, 2, 3)),
    ("ease", "beginner"): ((2, 2, 3), (4, 5, 5)),
    ("ease", "practitioner"): ((4, 5, 5), (3, 3, 4)),
    ("languages", "python"): ((5, 5, 5), (5, 5, 5)),
    ("languages", "cpp"): ((4, 4, 4), (1, 2, 2)),
    ("models", "models"): ((4, 5, 5), (2, 3, 3)),
}


class Guide:
    def __init__(self):
        self.alpha = FrameworkFactory(slug="alpha", name="Alpha")
        self.beta = FrameworkFactory(slug="beta", name="Beta")
        self.runtime = FrameworkFactory(slug="runtime", name="Runtime", trains_models=False)
        self.jobs = CriterionFactory(
            slug="jobs", name="Jobs that ask for it", question="Which work do you want?"
        )
        self.role = RoleFactory(slug="engineer", name="Engineer")
        self.trend = JobTrendFactory(
            slug="adverts", role=self.role, sample=200, measure=Measure.NAMES_FRAMEWORK
        )
        for position, (framework, count) in enumerate(((self.alpha, 90), (self.beta, 60))):
            JobShareFactory(trend=self.trend, position=position, framework=framework, count=count)
        JobPair.objects.create(
            trend=self.trend,
            first=self.alpha,
            second=self.beta,
            both=50,
            first_only=40,
            second_only=10,
        )
        SalaryObservationFactory(role=self.role)
        self.values = {}
        criteria = {}
        for (criterion, option), ratings in RATINGS.items():
            if criterion not in criteria:
                criteria[criterion] = CriterionFactory(
                    slug=criterion,
                    name=f"Use of {criterion}",
                    question=f"What about {criterion}?",
                    exclusive=criterion == "ease",
                )
            feature = FeatureFactory(slug=f"{criterion}-{option}")
            OptionFactory(criterion=criteria[criterion], slug=option, features=[feature])
            for framework, (low, rating, high) in zip(
                (self.alpha, self.beta), ratings, strict=True
            ):
                self.values[framework.slug, option] = FeatureValueFactory(
                    framework=framework, feature=feature, low=low, rating=rating, high=high
                )
        self._add_must_haves()
        for framework in (self.alpha, self.beta):
            step = LearningStepFactory(hours_low=10, hours_high=20)
            step.resources.add(ResourceFactory())
            step.resources.get().frameworks.add(framework)
            PathEntryFactory(path=LearningPathFactory(framework=framework), step=step)
        self.reader = ReaderFactory(answers="role=engineer", expected=[self.alpha])

    def _add_must_haves(self):
        """Phones: only Alpha, by export. Tables on Windows: only Beta. The moon: nobody."""
        for slug, states in {
            "phones": (State.PARTIAL, State.NO),
            "windows": (State.NO, State.YES),
            "moon": (State.NO, State.UNKNOWN),
        }.items():
            feature = FeatureFactory(slug=slug)
            MustHaveFactory(slug=slug, name=f"Runs on {slug}", feature=feature, partial_counts=True)
            for framework, state in zip((self.alpha, self.beta), states, strict=True):
                FeatureValueFactory(
                    framework=framework,
                    feature=feature,
                    state=state,
                    note="Through ONNX." if state == State.PARTIAL else "",
                    low=None,
                    rating=None,
                    high=None,
                    reason="",
                )

    def release(self):
        return refresh()
