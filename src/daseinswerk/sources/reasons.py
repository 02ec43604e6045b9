"""Why something was refused, in the words the office reads. One table, so that the same fault always has the same sentence.

Every sentence says what is wrong and, where a person can do something, what. `{…}` are filled in where the reason arises.
"""

MIB = 1024 * 1024

# -- the file as a whole
TOO_BIG = "Die Datei ist größer als {limit} MB."
EMPTY = "Die Datei ist leer."
NO_TEXT = "Die Datei enthält keinen lesbaren Text."
SCANNED = "Das PDF enthält keinen Text, vermutlich ist es ein Scan. Bitte zuerst eine Texterkennung laufen lassen."
DAMAGED = "Die Datei ist beschädigt und lässt sich nicht lesen."
ENCRYPTED = "Die Datei ist mit einem Passwort geschützt. Bitte ohne Passwort speichern."
TWO_KINDS = "Die Datei gibt sich als zwei Dateiarten zugleich aus. Das ist verdächtig, sie wird nicht gelesen."
NOT_WHAT_IT_SAYS = "Die Datei nennt sich {claimed}, ihr Inhalt ist aber etwas anderes ({found})."
UNKNOWN_KIND = "Diese Dateiart wird nicht gelesen. Möglich sind PDF, DOCX, ODT, HTML und Text."
KNOWN_BUT_UNREAD = "{what} werden nicht gelesen. Bitte als PDF oder DOCX speichern."
TOO_MUCH_TEXT = "Die Datei enthält mehr als {limit} Millionen Zeichen Text."
TOO_MANY_PAGES = "Das PDF hat mehr als {limit} Seiten."
TABLE = "Tabellen werden nur als Listen von Internetadressen gelesen, andere bitte als PDF oder DOCX speichern."
NO_LINKS = "In der Tabelle stehen keine Internetadressen. Tabellen werden nur als Listen von Adressen gelesen."

# -- text
BINARY = "Die Datei enthält keinen Text, sondern Binärdaten."
UNKNOWN_ENCODING = "Die Zeichencodierung der Textdatei ist nicht zu erkennen. Bitte als UTF-8 speichern."

# -- archives and XML
UNPACKED_TOO_BIG = "Der Inhalt wird beim Entpacken größer als {limit} MB."
PACKED_TOO_TIGHT = "Der Inhalt ist verdächtig stark gepackt (mehr als {limit}-fach)."
TOO_MANY_MEMBERS = "Das Archiv enthält mehr als {limit} Dateien."
DAMAGED_ARCHIVE = "Das Archiv ist beschädigt und lässt sich nicht öffnen."
ARCHIVE_IN_ARCHIVE = "Ein Archiv im Archiv wird nicht geöffnet. Bitte zuerst entpacken."
OUTSIDE = "Der Name führt aus dem Archiv hinaus. Die Datei wird nicht gelesen."
LINK_IN_ARCHIVE = "Der Eintrag ist eine Verknüpfung und keine Datei."
SAME_NAME = "Im Archiv gibt es den Namen mehrmals. Nur die erste Datei wird gelesen."
PACKED_UNUSUALLY = (
    "Der Eintrag ist mit einem Verfahren gepackt, das nicht gelesen wird. Bitte als gewöhnliches ZIP speichern."
)
HAS_DTD = "Die Datei bringt eigene XML-Regeln (DTD) mit. Solche Dateien werden nicht gelesen."
TOO_DEEP = "Die Datei ist zu tief verschachtelt."

# -- folders
NOT_THERE = "Diese Datei oder dieser Ordner ist nicht vorhanden."
UNREADABLE = "Die Datei darf nicht gelesen werden (fehlende Rechte)."
LINK_OUTSIDE = "Die Verknüpfung führt aus dem Ordner hinaus."
NO_FILE = "Das ist keine gewöhnliche Datei."

# -- the sandbox
TOOK_TOO_LONG = "Das Lesen dauerte länger als {limit} Sekunden und wurde abgebrochen."
TOO_MUCH_MEMORY = "Das Lesen brauchte zu viel Arbeitsspeicher und wurde abgebrochen."
READER_DIED = "Die Datei hat das Leseprogramm zum Absturz gebracht und wird nicht gelesen."

# -- addresses
NO_ADDRESS = "Das ist keine Webadresse. Sie beginnt mit https:// oder http://."
SCHEME = "Nur Adressen mit https:// oder http:// werden abgerufen."
PORT = "Der Anschluss (Port) {port} ist nicht erlaubt."
USER_IN_ADDRESS = "Adressen mit Benutzername oder Passwort werden nicht abgerufen."
ODD_CHARACTERS = "Die Adresse enthält unzulässige Zeichen."
ODD_NUMBER = "Der Rechner ist mit einer ungewöhnlich geschriebenen Zahl angegeben. Bitte den Namen angeben."
INTERNAL = "Die Adresse führt in ein internes Netz. Nur öffentliche Adressen werden abgerufen."
NAME_UNKNOWN = "Der Name {host} ist im Internet nicht zu finden."

# -- the reply
NOT_REACHED = "Die Website {host} war nicht zu erreichen."
TLS_FAILED = "Die Website {host} konnte sich nicht ausweisen (Zertifikat)."
DEADLINE = "Die Website antwortete nicht vollständig innerhalb von {limit} Sekunden."
REPLY_TOO_BIG = "Die Antwort der Website ist größer als {limit} MB."
REPLY_BROKEN = "Die Antwort der Website ist fehlerhaft oder brach ab."
REPLY_PACKED_TWICE = "Die Antwort der Website ist auf unübliche Weise gepackt."
TOO_MANY_HOPS = "Die Website leitet zu oft weiter."
HOP_WITHOUT_TARGET = "Die Website leitet weiter, nennt aber kein Ziel."
HOP_TO_HTTP = "Die Website leitet auf eine unverschlüsselte Adresse weiter."
ROBOTS = "Die Website bittet, diese Seite nicht automatisch abzurufen (robots.txt)."
ROBOTS_UNKNOWN = "Ob die Website automatische Abrufe erlaubt, war nicht festzustellen (robots.txt nicht erreichbar)."
RESERVED = "Der Herausgeber behält sich die maschinelle Auswertung vor (§ 44b UrhG). Ist eine Lizenz geklärt, tragen Sie sie bei der Quelle ein."
PAUSE = "Die Website bittet um eine Pause. Bitte später noch einmal versuchen."
ENOUGH_TODAY = "Von der Website {host} ist für heute genug geholt. Morgen geht es weiter."
HOST_LEFT = "Die Website {host} antwortete {times}-mal hintereinander nicht wie erwartet. In diesem Besuch wird sie nicht weiter gefragt."
NOT_FOUND = "Die Seite gibt es nicht (Antwort {status})."
FORBIDDEN = "Die Website verweigert den Zugriff (Antwort {status})."
SERVER_FAULT = "Die Website meldet einen Fehler (Antwort {status})."
ERROR_PAGE = "Die Website zeigt statt der Seite eine Fehlermeldung („{said}“)."
LED_TO_START = "Die Adresse leitet auf die Startseite um. Vermutlich gibt es die Seite nicht mehr."

# -- lists: feeds, sitemaps, tables of addresses
NO_FEED = "Unter dieser Adresse liegt kein Feed (RSS oder Atom)."
NO_SITEMAP = "Unter dieser Adresse liegt keine Sitemap."
TOO_MANY_ENTRIES = "Die Liste hat mehr als {limit} Einträge."
NO_LINK = "Der Eintrag nennt keine Adresse, unter der er zu lesen wäre."
MORE_NEXT_TIME = "{done} Seiten wurden abgerufen, {rest} weitere folgen beim nächsten Besuch."
SOME_LISTS_UNREAD = "{count} Teile der Sitemap waren nicht zu lesen: {reason}"
LISTS_TOO_DEEP = "Die Sitemap verweist in mehr als {limit} Stufen auf weitere."
EMPTY_LIST = "Die Adresse ist lesbar, aber sie listet zurzeit nichts auf."
NO_FOLDER = "Das ist kein Ordner und keine Tabelle mit Adressen."

# -- OParl dumps
LINE_BROKEN = "Die Zeile ist kein gültiges JSON."
LINE_TOO_LONG = "Die Zeile ist länger als {limit} MB."
NO_OBJECT = "Der Eintrag ist kein OParl-Objekt (Kennung fehlt)."
SAME_OBJECT = "Das Objekt kommt mehrmals vor. Nur das erste zählt."
TEXT_WITHOUT_PAPER = "Zum Text gibt es keine Vorlage."
TEXT_AMBIGUOUS = "Zum Text passen mehrere Vorlagen."
TEXT_EMPTY = "Der Text ist leer."
FILE_CUT = "Die Datei endet mitten im Inhalt, der Rest fehlt."
NO_DUMP = "Im Ordner liegen keine OParl-Objekte."

# -- what a source no longer shows
TOMBSTONE = "Die Quelle meldet, dass der Eintrag gelöscht wurde."
GONE_FOR_GOOD = "Die Website meldet, dass es die Seite auf Dauer nicht mehr gibt (Antwort 410)."
MISSED = "Die Quelle führt den Eintrag seit dem {day} nicht mehr auf (Besuche: {times})."
MISSED_404 = "Die Seite gibt es seit dem {day} nicht mehr (Antwort 404, Besuche: {times})."
