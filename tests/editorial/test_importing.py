"""Importing a file: read, compared, shown, confirmed as one set of changes, and undone."""

import csv
import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from factory.base import FactoryMetaClass
from openpyxl import Workbook

from comparisons.models import FeatureValue
from editorial.content.kinds import registry
from editorial.content.loading import load
from editorial.content.reading import Reader
from editorial.importing.cells import harmless, meant
from editorial.importing.comparing import compare
from editorial.importing.reading import CannotReadError, read
from editorial.models import (
    Change,
    ChangeSet,
    ChangeState,
    ImportedFile,
    Origin,
    Source,
    Status,
)
from tests import factories
from tests.factories import (
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactory,
    MetricFactory,
    ObservationFactory,
    SourceFactory,
    ToolFactory,
)


def as_csv(*rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(content):
    return [row.cells for row in read(content).rows]


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_however_a_spreadsheet_saves_it(encoding, delimiter):
    rows = [
        ["Slug ", "note", ""],
        ["a", "Naïve, “quoted”; with\r\ntwo lines", ""],
        [],
        ["b", "", ""],
    ]
    table = read(as_csv(*rows, delimiter=delimiter, encoding=encoding))
    assert table.header == ["slug", "note"]
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ["a", "Naïve, “quoted”; with\ntwo lines"]),
        (5, ["b", ""]),
    ]


def test_cells_of_xlsx_are_what_a_spreadsheet_shows():
    book = Workbook()
    sheet = book.active
    sheet.append(["text", "number"])
    for value, number_format in [
        (2024, "General"),
        (0.1 + 0.2, "General"),
        (3.0, "General"),
        (1e16, "General"),
        (True, "General"),
        (dt.date(2026, 8, 1), "yyyy-mm-dd"),
        (dt.date(2026, 8, 1), "mmm-yy"),
        (dt.date(2026, 1, 1), 'yyyy" dd"'),
        (
            dt.datetime(2026, 8, 1, 9, 30),  # noqa: DTZ001
            "yyyy-mm-dd hh:mm",
        ),
    ]:
        sheet.append(["x", value])
        sheet.cell(sheet.max_row, 2).number_format = number_format
    book.create_sheet("Notes")
    content = saved(book)
    assert [row[1] for row in cells(content)] == [
        *("2024", "0.3", "3", "10000000000000000", "true"),
        *("2026-08-01", "2026-08", "2026", "2026-08-01T09:30:00"),
    ]
    assert "“Sheet”" in read(content).note


def test_formulas_and_errors_are_not_taken_for_values():
    book = Workbook()
    for row in [["slug", "note"], ["a", "=1+1"], ["b", "#N/A"], ["c", "=1+1"], ["d", "fine"]]:
        book.active.append(row)
    book.active["B3"].data_type = "e"
    book.active["B4"].data_type = "s"  # a text that only looks like one
    rows = read(saved(book)).rows
    assert [row.problem.partition(";")[0] for row in rows] == [
        *("column B holds a formula", "column B holds the error #N/A", "", ""),
    ]
    assert rows[2].cells == ["c", "=1+1"]


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "-5", "'tis", "+", "''", "", "@a", "plain"])
def test_no_text_is_taken_for_a_formula_and_each_comes_back(text):
    assert not harmless(text).startswith(("=", "+", "-", "@"))
    assert meant(harmless(text)) == text


def bomb(name, size):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b" " * size)
    return file.getvalue()


def with_declaration():
    """A workbook whose first sheet declares entities within entities."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx(["slug"], ["a"]))) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
                content = (laughs + content.decode()).encode("utf-16")
            new.writestr(name, content)
    return file.getvalue()


def far_below():
    """A workbook of a few bytes that claims to have a cell a very long way down."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx(["slug"], ["a"]))) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        for name in old.namelist():
            content = re.sub(rb'r="2"', b'r="99999999999"', old.read(name))
            new.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\n\n ,,\n", "empty"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (bomb("xl/workbook.xml", 70 * 1024 * 1024), "unpacks to far too much"),
        (with_declaration(), "declarations that no spreadsheet has"),
        (far_below(), "more lines than a spreadsheet can have"),
        (bomb("readme.txt", 10), "can't be read as XLSX"),
        (b"PK\x03\x04 and no archive", "can't be read as XLSX"),
        (as_xlsx(["slug"], ["a"])[:-200], "can't be read as XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        ("slug\nnaïve".encode("latin-1"), "line 2"),
        ("slug\nnaïve".encode("utf-16"), "UTF-16"),
        (b'slug,note\na,"never closed\nb,c\n', "From line 2"),
        (as_csv(["slug"], *[[n] for n in range(20_001)]), "more than 20,000 rows"),
        (as_csv([f"c{n}" for n in range(101)]), "more than 100 columns"),
        (as_xlsx([f"c{n}" for n in range(101)]), "more than 100 columns"),
        (as_csv(["slug", "", "note"]), "column 2 has no name"),
    ],
)
def test_a_file_that_is_of_no_use_says_why(content, message):
    with pytest.raises(CannotReadError, match=message):
        read(content)


def test_a_line_that_can_not_be_used_says_why():
    rows = read(b"slug,note\na,nul\0inside\nb\nc,d,e\nf,g\n").rows
    assert [(row.line, row.problem) for row in rows] == [
        (2, "note: it holds a character that is no text"),
        (3, "it has 1 cells, and the first line names 2 columns"),
        (4, "it has 3 cells, and the first line names 2 columns"),
        (5, ""),
    ]


# --- from here on with a database -----------------------------------------------------------------

HEADER = ["framework", "feature", "statement", "low", "rating", "high", "sources"]


@pytest.fixture
def values(db):
    """Six values of one framework, to be row 2 to 7 of a file."""
    framework = FrameworkFactory(slug="alpha", name="Alpha")
    source = SourceFactory(slug="docs")
    return [
        FeatureValueFactory(
            framework=framework,
            feature=FeatureFactory(slug=f"feature-{n}", name=f"Feature {n}"),
            statement=f"Statement {n}.",
            sources=[source],
        )
        for n in range(6)
    ]


def row_of(value, **other):
    row = {
        "framework": "alpha",
        "feature": value.feature.slug,
        "statement": value.statement,
        **{name: getattr(value, name) for name in ("low", "rating", "high")},
        "sources": "docs",
    }
    return list((row | other).values())


def upload(client, kind, content, name="values.csv"):
    path = reverse("admin:editorial_import_kind", args=[kind])
    return client.post(path, {"file": SimpleUploadedFile(name, content)})


def previewed(client, kind, *rows):
    """Upload rows, and return the address of the preview with what it shows."""
    response = upload(client, kind, as_csv(*rows))
    assert response.status_code == 302, response.context["form"].errors
    return response.url, " ".join(client.get(response.url).content.decode().split())


def confirmed(client, path, **data):
    response = client.post(path, {"reason": "The new survey."} | data, follow=True)
    return " ".join(response.content.decode().split())


def statements():
    return list(FeatureValue.objects.order_by("pk").values_list("statement", flat=True))


def filled():
    """Make at least one record of every kind, with texts that are hard on a spreadsheet."""
    named = {"framework": FrameworkFactory(slug="alpha")}
    named |= {"first": named["framework"], "second": FrameworkFactory(slug="beta")}
    kinds = {kind.model for kind in registry.values()}
    for factory in vars(factories).values():
        if isinstance(factory, FactoryMetaClass) and factory._meta.model in kinds:
            takes = named.keys() & factory._meta.base_declarations
            factory(**{name: named[name] for name in takes})
    hard = "=cmd|' /C calc'!A0, “naïve”; \t\r\nsecond line  "
    ToolFactory(description=hard, advice="'=1", since="2024-09")
    reading = {"framework": named["framework"], "metric": MetricFactory()}
    ObservationFactory(series="A/B", value="1234567890123.125", **reading)
    ObservationFactory(series="=A", value="-0.5", is_unfinished=True, **reading)
    reading["metric"].sources.add(SourceFactory(slug="another"), SourceFactory(slug="third"))
    scheduled = dt.datetime(2027, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    ToolFactory(publish_at=scheduled, status=Status.DRAFT)


@pytest.mark.django_db
def test_what_was_downloaded_and_not_touched_is_all_unchanged(desk):
    filled()
    for kind in registry.values():
        count = kind.model.objects.count()
        assert count, kind.name
        for form in ("csv", "xlsx"):
            path = reverse("admin:editorial_import_records", args=[kind.name, form])
            response = desk.get(path)
            assert "no-store" in response["Cache-Control"]
            table = read(b"".join(response))
            found = compare(kind, table, response.wsgi_request.user)
            assert (found.unchanged, found.proposed, found.rejected) == (count, [], []), kind.name


@pytest.mark.django_db
def test_a_file_with_a_mistake_in_line_7_is_applied_without_it_and_undone_whole(desk, values):
    rows = [row_of(value, statement=f"New {n}.") for n, value in enumerate(values)]
    rows[0] = row_of(values[0])
    rows[5] = row_of(values[5], low=4, rating=3)
    path, page = previewed(desk, "value", HEADER, *rows)
    assert "0 new, 4 changed, 1 unchanged, 1 rejected" in page.replace("strong>", "").replace(
        "</", ""
    ).replace("<", "")
    assert re.search(r'<th scope="row">7</th><td>.*low ≤ rating ≤ high', page)
    assert "<del>Statement </del>1." in page
    assert "Apply 4 changes, leave out 1 row" in page
    assert statements() == [f"Statement {n}." for n in range(6)]
    assert "required" in confirmed(desk, path, reason="")
    assert not ChangeSet.objects.exists()

    page = confirmed(desk, path, opened=[Source.objects.get(slug="docs").pk])
    assert "Applied: 4 changes from values.csv." in page
    assert statements() == ["Statement 0.", *(f"New {n}." for n in range(1, 5)), "Statement 5."]
    change_set = ChangeSet.objects.get()
    assert (change_set.origin, change_set.made_by.username) == (Origin.IMPORT, "rosa")
    assert not ImportedFile.objects.exists()
    changes = change_set.changes.applied()
    assert {change.reason for change in changes} == {"The new survey."}
    assert all([source.slug for source in change.opened.all()] == ["docs"] for change in changes)
    assert changes[0].fields == {"statement": ["Statement 4.", "New 4."]}

    where = reverse("admin:editorial_changeset_change", args=[change_set.pk])
    assert "Say why it is undone." in confirmed(desk, where, _undo="1", reason="")
    assert "Undone: 4 changes." in confirmed(desk, where, _undo="1", reason="A wrong file.")
    assert statements() == [f"Statement {n}." for n in range(6)]
    undoing = ChangeSet.objects.get(undoes=change_set)
    assert {change.undoes.change_set for change in undoing.changes.all()} == {change_set}
    assert "It has been undone." in confirmed(desk, where, _undo="1")


@pytest.mark.django_db
def test_undoing_is_refused_whole_if_anything_was_changed_since(desk, values):
    path, _ = previewed(desk, "value", HEADER, *(row_of(v, statement="New.") for v in values))
    confirmed(desk, path)
    FeatureValue.objects.filter(pk=values[2].pk).update(statement="Theirs.")
    where = reverse("admin:editorial_changeset_change", args=[ChangeSet.objects.get().pk])
    page = confirmed(desk, where, _undo="1", reason="A wrong file.")
    assert "“Alpha: Feature 2”: Somebody else has changed it since." in page
    assert "Feature 3”:" not in page
    assert statements() == ["New.", "New.", "Theirs.", "New.", "New.", "New."]
    assert ChangeSet.objects.count() == 1


@pytest.mark.django_db
def test_new_records_may_rest_on_one_another_and_undoing_removes_them(desk):
    kept = ToolFactory(slug="kept", name="Kept")
    header = ["slug", "name", "role", "owner", "state", "description", "advice", "since"]
    header += ["as_of", "checked_on", "successors", "sources", "status"]
    words = [
        "Server",
        "A project",
        "deprecated",
        "It serves.",
        "Move on.",
        2020,
        "2026-08",
        "2026-08-01",
    ]
    rows = [
        ["old", "Old", *words, "newer; kept", kept.sources.get().slug, "published"],
        ["newer", "Newer", *words, "", kept.sources.get().slug, "published"],
        ["unsourced", "Unsourced", *words, "", "", "published"],
        ["lost", "Lost", *words, "nowhere", kept.sources.get().slug, "published"],
    ]
    rows[1][4] = rows[2][4] = "active"
    path, page = previewed(desk, "tool", header, *rows)
    assert "<strong>2</strong> new" in page
    assert re.search(r'<th scope="row">4</th><td>.*needs at least one source', page)
    assert re.search(r'<th scope="row">5</th><td>.*There is no tool “nowhere”', page)
    confirmed(desk, path)
    old = registry["tool"].find("old")
    assert sorted(tool.slug for tool in old.successors.all()) == ["kept", "newer"]
    assert old.good_for == 180
    assert old.updated_by.username == "rosa"
    where = reverse("admin:editorial_changeset_change", args=[ChangeSet.objects.get().pk])
    assert "Undone: 2 changes." in confirmed(desk, where, _undo="1")
    assert [tool.slug for tool in type(kept).objects.all()] == ["kept"]
    # And what was undone can be brought back.
    where = reverse("admin:editorial_changeset_change", args=[ChangeSet.objects.latest("pk").pk])
    assert "Undone: 2 changes." in confirmed(desk, where, _undo="1")
    assert registry["tool"].find("old").successors.count() == 2


@pytest.mark.django_db
def test_xlsx_works_like_csv(desk, values):
    header = ["framework", "feature", "as_of", "checked_on", "rating"]
    content = as_xlsx(
        header,
        ["alpha", "feature-0", dt.date(2026, 9, 1), dt.date(2026, 9, 2), 3],
        ["alpha", "feature-1", 2024, "2026-09-02", 3.0],
        ["alpha", "feature-2", "soon", "01/09/2026", "many"],
    )
    response = upload(desk, "value", content, "values.xlsx")
    page = " ".join(desk.get(response.url).content.decode().split())
    assert "<strong>2</strong> changed" in page
    reason = re.search(r'<th scope="row">4</th><td>(.*?)</td>', page)[1]
    assert "checked_on: “01/09/2026” value has an invalid date format" in reason
    assert "rating: “many” value must be an integer" in reason
    confirmed(desk, response.url)
    first, second = FeatureValue.objects.order_by("pk")[:2]
    assert (first.as_of, first.checked_on, first.rating) == ("2026-09-01", dt.date(2026, 9, 2), 3)
    assert (second.as_of, second.rating) == ("2024", 3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["feature", "rating"]], "does not name “framework”"),
        ([["framework", "feature", "stars"]], "“stars” is no column of a value"),
        ([["framework", "feature", "rating", "rating"]], "“rating” is there twice"),
    ],
)
def test_columns_that_do_not_fit_are_refused_before_anything_else(desk, values, rows, message):
    assert message in upload(desk, "value", as_csv(*rows)).context["form"].errors["file"][0]
    parts = upload(desk, "framework", as_csv(["slug", "facts"]))
    assert "“facts” can't be imported" in parts.context["form"].errors["file"][0]
    assert not ImportedFile.objects.exists()


@pytest.mark.django_db
def test_what_is_wrong_with_a_line_is_said_with_its_number(desk, values):
    rows = [
        row_of(values[0], statement="New."),
        row_of(values[0], statement="Another."),
        row_of(values[1], framework=""),
        row_of(values[2], sources="docs; nothing"),
        row_of(values[3], sources=""),
        row_of(values[4], sources="docs;docs"),
        row_of(values[5], feature="nowhere"),
    ]
    _, page = previewed(desk, "value", HEADER, *rows)
    reasons = dict(re.findall(r'<th scope="row">(\d+)</th><td>(.*?)</td>', page))
    assert "stands in line 3 too" in reasons["2"]
    assert "stands in line 2 too" in reasons["3"]
    assert "“framework” is empty" in reasons["4"]
    assert "There is no source “nothing”" in reasons["5"]
    assert "needs at least one source" in reasons["6"]
    assert "“docs” is listed twice" in reasons["7"]
    assert "There is no feature “nowhere”" in reasons["8"]
    assert "Apply" not in page


@pytest.mark.django_db
def test_a_record_that_changed_since_the_preview_is_shown_again_and_nothing_applied(desk, values):
    rows = [row_of(value, statement="New.") for value in values[:3]]
    path, _ = previewed(desk, "value", HEADER, *rows)
    FeatureValue.objects.filter(pk=values[1].pk).update(statement="Theirs.")
    page = confirmed(desk, path)
    assert "1 row would now do something else" in page
    assert page.count("Changed since you looked") == 1
    assert "<del>Theirs.</del>" in page
    assert 'value="The new survey."' in page
    assert not Change.objects.exists()
    assert "Applied: 3 changes" in confirmed(desk, path)
    assert statements()[:3] == ["New."] * 3
    # Confirmed twice, as by a double click: the file is gone.
    assert desk.post(path, {"reason": "Again."}).status_code == 404


@pytest.mark.django_db
def test_an_editor_proposes_the_set_and_a_reviewer_applies_it(drafting, desk, values, editor):
    rows = [row_of(value, statement="New.") for value in values]
    path, page = previewed(drafting, "value", HEADER, *rows)
    assert "Propose 6 changes" in page
    # Nobody else sees it, and nobody confirms it for them.
    assert desk.get(path).status_code == desk.post(path, {"reason": "Mine."}).status_code == 404
    assert "Proposed: 6 changes" in confirmed(drafting, path)
    change_set = ChangeSet.objects.get()
    assert change_set.changes.proposed().count() == 6
    assert statements()[0] == "Statement 0."
    where = reverse("admin:editorial_changeset_change", args=[change_set.pk])
    assert drafting.post(where, {"_apply": "1"}).status_code == 403
    assert drafting.post(where, {"_decline": "1", "reason": "No."}).status_code == 403

    FeatureValue.objects.filter(pk=values[4].pk).update(statement="Theirs.")
    page = confirmed(desk, where, _apply="1")
    assert "“Alpha: Feature 4”: Somebody else has changed it since." in page
    assert statements()[0] == "Statement 0."
    FeatureValue.objects.filter(pk=values[4].pk).update(statement="Statement 4.")
    assert "Applied: 6 changes." in confirmed(desk, where, _apply="1")
    assert statements() == ["New."] * 6
    change = change_set.changes.first()
    assert (change.made_by, change.decided_by.username) == (editor, "rosa")
    assert drafting.post(where, {"_undo": "1", "reason": "No."}).status_code == 403
    assert "Undo all" not in drafting.get(where).content.decode()
    assert "Undo all" in desk.get(where).content.decode()


@pytest.mark.django_db
def test_a_set_is_withdrawn_or_declined_as_a_whole(drafting, desk, values):
    for button, state in (("_withdraw", ChangeState.WITHDRAWN), ("_decline", ChangeState.DECLINED)):
        path, _ = previewed(drafting, "value", HEADER, row_of(values[0], statement="New."))
        confirmed(drafting, path)
        change_set = ChangeSet.objects.latest("pk")
        where = reverse("admin:editorial_changeset_change", args=[change_set.pk])
        client = drafting if button == "_withdraw" else desk
        if button == "_decline":
            assert "Say why" in confirmed(client, where, **{button: "1", "reason": ""})
        confirmed(client, where, **{button: "1"})
        assert change_set.changes.get().state == state
    assert statements()[0] == "Statement 0."
    sets = desk.get(reverse("admin:editorial_changeset_changelist")).context["cl"].result_list
    assert [(found.change_count, found.waiting_count) for found in sets] == [(1, None), (1, None)]


@pytest.mark.django_db
def test_a_flip_needs_a_reason_which_one_change_of_the_set_carries(desk, values, monkeypatch):
    def places():
        flipped = FeatureValue.objects.filter(statement="New.").count() == 2
        return {"Student": "Beta" if flipped else "Alpha"}

    for module in ("editorial.importing.applying", "editorial.applying"):
        monkeypatch.setattr(f"{module}.first_places", places)
    path, page = previewed(
        desk, "value", HEADER, *(row_of(value, statement="New.") for value in values[:2])
    )
    assert "Student: Beta instead of Alpha" in page
    assert "This field is required." in confirmed(desk, path)
    assert not Change.objects.exists()
    confirmed(desk, path, flip_reason="Beta is better by now.")
    told = [(change.flips, change.flip_reason) for change in Change.objects.order_by("pk")]
    flip = {"reader": "Student", "before": "Alpha", "after": "Beta"}
    assert told == [([flip], "Beta is better by now."), ([], "")]
    where = reverse("admin:editorial_changeset_change", args=[ChangeSet.objects.get().pk])
    assert "Student: Alpha instead of Beta" in confirmed(desk, where, _undo="1")
    assert statements()[0] == "New."
    confirmed(desk, where, _undo="1", flip_reason="It was a wrong file.")
    assert statements()[0] == "Statement 0."


@pytest.mark.django_db
def test_who_may_not_change_a_kind_may_not_import_it(client, drafting, editor, values):
    paths = [
        reverse("admin:editorial_import"),
        reverse("admin:editorial_import_kind", args=["value"]),
        reverse("admin:editorial_import_records", args=["value", "csv"]),
        previewed(drafting, "value", HEADER, row_of(values[0], statement="New."))[0],
    ]
    sets = reverse("admin:editorial_changeset_changelist")
    assert all(drafting.get(path).status_code == 200 for path in [*paths, sets])
    assert all(client.get(path).status_code == 302 for path in [*paths, sets])
    unknown = reverse("admin:editorial_import_kind", args=["nothing"])
    assert drafting.get(unknown).status_code == 404
    editor.groups.clear()
    assert {drafting.get(path).status_code for path in [*paths, sets]} == {403}
    assert drafting.post(paths[-1], {"reason": "Still."}).status_code == 403
    assert not Change.objects.exists()


@pytest.mark.django_db
def test_who_may_not_add_brings_in_no_new_record(drafting, editor):
    group = editor.groups.get()
    group.permissions.remove(group.permissions.get(codename="add_source"))
    _, page = previewed(drafting, "source", ["slug", "title"], ["new", "New"])
    assert "there is no source “new”, and you may not add one" in page


@pytest.mark.django_db
def test_a_file_is_discarded_by_its_editor_or_after_a_day(desk, values):
    first, _ = previewed(desk, "value", HEADER, row_of(values[0], statement="New."))
    ImportedFile.objects.update(uploaded_at=timezone.now() - dt.timedelta(hours=25))
    second, _ = previewed(desk, "value", HEADER, row_of(values[0], statement="New."))
    assert desk.get(first).status_code == 404
    assert "Nothing was imported." in confirmed(desk, second, _discard="1")
    assert not ImportedFile.objects.exists()


@pytest.mark.django_db
def test_queries_stay_the_same_with_what_is_unchanged_and_grow_evenly_with_what_is_not(
    desk, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("editorial.importing.applying.PAGES_BY_TITLE", 0)
    framework, source = FrameworkFactory(slug="alpha"), SourceFactory(slug="docs")
    values = [FeatureValueFactory(framework=framework, sources=[source]) for _ in range(12)]

    def queries(changed, unchanged):
        rows = [row_of(value, statement="New.") for value in values[:changed]]
        rows += [row_of(value) for value in values[changed : changed + unchanged]]
        with django_assert_max_num_queries(400) as counted:
            path = upload(desk, "value", as_csv(HEADER, *rows)).url
        with django_assert_max_num_queries(6):  # session, user, rights (2), file, sources
            desk.get(path)
        return len(counted)

    assert queries(0, 2) == queries(0, 12)
    one, two, three = queries(2, 0), queries(4, 0), queries(6, 0)
    assert three - two == two - one


@pytest.mark.django_db
def test_a_load_of_the_content_files_is_a_set_too_and_undone_if_it_only_changed(desk, tmp_path):
    file = tmp_path / "skills.yaml"
    file.write_text("- slug: python\n  name: Python\n")
    load(Reader(tmp_path).entries, reason="Researched.")
    first = ChangeSet.objects.get()
    assert (first.origin, str(first)) == (Origin.CONTENT, "Content files")
    assert [change.title for change in first.changes.order_by("pk")] == ["Python", "1 skill"]
    load(Reader(tmp_path).entries)
    assert ChangeSet.objects.count() == 1
    where = reverse("admin:editorial_changeset_change", args=[first.pk])
    page = desk.get(where).content.decode()
    assert "It can&#x27;t be undone whole" in page
    assert "Undo all" not in page
    assert "It can&#x27;t be undone whole" in confirmed(desk, where, _undo="1")

    file.write_text("- slug: python\n  name: Python 3\n")
    load(Reader(tmp_path).entries)
    second = ChangeSet.objects.latest("pk")
    where = reverse("admin:editorial_changeset_change", args=[second.pk])
    assert "Undone: 1 change." in confirmed(desk, where, _undo="1")
    assert registry["skill"].find("python").name == "Python"
