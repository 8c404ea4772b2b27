"""The months as people write them, in the calendars that birthdays are given in."""

from __future__ import annotations

from functools import cache
from typing import Final

from crm_desktop.domain.fold import fold
from crm_desktop.domain.partial_date import Calendar

_GREGORIAN: Final = """
january jan januar jänner jan. janvier enero gennaio janeiro января январь янв yanvar январ ocak januari \
  يناير كانون_الثاني ژانویه ጃንዩወሪ ጃንዋሪ umasingana ujanuwari stycznia styczeń
february feb februar février fév febrero febbraio fevereiro февраля февраль фев fevral феврал şubat \
  februari فبراير شباط فوریه ፌብሩዋሪ ፌብሩወሪ unhlolanja ufebhuwari lutego luty
march mar märz mrz mars marzo março марта март мар mart maart مارس آذار ማርች undasa umashi marca marzec
april apr avril avr abril aprile апреля апрель апр aprel апрел nisan أبريل نيسان آوریل ኤፕሪል umbasa \
  u_aprili kwietnia kwiecień
may mai mayo maggio maio мая май мая mayıs mei مايو أيار مه_میلادی ሜይ unhlaba umeyi maja maj
june jun juni juin junio giugno junho июня июнь июн iyun июнь haziran يونيو حزيران ژوئن ጁን unhlangulana \
  ujuni czerwca czerwiec
july jul juli juillet juil julio luglio julho июля июль июл iyul июль temmuz يوليو تموز ژوئیه ጁላይ \
  untulikazi ujulayi lipca lipiec
august aug août agosto августа август авг avgust ağustos augustus أغسطس آب_م اوت ኦገስት uncwaba u_agasti \
  sierpnia sierpień
september sep sept septembre septiembre settembre setembro сентября сентябрь сен сент sentabr sentyabr \
  сентябр eylül سبتمبر أيلول سپتامبر ሴፕቴምበር umandulo usepthemba września wrzesień
october oct oktober okt octobre octubre ottobre outubro октября октябрь окт oktabr oktyabr октябр ekim \
  أكتوبر تشرين_الأول اکتبر ኦክቶበር umfumfu u_okthoba października październik
november nov novembre noviembre novembro ноября ноябрь ноя нояб noyabr ноябр kasım نوفمبر تشرين_الثاني \
  نوامبر ኖቬምበር ulwezi unovemba listopada listopad
december dec dezember dez décembre déc diciembre dicembre dezembro декабря декабрь дек dekabr декабр \
  aralık ديسمبر كانون_الأول دسامبر ዲሴምበር uzibandlela udisemba grudnia grudzień
"""
_ETHIOPIAN: Final = """
መስከረም meskerem
ጥቅምት tikimt tiqimt
ኅዳር ህዳር hidar
ታኅሣሥ ታህሳስ ታኅሳስ tahsas
ጥር
የካቲት yekatit
መጋቢት megabit
ሚያዝያ ሚያዚያ miyazya miazia
ግንቦት ginbot
ሰኔ sene
ሐምሌ ሀምሌ hamle
ነሐሴ ነሀሴ nehase
ጳጉሜን ጳጉሜ pagume
"""
_JALALI: Final = """
فروردین farvardin
اردیبهشت ordibehesht
خرداد khordad
تیر
مرداد امرداد mordad
شهریور shahrivar
مهر mehr
آبان aban
آذر azar
دی dey
بهمن bahman
اسفند esfand
"""
_ISLAMIC: Final = """
محرم muharram
صفر safar
ربيع_الأول
ربيع_الثاني ربيع_الآخر
جمادى_الأولى
جمادى_الآخرة جمادى_الثانية
رجب rajab
شعبان shaban
رمضان ramadan
شوال shawwal
ذو_القعدة
ذو_الحجة
"""
"""A month a line, its names divided by spaces; "_" is a space within one."""


@cache
def month_named(word: str) -> tuple[Calendar, int] | None:
    """The calendar and the number of a month, by its name in any of our languages; None for other words."""
    return _by_fold().get(fold(word)) if len(word) <= _LONGEST else None


_LONGEST: Final = 20


@cache
def _by_fold() -> dict[str, tuple[Calendar, int]]:
    table: dict[str, tuple[Calendar, int]] = {}
    for calendar, months in (
        (Calendar.GREGORIAN, _GREGORIAN),
        (Calendar.ETHIOPIAN, _ETHIOPIAN),
        (Calendar.JALALI, _JALALI),
        (Calendar.ISLAMIC, _ISLAMIC),
    ):
        for number, words in enumerate(months.split("\n")[1:-1], start=1):
            for word in words.split():
                table.setdefault(fold(word.replace("_", " ")), (calendar, number))
    return table
