"""Words for people: what they do, the names that are given to them, and what clubs and firms are called."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.text.lexicon import word_set
from bot.text.mentions import Gender
from bot.text.words import fold

_WRITTEN = word_set(
    """accountant activist barber bookkeeper partner practitioner carpenter cleaner cyclist deckhand electrician gardener ironmonger organist postman
    postwoman roofer skier winchman sculptress plumber mathematician microbiologist physician philosopher astronaut virologist
     actor actress adviser advocate agent ally analyst apprentice arbiter archaeologist architect archbishop
    artist assistant astronomer attorney aunt author baker banker barrister biologist bishop boss botanist boy boyfriend
    brother  captain cardiologist caretaker chair chairman chairwoman champion chef chemist chief child clerk client coach
    colleague commander commissioner composer conductor constable councillor counsel cousin critic dancer daughter dealer dean
    defender defendant deputy designer detective  director doctor driver economist editor employee engineer
    entomologist executive expert farmer father fiancé fiancée firefighter fisherman footballer forward founder friend geologist girl
    girlfriend goalkeeper governor grandfather grandmother grandson granddaughter guard guitarist head historian husband
    inspector instructor investigator journalist judge justice landlady landlord lawmaker lawyer leader lecturer librarian
    lieutenant major man manager master mayor mechanic mediator member merchant midfielder midwife miner minister mother
    musician nephew neighbour neighbor niece novelist nurse officer official    painter  passenger
    pastor patient pensioner photographer physicist pilot player poet policeman policewoman politician pop premier president
    priest principal prisoner producer professor prosecutor psychologist  pupil referee reporter representative
    researcher resident  sailor scientist scholar sculptor secretary senator sergeant shopkeeper singer sister skipper
    soldier solicitor son specialist spokesman spokesperson spokeswoman statistician striker student successor
    superintendent superior supervisor surgeon surveyor suspect swimmer teacher technician teenager tenant thief trainer treasurer
    uncle vet veteran victim visitor volunteer watchman widow widower wife winger witness woman worker writer zoologist
    abogado abogada actriz agricultor alcalde alcaldesa asesor autor autora bióloga biólogo candidata candidato capitán concejal
    consejero consejera dirección directora economista empresario escritor fiscal fundador fundadora hermana hermano
    hija hijo hombre ingeniera ingeniero jefa jefe juez jueza líder madre maestra maestro marido médica médico ministra ministro
    mujer nieta nieto novia novio padre periodista policía portavoz presidenta presidente profesor profesora secretaria secretario
    testigo vecina vecino víctima
    acteur adjoint adjointe agriculteur auteur avocat avocate biologiste chercheur chercheuse colonel conseiller conseillère
    député députée directeur directrice docteur économiste élu élue épouse étudiant étudiante femme fille fils fondateur
    fondatrice frère garçon habitant habitante homme ingénieur ingénieure institutrice journaliste juge libraire maire mari mère
    ministre père patron patronne porte-parole préfet préfète présidente procureur procureure responsable sœur soeur témoin
    veuve viticulteur voisin voisine
    coureur coureuse pilote conducteur conductrice gardien gardienne joueur joueuse piloto jugador jugadora cycliste vainqueur médecin infirmier infirmière peintre chanteur chanteuse vigile
    comisario guarda vigilante vencedor vencedora ganador ganadora pintor pintora escritora ciclista cantante artista taxista
    arquitecto arquitecta futbolista"""
)
_ROLES = frozenset(fold(word) for word in _WRITTEN) | {"porte"}
_LEARNED = re.compile(r"(?!(?:pro|mono|homo|apo)log)[a-z]{2,}olog(?:[oa]|ue|ist)s?")  # no prologue, no homologue
GIVEN: Mapping[Gender, frozenset[str]] = {  # given names that leave little doubt, beside those of bot.text.mentions
    "m": word_set(
        """graham colin gareth nigel ian keith barry trevor derek duncan malcolm stuart stewart owen ewan hamish liam sean
        kieran declan connor conor tom bob bill jim joe ben dan tim ken ron phil rob greg walter arthur carl karl kurt hans fritz
        otto heinrich dieter klaus jurgen wolfgang stefan stephan anton albert harold howard herbert ralph roy eugene russell bruce
        dwight calvin vincent victor viktor louis leon hugh angus alistair alastair neil craig gavin dominic damian gerald
        gilbert oliver edwin edgar ernest philip luke marcus rufus tobias matthias lars olaf erik bjorn gunnar henrik jens emil filip
        jakob josef jozef pavel ivo igor dmitri sergei yuri nikolai mikhail aleksandr tomas tomasz piotr andrzej marek
        giovanni giuseppe marco luca paolo matteo alessandro stefano pablo andres javier joaquin julian rodrigo ramon ruben raul
        emilio ignacio gonzalo mateo anselmo armand arnaud bertrand benoit didier fabien franck gilles herve jerome lucien
        marc marcel pascal patrice paul pierrick raphael remi rene sebastien serge theo thierry thomas xavier yann yves
        etienne ahmed ali hassan ibrahim mohammed muhammad mustafa omar yusuf kofi kwame hiroshi kenji takeshi arjun rajesh
        sanjay vikram abel amos isaac jonas joel elias samuel gregor gordon roland reuben silas simeon desmond"""
    ),
    "f": word_set(
        """ada agnes agatha alexandra alison amelia amy andrea anita annie antonia astrid audrey barbora bea beatrice beatrix
        bernadette beth betty birgit bridget carla carol caroline cecilia chloe christina christine clara claudia colette
        cynthia daphne deirdre denise doris dorothy edith eileen eleanor elisa eliza ella ellen elsa emilia erica erika esther
        ethel eugenia fatima felicity fiona frances francesca freya gabrielle gail gemma geraldine gertrude gillian gloria
        gwen hazel heather heidi helena helene henrietta hilda ida ilse ines inga irene irina irma ivy jacqueline janet janice
        jean-marie jeanne jenny jill joanna josephine joyce judith julie juliet karin katarina kate katharine katherine kathleen
        katja kathryn katie lara lena leonie lidia liliane lily lorna louise lucy lydia madeleine maggie magdalena margarita
        margit margot marguerite marina marjorie marta martha mathilde matilda maureen mercedes mildred mireille miriam moira
        mona muriel nadia natalia natasha nina nora norma odile olivia pamela pauline penelope petra phoebe phyllis polly
        priscilla ramona renata rita rosalind rosemary ruth sabine sally samantha sara selma sheila shirley siobhan solange sonia
        sophie stella susanne suzanne svetlana sylvia tamara tatiana teresa tessa thelma theresa ulrike vera vivian wanda wendy
        wilhelmina yolanda yvette yvonne zoe amparo blanca consuelo esperanza estela inmaculada lourdes montserrat
        rocio soledad aicha amina aisha leila layla priya indira yuki"""
    ),
}
BODIES = word_set(
    """rovers united athletic wanderers sporting atletico real racing hc fc sk fk lines air freight lifts hydro aggregates holdings ventures
    partners industries foods systems networks trust fund foundation capital group quay field marine house maison biscuiterie
    ayuntamiento gobierno consejo junta ligue mairie"""
)
GENDERED: Mapping[str, Gender] = {
    **dict.fromkeys(
        word_set("""actress aunt chairwoman daughter girl girlfriend grandmother granddaughter landlady midwife mother niece policewoman
        sister spokeswoman widow wife woman alcaldesa directora madre mujer hermana hija ministra jueza presidenta maestra avocate
        directrice épouse étudiante femme fille institutrice mère présidente préfète sœur veuve voisine"""),
        "f",
    ),
    **dict.fromkeys(
        word_set("""boy boyfriend brother chairman father fisherman grandfather grandson husband landlord man nephew policeman
        son spokesman uncle watchman widower alcalde hermano hijo hombre marido padre avocat directeur étudiant fils frère
        garçon homme mari père préfet voisin"""),
        "m",
    ),
}


def is_role(word: str) -> bool:
    folded = fold(word)
    return folded in _ROLES or folded.removesuffix("s") in _ROLES or _LEARNED.fullmatch(folded) is not None


def is_plural(role: str) -> bool:
    return role.endswith("s") and fold(role) not in _ROLES
