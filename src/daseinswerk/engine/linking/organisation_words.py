"""Words that decide where the name of an organisation begins and ends in a German sentence."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The name does not reach over these to the left, and does not begin with them.
FUNCTION_WORDS = _words(
    """
    ab aber alle allem allen aller alles als also am an auch auf aus außer außerdem bei beide beiden beim bereits bis bzw
    da dabei daher damit danach dann daran darüber das dass dem den denen denn der deren des deshalb dessen die dies diese
    diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines entsprechend etwa falls ferner für gegen
    gegenüber gemäß haben hat hierbei hierzu hinter ihr ihre ihrem ihren ihrer im in ins insbesondere ist jede jedem jeden
    jeder jedoch kein keine laut mehrere mit nach nachdem neben nicht noch nun nunmehr nur ob oder ohne sein seine seinem
    seinen seiner seit sie sind so sofern somit sowie sowohl statt trotz um und unsere unserer unter viele vom von vor war
    weitere welche wenn wer wie wir wird wurde wurden während zu zudem zum zur zusammen zwar zwischen über
    """
)
ARTICLES = _words("der die das des dem den ein eine einer eines einem einen")

# What somebody is or what a thing is, said before the name: "die Firma X GmbH", "Anlage X GmbH", "23. Juni 2017 X GmbH".
ROLES = _words(
    """
    fehlanzeige mitgliedschaft trägerschaft partnerschaft patenschaft
    anbieter anbieterin angebot angebote anlage anschrift ansprechpartner antrag april arbeitgeber aufsichtsrat
    aufsichtsrats auftraggeber auftraggeberin auftragnehmer auftragnehmerin august ausschuss bauherr bauherrin bauträger
    beschluss beteiligung betreiber betreibergesellschaft betreiberin betriebsausschuss bieter bietergemeinschaft bieterin
    datenquelle dezember dienstleister dienstleisterin eigentümer eigentümerin entwurf erklärungen fa februar firma firmen
    frau gemeinde gemeinden gemeinderat gemeinderats geschäftsführer geschäftsführerin geschäftsführung gesellschaft
    gesellschaften gesellschafter gesellschafterin herr herrn hersteller herstellerin investor investorin jahresabschluss
    januar juli juni kommunen konzessionär kooperationspartner kreis kreistag kunde kunden land landkreis landkreise
    lieferant lieferantin los lose länder mai mieter mieterin mitglied mitglieder muttergesellschaft märz netzbetreiber
    november oktober partner partnerin planer planungsbüro projektpartner pächter pächterin quelle satzung satzungen
    schwestergesellschaft seite september sponsor stadt stadtrat städte tochter tochtergesellschaft tochterunternehmen
    träger trägerin unternehmen verein vereins verkehrsunternehmen versorger vertreter vertreterin vorlage vorstand
    wirtschaftsjahr wirtschaftsplan änderung
    """
)

# Alone before a legal form these are the rest of a longer name ("Karlsruher Event / GmbH"), not a name.
TOO_GENERAL = _words(
    """
    deutschland landesverband kreisverband ortsverein
    bau beteiligungs betriebs consulting dienste energie entwicklungs event gruppe holding immobilien klinikum management
    marketing messe netz netze netzservice projekt raumpflege service services stadtentwicklung stadtwerke systeme technik
    tourismus vertriebs verwaltungs
    """
)

# "Wohnungsbaugesellschaft der Stadt X mbH": such a head may be followed by an article and still be inside the name.
HEAD_ENDINGS = tuple(
    sorted(
        _words(
            """
    agentur anstalt betrieb betriebe bund bündnis büro club dienst fonds forum gemeinschaft genossenschaft gesellschaft
    gesellschaften gruppe hilfe initiative institut kammer kasse klub kreis netzwerk rat schaft stiftung verband verein
    vereinigung vereins werk werke zentrum
    """
        )
    )
)

# Endings of common nouns: no place is called so, so "Stadtwerke Versorgung" is no utility of a place.
NOT_A_PLACE = tuple(
    sorted(
        _words(
            """
    amt anteile ausschuss bericht gas gelände gesetz heit keit kunden ment netz plan preis preise rat satzung schaft strom
    tion tionen ung ungen vertreter verwaltung wasser
    """
        )
    )
)

# "Ruder AG", "Theater AG": clubs of a school, not stock companies.
CLUBS = _words(
    """
    chor foto fußball garten informatik koch kunst musik natur presse robotik ruder schach schul schulgarten
    schülerzeitung sport tanz technik theater umwelt video
    """
)

# What a territory is called before its name, folded; taken off before two names are compared.
TITLES = _words(
    """
    amt bezirksregierung bundesstadt ehemals flecken freie freistaat gemeinde gemeindeverwaltung hansestadt kommune kreis
    kreisfreie kreisstadt kreisverwaltung land landeshauptstadt landkreis landratsamt magistrat markt ortsgemeinde
    regierungsbezirk samtgemeinde stadt stadtverwaltung universitaetsstadt verbandsgemeinde verwaltungsgemeinschaft
    verwaltungsverband
    """
)
FILLERS = _words("am an bei das dem den der des die e freistaates fuer im in land landes und v vom von zu zum zur")

_ROLE_ENDINGS = tuple(
    _words("sponsor partner firma betreiber hersteller eigentümer eigentümerin bieter anbieter unternehmer")
)


def is_role(word: str) -> bool:
    """Whether a lower-case word says what somebody is, and is not part of a name."""
    return word in ROLES or word.removesuffix("s") in ROLES or word.endswith(_ROLE_ENDINGS)


def is_head(word: str) -> bool:
    """Whether a lower-case noun, also with the s of the genitive, may be followed by what the body is for or of."""
    return word.endswith(HEAD_ENDINGS) or (
        word.endswith("s") and word.removesuffix("s").removesuffix("e").endswith(HEAD_ENDINGS)
    )
