"""The skills that every association's list begins with, in the words of the programmes: cycle, French, English.

Sources: the programme of the école maternelle (BO spécial n° 2 of 26 March 2015, revised 2021), those of cycles 2, 3
and 4 (BO n° 31 of 30 July 2020), and the programme of moral and civic education (BO n° 24 of 13 June 2024). Shortened;
the association edits its list.
"""

STANDARD_SKILLS: tuple[tuple[int | None, str, str], ...] = (
    (
        None, "Coopérer et mutualiser\u00a0: travailler à plusieurs, partager les tâches",
        "Cooperate: work together, share the tasks",
    ),
    (
        None, "S’engager dans un projet collectif et le mener à son terme",
        "Commit to a group project and carry it through",
    ),
    (
        None, "Exprimer son avis, écouter et respecter celui des autres",
        "Say what one thinks, listen to and respect others",
    ),
    (
        None, "Prendre part à une décision collective, exercer une responsabilité",
        "Take part in a decision, hold a responsibility",
    ),
    (
        1, "Oser entrer en communication, échanger et réfléchir avec les autres",
        "Dare to speak, exchange and think with others",
    ),
    (1, "Dessiner, s’exercer au graphisme, réaliser une composition", "Draw, practise mark-making, make a composition"),
    (
        1, "Découvrir le monde vivant\u00a0: reconnaître les étapes du développement",
        "Discover living things and how they grow",
    ),
    (1, "Découvrir les nombres et leurs utilisations", "Discover numbers and what they are for"),
    (1, "Se repérer dans le temps et l’espace", "Find one’s way in time and space"),
    (2, "Participer à des échanges, écouter pour comprendre", "Take part in discussions, listen to understand"),
    (2, "Écrire des textes en commençant à s’approprier une démarche", "Write texts step by step"),
    (2, "Résoudre des problèmes avec des nombres, utiliser la monnaie", "Solve problems with numbers, use money"),
    (2, "Questionner le monde du vivant, de la matière et des objets", "Question living things, matter and objects"),
    (2, "Expérimenter, produire, créer en arts plastiques et en musique", "Try out, make, create in art and music"),
    (2, "S’engager dans un effort physique, coopérer dans un jeu", "Make a physical effort, cooperate in a game"),
    (3, "Parler en prenant en compte son auditoire", "Speak with one’s audience in mind"),
    (3, "Écrire des textes variés, les réviser, les publier", "Write, revise and publish different texts"),
    (3, "Calculer, mesurer, résoudre des problèmes de la vie courante", "Calculate, measure, solve everyday problems"),
    (3, "Pratiquer une démarche scientifique, concevoir un objet", "Follow a scientific method, design an object"),
    (3, "Situer un lieu, comprendre un espace habité", "Locate a place, understand how it is lived in"),
    (3, "Mettre en œuvre un projet artistique", "Carry out an artistic project"),
    (3, "S’informer dans le monde numérique, citer ses sources", "Find information online, quote its sources"),
    (4, "S’exprimer de façon maîtrisée en s’adressant à un auditoire", "Speak well to an audience"),
    (
        4, "Modéliser, représenter, raisonner, communiquer en mathématiques",
        "Model, represent, reason and communicate in maths",
    ),
    (4, "Concevoir, créer et réaliser une solution technique", "Design and make a technical solution"),
    (4, "S’informer, vérifier, mettre en débat une information", "Inform oneself, check and debate information"),
    (4, "Construire les repères d’une culture civique et démocratique", "Build a civic and democratic culture"),
)  # fmt: skip
