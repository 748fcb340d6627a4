// Tom: “você”, português do Brasil; frases curtas e gentis. Aspas “ ”.
// Words: credits = créditos · picture = imagem · prompt = prompt · reference = (imagem de) referência · style = estilo ·
// history = histórico · settings = configurações · account = conta · balance = saldo · pack = pacote · plan = plano ·
// subscription = assinatura · order = pedido · refund = reembolso · on hold = bloqueados · in the works = em andamento ·
// reroll = refazer · variation = variação · upscale = ampliar · report = denúncia · button = botão · press = tocar em ·
// terms = termos · charged = cobrado.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { announcements } from "./english/announcements.ts";
import { appeals } from "./english/appeals.ts";
import { support } from "./english/support.ts";
import { switches } from "./english/switches.ts";
import { termsVersions } from "./english/terms-versions.ts";
import { after } from "./portuguese/after.ts";
import { balance, expiryWarning } from "./portuguese/balance.ts";
import { billing } from "./portuguese/billing.ts";
import { billingDesk } from "./portuguese/billing-desk.ts";
import { commands } from "./portuguese/commands.ts";
import { conduct } from "./english/conduct.ts";
import { discord } from "./portuguese/discord.ts";
import { history } from "./portuguese/history.ts";
import { account, linking, unlinking } from "./portuguese/linking.ts";
import { models } from "./portuguese/models.ts";
import { paymentPages } from "./portuguese/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./portuguese/pictures.ts";
import { planNews } from "./portuguese/plan-news.ts";
import { prices } from "./portuguese/prices.ts";
import { pricing } from "./portuguese/pricing.ts";
import { privacy } from "./portuguese/privacy.ts";
import { refusals } from "./portuguese/refusals.ts";
import { reports } from "./english/reports.ts";
import { servers } from "./portuguese/servers.ts";
import { sanctions } from "./english/sanctions.ts";
import { settings, styles } from "./portuguese/settings.ts";
import { telegram } from "./portuguese/telegram.ts";
import { terms } from "./portuguese/terms.ts";
import { wording } from "./portuguese/wording.ts";

/** Everything in Portuguese. */
export const portuguese: Messages = {
  fault: (reference) =>
    `Algo deu errado do nosso lado. Tente de novo, por favor: o que está em andamento continua, e nada é cobrado duas vezes. Se continuar assim, escreva para ${termsInForce.contact} com a referência ${reference}.`,
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
