"""After an event: how was it, how was the way there, what should be better."""

from storage.surveys.rows import NO_ANSWER, NO_NAMES, OTHER, Row, Survey

EVENT_FEEDBACK = Survey(
    id="event_feedback",
    version="1",
    title=("How was the event?", "Kako je bilo na dogodku?", "ما رأيك في النشاط؟"),
    rows=(
        Row(
            "note",
            "welcome",
            (
                "A few short questions about the event. You can skip any question. "
                "We do not ask your name.",
                "Nekaj kratkih vprašanj o dogodku. Vsako vprašanje lahko preskočite. "
                "Po imenu ne sprašujemo.",
                "بضعة أسئلة قصيرة عن النشاط. يمكنك تخطي أي سؤال. لن نسألك عن اسمك.",
            ),
        ),
        Row(
            "select_one yes_no",
            "came",
            ("Did you come to the event?", "Ste prišli na dogodek?", "هل حضرت النشاط؟"),
        ),
        Row(
            "select_one quality",
            "how",
            ("How was it?", "Kako je bilo?", "كيف كان النشاط؟"),
            relevant="${came} != 'no'",
        ),
        Row(
            "select_one way",
            "way",
            ("How was the way there?", "Kako je bilo s potjo?", "كيف كان الطريق إلى هناك؟"),
            (
                "On foot, by bus or with a lift from us.",
                "Peš, z avtobusom ali z našim prevozom.",
                "مشيًا، أو بالحافلة، أو بسيارة رتبناها لك.",
            ),
            relevant="${came} != 'no'",
        ),
        Row(
            "select_one reason",
            "why_not",
            (
                "What kept you from coming?",
                "Kaj vam je preprečilo, da bi prišli?",
                "ما الذي منعك من الحضور؟",
            ),
            relevant="${came} = 'no'",
        ),
        Row(
            "text",
            "better",
            (
                "What should be better next time?",
                "Kaj naj bo naslednjič bolje?",
                "ما الذي يجب أن يكون أفضل في المرة القادمة؟",
            ),
            NO_NAMES,
        ),
    ),
    choices={
        "yes_no": (("yes", "Yes", "Da", "نعم"), ("no", "No", "Ne", "لا")),
        "quality": (
            ("very_good", "Very good", "Zelo dobro", "جيد جدًا"),
            ("good", "Good", "Dobro", "جيد"),
            ("so_so", "So-so", "Srednje", "متوسط"),
            ("bad", "Bad", "Slabo", "سيئ"),
            ("very_bad", "Very bad", "Zelo slabo", "سيئ جدًا"),
        ),
        "way": (
            ("easy", "No problem", "Brez težav", "دون مشكلة"),
            ("hard", "Difficult", "Težko", "صعب"),
            ("no_lift", "I found no lift", "Prevoza ni bilo", "لم أجد من يوصلني"),
        ),
        "reason": (
            ("no_time", "I had no time", "Ni bilo časa", "لم يكن لدي وقت"),
            (
                "too_far",
                "Too far, or no lift",
                "Predaleč ali brez prevoza",
                "بعيد، أو لا توجد مواصلات",
            ),
            ("too_late", "I heard of it too late", "Obvestilo je bilo prepozno", "عرفت متأخرًا"),
            ("not_for_me", "It was not for me", "Ni bilo zame", "لم يكن مناسبًا لي"),
            OTHER,
            NO_ANSWER,
        ),
    },
)
