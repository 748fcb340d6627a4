import type { Messages } from "../../messages.ts";

export const settings: Messages["settings"] = {
  title: "Vos réglages",
  hint: "Ils valent pour chaque image que vous demandez. Une option dans le prompt est prioritaire ; ce qu’un modèle ne sait pas faire, il le fait à sa façon.",
  changed: "Enregistré.",
  wasReset: "Tout est redevenu comme au début.",
  name: {
    model: "Modèle",
    ratio: "Forme",
    resolution: "Résolution",
    quality: "Qualité",
    language: "Langue",
    private: "Résultats privés",
    originals: "Originaux",
    spoilers: "Images masquées",
    reminders: "Rappels",
    remember: "Retenir mes derniers choix",
  },
  byDefault: "le choix d’Easel",
  modelsOwn: "selon le modèle",
  asChat: "celle de ma messagerie",
  private: (on) => (on ? "oui : vous seul voyez vos images" : "non : les images s’affichent là où vous les demandez"),
  originals: (on) => (on ? "oui : les images arrivent en fichiers, inchangées" : "non"),
  spoilers: (on) => (on ? "oui : les images restent masquées jusqu’à ce qu’on les ouvre" : "non"),
  reminders: (on) =>
    on ? "oui : je vous préviens trois jours avant l’expiration de crédits, et je vous dis les nouveautés" : "non",
  remembers: (on, last) => (on ? `oui${last.length === 0 ? "" : ` : ${last.join(", ")}`}` : "non"),
  change: "Modifier",
  formTitle: "Images et langue",
  save: "Enregistrer",
  turn: {
    isPrivate: (on) => (on ? "Activer les résultats privés" : "Désactiver les résultats privés"),
    originals: (on) => (on ? "Recevoir les originaux" : "Ne plus recevoir les originaux"),
    spoilers: (on) => (on ? "Masquer les images" : "Ne plus masquer les images"),
    reminders: (on) => (on ? "Activer les rappels" : "Désactiver les rappels"),
    remembersLast: (on) => (on ? "Retenir mes derniers choix" : "Ne plus retenir mes choix"),
  },
  reset: "Tout réinitialiser",
};

export const styleNames = {
  photo: "Photographie",
  cinematic: "Image de cinéma",
  noir: "Film noir",
  analog: "Photo argentique",
  watercolour: "Aquarelle",
  oil: "Peinture à l’huile",
  ink: "Dessin à l’encre",
  woodblock: "Gravure sur bois",
  poster: "Affiche de voyage",
  comic: "Bande dessinée",
  anime: "Animé japonais",
  pixel: "Pixel art",
  clay: "Pâte à modeler",
  isometric: "Maquette isométrique",
};
const names: ReadonlyMap<string, string> = new Map(Object.entries(styleNames));

export const styles: Messages["styles"] = {
  title: "Les styles",
  text: "Un style par son nom : /imagine un phare dans la tempête --style noir. Vos mots restent tels quels ; ceux-ci s’y ajoutent pour le modèle.",
  label: ({ id, name }) => names.get(id) ?? name,
  name: (label, id) => `${label} (--style ${id})`,
};
