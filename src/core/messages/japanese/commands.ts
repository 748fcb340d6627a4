import type { CommandTable, OptionTranslation } from "../../chat/command-texts.ts";
import { after } from "./after.ts";
import { styleNames } from "./settings.ts";

const yesOrNo = { yes: "はい", no: "いいえ" };

const picture: Readonly<Record<string, OptionTranslation>> = {
  prompt: { summary: "見たいもの" },
  model: { summary: "どのモデルで描くか（/models を参照）" },
  ratio: { summary: "画像の形（例：16:9、square、portrait）" },
  resolution: { summary: "大きさ（例：1K、2K、4K）" },
  quality: { summary: "どれだけ丁寧に描くか（モデルで選べる場合）" },
  n: { summary: "画像の枚数" },
  seed: { summary: "同じ画像をもう一度作るための数" },
  strength: { summary: "参照画像からどれだけ離れてよいか：0.01から1" },
  style: { summary: "スタイルの名前（例：noir、watercolour。/styles を参照）", choices: styleNames },
  private: { summary: "画像をあなただけに表示" },
  public: { summary: "設定にかかわらず、ここの全員に画像を表示" },
  reference: { summary: "もとにする画像" },
};

export const commands: CommandTable = {
  imagine: {
    summary: "言葉で伝えるだけで、画像ができます",
    example: "/imagine 嵐の中の灯台 --ar 16:9",
    options: picture,
  },
  edit: {
    summary: "言葉で画像を編集（添付した画像、または作った画像）",
    example: "/edit 冬の景色にして --from last",
    options: {
      ...picture,
      prompt: { summary: "変えたいところ" },
      from: { summary: "作った画像：「last」、または「詳細」に表示されるID（カンマ区切り）" },
    },
  },
  cancel: {
    summary: "作成中の画像を中止（すべて中止も可）",
    options: { all: { summary: "最新だけでなく、すべて" } },
  },
  history: {
    summary: "あなたの画像：見る、探す、削除する",
    example: "/history キツネ --model seedream --since 2026-11-01",
    options: {
      words: { summary: "プロンプトの言葉、またはその先頭" },
      model: { summary: "このモデルの画像だけ" },
      since: { summary: "この日から（例：2026-11-01）" },
      until: { summary: "この日まで" },
      page: { summary: "何ページ目か" },
    },
  },
  settings: {
    summary: "指定がないときの画像、見える人、お知らせの設定",
    options: {
      model: { summary: "指定がないときのモデル", choices: { default: "Easelにおまかせ" } },
      ratio: { summary: "指定がないときの形（例：16:9）" },
      resolution: { summary: "指定がないときの大きさ（例：2K）" },
      quality: { summary: "どれだけ丁寧に描くか（モデルで選べる場合）" },
      language: { summary: "私が話す言語", choices: { default: "チャットの設定に合わせる" } },
      private: { summary: "画像をあなただけに表示するか", choices: yesOrNo },
      originals: { summary: "画像を縮小するチャットで、元のままのファイルとして送るか", choices: yesOrNo },
      spoilers: { summary: "開くまで画像を隠しておくか", choices: yesOrNo },
      reminders: { summary: "クレジットの期限が近いときに知らせるか", choices: yesOrNo },
      remember: { summary: "前回の選択をもう一度使うか", choices: yesOrNo },
      reset: { summary: "すべて最初の状態に戻す" },
    },
  },
  server: {
    summary: "このサーバーで画像を作れる場所、モデル、1日の上限",
    options: {
      channels: { summary: "画像を頼める場所：チャンネル、「here」、「all」" },
      models: { summary: "使えるモデル（カンマ区切り）、または「all」" },
      private: { summary: "--public がなければ、結果を本人だけに表示するか", choices: yesOrNo },
      cap: { summary: "メンバー1人がここで1日（UTC）に使えるクレジット、または「off」" },
      reset: { summary: "すべて最初の状態に戻す" },
    },
  },
  balance: { summary: "クレジットの残高、期限、これまでの動き" },
  buy: {
    summary: "クレジット：一度払いのパックと、毎月届くプラン",
    options: {
      offer: { summary: "商品（例：pack-small、creator-month）。なしですべて表示" },
      currency: { summary: "支払いの通貨（例：usd、eur）" },
    },
  },
  subscription: {
    summary: "プランの内容と更新日。変更、解約、継続",
    options: {
      action: {
        summary: "期間の終わりに解約する、またはやはり続ける",
        choices: { cancel: "期間の終わりに解約する", resume: "やはり続ける" },
      },
    },
  },
  refund: {
    summary: "注文の返金をリクエストする（担当者が決定します）",
    options: { order: { summary: "注文番号（例：E-7KQ2-MXAB）" } },
  },
  models: { summary: "選べるモデルと、それぞれの得意なこと" },
  styles: { summary: "名前で頼める画風" },
  pricing: {
    summary: "画像の料金（モデル、解像度、品質ごと）と、予定されている変更",
    options: { model: { summary: "このモデルの料金だけ" } },
  },
  account: { summary: "アカウント：使っているチャット、プラン、上限" },
  link: {
    summary: "複数のチャットで1つのアカウント：クレジット、画像、設定を共有",
    options: { code: { summary: "もう一方のチャットのコード。なしでここにコードを発行" } },
  },
  unlink: { summary: "チャットをアカウントから外す（1日後に実行）" },
  start: { summary: "あいさつと、利用規約への同意" },
  terms: { summary: "利用規約の要点と、同意した日時" },
  privacy: {
    summary: "保存されているデータと期間。控えの受け取り、または削除",
    options: {
      what: {
        summary: "何をするか。なしで、保存されているものを表示",
        choices: {
          export: "データの控えを受け取る",
          delete: "アカウントを削除する",
          keep: "やはりアカウントを残す",
        },
      },
    },
  },
  paysupport: { summary: "お支払いのヘルプ：届かないクレジット、返金、連絡先" },
  report: {
    summary: "画像の報告、作品が使われたという通知、取り下げへの異議",
    example: "/report abcd2345 --reason rights これは私の絵です",
    options: {
      what: { summary: "画像のメッセージへのリンクかIDと、何が問題か。または notice、counter" },
      reason: { summary: "どんな問題があるか", choices: after.reportReasonNames },
    },
  },
  appeal: { summary: "ブロック、警告、利用停止について、担当者に再審査を求める" },
  support: {
    summary: "Easelの運営に問い合わせる、返答を見る",
    example: "/support --category payment クレジットが届きません",
    options: {
      words: { summary: "何が起きたか、どうなれば助かるか" },
      category: {
        summary: "何についてか",
        choices: {
          payment: "お支払いまたはクレジット",
          picture: "画像",
          account: "自分のアカウント",
          safety: "誰かの安全",
          other: "その他",
        },
      },
      ticket: { summary: "お問い合わせ番号（書き足す、または見る）" },
      pictures: { summary: "状況がわかる画像" },
    },
  },
  admin: {
    summary: "Easelの運営担当者向け",
    options: {
      what: { summary: "見るもの：refunds などの分野と、それに必要なこと" },
      from: { summary: "料金の場合：変わる日（例：2027-01-31）" },
      until: { summary: "自動で終わる時点：2h、3d、または日付と時刻（UTC）" },
      reason: { summary: "理由（決定と一緒に記録されます）" },
    },
  },
  help: { summary: "できること" },
};
