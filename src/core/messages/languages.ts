/** Languages that a person can choose, each by its own name. Where there are no sentences yet, they read English. */
export const languageNames = {
  en: "English",
  es: "Español",
  de: "Deutsch",
  fr: "Français",
  ru: "Русский",
  zh: "简体中文",
  ja: "日本語",
  pt: "Português",
} as const satisfies Readonly<Record<string, string>>;
