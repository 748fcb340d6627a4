/** Characters of a text, after its entities were parsed. @see https://core.telegram.org/bots/api#sendmessage */
export const TEXT_LENGTH_MAX = 4096;
/** Characters of a caption, after its entities were parsed. @see https://core.telegram.org/bots/api#sendphoto */
export const CAPTION_LENGTH_MAX = 1024;
/** @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const CALLBACK_DATA_BYTES = { min: 1, max: 64 };
/** Buttons of one keyboard and of one row of it: what Telegram's servers take. @see https://core.telegram.org/bots/api#inlinekeyboardmarkup */
export const KEYBOARD_BUTTONS_MAX = 100;
export const ROW_BUTTONS_MAX = 8;
/** @see https://core.telegram.org/bots/features#deep-linking */
export const START_PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;
/** @see https://core.telegram.org/bots/api#sendphoto */
export const PHOTO_BYTES_MAX = 10 * 1024 * 1024;
export const PHOTO_EDGES_SUM_MAX = 10_000;
export const PHOTO_RATIO_MAX = 20;
/** @see https://core.telegram.org/bots/api#senddocument */
export const FILE_BYTES_MAX = 50 * 1024 * 1024;
/** @see https://core.telegram.org/bots/api#getfile */
export const DOWNLOAD_BYTES_MAX = 20 * 1024 * 1024;
/** @see https://core.telegram.org/bots/api#sendmediagroup */
export const ALBUM_ITEMS = { min: 2, max: 10 };
/** @see https://core.telegram.org/bots/api#sendchataction */
export const CHAT_ACTION_MS = 5_000;
/** @see https://core.telegram.org/bots/api#answercallbackquery */
export const CALLBACK_ANSWER_LENGTH_MAX = 200;
/** @see https://core.telegram.org/bots/api#forcereply */
export const PLACEHOLDER_LENGTH = { min: 1, max: 64 };
/** @see https://core.telegram.org/bots/api#setmycommands */
export const COMMANDS_MAX = 100;
/** @see https://core.telegram.org/bots/api#botcommand */
export const COMMAND_NAME = /^[a-z0-9_]{1,32}$/;
export const COMMAND_DESCRIPTION_LENGTH = { min: 1, max: 256 };
/** @see https://core.telegram.org/bots/api#deletemessages */
export const DELETE_AT_ONCE_MAX = 100;
/** @see https://core.telegram.org/bots/api#deletemessage */
export const DELETABLE_FOR_MS = 48 * 60 * 60 * 1000;
/** @see https://core.telegram.org/bots/api#getupdates */
export const UPDATES_AT_ONCE_MAX = 100;
/** @see https://core.telegram.org/bots/api#setwebhook */
export const WEBHOOK_SECRET = /^[A-Za-z0-9_-]{1,256}$/;
export const WEBHOOK_CONNECTIONS_MAX = 100;
export const WEBHOOK_CONNECTIONS = 40;
export const WEBHOOK_PORTS: readonly number[] = [443, 80, 88, 8443];
/** Messages and edits in one chat. @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const CHAT_EVERY_MS = 1_000;
export const GROUP_PER_MINUTE_MAX = 20;
/** @see https://core.telegram.org/bots/api#answerprecheckoutquery */
export const PRE_CHECKOUT_ANSWER_MS = 10_000;
/** @see https://core.telegram.org/bots/api#sendinvoice */
export const INVOICE_TITLE_LENGTH = { min: 1, max: 32 };
export const INVOICE_DESCRIPTION_LENGTH = { min: 1, max: 255 };
export const INVOICE_PAYLOAD_BYTES = { min: 1, max: 128 };
/** Updates that are not sent unless they are asked for by name. @see https://core.telegram.org/bots/api#getupdates */
export const UPDATES_ON_REQUEST: readonly string[] = ["chat_member", "message_reaction", "message_reaction_count"];
