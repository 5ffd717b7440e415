from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = "Careers"

    def ready(self) -> None:
        from careers.guide.readers import record_results
        from editorial.signals import content_changed

        # The recommendation follows the content: a change that can change an answer is a release.
        content_changed.connect(
            lambda **_: record_results(), dispatch_uid="careers.guide.readers", weak=False
        )
