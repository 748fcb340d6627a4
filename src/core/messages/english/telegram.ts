/** What only Telegram needs to say: it has no forms and no messages that one person alone sees in a group. */
export const telegram = {
  openPrivate:
    "I have an answer that only you should see. Open a private chat with me, press Start there, and then send this again.",
  openPrivateButton: "Open the private chat",
  photosNotAllowed:
    "I may not post pictures in this group, so I sent it to you privately. An administrator can allow it in the group’s permissions.",
  anonymous:
    "I cannot see who you are when you write as the group or as a channel. Please write as yourself, so that I know whose credits to use.",
  nowItSays: "It says now (press to copy):",
  replyToAnswer: "Please reply to this message with your answer.",
  replyOrPress: "Reply to this message, or press the button to leave it out.",
  pickOne: "Please choose:",
  back: "Back",
  optionValue: (label: string, value: string) => `${label}: ${value}`,
  answerTooLong: (length: number, lengthMax: number) =>
    `That has ${length} characters, and at most ${lengthMax} fit here. Please reply with a shorter one.`,
  answerIsNoText: "Please answer this one in words.",
  latePart:
    "One of your pictures came too late, so I have not used it. To use them all, please send them again together.",
};
