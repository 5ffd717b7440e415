"""The admin pages of roles, demand, pay, learning, and what the form asks."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Length
from django.forms.models import model_to_dict
from django.http import HttpRequest, QueryDict
from django.template.defaultfilters import capfirst, filesizeformat
from django.urls import reverse

from careers.figures.role_fits import FIT_IN_WORDS
from careers.guide.forms import goal_form
from careers.models import (
    Criterion,
    Finding,
    Goal,
    JobPair,
    JobSeries,
    JobShare,
    JobTrend,
    LearningPath,
    LearningStep,
    MustHave,
    Option,
    PathEntry,
    Reader,
    ReaderResult,
    Release,
    Resource,
    Role,
    RoleFit,
    RoleStatement,
    SalaryObservation,
    Skill,
)
from careers.rules import shares_problem
from comparisons.models import Framework
from editorial.desk.fields import FreshnessFilter, TextareasMixin
from editorial.desk.forms import ContentForm
from editorial.desk.parts import (
    PartFormSet,
    PartInline,
    RowInline,
    StatementInline,
    sources_inline,
)
from editorial.desk.records import ContentAdmin, ReadOnlyAdmin

DATES = ("as_of", "checked_on", "good_for")


@admin.register(Skill)
class SkillAdmin(ContentAdmin):
    list_display = ("name", "role_count")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug")
    view_on_site = False  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(role_count=models.Count("roles"))

    @admin.display(description="roles", ordering="role_count")
    def role_count(self, skill: Any) -> int:
        return int(skill.role_count)


# --- roles ----------------------------------------------------------------------------------------


class FrameworkRowInline(RowInline):
    """Rows that name a framework. Frameworks are added and changed on pages of their own."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.related_model is Framework and field:
            widget: Any = field.widget
            widget.can_add_related = widget.can_change_related = widget.can_view_related = False
        return field


class FitInline(FrameworkRowInline):
    model = RoleFit
    fields = ("framework", "fit")
    ordering = ("framework__slug",)
    verbose_name = "fit"
    verbose_name_plural = "how well frameworks fit: our judgement"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "fit":
            words = reversed([*enumerate(FIT_IN_WORDS)])
            return forms.TypedChoiceField(
                choices=[("", "---------"), *((fit, f"{fit}: {word}") for fit, word in words)],
                coerce=int,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RoleStatementInline(TextareasMixin, StatementInline):
    model = RoleStatement
    sentences = ("text",)
    classes = ("collapse",)
    fields = (("position", "topic"), "text", DATES, "sources")
    ordering = ("position",)
    verbose_name = "statement"
    verbose_name_plural = "statements"


@admin.register(Role)
class RoleAdmin(TextareasMixin, ContentAdmin):
    list_display = ("name", "position", "status", "fit_count", "statement_count", "updated_at")
    list_filter = ("status", "skills")
    search_fields = ("name", "slug", "also_called", "occupation_title")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("skills", "claims", "stories")
    sentences = ("summary",)
    inlines = (FitInline, RoleStatementInline)
    fieldsets = (
        (None, {"fields": ("name", "also_called", "slug", "position", "status")}),
        ("For readers", {"fields": ("summary", "skills")}),
        ("From the ledgers", {"fields": ("claims", "stories")}),
        (
            "Its nearest occupation in official statistics",
            {
                "fields": (
                    ("occupation_code", "occupation_title"),
                    "occupation_fit",
                    "occupation_note",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        # Counted apart: joined, each would be multiplied by the other.
        return (
            super()
            .get_queryset(request)
            .annotate(
                fit_count=models.Count("fits", distinct=True),
                statement_count=models.Count("statements", distinct=True),
            )
        )

    @admin.display(description="fits", ordering="fit_count")
    def fit_count(self, role: Any) -> int:
        return int(role.fit_count)

    @admin.display(description="statements", ordering="statement_count")
    def statement_count(self, role: Any) -> int:
        return int(role.statement_count)


# --- demand ---------------------------------------------------------------------------------------


class CountsFormSet(PartFormSet):
    """Counts of a sample: none can be more than the sample, and there must be one."""

    counts = ""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        rows = [form.cleaned_data for form in self.kept_forms]
        rows += [model_to_dict(part) for part in self.added_by_others]
        snapshot = {"sample": self.instance.sample, "shares": [], "pairs": []}
        if problem := shares_problem(snapshot | {self.counts: rows}):
            raise ValidationError(f"{capfirst(problem)}.", code="not_of_the_sample")


class SharesFormSet(CountsFormSet):
    counts = "shares"


class PairsFormSet(CountsFormSet):
    counts = "pairs"


class ShareInline(FrameworkRowInline):
    model = JobShare
    formset = SharesFormSet
    fields = ("position", "framework", "label", "count", "percent")
    ordering = ("position",)
    verbose_name = "share"
    verbose_name_plural = "shares: how many name a framework, or another thing"


class PairInline(FrameworkRowInline):
    model = JobPair
    formset = PairsFormSet
    fields = ("first", "second", "both", "first_only", "second_only")
    ordering = ("first__slug", "second__slug")
    verbose_name = "pair"
    verbose_name_plural = "pairs: how many name two frameworks, or only one of them"


@admin.register(JobTrend)
class JobTrendAdmin(TextareasMixin, ContentAdmin):
    list_display = ("__str__", "population", "period", "sample", "freshness", "status")
    list_filter = (
        FreshnessFilter,
        "measure",
        "grouping",
        "reliability",
        "status",
        "role",
        "region",
    )
    search_fields = ("what", "subject", "population", "slug", "note")
    prepopulated_fields = {"slug": ("subject", "region", "period")}
    autocomplete_fields = ("role",)
    sentences = ("text", "note")
    inlines = (ShareInline, PairInline, sources_inline(JobTrend))
    fieldsets = (
        (None, {"fields": ("what", "measure", "slug", "status")}),
        ("Of what", {"fields": (("subject", "grouping"), "role")}),
        ("Where it was counted", {"fields": ("population", ("region", "period"), "sample")}),
        (
            "What it showed, if not shares and pairs",
            {"fields": (("value", "unit"), "text")},
        ),
        ("How far to trust it", {"fields": ("reliability", "note")}),
        ("Dates", {"fields": DATES}),
    )


@admin.register(JobSeries)
class JobSeriesAdmin(TextareasMixin, ContentAdmin):
    """A series without its points: those are read from its file, hundreds at a time."""

    list_display = ("name", "points", "freshness", "as_of", "status")
    list_filter = (FreshnessFilter, "status")
    search_fields = ("name", "slug", "population")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("points",)
    sentences = ("measures", "cannot_show")
    inlines = (sources_inline(JobSeries),)
    fieldsets = (
        (None, {"fields": ("name", "slug", "status")}),
        ("What is counted", {"fields": ("unit", ("population", "region"), "points")}),
        ("For readers", {"fields": ("measures", "cannot_show")}),
        ("Dates", {"fields": DATES}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .annotate(
                point_count=models.Count("points"),
                first_period=models.Min("points__period"),
                last_period=models.Max("points__period"),
            )
        )

    @admin.display(description="monthly counts", ordering="point_count")
    def points(self, series: Any) -> str:
        if not getattr(series, "point_count", 0):
            return "None yet. They come from the content files."
        return f"{series.point_count}, from {series.first_period} to {series.last_period}"


@admin.register(SalaryObservation)
class SalaryObservationAdmin(TextareasMixin, ContentAdmin):
    list_display = ("group", "region", "period", "pay", "sample", "freshness", "status")
    list_filter = (
        FreshnessFilter,
        "statistic",
        "reliability",
        "currency",
        "status",
        "role",
        "region",
    )
    search_fields = ("group", "population", "slug", "note")
    prepopulated_fields = {"slug": ("group", "region", "period")}
    autocomplete_fields = ("role",)
    sentences = ("note",)
    inlines = (sources_inline(SalaryObservation),)
    fieldsets = (
        (None, {"fields": ("group", "role", "slug", "status")}),
        ("Where it was found", {"fields": ("population", ("region", "period"), "sample")}),
        (
            "What it is",
            {
                "fields": (
                    "statistic",
                    ("amount", "currency", "per"),
                    ("low", "high", "range_kind"),
                    ("interval_low", "interval_high"),
                )
            },
        ),
        ("How far to trust it", {"fields": ("reliability", "note")}),
        ("Dates", {"fields": DATES}),
    )

    @admin.display(description="pay", ordering="amount")
    def pay(self, salary: SalaryObservation) -> str:
        figures = [salary.amount] if salary.amount is not None else [salary.low, salary.high]
        amounts = " to ".join(f"{figure:,.0f}" for figure in figures)
        return f"{salary.currency} {amounts} {salary.get_per_display()}"


@admin.register(Finding)
class FindingAdmin(TextareasMixin, ContentAdmin):
    list_display = ("heading", "topic", "position", "freshness", "status")
    list_filter = (FreshnessFilter, "topic", "status")
    search_fields = ("heading", "text", "slug")
    prepopulated_fields = {"slug": ("heading",)}
    sentences = ("text",)
    inlines = (sources_inline(Finding),)
    fieldsets = (
        (None, {"fields": ("heading", "text", "slug", "status")}),
        ("Where it stands", {"fields": ("topic", "position")}),
        ("Dates", {"fields": DATES}),
    )


# --- learning -------------------------------------------------------------------------------------


@admin.register(Resource)
class ResourceAdmin(TextareasMixin, ContentAdmin):
    list_display = ("title", "provider", "kind", "level", "freshness", "status")
    list_filter = (FreshnessFilter, "kind", "level", "frameworks", "status")
    search_fields = ("title", "provider", "covers", "slug")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("frameworks",)
    sentences = ("covers", "note")
    inlines = (sources_inline(Resource),)
    fieldsets = (
        (None, {"fields": ("title", "provider", "url", "slug", "status")}),
        ("For whom", {"fields": ("kind", "level", "frameworks")}),
        ("How long it takes", {"fields": ("hours", "length")}),
        ("For readers", {"fields": ("covers", "note")}),
        ("Dates", {"fields": DATES}),
    )
    # Its own address is that of the course.
    view_on_site = staticmethod(lambda record: f"{reverse('careers:paths')}#{record.slug}")


@admin.register(LearningStep)
class LearningStepAdmin(TextareasMixin, ContentAdmin):
    list_display = ("goal", "hours", "path_count", "resource_count")
    search_fields = ("goal", "slug", "project")
    prepopulated_fields = {"slug": ("goal",)}
    autocomplete_fields = ("resources",)
    sentences = ("project", "acceptance")
    fieldsets = (
        (None, {"fields": ("goal", "resources", "slug")}),
        ("How long it takes", {"fields": (("hours_low", "hours_high"), "hours_note")}),
        ("What to build", {"fields": ("project", "acceptance", "hardware")}),
    )
    view_on_site = False  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .annotate(
                path_count=models.Count("entries", distinct=True),
                resource_count=models.Count("resources", distinct=True),
            )
        )

    @admin.display(description="hours", ordering="hours_low")
    def hours(self, step: LearningStep) -> str | int | None:
        if step.hours_low == step.hours_high:
            return step.hours_low
        return f"{step.hours_low} to {step.hours_high}"

    @admin.display(description="paths", ordering="path_count")
    def path_count(self, step: Any) -> int:
        return int(step.path_count)

    @admin.display(description="resources", ordering="resource_count")
    def resource_count(self, step: Any) -> int:
        return int(step.resource_count)


class EntryInline(RowInline):
    model = PathEntry
    fields = ("position", "step")
    ordering = ("position",)
    verbose_name = "step"
    verbose_name_plural = "steps, in their order"


@admin.register(LearningPath)
class LearningPathAdmin(TextareasMixin, ContentAdmin):
    list_display = ("title", "framework", "role", "step_count", "status", "updated_at")
    list_filter = ("status",)
    list_select_related = ("framework", "role")
    search_fields = ("title", "slug")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("framework", "role", "stop_after")
    sentences = ("why",)
    inlines = (EntryInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "status")}),
        ("Where it leads: to one of these", {"fields": (("framework", "role"),)}),
        ("For readers", {"fields": ("prerequisites", "why")}),
        ("Where one can stop", {"fields": ("stop_after", "stop")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(step_count=models.Count("entries"))

    @admin.display(description="steps", ordering="step_count")
    def step_count(self, path: Any) -> int:
        return int(path.step_count)


# --- what the form asks ---------------------------------------------------------------------------


class OptionInline(PartInline, admin.StackedInline):  # type: ignore[type-arg]
    model = Option
    fields = (("position", "name", "slug"), "features")
    ordering = ("position",)
    autocomplete_fields = ("features",)
    verbose_name = "option"
    verbose_name_plural = "options to choose from"


@admin.register(Criterion)
class CriterionAdmin(TextareasMixin, ContentAdmin):
    list_display = ("name", "position", "question", "coverage", "exclusive", "option_count")
    search_fields = ("name", "slug", "question")
    prepopulated_fields = {"slug": ("name",)}
    sentences = ("help",)
    inlines = (OptionInline,)
    fieldsets = (
        (None, {"fields": ("name", "slug", "position")}),
        ("Its range", {"fields": ("worst", "best")}),
        ("What the form asks", {"fields": ("question", "help", "exclusive")}),
        ("In the recommendation", {"fields": ("coverage",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(option_count=models.Count("options"))

    @admin.display(description="options", ordering="option_count")
    def option_count(self, criterion: Any) -> int:
        return int(criterion.option_count)


@admin.register(MustHave)
class MustHaveAdmin(ContentAdmin):
    list_display = ("name", "position", "feature", "partial_counts")
    list_select_related = ("feature",)
    search_fields = ("name", "slug", "feature__name")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("feature",)
    fields = ("name", "slug", "position", "feature", "partial_counts")


class AnswersForm(ContentForm):
    def clean_answers(self) -> str:
        """Refuse answers that the career-goal form would ignore, or could not rank by."""
        answers: str = self.cleaned_data["answers"].strip().removeprefix("?")
        if answers == self.instance.answers:
            return answers  # another field is being mended; that must stay possible
        form = goal_form(QueryDict(answers))
        if form.ignored:
            raise ValidationError(f"The career-goal form does not know {', '.join(form.ignored)}.")
        if not form.answers.says_what_matters:
            raise ValidationError("These answers say nothing that frameworks could be ranked by.")
        return answers


@admin.register(Goal)
class GoalAdmin(TextareasMixin, ContentAdmin):
    form = AnswersForm
    list_display = ("name", "position", "support", "freshness", "status")
    list_filter = (FreshnessFilter, "support", "status")
    search_fields = ("name", "slug", "summary")
    prepopulated_fields = {"slug": ("name",)}
    sentences = ("summary", "answers", "reason", "advice", "finding")
    inlines = (sources_inline(Goal),)
    fieldsets = (
        (None, {"fields": ("name", "summary", "slug", "position", "status")}),
        ("Where the form starts from", {"fields": ("answers", "reason")}),
        ("The usual advice", {"fields": ("advice", "support", "finding")}),
        ("Dates", {"fields": DATES}),
    )


@admin.register(Reader)
class ReaderAdmin(TextareasMixin, ContentAdmin):
    form = AnswersForm
    list_display = ("name", "position", "situation", "support", "status")
    list_filter = ("support", "status")
    search_fields = ("name", "slug", "situation")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("expected",)
    sentences = ("situation", "answers", "advice", "why")
    fieldsets = (
        (None, {"fields": ("name", "situation", "slug", "position", "status")}),
        ("What they answer", {"fields": ("answers", "expected")}),
        ("The usual advice", {"fields": ("advice", "support", "why")}),
    )


# --- what the site writes down --------------------------------------------------------------------


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ("name", "made_at")
    search_fields = ("name", "digest")
    date_hierarchy = "made_at"
    fields = ("name", "made_at", "digest", "size")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        # The data of a release are larger than all that is shown of it.
        return super().get_queryset(request).defer("data")

    @admin.display(description="size of the data")
    def size(self, release: Release) -> str:
        length = Length(Cast("data", models.TextField()))
        characters = Release.objects.filter(pk=release.pk).values_list(length, flat=True).get()
        return filesizeformat(characters)


@admin.register(ReaderResult)
class ReaderResultAdmin(ReadOnlyAdmin):
    list_display = ("reader", "release", "verdict", "headline")
    # Not by release: that would load the data of all of them to name them.
    list_filter = ("verdict", "reader")
    search_fields = ("headline", "reader__name", "release__name")
    search_help_text = "Search by reader, release or headline."
    fields = ("reader", "release", "engine", "answers", "headline", "verdict", "pick", "first")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        results = super().get_queryset(request).select_related("reader", "release")
        return results.defer("release__data")
