import { createHash } from "node:crypto";
import type { Account } from "../../../src/core/accounts/account.ts";
import type { Subscription } from "../../../src/core/billing/subscription.ts";
import { identityKey } from "../../../src/core/chat/incoming.ts";
import { createAllowance } from "../../../src/core/servers/allowance.ts";
import { newTicket } from "../../../src/core/support/ticket.ts";
import { systemIds } from "../../../src/system.ts";
import { give, MINUTE_MS } from "../../support/credits.ts";
import { finishedPicture } from "../../support/generations.ts";
import { codeIn, type LinkingStage, linkPeople, type Person } from "../../support/linking.ts";
import { orderOf } from "../billing/support.ts";

/** Ada is one person in two chats, and Bob somebody else. */
export interface Lives {
  readonly discord: Person;
  readonly telegram: Person;
  readonly bob: Person;
  /** Ids of Ada's account and of the one that was joined into it. */
  readonly accounts: readonly string[];
  /** Nothing of this may be anywhere once she is erased. */
  readonly secrets: readonly string[];
  /** The bytes of her pictures. */
  readonly pictures: readonly Uint8Array[];
}

const USERS = { discord: "471100000000000001", telegram: "4712000002" };
const image = { contentType: "image/png", width: 1, height: 1, keepUntil: null };
const bytesOf = (seed: number) => Uint8Array.from({ length: 3_000 }, (_, index) => (index * 7 + seed * 13) % 256);

/** Two accounts with everything that anything keeps, made one; and somebody else who has had to do with them. */
export async function livesFull(stage: LinkingStage): Promise<Lives> {
  const { services, clock } = stage;
  const discord = stage.person("discord", USERS.discord);
  const telegram = stage.person("telegram", USERS.telegram);
  const bob = stage.person("playground", "bob");
  const survivor = (await discord.account()).id;
  // The younger one is joined into the older.
  clock.move(MINUTE_MS);
  const gone = (await telegram.account()).id;
  for (const person of [discord, telegram, bob]) await person.accept();
  await give(services.ledger, survivor, 100, "order-1");
  await pictures(stage, gone);
  await ticketsOf(stage, await telegram.account());
  await linkPeople(discord, telegram);
  clock.move(11 * MINUTE_MS);
  await services.links.finishDue(10);

  // What others read about them.
  await discord.press(await discord.say(`/link ${codeIn(await bob.say("/link"))}`), "Yes");
  await bob.press(bob.inbox().at(-1), "No");
  await discord.say("/link 0000-0000");
  await discord.press(await discord.say("/unlink"), `Unlink ${telegram.identity.name}`);
  await telegram.press(telegram.inbox().at(-1), "Stop");

  await discord.say("/settings --model seedream --ar 16:9");
  await services.accounts.hearLanguage(await discord.account(), "nb-NO");
  await services.buttonMemory.keep(survivor, "words of a secret search");
  await services.notices.tell(survivor, "secret-notice", { text: "a secret notice" });
  await reportsOf(stage, { ada: discord, bob });
  await moneyOf(stage, survivor);
  await chatsOf(stage);
  await services.exports.ask(await discord.account(), discord.identity);
  return {
    ...{ discord, telegram, bob, accounts: [survivor, gone] },
    secrets: [
      ...Object.values(USERS),
      ...[discord, telegram].map(({ identity }) => identity.name),
      ...["secret", "nb-NO", "seedream", "pay.test", "cus_ada"],
      ...[1, 2].flatMap((seed) => [hashOf(bytesOf(seed)), Buffer.from(bytesOf(seed)).toString("base64").slice(0, 60)]),
    ],
    pictures: [bytesOf(1), bytesOf(2)],
  };
}

const PICTURE = "p".repeat(20);
const BOBS_PICTURE = "q".repeat(20);

async function pictures(stage: LinkingStage, account: string): Promise<void> {
  const { stores, clock } = stage;
  const acceptedAt = clock.now();
  const made = finishedPicture({
    ...{ id: PICTURE, account, acceptedAt, place: `telegram/${USERS.telegram}/${USERS.telegram}` },
    request: { ...finishedPicture().request, prompt: "a secret fox in a secret snow", references: 1 },
    references: [`reference:${PICTURE}:0`],
    server: { key: "telegram:-99", dailyCap_credits: null },
    images: [{ key: `${PICTURE}:0`, contentType: "image/png", width: 1, height: 1, seed: 5 }],
  });
  await stores.generations.insert(made);
  await stores.images.put({ key: `${PICTURE}:0`, account, bytes: bytesOf(1), ...image });
  await stores.images.put({ key: `reference:${PICTURE}:0`, account, bytes: bytesOf(2), ...image });
  await createAllowance({ store: stores.spending, ids: systemIds }).take(made);
  // A process died while it stored another one.
  const chunks = stage.mongo.connection.getClient().db().collection("images.chunks");
  const failed = { ...made, id: "s".repeat(20), references: [], server: null };
  await stores.generations.insert({ ...failed, state: "failed", images: [] });
  await chunks.insertOne({ files_id: `${failed.id}:0`, n: 0, data: Buffer.from(bytesOf(1)) });
}

async function reportsOf(
  { services, stores }: LinkingStage,
  { ada, bob }: { ada: Person; bob: Person },
): Promise<void> {
  const theirs = await stores.generations.find(PICTURE);
  if (theirs === null) throw new Error("the picture is not there");
  const [her, him] = [await ada.account(), await bob.account()];
  // Bob has made something out of her picture.
  const his = finishedPicture({ id: BOBS_PICTURE, account: him.id, references: [`${PICTURE}:0`], parent: PICTURE });
  await stores.generations.insert(his);
  await services.reports.file({ picture: his, reporter: her, reason: "other", note: "a secret complaint of hers" });
  await services.reports.file({ picture: theirs, reporter: him, reason: "rights", note: "a secret complaint of his" });
}

async function ticketsOf({ services, stores }: LinkingStage, account: Account): Promise<void> {
  const { support } = services;
  const said = { account, words: "a secret trouble", attachments: [], cause: "telegram:ticket" };
  const { ticket } = await support.open({ ...said, category: "account" });
  const act = { id: ticket.id, seen: ticket.version, operator: "playground:operator", cause: "playground:answer" };
  await support.desk.answer(act, "a secret way out", "asked");
  // She takes care of somebody else's.
  const theirs = newTicket(
    { id: "t".repeat(20), account: "somebody", category: "other", order: null },
    {
      ...{ id: "m".repeat(20), by: "person", at: ticket.openedAt, words: "theirs", images: [] },
    },
  );
  await stores.tickets.insert({ ...theirs, assignee: `discord:${USERS.discord}` });
}

async function moneyOf({ stores, services, clock }: LinkingStage, account: string): Promise<void> {
  const now = clock.now();
  const later = new Date(now.getTime() + 60 * MINUTE_MS);
  const checkout = { id: "cs_1", url: "https://pay.test/cs_1", expiresAt: later };
  await stores.orders.insert(
    orderOf("pack-small", { id: "order-1", account, checkout, customer: "cus_ada", createdAt: now, paidAt: now }),
  );
  const known = orderOf("starter-month");
  const ended: Record<keyof Subscription, unknown> = {
    ...{ id: "sub_1", method: "stripe", account, customer: "cus_ada", state: "ended", offer: known.offer },
    ...{ price: known.price, period: { start: now, end: later }, cancelAtPeriodEnd: false, next: null },
    ...{ endedAt: now, pastDueSince: null, version: 1, startedAt: now },
  };
  await stores.subscriptions.write(null, ended as unknown as Subscription);
  await stores.refunds.insert({
    ...{ id: "refund-1", order: "order-1", account, reason: "a secret reason", state: "declined", amount: null },
    ...{ answer: "a secret answer", decidedBy: "playground:operator", decidedAt: now, refund: null, failures: 0 },
    ...{ failure: null, createdAt: now, version: 1 },
  });
  // She runs Easel as well, and has decided about somebody else's.
  await stores.refunds.insert({
    ...{ id: "refund-2", order: "order-2", account: "somebody", reason: "theirs", state: "declined", amount: null },
    ...{ answer: null, decidedBy: `discord:${USERS.discord}`, decidedAt: now, refund: null, failures: 0 },
    ...{ failure: null, createdAt: now, version: 1 },
  });
  await stores.servers.decide("discord:1", {
    ...{ bannedAt: now, banReason: "spam", banDecidedBy: `discord:${USERS.discord}` },
  });
  const paid = { id: "stars-1", payer: USERS.telegram, amount: known.price, at: now, refund: null };
  await stores.paymentBook.open({
    ...{ id: "order-3", account, total: known.price, url: "https://pay.test/stars", expiresAt: later, closedAt: null },
    payment: paid,
  });
  const { journal } = await services.ledger.wallet(account);
  await stores.wallets.archive(account, journal.slice(0, 1));
}

async function chatsOf({ stores, clock }: LinkingStage): Promise<void> {
  const later = new Date(clock.now().getTime() + 60 * MINUTE_MS);
  const tag = systemIds.derived(identityKey({ platform: "telegram", user: USERS.telegram }));
  const asked = { person: tag, title: "Report", values: { note: "a secret answer that is being written" } };
  await stores.chatMemory.put("telegram:question:1", JSON.stringify(asked), later);
  await stores.chatMemory.put("telegram:question:2", JSON.stringify({ ...asked, person: "bob", values: {} }), later);
  const message = { from: { id: Number(USERS.telegram), first_name: "Ada" }, text: "a secret wish" };
  const who = identityKey({ platform: "telegram", user: USERS.telegram });
  const event = { key: "telegram:1/99", platform: "telegram:1", who, at: clock.now() };
  await stores.eventJournal.accept({ ...event, body: JSON.stringify({ update_id: 99, message }) }, later);
}

/** Every document of the database, by its collection. */
export async function allDocuments({
  mongo,
}: LinkingStage): Promise<readonly { collection: string; id: string; text: string }[]> {
  const database = mongo.connection.getClient().db();
  const found: { collection: string; id: string; text: string }[] = [];
  for (const { name } of await database.listCollections().toArray()) {
    for (const document of await database.collection(name).find().toArray()) {
      // Chunks of images have an id of the driver's, and belong to a file.
      const id = String(document["files_id"] ?? document._id);
      found.push({ collection: name, id, text: JSON.stringify(document) });
    }
  }
  return found;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
