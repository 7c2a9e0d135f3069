"""Food, housing, doctor, legal help and respect: what is good, what is hard, what should change."""

from storage.surveys.shipped.form_rows import NO_NAMES, SEVERAL, Row, Survey
from storage.surveys.shipped.service_choices import CHOICES

SERVICE_FEEDBACK = Survey(
    id="service_feedback",
    version="2",
    title=(
        "What do you think of the services?",
        "Kaj menite o storitvah?",
        "ما رأيك في الخدمات؟",
        "نظرتان دربارهٔ خدمات چیست؟",
        "Que pensez-vous des services ?",
        "Что вы думаете об услугах?",
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
                "سؤال‌های کوتاهی دربارهٔ زندگی روزمره و کمک‌ها. می‌توانید به هر سؤالی جواب "
                "ندهید. جواب‌های شما روی پرونده‌تان و کمکی که می‌گیرید اثری ندارد.",
                "Des questions courtes sur la vie de tous les jours et l’aide. Vous pouvez "
                "passer chaque question. Vos réponses ne changent rien à votre procédure ni "
                "à l’aide que vous recevez.",
                "Короткие вопросы о повседневной жизни и помощи. Любой вопрос можно "
                "пропустить. Ответы не влияют на вашу процедуру и на помощь, которую вы "
                "получаете.",
            ),
        ),
        Row(
            "select_one quality",
            "food",
            (
                "How is the food?",
                "Kako je s hrano?",
                "ما رأيك في الطعام؟",
                "غذا چطور است؟",
                "Comment est la nourriture ?",
                "Как вам еда?",
            ),
        ),
        Row(
            "select_multiple food_problem",
            "food_problem",
            (
                "What is wrong with the food?",
                "Kaj je narobe s hrano?",
                "ما المشكلة في الطعام؟",
                "مشکل غذا چیست؟",
                "Qu’est-ce qui ne va pas avec la nourriture ?",
                "Что не так с едой?",
            ),
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
                "جایی که زندگی می‌کنید چطور است؟",
                "Comment est l’endroit où vous vivez ?",
                "Как там, где вы живёте?",
            ),
        ),
        Row(
            "select_multiple housing_problem",
            "housing_problem",
            (
                "What is wrong where you live?",
                "Kaj je narobe tam, kjer živite?",
                "ما المشكلة في مكان سكنك؟",
                "مشکل جایی که زندگی می‌کنید چیست؟",
                "Qu’est-ce qui ne va pas là où vous vivez ?",
                "Что не так там, где вы живёте?",
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
                "اگر الان در خطر هستید، به ۱۱۲ زنگ بزنید. برای حرف زدن با کسی، /help را بنویسید.",
                "Si vous êtes en danger maintenant, appelez le 112. Pour parler à "
                "quelqu’un, écrivez /help.",
                "Если вы сейчас в опасности, звоните 112. Чтобы поговорить с человеком, "
                "напишите /help.",
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
                "کمک پزشکی چطور است؟",
                "Comment est l’aide des médecins ?",
                "Как вам помощь врачей?",
            ),
        ),
        Row(
            "select_multiple access",
            "doctor_problem",
            (
                "What is difficult with doctors?",
                "Kaj je težko pri zdravniški pomoči?",
                "ما الصعب في الرعاية الطبية؟",
                "در کمک پزشکی چه چیزی سخت است؟",
                "Qu’est-ce qui est difficile avec les médecins ?",
                "Что трудно с врачами?",
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
                "کمک حقوقی چطور است؟",
                "Comment est l’aide juridique ?",
                "Как вам юридическая помощь?",
            ),
        ),
        Row(
            "select_multiple access",
            "legal_problem",
            (
                "What is difficult with legal help?",
                "Kaj je težko pri pravni pomoči?",
                "ما الصعب في المساعدة القانونية؟",
                "در کمک حقوقی چه چیزی سخت است؟",
                "Qu’est-ce qui est difficile avec l’aide juridique ?",
                "Что трудно с юридической помощью?",
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
                "کارکنان اینجا با شما با احترام رفتار می‌کنند؟",
                "Les personnes qui travaillent ici vous traitent-elles avec respect ?",
                "Сотрудники здесь относятся к вам с уважением?",
            ),
        ),
        Row(
            "select_multiple hardest",
            "hardest",
            (
                "What is hardest for you now?",
                "Kaj je za vas zdaj najtežje?",
                "ما أصعب شيء عليك الآن؟",
                "الان چه چیزی برایتان از همه سخت‌تر است؟",
                "Qu’est-ce qui est le plus dur pour vous en ce moment ?",
                "Что для вас сейчас труднее всего?",
            ),
            SEVERAL,
            constraint="not((selected(., 'nothing') or selected(., 'no_answer'))"
            " and count-selected(.) > 1)",
            constraint_message=(
                "“Nothing” and “I prefer not to say” cannot be chosen together with others.",
                "»Nič« in »Raje ne povem« lahko izberete samo brez drugih odgovorov.",
                "لا يمكن اختيار «لا شيء» أو «أفضّل عدم الإجابة» مع إجابات أخرى.",
                "«هیچ‌چیز» و «ترجیح می‌دهم نگویم» را نمی‌شود با جواب‌های دیگر انتخاب کرد.",
                "« Rien » et « Je préfère ne pas répondre » ne vont pas avec d’autres réponses.",
                "«Ничего» и «Не хочу отвечать» нельзя выбрать вместе с другими ответами.",
            ),
        ),
        Row(
            "text",
            "change",
            (
                "What should change first?",
                "Kaj naj se najprej spremeni?",
                "ما أول شيء يجب أن يتغير؟",
                "اول از همه چه چیزی باید عوض شود؟",
                "Qu’est-ce qui doit changer en premier ?",
                "Что должно измениться в первую очередь?",
            ),
            NO_NAMES,
        ),
    ),
    choices=CHOICES,
)
