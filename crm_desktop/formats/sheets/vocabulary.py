"""The words that programs and people put over their columns, in many languages; `headings.py` reads them.

A word stands under what it means; semicolons stand between them. Case, accents and signs do not count.
"""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.formats.sheets.meaning import Part

PARTS: Final[dict[Part, str]] = {
    Part.NAME: """
    name; full name; fullname; display name; displayname; contact name; contact; person; fn; file
    as; person name; vollständiger name; anzeigename; nom complet; nom affiché; nombre completo;
    nome completo; фио; полное имя; имя и фамилия; контакт; ad soyad; adı soyadı; isim soyisim;
    to'liq ism; ism familiya; ф.и.ш; نام کامل; نام و نام خانوادگی; الاسم الكامل; الاسم; ሙሉ ስም; igama
    eliphelele; customer; customer name; client; kunde; client name; supplier; supplier name; lieferant;
    fournisseur; proveedor; поставщик
    """,
    Part.GIVEN: """
    first name; firstname; given name; givenname; given; forename; first; vorname; prénom; prenom;
    primer nombre; nombre; nome; voornaam; imię; имя; ad; adı; isim; ism; نام; الاسم الأول; ስም;
    igama
    """,
    Part.MIDDLE: """
    middle name; middlename; middle; additional name; additional names; second name; middle initial;
    weitere vornamen; zweiter vorname; deuxième prénom; autres prénoms; segundo nombre; secondo
    nome; отчество; otasining ismi; نام پدر
    """,
    Part.FAMILY: """
    last name; lastname; surname; family name; familyname; family; last; nachname; familienname;
    nom; nom de famille; apellidos; apellido; cognome; sobrenome; apelido; achternaam; nazwisko;
    фамилия; soyad; soyadı; familiya; familiyasi; نام خانوادگی; اسم العائلة; اللقب; የአባት ስም;
    isibongo
    """,
    Part.PREFIX: """
    prefix; name prefix; honorific prefix; salutation; anrede; namenspräfix; civilité; tratamiento;
    обращение
    """,
    Part.SUFFIX: """
    suffix; name suffix; honorific suffix; generation; suffixe; sufijo; namenssuffix
    """,
    Part.NICKNAME: """
    nickname; nick; nick name; alias; spitzname; surnom; apodo; soprannome; прозвище; laqab; لقب
    """,
    Part.PHONE: """
    phone; phone number; car phone; radio phone; company main phone; callback; assistant phone;
    phones; telephone; telephone number; tel; tel no; phone no; contact number; telefon;
    telefonnummer; rufnummer; téléphone; n° de téléphone; teléfono; telefono; telefone; telefoon;
    телефон; номер телефона; тел; номер; telefon raqami; raqam; تلفن; شماره تلفن; هاتف; رقم الهاتف;
    ስልክ; ስልክ ቁጥር; ucingo; inombolo yocingo; numara; nummer
    """,
    Part.EMAIL: """
    e mail; email; mail; e mail address; email address; emails; e mail adresse; courriel; adresse e
    mail; adresse de messagerie; adresse électronique; correo; correo electrónico; dirección de
    correo electrónico; posta elettronica; indirizzo e mail; endereço de e mail; e mailadres; почта;
    эл почта; электронная почта; адрес эл почты; адрес электронной почты; имейл; e posta; elektron
    pochta; pochta; ایمیل; رایانامه; پست الکترونیک; البريد الإلكتروني; ኢሜል; ኢሜይል; iimeyili; i
    imeyili; primary e mail; smtp
    """,
    Part.LINK: """
    website; web site; web page; webpage; url; homepage; site; www; webseite; website url; site web;
    page web; página web; sitio web; pagina web; сайт; веб страница; veb sayt; وب سایت; وبگاه;
    الموقع; linkedin; linkedin url; profile url; facebook; twitter; instagram; blog
    """,
    Part.MESSENGER: """
    skype; telegram; whatsapp; viber; signal; im; icq; instant messaging; jabber; wechat; line
    """,
    Part.ADDRESS: """
    address; addresses; postal address; mailing address; full address; formatted address; address
    formatted; adresse; anschrift; adresse postale; dirección; domicilio; indirizzo; endereço;
    adres; адрес; manzil; آدرس; نشانی; العنوان; አድራሻ; ikheli
    """,
    Part.STREET: """
    street; street address; address line; street name; straße; strasse; rue; calle; via; rua;
    straat; ulica; улица; sokak; cadde; ko'cha; خیابان; الشارع; ጎዳና; umgwaqo; po box; p o box;
    postfach; boîte postale; extended address; street 2; street 3; address 2; address 3
    """,
    Part.CITY: """
    city; town; locality; ort; stadt; wohnort; ville; ciudad; localidad; población; città; cidade;
    plaats; miasto; город; населённый пункт; şehir; il̇çe; shahar; شهر; المدينة; ከተማ; idolobha; city
    town
    """,
    Part.REGION: """
    state; region; province; county; state province; state region; bundesland; kanton; région;
    département; dép région; bundesland kanton; provincia; estado; estado o provincia; regione;
    область; регион; край; viloyat; استان; المحافظة; ክልል; isifundazwe
    """,
    Part.POSTCODE: """
    zip; zipcode; postcode; post code; postal code; zip code; zip postal code; plz; postleitzahl;
    code postal; código postal; cap; cep; postcode zip; индекс; почтовый индекс; почтовый код; posta
    kodu; pochta indeksi; کد پستی; الرمز البريدي; ፖስታ ቁጥር
    """,
    Part.COUNTRY: """
    country; country region; nation; land; land region; pays; pays région; país; país o región;
    paese; страна; страна или регион; ülke; mamlakat; davlat; کشور; الدولة; ሀገር; አገር; izwe
    """,
    Part.COMPANY: """
    company; company name; associated company; organization; organisation; organization name; org;
    employer; account; account name; business; business name; firm; firma; unternehmen; société;
    entreprise; organisme; empresa; organización; compañía; azienda; società; bedrijf; компания;
    организация; фирма; место работы; şirket; kompaniya; tashkilot; korxona; شرکت; سازمان; الشركة;
    ድርጅት; ኩባንያ; inkampani
    """,
    Part.TITLE: """
    job title; position; role; occupation; organization title; job; funktion; stelle; beruf; poste;
    fonction; profession; puesto; cargo; qualifica; mansione; functie; titre de poste; должность; профессия;
    görev; unvan; lavozim; lavozimi; kasbi; سمت; شغل; المسمى الوظيفي; ሥራ; የሥራ መደብ; isikhundla
    """,
    Part.DEPARTMENT: """
    department; organization department; dept; division; abteilung; service; département service;
    departamento; reparto; afdeling; отдел; подразделение; bölüm; bo'lim; بخش; القسم; ክፍል; umnyango
    """,
    Part.NOTES: """
    notes; note; comment; comments; remark; remarks; memo; description; background; notizen; notiz;
    bemerkung; bemerkungen; anmerkungen; remarque; remarques; commentaires; notas; observaciones;
    osservazioni; opmerkingen; заметки; заметка; примечание; примечания; комментарий; комментарии;
    notlar; not; açıklama; izoh; izohlar; eslatma; یادداشت; توضیحات; ملاحظات; ማስታወሻ; amanothi
    """,
    Part.FACT: """
    fact; facts; little facts
    """,
    Part.TAGS: """
    tags; tag; labels; person label; categories; category; groups; group; group membership; lists;
    kategorien; kategorie; gruppen; gruppe; schlagworte; catégories; catégorie; groupes; etiquetas;
    categorías; gruppi; categorie; метки; метка; теги; группы; категории; etiketler; kategoriler;
    teglar; guruh; برچسب; برچسب ها; الفئات; amathegi
    """,
    Part.SOURCE: """
    source; lead source; how did you hear of us; referred by; quelle; herkunft; fuente; origen;
    источник; откуда; kaynak; manba; منبع
    """,
    Part.STATUS: """
    status; lead status; lifecycle stage; contact status; estado del contacto; статус; holat; وضعیت
    """,
    Part.CADENCE: """
    cadence; cadence days
    """,
    Part.STOP: """
    do not contact; do not call; do not disturb; dnc
    """,
    Part.UID: """
    uid; uuid; guid
    """,
    Part.RECORD: """
    id; record id; contact id; person id; customer id; kundennummer; kunden nr; no; nr; number
    """,
}

DATES: Final[dict[str, str]] = {
    BIRTHDAY: """
    birthday; birth date; birthdate; date of birth; dob; born; bday; geburtstag; geburtsdatum;
    anniversaire; date de naissance; cumpleaños; fecha de nacimiento; compleanno; data di nascita;
    aniversário; data de nascimento; verjaardag; urodziny; день рождения; дата рождения; doğum günü;
    doğum tarihi; tug'ilgan kun; tug'ilgan kuni; tug'ilgan sana; تولد; تاریخ تولد; تاريخ الميلاد;
    የልደት ቀን; ልደት; usuku lokuzalwa
    """,
    ANNIVERSARY: """
    anniversary; wedding anniversary; jahrestag; hochzeitstag; anniversaire de mariage; aniversario;
    anniversario; годовщина; yıldönümü
    """,
}

QUALIFIERS: Final[dict[str, str]] = {
    "work": """
    work; business; office; company main; geschäftlich; beruflich; dienstlich; büro; bureau;
    professionnel; travail; trabajo; negocio; del trabajo; lavoro; ufficio; trabalho; рабочий;
    рабочая; раб; служебный; iş; ish; ishxona; کار; محل کار; العمل; ሥራ ቦታ; emsebenzini
    """,
    "home": """
    home; private; personal; privat; domicile; personnel; casa; particular; particolare; домашний;
    домашняя; дом; личный; ev; uy; خانه; منزل; المنزل; ቤት; ekhaya
    """,
    "mobile": """
    mobile; cell; cellphone; cellular; mobil; handy; mobiltelefon; portable; móvil; celular;
    cellulare; telemóvel; mobiel; мобильный; моб; сотовый; переносной; cep; mobil telefon; uyali; موبایل;
    همراه; تلفن همراه; جوال; محمول; ሞባይል; iselula; handynummer; mobilnummer; mobile number; portable tél
    """,
    "fax": """
    fax; telefax; télécopie; факс; faks; فکس; فاكس
    """,
    "other": """
    other; secondary; alternate; alternative; weitere; weiteres; anderes; autre; otro; otra; altro;
    другой; diğer; boshqa; دیگر; أخرى
    """,
    "main": """
    main; primary; default; haupt; principal; hauptnummer; основной; asosiy
    """,
    "pager": """
    pager; пейджер
    """,
}
"""Which one it is, and the word for that on our cards."""
