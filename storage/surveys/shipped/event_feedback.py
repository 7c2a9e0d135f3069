"""After an event: how was it, how was the way there, what should be better."""

from storage.surveys.shipped.form_rows import NO_ANSWER, NO_NAMES, OTHER, Row, Survey

EVENT_FEEDBACK = Survey(
    id="event_feedback",
    version="2",
    title=(
        "How was the event?",
        "Kako je bilo na dogodku?",
        "ما رأيك في النشاط؟",
        "برنامه چطور بود؟",
        "Comment s’est passée l’activité ?",
        "Как прошло мероприятие?",
    ),
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
                "چند سؤال کوتاه دربارهٔ برنامه. می‌توانید به هر سؤالی جواب ندهید. اسم شما "
                "را نمی‌پرسیم.",
                "Quelques questions courtes sur l’activité. Vous pouvez passer chaque "
                "question. Nous ne demandons pas votre nom.",
                "Несколько коротких вопросов о мероприятии. Любой вопрос можно пропустить. "
                "Имя мы не спрашиваем.",
            ),
        ),
        Row(
            "select_one yes_no",
            "came",
            (
                "Did you come to the event?",
                "Ste prišli na dogodek?",
                "هل حضرت النشاط؟",
                "به برنامه آمدید؟",
                "Avez-vous participé à l’activité ?",
                "Вы были на мероприятии?",
            ),
        ),
        Row(
            "select_one quality",
            "how",
            (
                "How was it?",
                "Kako je bilo?",
                "كيف كان النشاط؟",
                "چطور بود؟",
                "C’était comment ?",
                "Как вам было?",
            ),
            relevant="${came} != 'no'",
        ),
        Row(
            "select_one way",
            "way",
            (
                "How was the way there?",
                "Kako je bilo s potjo?",
                "كيف كان الطريق إلى هناك؟",
                "رفت‌وآمد تا آنجا چطور بود؟",
                "Et le trajet ?",
                "Как вы добрались туда?",
            ),
            (
                "On foot, by bus or with a lift from us.",
                "Peš, z avtobusom ali z našim prevozom.",
                "مشيًا، أو بالحافلة، أو بسيارة رتبناها لك.",
                "پیاده، با اتوبوس یا با ماشینی که ما هماهنگ کردیم.",
                "À pied, en bus ou avec la voiture que nous avons proposée.",
                "Пешком, на автобусе или на машине от нас.",
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
                "چرا نتوانستید بیایید؟",
                "Qu’est-ce qui vous a empêché de venir ?",
                "Что помешало вам прийти?",
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
                "دفعهٔ بعد چه چیزی باید بهتر باشد؟",
                "Que faut-il améliorer la prochaine fois ?",
                "Что сделать лучше в следующий раз?",
            ),
            NO_NAMES,
        ),
    ),
    choices={
        "yes_no": (
            ("yes", "Yes", "Da", "نعم", "بله", "Oui", "Да"),
            ("no", "No", "Ne", "لا", "نه", "Non", "Нет"),
        ),
        "quality": (
            (
                "very_good",
                "Very good",
                "Zelo dobro",
                "جيد جدًا",
                "خیلی خوب",
                "Très bien",
                "Очень хорошо",
            ),
            ("good", "Good", "Dobro", "جيد", "خوب", "Bien", "Хорошо"),
            ("so_so", "So-so", "Srednje", "متوسط", "متوسط", "Moyen", "Так себе"),
            ("bad", "Bad", "Slabo", "سيئ", "بد", "Mal", "Плохо"),
            ("very_bad", "Very bad", "Zelo slabo", "سيئ جدًا", "خیلی بد", "Très mal", "Очень плохо"),
        ),
        "way": (
            (
                "easy",
                "No problem",
                "Brez težav",
                "دون مشكلة",
                "راحت بود",
                "Sans problème",
                "Без проблем",
            ),
            ("hard", "Difficult", "Težko", "صعب", "سخت بود", "Difficile", "Трудно"),
            (
                "no_lift",
                "I found no lift",
                "Prevoza ni bilo",
                "لم أجد من يوصلني",
                "ماشینی پیدا نکردم",
                "Pas de voiture pour y aller",
                "Не было машины",
            ),
        ),
        "reason": (
            (
                "no_time",
                "I had no time",
                "Ni bilo časa",
                "لم يكن لدي وقت",
                "وقت نداشتم",
                "Pas le temps",
                "Не было времени",
            ),
            (
                "too_far",
                "Too far, or no lift",
                "Predaleč ali brez prevoza",
                "بعيد، أو لا توجد مواصلات",
                "دور بود، یا ماشین نبود",
                "Trop loin, ou pas de voiture",
                "Далеко или не было машины",
            ),
            (
                "too_late",
                "I heard of it too late",
                "Obvestilo je bilo prepozno",
                "عرفت متأخرًا",
                "دیر خبردار شدم",
                "L’information est arrivée trop tard",
                "Сообщение пришло слишком поздно",
            ),
            (
                "not_for_me",
                "It was not for me",
                "Ni bilo zame",
                "لم يكن مناسبًا لي",
                "برای من مناسب نبود",
                "Ce n’était pas pour moi",
                "Это было не для меня",
            ),
            OTHER,
            NO_ANSWER,
        ),
    },
)
