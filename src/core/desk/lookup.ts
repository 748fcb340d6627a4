import type { Account } from "../accounts/account.ts";
import type { AccountStore } from "../accounts/accounts.ts";
import { orderNumber, readOrderNumber } from "../billing/order.ts";
import { nearest } from "../chat/nearest.ts";
import { SHORT_ID_LENGTH } from "../generation/earlier-pictures.ts";
import type { State } from "../generation/generation.ts";
import { lookupWords as words } from "../messages/desk/person.ts";
import { deskRefusal } from "../messages/desk/say.ts";
import { shortened } from "../messages/shortened.ts";

/** What a person did last, in short and without their words. */
export interface PictureLine {
  readonly id: string;
  readonly state: State;
  readonly model: string;
  readonly acceptedAt: Date;
  readonly credits: number;
  readonly deleted: boolean;
}

/** What the desk asks a database for that nobody else does: across all people. */
export interface DeskSearch {
  /** Ids of accounts with an identity that shows exactly this name. */
  accountsNamed(name: string, limit: number): Promise<string[]>;
  /** Orders of anybody whose id begins so. */
  ordersStarting(idStart: string, limit: number): Promise<{ readonly id: string; readonly account: string }[]>;
  /** Pictures of anybody whose id begins so. */
  picturesStarting(idStart: string, limit: number): Promise<{ readonly id: string; readonly account: string }[]>;
  /** Latest first, in whatever state. */
  latestPictures(account: string, limit: number): Promise<PictureLine[]>;
  /** What was asked for in them, as it was written. */
  prompts(pictures: readonly string[]): Promise<{ readonly id: string; readonly prompt: string }[]>;
}

/** Somebody, with what led to them where that was no person. */
export interface Found {
  readonly account: Account;
  readonly picture: string | null;
  readonly order: string | null;
}

/** Finds people by whatever an operator has of them. */
export interface Lookup {
  /** Refuses with what could be given instead when nobody, or more than one, is meant. */
  person(text: string): Promise<Found>;
}

const NAMESAKES_SHOWN = 5;
const ID = /^[a-z2-7]{20}$/u;
const PICTURE_ID = new RegExp(`^[a-z2-7]{${SHORT_ID_LENGTH},20}$`, "u");
const IDENTITY = /^([a-z]{2,32}):(\S{1,64})$/iu;

export function createLookup({
  accounts,
  search,
  platforms,
}: {
  readonly accounts: Pick<AccountStore, "find" | "findByIdentity">;
  readonly search: DeskSearch;
  /** Names of platforms that people come from. */
  readonly platforms: readonly string[];
}): Lookup {
  async function current(id: string): Promise<Account> {
    const account = await accounts.find(id);
    if (account === null) throw deskRefusal(words.erased);
    return account;
  }

  async function byIdentity(platform: string, user: string): Promise<Found> {
    const account = await accounts.findByIdentity(`${platform}:${user}`);
    if (account !== null) return { account, picture: null, order: null };
    const near = platforms.includes(platform) ? null : nearest(platform, platforms);
    throw deskRefusal(words.noIdentity(shortened(`${platform}:${user}`, 60), near, platforms));
  }

  async function byName(name: string): Promise<Found> {
    const ids = await search.accountsNamed(name, NAMESAKES_SHOWN + 1);
    const [first, ...others] = ids;
    if (first === undefined) throw deskRefusal(words.noName(shortened(name, 60)));
    if (others.length > 0) {
      const shown = ids.slice(0, NAMESAKES_SHOWN);
      throw deskRefusal(words.namesakes(shortened(name, 60), shown, ids.length > shown.length));
    }
    return { account: await current(first), picture: null, order: null };
  }

  async function byOrder(idStart: string): Promise<Found | null> {
    const [first, second] = await search.ordersStarting(idStart, 2);
    if (first === undefined) return null;
    if (second !== undefined) throw deskRefusal(words.severalOrders(orderNumber(first.id)));
    return { account: await current(first.account), picture: null, order: first.id };
  }

  async function byPicture(idStart: string): Promise<Found | null> {
    const [first, second] = await search.picturesStarting(idStart, 2);
    if (first === undefined) return null;
    if (second !== undefined) throw deskRefusal(words.severalPictures(idStart));
    return { account: await current(first.account), picture: first.id, order: null };
  }

  return {
    async person(text) {
      const given = text.trim();
      const [, platform, user] = IDENTITY.exec(given) ?? [];
      if (platform !== undefined && user !== undefined) return byIdentity(platform.toLowerCase(), user);
      if (given.startsWith("@")) return byName(given.slice(1).trim());
      const id = given.replace(/^#/u, "").toLowerCase();
      if (ID.test(id)) {
        const account = await accounts.find(id);
        if (account !== null) return { account, picture: null, order: null };
      }
      const number = readOrderNumber(given);
      const order = ID.test(id) ? id : number;
      const found =
        (order === null ? null : await byOrder(order)) ?? (PICTURE_ID.test(id) ? await byPicture(id) : null);
      if (found === null) throw deskRefusal(words.nobody(shortened(given, 60)));
      return found;
    },
  };
}
