"""Small closed classes of German words that decide whether a name is a place: articles, titles, words for towns and districts."""

import re

ARTICLES = frozenset({
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine",
    "keinen", "keinem", "keiner", "mein", "meine", "sein", "seine", "seinen", "seinem", "ihr", "ihre", "ihren",
    "ihrem", "unser", "unsere", "unseren", "unserem", "dieser", "diese", "dieses", "diesen", "diesem", "jeder",
    "jede", "jedes", "jeden", "jedem", "jener", "jene", "welcher", "welche", "beim", "zum", "zur", "im", "am", "vom",
    "ins", "ans", "aufs", "durchs", "ums", "viel", "mehr", "etwas", "alle", "aller", "allen", "manche", "manches",
    "dessen", "deren",
})
PREPOSITIONS_SURE = frozenset({"in"})
PREPOSITIONS_FAIR = frozenset({"aus", "nach"})
POSTCODE = re.compile(r"^(?:D-)?\d{5}$")
PREPOSITIONS = frozenset({
    "aus", "nach", "bei", "von", "für", "um", "bis", "gegen", "zwischen", "über", "ab", "mit", "nahe", "rund",
})
# A person bears the name. Titles of nobility count when "von" follows.
TITLES = re.compile(
    r"^(?:Herrn?|Frau|Dr\.?|Prof\.?|Professor(?:in)?|Familie|Eheleute|Ministerin?|Bundesminister(?:in)?|Ministerpräsident(?:in)?|(?:Ober|Alt|Erste[rn]? )?"
    r"[Bb]ürgermeister(?:in|s)?|OB|Stadträtin|Gemeinderätin|Kanzler(?:in)?|Bundeskanzler(?:in)?|Präsident(?:in)?|Geschäftsführer(?:in)?|Senator(?:in)?|"
    r"Abgeordnete[rn]?|Pfarrer(?:in)?|Bischof|Richter(?:in)?|Staatssekretär(?:in)?|Stadtkämmerer|Kämmerer|Dezernent(?:in)?|Baubürgermeister(?:in)?|"
    r"Stadtbaurat|Architekt(?:in)?|Ingenieur(?:in)?|Autor(?:in)?|Trainer(?:in)?|Projektleiter(?:in)?|Amtsleiter(?:in)?|Sprecher(?:in)?|Vorsitzende[rn]?|"
    r"\w*(?:[Ee]xperte|[Cc]hef|[Pp]olitiker|[Ss]precher|[Mm]inister|[Dd]irektor|[Pp]räsident|[Aa]nwalt|[Ff]orscher|[Tt]rainer|[Aa]utor|[Ll]eiter|[Ss]änger|[Kk]ünstler|[Ss]chauspieler)(?:in|s)?|"
    r"Kommissar(?:in)?|Rektor(?:in)?|Dipl\.-Ing\.?|Stv\.|StR|StRin|König(?:in)?|Kaiser|Papst|Heiliger|Sankt)$"
)
NOBLE = re.compile(r"^(?:Freiherrn?|Freifrau|Graf(?:en)?|Gräfin|Baron(?:in)?|Ritter|Fürst(?:in)?|Herzog(?:in)?|Prinz(?:essin)?|Markgraf|Landgraf|Herrn?|Frau|Dr\.|Prof\.)$")
PARTICLES = frozenset({"von", "vom", "zu", "zum", "van", "de", "der"})
# The municipality itself: what stands before its name when nothing else can be meant.
TOWN = re.compile(
    r"^(?:\w+-)*(?:\w*[Ss]tadt|Städte|Städten|\w*[Gg]emeinden?|Kommunen?|Markt|Flecken|Stadtwerken?|Stadtwerks?|Gemeindewerken?|Technische[n]? Werke|Stadtverwaltung|"
    r"Gemeindeverwaltung|Rathaus(?:es)?|Stadtrat(?:s|es)?|Gemeinderat(?:s|es)?|Marktgemeinderat|Magistrat(?:s|es)?|Verwaltungsgemeinschaft|Stadtbibliothek|Stadtbücherei|"
    r"Stadtarchiv|Wirtschaftsbetriebe|Kommunalbetriebe?|Stadtbetriebe?|Bauhof|Werke|Bürgermeisteramt|Gemeindevorstand|Oberzentrum|Mittelzentrum|Ostseebad|Nordseebad|"
    r"Ostseeheilbad|Seebad|Kurort|Luftkurort|Wallfahrtsort|Verbandsgemeindewerke|Stadtentwässerung|Stadtreinigung|Stadtsparkasse|SWM|Energieversorgung)$"
)
NOT_TOWN = frozenset({"Innenstadt", "Altstadt", "Neustadt", "Südstadt", "Nordstadt", "Weststadt", "Oststadt", "Oberstadt", "Unterstadt", "Vorstadt", "Kirchengemeinde"})
INSTITUTION = re.compile(
    r"^(?:Universität|Universitätsklinikum|Stadtwerke|Kreissparkasse|Volksbank|Hochschule|TU|TH|FH|Uni|Klinikum|Flughafen|Hafen|Bahnhof|Hauptbahnhof|Hbf|Messe|Sparkasse|IHK|HWK|Handwerkskammer|Standort|Standorte|Raum|"
    r"Großraum|Region|VHS|Volkshochschule|Feuerwehr|Verkehrsbetriebe|Amtsgericht|Landgericht|Zoo|Theater|Krankenhaus|Feuerwehren|Stadion|AG|Dekanat|VG|Amt|Messestadt)$"
)
DISTRICT = re.compile(
    r"^(?:OT|(?:Stadt|Orts|Gemeinde|Ortsgemeinde)teil(?:e|es|s|en)?|(?:Stadt|Orts|Verwaltungs)?[Bb]ezirk(?:e|es|s|en)?|Ortschaft(?:en)?|Quartiers?|Stadtviertels?|Viertels?|"
    r"Gemarkung(?:en)?|Teilort(?:e|es|s|en)?|Kiez|Flur|Stadtquartiers?|Vororte?s?|Weilers?|Wohngebiets?|Gewerbegebiets?|Ortslage|Ortsrat(?:s|es)?|Ortsbeirat(?:s|es)?|"
    r"Ortschaftsrat(?:s|es)?|Neubaugebiets?|Baugebiets?|Industriegebiets?|Straße|Bezirksamt(?:s|es)?|Grundschule|Kita|Wahlbezirk|Siedlung|Bebauungsplan|B-Plan)$"
)
# An area far larger than the town, or another body that only sits there.
WIDER = re.compile(r"^(?:Regierungsbezirks?|Bezirksregierung|Metropolregion|Bistums?|Erzbistums?|Wahlkreis(?:es)?|Landgerichtsbezirk|Kanton|Provinz|Grafschaft|Herzogtum|Fürstentum|Polizeidirektion)$")
PART_OF_NAME = frozenset({
    "Groß", "Klein", "Alt", "Neu", "Ober", "Unter", "Nieder", "Hohen", "Bad", "Sankt", "St.", "Mount", "New", "Fort",
    "Port", "Lake", "South", "North",
})
FOLLOWED_PART = re.compile(r"^,? ?\(?(?:ein(?:em|er|e)? |der |dem |als )?(?:Stadtteil|Ortsteil|Stadtbezirk|Ortschaft|Teilort)\b")
STREET = re.compile(
    r"^(?:Straßen?|Str\.?|Strasse|Plätze|Platz(?:es)?|Allee|Weg(?:es|s)?|Rings?|Tor(?:es|s)?|Damm|Ufers?|Chaussee|Landstraße|Gasse|Brücke|Höhe|Steig|Wall|Markt|Steige|Kreuz|Anger|Graben|Tunnel)$"
)
LANDSCAPE = re.compile(
    r"^(?:Land|Landes|Lands|Heide|Wald|Waldes|Walds|Wälder|Bucht|Tal|Tals|Becken|Alpen|Förde|Bodden|Moor|Alb|Börde|Berge|Schweiz|Platte|Seenplatte|Haff|See|Sees|Seen|Forst|Moos|Rücken|"
    r"Münsterland|Stausee|Gebirge|Marsch|Au|Auen|Straßenfeld|Ried|Bergland|Hochland|Aue|Senke|Kanal)$"
)
# Things that carry a town's name and say nothing about it: papers that report, dishes, banks.
NAMED_AFTER = re.compile(
    r"^(?:Allgemeine[n]?|Rundschau|Zeitung|Nachrichten|Tageblatts?|Anzeigers?|Stadt-Anzeigers?|Morgenpost|Tagesspiegels?|Abendblatts?|Kuriers?|Merkurs?|Würstchen|Würste|Rostbratwürste|Pfannkuchen|Bank|"
    r"Rück|Lebkuchen|Stollen|Erklärung|Konvention|Schlüssels?|Mauer|Prozesse|Republik|Verfassung|Reichsverfassung|Religionsfrieden?s?|Friedens?|Edikts?|Abkommens?|"
    r"Konkordat|Tabelle|Testaments?|Marzipan|Sprotten|Trichter|Kranz|Weiße|Sieben|Rippchen|Wurst|Schnitzel|Bier|Senf)$"
)

FOREIGN_TOWN = frozenset({
    "Stadt", "Gemeinde", "Ort", "Partnerstadt", "Dorf", "Kleinstadt", "Großstadt", "Hauptstadt", "Hafenstadt",
    "Industriestadt", "Städtchen", "Universitätsstadt", "Bergstadt", "Metropole",
})
EMPTY_ADJECTIVE = re.compile(r"^[a-zäöüß]{3,}(?<!isch)(?:en|em|er|es|e)$")  # "hessischen" says where, "starkem" does not
FINITE = re.compile(r"^(?:wird|wurde|wurden|werden|hat|hatte|haben|gibt|ist|sind|war|soll|sollen|kann|können|will|[a-zäöüß]{2,}t|entstand|begann|fand|fuhr|stieg|lief)$")
COMPANY = re.compile(r"^(?:GmbH|AG|KG|OHG|KGaA|mbH|UG|GbR|SE|e\.V|Söhne|Sohn|Partner|Partnerschaft)$")
COUNCIL = frozenset({"Stadtrat", "Gemeinderat", "Ortsvorsteher", "Stadtrats", "Stadtrates"})
DIRECTIONS = frozenset({"Norden", "Osten", "Westen", "Süden"})
PLAN = re.compile(r"^(?:\w*[Bb]ebauungspl[aä]n\w*|B-Plan|\w*[Ff]lächennutzungspl[aä]n\w*)$")
# Adjectives that are first heard as those of a town abroad: Bern, Linz, Den Haag, Brügge, Salzburg, Lemberg, Königsberg.
FOREIGN_ADJECTIVES = frozenset({"Berner", "Linzer", "Haager", "Brügger", "Salzburger", "Lemberger", "Königsberger", "Bergener", "Landecker", "Tessiner"})
ASSOCIATION = frozenset({"VG", "Verbandsgemeinde", "Verwaltungsgemeinschaft", "Samtgemeinde", "Amt", "Verwaltungsverband"})
STREET_NAME = re.compile(r"^(?:Straße|Str|Strasse|Allee|Platz|Weg|Chaussee)$")
# What a town does in the papers this is for; a dish or a first name seldom does.
CIVIC = re.compile(
    r"^(?:liegt|plant|testet|baut|setzt|startet|führt|beschließt|beteiligt|investiert|gehört|verfügt|digitalisiert|nutzt|bietet|gewinnt|erhält|bekommt|profitiert|"
    r"richtet|will|betreibt|fördert|spart|senkt|erneuert|erprobt|eröffnet|schließt|kooperiert|tritt|zählt|veröffentlicht|stattet|rüstet|saniert|modernisiert)$"
)
STATION = re.compile(r"^(?:Hauptbahnhof|Hbf|Rathaus|Innenstadt|Stadt|Stadtmitte|Mitte|Nord|Süd|Ost|West)$")
SAID_TO_BE = re.compile(
    r"^(?:,| ist| bleibt| wird| war| gilt als)(?: auch| seit \w+| eine| die| der| das| ein)* (?:\w+e[nrs]? ){0,2}(?:\w*[Ss]tadt|\w*[Gg]emeinde|Marktflecken|Dorf|Modellregion|Modellkommune)\b"
)
