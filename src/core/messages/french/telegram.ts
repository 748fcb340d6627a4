import type { Messages } from "../../messages.ts";

export const telegram: Messages["telegram"] = {
  openPrivate:
    "J’ai une réponse que vous seul devriez voir. Ouvrez une discussion privée avec moi, appuyez-y sur Start, puis renvoyez ceci.",
  openPrivateButton: "Ouvrir la discussion privée",
  photosNotAllowed:
    "Je n’ai pas le droit de publier des images dans ce groupe, je vous l’ai donc envoyée en privé. Un administrateur peut l’autoriser dans les permissions du groupe.",
  anonymous:
    "Je ne vois pas qui vous êtes quand vous écrivez au nom du groupe ou d’un canal. Écrivez en votre nom, s’il vous plaît, pour que je sache à qui sont les crédits.",
  nowItSays: "Voici le texte actuel (appuyez pour le copier) :",
  replyToAnswer: "Répondez à ce message, s’il vous plaît.",
  replyOrPress: "Répondez à ce message, ou appuyez sur le bouton pour laisser vide.",
  pickOne: "Choisissez, s’il vous plaît :",
  back: "Retour",
  optionValue: (label, value) => `${label} : ${value}`,
  answerTooLong: (length, lengthMax) =>
    `Votre réponse compte ${length} caractères, et ${lengthMax} au plus tiennent ici. Répondez plus court, s’il vous plaît.`,
  answerIsNoText: "Répondez à ceci avec des mots, s’il vous plaît.",
  latePart:
    "Une de vos images est arrivée trop tard et n’a pas été utilisée. Pour les utiliser toutes, renvoyez-les ensemble.",
};
