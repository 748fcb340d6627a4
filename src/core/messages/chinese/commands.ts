import type { CommandTable, OptionTranslation } from "../../chat/command-texts.ts";
import { after } from "./after.ts";
import { styleNames } from "./settings.ts";

const yesOrNo = { yes: "是", no: "否" };

const picture: Readonly<Record<string, OptionTranslation>> = {
  prompt: { summary: "你想看到什么" },
  model: { summary: "由谁来画（见 /models）" },
  ratio: { summary: "图片的形状，例如 16:9、square 或 portrait" },
  resolution: { summary: "多大，例如 1K、2K 或 4K" },
  quality: { summary: "画得多精细（模型支持选择时）" },
  n: { summary: "几张图片" },
  seed: { summary: "一个数字，能再次得到同一张图片" },
  strength: { summary: "图片可以偏离参考图多远：0.01 到 1" },
  style: { summary: "一种风格的名字，例如 noir 或 watercolour（见 /styles）", choices: styleNames },
  private: { summary: "只有你能看到图片" },
  public: { summary: "这里的所有人都能看到图片，不管设置如何" },
  reference: { summary: "作为起点的图片" },
};

export const commands: CommandTable = {
  imagine: {
    summary: "描述一张图片，就能得到它",
    example: "/imagine 暴风雨中的灯塔 --ar 16:9",
    options: picture,
  },
  edit: {
    summary: "用文字修改图片：你附上的，或你生成过的",
    example: "/edit 改成冬天 --from last",
    options: {
      ...picture,
      prompt: { summary: "想改什么" },
      from: { summary: "你的图片：“last”，或“详情”显示的编号，用逗号分隔" },
    },
  },
  cancel: {
    summary: "停止正在生成的图片，或停止全部",
    options: { all: { summary: "全部，不只是最新的一张" } },
  },
  history: {
    summary: "你的图片：浏览、搜索、删除",
    example: "/history 狐狸 --model seedream --since 2026-11-01",
    options: {
      words: { summary: "提示词里的词，或词的开头" },
      model: { summary: "只看这个模型的图片" },
      since: { summary: "从这天起，例如 2026-11-01" },
      until: { summary: "到这天为止" },
      page: { summary: "第几页" },
    },
  },
  settings: {
    summary: "没有特别说明时图片的样子、谁能看到，以及提醒",
    options: {
      model: { summary: "没有指定时由谁来画", choices: { default: "由 Easel 选择" } },
      ratio: { summary: "没有说明时的形状，例如 16:9" },
      resolution: { summary: "没有说明时的大小，例如 2K" },
      quality: { summary: "画得多精细（模型支持选择时）" },
      language: { summary: "我用什么语言和你说话", choices: { default: "跟随聊天软件" } },
      private: { summary: "是否只有你能看到你的图片", choices: yesOrNo },
      originals: { summary: "图片是否以文件形式原样发送（在会压缩图片的聊天里）", choices: yesOrNo },
      spoilers: { summary: "图片是否先遮住，点开才能看到", choices: yesOrNo },
      reminders: { summary: "积分快到期时是否提醒你", choices: yesOrNo },
      remember: { summary: "是否沿用你上次的选择", choices: yesOrNo },
      reset: { summary: "一切恢复为最初的样子" },
    },
  },
  server: {
    summary: "在这个服务器里，哪里、用哪些模型、每天用多少积分生成图片",
    options: {
      channels: { summary: "可以生成图片的地方：频道、“here”或“all”" },
      models: { summary: "可以使用的模型，用逗号分隔，或“all”" },
      private: { summary: "结果是否只有提出请求的人能看到，除非加上 --public", choices: yesOrNo },
      cap: { summary: "每位成员每天（UTC）在这里可用的积分，或“off”" },
      reset: { summary: "一切恢复为最初的样子" },
    },
  },
  balance: { summary: "你的积分：有多少、何时到期、有哪些变动" },
  buy: {
    summary: "积分：一次付清的积分包，以及每月带来新积分的订阅",
    options: {
      offer: { summary: "买哪个，例如 pack-small 或 creator-month；不填则显示全部" },
      currency: { summary: "用什么货币付款，例如 usd 或 eur" },
    },
  },
  subscription: {
    summary: "你的订阅：带来什么、何时续订；更改、取消或保留",
    options: {
      action: {
        summary: "在本期结束时取消订阅，或者还是保留",
        choices: { cancel: "本期结束时取消", resume: "还是保留" },
      },
    },
  },
  refund: {
    summary: "申请退回一个订单的款项，由我们的工作人员决定",
    options: { order: { summary: "订单号，例如 E-7KQ2-MXAB" } },
  },
  models: { summary: "可以选用的模型，以及各自的长处" },
  styles: { summary: "可以按名字选用的风格" },
  pricing: {
    summary: "一张图片的价格，按模型、分辨率和画质列出，以及已公布的变动",
    options: { model: { summary: "只看这个模型的价格" } },
  },
  account: { summary: "你的账号：在哪些聊天里、订阅和限制" },
  link: {
    summary: "多个聊天共用一个账号：积分、图片和设置都相同",
    options: { code: { summary: "另一个聊天里的代码；不填则在这里获取一个" } },
  },
  unlink: { summary: "让一个聊天离开你的账号，一天后生效" },
  start: { summary: "打个招呼，并同意条款" },
  terms: { summary: "条款摘要，以及你同意的时间" },
  privacy: {
    summary: "保存了你的哪些数据、保存多久；领取副本或全部删除",
    options: {
      what: {
        summary: "要做什么；不填则显示保存了哪些数据",
        choices: {
          export: "领取我的数据副本",
          delete: "删除我的账号",
          keep: "还是保留我的账号",
        },
      },
    },
  },
  paysupport: { summary: "付款帮助：积分没到账、退款、如何联系我们" },
  report: {
    summary: "举报一张图片，声明它使用了你的作品，或对撤下提出异议",
    example: "/report abcd2345 --reason rights 那是我画的",
    options: {
      what: { summary: "图片消息的链接或图片编号，以及有什么问题；或 notice，或 counter" },
      reason: { summary: "它有什么问题", choices: after.reportReasonNames },
    },
  },
  appeal: { summary: "请工作人员再看一次拦截、警告或停用" },
  support: {
    summary: "写信给 Easel 的运营人员，查看他们的答复",
    example: "/support --category payment 我的积分没到账",
    options: {
      words: { summary: "发生了什么，希望怎么解决" },
      category: {
        summary: "关于什么",
        choices: {
          payment: "付款或积分",
          picture: "图片",
          account: "我的账号",
          safety: "某人的安全",
          other: "其他",
        },
      },
      ticket: { summary: "你的工单号，用来补充内容或查看" },
      pictures: { summary: "能说明问题的图片" },
    },
  },
  admin: {
    summary: "给 Easel 的运营人员",
    options: {
      what: { summary: "查看什么：一个区域，例如 refunds，以及它需要的信息" },
      from: { summary: "用于价格：变动的日期，例如 2027-01-31" },
      until: { summary: "何时自行结束：2h、3d，或日期与时间（UTC）" },
      reason: { summary: "原因，与决定一起保存" },
    },
  },
  help: { summary: "我能做什么" },
};
