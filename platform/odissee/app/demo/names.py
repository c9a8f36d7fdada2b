"""Common French words of which people, streets and organisations are composed; no real person is meant."""

WOMEN = (
    "Marie", "Nathalie", "Isabelle", "Sylvie", "Catherine", "Martine", "Christine", "Françoise", "Valérie", "Sandrine",
    "Stéphanie", "Véronique", "Sophie", "Céline", "Chantal", "Patricia", "Brigitte", "Julie", "Monique", "Aurélie",
    "Nicole", "Laurence", "Émilie", "Élodie", "Dominique", "Corinne", "Virginie", "Anne", "Audrey", "Camille",
    "Léa", "Manon", "Chloé", "Inès", "Sarah", "Laura", "Yasmina", "Nadia", "Fatima", "Maïté",
)  # fmt: skip
MEN = (
    "Michel", "Pierre", "Philippe", "Alain", "Nicolas", "Christophe", "Laurent", "Bernard", "Patrick", "Frédéric",
    "Daniel", "Julien", "Sébastien", "Thierry", "Olivier", "Pascal", "David", "Éric", "Stéphane", "Thomas",
    "Gérard", "Didier", "Vincent", "Alexandre", "Bruno", "Guillaume", "François", "Jérôme", "Maxime", "Antoine",
    "Romain", "Kévin", "Hugo", "Lucas", "Mathieu", "Rachid", "Mehdi", "Benoît", "Xavier", "Jean-Marc",
)  # fmt: skip
LAST = (
    "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Dubois", "Moreau", "Laurent", "Simon", "Michel",
    "Lefebvre", "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard", "Bonnet", "Dupuis", "Lambert",
    "Fontaine", "Rousseau", "Vincent", "Muller", "Lefèvre", "Faure", "André", "Mercier", "Blanc", "Guérin", "Boyer",
    "Garnier", "Chevalier", "François", "Legrand", "Gauthier", "Garcia", "Perrin", "Robin", "Clément", "Morin",
    "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval", "Denis", "Dumont", "Marie",
    "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly", "Rivière", "Lucas",
    "Brunet", "Gaillard", "Barbier", "Arnaud", "Martinez", "Gérard", "Roche", "Renard", "Schmitt", "Roy", "Leroux",
    "Colin", "Vidal", "Caron", "Picard", "Roger", "Fabre", "Aubert", "Lemoine", "Renaud", "Dumas", "Lacroix",
    "Olivier", "Philippe", "Bourgeois", "Pierre", "Benoît", "Rey", "Leclerc", "Payet", "Rolland", "Leclercq",
)  # fmt: skip
LOCAL_LAST = {
    "64": (
        "Bordenave",
        "Casenave",
        "Lafitte",
        "Etcheverry",
        "Laborde",
        "Cazaux",
        "Larrieu",
        "Haristoy",
        "Peyré",
        "Lacaze",
    ),
    "38": (
        "Guillot",
        "Jacquier",
        "Chabert",
        "Revol",
        "Michal",
        "Berthet",
        "Rochas",
        "Veyret",
        "Bouvier",
        "Jourdan",
    ),
}
STREETS = (
    "rue de l’Église", "rue des Écoles", "rue de la Gare", "rue Victor-Hugo", "rue Pasteur", "rue de la Mairie",
    "rue du Moulin", "rue de la Fontaine", "rue des Lilas", "rue du Stade", "rue Jean-Moulin", "rue Jean-Jaurès",
    "rue du Château", "rue des Jardins", "rue de la Paix", "rue Émile-Zola", "rue Voltaire", "rue des Acacias",
    "avenue de la République", "avenue du Général-de-Gaulle", "avenue de la Gare", "avenue des Pyrénées",
    "boulevard de la Liberté", "place de la Mairie", "place de l’Église", "impasse des Mésanges", "impasse du Lavoir",
    "chemin des Vignes", "chemin du Bois", "chemin de la Plaine", "chemin des Prés", "route de la Vallée",
    "allée des Tilleuls", "allée des Cèdres", "lotissement Les Chênes", "rue Saint-Jacques", "rue Lamartine",
)  # fmt: skip
AGENCY_NAMES = (
    "Immobilier du Centre", "Agence des Halles", "Clé de Sol Immobilier", "Toit et Terrasse", "Agence du Parc",
    "Habitat Conseil", "La Maison des Ventes", "Agence de la Place", "Pierre et Jardin", "Cap Logement",
    "Agence du Marché", "Bel Horizon Immobilier", "L’Adresse du Coin", "Agence de la Gare", "Vivre Ici Immobilier",
)  # fmt: skip
NETWORKS = ("Réseau Quatre Saisons", "Réseau La Clairière")
SYNDICS = ("Syndic des Terrasses", "Gestion du Gave", "Copropriétés et Services", "Régie des Alpes")
LANDLORDS = ("Office de l’habitat du Val", "Habitat Solidaire")
NOTES = (
    "Clés à prendre à l’agence la veille.", "Le locataire travaille de nuit : passer après 14 h.",
    "Code de l’immeuble 4471B, deuxième étage droite.", "Chien dans le jardin, prévenir avant d’entrer.",
    "Le notaire attend les rapports pour le compromis.", "Compteur de gaz dans la cave, clé chez le gardien.",
    "Le propriétaire retrouve l’ancien DPE et nous l’envoie.", "Grenier accessible par une trappe, prévoir l’échelle.",
    "La cliente préfère être jointe par SMS.", "Factures d’énergie reçues par mail.",
)  # fmt: skip
REFUSALS = ("Prix trop élevé", "Délai trop long", "Confié à un confrère", "Vente ou location abandonnée")
CANCELLATIONS = ("Sans réponse", "Doublon", "Vente ou location abandonnée", "Diagnostics encore valables")
ORIGINS = {
    "Prescripteur professionnel": 5, "Ancien client": 2, "Bouche à oreille": 2, "Recherche sur Internet": 2,
    "Site de la société": 2, "Annuaire": 0.5, "Publicité": 0.5,
}  # fmt: skip
