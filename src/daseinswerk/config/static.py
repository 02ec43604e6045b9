"""Static files with hashed names where they have been collected, by their plain names where they have not (tests, first start)."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names once `collectstatic` ran; before that the address of the file itself."""

    manifest_strict = False

    def url(self, name: str, force: bool = False) -> str:
        if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
            return settings.STATIC_URL + name if settings.STATIC_URL.startswith("/") else "/" + settings.STATIC_URL + name
        return super().url(name, force)
