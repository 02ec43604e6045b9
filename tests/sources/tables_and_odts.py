"""OpenDocument texts and workbooks, made fresh by the tests."""

import io
import zipfile

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.2"'
)
TEXT_TYPE = "application/vnd.oasis.opendocument.text"
SHEET_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def packed(members: dict[str, str | bytes], *, first: str = "") -> bytes:
    """A ZIP; `first` is the media type of an OpenDocument file, stored at its very start."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def odt(body: str, *, meta: str = "", media_type: str = TEXT_TYPE, more: dict[str, str | bytes] | None = None) -> bytes:
    """A text with this body (XML) and these properties."""
    content = f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    about = f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>"
    return packed({"content.xml": content, "meta.xml": about, **(more or {})}, first=media_type)


def ods(rows: list[list[str | float]], *, more: str = "") -> bytes:
    """A table of one sheet; `more` is XML after its rows."""
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    content = f"<office:document-content {ODF}><office:body><office:spreadsheet><table:table table:name='Blatt'>{lines}{more}</table:table></office:spreadsheet></office:body></office:document-content>"
    return packed({"content.xml": content, "META-INF/manifest.xml": "<manifest/>"}, first=SHEET_TYPE)


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return f"<table:table-cell office:value-type='string'><text:p>{value}</text:p></table:table-cell>"
    return f"<table:table-cell office:value-type='float' office:value='{value}'><text:p>{value}</text:p></table:table-cell>"


def xlsx(*sheets: list[list[str | float]], links: dict[str, str] | None = None) -> bytes:
    """A workbook of these sheets, as small as the standard allows; `links` of the first one, by cell."""
    numbers = range(1, len(sheets) + 1)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = "".join(f'<sheet name="B{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
    targets = "".join(
        f'<Relationship Id="r{number}" Type="{relation}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    start = f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}">{start}</Relationships>',
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{targets}</Relationships>',
    }
    for number, rows in zip(numbers, sheets, strict=True):
        lines = "".join(
            f"<row r='{at}'>{''.join(_xlsx_cell(value, at, column) for column, value in enumerate(row))}</row>"
            for at, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'
        )
    if links:
        marks = "".join(f'<hyperlink ref="{cell}" r:id="h{number}"/>' for number, cell in enumerate(links))
        behind = "".join(
            f'<Relationship Id="h{number}" Type="{relation}/hyperlink" Target="{target}" TargetMode="External"/>'
            for number, target in enumerate(links.values())
        )
        first = parts["xl/worksheets/sheet1.xml"].replace(
            "</worksheet>", f'<hyperlinks xmlns:r="{relation}">{marks}</hyperlinks></worksheet>'
        )
        parts |= {
            "xl/worksheets/sheet1.xml": first,
            "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{package}">{behind}</Relationships>',
        }
    return packed(parts)


def _xlsx_cell(value: str | float, row: int, column: int) -> str:
    place = f"{chr(65 + column)}{row}"
    if isinstance(value, str):
        return f"<c r='{place}' t='inlineStr'><is><t>{value}</t></is></c>"
    return f"<c r='{place}'><v>{value}</v></c>"
