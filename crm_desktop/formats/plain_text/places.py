"""Cities and countries that are known as places: the large ones, and those of our users' countries."""

from __future__ import annotations

from functools import cache
from typing import Final

from crm_desktop.domain.fold import fold

COUNTRIES: Final = """
Ethiopia; ኢትዮጵያ; Eritrea; Kenya; Uganda; Tanzania; Rwanda; Somalia; Sudan; Egypt; مصر; Nigeria; Ghana;
South Africa; iNingizimu Afrika; Namibia; Zimbabwe; Mozambique; Botswana; Eswatini; Lesotho; Morocco;
Algeria; Tunisia; Libya; Uzbekistan; Oʻzbekiston; Ўзбекистон; Узбекистан; Kazakhstan; Казахстан;
Qozogʻiston; Kyrgyzstan; Киргизия; Кыргызстан; Tajikistan; Таджикистан; Turkmenistan; Туркменистан; Russia;
Россия; РФ; Ukraine; Україна; Украина; Belarus; Беларусь; Iran; ایران; Afghanistan; افغانستان; Pakistan;
پاکستان; Iraq; العراق; Turkey; Türkiye; Saudi Arabia; السعودية; UAE; الإمارات; Qatar; قطر; Kuwait; الكويت;
Jordan; الأردن; Syria; سوريا; Lebanon; لبنان; Israel; Georgia; Грузия; Armenia; Azerbaijan; Germany;
Deutschland; Austria; Österreich; Switzerland; Schweiz; France; Italy; Italia; Spain; España; Portugal;
Netherlands; Belgium; Poland; Polska; Czechia; Hungary; Romania; Greece; Sweden; Norway; Denmark; Finland;
Ireland; United Kingdom; UK; England; Scotland; USA; United States; Canada; Mexico; Brazil; Brasil;
Argentina; Chile; Colombia; Peru; China; 中国; 中國; Taiwan; 台湾; 台灣; Japan; Korea; India; Nepal;
Bangladesh; Sri Lanka; Vietnam; Thailand; Malaysia; Indonesia; Philippines; Singapore; Australia;
New Zealand
"""

CITIES: Final = """
Addis Ababa; Addis Abeba; አዲስ አበባ; Adama; አዳማ; Nazret; ናዝሬት; Bahir Dar; ባሕር ዳር; ባህር ዳር; Gondar; ጎንደር;
Hawassa; ሀዋሳ; Awassa; Mekelle; መቀሌ; Mekele; Dire Dawa; ድሬዳዋ; ድሬ ዳዋ; Jimma; ጅማ; Dessie; ደሴ; Harar; ሐረር;
Bishoftu; ቢሾፍቱ; Debre Zeit; ደብረ ዘይት; Debre Birhan; Arba Minch; አርባ ምንጭ; Shashamane; Axum; አክሱም; Lalibela;
Nairobi; Mombasa; Kisumu; Kampala; Dar es Salaam; Kigali; Asmara; Mogadishu; Khartoum; الخرطوم; Cairo;
القاهرة; Alexandria; الإسكندرية; Lagos; Abuja; Accra; Casablanca; Rabat; Tunis; Algiers; Johannesburg;
eGoli; Durban; eThekwini; Cape Town; Pretoria; Tshwane; Pietermaritzburg; Soweto; Bloemfontein;
Port Elizabeth; Gqeberha; East London; Richards Bay; Ulundi; Newcastle; Harare; Maputo; Windhoek; Gaborone;
Tashkent; Toshkent; Тошкент; Ташкент; Samarkand; Samarqand; Самарқанд; Самарканд; Bukhara; Buxoro; Бухоро;
Бухара; Andijan; Andijon; Андижон; Андижан; Namangan; Наманган; Fergana; Fargʻona; Фарғона; Фергана;
Kokand; Qoʻqon; Қўқон; Коканд; Nukus; Нукус; Xiva; Хива; Urgench; Urganch; Урганч; Qarshi; Қарши; Карши;
Termiz; Термиз; Термез; Navoiy; Навоий; Jizzax; Жиззах; Guliston; Chirchiq; Чирчиқ; Margʻilon; Марғилон;
Almaty; Алматы; Astana; Астана; Shymkent; Шымкент; Bishkek; Бишкек; Osh; Ош; Dushanbe; Душанбе; Ashgabat;
Ашхабад; Moscow; Москва; Saint Petersburg; Санкт-Петербург; Петербург; СПб; Novosibirsk; Новосибирск;
Екатеринбург; Казань; Kazan; Нижний Новгород; Челябинск; Самара; Омск; Ростов-на-Дону; Ростов; Уфа;
Красноярск; Воронеж; Пермь; Волгоград; Краснодар; Саратов; Тюмень; Тольятти; Ижевск; Барнаул; Иркутск;
Хабаровск; Владивосток; Ярославль; Томск; Оренбург; Кемерово; Рязань; Тула; Сочи; Калининград; Тверь; Kyiv;
Kiev; Київ; Киев; Харьков; Одесса; Львов; Минск; Minsk; Tbilisi; Тбилиси; Yerevan; Ереван; Baku; Баку;
Tehran; تهران; Mashhad; مشهد; Isfahan; Esfahan; اصفهان; Shiraz; شیراز; Tabriz; تبریز; Karaj; کرج; Qom; قم;
Ahvaz; اهواز; Kerman; کرمان; Yazd; یزد; Rasht; رشت; Kashan; کاشان; Hamadan; همدان; Urmia; ارومیه; Zahedan;
زاهدان; Kabul; کابل; Herat; هرات; Baghdad; بغداد; Basra; البصرة; Erbil; أربيل; Damascus; دمشق; Aleppo; حلب;
Beirut; بيروت; Amman; عمّان; عمان; Riyadh; الرياض; Jeddah; جدة; Mecca; مكة; Medina; Dammam; الدمام; Dubai;
دبي; Abu Dhabi; أبو ظبي; Sharjah; الشارقة; Doha; الدوحة; Muscat; مسقط; Sanaa; صنعاء; Gaza; غزة; Jerusalem;
القدس; Tel Aviv; Istanbul; İstanbul; Ankara; Izmir; Antalya; Karachi; Lahore; Islamabad; Berlin; Hamburg;
München; Munich; Köln; Cologne; Frankfurt; Stuttgart; Düsseldorf; Leipzig; Dortmund; Essen; Bremen;
Dresden; Hannover; Nürnberg; Duisburg; Bochum; Bonn; Münster; Karlsruhe; Mannheim; Augsburg; Wiesbaden;
Kassel; Freiburg; Mainz; Kiel; Erfurt; Potsdam; Wien; Vienna; Graz; Linz; Salzburg; Innsbruck; Zürich;
Zurich; Genf; Geneva; Basel; Bern; Luzern; London; Manchester; Birmingham; Liverpool; Leeds; Glasgow;
Edinburgh; Bristol; Dublin; Cork; Paris; Lyon; Marseille; Toulouse; Nice; Madrid; Barcelona; Valencia;
Sevilla; Lisbon; Lisboa; Porto; Rome; Roma; Milan; Milano; Naples; Napoli; Turin; Torino; Florence;
Brussels; Antwerp; Amsterdam; Rotterdam; The Hague; Utrecht; Copenhagen; Stockholm; Oslo; Helsinki; Warsaw;
Warszawa; Kraków; Gdańsk; Prague; Praha; Brno; Budapest; Bucharest; Sofia; Belgrade; Zagreb; Athens; Riga;
Vilnius; Tallinn; New York; Los Angeles; Chicago; Houston; Boston; Washington; San Francisco; Seattle;
Miami; Atlanta; Dallas; Denver; Philadelphia; Toronto; Montreal; Vancouver; Mexico City; Bogotá; Lima;
Santiago; Buenos Aires; São Paulo; Rio de Janeiro; Beijing; 北京; Shanghai; 上海; Guangzhou; 广州; 廣州;
Shenzhen; 深圳; Hangzhou; 杭州; Nanjing; 南京; Chengdu; 成都; Chongqing; 重庆; Wuhan; 武汉; Xi'an; 西安;
Tianjin; 天津; Suzhou; 苏州; Yiwu; 义乌; Urumqi; 乌鲁木齐; Hong Kong; 香港; Taipei; 台北; 臺北; Tokyo;
東京; Osaka; Seoul; Delhi; New Delhi; Mumbai; Bangalore; Chennai; Kolkata; Kathmandu; Dhaka; Colombo;
Bangkok; Hanoi; Jakarta; Manila; Kuala Lumpur; Sydney; Melbourne; Brisbane; Perth; Auckland; Wellington
"""

_BEFORE: Final = ("g ", "gorod ", "shahar ", "city of ")
_AFTER: Final = (" shahri", " sh", " city", " shi", " shh", " shahar")
_LONGEST: Final = 40


def is_place(text: str) -> bool:
    """Whether a text is nothing but a city or a country that is known, "г. Москва" too."""
    return bool(text) and len(text) <= _LONGEST and _is_known(_bare(fold(text)), both=True)


def is_country(text: str) -> bool:
    """Whether it is a country."""
    return len(text) <= _LONGEST and fold(text) in _countries()


def _is_known(folded: str, *, both: bool) -> bool:
    return folded in _cities() or (both and folded in _countries())


def _bare(folded: str) -> str:
    for word in _BEFORE:
        folded = folded.removeprefix(word)
    for word in _AFTER:
        folded = folded.removesuffix(word)
    return folded


@cache
def _cities() -> frozenset[str]:
    return frozenset(fold(name) for name in CITIES.split(";"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(fold(name) for name in COUNTRIES.split(";"))
