"""The program's words in a Russian chapter."""

from dragoman.analysis.hypotheses import Bearing
from dragoman.model.proposition import Stance
from dragoman.report.wording import Wording

RUSSIAN = Wording(
    language="ru",
    quote_marks=("«", "»"),
    decimal=",",
    and_="и",
    nobody="никто",
    languages={
        "ar": "арабский",
        "az": "азербайджанский",
        "de": "немецкий",
        "en": "английский",
        "es": "испанский",
        "fa": "персидский",
        "fr": "французский",
        "id": "индонезийский",
        "kk": "казахский",
        "ko": "корейский",
        "ky": "кыргызский",
        "ru": "русский",
        "tg": "таджикский",
        "tk": "туркменский",
        "tr": "турецкий",
        "uk": "украинский",
        "uz": "узбекский",
        "zh": "китайский",
    },
    stances={
        Stance.AFFIRMS: "Подтверждает",
        Stance.QUALIFIES: "Подтверждает с оговорками",
        Stance.REJECTS: "Отвергает",
        Stance.SILENT: "Не высказывается",
    },
    bearings={
        Bearing.SUPPORTS: "За",
        Bearing.QUALIFIES: "С оговорками",
        Bearing.CONTRADICTS: "Против",
        Bearing.NEUTRAL: "Ни за, ни против",
        Bearing.SILENT: "Не высказывается",
        Bearing.UNSET: "Позиция не записана",
        Bearing.NOT_ASKED: "Вопрос не задан",
    },
    count_words=(),
    phrases={
        "of": "{number} из {total}",
        "of_asked": "{number} из {total} спрошенных",
        "percent": "{number}\u00a0%",
        "share_of": "{number} из {total}, округлено до целых процентов.",
        "proposition": "Тезис",
        "participant": "Участник",
        "code": "Код",
        "codings": "Кодировки",
        "respondents": "Респонденты",
        "entry": "Кто",
        "mentions": "Упоминания",
        "segments": "Реплики",
        "per_1000_words": "На 1000 слов",
        "asked": "Спрошены",
        "no_position": "Позиция не записана",
        "positions_meaning": "Участники, чья позиция по тезису {proposition} ({key}): {stances}.",
        "code_meaning": "Респонденты с кодом «{code}» ({name}){below}.",
        "and_below": " или с кодом уровнем ниже ({codes})",
        "coded_by": "{participant} ({codes})",
        "rule_all": "Из всех участников, с кем проведено интервью и есть расшифровка: {total}.",
        "rule_asked": (
            "Из тех, кому в интервью задали хотя бы один из вопросов {questions}; таких участников: {total}."
        ),
        "rule_asked_of_everyone": (
            "Из всех участников, с кем проведено интервью ({total}): тезис не связан ни с одним вопросом "
            "путеводителя и считается заданным каждому."
        ),
        "rule_withdrawn": "Не учтены, так как согласие отозвано: {who}.",
        "rule_code": (
            "Код есть у респондента, если хотя бы одна кодировка, сделанная любым кодировщиком, стоит на его словах."
        ),
        "rule_code_elsewhere": "Кодировки на словах интервьюера или неизвестного голоса, не учтены: {number}.",
        "rule_code_lost": "Кодировки, чьих слов больше нет, не учтены: {number}.",
        "no_position_yet": "Позиция ещё не записана ({number}): {who}",
        "not_asked": "Вопрос не задан ({number}): {who}",
        "outside": "Заняли такую позицию без вопроса и не учтены: {who}",
        "unasked": "без вопроса",
        "translated_from": "перевод, язык оригинала: {language}",
        "translation_draft": "перевод ещё не принят",
        "translation_stale": "перевод устарел",
        "quote_meaning": "Слова участника {participant}.",
        "quote_rule": "Дословно в {segment}, на языке интервью, псевдонимизировано.",
        "quote_rule_translated": "Дословно в переводе {segment}; язык оригинала: {language}.",
        "hypothesis_meaning": "Как позиции относятся к гипотезе {key}: {text}.",
        "hypothesis_rule": (
            "Каждый, с кем проведено интервью, стоит в одном столбце каждой строки. Молчание остаётся молчанием и не "
            "считается ни согласием, ни несогласием. Позиции говорят за ожидание или против него, но не решают вопроса."
        ),
        "hypothesis_title": "Гипотеза {key}",
        "hypothesis_caption": "Таблица {number}. Гипотеза {key}: {text}",
        "evidence_link": "Основания",
        "table_caption": "Таблица {number}. {text}",
        "figure_caption": "Рисунок {number}. {text}",
        "positions_table": "Позиции по тезисам",
        "positions_table_meaning": "Позиция каждого по каждому тезису.",
        "positions_table_rule": (
            "Строка на каждый тезис. В столбце указано, сколько участников и кто именно. «Спрошены» те, кому в "
            "интервью задали хотя бы один из вопросов тезиса; остальные не стоят в других столбцах, если не заняли "
            "позицию сами."
        ),
        "participants_table": "Участники",
        "participants_table_meaning": "Все, с кем проведено интервью, под кодами.",
        "participants_table_rule": "Показаны переменные: {variables}. Участников: {total}.",
        "none": "нет",
        "mentions_table": "Кого упоминают респонденты",
        "codes_table": "Коды",
        "codes_table_meaning": "Все коды: их кодировки и респонденты, у которых они есть.",
        "codes_table_rule": (
            "{rule} Строка учитывает кодировки своего кода, без кодов уровнем ниже. «{respondents}»: из числа всех, с "
            "кем проведено интервью ({total})."
        ),
        "positions_figure": "Позиции по тезисам",
        "positions_figure_alt": "Составные полосы, по одной на тезис: {text}.",
        "mentions_figure_mentions": "Как часто респонденты кого упоминают",
        "mentions_figure_segments": "В скольких репликах респонденты кого упоминают",
        "mentions_figure_respondents": "Сколько респондентов кого упоминают",
        "mentions_figure_per_1000_words": "Упоминания на 1000 слов респондентов",
        "yes": "да",
        "no": "нет",
        "mentions_figure_alt": "Полосы, самая длинная сверху: {text}.",
        "mentions_meaning": "Как респонденты упоминают «{entry}»: {unit}.",
        "mentions_all_meaning": "Кого упоминают респонденты, по словарю «{lexicon}».",
        "mentions_hits": "{participant}: {number}",
        "mentions_rule": (
            "Посчитано по словарю «{lexicon}» на словах респондентов ({total}; слов: {words}) на языке интервью; слова "
            "интервьюеров не учтены. Полное правило:"
        ),
        "contents": "Содержание",
        "skip": "К тексту",
        "appendix": "Основания",
        "appendix_intro": (
            "Каждое вычисленное значение главы в порядке текста: о чём спрошен материал, кто учтён и какие слова это "
            "показывают, на языке интервью и в переводе, где он есть, с временем на записи."
        ),
        "asked_of_material": "Запрос",
        "on_line": "строка {line} в {template}",
        "counted": "Правило",
        "back": "Назад к тексту",
        "withheld": "слова не приводятся: нет согласия на цитирование",
        "not_shared": "слова не показаны: выделены в тексте до псевдонимизации",
        "gone": "этих слов больше нет в расшифровке; они были выделены до её правки",
        "review": "слова изменились после выделения и с тех пор не просмотрены",
        "no_text": "ещё не псевдонимизировано: слова не показаны",
        "shown_above": "полностью: {link}",
        "draft": "черновик, человеком не принят",
        "stale": "устарел: оригинал с тех пор изменён",
        "accepted": "принят: {who}",
        "origin": "{language}, {origin}",
        "in_numbers": "Рисунок в числах",
        "provenance": "Как сделана эта глава",
        "provenance_text": (
            "Сделано программой Dragoman {version} {date} из {template} (SHA-256 {template_sha256}) и исследования "
            "«{study}», чей журнал событий тогда кончался на {chain_head}. Вычислено значений: {values}."
        ),
        "not_encrypted": (
            "Этот файл не зашифрован: его может прочесть каждый, у кого он есть. Само исследование остаётся "
            "зашифрованным."
        ),
    },
)
