import type { Messages } from "../../messages.ts";

export const telegram: Messages["telegram"] = {
  openPrivate: "我有一条只应由你看到的回复。请打开和我的私聊，按一下“开始”，然后再发送一次。",
  openPrivateButton: "打开私聊",
  photosNotAllowed: "我在这个群组里不能发图片，所以私下发给你了。管理员可以在群组权限中开启。",
  anonymous: "你以群组或频道的身份发言时，我看不到你是谁。请用你自己的身份发送，我才知道该用谁的积分。",
  nowItSays: "现在的内容是（点按即可复制）：",
  replyToAnswer: "请回复这条消息来作答。",
  replyOrPress: "请回复这条消息，或按按钮跳过。",
  pickOne: "请选择：",
  back: "返回",
  optionValue: (label, value) => `${label}：${value}`,
  answerTooLong: (length, lengthMax) => `你的回复有 ${length} 个字符，这里最多 ${lengthMax} 个。请回复短一点的内容。`,
  answerIsNoText: "这一项请用文字回答。",
  latePart: "你的一张图片来得太晚，没有用上。如果要全部使用，请把它们一起重新发送。",
};
