"""`lipa check`: whether everything is as it must be, and what to mend where it is not."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict

from bot.clock import system_clock
from bot.office.checks.audit_findings import audit_finding
from bot.office.checks.box_findings import box_findings
from bot.office.checks.channel_findings import signal_cli, telegram
from bot.office.checks.findings import Finding, Severity
from bot.office.checks.meaning_findings import meaning_findings
from bot.office.checks.waiting_findings import waiting
from bot.office.printing import Printout, aligned
from bot.running import opening
from bot.running.faults import FAILED, faults_of
from bot.settings.settings import Settings, SettingsError, load
from bot.texts.folder import SAMPLE, read_texts
from domain.staff.member import Duty
from storage.outbox.silence import outages
from storage.server import problems
from storage.unopened import sentence, whole_look, wrapping
from translations.catalogues import Catalogues, states
from translations.reading.meaning.embedder import installed

LITTLE_SPACE = 200_000_000  # bytes; a warning
NO_SPACE = 20_000_000
LEADS = 5  # two channels to receive on, two to send on, and the jobs


LACKING = {
    Duty.FOCAL: "Nobody reads what people write about danger and abuse",
    Duty.CHILDREN: "Nobody was cleared for people under 18: they can book and write nothing",
}
FORGED = (
    "Row {number} of staff, or a phone of theirs, was changed without the keys, and opens no desk: "
    "find out who can write to the database, then lipa staff remove {number}, and invite anew."
)
OUT = (
    "Nothing has got through on {channel} since {at}. While Lipa runs it asks every few seconds, "
    "and sends what waits as soon as there is an answer."
)
SIGNS = {Severity.WELL: "✔", Severity.WARNING: "!", Severity.BROKEN: "✘"}


def check() -> Printout:
    """Look at everything; settings that are wrong are all that is said then."""
    try:
        settings = load()
    except SettingsError as error:
        wrong = [Finding("settings", Severity.BROKEN, str(each)) for each in error.problems]
        return _answer(wrong)
    return _answer(list(_findings(settings)))


def _answer(findings: list[Finding]) -> Printout:
    broken = any(finding.state is Severity.BROKEN for finding in findings)
    document = {"ok": not broken, "checks": [asdict(finding) for finding in findings]}
    rows = [(f"{SIGNS[f.state]} {f.name}", f.message) for f in findings]
    return Printout(document, aligned(rows), FAILED if broken else 0)


def _findings(settings: Settings) -> Iterator[Finding]:
    for warning in settings.warnings:
        yield Finding("settings", Severity.WARNING, warning)
    if not settings.warnings:
        yield Finding("settings", Severity.WELL, "All settings can be used.")
    for name, look in LOOKS.items():
        try:
            yield from look(settings)
        except Exception as error:
            known = faults_of(error)
            if known is None:
                raise
            for fault in known[1]:
                yield Finding(name, Severity.BROKEN, str(fault))


def _database(settings: Settings) -> Iterator[Finding]:
    wrong = problems(settings.database_url, system_clock, LEADS) if settings.on_server else []
    yield from (Finding("database", Severity.BROKEN, each) for each in wrong)
    if wrong:
        return
    store = opening.open_store(settings)
    try:
        store.try_to_write()
    finally:
        store.close()
    where = "The PostgreSQL database" if settings.on_server else settings.database_path
    yield Finding("database", Severity.WELL, f"{where} can be read and written.")


def _waiting(settings: Settings) -> Iterator[Finding]:
    """Whether answers wait that nobody sends."""
    store = opening.open_store(settings)
    try:
        yield from waiting(store.read, system_clock())
    finally:
        store.close()


def _keys(settings: Settings) -> Iterator[Finding]:
    """Whether all that is kept can be opened, and by which of the secret keys."""
    store = opening.open_store(settings)
    try:
        shut = store.read(whole_look)
        left = store.read(wrapping).left
    finally:
        store.close()
    if shut:
        where = ", ".join(f"{name} {many}" for name, many in shut.items())
        broken = sentence(sum(shut.values()), f" ({where})")
        yield Finding("keys", Severity.BROKEN, broken)
    elif left:
        message = f"{left} keys are under another secret key than the first: lipa keys rotate."
        yield Finding("keys", Severity.WARNING, message)
    else:
        yield Finding("keys", Severity.WELL, "All that is kept can be opened.")


def _audit(settings: Settings) -> Iterator[Finding]:
    store = opening.open_store(settings)
    try:
        verdict = store.judge_audit(system_clock())
    finally:
        store.close()
    yield audit_finding(verdict, opening.anchor(settings), settings.time_zone)


def _staff(settings: Settings) -> Iterator[Finding]:
    """Who reads what only few may read."""
    store = opening.open_store(settings)
    try:
        members = store.read(lambda work: work.staff.all())
        forged = store.read(lambda work: work.staff.forged())
        sealed = store.read(lambda work: work.matters.sealed())
    finally:
        store.close()
    for number in forged:
        yield Finding("staff", Severity.BROKEN, FORGED.format(number=number))
    for duty, lacks in LACKING.items():
        if not any(duty in each.duties and each.person for each in members):
            yield Finding("staff", Severity.WARNING, f"{lacks}: lipa staff entrust ID {duty}.")
    yield from box_findings(members, sealed)
    if members:
        yield Finding("staff", Severity.WELL, f"{len(members)} work at the desk.")


def _sending(settings: Settings) -> Iterator[Finding]:
    """What the running program knows of platforms that it cannot reach."""
    store = opening.open_store(settings)
    try:
        out = store.read(outages.every)
    finally:
        store.close()
    for channel, since in out.items():
        at = since.astimezone(settings.time_zone).isoformat(timespec="minutes")
        yield Finding("sending", Severity.WARNING, OUT.format(channel=channel, at=at))


def _disk(settings: Settings) -> Iterator[Finding]:
    if settings.on_server:
        return  # its disk is elsewhere
    folder = settings.database_path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    state = Severity.WELL if free > LITTLE_SPACE else Severity.WARNING
    state = state if free > NO_SPACE else Severity.BROKEN
    yield Finding("disk", state, f"{free // 1_000_000:,} MB are free beside the database.")


def _catalogues(settings: Settings) -> Iterator[Finding]:
    catalogues = Catalogues.load(settings.languages or None)
    for tag in catalogues.ignored:
        message = f"LIPA_LANGUAGES: {tag} is not ready or not known, and not offered."
        yield Finding("languages", Severity.WARNING, message)
    offered = {language.tag for language in catalogues.offered}
    for state in (state for state in states() if state.tag in offered):
        lacks = [] if state.complete else ["is not complete"]
        lacks += [] if state.reviewed else ["was not read by a native speaker yet"]
        known = Severity.WARNING if lacks else Severity.WELL
        said = " and ".join(lacks) or "is complete and reviewed"
        yield Finding("languages", known, f"{state.tag} {said}.")


def _texts(settings: Settings) -> Iterator[Finding]:
    texts = read_texts(settings.texts)
    if texts.help.sample:
        sample = SAMPLE.relative_to(SAMPLE.parents[3])
        message = f"People see the sample: copy {sample} to {settings.texts} and write your own."
        yield Finding("texts", Severity.WARNING, message)
        return
    for each in texts.lacking:
        yield Finding("texts", Severity.WARNING, each)
    tags = frozenset(texts.help.organisation.by_language)
    for tag in [each.tag for each in Catalogues.load(settings.languages or None).offered]:
        if tag not in tags:
            yield Finding("texts", Severity.WARNING, f"{settings.texts} has no {tag}.toml.")
    yield Finding("texts", Severity.WELL, f"{settings.texts} can be used.")


Look = Callable[[Settings], Iterator[Finding]]
LOOKS: dict[str, Look] = {
    "database": _database,
    "waiting": _waiting,
    "keys": _keys,
    "staff": _staff,
    "audit": _audit,
    "sending": _sending,
    "disk": _disk,
    "telegram": telegram,
    "signal": signal_cli,
    "languages": _catalogues,
    "texts": _texts,
    "meaning": lambda _settings: meaning_findings(installed()),
}
