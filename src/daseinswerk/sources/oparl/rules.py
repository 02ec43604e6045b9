"""What OParl 1.0 and 1.1 ask of each object, as tables: property → form. Written from the facts of the schemas, not from their texts.

Forms: `url`, `text`, `date`, `moment` (date and time with zone), `bool`, `int`, `geojson`; `urls` and `texts` are lists; `Kind` is an
object standing within, `Kind*` a list of them; `list` is the address of a list of its own. Version 1.1 adds properties and gives the
embedded kinds a schema of their own; nothing that was right in 1.0 became wrong except the new duties in `REQUIRED_SINCE_1_1`.
"""

EVERY = {"id": "url", "type": "text", "keyword": "texts", "created": "moment", "modified": "moment", "web": "url", "deleted": "bool", "license": "text"}
FORMS: dict[str, dict[str, str]] = {
    "System": {
        "oparlVersion": "url", "otherOparlVersions": "urls", "license": "url", "body": "list", "name": "text", "contactEmail": "text",
        "contactName": "text", "website": "url", "vendor": "url", "product": "url",
    },
    "Body": {
        "system": "url", "shortName": "text", "name": "text", "website": "url", "license": "url", "licenseValidSince": "moment",
        "oparlSince": "moment", "ags": "text", "rgs": "text", "equivalent": "urls", "contactEmail": "text", "contactName": "text",
        "organization": "list", "person": "list", "meeting": "list", "paper": "list", "legislativeTerm": "LegislativeTerm*",
        "agendaItem": "list", "consultation": "list", "file": "list", "locationList": "list", "legislativeTermList": "list",
        "membership": "list", "classification": "text", "location": "Location", "mainOrganization": "url",
    },
    "LegislativeTerm": {"body": "url", "name": "text", "startDate": "date", "endDate": "date"},
    "Organization": {
        "body": "url", "name": "text", "membership": "urls", "meeting": "list", "consultation": "list", "shortName": "text",
        "post": "texts", "subOrganizationOf": "url", "organizationType": "text", "classification": "text", "startDate": "date",
        "endDate": "date", "website": "url", "location": "Location", "externalBody": "url", "memberCount": "int", "votingMemberCount": "int",
    },
    "Person": {
        "body": "url", "name": "text", "familyName": "text", "givenName": "text", "formOfAddress": "text", "affix": "text",
        "title": "texts", "gender": "text", "phone": "texts", "email": "texts", "location": "url", "locationObject": "Location",
        "status": "texts", "membership": "Membership*", "image": "File", "life": "text", "lifeSource": "text",
    },
    "Membership": {
        "person": "url", "organization": "url", "role": "text", "votingRight": "bool", "startDate": "date", "endDate": "date",
        "onBehalfOf": "url",
    },
    "Meeting": {
        "name": "text", "meetingState": "text", "cancelled": "bool", "start": "moment", "end": "moment", "location": "Location",
        "organization": "urls", "participant": "urls", "invitation": "File", "resultsProtocol": "File", "verbatimProtocol": "File",
        "auxiliaryFile": "File*", "agendaItem": "AgendaItem*",
    },
    "AgendaItem": {
        "meeting": "url", "number": "text", "order": "int", "name": "text", "public": "bool", "consultation": "url", "result": "text",
        "resolutionText": "text", "resolutionFile": "File", "auxiliaryFile": "File*", "start": "moment", "end": "moment",
    },
    "Paper": {
        "body": "url", "name": "text", "reference": "text", "date": "date", "paperType": "text", "relatedPaper": "urls",
        "superordinatedPaper": "urls", "subordinatedPaper": "urls", "mainFile": "File", "auxiliaryFile": "File*", "location": "Location*",
        "originatorPerson": "urls", "underDirectionOf": "urls", "originatorOrganization": "urls", "consultation": "Consultation*",
    },
    "Consultation": {
        "paper": "url", "agendaItem": "url", "meeting": "url", "organization": "urls", "authoritative": "bool", "role": "text",
    },
    "File": {
        "name": "text", "fileName": "text", "mimeType": "text", "date": "date", "size": "int", "sha1Checksum": "text",
        "sha512Checksum": "text", "text": "text", "accessUrl": "url", "downloadUrl": "url", "externalServiceUrl": "url",
        "masterFile": "url", "derivativeFile": "urls", "fileLicense": "url", "meeting": "urls", "agendaItem": "urls", "person": "url",
        "paper": "urls",
    },
    "Location": {
        "description": "text", "geojson": "geojson", "streetAddress": "text", "room": "text", "postalCode": "text", "subLocality": "text",
        "locality": "text", "bodies": "urls", "organizations": "urls", "persons": "urls", "meetings": "urls", "papers": "urls",
        "organization": "urls", "meeting": "urls",
    },
}  # fmt: skip
REQUIRED: dict[str, tuple[str, ...]] = {
    "System": ("oparlVersion", "body"),
    "Body": ("name", "organization", "person", "meeting", "paper", "legislativeTerm"),
    "File": ("accessUrl",),
}
REQUIRED_SINCE_1_1: dict[str, tuple[str, ...]] = {"AgendaItem": ("order",)}
# A tombstone keeps these and nothing else.
KEPT_WHEN_DELETED = frozenset({"id", "type", "created", "modified", "deleted"})
