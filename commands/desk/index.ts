import { orderDesk, orderDeskButtons } from "../buttons/order-desk.ts";
import { announce, priceDesk, withdraw } from "../buttons/price-desk.ts";
import { serverDesk } from "../buttons/server-desk.ts";
import { announceDesk } from "./announce.ts";
import { approvalsDesk } from "./approvals.ts";
import { auditDesk } from "./audit.ts";
import { blockDesk, unblockDesk } from "./blocked.ts";
import { casesDesk } from "./cases.ts";
import { creditsDesk } from "./credits.ts";
import { type Desk, defineDesk } from "./desk.ts";
import { evidenceDeskArea } from "./evidence.ts";
import { personDesk } from "./person.ts";
import { refundsDesk } from "./refunds.ts";
import { reportDesk, takedownDesk } from "./reports.ts";
import { sanctionsDesk } from "./sanctions.ts";
import { statsDesk } from "./stats.ts";
import { switchesDesk } from "./switches.ts";
import { ticketsDesk } from "./tickets.ts";

const ordersDesk = defineDesk({
  name: "orders",
  aliases: ["order"],
  usage: ["/admin orders"],
  run: ({ caller }, services) => orderDesk(caller, services),
  buttons: orderDeskButtons,
});

const pricesDesk = defineDesk({
  name: "price",
  aliases: ["prices"],
  usage: ["/admin price creator-month usd=24.99 --from 2027-01-31 --reason dearer"],
  run: ({ words, from, reason, caller }, services) => priceDesk({ words, from, reason }, caller, services),
  buttons: { announce, withdraw },
});

const serversDesk = defineDesk({
  name: "server",
  aliases: ["servers"],
  usage: ["/admin server discord:123", "/admin server ban discord:123 why"],
  run: ({ words, reason, caller, incoming }, services) => serverDesk({ words, reason }, { caller, incoming }, services),
});

/** All areas of `/admin`, in the order in which they are named. */
export const desks: readonly Desk[] = [
  casesDesk,
  evidenceDeskArea,
  personDesk,
  creditsDesk,
  sanctionsDesk,
  approvalsDesk,
  announceDesk,
  statsDesk,
  auditDesk,
  refundsDesk,
  ticketsDesk,
  ordersDesk,
  pricesDesk,
  serversDesk,
  switchesDesk,
  takedownDesk,
  reportDesk,
  blockDesk,
  unblockDesk,
];
