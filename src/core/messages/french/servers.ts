import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const CHANNELS_NAMED = 5;

function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join(", ");
  return ids.length > CHANNELS_NAMED ? `${named} et ${ids.length - CHANNELS_NAMED} autres` : named;
}

export const servers: Messages["servers"] = {
  title: (name) => (name === null ? "Le fonctionnement d’Easel ici" : `Le fonctionnement d’Easel dans ${name}`),
  hint: "Ceci vaut ici pour tout le monde. Boutons et options le changent : /server --channels here --cap 50.",
  hintForMembers: "Ceci vaut ici pour tout le monde. Les personnes qui gèrent le serveur peuvent le changer.",
  changed: "Enregistré.",
  wasReset: "Tout est redevenu comme au début.",
  name: {
    channels: "Images dans",
    models: "Modèles",
    private: "Résultats privés",
    cap: "Par jour et par membre",
  },
  channels: (ids) => (ids === null ? "tous les salons" : channels(ids)),
  models: (names) => (names === null ? "tous" : names.join(", ")),
  private: (on) =>
    on
      ? "oui : seul le demandeur voit l’image, sauf s’il ajoute --public"
      : "non : les images s’affichent là où elles sont demandées",
  cap: (cap, left) =>
    cap === null || left === null
      ? "sans limite"
      : `des images pour ${credits(cap)} au plus, dont il vous reste ${left} aujourd’hui`,
  change: "Modifier",
  here: "Seulement ce salon",
  everywhere: "Tous les salons",
  turnPrivate: (on) => (on ? "Activer les résultats privés" : "Désactiver les résultats privés"),
  reset: "Tout réinitialiser",
  formTitle: "Le fonctionnement d’Easel ici",
  formChannels: "Salons pour les images : ids, here ou all",
  formModels: "Modèles séparés par des virgules, ou all",
  formPrivate: "Résultats privés",
  formCap: "Crédits par jour et par membre, ou off",
  save: "Enregistrer",
  yes: "Oui",
  no: "Non",
  banTitle: (key) => `Serveur ${key}`,
  banned: (since, reason, operator) =>
    `Banni depuis le ${day(since)}, par ${operator} : ${reason}\n\nTout ce qui y est demandé est refusé, dans tous les salons. Ce qui avait été demandé avant est encore fait et livré.`,
  unbanned: (reason, operator) => `N’est plus banni. Décidé par ${operator} : ${reason}`,
  neverBanned: "Pas banni.",
  allowedBan:
    "ban ou unban, la clé du serveur et la raison, par exemple : ban discord:613425648685547541 spam dans tous les salons",
  allowedChannels: "des mentions ou des ids de salons séparés par des virgules, here ou all",
  allowedModels: (ids) => `${ids.join(", ")}, séparés par des virgules, ou all`,
  allowedCap: (max) => `un nombre entier de 1 à ${max}, ou off`,
};

export const serverRefusals = {
  "server-needed": () =>
    "/server est fait pour les serveurs et les groupes : il dit où, avec quels modèles et pour combien par jour on y fait des images. Envoyez-le dans l’un d’eux.",
  "server-banned": () =>
    `Je ne travaille plus sur ce serveur : les personnes qui gèrent Easel y ont mis fin. Vos crédits et vos images sont toujours là, et je réponds toujours en message privé. Rien n’a été débité. Questions : ${termsInForce.contact}.`,
  "server-not-yours": () =>
    "Seules les personnes qui gèrent ce serveur peuvent changer ma façon d’y travailler. Demandez à l’une d’elles, s’il vous plaît ; /server montre ce qu’elles ont réglé.",
  "server-channel": ({ channels: ids }) =>
    `On ne fait pas d’images dans ce salon : les personnes qui gèrent le serveur ont choisi ${channels(ids)} pour cela. Demandez-la là-bas, s’il vous plaît. Rien n’a été débité.`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined) {
      return `${model} n’est pas utilisable sur ce serveur, et aucun autre modèle non plus. Rien n’a été débité.`;
    }
    const names = allowed.map(({ name }) => name).join(", ");
    return `${model} n’est pas utilisable sur ce serveur. Ceux-ci le sont : ${names}. Ajoutez par exemple --model ${first.id} à vos mots. Rien n’a été débité.`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `Cela coûte ${credits(price)}, et sur les ${cap} que chaque membre peut dépenser ici par jour, il vous en reste ${left}. Il y en aura davantage à partir du ${minute(resetsAt)} ; en message privé avec moi, cette limite n’existe pas. Rien n’a été débité.`,
} satisfies Partial<Messages["refusals"]>;
