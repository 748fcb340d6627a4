import type { TakedownGround } from "../../gallery/takedown.ts";
import type { Messages } from "../../messages.ts";
import type { NoticeElement } from "../../reports/infringement-notice.ts";
import { list, minute } from "./wording.ts";

const grounds: Record<TakedownGround, string> = {
  rights: "他者の作品、名前、顔が許可なく使われている",
  intimate: "実在の人物の私的または屈辱的な画像である",
  minors: "子どもや10代の若者が、決して許されない形で描かれている",
  sexual: "性的な内容である",
  hateful: "憎悪、残虐さ、自傷の内容である",
  deceiving: "人をだますために作られている",
  law: "法律で求められている",
  terms: "利用規約に反している",
};

const elements: Record<NoticeElement, string> = {
  name: "氏名",
  contact: "連絡先（メールアドレスまたは住所）",
  work: "対象となる作品",
  material: "どの画像か（リンクまたはID）",
  goodFaith: "この使用が認められていないと誠実に信じるという表明",
  accuracy: "内容が正確で、権利者のために行動できるという表明",
  signature: "署名（お名前を入力）",
};

export const reports: Messages["reports"] = {
  title: "画像を報告",
  how: "画像の下の「報告」を押してください。または /report に、メッセージへのリンクか画像のIDと、何が問題かをひとこと添えて送ってください：/report abcd2345 これは私の妹です。\n\nご自身の作品に関することですか？/report notice にリンクかIDを添えて送ってください。あなたの画像が誤って取り下げられましたか？/report counter に、お知らせした番号を添えて送ってください。",
  noticeButton: "自分の作品に関すること",

  noticeTitle: "作品に関する通知",
  noticeName: "氏名",
  noticeContact: "メールアドレスまたは住所",
  noticeWork: "対象の作品（ご自身または依頼者のもの）",
  noticeMaterial: "ここのどの画像か（リンクまたはID）",
  noticeGoodFaith: "誠実に述べます：誰も許可していません",
  noticeAccuracy: "内容は正確で、権利者のために行動できます",
  noticeSignature: "署名：氏名を入力",
  noticeNext: "次へ",
  noticeChange: "変更する",
  noticeOath: "確認して署名",
  noticeSend: "通知を送る",
  yes: "はい、そのとおり表明します",
  no: "いいえ",
  noticeHalf: (name, work, picture) =>
    `半分まで進みました。氏名：${name}、作品：「${work}」、画像：${picture}。残りは2つの表明と署名です。事実と異なる表明は処罰されることがあるため、よくお読みください。\n\n1. この使用は、権利者にも、その代理人にも、法律にも認められていないと、誠実に信じています。\n2. ここに述べることは正確です。偽証の罰を受けうることを承知のうえで、私が権利者であるか、権利者のために行動できることを表明します。`,
  noticeMissing: (missing) =>
    `まだ何も送られていません。通知には、さらに次のものが必要です：${list(missing.map((element) => elements[element]))}。書かれた内容は保存してあります。ボタンを押して追加してください。`,
  noticeThanksTitle: "通知を受け付けました",
  noticeThanks: (reference) =>
    `担当者が、通常3営業日以内に読み、結果をお知らせします。画像を作った人が返答できるように、書かれた内容をその人に見せることがあります。番号は ${reference} です。`,

  outcomeTitle: "報告された画像について",
  outcome: (reference, acted) =>
    acted
      ? `ありがとうございます。確認し、対応しました。報告の番号は ${reference} です。`
      : `確認しましたが、利用規約に反していないため、そのまま残ります。それでも、お知らせいただきありがとうございます。報告の番号は ${reference} です。`,

  takenDownTitle: "取り下げ済み",
  takenDown: "この画像は取り下げられました。",
  someTakenDown: "ここにあった画像が取り下げられました。いまある画像は /history で確認できます。",
  historyLine: (number, made, model) => `${number}. 取り下げ済み · ${model} · ${minute(made)}`,

  ownerTitle: "あなたの画像が取り下げられました",
  owner: (picture, ground, note, until) =>
    [
      `あなたの画像 ${picture} は、${grounds[ground]}ため取り下げられました。${note === null ? "" : `担当者からの補足：${note}`}`,
      `クレジットはそのままです。誤りであれば、${minute(until)} まで異議を申し立てられます。ボタンを押すか、/report counter ${picture} を送ってください。それまで画像は封印して保管し、そのあとは完全に削除されます。`,
    ].join("\n\n"),
  objectButton: "異議を申し立てる",
  objectTitle: "取り下げへの異議",
  objectName: "氏名",
  objectContact: "メールアドレスまたは住所",
  objectStatement: "誤りである理由",
  objectOath: "偽証の罰を承知のうえで、誠実に述べます",
  objectSignature: "署名：氏名を入力",
  objectSend: "送信",
  objectMissing:
    "まだ何も送られていません。異議には、氏名、連絡先、誤りである理由、誠実に述べているという表明、入力した署名が必要です。もう一度「異議を申し立てる」を押してください。",
  objectThanksTitle: "異議を受け付けました",
  objectThanks: (picture) =>
    `${picture} については担当者が決定し、お知らせします。それまで画像は封印して保管します。書かれた内容を、苦情を申し立てた人に見せることがあります。`,
  restoredTitle: "画像が元に戻りました",
  restored: (picture) =>
    `あなたの画像 ${picture} の取り下げは取り消され、再び /history にあります。ご迷惑をおかけしました。`,
};

export const reportRefusals = {
  "picture-taken-down": () => "この画像は取り下げられたため、もう何もできません。",
  "picture-unknown": ({ given }) =>
    given === ""
      ? "どの画像かを教えてください。メッセージへのリンクか、「詳細」に表示されるIDで指定できます。"
      : `「${given}」に当たる画像が見つかりません。画像のあるメッセージへのリンクか、画像の下の「詳細」に表示されるIDを送ってください。`,
  "reference-blocked": ({ name }) =>
    `画像 ${name} はここでは使えません。料金はかかっておらず、どこにも送られていません。別の画像をお使いください。誤りだと思われる場合は /appeal を送ってください。`,
  "reports-too-many": ({ max }) =>
    `今日はすでに${max}件の報告をいただいていて、すべて確認しています。続きは明日お送りください。誰かに危険が迫っているときは、まず警察に連絡してください。`,
  "takedown-unknown": () =>
    "該当する取り下げが見つかりません。取り下げのお知らせに表示された番号を添えて、/report counter を送ってください。",
  "objection-late": () => "この取り下げに異議を申し立てられる期間は終わり、画像ももう保管されていません。",
  "objection-made": () => "この取り下げには、すでに異議を申し立て済みです。担当者が決定し、お知らせします。",
} satisfies Partial<Messages["refusals"]>;
