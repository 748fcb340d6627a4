import type { Messages } from "../../messages.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null ? "Easelはただいまメンテナンス中です。" : `Easelは ${minute(until)} までメンテナンス中です。`,
      note,
      "何も保存されておらず、料金もかかっていません。作成中のものは続きます。しばらくしてからもう一度お試しください。",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "お越しいただきありがとうございます。ただいまEaselでは、新しい方の受け付けを止めています。"
        : `お越しいただきありがとうございます。Easelでは ${minute(until)} まで、新しい方の受け付けを止めています。`,
      note,
      "何も保存されておらず、料金もかかっていません。しばらくしてからもう一度お試しください。",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null ? "ただいま購入はできません。" : `${minute(until)} まで購入はできません。`,
      note,
      "料金はかかっていません。お持ちのものはそのままで、いつもどおり使えます。お支払い済みのものは届きます。",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null ? `${plan} は現在販売していません。` : `${plan} は ${minute(until)} まで販売していません。`,
      note,
      "すでにお持ちの方はそのまま使えます。買えるものは /buy で確認できます。料金はかかっていません。",
    ),
} satisfies Partial<Messages["refusals"]>;

export const switches: Messages["switches"] = {
  backAt: (until) => `${minute(until)} に再開します。`,
};
