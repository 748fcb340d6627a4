import type { LinkRefusal } from "../../accounts/link.ts";
import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const platforms: ReadonlyMap<string, string> = new Map([
  ["discord", "Discord"],
  ["telegram", "Telegram"],
  ["playground", "体验页"],
]);
/** A chat by its name. */
export const platform = (name: string) => platforms.get(name) ?? name;

interface Person {
  readonly name: string;
  readonly platform: string;
}
const person = ({ name, platform: where }: Person) => `${name}（${platform(where)}）`;

const refusals: Readonly<Record<LinkRefusal, string>> = {
  declined: "其中一方选择了否，所以两个账号保持独立。没有任何更改。",
  "both-subscribed":
    "两个账号都有订阅，而一个账号只能有一个。请先取消其中一个（/subscription），等它结束后再关联。没有任何更改。",
  "same-platform":
    "一个账号在每个聊天平台只能有一个身份，而这两个账号有同一平台的身份。请先解除其中一个（/unlink），或关联另一个聊天。没有任何更改。",
  "not-in-good-standing": `其中一个账号目前无法关联。如果那是你的账号，请写信至 ${termsInForce.contact}。没有任何更改。`,
  "to-be-erased":
    "其中一个账号已应要求将被删除。如果那是你的账号并且想保留它，请先在那边发送 /privacy keep。没有任何更改。",
  "joined-elsewhere": "其中一方刚刚关联了别的账号。请发送 /link 获取新的代码。",
};

export const linking: Messages["linking"] = {
  title: "关联另一个聊天",
  code: (code, minutes) =>
    `你的代码是 ${code}。请在 ${minutes} 分钟内，在另一个聊天里向我发送 /link ${code}，之后我会再向双方确认一次。合并后就是一个账号：积分、图片和设置都共用。不要把代码告诉任何人。`,
  openTelegram: "在 Telegram 中打开",
  newCode: "新代码",
  confirmTitle: "是你本人吗？",
  askRedeemer: (issuer) =>
    `这个代码来自 ${person(issuer)}。如果那是你，你的两个账号会合为一个：积分、图片和设置共用，任何一边都能使用和查看全部内容。只有两个账号都是你的，才请继续。之后我会在那边再确认一次。`,
  askIssuer: (redeemer) =>
    `${person(redeemer)}输入了你的代码，想与你合为一个账号：积分、图片和设置共用，任何一边都能使用和查看全部内容。那是你吗？如果按钮已经消失，请发送 /link。`,
  yes: "是，关联",
  no: "否",
  waits: (issuer) =>
    `快完成了。我已经问过 ${person(issuer)}：请在那边选择“是，关联”，或在那边发送 /link。在此之前不会有任何变化。`,
  joining: "双方都已同意。正在合并账号，需要一点时间，期间不会丢失任何东西。",
  joinedTitle: "现在是一个账号了",
  joined: (other, available) =>
    `从现在起，你和 ${person(other)}是同一个账号。你们一共有 ${credits(available)}。/account 会显示这个账号包含谁。`,
  declined: "好的，没有关联任何账号。",
  refused: (reason) => refusals[reason],
};

export const unlinking: Messages["unlinking"] = {
  title: "解除关联聊天",
  onlyOne: "这个聊天是你账号里唯一的一个，没有可以解除的。/link 可以再添加一个。",
  which:
    "要让哪个聊天离开你的账号？一天后生效，在此之前任何一边都可以取消。积分和图片留在账号里；离开的一方从头开始，没有新人礼。",
  leave: (who) => `解除 ${person(who)}`,
  planned: (who, at) =>
    `${person(who)}将于 ${minute(at)} 离开这个账号。积分和图片留在这里。在此之前，任何一边都可以用按钮或 /account 取消。`,
  plannedNotice: (who, at) =>
    `你的账号里有人要求让 ${person(who)}于 ${minute(at)} 离开。积分和图片留在账号里。如果你不希望这样，请按“取消离开”，或发送 /account。`,
  stop: "取消离开",
  stopped: (who) => `${person(who)}会留下。`,
  stoppedNotice: (who) => `已取消：${person(who)}留在你的账号里。`,
  stoppedAsLast: (who) => `${person(who)}会留下：你的账号里没有别的聊天了，没有它，积分和图片就会丢失。`,
  tooLate: "已经生效了。/link 可以重新关联双方。",
  left: (who) => `按照一天前的要求，${person(who)}已离开你的账号。`,
  youLeft: "按照一天前的要求，你已离开共用的账号。从现在起你有自己的账号，一开始是空的。/link 可以重新关联双方。",
};

export const account: Messages["account"] = {
  title: "你的账号",
  chats: "聊天",
  chat: person,
  plan: "订阅",
  since: "创建于",
  sinceDay: day,
  limits: "限制",
  atOnce: (inWorks, atOnce, commandsPerMinute) =>
    `最多 ${inWorks} 张图片在处理中，其中 ${atOnce} 张同时生成，每分钟 ${commandsPerMinute} 条命令`,
  id: "账号",
  link: "关联另一个聊天",
  unlink: "解除关联聊天",
  stop: (who) => `取消离开：${person(who)}留下`,
  plans: { free: "免费", starter: "Starter", creator: "Creator", studio: "Studio" },
};

export const linkRefusals = {
  "link-code": () => "这个代码无效。可能输错了、已用过，或者超过了 10 分钟。请在另一个聊天里发送 /link 获取新的代码。",
  "link-yourself": () => "这个代码来自你自己的账号。请在另一个聊天里发给我，也就是你想关联的那个。",
  "link-attempts": ({ waitMinutes }) => `试的代码太多了。请等 ${waitMinutes} 分钟，再用 /link 给的新代码试一次。`,
  "link-expired": () => "等得太久了，所以没有关联任何账号。请发送 /link 获取新的代码。",
  "link-refused": ({ reason }) => refusals[reason],
  "unlink-last": () => "这个聊天是你账号里唯一的一个，没有它，积分和图片就会丢失。请先用 /link 再添加一个。",
  "unlink-withheld": () =>
    `我们正在核查你的账号，所以现在任何聊天都不能离开它。有问题请联系：${termsInForce.contact}。`,
  "unlink-unknown": () => "这个聊天已经不属于你的账号。/account 会显示账号包含谁。",
} satisfies Partial<Messages["refusals"]>;
