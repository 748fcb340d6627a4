// Tom: “você”, português do Brasil; frases curtas e gentis. Aspas “ ”.
// Words: credits = créditos · picture = imagem · prompt = prompt · reference = (imagem de) referência · style = estilo ·
// history = histórico · settings = configurações · account = conta · balance = saldo · pack = pacote · plan = plano ·
// subscription = assinatura · order = pedido · refund = reembolso · on hold = bloqueados · in the works = em andamento ·
// reroll = refazer · variation = variação · upscale = ampliar · report = denúncia · button = botão · press = tocar em ·
// terms = termos · charged = cobrado · strike = falta · warning = advertência · suspension = suspensão · appeal = recurso ·
// takedown = remoção · object = contestar · notice (of rights) = notificação · sealed = lacrado · kept (credits) = não
// devolvidos · ticket = chamado.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./portuguese/after.ts";
import { announcements } from "./portuguese/announcements.ts";
import { appeals } from "./portuguese/appeals.ts";
import { balance, expiryWarning } from "./portuguese/balance.ts";
import { billing } from "./portuguese/billing.ts";
import { billingDesk } from "./portuguese/billing-desk.ts";
import { commands } from "./portuguese/commands.ts";
import { conduct } from "./portuguese/conduct.ts";
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
import { reports } from "./portuguese/reports.ts";
import { sanctions } from "./portuguese/sanctions.ts";
import { servers } from "./portuguese/servers.ts";
import { settings, styles } from "./portuguese/settings.ts";
import { support } from "./portuguese/support.ts";
import { switches } from "./portuguese/switches.ts";
import { telegram } from "./portuguese/telegram.ts";
import { terms } from "./portuguese/terms.ts";
import { termsVersions } from "./portuguese/terms-versions.ts";
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
