/** Every component an entry may use. MDX imports, exports and raw HTML are refused. */
export const vocabulary = ['Demo', 'Predict', 'Symbols', 'Aside', 'Cite', 'Confusables', 'Source'] as const;

/** The sections of an entry's body, in order. */
export const sections = [
  'How it works',
  'When to use it, and when it fails',
  'Don’t confuse with',
  'In code',
] as const;
