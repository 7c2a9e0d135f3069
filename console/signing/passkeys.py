"""Passkeys: a device proves who somebody is, once it has made sure that it is them.

Where somebody signs in, nobody is known yet: the challenge carries its own time and a fingerprint
that only our keys make. Each is worth one answer.
"""

import json
from collections import OrderedDict
from threading import Lock
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from console.core.pages import File, Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from console.signing.codes import ISSUER
from console.signing.signing_in import come_in, inside
from domain.speech.text import _
from domain.staff.member import Member
from storage.sign_ins.repository import Passkey
from storage.store import Transaction

ME = "/me"
ADDED = _("This device signs you in from now on.")
REMOVED = _("This passkey is gone.")
NOT_ADDED = _("This passkey could not be added. Please try again.")
NOT_KNOWN = _("This passkey is not known here. Please sign in with your passphrase.")
KEPT = 10_000  # challenges that were answered
WRONG = (WebAuthnException, ValueError, KeyError, TypeError)  # whatever strangers send


class Answered:
    """Challenges of this process that were used; the oldest are out of time when they go."""

    def __init__(self) -> None:
        self._used: OrderedDict[bytes, None] = OrderedDict()
        self._turn = Lock()

    def is_new(self, challenge: bytes) -> bool:
        """Whether it was not answered before; from now on it was."""
        with self._turn:
            if challenge in self._used:
                return False
            self._used[challenge] = None
            while len(self._used) > KEPT:
                self._used.popitem(last=False)
            return True


_answered = Answered()


def offer(visit: Visit) -> Result:
    """What a browser needs to make a passkey; the challenge is kept in the session."""
    theirs = visit.read(lambda tx: tx.sign_ins.passkeys_of(visit.me.id))
    options = webauthn.generate_registration_options(
        rp_id=_host(visit),
        rp_name=ISSUER,
        user_name=visit.me.name,
        user_id=f"member-{visit.me.id}".encode(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each.credential) for each in theirs],
    )
    kept = {"challenge": bytes_to_base64url(options.challenge)}
    visit.store.write(lambda tx: tx.sessions.keep(visit.token, kept))
    return _json(webauthn.options_to_json(options))


def add(visit: Visit) -> Result:
    """The device has made it; its maker is not asked for."""
    kept = {} if visit.signed_in is None else visit.signed_in.kept
    try:
        made = webauthn.verify_registration_response(
            credential=visit.one("credential"),
            expected_challenge=base64url_to_bytes(kept["challenge"]),
            expected_rp_id=_host(visit),
            expected_origin=_origin(visit),
            require_user_verification=True,
        )
    except WRONG:
        return Moved(ME, NOT_ADDED)
    me, key, public = visit.me.id, made.credential_id, made.credential_public_key
    added = visit.store.write(
        lambda tx: tx.sign_ins.add_passkey(me, key, public, visit.browser, visit.now)
    )
    return Moved(ME, ADDED if added else NOT_ADDED)


def remove(visit: Visit) -> Result:
    """One of theirs; another member's stays."""
    number = visit.number("number")
    visit.store.write(lambda tx: tx.sign_ins.drop_passkey(visit.me.id, number))
    return Moved(ME, REMOVED)


def ask(visit: Visit) -> Result:
    """What a browser needs to sign somebody in; nobody has said who they are."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(visit),
        challenge=visit.read(lambda tx: tx.sign_ins.challenge(visit.now)),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _json(webauthn.options_to_json(options))


def sign_in(visit: Visit) -> Result:
    """Instead of passphrase and code: the device, and that it is in their hands."""
    member = _whose(visit)
    if member is None:
        values = {"wrong": NOT_KNOWN, "next": inside(visit.one("next"))}
        return Shown("signing/sign_in.html", values, 422)
    return come_in(visit, member, inside(visit.one("next")))


def _whose(visit: Visit) -> Member | None:
    try:
        credential = json.loads(visit.one("credential"))
        key, challenge = base64url_to_bytes(credential["rawId"]), _challenge(credential)
    except WRONG:
        return None
    found = visit.read(lambda tx: _known(tx, key, challenge, visit))
    if found is None or not _answered.is_new(challenge):
        return None
    try:
        proven = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(visit),
            expected_origin=_origin(visit),
            credential_public_key=found.public,
            credential_current_sign_count=found.uses,
            require_user_verification=True,
        )
    except WRONG:
        return None
    visit.store.write(lambda tx: tx.sign_ins.use_passkey(found, proven.new_sign_count))
    return visit.read(lambda tx: tx.staff.get(found.member))


def _known(tx: Transaction, key: bytes, challenge: bytes, visit: Visit) -> Passkey | None:
    return tx.sign_ins.passkey(key) if tx.sign_ins.is_ours(challenge, visit.now) else None


def _challenge(credential: dict[str, dict[str, str]]) -> bytes:
    """Which one the device says that it has answered; whether it has is verified later."""
    said = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
    return base64url_to_bytes(said["challenge"])


def _origin(visit: Visit) -> str:
    parts = urlsplit(str(visit.services["url"]))
    return f"{parts.scheme}://{parts.netloc}"


def _host(visit: Visit) -> str:
    host = urlsplit(str(visit.services["url"])).hostname
    if host is None:
        raise NotAllowedError
    return host


def _json(content: str) -> File:
    return File("passkey.json", "application/json", content.encode())
