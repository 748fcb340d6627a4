import type { Messages } from "../../messages.ts";

export const settings: Messages["settings"] = {
  title: "設定",
  hint: "作成するすべての画像に適用されます。プロンプト内のオプションが優先され、モデルにできないことはモデルに任されます。",
  changed: "保存しました。",
  wasReset: "すべて最初の状態に戻しました。",
  name: {
    model: "モデル",
    ratio: "形",
    resolution: "解像度",
    quality: "品質",
    language: "言語",
    private: "結果を自分だけに表示",
    originals: "元の画質のファイル",
    spoilers: "ネタバレ防止",
    reminders: "期限のお知らせ",
    remember: "前回の選択を記憶",
  },
  byDefault: "Easelにおまかせ",
  modelsOwn: "モデルにおまかせ",
  asChat: "チャットの設定に合わせる",
  private: (on) => (on ? "オン：画像はあなただけに見えます" : "オフ：画像は頼んだ場所に表示されます"),
  originals: (on) => (on ? "オン：画像は加工されないファイルで届きます" : "オフ"),
  spoilers: (on) => (on ? "オン：開くまで画像は隠されます" : "オフ"),
  reminders: (on) => (on ? "オン：クレジットの期限の3日前と、新しいことがあるときにお知らせします" : "オフ"),
  remembers: (on, last) => (on ? `オン${last.length === 0 ? "" : `：${last.join("、")}`}` : "オフ"),
  change: "変更",
  formTitle: "画像と言語",
  save: "保存",
  turn: {
    isPrivate: (on) => (on ? "自分だけに表示：オンにする" : "自分だけに表示：オフにする"),
    originals: (on) => (on ? "元のファイル：オンにする" : "元のファイル：オフにする"),
    spoilers: (on) => (on ? "ネタバレ防止：オンにする" : "ネタバレ防止：オフにする"),
    reminders: (on) => (on ? "期限のお知らせ：オンにする" : "期限のお知らせ：オフにする"),
    remembersLast: (on) => (on ? "前回の選択の記憶：オンにする" : "前回の選択の記憶：オフにする"),
  },
  reset: "すべてリセット",
};

export const styleNames = {
  photo: "写真",
  cinematic: "映画のワンシーン",
  noir: "フィルム・ノワール",
  analog: "フィルム写真",
  watercolour: "水彩画",
  oil: "油絵",
  ink: "ペン画",
  woodblock: "木版画",
  poster: "旅行ポスター",
  comic: "コミック",
  anime: "アニメ",
  pixel: "ドット絵",
  clay: "クレイアート",
  isometric: "アイソメトリック",
};
const names: ReadonlyMap<string, string> = new Map(Object.entries(styleNames));

export const styles: Messages["styles"] = {
  title: "スタイル",
  text: "名前で選べる画風です：/imagine 嵐の中の灯台 --style noir。あなたの言葉はそのままで、スタイルの言葉がモデルに追加で渡されます。",
  label: ({ id, name }) => names.get(id) ?? name,
  name: (label, id) => `${label}（--style ${id}）`,
};
