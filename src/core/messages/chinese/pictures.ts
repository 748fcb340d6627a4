import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason } from "../../generation/generation.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list } from "./wording.ts";

const example = "/imagine 暴风雨中的灯塔 --ar 16:9";

export const start: Messages["start"] = {
  title: "欢迎回来",
  ready: (available) =>
    `告诉我你想看到什么，例如：${example}\n\n你有 ${credits(available)}。/models 介绍各个模型，/pricing 显示价格，其他的看 /help。`,
  acceptedTitle: "准备好了",
  accepted: (welcome) =>
    [welcome === 0 ? "" : `送你 ${credits(welcome)}，随意试试。`, `告诉我你想看到什么，例如：${example}`]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent: Messages["consent"] = {
  title: "生成第一张图片之前",
  titleAgain: "条款有变更",
  hello: "你好！我是 Easel。告诉我你想看到什么，我会请你选的模型画出来，就在这个聊天里。",
  before: (command) => `使用 /${command} 之前，需要你的同意。你的消息没有被保存，也没有扣费。`,
  ask: (age, updatedAt) =>
    `你必须年满 ${age} 岁（如果你所在的国家要求更高，则以其为准），并同意${day(updatedAt)}版的条款。`,
  gift: (amount, days) => `之后会先送你 ${credits(amount)}，有效期 ${days} 天。`,
  accept: (age) => `我已满 ${age} 岁，并且同意`,
  read: "阅读条款",
  changed: "这个按钮生成之后，条款有了变更。请发送 /start 阅读并同意新的条款。",
};

export const help: Messages["help"] = {
  title: "我能做什么",
  hint: "选项可以放在文字中的任何位置：/imagine 一只红狐狸 --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine: Messages["imagine"] = {
  promptExample: example,
  editTitle: "修改文字",
  editLabel: "你想看到什么？",
  editSubmit: (price) => `生成 · ${credits(price)}`,
  cancelled: "已停止。原本要花的积分已退还给你。",
  tooLate: "来不及停止了：图片已经完成。",
  cancelledMany: (count) =>
    count === 0 ? "你没有正在生成的图片。" : `已停止 ${count} 张图片。原本要花的积分已退还给你。`,
  deletedTitle: "已删除",
  originals: () => "这是原图文件。",
  detailsTitle: "关于这张图片",
  detail: {
    prompt: "提示词",
    model: "模型",
    size: "尺寸",
    quality: "画质",
    style: "风格",
    seed: "种子",
    cost: "花费",
    made: "生成时间",
    references: "参考图",
    noSeed: "这个模型不提供",
    by: (name, maker) => `${name}，来自 ${maker}`,
    pixels: (width, height, ratio) => `${width} × ${height}（${ratio}）`,
    returned: (captured, returned) => `${credits(captured)}，退回 ${credits(returned)}`,
  },
  policy: "开发商的规则",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient": "轮到它时，积分已经不够了。/balance 会显示你的积分。",
  "wallet-frozen": `在我们核查你的账号期间，你的积分暂时冻结，所以没能开始。如有疑问：${termsInForce.contact}。`,
  "server-cap": "轮到它时，每位成员今天在这个服务器可用的额度已经用完。00:00 UTC 起会有新的额度。",
  "too-many-running": "轮到它时，你同时生成的图片太多了。请重新发送。",
  "policy-prompt": "模型拒绝了这段文字，因为其开发商的规则不允许。机器有时会误解，换个说法也许可以。",
  "policy-reference": "模型拒绝了参考图，因为其开发商的规则不允许。换一张图片也许可以。",
  "policy-image": "模型的安全检查隐藏了结果，所以我没有可以展示的。换个说法也许可以。",
  "request-refused": "模型无法处理这个请求。换个尺寸或换个模型（/models）也许可以。",
  "provider-failed": "模型画到一半中断了。请再试一次，或换个模型（/models）。",
  "reference-refused": "模型无法处理参考图：太小、太大，或形状不被接受。换一张图片也许可以。",
  "reference-lost": "参考图已经不在了。请重新附上。",
  "provider-unreachable": "联系不上模型。请几分钟后再试，或换个模型（/models）。",
  "provider-lost": "请求在发往模型的途中丢失了。请再试一次。",
  "provider-dropped": "模型已完成，但图片已无法取回。请再试一次。",
  "took-too-long": "模型花的时间太长，我不再等了。请再试一次，或换个模型（/models）。",
  "our-fault": "我们这边出了问题，这张图片没能完成。我们已收到通知。",
  "could-not-store": "图片送到时已损坏，所以没能保存。请再试一次。",
  cancelled: "已按你的要求停止。",
};

function cameBack(returned: number): string {
  return returned === 0 ? "没有扣费。" : `${credits(returned)}已退还给你。`;
}

export const picture: Messages["picture"] = {
  title: (prompt) => shortened(prompt, 120),
  progress(progress, price, long_ms) {
    const cost = credits(price);
    if (progress.stage === "heard") return `已收到 · ${cost}`;
    if (progress.stage === "line") {
      return progress.ahead === 0 ? `下一个就是你的 · ${cost}` : `排队中，前面还有 ${progress.ahead} 张 · ${cost}`;
    }
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds} 秒`;
    const patience = progress.running_ms < long_ms ? "" : "\n这次比平常久。我会继续等，你也可以取消。";
    if (progress.stage === "painting") return `正在画${since} · ${cost}${patience}`;
    const { ahead } = progress;
    if (ahead === null) return `等待模型${since} · ${cost}${patience}`;
    const place = ahead === 0 ? "已到模型，下一个就是你的" : `已到模型，前面还有 ${ahead} 张`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result({ settlement, request, images, price }, model) {
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `种子 ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = cameBack(settlement?.released_credits ?? 0);
    const why =
      settlement?.rule === "flagged-share-returned"
        ? `${request.n} 张中有 ${missing} 张被模型的安全检查隐藏。`
        : `${request.n} 张中有 ${missing} 张，模型没有送来。`;
    return `${line.join(" · ")}\n${why}${returned}`;
  },
  ending: (reason, returned) => `${endings[reason]}${cameBack(returned)}`,
  alternative: (prompt, index, count) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)}（第 ${index + 1} 张，共 ${count} 张）`,
  cancel: "取消",
  waitsInHistory: "你有一张图片已完成，但没能发到你提出请求的地方。它在 /history 里等你。",
};
