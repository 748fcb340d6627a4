// Ton : « vous », phrases courtes et aimables. Guillemets « », espaces insécables devant « : ; ? ! », apostrophe ’.
// Words: credits = crédits · picture = image · prompt = prompt · reference = (image de) référence · style = style ·
// history = historique · settings = réglages · account = compte · chat (platform) = messagerie · balance = solde ·
// pack = pack · plan, subscription = abonnement · order = commande · refund = remboursement · on hold = bloqués ·
// in the works = en cours · reroll = relancer · variation = variante · upscale = agrandir · report = signalement ·
// maker = éditeur · button = bouton · press = appuyer sur · terms = conditions · charged = débité · strike = point de
// pénalité · warning = avertissement · suspension = suspension · appeal = recours · takedown = retrait · object =
// contester · notice (of rights) = notification · sealed = sous scellés · kept (credits) = non rendus · ticket = ticket.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./french/after.ts";
import { announcements } from "./french/announcements.ts";
import { appeals } from "./french/appeals.ts";
import { balance, expiryWarning } from "./french/balance.ts";
import { billing } from "./french/billing.ts";
import { billingDesk } from "./french/billing-desk.ts";
import { commands } from "./french/commands.ts";
import { conduct } from "./french/conduct.ts";
import { discord } from "./french/discord.ts";
import { history } from "./french/history.ts";
import { account, linking, unlinking } from "./french/linking.ts";
import { models } from "./french/models.ts";
import { paymentPages } from "./french/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./french/pictures.ts";
import { planNews } from "./french/plan-news.ts";
import { prices } from "./french/prices.ts";
import { pricing } from "./french/pricing.ts";
import { privacy } from "./french/privacy.ts";
import { refusals } from "./french/refusals.ts";
import { reports } from "./french/reports.ts";
import { sanctions } from "./french/sanctions.ts";
import { servers } from "./french/servers.ts";
import { settings, styles } from "./french/settings.ts";
import { support } from "./french/support.ts";
import { switches } from "./french/switches.ts";
import { telegram } from "./french/telegram.ts";
import { terms } from "./french/terms.ts";
import { termsVersions } from "./french/terms-versions.ts";
import { wording } from "./french/wording.ts";

/** Everything in French. */
export const french: Messages = {
  fault: (reference) =>
    `Quelque chose a mal tourné de notre côté. Réessayez, s’il vous plaît : ce qui est en cours continue, et rien n’est débité deux fois. Si cela persiste, écrivez à ${termsInForce.contact} avec la référence ${reference}.`,
  refusals,
  reports,
  start,
  consent,
  help,
  terms,
  termsVersions,
  switches,
  sanctions,
  imagine,
  picture,
  after,
  appeals,
  history,
  settings,
  servers,
  styles,
  models,
  pricing,
  balance,
  billing,
  billingDesk,
  announcements,
  account,
  linking,
  unlinking,
  expiryWarning,
  paymentPages,
  planNews,
  prices,
  support,
  privacy,
  commands,
  conduct,
  discord,
  telegram,
  wording,
};
