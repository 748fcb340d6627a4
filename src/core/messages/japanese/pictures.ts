import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason } from "../../generation/generation.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list } from "./wording.ts";

const example = "/imagine 嵐の中の灯台 --ar 16:9";

export const start: Messages["start"] = {
  title: "おかえりなさい",
  ready: (available) =>
    `見たいものを教えてください。例：${example}\n\n残高は${credits(available)}です。モデルは /models、料金は /pricing、そのほかは /help で確認できます。`,
  acceptedTitle: "準備ができました",
  accepted: (welcome) =>
    [
      welcome === 0 ? "" : `お試しに${credits(welcome)}をプレゼントします。`,
      `見たいものを教えてください。例：${example}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent: Messages["consent"] = {
  title: "最初の画像の前に",
  titleAgain: "利用規約が変わりました",
  hello: "こんにちは！Easelです。見たいものを教えてください。お好きなモデルで、このチャットの中で画像にします。",
  before: (command) =>
    `/${command} を使う前に、同意が必要です。メッセージの内容は保存しておらず、料金もかかっていません。`,
  ask: (age, updatedAt) =>
    `${age}歳以上（お住まいの国がより高い年齢を求める場合はその年齢以上）であり、${day(updatedAt)}版の利用規約に同意していただく必要があります。`,
  gift: (amount, days) => `同意していただくと、はじめに${credits(amount)}をプレゼントします（${days}日間有効）。`,
  accept: (age) => `${age}歳以上で、同意します`,
  read: "利用規約を読む",
  changed: "このボタンができたあとに利用規約が変わりました。/start を送って、新しい規約を読んで同意してください。",
};

export const help: Messages["help"] = {
  title: "できること",
  hint: "オプションは文のどこに置いてもかまいません：/imagine 赤いキツネ --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine: Messages["imagine"] = {
  promptExample: example,
  editTitle: "言葉を変える",
  editLabel: "何を見たいですか？",
  editSubmit: (price) => `作成 · ${credits(price)}`,
  cancelled: "中止しました。使うはずだったクレジットは戻りました。",
  tooLate: "もう中止できません。画像はできあがっています。",
  cancelledMany: (count) =>
    count === 0
      ? "作成中の画像はありません。"
      : `${count}枚の画像を中止しました。使うはずだったクレジットは戻りました。`,
  deletedTitle: "削除しました",
  originals: () => "元のファイルはこちらです。",
  detailsTitle: "この画像について",
  detail: {
    prompt: "プロンプト",
    model: "モデル",
    size: "サイズ",
    quality: "品質",
    style: "スタイル",
    seed: "シード",
    cost: "料金",
    made: "作成日時",
    references: "参照画像",
    noSeed: "このモデルでは非公開",
    by: (name, maker) => `${name}（${maker}）`,
    pixels: (width, height, ratio) => `${width} × ${height}（${ratio}）`,
    returned: (captured, returned) => `${credits(captured)}、${credits(returned)}返却`,
  },
  policy: "開発元の規約",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient": "順番が来たとき、クレジットが足りませんでした。残高は /balance で確認できます。",
  "wallet-frozen": `アカウントを確認しているあいだクレジットは一時停止中のため、開始できませんでした。お問い合わせ：${termsInForce.contact}。`,
  "server-cap": "順番が来たとき、このサーバーでの1日の上限に達していました。00:00 UTC からまた使えます。",
  "too-many-running": "順番が来たとき、同時に作成中の画像が多すぎました。もう一度送ってください。",
  "policy-prompt":
    "開発元の規約で認められていないため、モデルがこの言葉を拒否しました。機械の誤解もあります。別の言葉ならうまくいくかもしれません。",
  "policy-reference":
    "開発元の規約で認められていないため、モデルが参照画像を拒否しました。別の画像ならうまくいくかもしれません。",
  "policy-image":
    "モデルの安全チェックで結果が隠されたため、お見せできるものがありません。別の言葉ならうまくいくかもしれません。",
  "request-refused":
    "モデルはこの依頼を処理できませんでした。別のサイズか別のモデル（/models）ならうまくいくかもしれません。",
  "provider-failed": "モデルが描いている途中で止まりました。もう一度試すか、別のモデルを選んでください（/models）。",
  "reference-refused":
    "モデルは参照画像を処理できませんでした。小さすぎる、大きすぎる、または対応していない形です。別の画像ならうまくいくかもしれません。",
  "reference-lost": "参照画像が見つかりません。もう一度添付してください。",
  "provider-unreachable":
    "モデルに接続できませんでした。数分後にもう一度試すか、別のモデルを選んでください（/models）。",
  "provider-lost": "依頼がモデルに届く途中で失われました。もう一度お試しください。",
  "provider-dropped": "モデルは描き終えましたが、画像を受け取れませんでした。もう一度お試しください。",
  "took-too-long":
    "モデルの時間がかかりすぎたため、待つのをやめました。もう一度試すか、別のモデルを選んでください（/models）。",
  "our-fault": "こちらの不具合で、この画像を仕上げられませんでした。担当者に連絡が届いています。",
  "could-not-store": "画像が壊れて届いたため、保存できませんでした。もう一度お試しください。",
  cancelled: "ご希望どおり中止しました。",
};

function cameBack(returned: number): string {
  return returned === 0 ? "料金はかかっていません。" : `${credits(returned)}が戻りました。`;
}

export const picture: Messages["picture"] = {
  title: (prompt) => shortened(prompt, 120),
  progress(progress, price, long_ms) {
    const cost = credits(price);
    if (progress.stage === "heard") return `受け付けました · ${cost}`;
    if (progress.stage === "line") {
      return progress.ahead === 0 ? `次が順番です · ${cost}` : `順番待ち、前に${progress.ahead}枚 · ${cost}`;
    }
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds}秒`;
    const patience =
      progress.running_ms < long_ms ? "" : "\nいつもより時間がかかっています。続けていますが、キャンセルもできます。";
    if (progress.stage === "painting") return `描いています${since} · ${cost}${patience}`;
    const { ahead } = progress;
    if (ahead === null) return `モデルを待っています${since} · ${cost}${patience}`;
    const place = ahead === 0 ? "モデルに到着、次が順番です" : `モデルに到着、前に${ahead}枚`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result({ settlement, request, images, price }, model) {
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `シード ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = cameBack(settlement?.released_credits ?? 0);
    const why =
      settlement?.rule === "flagged-share-returned"
        ? `${request.n}枚のうち${missing}枚は、モデルの安全チェックで隠されました。`
        : `${request.n}枚のうち${missing}枚は、モデルから届きませんでした。`;
    return `${line.join(" · ")}\n${why}${returned}`;
  },
  ending: (reason, returned) => `${endings[reason]}${cameBack(returned)}`,
  alternative: (prompt, index, count) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)}（${count}枚中${index + 1}枚目）`,
  cancel: "キャンセル",
  waitsInHistory: "画像ができましたが、ご依頼の場所に投稿できませんでした。/history からご覧いただけます。",
};
