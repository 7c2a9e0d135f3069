"""Signing in and out, and what somebody sees of themselves."""

from console.core.page_answers import SIGN_IN
from console.core.pages import EVERYBODY, Page, Subject
from console.signing import changing_it, myself, passkeys, setting_up, signing_in
from console.signing.myself import ME
from console.signing.setting_up import WELCOME

SUBJECT = Subject(
    place=None,
    pages=(
        Page(path=SIGN_IN, who=None, show=signing_in.ask, act=signing_in.sign_in),
        Page(path=f"{SIGN_IN}/code", who=None, show=signing_in.ask_code, act=signing_in.give_code),
        Page(path=f"{SIGN_IN}/passkey", who=None, show=passkeys.ask, act=passkeys.sign_in),
        Page(path="/sign-out", who=None, act=signing_in.sign_out),
        Page(path=WELCOME, who=None, show=setting_up.invited, act=setting_up.accept),
        Page(path=f"{WELCOME}/set-up", who=None, show=setting_up.ask, act=setting_up.set_up),
        Page(path=ME, who=EVERYBODY, show=myself.show),
        Page(path=f"{ME}/language", who=EVERYBODY, act=myself.choose_language),
        Page(path=f"{ME}/passkeys", who=EVERYBODY, show=passkeys.offer, act=passkeys.add),
        Page(path=f"{ME}/passkeys/{{number}}/remove", who=EVERYBODY, act=passkeys.remove),
        Page(path=f"{ME}/passphrase", who=EVERYBODY, show=changing_it.ask, act=changing_it.change),
        Page(path=f"{ME}/recovery", who=EVERYBODY, act=changing_it.renew_recovery),
        Page(path=f"{ME}/sessions", who=EVERYBODY, act=myself.end),
        Page(path="/draft", who=EVERYBODY, act=myself.keep_draft),
    ),
)
