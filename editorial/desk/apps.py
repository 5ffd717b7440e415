from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with the pages of the editors' desk."""

    default_site = "editorial.desk.site.Desk"
