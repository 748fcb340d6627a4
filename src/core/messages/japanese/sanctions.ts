import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { minute } from "./wording.ts";

const reasons: Messages["sanctions"]["reason"] = {
  pattern: "最近の複数の依頼が、利用規約に反していました（T8、T10）。",
  gravest: "依頼の1つが、利用規約で禁じられた最も重大なものと読み取れます（T7）。",
  rights: "あなたの画像が、他者の権利を侵害していました（T26）。",
  fraud: "お支払い、またはアカウントの使われ方が、不正と見受けられます（T18）。",
  security: "アカウントが、ほかの人やEaselを危険にさらす形で使われました（T18）。",
  "false-information": "このアカウントについて伝えられたことに、事実でないものがあります（T5）。",
  terms: "アカウントが、利用規約に反して使われました（T5）。",
};

export const sanctions: Messages["sanctions"] = {
  reason: reasons,
  note: (words) => `補足：${words}`,

  warnedTitle: "警告",
  warned:
    "失われるものはなく、このまま使えます。禁止されているものをご確認ください（/terms のT8）。このまま続くと、アカウントはしばらく利用停止になります。こちらの誤りであれば、/appeal を送ると担当者が確認します。",

  suspendedTitle: "アカウントは利用停止中です",
  suspended: (until) =>
    until === null
      ? "担当者が確認するまで、新しく作ることも買うこともできません。作成中のものは仕上がり、クレジットは残ります。"
      : `${minute(until)} まで、新しく作ることも買うこともできません。そのあとは自動で解除されます。作成中のものは仕上がり、クレジットは残ります。`,
  frozen: "確認しているあいだ、クレジットは一時停止中です。",
  subscriptionGoesOn: "そのあいだもプランは続きます。/subscription cancel で、期間の終わりに解約できます。",
  whatIsLeft:
    "/terms、/balance、/privacy、/support は引き続き使えます。こちらの誤りであれば、/appeal を送ると担当者が確認します。",

  backTitle: "おかえりなさい",
  back: "利用停止が終わり、すべて元どおり使えます。禁止されているものは /terms にあります（T8）。",
  liftedTitle: "取り消されました",
  warningLifted: "警告は取り消され、もう数えられません。",
  suspensionLifted: "利用停止は取り消され、すべて元どおり使えます。ご迷惑をおかけしました。",
  terminationLifted:
    "アカウントの閉鎖は取り消され、Easelを再び使えます。プランなど、一緒に終わったものは自動では戻りません。/support でご連絡いただければ、こちらで対応します。",

  announcedTitle: "アカウントは閉鎖されます",
  announced: (at) =>
    `${minute(at)} に閉鎖されます。それまではこれまでどおり使えますが、購入はできません。クレジットはそれまで使え、プランはその日に解約されます。データの控えが必要なら、いま /privacy export を送ってください。`,
  announcedForfeit: "その日に残っているクレジットは、利用規約への違反のため没収されます（T23）。",
  announcedNoForfeit:
    "その日に残っているクレジットは、もう使えなくなります。お支払いいただいたものであれば、/paysupport で返金をリクエストしてください。担当者が決定します（T20）。",
  announcedAppeal: "誤りだと思われる場合は、/appeal を送ると担当者が確認します。",

  closedTitle: "アカウントは閉鎖されました",
  closed: (erasedAt) =>
    `このアカウントではもうEaselを使えず、プランは解約されました。画像とプロンプトは ${minute(erasedAt)} に削除されます。それまでは、データの控えを受け取ること（/privacy export）と、誤りである理由を伝えること（/appeal）ができます。これらのチャットから新しいアカウントは作れません。`,
  closedForfeit: "残っていたクレジットは、利用規約への違反のため没収されました（T23）。",
  closedNoForfeit:
    "残っていたクレジットは、もう使えません。お支払いいただいたものであれば、/paysupport で返金をリクエストしてください。担当者が決定します（T20）。",
  erased:
    "お知らせしたとおり、閉鎖されたアカウントのデータを削除しています。残るものから、あなたのことはわかりません。例外は、これらのチャットから新しいアカウントが作られないようにするための、鍵付きの照合用データだけです。",

  erasureWaits:
    "アカウントの中にまだ確認が必要なものがあるため、いまは削除できません。していただくことはありません。それが決まりしだい削除されます。ご質問は /support でお寄せください。",
};

export const sanctionRefusals = {
  suspended: ({ until, reason }) =>
    until === null
      ? `アカウントは、担当者が確認するまで利用停止です。${reasons[reason]}料金はかかっていません。こちらの誤りであれば /appeal を、そのほかは /support を送ってください。`
      : `アカウントは ${minute(until)} まで利用停止です。${reasons[reason]}料金はかかっていません。こちらの誤りであれば /appeal を、そのほかは /support を送ってください。`,
  terminated: ({ reason }) =>
    `アカウントは閉鎖されました。${reasons[reason]}引き続き、データの控えを受け取ること（/privacy export）と、誤りである理由を伝えること（/appeal）ができます。`,
  "account-barred": () =>
    `ここから使われたアカウントが利用停止または閉鎖されたため、新しいアカウントは作れません。誤りだと思われる場合は、${termsInForce.contact} までご連絡ください。`,
} satisfies Partial<Messages["refusals"]>;
