/** Where the data go, and what the person who chose it called it. */
export interface DataDirectory {
  readonly path: string;
  /** The setting that names it, such as `DATA_DIR`. */
  readonly setting: string;
}

/** Runs what opens the directory; what the file system refuses there becomes a sentence about the setting. */
export function inDataDirectory<T>(directory: DataDirectory, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw unusable(directory, error);
  }
}

/** The sentence for an error of the file system; any other error as it is. */
export function unusable({ path, setting }: DataDirectory, error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  if (!(error instanceof Error) || typeof code !== "string") return error;
  switch (code) {
    case "EEXIST":
    case "ENOTDIR":
      return new Error(`${setting} is ${path}, which is a file or lies in one: choose a directory.`);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new Error(`${setting} is ${path}, where Easel may not write: allow it, or choose another directory.`);
    case "ENOENT":
      return new Error(`${setting} is ${path}, which is not there and cannot be made: choose another directory.`);
    case "ENOSPC":
    case "EDQUOT":
      return new Error(`${setting} is ${path}, and its disk is full: free some space, or choose another directory.`);
    default:
      return new Error(`${setting} is ${path}, which cannot be used (${code}): choose another directory.`);
  }
}
