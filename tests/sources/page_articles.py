"""Articles of nobody's, for pages of nobody's: their sentences are put together by chance, so that what is the article
and what stands around it is known to the word.

A draw with the same number gives the same article. The people, places and papers do not exist.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

WORDS: dict[str, dict[str, list[str]]] = {
    "fr": {
        "who": [
            *(
                "la maire de Brévannes-le-Haut",
                "le syndicat des bateliers",
                "Solène Kerdrec",
                "le préfet Aubin Marchal",
            ),
            *("une habitante du quartier des Forges", "le collectif Rives vivantes", "l’entreprise Tourneval"),
            *("la cour administrative de Quérac", "Idris Belhomme", "le directeur du port", "la commission d’enquête"),
        ],
        "does": [
            *(
                "a présenté",
                "refuse toujours",
                "attendait depuis l’automne",
                "conteste devant le tribunal",
                "a découvert",
            ),
            *(
                "veut financer",
                "a reporté une nouvelle fois",
                "surveille de près",
                "a défendu mardi",
                "ne comprend pas",
            ),
        ],
        "what": [
            *("le projet de passerelle", "un budget de douze millions d’euros", "la fermeture de l’ancienne halle"),
            *(
                "les conclusions du rapport",
                "l’arrivée de la ligne 7",
                "le tri des déchets du canal",
                "son plan pour 2031",
            ),
            *(
                "la vente du moulin des Trois-Ponts",
                "une partie des mesures annoncées",
                "les horaires de la médiathèque",
            ),
        ],
        "how": [
            *(
                "malgré l’opposition d’une partie du conseil",
                "sans attendre l’avis des riverains",
                "après des mois de retard",
            ),
            *("devant une salle pleine", "faute de calendrier précis", "alors que la crue menace encore les quais"),
            *("ce qui, en février, paraissait impossible", "au grand soulagement des commerçants", "dans le calme"),
        ],
        "head": [
            *(
                "Un chantier sans fin",
                "La facture double",
                "Ce que dit le rapport",
                "Des riverains partagés",
                "Et maintenant ?",
            ),
            *(
                "L’ombre de la crue de 2018",
                "Trois scénarios sur la table",
                "Une halle à prendre",
                "Le port retient son souffle",
            ),
            *("Qui paiera ?", "La méthode Kerdrec", "Vers un recours", "Dix ans de promesses", "Le canal, côté nord"),
        ],
        "teaser": [
            *(
                "Le bac de Landrec ne passera plus",
                "Nos dix idées de sorties pour le week-end",
                "Météo : l’orage revient",
            ),
            *("Football : Quérac s’incline à domicile", "Immobilier : où acheter cette année", "Horoscope du jour"),
        ],
        "asked": [
            "Comment l’avez-vous appris ?",
            "Que répondez-vous à vos adversaires ?",
            "Et si le projet échoue ?",
            "Irez-vous au bout ?",
        ],
        "comment": [
            "Enfin une bonne nouvelle, bravo à toutes et tous !",
            "Encore une dépense inutile, comme d’habitude dans cette ville.",
        ],
    },
    "en": {
        "who": [
            *(
                "the mayor of Upper Brannock",
                "the bargemen’s union",
                "Orla Penhallow",
                "county surveyor Abel Marsh",
                "a resident",
            ),
            *(
                "the Living Banks campaign",
                "the Turnvale company",
                "the Quarrick tribunal",
                "Idris Bellman",
                "the inquiry",
            ),
        ],
        "does": [
            *(
                "presented",
                "still refuses",
                "had been expecting",
                "is challenging in court",
                "discovered",
                "wants to pay for",
            ),
            *(
                "postponed once again",
                "is keeping a close eye on",
                "defended on Tuesday",
                "cannot understand",
                "welcomed",
            ),
        ],
        "what": [
            *(
                "the footbridge project",
                "a budget of twelve million pounds",
                "the closure of the old market hall",
                "plans for 2031",
            ),
            *(
                "the findings of the report",
                "the arrival of tram line 7",
                "the sale of the Three Arches mill",
                "some of the measures",
            ),
        ],
        "how": [
            *(
                "despite opposition from part of the council",
                "without waiting for the neighbours",
                "after months of delay",
            ),
            *("in front of a packed room", "for want of a firm timetable", "while floods still threaten the quays"),
            *("which seemed impossible in February", "to the relief of shopkeepers", "behind closed doors"),
        ],
        "head": [
            *(
                "A site without end",
                "The bill doubles",
                "What the report says",
                "Neighbours divided",
                "What happens next?",
            ),
            *(
                "The shadow of the 2018 flood",
                "Three options on the table",
                "A hall for the taking",
                "The port holds its breath",
            ),
            *(
                "Who will pay?",
                "The Penhallow method",
                "Towards an appeal",
                "Ten years of promises",
                "North of the canal",
            ),
        ],
        "teaser": [
            *(
                "Landreck ferry makes its last crossing",
                "Ten things to do this weekend",
                "Weather: the storm is coming back",
            ),
            *("Football: Quarrick beaten at home", "Housing: where to buy this year", "Your stars today"),
        ],
        "asked": [
            "How did you find out?",
            "What do you say to your critics?",
            "And if the project fails?",
            "Will you see it through?",
        ],
        "comment": ["Good news at last, well done everybody!", "Another waste of money, as usual in this town."],
    },
}


@dataclass(frozen=True)
class Piece:
    """A block of an article: `kind` is paragraph, heading, quote, pull, list, table, figure, code or box.

    `texts` are its words: the paragraphs of a quote, the items of a list, the cells row by row of a table (`columns` a
    row), the alternative text and the caption of a figure, the heading and the paragraph of a box.
    """

    kind: str
    texts: tuple[str, ...]
    level: int = 2
    columns: int = 0
    ordered: bool = False


@dataclass
class NewsArticle:
    """An article and what its paper knows of it."""

    lang: str
    title: str
    standfirst: str
    author: str
    date: str
    site: str
    pieces: list[Piece] = field(default_factory=list)


class Writer:
    """Writes articles by chance."""

    def __init__(self, seed: int, lang: str) -> None:
        self.chance = random.Random(f"{seed} {lang}")
        self.lang = lang
        self.words = WORDS[lang]
        self._heads = list(self.words["head"])
        self.chance.shuffle(self._heads)

    def pick(self, what: str) -> str:
        return self.chance.choice(self.words[what])

    def sentence(self) -> str:
        number = self.chance.randint(2, 98)
        parts = [self.pick("who"), self.pick("does"), self.pick("what")]
        parts += [f"({number} %)"] * (self.chance.random() < 0.15) + [self.pick("how")] * (self.chance.random() < 0.7)
        words = " ".join(parts)
        return words[0].upper() + words[1:] + "."

    def paragraph(self, least: int = 1, most: int = 5) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(least, most)))

    def quotation(self) -> str:
        words = f"{self.pick('who')} {self.pick('does')} {self.pick('what')}"
        words = words[0].upper() + words[1:]
        said = self.pick("who")
        return f"« {words} », assure {said}." if self.lang == "fr" else f"“{words},” said {said}."

    def head(self) -> str:
        return self._heads.pop() if self._heads else self.pick("head")

    def item(self) -> str:
        words = f"{self.pick('what')} {self.pick('how')}" if self.chance.random() < 0.5 else self.pick("what")
        return words + (" ;" if self.lang == "fr" and self.chance.random() < 0.4 else "")

    def piece(self) -> Piece:
        kind = self.chance.choices(
            ["paragraph", "quote", "pull", "list", "table", "figure", "code", "box", "short"],
            [60, 7, 3, 8, 3, 6, 0.7, 2, 6],
        )[0]
        if kind == "quote":
            return Piece(kind, tuple(self.paragraph(1, 2) for _ in range(self.chance.choice([1, 1, 1, 2, 3]))))
        if kind == "pull":
            return Piece(kind, (self.sentence(),))
        if kind == "list":
            return Piece(
                kind, tuple(self.item() for _ in range(self.chance.randint(2, 6))), ordered=self.chance.random() < 0.3
            )
        if kind == "table":
            rows = self.chance.randint(2, 5)
            cells = [
                f"{self.pick('what')}" if not n % 3 else str(self.chance.randint(1, 9999)) for n in range(3 * rows)
            ]
            return Piece(kind, tuple(cells), columns=3)
        if kind == "figure":
            return Piece(
                kind,
                (f"Vue {self.chance.randint(1, 99)} : {self.pick('what')}", f"{self.sentence()} © {self.pick('who')}"),
            )
        if kind == "code":
            return Piece(kind, (f"for quai in range({self.chance.randint(2, 9)}):\n    mesure(quai)",))
        if kind == "box":
            return Piece(kind, (self.head(), self.paragraph(2, 4)))
        if kind == "short":
            words = self.pick("how")
            return Piece("paragraph", (words[0].upper() + words[1:] + ".",))
        return Piece("paragraph", (self.quotation() if self.chance.random() < 0.3 else self.paragraph(),))

    def article(self) -> NewsArticle:
        chance = self.chance
        title = self.pick("who") + (" face à " if self.lang == "fr" else " and ") + self.pick("what")
        made = NewsArticle(
            self.lang,
            title[0].upper() + title[1:],
            self.paragraph(1, 2),
            chance.choice(["Nolwenn Tardy", "Anselme Ruiz", "Maud Okoye", "Bertil Lund"]),
            f"20{chance.randint(19, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            chance.choice(
                ["L’Écho du Cap", "La Vigie", "Le Ponant libre"]
                if self.lang == "fr"
                else ["The Cape Echo", "Quarrick Post"]
            ),
        )
        made.pieces.append(Piece("paragraph", (self.paragraph(2, 4),)))
        for section in range(chance.choice([0, 2, 3, 3, 4, 5])):
            if section:
                made.pieces.append(
                    Piece("heading", (self.head(),), level=3 if section > 2 and chance.random() < 0.4 else 2)
                )
                made.pieces.append(Piece("paragraph", (self.paragraph(2, 4),)))
            made.pieces += [self.piece() for _ in range(chance.randint(1, 5))]
        made.pieces += [Piece("paragraph", (self.paragraph(1, 3),)) for _ in range(3)]
        return made

    def teasers(self, count: int = 3) -> list[str]:
        return [self.pick("teaser") for _ in range(count)]
