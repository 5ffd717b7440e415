from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = "Careers"

    def ready(self) -> None:
        from careers.guide.first_places import first_places
        from careers.guide.readers import record_results
        from careers.guide.resting import readers_resting
        from editorial.signals import content_changed, first_places_asked, readers_resting_asked

        # The recommendation follows the content: a change that can change an answer is a release.
        content_changed.connect(
            lambda **_: record_results(), dispatch_uid="careers.guide.readers", weak=False
        )
        first_places_asked.connect(
            lambda **_: first_places(), dispatch_uid="careers.guide.first_places", weak=False
        )
        readers_resting_asked.connect(
            lambda **_: readers_resting(), dispatch_uid="careers.guide.resting", weak=False
        )
