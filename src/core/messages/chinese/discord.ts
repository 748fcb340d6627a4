import type { Messages } from "../../messages.ts";

export const discord: Messages["discord"] = {
  editMenu: "修改这张图片",
  reportMenu: "举报",
  editNothing: "这条消息里没有我能修改的图片。请选一条带图片的消息（PNG、JPEG 或 WebP），或者在 /edit 里附上图片。",
  reportNothing: "这里只能举报我生成的图片，而这条消息里没有。其他内容请使用 Discord 自带的举报功能。",
  formWaits: "有内容需要你填写。请按下面的按钮。",
  formGone: "这个表单已经失效。请重新发送命令。",
  givenUp:
    "我们这边出了问题：我试了几次，都没能完成。如果图片已经生成，可以在 /history 里找到；如果没有，就没有扣费。请先去那里看看，没有的话再发送一次。",
  smaller:
    "Discord 在这里不接受更大的文件，所以这是一份缩小的副本。原图已保存：在 /history 或用“原图文件”按钮都能拿到。",
  smallerLinked:
    "Discord 在这里不接受更大的文件，所以这是一份缩小的副本。原图在这里；链接 24 小时内有效，任何拿到链接的人都能打开：",
  smallerFile:
    "Discord 在这里不接受更大的文件，所以这是一份缩小的副本。原图已保存；在 Discord 接受更大文件的地方（例如助力过的服务器）再按一次按钮，就能收到完整原图。",
  shortened: "Discord 无法显示更长的文字，其余部分已省略。",
  more: "更多",
  forPerson: (person) => `给 ${person}`,
};
