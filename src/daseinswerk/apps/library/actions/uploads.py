"""Uploaded files wait in the inbox of the home folder, by run, until the run has archived them."""

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Run, Source
from daseinswerk.apps.office.models import User


@transaction.atomic
def upload(*, by: User, files: Iterable[UploadedFile], ags: str = "") -> Run:
    """Keep the files and write the job."""
    files = list(files)
    run = runs.ask_for(kind=Source.Kind.UPLOAD, what={}, name=", ".join(file.name for file in files)[:200], owner=by)
    folder = settings.HOME / "inbox" / str(run.pk)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [str(_keep(folder, file)) for file in files]
    Run.objects.filter(pk=run.pk).update(what={"paths": paths, "ags": ags})
    run.refresh_from_db()
    return run


def clear_inbox(*, run: Run) -> None:
    """The originals are in the archive: the inbox of a finished run is not needed any more."""
    shutil.rmtree(settings.HOME / "inbox" / str(run.pk), ignore_errors=True)


def _keep(folder: Path, file: UploadedFile) -> Path:
    """Write one file under its own plain name; a second one of the same name in one upload gets a number."""
    name = PurePosixPath(file.name.replace("\\", "/")).name.lstrip(".")[:150] or "datei"
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    with open(path, "wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path
