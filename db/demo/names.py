"""Names for made-up people: common Kazakh, Russian and neighbours' ones, each part drawn by itself, so that nobody real is meant."""

from random import Random
from typing import NamedTuple

Forms = tuple[str, str, str]        # in Kazakh, in Russian, in Latin letters

_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_LATIN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i",
    "ь": "", "э": "e", "ю": "yu", "я": "ya",
}
_TO_LATIN = str.maketrans({**_LATIN, **{letter.upper(): said.capitalize() for letter, said in _LATIN.items()}})


def _words(text: str) -> list[str]:
    return text.split()


_KAZAKH_FATHERS = _words(
    "Абай Айдар Айдос Ақан Алмас Амангелді Арман Асқар Әбіл Әділ Әлихан Әлібек Әсет Бақыт Бауыржан Берік Болат Ғабит Ғани Дархан Даулет "
    "Дәурен Ерлан Ермек Жандос Жанібек Жасұлан Жомарт Кәрім Қайрат Қанат Қуаныш Марат Мақсат Мұрат Мұхтар Нұрлан Нұржан Олжас Өмір Рахат "
    "Рүстем Самат Сәкен Серік Талғат Тимур Төлеген Ұлан Шыңғыс Ыбырай"
)
_KAZAKH_WOMEN = _words(
    "Айгүл Айжан Айнұр Ақбота Ақмарал Алма Алтынай Анар Арайлым Асель Әйгерім Әлия Әсем Баян Ботагөз Гүлмира Гүлнар Гүлшат Дана Динара "
    "Жанар Жансая Жұлдыз Зере Зәуре Кәмила Қарлығаш Қызғалдақ Ләззат Мадина Меруерт Мөлдір Назгүл Назым Нұргүл Раушан Сабина Салтанат "
    "Сандуғаш Сәуле Толғанай Үміт Шолпан Шынар Ырыс"
)
_KAZAKH_SURNAMES = _words(
    "Абдрахманов Абенов Айтжанов Ақылбеков Алтынбеков Амангелдин Асқаров Ахметов Әбдіқадыров Әбілов Әлімжанов Байжанов Бақытов Бектұров "
    "Бекмұратов Болатов Ғабитов Ғалымов Дәуітов Досжанов Дүйсенбеков Елеусінов Ермеков Есенов Жақсыбеков Жанғалиев Жұмабаев Жүнісов Исабеков "
    "Кәрімов Кенжебаев Қабдолов Қалиев Қасымов Қожахметов Құрманов Мақсұтов Манапов Мұқанов Мұсабеков Нұрғалиев Нұрпейісов Омаров Оразбаев "
    "Өтегенов Рахымбеков Садуақасов Сағынтаев Сейітов Сәрсенбаев Сұлтанов Тәжібаев Тілеубердин Төлегенов Тұрсынов Үсенов Шаймерденов "
    "Шәріпов Ыбыраев Ысқақов"
)
_RUSSIAN_FATHERS = _words(
    "Александр:Александрович Алексей:Алексеевич Андрей:Андреевич Антон:Антонович Борис:Борисович Вадим:Вадимович Валерий:Валерьевич "
    "Василий:Васильевич Виктор:Викторович Виталий:Витальевич Владимир:Владимирович Геннадий:Геннадьевич Григорий:Григорьевич "
    "Денис:Денисович Дмитрий:Дмитриевич Евгений:Евгеньевич Иван:Иванович Игорь:Игоревич Константин:Константинович Леонид:Леонидович "
    "Максим:Максимович Михаил:Михайлович Николай:Николаевич Олег:Олегович Павел:Павлович Пётр:Петрович Роман:Романович Сергей:Сергеевич "
    "Станислав:Станиславович Юрий:Юрьевич"
)
_RUSSIAN_WOMEN = _words(
    "Александра Алина Анастасия Анна Валентина Валерия Вера Виктория Галина Дарья Евгения Екатерина Елена Ирина Ксения Лариса Людмила "
    "Марина Мария Надежда Наталья Нина Оксана Ольга Полина Светлана Татьяна Юлия"
)
_RUSSIAN_SURNAMES = _words(
    "Абрамов Агафонов Андреев Афанасьев Баранов Белов Борисов Васильев Виноградов Воробьёв Гаврилов Герасимов Голубев Горбунов Григорьев "
    "Давыдов Данилов Дмитриев Егоров Ершов Жуков Зайцев Иванов Ильин Калинин Киселёв Ковалёв Козлов Комаров Королёв Крылов Кузнецов Лебедев "
    "Макаров Медведев Миронов Морозов Никитин Новиков Орлов Осипов Павлов Петров Поляков Попов Романов Сафонов Семёнов Смирнов Соколов "
    "Соловьёв Степанов Тарасов Тихонов Фёдоров Филиппов Фомин Чернов Шестаков Щербаков"
)

# surnames | men | women; the father's name of men serves as patronymic as the people's own custom has it
_NEIGHBOURS = {
    "uzbek": ("Абдуллаев Азимов Исмоилов Каримов Махмудов Мирзаев Рахимов Собиров Ташматов Тошев Турсунов Хамидов Юлдашев Юсупов",
              "Акмал Анвар Бахтиёр Дилшод Жавлон Жасур Отабек Санжар Улугбек Шерзод", "Гулнора Дилноза Зухра Лола Малика Нигора Севара Феруза"),
    "uyghur": ("Аюпов Ибрагимов Имяров Кибиров Масимов Розиев Самсаков Тохтиев Турдиев Ушуров Хамраев Шамиев",
               "Азат Арслан Ахмет Гайрат Долкун Ильдар Пархат Турган Шавкат", "Арзугуль Гульбахрам Зульфия Патигуль Рана Хуршида Чимангуль"),
    "korean": ("Ан Ким Ли Лим Нам Огай Пак Сон Тен Тян Хан Цой Шин Югай",
               "Аркадий Валерий Вячеслав Герман Илья Родион Феликс Эдуард", "Анжела Виолетта Инна Лилия Маргарита Роза Снежана Эльвира"),
    "german": ("Бауэр Вагнер Вайс Гартман Келлер Краузе Лоренц Майер Миллер Нейман Рихтер Фишер Шефер Шульц",
               "Вальтер Виктор Генрих Герман Рудольф Эдуард Эмиль Яков", "Анна Берта Ида Ирма Кристина Луиза Марта Эмма"),
    "tatar": ("Ахметзянов Валиев Гайнуллин Галимов Зарипов Мингазов Мухаметшин Насыров Сабиров Сафин Хайруллин Хакимов Шайхутдинов",
              "Айрат Дамир Ильдар Ильшат Марсель Ринат Руслан Тагир Фарид", "Альфия Гузель Диляра Зухра Лейсан Наиля Резеда Флюра"),
    "ukrainian": ("Бондаренко Гончаренко Кравченко Коваленко Литвиненко Лысенко Марченко Мельник Олейник Пономаренко Савченко Ткаченко Шевчук",
                  "Богдан Василий Григорий Иван Николай Олег Остап Тарас", "Ганна Леся Любовь Оксана Олеся Раиса Соломия"),
    "azeri": ("Алиев Багиров Гасанов Гусейнов Джафаров Исмаилов Керимов Мамедов Мусаев Наджафов Рзаев Рустамов",
              "Анар Вугар Ильгар Мурад Расим Самир Турал Фуад Эльчин", "Айтен Гюнай Лейла Нигяр Севда Севиль Ульвия"),
    "tajik": ("Бобоев Давлатов Зоиров Кодиров Мирзоев Назаров Раджабов Рахмонов Саидов Хакимов Холов Шарипов",
              "Бахром Далер Джамшед Рустам Сухроб Фаррух Фирдавс Шухрат", "Гулрухсор Зарина Манижа Мехрангез Нигина Парвина Шахноза"),
    "kyrgyz": ("Асанов Бакиров Бейшеналиев Джумабаев Жээнбеков Исаев Кадыров Маматов Осмонов Сыдыков Токтогулов Усубалиев Чолпонбаев",
               "Азамат Бакыт Эрмек Кубат Нурбек Таалай Улан Эмил", "Айпери Айсулуу Бермет Гулзат Жибек Мээрим Нургуль Чолпон"),
}
_WITHOUT_PATRONYMIC = {"german": 0.3, "korean": 0.1}
_DAUGHTER_SON = {"uzbek": (" угли", " кизи"), "azeri": (" оглы", " кызы"), "uyghur": (" оглы", " кызы"), "kyrgyz": (" уулу", " кызы")}

PEOPLES = ("kazakh", "russian", *_NEIGHBOURS)
# Of citizens, in thousandths; foreigners come from where they are a citizen of.
CITIZENS = (560, 270, 32, 16, 9, 20, 22, 45, 10, 6, 10)


class Name(NamedTuple):
    """One person's name: surname, given name, patronymic, each in Kazakh, Russian and Latin letters."""

    surname: Forms
    given_name: Forms
    patronymic: Forms


class _People(NamedTuple):
    """The names of one people for one sex."""

    surnames: list[Forms]
    given: list[Forms]
    patronymics: list[Forms]
    without: float


NOTHING: Forms = ("", "", "")


def draw(random: Random, people: str, sex: str) -> Name:
    """A name of this people (one of :data:`PEOPLES`), its parts drawn one by one."""
    names = _NAMES[people, sex]
    chance = random.random
    patronymic = NOTHING if names.without and chance() < names.without else names.patronymics[int(chance() * len(names.patronymics))]
    return Name(names.surnames[int(chance() * len(names.surnames))], names.given[int(chance() * len(names.given))], patronymic)


def feminine(surname: str) -> str:
    """The woman's form of a surname in -ов, -ев, -ин, -ын; others do not change."""
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин", "ын")) and surname not in ("Шин",) else surname


def _forms(kazakh: str, russian: str = "") -> Forms:
    russian = russian or kazakh.translate(_RUSSIAN)
    return kazakh, russian, russian.translate(_TO_LATIN)


def _tables() -> dict[tuple[str, str], _People]:
    tables = {}
    for sex, son in (("male", True), ("female", False)):
        tables["kazakh", sex] = _People(
            _surnames(_KAZAKH_SURNAMES, son), [_forms(name) for name in (_KAZAKH_FATHERS if son else _KAZAKH_WOMEN)],
            [_forms(father + ("ұлы" if son else "қызы")) for father in _KAZAKH_FATHERS], 0.04)
        men = [pair.partition(":")[0] for pair in _RUSSIAN_FATHERS]
        fathers = [_forms(_of_father(pair.partition(":")[2], son)) for pair in _RUSSIAN_FATHERS]
        tables["russian", sex] = _People(
            _surnames(_RUSSIAN_SURNAMES, son), [_forms(name) for name in (men if son else _RUSSIAN_WOMEN)], fathers, 0.01)
        for people, (surnames, sons, daughters) in _NEIGHBOURS.items():
            ending = _DAUGHTER_SON.get(people)
            own = [_forms(father + ending[0 if son else 1]) for father in sons.split()] if ending else fathers
            tables[people, sex] = _People(
                _surnames(surnames.split(), son), [_forms(name) for name in (sons if son else daughters).split()], own,
                _WITHOUT_PATRONYMIC.get(people, 0.02))
    return tables


def _surnames(surnames: list[str], son: bool) -> list[Forms]:
    return [_forms(surname if son else feminine(surname)) for surname in surnames]


def _of_father(son: str, is_son: bool) -> str:
    return son if is_son else son.removesuffix("ич") + "на"


_NAMES = _tables()
