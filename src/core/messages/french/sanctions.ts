import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import type { SanctionReason } from "../../moderation/sanction.ts";
import { minute } from "./wording.ts";

const reasons: { readonly [Reason in SanctionReason]: string } = {
  pattern: "Plusieurs de vos demandes récentes enfreignaient les conditions (T8, T10).",
  gravest: "Une de vos demandes semble être de la sorte la plus grave que les conditions interdisent (T7).",
  rights: "Des images de vous portaient atteinte aux droits d’autrui (T26).",
  fraud: "Un de vos paiements, ou la façon dont le compte a été utilisé, ressemble à une fraude (T18).",
  security: "Votre compte a été utilisé d’une façon qui met d’autres personnes ou Easel en danger (T18).",
  "false-information": "Quelque chose qui nous a été dit au sujet de ce compte n’est pas vrai (T5).",
  terms: "Votre compte a été utilisé contre les conditions (T5).",
};

export const sanctions: Messages["sanctions"] = {
  reason: reasons,
  note: (words) => `Nous ajoutons : ${words}`,

  warnedTitle: "Un avertissement",
  warned:
    "Rien ne vous est retiré, et vous pouvez continuer. Regardez ce qui est interdit, s’il vous plaît (/terms, T8) : si cela continue ainsi, votre compte sera suspendu pour un temps. Si nous nous sommes trompés, /appeal porte l’affaire devant l’un de nous.",

  suspendedTitle: "Votre compte est suspendu",
  suspended: (until) =>
    until === null
      ? "Rien de nouveau ne peut être fait ni acheté jusqu’à ce que l’un de nous l’ait examiné. Ce qui est en cours est terminé, et vos crédits restent."
      : `Rien de nouveau ne peut être fait ni acheté jusqu’au ${minute(until)} ; ensuite cela finit tout seul. Ce qui est en cours est terminé, et vos crédits restent.`,
  frozen: "Vos crédits sont bloqués pendant que nous l’examinons.",
  subscriptionGoesOn:
    "Un abonnement continue pendant ce temps : /subscription cancel y met fin à l’échéance de sa période.",
  whatIsLeft:
    "Vous pouvez toujours utiliser /terms, /balance, /privacy et /support. Si nous nous sommes trompés, /appeal porte l’affaire devant l’un de nous.",

  backTitle: "Heureux de vous revoir",
  back: "Votre suspension est terminée, et tout fonctionne de nouveau. Ce qui est interdit figure dans /terms (T8).",
  liftedTitle: "C’est annulé",
  warningLifted: "L’avertissement a été annulé : il ne compte plus.",
  suspensionLifted: "Votre suspension a été annulée, et tout fonctionne de nouveau. Désolés pour ce désagrément.",
  terminationLifted:
    "La fermeture de votre compte a été annulée, et vous pouvez de nouveau utiliser Easel. Ce qui s’était terminé avec lui, comme un abonnement, ne revient pas tout seul : écrivez-nous avec /support, et nous réglons cela.",

  announcedTitle: "Votre compte va être fermé",
  announced: (at) =>
    `Il sera fermé le ${minute(at)}. D’ici là, il fonctionne comme avant, mais rien ne peut être acheté. Vos crédits sont utilisables jusque-là, et votre abonnement, si vous en avez un, est résilié ce jour-là. Si vous voulez une copie de vos données, demandez-la maintenant : /privacy export.`,
  announcedForfeit: "Les crédits qui restent ce jour-là sont perdus, car les conditions ont été enfreintes (T23).",
  announcedNoForfeit:
    "Les crédits qui restent ce jour-là ne pourront plus être utilisés. Si vous les avez payés, demandez votre argent avec /paysupport : l’un de nous décide (T20).",
  announcedAppeal: "Si vous pensez que c’est une erreur, /appeal porte l’affaire devant l’un de nous.",

  closedTitle: "Votre compte est fermé",
  closed: (erasedAt) =>
    `Easel ne peut plus être utilisé avec lui, et votre abonnement, si vous en aviez un, est résilié. Vos images et vos prompts seront supprimés le ${minute(erasedAt)}. D’ici là, vous pouvez avoir une copie de vos données (/privacy export), et dire pourquoi c’est une erreur (/appeal). Aucun nouveau compte ne peut être ouvert depuis ces messageries.`,
  closedForfeit: "Les crédits qui restaient sont perdus, car les conditions ont été enfreintes (T23).",
  closedNoForfeit:
    "Les crédits qui restaient ne peuvent plus être utilisés. Si vous les avez payés, demandez votre argent avec /paysupport : l’un de nous décide (T20).",
  erased:
    "Les données de votre compte fermé sont en cours de suppression, comme nous vous l’avions dit. Ce qui est conservé ne dit rien de vous, sauf une empreinte chiffrée par clé de vos messageries, pour qu’aucun nouveau compte ne soit ouvert depuis elles.",

  erasureWaits:
    "Votre compte ne peut pas encore être supprimé, car nous devons encore y examiner quelque chose. Vous n’avez rien à faire : il est supprimé dès que c’est décidé. Pour toute question, écrivez-nous : /support.",
};

export const sanctionRefusals = {
  suspended: ({ until, reason }) =>
    until === null
      ? `Votre compte est suspendu jusqu’à ce que l’un de nous l’ait examiné. ${reasons[reason]} Rien n’a été débité. Si nous nous sommes trompés, envoyez /appeal ; pour toute autre chose, /support.`
      : `Votre compte est suspendu jusqu’au ${minute(until)}. ${reasons[reason]} Rien n’a été débité. Si nous nous sommes trompés, envoyez /appeal ; pour toute autre chose, /support.`,
  terminated: ({ reason }) =>
    `Votre compte est fermé. ${reasons[reason]} Vous pouvez encore avoir une copie de vos données (/privacy export) et dire pourquoi c’est une erreur (/appeal).`,
  "account-barred": () =>
    `Un compte qui a été utilisé d’ici a été suspendu ou fermé, aucun nouveau ne peut donc être ouvert. Si vous pensez que c’est une erreur, écrivez à ${termsInForce.contact}.`,
} satisfies Partial<Messages["refusals"]>;
