import type { CommandTable, OptionTranslation } from "../../chat/command-texts.ts";
import { styleNames } from "./settings.ts";

const yesOrNo = { yes: "Oui", no: "Non" };

const picture: Readonly<Record<string, OptionTranslation>> = {
  prompt: { summary: "Ce que vous voulez voir" },
  model: { summary: "Qui peint (voir /models)" },
  ratio: { summary: "La forme de l’image, par exemple 16:9, square ou portrait" },
  resolution: { summary: "La taille, par exemple 1K, 2K ou 4K" },
  quality: { summary: "Le soin apporté à l’image, si le modèle laisse le choix" },
  n: { summary: "Combien d’images" },
  seed: { summary: "Un nombre qui redonne la même image" },
  strength: { summary: "Jusqu’où l’image peut s’éloigner de sa référence : de 0.01 à 1" },
  style: { summary: "Un style par son nom, comme noir ou watercolour (voir /styles)", choices: styleNames },
  private: { summary: "Vous seul voyez l’image" },
  public: { summary: "Tout le monde ici voit l’image, quels que soient les réglages" },
  reference: { summary: "Des images dont partir" },
};

export const commands: CommandTable = {
  imagine: {
    summary: "Décrivez une image, et recevez-la",
    example: "/imagine un phare dans la tempête --ar 16:9",
    options: picture,
  },
  edit: {
    summary: "Modifiez une image avec des mots : une image jointe, ou l’une des vôtres",
    example: "/edit la même scène en hiver --from last",
    options: {
      ...picture,
      prompt: { summary: "Ce qui doit changer" },
      from: { summary: "Vos images : « last », ou les ids qu’affiche Détails, séparés par des virgules" },
    },
  },
  cancel: {
    summary: "Arrête l’image en cours, ou toutes",
    options: { all: { summary: "Toutes, pas seulement la plus récente" } },
  },
  history: {
    summary: "Vos images : les parcourir, chercher, en supprimer",
    example: "/history renard --model seedream --since 2026-11-01",
    options: {
      words: { summary: "Des mots du prompt, ou leur début" },
      model: { summary: "Seulement les images de ce modèle" },
      since: { summary: "À partir de ce jour, par exemple 2026-11-01" },
      until: { summary: "Jusqu’à ce jour" },
      page: { summary: "Quelle page" },
    },
  },
  settings: {
    summary: "Vos images quand vous ne précisez rien, qui les voit, et les rappels",
    options: {
      model: { summary: "Qui peint quand vous ne nommez personne", choices: { default: "Le choix d’Easel" } },
      ratio: { summary: "La forme quand vous n’en donnez pas, par exemple 16:9" },
      resolution: { summary: "La taille quand vous n’en donnez pas, par exemple 2K" },
      quality: { summary: "Le soin apporté, si le modèle laisse le choix" },
      language: { summary: "La langue dans laquelle je vous parle", choices: { default: "Celle de ma messagerie" } },
      private: { summary: "Si vous seul voyez vos images", choices: yesOrNo },
      originals: {
        summary: "Si vos images arrivent en fichiers inchangés, là où la messagerie les réduit",
        choices: yesOrNo,
      },
      spoilers: { summary: "Si vos images restent masquées jusqu’à ce qu’on les ouvre", choices: yesOrNo },
      reminders: { summary: "Si je vous préviens quand des crédits vont expirer", choices: yesOrNo },
      remember: { summary: "Si je reprends ce que vous avez utilisé en dernier", choices: yesOrNo },
      reset: { summary: "Tout redevient comme au début" },
    },
  },
  server: {
    summary: "Où, avec quels modèles et pour combien par jour on fait des images sur ce serveur",
    options: {
      channels: { summary: "Où l’on peut demander des images : des salons, « here » ou « all »" },
      models: { summary: "Quels modèles peuvent peindre, séparés par des virgules, ou « all »" },
      private: { summary: "Si seul le demandeur voit le résultat, sauf avec --public", choices: yesOrNo },
      cap: { summary: "Crédits que chaque membre peut dépenser ici par jour (UTC), ou « off »" },
      reset: { summary: "Tout redevient comme au début" },
    },
  },
  balance: { summary: "Vos crédits : combien, jusqu’à quand, et ce qu’ils sont devenus" },
  buy: {
    summary: "Des crédits : packs payés une fois, abonnements qui en apportent chaque mois",
    options: {
      offer: { summary: "Lequel, par exemple pack-small ou creator-month ; sans rien, tous s’affichent" },
      currency: { summary: "La devise dans laquelle vous payez, par exemple usd ou eur" },
    },
  },
  subscription: {
    summary: "Votre abonnement : son contenu, son renouvellement ; en changer, le résilier, le garder",
    options: {
      action: {
        summary: "Résilier l’abonnement à la fin de sa période, ou finalement le garder",
        choices: { cancel: "Résilier à la fin de la période", resume: "Finalement le garder" },
      },
    },
  },
  refund: {
    summary: "Demandez le remboursement d’une commande ; une personne de notre équipe décide",
    options: { order: { summary: "Le numéro de la commande, par exemple E-7KQ2-MXAB" } },
  },
  models: { summary: "Les modèles au choix, et ce que chacun fait bien" },
  styles: { summary: "Des styles à demander par leur nom" },
  pricing: {
    summary: "Ce que vous coûte une image par modèle, résolution et qualité, et ce qui est annoncé",
    options: { model: { summary: "Seulement les prix de ce modèle" } },
  },
  account: { summary: "Votre compte : ses messageries, votre abonnement et ses limites" },
  link: {
    summary: "Un seul compte dans plusieurs messageries : mêmes crédits, images et réglages",
    options: { code: { summary: "Le code de l’autre messagerie ; sans code, vous en recevez un d’ici" } },
  },
  unlink: { summary: "Retire une messagerie de votre compte, un jour plus tard" },
  start: { summary: "Dites bonjour, et acceptez les conditions" },
  terms: { summary: "Les conditions en bref, et quand vous les avez acceptées" },
  privacy: {
    summary: "Ce qui est conservé sur vous et combien de temps ; en avoir une copie, ou y mettre fin",
    options: {
      what: {
        summary: "Que faire ; sans rien, vous voyez ce qui est conservé",
        choices: {
          export: "Une copie de mes données",
          delete: "Supprimer mon compte",
          keep: "Finalement ne pas supprimer mon compte",
        },
      },
    },
  },
  report: {
    summary: "Signaler une image, dire qu’elle utilise votre œuvre, ou contester un retrait",
    example: "/report abcd2345 --reason rights c’est mon dessin",
    options: {
      what: { summary: "Un lien vers le message de l’image ou son id, et ce qui ne va pas ; ou notice, ou counter" },
      reason: {
        summary: "Ce qui ne va pas",
        choices: {
          minors: "Sexuel avec un mineur",
          intimate: "Intime ou dégradant",
          sexual: "Sexuel",
          hateful: "Haine ou cruauté",
          deceiving: "Fait pour tromper",
          rights: "Mon œuvre, mon nom ou mon visage",
          other: "Autre chose",
        },
      },
    },
  },
  appeal: { summary: "Demander qu’une personne réexamine un blocage, un avertissement ou une suspension" },
  support: {
    summary: "Écrire à l’équipe d’Easel, et voir ses réponses",
    example: "/support --category payment mes crédits ne sont pas arrivés",
    options: {
      words: { summary: "Ce qui s’est passé, et ce qui aiderait" },
      category: {
        summary: "De quoi il s’agit",
        choices: {
          payment: "Paiement",
          picture: "Une image",
          account: "Mon compte",
          safety: "La sécurité de quelqu’un",
          other: "Autre chose",
        },
      },
      ticket: { summary: "Le numéro d’un de vos tickets, pour y écrire la suite ou le voir" },
      pictures: { summary: "Des images qui le montrent" },
    },
  },
  paysupport: { summary: "Aide aux paiements : crédits non reçus, remboursements, à qui écrire" },
  admin: {
    summary: "Pour les personnes qui gèrent Easel",
    options: {
      what: { summary: "Quoi regarder : un domaine, par exemple refunds, et ce qu’il doit savoir" },
      from: { summary: "Pour un prix : le jour où il change, par exemple 2027-01-31" },
      until: { summary: "Quand cela finit tout seul : 2h, 3d, ou un jour et une heure (UTC)" },
      reason: { summary: "Pourquoi ; c’est conservé avec la décision" },
    },
  },
  help: { summary: "Ce que je sais faire" },
};
