// What Discord publishes as limits of a request. A request beyond one of them is answered 400 with code 50035.

/** @see https://discord.com/developers/docs/resources/message#create-message */
export const CONTENT_LENGTH_MAX = 2_000;
export const EMBEDS_MAX = 10;
export const FILES_MAX = 10;
export const NONCE_LENGTH_MAX = 25;
/** "Messages are checked against the past few minutes"; five are the few of this server. */
export const NONCE_WINDOW_MS = 5 * 60_000;

/** @see https://discord.com/developers/docs/reference#uploading-files */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
export const REQUEST_BYTES_MAX = 25 * 1024 * 1024;
export const FILE_DESCRIPTION_LENGTH_MAX = 1_024;

/** @see https://discord.com/developers/docs/components/reference */
export const V2_TEXT_LENGTH_MAX = 4_000;
export const V2_COMPONENTS_MAX = 40;
export const ROWS_MAX = 5;
export const ROW_BUTTONS_MAX = 5;
export const CUSTOM_ID_LENGTH_MAX = 100;
export const BUTTON_LABEL_LENGTH_MAX = 80;
export const BUTTON_URL_LENGTH_MAX = 512;
export const SELECT_OPTIONS_MAX = 25;
export const SELECT_OPTION_LENGTH_MAX = 100;
export const PLACEHOLDER_LENGTH_MAX = 150;
export const SECTION_TEXTS_MAX = 3;
export const GALLERY_ITEMS_MAX = 10;
export const MEDIA_DESCRIPTION_LENGTH_MAX = 1_024;
export const MEDIA_URL_LENGTH_MAX = 2_048;

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
export const MODAL_TITLE_LENGTH_MAX = 45;
export const MODAL_COMPONENTS_MAX = 5;
/** @see https://discord.com/developers/docs/components/reference#text-input */
export const INPUT_LABEL_LENGTH_MAX = 45;
export const INPUT_DESCRIPTION_LENGTH_MAX = 100;
export const INPUT_PLACEHOLDER_LENGTH_MAX = 100;
export const INPUT_VALUE_LENGTH_MAX = 4_000;

/** @see https://discord.com/developers/docs/interactions/application-commands#application-command-object */
export const COMMANDS_CHAT_INPUT_MAX = 100;
export const COMMANDS_CONTEXT_MENU_MAX = 15;
export const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
export const COMMAND_NAME_LENGTH_MAX = 32;
export const COMMAND_DESCRIPTION_LENGTH_MAX = 100;
export const COMMAND_OPTIONS_MAX = 25;
export const COMMAND_CHOICES_MAX = 25;
export const CHOICE_LENGTH_MAX = 100;
/** Name, description and choices of a command with those of its options, each in its longest localisation. */
export const COMMAND_LENGTH_MAX = 8_000;
export const OPTION_LENGTH_LIMIT = 6_000;
export const AUTOCOMPLETE_CHOICES_MAX = 25;

/** @see https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const EMBED_TITLE_LENGTH_MAX = 256;
export const EMBED_DESCRIPTION_LENGTH_MAX = 4_096;
export const EMBED_FIELDS_MAX = 25;
export const EMBED_FIELD_NAME_LENGTH_MAX = 256;
export const EMBED_FIELD_VALUE_LENGTH_MAX = 1_024;
export const EMBED_FOOTER_LENGTH_MAX = 2_048;
export const EMBED_AUTHOR_LENGTH_MAX = 256;
export const EMBEDS_LENGTH_MAX = 6_000;

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object */
export const ACKNOWLEDGE_WITHIN_MS = 3_000;
export const TOKEN_LIFETIME_MS = 15 * 60_000;
/** Where the app is installed only to the user, and not in the server. */
export const USER_INSTALL_FOLLOW_UPS_MAX = 5;

/** @see https://discord.com/developers/docs/reference#locales */
export const LOCALES: ReadonlySet<string> = new Set(
  "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split(
    " ",
  ),
);
