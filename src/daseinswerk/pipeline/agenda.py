"""Results of council meetings, by paper: what the body did with it and when, as the agenda of the meeting says."""

from collections import defaultdict
from collections.abc import Iterable

from daseinswerk.sources.oparl import OparlMeeting


def results_by_paper(meetings: Iterable[OparlMeeting]) -> dict[str, list[dict[str, str]]]:
    """{paper id: [{"date", "organisation", "result"}, …]} in the order of the meetings; items without a result are left out."""
    results: dict[str, list[dict[str, str]]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda meeting: (str(meeting.start or ""), meeting.id)):
        for item in meeting.agenda:
            if item.paper_id and item.result:
                row = {"date": str(meeting.start or "")[:10], "organisation": meeting.name, "result": item.result}
                if row not in results[item.paper_id]:
                    results[item.paper_id].append(row)
    return dict(results)
