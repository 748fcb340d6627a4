import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const CHANNELS_NAMED = 5;

function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join("、");
  return ids.length > CHANNELS_NAMED ? `${named} 以及另外 ${ids.length - CHANNELS_NAMED} 个` : named;
}

export const servers: Messages["servers"] = {
  title: (name) => (name === null ? "Easel 在这里的设置" : `Easel 在 ${name} 的设置`),
  hint: "对这里的所有人有效。可以用按钮和选项更改：/server --channels here --cap 50。",
  hintForMembers: "对这里的所有人有效。服务器的管理者可以更改。",
  changed: "已保存。",
  wasReset: "一切已恢复为最初的样子。",
  name: {
    channels: "生成图片的频道",
    models: "模型",
    private: "结果仅自己可见",
    cap: "每位成员每天",
  },
  channels: (ids) => (ids === null ? "所有频道" : channels(ids)),
  models: (names) => (names === null ? "全部" : names.join("、")),
  private: (on) => (on ? "开：只有提出请求的人能看到图片，除非加上 --public" : "关：图片显示在提出请求的地方"),
  cap: (cap, left) => (cap === null || left === null ? "不限" : `最多 ${credits(cap)}的图片，你今天还剩 ${left}`),
  change: "更改",
  here: "仅此频道",
  everywhere: "所有频道",
  turnPrivate: (on) => (on ? "开启结果仅自己可见" : "关闭结果仅自己可见"),
  reset: "全部重置",
  formTitle: "Easel 在这里的设置",
  formChannels: "生成图片的频道：ID、here 或 all",
  formModels: "模型，用逗号分隔，或 all",
  formPrivate: "结果仅自己可见",
  formCap: "每位成员每天的积分，或 off",
  save: "保存",
  yes: "是",
  no: "否",
  banTitle: (key) => `服务器 ${key}`,
  banned: (since, reason, operator) =>
    `自${day(since)}起被封禁，操作人 ${operator}：${reason}\n\n在那里提出的任何请求都会被拒绝，所有频道都一样。此前的请求仍会完成并送达。`,
  unbanned: (reason, operator) => `已解除封禁。由 ${operator} 决定：${reason}`,
  neverBanned: "未被封禁。",
  allowedBan: "ban 或 unban、服务器的键和原因，例如：ban discord:613425648685547541 在所有频道刷屏",
  allowedChannels: "提及的频道或频道 ID，用逗号分隔，或者 here、all",
  allowedModels: (ids) => `${ids.join("、")}，用逗号分隔，或 all`,
  allowedCap: (max) => `1 到 ${max} 之间的整数，或 off`,
};

export const serverRefusals = {
  "server-needed": () =>
    "/server 用于服务器和群组：它决定在那里的哪些地方、用哪些模型、每天用多少积分生成图片。请在服务器或群组里发送。",
  "server-banned": () =>
    `我不再在这个服务器里工作：Easel 的运营人员已在这里关闭了服务。你的积分和图片都还在，私信给我一切照旧。没有扣费。如有疑问：${termsInForce.contact}。`,
  "server-not-yours": () => "只有管理这个服务器的人才能更改我在这里的设置。请找其中一位；/server 会显示他们的设置。",
  "server-channel": ({ channels: ids }) =>
    `这个频道不生成图片：服务器的管理者为此选定了 ${channels(ids)}。请到那里发送。没有扣费。`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined) return `这个服务器不能使用 ${model}，也没有其他可用的模型。没有扣费。`;
    const names = allowed.map(({ name }) => name).join("、");
    return `这个服务器不能使用 ${model}。可用的有：${names}。例如加上 --model ${first.id} 即可。没有扣费。`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `这需要 ${credits(price)}；每位成员每天在这里最多可用 ${cap}，你还剩 ${left}。${minute(resetsAt)} 起会有新的额度；私信给我则没有这个限制。没有扣费。`,
} satisfies Partial<Messages["refusals"]>;
