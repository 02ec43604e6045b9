"""Closed lists of the compound splitter: what may be short, what only forms nouns, what is one word although it looks like two.

Every list has a linguistic reason and is short; the open vocabulary is in the lexicon.
"""

import re

# Three letters: only nouns that are productive in compounds; all others cut simplex words to pieces.
SHORT_PARTS = frozenset(
    ["rat", "tag", "bau", "weg", "gas", "see", "amt", "hof", "tor", "ort", "zug", "bus", "rad", "tal", "abo", "app", "eis", "not", "tod", "ohr", "hut", "weg", "uhr", "jod", "öle", "bad", "kur", "rohr", "web", "ehe", "öko", "bio", "pkw", "lkw", "kfz", "tee", "ton", "mut", "art", "hof", "aal", "tür", "axt", "arm", "abt"]
)
# Stems that only form nouns, or stand last in very many simplex words.
NEVER_LAST = frozenset(
    ["tigkeit", "igkeit", "lichkeit", "barkeit", "samkeit", "losigkeit", "tigkeiten", "igkeiten", "lichkeiten", "barkeiten", "schaft", "schaften", "heit", "keit", "tum", "tümer", "ung", "ungen", "nis", "nisse", "sal", "lein", "chen", "ling", "linge", "erei", "ereien", "ion", "ionen", "ismus", "ist", "isten", "ant", "anten", "tät", "täten", "eur", "euse", "ator", "atoren", "ting", "ings", "tion", "tionen", "ment", "mente", "enz", "anz", "ität", "itäten", "sorge", "sorgen", "haltung", "waltung", "halts", "hausen", "ingen", "lung", "rung", "tung", "nung", "bung", "dung", "gung", "kung", "sung", "zung", "fung", "hung", "mung", "pung", "ige", "igen", "iger", "inge", "iker", "ikern", "erin", "erinnen", "innen", "ende", "enden", "ern", "tern", "los", "lose", "losen", "loser", "nahme", "nahmen", "gabe", "gaben", "gang", "zuge", "zug", "züge", "kraft", "rinnen", "ster", "ger", "ter", "ner", "ler", "ber", "der", "ker", "ser", "zer", "fer", "her", "mer", "per", "age", "ere", "ese", "ete", "ate", "ite", "ote"]
)
# Agent nouns that hardly stand alone, so that no corpus shows how common they are inside compounds.
LAST_WORDS = frozenset(["geber", "gebers", "gebern", "nehmer", "nehmers", "nehmern", "geberin", "nehmerin"])
NEVER_FRONT = frozenset(
    ["trans", "vor", "nach", "aus", "auf", "an", "ab", "ein", "bei", "zu", "um", "über", "unter", "durch", "mit", "gegen", "ver", "be", "ent", "er", "ge", "zer", "miss", "un", "ur", "gesell", "inter", "infra", "kom", "kon", "pro", "pre", "para", "ver", "vers", "verb", "vera", "vere", "veri", "beta", "best", "beste", "ges", "gest", "gen", "gene", "transe", "ein", "eine", "einen", "ende", "end", "anden", "ander", "ans", "aus", "vorn", "alle", "aller", "allen", "alles", "mein", "dein", "sein", "ihre", "unser", "dies", "jene", "nieder", "losen", "kata", "ster", "hin", "her", "hinter", "wider", "wieder", "dar", "her", "rück"]
)
# Words in front that are no noun, verb stem or adjective with a full set of endings in the lexicon.
FRONT_WORDS = frozenset(
    ["zwischen", "sofort", "minder", "mehr", "ober", "haupt", "neben", "sonder", "gesamt", "einzel", "innen", "außen", "quer", "fern", "nah", "hoch", "tief", "solar", "finanz", "groß", "klein", "neu", "alt", "fach", "eigen", "elektro", "mikro", "makro", "multi", "mini", "maxi", "mega", "meta", "auto", "foto", "video", "audio", "radio", "tele", "online", "offline", "cyber", "smart", "open", "data", "city", "geo", "bio", "öko", "agro", "hydro", "thermo", "foto", "photo", "sozio", "inhouse", "kommunal", "regional", "zentral", "lokal", "global", "digital", "sozial", "personal", "pilot", "spezial", "vize", "land", "kreis", "lade", "mess", "lösch", "klär", "trink", "rechen", "förder", "park", "halte", "wohn", "bau", "fahr", "geh", "spar", "back"]
)
# Separable prefixes of verbs; a verb stem of four letters or more must follow, else "an" and "ab" cut names to pieces.
VERB_PREFIX = re.compile(r"(?:ab|an|auf|aus|ein|um|vor|zu|nach|über|unter|durch|rück|weiter|zusammen)(?=[a-zäöüß]{4})")
PREFIX_STARTS = frozenset(["ab", "an", "au", "du", "ei", "na", "rü", "um", "un", "vo", "we", "zu", "üb"])  # looked at before the expression: faster
# Lexicalised: the meaning does not follow from the parts, or the cut is an accident.
# Their inflected forms follow from the word.
WHOLE = frozenset(
    ["netzwerk", "wettbewerb", "wasserstoff", "breitband", "neubau", "neubaut", "plattform", "friedhof", "handwerk", "bahnhof", "jahrhundert", "hochzeit", "haushalt", "kataster", "katastrophe", "mitarbeiter", "mitglied", "vorsitz", "werkzeug", "fahrzeug", "flugzeug", "spielzeug", "zeitraum", "zeitpunkt", "standort", "grundlage", "urlaub", "augenblick", "frühstück", "handschuh", "teilnehmer", "teilnehmerin"]
)
