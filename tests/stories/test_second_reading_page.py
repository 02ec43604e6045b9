"""The page of the second reading: it says how far one is, and each yes leads on to the next claim."""

import pytest
from cast import World, client_of, live, submitted, world
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> World:
    return world()


def test_each_yes_leads_to_the_next_claim_and_the_last_one_to_the_confirmation(cast: World) -> None:
    record = submitted(cast, by=cast.mayor)
    claims, client = live(record), client_of(cast.second)
    page, act = reverse("review", args=[record.slug]), reverse("review_act", args=[record.slug])
    assert f"0 von {len(claims)} geprüft" in client.get(page).content.decode()
    led = [client.post(act, {"act": "agree", "claim": claim.pk}).url.partition("#")[2] for claim in claims]
    assert led == [*(f"angabe-{claim.pk}" for claim in claims[1:]), "bestaetigen"]
    shown = client.get(page).content.decode()
    assert f"{len(claims)} von {len(claims)} geprüft" in shown and 'id="bestaetigen"' in shown


def test_a_claim_passed_over_is_come_back_to(cast: World) -> None:
    record = submitted(cast, by=cast.mayor)
    first, *rest = live(record)
    client, act = client_of(cast.second), reverse("review_act", args=[record.slug])
    for claim in rest:
        answer = client.post(act, {"act": "agree", "claim": claim.pk})
    assert answer.url.endswith(f"#angabe-{first.pk}")


def test_the_public_record_names_the_roles_of_both_and_no_person(cast: World) -> None:
    record = submitted(cast, by=cast.mayor)
    client = client_of(cast.second)
    for claim in live(record):
        client.post(reverse("review_act", args=[record.slug]), {"act": "agree", "claim": claim.pk})
    client.post(reverse("review_act", args=[record.slug]), {"act": "confirm"})
    page = client_of(None).get(reverse("record", args=[record.slug])).content.decode()
    assert "Eingetragen:" in page and "Von einer zweiten Person geprüft:" in page
    assert cast.mayor.username not in page and cast.second.username not in page
