"""Whose mail it is: the signed word in the link by which mail is ended."""

from django.core.signing import BadSignature, Signer

from daseinswerk.apps.office.models import User

_SIGNER = Signer(salt="daseinswerk.library.unsubscribe")


def word_for(user: User) -> str:
    """What the link in a mail to this person carries."""
    return _SIGNER.sign(str(user.pk))


def reader_of(word: str) -> User | None:
    """The person a link belongs to; None for one we did not sign."""
    try:
        return User.objects.filter(pk=int(_SIGNER.unsign(word))).first()
    except (BadSignature, ValueError):
        return None
