"""The closing summary of a run, and `status`: counts that any reader can hold against the database."""

from dataclasses import asdict, dataclass

from django.db.models import Q

from daseinswerk.apps.library.models import Document, Edge, Link, Paper, Refusal, Run, Story, Suggestion
from daseinswerk.apps.practices.models import Claim, Record
from daseinswerk.commands.options import tell


@dataclass(frozen=True, slots=True)
class Summary:
    """`papers`: council papers, `papers_deleted` of them tombstones, `papers_title_only` without any text. `documents`:
    current texts. `texts_same`: documents that repeat the text of another. `stories`: matters told more than once."""

    papers: int
    papers_deleted: int
    papers_title_only: int
    documents: int
    refused: int
    texts_same: int
    stories: int
    edges: int
    links: int
    municipalities: int
    suggestions: int
    documents_with_suggestions: int
    claims: int
    claims_without_quote: int
    records: int
    records_confirmed: int

    @classmethod
    def now(cls) -> "Summary":
        current = Document.objects.current()
        claims = Claim.objects.filter(dropped=False)
        return cls(
            papers=Paper.objects.count(),
            papers_deleted=Paper.objects.filter(deleted=True).count(),
            papers_title_only=current.filter(has_text=False).count(),
            documents=current.filter(has_text=True).count(),
            refused=Refusal.objects.count(),
            texts_same=current.filter(copy_of__isnull=False).count(),
            stories=Story.objects.count(),
            edges=Edge.objects.count(),
            links=Link.objects.count(),
            municipalities=Link.objects.filter(kind="municipality").values("key").distinct().count(),
            suggestions=Suggestion.objects.count(),
            documents_with_suggestions=Suggestion.objects.values("document").distinct().count(),
            claims=claims.count(),
            claims_without_quote=claims.filter(Q(quote__isnull=True) & Q(stated_by="")).count(),
            records=Record.objects.count(),
            records_confirmed=Record.objects.filter(state=Record.State.CONFIRMED).count(),
        )

    def as_json(self) -> dict[str, int]:
        return asdict(self)

    def tell(self, before: "Summary", run: Run) -> None:
        """The closing words of a run on stderr."""
        new = self.documents - before.documents
        tell(f"Dokumente: {self.documents} ({new:+d}), davon gleicher Text wie ein anderes: {self.texts_same}")
        if self.papers:
            tell(f"Vorlagen: {self.papers}, davon nur mit Titel: {self.papers_title_only}, gelöscht: {self.papers_deleted}")
        tell(f"Geschichten, die mehrfach erzählt werden: {self.stories}")
        tell(f"Verknüpfungen mit Orten und Organisationen: {self.links} (in {self.municipalities} Kommunen)")
        tell(f"Vorschläge für Praxiseinträge: {self.suggestions} in {self.documents_with_suggestions} Dokumenten")
        refused = list(run.refusals.all()[:20])
        run.refresh_from_db(fields=["counts"])
        before_now = run.counts.get("s1", {}).get("refused_before", 0)
        earlier = f", {before_now} schon früher" if before_now else ""
        tell(f"Abgelehnt: {run.refusals.count()} in diesem Lauf{earlier}, {self.refused} insgesamt" + (":" if refused else ""))
        for item in refused:
            tell(f"  {item.name}: {item.reason}")
