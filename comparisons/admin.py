"""The admin pages of frameworks, tools, features, comparisons and the ledgers."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from comparisons.models import (
    Claim,
    Comparison,
    ComparisonSection,
    Feature,
    FeatureCategory,
    FeatureValue,
    Framework,
    FrameworkFact,
    Metric,
    Milestone,
    Observation,
    Part,
    Prediction,
    SuccessStory,
    Tool,
)
from comparisons.models.predictions import overdue_q
from comparisons.sections import length_problem
from editorial.desk.fields import FreshnessFilter, TextareasMixin
from editorial.desk.parts import PartFormSet, StatementInline, sources_inline
from editorial.desk.records import ContentAdmin

DATES = ("as_of", "checked_on", "good_for")


class FactInline(TextareasMixin, StatementInline):
    model = FrameworkFact
    sentences = ("text", "note")
    fields = ("topic", "text", "note", DATES, "sources")
    classes = ("collapse",)


class ValueInline(TextareasMixin, StatementInline):
    """A whole row or column of the comparison. A value is added on a page of its own."""

    model = FeatureValue
    sentences = ("statement", "note", "reason")
    columns = 34
    classes = ("collapse",)
    show_change_link = True
    # The other half of the cell's address: the feature on a framework's page, and the reverse.
    across = ""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (
            (self.across, "state", "low", "rating", "high", "status"),
            ("statement", "note", "reason"),
            (*DATES, "sources"),
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # The page of a single value explains its fields; here they stand close together.
        return super().formfield_for_dbfield(db_field, request, **kwargs, help_text="")

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[FeatureValue]":
        return super().get_queryset(request).select_related("framework", "feature__category")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # As a select it would list all features again for each of them.
        return (self.across,)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ValuesOfFrameworkInline(ValueInline):
    across = "feature"
    ordering = ("feature__category__position", "feature__position")


class ValuesOfFeatureInline(ValueInline):
    across = "framework"
    ordering = ("framework__slug",)


@admin.register(Framework)
class FrameworkAdmin(ContentAdmin):
    list_display = ("name", "kind", "trains_models", "status", "value_count", "updated_at")
    list_filter = ("status", "trains_models")
    search_fields = ("name", "also_called", "slug", "kind")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (FactInline, ValuesOfFrameworkInline)
    holds = (FeatureValue,)
    fieldsets = (
        (None, {"fields": ("name", "also_called", "kind", "trains_models", "status")}),
        ("In tables and addresses", {"fields": ("slug", "mark", "colour")}),
        ("Links", {"fields": ("homepage", "documentation", "repository")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(value_count=models.Count("values"))

    @admin.display(description="values", ordering="value_count")
    def value_count(self, framework: Any) -> int:
        return int(framework.value_count)


@admin.register(Tool)
class ToolAdmin(TextareasMixin, ContentAdmin):
    list_display = ("name", "state", "since", "owner", "freshness", "as_of", "checked_on", "status")
    list_filter = (FreshnessFilter, "state", "frameworks", "status")
    search_fields = ("name", "also_called", "slug", "role", "owner", "description")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("frameworks", "successors")
    sentences = ("description", "advice")
    inlines = (sources_inline(Tool),)
    fieldsets = (
        (
            None,
            {"fields": ("name", "also_called", "role", "owner", "frameworks", "slug", "status")},
        ),
        ("What has become of it", {"fields": (("state", "since"), "successors", "successor_note")}),
        ("For readers", {"fields": ("description", "advice")}),
        ("Dates", {"fields": DATES}),
    )


@admin.register(FeatureCategory)
class FeatureCategoryAdmin(ContentAdmin):
    list_display = ("name", "position", "feature_count")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "position")
    view_on_site = False  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(feature_count=models.Count("features"))

    @admin.display(description="features", ordering="feature_count")
    def feature_count(self, category: Any) -> int:
        return int(category.feature_count)


@admin.register(Feature)
class FeatureAdmin(ContentAdmin):
    list_display = ("name", "category", "question", "position", "value_count")
    list_filter = ("category",)
    list_select_related = ("category",)
    search_fields = ("name", "slug", "question")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("category",)
    fields = ("name", "question", "category", "position", "slug")
    inlines = (ValuesOfFeatureInline,)
    holds = (FeatureValue,)
    view_on_site = False  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(value_count=models.Count("values"))

    @admin.display(description="values", ordering="value_count")
    def value_count(self, feature: Any) -> int:
        return int(feature.value_count)


@admin.register(FeatureValue)
class FeatureValueAdmin(TextareasMixin, ContentAdmin):
    list_display = (
        "cell",
        "state",
        "rating",
        "freshness",
        "as_of",
        "checked_on",
        "status",
        "updated_at",
    )
    list_filter = (FreshnessFilter, "state", "framework", "feature__category", "status", "rating")
    list_select_related = ("framework", "feature")
    search_fields = ("statement", "note", "reason", "framework__name", "feature__name")
    autocomplete_fields = ("framework", "feature")
    sentences = ("statement", "note", "reason")
    inlines = (sources_inline(FeatureValue),)
    fieldsets = (
        (None, {"fields": (("framework", "feature"), "status")}),
        ("What is so", {"fields": ("state", "statement", "note")}),
        ("How we judge it", {"fields": (("low", "rating", "high"), "reason")}),
        ("Dates", {"fields": DATES}),
    )

    @admin.display(description="value", ordering="framework__slug")
    def cell(self, value: FeatureValue) -> str:
        return f"{value.framework}: {value.feature}"


class SectionFormSet(PartFormSet):
    """The sections of a comparison: "choose this one if" has equal length for both."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        texts = [
            form.cleaned_data["text"]
            for form in self.kept_forms
            if form.cleaned_data["part"] == Part.CHOOSE
        ]
        if problem := length_problem(texts):
            raise ValidationError(problem, code="unequal_length")


class SectionInline(StatementInline):
    model = ComparisonSection
    formset = SectionFormSet
    fields = (("position", "part", "heading", "framework"), "text", DATES, "sources")
    ordering = ("position",)


@admin.register(Comparison)
class ComparisonAdmin(ContentAdmin):
    list_display = ("pair", "featured", "status", "section_count", "updated_at")
    list_filter = ("status",)
    list_select_related = ("first", "second")
    search_fields = ("first__name", "second__name")
    autocomplete_fields = ("first", "second")
    inlines = (SectionInline,)
    fieldsets = ((None, {"fields": (("first", "second"), "status", "featured")}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(section_count=models.Count("sections"))

    @admin.display(description="comparison", ordering="first__slug")
    def pair(self, comparison: Comparison) -> str:
        return f"{comparison.first} and {comparison.second}"

    @admin.display(description="sections", ordering="section_count")
    def section_count(self, comparison: Any) -> int:
        return int(comparison.section_count)


# --- the ledgers ----------------------------------------------------------------------------------


@admin.register(Claim)
class ClaimAdmin(TextareasMixin, ContentAdmin):
    list_display = (
        *("statement", "verdict", "kind", "topic"),
        *("freshness", "as_of", "checked_on", "status", "updated_at"),
    )
    list_filter = (FreshnessFilter, "verdict", "kind", "topic", "frameworks", "status")
    search_fields = ("statement", "slug", "explanation", "true_now", "made_in__title")
    prepopulated_fields = {"slug": ("statement",)}
    autocomplete_fields = ("made_in", "frameworks", "tools", "repeats")
    sentences = ("statement", "explanation", "true_now")
    inlines = (sources_inline(Claim),)
    fieldsets = (
        (None, {"fields": ("statement", ("kind", "topic"), ("slug", "status"))}),
        ("Where it was made", {"fields": ("made_in", "place", "repeats")}),
        ("What it is about", {"fields": ("frameworks", "tools")}),
        ("What has become of it", {"fields": ("verdict", "explanation", "true_now")}),
        ("Dates", {"fields": DATES}),
    )


class OverdueFilter(admin.SimpleListFilter):
    title = "overdue"
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Overdue")]

    def queryset(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]"
    ) -> "models.QuerySet[Any]":
        if self.value() == "yes":
            return queryset.filter(overdue_q(timezone.localdate()))
        return queryset


@admin.register(Prediction)
class PredictionAdmin(TextareasMixin, ContentAdmin):
    list_display = (
        *("statement", "who", "made_on", "due", "outcome", "is_overdue"),
        *("freshness", "checked_on", "status", "updated_at"),
    )
    list_filter = (OverdueFilter, FreshnessFilter, "outcome", "topic", "frameworks", "status")
    search_fields = ("statement", "slug", "who", "explanation", "made_in__title")
    prepopulated_fields = {"slug": ("statement",)}
    autocomplete_fields = ("made_in", "frameworks", "tools", "claims")
    sentences = ("statement", "how_decided", "explanation")
    inlines = (sources_inline(Prediction),)
    fieldsets = (
        (None, {"fields": ("statement", "topic", ("slug", "status"))}),
        (
            "Who said it, when and where",
            {"fields": (("who", "who_is"), ("made_on", "made_on_note"), "made_in")},
        ),
        ("By when, and how it is decided", {"fields": (("due", "due_note"), "how_decided")}),
        ("What it is about", {"fields": ("frameworks", "tools", "claims")}),
        ("How it came out", {"fields": (("outcome", "confidence"), "explanation")}),
        (
            "Dates",
            {"fields": DATES, "description": "Of the outcome; the sources are its evidence."},
        ),
    )

    @admin.display(description="overdue", boolean=True)
    def is_overdue(self, prediction: Prediction) -> bool:
        return prediction.is_overdue(timezone.localdate())


@admin.register(SuccessStory)
class SuccessStoryAdmin(TextareasMixin, ContentAdmin):
    list_display = (
        *("organisation", "built", "industry", "domain", "happened_on", "standing"),
        *("freshness", "as_of", "checked_on", "status", "updated_at"),
    )
    list_filter = (
        *(FreshnessFilter, "standing", "industry", "domain"),
        *("frameworks", "moved_from", "status"),
    )
    search_fields = ("organisation", "built", "slug", "outcome", "other")
    prepopulated_fields = {"slug": ("organisation",)}
    autocomplete_fields = ("frameworks", "tools", "moved_from", "claims")
    sentences = ("built", "outcome", "figures", "standing_reason", "note")
    inlines = (sources_inline(SuccessStory),)
    fieldsets = (
        (None, {"fields": ("organisation", ("industry", "domain"), ("slug", "status"))}),
        ("What was built", {"fields": ("built", "outcome", "figures", "happened_on")}),
        ("With what", {"fields": ("frameworks", "moved_from", "tools", "other")}),
        ("Is it still so?", {"fields": ("standing", "standing_reason", "note")}),
        ("Claims about it", {"fields": ("claims",)}),
        ("Dates", {"fields": DATES}),
    )


# --- adoption -------------------------------------------------------------------------------------


@admin.register(Metric)
class MetricAdmin(TextareasMixin, ContentAdmin):
    """A metric without its readings: there may be a million, and they have a list of their own."""

    list_display = ("name", "topic", "lead", "freshness", "as_of", "checked_on", "status")
    list_filter = (FreshnessFilter, "topic", "lead", "status")
    search_fields = ("name", "slug", "measures")
    prepopulated_fields = {"slug": ("name",)}
    sentences = ("measures", "how_counted", "cannot_show")
    readonly_fields = ("readings",)
    inlines = (sources_inline(Metric),)
    fieldsets = (
        (None, {"fields": ("name", "topic", ("slug", "status"), "readings")}),
        ("What is counted", {"fields": (("unit", "grouped_by"), "measures", "how_counted")}),
        ("How to read it", {"fields": ("lead", "parts_of_whole", "cannot_show")}),
        ("Dates", {"fields": DATES}),
    )

    @admin.display(description="readings")
    def readings(self, metric: Metric) -> str:
        if not metric.pk:
            return "Save the metric first."
        query = {"metric__id__exact": metric.pk}
        path = reverse("admin:comparisons_observation_changelist", query=query)
        return format_html('<a href="{}">All readings of this metric</a>', path)


@admin.register(Observation)
class ObservationAdmin(ContentAdmin):
    """Readings: a million of them are listed as fast as ten."""

    list_display = ("series", "group", "metric", "on", "value", "text", "is_unfinished")
    list_select_related = ("metric",)
    # Of indexed columns only. Newest first by key: by metric, group and series it would sort all.
    list_filter = ("metric", "framework")
    ordering = ("-pk",)
    show_full_result_count = False
    # A sort by any other column reads every row.
    sortable_by = ()
    search_fields = ("=series", "^on")
    search_help_text = "The whole name of a series, or the beginning of a date."
    autocomplete_fields = ("metric", "framework", "source")
    fieldsets = (
        (None, {"fields": ("metric", ("group", "series"), "framework")}),
        ("The reading", {"fields": (("on", "is_unfinished"), ("value", "text"), "note")}),
        ("Where it stands", {"fields": ("source",)}),
    )


@admin.register(Milestone)
class MilestoneAdmin(TextareasMixin, ContentAdmin):
    list_display = ("title", "on", "kind", "is_major", "freshness", "checked_on", "status")
    list_filter = (FreshnessFilter, "kind", "is_major", "frameworks", "status")
    search_fields = ("title", "slug", "meaning", "other")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("frameworks", "tools")
    sentences = ("meaning",)
    inlines = (sources_inline(Milestone),)
    fieldsets = (
        (None, {"fields": ("title", ("on", "kind"), "is_major", ("slug", "status"))}),
        ("What it is about", {"fields": ("frameworks", "tools", "other")}),
        ("For readers", {"fields": ("meaning", "note")}),
        ("Dates", {"fields": DATES}),
    )
