"""The steps of the demo: register, starter corpus through the whole line, accounts, words at the end."""

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Run, Source
from daseinswerk.apps.office import demo_accounts
from daseinswerk.apps.office.actions import create_account
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.places.models import Municipality, Organisation
from daseinswerk.commands.options import tell
from daseinswerk.commands.progress_line import ProgressLine
from daseinswerk.commands.serve_command import collect_static
from daseinswerk.commands.setup import prepare
from daseinswerk.commands.summary import Summary
from daseinswerk.pipeline.run import execute
from daseinswerk.starter import starter_folder

CAST = (  # an account for each role, and a second member to confirm; none belongs to a real house: nobody there said anything
    ("leserin", Role.READER, "Leserin"),
    ("mitglied", Role.MEMBER, "Mitglied"),
    ("zweite", Role.MEMBER, "Zweites Mitglied"),
    ("buero", Role.OFFICE, "Geschäftsstelle"),
    ("admin", Role.ADMINISTRATOR, "Administration"),
)


def read_corpus(workers: int) -> None:
    """Tables, register, corpus: what is there already costs a moment."""
    tell("Verzeichnis der Kommunen und Tabellen …")
    prepare()
    tell(f"{Municipality.objects.count()} Kommunen, {Organisation.objects.count()} kommunale Unternehmen.")
    corpus = starter_folder() / "corpus"
    done = Run.objects.filter(kind=Source.Kind.STARTER, state=Run.State.DONE).exists()
    if not done:
        run = Run.objects.filter(kind=Source.Kind.STARTER).first()
        run = run or runs.ask_for(kind=Source.Kind.STARTER, what={"paths": [str(corpus)]}, name="Erstausstattung", mine=True)
        before, line = Summary.now(), ProgressLine()
        execute(run, workers=workers, listener=line.show)
        line.close()
        Summary.now().tell(before, run)
    collect_static()


def make_accounts() -> None:
    """Accounts with random passwords, printed when they are made."""
    if User.objects.exists():
        tell("Die Konten stehen auf der Anmeldeseite.")
        return
    accounts = []
    for name, role, words in CAST:
        _, password = create_account(by=None, username=name, role=role, display_name=words)
        accounts.append(demo_accounts.DemoAccount(name, password, words))
    demo_accounts.save(tuple(accounts))
    tell("Konten (stehen auch auf der Anmeldeseite, solange die Seite nur auf diesem Rechner erreichbar ist):")
    for account in accounts:
        tell(f"  {account.username:10} {account.password}   {account.role}")
