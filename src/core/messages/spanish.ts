// Tono: «tú», español neutro que se lee bien en ambas orillas (sin «vosotros»); frases cortas. Comillas « ».
// Words: credits = créditos · picture = imagen · prompt = prompt · reference = (imagen de) referencia · style = estilo ·
// history = historial · settings = ajustes · account = cuenta · balance = saldo · pack = paquete · plan = plan ·
// subscription = suscripción · order = pedido · refund = reembolso · on hold = retenidos · in the works = en curso ·
// reroll = repetir · variation = variación · upscale = ampliar · report = denuncia · button = botón · press = pulsar ·
// terms = términos · charged = cobrado · strike = falta · warning = advertencia · suspension = suspensión · appeal =
// apelación · takedown = retirada · object = objetar · notice (of rights) = notificación · sealed = bajo llave · kept
// (credits) = no devueltos · ticket = ticket.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./spanish/after.ts";
import { announcements } from "./spanish/announcements.ts";
import { appeals } from "./spanish/appeals.ts";
import { balance, expiryWarning } from "./spanish/balance.ts";
import { billing } from "./spanish/billing.ts";
import { billingDesk } from "./spanish/billing-desk.ts";
import { commands } from "./spanish/commands.ts";
import { conduct } from "./spanish/conduct.ts";
import { discord } from "./spanish/discord.ts";
import { history } from "./spanish/history.ts";
import { account, linking, unlinking } from "./spanish/linking.ts";
import { models } from "./spanish/models.ts";
import { paymentPages } from "./spanish/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./spanish/pictures.ts";
import { planNews } from "./spanish/plan-news.ts";
import { prices } from "./spanish/prices.ts";
import { pricing } from "./spanish/pricing.ts";
import { privacy } from "./spanish/privacy.ts";
import { refusals } from "./spanish/refusals.ts";
import { reports } from "./spanish/reports.ts";
import { sanctions } from "./spanish/sanctions.ts";
import { servers } from "./spanish/servers.ts";
import { settings, styles } from "./spanish/settings.ts";
import { support } from "./spanish/support.ts";
import { switches } from "./spanish/switches.ts";
import { telegram } from "./spanish/telegram.ts";
import { terms } from "./spanish/terms.ts";
import { termsVersions } from "./spanish/terms-versions.ts";
import { wording } from "./spanish/wording.ts";

/** Everything in Spanish. */
export const spanish: Messages = {
  fault: (reference) =>
    `Algo ha fallado de nuestro lado. Inténtalo de nuevo, por favor: lo que está en curso continúa, y nada se cobra dos veces. Si sigue fallando, escribe a ${termsInForce.contact} con la referencia ${reference}.`,
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
