// The Bot API's objects, as far as they are spoken here. @see https://core.telegram.org/bots/api#available-types

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}
export interface Chat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup";
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly is_forum?: true;
}
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}
export interface PhotoSize {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly width: number;
  readonly height: number;
  readonly file_size?: number;
}
export interface DocumentFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly file_size?: number;
}
export interface KeyboardButton {
  readonly text: string;
  readonly url?: string | undefined;
  readonly callback_data?: string | undefined;
  readonly pay?: boolean | undefined;
}
export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly KeyboardButton[])[];
}
export interface ForceReply {
  readonly force_reply: true;
  readonly input_field_placeholder?: string | undefined;
  readonly selective?: boolean | undefined;
}
export interface Invoice {
  readonly title: string;
  readonly description: string;
  readonly start_parameter: string;
  readonly currency: string;
  readonly total_amount: number;
}
export interface SuccessfulPayment {
  readonly currency: string;
  readonly total_amount: number;
  readonly invoice_payload: string;
  readonly telegram_payment_charge_id: string;
  readonly provider_payment_charge_id: string;
}

/** What a message holds besides who said it, when and where. */
export interface Content {
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly photo?: readonly PhotoSize[];
  readonly document?: DocumentFile;
  readonly sticker?: object;
  readonly voice?: object;
  readonly video?: object;
  readonly animation?: object;
  readonly location?: object;
  readonly contact?: object;
  readonly poll?: object;
  readonly dice?: object;
  readonly caption?: string;
  readonly caption_entities?: readonly Entity[];
  readonly has_media_spoiler?: true;
  readonly media_group_id?: string;
  readonly invoice?: Invoice;
  readonly successful_payment?: SuccessfulPayment;
  readonly refunded_payment?: Omit<SuccessfulPayment, "provider_payment_charge_id">;
  readonly new_chat_members?: readonly User[];
  readonly left_chat_member?: User;
  readonly migrate_to_chat_id?: number;
  readonly migrate_from_chat_id?: number;
  readonly forum_topic_created?: object;
  readonly forum_topic_closed?: object;
}
export interface Message extends Content {
  readonly message_id: number;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly from?: User;
  /** Seconds since 1970. */
  readonly date: number;
  readonly edit_date?: number;
  readonly chat: Chat;
  readonly reply_to_message?: Message;
  readonly reply_markup?: InlineKeyboard;
}
/** A keyboard or a request to answer, as it was sent with a message. */
export type Markup = InlineKeyboard | ForceReply | { readonly remove_keyboard: true } | { readonly keyboard: unknown };

export type MemberStatus = "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";

export interface Update {
  readonly update_id: number;
  readonly message?: Message;
  readonly edited_message?: Message;
  readonly callback_query?: {
    readonly id: string;
    readonly from: User;
    readonly message?: Message | { readonly chat: Chat; readonly message_id: number; readonly date: 0 };
    readonly chat_instance: string;
    readonly data: string;
  };
  readonly pre_checkout_query?: {
    readonly id: string;
    readonly from: User;
    readonly currency: string;
    readonly total_amount: number;
    readonly invoice_payload: string;
  };
  readonly my_chat_member?: {
    readonly chat: Chat;
    readonly from: User;
    readonly date: number;
    readonly old_chat_member: { readonly status: MemberStatus; readonly user: User };
    readonly new_chat_member: { readonly status: MemberStatus; readonly user: User };
  };
}
export type UpdateContent = Omit<Update, "update_id">;
