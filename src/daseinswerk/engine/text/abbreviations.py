"""Words that decide what a full stop means: abbreviations, months, and words that open a German sentence.

`NEVER_FINAL` are abbreviations that stand before something (a number, a name, a noun); `CLOSING` may also end a sentence, and
then the next word decides. `OPENERS` are words that are written with a capital only because they open a sentence: articles,
pronouns, prepositions, adverbs, conjunctions. All are lists of function words and office usage, complete enough to be boring.
"""

NEVER_FINAL = frozenset(
    """
    abs abschn abt adr alg allg amtl anl anm ann art az bd bde bearb begr ber bes best betr bez bgm bl bsp bspw bzgl bzw ca chr
    co dez dgl dipl dir dr drs ds ebd ehem eigtl einschl entspr erg evtl exkl fa fam fig fr frl gde geb gef gegr gem ges gest gez
    ggf ggfs ggü hg hptm hr hrn hrsg ing inh inkl insb insbes inv jg jh jhd jur kap kath kfm kl kr kto lfd lic lit lt ltd mag max
    mdl med mind min mio mitgl monatl mrd mtl nachf nat neb nov nördl nr nrn o.g okt östl phil pol pos prod prof prot qm rd ref
    reg rer resp rev rn röm rspr rz s sen sept sog soz sp spez st staatl stv stellv str südl tab techn teilw tel temp tgl top tsd
    unveröff urspr urt usf verf vergl verh verm versch vgl vol vors vorl vorm westl wg wiss wö zit zul zus zw zzgl ziff zz febr
    jan feb apr aug sep mo di mi do fr sa so tz rdnr rdn rn randnr beschl fn fußn bgbl gbl abb plz hbf bhf inkl vs ev evang
    hl dres mdb mdl bauj std einw
    """.split()
)
CLOSING = frozenset("usw etc ff f u.a u.ä p.a o.ä ä a.m v.h n.chr v.chr einw std min sek jhdt jh tsd mio mrd ust mwst str abs".split())
MONTHS = frozenset(
    """
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Feber
    Jan Feb Febr Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez
    """.split()
)
ORDINAL_NOUNS = frozenset(
    """
    Quartal Halbjahr Jahrhundert Jahrtausend Jahr Jahrgang Sitzung Plenarsitzung Änderung Nachtrag Auflage Stock Stockwerk Etage
    Obergeschoss Untergeschoss OG UG Platz Klasse Lesung Mai Bauabschnitt Abschnitt Stufe Phase Generation Kapitel Band Teil Rang
    Preis Tag Woche Monat Wahlperiode Legislaturperiode Bürgermeister Vorsitzender Vorsitzende Stellvertreter Absatz Satz Punkt
    """.split()
)
ORDINAL_CONTEXT = frozenset("am vom zum bis der die das dem den des im seit ab beim zur jeder jede jedes jeden jedem dieser ersten".split())
OPENERS = frozenset(
    """
    Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Kein Keine Keinen Es Er Sie Wir Ich Ihr Man Uns Unser Unsere Sein
    Seine Ihre Dies Diese Dieser Dieses Diesem Diesen Jener Jene Jenes Jede Jeder Jedes Alle Allen Aller Alles Beide Viele Vielen
    Manche Einige Mehrere Solche Welche Welcher Welches Wer Was Wo Wann Warum Weshalb Wie Wieso Wohin Woher In Im Ins An Am Auf Aus Bei
    Beim Bis Durch Für Gegen Hinter Mit Nach Neben Ohne Seit Über Um Unter Vom Von Vor Während Wegen Zu Zum Zur Zwischen
    Ab Trotz Laut Gemäß Aufgrund Anhand Innerhalb Außerhalb Hinsichtlich Bezüglich Als Wenn Weil Da Damit Dass Ob Obwohl Sobald
    Solange Sofern Falls Bevor Nachdem Indem Und Oder Aber Denn Doch Sondern Sowohl Weder Entweder Auch Noch Nur Schon Erst Dann
    Danach Dabei Dadurch Dafür Dagegen Daher Dahin Damals Daneben Daran Darauf Daraus Darin Darüber Darum Darunter Davon Davor
    Dazu Deshalb Deswegen Demnach Dennoch Dort Dorthin Dementsprechend Derzeit Derartige Ebenso Eben Etwa Ferner Folglich Gleichzeitig
    Heute Hier Hierbei Hierdurch Hierfür Hiermit Hierzu Hierüber Hieraus Immer Inzwischen Insgesamt Insbesondere Jedoch Jetzt Künftig
    Mittlerweile Momentan Nun Oft Schließlich Seitdem Selbst Sehr So Somit Sonst Sowie Später Stattdessen Trotzdem Überdies
    Vielmehr Vielleicht Weiter Weitere Weiterhin Zudem Zuletzt Zunächst Zusätzlich Zwar Zugleich Zuvor Anschließend Allerdings
    Außerdem Bereits Bisher Bislang Dazu Erstens Zweitens Drittens Gegebenenfalls Grundsätzlich Häufig Ist Sind War Waren Hat Haben
    Hatte Wird Werden Wurde Wurden Kann Können Konnte Muss Müssen Soll Sollen Sollte Darf Gibt Bitte Ja Nein Nicht Nie Niemand
    Aktuell Ähnlich Andere Anders Andererseits Einerseits Ausgehend Vorerst Vorher Wobei Woraus Näheres Zeitgleich Grund
    The A An It He She They We I This That These In On At For With And But However There
    """.split()
)
