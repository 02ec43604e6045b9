"""Sources, the runs of the line, the visits to watched sources, what came in and what was refused."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """Where documents come from. A source with `watch` set is visited again and again at its rhythm; the others came once."""

    class Kind(models.TextChoices):
        STARTER = "starter", _("Erstausstattung")
        FOLDER = "folder", _("Ordner oder Datei")
        UPLOAD = "upload", _("Hochgeladen")
        PASTE = "paste", _("Eingefügter Text")
        WEB = "web", _("Internetseite")
        FEED = "feed", _("Feed (RSS oder Atom)")
        SITEMAP = "sitemap", _("Internetauftritt (Sitemap)")
        LINKS = "links", _("Tabelle mit Adressen")
        OPARL = "oparl", _("Ratsinformationssystem (OParl)")

    class Watch(models.TextChoices):
        NOT = "", _("wird nicht beobachtet")
        ACTIVE = "active", _("wird beobachtet")
        PAUSED = "paused", _("angehalten")
        ASKS = "asks", _("wartet auf eine Antwort")  # a visit would withdraw so much that a person must decide

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    address = models.CharField(max_length=1000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    # -- what it publishes
    publisher = models.CharField(max_length=300, blank=True)
    ags = models.CharField(max_length=8, blank=True)  # of the municipality whose voice it is: default sense of its place names
    document_kind = models.CharField(max_length=40, blank=True)  # press, council, … as `Document.kind`; empty: the reading decides
    tier = models.PositiveSmallIntegerField(default=3)  # 1 a body about itself, 2 a body about others, 3 editorial, 4 anyone (exchange.md § 6)
    contact = models.EmailField(blank=True)  # who answers for it at the publisher: gets its health page
    note = models.CharField(max_length=1000, blank=True)
    # -- watching
    watch = models.CharField(max_length=8, choices=Watch, blank=True, default=Watch.NOT, db_index=True)
    rhythm = models.PositiveSmallIntegerField(default=24)  # hours between two visits
    due = models.DateTimeField(null=True, db_index=True)
    expected = models.PositiveSmallIntegerField(null=True)  # at least so many new items a week; silence becomes a notice
    full_visit = models.DateTimeField(null=True)  # when everything it lists was last compared, not only what is new
    failures = models.PositiveSmallIntegerField(default=0)  # visits in a row that failed
    options = models.JSONField(default=dict)  # of its adapter: {"include": "/presse/", "body": "https://…", "most": 200}
    cursor = models.JSONField(default=dict)  # the adapter's memory between visits: {"modified_since": "…"}
    token = models.CharField(max_length=43, blank=True)  # opens its health page for the owner without an account
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One run of the line. The site writes it as `queued` and starts the command line; progress is read from this row."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wartet")
        RUNNING = "running", _("läuft")
        DONE = "done", _("fertig")
        FAILED = "failed", _("gescheitert")
        CANCELLED = "cancelled", _("abgebrochen")

    kind = models.CharField(max_length=20, choices=Source.Kind, blank=True)
    what = models.JSONField(default=dict)  # {"paths": [...]} {"addresses": [...]} {"dump": "…"} {"texts": [...]}
    name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=12, blank=True)  # s1 … s6
    done = models.PositiveIntegerField(default=0)  # of the present stage
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # per stage: {"s2": {"done": 60, "refused": 2, "seconds": 1.2}}
    message = models.CharField(max_length=500, blank=True)  # why it failed, in words
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    pid = models.PositiveIntegerField(null=True)
    engine_version = models.CharField(max_length=20, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]


class Visit(models.Model):
    """One harvest of one watched source: what it brought, what was missing, how it ended."""

    class State(models.TextChoices):
        RUNNING = "running", _("läuft")
        DONE = "done", _("fertig")
        CUT = "cut", _("unvollständig")  # ended before everything was seen: absence proves nothing
        FAILED = "failed", _("gescheitert")
        ASKS = "asks", _("fragt nach")  # the guard against mass withdrawal stopped it

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="visits")
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="visits")
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    full = models.BooleanField(default=False)  # asked for everything, not only for what is new
    complete = models.BooleanField(default=False)  # saw everything the source lists
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)  # listed before, not now: not withdrawn yet
    withdrawn = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    requests = models.PositiveIntegerField(default=0)
    received = models.PositiveBigIntegerField(default=0)  # bytes
    message = models.CharField(max_length=500, blank=True)
    findings = models.JSONField(default=list)  # for the owner: [{"what": "…", "times": 3, "address": "https://…"}]
    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["source", "-id"], name="library_visit_latest"),
            models.Index(fields=["started", "source", "new"], name="library_visit_week"),  # what came in seven days, on every page of the office
        ]


class Listing(models.Model):
    """One thing a watched source lists, or once listed, and what became of it (exchange.md § 6). Never deleted.

    `evidence`: why it is held to be missing or withdrawn, in one sentence. A thing that comes back is the same row again.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("da")
        MISSING = "missing", _("vermisst")
        GONE = "gone", _("vermutlich fort")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    class Guard(models.TextChoices):
        NOT = "", ""
        ASKED = "asked", _("gefragt")  # a visit would have withdrawn it with too many others: a person decides
        KEPT = "kept", _("behalten")  # the person decided to leave it in the library although the source no longer shows it

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="listings")
    external_id = models.CharField(max_length=1000)
    address = models.CharField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE, db_index=True)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=60, blank=True)  # Last-Modified as the server wrote it
    stamp = models.CharField(max_length=64, blank=True)  # what the list says of it, hashed: a hint whether to look again
    sha256 = models.CharField(max_length=64, blank=True)  # of the bytes last seen
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    missing_since = models.DateTimeField(null=True)
    missing_visits = models.PositiveSmallIntegerField(default=0)
    evidence = models.CharField(max_length=300, blank=True)
    guard = models.CharField(max_length=5, choices=Guard, blank=True, default=Guard.NOT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="library_listing_once")]


class Original(models.Model):
    """One thing as it came: a file, a page, a text of a dump. The bytes lie in the archive folder under their SHA-256."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        READ = "read", _("gelesen")
        REFUSED = "refused", _("abgelehnt")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="originals")
    external_id = models.CharField(max_length=1000)  # path inside the source, address, or file id: says what it is *of*
    name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    details = models.JSONField(default=dict)  # what the source says of it: title, date, publisher, kind, ags, paper
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    fetched = models.DateTimeField(auto_now_add=True)
    reader = models.CharField(max_length=20, blank=True)  # version of the program that refused to read it: a later one tries again

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id", "sha256"], name="library_original_once"),
        ]


class Refusal(models.Model):
    """What was not taken, at which stage, and why, in one sentence for the office. Nothing disappears."""

    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="refusals")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="refusals")
    original = models.OneToOneField(Original, null=True, on_delete=models.CASCADE, related_name="refusal")
    stage = models.CharField(max_length=12)
    name = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)
    address = models.CharField(max_length=2000, blank=True)  # of the thing, where the source gives one
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["source", "stage", "name", "reason"], name="library_refusal_once")]
