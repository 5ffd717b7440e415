from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Editorial"

    def ready(self) -> None:
        # Every app describes its own content; editorial imports none of them by name.
        autodiscover_modules("content_kinds")

        from editorial import older_databases, schedule, upkeep
        from editorial.search import index

        register(older_databases.in_part, Tags.database)
        index.follow_content()
        upkeep.follow_content()
        schedule.follow_content()
