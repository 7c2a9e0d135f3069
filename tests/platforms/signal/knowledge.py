"""The methods that ask or tell the daemon something, and send nothing."""

from tests.platforms.signal.calls import versions
from tests.platforms.signal.calls.refusals import CAPTCHA, IO, USER, Json, Refused, user_error
from tests.platforms.signal.delivering import Sending
from tests.platforms.signal.world import text_of


def list_accounts(call: Sending) -> list[Json]:
    """``listAccounts``; empty while the account could not be loaded."""
    return [{"number": call.world.account}] if call.world.loaded else []


def list_devices(call: Sending) -> list[Json]:
    """``listDevices``, which asks the server: a real look whether it can be reached."""
    if not call.world.online:
        raise Refused(IO, "Failed to get linked devices: No connection!")
    seen = call.world.now_ms()
    return [{"id": 1, "name": None, "createdTimestamp": seen, "lastSeenTimestamp": seen}]


def list_identities(call: Sending) -> list[Json]:
    """``listIdentities``: all keys of all people, or of one."""
    wanted, found = call.params.get("number"), []
    for uuid, keys in call.world.trusted.items():
        person = call.world.people.get(uuid)
        number = person.number if person else None
        if wanted in (None, uuid, number):
            found += [_identity(uuid, number, key, since) for key, since in keys.items()]
    return found


def list_contacts(call: Sending) -> list[Json]:
    """``listContacts``."""
    wanted = call.params.get("recipient", ())
    people, found = call.world.people, []
    for uuid, contact in call.world.contacts.items():
        if wanted and uuid not in wanted:
            continue
        number = people[uuid].number if uuid in people else None
        about: Json = {"number": number, "uuid": uuid, "username": None, "name": contact.name}
        about |= {"isBlocked": contact.blocked, "messageExpirationTime": contact.expiration}
        found.append(about)
    return found


def get_attachment(call: Sending) -> Json:
    """``getAttachment``; the id is a name, never a way."""
    name = str(call.params.get("id", ""))
    if name not in call.world.files:
        raise user_error(f"Could not find attachment with ID: {name}")
    return {"data": text_of(call.world.files[name])}


def get_user_status(call: Sending) -> list[Json]:
    """``getUserStatus``."""
    if not call.world.online:
        raise Refused(IO, "Unable to check if users are registered: No connection!")
    found = []
    for wanted in call.params.get("recipient", ()):
        person = call.world.find(wanted)
        there = person is not None and person.registered
        about = {"recipient": wanted, "number": person.number if person else None}
        about |= {"username": None, "uuid": person.uuid if person and there else None}
        found.append(about | {"isRegistered": there})
    return found


def submit_challenge(call: Sending) -> Json:
    """``submitRateLimitChallenge``: the captcha that a person has solved."""
    challenge, captcha = (str(call.params.get(name, "")) for name in ("challenge", "captcha"))
    if not call.world.rates.solve(challenge, captcha):
        new = versions.at_least(call.world.version, versions.CAPTCHA_CODE)
        words = "Captcha rejected, it may be outdated, already used or solved"
        raise Refused(CAPTCHA if new else USER, f"{words} from a different IP address.")
    return {}


def update_profile(call: Sending) -> Json:
    """``updateProfile``."""
    call.world.profile |= {n: v for n, v in call.params.items() if n != "account"}
    return {}


def update_account(call: Sending) -> Json:
    """``updateAccount``; a username comes back with the link for a poster."""
    name = call.params.get("username")
    if call.params.get("deleteUsername"):
        call.world.username = None
    if name is None:
        return {}
    call.world.username = f"{name}.42"
    link = "https://signal.me/#eu/AAAAAAAAAAAAAAAAAAAAAAAA"
    return {"username": call.world.username, "usernameLink": link}


def _identity(uuid: str, number: str | None, key: int, since: int) -> Json:
    digits = f"{key:060d}"
    about = {"number": number, "uuid": uuid, "fingerprint": f"05{key:062x}"}
    about |= {"safetyNumber": digits, "scannableSafetyNumber": "AAAA"}
    return about | {"trustLevel": "TRUSTED_UNVERIFIED", "addedTimestamp": since}
