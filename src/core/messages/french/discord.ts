import type { Messages } from "../../messages.ts";

export const discord: Messages["discord"] = {
  editMenu: "Modifier cette image",
  reportMenu: "Signaler",
  editNothing:
    "Il n’y a dans ce message aucune image que je puisse modifier. Choisissez-en un avec une image (PNG, JPEG ou WebP), ou joignez-en une à /edit.",
  reportNothing:
    "Seules les images que j’ai faites peuvent être signalées ici, et ce message n’en montre aucune. Pour le reste, utilisez le signalement de Discord, s’il vous plaît.",
  formWaits: "Il y a quelque chose à remplir. Appuyez sur le bouton ci-dessous.",
  formGone: "Ce formulaire n’est plus là. Renvoyez la commande, s’il vous plaît.",
  givenUp:
    "Quelque chose a mal tourné de notre côté : j’ai essayé plusieurs fois sans pouvoir terminer. Si une image en est sortie, elle est dans /history ; sinon, rien n’a été débité. Regardez d’abord là, s’il vous plaît, et renvoyez votre demande si elle n’y est pas.",
  smaller:
    "Discord n’accepte pas de fichiers plus gros ici, voici donc une copie plus petite. L’original est conservé : /history et « Fichier original » y mènent.",
  smallerLinked:
    "Discord n’accepte pas de fichiers plus gros ici, voici donc une copie plus petite. Voici l’original ; le lien fonctionne 24 heures, pour toute personne qui l’a :",
  smallerFile:
    "Discord n’accepte pas de fichiers plus gros ici, voici donc une copie plus petite. L’original est conservé et arrive entier là où Discord accepte des fichiers plus gros, comme sur un serveur boosté : appuyez-y de nouveau sur le bouton.",
  shortened: "Discord n’affiche pas de textes plus longs que celui-ci : le reste est omis.",
  more: "Plus",
  forPerson: (person) => `Pour ${person}`,
};
