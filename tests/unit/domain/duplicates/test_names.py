"""Names of two people are not taken for one, however alike they are: not even where all else is the same."""

from itertools import combinations

import pytest

from crm_desktop.domain.duplicates.name_forms import forms, same_name
from crm_desktop.domain.duplicates.name_words import NameWords, name_words, words_of
from crm_desktop.domain.duplicates.names import agreement
from crm_desktop.domain.fold import fold

_BROTHERS_AND_SISTERS = """
aaron adam agnes alan alice alma amanda amelia amy angela april arthur astrid audrey barry beatrice brenda
brian bruno cecilia cedric colin cora craig cynthia darius dean derek diana dominic doris douglas edgar
edith eileen ella elsa emma erik eva evelyn felix fiona flora gavin gemma gerda gina gloria grace harald
hazel heidi hilda holly hugo ines ingrid iris ivy jasmin jason jill joel jonas joyce judith julian june
justin karin keith kevin kim kurt lara laura lea leif leila lia lina linda luna lydia mabel manuel mara
marcel maren marvin maya megan melanie mia milan milena miranda molly monica nadia nancy naomi neil nelson
nicole nikolai nina noah nora norma oliver otto paulina pearl penelope ralf regina rolf rosa ross roy ruby
sabine sally saskia selma selam sheila silas sonia stella sven tamara tara thea tilda till tobias tracy uma
ursula vera verena viola wanda wendy werner wilma yvonne zoe almaz amare aster bekele desta genet girma
hirut kassa lemma meseret tadesse tigist tsehay worku yared zewdu aziza elyor feruza javlon kamola lola
malika nargiza nigora otabek ravshan rustam sanjar sardor umida zafar zarina ziyoda azadeh arash arman babak
behnam elham farhad hasan husan hooman kaveh mahsa mehdi mitra nader navid omid parisa pouya ramin roya
saman soraya vahid ayanda bongani buhle lindiwe mandla nandi sizwe themba vusi zanele maria marta mario
martin martina jamal jamil karim karam daniel daniela joan jane karina katrina andrew andrea
"""


def named(text: str) -> NameWords:
    return name_words(text, ("", "", "", "", ""))


def test_brothers_and_sisters_are_never_one() -> None:
    names = [named(f"{given} Zubrowski") for given in _BROTHERS_AND_SISTERS.split()]
    taken_for_one = [
        (one.shown, other.shown) for one, other in combinations(names, 2) if not agreement(one, other).refused
    ]
    assert taken_for_one == []


def test_the_forms_of_names_are_folded_as_names_are() -> None:
    assert [spelling for spelling in forms() if fold(spelling) != spelling] == []


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("bob", "robert", True),
        ("sasha", "alexander", True),
        ("sasha", "alexandra", True),
        ("alexander", "alexandra", False),
        ("maria", "marta", False),
        ("maria", "zubrowski", None),
    ],
)
def test_forms_of_one_name_are_known(one: str, other: str, same: bool | None) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@pytest.mark.parametrize(
    "written, words",
    [
        ("Dr. Anna von Berg", ("anna", "berg")),
        ("John Smith Jr.", ("john", "smith")),
        ("Smith, John", ("smith", "john")),
        ("Abd al-Rahman Nasser", ("abdulrahman", "nasser")),
        ("Abdurrahman Nasser", ("abdulrahman", "nasser")),
        ("Ali Abdulla", ("ali", "abdulla")),
        ("Van", ("van",)),
        ("", ()),
    ],
)
def test_titles_and_particles_are_no_names(written: str, words: tuple[str, ...]) -> None:
    assert words_of(written) == words
