import type { Messages } from "../../messages.ts";

export const settings: Messages["settings"] = {
  title: "你的设置",
  hint: "对你生成的每一张图片都有效。提示词里的选项优先；模型做不到的，就按它自己的方式来。",
  changed: "已保存。",
  wasReset: "一切已恢复为最初的样子。",
  name: {
    model: "模型",
    ratio: "形状",
    resolution: "分辨率",
    quality: "画质",
    language: "语言",
    private: "结果仅自己可见",
    originals: "原图",
    spoilers: "遮挡图片",
    reminders: "提醒",
    remember: "记住上次的选择",
  },
  byDefault: "由 Easel 选择",
  modelsOwn: "按模型自己的方式",
  asChat: "跟随聊天软件",
  private: (on) => (on ? "开：只有你能看到你的图片" : "关：图片显示在你提出请求的地方"),
  originals: (on) => (on ? "开：图片以文件形式发送，保持原样" : "关"),
  spoilers: (on) => (on ? "开：图片会被遮住，点开才能看到" : "关"),
  reminders: (on) => (on ? "开：积分到期前三天告诉你，也告诉你新消息" : "关"),
  remembers: (on, last) => (on ? `开${last.length === 0 ? "" : `：${last.join("、")}`}` : "关"),
  change: "更改",
  formTitle: "图片与语言",
  save: "保存",
  turn: {
    isPrivate: (on) => (on ? "开启结果仅自己可见" : "关闭结果仅自己可见"),
    originals: (on) => (on ? "开启发送原图" : "关闭发送原图"),
    spoilers: (on) => (on ? "开启遮挡图片" : "关闭遮挡图片"),
    reminders: (on) => (on ? "开启提醒" : "关闭提醒"),
    remembersLast: (on) => (on ? "开启记住上次的选择" : "关闭记住上次的选择"),
  },
  reset: "全部重置",
};

export const styleNames = {
  photo: "照片",
  cinematic: "电影剧照",
  noir: "黑色电影",
  analog: "胶片照片",
  watercolour: "水彩",
  oil: "油画",
  ink: "钢笔墨线",
  woodblock: "木版画",
  poster: "旅行海报",
  comic: "漫画",
  anime: "动漫",
  pixel: "像素画",
  clay: "黏土",
  isometric: "等距视图",
};
const names: ReadonlyMap<string, string> = new Map(Object.entries(styleNames));

export const styles: Messages["styles"] = {
  title: "风格",
  text: "用名字选一种风格：/imagine 暴风雨中的灯塔 --style noir。你自己写的话保持不变，风格的描述会另外加给模型。",
  label: ({ id, name }) => names.get(id) ?? name,
  name: (label, id) => `${label}（--style ${id}）`,
};
