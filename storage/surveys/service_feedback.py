"""Food, housing, doctor, legal help and respect: what is good, what is hard, what should change."""

from storage.surveys.rows import NO_ANSWER, NO_NAMES, OTHER, SEVERAL, Row, Survey

SERVICE_FEEDBACK = Survey(
    id="service_feedback",
    version="1",
    title=(
        "What do you think of the services?",
        "Kaj menite o storitvah?",
        "ما رأيك في الخدمات؟",
    ),
    rows=(
        Row(
            "note",
            "welcome",
            (
                "Short questions about daily life and help. You can skip any question. "
                "Your answers do not change your procedure or the help you get.",
                "Kratka vprašanja o vsakdanjem življenju in pomoči. Vsako vprašanje lahko "
                "preskočite. Odgovori ne vplivajo na vaš postopek ali na pomoč, ki jo dobivate.",
                "أسئلة قصيرة عن الحياة اليومية والمساعدة. يمكنك تخطي أي سؤال. "
                "إجاباتك لا تؤثر في إجراءاتك ولا في المساعدة المقدمة لك.",
            ),
        ),
        Row(
            "select_one quality",
            "food",
            ("How is the food?", "Kako je s hrano?", "ما رأيك في الطعام؟"),
        ),
        Row(
            "select_multiple food_problem",
            "food_problem",
            ("What is wrong with the food?", "Kaj je narobe s hrano?", "ما المشكلة في الطعام؟"),
            SEVERAL,
            relevant="${food} = 'bad' or ${food} = 'very_bad'",
        ),
        Row(
            "select_one quality",
            "housing",
            (
                "How is the place where you live?",
                "Kako je tam, kjer živite?",
                "ما رأيك في مكان سكنك؟",
            ),
        ),
        Row(
            "select_multiple housing_problem",
            "housing_problem",
            (
                "What is wrong where you live?",
                "Kaj je narobe tam, kjer živite?",
                "ما المشكلة في مكان سكنك؟",
            ),
            SEVERAL,
            relevant="${housing} = 'bad' or ${housing} = 'very_bad'",
        ),
        Row(
            "note",
            "danger",
            (
                "If you are in danger now, call 112. Write /help to find somebody to talk to.",
                "Če ste zdaj v nevarnosti, pokličite 112. Za pogovor s človekom napišite /help.",
                "في حالة الخطر الآن، رقم الطوارئ هو 112. وللحديث مع شخص يمكنك كتابة /help",
            ),
            relevant="selected(${housing_problem}, 'safety')",
        ),
        Row(
            "select_one quality",
            "doctor",
            (
                "How is the help from doctors?",
                "Kako je z zdravniško pomočjo?",
                "ما رأيك في الرعاية الطبية؟",
            ),
        ),
        Row(
            "select_multiple access",
            "doctor_problem",
            (
                "What is difficult with doctors?",
                "Kaj je težko pri zdravniški pomoči?",
                "ما الصعب في الرعاية الطبية؟",
            ),
            SEVERAL,
            relevant="${doctor} = 'bad' or ${doctor} = 'very_bad'",
        ),
        Row(
            "select_one quality",
            "legal",
            (
                "How is the legal help?",
                "Kako je s pravno pomočjo?",
                "ما رأيك في المساعدة القانونية؟",
            ),
        ),
        Row(
            "select_multiple access",
            "legal_problem",
            (
                "What is difficult with legal help?",
                "Kaj je težko pri pravni pomoči?",
                "ما الصعب في المساعدة القانونية؟",
            ),
            SEVERAL,
            relevant="${legal} = 'bad' or ${legal} = 'very_bad'",
        ),
        Row(
            "select_one how_often",
            "respect",
            (
                "Do the people who work here treat you with respect?",
                "Ali zaposleni z vami ravnajo spoštljivo?",
                "هل يعاملك العاملون هنا باحترام؟",
            ),
        ),
        Row(
            "select_multiple hardest",
            "hardest",
            (
                "What is hardest for you now?",
                "Kaj je za vas zdaj najtežje?",
                "ما أصعب شيء عليك الآن؟",
            ),
            SEVERAL,
            constraint="not((selected(., 'nothing') or selected(., 'no_answer'))"
            " and count-selected(.) > 1)",
            constraint_message=(
                "“Nothing” and “I prefer not to say” cannot be chosen together with others.",
                "»Nič« in »Raje ne povem« lahko izberete samo brez drugih odgovorov.",
                "لا يمكن اختيار «لا شيء» أو «أفضّل عدم الإجابة» مع إجابات أخرى.",
            ),
        ),
        Row(
            "text",
            "change",
            (
                "What should change first?",
                "Kaj naj se najprej spremeni?",
                "ما أول شيء يجب أن يتغير؟",
            ),
            NO_NAMES,
        ),
    ),
    choices={
        "quality": (
            ("very_good", "Very good", "Zelo dobro", "جيد جدًا"),
            ("good", "Good", "Dobro", "جيد"),
            ("so_so", "So-so", "Srednje", "متوسط"),
            ("bad", "Bad", "Slabo", "سيئ"),
            ("very_bad", "Very bad", "Zelo slabo", "سيئ جدًا"),
            ("not_used", "I do not use it", "Tega ne uporabljam", "لا أستخدم هذه الخدمة"),
        ),
        "food_problem": (
            ("amount", "Too little", "Hrane je premalo", "الكمية قليلة"),
            ("taste", "The taste", "Okus", "الطعم"),
            (
                "diet",
                "It does not fit my health or religion",
                "Ne ustreza mojemu zdravju ali veri",
                "لا يناسب صحتي أو ديني",
            ),
            ("times", "The times of meals", "Čas obrokov", "أوقات الوجبات"),
            OTHER,
        ),
        "housing_problem": (
            ("clean", "It is not clean", "Ni čisto", "المكان غير نظيف"),
            ("space", "Too little space", "Premalo prostora", "المكان ضيق"),
            ("noise", "Noise, no rest", "Hrup, ni miru", "الضوضاء وقلة الراحة"),
            ("cold", "Too cold or too hot", "Prehladno ali prevroče", "البرد أو الحر"),
            ("safety", "I do not feel safe", "Ne počutim se varno", "لا أشعر بالأمان"),
            OTHER,
        ),
        "access": (
            ("wait", "Waiting too long", "Predolgo čakanje", "الانتظار طويل"),
            ("language", "No interpreter", "Ni tolmača", "لا يوجد مترجم"),
            ("way", "It is hard to get there", "Težko je priti tja", "الوصول إلى هناك صعب"),
            ("listen", "Nobody listens to me", "Nihče me ne posluša", "لا أحد يستمع إليّ"),
            ("unclear", "It was not explained", "Brez jasne razlage", "لم يشرح لي أحد"),
            OTHER,
        ),
        "how_often": (
            ("always", "Always", "Vedno", "دائمًا"),
            ("mostly", "Most of the time", "Večinoma", "في أغلب الأحيان"),
            ("sometimes", "Sometimes", "Včasih", "أحيانًا"),
            ("never", "Never", "Nikoli", "أبدًا"),
            NO_ANSWER,
        ),
        "hardest": (
            ("food", "Food", "Hrana", "الطعام"),
            ("housing", "Housing", "Nastanitev", "السكن"),
            ("health", "Health", "Zdravje", "الصحة"),
            ("legal", "Papers, the law", "Dokumenti, pravo", "الأوراق والقانون"),
            ("language", "The language", "Jezik", "اللغة"),
            ("work", "Work or school", "Delo ali šola", "العمل أو الدراسة"),
            ("waiting", "The waiting", "Čakanje", "الانتظار"),
            ("alone", "Being alone", "Osamljenost", "الوحدة"),
            OTHER,
            ("nothing", "Nothing", "Nič", "لا شيء"),
            NO_ANSWER,
        ),
    },
)
