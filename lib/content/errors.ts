/** What is wrong with an entry, where: every message starts with the file and names the field or line. */
export class ContentError extends Error {
  constructor(file: string, where: string, what: string) {
    super(`${file}: ${where}: ${what}`);
    this.name = 'ContentError';
  }
}
