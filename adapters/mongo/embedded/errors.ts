/** The codes and names that drivers act on. @see https://www.mongodb.com/docs/manual/reference/error-codes/ */
const NAMES: Readonly<Record<number, string>> = {
  1: "InternalError",
  2: "BadValue",
  9: "FailedToParse",
  14: "TypeMismatch",
  20: "IllegalOperation",
  22: "InvalidBSON",
  26: "NamespaceNotFound",
  27: "IndexNotFound",
  28: "PathNotViable",
  40: "ConflictingUpdateOperators",
  43: "CursorNotFound",
  48: "NamespaceExists",
  50: "MaxTimeMSExpired",
  52: "DollarPrefixedFieldName",
  54: "NotSingleValueField",
  56: "EmptyFieldName",
  59: "CommandNotFound",
  66: "ImmutableField",
  67: "CannotCreateIndex",
  72: "InvalidOptions",
  73: "InvalidNamespace",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  112: "WriteConflict",
  115: "CommandNotSupported",
  171: "CannotIndexParallelArrays",
  225: "TransactionTooOld",
  251: "NoSuchTransaction",
  256: "TransactionCommitted",
  263: "OperationNotSupportedInTransaction",
  10334: "BSONObjectTooLarge",
  11000: "DuplicateKey",
  14031: "OutOfDiskSpace",
};

/** A refusal that the client receives with its code; anything else that is thrown becomes an InternalError. */
export class ServerError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the reply, such as `keyPattern`. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];

  constructor(
    code: number,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    labels: readonly string[] = [],
  ) {
    super(message);
    this.code = code;
    this.codeName = NAMES[code] ?? `Location${code}`;
    this.details = details;
    this.labels = labels;
  }
}

export const badValue = (message: string): ServerError => new ServerError(2, message);

/** The caller should run its whole transaction again: drivers do so when they see the label. */
export const writeConflict = (): ServerError =>
  new ServerError(112, "WriteConflict: another transaction wrote this document first", {}, [
    "TransientTransactionError",
  ]);
