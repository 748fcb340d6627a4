import type { LinkRefusal } from "../../accounts/link.ts";
import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const platforms: ReadonlyMap<string, string> = new Map([
  ["discord", "Discord"],
  ["telegram", "Telegram"],
  ["playground", "プレイグラウンド"],
]);
/** A chat by its name. */
export const platform = (name: string) => platforms.get(name) ?? name;

interface Person {
  readonly name: string;
  readonly platform: string;
}
const person = ({ name, platform: where }: Person) => `${name} さん（${platform(where)}）`;

const refusals: Readonly<Record<LinkRefusal, string>> = {
  declined: "片方が「いいえ」を選んだため、アカウントは別々のままです。何も変わっていません。",
  "both-subscribed":
    "両方のアカウントにプランがありますが、1つのアカウントに持てるのは1つだけです。先に片方を解約し（/subscription）、終了してから連携してください。何も変わっていません。",
  "same-platform":
    "1つのアカウントに入れるのは各チャットで1人までですが、この2つには同じチャットが含まれています。先に片方の連携を解除する（/unlink）か、別のチャットを連携してください。何も変わっていません。",
  "not-in-good-standing": `片方のアカウントは、いま連携できません。ご自身のアカウントであれば、${termsInForce.contact} までご連絡ください。何も変わっていません。`,
  "to-be-erased":
    "片方のアカウントは、ご依頼により削除される予定です。ご自身のアカウントで、残したい場合は、先にそちらで /privacy keep を送ってください。何も変わっていません。",
  "joined-elsewhere":
    "片方が、そのあいだに別のアカウントと連携されました。/link を送って新しいコードを受け取ってください。",
};

export const linking: Messages["linking"] = {
  title: "別のチャットを連携",
  code: (code, minutes) =>
    `コードは ${code} です。${minutes}分以内に、もう一方のチャットで私に /link ${code} と送ってください。そのあと、双方にもう一度確認します。連携すると1つのアカウントになり、クレジット、画像、設定を共有します。コードは誰にも教えないでください。`,
  openTelegram: "Telegramで開く",
  newCode: "新しいコード",
  confirmTitle: "ご本人ですか？",
  askRedeemer: (issuer) =>
    `このコードは ${person(issuer)}のものです。ご本人であれば、2つのアカウントが1つになります。クレジット、画像、設定を共有し、どちらからでもすべてを使い、見ることができます。両方がご自身のものである場合だけ進めてください。そのあと、もう一方でもう一度確認します。`,
  askIssuer: (redeemer) =>
    `${person(redeemer)}があなたのコードを入力し、1つのアカウントになろうとしています。クレジット、画像、設定を共有し、どちらからでもすべてを使い、見ることができます。ご本人ですか？ボタンが見当たらないときは /link を送ってください。`,
  yes: "はい、連携する",
  no: "いいえ",
  waits: (issuer) =>
    `もう少しです。${person(issuer)}に確認を送りました。そちらで「はい、連携する」を押すか、/link を送ってください。それまでは何も変わりません。`,
  joining: "双方の同意がそろいました。アカウントを統合しています。少し時間がかかりますが、何も失われません。",
  joinedTitle: "1つのアカウントになりました",
  joined: (other, available) =>
    `これから、あなたと ${person(other)}は1つのアカウントです。残高は合わせて${credits(available)}です。メンバーは /account で確認できます。`,
  declined: "わかりました。何も連携していません。",
  refused: (reason) => refusals[reason],
};

export const unlinking: Messages["unlinking"] = {
  title: "チャットの連携を解除",
  onlyOne: "アカウントにあるのはこのチャットだけなので、解除するものがありません。/link で別のチャットを追加できます。",
  which:
    "どのチャットをアカウントから外しますか？実行は1日後で、それまではどちらからでも取りやめられます。クレジットと画像はアカウントに残ります。外れたほうは新しく始まり、ウェルカムギフトはありません。",
  leave: (who) => `${person(who)}の連携を解除`,
  planned: (who, at) =>
    `${person(who)}は ${minute(at)} にこのアカウントから外れます。クレジットと画像はここに残ります。それまでは、ボタンまたは /account でどちらからでも取りやめられます。`,
  plannedNotice: (who, at) =>
    `あなたのアカウントの誰かが、${person(who)}を ${minute(at)} に外すよう頼みました。クレジットと画像はアカウントに残ります。望まない場合は「取りやめる」を押すか、/account を送ってください。`,
  stop: "取りやめる",
  stopped: (who) => `${person(who)}は残ります。`,
  stoppedNotice: (who) => `取りやめになりました。${person(who)}はアカウントに残ります。`,
  stoppedAsLast: (who) =>
    `${person(who)}はアカウントに残ります。ほかにチャットがなく、外すとクレジットと画像が失われるためです。`,
  tooLate: "すでに実行されています。/link でもう一度連携できます。",
  left: (who) => `1日前の依頼のとおり、${person(who)}がアカウントから外れました。`,
  youLeft:
    "1日前の依頼のとおり、共有していたアカウントから外れました。これからはご自身のアカウントになり、空の状態から始まります。/link でもう一度連携できます。",
};

export const account: Messages["account"] = {
  title: "あなたのアカウント",
  chats: "チャット",
  chat: person,
  plan: "プラン",
  since: "作成日",
  sinceDay: day,
  limits: "上限",
  atOnce: (inWorks, atOnce, commandsPerMinute) =>
    `作成中は${inWorks}枚まで、そのうち同時に描くのは${atOnce}枚、コマンドは1分に${commandsPerMinute}回`,
  id: "アカウント",
  link: "別のチャットを連携",
  unlink: "チャットの連携を解除",
  stop: (who) => `取りやめる：${person(who)}は残る`,
  plans: { free: "無料", starter: "Starter", creator: "Creator", studio: "Studio" },
};

export const linkRefusals = {
  "link-code": () =>
    "このコードは使えません。打ち間違い、使用済み、または10分を過ぎている可能性があります。もう一方のチャットで /link を送り、新しいコードを受け取ってください。",
  "link-yourself": () => "これはご自身のアカウントのコードです。連携したいもう一方のチャットで、私に送ってください。",
  "link-attempts": ({ waitMinutes }) =>
    `コードの入力回数が多すぎます。${waitMinutes}分待ってから、/link の新しいコードでお試しください。`,
  "link-expired": () =>
    "時間がかかりすぎたため、何も連携していません。/link を送って新しいコードを受け取ってください。",
  "link-refused": ({ reason }) => refusals[reason],
  "unlink-last": () =>
    "アカウントにあるのはこのチャットだけで、外すとクレジットと画像が失われます。先に /link で別のチャットを追加してください。",
  "unlink-withheld": () =>
    `アカウントを確認しているため、いまはどのチャットも外せません。お問い合わせは ${termsInForce.contact} までお願いします。`,
  "unlink-unknown": () =>
    "このチャットは、もうあなたのアカウントに含まれていません。メンバーは /account で確認できます。",
} satisfies Partial<Messages["refusals"]>;
