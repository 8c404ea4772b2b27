"""Words that tell what a piece of pasted text is, as they are written in many languages; looked up folded."""

from __future__ import annotations

from typing import Final

LABELS: Final[dict[str, str]] = {
    "phone": """
    t; p; ph; tel; telephone; phone; tel no; phone no; call; call me; my number; my number is; number;
    contact; contacts; тел; т; телефон; номер; мой номер; звоните; контакт; контакты; telefon; raqam;
    raqamim; telefonim; mening raqamim; рақам; рақамим; тел рақам; телефон рақами; تلفن; شماره; شماره تماس;
    شماره من; هاتف; رقم; رقمي; ስልክ; ስልክ ቁጥር; ስልኬ; ቁጥሬ; ucingo; inombolo; inombolo yami; 电话; 電話;
    联系电话; 聯絡電話; 座机; 號碼; 号码; rufnummer; fon; tél; téléphone; teléfono; telefono; tlf
    """,
    "mobile": """
    m; mob; mobile; cell; cellphone; c; моб; м; мобильный; сотовый; сот; м т; mobil; handy; mobiltelefon;
    uyali; mobil telefon; موبایل; همراه; تلفن همراه; جوال; محمول; ሞባይል; iselula; iselfoni; 手机; 手機;
    移动电话; gsm; cep
    """,
    "fax": "f; fax; факс; faks; فکس; فاكس; ፋክስ; 传真; 傳真; telefax; ifeksi",
    "work": """
    work; office; o; b; business; direct; d; desk; раб; рабочий; офис; прямой; ish; ishxona; иш; دفتر;
    محل کار; مكتب; العمل; ቢሮ; büro; durchwahl; zentrale; ihhovisi; 公司电话; 办公电话; bureau
    """,
    "home": "home; h; дом; домашний; uy; уй; منزل; خانه; المنزل; ቤት; ekhaya; privat; 家庭电话; 住宅电话",
    "whatsapp": "whatsapp; whats app; wa; ватсап; вотсап; вацап; ወትሳፕ; واتساپ; واتس اب",
    "email": """
    e; email; e mail; mail; почта; эл почта; электронная почта; имейл; мейл; pochta; elektron pochta;
    почтам; ایمیل; البريد; البريد الإلكتروني; ኢሜይል; ኢሜል; iimeyili; i imeyili; 邮箱; 電郵; 邮件; 电子邮件;
    电邮; e posta; correo; courriel
    """,
    "link": """
    w; web; website; www; site; url; homepage; internet; сайт; веб; sayt; сайти; سایت; وب سایت; وبسایت;
    الموقع; ድረ ገጽ; 网址; 网站; 網址; iwebhusayithi; linkedin; facebook; instagram
    """,
    "messenger": """
    telegram; tg; телеграм; телеграмм; тг; телега; skype; скайп; viber; вайбер; signal; wechat; weixin;
    微信; qq; line; imo; ቴሌግራም; تلگرام; icq; discord; insta; инста; инстаграм
    """,
    "birthday": """
    birthday; born; dob; date of birth; birth date; bday; день рождения; дата рождения; др; д р; родился;
    родилась; geburtstag; geburtsdatum; geboren; geb; tugilgan kuni; tugilgan sanasi; tug'ilgan kuni;
    туғилган куни; туғилган сана; تولد; تاریخ تولد; متولد; تاريخ الميلاد; الميلاد; የልደት ቀን; ልደት; የትውልድ ቀን;
    usuku lokuzalwa; 生日; 出生日期
    """,
    "address": """
    a; adr; add; address; addr; адрес; adresse; anschrift; manzil; манзил; آدرس; نشانی; العنوان; አድራሻ;
    ikheli; 地址; dirección; indirizzo; endereço; adres; location
    """,
    "place": """
    city; town; place; город; г; shahar; шаҳар; шахар; ort; stadt; شهر; المدينة; ከተማ; idolobha; 城市;
    ville; ciudad
    """,
    "company": """
    company; firm; organisation; organization; org; компания; фирма; организация; место работы; firma;
    kompaniya; korxona; tashkilot; компания номи; شرکت; الشركة; ድርጅት; ኩባንያ; inkampani; 公司; 单位;
    unternehmen; entreprise; empresa
    """,
    "title": """
    title; position; job title; job; role; occupation; должность; профессия; lavozim; lavozimi; kasbi;
    лавозими; касби; سمت; شغل; المسمى الوظيفي; الوظيفة; የሥራ መደብ; የስራ መደብ; ሥራ; isikhundla; umsebenzi; 职位;
    職位; 职务; funktion; beruf
    """,
    "name": """
    name; full name; contact name; имя; фио; ф и о; имя фамилия; фамилия; ism; ismi; ism familiya; исми;
    f i sh; fish; نام; نام و نام خانوادگی; الاسم; اسم; ስም; ሙሉ ስም; igama; igama lami; 姓名; 名字; 联系人;
    vorname; nachname; nom; nombre
    """,
    "note": """
    note; notes; comment; remark; примечание; заметка; комментарий; notiz; bemerkung; izoh; eslatma; изоҳ;
    یادداشت; توضیحات; ملاحظات; ማስታወሻ; inothi; 备注; 備註
    """,
}
"""What stands before a piece, and what that is. The kinds of phone are phones with that label."""

TITLES: Final = """
phd; mba; md; msc; dipl; managing; senior; junior; regional; deputy; vice; key account; leitender;
leitende; stellvertretender;
stellvertretende; главный; старший; зам; исполнительный; bosh; катта; director; manager; ceo; cto; cfo;
coo; owner; founder; co-founder; engineer; developer; designer; consultant; assistant; secretary;
accountant; lawyer; attorney; doctor; teacher; professor; nurse; driver; sales; marketing; head; chief;
president; partner; agent; specialist; representative; executive; officer; coordinator; supervisor;
analyst; architect; photographer; plumber; electrician; tailor; hairdresser; translator; editor;
journalist; buyer; trainer; seller; директор; менеджер; руководитель; начальник; бухгалтер; инженер;
специалист;
юрист; адвокат; врач; учитель; секретарь; помощник; заместитель; владелец; основатель; продавец; водитель;
мастер; сантехник; электрик; дизайнер; переводчик; консультант; агент; представитель; архитектор;
парикмахер; репетитор; няня; председатель; генеральный; коммерческий; geschäftsführer; geschäftsführerin;
geschäftsführung; leiter; leiterin; vertrieb; vertriebsleiter; vertriebsleiterin; inhaber; inhaberin;
berater; beraterin; ingenieur; ingenieurin; sekretärin; assistentin; buchhaltung; einkauf; projektleiter;
projektleiterin; arzt; ärztin; rechtsanwalt; rechtsanwältin; lehrer; lehrerin; vorstand; prokurist;
direktor; direktori; menejer; menejeri; rahbar; rahbari; boshliq; boshlig'i; hisobchi; muhandis;
o'qituvchi; shifokor; haydovchi; sotuvchi; tikuvchi; usta; oshpaz; директори; менежер; менежери; раҳбари;
бошлиғи; ҳисобчи; муҳандис; ўқитувчи; шифокор; ҳайдовчи; сотувчи; тикувчи; уста; مدیر; مدیرعامل; مدیر عامل;
کارشناس; مهندس; حسابدار; فروشنده; وکیل; پزشک; معلم; راننده; منشی; رئیس; معاون; مدير; المدير; محاسب; محامي;
طبيب; مستشار; سكرتير; مسؤول; مندوب; معلمة; مبيعات; ሥራ አስኪያጅ; ስራ አስኪያጅ; አስኪያጅ; ዳይሬክተር; ኃላፊ; ሀላፊ; መሐንዲስ;
መምህር; ዶክተር; ሐኪም; ሾፌር; አካውንታንት; ጸሐፊ; ባለቤት; ነጋዴ; የሽያጭ; umphathi; umqondisi; unjiniyela; uthisha; udokotela;
umnikazi; umshayeli; unobhala; umthengisi; 经理; 总经理; 總經理; 总监; 董事长; 工程师; 工程師; 主任; 助理;
老师; 医生; 律师; 会计; 销售; 设计师; 顾问; 代表; 秘书; directeur; directrice; gérant; responsable;
ingénieur; directora; gerente; jefe; ingeniero; müdür; müdürü; mühendis
"""

LEGAL_FORMS: Final = """
gmbh; ag; kg; ohg; gbr; ug; mbh; ltd; limited; llc; llp; inc; incorporated; corp; corporation; plc; co;
pty; cc; sa; sarl; sas; srl; bv; nv; oy; ab; as; ооо; оао; зао; пао; ао; ип; тоо; чп; нпо; mchj; xk; aj;
qmj; ooo; мчж; хк; қк; شرکت; شركة; ኃ የተ የግ ማ; አክሲዮን; 有限公司; 公司; 股份
"""

COMPANIES: Final = """
company; group; holding; holdings; bank; studio; agency; consulting; solutions; services; trading;
enterprises; industries; international; university; institute; school; hospital; clinic; hotel; restaurant;
cafe; café; shop; store; market; bakery; bäckerei; werkstatt; praxis; kanzlei; verlag; verein; bureau;
textile; textiles; tex; logistics; export; import; foundation; association; ministry; farm; garage; salon;
pharmacy; apotheke; cooperative; union; компания; группа; банк; магазин; салон; фирма; завод; фабрика;
студия; агентство; клиника; школа; ресторан; кафе; рынок; аптека; мастерская; университет; институт;
торговый; холдинг; чойхона; korxonasi; kompaniyasi; banki; fabrikasi; zavodi; do'koni; choyxona; markazi;
bozor; guruhi; корхонаси; компанияси; банки; фабрикаси; дўкони; маркази; گروه; فروشگاه; بانک; موسسه; مؤسسه;
کارخانه; دانشگاه; بیمارستان; کلینیک; رستوران; آژانس; کارگاه; چاپخانه; داروخانه; مؤسسة; مجموعة; بنك; مصرف;
جامعة; مستشفى; مطعم; متجر; مكتب; مصنع; عيادة; صيدلية; ድርጅት; ኩባንያ; ባንክ; ሆቴል; ሱቅ; ፋብሪካ; ሆስፒታል; ክሊኒክ;
ትምህርት ቤት; ዩኒቨርሲቲ; ማህበር; ምግብ ቤት; ንግድ; አስመጪ; ላኪ; ካፌ; inkampani; isitolo; ibhange; isikole; isibhedlela;
ikhefi; amasevisi; 集团; 集團; 银行; 銀行; 大学; 医院; 酒店; 工厂; 商店; 餐厅; 工作室; 贸易
"""

STREETS: Final = """
street; st; avenue; ave; road; rd; lane; ln; boulevard; blvd; drive; square; floor; suite; apt; apartment;
building; bldg; p o box; po box; box; house; kebele; woreda; subcity; sub-city; plot; block; unit; str;
straße; strasse; platz; allee; weg; gasse; ring; ufer; damm; postfach; haus; ул; улица; пр; просп;
проспект; пер; переулок; пл; площадь; бульвар; б-р; шоссе; наб; набережная; д; дом; корп; кв; квартира;
офис; оф; этаж; мкр; микрорайон; обл; область; район; р-н; стр; массив; ko'cha; ko'chasi; koʻchasi; mavze;
mavzesi; tumani; tuman; viloyati; mahallasi; mahalla; uy; xonadon; massiv; massivi; кўчаси; мавзеси;
тумани; вилояти; маҳалласи; уй; خیابان; خ; کوچه; بلوار; میدان; پلاک; طبقه; واحد; بزرگراه; چهارراه; کد پستی;
ساختمان; شارع; حي; طريق; مبنى; عمارة; الطابق; شقة; ميدان; ص ب; ጎዳና; ክፍለ ከተማ; ወረዳ; ቀበሌ; መንገድ; ሕንፃ; ህንፃ; ፎቅ;
ቤት ቁጥር; ፖ ሳ ቁ; የቤት ቁጥር; ክ ከተማ; umgwaqo; umgaqo; isakhiwo; ibhokisi; rue; place; calle; plaza; avenida; via;
piazza; cadde; caddesi; sokak; sokağı; mahallesi; mah
"""

HAN_STREETS: Final = "路街道巷弄号號楼樓室区區省县縣镇鎮村栋座"

PARTICLES: Final = frozenset(
    (
        "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al",
        "bin", "ibn", "bint", "binti", "abu", "ben", "zu", "zum", "zur", "y", "e", "und", "ogly", "oglu",
        "ogli", "aka", "opa", "xola", "amaki", "bey", "hanim", "qizi", "kizi", "kyzy", "uly", "ugli",
    )
)  # fmt: skip
"""Small words inside names, folded."""

PREFIXES: Final = frozenset(
    (
        "dr", "mr", "mrs", "ms", "miss", "prof", "herr", "frau", "ato", "sheikh", "haji", "hajji",
        "eng", "ing",
        "sr", "sra", "don", "dona", "mme", "mlle", "rev", "fr",
    )
)  # fmt: skip
"""What stands before a name and belongs to it, folded."""

SIGN_OFFS: Final = """
best regards; kind regards; regards; best; best wishes; sincerely; yours sincerely; cheers; thanks;
thank you; many thanks; warm regards; с уважением; с наилучшими пожеланиями; спасибо; всего доброго; с ув;
mit freundlichen grüßen; viele grüße; beste grüße; freundliche grüße; liebe grüße; herzliche grüße; mfg;
lg; danke; hurmat bilan; hurmat ila; rahmat; ҳурмат билан; раҳмат; با احترام; با تشکر; ارادتمند; با سپاس;
مع تحياتي; مع خالص التحية; تحياتي; شكرا; ከሰላምታ ጋር; ከአክብሮት ጋር; አመሰግናለሁ; ozithobayo; ngiyabonga; yimina;
ngokuzithoba; 此致; 敬礼; 谢谢; 祝好; cordialement; saludos; un saludo; cordiali saluti; saygılarımla;
sent from my iphone
"""

GREETINGS: Final = """
hi; hello; hey; dear; good morning; good afternoon; good evening; здравствуйте; привет; добрый день;
доброе утро; добрый вечер; здравствуй; hallo; guten tag; guten morgen; sehr geehrte; liebe; lieber; moin;
salom; assalomu alaykum; ассалому алайкум; салом; سلام; سلام علیکم; درود; مرحبا; السلام عليكم; اهلا; ሰላም;
ጤና ይስጥልኝ; እንደምን አደሩ; sawubona; sanibonani; molo; 你好; 您好; bonjour; hola; ciao; merhaba; selam
"""
