"""Given names that are one name: short forms, and forms in other languages that are not spelled alike.

Each line is one name in its folded spellings (a line that begins with a space goes on with it). A spelling
may stand in several lines (Sasha). Two that are both known here, and share no line, are two names, however
alike they are: Maria and Marta are no typing error.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_FORMS: Final = """
mohammed muhammad mohamed mohammad muhammed muhamed mohamad mehmed mehmet mahomet magomed mukhammad
 mehamed mhmd mohd
mahmud mahmoud mehmud makhmud mhmwd
ahmed ahmad akhmed akhmad ahmet achmed ahmd
hassan hasan hasen hsn khasan
hussein husayn hossein hussain huseyin hosein husein khusein hsyn
husan khusan
ali aly ly
yusuf yousef yosef joseph josef jose giuseppe jusuf youssef yussuf yusef iosif osip yusif jozef joe joey
 sepp beppe pepe ywsf yvsf
ibrahim ebrahim abraham avraham brahim ibrohim abrahym avram
ismail ishmael ismoil esmail
ishaq isaac isaak itzhak
yaqub jacob jakob jacques giacomo yakov yakob jakub jake
james jim jimmy jamie jaime diego
yahya john jon johannes johann johan ivan juan giovanni hans ioan ion yohannes yohanes jovan ioannis
 giannis
john johnny jack
ivan vanya
joao
yuhanna yohannes john
sean shaun shawn
jan janos
ian iain
evan
musa moses moussa mose moshe
dawud david davit daud dawit davud dave davide davyd
sulayman solomon suleiman suleyman salomon sulaymon
maryam maria mary marie mariam miriam marija mariya meryem masha marusya mrym moira maija miryam mariamne
marta martha
marina
marianna marianne mariana
mario
mariusz marius
ayesha aisha ayse aysha oysha ayisha
fatima fatma fatemeh fatimah fotima fatuma fatou fatmh
khadija hatice hadija khadijah xadicha khadicha
zainab zeynep zaynab zeinab zaineb
sara sarah sarra
anna ann anne ana anya ania annie anja
hanna hannah
nina
reza rida ridha ridho riza rda
abdullah abdallah abdulla abdollah
umar omar omer
khalid khaled halit
jamal gamal djamal cemal
jamil cemil djamil
karim kareem kerim
karam
hamid hameed hamit
hamed
amir emir ameer
amar ammar
amira emira
rashid rasheed rachid
rashad
alexander aleksandr alexandr aleksander alexandre alessandro alejandro alex alec sasha sascha shura
 sanya iskander iskandar eskender alexandros
alexandra aleksandra alessandra alejandra sasha sascha sandra shura alexa
alexei alexey aleksey aleksei alyosha lyosha alexius
dmitri dmitry dmitriy dimitri dimitrios dima mitya
sergei sergey serhiy sergio serge seryozha serega sergej sergiu
mikhail michael michel miguel mike mick micky misha mischa mihail mikael mikhael michal mihai michail
 mykhailo
michelle michele
michaela mikaela
nikolai nicholas nicolas nikolay nico nick nicky klaus niklas nikolaus kolya mykola nikola mikolaj
vladimir volodymyr wladimir vova volodya wlodzimierz
vladislav vlad slava wladyslaw
andrei andrey andrew andreas andre andres andy drew andriy andrii andrzej ondrej andras
andrea
pavel paul pablo paolo pawel pasha pavlo boulos paulo
peter pyotr petr pedro pietro pierre piotr petya petro petar petros butros pete
petra
ekaterina yekaterina katerina catherine kasia katherine kathryn katharina caterina katya katja kate katie
 kathy cathy kat kati katarzyna kateryna
karina
emily emilia
emile emil
katrina katrin
elena yelena helena helen ellen lena olena eleni jelena alyona helene
irina irene iryna ira
olga olha olya
helga
natalia natalya nataliya nathalie natalie natasha nata natali natalija nataliia
tatiana tatyana tanya tania tetiana tetyana
anastasia anastasiya nastya anastasija stacy
yulia julia yuliya julie iuliia julija giulia yuliia
sofia sophia sofiya sophie sonya sofie zofia sofija
svetlana sveta svitlana
ludmila lyudmila lyuda liudmyla
evgeny yevgeny evgeniy eugene yevgeniy evgeni zhenya yevhen eugen evgenii ievgen
evgenia yevgenia eugenia zhenya evgeniya
oleg oleh
olesya
igor ihor
yuri yury yuriy george georg giorgi georgi georgy giorgos georgios jorge giorgio jurgen jorg gyorgy
 yurii iurii giyorgis georges
grigory grigoriy gregory grisha greg gregor hryhoriy
konstantin kostya constantin costas kostas konstantinos
valentin valya
valentina valya
roman roma
boris borya
stepan stephen steven stefan stefano esteban steve etienne stephan istvan estifanos
stephanie stefanie stefania steffi
fyodor theodore theodor feodor tewodros ted teddy fedor teodor
robert bob rob bobby robbie bert roberto
roberta
william bill will billy willy wilhelm willem guillaume guillermo
liam
richard dick rick rich ricky ricardo riccardo
elizabeth elisabeth liz beth betty liza eliza lizzie elspeth yelizaveta elizaveta erzsebet libby
lisa elisa
isabel isabella isabelle
margaret margarita maggie meg peggy greta marguerite margarete rita grete margarethe
thomas tom tommy tomas tommaso toma tomasz
edward ed eddie ted eduard edouard eduardo edoardo ned teddy
charles charlie chuck carl karl carlos carlo karel
carol carole
charlotte lotte lottie carlotta
louis luis luigi ludwig lou lewis ludovic lajos
louise luise luisa lulu
daniel dan danny daniil danylo daniele
daniela danielle daniella
joan joanna johanna joanne giovanna jana ivana
jane janie
janet
juliet juliette
jean
kenneth ken kenny
samuel sam sammy shmuel
samantha sam
benjamin ben benny binyamin
matthew matt matthias mateo matteo matthieu mathieu matvei matvey matteus
mark marcus marc marco marko markus marek
luke lucas luca lukas lukasz
lucy lucia luz lucie
anthony tony antonio anton antoine antoni antonis
antonia antonina tonya
francis frank francesco francisco francois franz ferenc pancho paco franciszek franco
frances francesca francoise franziska
frederick fred freddy friedrich fritz federico frederic fredrik
henry harry heinrich henri enrico enrique hank heinz henrik hendrik
ronald ron ronnie
donald don donnie
raymond ray raimund ramon
timothy tim timo timofei
timur
jeffrey geoffrey jeff geoff
gerald gerard jerry gerhard gerry
lawrence laurence larry lorenzo laurent
lars
leonard leo leonardo leon leonid lyonya
christopher chris christoph cristobal kristof christoffer krzysztof
christian kristian cristiano christiaan
christina kristina cristina christine tina kristin kirsten christa
patrick pat paddy
patricia pat patty trish
philip phillip filip felipe philippe phil
susan susanna suzanne susanne sue susie zuzana
rebecca becky rivka
barbara barb babs varvara varya
deborah debbie debra dvora
jennifer jen jenny
jessica jess
victoria vicky viktoria viktoriya vika
victor viktor vittorio
veronica veronika
maximilian max maxim maksim maksym
martin marty marten
martina
gabriel gabi
gabriela gabrielle gabriella gabi
simon shimon semyon semen simeon
simone
denis dennis denys dionysios
denise
rahel rachel raquel rakhil
ruth
esther ester
abebe
kebede
haile
tekle
tesfaye
hailu
mulu
nkosi
sipho
thabo
thandi thandiwe
nomsa
gulnora gulnara gulnoz
dilnoza
dilshod
dilfuza
sherzod
shukhrat
bobur babur
jasur
nodira
nodir
kamal kamol
kamil komil
salim selim
salam
said saeed
saida
walid waleed
nabil nabeel
nabila
samir sameer
samira
farid fareed
farida
latif latifa
zahra zohra zuhra
nasrin nasreen
shirin shereen
parvin parveen
mina
lina
dina
diana
nicole nikol
lara
mara
laura
lea leah
lia
selma
selam
camilla camila
kamola
mila
milla
rana
rania
hana
hala
nora noura nura
laila layla leila leyla
"""


@cache
def forms() -> dict[str, frozenset[int]]:
    """For each folded spelling the numbers of the names that it stands for."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_FORMS.replace("\n ", " ").split("\n")):
        for spelling in line.split():
            found.setdefault(spelling, set()).add(number)
    return {spelling: frozenset(numbers) for spelling, numbers in found.items()}


def same_name(one: str, other: str) -> bool | None:
    """Whether two folded given names are forms of one; None where one of them is not known here."""
    known = forms()
    mine, theirs = known.get(one), known.get(other)
    return None if mine is None or theirs is None else not mine.isdisjoint(theirs)
