"""The admin pages of frameworks, tools, features and comparisons."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from comparisons.models import (
    Comparison,
    ComparisonSection,
    Feature,
    FeatureCategory,
    FeatureValue,
    Framework,
    FrameworkFact,
    Part,
    Tool,
)
from comparisons.sections import length_problem
from editorial.content_admin import (
    ContentAdmin,
    FreshnessFilter,
    PartFormSet,
    StatementInline,
    TextareasMixin,
    sources_inline,
)

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
    search_fields = ("name", "slug", "kind")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (FactInline, ValuesOfFrameworkInline)
    holds = (FeatureValue,)
    fieldsets = (
        (None, {"fields": ("name", "kind", "trains_models", "status")}),
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
    search_fields = ("name", "slug", "role", "owner", "description")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("frameworks", "successors")
    sentences = ("description", "advice")
    inlines = (sources_inline(Tool),)
    fieldsets = (
        (None, {"fields": ("name", "role", "owner", "frameworks", "slug", "status")}),
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
