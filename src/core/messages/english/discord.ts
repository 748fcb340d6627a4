/** What Discord needs in words: its menus, and what is said about its own limits. */
export const discord = {
  /** In the menu of any message; at most 32 characters, and the same as in the manual. */
  editMenu: "Edit this picture",
  reportMenu: "Report",
  editNothing:
    "There is no picture in this message that I could edit. Choose one with a picture (PNG, JPEG or WebP), or attach one to /edit.",
  reportNothing:
    "Only pictures that I made can be reported here, and this message shows none. For anything else, please use Discord’s own report.",
  formWaits: "There is something to fill in. Press the button below.",
  formGone: "This form is no longer there. Please send the command again.",
  /** To an answer that no process could bring to its end. It may be seen by everyone. */
  givenUp:
    "Something went wrong on our side: I tried several times and could not finish this. If a picture came of it, it is in /history; if not, nothing was charged. Please look there first, and send it again if it is missing.",
  /** Over 25 MiB a message, or 10 MiB a file: what was sent is smaller than what is kept. */
  smaller:
    "Discord takes no larger files here, so this is a smaller copy. The original is kept: /history and “Original file” lead to it.",
  /** The same of a file that was asked for; a link to the original is on the next line. */
  smallerLinked:
    "Discord takes no larger files here, so this is a smaller copy. This is the original; the link works for 24 hours, for everybody who has it:",
  /** The same where there is no such link. */
  smallerFile:
    "Discord takes no larger files here, so this is a smaller copy. The original is kept, and comes whole where Discord takes larger files, as in a boosted server: press the button again there.",
  shortened: "Discord shows no longer texts than this: the rest is left out.",
  more: "More",
  /** Above an answer that stands in a channel by itself, long after it was asked for. `person` is shown as a name. */
  forPerson: (person: string) => `For ${person}`,
};
