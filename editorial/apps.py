from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Editorial"

    def ready(self) -> None:
        # Every app describes its own content; editorial imports none of them by name.
        autodiscover_modules("content_kinds")

        from editorial import schedule, upkeep
        from editorial.search import index

        index.follow_content()
        upkeep.follow_content()
        schedule.follow_content()
